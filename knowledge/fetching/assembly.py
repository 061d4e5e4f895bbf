"""Everything that fetching takes, put together around one client and one set of reading processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from knowledge.feeds import FeedStore
from knowledge.fetching.discovery import Discovery
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.pages import Pages
from knowledge.fetching.policy import AddressPolicy
from knowledge.fetching.polling import Poller
from knowledge.fetching.robots import Robots
from knowledge.fetching.safe_reading import SafeReader

AGENT = "Nutgraf"
"""The name by which robots.txt files may mean us."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """What the bot and the command line use. An asynchronous context manager; opens nothing before it is used."""

    fetcher: Fetcher
    reader: SafeReader
    discovery: Discovery
    poller: Poller

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the reading processes and all connections. No poll may be under way."""
        try:
            await self.reader.close()
        finally:
            await self.fetcher.close()


def fetching(
    store: FeedStore, *, policy: AddressPolicy, version: str, contact: str | None, chance: Callable[[], float]
) -> Fetching:
    """Put it together. `contact` is shown to outlets, `chance` gives random numbers from 0 to 1."""
    fetcher = Fetcher(policy, user_agent=user_agent(version, contact))
    reader = SafeReader()
    pages = Pages(fetcher, reader, Robots(fetcher, agent=AGENT))
    return Fetching(fetcher, reader, Discovery(fetcher, reader), Poller(store, fetcher, reader, pages, chance=chance))


def user_agent(version: str, contact: str | None) -> str:
    """How we introduce ourselves to outlets."""
    return f"{AGENT}/{version} (news bot for Discord; {contact or 'operated privately, no contact given'})"
