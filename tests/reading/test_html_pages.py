"""Saved HTML pages, and HTML fragments: the article's own paragraphs and what the page declares of itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading import ReadingError, read_html
from knowledge.reading.html import MOST_ELEMENTS
from knowledge.reading.markup import html_paragraphs, plain_text
from knowledge.reading.results import LARGEST_DOCUMENT

PARAGRAPHS = (
    "The harbour bridge closed on Monday, said mayor\N{NO-BREAK SPACE}José Núñez, after “deep” cracks were found.",
    "Some 40,000 people cross it every day. Ferries will run instead – for a year, at least…",
    "“We will mend it,” the mayor said. “It is our bridge, and nobody else’s.”",
    "The work is going to cost $6 million, by the estimate of the city’s own engineers.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS).replace("mayor", "<b>mayor</b>")
CHROME = """<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<header><h1>Harbour bridge closed</h1></header><article>{body}</article>
<aside><h3>Most read</h3><ul><li><a href="/1">Ferry fares to rise again</a></li></ul></aside>
<footer><p>© 2026 Harbour Post. All rights reserved.</p></footer>"""


def page(head: str = "", body: str = BODY, before: str = "<!doctype html>") -> bytes:
    return f"{before}<html><head>{head}</head><body>{CHROME.format(body=body)}</body></html>".encode()


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


def test_paragraphs_are_the_page_s_own() -> None:
    read = read_html(page())
    assert read.paragraphs == PARAGRAPHS
    assert (read.headline, read.derived, read.source, read.published, read.url) == (
        "Harbour bridge closed",
        False,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "hidden", ["<div hidden>{}</div>", "<p class='meta'>{}</p>", "<pre>{}</pre>", "<code>{}</code>"]
)
@pytest.mark.parametrize("around", ["{hidden}{body}", "{body}{hidden}"])
def test_metadata_that_stand_in_the_text_are_none_of_it(hidden: str, around: str) -> None:
    metadata = json.dumps(
        [{"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": "The bridge. " * 40}]
    )
    read = read_html(page(body=around.format(hidden=hidden.format(metadata), body=BODY)))
    assert read.paragraphs == PARAGRAPHS


def test_what_a_template_holds_is_not_shown() -> None:
    template = "<template{}><p>Subscribe to the Harbour Post for less than the price of a ferry ticket.</p></template>"
    assert read_html(page(body=BODY + template.format(""))).paragraphs == PARAGRAPHS
    assert len(read_html(page(body=BODY + template.format(" shadowrootmode='open'"))).paragraphs) == 5


def test_an_article_may_show_data() -> None:
    shown = '{"ferries": [{"name": "Otter", "cars": 40}, {"name": "Heron", "cars": 24}]}'
    assert read_html(page(body=f"{BODY}<pre>{shown}</pre>")).paragraphs == (*PARAGRAPHS, shown)


def test_scripts_and_chrome_are_no_text() -> None:
    read = read_html(page(body=BODY + "<script>alert('x')</script><style>p {}</style>"))
    assert read.paragraphs == PARAGRAPHS


def test_breaks_part_lines_and_paragraphs() -> None:
    body = "<p>" + "<br> <br>\n".join(PARAGRAPHS[:3]) + "<br>" + PARAGRAPHS[3] + "</p>"
    assert read_html(page(body=body)).paragraphs == (*PARAGRAPHS[:2], "\n".join(PARAGRAPHS[2:]))


def test_single_breaks_between_long_lines_part_paragraphs_too() -> None:
    assert read_html(page(body=f"<div>{'<br>'.join(PARAGRAPHS)}</div>")).paragraphs == PARAGRAPHS
    verses = "The harbour sleeps<br>The ferries keep<br>their lamps alight"
    assert html_paragraphs(verses) == ("The harbour sleeps\nThe ferries keep\ntheir lamps alight",)


def share_right(found: Sequence[str], text: Sequence[str]) -> float:
    """The F1 of whole paragraphs."""
    right = len(set(found) & set(text))
    return 2 * right / (len(found) + len(text))


BOX = """<aside class="related"><h3>Related stories</h3><ul><li><a href="/2">Old bridge, new hopes</a></li></ul></aside>
<div class="newsletter-signup"><h4>Our newsletter</h4><p>Get the Post in your inbox every morning.</p></div>"""
COMMENTS = """<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>Why only now, when
the first cracks were found ten years ago?</p></div></section>"""


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS),
        "".join(f"<section><div><p>{paragraph}</p></div></section>" for paragraph in PARAGRAPHS),
        "<p>" + "<br><br>".join(PARAGRAPHS) + "</p>",
        "<div>" + "<br>".join(PARAGRAPHS) + "</div>",
        BOX.join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
        BODY + COMMENTS,
        BODY + "<figure><img src='b.jpg'><figcaption>The bridge on Monday. Photo: I. Aas</figcaption></figure>",
        BODY + "<table><tr><th>Bridge</th><th>Built</th></tr><tr><td>Harbour</td><td>1961</td></tr></table>",
        BODY + "<h2>What will it cost?</h2><ul><li>Six million dollars for the bridge itself.</li></ul>",
    ],
)
def test_paragraphs_are_at_least_as_right_as_those_of_trafilatura_alone(body: str) -> None:
    content = page(body=body)
    alone = [line.removeprefix("- ") for line in (trafilatura.extract(content) or "").splitlines()]
    folded = [paragraph.replace("\N{NO-BREAK SPACE}", " ") for paragraph in PARAGRAPHS]
    ours = [paragraph.replace("\N{NO-BREAK SPACE}", " ") for paragraph in read_html(content).paragraphs]
    assert share_right(ours, folded) >= share_right(alone, folded)


def test_a_page_put_together_by_scripts_has_its_text_in_the_json_ld() -> None:
    declared = json_ld(headline="Harbour bridge closed", articleBody="\n\n".join(PARAGRAPHS))
    read = read_html(f"<html><head>{declared}</head><body><div id='root'></div></body></html>".encode())
    assert read.paragraphs == PARAGRAPHS


def test_a_declaring_page() -> None:
    head = """<title>Bridge closed | Harbour Post</title><link rel="canonical" href="/bridge?a=1">
    <meta property="og:site_name" content=" Harbour  Post ">
    <meta property="og:title" content="Bridge closed – Harbour Post">
    <meta property="og:url" content="https://amp.harbourpost.example/bridge">
    <meta property="article:published_time" content="2026-11-24T08:00:00+01:00">"""
    read = read_html(page(head), url="https://www.harbourpost.example/x", source="Another")
    assert (read.headline, read.source) == ("Bridge closed", "Harbour Post")
    assert read.published == datetime(2026, 11, 24, 7, tzinfo=UTC)
    assert read.url == "https://www.harbourpost.example/bridge?a=1"


def test_json_ld_says_more_than_the_rest() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "x"},
            {
                "@type": ["Thing", "https://schema.org/ReportageNewsArticle"],
                "headline": "Bridge &amp; ferry closed",
                "datePublished": "2026-11-24",
                "publisher": [{"@type": "Organization", "name": "Harbour Post"}],
            },
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps([graph])}</script><title>Another</title>'
    read = read_html(page(head))
    assert (read.headline, read.source, read.published) == ("Bridge & ferry closed", "Harbour Post", date(2026, 11, 24))


@pytest.mark.parametrize(
    "script",
    [
        "not json",
        "[" * 50_000,
        '{"@type": 5}',
        '{"@type": "Person", "headline": "No"}',
        "null",
        "[[[]]]",
        "",
        f"[{'{},' * 2_000}5]",
    ],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    read = read_html(page(f'<script type="application/ld+json">{script}</script>'))
    assert (read.headline, read.paragraphs) == ("Harbour bridge closed", PARAGRAPHS)


def test_json_ld_of_wrong_types_is_passed_over() -> None:
    read = read_html(
        page(json_ld(headline={"a": 1}, datePublished=[1], publisher="https://example.com/")), source="Wire"
    )
    assert (read.headline, read.published, read.source) == ("Harbour bridge closed", None, "Wire")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="date" content="24 November 2026">', date(2026, 11, 24)),
        ('<meta name="DC.date.issued" content="2026-11-24">', date(2026, 11, 24)),
        ('<meta itemprop="datePublished" content="2026-11-24T07:00Z">', datetime(2026, 11, 24, 7, tzinfo=UTC)),
        ('<meta name="date" content="nonsense">', None),
        ('<meta property="article:modified_time" content="2026-11-24">', None),
        ('<link rel="canonical" href="https://harbourpost.example/2026/11/4/bridge">', date(2026, 11, 4)),
        ('<link rel="canonical" href="https://harbourpost.example/2026/31/4/bridge">', None),
    ],
)
def test_dates_are_taken_where_they_are_declared(head: str, published: object) -> None:
    assert read_html(page(head)).published == published


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ('<time datetime="2026-11-24">today</time>', date(2026, 11, 24)),
        ('<time datetime="2026-11-23">x</time><time pubdate datetime="2026-11-24">x</time>', date(2026, 11, 24)),
        ('<time>Monday</time><time itemprop="datePublished" datetime="2026-11-24">x</time>', date(2026, 11, 24)),
        ("<p>Copyright 2019. Updated on 24 November 2026.</p>", None),
    ],
)
def test_time_elements(times: str, published: object) -> None:
    assert read_html(page(body=times + BODY)).published == published


def test_several_times_outside_the_article_say_nothing() -> None:
    times = '<time datetime="2026-11-23">x</time><time datetime="2026-11-22">x</time>'
    assert read_html(page().replace(b"</aside>", times.encode() + b"</aside>")).published is None


@pytest.mark.parametrize(
    "before",
    [
        "<!doctype html>\n<!-- saved from url=(0037)https://harbourpost.example/bridge?x=1 -->\n",
        "<!doctype html> <!--\n Page saved with SingleFile \n url: https://harbourpost.example/bridge?x=1 \n -->",
    ],
)
def test_the_address_a_browser_saved_a_page_from(before: str) -> None:
    read = read_html(page(before=before))
    assert (read.url, read.source) == ("https://harbourpost.example/bridge?x=1", "harbourpost.example")


def test_a_canonical_address_that_is_the_front_page_is_a_mistake() -> None:
    head = '<link rel="canonical" href="https://harbourpost.example/"><meta property="og:url" content="mailto:x">'
    assert read_html(page(head), url="https://harbourpost.example/bridge").url == "https://harbourpost.example/bridge"


def test_the_headline_is_found_without_declarations() -> None:
    bare = page("<title>Bridge closed</title>").replace(b"<h1>Harbour bridge closed</h1>", b"")
    assert read_html(bare).headline == "Bridge closed"
    several = page().replace(b"<header>", b"<header><h1> </h1>")
    assert read_html(several).headline == "Harbour bridge closed"
    logo = page('<meta property="og:site_name" content="Harbour bridge closed"><title>Bridge shut</title>')
    assert read_html(logo).headline == "Bridge shut"


def test_without_any_headline_the_first_sentence_is_taken() -> None:
    read = read_html(page().replace(b"<h1>Harbour bridge closed</h1>", b""))
    assert read.derived
    assert read.headline == PARAGRAPHS[0]


@pytest.mark.parametrize(
    "broken", ['<htm"l<h1>x', "<html\\<head>x", "&#1;&nbsp;x", "&#55296;x", "<title>&#2;</title>x"]
)
def test_broken_markup_leaves_the_text_readable(broken: str) -> None:
    assert set(PARAGRAPHS[1:]) <= set(read_html(page(body=f"<p>{broken}</p>{BODY}")).paragraphs)


def test_a_headline_inside_the_text_is_not_repeated() -> None:
    read = read_html(page(json_ld(headline="Harbour bridge closed"), "<h2>Harbour bridge closed</h2>" + BODY))
    assert read.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ("", "utf-16"),
        ("", "cp1252"),
    ],
)
def test_encodings(head: str, codec: str) -> None:
    assert read_html(page(head).decode().encode(codec)).paragraphs == PARAGRAPHS


def test_the_http_header_names_the_encoding() -> None:
    text = page().decode().replace("José", "Jože").encode("iso8859-2", errors="xmlcharrefreplace")
    assert "Jože" in read_html(text, content_type="text/html; charset=iso-8859-2").paragraphs[0]


def test_decomposed_characters_stay_decomposed() -> None:
    decomposed = page().decode().replace("é", "e\N{COMBINING ACUTE ACCENT}").encode()
    assert "Jose\N{COMBINING ACUTE ACCENT}" in read_html(decomposed).paragraphs[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no HTML"),
        (b"<!-- nothing -->", "no HTML|No article text"),
        (b"<html><head><title>x</title></head><body><nav></nav></body></html>", "No article text"),
        (b"<p>" * (MOST_ELEMENTS + 1), "elements, too many"),
        (page(body="<p>" + "word " * 200_001), "characters of text, too many"),
        (b" " * (LARGEST_DOCUMENT + 1), "larger than 10 MB"),
        (page(json_ld(headline="x" * 1_001)), "1,001 characters"),
    ],
    ids=["empty", "comment", "chrome", "elements", "text", "size", "headline"],
)
def test_pages_without_an_article_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_html(content)


def test_an_extractor_that_stumbles_gives_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object, **_options: object) -> None:
        raise IndexError

    monkeypatch.setattr("trafilatura.bare_extraction", stumble)
    with pytest.raises(ReadingError, match="IndexError"):
        read_html(page())


@pytest.mark.parametrize(
    ("fragment", "paragraphs"),
    [
        ("One.", ("One.",)),
        ("<p>One <b>bold</b>\n  word.<p>Two.", ("One bold word.", "Two.")),
        ("One.<br>Still one.<br/>\n<br>Two.", ("One.\nStill one.", "Two.")),
        ("<div>One.<div>Two.</div>Three.</div>", ("One.", "Two.", "Three.")),
        ("<ul><li>One.<li>Two.</ul>", ("One.", "Two.")),
        ("<table><tr><td>One<td>two</table>", ("One two",)),
        ("A<script>x</script>B<style>y</style><iframe>z</iframe><!-- c -->C<?php d ?>", ("ABC",)),
        ("<figure><img alt='x'><figcaption>Caption</figcaption></figure>One.", ("One.",)),
        (
            "AT&amp;T&nbsp;&ndash; &#8220;caf&eacute;&#8221; &nope; &lt;b&gt;",
            ("AT&T\N{NO-BREAK SPACE}– “café” &nope; <b>",),
        ),
        ("<a href='javascript:x'>link</a> <img src=x onerror=y>", ("link",)),
        ("<p> \n </p><p>&nbsp;</p>", ()),
        ("", ()),
        ("\x00\ud800", ("\ufffd",)),
        ("&#1;x&#55296;", ("x\ufffd",)),
        ("&#147;old&#148; quotes", ("“old” quotes",)),
    ],
)
def test_fragments_become_plain_paragraphs(fragment: str, paragraphs: tuple[str, ...]) -> None:
    assert html_paragraphs(fragment) == paragraphs


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Mayor: 5 < 6 & 7 > 3", "Mayor: 5 < 6 & 7 > 3"),
        ("AT&amp;T <em>buys</em> <script>x</script>Poe", "AT&T buys Poe"),
        ("Fish & chips &#x2013; yes", "Fish & chips – yes"),
        ("R&D; more", "R&D; more"),
        ("HTML: the <title> element explained", "HTML: the <title> element explained"),
        ("HTML: the &lt;title&gt; element", "HTML: the <title> element"),
        ("Why <b> died, <br /> lives and <script> stays", "Why <b> died, lives and <script> stays"),
        ("<em>Live</em>: how <video> and </video> work", "Live: how <video> and </video> work"),
        ("Ferry<br>fares <img src='x.png'> rise<!-- 7 --> <br> again", "Ferry fares rise <br> again"),
        ("<p>Bridge closed", "Bridge closed"),
        ("<div class='a'>Bridge</div><div>closed</div>", "Bridge closed"),
        ("List<String> or List<int>, <T>?", "List<String> or List<int>, <T>?"),
        ("I <3 you > me & <you@example.org>", "I <3 you > me & <you@example.org>"),
        ("x &#1;&#55296;&#147;y&#148;", "x \ufffd“y”"),
    ],
)
def test_titles_become_plain_text(title: str, plain: str) -> None:
    assert plain_text(title) == plain


@given(st.lists(st.sampled_from(["<title>", "<video>", "</table>", "<T>", "a", " ", "3 < 4", "<svg:x>"]), max_size=12))
def test_a_title_without_tags_that_format_a_line_stays_whole(pieces: list[str]) -> None:
    assert " ".join(plain_text("".join(pieces)).split()) == " ".join("".join(pieces).split())


@given(st.text(alphabet="<>/pbrdiv&;#x0 \n\"'=!-aé\ud800\x00", max_size=80))
def test_no_fragment_raises(fragment: str) -> None:
    for paragraph in html_paragraphs(fragment):
        assert paragraph == paragraph.strip() != ""
        paragraph.encode()
