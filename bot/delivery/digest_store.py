"""The digests that servers have set up, when the next posting of each is owed, and what each posting was about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, fields
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
from bot.delivery.schedule import due_at
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

KIND = "digest"
"""How the outbox calls a digest's postings; `owner` is the digest's number, `occurrence` the local date."""

PAUSED = "paused"
"""The outbox's reason for a posting that waited when its digest was paused."""

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
"""`due` is the oldest moment whose posting is owed and not yet in the outbox. `changed` is when its schedule was last
set; what was owed before that is not late. `blocker` is why it cannot be posted at present."""

edition = Table(
    "edition",
    metadata,
    Column("digest", BIG, ForeignKey("digest.number", ondelete="CASCADE"), primary_key=True),
    Column("occurrence", String(10), primary_key=True),
    Column("since", UTCDateTime, nullable=False),
    Column("until", UTCDateTime, nullable=False),
    Column("told", JSON, nullable=False),
    Column("wanted", JSON),
)
"""What a posting was about: news published after `since` and up to `until`. `told` are the stories that count as told
after it, each as [when it was last told (seconds), the numbers of its articles]. `wanted` is what its digest was asked
for, as `Selection` has it; null in editions from before that was kept."""


@dataclass(frozen=True, slots=True)
class DigestSpec:
    """What a server asked for: a digest of `sources` (none: all) and `topic`, of at most `length` stories, in a
    channel at `minute` (after midnight) of the days in `weekdays` (seven digits, Monday first), in a time zone.

    `mention` is a role, `skip_quiet` posts nothing on a quiet day, `thread` opens a thread for each posting, `publish`
    hands it to the servers that follow an announcement channel.
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


@dataclass(frozen=True, slots=True)
class ScheduledDigest:
    """A digest that is set up: its order, its own number, and how it stands (moments in UTC)."""

    number: int
    spec: DigestSpec
    created: datetime
    due: datetime | None = None
    changed: datetime | None = None
    paused: datetime | None = None
    blocker: Blocker | None = None


@dataclass(frozen=True, slots=True)
class PostedStory:
    """A story that a digest told: when last, and the numbers of its articles."""

    at: datetime
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What decides which stories a digest has; see DigestOrder."""

    sources: tuple[str, ...]
    topic: str | None
    length: int

    @classmethod
    def by(cls, spec: DigestSpec) -> Selection:
        """What an order asks for."""
        return cls(spec.sources, spec.topic, spec.length)


@dataclass(frozen=True, slots=True)
class Edition:
    """What one posting of a digest was about. `wanted` is None where it is not known any more."""

    digest: int
    occurrence: str
    since: datetime
    until: datetime
    told: tuple[PostedStory, ...]
    wanted: Selection | None = None


class NameTaken(Exception):
    """The server already has a digest of this name."""


class DigestStore:
    """The digests of one database and what they told."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._on_change: list[Callable[[], None]] = []

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener()` whenever a due time may have been set by a member."""
        self._on_change.append(listener)

    def _changed(self) -> None:
        for listener in self._on_change:
            listener()

    # Setting up

    async def create(self, spec: DigestSpec, *, due: datetime, now: datetime) -> ScheduledDigest:
        """Set up a digest whose first posting is owed at `due`. Raises NameTaken."""
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
        """Replace what was asked for; the next posting is then owed at `due`. Raises NameTaken."""
        values = _values(spec) | {"changed": now, "due": due, "blocker": None}
        try:
            async with self._database.write() as connection:
                await connection.execute(update(digest).where(digest.c.number == number).values(values))
        except IntegrityError as error:
            raise NameTaken(spec.name) from error
        self._changed()

    async def withdraw(self, held: ScheduledDigest) -> datetime | None:
        """Take back a posting that waits and of which nothing was sent, so that its day is owed again; gives when it
        was due, None if there is none to take back."""
        rows = select(posting.c.occurrence, posting.c.state, posting.c.claimed_by).where(
            posting.c.kind == KIND, posting.c.owner == held.number
        )
        async with self._database.write() as connection:
            waiting = (await connection.execute(rows.where(posting.c.state.in_(OPEN)).with_for_update())).all()
            if not waiting:
                return None
            occurrence = waiting[0].occurrence
            parts = (await connection.execute(rows.where(posting.c.occurrence == occurrence))).all()
            if any(part.state != "planned" or part.claimed_by is not None for part in parts):
                return None
            due = due_at(date.fromisoformat(occurrence), held.spec.minute, held.spec.zone)
            mine = and_(posting.c.kind == KIND, posting.c.owner == held.number, posting.c.occurrence == occurrence)
            await connection.execute(delete(posting).where(mine))
            await connection.execute(
                delete(edition).where(edition.c.digest == held.number, edition.c.occurrence == occurrence)
            )
            await advance(connection, held.number, due)
        return due

    async def pause(self, number: int, *, now: datetime) -> None:
        """Post nothing until `resume`, not even what waits to be tried again: the sender gives that up, unless it finds
        that it did arrive."""
        waiting = and_(posting.c.kind == KIND, posting.c.owner == number, posting.c.state.in_(OPEN))
        over = now - timedelta(seconds=1)
        async with self._database.write() as connection:
            await connection.execute(update(digest).where(digest.c.number == number).values(paused=now, blocker=None))
            await connection.execute(update(posting).where(waiting).values(until=over, next_try=now, reason=PAUSED))
        self._changed()

    async def resume(self, number: int, *, due: datetime, now: datetime) -> None:
        """Post again, first at `due`."""
        await self._set(number, paused=None, due=due, changed=now)
        self._changed()

    async def set_blocker(self, number: int, blocker: Blocker | None) -> None:
        """Remember why a digest cannot be posted, or that it can again."""
        await self._set(number, blocker=None if blocker is None else str(blocker))

    async def delete(self, number: int) -> None:
        """Remove a digest, its record, and what it still owes."""
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.kind == KIND, posting.c.owner == number))
            await connection.execute(delete(digest).where(digest.c.number == number))

    async def _set(self, number: int, **values: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(digest).where(digest.c.number == number).values(values))

    # Looking up

    async def all(self, *, guild: int | None = None) -> list[ScheduledDigest]:
        """Every digest, or those of one server, by name."""
        query = select(digest).order_by(digest.c.name)
        return await self._found(query if guild is None else query.where(digest.c.guild == guild))

    async def due(self, now: datetime) -> list[ScheduledDigest]:
        """The digests that owe a posting by `now`, oldest first, but none whose last posting is still under way."""
        open_row = exists().where(posting.c.kind == KIND, posting.c.owner == digest.c.number, posting.c.state.in_(OPEN))
        owing = and_(digest.c.due <= now, digest.c.paused.is_(None), ~open_row)
        return await self._found(select(digest).where(owing).order_by(digest.c.due, digest.c.number))

    async def next_due(self) -> datetime | None:
        """When the next posting of any digest is owed."""
        async with self._database.read() as connection:
            query = select(func.min(digest.c.due)).where(digest.c.paused.is_(None))
            found: datetime | None = await connection.scalar(query)
        return found

    async def blocked(self) -> list[ScheduledDigest]:
        """The digests that cannot be posted at present."""
        return await self._found(select(digest).where(digest.c.blocker.is_not(None)))

    async def _found(self, query: Any) -> list[ScheduledDigest]:
        async with self._database.read() as connection:
            return [_digest(row) for row in await connection.execute(query)]

    # The next moment

    async def set_due(self, due: dict[int, datetime]) -> None:
        """Set when the next posting of each digest is owed, by number."""
        async with self._database.write() as connection:
            for number, moment in due.items():
                await advance(connection, number, moment)

    # What was told

    async def last_editions(self, numbers: Collection[int], *, before: str | None = None) -> dict[int, Edition]:
        """The newest edition of each digest that was posted, or may have been; only days before `before`, if given."""
        of_these = and_(
            posting.c.kind == KIND,
            posting.c.owner == edition.c.digest,
            posting.c.occurrence == edition.c.occurrence,
            posting.c.part == 0,
            posting.c.state.in_(["sent", "unknown"]),
            edition.c.digest.in_(list(numbers)),
        )
        if before is not None:
            of_these = and_(of_these, edition.c.occurrence < before)
        newest = (
            select(edition.c.digest, func.max(edition.c.until).label("until"))
            .where(of_these)
            .group_by(edition.c.digest)
            .subquery()
        )
        query = select(edition).join(
            newest, and_(newest.c.digest == edition.c.digest, newest.c.until == edition.c.until)
        )
        async with self._database.read() as connection:
            return {row.digest: _edition(row) for row in await connection.execute(query)}

    async def first_missed(self, numbers: Collection[int]) -> dict[int, datetime]:
        """When the oldest posting that each digest is known to have missed was owed."""
        query = (
            select(posting.c.owner, func.min(posting.c.due).label("due"))
            .where(posting.c.kind == KIND, posting.c.owner.in_(list(numbers)), posting.c.state == "missed")
            .group_by(posting.c.owner)
        )
        async with self._database.read() as connection:
            return {row.owner: row.due for row in await connection.execute(query)}

    async def edition(self, number: int, occurrence: str) -> Edition | None:
        """What the posting of one day was about."""
        query = select(edition).where(edition.c.digest == number, edition.c.occurrence == occurrence)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else _edition(row)

    async def forget_editions(self, *, before: datetime) -> None:
        """Forget what old postings were about, but never the newest edition of a digest."""
        newer = edition.alias("newer")
        superseded = exists().where(newer.c.digest == edition.c.digest, newer.c.until > edition.c.until)
        async with self._database.write() as connection:
            await connection.execute(delete(edition).where(edition.c.until < before, superseded))


async def advance(connection: AsyncConnection, number: int, due: datetime) -> None:
    """Set when a digest's next posting is owed, inside a transaction of the caller's."""
    await connection.execute(update(digest).where(digest.c.number == number).values(due=due))


async def write_edition(connection: AsyncConnection, made: Edition) -> None:
    """Keep what a posting is about, inside a transaction of the caller's."""
    told = [[int(story.at.timestamp()), list(story.articles)] for story in made.told]
    values: dict[str, Any] = {
        "digest": made.digest,
        "occurrence": made.occurrence,
        "since": made.since,
        "until": made.until,
        "told": told,
    }
    if made.wanted is not None:
        values["wanted"] = asdict(made.wanted)
    await connection.execute(insert(edition).values(values))


def _values(spec: DigestSpec) -> dict[str, Any]:
    return {field.name: getattr(spec, field.name) for field in fields(spec)} | {"sources": list(spec.sources)}


def _digest(row: Row[Any]) -> ScheduledDigest:
    values = {field.name: getattr(row, field.name) for field in fields(DigestSpec)}
    spec = DigestSpec(**values | {"sources": tuple(row.sources)})
    blocker = None if row.blocker is None else Blocker.parse(row.blocker)
    return ScheduledDigest(row.number, spec, row.created, row.due, row.changed, row.paused, blocker)


def _edition(row: Row[Any]) -> Edition:
    told = tuple(PostedStory(datetime.fromtimestamp(at, UTC), tuple(articles)) for at, articles in row.told)
    wanted = None if row.wanted is None else Selection(**row.wanted | {"sources": tuple(row.wanted["sources"])})
    return Edition(row.digest, row.occurrence, row.since, row.until, told, wanted)
