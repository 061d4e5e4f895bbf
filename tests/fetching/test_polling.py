"""What one poll does: when to come again, what is told, what is fetched behind a teaser."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest

from knowledge.articles import Article, HeadlineOnly, Picture
from knowledge.feeds import FIRST_INTERVAL, Feed
from knowledge.fetching import intervals, polling
from knowledge.fetching.polling import Poller
from knowledge.fetching.safe_reading import ReaderUnavailable, SafeReader

from . import outlets as play
from .feed_store import MemoryFeedStore
from .outlets import BEGIN, Outlet, Outlets, rss_of

NOW = BEGIN + timedelta(days=10)


@pytest.fixture(autouse=True)
def _tenth_day(world: Outlets) -> None:
    world.now = NOW


async def poll(poller: Poller, store: MemoryFeedStore, world: Outlets, after: timedelta = timedelta()) -> Feed:
    """The only feed, polled at a later time."""
    world.now += after
    await poller.poll(list(store.feeds.values()), world.now)
    return store.feeds[1]


async def test_the_interval_follows_how_often_there_is_news(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    store.add(world.add("good", play.good).address(), added=NOW)
    feed = await poll(poller, store, world)
    assert (feed.title, feed.site, feed.backlog_done) == ("Good", world.outlets["good"].address("/"), True)
    assert feed.next_poll == NOW + timedelta(seconds=1.05 * FIRST_INTERVAL)
    quiet = await poll(poller, store, world, timedelta(minutes=30))
    assert quiet.interval > feed.interval
    busy = await poll(poller, store, world, timedelta(hours=6))
    assert busy.interval < quiet.interval
    for _ in range(40):
        feed = await poll(poller, store, world)
    assert feed.interval == intervals.LONGEST
    assert feed.next_poll == world.now + timedelta(days=1)
    for _ in range(40):
        feed = await poll(poller, store, world, timedelta(hours=6))
    assert feed.interval == intervals.SHORTEST


async def test_what_server_and_feed_ask_for_is_honoured(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    async def caching(outlet: Outlet, request: object) -> play.web.Response:
        return play.xml(outlet.rss(), **{"Cache-Control": "max-age=10000"})

    async def with_ttl(outlet: Outlet, request: object) -> play.web.Response:
        return play.xml(outlet.rss().replace("<channel>", "<channel><ttl>300</ttl>"))

    for name, handler in (
        ("caching", caching),
        ("ttl", with_ttl),
        ("patient", play.status_of(429, **{"Retry-After": "90000"})),
    ):
        store.add(world.add(name, handler).address())
    await poll(poller, store, world)
    waits = [((feed.next_poll or NOW) - NOW).total_seconds() for feed in store.feeds.values()]
    assert [10_000 <= waits[0] <= 11_000, 18_000 <= waits[1] <= 19_800, waits[2] >= 90_000] == [True] * 3
    await poll(poller, store, world)  # the same document again, which is not read
    assert (store.feeds[2].next_poll or NOW) >= NOW + timedelta(seconds=18_000)


async def test_a_feed_that_fails_is_told_of_once_and_tried_on(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    outlet = world.add("broken", play.status_of(500))
    store.add(outlet.address())
    notices = []
    for _ in range(12):
        (outcome,) = await poller.poll(list(store.feeds.values()), world.now)
        assert outcome.kind == "failed"
        notices += [outcome.notice] if outcome.notice else []
        feed = store.feeds[1]
        assert feed.state == ("failing" if notices else "active")
        assert feed.next_poll is not None
        assert timedelta(minutes=10) <= feed.next_poll - world.now <= timedelta(days=1)
        world.now = feed.next_poll
    assert len(notices) == 1
    assert "failed 9 times since 11 November 2026" in notices[0]
    assert "HTTP 500" in notices[0]
    assert feed.notice == notices[0]
    outlet.handler = play.good
    feed = await poll(poller, store, world)
    assert (feed.state, feed.failures, feed.error, feed.notice, feed.failing_since) == ("active", 0, None, None, None)


async def test_a_short_break_is_nobodys_business(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    store.add(world.add("broken", play.status_of(500)).address())
    for _ in range(20):
        feed = await poll(poller, store, world, timedelta(minutes=10))
    assert (feed.state, feed.failures, feed.notice) == ("active", 20, None)


async def test_gone_is_gone_and_said_once(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    store.add(world.add("gone", play.status_of(410)).address())
    outcomes = [await poller.poll(list(store.feeds.values()), world.now) for _ in range(2)]
    assert [outcome.notice is None for (outcome,) in outcomes] == [False, True]
    assert store.feeds[1].state == "gone"
    assert await poller.poll_due(world.now + timedelta(days=400)) == []


async def test_a_permanent_move_is_remembered(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    outlet = world.add("moving", play.moving)
    store.add(outlet.address())
    assert (await poll(poller, store, world)).url == outlet.address("/new/feed")
    other = store.add(outlet.address())  # somebody adds the old address again
    await poller.poll([other], world.now)
    assert store.feeds[2].url == outlet.address()


async def test_paused_and_removed_meanwhile(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    feed = store.add(world.add("good", play.good).address())
    store.feeds[1] = replace(feed, state="paused")
    await poller.poll([feed], world.now)
    assert store.feeds[1].state == "paused"


async def test_a_teaser_is_replaced_by_its_page(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    outlet = world.add("teaser", play.teasing(play.whole_page))
    feed = store.add(outlet.address(), full_text="short")
    await poll(poller, store, world)
    for item in store.stored(feed):
        assert isinstance(item, Article)
        assert item.paragraphs == tuple(outlet.text(int(str(item.url).rpartition("/")[2]), 8))
    assert max(outlet.asked.values()) == 1
    assert outlet.asked["/robots.txt"] == 1
    await poll(poller, store, world)
    assert max(count for path, count in outlet.asked.items() if "articles" in path) == 1
    off = store.add(outlet.address("/feed?off"), full_text="off")
    await poller.poll([off], world.now)
    assert {len(cast("Article", item).paragraphs) for item in store.stored(off)} == {1}


@pytest.mark.parametrize(
    "page",
    [
        play.cookie_page,
        play.paywall_page,
        lambda outlet, number: "",
        lambda outlet, number: outlet.page(
            number, ["Please enable JavaScript and verify you are human to go on. " * 4]
        ),
        lambda outlet, number: outlet.page(
            number, ["The page that you looked for is no more, or never was here."] * 9
        ).replace(outlet.headline(number), "Not found"),
    ],
)
async def test_what_is_no_article_leaves_the_teaser(
    poller: Poller, store: MemoryFeedStore, world: Outlets, page: object
) -> None:
    outlet = world.add("teaser", play.teasing(page))  # type: ignore[arg-type]
    feed = store.add(outlet.address(), full_text="on")
    await poll(poller, store, world)
    await poll(poller, store, world)
    assert {cast("Article", item).paragraphs for item in store.stored(feed)} == {
        (outlet.text(number)[0],) for number in outlet.numbers
    }
    assert max(outlet.asked[f"/articles/{number}"] for number in outlet.numbers) == 1


async def test_robots_are_told_off_and_front_pages_are_no_articles(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    secret = world.add(
        "secret",
        rss_of(
            link=lambda outlet, number: outlet.address(f"/secret/{number}"),
            description=lambda outlet, number: "Little.",
        ),
    )

    async def homing(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path.startswith("/articles"):
            return play.web.Response(status=302, headers={"Location": "/"})
        if request.path == "/":
            return play.web.Response(text=play.whole_page(outlet, outlet.numbers[0]), content_type="text/html")
        return play.xml(outlet.rss(description=lambda number: "Little."))

    feeds = [store.add(outlet.address(), full_text="on") for outlet in (secret, world.add("homing", homing))]
    await poller.poll(feeds, world.now)
    for feed in feeds:
        assert {cast("Article", item).paragraphs for item in store.stored(feed)} == {("Little.",)}
    assert not [path for path in secret.asked if path.startswith("/secret")]


async def test_a_page_that_fails_is_asked_for_three_times(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if "/articles/" in request.path and outlet.asked[request.path] < 3:
            return play.web.Response(status=500)
        return cast("play.web.Response", await play.teasing(play.whole_page)(outlet, request))

    outlet = world.add("teaser", handler, every=timedelta(days=11))
    feed = store.add(outlet.address(), full_text="short")
    lengths = []
    for _ in range(4):
        await poll(poller, store, world)
        (item,) = store.stored(feed)
        lengths.append(len(cast("Article", item).paragraphs))
    assert lengths == [1, 1, 8, 8]
    assert outlet.asked["/articles/0"] == 3


async def test_a_full_text_is_not_lost_to_a_changed_teaser(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    pages = {"fine": True}

    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path.startswith("/articles/"):
            if not pages["fine"]:
                return play.web.Response(status=404)
            return play.web.Response(text=play.whole_page(outlet, 0), content_type="text/html")
        start = "" if pages["fine"] else "Corrected: "
        return play.xml(outlet.rss(description=lambda number: start + outlet.text(number)[0]))

    feed = store.add(world.add("teaser", handler, every=timedelta(days=11)).address(), full_text="short")
    await poll(poller, store, world)
    pages["fine"] = False
    await poll(poller, store, world)
    (item,) = store.stored(feed)
    assert len(cast("Article", item).paragraphs) == 8


async def test_a_slow_page_does_not_hold_up_the_poll(
    poller: Poller, store: MemoryFeedStore, world: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PAGE_SECONDS", 0.2)

    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path.startswith("/articles/"):
            await asyncio.sleep(30)
        return play.xml(outlet.rss(description=lambda number: "Little."))

    feed = store.add(world.add("slow", handler).address(), full_text="on")
    await poll(poller, store, world)
    assert len(store.stored(feed)) == play.SHOWN


async def test_entries_without_text_are_headlines(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    feed = store.add(world.add("bare", rss_of(description=lambda outlet, number: "")).address(), full_text="off")
    await poll(poller, store, world)
    assert {type(item) for item in store.stored(feed)} == {HeadlineOnly}
    assert store.feeds[1].articles == 0


async def test_an_undated_entry_takes_its_pages_date(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    def dated(outlet: Outlet, number: int) -> str:
        head = "<head><meta property='article:published_time' content='2026-11-05'>"
        return play.whole_page(outlet, number).replace("<head>", head)

    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path.startswith("/articles/"):
            return cast("play.web.Response", await play.teasing(dated)(outlet, request))
        return play.xml(outlet.rss(pubDate=lambda number: "", description=lambda number: outlet.text(number)[0]))

    feed = store.add(world.add("dated", handler).address(), full_text="short")
    await poll(poller, store, world)
    assert {(item.published, item.estimated) for item in store.stored(feed)} == {(date(2026, 11, 5), False)}


async def test_a_picture_comes_from_the_feed_or_else_from_the_page(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    picture = "https://cdn.example.com/{}.jpg"

    async def handler(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        if request.path != "/feed":
            number = int(request.path.rpartition("/")[2])
            head = f'<head><meta property="og:image" content="{picture.format("page")}">'
            page = play.whole_page(outlet, number).replace("<head>", head)
            return play.web.Response(text=page, content_type="text/html")
        enclosure = f'<enclosure url="{picture.format("feed")}" type="image/jpeg"/></item>'
        teasers = outlet.rss(description=lambda number: outlet.text(number)[0])
        return play.xml(teasers.replace("</item>", enclosure, 1))

    store.add(world.add("pictured", handler).address())
    await poll(poller, store, world)
    first, *others = store.stored(store.feeds[1])
    assert isinstance(first, Article)
    assert first.picture == Picture(picture.format("feed"))
    assert others
    assert all(isinstance(one, Article) and one.picture == Picture(picture.format("page")) for one in others)


async def test_a_reader_that_cannot_start_is_no_fault_of_the_feed(
    poller: Poller, store: MemoryFeedStore, world: Outlets, reader: SafeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable(*_: object, **__: object) -> None:
        raise ReaderUnavailable("The program that reads documents could not be started.")

    monkeypatch.setattr(reader, "feed", unavailable)
    store.add(world.add("good", play.good).address())
    feed = await poll(poller, store, world)
    assert (feed.failures, feed.failing_since) == (0, None)
    assert "could not be started" in str(feed.error)


async def test_what_the_store_raises_stops_no_other_feed(
    poller: Poller, store: MemoryFeedStore, world: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    feeds = [store.add(world.add(name, play.good).address()) for name in ("first", "second")]
    store_entries = store.store_entries

    async def failing(feed: Feed, *items: object, **how: object) -> object:
        if feed.number == 1:
            raise OSError("the disk is full")
        return await store_entries(feed, *items, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "store_entries", failing)
    with pytest.raises(OSError, match="disk is full"):
        await poller.poll(feeds, world.now)
    assert store.feeds[2].last_success == world.now
