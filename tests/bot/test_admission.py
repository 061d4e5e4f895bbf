"""Who may ask where, and how often: what /settings limits, and the limits of the settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.app import create_bot
from bot.client import NewsBot
from bot.question_limits import KEPT, QuestionLimits
from config.settings import AnswerSettings, Settings
from tests.bot.conftest import BEGIN, World, refusal, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"
LIMIT = 3


@pytest.fixture
def simcord_bot(settings: Settings) -> NewsBot:
    limits = AnswerSettings(threshold=None, keep_days=90, per_member=LIMIT, per_server=2 * LIMIT)
    return create_bot(settings.model_copy(update={"answers": limits}))


async def ask(world: World, channel: Any = None) -> Any:
    return await world.member.slash(channel or world.channel, "ask", question=QUESTION)


async def test_asking_elsewhere_is_refused_privately_with_the_right_channel(world: World) -> None:
    quiet = world.guild.create_text_channel("quiet")
    earlier = await ask(world, quiet)
    await world.bot.servers.change(world.guild.id, ask_channels=[world.channel.id])
    refused = await ask(world, quiet)
    assert refused.ephemeral
    assert refusal(refused) == f"In this server, questions are asked in <#{world.channel.id}>."
    assert "4.6 million" in texts((await ask(world)).response)
    # Neither does a form of an earlier answer, or a message's menu, get around it.
    form = await world.member.click(earlier.response, label="Ask a follow-up")
    assert "questions are asked in" in refusal(await world.member.submit_modal(form, {"question": "Who said so?"}))
    message = await world.member.send(quiet, QUESTION)
    checked = await world.member.context_menu(quiet, "Check against the news", message)
    assert "questions are asked in" in refusal(checked)
    world.env.errors.clear()


async def test_a_mention_elsewhere_is_answered_in_a_direct_message(world: World) -> None:
    quiet = world.guild.create_text_channel("quiet")
    await world.bot.servers.change(world.guild.id, ask_channels=[world.channel.id])
    assert world.bot.user is not None
    await world.member.send(quiet, f"<@{world.bot.user.id}> {QUESTION}")
    assert quiet.last_message.author.id == world.member.id
    assert f"questions are asked in <#{world.channel.id}>" in texts(world.member.user.dm_channel.last_message)


async def test_a_role_may_be_needed_and_whoever_manages_the_server_has_it(world: World) -> None:
    readers = world.guild.create_role("Readers")
    reader = world.guild.add_member(world.env.create_user("reader"), roles=[readers])
    await world.bot.servers.change(world.guild.id, ask_roles=[readers.id])
    refused = await ask(world)
    assert refused.ephemeral
    assert refusal(refused) == "In this server, only members with the role **Readers** may ask."
    for one in (reader, world.moderator):
        assert "4.6 million" in texts((await one.slash(world.channel, "ask", question=QUESTION)).response)
    assert "4.6 million" in texts((await world.member.user.slash("ask", question=QUESTION)).response)
    world.env.errors.clear()


async def test_several_channels_and_roles_are_listed(world: World) -> None:
    quiet, other = world.guild.create_text_channel("quiet"), world.guild.create_text_channel("other")
    await world.bot.servers.change(world.guild.id, ask_channels=[world.channel.id, other.id])
    assert f"<#{world.channel.id}> or <#{other.id}>" in refusal(await ask(world, quiet))
    roles = [world.guild.create_role(name).id for name in ("Readers", "Writers")]
    await world.bot.servers.change(world.guild.id, ask_channels=[], ask_roles=roles)
    assert "**Readers** or **Writers**" in refusal(await ask(world, quiet))
    world.env.errors.clear()


async def test_another_server_has_no_such_limit(world: World) -> None:
    await world.bot.servers.change(world.guild.id, ask_channels=[1], ask_roles=[2])
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("talk")
    reader = other.add_member(world.env.create_user("reader"))
    assert "4.6 million" in texts((await reader.slash(elsewhere, "ask", question=QUESTION)).response)


async def test_a_deleted_channel_is_told_with_what_to_do(world: World) -> None:
    await world.bot.servers.change(world.guild.id, ask_channels=[1])
    assert "A moderator can choose others with `/settings`" in refusal(await ask(world))
    world.env.errors.clear()


async def test_who_asks_too_much_is_told_when_to_go_on(world: World) -> None:
    for _ in range(LIMIT):
        assert "4.6 million" in texts((await ask(world)).response)
    refused = await ask(world)
    assert refused.ephemeral
    until = int((BEGIN + timedelta(minutes=1)).timestamp())
    assert "That’s more than 3 questions in a minute" in refusal(refused)
    assert any(f"<t:{until + late}:R>" in refusal(refused) for late in range(3))
    assert await world.member.autocomplete(world.channel, "ask", "source", "bay")
    assert "4.6 million" in texts((await world.moderator.slash(world.channel, "ask", question=QUESTION)).response)
    await world.env.advance_time(61)
    assert "4.6 million" in texts((await ask(world)).response)
    world.env.errors.clear()


async def test_mentions_beyond_the_limit_are_told_once_and_privately(world: World) -> None:
    assert world.bot.user is not None
    for _ in range(LIMIT):
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
    before = world.channel.last_message.id
    for _ in range(3):
        sent = await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
        assert world.channel.last_message.id == sent.id
    assert sent.id > before
    told = [message for message in world.member.user.dm_channel.history() if message.author.bot]
    assert len(told) == 1
    assert "Please ask again" in texts(told[0])


def test_a_server_has_a_limit_of_its_own_and_a_direct_message_has_none() -> None:
    limits = QuestionLimits(per_member=2, per_server=3)
    assert [limits.ask(member, 7, now=BEGIN) for member in (1, 1, 2)] == [None] * 3
    wait = limits.ask(3, 7, now=BEGIN + timedelta(seconds=20))
    assert wait is not None
    assert (wait.whose, wait.limit, wait.until) == ("server", 3, BEGIN + timedelta(minutes=1))
    assert limits.ask(3, 8, now=BEGIN) is None
    assert limits.ask(4, None, now=BEGIN) is None
    assert limits.ask(3, 7, now=BEGIN + timedelta(minutes=1)) is None


def test_those_who_ask_no_more_are_forgotten() -> None:
    limits = QuestionLimits(per_member=2, per_server=3)
    for member in range(2 * KEPT):
        limits.ask(member, None, now=BEGIN + timedelta(seconds=member))
    assert len(limits._asked) <= KEPT + 1
