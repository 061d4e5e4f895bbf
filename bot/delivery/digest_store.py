"""The digests that servers have set up, when each is due next, and what each of its postings contained."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
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
    exists,
    false,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.outbox import OPEN, posting
from bot.delivery.permissions import Blocker
from bot.delivery.schedule import due_at, next_occurrence
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

KIND = "digest"
"""The kind of a digest's postings in the outbox; their `owner` is its number, their `occurrence` the local date."""

PAUSED = "paused"
"""The reason, in the outbox, of a posting that was open when its digest was paused."""

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
    Column("due", UTCDateTime, index=True),
    Column("changed", UTCDateTime),
    Column("paused", UTCDateTime),
    Column("blocker", String(300)),
    Column("skip_quiet", Boolean, nullable=False, server_default=false()),
    Column("thread", Boolean, nullable=False, server_default=false()),
    Column("publish", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("guild", "name"),
    sqlite_autoincrement=True,
)
"""`due` is the oldest occurrence that is not in the outbox yet. `changed` is when the schedule was last set; no posting
counts as due before that. `blocker` is why it cannot be posted at present."""

edition = Table(
    "edition",
    metadata,
    Column("digest", BIG, ForeignKey("digest.number", ondelete="CASCADE"), primary_key=True),
    Column("occurrence", String(10), primary_key=True),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False),
    Column("posted", JSON, nullable=False),
    Column("selection", JSON(none_as_null=True)),
)
"""What a posting contained: news published after `since` and up to `until`. `posted` are the stories not to repeat,
each as [when it was last posted (seconds), the numbers of its articles]. `selection` has the fields in SELECTS of the
spec at that time; null in editions from before they were stored."""

SELECTS = ("sources", "topic", "length")
"""The fields of a DigestSpec that decide which stories a digest has."""


@dataclass(frozen=True, slots=True)
class DigestSpec:
    """What a server asked a digest to be: stories from `sources` (none: all) about `topic`, at most `length`, posted in
    a channel at `minute` (after midnight) of the days in `weekdays` (seven digits, Monday first), in a time zone.

    `mention` is a role, `skip_quiet` posts nothing on a day without news, `thread` opens a thread for each posting, and
    `publish` publishes it to the servers that follow an announcement channel.
    """

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
    skip_quiet: bool = False
    thread: bool = False
    publish: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its due times."""
        return ZoneInfo(self.timezone)

    def next_due(self, now: datetime) -> datetime:
        """When it is due next after a moment (UTC)."""
        return next_occurrence(now, minute=self.minute, zone=self.zone, weekdays=self.weekdays)


@dataclass(frozen=True, slots=True)
class ScheduledDigest:
    """A digest that is set up: its number, its spec and its state (moments in UTC); see the table."""

    number: int
    spec: DigestSpec
    created: datetime
    due: datetime | None = None
    changed: datetime | None = None
    paused: datetime | None = None
    blocker: Blocker | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One due time of a digest: its local day, its `moment` (UTC), and the moment of the `next` occurrence."""

    digest: ScheduledDigest
    day: date
    moment: datetime
    next: datetime

    @property
    def name(self) -> str:
        """What the outbox and the editions call it: its day as ISO 8601."""
        return self.day.isoformat()

    @property
    def due(self) -> datetime:
        """When it can be posted: not before its schedule was set."""
        return max(self.moment, self.digest.changed or self.moment)


@dataclass(frozen=True, slots=True)
class PostedStory:
    """A story in a digest: when it was last posted (UTC), and the numbers of its articles."""

    at: datetime
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What one posting of a digest contained; see the table. `selection` is None where it was not stored."""

    digest: int
    occurrence: str
    since: datetime
    until: datetime
    posted: tuple[PostedStory, ...]
    selection: dict[str, Any] | None = None


class NameTaken(Exception):
    """The server already has a digest of this name."""


class DigestStore:
    """The digests of one database and their editions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._on_change: list[Callable[[], None]] = []
        self._zones: dict[int, str | None] = {}

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener()` whenever a due time may have been set by a member."""
        self._on_change.append(listener)

    def _changed(self) -> None:
        self._zones.clear()
        for listener in self._on_change:
            listener()

    # Setting up

    async def create(self, spec: DigestSpec, *, due: datetime, now: datetime) -> ScheduledDigest:
        """Set up a digest that is first due at `due`. Raises NameTaken."""
        values = _values(spec) | {"created": now, "changed": now, "due": due}
        try:
            async with self._database.write() as connection:
                made = await connection.execute(insert(digest).values(values).returning(digest.c.number))
                number = int(made.scalar_one())
        except IntegrityError as error:
            raise NameTaken(spec.name) from error
        self._changed()
        return ScheduledDigest(number, spec, now, due, now)

    async def edit(self, number: int, spec: DigestSpec, *, due: datetime, now: datetime) -> None:
        """Replace the spec of a digest, which is then due at `due`. Raises NameTaken."""
        values = _values(spec) | {"changed": now, "due": due, "blocker": None}
        try:
            async with self._database.write() as connection:
                await connection.execute(update(digest).where(digest.c.number == number).values(values))
        except IntegrityError as error:
            raise NameTaken(spec.name) from error
        self._changed()

    async def withdraw(self, scheduled: ScheduledDigest) -> datetime | None:
        """Remove a digest's open posting, if no request for it has gone out, so that its day is due again; returns when
        it was due, None if there is nothing to remove."""
        rows = select(posting.c.occurrence, posting.c.state, posting.c.claimed_by).where(
            posting.c.kind == KIND, posting.c.owner == scheduled.number
        )
        async with self._database.write() as connection:
            open_parts = (await connection.execute(rows.where(posting.c.state.in_(OPEN)).with_for_update())).all()
            if not open_parts:
                return None
            occurrence = open_parts[0].occurrence
            parts = (await connection.execute(rows.where(posting.c.occurrence == occurrence))).all()
            if any(part.state != "planned" or part.claimed_by is not None for part in parts):
                return None
            due = due_at(date.fromisoformat(occurrence), scheduled.spec.minute, scheduled.spec.zone)
            await connection.execute(
                delete(posting).where(
                    posting.c.kind == KIND, posting.c.owner == scheduled.number, posting.c.occurrence == occurrence
                )
            )
            await connection.execute(
                delete(edition).where(edition.c.digest == scheduled.number, edition.c.occurrence == occurrence)
            )
            await write_due(connection, scheduled.number, due)
        return due

    async def pause(self, number: int, *, now: datetime) -> None:
        """Post nothing until `resume`. The time limit of an open posting is set to the past: the sender then records it
        as missed, or as sent if it finds that it arrived."""
        is_open = and_(posting.c.kind == KIND, posting.c.owner == number, posting.c.state.in_(OPEN))
        past = now - timedelta(seconds=1)
        async with self._database.write() as connection:
            await connection.execute(update(digest).where(digest.c.number == number).values(paused=now, blocker=None))
            await connection.execute(update(posting).where(is_open).values(until=past, next_try=now, reason=PAUSED))
        self._changed()

    async def resume(self, number: int, *, due: datetime, now: datetime) -> None:
        """Post a paused digest again, first at `due`."""
        await self._set(number, paused=None, due=due, changed=now)
        self._changed()

    async def set_blocker(self, number: int, blocker: Blocker | None) -> bool:
        """Record why a digest cannot be posted, None if it can; whether that is new."""
        value = None if blocker is None else str(blocker)
        is_new = (digest.c.number == number) & digest.c.blocker.is_distinct_from(value)
        async with self._database.write() as connection:
            return bool((await connection.execute(update(digest).where(is_new).values(blocker=value))).rowcount)

    async def forget_mention(self, number: int) -> None:
        """Let a digest mention no role any more, since its role is gone."""
        await self._set(number, mention=None)

    async def get(self, number: int) -> ScheduledDigest | None:
        """The digest with this number; None if it was deleted."""
        return next(iter(await self._select(select(digest).where(digest.c.number == number))), None)

    async def delete(self, number: int) -> None:
        """Delete a digest with its editions and its postings, open ones included."""
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.kind == KIND, posting.c.owner == number))
            await connection.execute(delete(digest).where(digest.c.number == number))
        self._zones.clear()

    async def _set(self, number: int, **values: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(digest).where(digest.c.number == number).values(values))

    # Looking up

    async def all(self, *, guild: int | None = None) -> list[ScheduledDigest]:
        """Every digest, or those of one server, by name."""
        query = select(digest).order_by(digest.c.name)
        return await self._select(query if guild is None else query.where(digest.c.guild == guild))

    async def first_zone(self, guild: int) -> str | None:
        """The time zone of a server's first digest; None if it has none. It is cached: every question asks for it."""
        if guild not in self._zones:
            digests = await self.all(guild=guild)
            self._zones[guild] = digests[0].spec.timezone if digests else None
        return self._zones[guild]

    async def due(self, now: datetime) -> list[ScheduledDigest]:
        """The digests that are due at `now`, oldest first, but none that still has an open posting."""
        has_open = exists().where(posting.c.kind == KIND, posting.c.owner == digest.c.number, posting.c.state.in_(OPEN))
        is_due = and_(digest.c.due <= now, digest.c.paused.is_(None), ~has_open)
        return await self._select(select(digest).where(is_due).order_by(digest.c.due, digest.c.number))

    async def next_due(self) -> datetime | None:
        """When the next of all digests is due; None if none is."""
        async with self._database.read() as connection:
            query = select(func.min(digest.c.due)).where(digest.c.paused.is_(None))
            found: datetime | None = await connection.scalar(query)
        return found

    async def blocked(self) -> list[ScheduledDigest]:
        """The digests that cannot be posted at present."""
        return await self._select(select(digest).where(digest.c.blocker.is_not(None)))

    async def _select(self, query: Any) -> list[ScheduledDigest]:
        async with self._database.read() as connection:
            return [_digest(row) for row in await connection.execute(query)]

    async def set_due(self, due: dict[int, datetime]) -> None:
        """Set when each digest is due next, by number."""
        async with self._database.write() as connection:
            for number, moment in due.items():
                await write_due(connection, number, moment)

    # Editions

    async def last_editions(self, numbers: Collection[int], *, before: str | None = None) -> dict[int, Edition]:
        """The newest edition of each digest that was, or may have been, posted; if given, of a day before `before`."""
        was_posted = and_(
            posting.c.kind == KIND,
            posting.c.owner == edition.c.digest,
            posting.c.occurrence == edition.c.occurrence,
            posting.c.part == 0,
            posting.c.state.in_(["sent", "unknown"]),
            edition.c.digest.in_(list(numbers)),
        )
        if before is not None:
            was_posted = and_(was_posted, edition.c.occurrence < before)
        newest = (
            select(edition.c.digest, func.max(edition.c.until).label("until"))
            .where(was_posted)
            .group_by(edition.c.digest)
            .subquery()
        )
        query = select(edition).join(
            newest, and_(newest.c.digest == edition.c.digest, newest.c.until == edition.c.until)
        )
        async with self._database.read() as connection:
            return {row.digest: _edition(row) for row in await connection.execute(query)}

    async def first_missed(self, numbers: Collection[int]) -> dict[int, datetime]:
        """When the oldest missed posting of each digest was due; digests that missed none are left out."""
        query = (
            select(posting.c.owner, func.min(posting.c.due).label("due"))
            .where(posting.c.kind == KIND, posting.c.owner.in_(list(numbers)), posting.c.state == "missed")
            .group_by(posting.c.owner)
        )
        async with self._database.read() as connection:
            return {row.owner: row.due for row in await connection.execute(query)}

    async def edition(self, number: int, occurrence: str) -> Edition | None:
        """The edition of one day; None if there is none, or it was deleted."""
        query = select(edition).where(edition.c.digest == number, edition.c.occurrence == occurrence)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else _edition(row)

    async def forget_editions(self, *, before: datetime) -> None:
        """Delete old editions, but never the newest of a digest: the next one starts where it ended."""
        newer = edition.alias("newer")
        superseded = exists().where(newer.c.digest == edition.c.digest, newer.c.until > edition.c.until)
        async with self._database.write() as connection:
            await connection.execute(delete(edition).where(edition.c.until < before, superseded))


async def write_due(connection: AsyncConnection, number: int, due: datetime) -> None:
    """Set when a digest is due next, inside the caller's transaction."""
    await connection.execute(update(digest).where(digest.c.number == number).values(due=due))


async def write_edition(connection: AsyncConnection, new: Edition) -> None:
    """Store an edition inside the caller's transaction."""
    values = {name: getattr(new, name) for name in Edition.__slots__}
    values["posted"] = [[int(story.at.timestamp()), list(story.articles)] for story in new.posted]
    await connection.execute(insert(edition).values(values))


def _values(spec: DigestSpec) -> dict[str, Any]:
    return {field.name: getattr(spec, field.name) for field in fields(spec)} | {"sources": list(spec.sources)}


def _digest(row: Row[Any]) -> ScheduledDigest:
    values = {field.name: getattr(row, field.name) for field in fields(DigestSpec)}
    spec = DigestSpec(**values | {"sources": tuple(row.sources)})
    blocker = None if row.blocker is None else Blocker.parse(row.blocker)
    return ScheduledDigest(row.number, spec, row.created, row.due, row.changed, row.paused, blocker)


def _edition(row: Row[Any]) -> Edition:
    posted = tuple(PostedStory(datetime.fromtimestamp(at, UTC), tuple(articles)) for at, articles in row.posted)
    selection = None if row.selection is None else row.selection | {"sources": tuple(row.selection["sources"])}
    return Edition(row.digest, row.occurrence, row.since, row.until, posted, selection)
