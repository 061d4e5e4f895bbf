"""Turns: never more at work than there are places, the earliest next, and an end to the waiting when the bot stops."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer_queue import FEW, MOST, AnswerQueue, Closing


class Work:
    """Tasks that take a turn each and end when they are let go."""

    def __init__(self, places: int) -> None:
        self.answer_queue = AnswerQueue(places)
        self.begun: list[int] = []
        self.running: dict[int, asyncio.Event] = {}
        self.tasks: dict[int, asyncio.Task[None]] = {}

    async def ask(self, spec: int) -> None:
        self.tasks[spec] = asyncio.create_task(self._work(spec))
        await settle()

    async def finish(self, spec: int) -> None:
        self.running[spec].set()
        await settle()

    async def _work(self, spec: int) -> None:
        async with self.answer_queue.turn(spec):
            self.begun.append(spec)
            self.running[spec] = asyncio.Event()
            await self.running[spec].wait()
            del self.running[spec]


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_earliest_of_those_who_wait_is_next() -> None:
    work = Work(2)
    for spec in (1, 2, 5, 3, 4):
        await work.ask(spec)
    assert work.begun == [1, 2]
    assert work.answer_queue.waiting == 3
    for spec in (2, 1, 3, 4, 5):
        await work.finish(spec)
    assert work.begun == [1, 2, 3, 4, 5]


async def test_who_gives_up_waiting_leaves_the_place_to_the_next() -> None:
    work = Work(1)
    for spec in (1, 2, 3):
        await work.ask(spec)
    work.tasks[2].cancel()
    await work.finish(1)
    assert work.begun == [1, 3]


async def test_a_place_given_to_a_task_that_is_cancelled_in_that_moment_is_not_lost() -> None:
    work = Work(1)
    for spec in (1, 2, 3):
        await work.ask(spec)
    work.running[1].set()
    while work.answer_queue.waiting == 2:  # noqa: ASYNC110 (as many rounds of the loop as it takes)
        await asyncio.sleep(0)
    work.tasks[2].cancel()
    await settle()
    await work.finish(3)
    assert work.begun[-1] == 3


async def test_closing_ends_the_waiting_and_disturbs_nobody_at_work() -> None:
    work = Work(1)
    for spec in (1, 2, 3):
        await work.ask(spec)
    work.answer_queue.close()
    await work.ask(4)
    for spec in (2, 3, 4):
        with pytest.raises(Closing):
            await work.tasks[spec]
    await work.finish(1)
    await work.tasks[1]
    assert work.begun == [1]


async def test_an_answer_steps_back_for_a_burst_of_acknowledgements() -> None:
    work = Work(2)
    async with AsyncExitStack() as burst:
        for _ in range(FEW + 1):
            await burst.enter_async_context(work.answer_queue.acknowledging())
        await work.ask(1)
        assert work.begun == []
    await asyncio.sleep(0.05)
    assert work.begun == [1]


@given(st.integers(1, 4), st.lists(st.sampled_from(["ask", "finish", "cancel"]), max_size=40), st.randoms())
def test_places_are_neither_lost_nor_lent_twice(places: int, steps: list[str], chance: object) -> None:
    async def run() -> None:
        work = Work(places)
        for spec, step in enumerate(steps):
            waiting = [spec for spec, task in work.tasks.items() if not task.done() and spec not in work.running]
            if step == "ask":
                await work.ask(spec)
            elif step == "finish" and work.running:
                await work.finish(chance.choice(sorted(work.running)))  # type: ignore[attr-defined]
            elif step == "cancel" and waiting:
                work.tasks[chance.choice(waiting)].cancel()  # type: ignore[attr-defined]
                await settle()
            open_tasks = sum(not task.done() for task in work.tasks.values())
            assert len(work.running) == min(places, open_tasks)
        while work.running:
            await work.finish(min(work.running))
        assert all(task.done() for task in work.tasks.values())
        assert work.answer_queue.waiting == 0

    asyncio.run(run())


async def test_a_burst_of_acknowledgements_shares_so_many_connections() -> None:
    queue = AnswerQueue(1)
    release, sent = asyncio.Event(), 0

    async def acknowledge() -> None:
        nonlocal sent
        async with queue.acknowledging():
            sent += 1
            await release.wait()

    burst = [asyncio.create_task(acknowledge()) for _ in range(MOST + 10)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sent == MOST
    release.set()
    await asyncio.wait(burst)
    assert sent == MOST + 10
