"""`nutgraf feeds`: the operator's feeds, which are for every server and for direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.services import Services
from config.starter import StarterFeed
from knowledge.archive.feed_table import UnknownFeed
from knowledge.articles import iso
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.polling import PollOutcome

AT_ONCE = 16
"""How many feeds are tried at the same time."""


@dataclass(frozen=True, slots=True)
class FeedReport:
    """A feed as the operator sees it: `articles` held of it now, how many servers follow it, what a poll brought."""

    feed: Feed
    articles: int
    servers: int
    outcome: PollOutcome | None = None

    def document(self) -> dict[str, Any]:
        """The feed in `nutgraf feeds --json`."""
        feed = self.feed
        counts = None if self.outcome is None else self.outcome.counts
        return {
            "url": feed.url,
            "title": feed.title,
            "articles": self.articles,
            "last_success": iso(feed.last_success),
            "failures": feed.failures,
            "next_poll": iso(feed.next_poll),
            "error": feed.error,
            "state": feed.state,
            "public": feed.public,
            "servers": self.servers,
            "added": None if counts is None else counts.added,
            "updated": None if counts is None else counts.updated,
        }


@dataclass(frozen=True, slots=True)
class FeedCheck:
    """What came of trying an address: whether a feed is there (`ok`), and the `reason` why not."""

    name: str
    url: str
    reason: str | None = None

    @property
    def ok(self) -> bool:
        """Whether a feed is there."""
        return self.reason is None

    def document(self) -> dict[str, Any]:
        """The feed in `nutgraf feeds check --json` and `nutgraf feeds starter --add --json`."""
        return {"name": self.name, "url": self.url, "ok": self.ok, "reason": self.reason}


class FeedAdmin:
    """What the command does."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._feeds = services.newsroom.feeds

    async def add(self, url: str, *, now: datetime) -> list[FeedReport]:
        """Add a feed for everybody. Raises NoFeedFound or SeveralFeeds."""
        return await self._report([await self._services.feed_directory.publish(url, now=now)])

    async def remove(self, url: str, *, now: datetime) -> list[FeedReport]:
        """Remove the feed with this address, or with the one that it has moved to; the report is of what it was.

        Raises UnknownFeed.
        """
        feed = await self._services.feed_directory.get(url, now=now)
        if feed is None:
            raise UnknownFeed(f"No feed with the address {url} is held. “nutgraf feeds list” shows those that are.")
        reports = await self._report([feed])
        await self._services.feed_directory.unpublish(feed)
        return reports

    async def list_(self) -> list[FeedReport]:
        """Every feed, those that only servers follow too."""
        return await self._report(await self._feeds.all())

    async def poll(self, urls: Sequence[str], *, now: datetime) -> list[FeedReport]:
        """Poll these feeds, or all that are neither paused nor gone, due or not; then keep to the limits.

        Raises UnknownFeed before anything is polled.
        """
        feeds = [await self._known(url) for url in dict.fromkeys(urls)]
        if not urls:
            feeds = [feed for feed in await self._feeds.all() if feed.state in ("active", "failing")]
        outcomes = await self._services.fetching.poller.poll(feeds, now)
        await self._services.prune(now=now)
        await self._services.newsroom.catch_up()
        held = {outcome.feed.number: outcome for outcome in outcomes}
        return await self._report(await self._feeds.all(held), held)

    async def check(self, starter: Iterable[StarterFeed], *, now: datetime) -> list[FeedCheck]:
        """Try every feed that anybody follows, and those of the starter sets given; nothing is stored."""
        wanted = {feed.url: feed.title or feed.url for feed in await self._feeds.all()}
        wanted |= {one.url: one.name for one in starter}

        async def check(url: str) -> None:
            await self._services.fetching.discovery.check(url, now=now)

        return await self._each(wanted, check)

    async def add_starter(self, starter: Iterable[StarterFeed], *, now: datetime) -> list[FeedCheck]:
        """Add feeds of the starter sets for everybody; one that is not there is left out, with the reason."""

        async def add(url: str) -> None:
            await self._services.feed_directory.publish(url, now=now)

        return await self._each({one.url: one.name for one in starter}, add)

    async def _each(self, feeds: dict[str, str], work: Callable[[str], Awaitable[None]]) -> list[FeedCheck]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(url: str, name: str) -> FeedCheck:
            async with turns:
                try:
                    await work(url)
                except KnowledgeError as error:
                    return FeedCheck(name, url, str(error))
                return FeedCheck(name, url)

        return list(await asyncio.gather(*(one(url, name) for url, name in feeds.items())))

    async def _known(self, url: str) -> Feed:
        feed = await self._feeds.get(url)
        if feed is None:
            raise UnknownFeed(f"No feed with the address {url} is held. “nutgraf feeds add {url}” adds it.")
        return feed

    async def _report(self, feeds: Sequence[Feed], outcomes: dict[int, PollOutcome] | None = None) -> list[FeedReport]:
        held = await self._feeds.held([feed.number for feed in feeds])
        servers = await self._services.subscriptions.counts()
        return [
            FeedReport(feed, held[feed.number], servers.get(feed.number, 0), (outcomes or {}).get(feed.number))
            for feed in feeds
        ]
