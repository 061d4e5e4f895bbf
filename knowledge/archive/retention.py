"""Keeps the archive within limits: the oldest news goes first, by feed and in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select

from knowledge.archive.archive import Archive
from knowledge.archive.audiences import audiences_with
from knowledge.archive.database import Database
from knowledge.archive.feed_table import Feeds
from knowledge.archive.tables import entry, fingerprint, paragraph

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class RetentionLimits:
    """How old news may get, how many entries there may be, and how much text in millions of characters. None: any."""

    days: float | None = None
    articles: int | None = None
    megabytes: float | None = None

    @property
    def is_none(self) -> bool:
        """Whether nothing is limited."""
        return self.days is None and self.articles is None and self.megabytes is None


async def prune(
    archive: Archive, feeds: Feeds, *, of_feed: RetentionLimits, of_all: RetentionLimits, now: datetime
) -> int:
    """Remove what is beyond the limits; gives how many entries.

    What is too much for one feed stays where another origin has it. An entry without a date is as old as its storing.
    """
    before = await archive.size()
    if not of_feed.is_none:
        for feed in await feeds.all():
            excess = await _excess(archive.database, of_feed, now, entry.c.audience.in_(audiences_with(feed.number)))
            if excess:
                await feeds.forget_entries(feed.number, excess)
    if not of_all.is_none:
        excess = await _excess(archive.database, of_all, now)
        if excess:
            await archive.remove(excess)
    removed = before - await archive.size()
    if removed:
        async with archive.database.write() as connection:
            held = select(entry.c.number)
            await connection.execute(delete(fingerprint).where(fingerprint.c.entry.not_in(held)))
    return removed


async def _excess(database: Database, limits: RetentionLimits, now: datetime, *among: ColumnElement[bool]) -> list[int]:
    """The entries beyond the limits."""
    when = func.coalesce(entry.c.published, entry.c.first_seen)
    query = select(entry.c.number, when.label("at")).where(*among).order_by(when.desc(), entry.c.number.desc())
    async with database.read() as connection:
        rows = (await connection.execute(query)).all()
        sizes: dict[int, int] = {}
        if limits.megabytes is not None:
            of_entry = select(paragraph.c.entry, func.sum(func.length(paragraph.c.text))).group_by(paragraph.c.entry)
            sizes = {row[0]: row[1] for row in await connection.execute(of_entry)}
    oldest = None if limits.days is None else now - timedelta(days=limits.days)
    room = None if limits.megabytes is None else int(limits.megabytes * _MEGABYTE)
    excess, characters = [], 0
    for plan_entry, row in enumerate(rows):
        characters += sizes.get(row.number, 0)
        too_old = oldest is not None and row.at < oldest
        too_many = limits.articles is not None and plan_entry >= limits.articles
        if too_old or too_many or (room is not None and characters > room):
            excess.append(row.number)
    return excess
