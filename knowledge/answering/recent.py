"""What was found a moment ago: when something happens, many ask the same at once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")

FRESH = timedelta(minutes=1)
"""How long a result may be given again. Time passes into an answer by the age of its articles, in days."""
MOST = 256


class Recent:
    """The newest results by what they depend on besides the time: the words, the filters, the news that is seen."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[datetime, Any]] = OrderedDict()
        self._underway: dict[Hashable, asyncio.Future[None]] = {}

    async def once(self, key: Hashable, work: Callable[[], Awaitable[T]], *, now: datetime) -> T:
        """What `work` gives (never None), done once for all that come with the same key within a minute, or while it is
        under way. Where it fails, the next of them does it."""
        while (held := self.get(key, now=now)) is None and (underway := self._underway.get(key)) is not None:
            await asyncio.wait([underway])
        if held is not None:
            found: T = held
            return found
        done = self._underway[key] = asyncio.get_running_loop().create_future()
        try:
            result = await work()
            self.add(key, result, now=now)
        finally:
            del self._underway[key]
            done.set_result(None)
        return result

    def get(self, key: Hashable, *, now: datetime) -> Any:
        """The result for the same key, if it was added in the last minute; else None."""
        added, held = self._held.get(key, (None, None))
        return held if added is not None and timedelta(0) <= now - added < FRESH else None

    def add(self, key: Hashable, result: object, *, now: datetime) -> None:
        """Keep a result; the oldest makes room."""
        self._held[key] = (now, result)
        self._held.move_to_end(key)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
