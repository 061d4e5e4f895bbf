"""Who gets a turn when, with a clock that the test turns."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field

import pytest

from knowledge.fetching.polling import (
    FEEDS_AT_ONCE,
    FEEDS_AT_ONCE_PER_SERVER,
    SLOW_FEEDS_AT_ONCE,
    Poller,
)
from knowledge.fetching.safe_reading import WORKERS, SafeReader
from knowledge.fetching.turns import QUICK, Turns

from . import outlets as play
from .feed_store import MemoryFeedStore
from .outlets import BEGIN, Outlet, Outlets


@dataclass
class Clock:
    """Calls back at its own time, which only `advance` moves."""

    now: float = 0.0
    timers: list[Timer] = field(default_factory=list)

    def later(self, seconds: float, call: Callable[[], None]) -> Timer:
        self.timers.append(Timer(self.now + seconds, call))
        return self.timers[-1]

    async def advance(self, seconds: float) -> None:
        self.now += seconds
        due = [timer for timer in self.timers if timer.at <= self.now]
        self.timers = [timer for timer in self.timers if timer.at > self.now]
        for timer in due:
            if not timer.is_cancelled:
                timer.call()
        await settled()


@dataclass
class Timer:
    at: float
    call: Callable[[], None]
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Queue:
    """Wants turns and has them until told to end."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.begun: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def want(self, name: str, limits: Mapping[str, int] | None = None) -> None:
        self._ends[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._have(name, limits if limits is not None else {name: 2}))
        await settled()

    async def end(self, *names: str) -> None:
        for name in names:
            self._ends[name].set()
        await settled()

    async def cancel(self, name: str) -> None:
        self._tasks[name].cancel()
        await settled()

    async def _have(self, name: str, limits: Mapping[str, int]) -> None:
        async with self._turns.turn(limits):
            self.begun.append(name)
            await self._ends[name].wait()

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def queue(clock: Clock) -> AsyncIterator[Queue]:
    queue = Queue(Turns(2, 2, later=clock.later))
    yield queue
    await queue.close()


async def test_first_come_first_served(queue: Queue) -> None:
    for name in "abcd":
        await queue.want(name)
    assert queue.begun == ["a", "b"]
    await queue.end("b")
    assert queue.begun == ["a", "b", "c"]
    await queue.end("a", "c")
    assert queue.begun == ["a", "b", "c", "d"]


async def test_a_host_or_server_at_its_limit_keeps_nobody_waiting(queue: Queue) -> None:
    for number in range(3):
        await queue.want(f"bad{number}", {f"host{number}": 2, "server": 1})
    await queue.want("good", {"good": 2, "other server": 1})
    assert queue.begun == ["bad0", "good"]
    await queue.end("bad0")
    assert queue.begun == ["bad0", "good", "bad1"]


async def test_slow_ones_make_room(queue: Queue, clock: Clock) -> None:
    for name in ("slow1", "slow2", "slow3", "slow4", "slow5", "good"):
        await queue.want(name)
    await clock.advance(QUICK - 0.1)
    assert queue.begun == ["slow1", "slow2"]
    await clock.advance(0.1)
    assert queue.begun == ["slow1", "slow2", "slow3", "slow4"]
    await clock.advance(QUICK)  # all slow places are taken, so that these two keep their turns
    assert queue.begun == ["slow1", "slow2", "slow3", "slow4"]
    await queue.end("slow1", "slow3")
    assert queue.begun == ["slow1", "slow2", "slow3", "slow4", "slow5", "good"]


async def test_who_was_slow_comes_after_all_others_until_it_is_quick(queue: Queue, clock: Clock) -> None:
    await queue.want("slow")
    await clock.advance(QUICK)
    await queue.end("slow")
    for name in ("a", "b"):
        await queue.want(name)
    await queue.want("again", {"slow": 2})
    await queue.want("good")
    await queue.end("a")
    assert queue.begun[-1] == "good"
    await queue.end("b")
    assert queue.begun[-1] == "again"
    await queue.end("again", "good")  # quick this time
    for name in ("c", "d"):
        await queue.want(name)
    await queue.want("forgiven", {"slow": 2})
    await queue.want("last")
    await queue.end("c")
    assert queue.begun[-1] == "forgiven"


async def test_who_gives_up_leaves_nothing_behind(queue: Queue, clock: Clock) -> None:
    for name in ("a", "b", "waiting"):
        await queue.want(name, {"host": 2})
    await queue.cancel("waiting")
    await clock.advance(QUICK)  # a and b become slow
    await queue.cancel("a")
    await queue.end("b")
    for name in ("c", "d", "e"):
        await queue.want(name, {"host": 2})
    assert queue.begun == ["a", "b", "c", "d"]
    await clock.advance(QUICK)
    assert queue.begun == ["a", "b", "c", "d"]  # the host's limit counts for slow ones too
    await queue.end("c")
    assert queue.begun == ["a", "b", "c", "d", "e"]


async def test_a_good_feed_beside_48_that_hang(clock: Clock) -> None:
    """Asked for last, it begins within ten seconds, be the others on names of one server or on 48 servers."""
    for servers in (1, 48):
        queue = Queue(Turns(FEEDS_AT_ONCE, SLOW_FEEDS_AT_ONCE, later=clock.later))
        for number in range(48):
            await queue.want(
                f"bad{number}", {f"bad{number}": 2, f"server {number % servers}": FEEDS_AT_ONCE_PER_SERVER}
            )
        await queue.want("good", {"good": 2, "server of its own": FEEDS_AT_ONCE_PER_SERVER})
        waited = 0.0
        while "good" not in queue.begun:
            await clock.advance(0.5)
            waited += 0.5
            assert waited < 10
        assert waited <= (0.5 if servers == 1 else 6)
        await queue.close()


async def test_the_poller_takes_turns_by_server(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    """Names of one server, which all hang, have no more turns than one server may."""
    begun: list[str] = []
    let_go = asyncio.Event()

    async def hanging(outlet: Outlet, request: play.web.Request) -> play.web.Response:
        begun.append(outlet.name)
        await let_go.wait()
        return play.xml(outlet.rss())

    feeds = [store.add(world.add(f"bad{number}", hanging).address(), full_text="off") for number in range(12)]
    polling = asyncio.create_task(poller.poll(feeds, BEGIN))
    while len(begun) < FEEDS_AT_ONCE_PER_SERVER:  # noqa: ASYNC110 (what the server sees is polled)
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert len(begun) == FEEDS_AT_ONCE_PER_SERVER
    let_go.set()
    assert [outcome.kind for outcome in await polling] == ["ok"] * 12
    assert len(begun) == 12


async def test_two_documents_are_read_at_once_but_not_of_one_server() -> None:
    assert WORKERS >= 2
    hostile = b"<rss><channel>" + b"<item><title>a</title></item>" * 2_000 + b"</channel></rss>"
    small = b"<rss><channel><item><title>news</title></item></channel></rss>"
    ended: list[str] = []
    async with SafeReader() as reader:

        async def read(name: str, document: bytes, server: str) -> None:
            await reader.feed(document, url=f"https://{name}.example/feed", server=server)
            ended.append(name)

        tasks = [asyncio.create_task(read(f"bad{number}", hostile, "1.2.3.4")) for number in range(3)]
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(read("good", small, "5.6.7.8")))
        await asyncio.gather(*tasks)
    assert ended.index("good") <= 1  # at most one of the others was before it
