"""When a feed is asked for next."""

from __future__ import annotations

from datetime import datetime, timedelta

SHORTEST = 300
LONGEST = 86_400
"""Seconds between two polls of a feed that works."""

FAILURES = 5
FAILING_AFTER = timedelta(days=1)
"""A feed is failing after so many errors in a row over at least this long."""

_WHEN_CHANGED = 0.6
_WHEN_NOT = 1.3
_SPREAD = 0.1  # share of a wait that chance adds, so that feeds added together drift apart
_FIRST_BACK_OFF = 600


def adapted(interval: int, *, changed: bool) -> int:
    """The interval (seconds) after a poll that found something new, or did not."""
    return _clamped(interval * (_WHEN_CHANGED if changed else _WHEN_NOT))


def next_poll(now: datetime, interval: int, *, at_least: int | None, chance: float) -> datetime:
    """When to poll again after a good answer. `at_least` seconds are what server and feed ask for, believed up to a
    day; `chance` is a random number from 0 to 1."""
    wait = max(interval, min(at_least or 0, LONGEST))
    return now + timedelta(seconds=min(wait * (1 + _SPREAD * chance), LONGEST))


def next_try(now: datetime, failures: int, *, retry_after: int | None, chance: float) -> datetime:
    """When to try again after `failures` errors in a row: from ten minutes to a day later, and never before the server
    wants it."""
    wait = min(_FIRST_BACK_OFF * 2.0 ** min(failures - 1, 20), LONGEST)
    return now + timedelta(seconds=max(min(wait * (1 + _SPREAD * chance), LONGEST), retry_after or 0))


def _clamped(seconds: float) -> int:
    return int(min(max(seconds, SHORTEST), LONGEST))
