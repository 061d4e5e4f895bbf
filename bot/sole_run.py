"""One connected bot a data dir: two would answer every mention twice, and none survives a restore under its feet."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.archive.database import ArchiveError, UnwritableArchive

FILE_NAME = "run.lock"


class AlreadyRunning(ArchiveError):
    """A connected bot has the data dir."""


@contextmanager
def sole_run(folder: Path) -> Iterator[None]:
    """Have the data dir `folder` for one connected bot, or for the restoring of a backup; other commands do not ask.

    The lock is the kernel's, which gives it up however the process ends; the file stays and means nothing. Raises
    AlreadyRunning at once if another process, or another call in this one, has it, and UnwritableArchive if the
    folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Not inheritable, so no process that we start keeps the lock after our end.
        descriptor = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise UnwritableArchive(
            f"The data dir {folder} cannot be used: {error.strerror}. "
            "Choose another with --data-dir or NUTGRAF_DATA_DIR, or correct its permissions."
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(
                f"`nutgraf run` is already at work on the data dir {folder}. Stop it first. A second bot, which would "
                "answer everything twice, needs a data dir of its own (--data-dir), or all share one PostgreSQL "
                "database (NUTGRAF_DATABASE)."
            ) from error
        except OSError as error:
            raise ArchiveError(f"The data dir {folder} lies where files cannot be locked: {error.strerror}.") from error
        yield
    finally:
        os.close(descriptor)
