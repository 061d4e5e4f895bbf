"""The greeting: once in a server, where the bot may write, with three things to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.bot.conftest import World, refusal, texts

HELLO = "Hello! I’m Nutgraf"


class Joined:
    """A server that the bot has just been added to."""

    def __init__(self, world: World, **channels: Any) -> None:
        self.world, self.guild = world, world.env.create_guild("A new server")
        managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.channels = [self.guild.create_text_channel(name, **options) for name, options in channels.items()]
        self.manager = self.guild.add_member(world.env.create_user("manager"), roles=[managers])
        self.reader = self.guild.add_member(world.env.create_user("reader"))

    def greetings(self) -> list[Any]:
        return [message for one in self.channels for message in one.history() if HELLO in texts(message)]


@pytest.fixture
async def joined(world: World) -> Joined:
    made = Joined(world, talk={}, news={})
    await world.env.settle()
    return made


async def test_a_server_is_greeted_once_also_after_restarts(joined: Joined) -> None:
    (greeting,) = joined.greetings()
    assert greeting.channel.id == joined.channels[0].id
    assert "the exact sentences that tell it" in texts(greeting)
    for _ in range(2):
        await joined.world.restart()
        await joined.world.env.settle()
    assert len(joined.greetings()) == 1
    assert not [m for m in joined.world.channel.history() if HELLO in texts(m)]


async def test_it_stands_where_the_bot_may_write(world: World) -> None:
    made = Joined(world)
    await world.env.settle()
    own = made.guild.me
    assert own is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    made.channels = [
        made.guild.create_text_channel("rules", overwrites={own: silent}),
        made.guild.create_text_channel("talk"),
    ]
    # There was no channel when it joined, so nothing was said; it is made up for, once.
    assert made.greetings() == []
    await world.restart()
    await world.env.settle()
    (greeting,) = made.greetings()
    assert greeting.channel.name == "talk"


async def test_a_server_that_it_has_long_been_in_is_not_greeted_by_a_new_version(world: World) -> None:
    made = Joined(world)
    await world.env.settle()
    made.channels = [made.guild.create_text_channel("talk")]
    long_ago = world.bot.now() - timedelta(days=3)
    server = world.env.backend.get_guild(made.guild.id)
    assert world.bot.user is not None
    server.members[world.bot.user.id].joined_at = long_ago.isoformat()
    await world.restart()
    await world.env.settle()
    assert made.greetings() == []


async def test_two_processes_greet_once(world: World) -> None:
    now = world.env.now()
    assert await world.bot.servers.claim_greeting(7, now=now)
    assert not await world.bot.servers.claim_greeting(7, now=now)
    assert (await world.bot.servers.get(7)).greeted == now


async def test_choosing_news_needs_the_right_to_manage(joined: Joined) -> None:
    (greeting,) = joined.greetings()
    refused = await joined.reader.click(greeting, label="Choose news")
    assert "You need the *Manage Server* permission" in refusal(refused)
    shown = await joined.manager.click(greeting, label="Choose news")
    assert shown.ephemeral
    assert "choice:starter-topic" in str(shown.response.components)
    joined.world.env.errors.clear()


async def test_a_digest_is_set_up_by_its_form(joined: Joined) -> None:
    (greeting,) = joined.greetings()
    refused = await joined.reader.click(greeting, label="Set up a daily digest")
    assert "You need the *Manage Server* permission" in refusal(refused)
    await joined.world.restart()
    form = await joined.manager.click(greeting, label="Set up a daily digest")
    created = await joined.manager.submit_modal(
        form, {"channel": [joined.channels[1]], "time": "08:00", "timezone": "UTC", "topic": "", "name": "Morning"}
    )
    assert "Digest “Morning” created" in texts(created.response)
    joined.world.env.errors.clear()


async def test_anybody_tries_a_question_made_from_the_news(joined: Joined) -> None:
    (greeting,) = joined.greetings()
    form = await joined.reader.click(greeting, label="Try a question")
    assert form.modal is not None
    (field,) = [row["component"] for row in form.modal["components"]]
    assert field["value"] == "Any news on Harl Bridge?"
    answered = await joined.reader.submit_modal(form, {"question": field["value"]})
    assert answered.ephemeral
    assert "Harl Bridge reopens after a year of repairs" in texts(answered.response)
