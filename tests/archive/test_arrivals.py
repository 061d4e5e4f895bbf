"""What has come since a mark is found in the order in which it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge.archive.arrivals import Watermark, arrivals, deliveries, newest
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


WORDS = (
    "The ferry over the Harl made its last crossing on Friday evening, before three hundred people on both banks.",
    "Its captain, Ada Brannock, said that she had crossed the river eleven thousand times in all those years.",
)


def sent(source: str, path: str, *, hours: float = 0.0) -> Article:
    url, published = f"https://{source.lower()}.example/{path}", NOW + timedelta(hours=hours)
    return Article(f"{source} on the ferry", WORDS, source=source, published=published, url=url)


async def test_who_delivered_an_entry_and_where(tmp_path: Path, database_url: str | None) -> None:
    newsroom = await Newsroom.open(tmp_path / "data", database_url=database_url)
    feeds = newsroom.feeds
    wire = await feeds.add("https://wire.example/feed", now=NOW, public=True)
    paper = await feeds.add("https://paper.example/feed", now=NOW)
    other = await feeds.add("https://other.example/feed", now=NOW)
    await feeds.store_entries(wire, [sent("Wire", "1")], now=NOW, backlog=False)
    await feeds.store_entries(paper, [sent("Paper", "2", hours=2)], now=NOW, backlog=False)
    await feeds.store_entries(paper, [sent("Paper", "1", hours=1)], now=NOW, backlog=False)
    await feeds.store_entries(other, [sent("Wire", "1")], now=NOW, backlog=False)
    (entry,) = await arrivals(newsroom.database, Watermark(0, 0), limit=9)
    everyone = {wire.number, paper.number, other.number}
    found = {one.feed: one for one in await deliveries(newsroom.database, [entry.number], everyone)}
    assert found.keys() == everyone
    assert found[wire.number].copy is None
    assert found[other.number] == replace(found[wire.number], feed=other.number)
    copy = found[paper.number].copy
    assert copy is not None
    assert (copy.headline, copy.source, copy.url) == ("Paper on the ferry", "Paper", "https://paper.example/1")
    assert found[paper.number].identity != found[wire.number].identity
    assert await deliveries(newsroom.database, [entry.number], [wire.number]) == [found[wire.number]]
    assert await deliveries(newsroom.database, [entry.number], []) == []
    await newsroom.close()


async def test_the_same_text_that_is_kept_twice_is_found(tmp_path: Path) -> None:
    newsroom = await Newsroom.open(tmp_path / "data")
    feeds = newsroom.feeds
    mine, others = [await feeds.add(f"https://{name}.example/feed", now=NOW) for name in ("mine", "others")]
    await feeds.store_entries(mine, [sent("Mine", "1"), told("Bridge")], now=NOW, backlog=False)
    await feeds.store_entries(others, [sent("Others", "1")], now=NOW, backlog=False)
    everything = newsroom.archive.seen_through(None)
    assert await everything.counts() == (3, 5)
    assert await everything.with_the_same_text(1) == {3}
    assert await everything.with_the_same_text(2) == frozenset()
    assert await newsroom.archive.seen_through(frozenset({mine.number})).with_the_same_text(1) == frozenset()
    await newsroom.close()
