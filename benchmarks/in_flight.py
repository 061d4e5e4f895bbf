"""How the real process answers many questions at once: Discord waits three seconds for an acknowledgement.

    python -m benchmarks.in_flight [DATASET_DIR] [--questions 200] [--over 0] [--stop] [--different N]

Starts `nutgraf run` on the loopback Discord of the tests, over TLS and through its proxy, with the dataset's articles,
and sends the questions within `--over` seconds (0: all in one go), `--different` ones of them in turn. With `--stop`
it sends SIGTERM once all are acknowledged. Prints JSON; the reference is one question alone in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from knowledge.evaluation.datasets import read_dataset
from knowledge.newsroom import Newsroom
from knowledge.reading import read_paths
from tests.wire.bot_process import BotProcess, bot_process
from tests.wire.discord_server import DiscordServer, discord_server
from tests.wire.interactions import Interaction

ANSWERED = 120.0
"""How long the answers are waited for, in seconds."""
TOLD = "I’m restarting"
"""How the sentence begins for those whose turn does not come before the bot stops."""

Report = dict[str, float | None]


async def measure(dataset: Path, count: int, *, over: float, stop: bool, different: int | None) -> Report:
    """Seconds until acknowledgement and until the answer stands, for one question alone and for `count` of them."""
    questions = [question.text for question in read_dataset(dataset).questions][:different]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        newsroom = await Newsroom.open(folder)
        await newsroom.ingest(read_paths([read_dataset(dataset).articles]), now=datetime.now(UTC))
        await newsroom.close()
        async with discord_server() as discord, bot_process(discord, folder) as bot:
            await bot.connected()
            texts = [questions[number % len(questions)] for number in range(count)]
            return await _ask(discord, bot, texts, over=over, stop=stop)


async def _ask(discord: DiscordServer, bot: BotProcess, texts: list[str], *, over: float, stop: bool) -> Report:
    guild = discord.add_guild()
    channel, ada = guild.channels[0], discord.add_member(guild, "ada")
    started = time.perf_counter()
    alone = await discord.slash(channel, ada, "ask", question="What happened?")
    await alone.answer()
    alone_answered = time.perf_counter() - started

    asked: list[Interaction] = []
    sent: list[float] = []
    ends: dict[int, float] = {}
    begun, busy = time.perf_counter(), _cpu_seconds(bot.pid)
    watching = asyncio.create_task(_watch(asked, ends, len(texts)))
    for number, text in enumerate(texts):
        await asyncio.sleep(begun + over * number / len(texts) - time.perf_counter())
        sent.append(time.perf_counter())
        asked.append(discord.send_slash(channel, ada, "ask", question=text))
    stopped = None
    if stop:
        while any(one.acknowledged_after is None for one in asked) and time.perf_counter() - begun < over + 3:  # noqa: ASYNC110 (what another process does is polled)
            await asyncio.sleep(0.01)
        bot.terminate()
        stopped = time.perf_counter()
        await bot.exit_code(60)
        stopped = time.perf_counter() - stopped
        watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    busy = _cpu_seconds(bot.pid) - busy if bot.is_running else 0.0
    told = sum(one.original is not None and TOLD in one.original.text for one in asked)
    waited = sorted(end - sent[number] for number, end in ends.items())
    in_order = [ends[number] for number in sorted(ends)]
    acknowledged = sorted(one.acknowledged_after for one in asked if one.acknowledged_after is not None)
    return {
        "questions": len(asked),
        "alone_acknowledged_s": alone.acknowledged_after,
        "alone_answered_s": alone_answered,
        "acknowledged_p50_s": _share(acknowledged, 0.5),
        "acknowledged_max_s": _share(acknowledged, 1),
        "not_acknowledged": len(asked) - len(acknowledged),
        "answered": len(ends) - told,
        "told_of_the_stop": told,
        "lost": len(asked) - len(ends),
        "answered_p50_s": _share(waited, 0.5),
        "answered_p99_s": _share(waited, 0.99),
        "answered_max_s": _share(waited, 1),
        "answered_per_s": (len(ends) - told) / (max(in_order) - begun) if ends else None,
        "busy_ms_each": busy * 1000 / len(asked),
        "out_of_order": sum(later < earlier for earlier, later in pairwise(in_order)),
        "stopped_after_s": stopped,
        "unforeseen_errors": bot.log.count("unforeseen error"),
    }


async def _watch(asked: list[Interaction], ends: dict[int, float], count: int) -> None:
    """Note when each answer stands, by the question's place. What was acknowledged late has none, since Discord
    forgets the question then."""
    give_up = time.perf_counter() + ANSWERED
    while time.perf_counter() < give_up:
        for number, one in enumerate(asked):
            if number not in ends and one.original is not None and not one.original.is_loading:
                ends[number] = time.perf_counter()
        if len(ends) == count:
            return
        await asyncio.sleep(0.02)


def _cpu_seconds(process: int) -> float:
    """Processor time of a running process (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _share(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path, nargs="?", default=Path("../shared/eval/realtimeqa"))
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--over", type=float, default=0.0)
    parser.add_argument("--stop", action="store_true")
    parser.add_argument("--different", type=int, default=None)
    given = parser.parse_args()
    report = measure(given.dataset, given.questions, over=given.over, stop=given.stop, different=given.different)
    print(json.dumps(asyncio.run(report), indent=2))


if __name__ == "__main__":
    main()
