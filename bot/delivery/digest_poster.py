"""Posts the digests that are due: the planner renders and enqueues their postings, then the sender delivers them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import discord

from bot.cards.text import line
from bot.delivery.digest_planner import DigestPlanner
from bot.delivery.digest_renderer import Composed, DigestRenderer
from bot.delivery.digest_store import KIND, DigestSpec, DigestStore, ScheduledDigest
from bot.delivery.notices import Notices
from bot.delivery.outbox import Outbox, Posting
from bot.delivery.permissions import Blocker, PostableChannel, reach_channel, to_post
from bot.delivery.sender import Sender
from bot.locales import translator
from bot.servers.languages import Languages
from bot.servers.server_settings import ServerStore
from knowledge.stories.reports import Digest
from knowledge.view import NewsView

log = logging.getLogger(__name__)

CHECK_EVERY = timedelta(hours=1)
"""How long the next due time is cached: another process may have changed it."""
KEPT = timedelta(days=90)
"""How long finished postings and their editions are kept."""


class Poster:
    """Posts due digests through a Discord client. `clock` gives the present moment (UTC); a posting that is due longer
    than `catch_up` ago is missed."""

    def __init__(
        self,
        client: discord.Client,
        news: Callable[[int], Awaitable[NewsView]],
        digests: DigestStore,
        outbox: Outbox,
        sender: Sender,
        servers: ServerStore,
        clock: Callable[[], datetime],
        languages: Languages,
        notices: Notices,
        *,
        catch_up: timedelta,
    ) -> None:
        self._client = client
        self._news = news
        self._digests = digests
        self._outbox = outbox
        self._sender = sender
        self._clock = clock
        self._languages = languages
        self._notices = notices
        self._servers = servers
        self.renderer = DigestRenderer(client, news, servers, languages)
        self._planner = DigestPlanner(
            client, digests, outbox, self.renderer, catch_up=catch_up, on_blocker=self._record_blocker
        )
        self._posting = asyncio.Lock()
        self._next_check: datetime | None = None
        self._last_check: datetime | None = None
        self._has_retries = False
        self._blocked_guilds: set[int] = set()
        sender.on_blocker(KIND, self._on_blocker)
        digests.on_change(self.wake)
        outbox.on_enqueue(self.wake)

    # Running

    async def prepare(self) -> None:
        """After a start: delete old records, compute due times anew, in case the rules of a time zone have changed, and
        read which servers have blocked digests."""
        now = self._clock()
        await self._outbox.forget(before=now - KEPT)
        await self._digests.forget_editions(before=now - KEPT)
        changed = {}
        for digest in await self._digests.all():
            if digest.paused is None and (digest.due is None or digest.due > now):
                due = digest.spec.next_due(now)
                if due != digest.due:
                    changed[digest.number] = due
        if changed:
            await self._digests.set_due(changed)
        self._blocked_guilds = {digest.spec.guild for digest in await self._digests.blocked()}

    def wake(self) -> None:
        """Check at the next tick what is due: digests, or postings in the outbox, have changed."""
        self._next_check = None

    async def post_due(self) -> bool:
        """Post every digest that is due, of several missed days only the newest; whether postings wait for a retry.

        A fault in one digest does not keep another from being posted. Between due times this costs no query.
        """
        async with self._posting:
            while self._is_time():
                self._last_check = self._clock()
                self._next_check = self._last_check + CHECK_EVERY
                await self._recheck(self._blocked_guilds)
                await self._forget_lost_roles()
                some_left = await self._planner.enqueue_due(self._clock())
                more = await self._sender.deliver()
                await self._set_next_check(some_left=some_left, more=more)
            return self._has_retries

    async def changed_in(self, guild: int) -> None:
        """Post what was blocked in a server whose channels, roles or membership have changed, if it no longer is."""
        if guild in self._blocked_guilds:
            await self._recheck({guild})
            await self.post_due()

    def _is_time(self) -> bool:
        now = self._clock()
        # After the clock was set back, what is due by the new time must not wait for the old time.
        set_back = self._last_check is not None and now < self._last_check
        return self._next_check is None or now >= self._next_check or set_back

    async def _set_next_check(self, *, some_left: bool, more: bool) -> None:
        if self._next_check is None or more:
            self._next_check = None
            return
        next_try, next_due = await self._outbox.next_try(), await self._digests.next_due()
        self._has_retries = next_try is not None
        if self._next_check is None:  # `wake` was called during these queries
            return
        soonest = min([self._next_check, *(moment for moment in (next_try, next_due) if moment is not None)])
        if some_left or soonest <= self._clock():
            # What is due but could not be done now is for the next tick, not for this one.
            soonest = self._clock() + timedelta(seconds=1)
        self._next_check = soonest

    # Blockers

    async def _on_blocker(self, posting: Posting, blocker: Blocker | None) -> None:
        if blocker is not None or posting.guild in self._blocked_guilds:
            is_new = await self._digests.set_blocker(posting.owner, blocker)
            digest = await self._digests.get(posting.owner) if is_new and blocker is not None else None
            if digest is not None and blocker is not None:
                await self._tell(digest.spec, blocker)
        if blocker is not None and posting.guild is not None:
            self._blocked_guilds.add(posting.guild)

    async def _record_blocker(self, digest: ScheduledDigest, blocker: Blocker) -> None:
        log.warning("digest %s of server %s cannot be posted: %s", digest.number, digest.spec.guild, blocker)
        if await self._digests.set_blocker(digest.number, blocker):
            await self._tell(digest.spec, blocker)
        self._blocked_guilds.add(digest.spec.guild)

    async def _tell(self, spec: DigestSpec, blocker: Blocker) -> None:
        """Tell a server, where it wants its notices, what is in the way of a digest and what to do."""
        if blocker.kind == "server":
            return
        translate = translator(await self._languages.of_server(spec.guild, spec.language))
        name, channel = line(spec.name, 60), f"<#{spec.channel}>"
        if blocker.kind == "channel":
            text = translate("setup-gone", name=name)
        elif blocker.missing:
            missing = " · ".join(translate(f"permission-{one.replace('_', '-')}") for one in blocker.missing)
            text = translate("setup-missing", channel=channel, missing=missing)
        else:
            text = translate("setup-refused", name=name, channel=channel)
        await self._notices.tell(spec.guild, text, unless_in=spec.channel)

    async def _forget_lost_roles(self) -> None:
        """Let digests whose role was deleted mention none, and tell it once."""
        for digest in await self._digests.due(self._clock()):
            spec, guild = digest.spec, self._client.get_guild(digest.spec.guild)
            if spec.mention is None or guild is None or guild.unavailable or guild.get_role(spec.mention) is not None:
                continue
            await self._digests.forget_mention(digest.number)
            translate = translator(await self._languages.of_server(spec.guild, spec.language))
            await self._notices.tell(spec.guild, translate("digest-role-gone", name=line(spec.name, 60)), unless_in=0)

    async def _recheck(self, guilds: set[int]) -> None:
        """Let the digests of these servers be posted again whose blocker is gone."""
        if not guilds:
            return
        unblocked: set[int] = set()
        blocked: set[int] = set()
        for digest in await self._digests.blocked():
            spec = digest.spec
            channel = await reach_channel(self._client, spec.guild, spec.channel, to_post(thread=spec.thread))
            can_post = isinstance(channel, PostableChannel)
            if spec.guild in guilds and can_post and digest.blocker is not None and digest.blocker.is_certain:
                await self._digests.set_blocker(digest.number, None)
                unblocked.add(spec.guild)
            else:
                blocked.add(spec.guild)
        self._blocked_guilds = blocked
        if unblocked:
            await self._outbox.retry_now(unblocked, now=self._clock())
            self.wake()

    # What `/digest now` and `/digest why` show

    async def compose_now(self, spec: DigestSpec, number: int | None, *, until: datetime | None = None) -> Composed:
        """The contents of a digest if it were posted now, or had been at `until`; `number` is its own, if it has
        one."""
        last = None if number is None else (await self._digests.last_editions([number])).get(number)
        missed = None if number is None else (await self._digests.first_missed([number])).get(number)
        renderer = DigestRenderer(self._client, self._news, self._servers, self._languages)
        return await renderer.compose(spec, last, until=until or self._clock(), missed=missed)

    async def compose_again(self, digest: ScheduledDigest, occurrence: str) -> tuple[Digest, DigestSpec] | None:
        """An edition, chosen anew from what it was chosen from, and the spec of its digest at that time; None if it was
        deleted."""
        edition = await self._digests.edition(digest.number, occurrence)
        if edition is None:
            return None
        before = (await self._digests.last_editions([digest.number], before=occurrence)).get(digest.number)
        last = before if before is not None and before.until == edition.since else None
        spec = replace(digest.spec, **edition.selection or {})
        renderer = DigestRenderer(self._client, self._news, self._servers, self._languages)
        composed = await renderer.compose(spec, last, since=edition.since, until=edition.until)
        return composed.digest, spec
