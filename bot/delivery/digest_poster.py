"""Owes the digests that are due to the outbox, and lets the sender deliver them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import discord
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.digest import digest_cards, late_sentence
from bot.delivery.composing import Composed, Composer
from bot.delivery.digest_store import (
    KIND,
    DigestSpec,
    DigestStore,
    Edition,
    ScheduledDigest,
    Selection,
    advance,
    write_edition,
)
from bot.delivery.outbox import NewPosting, Outbox, Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Blocker, blocker, find_channel
from bot.delivery.schedule import due_occurrences, next_occurrence
from bot.delivery.sender import LATE, Sender
from bot.locales import translator
from knowledge.view import Digest, NewsView

log = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(hours=1)
"""How long what is known of the next due time is trusted: another process may have changed it."""
KEPT = timedelta(days=90)
"""How long the record of a posting is kept."""
CHUNK = 100
"""How many digests are written in one transaction."""
MOST_MISSED = 31
"""How many missed days of a digest are recorded at most, the newest; a bot that was off for a year has no need of
more."""

DOWNTIME, DOWNTIME_COVERED, QUIET = "downtime", "downtime-covered", "quiet"
"""Reasons in the outbox that people are told in their own words."""


@dataclass(frozen=True, slots=True)
class _DueOccurrence:
    """A digest with the local day to post, its due moment (UTC), and when the next one is due."""

    digest: ScheduledDigest
    day: date
    moment: datetime
    next: datetime

    @property
    def due(self) -> datetime:
        """From when on it could be posted: not before its schedule was set."""
        return max(self.moment, self.digest.changed or self.moment)


class Poster:
    """Posts due digests through a Discord client. `clock` gives the present moment (UTC)."""

    def __init__(
        self,
        client: discord.Client,
        news: Callable[[int], Awaitable[NewsView]],
        digests: DigestStore,
        outbox: Outbox,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        catch_up: timedelta,
    ) -> None:
        self._client = client
        self._digests = digests
        self._outbox = outbox
        self._sender = sender
        self._clock = clock
        self._catch_up = catch_up
        self._news = news
        self.composer = Composer(news)
        self._posting = asyncio.Lock()
        self._next_look: datetime | None = None
        self._looked: datetime | None = None
        self._waiting = False
        self._blocked: set[int] = set()
        sender.on_blocker(KIND, self._blocker_changed)
        digests.on_change(self.look_again)
        outbox.on_enqueue(self.look_again)

    # Running

    async def prepare(self) -> None:
        """After a start: forget what is long over, set due times as today's time zone rules have them, and know what
        could not be posted before."""
        now = self._clock()
        await self._outbox.forget(before=now - KEPT)
        await self._digests.forget_editions(before=now - KEPT)
        changed = {}
        for digest in await self._digests.all():
            if digest.paused is None and (digest.due is None or digest.due > now):
                due = next_due(digest, now)
                if due != digest.due:
                    changed[digest.number] = due
        if changed:
            await self._digests.set_due(changed)
        self._blocked = {digest.spec.guild for digest in await self._digests.blocked()}

    def look_again(self) -> None:
        """The digests have changed: what was known about the next due time no longer counts."""
        self._next_look = None

    async def post_due(self) -> bool:
        """Post every digest whose time has come; of several missed days only the newest.

        A day older than the catch-up window is recorded as missed. Nothing that goes wrong with one digest keeps
        another from being posted. Between due times this costs nothing. Gives whether something waits to be tried
        again.
        """
        async with self._posting:
            while self._is_time():
                self._looked = self._clock()
                self._next_look = self._looked + LOOK_AGAIN
                await self._recheck(self._blocked)
                left = await self._plan_due()
                more = await self._sender.deliver()
                await self._set_next_look(left=left, more=more)
            return self._waiting

    async def changed_in(self, guild: int) -> None:
        """A server's channels, roles or the bot's membership have changed: what was hindered there may work now."""
        if guild in self._blocked:
            await self._recheck({guild})
            await self.post_due()

    def _is_time(self) -> bool:
        now = self._clock()
        # A clock that was put back must not make one wait for what is due by the new time.
        put_back = self._looked is not None and now < self._looked
        return self._next_look is None or now >= self._next_look or put_back

    async def _set_next_look(self, *, left: bool, more: bool) -> None:
        if self._next_look is None or more:
            self._next_look = None
            return
        tried, due = await self._outbox.next_try(), await self._digests.next_due()
        self._waiting = tried is not None
        if self._next_look is None:  # the digests changed while this was asked
            return
        soonest = min([self._next_look, *(moment for moment in (tried, due) if moment is not None)])
        if left or soonest <= self._clock():
            # Something waits that could not be done now: that is for the next tick, not for this one.
            soonest = self._clock() + timedelta(seconds=1)
        self._next_look = soonest

    # Planning

    async def _plan_due(self) -> bool:
        """Put every due digest into the outbox; whether some had to be left for later."""
        now = self._clock()
        due = await self._digests.due(now)
        self.composer.begin()
        left = False
        for at in range(0, len(due), CHUNK):
            chunk = due[at : at + CHUNK]
            found = [await self._due_occurrence(digest, now) for digest in chunk]
            written = await self._write([one for one in found if one is not None], now)
            left = left or written < len(chunk)
        return left

    async def _due_occurrence(self, digest: ScheduledDigest, now: datetime) -> _DueOccurrence | None:
        """The day to post now, after the days that it is too late for were recorded as missed; None if there is none
        or it has to wait."""
        assert digest.due is not None
        spec = digest.spec
        found, upcoming = due_occurrences(digest.due, now, minute=spec.minute, zone=spec.zone, weekdays=spec.weekdays)
        if not found:
            await self._digests.set_due({digest.number: upcoming})
            return None
        newest = _DueOccurrence(digest, *found[-1], upcoming)
        too_late = now > newest.due + self._catch_up
        for day, moment in found[-1 - MOST_MISSED : -1]:
            await self._miss(_DueOccurrence(digest, day, moment, newest.moment), now, DOWNTIME_COVERED)
        if too_late:
            reason = str(digest.blocker) if digest.blocker is not None else DOWNTIME
            await self._miss(newest, now, reason)
            return None
        return newest if self._may_post(digest, await self._update_blocker(digest)) else None

    def _may_post(self, digest: ScheduledDigest, found: Blocker | None) -> bool:
        return found is None and find_channel(self._client, digest.spec.guild, digest.spec.channel) is not None

    async def _update_blocker(self, digest: ScheduledDigest) -> Blocker | None:
        spec = digest.spec
        found = blocker(self._client, spec.guild, spec.channel, thread=spec.thread)
        if found is not None and found != digest.blocker:
            await self._block(digest, found)
        return found

    async def _miss(self, one: _DueOccurrence, now: datetime, reason: str) -> None:
        spec = one.digest.spec
        draft = NewPosting(
            KIND, one.digest.number, one.day.isoformat(), 0, spec.guild, spec.channel, new_nonce(),
            one.due, one.due, {},
        )  # fmt: skip

        async def also(connection: AsyncConnection) -> None:
            await advance(connection, one.digest.number, one.next)

        if await self._outbox.record_missed(draft, reason, now=now, also=also):
            log.warning("digest %s of server %s was missed on %s", one.digest.number, spec.guild, one.day)
        else:
            await self._digests.set_due({one.digest.number: one.next})

    async def _write(self, due: Sequence[_DueOccurrence], now: datetime) -> int:
        """Compose and write postings; how many were done."""
        last = await self._digests.last_editions([one.digest.number for one in due])
        missed = await self._digests.first_missed([one.digest.number for one in due if one.digest.number not in last])
        planned: list[tuple[_DueOccurrence, list[NewPosting], Edition | None]] = []
        for one in due:
            try:
                number = one.digest.number
                planned.append(await self._draft(one, last.get(number), missed.get(number), now))
            except Exception:
                # Whatever it is, the other digests must not suffer; this one is tried again at the next tick.
                log.exception("digest %s could not be put together", one.digest.number)
        try:
            async with self._outbox.transaction() as connection:
                for one, drafts, edition in planned:
                    await self._write_one(connection, one, drafts, edition, now)
        except IntegrityError:
            # At least one day is in the outbox already: from another process, or from before a change of zone.
            for one, drafts, edition in planned:
                try:
                    async with self._outbox.transaction() as connection:
                        await self._write_one(connection, one, drafts, edition, now)
                except IntegrityError:
                    await self._digests.set_due({one.digest.number: one.next})
        return len(planned)

    async def _write_one(
        self,
        connection: AsyncConnection,
        one: _DueOccurrence,
        drafts: list[NewPosting],
        edition: Edition | None,
        now: datetime,
    ) -> None:
        if edition is None:
            await self._outbox.insert(connection, drafts, now=now, closed=("skipped", QUIET))
        else:
            await self._outbox.insert(connection, drafts, now=now)
            await write_edition(connection, edition)
        await advance(connection, one.digest.number, one.next)

    async def _draft(
        self, one: _DueOccurrence, last: Edition | None, missed: datetime | None, now: datetime
    ) -> tuple[_DueOccurrence, list[NewPosting], Edition | None]:
        spec, translate = one.digest.spec, translator(one.digest.spec.language)
        # Digests that are on time end at the same moment, so that those alike are put together once.
        until = now if now - one.due >= LATE else one.due
        composed = await self.composer.compose(spec, last, until=until, missed=missed)
        occurrence = one.day.isoformat()
        place = find_channel(self._client, spec.guild, spec.channel)
        forum = isinstance(place, discord.ForumChannel)
        nonces = [new_nonce() for _ in range(max(1, len(composed.texts)))]
        views = digest_cards(
            composed.digest,
            composed.texts,
            spec.name,
            translate,
            nonce=lambda part: nonces[part],
            mention=None if spec.mention is None else f"<@&{spec.mention}>",
            picture=composed.trend is not None and _may_attach(place),
        )
        opens_thread = forum or (spec.thread and isinstance(place, discord.TextChannel))
        thread = translate("digest-thread", name=spec.name, date=occurrence)[:100] if opens_thread else None
        drafts = [
            NewPosting(
                KIND,
                one.digest.number,
                occurrence,
                part,
                spec.guild,
                spec.channel,
                nonces[part],
                one.due,
                one.due + self._catch_up,
                payload_of(
                    view,
                    roles=[spec.mention] if spec.mention is not None and part == 0 else (),
                    late=late_sentence(one.due, translate) if part == 0 else None,
                    trend=composed.trend if part == 0 and _may_attach(place) else None,
                    forum=forum and part == 0,
                    thread=thread if part == 0 else None,
                    inside=opens_thread and part > 0,
                    publish=spec.publish and isinstance(place, discord.TextChannel) and place.is_news(),
                ),
            )
            for part, view in enumerate(views)
        ]
        if spec.skip_quiet and not composed.digest.stories:
            return one, drafts, None
        edition = Edition(
            one.digest.number, occurrence, composed.digest.since, until, composed.told, Selection.by(spec)
        )
        return one, drafts, edition

    # What keeps digests from their channels

    async def _blocker_changed(self, row: Posting, found: Blocker | None) -> None:
        if found is not None or row.guild in self._blocked:
            await self._digests.set_blocker(row.owner, found)
        if found is not None and row.guild is not None:
            self._blocked.add(row.guild)

    async def _block(self, digest: ScheduledDigest, found: Blocker) -> None:
        log.warning("digest %s of server %s cannot be posted: %s", digest.number, digest.spec.guild, found)
        await self._digests.set_blocker(digest.number, found)
        self._blocked.add(digest.spec.guild)

    async def _recheck(self, guilds: set[int]) -> None:
        """Take digests up again whose blocker is gone."""
        if not guilds:
            return
        free: set[int] = set()
        left: set[int] = set()
        for digest in await self._digests.blocked():
            spec = digest.spec
            if (
                spec.guild not in guilds
                or blocker(self._client, spec.guild, spec.channel, thread=spec.thread) is not None
                or find_channel(self._client, spec.guild, spec.channel) is None
            ):
                left.add(spec.guild)
            elif digest.blocker is not None and digest.blocker.is_certain:
                await self._digests.set_blocker(digest.number, None)
                free.add(spec.guild)
            else:
                # Discord refused without saying why, so only a posting that gets through shows that it is over.
                left.add(spec.guild)
        self._blocked = left
        if free:
            await self._outbox.retry_now(free, now=self._clock())
            self.look_again()

    # Looking at what was posted

    async def compose_now(self, spec: DigestSpec, number: int | None, *, until: datetime | None = None) -> Composed:
        """What a digest would hold if it were posted now, or had been at `until`; `number` is its own if it is set
        up."""
        last = None if number is None else (await self._digests.last_editions([number])).get(number)
        missed = None if number is None else (await self._digests.first_missed([number])).get(number)
        return await Composer(self._news).compose(spec, last, until=until or self._clock(), missed=missed)

    async def posted_again(self, digest: ScheduledDigest, occurrence: str) -> tuple[Digest, Selection] | None:
        """What an edition was chosen from, by choosing anew as it was chosen then, and what was asked for at that time;
        None if it is forgotten."""
        edition = await self._digests.edition(digest.number, occurrence)
        if edition is None:
            return None
        before = (await self._digests.last_editions([digest.number], before=occurrence)).get(digest.number)
        last = before if before is not None and before.until == edition.since else None
        wanted = edition.wanted or Selection.by(digest.spec)
        spec = replace(digest.spec, sources=wanted.sources, topic=wanted.topic, length=wanted.length)
        composed = await Composer(self._news).compose(spec, last, since=edition.since, until=edition.until)
        return composed.digest, wanted


def next_due(digest: ScheduledDigest, now: datetime) -> datetime:
    """When a digest is due next after a moment (UTC)."""
    spec = digest.spec
    return next_occurrence(now, minute=spec.minute, zone=spec.zone, weekdays=spec.weekdays)


def _may_attach(place: object) -> bool:
    if not isinstance(place, discord.abc.GuildChannel | discord.Thread):
        return False
    return place.permissions_for(place.guild.me).attach_files
