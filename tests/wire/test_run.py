"""`nutgraf run` as a process: over real sockets, with wrong tokens, signals and a Discord that fails."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .bot_process import KEPT_VARIABLES, ROOT, bot_process
from .discord_server import DiscordServer, discord_server
from .faults import Hold, Status

RECORDS = [
    {
        "id": "harl-1",
        "title": "Harl Bridge reopens after a year of repairs",
        "source": "Harrow Post",
        "published": "2026-11-20T09:30:00Z",
        "url": "https://harrowpost.example/harl",
        "text": "The Harl Bridge reopened to traffic on Friday after a year of repairs to two of its piers.\n\n"
        "County engineer Mireille Sánchez put the cost of the repairs at 4.6 million dollars.",
    }
]
QUESTION = "How much did the repairs of the Harl Bridge cost?"


@pytest.fixture
async def data_dir(tmp_path: Path) -> Path:
    import os

    (tmp_path / "records.json").write_text(json.dumps(RECORDS), "utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", "--data-dir", str(tmp_path / "data"), "ingest", "records.json"),
        cwd=tmp_path,
        env={name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ} | {"PYTHONPATH": str(ROOT)},
    )
    assert await process.wait() == 0
    return tmp_path / "data"


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


async def test_a_question_over_the_wire(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    (channel, *_), ada = guild.channels, discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        asked = await discord.slash(channel, ada, "ask", question=QUESTION)
        answer = await asked.answer()
        assert "4.6 million dollars" in answer.text
        assert asked.acknowledged_after is not None
        assert asked.acknowledged_after < 3
        rest = await (await discord.click(ada, answer, "More")).answer()
        shown = await (await discord.click(ada, rest, "Show the paragraph")).answer()
        assert shown.is_ephemeral
        mention = discord.user_message(channel, ada, f"{discord.bot.mention} {QUESTION}")
        assert "4.6 million dollars" in (await discord.reply(mention)).text
        private = discord.user_message(discord.direct_channel(ada), ada, QUESTION)
        assert "4.6 million dollars" in (await discord.reply(private)).text
        bot.terminate()
        assert await bot.exit_code() == 0
        # Questions are nobody's business but the asker's.
        assert "repairs" not in bot.log
        assert discord.token not in bot.log
        assert "Traceback" not in bot.log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_lets_the_answer_in_flight_finish(
    discord: DiscordServer, data_dir: Path, number: signal.Signals
) -> None:
    guild = discord.add_guild()
    ada = discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        released = asyncio.Event()
        discord.fail("PATCH /webhooks/*/*/messages/@original", Hold(released))
        asked = await discord.slash(guild.channels[0], ada, "ask", question=QUESTION)
        await discord.call("PATCH", "/messages/@original")
        bot.send_signal(number)
        await bot.logged("stopping")
        started = time.monotonic()
        assert bot.is_running
        released.set()
        assert "4.6 million dollars" in (await asked.answer()).text
        assert await bot.exit_code() == 0
        assert time.monotonic() - started < 10


async def test_it_stops_in_time_even_if_discord_never_answers(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    ada = discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        never = asyncio.Event()
        discord.fail("PATCH /webhooks/*/*/messages/@original", Hold(never))
        await discord.slash(guild.channels[0], ada, "ask", question=QUESTION)
        await discord.call("PATCH", "/messages/@original")
        started = time.monotonic()
        bot.terminate()
        assert await bot.exit_code(10) == 0
        assert time.monotonic() - started < 10
        never.set()


@pytest.mark.parametrize(
    ("token", "sentence"),
    [(None, "There is no bot token"), ("wrong", "Discord refused the bot token")],
)
async def test_a_missing_or_wrong_token_ends_with_what_to_do(
    discord: DiscordServer, tmp_path: Path, token: str | None, sentence: str
) -> None:
    async with bot_process(discord, tmp_path / "data", {"NUTGRAF_DISCORD__TOKEN": token}) as bot:
        await bot.logged(sentence)
        assert await bot.exit_code() == 1
        assert "https://discord.com/developers/applications" in bot.log
        assert "Traceback" not in bot.log


async def test_the_token_may_stand_in_a_file(discord: DiscordServer, data_dir: Path) -> None:
    secret = data_dir.parent / "token"
    secret.write_text(discord.token + "\n", "utf-8")
    variables = {"NUTGRAF_DISCORD__TOKEN": None, "NUTGRAF_DISCORD__TOKEN_FILE": str(secret)}
    async with bot_process(discord, data_dir, variables) as bot:
        await bot.connected()
        bot.terminate()
        assert await bot.exit_code() == 0


async def test_an_unreachable_discord_is_a_sentence(discord: DiscordServer, tmp_path: Path) -> None:
    async with bot_process(discord, tmp_path / "data", {"NUTGRAF_DISCORD__PROXY": "http://127.0.0.1:1"}) as bot:
        await bot.logged("Discord cannot be reached")
        assert await bot.exit_code() == 1
        assert "Traceback" not in bot.log


async def test_a_used_up_data_dir_is_a_sentence(discord: DiscordServer, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.logged("cannot be used")
        assert await bot.exit_code() == 1
        assert "Traceback" not in bot.log


async def test_a_second_run_on_one_data_dir_is_refused_and_other_commands_are_not(
    discord: DiscordServer, data_dir: Path
) -> None:
    guild = discord.add_guild()
    ada = discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as first:
        await first.connected()
        async with bot_process(discord, data_dir) as second:
            await second.logged("is already at work on the data dir")
            assert await second.exit_code() == 1
            assert "Traceback" not in second.log
        for command in (
            ("headlines", "--json"),
            ("ingest", "records.json"),
            ("feeds", "list"),
            ("backup", "backup"),
            ("doctor",),
        ):
            async with bot_process(discord, data_dir, command=("-m", "bot.cli", *command)) as beside:
                assert await beside.exit_code(30) == 0, beside.log
        # The index of a running bot would be of another archive than the one restored.
        async with bot_process(discord, data_dir, command=("-m", "bot.cli", "restore", "backup")) as restoring:
            await restoring.logged("Stop it first")
            assert await restoring.exit_code() == 1
        # Other runs have data dirs of their own.
        async with bot_process(discord, data_dir.parent / "other") as other:
            await other.connected()
        mention = discord.user_message(guild.channels[0], ada, f"{discord.bot.mention} {QUESTION}")
        assert "4.6 million dollars" in (await discord.reply(mention)).text

        # A killed one leaves no lock behind, not even while what it started is still ending.
        first.kill()
        await first.exit_code()
        async with bot_process(discord, data_dir) as next_:
            await next_.connected()


async def test_a_passing_server_error_costs_no_answer(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    ada = discord.add_member(guild, "ada")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        discord.fail("PATCH /webhooks/*/*/messages/@original", Status(502))
        asked = await discord.slash(guild.channels[0], ada, "ask", question=QUESTION)
        assert "4.6 million dollars" in (await asked.answer()).text


@pytest.mark.long
async def test_a_digest_that_is_due_is_posted_by_the_real_process(discord: DiscordServer, data_dir: Path) -> None:
    guild = discord.add_guild()
    channel = guild.channels[0]
    boss = discord.add_member(guild, "boss", permissions="manage_guild")
    async with bot_process(discord, data_dir) as bot:
        await bot.connected()
        soon = time.gmtime(time.time() + 62)
        asked = await discord.slash(
            channel, boss, "digest create", channel=channel, time=time.strftime("%H:%M", soon), name="Evening"
        )
        assert "Digest “Evening” created" in (await asked.answer()).text
        posted = await discord.next_bot_message(channel, seconds=140)
        assert "## Evening" in posted.text
        bot.terminate()
        assert await bot.exit_code() == 0
