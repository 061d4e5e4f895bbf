"""Many questions at once, a stop in the middle of them, and what Discord delivers or answers twice."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.client import ANSWERS_AT_ONCE
from knowledge.archive.database import FILE_NAME

from .bot_process import bot_process
from .discord_server import DiscordServer, discord_server
from .faults import Status
from .interactions import Interaction
from .newsroom import fill

QUESTION = "What did the Bank of Orvenmark do?"
CLOSING = "I’m restarting"


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


@pytest.fixture
async def data_dir(tmp_path: Path) -> Path:
    await fill(tmp_path / "data")
    return tmp_path / "data"


@contextmanager
def nobody_can_write(data_dir: Path) -> Iterator[None]:
    """Another process holds the database's write lock, so that no answer gets past being kept."""
    connection = sqlite3.connect(data_dir / FILE_NAME, isolation_level=None, timeout=30)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


async def texts(asked: list[Interaction]) -> list[str]:
    return [(await one.answer(30)).text for one in asked]


async def test_questions_are_acknowledged_while_the_database_is_locked_and_answered_afterwards(
    discord: DiscordServer, data_dir: Path
) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        with nobody_can_write(data_dir):
            asked = [await discord.slash(channel, ada, "ask", question=QUESTION) for _ in range(20)]
        assert all("Orvenmark" in text for text in await texts(asked))
        assert "unforeseen" not in bot.log


async def test_who_waits_for_an_answer_when_the_bot_stops_is_told_so(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        # Before it is ready, a stop ends the connection at once, and a mention that was not read yet stays unread.
        await bot.logged('"event": "ready"')
        with nobody_can_write(data_dir):
            asked = [await discord.slash(channel, ada, "ask", question=QUESTION) for _ in range(8)]
            mention = discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
            bot.terminate()

            def said() -> list[str]:
                """What stands in the place of each question's “thinking…”, or replies to the mention, by now."""
                done = [one.original.text for one in asked if one.original is not None and not one.original.is_loading]
                return done + [one.text for one in discord.bot_messages(channel) if one.reply_to is mention]

            # Whoever comes first is worked on, and cannot be answered yet; all others hear of the stop.
            expected = len(asked) + 1 - ANSWERS_AT_ONCE
            await discord.world.changes.until(lambda: len(said()) >= expected, 30, "the others to be told")
            assert [CLOSING in text for text in said()] == [True] * expected
        await discord.world.changes.until(lambda: len(said()) == len(asked) + 1, 30, "the answers")
        assert sum("Orvenmark" in text for text in said()) == ANSWERS_AT_ONCE
        assert await bot.exit_code() == 0
        assert "unforeseen" not in bot.log


async def test_nobody_is_left_thinking_by_a_stop(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        asked = [discord.send_slash(channel, ada, "ask", question=f"{QUESTION} {count}") for count in range(24)]
        await discord.world.changes.until(
            lambda: all(one.acknowledged_after is not None for one in asked), 10, "the acknowledgements"
        )
        bot.terminate()
        assert all("Orvenmark" in text or CLOSING in text for text in await texts(asked))
        assert await bot.exit_code() == 0
        assert "unforeseen" not in bot.log


async def test_a_mention_that_is_delivered_twice_is_answered_once(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        first = discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
        discord.rest.announce("MESSAGE_CREATE", first)
        await discord.reply(first)
        discord.rest.announce("MESSAGE_CREATE", first)
        second = discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
        await discord.reply(second)
        assert [message.reply_to for message in discord.bot_messages(channel)] == [first, second]
        assert len(discord.calls("POST", "/messages")) == 2


async def test_a_reply_that_was_stored_but_answered_with_an_error_stands_there_once(
    discord: DiscordServer, data_dir: Path
) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        discord.fail("POST /channels/*/messages", Status(502, after=True))
        discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
        await discord.call("POST", "/messages", number=2)
        last = discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
        await discord.reply(last)
        assert len(discord.bot_messages(channel)) == 2


async def test_a_question_that_discord_has_forgotten_is_no_unforeseen_error(
    discord: DiscordServer, data_dir: Path
) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        discord.fail("POST /interactions/*/*/callback", Status(404, error_code=10062, message="Unknown interaction"))
        discord.send_slash(channel, ada, "ask", question=QUESTION)
        await bot.logged("could not be answered")
        assert "unforeseen" not in bot.log
        assert "Traceback" not in bot.log


async def test_an_answer_that_discord_refuses_gives_way_to_a_sentence(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        discord.fail(
            "PATCH /webhooks/*/*/messages/@original", Status(400, error_code=50035, message="Invalid Form Body")
        )
        asked = await discord.slash(channel, ada, "ask", question=QUESTION)
        assert "Something went wrong on my end" in (await asked.answer(30)).text
        assert bot.log.count("unforeseen error") == 1
