"""The outbox of postings: one row for each message that the bot owes, from the plan until it is known to be there."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.processes import is_gone
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

posting = Table(
    "posting",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("owner", BIG, nullable=False),
    Column("occurrence", String(64), nullable=False),
    Column("part", Integer, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("nonce", String(25), nullable=False, unique=True),
    Column("due", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("payload", JSON(none_as_null=True)),
    Column("claimed_by", String(80)),
    Column("claimed_until", UTCDateTime),
    Column("next_try", UTCDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("began", UTCDateTime),
    Column("message", BigInteger),
    Column("reason", Text),
    Column("finished", UTCDateTime),
    UniqueConstraint("kind", "owner", "occurrence", "part"),
    Index("ix_posting_state_next_try", "state", "next_try"),
    sqlite_autoincrement=True,
)
"""`kind` and `owner` say whose posting it is ("digest" or "watch", and its number), `occurrence` which one (a local
date, a story), `part` which message of it. `payload` is exactly what is sent, until that is over. The process
`claimed_by` works on the row until `claimed_until`; `began` is when the first request went out."""

State = Literal["planned", "sending", "sent", "missed", "skipped", "unknown"]
"""`planned`: nothing was sent yet. `sending`: a request may have gone out. The others are final: `skipped` had nothing
to say; `unknown` cannot be found out to have got there."""

OPEN: tuple[State, ...] = ("planned", "sending")
CLAIM_LASTS = timedelta(seconds=60)
"""How long a row belongs to a process that says nothing; longer than any request takes."""
LONGEST_PAUSE = timedelta(minutes=15)
FIRST_PAUSE = timedelta(seconds=5)

Also = Callable[[AsyncConnection], Awaitable[None]]


def new_nonce() -> str:
    """A posting's mark, 16 letters and digits: its nonce, and part of its buttons' custom ids."""
    return secrets.token_hex(8)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 seconds, then twice as long each time, at most 15 minutes."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(max(0, attempts - 1), 10))


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A message that is owed: whose (`kind`, `owner`), which (`occurrence`, `part`), where, and exactly what.

    It is tried from `due` on and given up at `until`. `payload` is as `bot.delivery.payloads` makes it, with `nonce` in
    a custom id.
    """

    kind: str
    owner: int
    occurrence: str
    part: int
    guild: int | None
    channel: int
    nonce: str
    due: datetime
    until: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Posting:
    """A row of the outbox. `began` is when its first request went out; `message` is known once Discord has it."""

    number: int
    kind: str
    owner: int
    occurrence: str
    part: int
    guild: int | None
    channel: int
    nonce: str
    due: datetime
    until: datetime
    state: State
    payload: dict[str, Any] | None
    attempts: int
    began: datetime | None
    message: int | None
    reason: str | None


class Outbox:
    """The postings of one database, as the process `claimed_by` works on them.

    Any number of processes may share a database: a row is written once (`enqueue`), belongs to one process at a time
    (`claim`), is marked before a request goes out (`start_sending`), and ends in exactly one final state (`finish`).
    """

    def __init__(self, database: Database, *, claimed_by: str) -> None:
        self._database = database
        self._process = claimed_by
        self._on_enqueue: list[Callable[[], None]] = []

    def on_enqueue(self, listener: Callable[[], None]) -> None:
        """Call `listener()` whenever `enqueue` has written something."""
        self._on_enqueue.append(listener)

    async def enqueue(self, drafts: Sequence[NewPosting], *, now: datetime, also: Also | None = None) -> bool:
        """Write the parts of one occurrence, and whatever `also` writes, in one transaction.

        False, with nothing written, if the occurrence is already there: another process, or an earlier life, was first.
        """
        try:
            async with self._database.write() as connection:
                await self.insert(connection, drafts, now=now)
                if also is not None:
                    await also(connection)
        except IntegrityError:
            return False
        for listener in self._on_enqueue:
            listener()
        return True

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for `insert` and what belongs to it."""
        async with self._database.write() as connection:
            yield connection

    async def insert(
        self,
        connection: AsyncConnection,
        drafts: Sequence[NewPosting],
        *,
        now: datetime,
        closed: tuple[State, str] | None = None,
    ) -> None:
        """The same inside a transaction of the caller's; `closed` writes them as over, with a state and its reason.

        Raises IntegrityError if the occurrence is already there.
        """
        if drafts:
            await connection.execute(insert(posting), [_row(draft, now, closed) for draft in drafts])

    async def record_missed(self, draft: NewPosting, reason: str, *, now: datetime, also: Also | None = None) -> bool:
        """Record a occurrence as missed for which nothing will be sent; False if the occurrence is already there."""
        try:
            async with self._database.write() as connection:
                await self.insert(connection, [draft], now=now, closed=("missed", reason))
                if also is not None:
                    await also(connection)
        except IntegrityError:
            return False
        return True

    async def release_gone(self) -> None:
        """Free at once what processes hold that are known to have ended; the rest is freed when its lease is over."""
        holders = (
            select(posting.c.claimed_by).where(posting.c.state.in_(OPEN), posting.c.claimed_by.is_not(None)).distinct()
        )
        async with self._database.read() as connection:
            found = (await connection.execute(holders)).scalars().all()
        gone = [claimed_by for claimed_by in found if is_gone(claimed_by)]
        if gone:
            async with self._database.write() as connection:
                free = update(posting).where(posting.c.claimed_by.in_(gone)).values(claimed_by=None, claimed_until=None)
                await connection.execute(free)

    async def claim(self, now: datetime, *, limit: int) -> list[Posting]:
        """Take at most `limit` open rows whose time has come and that no other process holds, oldest first.

        A part waits until those before it are over. Leases and pauses that lie further ahead than any can were
        written before the clock was put back, and do not count.
        """
        earlier = posting.alias("earlier")
        waits = exists().where(
            earlier.c.kind == posting.c.kind,
            earlier.c.owner == posting.c.owner,
            earlier.c.occurrence == posting.c.occurrence,
            earlier.c.part < posting.c.part,
            earlier.c.state.in_(OPEN),
        )
        query = (
            select(posting)
            .where(
                posting.c.state.in_(OPEN),
                or_(posting.c.next_try <= now, posting.c.next_try > now + 2 * LONGEST_PAUSE),
                or_(
                    posting.c.claimed_until.is_(None),
                    posting.c.claimed_until <= now,
                    posting.c.claimed_until > now + 2 * CLAIM_LASTS,
                ),
                ~waits,
            )
            .order_by(posting.c.due, posting.c.number)
            .limit(limit)
            .with_for_update(of=posting, skip_locked=True)
        )
        async with self._database.write() as connection:
            rows = [_posting(row) for row in await connection.execute(query)]
            if rows:
                taken = posting.c.number.in_([row.number for row in rows])
                lease = update(posting).where(taken).values(claimed_by=self._process, claimed_until=now + CLAIM_LASTS)
                await connection.execute(lease)
        return rows

    async def start_sending(self, row: Posting, payload: Mapping[str, Any], *, now: datetime) -> Posting | None:
        """Mark a claimed row before its request goes out, with exactly what will be sent.

        None if the row is no longer ours. Durable: not even a power cut takes it back.
        """
        began = row.began or now
        async with self._database.write(durable=True) as connection:
            result = await connection.execute(
                update(posting)
                .where(self._ours(row))
                .values(
                    state="sending",
                    payload=dict(payload),
                    began=began,
                    attempts=row.attempts + 1,
                    claimed_until=now + CLAIM_LASTS,
                )
            )
        if not result.rowcount:
            return None
        return replace(row, payload=dict(payload), began=began, attempts=row.attempts + 1)

    async def record_message(self, row: Posting, message: int) -> None:
        """Remember the message that Discord has; the row stays open for what else is to be done with it."""
        async with self._database.write() as connection:
            await connection.execute(update(posting).where(self._ours(row)).values(message=message))

    async def finish(
        self, row: Posting, state: State, *, now: datetime, reason: str | None = None, message: int | None = None
    ) -> None:
        """Close a claimed row: sent (as `message`), missed or unknown. What was missed takes its later parts along."""
        closed: dict[str, Any] = {
            "state": state,
            "message": message,
            "reason": reason,
            "finished": now,
            "payload": None,
            "claimed_by": None,
            "claimed_until": None,
        }
        async with self._database.write() as connection:
            result = await connection.execute(update(posting).where(self._ours(row)).values(closed))
            if state == "missed" and result.rowcount:
                later = and_(_same_occurrence(row), posting.c.part > row.part, posting.c.state == "planned")
                await connection.execute(update(posting).where(later).values(closed))

    async def retry(self, row: Posting, state: State | None, *, at: datetime, reason: str | None) -> None:
        """Give a claimed row back, to be tried again at a moment, in a state; None leaves that as it is."""
        changed: dict[str, Any] = {} if state is None else {"state": state}
        async with self._database.write() as connection:
            await connection.execute(
                update(posting)
                .where(self._ours(row))
                .values({"next_try": at, "reason": reason, "claimed_by": None, "claimed_until": None} | changed)
            )

    async def retry_now(self, guilds: Collection[int], *, now: datetime) -> None:
        """Let what waits in these servers be tried at once: something about their permissions has changed."""
        async with self._database.write() as connection:
            waiting = and_(posting.c.state.in_(OPEN), posting.c.guild.in_(list(guilds)), posting.c.claimed_by.is_(None))
            await connection.execute(update(posting).where(waiting).values(next_try=now))

    async def part(self, row: Posting, part: int) -> Posting | None:
        """Another part of the same occurrence."""
        query = select(posting).where(_same_occurrence(row), posting.c.part == part)
        async with self._database.read() as connection:
            found = (await connection.execute(query)).first()
        return None if found is None else _posting(found)

    async def by_nonce(self, nonce: str) -> Posting | None:
        """The posting with this mark."""
        async with self._database.read() as connection:
            found = (await connection.execute(select(posting).where(posting.c.nonce == nonce))).first()
        return None if found is None else _posting(found)

    async def last(self, kind: str, owner: int) -> Posting | None:
        """The first part of the newest occurrence of an owner, whatever became of it."""
        mine = (posting.c.kind == kind) & (posting.c.owner == owner) & (posting.c.part == 0)
        query = select(posting).where(mine).order_by(posting.c.due.desc(), posting.c.number.desc()).limit(1)
        async with self._database.read() as connection:
            found = (await connection.execute(query)).first()
        return None if found is None else _posting(found)

    async def next_try(self) -> datetime | None:
        """When the next open row wants to be tried."""
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(
                select(func.min(posting.c.next_try)).where(posting.c.state.in_(OPEN))
            )
        return found

    async def forget(self, *, before: datetime) -> None:
        """Delete rows that were over before a moment, except each owner's newest occurrence: the next continues it."""
        newer = posting.alias("newer")
        superseded = exists().where(
            newer.c.kind == posting.c.kind, newer.c.owner == posting.c.owner, newer.c.due > posting.c.due
        )
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.finished < before, superseded))

    def _ours(self, row: Posting) -> Any:
        return and_(posting.c.number == row.number, posting.c.claimed_by == self._process, posting.c.state.in_(OPEN))


def _same_occurrence(row: Posting) -> Any:
    return and_(posting.c.kind == row.kind, posting.c.owner == row.owner, posting.c.occurrence == row.occurrence)


def _row(draft: NewPosting, now: datetime, closed: tuple[State, str] | None = None) -> dict[str, Any]:
    row = {name: getattr(draft, name) for name in NewPosting.__slots__}
    row |= {"payload": dict(draft.payload), "state": "planned", "next_try": max(draft.due, now), "attempts": 0}
    if closed is None:
        return row | {"reason": None, "finished": None}
    state, reason = closed
    return row | {"payload": None, "state": state, "reason": reason, "finished": now}


def _posting(row: Row[Any]) -> Posting:
    return Posting(**{name: getattr(row, name) for name in Posting.__slots__})
