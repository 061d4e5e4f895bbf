"""Opening the database: engine, pragmas, migrations, and who may read the folder."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.archive.migrations import migrate
from knowledge.articles import KnowledgeError

FILE_NAME = "nutgraf.sqlite"
BUSY_SECONDS = 30.0
"""How long a writer waits for another process to finish its transaction."""


class ArchiveError(KnowledgeError):
    """The archive cannot be opened or does not hold what was asked for."""


class Database:
    """One SQLite file and its engine, shared by every table of the program.

    Reading takes no lock (WAL); writing takes the write lock at once, so that two processes wait for each other
    instead of failing half-way.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, folder: Path) -> Database:
        """Open, and on demand make, the database in `folder` (mode 0700), migrated to the newest revision.

        Raises ArchiveError with a sentence if the folder cannot be written or the file is no database of ours, and
        NewerArchive if a newer version wrote it.
        """
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
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine.sync_engine, "connect", _configure)
        event.listen(engine.sync_engine, "begin", _begin)
        database = cls(engine)
        try:
            async with database.write() as connection:
                await connection.run_sync(migrate)
        except BaseException as error:
            await engine.dispose()
            if isinstance(error, DatabaseError | sqlite3.DatabaseError):
                raise ArchiveError(f"{path} cannot be used as a database: {_plain(error)}.") from error
            raise
        return database

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that sees one state of the database throughout."""
        async with self._engine.connect() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that holds the write lock and commits at the end, or rolls back on error.

        With `durable` the commit waits until the disk has it, so that not even a power cut takes it back.
        """
        async with self._engine.connect() as connection:
            await connection.execution_options(nutgraf_write=True, nutgraf_durable=durable)
            async with connection.begin():
                yield connection

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
    cursor.execute("PRAGMA mmap_size = 1073741824")
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
