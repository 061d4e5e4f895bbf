"""Owes the digests that are due to the ledger, and lets the sender deliver them."""

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
from bot.delivery.digests import (
    KIND,
    DigestOrder,
    DigestStore,
    Edition,
    ScheduledDigest,
    Wanted,
    advance,
    write_edition,
)
from bot.delivery.ledger import Draft, Ledger, Posting, new_mark
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Hindrance, find_place, hindrance
from bot.delivery.schedule import next_slot, owed
from bot.delivery.sender import LATE, Sender
from bot.locales import wording
from knowledge.news import Digest, News

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
"""Reasons in the ledger that people are told in their own words."""


@dataclass(frozen=True, slots=True)
class _Owed:
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
        news: Callable[[int], Awaitable[News]],
        digests: DigestStore,
        ledger: Ledger,
        sender: Sender,
        clock: Callable[[], datetime],
        *,
        catch_up: timedelta,
    ) -> None:
        self._client = client
        self._digests = digests
        self._ledger = ledger
        self._sender = sender
        self._clock = clock
        self._catch_up = catch_up
        self._news = news
        self.composer = Composer(news)
        self._posting = asyncio.Lock()
        self._next_look: datetime | None = None
        self._looked: datetime | None = None
        self._waiting = False
        self._hindered: set[int] = set()
        sender.on_hindrance(KIND, self._told_of_hindrance)

    # Running

    async def prepare(self) -> None:
        """After a start: forget what is long over, set due times as today's time zone rules have them, and know what
        could not be posted before."""
        now = self._clock()
        await self._ledger.forget(before=now - KEPT)
        await self._digests.forget_editions(before=now - KEPT)
        changed = {}
        for digest in await self._digests.all():
            if digest.paused is None and (digest.due is None or digest.due > now):
                due = next_due(digest, now)
                if due != digest.due:
                    changed[digest.number] = due
        if changed:
            await self._digests.set_due(changed)
        self._hindered = {digest.order.guild for digest in await self._digests.hindered()}

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
                await self._recheck(self._hindered)
                left = await self._plan_due()
                more = await self._sender.deliver()
                await self._set_next_look(left=left, more=more)
            return self._waiting

    async def changed_in(self, guild: int) -> None:
        """A server's channels, roles or the bot's membership have changed: what was hindered there may work now."""
        if guild in self._hindered:
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
        tried, due = await self._ledger.next_try(), await self._digests.next_due()
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
        """Put every due digest into the ledger; whether some had to be left for later."""
        now = self._clock()
        due = await self._digests.due(now)
        self.composer.begin()
        left = False
        for at in range(0, len(due), CHUNK):
            chunk = due[at : at + CHUNK]
            found = [await self._owed(digest, now) for digest in chunk]
            written = await self._write([one for one in found if one is not None], now)
            left = left or written < len(chunk)
        return left

    async def _owed(self, digest: ScheduledDigest, now: datetime) -> _Owed | None:
        """The day to post now, after the days that it is too late for were recorded as missed; None if there is none
        or it has to wait."""
        assert digest.due is not None
        order = digest.order
        found, upcoming = owed(digest.due, now, minute=order.minute, zone=order.zone, weekdays=order.weekdays)
        if not found:
            await self._digests.set_due({digest.number: upcoming})
            return None
        newest = _Owed(digest, *found[-1], upcoming)
        too_late = now > newest.due + self._catch_up
        for day, moment in found[-1 - MOST_MISSED : -1]:
            await self._miss(_Owed(digest, day, moment, newest.moment), now, DOWNTIME_COVERED)
        if too_late:
            reason = str(digest.hindrance) if digest.hindrance is not None else DOWNTIME
            await self._miss(newest, now, reason)
            return None
        return newest if self._may_post(digest, await self._note_hindrance(digest)) else None

    def _may_post(self, digest: ScheduledDigest, found: Hindrance | None) -> bool:
        return found is None and find_place(self._client, digest.order.guild, digest.order.channel) is not None

    async def _note_hindrance(self, digest: ScheduledDigest) -> Hindrance | None:
        order = digest.order
        found = hindrance(self._client, order.guild, order.channel, thread=order.thread)
        if found is not None and found != digest.hindrance:
            await self._hinder(digest, found)
        return found

    async def _miss(self, one: _Owed, now: datetime, reason: str) -> None:
        order = one.digest.order
        draft = Draft(
            KIND, one.digest.number, one.day.isoformat(), 0, order.guild, order.channel, new_mark(),
            one.due, one.due, {},
        )  # fmt: skip

        async def also(connection: AsyncConnection) -> None:
            await advance(connection, one.digest.number, one.next)

        if await self._ledger.miss(draft, reason, now=now, also=also):
            log.warning("digest %s of server %s was missed on %s", one.digest.number, order.guild, one.day)
        else:
            await self._digests.set_due({one.digest.number: one.next})

    async def _write(self, due: Sequence[_Owed], now: datetime) -> int:
        """Compose and write postings; how many were done."""
        last = await self._digests.last_editions([one.digest.number for one in due])
        missed = await self._digests.first_missed([one.digest.number for one in due if one.digest.number not in last])
        planned: list[tuple[_Owed, list[Draft], Edition | None]] = []
        for one in due:
            try:
                number = one.digest.number
                planned.append(await self._draft(one, last.get(number), missed.get(number), now))
            except Exception:
                # Whatever it is, the other digests must not suffer; this one is tried again at the next tick.
                log.exception("digest %s could not be put together", one.digest.number)
        try:
            async with self._ledger.transaction() as connection:
                for one, drafts, edition in planned:
                    await self._write_one(connection, one, drafts, edition, now)
        except IntegrityError:
            # At least one day is in the ledger already: from another process, or from before a change of zone.
            for one, drafts, edition in planned:
                try:
                    async with self._ledger.transaction() as connection:
                        await self._write_one(connection, one, drafts, edition, now)
                except IntegrityError:
                    await self._digests.set_due({one.digest.number: one.next})
        return len(planned)

    async def _write_one(
        self, connection: AsyncConnection, one: _Owed, drafts: list[Draft], edition: Edition | None, now: datetime
    ) -> None:
        if edition is None:
            await self._ledger.write(connection, drafts, now=now, closed=("skipped", QUIET))
        else:
            await self._ledger.write(connection, drafts, now=now)
            await write_edition(connection, edition)
        await advance(connection, one.digest.number, one.next)

    async def _draft(
        self, one: _Owed, last: Edition | None, missed: datetime | None, now: datetime
    ) -> tuple[_Owed, list[Draft], Edition | None]:
        order, say = one.digest.order, wording(one.digest.order.language)
        # Digests that are on time end at the same moment, so that those alike are put together once.
        until = now if now - one.due >= LATE else one.due
        composed = await self.composer.compose(order, last, until=until, missed=missed)
        slot = one.day.isoformat()
        place = find_place(self._client, order.guild, order.channel)
        forum = isinstance(place, discord.ForumChannel)
        marks = [new_mark() for _ in range(max(1, len(composed.texts)))]
        views = digest_cards(
            composed.digest,
            composed.texts,
            order.name,
            say,
            mark=lambda part: marks[part],
            mention=None if order.mention is None else f"<@&{order.mention}>",
            picture=composed.trend is not None and _may_attach(place),
        )
        opens_thread = forum or (order.thread and isinstance(place, discord.TextChannel))
        thread = say("digest-thread", name=order.name, date=slot)[:100] if opens_thread else None
        drafts = [
            Draft(
                KIND,
                one.digest.number,
                slot,
                part,
                order.guild,
                order.channel,
                marks[part],
                one.due,
                one.due + self._catch_up,
                payload_of(
                    view,
                    roles=[order.mention] if order.mention is not None and part == 0 else (),
                    late=late_sentence(one.due, say) if part == 0 else None,
                    trend=composed.trend if part == 0 and _may_attach(place) else None,
                    forum=forum and part == 0,
                    thread=thread if part == 0 else None,
                    inside=opens_thread and part > 0,
                    publish=order.publish and isinstance(place, discord.TextChannel) and place.is_news(),
                ),
            )
            for part, view in enumerate(views)
        ]
        if order.skip_quiet and not composed.digest.stories:
            return one, drafts, None
        edition = Edition(one.digest.number, slot, composed.digest.since, until, composed.told, Wanted.by(order))
        return one, drafts, edition

    # What keeps digests from their channels

    async def _told_of_hindrance(self, row: Posting, found: Hindrance | None) -> None:
        if found is not None or row.guild in self._hindered:
            await self._digests.hinder(row.owner, found)
        if found is not None and row.guild is not None:
            self._hindered.add(row.guild)

    async def _hinder(self, digest: ScheduledDigest, found: Hindrance) -> None:
        log.warning("digest %s of server %s cannot be posted: %s", digest.number, digest.order.guild, found)
        await self._digests.hinder(digest.number, found)
        self._hindered.add(digest.order.guild)

    async def _recheck(self, guilds: set[int]) -> None:
        """Take digests up again whose hindrance is gone."""
        if not guilds:
            return
        free: set[int] = set()
        left: set[int] = set()
        for digest in await self._digests.hindered():
            order = digest.order
            if (
                order.guild not in guilds
                or hindrance(self._client, order.guild, order.channel, thread=order.thread) is not None
                or find_place(self._client, order.guild, order.channel) is None
            ):
                left.add(order.guild)
            elif digest.hindrance is not None and digest.hindrance.is_certain:
                await self._digests.hinder(digest.number, None)
                free.add(order.guild)
            else:
                # Discord refused without saying why, so only a posting that gets through shows that it is over.
                left.add(order.guild)
        self._hindered = left
        if free:
            await self._ledger.hurry(free, now=self._clock())
            self.look_again()

    # Looking at what was posted

    async def compose_now(self, order: DigestOrder, number: int | None, *, until: datetime | None = None) -> Composed:
        """What a digest would hold if it were posted now, or had been at `until`; `number` is its own if it is set
        up."""
        last = None if number is None else (await self._digests.last_editions([number])).get(number)
        missed = None if number is None else (await self._digests.first_missed([number])).get(number)
        return await Composer(self._news).compose(order, last, until=until or self._clock(), missed=missed)

    async def posted_again(self, digest: ScheduledDigest, slot: str) -> tuple[Digest, Wanted] | None:
        """What an edition was chosen from, by choosing anew as it was chosen then, and what was asked for at that time;
        None if it is forgotten."""
        edition = await self._digests.edition(digest.number, slot)
        if edition is None:
            return None
        before = (await self._digests.last_editions([digest.number], before=slot)).get(digest.number)
        last = before if before is not None and before.until == edition.since else None
        wanted = edition.wanted or Wanted.by(digest.order)
        order = replace(digest.order, sources=wanted.sources, topic=wanted.topic, length=wanted.length)
        composed = await Composer(self._news).compose(order, last, since=edition.since, until=edition.until)
        return composed.digest, wanted


def next_due(digest: ScheduledDigest, now: datetime) -> datetime:
    """When a digest is due next after a moment (UTC)."""
    order = digest.order
    return next_slot(now, minute=order.minute, zone=order.zone, weekdays=order.weekdays)


def _may_attach(place: object) -> bool:
    if not isinstance(place, discord.abc.GuildChannel | discord.Thread):
        return False
    return place.permissions_for(place.guild.me).attach_files
