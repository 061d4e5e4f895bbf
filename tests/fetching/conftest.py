"""The loopback web, and fetching as the bot has it, with the web's door open."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from knowledge.fetching.discovery import Discovery
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.pages import Pages
from knowledge.fetching.polling import Poller
from knowledge.fetching.robots import Robots
from knowledge.fetching.safe_reading import SafeReader

from .feed_store import MemoryFeedStore
from .outlets import LoopbackResolver, Outlets


@pytest.fixture
async def world() -> AsyncIterator[Outlets]:
    async with Outlets() as outlets:
        yield outlets


@pytest.fixture
def resolver() -> LoopbackResolver:
    return LoopbackResolver()


@pytest.fixture
async def fetcher(world: Outlets, resolver: LoopbackResolver) -> AsyncIterator[Fetcher]:
    async with Fetcher(world.policy, user_agent="Nutgraf/0 (test)", document_seconds=2, resolver=resolver) as fetcher:
        yield fetcher


@pytest.fixture
async def reader() -> AsyncIterator[SafeReader]:
    async with SafeReader() as reader:
        yield reader


@pytest.fixture
def pages(fetcher: Fetcher, reader: SafeReader) -> Pages:
    return Pages(fetcher, reader, Robots(fetcher, agent="Nutgraf"))


@pytest.fixture
def store() -> MemoryFeedStore:
    return MemoryFeedStore()


@pytest.fixture
def poller(store: MemoryFeedStore, fetcher: Fetcher, reader: SafeReader, pages: Pages) -> Poller:
    return Poller(store, fetcher, reader, pages, chance=lambda: 0.5)


@pytest.fixture
def discovery(fetcher: Fetcher, reader: SafeReader) -> Discovery:
    return Discovery(fetcher, reader)
