"""Finds out whether a message got there whose request had no clear answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord.http import HTTPClient

from bot.delivery.outbox import Posting
from bot.delivery.payloads import has_nonce
from bot.delivery.permissions import Blocker, find_channel

PAGE = 100
MOST_PAGES = 50
"""How much of a channel is read at most, in pages of a hundred messages."""


class OutcomeUnknown(Exception):
    """It cannot be found out; the text says why."""


class MessageHistory:
    """Looks for postings by their mark: in what the gateway told of, then in the channel's history."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._sightings: dict[str, int | None] = {}

    def expect(self, nonce: str) -> None:
        """A request with this mark is about to go out."""
        self._sightings.setdefault(nonce, None)

    def record_seen(self, message: int, components: Any) -> None:
        """The gateway told of a message of our own."""
        for nonce, known in self._sightings.items():
            if known is None and has_nonce(components, nonce):
                self._sightings[nonce] = message
                return

    def forget(self, nonce: str) -> None:
        """What became of it is known."""
        self._sightings.pop(nonce, None)

    async def find(self, row: Posting, place: int | None) -> int | None:
        """The message of a posting, or None if it surely is not there.

        Raises Unknowable where that cannot be told: no right to read the history, a channel that is gone, a message
        that was deleted meanwhile and may have been it. Raises what discord.py raises where the network fails.
        """
        seen = self._sightings.get(row.nonce)
        if seen is not None:
            return seen
        if place is None:
            raise OutcomeUnknown("its thread is gone")
        payload = row.payload or {}
        self._check_rights(row, forum=bool(payload.get("forum")))
        anchor = int(payload.get("anchor") or 0)
        try:
            if payload.get("forum"):
                return await self._in_forum(row, anchor)
            return await self._in_channel(row.nonce, place, anchor)
        except discord.NotFound as error:
            raise OutcomeUnknown("the channel is gone") from error
        except discord.Forbidden as error:
            raise OutcomeUnknown("the channel's history may not be read") from error

    def _check_rights(self, row: Posting, *, forum: bool) -> None:
        # Without the right Discord answers with an empty history, which looks as if nothing were there.
        if row.guild is None:
            return
        place = find_channel(self._client, row.guild, row.channel)
        if isinstance(place, Blocker):
            raise OutcomeUnknown("the channel is gone" if place.kind == "channel" else "the bot left the server")
        if place is not None:
            granted = place.permissions_for(place.guild.me)
            if not (granted.view_channel and granted.read_message_history):
                raise OutcomeUnknown("the channel's history may not be read")

    async def _in_channel(self, nonce: str, channel: int, anchor: int) -> int | None:
        http: HTTPClient = self._client.http
        last = await self._last(channel)
        seen: set[int] = set()
        after = anchor
        for _ in range(MOST_PAGES):
            page: list[Any] = list(await http.logs_from(channel, PAGE, after=after))
            for message in page:
                if has_nonce(message.get("components"), nonce):
                    return int(message["id"])
            seen.update(int(message["id"]) for message in page)
            if len(page) < PAGE:
                break
            after = max(seen)
        else:
            raise OutcomeUnknown("too much was written in the channel since")
        _check_nothing_deleted(last, anchor, seen)
        return None

    async def _last(self, channel: int) -> int:
        # Asked for before what the channel holds is read, so that what others write in between is no riddle.
        described: Any = await self._client.http.get_channel(channel)
        return int(described.get("last_message_id") or 0)

    async def _in_forum(self, row: Posting, anchor: int) -> int | None:
        http: HTTPClient = self._client.http
        assert row.guild is not None
        last = await self._last(row.channel)
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


def _check_nothing_deleted(last: int, anchor: int, seen: set[int]) -> None:
    # A channel remembers the number of its last message, a forum that of its last post, even when that was deleted.
    if last > anchor and last not in seen:
        raise OutcomeUnknown("a message was deleted that may have been this one")


def _threads(channel: int, *listings: Any) -> Iterator[Any]:
    for listing in listings:
        for thread in listing["threads"]:
            if int(thread.get("parent_id") or 0) == channel:
                yield thread
