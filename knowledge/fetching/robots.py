"""Which article pages an outlet asks robots to leave alone (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from knowledge.fetching.fetcher import Fetcher
from knowledge.reading.encoding import decode

KEPT_FOR = timedelta(hours=24)
"""How long the rules of a host are used before they are asked for again."""
RETRIED_AFTER = timedelta(hours=1)
"""The same after its server could not be reached; until then nothing is fetched from it."""

_LARGEST = 500_000  # bytes: as much as RFC 9309 wants to be read
_MOST_HOSTS = 500


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one host until `expires`; without a parser, everything is allowed, or nothing."""

    expires: datetime
    parser: Protego | None
    is_open: bool = True


class Robots:
    """The rules of every host asked about lately, fetched on first use."""

    def __init__(self, fetcher: Fetcher, *, agent: str) -> None:
        """`agent` is the name by which rules may mean us."""
        self._fetcher = fetcher
        self._agent = agent
        self._rules: OrderedDict[str, _Rules] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    async def allow(self, url: str, *, now: datetime) -> bool:
        """Whether this address may be fetched."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        async with self._asking.setdefault(origin, asyncio.Lock()):
            rules = self._rules.pop(origin, None)
            if rules is None or rules.expires <= now:
                rules = await self._ask(origin, now)
            self._rules[origin] = rules
        while len(self._rules) > _MOST_HOSTS:
            oldest, _ = self._rules.popitem(last=False)
            self._asking.pop(oldest, None)
        return rules.is_open if rules.parser is None else bool(rules.parser.can_fetch(url, self._agent))

    async def _ask(self, origin: str, now: datetime) -> _Rules:
        answer = await self._fetcher.fetch(f"{origin}/robots.txt", now=now, largest=_LARGEST)
        if answer.kind == "ok":
            parser = await asyncio.to_thread(Protego.parse, decode(answer.content))
            return _Rules(now + KEPT_FOR, parser)
        if answer.status is not None and 400 <= answer.status < 500 and answer.status != 429:
            return _Rules(now + KEPT_FOR, None)
        return _Rules(now + RETRIED_AFTER, None, is_open=False)
