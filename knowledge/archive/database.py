"""Opening the database, SQLite or PostgreSQL: engine, pragmas, migrations, and who may read the folder."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.archive.migrations import migrate
from knowledge.articles import KnowledgeError

FILE_NAME = "nutgraf.sqlite"
BUSY_SECONDS = 30.0
"""How long a writer waits for another process to finish its transaction."""


class ArchiveError(KnowledgeError):
    """The archive cannot be opened or does not hold what was asked for."""


WRITE_LOCK = 7_265_902_133
"""The number of the advisory lock that stands for SQLite's write lock in PostgreSQL."""


class Database:
    """One SQLite file, or one PostgreSQL database, and its engine, shared by every table of the program.

    Reading takes no lock; writing takes the write lock at once, so that two processes wait for each other instead of
    failing half-way.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, folder: Path, url: str | None = None) -> Database:
        """Open, and on demand make, the database in `folder` (mode 0700), migrated to the newest revision.

        With `url`, such as postgresql://user:password@host/name, it is a PostgreSQL database instead, which must
        exist; many processes on many machines may share it. Raises ArchiveError with a sentence if the folder cannot
        be written, the file is no database of ours or the server cannot be reached, and NewerArchive if a newer
        version wrote it.
        """
        if url is not None:
            return await cls._open_server(url)
        path = folder / FILE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made before SQLite does, so that the file and its journals are never readable by others.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise ArchiveError(
                f"The data dir {folder} cannot be used: {error.strerror}. "
                "Choose another with --data-dir or NUTGRAF_DATA_DIR, or correct its permissions."
            ) from error
        engine = create_async_engine(
            f"sqlite+aiosqlite:///{path}",
            connect_args={"timeout": BUSY_SECONDS},
            hide_parameters=True,  # what members asked stands in them
        )
        event.listen(engine.sync_engine, "connect", _configure)
        event.listen(engine.sync_engine, "begin", _begin)
        database = cls(engine)
        try:
            await database._migrate()
        except BaseException as error:
            await engine.dispose()
            if isinstance(error, DatabaseError | sqlite3.DatabaseError):
                raise ArchiveError(f"{path} cannot be used as a database: {_plain(error)}.") from error
            raise
        return database

    @classmethod
    async def _open_server(cls, url: str) -> Database:
        # Messages never show the address: the password stands in it.
        try:
            address = make_url(url)
            if not 0 < (address.port or 5432) < 65_536:
                raise ValueError("no such port")
        except (ArgumentError, ValueError):
            # Without a cause: its text quotes what it took for the port, and a password with a bare / is taken for one.
            raise ArchiveError(
                "The database's address is not one such as postgresql://user:password@host:5432/name. "
                "Write / ? # @ : % and spaces in a password as %2F %3F %23 %40 %3A %25 %20."
            ) from None
        if address.get_backend_name() != "postgresql":
            raise ArchiveError("The database's address must begin with postgresql://; without one SQLite is used.")
        try:
            engine = create_async_engine(
                address.set(drivername="postgresql+asyncpg"), pool_pre_ping=True, hide_parameters=True
            )
        except ModuleNotFoundError as error:
            raise ArchiveError("PostgreSQL needs one more package: install nutgraf[postgres].") from error
        database = cls(engine)
        try:
            await database._migrate()
        except (DatabaseError, OSError) as error:
            await engine.dispose()
            raise ArchiveError(f"The PostgreSQL database cannot be used: {_plain(error)}.") from error
        except BaseException:
            await engine.dispose()
            raise
        return database

    async def _migrate(self) -> None:
        async with self.write() as connection:
            await connection.run_sync(migrate)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that sees one state of the database throughout."""
        async with self._engine.connect() as connection:
            if not self._is_sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that holds the write lock and commits at the end, or rolls back on error.

        With `durable` the commit waits until the disk has it, so that not even a power cut takes it back.
        """
        # SQLite lets those who wait try again now and then, and whoever comes at the right moment goes first; so the
        # writers of this process line up before they ask it.
        async with self._writing if self._is_sqlite else nullcontext(), self._engine.connect() as connection:
            await connection.execution_options(nutgraf_write=True, nutgraf_durable=durable)
            async with connection.begin():
                if not self._is_sqlite:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
                yield connection

    def trace(self) -> tuple[int, ...] | None:
        """What stays equal as long as nobody, in this process or another, writes; costs no query.

        None where only asking tells. Two writes within a few milliseconds may leave the same trace, so whoever relies
        on it must ask now and then.
        """
        path = self._engine.url.database if self._engine.dialect.name == "sqlite" else None
        found: list[int] = []
        for name in () if path is None else (path, f"{path}-wal"):
            try:
                status = os.stat(name)
            except FileNotFoundError:
                continue  # a journal that is not there yet
            found += (status.st_size, status.st_mtime_ns)
        return tuple(found) or None

    async def close(self) -> None:
        """Close every connection; the object must not be used afterwards."""
        await self._engine.dispose()


def _configure(connection: Any, _: Any) -> None:
    # The driver's own transaction handling would open write transactions late; `_begin` opens them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Any) -> None:
    options = connection.get_execution_options()
    if options.get("nutgraf_write", False):
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if options.get('nutgraf_durable') else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


def _plain(error: BaseException) -> str:
    return str(getattr(error, "orig", None) or error)
