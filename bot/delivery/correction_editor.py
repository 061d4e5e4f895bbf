"""Edits the messages whose corrections are in the outbox. Each is read first, so that none is edited twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from discord.http import HTTPClient

from bot.cards.correction import CardCorrection, corrected
from bot.delivery.outbox import LONGEST_WAIT, Outbox, Posting
from bot.delivery.payloads import edit_body
from bot.delivery.quoted_store import QuotedStore
from bot.delivery.requests import edit_message, set_archived
from bot.delivery.sender import REQUEST_SECONDS, Failure, Sender, is_passing, reason_of
from bot.locales import translator

log = logging.getLogger(__name__)

NOT_SHOWN = "the message does not show these words"
"""The reason, in the outbox, of an edit for which there is nothing to do: somebody has changed the card since."""

_GONE = {10003: "the channel is gone", 10004: "the bot left the server", 10008: "the message was deleted"}
_NO_RIGHT = {50001, 50005, 50013}
_ARCHIVED = 50083


class CorrectionEditor:
    """Makes the corrections in the outbox through a Discord client, at the sender's pace."""

    def __init__(
        self,
        client: discord.Client,
        outbox: Outbox,
        quotes: QuotedStore,
        sender: Sender,
        clock: Callable[[], datetime],
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._quotes = quotes
        self._sender = sender
        self._clock = clock
        self._opening = asyncio.Lock()

    async def edit(self, row: Posting) -> None:
        """Make one correction (a claimed row), unless the message already has it.

        A message that is gone, or that the bot may no longer read or edit, is recorded as skipped.
        """
        now = self._clock()
        if row.payload is None or now > row.until:
            await self._outbox.finish(row, "missed", now=now, reason=row.reason)
            return
        try:
            reason = await self._edit(row, row.payload)
        except Failure as error:
            await self._failed(row, error)
            return
        if reason is not None:
            await self._outbox.finish(row, "skipped", now=self._clock(), reason=reason)

    async def _edit(self, row: Posting, payload: dict[str, Any]) -> str | None:
        """Edit the message and close the row; or the reason why there is nothing to edit."""
        http: HTTPClient = self._client.http
        await self._sender.pace.wait()
        async with asyncio.timeout(REQUEST_SECONDS):
            message: Any = await http.get_message(row.channel, row.owner)
        corrections = [CardCorrection.from_json(held) for held in payload["corrections"]]
        components = corrected(message["components"], corrections, translator(payload["language"]))
        if components is None:
            return NOT_SHOWN
        if components != message["components"]:
            if not await self._outbox.start_sending(row, payload, now=self._clock()):
                return None  # our claim has expired: another process goes on
            await self._sender.pace.wait()
            await self._send(row, edit_body(message, components))
        await self._outbox.finish(row, "sent", now=self._clock(), message=row.owner)
        return None

    async def _send(self, row: Posting, body: dict[str, Any]) -> None:
        http: HTTPClient = self._client.http
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await edit_message(http, row.channel, row.owner, body)
        except discord.HTTPException as error:
            if error.code != _ARCHIVED:
                raise
            # Discord lets nobody edit in a thread that it has archived. Afterwards it is as it was. One at a time, so
            # that none is archived again while another edit needs it open.
            async with self._opening, asyncio.timeout(REQUEST_SECONDS):
                await set_archived(http, row.channel, archived=False)
                try:
                    await edit_message(http, row.channel, row.owner, body)
                finally:
                    await set_archived(http, row.channel, archived=True)

    async def _failed(self, row: Posting, error: BaseException) -> None:
        if isinstance(error, discord.HTTPException) and not is_passing(error):
            lost = _GONE.get(error.code)
            if lost is None and (error.code in _NO_RIGHT or error.status == 403):
                lost = "the message may not be read or edited"
            if lost is None:
                log.error("Discord refuses the correction of message %s: %s", row.owner, reason_of(error))
                await self._outbox.finish(row, "missed", now=self._clock(), reason=reason_of(error))
                return
            await self._outbox.finish(row, "skipped", now=self._clock(), reason=lost)
            await self._quotes.forget_message(row.owner)
            return
        waited = min(LONGEST_WAIT, self._clock() - row.due)
        await self._sender.retry(row, reason_of(error), after=waited)
