"""The elements of RSS, RDF and Atom that make up an entry, read by feedparser without what it mixes into them.

feedparser gives an entry every title, description and link that stands anywhere inside it: those of its picture, of
the film that goes with it, of the feed that it was taken from. Here it never sees those elements. That also makes it
faster, and so does leaving out the dates, which it would try in a dozen formats.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml import sax

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.mixin import _FeedParserMixin
from feedparser.sanitizer import replace_doctype
from feedparser.urls import make_safe_absolute_uri
from feedparser.util import FeedParserDict

_OWN = frozenset(
    {"item", "entry", "title", "link", "guid", "id", "dc:title"}
    | {"description", "abstract", "summary", "content", "content:encoded", "fullitem", "body", "xhtml:body"}
    | {"xhtml:div", "dc:description", "published", "issued", "pubdate", "updated", "modified", "lastbuilddate"}
    | {"created", "dc:date", "dcterms:created", "dcterms:issued", "dcterms:modified"}
)
_MEDIA = frozenset(
    {"media:group", "media:content", "media:thumbnail", "media:title", "media:description", "itunes:summary"}
    | {"enclosure"}
)
_KEPT = _OWN | _MEDIA
_ENDS = frozenset({"item", "entry", "channel", "feed", "rss"})


@dataclass(frozen=True, slots=True)
class Elements:
    """What a document says of the feed and of each entry, under feedparser's keys. `version` is feedparser's name of
    the format, such as "rss20" or "atom10"; empty if it is none. Dates are as written. What an entry's picture, film or
    sound is called and described as stands apart: "media_title", "media_description" and "itunes_summary", which are
    text or HTML. "pictures" lists the attributes of what it comes with, by "element" (content, thumbnail or enclosure),
    with its own "title" and "description"."""

    version: str
    feed: Mapping[str, Any]
    entries: Sequence[Mapping[str, Any]]


def read_elements(text: str, base: str) -> Elements:
    """Read XML (without a declaration of its encoding), or what is left of it if it is broken.

    `base` is the address that relative links are resolved against. Whatever feedparser stumbles over is raised.
    """
    doctype, data, entities = replace_doctype(text.encode())
    base = make_safe_absolute_uri(base)
    strict = _Strict(base, None, "utf-8")
    # Nothing is expanded without end: of the entities that a document declares, only plain text has been left.
    reader = sax.make_parser()  # noqa: S317
    reader.setFeature(sax.handler.feature_namespaces, True)
    reader.setFeature(sax.handler.feature_external_ges, False)
    reader.setContentHandler(strict)
    reader.setErrorHandler(strict)
    try:
        reader.parse(io.BytesIO(data))
    except sax.SAXException:
        loose = _Loose(base, None, "utf-8", entities)
        loose.feed(data.decode())
        return _elements(loose, doctype)
    return _elements(strict, doctype)


def _elements(parser: Any, doctype: str | None) -> Elements:
    # As plain dicts, since feedparser's own give the date of publication for a missing date of change.
    return Elements(doctype or parser.version, parser.feeddata, [dict(entry) for entry in parser.entries])


class _Parameters(FeedParserDict):  # type: ignore[misc]
    """What feedparser notes of a text, and copies deeply for each; it is flat."""

    def __deepcopy__(self, _memo: object) -> FeedParserDict:
        return FeedParserDict(self)


class _OwnElements(_FeedParserMixin):  # type: ignore[misc]
    """What is changed in both of feedparser's parsers."""

    sanitize_html = False
    resolve_relative_uris = False
    contentparams: FeedParserDict
    _outside: tuple[str, ...] = ()
    """The elements of an entry around us that are none of its own, the outermost first."""
    _around: tuple[int, ...] = ()
    """Where in the entry's list of pictures each `media:group` and `media:content` around us begins."""

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        if self._outside or (self.inentry and not self.incontent and self._standard(tag) not in _KEPT):
            self._outside += (tag,)
        else:
            super().unknown_starttag(tag, attrs)

    def unknown_endtag(self, tag: str) -> None:
        if tag in _ENDS:  # whatever broken XML has left open inside
            self._outside = ()
        if not self._outside:
            super().unknown_endtag(tag)
        elif tag in self._outside:
            self._outside = self._outside[: self._outside.index(tag)]

    def handle_data(self, text: str, escape: int = 1) -> None:
        if not self._outside:
            super().handle_data(text, escape)

    def handle_charref(self, ref: str) -> None:
        if not self._outside:
            super().handle_charref(ref)

    def handle_entityref(self, ref: str) -> None:
        if not self._outside:
            super().handle_entityref(ref)

    def push_content(self, *arguments: Any) -> None:
        super().push_content(*arguments)
        self.contentparams = _Parameters(self.contentparams)

    def _standard(self, tag: str) -> str:
        prefix, _, name = tag.rpartition(":")
        prefix = self.namespacemap.get(prefix, prefix)
        return f"{prefix}:{name}" if prefix else name

    def _start_media_title(self, _attributes: object) -> None:
        self.push("media_title", 1)

    def _end_media_title(self) -> None:
        self._describe("title", self.pop("media_title"))

    def _start_media_description(self, _attributes: object) -> None:
        self.push("media_description", 1)

    def _end_media_description(self) -> None:
        self._describe("description", self.pop("media_description"))

    def _start_media_group(self, _attributes: object) -> None:
        self._around += (len(self._pictures()),)

    def _end_media_group(self) -> None:
        self._around = self._around[:-1]

    def _start_media_content(self, attributes: Mapping[str, str]) -> None:
        self._around += (len(self._pictures()),)
        self._pictures().append({**attributes, "element": "content"})

    _end_media_content = _end_media_group

    def _start_media_thumbnail(self, attributes: Mapping[str, str]) -> None:
        self._pictures().append({**attributes, "element": "thumbnail"})

    def _end_media_thumbnail(self) -> None:
        pass

    def _start_enclosure(self, attributes: Mapping[str, str]) -> None:
        self._pictures().append({**attributes, "element": "enclosure"})

    def _start_item(self, attributes: object) -> None:
        self._around = ()
        super()._start_item(attributes)

    _start_entry = _start_item

    def _start_link(self, attributes: Mapping[str, str]) -> None:
        if self.inentry and attributes.get("rel") == "enclosure":
            self._pictures().append({"url": attributes.get("href", ""), **attributes, "element": "enclosure"})
        super()._start_link(dict(attributes))

    def _pictures(self) -> list[dict[str, str]]:
        pictures: list[dict[str, str]] = self._get_context().setdefault("pictures", [])
        return pictures

    def _describe(self, name: str, text: str | None) -> None:
        """Give a title or description to the pictures of the element around it; beside them, to none: it may be of a
        film."""
        if text and self._around:
            for picture in self._pictures()[self._around[-1] :]:
                picture.setdefault(name, text)

    def _start_itunes_summary(self, _attributes: object) -> None:
        self.push("itunes_summary", 1)

    def _end_itunes_summary(self) -> None:
        self.pop("itunes_summary")

    def _end_published(self) -> None:
        self.pop("published")

    def _end_updated(self) -> None:
        self.pop("updated")

    def _end_created(self) -> None:
        self.pop("created")

    _end_issued = _end_pubdate = _end_published
    _end_modified = _end_lastbuilddate = _end_updated


class _Strict(_OwnElements, StrictFeedParser):  # type: ignore[misc]
    """For XML as it should be."""


class _Loose(_OwnElements, LooseFeedParser):  # type: ignore[misc]
    """For all else."""
