"""What each server chose: its language, time zone and outlets, who may ask where, and what the bot posts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Row, Table, Text, insert, select, true, update

from knowledge.archive.database import Database
from knowledge.archive.tables import UTCDateTime, metadata

server = Table(
    "server",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("notices", BigInteger),
    Column("language", Text),
    Column("zone", Text),
    Column("outlets", Text),
    Column("ask_channels", Text),
    Column("ask_roles", Text),
    Column("pictures", Boolean, nullable=False, server_default=true()),
    Column("corrections", Boolean, nullable=False, server_default=true()),
    Column("greeted", UTCDateTime),
)
"""`outlets`, `ask_channels` and `ask_roles` are JSON lists; null is no limit."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings of one server.

    `notices` is the channel that gets its notices, `language` the language of what the bot posts there (None: as
    Discord says), `zone` the name of the time zone in which its days are counted. An empty `outlets`, `ask_channels` or
    `ask_roles` is no limit. `greeted` is when the bot greeted it.
    """

    guild: int
    notices: int | None = None
    language: str | None = None
    zone: str | None = None
    outlets: tuple[str, ...] = ()
    ask_channels: tuple[int, ...] = ()
    ask_roles: tuple[int, ...] = ()
    pictures: bool = True
    corrections: bool = True
    greeted: datetime | None = None


class ServerStore:
    """The settings of all servers in one database. They are cached, since every question asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, ServerSettings] = {}

    async def get(self, guild: int) -> ServerSettings:
        """The settings of a server; the defaults if it chose none."""
        known = self._known.get(guild)
        if known is None:
            async with self._database.read() as connection:
                row = (await connection.execute(select(server).where(server.c.guild == guild))).one_or_none()
            known = self._known[guild] = ServerSettings(guild) if row is None else _settings(row)
        return known

    async def change(self, guild: int, **choices: Any) -> ServerSettings:
        """Keep other values for some fields of `ServerSettings`, and give all of them."""
        values = {name: _stored(value) for name, value in choices.items()}
        async with self._database.write() as connection:
            changed = await connection.execute(update(server).where(server.c.guild == guild).values(values))
            if not changed.rowcount:
                await connection.execute(insert(server).values(guild=guild, **values))
        self._known.pop(guild, None)
        return await self.get(guild)

    async def claim_greeting(self, guild: int, *, now: datetime) -> bool:
        """Record that a server is greeted; False if it was before, by whichever process."""
        async with self._database.write() as connection:
            held = await connection.execute(select(server.c.greeted).where(server.c.guild == guild).with_for_update())
            row = held.one_or_none()
            if row is not None and row.greeted is not None:
                return False
            if row is None:
                await connection.execute(insert(server).values(guild=guild, greeted=now))
            else:
                await connection.execute(update(server).where(server.c.guild == guild).values(greeted=now))
        self._known.pop(guild, None)
        return True


def _stored(value: Any) -> Any:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return json.dumps(list(value), ensure_ascii=False) if value else None
    return value


def _settings(row: Row[Any]) -> ServerSettings:
    values = dict(row._mapping)
    for name in ("outlets", "ask_channels", "ask_roles"):
        values[name] = tuple(json.loads(values[name])) if values[name] else ()
    return ServerSettings(**values)
