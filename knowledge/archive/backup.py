"""A data dir's database as one file, and back again."""

from __future__ import annotations

import itertools
import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from knowledge.archive.database import FILE_NAME, ArchiveError

BUSY_SECONDS = 30.0
"""How long a running bot's transaction is waited for."""
_OURS = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('meta', 'entry', 'alembic_version')"


def back_up(folder: Path, file: Path) -> int:
    """Write all that the data dir `folder` holds to `file`, also while the bot runs; gives its size in bytes.

    The index is left out: it is made again from the news. An earlier backup of this name is replaced. Raises
    ArchiveError if there is nothing to back up, if `file` is something else, or if it cannot be written.
    """
    database = folder / FILE_NAME
    if not database.is_file():
        raise ArchiveError(f"There is nothing to back up: {folder} holds no archive.")
    if file.exists() and file.stat().st_size and not _is_archive(file):
        raise ArchiveError(f"{file} exists and is no backup of Nutgraf. Choose another name; it was not touched.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(database, unfinished)
        os.replace(unfinished, file)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise ArchiveError(f"The backup cannot be written to {file}: {_plain(error)}.") from error
    return file.stat().st_size


def restore(folder: Path, file: Path, *, now: datetime) -> Path | None:
    """Make the data dir `folder` hold what it held when `file` was written; gives where the present state was put.

    None if there was none. Everything is checked first, and the change is one transaction. The index notices that
    the archive is another one, and is made again. Raises ArchiveError if `file` is no sound backup.
    """
    if not file.is_file():
        raise ArchiveError(f"There is no file {file}.")
    if not _is_archive(file):
        raise ArchiveError(f"{file} is no backup of Nutgraf, or it is damaged. Nothing was changed.")
    database = folder / FILE_NAME
    kept = None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if database.is_file():
            kept = _free_name(folder, f"before-restore-{now:%Y%m%d-%H%M%S}")
            back_up(folder, kept)
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
        _copy(file, database)
        with _opened(database) as connection, connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'identity'", [uuid.uuid4().hex])
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"{folder} cannot be restored: {_plain(error)}.") from error
    return kept


def _free_name(folder: Path, name: str) -> Path:
    """One that is not taken: what is restored may be the state that an earlier call put aside."""
    numbered = (folder / f"{name}-{count}.sqlite" for count in itertools.count(1))
    return next(path for path in numbered if not path.exists())


def _copy(source: Path, target: Path) -> None:
    with _opened(source) as held, _opened(target) as copy:
        held.backup(copy)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        yield connection
    finally:
        connection.close()


def _is_archive(file: Path) -> bool:
    try:
        with _opened(file) as connection:
            (tables,) = connection.execute(_OURS).fetchone()
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(tables == 3 and sound == ("ok",))
    except sqlite3.Error:
        return False


def _plain(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
