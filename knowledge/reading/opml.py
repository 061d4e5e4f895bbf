"""OPML: lists of feeds, as every feed reader exports and imports them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from knowledge.addresses import canonical_url, web_address
from knowledge.reading.encoding import storable
from knowledge.reading.results import ReadingError

LARGEST = 2_000_000
"""Bytes: some ten thousand feeds."""
MOST_FEEDS = 5_000
_LONGEST_ADDRESS = 2_000  # characters


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed in a list: its address and, where it has one, its title."""

    url: str
    title: str | None = None


def read_opml(content: bytes) -> list[ListedFeed]:
    """The feeds of an OPML document, in its order and each once, folders aside.

    What is no web address stands among them as written, so that whoever imports the list hears of it. Nothing in it is
    loaded. Raises ReadingError, as a sentence about "it", if it is none, too large or without feeds.
    """
    if len(content) > LARGEST:
        raise ReadingError(f"It is larger than {LARGEST // 1_000_000} MB, too large for a list of feeds.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise ReadingError("It is no OPML file, which is what feed readers export.")
    found: dict[str, ListedFeed] = {}
    for outline in root.iter("outline"):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        written = storable(attributes.get("xmlurl", "")).strip()
        if written:
            url = web_address(written) or written[:_LONGEST_ADDRESS]
            title = " ".join(storable(attributes.get("title") or attributes.get("text") or "").split())[:200]
            found.setdefault(canonical_url(url) or url, ListedFeed(url, title or None))
    if not found:
        raise ReadingError("It names no feeds.")
    if len(found) > MOST_FEEDS:
        raise ReadingError(f"It names more than {MOST_FEEDS} feeds.")
    return list(found.values())


def read_list(content: bytes) -> list[ListedFeed]:
    """The feeds of an OPML document, or of a plain text with an address on each line (`#` begins a comment).

    Raises ReadingError.
    """
    text = content[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return read_opml(content)
    lines = [line.strip() for line in text.split("\n")]
    found = {line: ListedFeed(line[:_LONGEST_ADDRESS]) for line in lines if line and not line.startswith("#")}
    if not found:
        raise ReadingError("It names no feeds.")
    if len(found) > MOST_FEEDS:
        raise ReadingError(f"It names more than {MOST_FEEDS} feeds.")
    return list(found.values())


def write_opml(title: str, feeds: Iterable[ListedFeed]) -> bytes:
    """An OPML 2.0 document (https://opml.org/spec2.opml) with these feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = storable(title)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = storable(feed.title or feed.url)
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=storable(feed.url))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
