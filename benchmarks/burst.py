"""A due burst of 10,000 digests: how fast they go out, how often texts are composed, and what /ask feels of it.

Runs the real process on the loopback Discord: `python -m benchmarks.burst [digests]`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.delivery.digest_store import digest
from bot.delivery.outbox import posting
from knowledge.archive.database import Database
from tests.wire.bot_process import bot_process
from tests.wire.discord_server import DiscordServer, discord_server
from tests.wire.newsroom import fill
from tests.wire.world import Channel, User

CHANNELS = 500
SERVERS = 50
SETTINGS = {"NUTGRAF_LOG__LEVEL": "warning", "NUTGRAF_DIGESTS__PER_SERVER": "200"}
QUESTION = "What did the Bank of Orvenmark do?"


async def spec(database: Database, channels: list[Channel], count: int, due: datetime) -> None:
    """Digests that are all due at the same minute."""
    places = [(channel.guild.id, channel.id) for channel in channels[:CHANNELS] if channel.guild is not None]
    rows: list[dict[str, object]] = [
        {
            "guild": places[number % CHANNELS][0],
            "channel": places[number % CHANNELS][1],
            "name": f"Digest {number:05d}",
            "minute": due.hour * 60 + due.minute,
            "timezone": "UTC",
            "weekdays": "1111111",
            "sources": [],
            "topic": None,
            "length": 5,
            "mention": None,
            "language": "en",
            "author": 1,
            "created": due - timedelta(minutes=1),
            "changed": due - timedelta(minutes=1),
            "due": due,
        }
        for number in range(count)
    ]
    async with database.write() as connection:
        await connection.execute(insert(digest), rows)


async def ask(discord: DiscordServer, channel: Channel, member: User, seconds: float) -> list[float]:
    """Ask about twice a second for a while; how long each answer took, in milliseconds."""
    took = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.monotonic()
        asked = await discord.slash(channel, member, "ask", question=QUESTION)
        await asked.answer()
        took.append((time.monotonic() - started) * 1000)
        await asyncio.sleep(0.5)
    return took


def described(took: list[float]) -> dict[str, float]:
    """The middle and the slow end of some times."""
    ordered = sorted(took)
    at = {share: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95)}
    return {"asked": len(took), "p50_ms": round(at[0.5]), "p95_ms": round(at[0.95]), "max_ms": round(ordered[-1])}


async def burst(count: int) -> dict[str, object]:
    """Post `count` digests that are due at once, asking meanwhile."""
    with tempfile.TemporaryDirectory(prefix="burst-") as folder:
        data_dir = Path(folder) / "data"
        await fill(data_dir)
        database = await Database.open(data_dir)
        async with discord_server() as discord:
            guilds = [discord.add_guild(f"Server {number}") for number in range(SERVERS)]
            channels = [discord.add_channel(guilds[number % SERVERS], f"news-{number}") for number in range(CHANNELS)]
            member = discord.add_member(guilds[0], "ada")
            async with bot_process(discord, data_dir, SETTINGS) as bot:
                await bot.connected(120)
                quiet = await ask(discord, channels[0], member, 10)
                due = datetime.now(UTC).replace(second=0, microsecond=0)
                await spec(database, channels, count, due)
                # The process looks at its digests at start, at due times it knows of, and when one is set up.
                own = discord.add_guild("Server of the last one")
                boss, general = discord.add_member(own, "boss", permissions="manage_guild"), own.channels[0]
                await discord.slash(general, boss, "digest create", channel=general, time="00:00", name="Last")
                await discord.next_bot_message(channels[1], seconds=180)
                started = time.monotonic()
                before = len(discord.calls("POST", "/messages"))
                busy = await ask(discord, channels[0], member, min(60.0, count / 20))
                while await unsent(database, count):  # noqa: ASYNC110 (what another process does is polled)
                    await asyncio.sleep(1)
                took = time.monotonic() - started
                posts = [call.at for call in discord.calls("POST", "/messages")]
                busiest = Counter(int(at) for at in posts).most_common(1)[0][1]
            async with database.read() as connection:
                states = await connection.execute(select(posting.c.state, func.count()).group_by(posting.c.state))
                found = {row[0]: row[1] for row in states}
        await database.close()
    return {
        "digests": count,
        "seconds": round(took, 1),
        "per_second": round((len(posts) - before) / took, 1),
        "busiest_second": busiest,
        "states": found,
        "ask_before": described(quiet),
        "ask_during": described(busy),
    }


async def unsent(database: Database, count: int) -> bool:
    """Whether postings are still to come."""
    async with database.read() as connection:
        sent = await connection.scalar(select(func.count()).where(posting.c.state == "sent"))
    return int(sent or 0) < count


if __name__ == "__main__":
    print(json.dumps(asyncio.run(burst(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)), indent=2))
