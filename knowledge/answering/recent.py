"""What was found a moment ago: when something happens, many ask the same at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any

FRESH = timedelta(seconds=10)
"""How long a result may be given again. Time passes into an answer by the age of its articles, in days."""
MOST = 256


class Recent:
    """The newest results by what they depend on besides the time: the words, the filters, the news that is seen."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[datetime, Any]] = OrderedDict()

    def get(self, key: Hashable, *, now: datetime) -> Any:
        """The result for the same key, if it was added in the last few seconds; else None."""
        added, held = self._held.get(key, (None, None))
        return held if added is not None and timedelta(0) <= now - added < FRESH else None

    def add(self, key: Hashable, result: object, *, now: datetime) -> None:
        """Keep a result; the oldest makes room."""
        self._held[key] = (now, result)
        self._held.move_to_end(key)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
