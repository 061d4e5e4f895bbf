"""The picture of an article: which one is taken, from where, and what is never shown."""

from __future__ import annotations

import json

import pytest

from knowledge.articles import Article, Picture
from knowledge.reading.feed import read_feed
from knowledge.reading.html import read_html
from knowledge.reading.markdown import read_markdown
from knowledge.reading.pictures import LONGEST_ALT, PictureCandidate, choose_picture, picture_address
from knowledge.reading.records import read_record

BRIDGE = "https://cdn.harbourpost.example/bridge.jpg"


def rss(item: str, **attributes: str) -> Picture | None:
    content = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Post</title>'
        f"<item><title>Bridge closed</title><description>Two piers have cracks.</description>{item}</item>"
        "</channel></rss>"
    )
    (entry,) = read_feed(content.encode(), url="https://harbourpost.example/feed").entries
    assert (entry.headline, entry.paragraphs) == ("Bridge closed", ("Two piers have cracks.",))
    return entry.picture


@pytest.mark.parametrize(
    "item",
    [
        f'<media:content url="{BRIDGE}" medium="image"/>',
        f'<media:content url="{BRIDGE}" type="image/jpeg" width="1200" height="675"/>',
        f'<media:content url="{BRIDGE}"/>',
        f'<media:group><media:content url="{BRIDGE}" medium="image"/></media:group>',
        f'<media:thumbnail url="{BRIDGE}" width="240" height="135"/>',
        f'<enclosure url="{BRIDGE}" type="image/jpeg" length="81000"/>',
        '<media:thumbnail url="//cdn.harbourpost.example/bridge.jpg"/>',
        f'<enclosure url="https://harbourpost.example/news.mp3" type="audio/mpeg"/><media:thumbnail url="{BRIDGE}"/>',
    ],
)
def test_a_feed_names_a_picture_in_several_ways(item: str) -> None:
    assert rss(item) == Picture(BRIDGE)


def test_the_largest_is_taken() -> None:
    sizes = "".join(
        f'<media:content url="https://cdn.harbourpost.example/{width}.jpg" type="image/jpeg" width="{width}"/>'
        for width in (140, 700, 460)
    )
    assert rss(sizes) == Picture("https://cdn.harbourpost.example/700.jpg")
    small_first = f'<media:thumbnail url="https://cdn.harbourpost.example/t.jpg"/><media:content url="{BRIDGE}"/>'
    assert rss(small_first) == Picture(BRIDGE)
    huge = [PictureCandidate("https://a.example/huge.png", width=9_000, height=9_000), PictureCandidate(BRIDGE)]
    assert choose_picture(huge) == Picture(BRIDGE)
    assert choose_picture(huge[:1]) == Picture("https://a.example/huge.png")


@pytest.mark.parametrize(
    ("inside", "alt"),
    [
        ("<media:description>The bridge at &lt;b&gt;dusk&lt;/b&gt;, seen from the east</media:description>", True),
        ("<media:title>The bridge at dusk, seen from the east</media:title>", True),
        ("<media:title>DSC_0417.JPG</media:title>", False),
        ("<media:credit>Ann Olsen</media:credit>", False),
    ],
)
def test_the_outlets_own_description_is_kept(inside: str, alt: bool) -> None:
    found = rss(f'<media:content url="{BRIDGE}" medium="image">{inside}</media:content>')
    assert found == Picture(BRIDGE, "The bridge at dusk, seen from the east" if alt else None)


def test_a_description_beside_a_picture_is_not_taken_for_its_own() -> None:
    beside = f'<media:content url="{BRIDGE}" medium="image"/><media:description>A film about it.</media:description>'
    assert rss(beside) == Picture(BRIDGE)
    inside = f'<media:group><media:content url="{BRIDGE}"/><media:title>Piers of the bridge</media:title></media:group>'
    assert rss(inside) == Picture(BRIDGE, "Piers of the bridge")


def test_a_long_description_is_cut_after_a_word() -> None:
    found = choose_picture([PictureCandidate(BRIDGE, "piers and cracks " * 80)])
    assert found is not None
    assert found.alt is not None
    assert len(found.alt) <= LONGEST_ALT + 1
    assert found.alt.endswith(("piers…", "and…", "cracks…"))


def test_the_pictures_of_one_entry_are_not_those_of_the_next() -> None:
    item = "<item><title>{}</title>{}</item>"
    content = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Post</title>'
        + item.format("One", f'<media:group><media:content url="{BRIDGE}"/>')  # never closed
        + item.format("Two", "<media:title>Two has none</media:title>")
        + "</channel></rss>"
    )
    assert [entry.picture for entry in read_feed(content.encode()).entries] == [Picture(BRIDGE), None]


def test_an_atom_enclosure() -> None:
    content = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge closed</title><id>urn:1</id>
    <link href="https://harbourpost.example/1"/><link rel="enclosure" type="image/jpeg" href="{BRIDGE}"/>
    </entry></feed>"""
    (entry,) = read_feed(content.encode()).entries
    assert (entry.url, entry.picture) == ("https://harbourpost.example/1", Picture(BRIDGE))


def test_a_json_feed_item() -> None:
    items = [
        {"id": "1", "title": "One", "image": BRIDGE, "banner_image": "https://a.example/banner.jpg"},
        {"id": "2", "title": "Two", "banner_image": BRIDGE},
        {"id": "3", "title": "Three", "image": 7},
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": items}
    found = read_feed(json.dumps(document).encode()).entries
    assert [entry.picture for entry in found] == [Picture(BRIDGE), Picture(BRIDGE), None]


PAGE = """<html><head><title>Bridge closed</title>{}</head><body><article><h1>Bridge closed</h1>
<p>The bridge over the Harl was closed on Monday after two of its piers were found to have cracks.</p>
<p>Engineers will look at the other piers this week, and say on Friday how long the repairs take.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("head", "picture"),
    [
        (
            f'<meta property="og:image" content="{BRIDGE}"><meta property="og:image:alt" content="Piers at low tide">',
            Picture(BRIDGE, "Piers at low tide"),
        ),
        ('<meta property="og:image" content="/bridge.jpg">', Picture("https://harbourpost.example/bridge.jpg")),
        (f'<meta name="twitter:image" content="{BRIDGE}">', Picture(BRIDGE)),
        (
            f'<meta name="og:image" content="http://a.example/b.jpg"><meta name="twitter:image" content="{BRIDGE}">',
            Picture(BRIDGE),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "image": [{"@type": "ImageObject", '
            f'"url": "{BRIDGE}", "width": 1200, "height": 675}}]}}</script>',
            Picture(BRIDGE),
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "image": {"url": [7]}}</script>', None),
        ('<meta property="og:image" content="https://a.example/logo.png">', None),
        ("", None),
    ],
)
def test_a_page_names_the_picture_to_be_shared(head: str, picture: Picture | None) -> None:
    assert read_html(PAGE.format(head).encode(), url="https://harbourpost.example/1").picture == picture


def test_a_record_and_a_markdown_file_name_theirs() -> None:
    record = read_record({"text": "Two piers have cracks.", "image": BRIDGE})
    assert isinstance(record, Article)
    assert record.picture == Picture(BRIDGE)
    for image in ("javascript:alert(1)", 5, None):
        other = read_record({"text": "Two piers have cracks.", "image": image})
        assert isinstance(other, Article)
        assert other.picture is None
    written = read_markdown(f"---\ntitle: Bridge closed\nimage: {BRIDGE}\n---\nTwo piers have cracks.\n")
    assert isinstance(written, Article)
    assert written.picture == Picture(BRIDGE)


@pytest.mark.parametrize(
    "candidate",
    [
        PictureCandidate("http://a.example/b.jpg"),
        PictureCandidate("data:image/png;base64,AAAA"),
        PictureCandidate("https://127.0.0.1/b.jpg"),
        PictureCandidate("https://[::1]/b.jpg"),
        PictureCandidate("https://localhost/b.jpg"),
        PictureCandidate("https://a.example:8443/b.jpg"),
        PictureCandidate("https://a.example/b.svg", kind="image/svg+xml"),
        PictureCandidate("https://a.example/b.mp4", kind="video/mp4"),
        PictureCandidate("https://a.example/b"),
        PictureCandidate("https://a.example/b.jpg", width=1, height=1),
        PictureCandidate("https://a.example/b.jpg", width=728, height=90),
        PictureCandidate("https://a.example/b.gif?w=1&h=1"),
        PictureCandidate("https://a.example/1x1.gif"),
        PictureCandidate("https://a.example/img/spacer.gif"),
        PictureCandidate("https://pixel.wp.com/b.gif"),
        PictureCandidate("https://stats.a.example/b.gif"),
        PictureCandidate("https://www.facebook.com/tr.gif", kind="image"),
        PictureCandidate("https://secure.gravatar.com/avatar/0123?s=96", kind="image"),
        PictureCandidate("https://feeds.feedburner.com/~r/post/~4/x.gif", kind="image"),
        PictureCandidate("https://a.example/" + "b" * 1_000 + ".jpg"),
    ],
)
def test_what_is_never_shown(candidate: PictureCandidate) -> None:
    assert choose_picture([candidate]) is None


def test_an_address_is_encoded_and_loses_what_could_be_held_against_the_reader() -> None:
    hostile = "https://user:word@a.example/b)](https://evil.example)<@&1> \u202e.jpg?x=`|`#part"
    address = picture_address(hostile)
    assert address is not None
    assert address.startswith("https://a.example/b%29%5D%28https://evil.example%29%3C@&1%3E%20")
    assert not set("()[]<>`| #\u202e") & set(address)
    assert picture_address(address) == address
    assert picture_address("https://a.example/100%.jpg") == "https://a.example/100%25.jpg"
    assert picture_address("https://bücher.example/b.jpg") == "https://xn--bcher-kva.example/b.jpg"
