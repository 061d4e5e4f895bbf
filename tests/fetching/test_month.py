"""Thirty virtual days of every kind of outlet: each article is stored once, and each feed has its report."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from knowledge.archive import Archive
from knowledge.archive.database import Database
from knowledge.archive.feed_table import Feeds
from knowledge.articles import as_datetime
from knowledge.feeds import FullText
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.pages import Pages
from knowledge.fetching.polling import Poller
from knowledge.fetching.robots import Robots
from knowledge.fetching.safe_reading import SafeReader

from . import outlets as play
from .feed_store import MemoryFeedStore
from .outlets import BEGIN, BOMB, ENCODINGS, Handler, LoopbackResolver, Outlet, Outlets, encoded_as, rss_of

STEP = timedelta(hours=24)


@dataclass(frozen=True)
class Expected:
    """How a feed stands after a month: its state, what its last error says, and how many articles it missed."""

    handler: Handler
    state: str = "active"
    error: str | None = None
    missed: bool = False
    full_text: FullText = "off"
    paragraphs: int = 4


def stale(outlet: Outlet, number: int) -> str:
    """A date that is another one at every poll."""
    return format_datetime(outlet.published(number) + (outlet.world.now - outlet.published(number)) / 2)


def ahead(outlet: Outlet, number: int) -> str:
    return format_datetime(outlet.published(number) + timedelta(days=400))


def anything(outlet: Outlet, number: int) -> str:
    return f"{number}-{outlet.world.now.timestamp()}"


def tracked(outlet: Outlet, number: int) -> str:
    return outlet.address(f"/articles/{number}?utm_source={outlet.world.now.timestamp()}")


def renamed(outlet: Outlet, number: int) -> str:
    days = (outlet.world.now - BEGIN).days // 3
    return outlet.address(f"/articles/{number}-after-{days}-changes-of-its-address")


def marked_up(outlet: Outlet, number: int) -> str:
    return f"<b>{outlet.headline(number)}</b> &amp; more"


async def windows_1252(outlet: Outlet, request: object) -> play.web.Response:
    text = outlet.rss(title=lambda number: f"“Naïve” façade {number}")
    return play.xml(text.encode("cp1252"), **{"Content-Type": "application/rss+xml; charset=utf-8"})


OUTLETS = {
    "good": Expected(play.good),
    "atom": Expected(play.atom, paragraphs=1),
    "json": Expected(play.json_feed),
    "slow": Expected(play.slow),
    **{f"{name}coded": Expected(encoded_as(name, encode)) for name, encode in ENCODINGS.items()},
    "wandering": Expected(play.wandering),
    "moving": Expected(play.moving),
    "patient": Expected(play.asks_for_patience, error="any"),
    "repaired": Expected(play.under_repair),
    "flaky": Expected(play.every_other, error="any"),
    "holiday": Expected(play.on_holiday),
    "closing": Expected(play.closing_down, state="gone", error="gone for good", missed=True),
    "cp1252": Expected(windows_1252),
    "undated": Expected(rss_of(pubDate=lambda outlet, number: "")),
    "restless": Expected(rss_of(pubDate=stale)),
    "future": Expected(rss_of(pubDate=ahead)),
    "guidless": Expected(rss_of(guid=lambda outlet, number: "")),
    "fickle": Expected(rss_of(guid=anything, link=tracked)),
    "renamer": Expected(rss_of(link=renamed)),
    "sameguid": Expected(rss_of(guid=lambda outlet, number: "1")),
    "samelink": Expected(rss_of(link=lambda outlet, number: outlet.address("/"))),
    "linkless": Expected(rss_of(link=lambda outlet, number: "")),
    "relative": Expected(rss_of(link=lambda outlet, number: f"/articles/{number}", title=marked_up)),
    "teaser": Expected(play.teasing(play.whole_page), full_text="short", paragraphs=8),
    "paywall": Expected(play.teasing(play.paywall_page), full_text="on", paragraphs=1),
    "cookies": Expected(play.teasing(play.cookie_page), full_text="short", paragraphs=1),
    "broken": Expected(play.bytes_of(b"<rss><channel><item><title>x</ti"), error=None, missed=True),
    "html": Expected(play.bytes_of(b"<html><p>hi</html>"), state="failing", error="it is a web page", missed=True),
    "empty": Expected(play.bytes_of(b""), state="failing", error="empty", missed=True),
    "missing": Expected(play.status_of(404), state="failing", error="HTTP 404", missed=True),
    "circling": Expected(
        play.status_of(302, Location="/feed"), state="failing", error="more than 5 times", missed=True
    ),
    "inward": Expected(play.status_of(302, Location="http://10.0.0.1/"), state="failing", error="private", missed=True),
    "metadata": Expected(
        play.status_of(301, Location="http://169.254.169.254/latest/meta-data/"),
        state="failing",
        error="private",
        missed=True,
    ),
    "cutoff": Expected(play.cut_off, state="failing", error="broke off", missed=True),
    "gzipbomb": Expected(
        play.bytes_of(ENCODINGS["gzip"](BOMB), **{"Content-Encoding": "gzip"}),
        state="failing",
        error="larger than 10 MB",
        missed=True,
    ),
    "huge": Expected(play.bytes_of(BOMB[:11_000_000]), state="failing", error="larger than 10 MB", missed=True),
    "stuck": Expected(play.stuck, state="failing", error="did not answer within", missed=True),
}


@pytest.mark.no_cover  # a minute of fetching, and half as much again under coverage
async def test_a_month_of_every_kind_of_outlet(
    world: Outlets, resolver: LoopbackResolver, reader: SafeReader, tmp_path: Path
) -> None:
    database = await Database.open(tmp_path)
    archive, store = await Archive.open(database), Feeds(database)
    world.now = BEGIN + timedelta(days=3, hours=1)
    numbers = {}
    for name, expected in OUTLETS.items():
        outlet = world.add(name, expected.handler)
        numbers[name] = (await store.add(outlet.address(), full_text=expected.full_text, now=world.now)).number
    names = {number: name for name, number in numbers.items()}
    chance = random.Random(30)
    notices: Counter[str] = Counter()
    polls: Counter[str] = Counter()
    shown: dict[str, set[int]] = {name: set() for name in OUTLETS}
    async with Fetcher(world.policy, user_agent="Nutgraf/0", document_seconds=0.5, resolver=resolver) as fetcher:
        pages = Pages(fetcher, reader, Robots(fetcher, agent="Nutgraf"))
        poller = Poller(store, fetcher, reader, pages, chance=chance.random)
        while world.now < BEGIN + timedelta(days=33):
            for outcome in await poller.poll_due(world.now):
                name = names[outcome.feed.number]
                polls[name] += 1
                notices[name] += outcome.notice is not None
                if outcome.kind in ("ok", "not_modified"):
                    shown[name].update(world.outlets[name].numbers)
            world.now += STEP

    assert polls.total() >= 1_000, polls.total()
    assert min(polls.values()) >= 8, polls
    feeds = {feed.number: feed for feed in await store.all()}
    for name, expected in OUTLETS.items():
        feed, seen = feeds[numbers[name]], archive.seen_through(frozenset({numbers[name]}))
        held, _ = await seen.headlines()
        assert feed.state == expected.state, (name, feed)
        assert feed.last_poll is not None
        assert feed.next_poll is not None or feed.state == "gone", name
        if expected.error is None:
            assert (feed.error, feed.failures) == (None, 0), name
        elif expected.error != "any":
            assert expected.error in str(feed.error), name
        # Whoever is to be told is told once, although an outlet that came back had failed for days.
        assert notices[name] == (expected.state != "active" or name == "holiday"), (name, notices[name])
        if not expected.missed:
            assert len(held) == len(shown[name]) == feed.articles >= 100, (name, len(held), len(shown[name]))
            assert {entry.paragraphs for entry in held} == {expected.paragraphs}, name
            assert not [entry for entry in held if entry.updated is not None], name
            assert not [
                entry for entry in held if entry.published is None or as_datetime(entry.published) > world.now
            ], name
            fresh, _ = await seen.headlines(fresh_only=True)
            assert 0 < len(held) - len(fresh) <= play.SHOWN, name
            assert await seen.copies([entry.number for entry in held]) == {}, name
        elif name != "closing":
            assert not held, name
    await database.close()


async def test_dates_are_the_first_that_were_given(world: Outlets, poller: Poller, store: MemoryFeedStore) -> None:
    kinds = {"undated": lambda outlet, number: "", "restless": stale, "future": ahead}
    feeds = {name: store.add(world.add(name, rss_of(pubDate=kind)).address()) for name, kind in kinds.items()}
    world.now = BEGIN + timedelta(days=2)
    await poller.poll(store.feeds.values(), world.now)
    first: dict[str, dict[str | None, object]] = {
        name: {item.url: item.published for item in store.stored(feed)} for name, feed in feeds.items()
    }
    world.now += timedelta(days=3)
    await poller.poll(store.feeds.values(), world.now)
    for name, feed in feeds.items():
        now_held = {item.url: item for item in store.stored(feed)}
        assert len(now_held) > len(first[name])
        assert {url: now_held[url].published for url in first[name]} == first[name], name
        assert {item.estimated for item in now_held.values()} == {name != "restless"}
    assert set(first["undated"].values()) == {BEGIN + timedelta(days=2)}
    assert isinstance(next(iter(first["restless"].values())), datetime)
