"""Which server follows which feed: what decides what its members can find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Table, Text, delete, func, insert, select, update

from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

following = Table(
    "following",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "feed", BIG, ForeignKey("feed.number", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    ),
    Column("member", BigInteger, nullable=False),
    Column("since", UTCDateTime, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("told", Text),
)
"""`told` is the last notice about the feed that the server got."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A server follows a feed (by number). `member` is who added it; `paused`: it need not be polled for the server."""

    guild: int
    feed: int
    member: int
    since: datetime
    paused: bool
    told: str | None


class SubscriptionStore:
    """The subscriptions of one database. What a server follows is remembered, since every question asks for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._feeds: dict[int, frozenset[int]] = {}

    async def feeds(self, guild: int | None) -> frozenset[int]:
        """The numbers of the feeds whose articles a server may see besides the public ones, paused ones included; none
        for a direct message."""
        if guild is None:
            return frozenset()
        held = self._feeds.get(guild)
        if held is None:
            held = self._feeds[guild] = frozenset(one.feed for one in await self.of_guild(guild))
        return held

    async def of_guild(self, guild: int) -> list[Subscription]:
        """What a server follows, in the order in which it was added."""
        return await self._select(following.c.guild == guild)

    async def of_feed(self, feed: int) -> list[Subscription]:
        """Who follows a feed."""
        return await self._select(following.c.feed == feed)

    async def counts(self) -> dict[int, int]:
        """How many servers follow each feed that any follows."""
        query = select(following.c.feed, func.count()).group_by(following.c.feed)
        async with self._database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def follow(self, guild: int, feed: int, *, member: int, now: datetime, limit: int | None = None) -> bool:
        """Let a server follow a feed; False if it follows `limit` of them already. Doing it twice changes nothing."""
        async with self._database.write() as connection:
            here = following.c.guild == guild
            held = (await connection.execute(select(following.c.feed).where(here))).scalars().all()
            if feed not in held:
                if limit is not None and len(held) >= limit:
                    return False
                row = {"guild": guild, "feed": feed, "member": member, "since": now, "paused": False}
                await connection.execute(insert(following).values(row))
        self._feeds.pop(guild, None)
        return True

    async def unfollow(self, guild: int, feed: int) -> bool:
        """False if the server did not follow it."""
        async with self._database.write() as connection:
            gone = await connection.execute(
                delete(following).where(following.c.guild == guild, following.c.feed == feed)
            )
        self._feeds.pop(guild, None)
        return bool(gone.rowcount)

    async def pause(self, guild: int, feed: int, *, paused: bool) -> bool:
        """Whether anybody who follows the feed wants it polled, afterwards."""
        async with self._database.write() as connection:
            these = (following.c.guild == guild, following.c.feed == feed)
            await connection.execute(update(following).where(*these).values(paused=paused))
            wanting = select(func.count()).where(following.c.feed == feed, ~following.c.paused)
            return bool(await connection.scalar(wanting))

    async def tell(self, guild: int, feed: int, notice: str) -> bool:
        """Write down that a server is being told something about a feed; False if it was told just that before."""
        async with self._database.write() as connection:
            these = (following.c.guild == guild, following.c.feed == feed)
            new = following.c.told.is_distinct_from(notice)
            told = await connection.execute(update(following).where(*these, new).values(told=notice))
            return bool(told.rowcount)

    async def _select(self, condition: object) -> list[Subscription]:
        query = select(following).where(condition).order_by(following.c.since, following.c.feed)  # type: ignore[arg-type]
        async with self._database.read() as connection:
            return [Subscription(*row) for row in await connection.execute(query)]
