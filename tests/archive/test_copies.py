"""One text at several addresses is kept once; corrections keep their history; what is old is marked; limits hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from knowledge.archive import Archive
from knowledge.archive.feed_table import Feeds
from knowledge.archive.queries import Copy, other_outlets
from knowledge.archive.retention import RetentionLimits, prune
from knowledge.archive.tables import fingerprint, version
from knowledge.articles import Article, Picture
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WIRE = tuple(
    f"Paragraph {number}: the harbour board of Wexley said on Tuesday that the new ferry would carry {number}00 cars, "
    f"and that its captain {name} had tried the berth in every wind that the bay knows."
    for number, name in enumerate(("Oduya", "Brannock", "Lindqvist"), start=1)
)


def wire(
    outlet: str, *, hours: float = 0, paragraphs: tuple[str, ...] = WIRE, headline: str = "Ferry for Wexley"
) -> Article:
    return Article(
        headline,
        paragraphs,
        id=f"{outlet}-1",
        source=outlet.title(),
        published=NOW - timedelta(hours=hours),
        url=f"https://{outlet}.example/ferry",
    )


@pytest.fixture
async def newsroom(tmp_path: Path, database_url: str | None) -> AsyncIterator[Newsroom]:
    opened = await Newsroom.open(tmp_path, database_url=database_url)
    yield opened
    await opened.close()


@pytest.fixture
def archive(newsroom: Newsroom) -> Archive:
    return newsroom.archive


async def test_a_wire_copy_is_kept_once_with_all_its_outlets(newsroom: Newsroom) -> None:
    counts = await newsroom.archive.store([wire("herald", hours=2), wire("courier", hours=1)], now=NOW)
    assert (counts.added, counts.paragraphs) == (2, 3)
    later = await newsroom.archive.store([wire("argus", hours=3), wire("courier", hours=1)], now=NOW)
    assert (later.added, later.unchanged) == (1, 1)
    assert await newsroom.archive.counts() == (1, 3)
    # The first to publish it is its outlet, whatever the order in which they came.
    story = await (await newsroom.view(None)).story("argus-1")
    assert (story.article.source, story.article.url) == ("Argus", "https://argus.example/ferry")
    assert [copy.source for copy in story.also_at] == ["Herald", "Courier"]
    assert story.also_reported_by == ()
    numbers = await newsroom.archive.numbers_by_id()
    assert {numbers[f"{outlet}-1"] for outlet in ("argus", "herald", "courier")} == {story.article.number}
    for outlet in ("herald", "courier"):
        assert (await (await newsroom.view(None)).story(f"{outlet}-1")).article.number == story.article.number
    digest = await (await newsroom.view(None)).digest(since=NOW - timedelta(days=1), until=NOW)
    assert [told.reason.outlets for told in digest.stories] == [1]
    assert len(digest.copies[story.article.number]) == 2


@pytest.mark.parametrize(
    ("paragraphs", "headline"),
    [
        ((*WIRE[:2], WIRE[2].replace("300", "900")), "Ferry for Wexley"),
        (tuple(text.replace("harbour board", "mayor") for text in WIRE), "Ferry for Wexley"),
        (WIRE[:2], "Ferry for Wexley"),
        (WIRE, "Wexley 2-1 Harrow"),
    ],
)
async def test_what_says_something_else_is_kept_apart(
    archive: Archive, paragraphs: tuple[str, ...], headline: str
) -> None:
    first = wire("herald", headline="Wexley 1-2 Harrow" if "2-1" in headline else "Ferry for Wexley")
    await archive.store([first, wire("courier", paragraphs=paragraphs, headline=headline)], now=NOW)
    assert (await archive.counts())[0] == 2


async def test_a_copy_follows_its_own_correction(archive: Archive) -> None:
    await archive.store([wire("herald", hours=2), wire("courier")], now=NOW)
    corrected = wire("courier", paragraphs=("Correction: there will be no ferry at all, the board says.",))
    counts = await archive.store([corrected], now=NOW)
    assert (counts.added, counts.updated) == (0, 1)
    assert (await archive.counts())[0] == 2
    held = {one.source: one for one in (await archive.headlines())[0]}
    assert await archive.copies([held["Herald"].number]) == {}


async def test_a_feed_that_leaves_takes_its_address_along_and_leaves_the_text(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    public = await feeds.add("https://herald.example/feed", now=NOW, public=True)
    private = [await feeds.add(f"https://{name}.example/feed", now=NOW) for name in ("courier", "argus")]
    await feeds.store_entries(public, [wire("herald", hours=5)], now=NOW, backlog=False)
    for feed, name in zip(private, ("courier", "argus"), strict=True):
        await feeds.store_entries(feed, [wire(name)], now=NOW, backlog=False)
    assert await archive.counts() == (1, 3)
    readings = [archive.seen_through(frozenset({feed.number})) for feed in private]
    for reading in readings:
        (seen,), _ = await reading.headlines()
        assert seen.source == "Herald"
        assert len((await reading.copies([seen.number]))[seen.number]) == 1
    await feeds.remove(public.number)
    for reading, name in zip(readings, ("Courier", "Argus"), strict=True):
        (seen,), _ = await reading.headlines()
        assert (seen.source, seen.article_id) == (name, f"{name.lower()}-1")
        assert await reading.copies([seen.number]) == {}
        assert [p.text for p in (await reading.bodies([seen.number]))[seen.number]] == list(WIRE)


async def test_other_outlets_come_once() -> None:
    copies = [Copy(None, name, None, None) for name in ("Herald", "HERALD", None, "Courier", "Argus")]
    assert [copy.source for copy in other_outlets(copies, "argus")] == ["Herald", "Courier"]


async def test_a_correction_is_quoted_and_the_earlier_version_remembered(newsroom: Newsroom) -> None:
    archive, later = newsroom.archive, NOW + timedelta(hours=3)
    await archive.store([wire("herald")], now=NOW)
    (held,), _ = await archive.headlines()
    assert held.updated is None
    new = (*WIRE[:2], "The ferry will carry 950 cars, the board corrected itself, since a deck had been left out.")
    assert (await archive.store([wire("herald", paragraphs=new)], now=later)).updated == 1
    (held,), _ = await archive.headlines()
    assert (held.updated, held.first_seen) == (later, NOW)
    answer = await (await newsroom.view(None)).answerer.answer(
        "How many cars will the ferry carry since a deck was left out?", now=later
    )
    assert answer.quotes[0].article.updated == later
    async with archive.database.read() as connection:
        (earlier,) = (await connection.execute(select(version))).all()
    assert (earlier.seen, earlier.headline) == (NOW, "Ferry for Wexley")
    # Another date is no correction of the words.
    await archive.store([wire("herald", hours=1, paragraphs=new)], now=later + timedelta(hours=1))
    assert (await archive.headlines())[0][0].updated == later


async def test_what_was_there_before_a_feed_is_no_news(newsroom: Newsroom) -> None:
    feeds = newsroom.feeds
    feed = await feeds.add("https://f.example/1", now=NOW)
    fresh = wire("courier", hours=-1, paragraphs=("Eleven otters came to the pond.",), headline="Otters return")
    await feeds.store_entries(feed, [wire("herald", hours=2), fresh], now=NOW, backlog=True)
    news = await newsroom.view(frozenset({feed.number}))
    window: dict[str, Any] = {"since": NOW - timedelta(days=1), "until": NOW + timedelta(days=1)}
    assert len((await news.digest(**window)).stories) == 2
    (only,) = (await news.digest(**window, fresh_only=True)).stories
    assert only.lead.source == "Courier"
    assert (await feeds.all())[0].articles == 2
    await newsroom.archive.store([wire("argus", hours=24 * 8, paragraphs=("Old news.",))], now=NOW)
    week: dict[str, Any] = {"since": NOW - timedelta(days=30), "until": NOW}
    assert [told.lead.source for told in (await (await newsroom.view(frozenset())).digest(**week)).stories] == ["Argus"]
    assert (await (await newsroom.view(frozenset())).digest(**week, fresh_only=True)).stories == ()


async def test_limits_take_the_oldest_first(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    one, two = [await feeds.add(f"https://f.example/{n}", now=NOW) for n in (1, 2)]

    def note(number: int) -> Article:
        return Article(
            f"Note {number}", ("x" * 1_000,), published=NOW - timedelta(days=number), url=f"https://n.example/{number}"
        )

    await feeds.store_entries(one, [note(number) for number in range(10)], now=NOW, backlog=False)
    await feeds.store_entries(two, [note(number) for number in (8, 9)], now=NOW, backlog=False)
    await archive.store([wire("herald", hours=24 * 20)], now=NOW)
    none = RetentionLimits()
    assert await prune(archive, feeds, of_feed=none, of_all=none, now=NOW) == 0
    # What another feed has too stays for it.
    assert await prune(archive, feeds, of_feed=RetentionLimits(articles=6), of_all=none, now=NOW) == 2
    assert await feeds.held([one.number, two.number]) == {one.number: 6, two.number: 2}
    assert await prune(archive, feeds, of_feed=RetentionLimits(days=4.5), of_all=none, now=NOW) == 3
    assert await prune(archive, feeds, of_feed=none, of_all=RetentionLimits(megabytes=0.0031), now=NOW) == 3
    assert [a.headline for a in (await archive.headlines())[0]] == ["Note 0", "Note 1", "Note 2"]
    assert await prune(archive, feeds, of_feed=none, of_all=RetentionLimits(days=1.5, articles=5), now=NOW) == 1
    async with archive.database.read() as connection:
        assert (await connection.execute(select(fingerprint))).all() == []


async def test_what_people_and_the_poller_write_does_not_collide(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    feed = await feeds.add("http://www.f.example/feed/", now=NOW, title="Feed")
    assert await feeds.add("https://f.example/feed", now=NOW) == feed
    assert await feeds.get("https://f.example/feed?utm_source=x") == feed
    assert [one.number for one in await feeds.due(NOW, 10)] == [feed.number]
    await feeds.set_state(feed.number, "paused")
    await feeds.save(
        replace(feed, url="https://f.example/new", next_poll=NOW, error="It is ill.", notice="Ill.", public=True)
    )
    (saved,) = await feeds.all()
    assert (saved.state, saved.public, saved.url, saved.error) == (
        "paused",
        False,
        "https://f.example/new",
        "It is ill.",
    )
    assert await feeds.due(NOW, 10) == []
    assert await feeds.next_due(NOW) is None
    assert await feeds.with_notice() == [saved]
    await feeds.told(saved.number, "Ill.")
    assert await feeds.with_notice() == []
    other = await feeds.add("https://f.example/other", now=NOW)
    await feeds.save(replace(other, url="https://f.example/new"))
    assert (await feeds.all([other.number]))[0].url == "https://f.example/other"
    revived = await feeds.add("https://f.example/new", now=NOW, public=True, full_text="on")
    assert (revived.state, revived.public, revived.full_text) == ("active", True, "on")
    assert [one.number for one in await feeds.all(public=True)] == [feed.number]
    await feeds.remove(feed.number)
    assert (await feeds.store_entries(feed, [wire("herald")], now=NOW, backlog=False)).added == 0
    assert await archive.counts() == (0, 0)


PICTURE = Picture("https://cdn.herald.example/ferry.jpg", "The ferry at its berth")


async def test_a_picture_is_kept_and_no_reason_to_store_anew(archive: Archive) -> None:
    with_picture = replace(wire("herald"), picture=PICTURE)
    await archive.store([with_picture], now=NOW)
    (held,), _ = await archive.headlines()
    assert held.picture == PICTURE
    # Outlets sign the addresses of their pictures anew with every request: that is no other article.
    counts = await archive.store([replace(with_picture, picture=Picture("https://cdn.herald.example/2.jpg"))], now=NOW)
    assert (counts.added, counts.updated, counts.unchanged) == (0, 0, 1)
    await archive.store([replace(with_picture, paragraphs=WIRE[:2], picture=None)], now=NOW)
    (held,), _ = await archive.headlines()
    assert held.picture is None


async def test_a_picture_does_not_go_on_at_the_address_of_a_copy(archive: Archive) -> None:
    feeds = Feeds(archive.database)
    public = await feeds.add("https://herald.example/feed", now=NOW, public=True)
    private = [await feeds.add(f"https://{name}.example/feed", now=NOW) for name in ("courier", "argus")]
    await feeds.store_entries(public, [replace(wire("herald", hours=5), picture=PICTURE)], now=NOW, backlog=False)
    for feed, name in zip(private, ("courier", "argus"), strict=True):
        await feeds.store_entries(feed, [wire(name)], now=NOW, backlog=False)
    await feeds.remove(public.number)
    for feed in private:
        (seen,), _ = await archive.seen_through(frozenset({feed.number})).headlines()
        assert seen.picture is None
