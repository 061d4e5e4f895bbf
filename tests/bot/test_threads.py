"""Threads of Discord that were archived, locked or deleted; and threads of questions that never mix."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.client import Refusal
from tests.bot.conftest import World, refusal, texts
from tests.bot.test_digest_commands import set_permissions

COST, OTTERS = "How much did the repairs of the Harl Bridge cost?", "How many otters did the wardens count?"


async def thread_of(world: World) -> discord.Thread:
    world.env.settle_timeout = 60
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return await channel.create_thread(name="Stories", type=discord.ChannelType.public_thread)


async def digest_in(world: World, thread: discord.Thread) -> None:
    (handle,) = world.channel.threads
    made = await world.moderator.slash(world.channel, "digest create", channel=handle, time="00:10", timezone="UTC")
    assert "created" in refusal(made), refusal(made)
    assert handle.id == thread.id


async def listed(world: World) -> str:
    return texts((await world.moderator.slash(world.channel, "digest list")).response)


def posted(world: World) -> list[str]:
    (handle,) = world.channel.threads
    return [texts(message) for message in handle.history(viewer=world.member) if "-# From <t:" in texts(message)]


async def test_an_archived_thread_is_opened_again_to_post(world: World) -> None:
    thread = await thread_of(world)
    await digest_in(world, thread)
    await thread.edit(archived=True)
    await world.env.settle()
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    assert guild.get_thread(thread.id) is None  # the gateway says no more of it than of a deleted one
    assert "on hold" not in await listed(world)
    checked = texts((await world.moderator.slash(world.channel, "setup check")).response)
    assert "deleted" not in checked
    await world.env.advance_time(15 * 60)
    (text,) = posted(world)
    assert "Harl Bridge reopens after a year of repairs" in text
    again = await world.bot.fetch_channel(thread.id)
    assert isinstance(again, discord.Thread)
    assert not again.archived
    assert "on hold" not in await listed(world)


async def test_a_thread_that_is_locked_says_what_it_needs(world: World) -> None:
    thread = await thread_of(world)
    await digest_in(world, thread)
    await thread.edit(archived=True, locked=True)
    permissions = discord.Permissions.text() | discord.Permissions(view_channel=True)
    permissions.manage_threads = False
    set_permissions(world, permissions)
    await world.env.advance_time(15 * 60)
    assert posted(world) == []
    assert "on hold: I need permission to manage threads" in await listed(world)


async def test_a_thread_that_was_deleted_is_told(world: World) -> None:
    thread = await thread_of(world)
    await digest_in(world, thread)
    await thread.delete()
    await world.env.advance_time(15 * 60)
    assert "on hold: the channel was deleted; choose another with `/digest edit`" in await listed(world)


@pytest.mark.parametrize("name", ["\u200b", " \u3164 ", "\u2800\u2800", "\u202e\u202c"])
async def test_a_name_that_looks_empty_is_refused(world: World, name: str) -> None:
    options = {"channel": world.channel, "time": "08:00", "name": name}
    refused = await world.moderator.slash(world.channel, "digest create", **options)
    assert "A name needs at least one letter, digit or sign" in refusal(refused)
    assert await world.bot.digests.all() == []
    watched = await world.moderator.slash(world.channel, "watch add", what=name * 2)
    assert "I can’t watch for" in refusal(watched)
    assert [type(error) for error in world.env.errors] == [Refusal, Refusal]


def notices(world: World, channel: Any, *words: str) -> list[str]:
    """What was posted in the channel for notices that has these words."""
    shown = [texts(message) for message in channel.history(viewer=world.moderator)]
    return [text for text in shown if all(word in text for word in words)]


async def test_a_deleted_channel_and_a_deleted_role_are_told_once(world: World) -> None:
    world.env.settle_timeout = 60
    told = world.guild.create_text_channel("notices")
    await world.bot.servers.change(world.guild.id, notices=told.id)
    lost = world.guild.create_text_channel("lost")
    role = world.guild.create_role("Readers", mentionable=True)
    for options in (
        {"channel": lost, "name": "Lost"},
        {"channel": world.channel, "name": "Mentioning", "mention": role},
    ):
        await world.moderator.slash(world.channel, "digest create", time="00:10", timezone="UTC", **options)
    gone = world.bot.get_channel(lost.id)
    assert isinstance(gone, discord.TextChannel)
    await gone.delete()
    found = gone.guild.get_role(role.id)
    assert found is not None
    await found.delete()
    await world.env.advance_time(15 * 60)
    assert len(notices(world, told, "“Lost”", "its channel was deleted", "`/digest edit`")) == 1
    assert len(notices(world, told, "“Mentioning”", "no longer mentions one", "`/digest edit`")) == 1
    await world.restart()
    await world.sleep_through(24 * 3600 - 60)
    await world.env.advance_time(120)
    assert len(notices(world, told)) == 2
    shown = [texts(message) for message in world.channel.history(viewer=world.member)]
    assert any("Mentioning" in text for text in shown)
    assert not [text for text in shown if "<@&" in text]


async def test_a_digest_where_no_news_is_followed_says_so(world: World) -> None:
    world.env.settle_timeout = 60
    numbers = (await world.bot.newsroom.archive.numbers_by_id()).values()
    await world.bot.newsroom.archive.remove(sorted(set(numbers)))
    await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="00:10", timezone="UTC")
    await world.env.advance_time(15 * 60)
    (shown,) = [text for text in map(texts, world.channel.history(viewer=world.member)) if "-# From <t:" in text]
    assert "I don’t have any news yet." in shown
    assert "/feeds add" in shown
    assert "quiet day" not in shown


# Threads of questions


async def test_two_members_follow_up_on_what_each_of_them_asked(world: World) -> None:
    assert world.bot.user is not None
    mention = f"<@{world.bot.user.id}>"
    other = world.guild.add_member(world.env.create_user("other"))
    await world.member.send(world.channel, f"{mention} {COST}")
    costs = world.channel.last_message
    await other.send(world.channel, f"{mention} {OTTERS}")
    otters = world.channel.last_message
    await world.member.send(world.channel, "who said so?", reply_to=costs)
    assert f"Follow-up to “{COST}”" in texts(world.channel.last_message)
    await other.send(world.channel, f"{mention} who said so?", reply_to=otters)
    assert f"Follow-up to “{OTTERS}”" in texts(world.channel.last_message)
    await world.member.send(world.channel, "and when was that?", reply_to=costs)
    shown = texts(world.channel.last_message)
    assert f"Follow-up to “{COST}”" in shown
    assert "otters" not in shown
    forms = [
        await member.click(card, label="Ask a follow-up") for member, card in ((world.member, costs), (other, otters))
    ]
    followed = await world.member.submit_modal(forms[0], {"question": "who said so?"})
    assert f"Follow-up to “{COST}”" in texts(followed.response)
    followed = await other.submit_modal(forms[1], {"question": "who said so?"})
    assert f"Follow-up to “{OTTERS}”" in texts(followed.response)


def custom_ids(message: Any) -> list[str]:
    """Those of the buttons of a card."""
    found: list[str] = []

    def walk(component: dict[str, Any]) -> None:
        if component.get("type") == 2:
            found.append(component["custom_id"])
        for child in component.get("components", ()):
            walk(child)

    for component in message.components:
        walk(component if isinstance(component, dict) else component.to_dict())
    return found


@pytest.mark.parametrize("question", [COST, "Any news about the Harl Bridge yesterday?", "headlines of yesterday"])
async def test_every_button_of_a_card_that_is_gone_says_so(world: World, question: str) -> None:
    asked = await world.member.slash(world.channel, "ask", question=question)
    buttons = [one for one in custom_ids(asked.response) if ":remove:" not in one]
    assert buttons
    await world.bot.cards.forget(before=world.bot.now() + timedelta(days=1))
    await world.restart()
    for button in buttons:
        pressed = await world.member.click(asked.response, custom_id=button)
        assert pressed.ephemeral, button
        assert "buttons on this card have expired" in refusal(pressed), button
    world.env.errors.clear()
