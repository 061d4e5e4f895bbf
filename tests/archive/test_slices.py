"""Much at once is stored and read in slices, between which others in the event loop get their turns."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from knowledge import pacing
from knowledge.archive import Archive
from knowledge.archive.database import Database
from knowledge.articles import Article
from knowledge.pacing import paced

NOW = datetime(2026, 11, 24, tzinfo=UTC)


async def test_others_run_between_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(1_000))
    monkeypatch.setattr(pacing, "perf_counter", lambda: next(times) * pacing.SLICE * 0.4)
    ran: list[str] = []

    async def other() -> None:
        while True:
            ran.append("other")
            await asyncio.sleep(0)

    running = asyncio.create_task(other())
    async for number in paced(range(6)):
        ran.append(str(number))
    running.cancel()
    assert ran == ["0", "1", "2", "other", "3", "4", "5", "other"]


async def test_a_large_batch_is_written_a_few_rows_at_a_time(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    archive = await Archive.open(database)
    sizes: list[int] = []

    def count(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        assert isinstance(parameters, list | tuple)
        # Rows of an executemany, or the values of one statement.
        sizes.append(len(parameters))

    event.listen(database._engine.sync_engine, "before_cursor_execute", count)
    text = "The ferry over the river takes cars again, and its master says that he has waited for it for {} long years."
    batch = [Article(f"Report {n}", (text.format(n),), url=f"https://outlet.example/{n}") for n in range(1_300)]
    counts = await archive.store(batch, now=NOW)
    assert (counts.added, counts.paragraphs) == (1_300, 1_300)
    assert max(sizes) <= 502  # an IN list of 500, and other conditions
    again = [Article(f"Report {n}", (text.format(n + 9_000),), url=f"https://outlet.example/{n}") for n in range(1_300)]
    assert (await archive.store(again, now=NOW)).updated == 1_300
    assert max(sizes) <= 502  # an IN list of 500, and other conditions
    await database.close()


async def test_changes_come_in_batches_of_so_many_paragraphs(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    archive = await Archive.open(database)
    batch = [Article(f"Report {n}", (f"One {n}.",) * size) for n, size in enumerate((3, 3, 9, 1, 1))]
    await archive.store(batch, now=NOW)
    found = [changes async for changes in archive.changes(0, paragraphs=6)]
    assert [[len(article.passages) for article in changes.articles] for changes in found] == [[3, 3], [9], [1, 1]]
    assert [changes.revision for changes in found] == [0, 0, await archive.revision()]
    found = [changes async for changes in archive.changes(0, batch=2, paragraphs=6)]
    assert sum(len(changes.articles) for changes in found) == 5
    assert found[-1].revision == await archive.revision()
    await database.close()
