"""Promise 5 in the archive: whatever feeds and articles come and go, everybody sees exactly what is for them."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.archive import Archive
from knowledge.archive.database import Database
from knowledge.archive.feed_table import Feeds
from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly
from knowledge.newsroom import Newsroom
from knowledge.retrieval import Filters

pytestmark = pytest.mark.no_cover  # hundreds of examples, which other tests cover too

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LONG = tuple(
    " ".join(f"{word}{plan_entry}" for plan_entry in range(40) for word in (name, "told", "of"))
    for name in ("otter", "bridge")
)
TEXTS = (*LONG, "A short note.", "Another short note.")
ADDRESSES = tuple(f"https://outlet{plan_entry}.example/story" for plan_entry in range(3))
FEEDS = (1, 2, 3)


def item(address: str, text: str | None, hours: int = 0) -> Article | HeadlineOnly:
    published = NOW - timedelta(hours=hours)
    if text is None:
        return HeadlineOnly("The otter bridge", "Outlet", published, address)
    return Article("The otter bridge", (text, text.upper()), source="Outlet", published=published, url=address)


class Model:
    """What should be seen, kept as simply as can be: which origin delivered what at which address."""

    def __init__(self) -> None:
        self.delivered: dict[tuple[int, str], bool] = {}
        self.said: dict[int, set[str]] = {}
        self.public: set[int] = {0}
        self.once_public: set[int] = {0}

    def deliver(self, origin: int, address: str, text: str | None) -> None:
        self.delivered[origin, address] = True
        self.said.setdefault(origin, set()).add("" if text is None else f"{text}{PARAGRAPH_BREAK}{text.upper()}")

    def addresses(self, feeds: frozenset[int]) -> set[str]:
        return {address for origin, address in self.delivered if origin in self.public | feeds}

    def texts(self, feeds: frozenset[int]) -> set[str]:
        return {text for origin in self.once_public | feeds for text in self.said.get(origin, ())}


deliveries = st.tuples(
    st.just("deliver"),
    st.sampled_from((0, *FEEDS)),
    st.sampled_from(ADDRESSES),
    st.sampled_from(TEXTS) | st.none(),
    st.integers(0, 3),
)
changes = st.tuples(st.sampled_from(("remove", "publish", "unpublish")), st.sampled_from(FEEDS))


@settings(max_examples=40, deadline=None)
@given(st.lists(deliveries | changes, min_size=1, max_size=10))
def test_everybody_sees_exactly_what_is_for_them(steps: list[tuple[object, ...]]) -> None:
    async def run(folder: Path) -> None:
        newsroom = await Newsroom.open(folder)
        feeds, model = Feeds(newsroom.database), Model()
        # Feed numbers are never given again, so a removed feed comes back as another one.
        numbers = {name: (await feeds.add(f"https://feeds.example/{name}", now=NOW)).number for name in FEEDS}
        for kind, which, *what in steps:
            assert isinstance(which, int)
            number = numbers.get(which, 0)
            if kind == "deliver":
                address, text, hours = what
                news = item(str(address), None if text is None else str(text), int(str(hours)))
                if which == 0:
                    await newsroom.archive.store([news], now=NOW)
                else:
                    (feed,) = await feeds.all([number])
                    await feeds.store_entries(feed, [news], now=NOW, backlog=False)
                model.deliver(number, str(address), None if text is None else str(text))
            elif kind == "remove":
                await feeds.remove(number)
                model.delivered = {key: True for key in model.delivered if key[0] != number}
                model.public.discard(number)
                numbers[which] = (await feeds.add(f"https://feeds.example/{which}", now=NOW)).number
            elif kind == "publish":
                await feeds.add(f"https://feeds.example/{which}", now=NOW, public=True)
                model.public.add(number)
                model.once_public.add(number)
            else:
                await feeds.unpublish(number)
                model.public.discard(number)
        for size in range(4):
            for names in combinations(FEEDS, size):
                await check(newsroom, model, frozenset(numbers[name] for name in names))
        await newsroom.close()

    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(_empty(), Path(folder), dirs_exist_ok=True)
        asyncio.run(run(Path(folder)))


@cache
def _empty() -> Path:
    """A data dir with all its migrations behind it: they take longer than all the rest."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)

    async def make() -> None:
        await (await Newsroom.open(folder)).close()

    asyncio.run(make())
    return folder


async def check(newsroom: Newsroom, model: Model, feeds: frozenset[int]) -> None:
    news = await newsroom.view(feeds)
    listed, total = await news.headlines()
    assert total == len(listed)
    copies = await newsroom.archive.seen_through(feeds).copies([one.number for one in listed])
    places = {one.url for one in listed} | {copy.url for found in copies.values() for copy in found}
    assert places == model.addresses(feeds)
    bodies = await news.bodies([one.number for one in listed])
    for one in listed:
        text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in bodies.get(one.number, ()))
        assert text in model.texts(feeds)
    # The index finds exactly what the archive would show.
    await newsroom.catch_up()
    audiences = await newsroom.archive.seen_through(feeds).audiences()
    hits = newsroom.headline_index.search(["otter"], limit=100, filters=Filters(audiences=audiences))
    assert {hit.article for hit in hits} == {one.number for one in listed}
    held = {one.number for one in listed if one.paragraphs}
    assert newsroom.paragraph_index.visible(Filters(audiences=audiences or frozenset()))[0] == len(held)
    assert (await news.counts())[0] == len(held)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    database = await Database.open(tmp_path)
    yield await Archive.open(database)
    await database.close()


async def listed(archive: Archive, *feeds: int) -> list[tuple[str | None, int]]:
    found, _ = await archive.seen_through(frozenset(feeds)).headlines()
    return sorted((one.url, one.paragraphs) for one in found)


async def test_the_same_words_from_two_feeds_are_one_entry_for_both(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    one, two = [await feeds.add(f"https://f.example/{n}", now=NOW) for n in (1, 2)]
    for feed in (one, two):
        counts = await feeds.store_entries(feed, [item(ADDRESSES[0], TEXTS[0])], now=NOW, backlog=False)
        assert counts.added == 1
    assert await archive.counts() == (1, 2)
    assert await listed(archive) == []
    assert await listed(archive, one.number) == await listed(archive, two.number) == [(ADDRESSES[0], 2)]
    assert await feeds.remove(one.number) == 1
    assert await listed(archive, two.number) == [(ADDRESSES[0], 2)]
    revision = await archive.revision()
    assert await feeds.remove(two.number) == 1
    assert await archive.counts() == (0, 0)
    (change,) = [change async for change in archive.changes(revision)]
    assert len(change.removed) == 1


async def test_nobody_reads_through_one_feed_what_another_says_at_the_same_address(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    honest, forger = [await feeds.add(f"https://f.example/{n}", now=NOW) for n in (1, 2)]
    await feeds.store_entries(honest, [item(ADDRESSES[0], TEXTS[0])], now=NOW, backlog=False)
    await feeds.store_entries(forger, [item(ADDRESSES[0], TEXTS[1])], now=NOW, backlog=False)
    for feed, text in ((honest, TEXTS[0]), (forger, TEXTS[1])):
        reading = archive.seen_through(frozenset({feed.number}))
        (found,), _ = await reading.headlines()
        assert (await reading.bodies([found.number]))[found.number][0].text == text
    # What is public is for all, and no feed changes it.
    await archive.store([item(ADDRESSES[0], TEXTS[2])], now=NOW)
    await feeds.store_entries(forger, [item(ADDRESSES[0], TEXTS[3])], now=NOW, backlog=False)
    assert await archive.counts() == (1, 2)
    (found,), _ = await archive.seen_through(frozenset({forger.number})).headlines()
    assert (await archive.bodies([found.number]))[found.number][0].text == TEXTS[2]


async def test_a_headline_is_no_key_to_somebody_elses_article(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    full, teaser = [await feeds.add(f"https://f.example/{n}", now=NOW) for n in (1, 2)]
    await feeds.store_entries(full, [item(ADDRESSES[0], TEXTS[0])], now=NOW, backlog=False)
    await feeds.store_entries(teaser, [item(ADDRESSES[0], None)], now=NOW, backlog=False)
    assert await listed(archive, teaser.number) == [(ADDRESSES[0], 0)]
    await archive.store([item(ADDRESSES[0], None)], now=NOW)
    assert await listed(archive) == [(ADDRESSES[0], 0)]
    assert (ADDRESSES[0], 2) in await listed(archive, full.number)
