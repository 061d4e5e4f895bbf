"""How late the real process acknowledges many questions at once: Discord waits three seconds.

    python -m benchmarks.in_flight [DATASET_DIR] [--questions 200]

Starts `nutgraf run` on the loopback Discord of the tests, over TLS and through its proxy, with the dataset's articles,
and sends all questions in one go. Prints JSON; the reference is one question alone in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from knowledge.evaluation.datasets import read_dataset
from knowledge.newsroom import Newsroom
from knowledge.reading import read_paths
from tests.wire.bot_process import bot_process
from tests.wire.discord_server import discord_server

ANSWERED = 60.0
"""How long the answers are waited for, in seconds."""


async def measure(dataset: Path, count: int) -> dict[str, float | None]:
    """Seconds until acknowledgement and until the answer stands, for one question alone and for `count` at once."""
    questions = [question.text for question in read_dataset(dataset).questions][:count]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        newsroom = await Newsroom.open(folder)
        await newsroom.ingest(read_paths([read_dataset(dataset).articles]), now=datetime.now(UTC))
        await newsroom.close()
        async with discord_server() as discord:
            guild = discord.add_guild()
            channel, ada = guild.channels[0], discord.add_member(guild, "ada")
            async with bot_process(discord, folder) as bot:
                await bot.connected()
                started = time.perf_counter()
                alone = await discord.slash(channel, ada, "ask", question=questions[0])
                await alone.answer()
                alone_answered = time.perf_counter() - started
                started = time.perf_counter()
                asked = [
                    discord.send_slash(channel, ada, "ask", question=questions[number % len(questions)])
                    for number in range(count)
                ]
                sent = time.perf_counter() - started
                # What was acknowledged late has no answer, since Discord forgets the question then.
                await asyncio.gather(*(question.answer(ANSWERED) for question in asked), return_exceptions=True)
                answered = time.perf_counter() - started
    acknowledged = sorted(q.acknowledged_after for q in asked if q.acknowledged_after is not None)
    return {
        "questions": count,
        "alone_acknowledged_s": alone.acknowledged_after,
        "alone_answered_s": alone_answered,
        "sending_s": sent,
        "acknowledged_p50_s": acknowledged[len(acknowledged) // 2] if acknowledged else None,
        "acknowledged_max_s": acknowledged[-1] if acknowledged else None,
        "not_acknowledged": count - len(acknowledged),
        "all_answered_s": answered,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, nargs="?", default=Path("../shared/eval/realtimeqa"))
    parser.add_argument("--questions", type=int, default=200)
    arguments = parser.parse_args()
    print(json.dumps(asyncio.run(measure(arguments.dataset, arguments.questions)), indent=2))


if __name__ == "__main__":
    main()
