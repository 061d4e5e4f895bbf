"""Whose answer is worked on next: a bounded number at once, first come first served."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

FEW = 8
"""So many acknowledgements on their way at once are usual; more are a burst."""
MOST = 64
"""So many are sent at once, on connections that the others use after them: to open one takes longer than to answer."""
LONGEST_BURST = 1.0
"""How many seconds an answer steps back for a burst at most."""


class Closing(Exception):
    """The bot is about to stop, so that this turn will not come."""


class AnswerQueue:
    """Lets `places` tasks work at once. Of those that wait, the one with the lowest `order` is next.

    The order is the number that Discord gave an interaction or a message: the earlier, the lower.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrived = 0
        self._acknowledging = 0
        self._connections = asyncio.Semaphore(MOST)
        self._calm = asyncio.Event()
        self._calm.set()
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return sum(not future.done() for _, _, future in self._waiting)

    @asynccontextmanager
    async def acknowledging(self) -> AsyncIterator[None]:
        """Mark an acknowledgement as on its way: Discord waits for it for three seconds, and for answers longer."""
        self._count_acknowledgements(+1)
        try:
            async with self._connections:
                yield
        finally:
            self._count_acknowledgements(-1)

    @asynccontextmanager
    async def turn(self, order: int) -> AsyncIterator[None]:
        """Wait for a place, and for a burst of acknowledgements to pass, and keep the place for the block.

        Raises Closing if the turn will not come any more.
        """
        if self._closed:
            raise Closing
        if self._free:
            self._free -= 1
        else:
            await self._wait(order)
        try:
            await self._step_back()
            yield
        finally:
            self._leave()

    def close(self) -> None:
        """Give no more turns; those who wait end with Closing, those at work are not disturbed."""
        self._closed = True
        for _, _, future in self._waiting:
            if not future.done():
                future.set_exception(Closing())
        self._waiting.clear()

    async def _wait(self, order: int) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrived += 1
        heapq.heappush(self._waiting, (order, self._arrived, future))
        try:
            await future
        except asyncio.CancelledError:
            if not future.cancelled() and future.exception() is None:
                self._leave()  # the place was given to a task that was cancelled in the same moment
            raise

    def _count_acknowledgements(self, change: int) -> None:
        self._acknowledging += change
        if self._acknowledging > FEW:
            self._calm.clear()
        else:
            self._calm.set()

    async def _step_back(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._calm.wait(), LONGEST_BURST)

    def _leave(self) -> None:
        """Hand the place to whoever is next."""
        while self._waiting:
            _, _, future = heapq.heappop(self._waiting)
            if not future.done():
                future.set_result(None)
                return
        self._free += 1
