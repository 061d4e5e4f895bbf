"""The watches that members and servers have set up, and the entries that matched each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Row,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.outbox import posting
from bot.delivery.permissions import Blocker
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

KIND = "watch"
"""The kind of a watch's postings in the outbox; their `owner` is its number, their `occurrence` the matching entry."""

WORDS = 200
"""The most characters that the words of a watch may have."""

watch = Table(
    "watch",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("guild", BigInteger, index=True),
    Column("channel", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False, index=True),
    Column("words", String(WORDS), nullable=False),
    Column("language", String(10), nullable=False),
    Column("created", UTCDateTime, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("blocker", String(300)),
    UniqueConstraint("channel", "words"),
    sqlite_autoincrement=True,
)
"""`guild` is null for direct messages; `channel` is then that conversation. `after` was the highest entry number when
the watch was set up. `blocker` is why it cannot alert at present."""

watch_match = Table(
    "watch_match",
    metadata,
    Column("watch", BIG, ForeignKey("watch.number", ondelete="CASCADE"), primary_key=True),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    Column("story", BigInteger, nullable=False),
    Column("matched", UTCDateTime, nullable=False, index=True),
    Column("alerted", Boolean, nullable=False),
)
"""An entry that met a watch, and when. `story` is the first entry about the same event that did; `alerted` says whether
this one caused an alert."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question or phrase of a `member`. Alerts go to a `channel` of a server (`guild`), or, where that is
    None, to the direct messages of that `channel`; see the table."""

    number: int
    guild: int | None
    channel: int
    member: int
    words: str
    language: str
    created: datetime
    after: int
    blocker: Blocker | None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that met a watch; see the table."""

    watch: int
    entry: int
    story: int
    matched: datetime
    alerted: bool


class AlreadyWatched(Exception):
    """The channel already has a watch with these words."""


class WatchStore:
    """The watches of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Setting up

    async def add(
        self,
        words: str,
        *,
        guild: int | None,
        channel: int,
        member: int,
        language: str,
        after: int,
        now: datetime,
    ) -> Watch:
        """Set up a watch that alerts about entries numbered above `after`. Raises AlreadyWatched."""
        row = {"words": words, "guild": guild, "channel": channel, "member": member, "language": language}
        try:
            async with self._database.write() as connection:
                values = row | {"after": after, "created": now}
                made = await connection.execute(insert(watch).values(values).returning(watch.c.number))
                number = int(made.scalar_one())
        except IntegrityError as error:
            raise AlreadyWatched(words) from error
        return Watch(number, guild, channel, member, words, language, now, after, None)

    async def set_blocker(self, number: int, blocker: Blocker | None) -> None:
        """Record why a watch cannot alert; None if it can."""
        text = None if blocker is None else str(blocker)
        async with self._database.write() as connection:
            await connection.execute(update(watch).where(watch.c.number == number).values(blocker=text))

    async def remove(self, number: int) -> bool:
        """Delete a watch with its open postings. False if there is none with this number."""
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.kind == KIND, posting.c.owner == number))
            return bool((await connection.execute(delete(watch).where(watch.c.number == number))).rowcount)

    # Looking up

    async def get(self, number: int) -> Watch | None:
        """The watch with this number; None if there is none."""
        return next(iter(await self._select(watch.c.number == number)), None)

    async def of_guild(self, guild: int) -> list[Watch]:
        """The watches of a server's channels."""
        return await self._select(watch.c.guild == guild)

    async def of_member(self, member: int) -> list[Watch]:
        """The watches that a member set up, in any server and in direct messages."""
        return await self._select(watch.c.member == member)

    async def numbers(self) -> set[int]:
        """The numbers of all watches."""
        async with self._database.read() as connection:
            return set((await connection.execute(select(watch.c.number))).scalars())

    async def with_numbers(self, numbers: Collection[int]) -> list[Watch]:
        """The watches with these numbers, at most a few thousand; unknown numbers are ignored."""
        return await self._select(watch.c.number.in_(list(numbers)))

    async def blocked(self) -> list[Watch]:
        """The watches that cannot alert at present."""
        return await self._select(watch.c.blocker.is_not(None))

    async def _select(self, condition: Any) -> list[Watch]:
        async with self._database.read() as connection:
            rows = await connection.execute(select(watch).where(condition).order_by(watch.c.number))
            return [_watch(row) for row in rows]

    # Matches

    async def matches(self, number: int, *, since: datetime) -> list[Match]:
        """The matches of a watch since a moment, oldest first."""
        query = select(watch_match).where(watch_match.c.watch == number, watch_match.c.matched >= since)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(watch_match.c.matched, watch_match.c.entry))
            return [Match(row.watch, row.entry, row.story, row.matched, row.alerted) for row in rows]

    async def add_match(self, match: Match) -> None:
        """Store a match that causes no alert. Nothing changes if it is already stored, or the watch was deleted."""
        try:
            async with self._database.write() as connection:
                await write_match(connection, match)
        except IntegrityError:
            return

    async def last_alert(self, number: int) -> datetime | None:
        """When a watch last alerted; None if it never has."""
        query = select(func.max(watch_match.c.matched)).where(watch_match.c.watch == number, watch_match.c.alerted)
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(query)
        return found

    async def forget(self, *, before: datetime) -> None:
        """Delete matches from before a moment."""
        async with self._database.write() as connection:
            await connection.execute(delete(watch_match).where(watch_match.c.matched < before))


async def write_match(connection: AsyncConnection, match: Match) -> None:
    """Store a match inside the caller's transaction. Raises IntegrityError if it is already stored."""
    values = {name: getattr(match, name) for name in Match.__slots__}
    await connection.execute(insert(watch_match).values(values))


def _watch(row: Row[Any]) -> Watch:
    values = {name: getattr(row, name) for name in Watch.__slots__}
    return Watch(**values | {"blocker": None if row.blocker is None else Blocker.parse(row.blocker)})
