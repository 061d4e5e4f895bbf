"""Cards that were sent, with the state their buttons need, so that the buttons work after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.servers.quoted import Quoted, Quoting, quoted, write_quoted
from knowledge.archive.database import Database
from knowledge.archive.tables import BIG, UTCDateTime, metadata

card = Table(
    "card",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("state", JSON, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger),
    Column("message", BigInteger, index=True),
    Column("member", BigInteger, nullable=False),
    Column("created", UTCDateTime, nullable=False, index=True),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    metadata,
    Column("card", BIG, ForeignKey("card.number", ondelete="CASCADE"), primary_key=True),
    Column("member", BigInteger, primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("given", UTCDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card as it was sent: `kind` says what `state` means, `member` is who asked for it and `message` where it stands
    (Discord ids; None: it is being sent)."""

    number: int
    kind: str
    state: dict[str, Any]
    guild: int | None
    member: int
    message: int | None = None


@dataclass(frozen=True, slots=True)
class RatedCard:
    """A card with how many members found it helpful and how many did not; who they are is not said."""

    number: int
    state: dict[str, Any]
    guild: int | None
    created: datetime
    helpful: int
    unhelpful: int


class CardStore:
    """The cards of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        kind: str,
        state: dict[str, Any],
        *,
        guild: int | None,
        channel: int | None,
        member: int,
        now: datetime,
        quotes: Sequence[Quoted] = (),
        language: str = "en",
    ) -> int:
        """Store a card before it is sent, with what it quotes and in which language; returns its number, which goes
        into the buttons' custom ids."""
        row = {"kind": kind, "state": state, "guild": guild, "channel": channel, "member": member, "created": now}

        async def write(connection: AsyncConnection) -> int:
            number = int((await connection.execute(insert(card).values(row).returning(card.c.number))).scalar_one())
            await write_quoted(connection, [Quoting(quotes, guild, channel, language, card=number)], now=now)
            return number

        return await self._database.write_with_others(write)

    async def sent(self, number: int, message: int, *, private: bool = False) -> None:
        """Record the message that shows a card, so that replies to the message find it. What is `private` (ephemeral)
        cannot be edited later, so what it quotes is forgotten."""

        async def write(connection: AsyncConnection) -> None:
            await connection.execute(update(card).where(card.c.number == number).values(message=message))
            if private:
                await connection.execute(delete(quoted).where(quoted.c.card == number))

        await self._database.write_with_others(write)

    async def get(self, number: int) -> StoredCard | None:
        """The card with this number; None if it never existed or was deleted."""
        return await self._one(card.c.number == number)

    async def of_message(self, message: int) -> StoredCard | None:
        """The card that this message shows; None if it shows none."""
        return await self._one(card.c.message == message)

    async def change(self, number: int, state: dict[str, Any]) -> None:
        """Replace the state of a card."""
        async with self._database.write() as connection:
            await connection.execute(update(card).where(card.c.number == number).values(state=state))

    async def remove(self, number: int) -> None:
        """Delete a card and the feedback on it."""
        async with self._database.write() as connection:
            await connection.execute(delete(card).where(card.c.number == number))

    async def forget(self, *, before: datetime) -> None:
        """Delete all cards created before a moment."""
        async with self._database.write() as connection:
            await connection.execute(delete(card).where(card.c.created < before))

    async def rate(self, number: int, *, member: int, helpful: bool, now: datetime) -> None:
        """Store a member's opinion of an answer; a second one replaces the first."""
        async with self._database.write() as connection:
            await connection.execute(delete(feedback).where(feedback.c.card == number, feedback.c.member == member))
            await connection.execute(insert(feedback).values(card=number, member=member, helpful=helpful, given=now))

    async def rated(self, *, since: datetime | None = None) -> list[RatedCard]:
        """The answers that members have rated, or rated after `since`, oldest first."""
        counts = select(
            feedback.c.card,
            func.count().filter(feedback.c.helpful).label("helpful"),
            func.count().filter(~feedback.c.helpful).label("unhelpful"),
        ).group_by(feedback.c.card)
        if since is not None:
            counts = counts.where(feedback.c.given > since)
        found = counts.subquery()
        query = (
            select(card.c.number, card.c.state, card.c.guild, card.c.created, found.c.helpful, found.c.unhelpful)
            .join(found, found.c.card == card.c.number)
            .order_by(card.c.number)
        )
        async with self._database.read() as connection:
            return [RatedCard(*row) for row in await connection.execute(query)]

    async def _one(self, condition: Any) -> StoredCard | None:
        columns = (card.c.number, card.c.kind, card.c.state, card.c.guild, card.c.member, card.c.message)
        query = select(*columns).where(condition)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else StoredCard(*row)
