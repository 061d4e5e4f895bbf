"""From what a person types, a feed's or a site's address, to the feeds there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from knowledge.addresses import canonical_url
from knowledge.errors import KnowledgeError
from knowledge.fetching.fetcher import Fetched, Fetcher
from knowledge.fetching.safe_reading import SafeReader
from knowledge.fetching.seen_entries import checksum
from knowledge.reading.feed import NO_FEED, ParsedFeed
from knowledge.reading.links import FeedLink
from knowledge.reading.results import ReadingError

COMMON_PATHS = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default")
MOST_TRIED = 12
"""Addresses asked for one site, so that a page cannot make us ask a thousand."""
MOST_REASONS = 2
"""How many feeds that a page names are explained where none can be read."""

_COMMENTS = re.compile(r"\bcomment|\bkommentar|\bcommentaire|\bcomentario", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"\Afeed:(?://)?(?=\S)", re.IGNORECASE)  # as in the links of "subscribe" buttons
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class NoFeedFound(KnowledgeError):
    """Nothing at an address is a feed; the text says why, as a whole sentence."""


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that was found, fetched and read: its address, its title, its outlet's page, how many entries it has."""

    url: str
    title: str | None
    site: str | None
    entries: int


class Discovery:
    """Finds the feeds of sites."""

    def __init__(self, fetcher: Fetcher, reader: SafeReader) -> None:
        self._fetcher = fetcher
        self._reader = reader

    async def find(self, typed: str, *, now: datetime) -> tuple[FoundFeed, ...]:
        """The feeds that an address stands for: the feed itself if it is one, else those its page names, else those at
        common paths. Each feed comes once, in the page's order, feeds of comments last.

        Raises NoFeedFound if there is none.
        """
        address = _FEED_SCHEME.sub("", typed.strip())
        answer = await self._first_answer(address, now)
        if answer.kind != "ok":
            raise NoFeedFound(f"{address} cannot be fetched: {answer.error}")
        try:
            return (_found(answer, await self._read(answer)),)
        except ReadingError as error:
            if not str(error).startswith(NO_FEED):
                raise NoFeedFound(f"{address} cannot be read as a feed: {error}") from error
            reasons = [str(error)]
        try:
            links = await self._reader.links(answer.content, content_type=answer.content_type, url=answer.url)
        except ReadingError:
            links = ()
        found, refused = await self._try(links, now) if links else ([], [])
        if not found:
            reasons = refused or reasons
            paths = dict.fromkeys(urljoin(answer.url, base + path) for base in ("/", "") for path in COMMON_PATHS)
            found, _ = await self._try([FeedLink(url, None) for url in paths], now)
        if not found:
            why = " ".join(reasons[:MOST_REASONS])
            raise NoFeedFound(f"No feed was found at {address}. {why} Try the address of the feed itself.")
        return tuple(sorted(found, key=lambda feed: bool(_COMMENTS.search(f"{feed.title} {feed.url}"))))

    async def check(self, address: str, *, now: datetime) -> FoundFeed:
        """The feed at exactly this address, fetched and read now. Raises NoFeedFound with the reason."""
        answer = await self._fetcher.fetch(address, now=now)
        if answer.kind != "ok":
            raise NoFeedFound(answer.error or "It cannot be fetched.")
        try:
            return _found(answer, await self._read(answer))
        except ReadingError as error:
            raise NoFeedFound(str(error)) from error

    async def _first_answer(self, address: str, now: datetime) -> Fetched:
        if _SCHEME.match(address):
            return await self._fetcher.fetch(address, now=now)
        answer = await self._fetcher.fetch(f"https://{address}", now=now)
        if answer.kind != "ok" and answer.status is None:  # no web server there, or none that speaks HTTPS
            plain = await self._fetcher.fetch(f"http://{address}", now=now)
            return plain if plain.status is not None else answer
        return answer

    async def _try(self, links: Sequence[FeedLink], now: datetime) -> tuple[list[FoundFeed], list[str]]:
        """The feeds at these addresses, and sentences that say what is wrong with the others."""
        answers = await asyncio.gather(*(self._fetcher.fetch(link.url, now=now) for link in links[:MOST_TRIED]))
        found: dict[str, FoundFeed] = {}
        contents: set[str] = set()
        refused: list[str] = []
        for link, answer in zip(links, answers, strict=False):
            if answer.kind != "ok":
                refused.append(f"The page names {link.url}, which cannot be fetched: {answer.error}")
                continue
            try:
                document = await self._read(answer)
            except ReadingError as error:
                refused.append(f"The page names {link.url}, which cannot be read as a feed: {error}")
                continue
            feed = _found(answer, document, title=link.title)
            content = (
                checksum(*(f"{entry.url} {entry.headline}" for entry in document.entries)) if document.entries else ""
            )
            name = canonical_url(feed.url) or feed.url
            if name not in found and (not content or content not in contents):
                found[name] = feed
                contents.add(content)
        return list(found.values()), refused

    async def _read(self, answer: Fetched) -> ParsedFeed:
        return await self._reader.feed(answer.content, content_type=answer.content_type, url=answer.url)


def _found(answer: Fetched, document: ParsedFeed, *, title: str | None = None) -> FoundFeed:
    return FoundFeed(
        answer.permanent_url or answer.url, document.title or title, document.site_url, len(document.entries)
    )
