"""The digests that servers have set up, and the record of their postings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

digest = Table(
    "digest",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("guild", BigInteger, nullable=False),
    Column("channel", BigInteger, nullable=False),
    Column("name", String(100), nullable=False),
    Column("minute", Integer, nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("weekdays", String(7), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("topic", String(200)),
    Column("length", Integer, nullable=False),
    Column("mention", BigInteger),
    Column("language", String(10), nullable=False),
    Column("author", BigInteger, nullable=False),
    Column("created", UTCDateTime, nullable=False),
    UniqueConstraint("guild", "name"),
    sqlite_autoincrement=True,
)

posting = Table(
    "posting",
    metadata,
    Column("digest", BIG, ForeignKey("digest.number", ondelete="CASCADE"), primary_key=True),
    Column("slot", String(10), primary_key=True),
    Column("due", UTCDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("claimed", UTCDateTime, nullable=False),
    Column("covers", UTCDateTime, nullable=False),
    Column("message", BigInteger),
    Column("reason", Text),
)
"""One row for each digest and local day. `state` is sending, sent, failed or missed; `covers` is where its window of
news ends."""


@dataclass(frozen=True, slots=True)
class DigestOrder:
    """What a server asked for: a digest of `sources` (none: all) and `topic`, of at most `length` stories, in a
    channel at `minute` (after midnight) of the days in `weekdays` (seven digits, Monday first), in a time zone."""

    guild: int
    channel: int
    name: str
    minute: int
    timezone: str
    weekdays: str
    sources: tuple[str, ...]
    topic: str | None
    length: int
    mention: int | None
    language: str
    author: int


@dataclass(frozen=True, slots=True)
class ScheduledDigest:
    """A digest that is set up: its order, its own number and when it was made (UTC)."""

    number: int
    order: DigestOrder
    created: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its due times."""
        return ZoneInfo(self.order.timezone)


@dataclass(frozen=True, slots=True)
class Posting:
    """The last known posting of a digest."""

    slot: str
    due: datetime
    state: str
    covers: datetime
    reason: str | None


class NameTaken(Exception):
    """The server already has a digest of this name."""


class DigestStore:
    """The digests of one database and their postings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, order: DigestOrder, *, now: datetime) -> ScheduledDigest:
        """Set up a digest. Raises NameTaken."""
        row = {name: getattr(order, name) for name in DigestOrder.__slots__}
        try:
            async with self._database.write() as connection:
                values = row | {"sources": list(order.sources), "created": now}
                made = await connection.execute(insert(digest).values(values).returning(digest.c.number))
                number = int(made.scalar_one())
        except IntegrityError as error:
            raise NameTaken(order.name) from error
        return ScheduledDigest(number, order, now)

    async def all(self, *, guild: int | None = None) -> list[ScheduledDigest]:
        """Every digest, or those of one server, by name."""
        query = select(digest).order_by(digest.c.name)
        if guild is not None:
            query = query.where(digest.c.guild == guild)
        async with self._database.read() as connection:
            return [_digest(row) for row in await connection.execute(query)]

    async def delete(self, guild: int, name: str) -> bool:
        """Remove a digest and its record; False if the server has none of this name."""
        async with self._database.write() as connection:
            result = await connection.execute(
                delete(digest).where(digest.c.guild == guild, func.lower(digest.c.name) == name.strip().lower())
            )
            return bool(result.rowcount)

    async def last_posting(self, number: int) -> Posting | None:
        """The newest posting of a digest, whatever became of it."""
        query = _POSTINGS.where(posting.c.digest == number).order_by(posting.c.due.desc()).limit(1)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else Posting(*row)

    async def last_slots(self) -> dict[int, datetime]:
        """For each digest with postings, when the newest of them was due."""
        query = select(posting.c.digest, func.max(posting.c.due)).group_by(posting.c.digest)
        async with self._database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def covered(self, number: int) -> datetime | None:
        """Where the window of the last digest that was sent ended."""
        query = select(func.max(posting.c.covers)).where(posting.c.digest == number, posting.c.state == "sent")
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(query)
            return found

    async def claim(self, number: int, slot: date, *, due: datetime, now: datetime) -> bool:
        """Write the one row of a digest's day before anything is sent; False if it is already there."""
        row = {"digest": number, "slot": slot.isoformat(), "due": due, "claimed": now, "covers": now}
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(posting).values(row | {"state": "sending"}))
        except IntegrityError:
            # Claimed already, or the digest was deleted meanwhile: either way there is nothing to post.
            return False
        return True

    async def settle(
        self, number: int, slot: date, state: str, *, message: int | None = None, reason: str | None = None
    ) -> None:
        """Record what became of a claimed posting: sent, failed or missed."""
        async with self._database.write() as connection:
            await connection.execute(
                update(posting)
                .where(posting.c.digest == number, posting.c.slot == slot.isoformat())
                .values(state=state, message=message, reason=reason)
            )


_POSTINGS = select(posting.c.slot, posting.c.due, posting.c.state, posting.c.covers, posting.c.reason)


def _digest(row: Row[Any]) -> ScheduledDigest:
    values = {name: getattr(row, name) for name in DigestOrder.__slots__}
    return ScheduledDigest(row.number, DigestOrder(**values | {"sources": tuple(row.sources)}), row.created)
