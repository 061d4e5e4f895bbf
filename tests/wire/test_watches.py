"""A watch's alert over real sockets: once, whatever becomes of Discord's answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_newsroom
from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.watch_store import WatchStore
from config.settings import Settings
from knowledge.archive.arrivals import newest
from knowledge.articles import Article

from .bot_process import bot_process
from .discord_server import DiscordServer, discord_server
from .faults import Drop, Fault, Status
from .newsroom import fill
from .world import Channel

POST = "POST /channels/*/messages"
SETTLED_WITHIN = 90


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


async def arrive(data_dir: Path, channel: Channel, member: int) -> None:
    """Watch for ferries in a channel, and let one come into the news while no bot runs."""
    now = datetime.now(UTC)
    newsroom = await open_newsroom(Settings(data_dir=data_dir))
    try:
        watches, nonce = WatchStore(newsroom.database), await newest(newsroom.database)
        await ArrivalScan(newsroom.database, "watches").save_watermark(nonce, now=now)
        guild = None if channel.guild is None else channel.guild.id
        await watches.add(
            "Harl ferry", guild=guild, channel=channel.id, member=member, language="en", after=nonce.entry, now=now
        )
        ferry = Article("Last crossing", ("The Harl ferry made its last crossing today.",), published=now)
        await newsroom.ingest([ferry], now=now)
    finally:
        await newsroom.close()


async def settled(discord: DiscordServer, channel: Channel, requests: int) -> None:
    """Wait until the channel has an alert and so many requests for it were made."""
    await discord.next_bot_message(channel, seconds=SETTLED_WITHIN)
    assert len(discord.calls("POST", f"/channels/{channel.id}/messages")) == requests


@pytest.mark.parametrize(
    "fault", [Drop(after=True), *(Status(code, after=True) for code in (500, 502, 504, 524))], ids=str
)
async def test_an_alert_whose_answer_is_lost_is_posted_once(
    discord: DiscordServer, tmp_path: Path, fault: Fault
) -> None:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada", permissions="manage_guild")
    await fill(tmp_path / "data")
    await arrive(tmp_path / "data", channel, ada.id)
    discord.fail(POST, fault)
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.connected()
        await settled(discord, channel, requests=1)
        bot.kill()
        await bot.exit_code()
    discord.forget_nonces()
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.connected()
        (alert,) = discord.bot_messages(channel)
        assert "The Harl ferry made its last crossing today." in alert.text
        await asyncio.sleep(3)
        assert len(discord.bot_messages(channel)) == 1
        stopped = await (await discord.click(ada, alert, "Stop this watch")).answer()
        assert "I’ve stopped watching for “Harl ferry”" in stopped.text
        bot.terminate()
        assert await bot.exit_code() == 0
        assert "Traceback" not in bot.log
    assert discord.violations == []


async def test_an_alert_that_discord_could_not_take_is_sent_again(discord: DiscordServer, tmp_path: Path) -> None:
    guild = discord.add_guild()
    ada = discord.add_member(guild, "ada")
    channel = discord.direct_channel(ada)
    await fill(tmp_path / "data")
    await arrive(tmp_path / "data", channel, ada.id)
    discord.fail(POST, Status(503))
    async with bot_process(discord, tmp_path / "data") as bot:
        await bot.connected()
        await settled(discord, channel, requests=2)
        assert "Harl ferry" in discord.bot_messages(channel)[0].text
        assert len(discord.bot_messages(channel)) == 1
