"""The settings of each server: so far the channel that gets its notices."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table, delete, insert, select

from knowledge.archive.database import Database
from knowledge.archive.tables import metadata

server = Table(
    "server",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("notices", BigInteger),
)


class ServerStore:
    """The settings of all servers in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def notices(self, guild: int) -> int | None:
        """The channel that gets a server's notices; None if none was chosen."""
        async with self._database.read() as connection:
            found: int | None = await connection.scalar(select(server.c.notices).where(server.c.guild == guild))
        return found

    async def choose_notices(self, guild: int, channel: int) -> None:
        """Send a server's notices to this channel from now on."""
        async with self._database.write() as connection:
            await connection.execute(delete(server).where(server.c.guild == guild))
            await connection.execute(insert(server).values(guild=guild, notices=channel))
