"""Delivers the postings in the outbox. One whose request had no clear answer is looked for before it is sent again."""

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
from bot.delivery.outbox import Outbox, Posting, wait_before_retry
from bot.delivery.payloads import as_late, replacement, request
from bot.delivery.permissions import Blocker, reach_channel, to_post
from bot.delivery.pictures import picture_of
from bot.delivery.requests import edit_message, open_forum_post, publish, send_message, start_thread
from bot.logs import describe

log = logging.getLogger(__name__)

LATE = timedelta(minutes=5)
"""From this delay on a posting says that it is late."""
REQUEST_SECONDS = 25.0
"""How long to wait for an answer. After that the outcome is unclear, and is reconciled from the channel's history."""
CLOCK_ERROR = timedelta(hours=2)
"""How far off the system's clock may be."""
BATCH = 20
"""How many rows are claimed together."""
MOST_AT_ONCE = 500
"""How many postings one delivery sends, before digests that have become due meanwhile are planned."""
UNREACHABLE = "unreachable"
"""The reason, in the outbox, of a posting that was missed before any request for it failed."""
POSTINGS_PER_SECOND = 20
"""Discord allows a bot 50 requests a second; the rest is for answers."""

NO_THREAD = "no thread"
"""How the reason begins of a posting whose thread Discord refused to start: its other parts go to the channel."""

_THREAD_EXISTS, _PUBLISHED_ALREADY = 160004, 40033
_ARCHIVED = 50083
_NOT_TO_EDIT = {10008: "its message was deleted", _ARCHIVED: "its thread is archived"}
_UNKNOWN_CHANNEL, _UNKNOWN_GUILD, _MISSING_ACCESS, _MISSING_PERMISSIONS = 10003, 10004, 50001, 50013

Failure = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError, discord.RateLimited, ValueError)
"""What a request may raise; discord.py lets a ValueError through where the JSON of an answer was cut off."""
OnBlocker = Callable[[Posting, Blocker | None], Awaitable[None]]


class Sender:
    """Sends the outbox's open rows through a Discord client. `clock` gives the present moment (UTC)."""

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
        self.pace = Pace(rate)
        self._listeners: dict[str, OnBlocker] = {}
        self._others: dict[str, Callable[[Posting], Awaitable[None]]] = {}

    def deliver_with(self, kind: str, deliver: Callable[[Posting], Awaitable[None]]) -> None:
        """Let `deliver(row)` see to the claimed rows of a kind that is no new message; it may use `pace`, `retry`."""
        self._others[kind] = deliver

    def on_blocker(self, kind: str, listener: OnBlocker) -> None:
        """Call `listener(posting, blocker)` when a posting of this kind is blocked, and with None when one was sent."""
        self._listeners[kind] = listener

    def record_seen(self, message: int, components: Any) -> None:
        """Record a message of our own that the gateway reported (its components as JSON): it was sent, even if the
        answer to its request was lost."""
        self._history.record_seen(message, components)

    async def deliver(self, *, most: int = MOST_AT_ONCE) -> bool:
        """Send what can be sent now, about `most` postings at most; whether there may be more.

        What fails is tried again by a later call, after a growing wait.
        """
        if await self._outbox.next_try() is None:
            return False
        await self._outbox.release_gone()
        sent = 0
        while rows := await self._outbox.claim(self._clock(), limit=BATCH):
            await asyncio.gather(*(self._deliver_safely(row) for row in rows))
            sent += len(rows)
            if sent >= most:
                return True
        return False

    async def _deliver_safely(self, row: Posting) -> None:
        try:
            await self._others.get(row.kind, self._deliver)(row)
        except Exception:
            # A fault of ours in one posting must not keep the others from being sent.
            log.exception("posting %s %s of %s could not be delivered", row.kind, row.occurrence, row.owner)
            await self.retry(row, "an unforeseen error")

    async def _deliver(self, row: Posting) -> None:
        if row.payload is None:
            await self._outbox.finish(row, "missed", now=self._clock(), reason="it had no payload")
            return
        if row.payload.get("edits"):
            await self._edit(row)
            return
        message = row.message
        if message is None and row.state == "sending":
            try:
                message = await self._history.find(row, await self._target(row))
            except OutcomeUnknown as unknown:
                await self._outbox.finish(row, "unknown", now=self._clock(), reason=str(unknown))
                self._history.forget(row.nonce)
                return
            except Failure as error:
                await self.retry(row, reason_of(error))
                return
        if message is None:
            message = await self._send(row)
        if message is not None:
            await self._complete(row, message)

    async def _send(self, row: Posting) -> int | None:
        """Send a posting unless it is blocked or too late; the new message's number, or None if it was not sent."""
        now, payload = self._clock(), row.payload or {}
        if now > row.until:
            await self._outbox.finish(row, "missed", now=now, reason=row.reason or UNREACHABLE)
            return None
        if row.guild is not None:
            needs = to_post(thread=bool(payload["thread"]), picture=bool(payload["trend"]))
            found = await reach_channel(self._client, row.guild, row.channel, needs, reopen=True)
            if isinstance(found, Blocker):
                await self._block(row, found)
                return None
            if found is None:
                await self.retry(row, "the server is unavailable")
                return None
        target = await self._target(row)
        if target is None:
            await self._outbox.finish(row, "missed", now=now, reason="its thread is gone")
            return None
        if now - row.due >= LATE:
            payload = as_late(payload)
        picture, alt_text = await picture_of(payload["trend"])
        await self.pace.wait()
        payload = {"anchor": self._anchor(row, now)} | payload
        if not await self._outbox.start_sending(row, payload, now=self._clock()):
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
                        answer = await send_message(http, target, parameters)
        except Failure as error:
            await self._failed(row, error)
            return None
        return int(answer["id"])

    async def _edit(self, row: Posting) -> None:
        """Put the payload in the place of what the occurrence's first part shows. It does no harm if that is requested
        twice, so nothing has to be looked for first; a message that is gone needs no edit."""
        now, payload = self._clock(), row.payload or {}
        first = await self._outbox.part(row, 0)
        if first is None or first.message is None:
            await self._outbox.finish(row, "skipped", now=now, reason="what it edits was not posted")
            return
        if now > row.until:
            await self._outbox.finish(row, "missed", now=now, reason=row.reason or UNREACHABLE)
            return
        await self.pace.wait()
        if not await self._outbox.start_sending(row, payload, now=self._clock()):
            return
        channel = first.message if payload["forum"] else row.channel
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await edit_message(self._client.http, channel, first.message, replacement(payload))
        except Failure as error:
            code = error.code if isinstance(error, discord.HTTPException) else 0
            if code in _NOT_TO_EDIT:
                await self._outbox.finish(row, "skipped", now=self._clock(), reason=_NOT_TO_EDIT[code])
            else:
                await self._failed(row, error)
            return
        await self._outbox.finish(row, "sent", now=self._clock(), message=first.message)
        await self._notify(row, None)

    async def _complete(self, row: Posting, message: int) -> None:
        """Start the thread, publish, and close the row. Discord does no harm if either is requested twice."""
        payload, http = row.payload or {}, self._client.http
        if payload["thread"] or payload["publish"]:
            await self._outbox.record_message(row, message)
        failures = []
        try:
            if payload["thread"] and not payload["forum"]:
                starting = start_thread(http, row.channel, message, payload["thread"])
                refusal = await _refusal(starting, unless=_THREAD_EXISTS)
                if refusal is not None:
                    failures.append(f"{NO_THREAD}: {refusal}")
            # Discord publishes no message in a thread, not even in a thread of an announcement channel.
            if payload["publish"] and await self._target(row) == row.channel:
                refusal = await _refusal(publish(http, row.channel, message), unless=_PUBLISHED_ALREADY)
                if refusal is not None:
                    failures.append(f"not published: {refusal}")
        except Failure as error:
            now = self._clock()
            if now <= row.until:
                await self.retry(row, reason_of(error))
                return
            failures.append(reason_of(error))
        await self._outbox.finish(row, "sent", now=self._clock(), reason="; ".join(failures) or None, message=message)
        self._history.forget(row.nonce)
        await self._notify(row, None)

    async def _failed(self, row: Posting, error: BaseException) -> None:
        refused = isinstance(error, discord.HTTPException) and not is_passing(error)
        if isinstance(error, discord.HTTPException) and error.code == _ARCHIVED:
            await self._reopen(row)
            return
        found = _blocker_of(error)
        if found is not None:
            await self._block(row, found)
        elif refused and isinstance(error, discord.HTTPException) and error.status != 401:
            log.error("Discord refuses posting %s %s of %s: %s", row.kind, row.occurrence, row.owner, reason_of(error))
            await self._outbox.finish(
                row, "missed", now=self._clock(), reason=f"Discord refused it: {reason_of(error)}"
            )
        elif isinstance(error, discord.HTTPException) and error.status in {401, 429}:
            await self.retry(row, reason_of(error), surely_not_sent=True)
        elif isinstance(error, discord.RateLimited):
            await self.retry(row, reason_of(error), surely_not_sent=True, after=timedelta(seconds=error.retry_after))
        else:
            await self.retry(row, reason_of(error))

    async def _reopen(self, row: Posting) -> None:
        """Open a thread again that Discord has archived meanwhile; the posting is sent at the next try."""
        thread = await self._target(row)
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                await self._client.http.edit_channel(thread or row.channel, archived=False)
        except discord.Forbidden:
            await self._block(row, Blocker("permissions", ("manage_threads",)))
        except Failure as error:
            await self.retry(row, reason_of(error), surely_not_sent=True)
        else:
            await self.retry(row, "its thread was archived, and is open again", surely_not_sent=True)

    async def _block(self, row: Posting, blocker: Blocker) -> None:
        await self.retry(row, str(blocker), surely_not_sent=True)
        await self._notify(row, blocker)

    async def _notify(self, row: Posting, blocker: Blocker | None) -> None:
        listener = self._listeners.get(row.kind)
        if listener is not None:
            await listener(row, blocker)

    async def retry(
        self,
        row: Posting,
        reason: str,
        *,
        surely_not_sent: bool = False,
        after: timedelta = timedelta(0),
    ) -> None:
        """Release the row, to be tried again. It stays `sending`, so that it is looked for first, unless this request
        was `surely_not_sent`: then it gets back the state it had when it was claimed."""
        state = row.state if surely_not_sent else None
        now = self._clock()
        at = now + max(wait_before_retry(row.attempts + 1), after)
        if at > row.until > now:
            at = row.until
        log.warning("posting %s %s of %s waits: %s", row.kind, row.occurrence, row.owner, reason)
        await self._outbox.retry(row, state, at=at, reason=reason)

    async def _target(self, row: Posting) -> int | None:
        """The channel or thread that the message goes to; None if its thread was not created."""
        if not (row.payload or {}).get("inside"):
            return row.channel
        first = await self._outbox.part(row, 0)
        if first is None or first.message is None:
            return None
        # In Discord the thread of a message has that message's id, and so does a forum post that of its first message.
        return row.channel if (first.reason or "").startswith(NO_THREAD) else first.message

    def _anchor(self, row: Posting, now: datetime) -> int:
        """An id below that of any message sent from now on: the channel's newest message, from the gateway.

        Reconciling reads the history from there on. Discord's own id does not depend on our clock; only where the
        gateway reports none, the id of a moment two hours ago is used.
        """
        guild = None if row.guild is None else self._client.get_guild(row.guild)
        channel = None if guild is None else guild.get_channel_or_thread(row.channel)
        if (row.payload or {}).get("inside") or not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            return discord.utils.time_snowflake(now - CLOCK_ERROR)
        return channel.last_message_id or 0


class Pace:
    """Limits a rate to a number a second; the first second's worth may go at once."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._available = rate
        self._at: float | None = None

    async def wait(self) -> None:
        """Return when the next one may go."""
        now = asyncio.get_running_loop().time()
        if self._at is not None:
            self._available = min(self._rate, self._available + (now - self._at) * self._rate)
        self._at = now
        self._available -= 1
        if self._available < 0:
            await asyncio.sleep(-self._available / self._rate)


async def _refusal(request: Awaitable[None], *, unless: int) -> str | None:
    """Why Discord refuses a request for good; None if it was carried out, or refused with the code `unless`, which says
    that an earlier one was. Raises where the same request may succeed later."""
    try:
        async with asyncio.timeout(REQUEST_SECONDS):
            await request
    except discord.HTTPException as error:
        if is_passing(error):
            raise
        return None if error.code == unless else reason_of(error)
    return None


def is_passing(error: discord.HTTPException) -> bool:
    """Whether the same request may succeed later: Discord failed, limited the rate, or did not accept the token."""
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


def reason_of(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "Discord did not answer in time"
    if isinstance(error, discord.HTTPException):
        return (
            f"{error.status} {error.text}".strip()[:300] if error.status < 500 else f"Discord answered {error.status}"
        )
    return describe(error)[:300]
