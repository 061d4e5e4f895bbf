"""How many questions a member and a server may ask in a minute."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

WINDOW = timedelta(minutes=1)
KEPT = 1_000
"""When so many askers are known, those who asked nothing in the last minute are forgotten."""

Key = tuple[Literal["member", "server"], int]


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody asked too much: whose limit it is, how many questions that allows a minute, and when it is free again
    (UTC). `is_new` says whether they have not been told of this wait yet."""

    whose: Literal["member", "server"]
    limit: int
    until: datetime
    is_new: bool


class QuestionLimits:
    """Counts the questions of the last minute, in memory. Ids are Discord's."""

    def __init__(self, *, per_member: int, per_server: int) -> None:
        self._limits = {"member": per_member, "server": per_server}
        self._asked: dict[Key, deque[datetime]] = {}
        self._told: dict[int, datetime] = {}

    def ask(self, member: int, server: int | None, *, now: datetime) -> Wait | None:
        """Count a question; if it is one too many it is not counted, and the member has to wait."""
        keys: list[Key] = [("member", member)]
        if server is not None:
            keys.append(("server", server))
        self._forget(now)
        for whose, number in keys:
            asked = self._asked.setdefault((whose, number), deque())
            while asked and now - asked[0] >= WINDOW:
                asked.popleft()
            if len(asked) >= self._limits[whose]:
                until = asked[0] + WINDOW
                is_new = self._told.get(member, now) <= now
                self._told[member] = until
                return Wait(whose, self._limits[whose], until, is_new)
        for key in keys:
            self._asked[key].append(now)
        return None

    def _forget(self, now: datetime) -> None:
        if len(self._asked) > KEPT:
            self._asked = {key: asked for key, asked in self._asked.items() if asked and now - asked[-1] < WINDOW}
            self._told = {member: until for member, until in self._told.items() if until > now}
