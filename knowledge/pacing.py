"""Work on many things in the event loop, a few milliseconds at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

SLICE = 0.005
"""Seconds after which everything else in the loop gets its turn."""


async def paced(things: Iterable[T]) -> AsyncIterator[T]:
    """The things in turn; between two of them, others run whenever a slice of time is used up."""
    began = perf_counter()
    for thing in things:
        yield thing
        if perf_counter() - began > SLICE:
            await asyncio.sleep(0)
            began = perf_counter()
