"""/help shows what this member may use here, with examples from the news held; and the message menus."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.bot.conftest import World, refusal, texts


def commands_in(message: Any) -> set[str]:
    return set(re.findall(r"</([a-z ]+):\d+>", texts(message)))


EVERYBODYS = {"ask", "headlines", "story", "catchup", "trend", "sources", "watch add", "settings", "privacy about"}
MANAGING = {"feeds add", "feeds post", "digest create", "setup check"}


async def test_a_member_is_shown_no_managing_commands(world: World) -> None:
    shown = await world.member.slash(world.channel, "help")
    assert shown.ephemeral
    assert commands_in(shown.response) == EVERYBODYS
    said = texts(shown.response)
    assert "“Any news on Harl Bridge?”" in said
    assert "sums up one article in its own sentences. Try “Harl Bridge reopens after a year of repairs”." in said
    assert "*Check against the news* or *Find related news*" in said
    assert "I have 15 articles from 2 outlets" in said


async def test_its_examples_work(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question="Any news on Harl Bridge?")
    assert "Harl Bridge reopens after a year of repairs" in texts(asked.response)
    told = await world.member.slash(world.channel, "story", headline="Harl Bridge reopens after a year of repairs")
    assert "Repairs cost 4.6 million dollars" in texts(told.response)


async def test_a_moderator_is_shown_them(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "help")
    assert commands_in(shown.response) == EVERYBODYS | MANAGING


async def test_a_direct_message_has_what_works_there(world: World) -> None:
    shown = await world.member.user.slash("help")
    assert commands_in(shown.response) == EVERYBODYS
    assert "Write me a question" in texts(shown.response)
    assert "Apps" not in texts(shown.response)


async def test_the_integrations_page_opens_and_closes(world: World) -> None:
    commands = {command.name: command for command in await world.bot.tree.fetch_commands()}
    world.guild.set_command_permissions(commands["digest"], {world.member: True})
    world.guild.set_command_permissions(commands["trend"], {world.guild.default_role: False})
    shown = await world.member.slash(world.channel, "help")
    assert commands_in(shown.response) == (EVERYBODYS | {"digest create"}) - {"trend"}


async def test_who_may_not_ask_here_is_told_where(world: World) -> None:
    quiet = world.guild.create_text_channel("quiet")
    await world.bot.servers.change(world.guild.id, ask_channels=[world.channel.id])
    said = texts((await world.member.slash(quiet, "help")).response)
    assert f"- In this server, questions are asked in <#{world.channel.id}>." in said
    assert "ask" not in commands_in((await world.member.slash(quiet, "help")).response)


async def test_another_server_shows_nothing_of_this_ones_news(world: World) -> None:
    await world.bot.servers.change(world.guild.id, outlets=["Bay Radio"])
    said = texts((await world.member.slash(world.channel, "help")).response)
    assert "Harrow Post" not in said
    assert "13 articles from one outlet" in said


async def test_related_news_is_found_for_a_message(world: World) -> None:
    message = await world.member.send(world.channel, "they say the cracked piers of the bridge were repaired")
    found = await world.member.context_menu(world.channel, "Find related news", message)
    assert found.ephemeral
    said = texts(found.response)
    assert said.startswith("### Related news\n-# To “they say the cracked piers")
    assert "[Harl Bridge reopens after a year of repairs]" in said
    assert "-# Also: Bay Radio" in said
    assert "Otters" not in said
    await world.restart()
    form = await world.member.select(found.response, ["1"])
    assert form.modal is not None


@pytest.mark.parametrize(
    ("text", "told"), [("who wants pizza", "I have nothing related to that."), ("", "That message has no text")]
)
async def test_a_message_that_is_about_nothing(world: World, text: str, told: str) -> None:
    message = await world.member.send(world.channel, text or "x")
    if not text:
        world.env.backend.get_message(world.channel.id, message.id).content = ""
    found = await world.member.context_menu(world.channel, "Find related news", message)
    assert told in refusal(found)
    world.env.errors.clear()
