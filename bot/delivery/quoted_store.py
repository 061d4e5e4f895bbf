"""The quotes of sent messages as corrections need them: where each stands, and which are to be compared again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.outbox import CORRECTION, OPEN, posting
from bot.delivery.sender import NO_THREAD
from bot.servers.card_store import card
from bot.servers.quoted import quoted
from knowledge.archive.database import Database
from knowledge.archive.tables import entry, removal

LOCATED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """Words of an entry that a message shows; see the table."""

    number: int
    guild: int | None
    channel: int
    message: int
    language: str
    entry: int
    identity: str | None
    text: str
    is_headline: bool
    shown: str | None


class QuotedStore:
    """The quotes of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def locate(self) -> None:
        """Fill in the message of every quote whose card or posting was sent, and forget those of postings that never
        will be."""
        waiting = quoted.c.message.is_(None)
        of_card = select(quoted.c.number, card.c.channel, card.c.message)
        of_card = of_card.join(card, card.c.number == quoted.c.card).where(waiting, card.c.message.is_not(None))
        first = posting.alias("first")
        of_posting = (
            select(
                quoted.c.number, quoted.c.inside, posting.c.channel, posting.c.message, first.c.message, first.c.reason
            )
            .join(posting, posting.c.nonce == quoted.c.nonce)
            .join(
                first,
                (first.c.kind == posting.c.kind)
                & (first.c.owner == posting.c.owner)
                & (first.c.occurrence == posting.c.occurrence)
                & (first.c.part == 0),
            )
            .where(waiting, posting.c.state.not_in(OPEN))
        )
        async with self._database.read() as connection:
            found = [
                {"at": row[0], "channel": row[1], "message": row[2]}
                for row in await connection.execute(of_card.limit(LOCATED_AT_ONCE))
            ]
            never = []
            for number, inside, channel, message, thread, reason in await connection.execute(
                of_posting.limit(LOCATED_AT_ONCE)
            ):
                # In Discord the thread of a message has that message's id.
                place = thread if inside and not (reason or "").startswith(NO_THREAD) else channel
                if message is None:
                    never.append(number)
                else:
                    found.append({"at": number, "channel": place, "message": message})
        if not found and not never:
            return
        async with self._database.write() as connection:
            if found:
                place_of = update(quoted).where(quoted.c.number == bindparam("at"))
                await connection.execute(
                    place_of.values(channel=bindparam("channel"), message=bindparam("message")), found
                )
            if never:
                await connection.execute(delete(quoted).where(quoted.c.number.in_(never)))

    async def to_check(self, *, since: int, after: int, limit: int) -> list[ShownQuote]:
        """At most `limit` quotes, numbered above `after`, that are new or whose entry changed or went since they were
        last checked; entries that have not changed after the revision `since` are not looked at."""
        changed = func.coalesce(entry.c.revision, removal.c.revision, 0)
        query = (
            select(*(quoted.c[one.name] for one in fields(ShownQuote)))
            .outerjoin(entry, entry.c.number == quoted.c.entry)
            .outerjoin(removal, removal.c.entry == quoted.c.entry)
            .where(
                quoted.c.message.is_not(None),
                quoted.c.number > after,
                or_(
                    quoted.c.checked == 0,
                    quoted.c.entry.in_(select(entry.c.number).where(entry.c.revision > since)),
                    quoted.c.entry.in_(select(removal.c.entry).where(removal.c.revision > since)),
                ),
                or_(quoted.c.checked == 0, changed > quoted.c.checked),
            )
            .order_by(quoted.c.number)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [_quote(row) for row in await connection.execute(query)]

    async def open_corrections(self, messages: Collection[int]) -> set[int]:
        """Which of these messages have a correction in the outbox that is not made yet."""
        query = select(posting.c.owner).where(
            posting.c.kind == CORRECTION, posting.c.state.in_(OPEN), posting.c.owner.in_(list(messages))
        )
        async with self._database.read() as connection:
            return set((await connection.execute(query)).scalars())

    async def checked(
        self, quotes: Sequence[ShownQuote], revision: int, shown: Mapping[int, str] | None = None
    ) -> None:
        """Record that quotes were checked up to a revision."""
        if quotes:
            async with self._database.write() as connection:
                await write_checked(connection, quotes, revision, shown or {})

    async def forget_message(self, message: int) -> None:
        """Forget the quotes of a message that cannot be edited."""
        async with self._database.write() as connection:
            await connection.execute(delete(quoted).where(quoted.c.message == message))

    async def forget(self, *, before: datetime) -> None:
        """Delete the quotes recorded before a moment."""
        async with self._database.write() as connection:
            await connection.execute(delete(quoted).where(quoted.c.created < before))


async def write_checked(
    connection: AsyncConnection, quotes: Sequence[ShownQuote], revision: int, shown: Mapping[int, str]
) -> None:
    """Record, in the caller's transaction, that quotes were checked up to a revision, and what those in `shown` (by
    number) show from now on."""
    done = update(quoted).where(quoted.c.number == bindparam("at")).values(checked=revision)
    same = [{"at": one.number} for one in quotes if one.number not in shown]
    if same:
        await connection.execute(done, same)
    changed = [{"at": one.number, "now": shown[one.number]} for one in quotes if one.number in shown]
    if changed:
        await connection.execute(done.values(shown=bindparam("now")), changed)


def _quote(row: Row[Any]) -> ShownQuote:
    return ShownQuote(**row._mapping)
