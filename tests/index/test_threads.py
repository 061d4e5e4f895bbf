"""Searching while others add, remove, merge and save."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.index import building
from knowledge.index import index as index_module
from knowledge.index.index import Index
from knowledge.index.segment import Segment
from knowledge.index.state import Live
from tests.index.builders import WORDS, article, numbers


@pytest.fixture
def merging_always_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(index_module, "_MERGED_AT_ONCE", 0)
    monkeypatch.setattr(index_module, "_MERGING_WAITS", 0)
    return iter(())


def text(number: int) -> str:
    return f"marker {WORDS[number % len(WORDS)]} number{number}"


@pytest.mark.usefixtures("merging_always_by_the_worker")
def test_a_search_sees_one_state(tmp_path: Path) -> None:
    index = Index.open(tmp_path, archive="a")
    index.add([article(n, text(n)) for n in range(100)])
    stop, problems, asked = threading.Event(), [], []

    def search() -> None:
        chance = random.Random(1)
        while not stop.is_set():
            # Every state holds exactly 100 articles, each with the marker once.
            hits = index.search(["marker"], limit=300)
            if len(hits) != 100 or len({hit.article % 100 for hit in hits}) != 100 or len({h.score for h in hits}) != 1:
                problems.append(hits)
            one = chance.choice(hits)
            index.passage_scores(["marker"], [one.passage])
            asked.append(1)

    searchers = [threading.Thread(target=search) for _ in range(3)]
    saver = threading.Thread(target=lambda: [index.save() for _ in range(30)])
    for thread in (*searchers, saver):
        thread.start()
    for n in range(150):
        # An article with the same number, but other passages, replaces the old one in one step.
        index.add([article(n % 100, text(n + 1000))])
    saver.join()
    stop.set()
    for thread in searchers:
        thread.join()
    index.finish_merges()
    assert not problems
    assert len(asked) > 10
    assert index.segments <= 4
    index.save()
    assert Index.open(tmp_path, archive="a").search(["marker"], limit=300) == index.search(["marker"], limit=300)


@pytest.mark.usefixtures("merging_always_by_the_worker")
def test_what_dies_during_a_merge_stays_dead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    index = Index.open(tmp_path, archive="a")
    began, go_on = threading.Event(), threading.Event()
    real = building.merge

    def slow(parts: tuple[Live, ...]) -> Segment:
        began.set()
        assert go_on.wait(10)
        return real(parts)

    monkeypatch.setattr(building, "merge", slow)
    index.add([article(n, "alpha") for n in range(1, 20)])
    index.add([article(30, "alpha", "beta"), article(31, "beta gamma")])
    index.add([article(32, "beta")])  # makes a merge due
    assert began.wait(10)
    index.remove([3, 31, 32])
    index.add([article(30, "delta")])
    index.add([article(40, "beta")])
    index.save()
    assert numbers(index.search(["beta"], limit=5)) == [40_000]
    go_on.set()
    index.finish_merges()
    assert numbers(index.search(["beta"], limit=5)) == [40_000]
    assert numbers(index.search(["delta"], limit=5)) == [30_000]
    assert index.articles == 20
    assert len(index.search(["alpha"], limit=50)) == 18
    index.save()
    again = Index.open(tmp_path, archive="a")
    assert again.search(["alpha", "beta"], limit=50) == index.search(["alpha", "beta"], limit=50)


@pytest.mark.usefixtures("merging_always_by_the_worker")
def test_all_parts_may_die_during_a_merge(monkeypatch: pytest.MonkeyPatch) -> None:
    index, real = Index(), building.merge

    def merge_what_is_removed_meanwhile(parts: tuple[Live, ...]) -> Segment:
        index.remove([1, 2])
        return real(parts)

    monkeypatch.setattr(building, "merge", merge_what_is_removed_meanwhile)
    index.add([article(1, "alpha")])
    index.add([article(2, "beta")])
    index.finish_merges()
    assert (index.articles, index.segments) == (0, 0)
    assert index.search(["alpha", "beta"], limit=5) == []


@pytest.mark.usefixtures("merging_always_by_the_worker")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_merge_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()

    def fail(parts: tuple[Live, ...]) -> Segment:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(building, "merge", fail)
        index.add([article(1, "alpha")])
        index.add([article(2, "beta")])
        index.finish_merges()
    assert index.segments == 2
    index.add([article(3, "gamma")])
    index.finish_merges()
    assert index.segments == 1
    assert index.articles == 3


async def test_the_event_loop_runs_on(tmp_path: Path) -> None:
    chance = random.Random(4)
    index = Index.open(tmp_path, archive="a")
    index.add([article(n, *(" ".join(chance.choices(WORDS, k=20)) for _ in range(10))) for n in range(4000)])
    late = 0.0

    async def tick() -> None:
        nonlocal late
        while True:
            due = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            late = max(late, time.perf_counter() - due)

    ticking = asyncio.create_task(tick())
    for _ in range(30):
        await asyncio.to_thread(index.search, WORDS, limit=50)
    ticking.cancel()
    assert late < 0.5  # the target of 20 ms is measured by benchmarks.search, on a machine that does nothing else
