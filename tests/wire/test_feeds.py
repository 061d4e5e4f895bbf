"""A feed that is added on the command line is polled by the running bot within seconds, through the database alone."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

from knowledge.articles import Article
from tests.bot.outlets import serve

from .bot_process import bot_process
from .discord_server import discord_server
from .newsroom import fill

WITHIN = 25.0
"""Seconds: the bot looks every 10, and the process that reads feeds has to start on a busy machine."""


async def test_a_feed_added_by_another_process_is_read_by_the_running_bot(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    env = {"NUTGRAF_FEEDS__ALLOW_PRIVATE": "true", "NUTGRAF_FEEDS__FULL_TEXT": "off"}
    await fill(data_dir)
    async with serve() as outlets, discord_server() as discord:
        guild = discord.add_guild()
        channel, ada = guild.channels[0], discord.add_member(guild, "ada")
        words = "The keeper of the Wexley lighthouse found a crate of oranges on the rocks below the tower."
        story = Article("Oranges at Wexley", (words,), published=datetime.now(UTC), url=f"{outlets.base}/1")
        address = outlets.feed("/feed", "Wexley Post", [story])
        async with bot_process(discord, data_dir, env) as bot:
            await bot.connected()
            await bot.logged("ready")
            adding = ("-m", "bot.cli", "feeds", "add", address)
            async with bot_process(discord, data_dir, env, adding) as command:
                assert await command.exit_code(30) == 0
                assert "Wexley Post" in command.log
            added, asked = time.monotonic(), outlets.asked.count("/feed")
            while outlets.asked.count("/feed") == asked:
                assert time.monotonic() - added < WITHIN
                await asyncio.sleep(0.1)
            print(f"polled after {time.monotonic() - added:.1f} s")
            while True:
                question = "What did the keeper of the Wexley lighthouse find on the rocks?"
                answer = await (await discord.slash(channel, ada, "ask", question=question)).answer()
                if words[4:40] in answer.text:
                    break
                assert time.monotonic() - added < WITHIN
                await asyncio.sleep(0.5)
            print(f"quoted after {time.monotonic() - added:.1f} s")
            bot.terminate()
            assert await bot.exit_code() == 0
            assert "Traceback" not in bot.log
        assert discord.violations == []
