"""What each server chose for itself: where notices go, its language and its time zone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import BigInteger, Column, String, Table, delete, insert, select

from knowledge.archive.database import Database
from knowledge.archive.tables import metadata

server = Table(
    "server",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("notices", BigInteger),
    Column("language", String(10)),
    Column("timezone", String(64)),
)


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """A server's choices; None is not chosen. `notices` is the channel in which it is told what needs a hand."""

    notices: int | None = None
    language: str | None = None
    timezone: str | None = None


class ServerStore:
    """The choices of all servers in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, guild: int) -> ServerChoices:
        """What a server chose."""
        query = select(server.c.notices, server.c.language, server.c.timezone).where(server.c.guild == guild)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).first()
        return ServerChoices() if row is None else ServerChoices(*row)

    async def choose(self, guild: int, **choices: int | str | None) -> ServerChoices:
        """Change some of the choices (fields of ServerChoices, by name); gives all of them."""
        chosen = replace(await self.get(guild), **choices)  # type: ignore[arg-type]
        values = {name: getattr(chosen, name) for name in ServerChoices.__slots__}
        async with self._database.write() as connection:
            await connection.execute(delete(server).where(server.c.guild == guild))
            await connection.execute(insert(server).values(values | {"guild": guild}))
        return chosen

    async def forget(self, guild: int) -> None:
        """Forget what a server chose."""
        async with self._database.write() as connection:
            await connection.execute(delete(server).where(server.c.guild == guild))
