"""Feeds of every kind, as outlets really write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from knowledge.articles import Article, HeadlineOnly
from knowledge.reading import FeedEntry, FeedError, ParsedFeed, feed_readings, read_feed
from knowledge.reading.feed import MOST_ENTRIES, MOST_TAGS, MOST_TAGS_IN_A_TEXT, MOST_TAGS_IN_AN_ENTRY
from knowledge.reading.results import LARGEST_DOCUMENT

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><link>https://harbourpost.example/</link>
<item>
  <title>Bridge &amp;amp; ferry &lt;em&gt;closed&lt;/em&gt; – “for a year”</title>
  <link>/bridge?utm_source=rss</link><guid isPermaLink="false">hp-1</guid>
  <pubDate>Mon, 23 Nov 2026 08:30:00 +0100</pubDate>
  <description>Cars turn back.</description>
  <content:encoded><![CDATA[<p>The bridge is <b>closed</b>.</p><script>alert(1)</script>
    <p>Cars turn&nbsp;back.</p>]]></content:encoded>
</item>
<item><title>Ferry fares rise</title><guid>https://harbourpost.example/ferry</guid><dc:date>2026-11-23</dc:date></item>
<item><description>No title here. But a text.</description><pubDate>whenever</pubDate></item>
<item><link>https://harbourpost.example/nothing</link></item>
</channel></rss>"""

RSS_FEED = ParsedFeed(
    title="Harbour Post",
    site_url="https://harbourpost.example/",
    entries=(
        FeedEntry(
            guid="hp-1",
            headline="Bridge & ferry closed – “for a year”",
            url="https://harbourpost.example/bridge?utm_source=rss",
            published=MONDAY,
            updated=None,
            paragraphs=("The bridge is closed.", "Cars turn\N{NO-BREAK SPACE}back."),
        ),
        FeedEntry(
            guid="https://harbourpost.example/ferry",
            headline="Ferry fares rise",
            url="https://harbourpost.example/ferry",
            published=None,
            updated=date(2026, 11, 23),
            paragraphs=(),
        ),
        FeedEntry(None, None, None, None, None, ("No title here. But a text.",)),
    ),
)

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://harbourpost.example/news/">
<title type="html">Harbour &lt;b&gt;Post&lt;/b&gt;</title><link rel="alternate" href="https://harbourpost.example/"/>
<entry><title type="text">Why the &lt;b&gt; tag died</title><link href="tag"/><id>urn:1</id>
<published>2026-11-23T08:30:00+01:00</published><updated>2026-11-23T09:30:00+01:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It was <i>old</i>.</p><p>It died.</p></div>
</content></entry>
<entry><title type="html">A &amp;amp; B</title><id>urn:2</id><summary type="text">One &lt;b&gt;.

Two.</summary></entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://harbourpost.example/"><title>Harbour Post</title><link>https://harbourpost.example/</link></channel>
<item rdf:about="https://harbourpost.example/1"><title>Bridge closed</title><link>https://harbourpost.example/1</link></item>
</rdf:RDF>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour Post",
    "home_page_url": "https://harbourpost.example/",
    "items": [
        {
            "id": 1,
            "url": "/bridge",
            "title": "Bridge &amp; ferry",
            "content_html": "<p>The bridge is closed.</p><p>Cars turn back.</p>",
            "summary": "Closed.",
            "date_published": "2026-11-23T08:30:00+01:00",
            "date_modified": "2026-11-24",
        },
        {"id": "2", "content_text": "One.\n\nTwo \ud800.", "external_url": "https://other.example/"},
        {"id": "3", "url": "/nothing"},
        {"id": "4", "title": ["wrong"]},
        "wrong",
    ],
}


def test_rss() -> None:
    assert read_feed(RSS.encode()) == RSS_FEED


def test_atom() -> None:
    feed = read_feed(ATOM.encode())
    assert (feed.title, feed.site_url) == ("Harbour Post", "https://harbourpost.example/")
    assert feed.entries == (
        FeedEntry(
            guid="urn:1",
            headline="Why the <b> tag died",
            url="https://harbourpost.example/news/tag",
            published=MONDAY,
            updated=datetime(2026, 11, 23, 8, 30, tzinfo=UTC),
            paragraphs=("It was old.", "It died."),
        ),
        FeedEntry("urn:2", "A & B", None, None, None, ("One <b>.", "Two.")),
    )


def test_rdf() -> None:
    (entry,) = read_feed(RDF.encode()).entries
    assert (entry.headline, entry.url) == ("Bridge closed", "https://harbourpost.example/1")


def test_json_feed() -> None:
    feed = read_feed(json.dumps(JSON_FEED).encode(), url="https://harbourpost.example/feed.json")
    assert (feed.title, feed.site_url) == ("Harbour Post", "https://harbourpost.example/")
    assert feed.entries == (
        FeedEntry(
            guid="1",
            headline="Bridge & ferry",
            url="https://harbourpost.example/bridge",
            published=MONDAY,
            updated=date(2026, 11, 24),
            paragraphs=("The bridge is closed.", "Cars turn back."),
        ),
        FeedEntry("2", None, "https://other.example/", None, None, ("One.", "Two \ufffd.")),
    )


def test_entries_become_articles_and_headlines() -> None:
    bridge, ferry, untitled = feed_readings(RSS_FEED)
    assert bridge == Article(
        headline="Bridge & ferry closed – “for a year”",
        paragraphs=("The bridge is closed.", "Cars turn\N{NO-BREAK SPACE}back."),
        id="hp-1",
        source="Harbour Post",
        published=MONDAY,
        url="https://harbourpost.example/bridge?utm_source=rss",
    )
    assert ferry == HeadlineOnly(
        "Ferry fares rise", "Harbour Post", date(2026, 11, 23), "https://harbourpost.example/ferry"
    )
    assert (untitled.headline, untitled.source) == ("No title here.", "Harbour Post")
    assert {reading.source for reading in feed_readings(RSS_FEED, source="Mine")} == {"Mine"}


def test_relative_links_are_resolved_against_the_feed_s_address_first() -> None:
    feed = read_feed(RSS.encode(), url="https://feeds.example/hp/rss.xml")
    assert feed.entries[0].url == "https://feeds.example/bridge?utm_source=rss"


def test_a_relative_link_without_any_base_is_none() -> None:
    content = RSS.replace("<link>https://harbourpost.example/</link>", "").encode()
    assert read_feed(content).entries[0].url is None


ENCODINGS: list[tuple[str, str, str | None]] = [
    ("utf-8-sig", "utf-8", None),
    ("utf-16", "utf-16", None),
    ("utf-16-be", "utf-8", None),
    ("utf-32", "utf-32", None),
    ("utf-32-le", "utf-32", None),
    ("utf-32-be", "utf-8", "application/rss+xml; charset=utf-32"),
    ("cp1252", "windows-1252", None),
    ("cp1252", "iso-8859-1", None),
    ("utf-8", "iso-8859-1", None),
    ("utf-8", "windows-1252", "text/xml; charset=us-ascii"),
    ("cp1252", "utf-8", None),
    ("cp1252", "utf-8", "application/rss+xml; charset=windows-1252"),
]


@pytest.mark.parametrize(("codec", "declared", "content_type"), ENCODINGS)
def test_encodings_declared_rightly_and_wrongly(codec: str, declared: str, content_type: str | None) -> None:
    content = RSS.replace('encoding="utf-8"', f'encoding="{declared}"').encode(codec)
    assert read_feed(content, content_type=content_type) == RSS_FEED


@pytest.mark.parametrize("default", ["utf-8", "UTF-8", "us-ascii", "iso-8859-1"])
@pytest.mark.parametrize("codec", ["iso-8859-2", "iso-8859-9", "windows-1251"])
def test_what_a_server_says_of_everything_gives_way_to_the_feed_s_own_word(codec: str, default: str) -> None:
    title = {"iso-8859-2": "Žlutý kůň v Příbrami", "iso-8859-9": "İzmir'de güneş", "windows-1251": "Мост"}[codec]
    rss = f"<?xml version='1.0' encoding='{codec}'?><rss version='2.0'><channel><title>{title}</title></channel></rss>"
    assert read_feed(rss.encode(codec), content_type=f"text/xml; charset={default}").title == title


@pytest.mark.parametrize(
    "break_it",
    [
        lambda rss: "\n\n " + rss,
        lambda rss: rss.replace("<rss", "<!DOCTYPE html>\n<!-- x -->\n<rss"),
        lambda rss: rss.replace("– ", "&ndash; ").replace("Cars turn back.", "Cars &nope; back."),
        lambda rss: rss.replace("</channel></rss>", ""),
        lambda rss: rss.replace("Cars turn back.", "Cars & <turn back."),
        lambda rss: rss.replace("Cars turn back.", "Cars\x0b\x00turn back."),
        lambda rss: rss.replace("<description>", "<foo:description>x</foo:description><description>"),
        lambda rss: rss.replace('<?xml version="1.0" encoding="utf-8"?>', ""),
    ],
    ids=[
        "space first",
        "page's doctype",
        "entities",
        "cut off",
        "unescaped",
        "controls",
        "namespace",
        "no declaration",
    ],
)
def test_broken_xml_is_read_all_the_same(break_it: Callable[[str], str]) -> None:
    feed = read_feed(break_it(RSS).encode())
    assert feed.title == "Harbour Post"
    assert feed.entries[:2] == RSS_FEED.entries[:2]


def test_ampersands_that_xml_forbids_stay_as_the_outlet_meant_them() -> None:
    titles = "AT&T sues R&D firm", "Q&A: S&P 500", "caf&eacute; &unknown; &AMP; 5 &#60; 6 &mdash; &c"
    items = "".join(f"<item><title>{title}</title><link>/a?x=1&copy=2&b</link></item>" for title in titles)
    raw = "<item><title><![CDATA[B&O &eacute; &nope;]]></title></item>"
    content = f"<rss version='2.0'><channel><title>A&E</title>{items}{raw}</channel></rss>"
    feed = read_feed(content.encode(), url="https://harbourpost.example/feed")
    assert feed.title == "A&E"
    assert [entry.headline for entry in feed.entries] == [
        *titles[:2],
        "café &unknown; & 5 < 6 — &c",
        "B&O é &nope;",
    ]
    assert feed.entries[0].url == "https://harbourpost.example/a?x=1&copy=2&b"


def test_entities_that_a_feed_declares_stand_for_what_it_says() -> None:
    doctype = '<!DOCTYPE rss [\n<!ENTITY hp "Harbour Post">\n]>'
    feed = read_feed(RSS.replace("<rss ", doctype + "<rss ").replace("Ferry fares", "&hp; &eacute;").encode())
    assert feed.entries[1].headline == "Harbour Post é rise"


PICTURE = """<image><title>A picture</title><url>/p.png</url><link>/p</link>
<description>It shows a bridge.</description></image>"""
FILM = """<media:group><media:title>A film</media:title><media:description type="html">A long text about how the film of
the bridge was made.</media:description></media:group><itunes:title>Episode</itunes:title>
<itunes:summary>Another long text, about the episode and who speaks in it.</itunes:summary>"""
SOURCE = "<source url='/elsewhere'>Elsewhere<title>Its feed</title><link>/elsewhere</link></source>"


def media_rss(item: str) -> FeedEntry:
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    (entry,) = read_feed(f"<rss version='2.0' {spaces}><channel><item>{item}</item></channel></rss>".encode()).entries
    return entry


@pytest.mark.parametrize("broken", ["", "<b>&<"], ids=["well-formed", "broken"])
@pytest.mark.parametrize("foreign", [PICTURE, FILM, SOURCE, f"<x><y/>{PICTURE}</x>"])
@pytest.mark.parametrize("is_first", [True, False])
def test_an_entry_is_not_what_its_picture_film_or_source_is_called(foreign: str, is_first: bool, broken: str) -> None:
    own = "<title>Bridge closed</title><link>https://harbourpost.example/1</link><description>Short.</description>"
    entry = media_rss((foreign + own if is_first else own + foreign) + broken)
    assert (entry.headline, entry.url) == ("Bridge closed", "https://harbourpost.example/1")
    assert entry.paragraphs == ("Short.",)


def test_what_goes_with_an_entry_stands_in_for_what_it_does_not_say_itself() -> None:
    entry = media_rss(FILM + "<guid>https://harbourpost.example/film</guid>")
    assert (entry.headline, entry.url) == ("A film", "https://harbourpost.example/film")
    assert entry.paragraphs == ("Another long text, about the episode and who speaks in it.",)
    assert media_rss(PICTURE + "<title>Bridge closed</title>").paragraphs == ()


def test_the_media_of_an_atom_entry_do_not_replace_its_text() -> None:
    film = "<media:group><media:title>A film</media:title><media:description>Words.</media:description></media:group>"
    content = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry>
    <source><title>Elsewhere</title><id>urn:elsewhere</id><updated>2020-01-01T00:00:00Z</updated></source>
    <title>Bridge closed</title><author><name>Ann</name><uri>/ann</uri></author><id>urn:1</id>{film}
    <summary>Its own.</summary></entry><entry><title>Film</title>{film}</entry></feed>"""
    own, film_only = read_feed(content.encode()).entries
    assert own == FeedEntry("urn:1", "Bridge closed", None, None, None, ("Its own.",))
    assert film_only.paragraphs == ("Words.",)


@pytest.mark.parametrize(
    "written",
    [
        "HTML: the &lt;title&gt; element explained",
        "HTML: the &amp;lt;title&amp;gt; element explained",
        "HTML: the &#60;title&#62; element explained",
        "<![CDATA[HTML: the <title> element explained]]>",
        "<![CDATA[<b>HTML</b>: the <title> element explained]]>",
    ],
)
def test_a_headline_about_markup_stays_whole(written: str) -> None:
    entry = media_rss(f"<title>{written}</title>")
    assert entry.headline == "HTML: the <title> element explained"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>{written}</title></entry></feed>"
    assert read_feed(atom.encode()).entries[0].headline == entry.headline


def test_fields_of_a_wrong_kind_do_not_spoil_an_item() -> None:
    item = {"id": True, "url": 5, "title": ["T"], "summary": 7, "content_text": "A text.", "date_published": 20261123}
    (entry,) = read_feed(json.dumps(JSON_FEED | {"items": [item, "none", 3]}).encode()).entries
    assert entry == FeedEntry(None, None, None, None, None, ("A text.",))


def test_entities_that_name_files_or_multiply_are_not_followed() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
    feed = read_feed(RSS.replace("<rss ", doctype + "<rss ").replace("Ferry fares rise", "x &a; &b;").encode())
    assert feed.entries[1].headline is not None
    assert "root" not in feed.entries[1].headline


def test_text_in_a_title_s_place_becomes_the_text() -> None:
    content = f"<rss version='2.0'><channel><item><title>{'Post. ' * 200}</title></item></channel></rss>"
    (entry,) = read_feed(content.encode()).entries
    assert (entry.headline, entry.paragraphs) == (None, (("Post. " * 200).strip(),))
    (reading,) = feed_readings(read_feed(content.encode()))
    assert reading.headline == "Post."


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("Mon Nov 23 07:30:00 2026", MONDAY),
        ("2026", None),
        ("10000-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(written: str, published: object) -> None:
    content = f"<rss version='2.0'><channel><item><title>x</title><pubDate>{written}</pubDate></item></channel></rss>"
    (entry,) = read_feed(content.encode()).entries
    assert (entry.published, entry.updated) == (published, None)


def json_feed(**changes: object) -> bytes:
    return json.dumps({**JSON_FEED, **changes}).encode()


NO_FEEDS = [
    (b"", "empty"),
    (b" \n", "empty"),
    (b"Nothing to see.", "neither XML nor JSON"),
    (b"<!doctype html><html><body><p>A page</p></body></html>", "no feed: it is a web page"),
    (b"<?xml version='1.0'?>\n<!-- x -->\n<HTML lang='en'>" + b"<p>" * (MOST_TAGS + 1), "no feed: it is a web page"),
    (b"<sitemap><loc>x</loc></sitemap>", "neither RSS nor Atom"),
    (b"{", "not valid JSON"),
    (b'{"a": ' + b"[" * 100_000, "too deeply"),
    (b"{}", "not a JSON Feed"),
    (json_feed(version="2.0"), "its version"),
    (json_feed(items={}), "not a JSON Feed"),
    (json_feed(items=[1] * (MOST_ENTRIES + 1)), "too many"),
    (b"<rss>" + b"<item/>" * (MOST_ENTRIES + 1), "too many"),
    (b"<rss><item>" + b"<a>" * (MOST_TAGS_IN_AN_ENTRY + 1), "entries has more than 5,000 tags"),
    (b"<rss>" + (b"<item>" + b"<a>" * 4_000) * 60, "more than 200,000 tags"),
    (b" " * (LARGEST_DOCUMENT + 1), "larger than 10 MB"),
]


@pytest.mark.parametrize(("content", "reason"), NO_FEEDS, ids=[reason for _, reason in NO_FEEDS])
def test_what_is_no_feed_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        read_feed(content)


def test_a_parser_that_stumbles_gives_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object, **_options: object) -> None:
        raise AttributeError

    monkeypatch.setattr("feedparser.api.StrictFeedParser.unknown_starttag", stumble)
    with pytest.raises(FeedError, match="AttributeError"):
        read_feed(RSS.encode())


def test_a_text_of_absurdly_many_tags_counts_as_none() -> None:
    html = "<p>x" * (MOST_TAGS_IN_A_TEXT + 1)
    feed = read_feed(RSS.replace("<p>The bridge", html).encode())
    assert feed.entries[0].paragraphs == ("Cars turn back.",)  # of the description
    (entry,) = read_feed(json_feed(items=[{"title": "x", "content_html": html}])).entries
    assert entry.paragraphs == ()


def test_an_unclosed_section_does_not_take_long() -> None:
    assert read_feed(b"<rss version='2.0'><channel><item><title>" + b"<![CDATA[" * 50_000).entries == ()


@pytest.mark.parametrize(
    ("says", "seconds"),
    [
        ("<ttl>90</ttl>", 5_400),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1_800),
        ("<sy:updatePeriod> Daily </sy:updatePeriod>", 86_400),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3_600),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>often</sy:updateFrequency>", None),
        ("<sy:updatePeriod>whenever</sy:updatePeriod>", None),
        ("<ttl>soon</ttl>", None),
        ("", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone(says: str, seconds: int | None) -> None:
    text = f"""<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Post</title>
    {says}<item><title>Ferry</title></item></channel></rss>"""
    assert read_feed(text.encode()).fresh_for == seconds


@pytest.mark.parametrize(
    ("document", "language"),
    [
        ("<rss version='2.0'><channel><title>A</title><language>de-AT</language>{item}</channel></rss>", "de-AT"),
        ("<rss version='2.0'><channel><title>A</title>{item}</channel></rss>", None),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>A</title>"
            "<entry><title>Pont</title><id>1</id></entry></feed>",
            "fr",
        ),
        ('{{"version": "https://jsonfeed.org/version/1.1", "language": "ja", "items": [{{"title": "a"}}]}}', "ja"),
        ('{{"version": "https://jsonfeed.org/version/1.1", "language": 5, "items": [{{"title": "a"}}]}}', None),
    ],
)
def test_a_feed_says_its_language(document: str, language: str | None) -> None:
    feed = read_feed(document.format(item="<item><title>Brücke</title></item>").encode())
    assert feed.language == language
    assert [reading.language for reading in feed_readings(feed)] == [language]
