"""`nutgraf feeds`: the operator's feeds, which are for every server and for direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from bot import app as program
from bot.servers.feed_directory import FeedDirectory
from bot.servers.subscriptions_store import SubscriptionStore
from config.settings import RetentionSettings, Settings
from knowledge.archive.feed_table import UnknownFeed
from knowledge.archive.retention import RetentionLimits, prune
from knowledge.articles import iso
from knowledge.fetching.assembly import Fetching
from knowledge.fetching.followed import Feed
from knowledge.fetching.polling import PollOutcome
from knowledge.newsroom import Newsroom

T = TypeVar("T")


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


class FeedAdmin:
    """What the command does, on an open newsroom."""

    def __init__(self, newsroom: Newsroom, fetching: Fetching, settings: Settings) -> None:
        self._newsroom = newsroom
        self._fetching = fetching
        self._settings = settings
        self._subscriptions = SubscriptionStore(newsroom.database)
        self._feed_directory = FeedDirectory(newsroom.feeds, self._subscriptions, fetching, settings.feeds)

    async def add(self, url: str, *, now: datetime) -> list[FeedReport]:
        """Add a feed for everybody. Raises NoFeedFound or SeveralFeeds."""
        return await self._report([await self._feed_directory.publish(url, now=now)])

    async def remove(self, url: str, *, now: datetime) -> list[FeedReport]:
        """Remove the feed with this address, or with the one that it has moved to; the report is of what it was.

        Raises UnknownFeed.
        """
        feed = await self._feed_directory.held(url, now=now)
        if feed is None:
            raise UnknownFeed(f"No feed with the address {url} is held. “nutgraf feeds list” shows those that are.")
        reports = await self._report([feed])
        await self._feed_directory.unpublish(feed)
        return reports

    async def list_(self) -> list[FeedReport]:
        """Every feed, those that only servers follow too."""
        return await self._report(await self._newsroom.feeds.all())

    async def poll(self, urls: Sequence[str], *, now: datetime) -> list[FeedReport]:
        """Poll these feeds, or all that are neither paused nor gone, due or not; then keep to the limits.

        Raises UnknownFeed before anything is polled.
        """
        feeds = [await self._known(url) for url in dict.fromkeys(urls)]
        if not urls:
            feeds = [feed for feed in await self._newsroom.feeds.all() if feed.state in ("active", "failing")]
        outcomes = await self._fetching.poller.poll(feeds, now)
        await tidy(self._newsroom, self._settings.retention, now=now)
        await self._newsroom.catch_up()
        held = {outcome.feed.number: outcome for outcome in outcomes}
        return await self._report(await self._newsroom.feeds.all(held), held)

    async def _known(self, url: str) -> Feed:
        feed = await self._newsroom.feeds.get(url)
        if feed is None:
            raise UnknownFeed(f"No feed with the address {url} is held. “nutgraf feeds add {url}” adds it.")
        return feed

    async def _report(self, feeds: Sequence[Feed], outcomes: dict[int, PollOutcome] | None = None) -> list[FeedReport]:
        held = await self._newsroom.feeds.held([feed.number for feed in feeds])
        servers = await self._subscriptions.counts()
        return [
            FeedReport(feed, held[feed.number], servers.get(feed.number, 0), (outcomes or {}).get(feed.number))
            for feed in feeds
        ]


async def tidy(newsroom: Newsroom, limits: RetentionSettings, *, now: datetime) -> int:
    """Keep the archive to the limits of the settings; gives how many entries were removed."""
    return await prune(
        newsroom.archive,
        newsroom.feeds,
        of_feed=RetentionLimits(limits.feed_days, limits.feed_articles, limits.feed_megabytes),
        of_all=RetentionLimits(limits.days, limits.articles, limits.megabytes),
        now=now,
    )


def with_feed_admin(settings: Settings, work: Callable[[FeedAdmin], Awaitable[T]]) -> T:
    """Run `work(admin)` on the settings' newsroom, and close everything whatever happens."""

    async def run() -> T:
        newsroom = await program.open_newsroom(settings)
        try:
            async with program.open_fetching(settings, newsroom) as fetching:
                return await work(FeedAdmin(newsroom, fetching, settings))
        finally:
            await newsroom.close()

    return asyncio.run(run())
