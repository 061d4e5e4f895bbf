"""Opening the database, SQLite or PostgreSQL: engine, pragmas, migrations, and who may read the folder."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.archive.migrations import NoArchive, check, migrate
from knowledge.archive.sqlite_driver import connect
from knowledge.errors import KnowledgeError

T = TypeVar("T")

log = logging.getLogger(__name__)

FILE_NAME = "nutgraf.sqlite"
INDEX_FOLDER = "index"
"""Where, beside the database, the indexes of the archive are kept."""
BUSY_SECONDS = 30.0
"""How long a writer waits for another process to finish its transaction."""
CONNECTIONS, MORE_CONNECTIONS = 6, 10
"""How many connections are kept open, and how many more are opened while these are busy."""
PATIENCE_SECONDS = 300.0
"""How long one waits for a connection. They are lent for milliseconds, so many are served in that time."""
_POOL = {"pool_size": CONNECTIONS, "max_overflow": MORE_CONNECTIONS, "pool_timeout": PATIENCE_SECONDS}


WAYS_OUT = (
    "`nutgraf restore FILE` brings a backup back and puts the damaged file aside; without a backup, SQLite's own "
    "`sqlite3 nutgraf.sqlite .recover` saves what can be read."
)
UNWRITABLE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    }
)
_NOT_TEXT = "Could not decode to UTF-8"
"""How Python's driver begins its message about damaged text; it goes on with the text."""


class ArchiveError(KnowledgeError):
    """The archive cannot be opened or does not hold what was asked for."""


class UnwritableArchive(ArchiveError):
    """The disk is full, the folder is read-only and the like; what is there may still be read."""


WRITE_LOCK = 7_265_902_133
"""The number of the advisory lock that stands for SQLite's write lock in PostgreSQL."""


class Database:
    """One SQLite file, or one PostgreSQL database, and its engine, shared by every table of the program.

    Reading takes no lock; writing takes the write lock at once, so that two processes wait for each other instead of
    failing half-way.
    """

    def __init__(self, engine: AsyncEngine, path: Path | None = None, *, read_only: bool = False) -> None:
        self.read_only = read_only
        self._engine = engine
        self._path = path
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._writing = asyncio.Lock()
        self._together: list[tuple[Callable[..., Awaitable[Any]], asyncio.Future[Any]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._shared: ContextVar[AsyncConnection | None] = ContextVar("shared", default=None)

    @classmethod
    async def open(cls, folder: Path, url: str | None = None, *, read_only: bool = False) -> Database:
        """Open, and on demand make, the database in `folder` (mode 0700), migrated to the newest revision.

        With `url`, such as postgresql://user:password@host/name, it is a PostgreSQL database instead, which must
        exist; many processes on many machines may share it. Raises UnwritableArchive if the disk or the folder cannot
        be written, ArchiveError if the file is damaged, emptied or no database of ours, or the server cannot be
        reached, and NewerArchive if a newer version wrote it; all with a sentence.

        With `read_only` nothing is made or changed, not one byte of the folder; `write` must not be used. Then it also
        raises NoArchive if there is none yet, and OlderArchive if it has yet to be migrated.
        """
        if url is not None:
            return await cls._open_server(url, read_only)
        path = folder / FILE_NAME
        refuse_emptied(path)
        if not read_only:
            if not path.exists() and _has_index(folder):
                log.warning("%s is not there, though an index lies beside it: an empty archive is begun.", path)
            _make(path)
        database = cls(_read_only_engine(path) if read_only else _engine(path), path, read_only=read_only)
        try:
            await database._prepare()
        except BaseException as error:
            await database.close()
            if isinstance(error, DatabaseError | sqlite3.DatabaseError):
                reason = explain(error, str(path)) or f"{path} cannot be used as a database: {_plain(error)}."
                raise (UnwritableArchive if result_code(error) in UNWRITABLE else ArchiveError)(reason) from error
            raise
        return database

    @classmethod
    async def _open_server(cls, url: str, read_only: bool) -> Database:
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
                address.set(drivername="postgresql+asyncpg"),
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args={"server_settings": {"default_transaction_read_only": "on"}} if read_only else {},
                **_POOL,
            )
        except ModuleNotFoundError as error:
            raise ArchiveError("PostgreSQL needs one more package: install nutgraf[postgres].") from error
        database = cls(engine, read_only=read_only)
        try:
            await database._prepare()
        except (DatabaseError, OSError) as error:
            await engine.dispose()
            raise ArchiveError(f"The PostgreSQL database cannot be used: {_plain(error)}.") from error
        except BaseException:
            await engine.dispose()
            raise
        return database

    async def _prepare(self) -> None:
        if self.read_only:
            async with self.read() as connection:
                await connection.run_sync(check)
        else:
            async with self.write() as connection:
                await connection.run_sync(migrate)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that sees one state of the database throughout."""
        shared = self._shared.get()
        if shared is not None:
            yield shared
            return
        async with self._engine.connect() as connection:
            if not self._is_sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def one_state(self) -> AsyncIterator[None]:
        """Let all that this task reads in the block see one state, through one connection.

        A connection serves one at a time: no other task that reads may be started in the block.
        """
        async with self.read() as connection:
            token = self._shared.set(connection)
            try:
                yield
            finally:
                self._shared.reset(token)

    @asynccontextmanager
    async def write(self, *, durable: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction that holds the write lock and commits at the end, or rolls back on error.

        With `durable` the commit waits until the disk has it, so that not even a power cut takes it back.
        """
        # SQLite lets those who wait try again now and then, and whoever comes at the right moment goes first; so the
        # writers of this process line up before they ask it. They wait without a connection, which readers can use.
        async with self._writing, self._engine.connect() as connection:
            await connection.execution_options(nutgraf_write=True, nutgraf_durable=durable)
            async with connection.begin():
                if not self._is_sqlite:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
                yield connection

    async def write_with_others(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Let `work(connection)` write, and give what it gives.

        While one transaction is written, what comes waits, and is written in the next one together: when many ask at
        once, they share its cost. Where that fails, each is written by itself, so that one takes nothing from another.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._together.append((work, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_waiting())
        return await done

    async def _write_waiting(self) -> None:
        try:
            while self._together:
                batch, self._together = self._together, []
                try:
                    await self._write_batch(batch)
                except Exception as error:
                    for one in batch:
                        try:
                            if len(batch) == 1:
                                raise error
                            await self._write_batch([one])
                        except Exception as own:
                            if not one[1].done():
                                one[1].set_exception(own)
        finally:
            self._writer = None

    async def _write_batch(self, batch: Sequence[tuple[Callable[..., Awaitable[Any]], asyncio.Future[Any]]]) -> None:
        async with self.write() as connection:
            results = [await work(connection) for work, _ in batch]
        for (_, done), result in zip(batch, results, strict=True):
            if not done.done():
                done.set_result(result)

    def trace(self) -> tuple[int, ...] | None:
        """What stays equal as long as nobody, in this process or another, writes; costs no query.

        None where only asking tells. Two writes within a few milliseconds may leave the same trace, so whoever relies
        on it must ask now and then.
        """
        found: list[int] = []
        for name in () if self._path is None else (self._path, beside(self._path, "-wal")):
            try:
                status = os.stat(name)
            except FileNotFoundError:
                continue  # a journal that is not there yet
            found += (status.st_size, status.st_mtime_ns)
        return tuple(found) or None

    async def close(self) -> None:
        """Close every connection; the object must not be used afterwards."""
        await self._engine.dispose()


def sqlite_uri(path: Path, **options: str) -> str:
    """The URI under which SQLite opens exactly this file, whatever characters stand in its path."""
    return path.absolute().as_uri() + (f"?{urlencode(options)}" if options else "")


def beside(path: Path, suffix: str) -> Path:
    """SQLite's journal ("-wal") or its index ("-shm") of the database `path`."""
    return path.with_name(path.name + suffix)


def explain(error: BaseException, name: str = "The database") -> str | None:
    """Sentences for what a disk or a damaged file did to SQLite, without SQL or stored text.

    None for every other error: that is a mistake of ours.
    """
    cause, code = getattr(error, "orig", None) or error, result_code(error)
    if code == sqlite3.SQLITE_NOTADB:
        return f"{name} cannot be used as a database: it is none, or its beginning was overwritten. {WAYS_OUT}"
    if code == sqlite3.SQLITE_CORRUPT or (code == 0 and str(cause).startswith(_NOT_TEXT)):
        return f"{name} is damaged. {WAYS_OUT}"
    if code == sqlite3.SQLITE_FULL:
        return f"{name} cannot grow: its disk is full. Free some space and try again; nothing was lost."
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"{name} cannot be read or written ({getattr(cause, 'sqlite_errorname', 'I/O error')}). "
            "Its disk is full or failing, or a limit on the size of files was reached."
        )
    if code in UNWRITABLE:
        return f"{name} cannot be written. Correct the owner or the permissions of the data dir and of what is in it."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{name} was kept locked by another process for {BUSY_SECONDS:.0f} seconds. Try again."
    return None


def result_code(error: BaseException) -> int | None:
    """SQLite's primary result code; 0 for an error of its Python driver, None for one of something else."""
    cause = getattr(error, "orig", None) or error
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF if isinstance(cause, sqlite3.Error) else None


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Made before SQLite does, so that the file and its journals are never readable by others.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise UnwritableArchive(
            f"The data dir {path.parent} cannot be used: {error.strerror}. "
            "Choose another with --data-dir or NUTGRAF_DATA_DIR, or correct its permissions."
        ) from error


def refuse_emptied(path: Path) -> None:
    """Raise ArchiveError if the database is empty but was not always: an index, which is saved only after the database
    was made, still lies beside it."""
    try:
        is_emptied = path.stat().st_size == 0 and _has_index(path.parent)
    except OSError:
        return  # opening it says what is wrong
    if is_emptied:
        raise ArchiveError(
            f"{path} is empty, but this data dir has held an archive before: its database was emptied or overwritten. "
            "`nutgraf restore FILE` brings a backup back. To begin anew, delete the folder "
            f"{path.parent / INDEX_FOLDER}."
        )


def _has_index(folder: Path) -> bool:
    return any((folder / INDEX_FOLDER).glob("*/manifest.json"))


def _engine(path: Path) -> AsyncEngine:
    # Not as text: in an address "?", "%" and the like would have a meaning.
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path.absolute())),
        connect_args={"timeout": BUSY_SECONDS, "async_creator_fn": connect},
        hide_parameters=True,
        **_POOL,
    )
    event.listen(engine.sync_engine, "connect", _configure)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def read_only_options(path: Path) -> dict[str, str]:
    """With these options of its URI, SQLite reads the database without changing a byte beside it.

    Without a journal nobody has the database open, and SQLite need not look for one. Beside a bot that runs, or was
    killed, it must read the journal, but without making or changing the journal's index. Raises ArchiveError if that
    cannot be.
    """
    journal = beside(path, "-wal")
    if not journal.exists() or not journal.stat().st_size:
        return {"mode": "ro", "immutable": "1"}
    if beside(path, "-shm").exists():
        return {"mode": "ro", "readonly_shm": "1"}
    raise ArchiveError(
        f"{path} was not closed, and its file {FILE_NAME}-shm is missing. Any other command, such as "
        "`nutgraf headlines`, recovers it."
    )


def _read_only_engine(path: Path) -> AsyncEngine:
    try:
        if not path.stat().st_size:
            raise NoArchive
    except FileNotFoundError as error:
        raise NoArchive from error
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error
    options = {**read_only_options(path), "uri": "true"}
    address = URL.create("sqlite+aiosqlite", database=sqlite_uri(path), query=options)
    arguments = {"timeout": BUSY_SECONDS, "async_creator_fn": connect}
    engine = create_async_engine(address, connect_args=arguments, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _leave_transactions_to_us)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _leave_transactions_to_us(connection: Any, _: Any) -> None:
    # The driver's own transaction handling would open write transactions late; `_begin` opens them.
    connection.isolation_level = None


def _configure(connection: Any, _: Any) -> None:
    _leave_transactions_to_us(connection, _)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What a member has deleted must not be left over in unused pages, which a backup copies too.
    cursor.execute("PRAGMA secure_delete = ON")
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
