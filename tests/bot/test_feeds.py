"""/feeds in Discord, over a loopback web server: followed, listed, paused, tried out, imported and exported."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.app import create_bot, open_newsroom
from bot.cards.controls import Press
from bot.cards.layout import card
from bot.client import NewsBot
from config.settings import Settings
from config.starter import StarterFeed, starter_feeds
from knowledge.articles import Article
from knowledge.reading.opml import ListedFeed, read_opml, write_opml
from tests.bot.conftest import BEGIN, World, news, refusal, texts
from tests.bot.outlets import Outlets, serve

pytestmark = pytest.mark.simcord(settle_timeout=10)
"""The process that reads feeds takes a while to begin on a busy machine. Below the 15 seconds for which a client keeps
a connection open: SimCord would wait for those to pass."""

BODY = (
    "The Wexley lighthouse keeper found a crate of oranges on the rocks below the tower this morning.",
    "Keeper Ada Brannock said that 240 oranges were still good, and that the harbour school gets them all.",
)


def lighthouse(base: str, number: int = 1, hours: int = 1) -> Article:
    return Article(
        f"Oranges wash up at Wexley lighthouse {number}",
        (f"{number * 3} crates were counted.", *BODY),
        published=BEGIN - timedelta(hours=hours),
        url=f"{base}/lighthouse-{number}",
    )


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    limits: Any = {"allow_private": True, "full_text": "off", "per_server": 4}
    made = Settings(data_dir=tmp_path / "data", feeds=limits)
    newsroom = await open_newsroom(made)
    await newsroom.ingest(news(), now=BEGIN)
    await newsroom.close()
    return made


@pytest.fixture
async def outlets() -> AsyncIterator[Outlets]:
    async with serve() as server:
        yield server


@pytest.fixture
def simcord_bot(settings: Settings) -> NewsBot:
    return create_bot(settings)


async def add(world: World, address: str, **options: object) -> str:
    return refusal(await world.moderator.slash(world.channel, "feeds add", address=address, **options))


def edits(world: World) -> list[str]:
    """What the bot has put, one after the other, in the place of its “thinking …”."""
    return [
        texts(SimpleNamespace(components=payload["components"]))
        for kind, name, payload in world.env.backend.transcript
        if kind == "HTTP" and "@original" in name
    ]


async def ask(world: World, member: Any = None, channel: Any = None) -> str:
    asked = await (member or world.member).slash(
        channel or world.channel, "ask", question="What did the Wexley lighthouse keeper find on the rocks?"
    )
    return texts(asked.response)


async def test_what_is_followed_is_found_soon(world: World, outlets: Outlets) -> None:
    articles = [lighthouse(outlets.base, number, hours=10 - number) for number in range(1, 6)]
    address = outlets.feed("/feed", "Wexley *Post*", articles)
    told = await add(world, address)
    assert f"Now following [Wexley \\*Post\\*]({address}): 5 articles to ask about." in told
    assert [number for number in range(1, 6) if f"lighthouse {number}" in told] == [3, 4, 5]
    assert "> The Wexley lighthouse keeper found a crate of oranges" in await ask(world)
    assert "already follows" in await add(world, address)
    await world.env.advance_time(61)
    assert outlets.asked.count("/feed") == 2  # to find it, and to read it
    listed = texts((await world.moderator.slash(world.channel, "feeds list")).response)
    assert "Feeds in this server (1 of 4)" in listed
    assert "5 articles" in listed
    asked = outlets.asked.count("/feed")
    await world.restart()
    await world.env.advance_time(61)
    assert outlets.asked.count("/feed") == asked
    assert "oranges" in await ask(world)


async def test_only_managers_may(world: World, outlets: Outlets) -> None:
    address = outlets.feed("/feed", "Wexley Post", [])
    (group,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "feeds"]
    assert group.default_member_permissions == discord.Permissions(manage_guild=True)
    # Discord lets the command through, but the bot cannot read on whose word: then it goes by the right itself.
    world.guild.set_command_permissions(group.id, {world.member: True})
    world.env.inject_error("GET", "/applications/*/commands/*/permissions", status=403, times=None)
    for command, options in (
        ("add", {"address": address}),
        ("list", {}),
        ("remove", {"feed": "1"}),
        ("test", {"address": address}),
        ("export", {}),
    ):
        refused = await world.member.slash(world.channel, f"feeds {command}", **options)
        assert "Manage Server" in refusal(refused)
    assert outlets.asked == []
    assert await world.member.autocomplete(world.channel, "feeds remove", "feed", "") == []
    world.env.errors.clear()


async def test_a_site_with_several_feeds_offers_a_choice(world: World, outlets: Outlets) -> None:
    outlets.feed("/main", "Wexley Post", [lighthouse(outlets.base)])
    outlets.feed("/sport", "Wexley Sport", [])
    site = outlets.site("/", "/main", "/sport")
    offered = await world.moderator.slash(world.channel, "feeds add", address=site)
    assert "This site has 2 feeds" in texts(offered.response)
    (stored,) = [one for one in [await world.bot.cards.get(n) for n in range(1, 5)] if one and one.kind == "feeds"]
    await world.moderator.select(offered.response, [f"{stored.number}:1"])
    assert "Now following [Wexley Sport]" in texts(offered.response)
    (feed,) = await world.bot.newsroom.feeds.all()
    assert (feed.title, feed.public) == ("Wexley Sport", False)


async def test_what_is_no_feed_is_refused_with_a_sentence(world: World, outlets: Outlets) -> None:
    outlets.site("/")
    assert "No feed was found" in await add(world, outlets.base)
    assert "cannot be fetched" in await add(world, f"{outlets.base}/nowhere")
    outlets.pages["/large"] = (200, "application/rss+xml", "<rss><channel>" + "<item/>" * 10_001)
    assert "more than 10,000 entries, too many for a feed" in await add(world, f"{outlets.base}/large")
    assert "not a web address" in await add(world, "ftp://files.example/feed")
    world.env.errors.clear()
    for number in range(4):
        await add(world, outlets.feed(f"/{number}", f"Feed {number}", []))
    assert "the maximum" in await add(world, outlets.feed("/4", "Feed 4", []))
    assert len(await world.bot.newsroom.feeds.all()) == 4


async def test_removing_takes_the_articles_along(world: World, outlets: Outlets) -> None:
    await add(world, outlets.feed("/feed", "Wexley Post", [lighthouse(outlets.base)]))
    await world.env.advance_time(61)
    choices = await world.moderator.autocomplete(world.channel, "feeds remove", "feed", "wex")
    assert [choice["name"] for choice in choices] == ["Wexley Post"]
    removed = await world.moderator.slash(world.channel, "feeds remove", feed=choices[0]["value"])
    assert "No longer following [Wexley Post]" in refusal(removed)
    assert "I have nothing on that" in await ask(world)
    unknown = await world.moderator.slash(world.channel, "feeds remove", feed="Nothing like it")
    assert "doesn’t follow a feed called" in refusal(unknown)
    world.env.errors.clear()


async def test_a_feed_that_has_moved_is_removed_by_its_old_address_too(world: World, outlets: Outlets) -> None:
    old = outlets.feed("/old", "Wexley Post", [lighthouse(outlets.base)])
    await add(world, old)
    outlets.pages["/new"] = outlets.pages.pop("/old")
    outlets.moved["/old"] = "/new"
    await world.env.advance_time(3600)
    (feed,) = await world.bot.newsroom.feeds.all()
    assert feed.url == outlets.base + "/new"
    removed = await world.moderator.slash(world.channel, "feeds remove", feed=old)
    assert "No longer following [Wexley Post]" in refusal(removed)
    assert await world.bot.newsroom.feeds.all() == []


async def test_a_paused_feed_is_not_asked_until_it_is_resumed(world: World, outlets: Outlets) -> None:
    await add(world, outlets.feed("/feed", "Wexley Post", [lighthouse(outlets.base)]))
    await world.env.advance_time(61)
    paused = await world.moderator.slash(world.channel, "feeds pause", feed="Wexley Post")
    assert "is paused" in refusal(paused)
    asked = len(outlets.asked)
    await world.env.advance_time(3 * 3600)
    assert len(outlets.asked) == asked
    assert "oranges" in await ask(world)
    outlets.feed("/feed", "Wexley Post", [lighthouse(outlets.base), lighthouse(outlets.base, 2)])
    await world.moderator.slash(world.channel, "feeds resume", feed="Wexley Post")
    await world.env.advance_time(61)
    listed = texts((await world.moderator.slash(world.channel, "feeds list")).response)
    assert "2 articles" in listed


async def test_trying_out_shows_the_newest_three_and_keeps_nothing(world: World, outlets: Outlets) -> None:
    articles = [lighthouse(outlets.base, number, hours=10 - number) for number in range(1, 6)]
    address = outlets.feed("/feed", "Wexley Post", articles)
    shown = texts((await world.moderator.slash(world.channel, "feeds test", address=address)).response)
    assert "A feed of 5 entries" in shown
    assert [number for number in range(1, 6) if f"lighthouse {number}" in shown] == [3, 4, 5]
    assert await world.bot.newsroom.feeds.all() == []


async def test_a_list_of_feeds_goes_in_and_out(world: World, outlets: Outlets) -> None:
    good = outlets.feed("/good", "Good & Proper", [])
    other = outlets.feed("/other", "Other", [])
    wanted = [good, f"{outlets.base}/gone", "file:///etc/passwd", other]
    listed = write_opml("Mine", [ListedFeed(address) for address in wanted])
    file = ("mine.opml", listed)
    report = texts((await world.moderator.slash(world.channel, "feeds import", file=file)).response)
    assert "4 addresses" in report
    assert "Now following [Good & Proper]" in report
    assert report.count("✗") == 2
    assert "passwd cannot be fetched: It is not a web address" in report
    exported = await world.moderator.slash(world.channel, "feeds export")
    (attachment,) = exported.response.attachments
    content = await attachment.read() if hasattr(attachment, "read") else attachment
    assert [feed.title for feed in read_opml(content)] == ["Good & Proper", "Other"]
    several = await add(world, f"{good} {outlets.base}/gone")
    assert "2 addresses" in several
    assert "already follows" in several
    broken = ("x.opml", b"<html>no list</html>")
    refused = await world.moderator.slash(world.channel, "feeds import", file=broken)
    assert "It is no OPML file" in refusal(refused)
    world.env.errors.clear()


async def test_a_failing_feed_is_told_of_once(world: World, outlets: Outlets) -> None:
    notices = world.guild.create_text_channel("bot-notices")
    await add(world, outlets.feed("/feed", "Wexley Post", []), notices=notices)
    await world.env.advance_time(61)
    outlets.pages["/feed"] = (410, "text/plain", "Gone.")
    for _ in range(4):
        await world.env.advance_time(3600)
    told = [texts(message) for message in notices.history(viewer=world.moderator)]
    assert told == [
        "[Wexley Post](" + outlets.base + "/feed) is permanently gone, according to its server, so I’ve"
        " stopped reading it. Its articles are kept."
    ]
    listed = texts((await world.moderator.slash(world.channel, "feeds list")).response)
    assert "permanently gone" in listed


async def test_adding_shows_what_is_found_before_it_is_read(world: World, outlets: Outlets) -> None:
    address = outlets.feed("/feed", "Wexley Post", [lighthouse(outlets.base)])
    await add(world, address)
    shown = edits(world)
    assert shown[0] == f"Found [Wexley Post]({address}), with one entry. I’m reading it now …"
    assert shown[-1].startswith(f"Now following [Wexley Post]({address}): one article to ask about.")
    assert len(shown) == 2


async def test_a_feed_that_cannot_be_read_yet_is_followed_and_says_why(world: World, outlets: Outlets) -> None:
    address = outlets.feed("/feed", "Wexley Post", [])
    found = world.bot.feed_directory.find

    async def find_then_lose(*given: Any, **named: Any) -> Any:
        there = await found(*given, **named)
        outlets.pages["/feed"] = (503, "text/plain", "Busy.")
        return there

    world.bot.feed_directory.find = find_then_lose  # type: ignore[method-assign]
    told = await add(world, address)
    assert "but I couldn’t read it yet: " in told
    assert "503" in told
    assert "I’ll keep trying." in told


@pytest.fixture
def starter(outlets: Outlets, monkeypatch: pytest.MonkeyPatch) -> list[StarterFeed]:
    """Starter sets whose outlets are on the loopback server; the last one is dead."""
    made = [
        one.model_copy(update={"url": outlets.feed(f"/{place}", one.name, [lighthouse(outlets.base, place)])})
        for place, one in enumerate(starter_feeds())
    ]
    del outlets.pages[f"/{len(made) - 1}"]
    monkeypatch.setattr("config.starter.starter_feeds", lambda: made)
    monkeypatch.setattr("bot.commands._starter.starter_feeds", lambda: made)
    return made


def choices(message: Any, action: str) -> list[dict[str, Any]]:
    """The options of a select."""
    first = message.components[0]
    rows = (first if isinstance(first, dict) else first.to_dict())["components"]
    parts = [part for row in rows for part in row.get("components", ())]
    found = next((part for part in parts if part.get("custom_id") == f"choice:{action}"), None)
    options: list[dict[str, Any]] = [] if found is None else found["options"]
    return options


async def choose(world: World, message: Any, action: str, *values: str) -> None:
    await world.moderator.select(message, list(values), custom_id=f"choice:{action}")


async def test_news_is_chosen_in_three_clicks(world: World, outlets: Outlets, starter: list[StarterFeed]) -> None:
    await world.bot.get_partial_messageable(world.channel.id).send(
        view=card(["Hello"], rows=[[Press("starter", label="Choose news")]])
    )
    greeting = world.channel.last_message
    offered = (await world.moderator.click(greeting, custom_id="press:starter:")).response
    assert "Choose news" in texts(offered)
    assert [one["label"] for one in choices(offered, "starter-topic")][:2] == ["World and general news", "Technology"]
    assert [one["label"] for one in choices(offered, "starter-language") if one.get("default")] == ["English"]
    assert choices(offered, "starter-follow") == []
    await choose(world, offered, "starter-topic", "en:technology")
    assert [one["label"] for one in choices(offered, "starter-topic") if one.get("default")] == ["Technology"]
    names = [one["label"] for one in choices(offered, "starter-follow")]
    assert names[:2] == ["The Verge", "Ars Technica"]
    assert "heise online" in names
    picked = [one["value"] for one in choices(offered, "starter-follow")[:2]]
    await choose(world, offered, "starter-follow", *picked)
    told = texts(offered)
    assert "Now following [The Verge]" in told
    assert told.count("one article to ask about") == 2
    assert "Oranges wash up at Wexley lighthouse" in told
    assert "oranges" in await ask(world)
    assert len(await world.bot.subscriptions.of_guild(world.guild.id)) == 2
    posting = await world.moderator.click(offered, label="Post each new story here")
    assert texts(posting.response).count("I’ll post each new story of") == 2
    assert [one.channel for one in await world.bot.relays.of_guild(world.guild.id)] == [world.channel.id] * 2


async def test_without_an_address_the_starter_sets_are_offered_in_another_language_too(
    world: World, starter: list[StarterFeed]
) -> None:
    offered = (await world.moderator.slash(world.channel, "feeds add")).response
    await choose(world, offered, "starter-topic", "en:sport")
    await choose(world, offered, "starter-language", "ja:sport")
    assert [one["label"] for one in choices(offered, "starter-language") if one.get("default")] == ["Japanese"]
    assert choices(offered, "starter-follow")[0]["label"].startswith("朝日新聞")
    dead = starter[-1]
    await choose(world, offered, "starter-follow", dead.url)
    assert f"✗ {dead.name}: " in texts(offered)
    assert "404" in texts(offered)
    assert await world.bot.subscriptions.of_guild(world.guild.id) == []


async def test_only_managers_choose_news(world: World, starter: list[StarterFeed]) -> None:
    view = card(["Hello"], rows=[[Press("starter", label="Choose news")]])
    await world.bot.get_partial_messageable(world.channel.id).send(view=view)
    refused = await world.member.click(world.channel.last_message, custom_id="press:starter:")
    assert "Manage Server" in refusal(refused)
