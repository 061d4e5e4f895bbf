"""The feeds that a web page names in its head."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.addresses import web_address
from knowledge.reading.encoding import decode
from knowledge.reading.html import declared_charset
from knowledge.reading.markup import html_tree
from knowledge.reading.paragraphs import one_line
from knowledge.reading.results import LARGEST_DOCUMENT, ReadingError

MOST_LINKS = 50

_FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml"}
    | {"application/rss", "application/atom", "application/xml", "text/xml", "application/json"}
)
_LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names: its absolute address, and its title there."""

    url: str
    title: str | None


def feed_links(content: bytes, *, content_type: str | None = None, url: str | None = None) -> tuple[FeedLink, ...]:
    """The feeds that a page of at most 10 MB names, in its order, each once, at most 50.

    `content_type` is the HTTP header that came with it, `url` where it came from. Raises ReadingError if it is larger
    or no HTML.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise ReadingError(f"It is larger than {LARGEST_DOCUMENT // 1_000_000} MB, too large for a page.")
    tree = html_tree(decode(content, declared_charset(content, content_type)))
    if tree is None:
        raise ReadingError("It holds no HTML.")
    base = next((web_address(element.get("href") or "", url) for element in tree.iter("base")), None) or url
    found: dict[str, FeedLink] = {}
    for element in tree.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        if ("alternate" in relations or "feed" in relations) and (kind in _FEED_TYPES or "feed" in relations):
            address = web_address(element.get("href") or "", base)
            if address is not None:
                title = one_line(element.get("title") or "")[:_LONGEST_TITLE]
                found.setdefault(address, FeedLink(address, title or None))
    return tuple(found.values())[:MOST_LINKS]
