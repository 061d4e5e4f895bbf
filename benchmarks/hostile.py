"""How late the event loop wakes up while outlets send what only an attacker, or a very large archive, sends.

python -m benchmarks.hostile [words] [long] [many] [interim] [chunks] [hanging]

`words`: an entry of 9 MB of words that nobody has met, and then six of them. `long`: an entry of 5 MB of ordinary
text. `many`: 3,900 entries. `interim`: a server that sends `103 Early Hints` without end. `chunks`: one that sends
chunks of one byte. `hanging`: a good feed beside 48 that never answer, on names of one server and of 48. All are served
on loopback by a process of their own and polled, stored and indexed as the bot does it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from benchmarks.heartbeat import heartbeat
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.pages import Pages
from knowledge.fetching.policy import AddressPolicy
from knowledge.fetching.polling import Poller
from knowledge.fetching.robots import Robots
from knowledge.fetching.safe_reading import SafeReader
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SCENARIOS = ("words", "long", "many", "interim", "chunks", "hanging")
BAD = 48
_SYLLABLES = ("ba", "co", "di", "fen", "gor", "hal", "in", "jur", "ket", "lom", "mar", "nes", "or", "pil", "qua", "ros")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def unmet(chance: random.Random, size: int) -> str:
    """So many characters of words that are all different."""
    return " ".join("".join(chance.choices(_LETTERS, k=8)) for _ in range(size // 9))


def ordinary(chance: random.Random, size: int) -> str:
    """So many characters of text whose words repeat as in news."""
    words = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "ter", "ly", "ing")]
    text = " ".join(chance.choices(words, k=size // 6))[:size]
    return "</p><p>".join(text[start : start + 2_000] for start in range(0, len(text), 2_000))


def feed(*texts: str) -> bytes:
    """A feed of entries with these texts."""
    items = "".join(
        f"<item><title>Entry {number} {text[:20].replace('<', ' ')}</title><link>https://outlet.example/{number}</link>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        for number, text in enumerate(texts)
    )
    return f"<rss version='2.0'><channel><title>Outlet</title>{items}</channel></rss>".encode()


def documents() -> dict[str, bytes]:
    """The feeds by their paths."""
    chance = random.Random(0)
    return {
        **{f"/words{number}": feed(unmet(chance, 9_000_000)) for number in range(7)},
        "/long": feed(ordinary(chance, 5_000_000)),
        "/many": feed(*(ordinary(chance, 1_200) for _ in range(3_900))),
        "/good": feed(*(ordinary(chance, 1_200) for _ in range(25))),
    }


async def serve() -> None:
    """Serve until stdin ends; prints the port."""
    held = documents()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].decode()
        try:
            if path == "/hanging":
                await asyncio.sleep(3_600)
            while path == "/interim":
                writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 1_000)
                await writer.drain()
            if path == "/chunks":
                writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while path == "/chunks":
                writer.write(b"1\r\n \r\n" * 10_000)
                await writer.drain()
            body = held.get(path, b"")
            status = b"200 OK" if body else b"404 Not Found"
            writer.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(body)) + body)
            await writer.drain()
        except ConnectionError:
            pass  # the bot has had enough
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    others = [f"127.0.0.{number}" for number in range(2, BAD + 10)]
    await asyncio.start_server(answer, others, port)
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    os._exit(0)  # without waiting for those that hang


@contextmanager
def server() -> Iterator[int]:
    """The serving process; gives its port."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--serve"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.communicate()


class Loopback(AbstractResolver):
    """Leads `NAME.server` to loopback, and each other name to an address of loopback of its own."""

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        """The address, without asking anybody."""
        number = len(self._addresses) % 250 + 2
        address = "127.0.0.1" if host.endswith(".server") else self._addresses.setdefault(host, f"127.0.0.{number}")
        return [ResolveResult(hostname=host, host=address, port=port, family=2, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class Bench:
    """What a scenario works with."""

    newsroom: Newsroom
    poller: Poller
    port: int

    async def poll(self, *paths: str, host: str = "outlet.server") -> list[Any]:
        """Poll these feeds, and index what came."""
        feeds = [
            await self.newsroom.feeds.add(f"http://{host}:{self.port}{path}", now=NOW, public=True, full_text="off")
            for path in paths
        ]
        outcomes = await self.poller.poll(feeds, NOW)
        await self.newsroom.catch_up()
        return outcomes


async def hanging(bench: Bench) -> dict[str, Any]:
    """Seconds until a good feed, asked for after 48 that hang, has been stored."""
    results = {}
    for kind in ("server", "example"):
        hosts = [f"{kind}{number}.{kind}" for number in range(BAD)]
        feeds = [
            await bench.newsroom.feeds.add(f"http://{host}:{bench.port}/hanging", now=NOW, public=True)
            for host in hosts
        ]
        good = f"http://good.good{kind}:{bench.port}/good"
        feeds.append(await bench.newsroom.feeds.add(good, now=NOW, public=True, full_text="off"))
        began = time.perf_counter()
        polling = asyncio.create_task(bench.poller.poll(feeds, NOW))
        while not (await bench.newsroom.feeds.all([feeds[-1].number]))[0].last_success:  # noqa: ASYNC110 (the archive is polled)
            await asyncio.sleep(0.02)
        results[f"good_beside_one_{kind}" if kind == "server" else "good_beside_48_servers"] = round(
            time.perf_counter() - began, 2
        )
        polling.cancel()
        await asyncio.wait([polling])
    return results


def resident() -> float:
    """Resident megabytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


async def measured(work: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
    """How late the loop was meanwhile, how long it took, and what it left in memory."""
    before, began = resident(), time.perf_counter()
    with heartbeat() as late:
        outcome = await work()
    figures = {
        "seconds": round(time.perf_counter() - began, 2),
        "loop_late_ms": late.summary(),
        "grown_mb": round(resident() - before, 1),
    }
    if isinstance(outcome, dict):
        return figures | outcome
    return figures | {
        "articles": sum(one.counts.added for one in outcome),
        "errors": sorted({one.error for one in outcome if one.error}),
    }


async def run(names: list[str], folder: Path) -> dict[str, Any]:
    """Run the scenarios one after another, each in a data dir of its own."""
    results = {}
    with server() as port:
        for name in names:
            newsroom = await Newsroom.open(folder / name)
            policy = AddressPolicy(allow_private=True)
            async with (
                Fetcher(policy, user_agent="Nutgraf/0 (benchmark)", resolver=Loopback()) as fetcher,
                SafeReader() as reader,
            ):
                await reader.start()
                pages = Pages(fetcher, reader, Robots(fetcher, agent="Nutgraf"))
                bench = Bench(newsroom, Poller(newsroom.feeds, fetcher, reader, pages, chance=lambda: 0.5), port)
                await bench.poll("/good")
                for title, work in scenario(bench, name):
                    results[title] = await measured(work)
                    print(title, json.dumps(results[title]), file=sys.stderr, flush=True)
                del bench, pages
            await newsroom.close()
    return results


def scenario(bench: Bench, name: str) -> Iterator[tuple[str, Callable[[], Awaitable[Any]]]]:
    """The measurements of one scenario."""
    if name == "hanging":
        yield name, lambda: hanging(bench)
    elif name == "words":
        yield "words", lambda: bench.poll("/words0")
        yield "words, six", lambda: bench.poll(*(f"/words{number}" for number in range(1, 7)))
    else:
        yield name, lambda: bench.poll(f"/{name}")


def main() -> None:
    """Measure, and print one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve())
        return
    with tempfile.TemporaryDirectory() as folder:
        results = asyncio.run(run(options.scenarios or list(SCENARIOS), Path(folder)))
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
