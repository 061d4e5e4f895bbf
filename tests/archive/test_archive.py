"""The archive stores each article once, gives every span back, and survives what processes do to each other."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.delivery.arrival_scan
import bot.delivery.digest_store
import bot.delivery.outbox
import bot.delivery.relay_store
import bot.delivery.watch_store
import bot.servers.card_store
import bot.servers.member_settings
import bot.servers.personal_data
import bot.servers.quoted
import bot.servers.server_settings
import bot.servers.subscriptions  # noqa: F401 (all of them hang their tables onto the shared metadata)
from knowledge.archive import Archive, ArchiveError
from knowledge.archive.database import FILE_NAME, Database
from knowledge.archive.feed_table import Feeds
from knowledge.archive.migrations import NewerArchive
from knowledge.archive.tables import metadata
from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly
from knowledge.feeds import StoreCounts

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
async def archive(tmp_path: Path):
    database = await Database.open(tmp_path / "data")
    yield await Archive.open(database)
    await database.close()


def article(name: str = "bridge", **changes: object) -> Article:
    values: dict[str, object] = {
        "headline": f"The {name} reopens",
        "paragraphs": (f"The {name} reopens on Friday.", "Traffic was diverted for a year."),
        "source": "Harrow Post",
        "published": datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        "url": f"https://harrowpost.example/{name}",
    }
    return Article(**values | changes)  # type: ignore[arg-type]


async def test_storing_twice_changes_nothing(archive: Archive) -> None:
    assert await archive.store([article(), article("ferry")], now=NOW) == StoreCounts(added=2, paragraphs=4)
    revision = await archive.revision()
    assert await archive.store([article(), article("ferry")], now=NOW) == StoreCounts(unchanged=2)
    assert await archive.revision() == revision


async def test_a_changed_article_replaces_its_paragraphs(archive: Archive) -> None:
    await archive.store([article()], now=NOW)
    changed = article(paragraphs=("The bridge reopens on Saturday.",))
    assert await archive.store([changed], now=NOW) == StoreCounts(updated=1, paragraphs=1)
    (stored,), total = await archive.headlines()
    bodies = await archive.bodies([stored.number])
    assert total == 1
    assert [p.text for p in bodies[stored.number]] == ["The bridge reopens on Saturday."]
    assert await archive.counts() == (1, 1)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.harrowpost.example/bridge/",
        "https://harrowpost.example/bridge?utm_source=feed&fbclid=1",
        "https://HARROWPOST.example/bridge#comments",
    ],
)
async def test_one_address_in_other_clothes_is_one_article(archive: Archive, address: str) -> None:
    await archive.store([article()], now=NOW)
    counts = await archive.store([article(url=address)], now=NOW)
    assert counts.added == 0
    assert (await archive.counts())[0] == 1


async def test_identity_falls_back_to_id_and_then_to_content(archive: Archive) -> None:
    with_id = [article(url=None, id="7"), article("ferry", url=None, id="7", source="Other Outlet")]
    bare = [article("dam", url=None), article("dam", url=None, headline="Another headline")]
    counts = await archive.store([*with_id, *bare], now=NOW)
    assert counts.added == 3
    (first, second) = [await archive.find("7"), await archive.find("The ferry reopens")]
    assert first is not None
    assert second is not None
    assert first.article_id == "7"
    assert second.article_id not in {"7", ""}


async def test_a_headline_alone_becomes_an_article_and_never_replaces_one(archive: Archive) -> None:
    alone = HeadlineOnly("The bridge reopens", "Harrow Post", None, "https://harrowpost.example/bridge")
    assert await archive.store([alone], now=NOW) == StoreCounts(headlines=1)
    assert await archive.store([alone], now=NOW) == StoreCounts(headlines=1)
    assert await archive.counts() == (0, 0)
    assert (await archive.store([article()], now=NOW)).added == 1
    assert await archive.store([alone], now=NOW) == StoreCounts(headlines=1)
    assert await archive.counts() == (1, 2)


async def test_a_headline_alone_is_called_by_its_own_id(archive: Archive) -> None:
    await archive.store([HeadlineOnly("The bridge reopens", id="b-1"), HeadlineOnly("The ferry sinks")], now=NOW)
    found = await archive.find("The bridge reopens")
    assert found is not None
    assert found.article_id == "b-1"
    assert set(await archive.numbers_by_id()) > {"b-1"}


async def test_headlines_are_newest_first_undated_last_and_filtered(archive: Archive) -> None:
    await archive.store(
        [
            article("old", published=date(2026, 11, 1)),
            article("new", published=datetime(2026, 11, 23, tzinfo=UTC), source="Bay Radio"),
            article("undated", published=None),
        ],
        now=NOW,
    )
    listed, total = await archive.headlines()
    assert [a.headline for a in listed] == ["The new reopens", "The old reopens", "The undated reopens"]
    assert total == 3
    assert listed[1].published == date(2026, 11, 1)
    since, _ = await archive.headlines(since=datetime(2026, 11, 2, tzinfo=UTC))
    assert [a.headline for a in since] == ["The new reopens"]
    until, _ = await archive.headlines(until=datetime(2026, 11, 2, tzinfo=UTC))
    assert [a.headline for a in until] == ["The old reopens", "The undated reopens"]
    page, total = await archive.headlines(numbers={a.number for a in listed}, limit=1, offset=1)
    assert [a.headline for a in page] == ["The old reopens"]
    assert total == 3
    outlets = {outlet.name: outlet for outlet in await archive.outlets()}
    assert outlets["Harrow Post"].articles == 2
    only, _ = await archive.headlines(sources={outlets["Bay Radio"].number})
    assert [a.headline for a in only] == ["The new reopens"]


async def test_neighbourhoods_stay_within_the_article(archive: Archive) -> None:
    await archive.store([article(), article("ferry")], now=NOW)
    stored = {a.headline: a for a in (await archive.headlines())[0]}
    second = (await archive.bodies([stored["The bridge reopens"].number]))[stored["The bridge reopens"].number][1]
    found = await archive.neighbourhoods([second.number, 999], reach=1)
    assert [p.text for p in found.paragraphs.values()] == list(article().paragraphs)
    assert set(found.articles) == {stored["The bridge reopens"].number}


async def test_an_index_can_follow_every_change(archive: Archive) -> None:
    await archive.store([article(str(count)) for count in range(7)], now=NOW)
    batches = [changes async for changes in archive.changes(0, batch=3)]
    assert sum(len(changes.articles) for changes in batches) == 7
    assert [changes.revision for changes in batches[:-1]] == [0] * (len(batches) - 1)
    newest = batches[-1].revision
    assert newest == await archive.revision()
    assert [changes async for changes in archive.changes(newest)] == []

    gone = batches[0].articles[0].number
    await archive.store([article("1", paragraphs=("Changed.",))], now=NOW)
    assert await archive.remove([gone, 12345]) == 1
    (later,) = [changes async for changes in archive.changes(newest)]
    assert later.removed == (gone,)
    assert [a.passages[0].text for a in later.articles] == ["Changed."]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), max_size=5),
        min_size=1,
        max_size=5,
    )
)
def test_every_paragraph_is_a_span_of_its_article(bodies: list[list[str]]) -> None:
    async def run(folder: Path) -> None:
        database = await Database.open(folder)
        archive = await Archive.open(database)
        articles = [Article(f"H{n}", tuple(body), url=f"https://a.example/{n}") for n, body in enumerate(bodies)]
        await archive.store(articles, now=NOW)
        for read in articles:
            stored = await archive.find(read.headline or "")
            assert stored is not None
            paragraphs = (await archive.bodies([stored.number])).get(stored.number, ())
            assert tuple(p.text for p in paragraphs) == read.paragraphs
            assert PARAGRAPH_BREAK.join(p.text for p in paragraphs) == read.text
            for p in paragraphs:
                assert read.text[p.start : p.start + len(p.text)] == p.text
        await database.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))


async def test_the_data_dir_is_private(archive: Archive, tmp_path: Path) -> None:
    await archive.store([article()], now=NOW)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    for file in (tmp_path / "data").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


async def test_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    await database.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(NewerArchive, match="newer version of Nutgraf"):
        await Database.open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before


async def test_what_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"This is a shopping list, not a database. " * 100)
    with pytest.raises(ArchiveError, match="cannot be used as a database"):
        await Database.open(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="cannot be used"):
        await Database.open(tmp_path / "file")


async def test_migrations_lead_to_the_tables_in_the_code(tmp_path: Path) -> None:
    database = await Database.open(tmp_path)
    async with database.read() as connection:
        differences = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts={"compare_type": True}), metadata)
        )
    await database.close()
    assert differences == []


async def test_two_processes_may_write_at_the_same_time(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from knowledge.archive import Archive\n"
        "from knowledge.archive.database import Database\n"
        "from knowledge.articles import Article\n"
        "async def main():\n"
        "    database = await Database.open(Path(sys.argv[1]))\n"
        "    archive = await Archive.open(database)\n"
        "    for n in range(20):\n"
        "        name = f'{sys.argv[2]}-{n}'\n"
        "        made = Article(name, (name,), url=f'https://a.example/{name}')\n"
        "        await archive.store([made], now=datetime.now(UTC))\n"
        "    await database.close()\n"
        "asyncio.run(main())\n"
    )
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", script, str(tmp_path), name) for name in ("a", "b")
    ]
    assert [await process.wait() for process in processes] == [0, 0]
    database = await Database.open(tmp_path)
    archive = await Archive.open(database)
    assert await archive.counts() == (40, 40)
    assert await archive.revision() == 40
    await database.close()


async def test_only_the_last_text_before_the_present_is_kept(archive: Archive) -> None:
    await archive.store([article(), article("ferry")], now=NOW)
    assert await archive.earlier_texts([1, 2]) == {}
    for day in ("Saturday", "Sunday"):
        changed = article(paragraphs=(f"The bridge reopens on {day}.",))
        await archive.store([changed], now=NOW)
    await archive.store([article("ferry", url="https://harrowpost.example/ferry?utm_source=x")], now=NOW)
    assert await archive.earlier_texts([1, 2]) == {1: "The bridge reopens on Saturday."}


async def test_words_of_some_feeds_are_found_again_where_they_went(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    one, two = [await feeds.add(f"https://feeds.example/{name}", now=NOW) for name in ("one", "two")]
    for feed in (one, two):
        await feeds.store_entries(feed, [article()], now=NOW, backlog=False)
    place = f"url:{article().url}"
    mine, other = (archive.seen_through(frozenset({feed.number})) for feed in (one, two))
    (held,) = (await mine.at_addresses([place])).values()
    await feeds.store_entries(one, [article(paragraphs=("It reopens on Sunday.",))], now=NOW, backlog=False)
    (new,) = (await mine.at_addresses([place, "url:nowhere"])).values()
    assert new.number != held.number
    assert await mine.earlier_texts([new.number]) == {new.number: article().text}
    assert (await other.at_addresses([place]))[place].number == held.number


async def test_a_batch_that_fails_leaves_nothing_behind(archive: Archive) -> None:
    broken = article("broken", paragraphs=("fine", object()))
    with pytest.raises(Exception, match=r"."):
        await archive.store([article(), broken], now=NOW)
    assert await archive.counts() == (0, 0)
    assert await archive.revision() == 0


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("not an address", "is not one such as postgresql://"),
        ("mysql://user:secret@host/name", "must begin with postgresql://"),
        ("postgresql://user:secret@127.0.0.1:1/name", "The PostgreSQL database cannot be used"),
    ],
)
async def test_a_server_that_cannot_be_used_is_a_sentence_without_the_password(
    tmp_path: Path, url: str, sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence) as caught:
        await Database.open(tmp_path, url)
    assert "secret" not in str(caught.value)
