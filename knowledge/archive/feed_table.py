"""The feeds of one database, and what they deliver."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.addresses import canonical_url
from knowledge.archive.audiences import audiences_with, public_origins, withdraw
from knowledge.archive.copies import settle_copies
from knowledge.archive.counting import take
from knowledge.archive.database import Database
from knowledge.archive.storing import store
from knowledge.archive.tables import audience_origin, copy, entry, feed
from knowledge.articles import Article, HeadlineOnly
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed, FeedState, FullText, StoreCounts

_FIELDS = tuple(one.name for one in fields(Feed))
_PEOPLES = frozenset({"number", "public", "full_text", "added"})
"""Fields that people set, or nobody; the poller's are all the others, `state` and `articles` with exceptions."""

ASK_AGAIN = timedelta(minutes=15)
"""How long the next due time is trusted while the database's file looks unchanged."""


class UnknownFeed(KnowledgeError):
    """No feed has this address."""


class Feeds:
    """The store of feeds: what the poller needs (`knowledge.feeds.FeedStore`), and what people do.

    Every method is one transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next_due: tuple[tuple[int, ...] | None, datetime, datetime | None] | None = None

    # What people do

    async def add(
        self,
        url: str,
        *,
        now: datetime,
        public: bool = False,
        title: str | None = None,
        full_text: FullText | None = None,
        next_poll: datetime | None = None,
    ) -> Feed:
        """The feed with this address, which is made if there is none, and revived if it was paused or gone.

        `public` makes it one for everybody; a feed that is public already stays so. One that is new or revived is due
        at `next_poll` (None: at once).
        """
        async with self._database.write() as connection:
            held = await _one(connection, feed.c.address == _address(url))
            if held is None:
                text = full_text or "short"
                fresh = Feed(0, url, title=title, public=public, full_text=text, next_poll=next_poll, added=now)
                values = _values(fresh, set(_FIELDS) - {"number"}) | {"address": _address(url)}
                await connection.execute(insert(feed).values(values))
            else:
                changes: dict[str, Any] = {"public": held.public or public}
                if full_text is not None:
                    changes["full_text"] = full_text
                if held.state in ("paused", "gone"):
                    changes |= {"state": "active", "next_poll": next_poll}
                await connection.execute(update(feed).where(feed.c.number == held.number).values(changes))
            found = await _one(connection, feed.c.address == _address(url))
            assert found is not None
            return found

    async def remove(self, number: int) -> int:
        """Forget a feed; its articles go too, unless another feed or the operator has them. Gives how many it had."""
        async with self._database.write() as connection:
            gone = await _withdraw(connection, number, None)
            await connection.execute(delete(feed).where(feed.c.number == number))
            return gone

    async def unpublish(self, number: int) -> None:
        """A feed is no longer for everybody, only for the servers that follow it."""
        async with self._database.write() as connection:
            await connection.execute(update(feed).where(feed.c.number == number).values(public=False))
            revision = await take(connection, "revision")
            await settle_copies(
                connection, await _with_copies(connection, number), await public_origins(connection), revision
            )

    async def set_state(self, number: int, state: FeedState) -> None:
        """Pause a feed, or make it active again and due at once."""
        async with self._database.write() as connection:
            changes: dict[str, Any] = {"state": state}
            if state == "active":
                changes |= {"next_poll": None, "failures": 0, "failing_since": None}
            await connection.execute(update(feed).where(feed.c.number == number).values(changes))

    async def all(self, numbers: Collection[int] | None = None, *, public: bool | None = None) -> list[Feed]:
        """All feeds, or those with these numbers, or the public ones, in the order in which they were added."""
        query = _FEEDS.order_by(feed.c.number)
        if numbers is not None:
            query = query.where(feed.c.number.in_(sorted(numbers)))
        if public is not None:
            query = query.where(feed.c.public if public else ~feed.c.public)
        async with self._database.read() as connection:
            return [Feed(*row) for row in await connection.execute(query)]

    async def with_notice(self) -> list[Feed]:
        """The feeds about which somebody has yet to be told something."""
        async with self._database.read() as connection:
            return [Feed(*row) for row in await connection.execute(_FEEDS.where(feed.c.notice.is_not(None)))]

    async def told(self, number: int, notice: str) -> None:
        """Everybody concerned was told this notice."""
        async with self._database.write() as connection:
            these = (feed.c.number == number, feed.c.notice == notice)
            await connection.execute(update(feed).where(*these).values(notice=None))

    async def held(self, numbers: Collection[int]) -> dict[int, int]:
        """How many articles are held of each feed now."""
        query = (
            select(audience_origin.c.origin, func.count())
            .join(entry, entry.c.audience == audience_origin.c.audience)
            .where(audience_origin.c.origin.in_(sorted(numbers)), entry.c.paragraphs > 0)
            .group_by(audience_origin.c.origin)
        )
        async with self._database.read() as connection:
            found = {row[0]: row[1] for row in await connection.execute(query)}
        return {number: found.get(number, 0) for number in numbers}

    async def newest(self, numbers: Collection[int], *, limit: int) -> list[int]:
        """The numbers of the newest entries of some feeds that have a date and a headline."""
        query = (
            select(entry.c.number)
            .where(
                entry.c.audience.in_(
                    select(audience_origin.c.audience).where(audience_origin.c.origin.in_(sorted(numbers)))
                ),
                entry.c.headline.is_not(None),
                entry.c.published.is_not(None),
            )
            .order_by(entry.c.published.desc(), entry.c.number)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    # What the poller needs

    async def due(self, now: datetime, limit: int) -> list[Feed]:
        """The active and failing feeds whose `next_poll` is None or not after `now`, the longest waiting first."""
        query = (
            _FEEDS.where(
                feed.c.state.in_(("active", "failing")),
                or_(feed.c.next_poll.is_(None), feed.c.next_poll <= now),
            )
            .order_by(feed.c.next_poll.is_not(None), feed.c.next_poll, feed.c.number)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [Feed(*row) for row in await connection.execute(query)]

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next feed is due; None if none is, the earliest moment if one is due at once.

        Where nothing was written since it was last asked, by whatever process, this costs no query for a while.
        """
        trace, known = self._database.trace(), self._next_due
        if trace is None or known is None or known[0] != trace or not timedelta(0) <= now - known[1] < ASK_AGAIN:
            known = self._next_due = trace, now, await self._read_next_due()
        return known[2]

    async def _read_next_due(self) -> datetime | None:
        active = feed.c.state.in_(("active", "failing"))
        query = select(func.count().filter(feed.c.next_poll.is_(None)), func.min(feed.c.next_poll)).where(active)
        async with self._database.read() as connection:
            at_once, soonest = (await connection.execute(query)).one()
        return datetime.min.replace(tzinfo=UTC) if at_once else soonest

    async def get(self, url: str) -> Feed | None:
        """The feed with this address (compared as `canonical_url`), whatever its state."""
        async with self._database.read() as connection:
            return await _one(connection, feed.c.address == _address(url))

    async def save(self, changed: Feed) -> None:
        """Write what the poller owns of a feed. One that was removed meanwhile stays removed, one that a person paused
        meanwhile stays paused, and what people set stays as they set it."""
        async with self._database.write() as connection:
            await _save(connection, changed)

    async def store_entries(
        self, changed: Feed, items: Sequence[Article | HeadlineOnly], *, now: datetime, backlog: bool
    ) -> StoreCounts:
        """Store entries of a feed for its audience, and `save` the feed, in one transaction.

        Nothing of it happens if the feed was removed meanwhile. With `backlog`, what was published before the feed was
        added, or has no date, is marked as old. The articles that are new to the feed are added to its `articles`.
        """
        async with self._database.write() as connection:
            if not await _save(connection, changed):
                return StoreCounts()
            counts = await store(
                connection,
                items,
                now=now,
                origin=changed.number,
                old_before=(changed.added or now) if backlog else None,
                undated_is_old=backlog,
            )
            if counts.added:
                more = update(feed).where(feed.c.number == changed.number)
                await connection.execute(more.values(articles=feed.c.articles + counts.added))
            return counts

    async def forget_entries(self, number: int, entries: Collection[int]) -> int:
        """Take entries from a feed, as retention does; those that nobody else has are removed."""
        async with self._database.write() as connection:
            return await _withdraw(connection, number, entries)


_FEEDS = select(*(feed.c[name] for name in _FIELDS))


async def _one(connection: AsyncConnection, condition: Any) -> Feed | None:
    row = (await connection.execute(_FEEDS.where(condition))).first()
    return None if row is None else Feed(*row)


async def _save(connection: AsyncConnection, changed: Feed) -> bool:
    """False if the feed is gone."""
    held = await _one(connection, feed.c.number == changed.number)
    if held is None:
        return False
    values = _values(changed, set(_FIELDS) - _PEOPLES - {"articles"})
    if held.state == "paused":
        del values["state"]
    address = _address(changed.url)
    taken = await connection.scalar(
        select(feed.c.number).where(feed.c.address == address, feed.c.number != changed.number)
    )
    if taken is None:
        values["address"] = address
    else:
        # The outlet moved this feed to where another one of ours is: it goes on by the redirect.
        del values["url"]
    await connection.execute(update(feed).where(feed.c.number == changed.number).values(values))
    return True


async def _withdraw(connection: AsyncConnection, number: int, entries: Collection[int] | None) -> int:
    concerned = await _with_copies(connection, number)
    if entries is not None:
        concerned = sorted(set(concerned) & set(entries))
    revision = await take(connection, "revision")
    gone = await withdraw(connection, number, revision, entries)
    await settle_copies(connection, concerned, await public_origins(connection) - {number}, revision)
    return gone


async def _with_copies(connection: AsyncConnection, number: int) -> list[int]:
    """The entries with copies that a feed has a part in."""
    query = (
        select(copy.c.entry)
        .join(entry, entry.c.number == copy.c.entry)
        .where(entry.c.audience.in_(audiences_with(number)))
    )
    return list((await connection.scalars(query.distinct())).all())


def _values(one: Feed, names: Collection[str]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}


def _address(url: str) -> str:
    return canonical_url(url) or url
