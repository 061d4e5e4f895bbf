"""Keeps the event loop on time: work in slices, and a garbage collector that seldom walks over everything."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Iterable
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

SLICE = 0.005
"""Seconds after which everything else in the loop gets its turn."""

YOUNG, MIDDLE, OLD = 700, 10, 1_000
"""The garbage collector's thresholds: Python's own, but for the last (10)."""


def collect_seldom() -> None:
    """Make the garbage collector walk over all objects a hundred times less often, and never over those of today.

    What answers remember of the texts are a million objects that stay; walking over them takes a third of a second,
    for which the event loop stands still. Cycles that die young are still collected as before.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


async def paced(things: Iterable[T]) -> AsyncIterator[T]:
    """The things in turn; between two of them, others run whenever a slice of time is used up."""
    began = perf_counter()
    for thing in things:
        yield thing
        if perf_counter() - began > SLICE:
            await asyncio.sleep(0)
            began = perf_counter()
