"""How long one poll of many feeds takes, how much memory, and how long members who ask meanwhile wait.

python -m benchmarks.polling --feeds 500 --json

The outlets are on loopback, in a process of their own that does not count. The bot is on SimCord's Discord, in the same
process and event loop as the poll. `seconds` is from the first request until everything is stored and can be asked
for, `peak_mb` the most resident memory of this process and those that read for it, `ask_max_ms` the slowest of the
/ask commands used one after another all the while, from the command to its answer.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

import simcord
from aiohttp import web

from bot.app import create_bot, open_newsroom
from bot.logs import configure_logging
from config.settings import FeedSettings, LogSettings, Settings
from knowledge.articles import Article

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""Where SimCord's clock starts."""
ENTRIES = 25
FEEDS_A_HOST = 10
HELD = 300
"""Articles held before, for the questions."""
POSTABLE = ("Ostrel", "Marlune", "Dunvar", "Lorrim", "Sallow", "Thane", "Vessel", "Harrow", "Kestle", "Orven")
_SYLLABLES = ("ba", "co", "di", "fen", "gor", "hal", "in", "jur", "ket", "lom", "mar", "nes", "or", "pil", "qua", "ros")
_PAGE = 4_096 if not hasattr(os, "sysconf") else os.sysconf("SC_PAGE_SIZE")


def body(chance: random.Random, paragraphs: int = 6) -> list[str]:
    """An article's text, of about 1,800 characters."""
    words = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "ter", "ly")]
    return [
        f"{chance.choice(POSTABLE)} {' '.join(chance.choices(words, k=40))} {chance.randrange(10_000)}."
        for _ in range(paragraphs)
    ]


def feed(number: int) -> bytes:
    """One outlet's feed."""
    chance = random.Random(number)
    items = []
    for entry in range(ENTRIES):
        when = (NOW - timedelta(hours=entry, minutes=number % 60)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        text = escape("".join(f"<p>{paragraph}</p>" for paragraph in body(chance)))
        items.append(
            f"<item><title>{chance.choice(POSTABLE)} report {number}-{entry}</title><guid>{number}-{entry}</guid>"
            f"<link>https://outlet{number}.example/{entry}</link><pubDate>{when}</pubDate>"
            f"<description>{text}</description></item>"
        )
    return f"<rss version='2.0'><channel><title>Outlet {number}</title>{''.join(items)}</channel></rss>".encode()


async def serve(feeds: int) -> None:
    """Serve so many feeds, ten an address of loopback, and print their addresses; until stdin ends."""
    documents = [feed(number) for number in range(feeds)]

    async def answer(request: web.Request) -> web.Response:
        document = documents[int(request.match_info["number"])]
        return web.Response(body=document, headers={"Content-Type": "application/rss+xml", "ETag": '"1"'})

    application = web.Application()
    application.router.add_get("/{number}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    for first in range(0, feeds, FEEDS_A_HOST):
        host = f"127.0.{first // FEEDS_A_HOST // 250 + 1}.{first // FEEDS_A_HOST % 250 + 1}"
        site = web.TCPSite(runner, host, 0)
        await site.start()
        port = runner.addresses[-1][1]
        for number in range(first, min(first + FEEDS_A_HOST, feeds)):
            print(f"http://{host}:{port}/{number}")
    print(flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


@contextlib.contextmanager
def outlets(feeds: int) -> Iterator[tuple[int, list[str]]]:
    """The serving process: its id and the feeds' addresses."""
    command = [sys.executable, "-m", "benchmarks.polling", "--serve", "--feeds", str(feeds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.pid, list(iter(lambda: str(server.stdout.readline()).strip(), ""))  # type: ignore[union-attr]
        server.communicate()


class SeenEntries(threading.Thread):
    """Watches this process and its children, but for one, until `end`."""

    def __init__(self, except_for: int) -> None:
        super().__init__(daemon=True)
        self._except_for = except_for
        self._ending = threading.Event()
        self.peak = 0

    def run(self) -> None:
        """Look ten times a second."""
        while not self._ending.wait(0.1):
            self.peak = max(self.peak, sum(map(_resident, self._processes())))

    def end(self) -> float:
        """Stop; gives the peak in MB."""
        self._ending.set()
        self.join()
        return self.peak / 1_000_000

    def _processes(self) -> list[int]:
        found = [os.getpid()]
        for task in Path("/proc/self/task").iterdir():
            with contextlib.suppress(OSError):
                found += map(int, (task / "children").read_text().split())
        return [process for process in found if process != self._except_for]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):  # it has ended
        return 0


async def measure(feeds: int, folder: Path) -> dict[str, Any]:
    """Poll, ask meanwhile, and count what came of it."""
    settings = Settings(
        data_dir=folder,
        feeds=FeedSettings(allow_private=True),
        log=LogSettings(level="warning"),
    )
    configure_logging(settings)
    newsroom = await open_newsroom(settings)
    chance = random.Random(0)
    held = [
        Article(f"{place} note {number}", tuple(body(chance)), source="Archive", published=NOW - timedelta(days=1))
        for number in range(HELD // len(POSTABLE))
        for place in POSTABLE
    ]
    await newsroom.ingest(held, now=NOW)
    await newsroom.close()
    with outlets(feeds) as (server, addresses):
        bot = create_bot(settings)
        async with simcord.run(bot, check_errors=False, settle_timeout=60) as env:
            guild = env.create_guild("Readers")
            channel, member = guild.create_text_channel("news"), guild.add_member(env.create_user("member"))
            asking = Asking(bot, member, channel)
            await asking.seconds("What happened in Ostrel?")
            polled = [await bot.newsroom.feeds.add(url, now=NOW, public=True) for url in addresses]
            await bot.fetching.reader.start()
            memory = SeenEntries(server)
            memory.start()
            began = time.perf_counter()
            polling = asyncio.create_task(_poll(bot, polled))
            waits = []
            while not polling.done():
                waits.append(await asking.seconds(f"What happened in {chance.choice(POSTABLE)} lately?"))
                await asyncio.sleep(0.05)
            outcomes = polling.result()
            seconds = time.perf_counter() - began
            peak = memory.end()
            await bot.close()
    return {
        "feeds": len(outcomes),
        "articles": sum(outcome.counts.added for outcome in outcomes),
        "failed": sum(outcome.kind != "ok" for outcome in outcomes),
        "seconds": round(seconds, 2),
        "peak_mb": round(peak, 1),
        "asked": len(waits),
        "ask_median_ms": round(sorted(waits)[len(waits) // 2] * 1_000, 1),
        "ask_max_ms": round(max(waits) * 1_000, 1),
    }


class Asking:
    """A member who asks. The command's own return comes too late to be timed: SimCord first waits until nothing at all
    is at work in the process, the poll included. So discord.py's word that the command is done is what counts."""

    def __init__(self, bot: Any, member: Any, channel: Any) -> None:
        self._member, self._channel = member, channel
        self._done = 0.0
        bot.add_listener(self._completed, "on_app_command_completion")

    async def _completed(self, *_: object) -> None:
        self._done = time.perf_counter()

    async def seconds(self, question: str) -> float:
        """Ask, and give the seconds until the answer had been sent."""
        began = time.perf_counter()
        await self._member.slash(self._channel, "ask", question=question)
        assert self._done > began
        return self._done - began


async def _poll(bot: Any, feeds: list[Any]) -> list[Any]:
    outcomes: list[Any] = await bot.fetching.poller.poll(feeds, NOW)
    await bot.newsroom.catch_up()
    return outcomes


def main() -> None:
    """Measure, and print one document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.feeds))
        return
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(options.feeds, Path(folder)))
    print(json.dumps(figures) if options.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
