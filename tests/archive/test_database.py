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
