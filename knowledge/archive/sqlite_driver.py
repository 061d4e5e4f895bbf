"""The connection to SQLite: aiosqlite's, with fewer ways to its thread and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

_INSTANT = ("BEGIN", "PRAGMA synchronous")
"""How statements begin that neither read nor wait; "BEGIN IMMEDIATE" waits for other writers."""
_WAITS = "BEGIN IMMEDIATE"


class SqliteConnection(aiosqlite.Connection):
    """aiosqlite hands every call to the connection's thread, five of them for one query in a transaction. Each costs
    two switches between threads, which is more than most queries take. Here what takes no time is done at once, and
    the rows of a query come with its execution."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True
        self._asked = 0
        self._done = 0
        self._is_writing = False
        self._fetched: dict[int, list[Any]] = {}
        self.calls = 0
        """How many calls its thread has been given."""

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        name, owner = getattr(fn, "__name__", ""), getattr(fn, "__self__", None)
        if name == "fetchall" and id(owner) in self._fetched:
            return self._fetched.pop(id(owner))
        if self._is_instant(name, owner, args):
            if name == "close":
                self._fetched.pop(id(owner), None)
            return fn(*args, **kwargs)
        if name == "execute" and isinstance(owner, sqlite3.Cursor):
            self._is_writing |= args[0].startswith(_WAITS)
            fn = partial(self._execute_and_fetch, owner)
        elif name in {"commit", "rollback"}:
            self._is_writing = False
        self._asked += 1
        self.calls += 1
        return await super()._execute(self._counted, partial(fn, *args, **kwargs))  # type: ignore[no-untyped-call]

    def _is_instant(self, name: str, owner: object, args: tuple[Any, ...]) -> bool:
        """Whether the call takes no time. It has to wait all the same for one that was cancelled and is still at
        work."""
        if self._connection is None or self._asked != self._done:
            return False
        if name == "execute":
            return args[0].startswith(_INSTANT) and not args[0].startswith(_WAITS)
        if name in {"commit", "rollback"}:
            return not self._is_writing
        return name == "cursor" or (name == "close" and isinstance(owner, sqlite3.Cursor))

    def _counted(self, function: Callable[[], Any]) -> Any:
        try:
            return function()
        finally:
            self._done += 1

    def _execute_and_fetch(self, cursor: sqlite3.Cursor, *args: Any) -> sqlite3.Cursor:
        cursor.execute(*args)
        if cursor.description is not None:
            self._fetched[id(cursor)] = cursor.fetchall()
        return cursor


def connect(database: str, **options: Any) -> SqliteConnection:
    """An SqliteConnection to await, for SQLAlchemy's `async_creator_fn`; `options` are those of `sqlite3.connect`."""
    return SqliteConnection(partial(sqlite3.connect, database, **(options | {"check_same_thread": False})))
