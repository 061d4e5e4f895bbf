"""Plans digests: finds the occurrences that are due, has them rendered, and enqueues their postings."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import discord
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.digest_renderer import DigestRenderer, Rendered
from bot.delivery.digest_store import (
    KIND,
    DigestStore,
    Occurrence,
    ScheduledDigest,
    write_due,
    write_edition,
)
from bot.delivery.outbox import Outbox, Posting, new_nonce
from bot.delivery.permissions import Blocker, PostableChannel, reach_channel, to_post
from bot.delivery.schedule import due_occurrences
from bot.servers.quoted import write_quoted

log = logging.getLogger(__name__)

CHUNK = 100
"""How many digests are enqueued in one transaction."""
MOST_MISSED = 31
"""How many missed days of a digest are recorded, the newest ones: nobody needs each day of a year without the bot."""

DOWNTIME, DOWNTIME_COVERED = "downtime", "downtime-covered"
"""Reasons, in the outbox, of a day that was missed because the bot was not running; its news is `covered` if a later
edition follows at once."""

Plan = tuple[Occurrence, Rendered]
"""An occurrence with what is written to the outbox."""


class DigestPlanner:
    """Enqueues the digests that are due, if no more than `catch_up` ago. Calls `on_blocker(digest, blocker)` where one
    cannot be posted."""

    def __init__(
        self,
        client: discord.Client,
        digests: DigestStore,
        outbox: Outbox,
        renderer: DigestRenderer,
        *,
        catch_up: timedelta,
        on_blocker: Callable[[ScheduledDigest, Blocker], Awaitable[None]],
    ) -> None:
        self._client = client
        self._digests = digests
        self._outbox = outbox
        self._renderer = renderer
        self._catch_up = catch_up
        self._on_blocker = on_blocker

    async def enqueue_due(self, now: datetime) -> bool:
        """Enqueue every digest that is due; whether some had to be left for later."""
        due = await self._digests.due(now)
        self._renderer.clear_cache()
        some_left = False
        for start in range(0, len(due), CHUNK):
            chunk = due[start : start + CHUNK]
            found = [await self._due_occurrence(digest, now) for digest in chunk]
            plans = await self._render([one for one in found if one is not None], now)
            await self._enqueue(plans, now)
            some_left = some_left or len(plans) < len(chunk)
        return some_left

    async def _due_occurrence(
        self, digest: ScheduledDigest, now: datetime
    ) -> tuple[Occurrence, PostableChannel] | None:
        """Record the occurrences that are too old as missed; returns the newest one that is due, with its channel, or
        None if there is none or it cannot be posted now."""
        assert digest.due is not None
        spec = digest.spec
        found, upcoming = due_occurrences(digest.due, now, minute=spec.minute, zone=spec.zone, weekdays=spec.weekdays)
        if not found:
            await self._digests.set_due({digest.number: upcoming})
            return None
        newest = Occurrence(digest, *found[-1], upcoming)
        for day, moment in found[-1 - MOST_MISSED : -1]:
            await self._record_missed(Occurrence(digest, day, moment, newest.moment), now, DOWNTIME_COVERED)
        if now > newest.due + self._catch_up:
            await self._record_missed(newest, now, DOWNTIME if digest.blocker is None else str(digest.blocker))
            return None
        channel = await reach_channel(self._client, spec.guild, spec.channel, to_post(thread=spec.thread))
        if isinstance(channel, Blocker) and channel != digest.blocker:
            await self._on_blocker(digest, channel)
        return (newest, channel) if isinstance(channel, PostableChannel) else None

    async def _record_missed(self, occurrence: Occurrence, now: datetime, reason: str) -> None:
        number, spec = occurrence.digest.number, occurrence.digest.spec
        missed = Posting(
            kind=KIND,
            owner=number,
            occurrence=occurrence.name,
            part=0,
            guild=spec.guild,
            channel=spec.channel,
            nonce=new_nonce(),
            due=occurrence.due,
            until=occurrence.due,
            payload=None,
            state="missed",
            reason=reason,
        )

        async def set_due(connection: AsyncConnection) -> None:
            await write_due(connection, number, occurrence.next)

        if await self._outbox.enqueue([missed], now=now, also=set_due):
            log.warning("digest %s of server %s was missed on %s", number, spec.guild, occurrence.name)
        else:
            await self._digests.set_due({number: occurrence.next})

    async def _render(self, due: Sequence[tuple[Occurrence, PostableChannel]], now: datetime) -> list[Plan]:
        numbers = [occurrence.digest.number for occurrence, _ in due]
        last = await self._digests.last_editions(numbers)
        missed = await self._digests.first_missed([number for number in numbers if number not in last])
        plans: list[Plan] = []
        for occurrence, channel in due:
            number = occurrence.digest.number
            try:
                rendered = await self._renderer.render(
                    occurrence,
                    channel,
                    last.get(number),
                    missed.get(number),
                    now=now,
                    give_up=occurrence.due + self._catch_up,
                )
            except Exception:
                # A fault in one digest must not keep the others from being posted; this one is tried at the next tick.
                log.exception("digest %s could not be rendered", number)
            else:
                plans.append((occurrence, rendered))
        return plans

    async def _enqueue(self, plans: Sequence[Plan], now: datetime) -> None:
        try:
            async with self._outbox.transaction() as connection:
                for plan in plans:
                    await self._write(connection, plan, now)
                await write_quoted(connection, [one for plan in plans for one in plan[1].quoting], now=now)
        except IntegrityError:
            # At least one occurrence is in the outbox already: from another process, or from before a change of zone.
            for plan in plans:
                try:
                    async with self._outbox.transaction() as connection:
                        await self._write(connection, plan, now)
                        await write_quoted(connection, plan[1].quoting, now=now)
                except IntegrityError:
                    await self._digests.set_due({plan[0].digest.number: plan[0].next})

    async def _write(self, connection: AsyncConnection, plan: Plan, now: datetime) -> None:
        occurrence, rendered = plan
        await self._outbox.insert(connection, rendered.postings, now=now)
        if rendered.edition is not None:
            await write_edition(connection, rendered.edition)
        await write_due(connection, occurrence.digest.number, occurrence.next)
