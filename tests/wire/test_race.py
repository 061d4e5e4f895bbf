"""Two processes on one PostgreSQL database race for a thousand due digests: each is posted once."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pgserver
import pytest
from sqlalchemy import func, insert, select

from bot.delivery.digest_store import digest
from bot.delivery.outbox import posting
from knowledge.archive.database import Database

from .bot_process import bot_process
from .discord_server import DiscordServer, discord_server
from .newsroom import fill
from .world import Channel

DIGESTS = 1_000
CHANNELS = 20


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the test."""
    server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


async def spec(database: Database, channels: list[Channel], *, due: datetime) -> None:
    rows = []
    for number in range(DIGESTS):
        channel = channels[number % len(channels)]
        assert channel.guild is not None
        rows.append(
            {
                "guild": channel.guild.id,
                "channel": channel.id,
                "name": f"Digest {number:04d}",
                "minute": due.hour * 60 + due.minute,
                "timezone": "UTC",
                "weekdays": "1111111",
                "sources": [],
                "topic": None,
                "length": 3,
                "mention": None,
                "language": "en",
                "author": 1,
                "created": due - timedelta(minutes=1),
                "changed": due - timedelta(minutes=1),
                "due": due,
            }
        )
    async with database.write() as connection:
        await connection.execute(insert(digest), rows)


async def finished(database: Database) -> Counter[str]:
    async with database.read() as connection:
        rows = await connection.execute(select(posting.c.state, func.count()).group_by(posting.c.state))
        return Counter({row[0]: row[1] for row in rows})


def titles(discord: DiscordServer, channels: list[Channel]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for channel in channels:
        for message in discord.bot_messages(channel):
            found = re.search(r"Digest \d{4}", message.text)
            assert found is not None
            seen[found[0]] += 1
    return seen


@pytest.mark.long
async def test_two_processes_post_each_of_a_thousand_digests_once(tmp_path: Path, url: str) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    await fill(folders[0], url)
    database = await Database.open(folders[0], url)
    async with discord_server() as discord:
        guild = discord.add_guild()
        channels = [discord.add_channel(guild, f"news-{number}") for number in range(CHANNELS)]
        await spec(database, channels, due=datetime.now(UTC).replace(second=0, microsecond=0))
        env = {"NUTGRAF_LOG__LEVEL": "warning", "NUTGRAF_DIGESTS__PER_SECOND": "500", "NUTGRAF_DATABASE": url}
        async with bot_process(discord, folders[0], env) as one, bot_process(discord, folders[1], env) as other:
            async with asyncio.timeout(240):
                while (await finished(database))["sent"] < DIGESTS:
                    assert one.is_running, one.log
                    assert other.is_running, other.log
                    await asyncio.sleep(0.3)
            await asyncio.sleep(1)
        async with database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(posting)) == DIGESTS
        assert await finished(database) == Counter(sent=DIGESTS)
        assert titles(discord, channels) == Counter({f"Digest {number:04d}": 1 for number in range(DIGESTS)})
        senders = {call.body["nonce"] for call in discord.calls("POST", "/messages")}
        assert len(senders) == DIGESTS
    await database.close()
