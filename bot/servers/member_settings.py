"""What each member chose for themselves, and what the bot last saw of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Table, Text, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.database import Database
from knowledge.archive.tables import UTCDateTime, metadata

ASKED_EVERY = timedelta(minutes=1)
MEMBERS_REMEMBERED = 10_000

member = Table(
    "member",
    metadata,
    Column("member", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("zone", Text),
    Column("seen_locale", Text),
    Column("asked", UTCDateTime),
)


MEMBERS_SEEN = 50_000
"""Of how many members it is known in memory which language of their Discord is stored."""


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """The settings of one member, the same in every server.

    `language` and `zone` are what they chose. `seen_locale` is the language of their Discord, as their last interaction
    said; messages carry none. `asked` is when they last asked a question.
    """

    member: int
    language: str | None = None
    zone: str | None = None
    seen_locale: str | None = None
    asked: datetime | None = None


class MemberStore:
    """The settings of all members in one database. What members chose is also kept in memory, since every card needs
    it before there is time to ask the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chosen: dict[int, MemberSettings] = {}
        self._seen: dict[int, str | None] = {}
        self._asked: dict[int, datetime] = {}

    async def load(self) -> None:
        """Read what members chose; to be called once, before the first question."""
        chose = or_(member.c.language.is_not(None), member.c.zone.is_not(None))
        async with self._database.read() as connection:
            rows = (await connection.execute(select(member).where(chose))).all()
        self._chosen = {row.member: MemberSettings(**row._mapping) for row in rows}

    def chosen(self, number: int) -> MemberSettings:
        """The language and the zone that a member chose, from memory; the other fields may be outdated."""
        return self._chosen.get(number) or MemberSettings(number)

    async def asked(self, number: int, *, now: datetime) -> None:
        """Record that a member asks a question now; at most once a minute, since it makes no difference to them."""
        last = self._asked.get(number)
        if last is not None and timedelta(0) <= now - last < ASKED_EVERY:
            return
        if len(self._asked) >= MEMBERS_REMEMBERED:
            del self._asked[next(iter(self._asked))]
        self._asked[number] = now
        await self.change(number, asked=now)

    async def get(self, number: int) -> MemberSettings:
        """The settings of a member; the defaults if there are none."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(member).where(member.c.member == number))).one_or_none()
        return MemberSettings(number) if row is None else MemberSettings(**row._mapping)

    async def change(self, number: int, **values: Any) -> None:
        """Keep other values for some fields of `MemberSettings`."""

        async def write(connection: AsyncConnection) -> None:
            changed = await connection.execute(update(member).where(member.c.member == number).values(values))
            if not changed.rowcount:
                await connection.execute(insert(member).values(member=number, **values))

        await self._database.write_with_others(write)
        if values.keys() & {"language", "zone"}:
            self._chosen[number] = await self.get(number)

    async def see(self, number: int, locale: str) -> None:
        """Keep the language of a member's Discord. It is asked for once, and written only when it is another."""
        if self._seen.get(number, "") in {locale, None}:
            return
        if (await self.get(number)).seen_locale != locale:
            await self.change(number, seen_locale=locale)
        if len(self._seen) >= MEMBERS_SEEN:
            self._seen.clear()
        self._seen[number] = locale

    async def delete(self, number: int) -> None:
        """Forget a member's settings, and until the next start do not keep the language of their Discord again."""
        self._asked.pop(number, None)
        async with self._database.write() as connection:
            await connection.execute(delete(member).where(member.c.member == number))
        self._chosen.pop(number, None)
        self._seen[number] = None
