"""Where the message stands that quotes something: in a channel, in the thread of its digest, in a forum's post."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.outbox import CORRECTION, Outbox, Posting
from bot.delivery.quoted_store import QuotedStore
from bot.delivery.sender import NO_THREAD
from bot.servers.quoted import Quoted, Quoting, write_quoted
from knowledge.archive.database import Database

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CHANNEL = 7


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(tmp_path)
    yield opened
    await opened.close()


async def located(
    database: Database, *, inside: tuple[bool, bool], reason: str | None = None, sent: bool = True
) -> list[tuple[int, int]]:
    """Channel and message of a digest's two parts, the messages 100 and 101."""
    outbox, store = Outbox(database, claimed_by="test"), QuotedStore(database)
    parts = [
        Posting("digest", 1, "2026-11-24", part, 5, CHANNEL, f"nonce{part}", NOW, NOW + timedelta(hours=1), {})
        for part in range(2)
    ]
    async with outbox.transaction() as connection:
        await outbox.insert(connection, parts, now=NOW)
        for part, is_inside in zip(parts, inside, strict=True):
            words = [Quoted(1, f"Words of part {part.part}.")]
            quoting = Quoting(words, 5, CHANNEL, "en", nonce=part.nonce, inside=is_inside)
            await write_quoted(connection, [quoting], now=NOW)
    await store.locate()
    assert await store.to_check(since=0, after=0, limit=9) == []  # nothing was sent yet
    for number in (100, 101):
        (row,) = await outbox.claim(NOW, limit=1)
        if sent:
            await outbox.finish(row, "sent", now=NOW, message=number, reason=reason if number == 100 else None)
        else:
            await outbox.finish(row, "unknown", now=NOW)
    await store.locate()
    found = await store.to_check(since=0, after=0, limit=9)
    return [(quote.channel, quote.message) for quote in found]


async def test_new_messages_go_before_corrections(database: Database) -> None:
    outbox = Outbox(database, claimed_by="test")
    edit = Posting(CORRECTION, 100, "3", 0, 5, CHANNEL, "edit", NOW, NOW + timedelta(days=1), {})
    digest = replace(edit, kind="digest", nonce="digest", due=NOW + timedelta(minutes=1))
    assert await outbox.enqueue([edit], now=NOW)
    assert await outbox.enqueue([digest], now=NOW)
    assert not await outbox.enqueue([replace(edit, nonce="again")], now=NOW)
    claimed = await outbox.claim(NOW + timedelta(minutes=2), limit=9)
    assert [row.kind for row in claimed] == ["digest", CORRECTION]
    for row in claimed:
        await outbox.finish(row, "sent", now=NOW)
    await outbox.forget(before=NOW + timedelta(days=1))
    assert await outbox.by_nonce("digest") is not None  # the next one begins where it ended
    assert await outbox.by_nonce("edit") is None


async def test_in_a_channel(database: Database) -> None:
    assert await located(database, inside=(False, False)) == [(CHANNEL, 100), (CHANNEL, 101)]


async def test_in_the_thread_of_the_first_part(database: Database) -> None:
    assert await located(database, inside=(False, True)) == [(CHANNEL, 100), (100, 101)]


async def test_where_the_thread_could_not_be_started(database: Database) -> None:
    reason = f"{NO_THREAD}: 403 Missing Permissions"
    assert await located(database, inside=(False, True), reason=reason) == [(CHANNEL, 100), (CHANNEL, 101)]


async def test_in_a_forums_post(database: Database) -> None:
    assert await located(database, inside=(True, True)) == [(100, 100), (100, 101)]


async def test_a_posting_of_which_nobody_knows_the_message_is_forgotten(database: Database) -> None:
    assert await located(database, inside=(False, False), sent=False) == []
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT count(*) FROM quoted")).scalar() == 0
