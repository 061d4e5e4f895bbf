"""Which server follows which feed. This decides what its members can find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, delete, func, insert, select, update

from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

subscription = Table(
    "subscription",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "feed", BIG, ForeignKey("feed.number", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    ),
    Column("member", BigInteger, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("notice", Text),
)
"""`notice` is the last notice about the feed that the server was sent."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A server follows a feed (by number). `member` added it; while `paused`, it is not polled for this server."""

    guild: int
    feed: int
    member: int
    since: datetime
    paused: bool
    notice: str | None


class SubscriptionStore:
    """The subscriptions of one database. What a server follows is cached, since every question asks for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._feeds: dict[int, frozenset[int]] = {}

    async def feeds(self, guild: int | None) -> frozenset[int]:
        """The numbers of the feeds whose articles a server may see besides the public ones, paused ones included; none
        for a direct message."""
        if guild is None:
            return frozenset()
        feeds = self._feeds.get(guild)
        if feeds is None:
            feeds = self._feeds[guild] = frozenset(one.feed for one in await self.of_guild(guild))
        return feeds

    async def of_guild(self, guild: int) -> list[Subscription]:
        """The subscriptions of a server, oldest first."""
        return await self._select(subscription.c.guild == guild)

    async def of_feed(self, feed: int) -> list[Subscription]:
        """The subscriptions to a feed, oldest first."""
        return await self._select(subscription.c.feed == feed)

    async def counts(self) -> dict[int, int]:
        """How many servers follow each feed, by feed number; feeds without followers are left out."""
        query = select(subscription.c.feed, func.count()).group_by(subscription.c.feed)
        async with self._database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def follow(self, guild: int, feed: int, *, member: int, now: datetime, limit: int | None = None) -> bool:
        """Let a server follow a feed; False if it already follows `limit` feeds. Following twice changes nothing."""
        async with self._database.write() as connection:
            of_guild = subscription.c.guild == guild
            followed = (await connection.execute(select(subscription.c.feed).where(of_guild))).scalars().all()
            if feed not in followed:
                if limit is not None and len(followed) >= limit:
                    return False
                row = {"guild": guild, "feed": feed, "member": member, "since": now, "paused": False}
                await connection.execute(insert(subscription).values(row))
        self._feeds.pop(guild, None)
        return True

    async def unfollow(self, guild: int, feed: int) -> bool:
        """Let a server stop following a feed; False if it did not follow it."""
        async with self._database.write() as connection:
            deleted = await connection.execute(
                delete(subscription).where(subscription.c.guild == guild, subscription.c.feed == feed)
            )
        self._feeds.pop(guild, None)
        return bool(deleted.rowcount)

    async def pause(self, guild: int, feed: int, *, paused: bool) -> bool:
        """Pause or resume a feed for a server; whether any server still has it unpaused afterwards."""
        async with self._database.write() as connection:
            these = (subscription.c.guild == guild, subscription.c.feed == feed)
            await connection.execute(update(subscription).where(*these).values(paused=paused))
            unpaused = select(func.count()).where(subscription.c.feed == feed, ~subscription.c.paused)
            return bool(await connection.scalar(unpaused))

    async def record_notice(self, guild: int, feed: int, notice: str) -> bool:
        """Record the notice that a server is sent about a feed; False if the last one said the same."""
        async with self._database.write() as connection:
            these = (subscription.c.guild == guild, subscription.c.feed == feed)
            changed = subscription.c.notice.is_distinct_from(notice)
            updated = await connection.execute(update(subscription).where(*these, changed).values(notice=notice))
            return bool(updated.rowcount)

    async def _select(self, condition: object) -> list[Subscription]:
        query = select(subscription).where(condition).order_by(subscription.c.since, subscription.c.feed)  # type: ignore[arg-type]
        async with self._database.read() as connection:
            return [Subscription(*row) for row in await connection.execute(query)]
