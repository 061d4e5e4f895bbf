"""A data dir's database as one file, and back again."""

from __future__ import annotations

import itertools
import logging
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.archive.database import (
    BUSY_SECONDS,
    FILE_NAME,
    UNWRITABLE,
    WAYS_OUT,
    ArchiveError,
    beside,
    explain,
    read_only_options,
    refuse_emptied,
    result_code,
    sqlite_uri,
)

log = logging.getLogger(__name__)

_OURS = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('meta', 'entry', 'alembic_version')"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@dataclass(frozen=True, slots=True)
class PutAside:
    """Where `restore` put what the data dir held before. A damaged database is moved as it was, with its journal."""

    file: Path
    damaged: bool


def back_up(folder: Path, file: Path) -> int:
    """Write all that the data dir `folder` holds to `file`, also while the bot runs; gives its size in bytes.

    The index is left out: it is made again from the news. An earlier backup of this name is replaced, once the new
    one has been read from beginning to end. Raises ArchiveError if there is nothing to back up, if it is damaged, if
    `file` is something else, or if it cannot be written.
    """
    database = folder / FILE_NAME
    refuse_emptied(database)
    if not database.is_file() or not database.stat().st_size:
        raise ArchiveError(f"There is nothing to back up: {folder} holds no archive.")
    if file.exists() and file.stat().st_size and not _is_ours(file):
        raise ArchiveError(f"{file} exists and is no backup of Nutgraf. Choose another name; it was not touched.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        _make(unfinished)
        _copy(database, unfinished)
        if is_damaged(unfinished):
            raise ArchiveError(
                f"{database} is damaged, so no backup was made; an earlier one was not touched. {WAYS_OUT}"
                if is_damaged(database)
                else f"What was written to {file} cannot be read back. Choose a place on another disk."
            )
        os.replace(unfinished, file)
    except OSError as error:
        raise ArchiveError(f"The backup cannot be written to {file}: {error.strerror}.") from error
    except sqlite3.Error as error:
        damaged = result_code(error) not in UNWRITABLE
        raise ArchiveError(f"No backup was made. {_explained(error, database if damaged else file)}") from error
    finally:
        _remove(unfinished)
    return file.stat().st_size


def restore(
    folder: Path,
    file: Path,
    *,
    now: datetime,
    carry_over: Callable[[sqlite3.Connection, sqlite3.Connection], None] | None = None,
) -> PutAside | None:
    """Make the data dir `folder` hold what it held when `file` was written; gives where the present state was put.

    None if there was none. Everything is checked first, and the change is one transaction. The index notices that
    the archive is another one, and is made again. `carry_over(restored, present)` may change what is restored by what
    the data dir holds now, as far as that can be read. Raises ArchiveError if `file` is no sound backup, or if there is
    no room for it.
    """
    if not file.is_file():
        raise ArchiveError(f"There is no file {file}.")
    if not _is_ours(file):
        raise ArchiveError(f"{file} is no backup of Nutgraf. Nothing was changed.")
    if is_damaged(file):
        raise ArchiveError(f"{file} is damaged. Nothing was changed. Restore another backup.")
    database = folder / FILE_NAME
    coming = folder / f"{FILE_NAME}.unfinished"
    aside = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(coming)
        _copy(file, coming)
        with _opened(coming) as connection, connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'identity'", [uuid.uuid4().hex])
        if carry_over is not None and database.is_file() and database.stat().st_size:
            _carry_over(carry_over, coming, database)
        if not database.is_file() or not database.stat().st_size:
            _move(coming, database)
        elif not _is_ours(database) or is_damaged(database):
            aside = PutAside(_free_name(folder, f"damaged-{now:%Y%m%d-%H%M%S}"), damaged=True)
            _move(database, aside.file)
            _move(coming, database)
        else:
            aside = PutAside(_free_name(folder, f"before-restore-{now:%Y%m%d-%H%M%S}"), damaged=False)
            back_up(folder, aside.file)
            _copy(coming, database)
    except OSError as error:
        raise ArchiveError(f"{folder} cannot be restored: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise ArchiveError(f"{folder} cannot be restored. {_explained(error, database)}") from error
    finally:
        _remove(coming)
    return aside


def _carry_over(
    carry_over: Callable[[sqlite3.Connection, sqlite3.Connection], None], coming: Path, database: Path
) -> None:
    try:
        with _readable(database) as present, _opened(coming) as restored, restored:
            carry_over(restored, present)
    except sqlite3.DatabaseError as error:
        if _is_ours(database) and not is_damaged(database):
            raise
        log.warning("What was deleted since the backup cannot be read from the damaged database: %s", error)


def is_damaged(file: Path, *, untouched: bool = False) -> bool:
    """Whether SQLite finds the pages of a database out of order, or text in a table cannot be read; it is read from
    beginning to end. With `untouched` not a byte of its folder is changed by that.

    Raises sqlite3.Error or ArchiveError if it cannot be read at all.
    """
    try:
        with _readable(file, untouched=untouched) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return True
            for (table,) in connection.execute(_TABLES).fetchall():
                for _ in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - a name of our schema
                    pass
            return False
    except sqlite3.DatabaseError as error:
        if result_code(error) in UNWRITABLE:
            raise
        return True


def _free_name(folder: Path, name: str) -> Path:
    """One that is not taken: what is restored may be the state that an earlier call put aside."""
    numbered = (folder / f"{name}-{count}.sqlite" for count in itertools.count(1))
    return next(path for path in numbered if not path.exists())


def _make(path: Path) -> None:
    """An empty file that nobody else may read, in the place of what an earlier call did not finish."""
    _remove(path)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _move(path: Path, target: Path) -> None:
    """Move a database with its journal; what lies at `target` was no database."""
    beside(target, "-wal").unlink(missing_ok=True)
    for suffix in ("-wal", ""):
        if beside(path, suffix).exists():
            os.replace(beside(path, suffix), beside(target, suffix))
    for database in (path, target):
        beside(database, "-shm").unlink(missing_ok=True)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        if beside(path, suffix).exists():
            beside(path, suffix).unlink()


def _copy(source: Path, target: Path) -> None:
    with _readable(source) as held, _opened(target) as copy:
        held.backup(copy)


@contextmanager
def _opened(path: Path, **options: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(sqlite_uri(path, **options), timeout=BUSY_SECONDS, uri=True)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _readable(path: Path, *, untouched: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection for reading, also where the disk is too full for SQLite to make a journal."""
    options = read_only_options(path) if untouched else {"mode": "rw"}
    if not untouched:
        try:
            with _opened(path, **options) as connection:
                connection.execute(_OURS).fetchone()
        except sqlite3.Error as error:
            if result_code(error) not in UNWRITABLE:
                raise
            options = read_only_options(path)
    with _opened(path, **options) as connection:
        yield connection


def _is_ours(file: Path) -> bool:
    try:
        with _readable(file) as connection:
            return bool(connection.execute(_OURS).fetchone() == (3,))
    except sqlite3.Error as error:
        # Of a damaged one not even the list of tables may be left to read; its beginning says what it is.
        return result_code(error) == sqlite3.SQLITE_CORRUPT


def _explained(error: sqlite3.Error, name: Path) -> str:
    return explain(error, str(name)) or f"SQLite says: {error}."
