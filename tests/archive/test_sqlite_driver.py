"""The connection to SQLite: how often it goes to its thread, and that nothing overtakes a call that is under way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.archive.database import Database
from knowledge.archive.sqlite_driver import SqliteConnection, connect


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path)
    yield opened
    await opened.close()


async def driver(database: Database) -> SqliteConnection:
    """The connection that the next reader or writer gets, too, since nobody else has one."""
    async with database.read() as connection:
        found = (await connection.get_raw_connection()).driver_connection
    assert isinstance(found, SqliteConnection)
    return found


async def test_a_query_goes_to_the_thread_once_and_a_write_three_times(database: Database) -> None:
    connection = await driver(database)
    before = connection.calls
    async with database.read() as reading:
        assert (await reading.execute(text("SELECT 1 UNION SELECT 2"))).all() == [(1,), (2,)]
    assert connection.calls == before + 1
    async with database.write() as writing:
        await writing.execute(text("INSERT INTO meta (key, value) VALUES ('a', '1')"))
    assert connection.calls == before + 4
    async with database.read() as reading:
        assert await reading.scalar(text("SELECT value FROM meta WHERE key = 'a'")) == "1"


async def test_what_failed_is_rolled_back(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as writing:
            await writing.execute(text("INSERT INTO meta (key, value) VALUES ('a', '1')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.write() as writing:
        assert await writing.scalar(text("SELECT value FROM meta WHERE key = 'a'")) is None


async def test_nothing_overtakes_a_call_that_was_cancelled(tmp_path: Path) -> None:
    connection = await connect(str(tmp_path / "file"), isolation_level=None)
    order: list[str] = []
    cursor = await connection.cursor()
    await connection.create_function("slow", 0, lambda: order.append("slow"))
    many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 300000) SELECT count(x), slow() FROM n"
    querying = asyncio.create_task(cursor.execute(many))
    await asyncio.sleep(0.01)
    querying.cancel()
    await asyncio.wait([querying])
    assert order == []
    await connection.rollback()
    assert order == ["slow"]
    await connection.close()
