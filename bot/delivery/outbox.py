"""The outbox: one row for each message to post, from when it is enqueued until its outcome is known."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    Row,
    Select,
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
"""`kind` and `owner` say whose posting it is ("digest" or "watch", and its number; see also CORRECTION), `occurrence`
which one (a local date, an entry), `part` which message of it. `payload` is exactly what is sent; it is deleted once
the row has a final state. The process `claimed_by` works on the row until `claimed_until`; `began` is when the first
request went out."""

State = Literal["planned", "sending", "sent", "missed", "skipped", "unknown"]
"""`planned`: no request has gone out. `sending`: one may have. The others are final: `missed` was not posted in time,
`skipped` had no news, and whether `unknown` was posted cannot be found out."""

OPEN: tuple[State, ...] = ("planned", "sending")
CORRECTION = "correction"
"""The kind of a posting that edits a message; `owner` is the message, `occurrence` the revision of the archive that it
comes from. New messages go first."""
CLAIM_LASTS = timedelta(seconds=60)
"""How long a claim lasts without being renewed; longer than any request takes."""
LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=5)

Also = Callable[[AsyncConnection], Awaitable[None]]


def new_nonce() -> str:
    """A nonce, 16 hexadecimal digits: sent with the posting, and part of its buttons' custom ids."""
    return secrets.token_hex(8)


def wait_before_retry(attempts: int) -> timedelta:
    """How long to wait after this number of attempts: 5 seconds, doubled with each attempt, at most 15 minutes."""
    return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(max(0, attempts - 1), 10))


@dataclass(frozen=True, slots=True)
class Posting:
    """One message to post, a row of the outbox: whose (`kind`, `owner`), which (`occurrence`, `part`), where and what.

    It is tried from `due` on and given up after `until`. `payload` is as `bot.delivery.payloads` makes it, with `nonce`
    in a custom id. The rest is its progress: `number` is 0 until it is stored, `began` is when its first request went
    out, and `message` is Discord's number for it once that is known.
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
    payload: dict[str, Any] | None
    number: int = 0
    state: State = "planned"
    attempts: int = 0
    began: datetime | None = None
    message: int | None = None
    reason: str | None = None


class Outbox:
    """The postings of one database, as the process `claimed_by` works on them.

    Any number of processes may share a database: a row is written once (`enqueue`), claimed by one process at a time
    (`claim`), marked as being sent before its request goes out (`start_sending`), and ends in exactly one final state
    (`finish`).
    """

    def __init__(self, database: Database, *, claimed_by: str) -> None:
        self._database = database
        self._process = claimed_by
        self._on_enqueue: list[Callable[[], None]] = []

    def on_enqueue(self, listener: Callable[[], None]) -> None:
        """Call `listener()` whenever `enqueue` has written a posting to send."""
        self._on_enqueue.append(listener)

    async def enqueue(self, postings: Sequence[Posting], *, now: datetime, also: Also | None = None) -> bool:
        """Write the parts of one occurrence, and whatever `also` writes, in one transaction.

        False, with nothing written, if the occurrence is already there: from another process, or from before a restart.
        """
        try:
            async with self.transaction() as connection:
                await self.insert(connection, postings, now=now)
                if also is not None:
                    await also(connection)
        except IntegrityError:
            return False
        if any(one.state in OPEN for one in postings):
            for listener in self._on_enqueue:
                listener()
        return True

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for `insert` and for what must be written together with it."""
        async with self._database.write() as connection:
            yield connection

    async def insert(self, connection: AsyncConnection, postings: Sequence[Posting], *, now: datetime) -> None:
        """Write postings inside the caller's transaction; one in a final state is only recorded, never sent.

        Raises IntegrityError if the occurrence is already there.
        """
        if postings:
            await connection.execute(insert(posting), [_row(one, now) for one in postings])

    async def release_gone(self) -> None:
        """Release the claims of processes that are known to have ended, without waiting for their claims to expire."""
        claimants = (
            select(posting.c.claimed_by).where(posting.c.state.in_(OPEN), posting.c.claimed_by.is_not(None)).distinct()
        )
        async with self._database.read() as connection:
            found = (await connection.execute(claimants)).scalars().all()
        gone = [claimed_by for claimed_by in found if is_gone(claimed_by)]
        if gone:
            async with self._database.write() as connection:
                free = update(posting).where(posting.c.claimed_by.in_(gone)).values(claimed_by=None, claimed_until=None)
                await connection.execute(free)

    async def claim(self, now: datetime, *, limit: int) -> list[Posting]:
        """Claim at most `limit` open rows that are due and that no other process has claimed, oldest first.

        A part waits until the parts before it have a final state. Claims and retries that lie further in the future
        than any can were written before the clock was set back, and do not count.
        """
        earlier = posting.alias("earlier")
        earlier_part_open = exists().where(
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
                or_(posting.c.next_try <= now, posting.c.next_try > now + 2 * LONGEST_WAIT),
                or_(
                    posting.c.claimed_until.is_(None),
                    posting.c.claimed_until <= now,
                    posting.c.claimed_until > now + 2 * CLAIM_LASTS,
                ),
                ~earlier_part_open,
            )
            .order_by(posting.c.kind == CORRECTION, posting.c.due, posting.c.number)
            .limit(limit)
            .with_for_update(of=posting, skip_locked=True)
        )
        async with self._database.write() as connection:
            rows = [_posting(row) for row in await connection.execute(query)]
            if rows:
                claimed = posting.c.number.in_([row.number for row in rows])
                await connection.execute(
                    update(posting).where(claimed).values(claimed_by=self._process, claimed_until=now + CLAIM_LASTS)
                )
        return rows

    async def start_sending(self, row: Posting, payload: Mapping[str, Any], *, now: datetime) -> bool:
        """Mark a claimed row as being sent, with exactly what is sent, before its request goes out.

        False if our claim has expired. The write survives even a power cut: a request without a record of it would be
        sent twice.
        """
        async with self._database.write(durable=True) as connection:
            result = await connection.execute(
                update(posting)
                .where(self._claimed(row))
                .values(
                    state="sending",
                    payload=dict(payload),
                    began=row.began or now,
                    attempts=row.attempts + 1,
                    claimed_until=now + CLAIM_LASTS,
                )
            )
        return bool(result.rowcount)

    async def record_message(self, row: Posting, message: int) -> None:
        """Record the message that Discord has; the row stays open until its thread and its publishing are done."""
        async with self._database.write() as connection:
            await connection.execute(update(posting).where(self._claimed(row)).values(message=message))

    async def finish(
        self, row: Posting, state: State, *, now: datetime, reason: str | None = None, message: int | None = None
    ) -> None:
        """Give a claimed row a final state; `message` is Discord's id. If it was missed, so are its later parts."""
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
            result = await connection.execute(update(posting).where(self._claimed(row)).values(closed))
            if state == "missed" and result.rowcount:
                later = and_(_same_occurrence(row), posting.c.part > row.part, posting.c.state == "planned")
                await connection.execute(update(posting).where(later).values(closed))

    async def retry(self, row: Posting, state: State | None, *, at: datetime, reason: str | None) -> None:
        """Release a claimed row, to be tried again `at` a moment, in `state`; None leaves its state as it is."""
        changed: dict[str, Any] = {} if state is None else {"state": state}
        async with self._database.write() as connection:
            await connection.execute(
                update(posting)
                .where(self._claimed(row))
                .values({"next_try": at, "reason": reason, "claimed_by": None, "claimed_until": None} | changed)
            )

    async def retry_now(self, guilds: Collection[int], *, now: datetime) -> None:
        """Try the open rows of these servers at once, because their permissions have changed."""
        async with self._database.write() as connection:
            waiting = and_(posting.c.state.in_(OPEN), posting.c.guild.in_(list(guilds)), posting.c.claimed_by.is_(None))
            await connection.execute(update(posting).where(waiting).values(next_try=now))

    async def part(self, row: Posting, part: int) -> Posting | None:
        """Another part of the same occurrence; None if it has no such part."""
        return await self._first(select(posting).where(_same_occurrence(row), posting.c.part == part))

    async def by_nonce(self, nonce: str) -> Posting | None:
        """The posting with this nonce."""
        return await self._first(select(posting).where(posting.c.nonce == nonce))

    async def last(self, kind: str, owner: int) -> Posting | None:
        """The first part of an owner's newest occurrence, in whatever state."""
        first_parts = select(posting).where(posting.c.kind == kind, posting.c.owner == owner, posting.c.part == 0)
        return await self._first(first_parts.order_by(posting.c.due.desc(), posting.c.number.desc()).limit(1))

    async def next_try(self) -> datetime | None:
        """When the next open row is to be tried; None if no row is open."""
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(
                select(func.min(posting.c.next_try)).where(posting.c.state.in_(OPEN))
            )
        return found

    async def forget(self, *, before: datetime) -> None:
        """Delete rows finished before a moment, but no digest's or watch's newest: the next one starts where that
        ended."""
        newer = posting.alias("newer")
        superseded = exists().where(
            newer.c.kind == posting.c.kind, newer.c.owner == posting.c.owner, newer.c.due > posting.c.due
        )
        async with self._database.write() as connection:
            unneeded = or_(superseded, posting.c.kind == CORRECTION)
            await connection.execute(delete(posting).where(posting.c.finished < before, unneeded))

    async def _first(self, query: Select[Any]) -> Posting | None:
        async with self._database.read() as connection:
            found = (await connection.execute(query)).first()
        return None if found is None else _posting(found)

    def _claimed(self, row: Posting) -> Any:
        return and_(posting.c.number == row.number, posting.c.claimed_by == self._process, posting.c.state.in_(OPEN))


def _same_occurrence(row: Posting) -> Any:
    return and_(posting.c.kind == row.kind, posting.c.owner == row.owner, posting.c.occurrence == row.occurrence)


def _row(new: Posting, now: datetime) -> dict[str, Any]:
    row = {name: getattr(new, name) for name in Posting.__slots__ if name != "number"}
    is_open = new.state in OPEN
    return row | {
        "payload": new.payload if is_open else None,
        "next_try": max(new.due, now),
        "finished": None if is_open else now,
    }


def _posting(row: Row[Any]) -> Posting:
    return Posting(**{name: getattr(row, name) for name in Posting.__slots__})
