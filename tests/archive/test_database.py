"""Writers of one process take turns in the order in which they came."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from knowledge.archive.database import Database

TURNS = 40


async def test_a_writer_is_not_kept_waiting_by_another_that_writes_again_and_again(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    done = 0
    begun = asyncio.Event()

    async def write() -> None:
        async with database.write() as connection:
            await connection.execute(text("UPDATE meta SET value = value"))
            begun.set()
            await asyncio.sleep(0.005)

    async def again_and_again() -> None:
        nonlocal done
        for _ in range(TURNS):
            await write()
            done += 1

    busy = asyncio.create_task(again_and_again())
    await begun.wait()
    await write()
    waited_for = done
    await busy
    await database.close()
    assert waited_for == 1


async def test_what_is_read_in_one_state_shares_a_connection_and_does_not_see_later_writes(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)

    async def seen() -> str | None:
        async with database.read() as connection:
            found: str | None = await connection.scalar(text("SELECT value FROM meta WHERE key = 'test'"))
            return found

    async def write(value: str) -> None:
        async with database.write() as connection:
            await connection.execute(text("INSERT OR REPLACE INTO meta VALUES ('test', :value)"), {"value": value})

    await write("before")
    async with database.one_state():
        assert await seen() == "before"
        await asyncio.create_task(write("after"))
        assert await seen() == "before"
    assert await seen() == "after"
    await database.close()


async def test_one_state_is_nobody_elses(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    inside, done = asyncio.Event(), asyncio.Event()

    async def hold() -> object:
        async with database.one_state(), database.read() as connection:
            inside.set()
            await done.wait()
            return connection

    holding = asyncio.create_task(hold())
    await inside.wait()
    async with database.read() as mine:
        done.set()
        assert mine is not await holding
    await database.close()


async def test_many_more_readers_and_writers_than_connections_are_served(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)

    async def read() -> None:
        async with database.read() as connection:
            await connection.execute(text("SELECT count(*) FROM meta"))

    async def write() -> None:
        async with database.write() as connection:
            await connection.execute(text("UPDATE meta SET value = value"))
            await read()

    await asyncio.gather(*(read() for _ in range(300)), *(write() for _ in range(100)))
    await database.close()
