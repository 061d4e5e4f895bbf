"""Follow feeds, for one server or for everybody: the operations that change feeds and subscriptions together."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.servers.subscriptions import SubscriptionStore
from config.settings import FeedSettings
from knowledge.archive.feed_table import Feeds, UnknownFeed
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.assembly import Fetching
from knowledge.fetching.discovery import FoundFeed

READ_WITHIN = timedelta(minutes=5)
"""How long a feed that a server has just begun to follow is left to the command that did; then it is polled as any."""


class TooManyFeeds(KnowledgeError):
    """The server already follows the maximum number of feeds."""


class SeveralFeeds(KnowledgeError):
    """An address leads to several feeds; the caller must name one of them."""

    def __init__(self, typed: str, found: tuple[FoundFeed, ...]) -> None:
        self.found = found
        listed = "".join(f"\n  {feed.url}  {feed.title or ''}".rstrip() for feed in found)
        super().__init__(f"{typed} has {len(found)} feeds. Name one of them:{listed}")


class FeedDirectory:
    """Adds, pauses and removes feeds. All followers share one feed, so it is removed only with the last of them."""

    def __init__(
        self, feeds: Feeds, subscriptions: SubscriptionStore, fetching: Fetching, settings: FeedSettings
    ) -> None:
        self._feeds = feeds
        self._subscriptions = subscriptions
        self._fetching = fetching
        self._settings = settings

    async def find(self, typed: str, *, now: datetime) -> tuple[FoundFeed, ...]:
        """The feeds at the address of a feed or a site, at least one. Raises NoFeedFound."""
        known = await self._feeds.get(typed.strip())
        if known is not None and known.last_success is not None:
            return (FoundFeed(known.url, known.title, known.site, known.articles),)
        return await self._fetching.discovery.find(typed, now=now)

    async def get(self, typed: str, *, now: datetime) -> Feed | None:
        """The stored feed with this address, or with the one it redirects to permanently; None if there is none."""
        address = typed.strip()
        feed = await self._feeds.get(address)
        if feed is None:
            moved_to = (await self._fetching.fetcher.fetch(address, now=now)).permanent_url
            feed = None if moved_to is None else await self._feeds.get(moved_to)
        return feed

    async def publish(self, typed: str, *, now: datetime) -> Feed:
        """Add the feed at an address for everybody. Raises NoFeedFound or SeveralFeeds."""
        found = await self.find(typed, now=now)
        if len(found) > 1:
            raise SeveralFeeds(typed, found)
        return await self._add(found[0], now=now, public=True)

    async def unpublish(self, feed: Feed) -> None:
        """Remove a public feed; servers that follow it keep it. Raises UnknownFeed if it is not public."""
        if not feed.public:
            raise UnknownFeed(
                f"The feed {feed.url} is not for everybody: only the servers that follow it can remove it."
            )
        if await self._subscriptions.of_feed(feed.number):
            await self._feeds.unpublish(feed.number)
        else:
            await self._feeds.remove(feed.number)

    async def follow(self, guild: int, found: FoundFeed, *, member: int, now: datetime) -> Feed:
        """Let a server follow a feed from `find`. Raises TooManyFeeds.

        One that nobody followed before is left for READ_WITHIN to the caller to be read.
        """
        limit = self._settings.per_server
        followed = await self._subscriptions.feeds(guild)
        known = await self._feeds.get(found.url)
        if len(followed) >= limit and (known is None or known.number not in followed):
            raise TooManyFeeds
        feed = await self._add(found, now=now, public=False, next_poll=now + READ_WITHIN)
        if not await self._subscriptions.follow(guild, feed.number, member=member, now=now, limit=limit):
            await self._remove_if_unfollowed(feed.number)
            raise TooManyFeeds
        return feed

    async def unfollow(self, guild: int, feed: Feed) -> None:
        """Let a server stop following a feed. If nobody else follows it, it is removed with its articles."""
        await self._subscriptions.unfollow(guild, feed.number)
        await self._remove_if_unfollowed(feed.number)

    async def pause(self, guild: int, feed: Feed, *, paused: bool) -> None:
        """Pause or resume a feed for a server. It is polled as long as it is public or any follower has it unpaused."""
        unpaused = await self._subscriptions.pause(guild, feed.number, paused=paused)
        if feed.public or unpaused:
            if feed.state == "paused" or not paused:
                await self._feeds.set_state(feed.number, "active")
        else:
            await self._feeds.set_state(feed.number, "paused")

    async def _add(self, found: FoundFeed, *, now: datetime, public: bool, next_poll: datetime | None = None) -> Feed:
        text, title = self._settings.full_text, found.title
        return await self._feeds.add(
            found.url, now=now, public=public, title=title, full_text=text, next_poll=next_poll
        )

    async def _remove_if_unfollowed(self, number: int) -> None:
        feeds = await self._feeds.all([number])
        followers = await self._subscriptions.of_feed(number)
        if feeds and not feeds[0].public:
            if not followers:
                await self._feeds.remove(number)
            elif all(one.paused for one in followers):
                await self._feeds.set_state(number, "paused")
