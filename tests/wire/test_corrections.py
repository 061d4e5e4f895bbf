"""Five hundred cards are corrected while the process is killed over and over: each is edited once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import open_newsroom
from bot.cards.controls import Press
from bot.cards.layout import card
from bot.cards.text import block_quote
from bot.servers.card_store import CardStore
from bot.servers.quoted import Quoted
from config.settings import Settings
from knowledge.archive.database import FILE_NAME
from knowledge.articles import Article

from .bot_process import BotProcess, bot_process
from .crashes import _Trigger
from .discord_server import DiscordServer, discord_server
from .faults import Delay, Status, Then
from .world import THREAD, Channel, Message

CARDS = 500
EDIT = "PATCH /channels/*/messages/*"
OLD, NEW = (
    "The Harl ferry carried 312 passengers on its last day.",
    "The Harl ferry carried 213 passengers on its last day.",
)
QUICK = {"NUTGRAF_DIGESTS__PER_SECOND": "1000", "NUTGRAF_LOG__LEVEL": "warning"}
SECONDS = 150.0


@pytest.fixture
async def discord() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


def article(said: str) -> Article:
    return Article(
        "Last crossing",
        ("It was a cold day on the river.", said, "The mayor waved from the pier."),
        source="Harrow Post",
        published=datetime(2026, 11, 24, tzinfo=UTC),
        url="https://harrowpost.example/ferry",
    )


async def fill(discord: DiscordServer, data_dir: Path, channels: list[Channel], count: int) -> list[Message]:
    """Cards that quote the article in these channels, as the bot sent them; then the article changes."""
    newsroom, sent = await open_newsroom(Settings(data_dir=data_dir)), []
    now = datetime.now(UTC)
    try:
        await newsroom.ingest([article(OLD)], now=now)
        found = await newsroom.archive.find("Last crossing")
        assert found is not None
        cards = CardStore(newsroom.database)
        for at in range(count):
            channel = channels[at % len(channels)]
            number = await cards.add(
                "answer",
                {},
                guild=None if channel.guild is None else channel.guild.id,
                channel=channel.id,
                member=1,
                now=now,
                quotes=[Quoted(found.number, OLD)],
            )
            view = card(["### How many?", block_quote(OLD, 700)], rows=[[Press("helpful", str(number), label="Yes")]])
            message = discord.earlier_card(channel, view.to_components())
            await cards.sent(number, message.id)
            sent.append(message)
        await newsroom.ingest([article(NEW)], now=now)
    finally:
        await newsroom.close()
    return sent


def rows(data_dir: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(data_dir / FILE_NAME, timeout=30)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


async def killed_after(discord: DiscordServer, bot: BotProcess, edits: int) -> None:
    """Kill the process once so many more edits were carried out, before it knows of the last one."""
    dead = asyncio.Event()

    def kill() -> None:
        bot.kill()
        dead.set()

    discord.fail(EDIT, *[Delay(0)] * edits, Then(kill, after=True))
    async with asyncio.timeout(SECONDS):
        await dead.wait()
    await bot.exit_code()
    discord.faults.clear()


async def settled(data_dir: Path, bot: BotProcess) -> None:
    async with asyncio.timeout(SECONDS):
        while not rows(data_dir, "SELECT 1 FROM posting") or rows(
            data_dir, "SELECT 1 FROM posting WHERE state IN ('planned', 'sending') LIMIT 1"
        ):
            assert bot.is_running, bot.log
            await asyncio.sleep(0.1)


async def test_killed_while_500_cards_are_corrected_each_is_corrected_once(
    discord: DiscordServer, tmp_path: Path
) -> None:
    guild, data_dir = discord.add_guild(), tmp_path / "data"
    channels = [discord.add_channel(guild, f"news-{number}") for number in range(8)]
    channels += [discord.direct_channel(discord.add_user(f"reader-{number}")) for number in range(2)]
    sent = await fill(discord, data_dir, channels, CARDS)
    with _Trigger(data_dir / FILE_NAME, "AFTER INSERT ON posting"):
        async with bot_process(discord, data_dir, QUICK) as bot:
            await bot.connected()
            await asyncio.sleep(1)  # it is inside the transaction that plans the edits
            bot.kill()
            await bot.exit_code()
    assert rows(data_dir, "SELECT count(*) FROM posting") == [(0,)]
    for edits in (60, 120):
        async with bot_process(discord, data_dir, QUICK) as bot:
            await killed_after(discord, bot, edits)
    discord.fail(EDIT, Status(500, after=True), Status(503), Status(502, after=True))
    async with bot_process(discord, data_dir, QUICK) as bot:
        await settled(data_dir, bot)
        bot.terminate()
        assert await bot.exit_code() == 0
    assert Counter(message.edits for message in sent) == {1: CARDS}
    assert {f"> ~~{OLD}~~" in message.text and f"> {NEW}" in message.text for message in sent} == {True}
    assert {message.buttons[0]["label"] for message in sent} == {"Yes"}
    assert rows(data_dir, "SELECT state, count(*) FROM posting GROUP BY state") == [("sent", CARDS)]


async def test_a_thread_that_was_archived_is_opened_for_it_and_archived_again(
    discord: DiscordServer, tmp_path: Path
) -> None:
    guild, data_dir = discord.add_guild(), tmp_path / "data"
    parent = discord.add_channel(guild, "digests")
    threads = [
        Channel(discord.world.new_id(), THREAD, name, guild, parent=parent, owner=discord.bot)
        for name in ("old", "older")
    ]
    for thread in threads:
        discord.world.keep(thread)
        thread.archived = True
    sent = await fill(discord, data_dir, threads, 6)
    discord.delete_message(sent.pop())
    async with bot_process(discord, data_dir, QUICK) as bot:
        await settled(data_dir, bot)
    assert [message.edits for message in sent] == [1] * 5
    assert [thread.archived for thread in threads] == [True, True]
    assert sorted(rows(data_dir, "SELECT state, reason FROM posting WHERE state != 'sent'")) == [
        ("skipped", "the message was deleted")
    ]
