"""Sends what the outbox holds, and settles what became of it: by looking first, then by sending, never by guessing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient

from bot.delivery.history import MessageHistory, OutcomeUnknown
from bot.delivery.outbox import Outbox, Posting, pause
from bot.delivery.payloads import as_late, request
from bot.delivery.permissions import Blocker, blocker, find_channel
from bot.delivery.pictures import picture_of
from bot.delivery.requests import open_forum_post, publish, send_message, start_thread
from bot.logs import describe

log = logging.getLogger(__name__)

LATE = timedelta(minutes=5)
"""From this delay on a posting says that it is late."""
REQUEST_SECONDS = 25.0
"""How long an answer is waited for; then the outcome is unknown, and is found out."""
CLOCK_ERROR = timedelta(hours=2)
"""How wrong the system's clock may be."""
BATCH = 20
"""How many rows are claimed together."""
MOST_AT_ONCE = 500
"""After so many it is time to see what has become due meanwhile."""
UNREACHABLE = "unreachable"
"""The outbox's reason where nobody was asked to say one."""
POSTINGS_PER_SECOND = 20
"""Discord takes 50 requests a second from a bot; the rest is for answers."""

_THREAD_EXISTS, _PUBLISHED_ALREADY = 160004, 40033
_UNKNOWN_CHANNEL, _UNKNOWN_GUILD, _MISSING_ACCESS, _MISSING_PERMISSIONS = 10003, 10004, 50001, 50013

Failure = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError, discord.RateLimited, ValueError)
"""What a request may end with; a ValueError where the answer was cut off in the middle of its JSON."""
OnBlocker = Callable[[Posting, Blocker | None], Awaitable[None]]


class Sender:
    """Works on the outbox's open rows through a Discord client. `clock` gives the present moment (UTC)."""

    def __init__(
        self,
        client: discord.Client,
        outbox: Outbox,
        clock: Callable[[], datetime],
        *,
        rate: float = POSTINGS_PER_SECOND,
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._clock = clock
        self._history = MessageHistory(client)
        self._pace = Pace(rate)
        self._listeners: dict[str, OnBlocker] = {}

    def on_blocker(self, kind: str, listener: OnBlocker) -> None:
        """Let `listener(posting, blocker)` know when a posting of this kind is kept from its channel, and when one
        gets through again (None)."""
        self._listeners[kind] = listener

    def record_seen(self, message: int, components: Any) -> None:
        """The gateway told of a message of our own (its components as JSON): that settles what else is not known."""
        self._history.record_seen(message, components)

    async def deliver(self, *, most: int = MOST_AT_ONCE) -> bool:
        """Send what can be sent now, at most about so many; whether there may be more.

        What fails is tried again by a later call, after a growing pause.
        """
        if await self._outbox.next_try() is None:
            return False
        await self._outbox.release_gone()
        sent = 0
        while rows := await self._outbox.claim(self._clock(), limit=BATCH):
            await asyncio.gather(*(self._guarded(row) for row in rows))
            sent += len(rows)
            if sent >= most:
                return True
        return False

    async def _guarded(self, row: Posting) -> None:
        try:
            await self._work(row)
        except Exception:
            # A mistake of ours: the row keeps its place, and the others are not held up by it.
            log.exception("posting %s %s of %s could not be worked on", row.kind, row.occurrence, row.owner)
            await self._retry(row, "an unforeseen error")

    async def _work(self, row: Posting) -> None:
        if row.payload is None:
            await self._outbox.finish(row, "missed", now=self._clock(), reason="it had no payload")
            return
        message = row.message
        if message is None and row.state == "sending":
            try:
                message = await self._history.find(row, await self._place(row))
            except OutcomeUnknown as unknowable:
                await self._outbox.finish(row, "unknown", now=self._clock(), reason=str(unknowable))
                self._history.forget(row.nonce)
                return
            except Failure as error:
                await self._retry(row, _reason(error))
                return
        if message is None:
            message = await self._send(row)
        if message is not None:
            await self._complete(row, message)

    async def _send(self, row: Posting) -> int | None:
        """Send it, if it may and still shall be sent; the new message's number, or None, with the row given back."""
        now, payload = self._clock(), row.payload or {}
        if now > row.until:
            await self._outbox.finish(row, "missed", now=now, reason=row.reason or UNREACHABLE)
            return None
        if row.guild is not None:
            found = blocker(
                self._client, row.guild, row.channel, thread=bool(payload["thread"]), picture=bool(payload["trend"])
            )
            if found is not None:
                await self._blocked(row, found)
                return None
            if find_channel(self._client, row.guild, row.channel) is None:
                await self._retry(row, "the server is unavailable")
                return None
        place = await self._place(row)
        if place is None:
            await self._outbox.finish(row, "missed", now=now, reason="its thread is gone")
            return None
        if now - row.due >= LATE:
            payload = as_late(payload)
        picture, alt_text = await picture_of(payload["trend"])
        await self._pace.wait()
        begun = await self._outbox.start_sending(row, {"anchor": self._anchor(row, now)} | payload, now=self._clock())
        if begun is None:
            return None
        self._history.expect(row.nonce)
        parameters = request(payload, row.nonce, picture, alt_text)
        http: HTTPClient = self._client.http
        try:
            with parameters:
                async with asyncio.timeout(REQUEST_SECONDS):
                    if payload["forum"]:
                        answer = await open_forum_post(http, row.channel, parameters)
                    else:
                        answer = await send_message(http, place, parameters)
        except Failure as error:
            await self._failed(row, error)
            return None
        return int(answer["id"])

    async def _complete(self, row: Posting, message: int) -> None:
        """Hang on the thread, publish, and close the row. Both may be asked for twice without harm."""
        payload, http = row.payload or {}, self._client.http
        if payload["thread"] or payload["publish"]:
            await self._outbox.record_message(row, message)
        troubles = []
        try:
            if payload["thread"] and not payload["forum"]:
                try:
                    async with asyncio.timeout(REQUEST_SECONDS):
                        await start_thread(http, row.channel, message, payload["thread"])
                except discord.HTTPException as error:
                    if _is_passing(error):
                        raise
                    if error.code != _THREAD_EXISTS:
                        troubles.append(f"no thread: {_reason(error)}")
            # What stands in a thread cannot be published, even in a thread of an announcement channel.
            if payload["publish"] and await self._place(row) == row.channel:
                try:
                    async with asyncio.timeout(REQUEST_SECONDS):
                        await publish(http, row.channel, message)
                except discord.HTTPException as error:
                    if _is_passing(error):
                        raise
                    if error.code != _PUBLISHED_ALREADY:
                        troubles.append(f"not published: {_reason(error)}")
        except Failure as error:
            now = self._clock()
            if now <= row.until:
                await self._retry(row, _reason(error))
                return
            troubles.append(_reason(error))
        await self._outbox.finish(row, "sent", now=self._clock(), reason="; ".join(troubles) or None, message=message)
        self._history.forget(row.nonce)
        await self._tell(row, None)

    async def _failed(self, row: Posting, error: BaseException) -> None:
        refused = isinstance(error, discord.HTTPException) and not _is_passing(error)
        found = _blocker_of(error)
        if found is not None:
            await self._blocked(row, found)
        elif refused and isinstance(error, discord.HTTPException) and error.status != 401:
            log.error("Discord refuses posting %s %s of %s: %s", row.kind, row.occurrence, row.owner, _reason(error))
            await self._outbox.finish(row, "missed", now=self._clock(), reason=f"Discord refused it: {_reason(error)}")
        elif isinstance(error, discord.HTTPException) and error.status in {401, 429}:
            await self._retry(row, _reason(error), surely_not_sent=True)
        elif isinstance(error, discord.RateLimited):
            await self._retry(row, _reason(error), surely_not_sent=True, after=timedelta(seconds=error.retry_after))
        else:
            await self._retry(row, _reason(error))

    async def _blocked(self, row: Posting, found: Blocker) -> None:
        await self._retry(row, str(found), surely_not_sent=True)
        await self._tell(row, found)

    async def _tell(self, row: Posting, found: Blocker | None) -> None:
        listener = self._listeners.get(row.kind)
        if listener is not None:
            await listener(row, found)

    async def _retry(
        self,
        row: Posting,
        reason: str,
        *,
        surely_not_sent: bool = False,
        after: timedelta = timedelta(0),
    ) -> None:
        """Give the row back, as `begin` left it; if this time nothing was `surely_not_sent`, as it was claimed.

        So one of which any request may have got through stays `sending`, and is looked for first.
        """
        state = row.state if surely_not_sent else None
        now = self._clock()
        at = now + max(pause(row.attempts + 1), after)
        if at > row.until > now:
            at = row.until
        log.warning("posting %s %s of %s waits: %s", row.kind, row.occurrence, row.owner, reason)
        await self._outbox.retry(row, state, at=at, reason=reason)

    async def _place(self, row: Posting) -> int | None:
        """The channel or thread that the message goes to; None if its thread never came to be."""
        if not (row.payload or {}).get("inside"):
            return row.channel
        first = await self._outbox.part(row, 0)
        if first is None or first.message is None:
            return None
        # A message's thread has the message's own number; so has a forum's post and its first message.
        return row.channel if (first.reason or "").startswith("no thread") else first.message

    def _anchor(self, row: Posting, now: datetime) -> int:
        """A number below that of any message that will be sent now: the newest that the gateway told of.

        These are Discord's own numbers, so that no clock of ours has a say in where to look later; only where the
        gateway told of nothing, the time of two hours ago is taken.
        """
        guild = None if row.guild is None else self._client.get_guild(row.guild)
        channel = None if guild is None else guild.get_channel_or_thread(row.channel)
        if (row.payload or {}).get("inside") or not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            return discord.utils.time_snowflake(now - CLOCK_ERROR)
        return channel.last_message_id or 0


class Pace:
    """At most so many a second, the first second's worth at once."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._room = rate
        self._at: float | None = None

    async def wait(self) -> None:
        """Return when the next one may go."""
        now = asyncio.get_running_loop().time()
        if self._at is not None:
            self._room = min(self._rate, self._room + (now - self._at) * self._rate)
        self._at = now
        self._room -= 1
        if self._room < 0:
            await asyncio.sleep(-self._room / self._rate)


def _is_passing(error: discord.HTTPException) -> bool:
    """Whether it says nothing about the request itself: the server's own trouble, a rate limit, a token."""
    return error.status >= 500 or error.status in {401, 408, 429}


def _blocker_of(error: BaseException) -> Blocker | None:
    if not isinstance(error, discord.HTTPException):
        return None
    if error.code == _UNKNOWN_CHANNEL:
        return Blocker("channel")
    if error.code == _UNKNOWN_GUILD:
        return Blocker("server")
    if error.code in {_MISSING_ACCESS, _MISSING_PERMISSIONS} or error.status == 403:
        return Blocker("permissions")
    return None


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "Discord did not answer in time"
    if isinstance(error, discord.HTTPException):
        return (
            f"{error.status} {error.text}".strip()[:300] if error.status < 500 else f"Discord answered {error.status}"
        )
    return describe(error)[:300]
