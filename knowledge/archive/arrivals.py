"""What has come into the archive since it was last looked through, in the order in which it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from knowledge.archive.database import Database
from knowledge.archive.tables import entry


@dataclass(frozen=True, slots=True, order=True)
class Watermark:
    """How far the archive was looked through: all of the earlier revisions, and this one up to an entry."""

    revision: int
    entry: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry that is new, or whose words or audience changed. `first_seen` is when it was first stored (UTC),
    `backlog` says that it was old then."""

    number: int
    watermark: Watermark
    first_seen: datetime
    backlog: bool


async def arrivals(database: Database, after: Watermark, *, limit: int) -> list[Arrival]:
    """At most `limit` entries that came after a mark, oldest change first."""
    later = or_(
        entry.c.revision > after.revision, and_(entry.c.revision == after.revision, entry.c.number > after.entry)
    )
    query = (
        select(entry.c.number, entry.c.revision, entry.c.first_seen, entry.c.backlog)
        .where(later)
        .order_by(entry.c.revision, entry.c.number)
        .limit(limit)
    )
    async with database.read() as connection:
        rows = await connection.execute(query)
        return [Arrival(row.number, Watermark(row.revision, row.number), row.first_seen, row.backlog) for row in rows]


async def newest(database: Database) -> Watermark:
    """The mark after which nothing has come yet. Its entry is the highest number given so far."""
    query = select(func.coalesce(func.max(entry.c.revision), 0), func.coalesce(func.max(entry.c.number), 0))
    async with database.read() as connection:
        revision, number = (await connection.execute(query)).one()
        return Watermark(revision, number)
