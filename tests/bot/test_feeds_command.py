"""`nutgraf feeds` over a loopback web server, and what servers keep of the operator's feeds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_services
from bot.feed_admin import FeedAdmin, FeedCheck
from bot.servers.feed_directory import SeveralFeeds
from bot.services import Services
from config.settings import Settings
from config.starter import StarterFeed, starter_feeds
from knowledge.archive.feed_table import UnknownFeed
from knowledge.articles import Article
from knowledge.fetching.discovery import NoFeedFound
from tests.bot.outlets import Outlets, serve

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEYS = {"url", "title", "articles", "last_success", "failures", "next_poll", "error"}


@pytest.fixture
async def outlets() -> AsyncIterator[Outlets]:
    async with serve() as server:
        yield server


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    limits: Any = {"allow_private": True, "full_text": "off"}
    settings = Settings(data_dir=tmp_path, feeds=limits, retention={"feed_articles": 2})
    services = await open_services(settings)
    yield services
    await services.close()


@pytest.fixture
def admin(services: Services) -> FeedAdmin:
    return FeedAdmin(services)


def articles(base: str, count: int) -> list[Article]:
    return [
        Article(f"News {n}", (f"Item {n} is told.",), published=NOW - timedelta(hours=n), url=f"{base}/{n}")
        for n in range(count)
    ]


async def test_added_polled_listed_limited_and_removed(admin: FeedAdmin, outlets: Outlets) -> None:
    good = outlets.feed("/good", "Good", articles(outlets.base, 3))
    (added,) = await admin.add(good, now=NOW)
    document = added.document()
    assert document.keys() >= KEYS
    assert (document["title"], document["articles"], document["last_success"]) == ("Good", 0, None)
    await admin.add(outlets.feed("/bad", "Bad", []), now=NOW)
    outlets.pages["/bad"] = (500, "text/plain", "Ill.")
    polled = [report.document() for report in await admin.poll([], now=NOW)]
    assert [one["title"] for one in polled] == ["Good", "Bad"]
    assert (polled[0]["added"], polled[0]["articles"], polled[0]["error"]) == (3, 2, None)
    assert (polled[1]["failures"], polled[1]["last_success"]) == (1, None)
    assert polled[1]["error"]
    (again,) = await admin.poll([good], now=NOW + timedelta(minutes=1))
    assert again.outcome is not None
    assert again.outcome.kind == "not_modified"
    assert {report.feed.public for report in await admin.list_()} == {True}
    assert [report.articles for report in await admin.remove(good, now=NOW)] == [2]
    assert [report.feed.title for report in await admin.list_()] == ["Bad"]


async def test_a_site_with_several_feeds_asks_to_name_one(admin: FeedAdmin, outlets: Outlets) -> None:
    outlets.feed("/a", "A", articles(outlets.base, 1))
    outlets.feed("/b", "B", articles(outlets.base, 2))
    with pytest.raises(SeveralFeeds, match=r"has 2 feeds. Name one of them:\n  http"):
        await admin.add(outlets.site("/", "/a", "/b"), now=NOW)
    with pytest.raises(NoFeedFound, match="No feed was found"):
        await admin.add(outlets.site("/plain"), now=NOW)
    for act in (admin.remove("https://x.example/feed", now=NOW), admin.poll(["https://x.example/feed"], now=NOW)):
        with pytest.raises(UnknownFeed, match=r"x\.example/feed is held"):
            await act


async def test_a_feed_that_has_moved_is_removed_by_its_old_address_too(admin: FeedAdmin, outlets: Outlets) -> None:
    old, new = outlets.feed("/old", "Good", articles(outlets.base, 1)), outlets.base + "/new"
    await admin.add(old, now=NOW)
    outlets.pages["/new"] = outlets.pages.pop("/old")
    outlets.moved["/old"] = "/new"
    (polled,) = await admin.poll([], now=NOW)
    assert polled.feed.url == new
    (removed,) = await admin.remove(old, now=NOW)
    assert removed.feed.url == new
    assert await admin.list_() == []
    await admin.add(old, now=NOW)  # has moved before it was added
    assert [report.feed.url for report in await admin.remove(old, now=NOW)] == [new]


async def test_why_a_feed_is_refused_is_said(admin: FeedAdmin, outlets: Outlets) -> None:
    outlets.pages["/large"] = (200, "application/rss+xml", "<rss><channel>" + "<item/>" * 10_001)
    with pytest.raises(NoFeedFound, match="more than 10,000 entries, too many for a feed"):
        await admin.add(outlets.base + "/large", now=NOW)


async def test_a_server_keeps_the_feed_that_the_operator_removes(
    admin: FeedAdmin, services: Services, outlets: Outlets
) -> None:
    good = outlets.feed("/good", "Good", articles(outlets.base, 2))
    (added,) = await admin.add(good, now=NOW)
    await admin.poll([], now=NOW)
    newsroom = services.newsroom
    await services.subscriptions.follow(7, added.feed.number, member=1, now=NOW)
    assert [report.servers for report in await admin.list_()] == [1]
    await admin.remove(good, now=NOW)
    (left,) = await admin.list_()
    assert not left.feed.public
    assert await (await newsroom.view(frozenset())).counts() == (0, 0)
    assert await (await newsroom.view(frozenset({added.feed.number}))).counts() == (2, 2)
    with pytest.raises(UnknownFeed, match="only the servers that follow it"):
        await admin.remove(good, now=NOW)


def starter(name: str, url: str) -> StarterFeed:
    return starter_feeds()[0].model_copy(update={"name": name, "url": url})


async def test_feeds_are_checked_and_a_dead_one_is_named_with_its_reason(admin: FeedAdmin, outlets: Outlets) -> None:
    good = outlets.feed("/good", "Good", articles(outlets.base, 1))
    await admin.add(good, now=NOW)
    await admin.add(outlets.feed("/dying", "Dying", []), now=NOW)
    outlets.pages["/dying"] = (404, "text/plain", "Not here.")
    page = outlets.site("/page", "/good")
    before = [report.document() for report in await admin.list_()]
    checks = await admin.check([starter("Page", page), starter("Fine", outlets.feed("/fine", "Fine", []))], now=NOW)
    assert [(check.name, check.ok) for check in checks] == [
        ("Good", True),
        ("Dying", False),
        ("Page", False),
        ("Fine", True),
    ]
    assert "404" in (checks[1].reason or "")
    assert checks[2].reason
    assert checks[0].document() == {"name": "Good", "url": good, "ok": True, "reason": None}
    assert [report.document() for report in await admin.list_()] == before


async def test_starter_feeds_are_added_for_everybody_and_a_dead_one_is_named(
    admin: FeedAdmin, outlets: Outlets
) -> None:
    good = outlets.feed("/good", "Good", articles(outlets.base, 1))
    checks = await admin.add_starter([starter("Good", good), starter("Gone", f"{outlets.base}/gone")], now=NOW)
    assert checks[0] == FeedCheck("Good", good)
    assert not checks[1].ok
    assert "404" in (checks[1].reason or "")
    assert [(report.feed.url, report.feed.public) for report in await admin.list_()] == [(good, True)]


def test_the_starter_sets_are_listed(nutgraf: Any) -> None:
    listed = nutgraf("feeds", "starter", "--language", "de")
    assert listed.status == 0
    assert "sport, de\n  kicker (DE)" in listed.out
    assert "BBC" not in listed.out
    everything = nutgraf("feeds", "starter", "--json").json["feeds"]
    assert len(everything) == len(starter_feeds())
    assert set(everything[0]) == {"name", "language", "country", "topic", "url", "page", "seen"}
    wrong = nutgraf("feeds", "starter", "--add", "gossip")
    assert wrong.status == 2
    assert "'gossip' is no topic of the starter sets" in wrong.err


def test_nothing_to_check_is_no_failure_and_a_dead_feed_is_one(nutgraf: Any, tmp_path: Path) -> None:
    none = nutgraf("feeds", "check", "--json")
    assert (none.status, none.json) == (0, {"feeds": []})
    dead = "https://outlet.invalid/feed"

    async def follow() -> None:
        services = await open_services(Settings(data_dir=tmp_path / "data"))
        await services.newsroom.feeds.add(dead, now=NOW, public=True, title="Dead")
        await services.close()

    asyncio.run(follow())
    checked = nutgraf("feeds", "check", "--json")
    assert checked.status == 1
    (one,) = checked.json["feeds"]
    assert (one["name"], one["url"], one["ok"]) == ("Dead", dead, False)
    assert one["reason"]
    told = nutgraf("feeds", "check")
    assert "failed  Dead" in told.out
    assert "1 feed, 1 failed." in told.out
