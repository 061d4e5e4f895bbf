"""What has come into the archive since it was last looked through, in the order in which it came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from knowledge.archive.counting import chunks
from knowledge.archive.database import Database
from knowledge.archive.queries import Copy, copy_of
from knowledge.archive.tables import audience_origin, copy, entry, outlet


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


@dataclass(frozen=True, slots=True)
class Delivery:
    """A feed delivered an entry, at the address that `identity` stands for. `copy` is that place where the entry itself
    stands at another one, whose text this is too."""

    entry: int
    feed: int
    identity: str
    copy: Copy | None


async def deliveries(database: Database, numbers: Collection[int], feeds: Collection[int]) -> list[Delivery]:
    """By which of some feeds these entries were delivered, each once a feed, in the order of their numbers."""
    owning = audience_origin.alias("owning")
    is_own = exists().where(owning.c.audience == entry.c.owners, owning.c.origin == audience_origin.c.origin)
    found: list[Delivery] = []
    async with database.read() as connection:
        for chunk in chunks(numbers):
            copied: dict[tuple[int, int], Delivery] = {}
            columns: list[ColumnElement[Any]] = [
                *(copy.c.entry, copy.c.origin, copy.c.identity, copy.c.headline, outlet.c.name),
                *(copy.c.url, copy.c.published, copy.c.day_only),
            ]
            query = (
                select(*columns)
                .outerjoin_from(copy, outlet, copy.c.outlet == outlet.c.number)
                .where(copy.c.entry.in_(chunk), copy.c.origin.in_(list(feeds)))
                .order_by(copy.c.published.is_(None), copy.c.published, copy.c.identity)
            )
            for row in await connection.execute(query):
                key = (row.entry, row.origin)
                copied.setdefault(key, Delivery(row.entry, row.origin, row.identity, copy_of(row)))
            delivered = (
                select(entry.c.number, entry.c.identity, entry.c.variant_of, audience_origin.c.origin, is_own)
                .join_from(entry, audience_origin, audience_origin.c.audience == entry.c.audience)
                .where(entry.c.number.in_(chunk), audience_origin.c.origin.in_(list(feeds)))
                .order_by(entry.c.number, audience_origin.c.origin)
            )
            for number, identity, variant_of, feed, owns in await connection.execute(delivered):
                own = Delivery(number, feed, variant_of or identity, None)
                found.append(own if owns else copied.get((number, feed), own))
    return found


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
