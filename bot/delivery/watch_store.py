"""The watches that members and servers have set up, what each has seen, and how far the news was looked through."""

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
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
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
from knowledge.archive.arrivals import Watermark
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

KIND = "watch"
"""The kind of a watch's postings; `owner` is the watch's number, `occurrence` the entry that the alert is about."""

WORDS = 200
"""Characters that the words of a watch may have."""

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
"""`guild` is null for direct messages, whose `channel` is the one of that conversation. `after` is the highest number
of an entry that was there when the watch was made. `blocker` is why it cannot alert at present."""

sighting = Table(
    "sighting",
    metadata,
    Column("watch", BIG, ForeignKey("watch.number", ondelete="CASCADE"), primary_key=True),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    Column("story", BigInteger, nullable=False),
    Column("seen", UTCDateTime, nullable=False, index=True),
    Column("told", Boolean, nullable=False),
)
"""An entry that met a watch. `story` is the entry by which the watch first told the event, `told` whether this one was
alerted about."""

watch_scanner = Table(
    "lookout",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
    Column("entry", BigInteger, nullable=False),
    Column("looked", UTCDateTime, nullable=False),
)
"""One row: how far the archive was looked through, and when."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question or phrase of a `member`, alerted about in a `channel` of a server (`guild`), or, where that
    is None, in the direct messages that `channel` is."""

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
class Sighting:
    """An entry that met a watch; see the table."""

    watch: int
    entry: int
    story: int
    seen: datetime
    told: bool


class AlreadyWatched(Exception):
    """The same words are watched for in the same place already."""


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
        """Remember why a watch cannot alert, or that it can again."""
        text = None if blocker is None else str(blocker)
        async with self._database.write() as connection:
            await connection.execute(update(watch).where(watch.c.number == number).values(blocker=text))

    async def remove(self, number: int) -> bool:
        """Stop a watch; what it still owes is not sent. False if there is none of this number."""
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.kind == KIND, posting.c.owner == number))
            return bool((await connection.execute(delete(watch).where(watch.c.number == number))).rowcount)

    # Looking up

    async def get(self, number: int) -> Watch | None:
        """The watch of this number."""
        return next(iter(await self._found(watch.c.number == number)), None)

    async def of_guild(self, guild: int) -> list[Watch]:
        """The watches of a server's channels."""
        return await self._found(watch.c.guild == guild)

    async def of_member(self, member: int) -> list[Watch]:
        """The watches that a member made, wherever."""
        return await self._found(watch.c.member == member)

    async def numbers(self) -> set[int]:
        """The numbers of all watches."""
        async with self._database.read() as connection:
            return set((await connection.execute(select(watch.c.number))).scalars())

    async def with_numbers(self, numbers: Collection[int]) -> list[Watch]:
        """The watches of these numbers, at most a few thousand; unknown ones are passed over."""
        return await self._found(watch.c.number.in_(list(numbers)))

    async def blocked(self) -> list[Watch]:
        """The watches that cannot alert at present."""
        return await self._found(watch.c.blocker.is_not(None))

    async def _found(self, condition: Any) -> list[Watch]:
        async with self._database.read() as connection:
            rows = await connection.execute(select(watch).where(condition).order_by(watch.c.number))
            return [_watch(row) for row in rows]

    # What was seen

    async def sightings(self, number: int, *, since: datetime) -> list[Sighting]:
        """What met a watch since a moment, oldest first."""
        query = select(sighting).where(sighting.c.watch == number, sighting.c.seen >= since)
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(sighting.c.seen, sighting.c.entry))
            return [Sighting(row.watch, row.entry, row.story, row.seen, row.told) for row in rows]

    async def add_sighting(self, seen: Sighting) -> None:
        """Keep a sighting that is not alerted about; one that is known already stays as it is."""
        try:
            async with self._database.write() as connection:
                await write_sighting(connection, seen)
        except IntegrityError:
            return  # known already, or the watch was stopped meanwhile

    async def last_alert(self, number: int) -> datetime | None:
        """When a watch last had something to tell."""
        query = select(func.max(sighting.c.seen)).where(and_(sighting.c.watch == number, sighting.c.told))
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(query)
        return found

    async def forget(self, *, before: datetime) -> None:
        """Forget sightings from before a moment."""
        async with self._database.write() as connection:
            await connection.execute(delete(sighting).where(sighting.c.seen < before))

    # How far the news was looked through

    async def watermark(self) -> tuple[Watermark, datetime] | None:
        """How far, and when; None if never."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(watch_scanner))).first()
        return None if row is None else (Watermark(row.revision, row.entry), row.looked)

    async def save_watermark(self, watermark: Watermark, *, now: datetime) -> None:
        """Remember how far the news has been looked through; never goes back."""
        values = {"revision": watermark.revision, "entry": watermark.entry, "looked": now}
        async with self._database.write() as connection:
            row = (await connection.execute(select(watch_scanner).with_for_update())).first()
            if row is None:
                await connection.execute(insert(watch_scanner).values(number=1, **values))
            elif Watermark(row.revision, row.entry) <= watermark:
                await connection.execute(update(watch_scanner).values(values))


async def write_sighting(connection: AsyncConnection, seen: Sighting) -> None:
    """Keep a sighting inside a transaction of the caller's. Raises IntegrityError if it is known already."""
    values = {name: getattr(seen, name) for name in Sighting.__slots__}
    await connection.execute(insert(sighting).values(values))


def _watch(row: Row[Any]) -> Watch:
    values = {name: getattr(row, name) for name in Watch.__slots__}
    return Watch(**values | {"blocker": None if row.blocker is None else Blocker.parse(row.blocker)})
