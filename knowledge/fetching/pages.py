"""The article's page behind a feed's entry that holds no more than a teaser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from knowledge.articles import Picture, Published
from knowledge.feeds import FullText
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.robots import Robots
from knowledge.fetching.safe_reading import SafeReader
from knowledge.fetching.walls import wall
from knowledge.reading.feed import FeedEntry
from knowledge.reading.results import ReadingError

SHORT = 800
"""Characters; an entry with less text than this holds no whole article."""

_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|"
    r"(?:continue reading|read (?:more|on|the full (?:story|article))|weiterlesen|lire la suite|leer más)[\s.…»→>]*)\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")
_SHARED = 0.3
"""Share of an entry's words that its page must hold; error pages and front pages hold fewer."""
_LASTING = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451})


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page added: `paragraphs` None if nothing, with the `reason` as a sentence about "it"; `may_come` says that
    another try could give more. `headline`, `published` and `picture` are the page's, for an entry that has none.
    `dropped` is how many characters of the page's text were too much."""

    paragraphs: tuple[str, ...] | None
    headline: str | None = None
    published: Published | None = None
    reason: str | None = None
    may_come: bool = False
    dropped: int = 0
    picture: Picture | None = None


def wants_page(entry: FeedEntry, full_text: FullText) -> bool:
    """Whether the page of an entry is to be fetched. An entry ends cut off whatever its length if it says so."""
    if entry.url is None or full_text == "off":
        return False
    if full_text == "on":
        return True
    return sum(map(len, entry.paragraphs)) < SHORT or _CUT_OFF.search(entry.paragraphs[-1]) is not None


class Pages:
    """Fetches and reads article pages, as far as robots may."""

    def __init__(self, fetcher: Fetcher, reader: SafeReader, robots: Robots) -> None:
        self._fetcher = fetcher
        self._reader = reader
        self._robots = robots

    async def text(self, entry: FeedEntry, *, now: datetime) -> PageText:
        """The text of an entry's page, if it is more than the entry's own."""
        assert entry.url is not None
        if not await self._robots.allow(entry.url, now=now):
            return PageText(None, reason="Its outlet asks robots to leave its page alone.")
        answer = await self._fetcher.fetch(entry.url, now=now)
        if answer.kind != "ok":
            return PageText(None, reason=answer.error, may_come=answer.status not in _LASTING)
        if _host(answer.url) != _host(entry.url) and not await self._robots.allow(answer.url, now=now):
            return PageText(None, reason="Its outlet asks robots to leave its page alone.")
        if _is_front_page(answer.url) and not _is_front_page(entry.url):
            return PageText(None, reason="Its address leads to the outlet's front page.")
        try:
            page = await self._reader.page(answer.content, content_type=answer.content_type, url=answer.url)
        except ReadingError as error:
            return PageText(None, reason=str(error))
        obstacle = wall(page)
        if obstacle is not None:
            return PageText(None, reason=obstacle)
        article = page.article
        if not _is_about(entry, " ".join((article.headline or "", *article.paragraphs))):
            return PageText(None, reason="Its page holds something else.")
        if _length(article.paragraphs) <= _length(entry.paragraphs):
            return PageText(None, reason="Its page holds no more than the feed.", picture=article.picture)
        headline = None if article.derived else article.headline
        return PageText(
            article.paragraphs,
            headline=headline,
            published=article.published,
            dropped=page.dropped,
            picture=article.picture,
        )


def _is_about(entry: FeedEntry, text: str) -> bool:
    wanted = {word.casefold() for part in (entry.headline or "", *entry.paragraphs) for word in _WORD.findall(part)}
    held = {word.casefold() for word in _WORD.findall(text)}
    return len(wanted & held) >= _SHARED * len(wanted)


def _length(paragraphs: tuple[str, ...]) -> int:
    return sum(map(len, paragraphs))


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
