"""A process of its own reaches the loopback Discord by environment variables alone, and can be watched and ended."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from .bot_process import bot_process
from .discord_server import discord_server

PROGRAM = """
import asyncio, os, signal, discord

class Echo(discord.Client):
    async def on_ready(self):
        print("ready as", self.user)

    async def on_message(self, message):
        if not message.author.bot:
            await message.reply("heard")

    async def setup_hook(self):
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(self.close()))

client = Echo(intents=discord.Intents(guilds=True, messages=True), proxy=os.environ["NUTGRAF_DISCORD__PROXY"])
asyncio.run(client.start(os.environ["NUTGRAF_DISCORD__TOKEN"]))
print("closed")
"""


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    path = tmp_path / "echo.py"
    path.write_text(PROGRAM, "utf-8")
    return (str(path),)


async def test_it_answers_and_ends_cleanly_on_sigterm(tmp_path: Path, program: tuple[str, ...]) -> None:
    async with discord_server() as discord:
        guild = discord.add_guild()
        ada = discord.add_member(guild, "ada")
        async with bot_process(discord, tmp_path / "data", command=program) as bot:
            await bot.connected()
            asked = discord.user_message(guild.channels[0], ada, f"{discord.bot.mention} hello")
            assert (await discord.reply(asked)).content == "heard"
            await bot.logged("ready as nutgraf")
            bot.terminate()
            assert await bot.exit_code() == 0
            assert bot.log.endswith("closed")
            assert not bot.is_running
        assert discord.gateway.connected == []


async def test_variables_can_be_changed_and_taken_away(tmp_path: Path, program: tuple[str, ...]) -> None:
    async with discord_server() as discord:
        async with bot_process(discord, tmp_path, {"NUTGRAF_DISCORD__TOKEN": "wrong"}, program) as bot:
            await bot.logged("LoginFailure")
            assert await bot.exit_code() == 1
        async with bot_process(discord, tmp_path, {"NUTGRAF_DISCORD__TOKEN": None}, program) as bot:
            with pytest.raises(AssertionError, match="ended without 'ready'"):
                await bot.logged("ready")
            with pytest.raises(AssertionError, match="did not connect"):
                await bot.connected()
            assert "KeyError" in bot.log


async def test_what_does_not_end_is_killed_and_said(tmp_path: Path) -> None:
    ignore = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    async with discord_server() as discord, bot_process(discord, tmp_path, command=("-c", ignore)) as bot:
        await bot.logged("deaf")
        bot.terminate()
        with pytest.raises(AssertionError, match="still running"):
            await bot.exit_code(0.3)
        bot.kill()
        assert await bot.exit_code() == -signal.SIGKILL
