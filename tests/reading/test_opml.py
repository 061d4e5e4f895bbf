"""Lists of feeds as readers write them, and what is none."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.opml import LARGEST, ListedFeed, read_list, read_opml, write_opml
from knowledge.reading.results import ReadingError

OPML = b"""<?xml version="1.0"?>
<!DOCTYPE opml [<!ENTITY file SYSTEM "file:///etc/passwd">]>
<opml version="1.1"><body>
  <outline text="Papers"><outline text="&file; Post" type="rss" XMLURL="https://post.example/feed"/></outline>
  <outline title="Again" xmlUrl="http://www.post.example/feed/"/>
  <outline title="Not on the web" xmlUrl="file:///etc/passwd"/>
  <outline xmlUrl="https://untitled.example/rss"/>
</body></opml>"""


def test_folders_repetitions_and_what_is_no_web_address() -> None:
    assert read_opml(OPML) == [
        ListedFeed("https://post.example/feed", "Post"),
        ListedFeed("file:///etc/passwd", "Not on the web"),
        ListedFeed("https://untitled.example/rss"),
    ]


def test_a_plain_list_has_one_address_a_line() -> None:
    assert read_list(b"\xef\xbb\xbf# mine\nhttps://a.example/feed\r\n\nb.example\nhttps://a.example/feed\n") == [
        ListedFeed("https://a.example/feed"),
        ListedFeed("b.example"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body>no</body></html>", "no OPML file"),
        (b"<opml><body/></opml>", "names no feeds"),
        (b"\n# nothing\n", "names no feeds"),
        (b"<", "no OPML file"),
        (b"<opml>" + b" " * LARGEST, "larger than"),
        ("\n".join(f"a{number}.example" for number in range(5_001)).encode(), "more than 5000"),
        (
            write_opml("Many", [ListedFeed(f"https://a{number}.example/") for number in range(5_001)]),
            "more than 5000",
        ),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_list(content)


@given(
    st.binary(max_size=300) | st.just(OPML).flatmap(lambda whole: st.integers(0, len(whole)).map(lambda n: whole[:n]))
)
def test_any_bytes_give_feeds_or_a_reason(content: bytes) -> None:
    with contextlib.suppress(ReadingError):
        assert read_list(content)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
def test_what_is_written_is_read_again(titles: list[str]) -> None:
    feeds = [ListedFeed(f"https://f.example/{number}?a=1&b=2", title) for number, title in enumerate(titles)]
    assert [feed.url for feed in read_opml(write_opml("T", feeds))] == [feed.url for feed in feeds]
