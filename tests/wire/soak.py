"""`make soak`: 200 kills at seeded points over real sockets; prints what was lost and what came twice."""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from .crashes import POINTS, Crashes, Tally
from .discord_server import DiscordServer, discord_server
from .newsroom import fill
from .world import FORUM, NEWS, Channel


def places(discord: DiscordServer) -> list[Channel]:
    """A server with a text channel, an announcement channel and a forum."""
    guild = discord.add_guild()
    announcements = discord.add_channel(guild, "announcements", kind=NEWS)
    return [guild.channels[0], announcements, discord.add_channel(guild, "forum", kind=FORUM)]


async def soak(kills: int, *, seed: int, digests: int = 4, lanes: int = 3) -> Tally:
    """Kill bots so many times, at each point equally often in a seeded order; then count.

    `lanes` bots, each with its own Discord and data dir, are killed side by side, because much of a life is waiting.
    """
    points = [POINTS[number % len(POINTS)] for number in range(kills)]
    random.Random(seed).shuffle(points)
    filling = asyncio.Lock()  # Alembic's migrations know only one database at a time.
    tallies = await asyncio.gather(
        *(_lane(points[lane::lanes], filling, seed=seed * 1_000 + lane, digests=digests) for lane in range(lanes))
    )
    return sum(tallies, Tally())


async def _lane(points: list[str], filling: asyncio.Lock, *, seed: int, digests: int) -> Tally:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        async with discord_server() as discord:
            data_dir = Path(folder) / "data"
            async with filling:
                await fill(data_dir)
            crashes = Crashes(discord, data_dir, seed=seed, channels=places(discord))
            for number, point in enumerate(points, start=1):
                await crashes.life(point, digests=digests, faults=chance.choice([0, 0, 1, 2]))
                print(f"{number}/{len(points)}: {point}", file=sys.stderr, flush=True)
            await crashes.settle()
            return crashes.tally


def main() -> None:
    """Run it, print the figures, and fail if anything was lost or came twice."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    started = time.monotonic()
    tally = asyncio.run(soak(kills, seed=seed))
    print(f"seed {seed}, {time.monotonic() - started:.0f} s\n{tally}")
    sys.exit(bool(tally.lost or tally.double))


if __name__ == "__main__":
    main()
