"""Feeds (RSS, Atom, RDF, JSON Feed): bytes to entries, from files and from the network alike."""

from __future__ import annotations

import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html.entities import html5
from typing import Any

from pydantic import BaseModel, ValidationError, ValidationInfo, field_validator

from knowledge.addresses import web_address
from knowledge.articles import Article, HeadlineOnly, Picture, Published
from knowledge.reading.dates import EARLIEST_YEAR, parse_published
from knowledge.reading.encoding import decode, storable
from knowledge.reading.html import declared_charset
from knowledge.reading.markup import html_paragraphs, plain_text
from knowledge.reading.paragraphs import as_reading, one_line, split_paragraphs
from knowledge.reading.pictures import PictureCandidate, choose_picture, declared_pixels
from knowledge.reading.results import LARGEST_DOCUMENT, LONGEST_HEADLINE, ReadingError

MOST_ENTRIES = 10_000
MOST_TAGS = 200_000
MOST_TAGS_IN_AN_ENTRY = 5_000
"""Outside CDATA. Real entries have some dozens; feedparser's time grows with the square of some of them."""
MOST_TAGS_IN_A_TEXT = 20_000
"""In an entry's HTML; a text with more counts as none, since parsing it would take hundreds of megabytes."""
NO_FEED = "It is no feed"
"""How a FeedError begins for what is something else, such as a page, and not a feed that is refused."""

_WORD = re.compile(r"[^\W\d_]{2}")
_LONGEST_GUID = 500  # characters
_LONGEST_LANGUAGE = 20
_FIGURES = re.compile(r"[0-9]{1,6}")
_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_ENTRY = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)[\s>/]")
_PROLOG = re.compile(
    r"(?:\s+|<\?[^>]{0,500}>|<!--.{0,5000}?-->|(<!doctype\s+html)[^>]{0,500}>){0,99}", re.IGNORECASE | re.DOTALL
)
_PAGE_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:|channel)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
# What stands behind an ampersand that XML does not know by itself: a name, or nothing of the kind.
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][\da-fA-F]{1,6});)(?:([A-Za-z][\w.-]{0,40});)?")
_DECLARED_ENTITY = re.compile(r"<!ENTITY\s{1,9}([\w.:-]{1,99})")
_MEDIA_TEXTS = ("media_description", "itunes_summary")  # for entries without a text of their own
_MOST_MENDED = 100_000  # of one stretch of a feed, so that a feed of ampersands takes no time


class FeedError(ReadingError):
    """These bytes are no feed that can be read; the text says why, as a sentence about "it"."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed. There is a headline or at least one paragraph, or both.

    `guid` is the feed's own name for it; feeds change and repeat them. `headline` is one line of plain text. `url` is
    absolute. `published` and `updated` are UTC, or a date where the feed gives no time of day. `paragraphs` is the
    longest text the entry carries, be it the whole article or a teaser, without markup. `dropped` is how many more
    characters it had, where somebody has bounded it since. `picture` is the largest one it names.
    """

    guid: str | None
    headline: str | None
    url: str | None
    published: Published | None
    updated: Published | None
    paragraphs: tuple[str, ...]
    dropped: int = 0
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it was at one moment: `site_url` is the outlet's own page, `entries` stand in the feed's order, and
    `fresh_for` is how many seconds the feed asks to be left alone (RSS `ttl`, `sy:updatePeriod`; None if it does not).
    `language` is what it says that its entries are in, such as `de-AT`.
    """

    title: str | None
    site_url: str | None
    entries: tuple[FeedEntry, ...]
    fresh_for: int | None = None
    language: str | None = None


def read_feed(content: bytes, *, content_type: str | None = None, url: str | None = None) -> ParsedFeed:
    """Read a feed of any kind.

    `content` is the document as it came (at most 10 MB), `content_type` the HTTP header with it, `url` its address, for
    resolving relative ones. Nothing in it is loaded or run. Entries without headline and text are left out.

    Raises FeedError if it is no feed, is larger, has more than 10,000 entries or 200,000 tags, or an entry of more than
    5,000 tags.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise FeedError(f"It is larger than {LARGEST_DOCUMENT // 1_000_000} MB, too large for a feed.")
    text = decode(content, declared_charset(content, content_type)).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _json_feed(text, url)
    if not text.startswith("<"):
        raise FeedError(f"{NO_FEED}: it is {'neither XML nor JSON' if text else 'empty'}.")
    return _xml_feed(text, url)


def feed_readings(feed: ParsedFeed, *, source: str | None = None) -> Iterator[Article | HeadlineOnly]:
    """A feed's entries as articles, or as headlines alone where they carry no text; the outlet is `source`, else the
    feed's title."""
    for entry in feed.entries:
        yield as_reading(
            entry.headline,
            entry.paragraphs,
            record_id=None if entry.guid == entry.url else entry.guid,
            source=source or feed.title,
            published=entry.published or entry.updated,
            url=entry.url,
            picture=entry.picture,
            language=feed.language,
        )


def _xml_feed(text: str, url: str | None) -> ParsedFeed:
    if _is_page(text):
        raise FeedError(f"{NO_FEED}: it is a web page.")
    _refuse_excess(text)
    from knowledge.reading.feed_elements import read_elements  # on first use, as feedparser is slow to load

    try:
        # Decoded here already, so that feedparser, which guesses less well, never looks at the declaration.
        elements = read_elements(_mended(_XML_DECLARATION.sub("", text)), url or "")
    except Exception as error:  # whatever a feed makes feedparser stumble over, the other feeds go on
        raise FeedError(f"It cannot be read as a feed ({type(error).__name__}).") from error
    if not elements.version and not elements.entries:
        raise FeedError(f"{NO_FEED}: it is XML or HTML, but neither RSS nor Atom.")
    is_atom = elements.version.startswith("atom")
    site = web_address(_string(elements.feed.get("link")), url)
    entries = (_xml_entry(entry, base=url or site, is_atom=is_atom) for entry in elements.entries)
    return ParsedFeed(
        title=_title(elements.feed, is_atom=is_atom),
        site_url=site,
        entries=tuple(entry for entry in entries if entry is not None),
        fresh_for=_fresh_for(elements.feed),
        language=_string(elements.feed.get("language")).strip()[:_LONGEST_LANGUAGE] or None,
    )


def _is_page(text: str) -> bool:
    prolog = _PROLOG.match(text)
    assert prolog is not None  # it may be empty
    # A few feeds begin with the document type of a page.
    is_declared = prolog[1] is not None and not _FEED_ROOT.match(text, prolog.end())
    return is_declared or _PAGE_ROOT.match(text, prolog.end()) is not None


def _mended(text: str) -> str:
    """XML with what HTML's names of characters stand for, and with "&amp;" for an ampersand that begins no reference.

    Outlets write "AT&T" and "&nbsp;", which XML forbids. feedparser would then go on without a parser of XML, and make
    "AT&T;" of it.
    """
    declared = frozenset(_DECLARED_ENTITY.findall(text)) if "<!ENTITY" in text else frozenset()

    def mend(found: re.Match[str]) -> str:
        name = found[1]
        if name in declared:
            return found[0]
        characters = html5.get(f"{name};") if name else None
        return "&amp;" + found[0][1:] if characters is None else "".join(f"&#{ord(one)};" for one in characters)

    first, *sections = text.split("<![CDATA[")
    pieces = [_REFERENCE.sub(mend, first, count=_MOST_MENDED)]
    for section in sections:
        data, end, rest = section.partition("]]>")
        pieces += ["<![CDATA[", data, end, _REFERENCE.sub(mend, rest, count=_MOST_MENDED)]
    return "".join(pieces)


def _fresh_for(feed: Mapping[str, Any]) -> int | None:
    minutes = _string(feed.get("ttl")).strip()
    if _FIGURES.fullmatch(minutes):
        return int(minutes) * 60
    period = _PERIODS.get(_string(feed.get("sy_updateperiod")).strip().lower())
    times = _string(feed.get("sy_updatefrequency")).strip() or "1"
    return period // max(1, int(times)) if period is not None and _FIGURES.fullmatch(times) else None


def _refuse_excess(text: str) -> None:
    markup, *sections = text.split("<![CDATA[")
    markup += "".join(section.partition("]]>")[2] for section in sections)
    if markup.count("<") > MOST_TAGS:
        raise FeedError(f"It has more than {MOST_TAGS:,} tags, too many for a feed.")
    entries = _ENTRY.split(markup)
    if len(entries) - 1 > MOST_ENTRIES:
        raise FeedError(f"It has more than {MOST_ENTRIES:,} entries, too many for a feed.")
    if max(entry.count("<") for entry in entries) > MOST_TAGS_IN_AN_ENTRY:
        raise FeedError(f"One of its entries has more than {MOST_TAGS_IN_AN_ENTRY:,} tags, too many for a feed.")


def _xml_entry(entry: Mapping[str, Any], *, base: str | None, is_atom: bool) -> FeedEntry | None:
    texts = [_paragraphs(part, is_atom=is_atom) for part in (*entry.get("content", ()), entry.get("summary_detail"))]
    if not any(texts):
        texts = [_paragraphs({"value": entry.get(key), "type": "text/plain"}, is_atom=False) for key in _MEDIA_TEXTS]
    media_title = {"title_detail": {"value": entry.get("media_title")}}
    return _entry(
        guid=_string(entry.get("id")),
        headline=_title(entry, is_atom=is_atom) or _title(media_title, is_atom=False),
        url=web_address(_string(entry.get("link")), base),
        published=_moment(entry, "published") or _moment(entry, "created"),
        updated=_moment(entry, "updated"),
        texts=texts,
        picture=choose_picture(map(_candidate, entry.get("pictures", ())), base),
    )


def _candidate(media: Mapping[str, str]) -> PictureCandidate:
    return PictureCandidate(
        media.get("url", ""),
        media.get("description") or media.get("title", ""),
        kind=media.get("type") or media.get("medium", ""),
        width=declared_pixels(media.get("width")),
        height=declared_pixels(media.get("height")),
        is_preview=media.get("element") == "thumbnail",
    )


def _entry(
    *,
    guid: str,
    headline: str | None,
    url: str | None,
    published: Published | None,
    updated: Published | None,
    texts: list[tuple[str, ...]],
    picture: Picture | None,
) -> FeedEntry | None:
    paragraphs = max(texts, key=lambda text: sum(map(len, text)), default=())
    if headline and len(headline) > LONGEST_HEADLINE:  # a post that has its whole text in its title
        paragraphs, headline = paragraphs or (headline,), None
    if not headline and not paragraphs:
        return None
    name = one_line(guid)[:_LONGEST_GUID] or None
    return FeedEntry(name, headline, url, published, updated, paragraphs, picture=picture)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _title(owner: Mapping[str, Any], *, is_atom: bool) -> str | None:
    """The title of a feed or entry as one line of plain text."""
    detail = owner.get("title_detail") or {}
    text = _string(detail.get("value"))
    # Atom says whether a title is HTML. RSS does not, and outlets put tags and entities there.
    is_plain = is_atom and detail.get("type") == "text/plain"
    return one_line(text if is_plain else plain_text(text)) or None


def _paragraphs(part: Mapping[str, Any] | None, *, is_atom: bool) -> tuple[str, ...]:
    text = _string((part or {}).get("value"))
    if (part or {}).get("type") == "text/plain" and (is_atom or "<" not in text):
        return split_paragraphs(storable(text))
    return _html_paragraphs(text)


def _html_paragraphs(text: str) -> tuple[str, ...]:
    return () if text.count("<") > MOST_TAGS_IN_A_TEXT else html_paragraphs(text)


def _moment(entry: Mapping[str, Any], name: str) -> Published | None:
    """A date of an entry: as ISO 8601 or RFC 822, else, if it has words, in whatever form feedparser understands.

    Of mere figures feedparser makes something at any price, such as a day in 2010 of the year 10000.
    """
    written = _string(entry.get(name)).strip()
    published = parse_published(written)
    if published is not None or not _WORD.search(written):
        return published
    from feedparser.datetimes import _parse_date

    try:
        moment = datetime.fromtimestamp(timegm(_parse_date(written)), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return moment if moment.year >= EARLIEST_YEAR else None


class _JsonFeed(BaseModel):
    version: str
    title: str | None = None
    home_page_url: str | None = None
    language: Any = None
    items: list[Any]


class _JsonItem(BaseModel):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    image: str | None = None
    banner_image: str | None = None
    date_published: str | None = None
    date_modified: str | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _of_its_kind(cls, value: object, info: ValidationInfo) -> object:
        """None for what is no text: a field of a wrong kind does not spoil the item."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if isinstance(value, str) or (is_number and info.field_name == "id") else None


def _json_feed(text: str, url: str | None) -> ParsedFeed:
    try:
        document = json.loads(text, strict=False)
    except RecursionError:
        raise FeedError("It is nested too deeply to be read as JSON.") from None
    except ValueError as error:
        raise FeedError(f"{NO_FEED}: it begins like a JSON Feed, but is not valid JSON.") from error
    try:
        feed = _JsonFeed.model_validate(document)
    except ValidationError:
        raise FeedError(f"{NO_FEED}: it is JSON, but not a JSON Feed with a version and items.") from None
    if "jsonfeed.org/version/" not in feed.version:
        raise FeedError(f"{NO_FEED}: it is JSON, but its version is not one of JSON Feed.")
    if len(feed.items) > MOST_ENTRIES:
        raise FeedError(f"It has more than {MOST_ENTRIES:,} entries, too many for a feed.")
    site = web_address(feed.home_page_url or "", url)
    entries = (_json_entry(item, base=url or site) for item in feed.items)
    return ParsedFeed(
        title=one_line(feed.title or "") or None,
        site_url=site,
        entries=tuple(entry for entry in entries if entry is not None),
        language=_string(feed.language).strip()[:_LONGEST_LANGUAGE] or None,
    )


def _json_entry(document: object, *, base: str | None) -> FeedEntry | None:
    try:
        item = _JsonItem.model_validate(document)
    except ValidationError:  # one item in a wrong shape does not spoil the feed
        return None
    html = _html_paragraphs(item.content_html or "")
    plain = split_paragraphs(storable(item.content_text or ""))
    return _entry(
        guid="" if item.id is None else str(item.id),
        headline=one_line(plain_text(storable(item.title or ""))) or None,
        url=web_address(item.url or item.external_url or "", base),
        published=parse_published(item.date_published),
        updated=parse_published(item.date_modified),
        texts=[html, plain, split_paragraphs(storable(item.summary or ""))],
        picture=choose_picture(
            [PictureCandidate(address, kind="image") for address in (item.image, item.banner_image) if address], base
        ),
    )
