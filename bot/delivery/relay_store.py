"""Relays: the feeds of which a channel gets each new story, and the stories that each has gone through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
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
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.outbox import posting
from bot.delivery.permissions import Blocker
from knowledge.archive.counting import chunks
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

KIND = "relay"
"""The kind of a relay's postings in the outbox; their `owner` is its number, their `occurrence` the first entry of the
card. Part 0 is the card, later parts are its edits."""

relay = Table(
    "relay",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("guild", BigInteger, nullable=False, index=True),
    Column("channel", BigInteger, nullable=False),
    Column("feed", BIG, ForeignKey("feed.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("forum", Boolean, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("only_with", Text),
    Column("not_with", Text),
    Column("language", String(10), nullable=False),
    Column("created", UTCDateTime, nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("blocker", String(300)),
    UniqueConstraint("channel", "feed"),
    sqlite_autoincrement=True,
)
"""`forum` says that the channel is one. `after` was the highest entry number when the relay was set up. `blocker` is
why it cannot post at present."""

relay_story = Table(
    "relay_story",
    metadata,
    Column("relay", BIG, ForeignKey("relay.number", ondelete="CASCADE"), primary_key=True),
    Column("identity", Text, primary_key=True, index=True),
    Column("entry", BigInteger, nullable=False),
    Column("occurrence", String(64)),
    Column("card", String(64)),
    Column("seen", UTCDateTime, nullable=False, index=True),
)
"""A story that a relay has gone through, by the address at which its feed delivered it. `occurrence` is the posting
that it is in (null: it was not posted), `card` the checksum of that posting's card as last enqueued."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Each new story of a `feed` is posted in a `channel` of a server (`guild`), if it names one of the words
    `only_with` and none of `not_with` (comma-separated); see the table."""

    number: int
    guild: int
    channel: int
    feed: int
    forum: bool
    member: int
    only_with: str | None
    not_with: str | None
    language: str
    created: datetime
    after: int
    blocker: Blocker | None


@dataclass(frozen=True, slots=True)
class RelayStory:
    """A story that a relay has gone through; see the table."""

    relay: int
    identity: str
    entry: int
    occurrence: str | None
    card: str | None
    seen: datetime


class RelayStore:
    """The relays of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Setting up

    async def put(
        self,
        *,
        guild: int,
        channel: int,
        feed: int,
        forum: bool,
        member: int,
        only_with: str | None,
        not_with: str | None,
        language: str,
        after: int,
        now: datetime,
    ) -> tuple[Relay, bool]:
        """Set up a relay that posts entries numbered above `after`, and whether it is new.

        One of this feed in this channel that is there already gets the other words and goes on from where it is, also
        if it was blocked.
        """
        chosen = {"only_with": only_with, "not_with": not_with, "language": language, "member": member}
        this = (relay.c.channel == channel, relay.c.feed == feed)
        async with self._database.write() as connection:
            changed = await connection.execute(update(relay).where(*this).values(blocker=None, **chosen))
            if not changed.rowcount:
                place = {"guild": guild, "channel": channel, "feed": feed, "forum": forum}
                values = place | {"created": now, "after": after}
                await connection.execute(insert(relay).values(chosen | values))
            row = (await connection.execute(select(relay).where(*this))).one()
        return _relay(row), not changed.rowcount

    async def set_blocker(self, number: int, blocker: Blocker | None) -> None:
        """Record why a relay cannot post; None if it can."""
        text = None if blocker is None else str(blocker)
        async with self._database.write() as connection:
            await connection.execute(update(relay).where(relay.c.number == number).values(blocker=text))

    async def remove(self, numbers: Collection[int]) -> None:
        """Delete relays with their open postings."""
        async with self._database.write() as connection:
            await connection.execute(delete(posting).where(posting.c.kind == KIND, posting.c.owner.in_(list(numbers))))
            await connection.execute(delete(relay).where(relay.c.number.in_(list(numbers))))

    # Looking up

    async def get(self, number: int) -> Relay | None:
        """The relay with this number; None if there is none."""
        return next(iter(await self._select(relay.c.number == number)), None)

    async def of_guild(self, guild: int) -> list[Relay]:
        """The relays of a server, oldest first."""
        return await self._select(relay.c.guild == guild)

    async def all(self) -> list[Relay]:
        """Every relay, oldest first."""
        return await self._select(relay.c.number > 0)

    async def last_posted(self, numbers: Collection[int]) -> dict[int, datetime]:
        """When each of some relays last posted a story; those that never did are left out."""
        query = (
            select(relay_story.c.relay, func.max(relay_story.c.seen))
            .where(relay_story.c.relay.in_(list(numbers)), relay_story.c.occurrence.is_not(None))
            .group_by(relay_story.c.relay)
        )
        async with self._database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(query)}

    async def _select(self, condition: Any) -> list[Relay]:
        async with self._database.read() as connection:
            rows = await connection.execute(select(relay).where(condition).order_by(relay.c.number))
            return [_relay(row) for row in rows]

    # Stories

    async def known(self, identities: Collection[str], entries: Collection[int]) -> list[RelayStory]:
        """The stories at these addresses, or with these entries, that any relay has gone through."""
        found: dict[tuple[int, str], RelayStory] = {}
        async with self._database.read() as connection:
            for column, values in ((relay_story.c.identity, identities), (relay_story.c.entry, entries)):
                for chunk in chunks(values):
                    for row in await connection.execute(select(relay_story).where(column.in_(chunk))):
                        found[(row.relay, row.identity)] = RelayStory(*row)
        return list(found.values())

    async def card_of(self, relay_number: int, occurrence: str) -> list[RelayStory]:
        """The stories of one posting, in the order in which they stand on its card."""
        these = (relay_story.c.relay == relay_number, relay_story.c.occurrence == occurrence)
        async with self._database.read() as connection:
            rows = await connection.execute(select(relay_story).where(*these).order_by(relay_story.c.entry))
            return [RelayStory(*row) for row in rows]

    async def in_outbox(self, relay_number: int, occurrence: str) -> tuple[str, int] | None:
        """The nonce of a posting, and the number of its next part; None if it is not in the outbox any more."""
        these = (posting.c.kind == KIND, posting.c.owner == relay_number, posting.c.occurrence == occurrence)
        query = select(posting.c.part, posting.c.nonce).where(*these).order_by(posting.c.part)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return (rows[0].nonce, rows[-1].part + 1) if rows and rows[0].part == 0 else None

    async def move(self, story: RelayStory, entry: int) -> None:
        """Record that another entry has what stands at a story's address now."""
        this = (relay_story.c.relay == story.relay, relay_story.c.identity == story.identity)
        async with self._database.write() as connection:
            await connection.execute(update(relay_story).where(*this).values(entry=entry))

    async def pass_over(self, stories: Sequence[RelayStory]) -> None:
        """Record stories that are not posted; those already recorded stay as they are."""
        if not stories:
            return
        rows = [{name: getattr(one, name) for name in RelayStory.__slots__} for one in stories]
        async with self._database.write() as connection:
            into = _INSERT[connection.dialect.name]
            await connection.execute(into(relay_story).on_conflict_do_nothing(), rows)

    async def forget(self, *, before: datetime) -> None:
        """Delete stories from before a moment."""
        async with self._database.write() as connection:
            await connection.execute(delete(relay_story).where(relay_story.c.seen < before))


async def write_stories(connection: AsyncConnection, stories: Sequence[RelayStory]) -> None:
    """Record stories inside the caller's transaction. Raises IntegrityError if one is already recorded."""
    await connection.execute(
        insert(relay_story), [{name: getattr(one, name) for name in RelayStory.__slots__} for one in stories]
    )


async def write_card(connection: AsyncConnection, relay_number: int, occurrence: str, card: str) -> None:
    """Record the checksum of a posting's card inside the caller's transaction."""
    these = (relay_story.c.relay == relay_number, relay_story.c.occurrence == occurrence)
    await connection.execute(update(relay_story).where(*these).values(card=card))


_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def _relay(row: Row[Any]) -> Relay:
    values = {name: getattr(row, name) for name in Relay.__slots__}
    return Relay(**values | {"blocker": None if row.blocker is None else Blocker.parse(row.blocker)})
