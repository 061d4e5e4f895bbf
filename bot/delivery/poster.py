"""Posts the digests that are due: claim the day's row first, then send."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

import discord

from bot.cards.digest import MOST_STORIES, digest_card
from bot.delivery.digests import DigestStore, ScheduledDigest
from bot.delivery.schedule import next_slot, slots
from bot.locales import wording
from knowledge.articles import KnowledgeError
from knowledge.news import Digest, News

log = logging.getLogger(__name__)

FIRST_WINDOW = timedelta(hours=24)
"""What a digest covers that has not been posted before."""
LOOK_AGAIN = timedelta(hours=1)
"""How long the list of digests is trusted: another process may have changed it."""
LATE = timedelta(minutes=5)
"""From this delay on a posting says that it is late."""


class Poster:
    """Sends due digests through a Discord client."""

    def __init__(
        self,
        client: discord.Client,
        news: Callable[[int], Awaitable[News]],
        digests: DigestStore,
        *,
        catch_up: timedelta,
    ) -> None:
        self._client = client
        self._news = news
        self._digests = digests
        self._catch_up = catch_up
        self._next_look: datetime | None = None
        self._changes = 0

    def look_again(self) -> None:
        """The digests have changed: what was known about the next due time no longer counts."""
        self._next_look = None
        self._changes += 1

    async def post_due(self, now: datetime) -> None:
        """Post every digest whose time has come by `now` (UTC); of several missed days only the newest.

        A day older than the catch-up window is recorded as missed. Nothing that goes wrong with one digest keeps
        another from being posted. Between due times this costs nothing.
        """
        if self._next_look is not None and now < self._next_look:
            return
        changes, upcoming = self._changes, now + LOOK_AGAIN
        last = await self._digests.last_slots()
        for digest in await self._digests.all():
            after = max(last.get(digest.number, digest.created), digest.created)
            order = digest.order
            due = list(slots(after, now, minute=order.minute, zone=digest.zone, weekdays=order.weekdays))
            for day, moment in due[:-1]:
                await self._miss(digest, day, moment, now, "The bot was not running; a later one covers it.")
            upcoming = min(upcoming, next_slot(now, minute=order.minute, zone=digest.zone, weekdays=order.weekdays))
            for day, moment in due[-1:]:
                if now - moment > self._catch_up:
                    await self._miss(digest, day, moment, now, "The bot was not running in time.")
                elif await self._digests.claim(digest.number, day, due=moment, now=now):
                    await self._post(digest, day, moment, now)
        if changes == self._changes:
            self._next_look = upcoming

    async def compose(self, digest: ScheduledDigest, now: datetime) -> Digest:
        """What the digest holds if it is posted now: everything since the last one that was sent."""
        since = await self._digests.covered(digest.number) or now - FIRST_WINDOW
        news = await self._news(digest.order.guild)
        return await news.digest(
            since=since,
            until=now,
            sources=digest.order.sources,
            topic=digest.order.topic,
            limit=min(digest.order.length, MOST_STORIES),
        )

    async def _post(self, digest: ScheduledDigest, day: date, due: datetime, now: datetime) -> None:
        order = digest.order
        try:
            news = await self.compose(digest, now)
            view = digest_card(
                news,
                order.name,
                wording(order.language),
                late_since=due if now - due >= LATE else None,
                mention=None if order.mention is None else f"<@&{order.mention}>",
            )
            channel = self._client.get_partial_messageable(order.channel, guild_id=order.guild)
            allowed = discord.AllowedMentions.none()
            if order.mention is not None:
                allowed.roles = [discord.Object(order.mention)]
            message = await channel.send(view=view, allowed_mentions=allowed)
        except (discord.HTTPException, KnowledgeError, OSError) as error:
            reason = error.text if isinstance(error, discord.HTTPException) else str(error)
            log.warning("Digest %s of server %s was not posted: %s", digest.number, order.guild, reason)
            await self._digests.settle(digest.number, day, "failed", reason=reason or type(error).__name__)
        else:
            await self._digests.settle(digest.number, day, "sent", message=message.id)

    async def _miss(self, digest: ScheduledDigest, day: date, due: datetime, now: datetime, reason: str) -> None:
        if await self._digests.claim(digest.number, day, due=due, now=now):
            log.warning("Digest %s of server %s was missed on %s", digest.number, digest.order.guild, day)
            await self._digests.settle(digest.number, day, "missed", reason=reason)
