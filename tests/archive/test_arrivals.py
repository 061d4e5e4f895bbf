"""What has come since a mark is found in the order in which it came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.archive.arrivals import Watermark, arrivals, newest
from knowledge.articles import Article, HeadlineOnly
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def told(name: str, text: str = "The Harl Bridge is open.", *, days: float = 0.0) -> Article:
    return Article(name, (text,), id=name, source="Harrow Post", published=NOW - timedelta(days=days))


async def test_new_changed_and_old_entries_are_told_apart(tmp_path: Path) -> None:
    newsroom = await Newsroom.open(tmp_path / "data")
    database = newsroom.database
    assert await newest(database) == Watermark(0, 0)
    await newsroom.ingest([told("one"), told("two", "Otters swim in the Vess.")], now=NOW)
    watermark = await newest(database)
    assert await arrivals(database, watermark, limit=9) == []
    await newsroom.ingest([told("three", "Ferries are sold.", days=30), HeadlineOnly("Four")], now=NOW)
    await newsroom.ingest([told("one", "The Harl Bridge is shut.")], now=NOW)
    came = await arrivals(database, watermark, limit=9)
    assert [(one.number, one.backlog) for one in came] == [(3, True), (4, False), (1, False)]
    assert came == sorted(came, key=lambda one: one.watermark)
    first = await arrivals(database, watermark, limit=1)
    assert first + await arrivals(database, first[-1].watermark, limit=9) == came
    assert await arrivals(database, came[-1].watermark, limit=9) == []
    await newsroom.close()


async def test_the_trace_changes_when_another_connection_writes(tmp_path: Path) -> None:
    newsroom, other = await Newsroom.open(tmp_path / "data"), await Newsroom.open(tmp_path / "data")
    before = newsroom.database.trace()
    assert before is not None
    assert newsroom.database.trace() == before
    await other.ingest([told("one")], now=NOW)
    assert newsroom.database.trace() != before
    await other.close()
    await newsroom.close()
