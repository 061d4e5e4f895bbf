"""How late an event loop wakes up while threads work beside it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from knowledge.pacing import collect_seldom

BEAT = 0.001
"""Seconds between two wishes to wake up."""
_QUEUED = Path("/proc/thread-self/schedstat")


class Lateness:
    """Milliseconds that each beat came late, and how many of them the thread was ready but no processor was free."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.queued: list[float] = []

    def summary(self) -> dict[str, float]:
        """The 99th percentile and the worst of all beats, and the worst that other programs are not to blame for."""
        late = np.array(self.late or [0.0])
        own = late - (self.queued or [0.0])
        values = {"p99": np.percentile(late, 99), "worst": late.max(), "worst_not_queued": own.max()}
        return {name: round(float(value), 2) for name, value in values.items()}


@contextmanager
def heartbeat() -> Iterator[Lateness]:
    """Beat in the running event loop while the block runs."""
    lateness = Lateness()
    collect_seldom()  # as `nutgraf run` does

    async def beat() -> None:
        while True:
            queued, due = _queued_ms(), time.perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            lateness.late.append((time.perf_counter() - due) * 1000)
            lateness.queued.append(_queued_ms() - queued)

    beating = asyncio.get_running_loop().create_task(beat())
    try:
        yield lateness
    finally:
        beating.cancel()


def _queued_ms() -> float:
    """For how long this thread has waited for a processor; 0.0 where the system does not tell."""
    return int(_QUEUED.read_text().split()[1]) / 1e6 if _QUEUED.exists() else 0.0
