"""`nutgraf run` while it starts: signals, and what Discord, its gateway and a proxy can do wrong then."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .bot_process import bot_process
from .discord_server import DiscordServer, discord_server
from .faults import Garble, Hold, RateLimit, Status


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


async def _starts_after_all(discord: DiscordServer, data_dir: Path, sentence: str, seconds: float = 60) -> None:
    async with bot_process(discord, data_dir) as bot:
        await bot.logged(sentence, seconds)
        await bot.connected(seconds)
        await bot.logged("ready")
        bot.terminate()
        assert await bot.exit_code() == 0
        assert "unexpected went wrong" not in bot.log


async def _ends(discord: DiscordServer, data_dir: Path, sentence: str) -> None:
    async with bot_process(discord, data_dir) as bot:
        await bot.logged(sentence)
        assert await bot.exit_code() == 1
        assert "unexpected went wrong" not in bot.log
        assert "Traceback" not in bot.log


# Signals


@pytest.mark.parametrize("route", ["GET /users/@me", "PUT /applications/*/commands"])
async def test_a_stop_while_discord_is_asked_something_is_a_clean_end(
    discord: DiscordServer, tmp_path: Path, route: str
) -> None:
    never = asyncio.Event()
    discord.fail(route, Hold(never))
    async with bot_process(discord, tmp_path / "data") as bot:
        method, path = route.split(" ")
        await discord.call(method, path.rpartition("*")[2], seconds=30)
        started = time.monotonic()
        bot.terminate()
        assert await bot.exit_code() == 0
        assert time.monotonic() - started < 5
        never.set()
        assert "cannot be reached" not in bot.log


async def test_a_stop_before_the_loop_takes_signals_is_a_clean_end(discord: DiscordServer, tmp_path: Path) -> None:
    token = tmp_path / "token"
    os.mkfifo(token)  # so that reading the token waits
    variables = {"NUTGRAF_DISCORD__TOKEN": None, "NUTGRAF_DISCORD__TOKEN_FILE": str(token)}
    async with bot_process(discord, tmp_path / "data", variables) as bot:
        writer = await asyncio.wait_for(asyncio.to_thread(os.open, token, os.O_WRONLY), 30)
        bot.terminate()
        assert await bot.exit_code() == 0
        os.close(writer)


async def test_a_stop_while_it_waits_for_the_next_try_is_a_clean_end(discord: DiscordServer, tmp_path: Path) -> None:
    discord.fail("GET /users/@me", *[Status(503)] * 20)
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.logged("out of order(.|\n)*out of order(.|\n)*out of order")
        bot.terminate()
        assert await bot.exit_code(5) == 0


# The gateway


@pytest.mark.long
async def test_a_gateway_that_says_nothing_for_a_minute_is_tried_again(discord: DiscordServer, tmp_path: Path) -> None:
    discord.gateway.silent = 1
    await _starts_after_all(discord, tmp_path / "data", "gateway does not answer", seconds=90)


@pytest.mark.parametrize("code", [1000, 1011, 4000])
async def test_a_gateway_that_closes_before_it_greets_is_tried_again(
    discord: DiscordServer, tmp_path: Path, code: int
) -> None:
    discord.gateway.before_hello = [code, code]
    await _starts_after_all(discord, tmp_path / "data", "gateway does not answer")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "Discord refused the bot token"),
        (4010, "Update Nutgraf"),
        (4011, "Remove it from some servers"),
        (4012, "Update Nutgraf"),
        (4013, "Update Nutgraf"),
        (4014, "https://discord.com/developers/applications"),
    ],
)
async def test_a_gateway_that_refuses_for_good_is_a_sentence(
    discord: DiscordServer, tmp_path: Path, code: int, sentence: str
) -> None:
    discord.gateway.refusals = [code]
    await _ends(discord, tmp_path / "data", sentence)
    assert discord.gateway.identified == 1


# The proxy


@pytest.mark.parametrize(("status", "sentence"), [(403, "Make it allow discord.com"), (407, "user name or password")])
@pytest.mark.parametrize("host", ["discord.com", "*.discord.gg"])
async def test_a_proxy_that_refuses_is_a_sentence(
    discord: DiscordServer, tmp_path: Path, host: str, status: int, sentence: str
) -> None:
    discord.refuse_tunnel(host, status)
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.logged(sentence)
        assert await bot.exit_code() == 1
        assert "unexpected went wrong" not in bot.log


@pytest.mark.parametrize("host", ["discord.com", "*.discord.gg"])
async def test_a_proxy_that_fails_for_a_moment_is_tried_again(
    discord: DiscordServer, tmp_path: Path, host: str
) -> None:
    discord.refuse_tunnel(host, 502, 503)
    await _starts_after_all(discord, tmp_path / "data", r"The proxy cannot reach Discord \(502\)")


async def test_a_proxy_that_goes_on_failing_is_a_sentence_and_the_end(discord: DiscordServer, tmp_path: Path) -> None:
    discord.refuse_tunnel("discord.com", *[502] * 20)
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.logged("(The proxy cannot reach Discord(.|\n)*){4}")
        assert await bot.exit_code() == 1


# What Discord answers


@pytest.mark.parametrize("route", ["GET /users/@me", "GET /oauth2/applications/@me", "PUT /applications/*/commands"])
async def test_a_garbled_answer_is_asked_for_again(discord: DiscordServer, tmp_path: Path, route: str) -> None:
    discord.fail(route, Garble(), Garble())
    await _starts_after_all(discord, tmp_path / "data", "the answer cannot be read")


@pytest.mark.parametrize(
    ("fault", "sentence"), [(Status(503), "out of order"), (RateLimit(via=False), "no more requests")]
)
@pytest.mark.parametrize("route", ["GET /users/@me", "PUT /applications/*/commands"])
async def test_an_answer_that_will_pass_is_waited_for(
    discord: DiscordServer, tmp_path: Path, route: str, fault: Status | RateLimit, sentence: str
) -> None:
    discord.fail(route, fault, fault)
    await _starts_after_all(discord, tmp_path / "data", sentence)


@pytest.mark.parametrize(
    ("route", "status", "sentence"),
    [
        ("GET /users/@me", 403, "firewall"),
        ("GET /oauth2/applications/@me", 401, "Discord refused the bot token"),
        ("PUT /applications/*/commands", 401, "Discord refused the bot token"),
        ("PUT /applications/*/commands", 400, "Update Nutgraf"),
    ],
)
async def test_an_answer_that_will_not_pass_is_a_sentence(
    discord: DiscordServer, tmp_path: Path, route: str, status: int, sentence: str
) -> None:
    discord.fail(route, Status(status))
    await _ends(discord, tmp_path / "data", sentence)
