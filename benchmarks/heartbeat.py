"""How late an event loop wakes up while threads work beside it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

BEAT = 0.001
"""Seconds between two wishes to wake up."""


@contextmanager
def heartbeat() -> Iterator[list[float]]:
    """Milliseconds that each beat of the running loop came late while the block ran. Needs a running event loop."""
    late: list[float] = []

    async def beat() -> None:
        while True:
            due = time.perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            late.append((time.perf_counter() - due) * 1000)

    beating = asyncio.get_running_loop().create_task(beat())
    try:
        yield late
    finally:
        beating.cancel()
