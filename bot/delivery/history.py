"""Finds out whether a posting was made whose request had no clear answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord.http import HTTPClient

from bot.delivery.outbox import Posting
from bot.delivery.payloads import has_nonce
from bot.delivery.permissions import Blocker, BlockerKind, reach_channel, to_read_history

PAGE = 100
MOST_PAGES = 50
"""How much of a channel is read at most: pages, of a hundred messages each."""

_NOT_READABLE: dict[BlockerKind, str] = {
    "server": "the bot left the server",
    "channel": "the channel is gone",
    "permissions": "the channel's history may not be read",
}


class OutcomeUnknown(Exception):
    """Whether the posting was made cannot be found out; the text says why."""


class MessageHistory:
    """Finds postings by their nonce: among the messages that the gateway reported, then in the channel's history."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._reported: dict[str, int | None] = {}

    def expect(self, nonce: str) -> None:
        """A request with this nonce is about to go out."""
        self._reported.setdefault(nonce, None)

    def record_seen(self, message: int, components: Any) -> None:
        """Record a message of our own that the gateway reported, if its components carry an expected nonce."""
        for nonce, known in self._reported.items():
            if known is None and has_nonce(components, nonce):
                self._reported[nonce] = message
                return

    def forget(self, nonce: str) -> None:
        """Stop expecting this nonce: the outcome of its posting is known."""
        self._reported.pop(nonce, None)

    async def find(self, row: Posting, channel: int | None) -> int | None:
        """The message of a posting in a channel or thread, or None if it certainly does not exist.

        Raises OutcomeUnknown where neither is certain: without permission to read the history, if the channel is gone,
        or if a message was deleted meanwhile that may have been it. Raises as discord.py does if a request fails.
        """
        reported = self._reported.get(row.nonce)
        if reported is not None:
            return reported
        if channel is None:
            raise OutcomeUnknown("its thread is gone")
        payload = row.payload or {}
        await self._check_can_read(row)
        anchor = int(payload.get("anchor") or 0)
        try:
            if payload.get("forum"):
                return await self._in_forum(row, anchor)
            return await self._in_channel(row.nonce, channel, anchor)
        except discord.NotFound as error:
            raise OutcomeUnknown(_NOT_READABLE["channel"]) from error
        except discord.Forbidden as error:
            raise OutcomeUnknown(_NOT_READABLE["permissions"]) from error

    async def _check_can_read(self, row: Posting) -> None:
        if row.guild is None:
            return
        found = await reach_channel(self._client, row.guild, row.channel, to_read_history)
        if isinstance(found, Blocker):
            raise OutcomeUnknown(_NOT_READABLE[found.kind])

    async def _in_channel(self, nonce: str, channel: int, anchor: int) -> int | None:
        http: HTTPClient = self._client.http
        last = await self._last_message(channel)
        read: set[int] = set()
        after = anchor
        for _ in range(MOST_PAGES):
            page: list[Any] = list(await http.logs_from(channel, PAGE, after=after))
            for message in page:
                if has_nonce(message.get("components"), nonce):
                    return int(message["id"])
            read.update(int(message["id"]) for message in page)
            if len(page) < PAGE:
                break
            after = max(read)
        else:
            raise OutcomeUnknown("too much was written in the channel since")
        _check_nothing_deleted(last, anchor, read)
        return None

    async def _last_message(self, channel: int) -> int:
        # Read before the history is, so that what others write in between does not look like a deleted message.
        described: Any = await self._client.http.get_channel(channel)
        return int(described.get("last_message_id") or 0)

    async def _in_forum(self, row: Posting, anchor: int) -> int | None:
        http: HTTPClient = self._client.http
        assert row.guild is not None
        last = await self._last_message(row.channel)
        active: Any = await http.get_active_threads(row.guild)
        archived: Any = await http.get_public_archived_threads(row.channel, limit=PAGE)
        threads = {int(thread["id"]) for thread in _threads(row.channel, active, archived)}
        for number in sorted(thread for thread in threads if thread > anchor):
            if await self._starts_with(number, row.nonce):
                return number
        _check_nothing_deleted(last, anchor, threads)
        return None

    async def _starts_with(self, thread: int, nonce: str) -> bool:
        try:
            message: Any = await self._client.http.get_message(thread, thread)
        except discord.NotFound:
            return False
        return has_nonce(message.get("components"), nonce)


def _check_nothing_deleted(last: int, anchor: int, found: set[int]) -> None:
    # Discord keeps a channel's `last_message_id` (for a forum: of its last post) even after that message was deleted.
    if last > anchor and last not in found:
        raise OutcomeUnknown("a message was deleted that may have been this one")


def _threads(channel: int, *listings: Any) -> Iterator[Any]:
    for listing in listings:
        for thread in listing["threads"]:
            if int(thread.get("parent_id") or 0) == channel:
                yield thread
