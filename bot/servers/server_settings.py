"""What each server chose for itself: so far the channel in which it is told what needs a hand."""

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
    """The choices of all servers in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def notices(self, guild: int) -> int | None:
        """The channel in which a server is told what needs a hand; None if it chose none."""
        async with self._database.read() as connection:
            found: int | None = await connection.scalar(select(server.c.notices).where(server.c.guild == guild))
        return found

    async def choose_notices(self, guild: int, channel: int) -> None:
        """Tell a server what needs a hand in this channel from now on."""
        async with self._database.write() as connection:
            await connection.execute(delete(server).where(server.c.guild == guild))
            await connection.execute(insert(server).values(guild=guild, notices=channel))
