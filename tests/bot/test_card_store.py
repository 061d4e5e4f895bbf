"""The cards that were sent: kept together where many come at once, and each on its own where one fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from bot.servers.card_store import CardStore
from knowledge.archive.database import Database

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path)
    yield opened
    await opened.close()


async def add(cards: CardStore, member: int) -> int:
    return await cards.add("answer", {"question": str(member)}, guild=1, channel=2, member=member, now=NOW)


async def test_cards_that_come_at_once_share_a_transaction(database: Database) -> None:
    cards = CardStore(database)
    commits: list[object] = []
    event.listen(database._engine.sync_engine, "commit", commits.append)
    numbers = await asyncio.gather(*(add(cards, member) for member in range(40)))
    assert len(set(numbers)) == 40
    assert len(commits) == 1
    await asyncio.gather(*(cards.sent(number, 1000 + number) for number in numbers))
    assert len(commits) == 2
    for member, number in enumerate(numbers):
        found = await cards.of_message(1000 + number)
        assert found is not None
        assert (found.number, found.member, found.state) == (number, member, {"question": str(member)})


async def test_who_gives_up_waiting_takes_nothing_from_the_others(database: Database) -> None:
    cards = CardStore(database)
    asking = [asyncio.create_task(add(cards, member)) for member in range(4)]
    await asyncio.sleep(0)
    asking[0].cancel()
    await asyncio.wait(asking)
    for task in asking[1:]:
        assert await cards.get(task.result()) is not None


async def test_an_error_is_told_to_all_and_the_next_card_is_kept(database: Database) -> None:
    cards = CardStore(database)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(database, "write", lambda: (_ for _ in ()).throw(OSError("full")))
        failed = await asyncio.gather(add(cards, 1), add(cards, 2), return_exceptions=True)
    assert [str(error) for error in failed] == ["full", "full"]
    assert await cards.get(await add(cards, 3)) is not None
