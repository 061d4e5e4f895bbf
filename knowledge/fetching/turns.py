"""Turns: shared out by host and by server, so that nobody's feeds hold up those of others."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

QUICK = 2.0
"""Seconds after which a turn counts as slow."""
_REMEMBERED = 10_000

Later = Callable[[float, Callable[[], None]], Any]
"""Calls something after so many seconds; what it gives has a `cancel`. As `loop.call_later`."""


class Turns:
    """At most `quick` turns at once, and so many for each host and server as whoever wants one says.

    A turn that takes long goes on in one of `slow` places besides, and makes room for another; only when these are
    taken does it keep its own. Who wants a turn is served in order of coming, but after all others if the last turn
    there was slow. One who waits for its host or server keeps nobody else waiting.
    """

    def __init__(self, quick: int, slow: int = 0, *, patience: float = QUICK, later: Later | None = None) -> None:
        """A turn is slow after `patience` seconds. `later` tells when; by default the running loop does."""
        self._quick_left, self._slow_left = quick, slow
        self._patience = patience
        self._later = later
        self._used: Counter[str] = Counter()
        self._waiting: dict[_Wanted, None] = {}
        self._overdue: dict[_Wanted, None] = {}
        self._were_slow: OrderedDict[str, None] = OrderedDict()

    @asynccontextmanager
    async def turn(self, limits: Mapping[str, int]) -> AsyncIterator[None]:
        """Wait for a turn and have it. `limits` names whom it is shared with (a host, a server), and how many of these
        there may be at once; the first name is the one that is remembered as slow."""
        name = next(iter(limits), "")
        wanted = _Wanted(limits, is_late=name in self._were_slow)
        self._waiting[wanted] = None
        self._start()
        try:
            await wanted.granted
            yield
        finally:
            self._end(wanted, name)

    def _start(self) -> None:
        """Grant what can be granted."""
        for late in (False, True):
            for wanted in [one for one in self._waiting if one.is_late == late]:
                if not self._quick_left:
                    return
                if any(self._used[name] >= most for name, most in wanted.limits.items()) or wanted.granted.done():
                    continue
                del self._waiting[wanted]
                self._quick_left -= 1
                self._used.update(wanted.limits.keys())
                wanted.is_quick = True
                later = self._later or asyncio.get_running_loop().call_later
                wanted.timer = later(self._patience, lambda wanted=wanted: self._slow_down(wanted))  # type: ignore[misc]
                wanted.granted.set_result(None)

    def _slow_down(self, wanted: _Wanted) -> None:
        wanted.is_slow = True
        self._overdue[wanted] = None
        self._move_over()

    def _move_over(self) -> None:
        while self._slow_left and self._overdue:
            wanted = next(iter(self._overdue))
            del self._overdue[wanted]
            wanted.is_quick = False
            self._slow_left -= 1
            self._quick_left += 1
        self._start()

    def _end(self, wanted: _Wanted, name: str) -> None:
        if wanted in self._waiting:  # it was given up
            del self._waiting[wanted]
            return
        wanted.timer.cancel()
        self._overdue.pop(wanted, None)
        self._used -= Counter(wanted.limits.keys())
        if wanted.is_quick:
            self._quick_left += 1
        else:
            self._slow_left += 1
        self._were_slow.pop(name, None)
        if wanted.is_slow:
            self._were_slow[name] = None
            while len(self._were_slow) > _REMEMBERED:
                self._were_slow.popitem(last=False)
        self._move_over()


class _Wanted:
    """A turn that somebody wants or has."""

    def __init__(self, limits: Mapping[str, int], *, is_late: bool) -> None:
        self.limits = limits
        self.is_late = is_late
        self.granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_quick = self.is_slow = False
        self.timer: Any = None
