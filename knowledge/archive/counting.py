"""Counters that are never turned back, and values cut into lists that a query can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Insert, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.tables import meta

T = TypeVar("T")

_CHUNK = 500
"""How many values go into one IN list, which SQLAlchemy writes out in the event loop; SQLite takes 32,766 at most."""
_ROWS = 250
"""How many rows are handed over at once: their values are made ready in the event loop, some 20 µs a row."""


async def read_meta(connection: AsyncConnection, key: str) -> str | None:
    """The value that `meta` has for a key."""
    value: str | None = await connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return value


async def take(connection: AsyncConnection, counter: str, count: int = 1) -> int:
    """Take `count` numbers from a counter, none of which is ever given again; the first of them."""
    value = await read_meta(connection, counter)
    last = int(value or 0)
    if value is None:
        await connection.execute(insert(meta).values(key=counter, value=str(last + count)))
    else:
        await connection.execute(update(meta).where(meta.c.key == counter).values(value=str(last + count)))
    return last + 1


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most 500 of the values."""
    everything = list(values)
    for at in range(0, len(everything), _CHUNK):
        yield everything[at : at + _CHUNK]


async def insert_rows(connection: AsyncConnection, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, a few at a time; nothing if there are none."""
    for at in range(0, len(rows), _ROWS):
        await connection.execute(statement, rows[at : at + _ROWS])
