"""Every command and every button, used by a member, a moderator, someone without rights, in a direct message, and in
a second server that must see nothing of the first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import BackendError, SetupError

from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, texts
from tests.bot.test_jobs import digest

BUTTON = 2
SECRET = "Zanthorpe"
"""Stands in every text that only the first server may see."""
HEADLINE = "Harl Bridge reopens after a year of repairs"


@dataclass(frozen=True)
class Use:
    """A command with the options it is used with. `manages`: only who may manage the server may use it; `private`:
    there is such a command in direct messages."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)
    manages: bool = False
    private: bool = True

    def __str__(self) -> str:
        return self.name


USES = (
    Use("ask", {"question": "What did the repairs of the Harl Bridge cost?"}),
    Use("headlines"),
    Use("story", {"headline": HEADLINE}),
    Use("trend", {"topic": "Harl Bridge"}),
    Use("sources"),
    Use("help"),
    Use("catchup"),
    Use("settings"),
    Use("privacy about"),
    Use("privacy export"),
    Use("privacy delete"),
    Use("setup check", manages=True, private=False),
    Use("watch add", {"what": "otters"}),
    Use("watch list"),
    Use("watch remove", {"watch": "otters"}),
    Use("digest create", {"name": "Evening", "time": "18:00"}, manages=True, private=False),
    Use("digest list", manages=True, private=False),
    Use("digest edit", {"name": SECRET, "length": 4}, manages=True, private=False),
    Use("digest pause", {"name": SECRET}, manages=True, private=False),
    Use("digest resume", {"name": SECRET}, manages=True, private=False),
    Use("digest now", {"name": SECRET}, manages=True, private=False),
    Use("digest why", {"headline": HEADLINE, "name": SECRET}, manages=True, private=False),
    Use("digest delete", {"name": SECRET}, manages=True, private=False),
    Use("feeds add", {"address": "http://127.0.0.1/feed"}, manages=True, private=False),
    Use("feeds list", manages=True, private=False),
    Use("feeds pause", {"feed": f"{SECRET} Gazette"}, manages=True, private=False),
    Use("feeds resume", {"feed": f"{SECRET} Gazette"}, manages=True, private=False),
    Use("feeds test", {"address": "http://127.0.0.1/feed"}, manages=True, private=False),
    Use("feeds post", {"feed": f"{SECRET} Gazette"}, manages=True, private=False),
    Use("feeds import", {"file": ("feeds.opml", b"<opml/>")}, manages=True, private=False),
    Use("feeds export", manages=True, private=False),
    Use("feeds remove", {"feed": f"{SECRET} Gazette"}, manages=True, private=False),
)


QUESTIONS = (
    "what happened last week?",
    "What did the repairs of the Harl Brigde cost?",
    "any news on the Harl Bridge",
    "what's new",
    "Who won the chess cup of Peru in 1998?",
    "What did the council say about drains?",
)
"""Their answers show the buttons that the answer to a plain question lacks."""
USED_ELSEWHERE = {
    "follow-feed",
    "feeds-page",
    "listed",
    "more",
    "relay-here",
    "relay-stop",
    "remove",
    "sources-page",
    "watch-stop",
}
"""Actions of buttons that no answer to these commands shows: the tests of their cards press them."""


@pytest.fixture
async def servers(world: World) -> AsyncIterator[World]:
    """The first server follows a feed of its own and has a digest; the second has nothing."""
    bot = world.bot
    feed = await bot.newsroom.feeds.add("https://secret.example/feed", now=BEGIN - timedelta(days=1))
    await bot.newsroom.feeds.set_state(feed.number, "paused")
    article = Article(
        f"{SECRET} tower opens",
        (f"The {SECRET} tower opened on Wednesday after repairs that cost 9 million dollars.",),
        source=f"{SECRET} Gazette",
        published=BEGIN - timedelta(hours=1),
        url="https://secret.example/tower",
    )
    await bot.newsroom.feeds.store_entries(feed, [article], now=BEGIN, backlog=False)
    await bot.subscriptions.follow(world.guild.id, feed.number, member=world.moderator.id, now=BEGIN)
    await world.moderator.slash(world.channel, "digest create", name=SECRET, time="19:00", channel=world.channel)
    world.env.settle_timeout = 30
    yield world
    # Discord's library loads the bot's modules once more, so their classes are others than could be imported here.
    causes = {type(getattr(error, "original", error)).__name__ for error in world.env.errors}
    assert causes <= {"Refusal", "MissingPermissions"}
    world.env.errors.clear()


def nothing_secret(said: str) -> None:
    """Neither the article, its address nor the digest of the first server; what was typed may be repeated."""
    for words in ("tower opens", "9 million", "secret.example", "19:00"):
        assert words not in said


def leaves(tree: app_commands.CommandTree[Any]) -> set[str]:
    return {one.qualified_name for one in tree.walk_commands() if isinstance(one, app_commands.Command)}


async def shown(result: Any) -> str:
    """What somebody was shown, as text; a form counts as shown too. It was acknowledged, and nothing went wrong."""
    assert result.acknowledged, "nothing acknowledged it"
    said = texts(result.response) if result.response is not None else str(result.modal)
    assert "Something went wrong" not in said
    return said


async def test_every_command_stands_in_the_table(world: World) -> None:
    assert leaves(world.bot.tree) == {use.name for use in USES}


@pytest.mark.parametrize("use", USES, ids=str)
async def test_who_may_use_it_is_answered_and_nobody_else_sees_it(servers: World, use: Use) -> None:
    assert await shown(await servers.moderator.slash(servers.channel, use.name, **use.options))
    offered = servers.member.available_commands(servers.channel)
    assert (use.name in offered) is not use.manages
    if not use.manages:
        assert await shown(await servers.member.slash(servers.channel, use.name, **use.options))
    direct = servers.member.user
    assert (use.name in direct.available_commands()) is use.private
    if use.private:
        nothing_secret(await shown(await direct.slash(use.name, **use.options)))


@pytest.mark.parametrize("use", USES, ids=str)
async def test_the_second_server_sees_nothing_of_the_first(servers: World, use: Use) -> None:
    guild = servers.env.create_guild("Server B")
    channel = guild.create_text_channel("news")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    other = guild.add_member(servers.env.create_user("moderator-of-b"), roles=[managers])
    nothing_secret(await shown(await other.slash(channel, use.name, **use.options)))
    for option in use.options:
        for typed in ("", SECRET):
            try:
                choices = await other.autocomplete(channel, use.name, option, typed)
            except SetupError:
                break  # nothing is suggested for this option
            nothing_secret(str(choices))
            assert SECRET not in str(choices)


@dataclass(frozen=True)
class Shown:
    """A message with controls, where it is private to `only` or seen by `people`."""

    message: Any
    people: tuple[Any, ...]

    def controls(self) -> Iterator[dict[str, Any]]:
        """The buttons and selects that can be used, as they are now; none once it is deleted."""

        def walk(components: list[Any]) -> Iterator[dict[str, Any]]:
            for one in components:
                part = one if isinstance(one, dict) else one.to_dict()
                if "custom_id" in part and not part.get("disabled"):
                    yield part
                yield from walk(part.get("components", []))
                yield from walk([part["accessory"]] if "accessory" in part else [])

        try:
            yield from walk(self.message.components)
        except BackendError:
            return


def as_shown(result: Any, *people: Any) -> list[Shown]:
    answers = [result.response, *result.followups] if result.response is not None else result.followups
    return [Shown(one, people[:1] if one.ephemeral else people) for one in answers]


async def test_every_button_is_acknowledged_whoever_presses_it(servers: World) -> None:
    """Buttons lead to cards with buttons, and every kind of them is used once by each who can see it."""
    used: set[str] = set()
    moderator, everyone = servers.moderator, (servers.moderator, servers.member)
    await servers.env.advance_time(60)
    waiting: list[Shown] = []
    for one in (*USES, Use("feeds post"), *(Use("ask", {"question": question}) for question in QUESTIONS)):
        waiting += as_shown(await moderator.slash(servers.channel, one.name, **one.options), *everyone)
    await servers.bot.digests.create(digest(servers, 1), due=servers.bot.now(), now=servers.bot.now())
    await servers.env.advance_time(120)
    waiting += [Shown(one, everyone) for one in servers.channel.history(viewer=moderator) if one.author.bot]
    guild = servers.env.create_guild("Server B")  # which the bot greets
    guild.create_text_channel("news")
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    other = guild.add_member(servers.env.create_user("moderator-of-b"), roles=[managers])
    await servers.env.advance_time(120)
    waiting += [Shown(one, (other,)) for channel in guild.channels.values() for one in channel.history(viewer=other)]
    while waiting:
        message = waiting.pop(0)
        for control in list(message.controls()):
            action = control["custom_id"].split(":")[1]
            if action in used:
                continue
            used.add(action)
            for person in message.people:
                now = {one["custom_id"]: one for one in message.controls()}.get(control["custom_id"])
                if now is None:
                    break  # whoever pressed it before has changed or removed the card
                if now["type"] == BUTTON:
                    result = await person.click(message.message, custom_id=now["custom_id"])
                else:
                    values = [option["value"] for option in now.get("options", [])][:1]
                    result = await person.select(message.message, values, custom_id=now["custom_id"])
                assert await shown(result) or result.acknowledged
                waiting += as_shown(result, person)
    assert set(servers.bot._controls) - used == USED_ELSEWHERE
