"""What the bot does by itself: the list of jobs, the loops that run them, and what makes one run sooner."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord
import structlog
from discord.ext import commands, tasks

from bot.client import NewsBot

log = structlog.get_logger(__name__)

MINUTE = timedelta(minutes=1)
SOON = timedelta(seconds=5)
"""How often due postings are looked for while one waits to be tried again."""
POLLED_AT_ONCE = 200
"""Feeds that one run polls at most; the others come with the next."""
LOOK_EVERY = timedelta(seconds=10)
"""How often due feeds are looked for: another process, such as the command line's, may have added one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the bot does every so often: `work(bot)` gives how long to wait until it runs again.

    After a failure, which is logged, that is `every`. With `finishes`, closing the bot waits for a run to end, as it
    does for answers; other runs are cancelled.
    """

    name: str
    every: timedelta
    does: str
    work: Callable[[NewsBot], Awaitable[timedelta]]
    finishes: bool = False


async def _poll_feeds(bot: NewsBot) -> timedelta:
    now = bot.now()
    due = await bot.newsroom.feeds.next_due(now)
    if due is not None and due <= now:
        await bot.fetching.poller.poll_due(now, limit=POLLED_AT_ONCE)
        await bot.notices.send_all()
        await bot.newsroom.catch_up()
    return LOOK_EVERY


async def _scan_watches(bot: NewsBot) -> timedelta:
    await bot.watch_scanner.scan(bot.now())
    return MINUTE


async def _scan_relays(bot: NewsBot) -> timedelta:
    await bot.relay_scanner.scan(bot.now())
    return MINUTE


async def _post_due(bot: NewsBot) -> timedelta:
    waiting = await bot.poster.post_due()
    return SOON if waiting else MINUTE


async def _plan_corrections(bot: NewsBot) -> timedelta:
    await bot.corrections.scan(bot.now())
    return MINUTE


async def _forget_old(bot: NewsBot) -> timedelta:
    now = bot.now()
    await bot.services.prune(now=now)
    before = now - timedelta(days=bot.settings.answers.keep_days)
    await bot.cards.forget(before=before)
    await bot.watches.forget(before=before)
    await bot.relays.forget(before=before)
    await bot.services.quotes.forget(before=before)
    return timedelta(days=1)


FEEDS = Job(
    "feeds",
    MINUTE,
    "looks every 10 seconds for feeds that are due, also those added on the command line, polls them, notifies servers "
    "of failing ones, and brings the indexes up to date",
    _poll_feeds,
)
WATCHES = Job("watches", MINUTE, "scans what has arrived and puts alerts into the outbox", _scan_watches, finishes=True)
RELAYS = Job(
    "relays",
    MINUTE,
    "puts each new story of a relayed feed into the outbox, and its edits",
    _scan_relays,
    finishes=True,
)
POSTINGS = Job(
    "postings",
    MINUTE,
    "puts due digests into the outbox and sends what is in it; every 5 seconds while something waits to be retried",
    _post_due,
    finishes=True,
)
CORRECTIONS = Job(
    "corrections",
    MINUTE,
    "compares what cards quote with what their articles say now, and puts edits into the outbox",
    _plan_corrections,
    finishes=True,
)
RETENTION = Job(
    "retention", timedelta(days=1), "removes articles, cards, matches and stories past their limits", _forget_old
)

JOBS = (FEEDS, WATCHES, RELAYS, CORRECTIONS, POSTINGS, RETENTION)


class Jobs(commands.Cog):
    """Runs every job in a loop, and sooner when a store has changed or Discord reports what may unblock a posting.

    The loops are those of discord.ext.tasks, which run and return: SimCord moves its clock only when nothing waits.
    """

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        self._loops = {job.name: self._loop(job) for job in JOBS}
        self._woken: set[str] = set()
        bot.outbox.on_enqueue(lambda: self._wake(POSTINGS, timedelta(0)))

    def _loop(self, job: Job) -> tasks.Loop[Callable[[], Coroutine[Any, Any, None]]]:
        async def run() -> None:
            self._woken.discard(job.name)
            pause = job.every
            try:
                async with self.bot.serving() if job.finishes else nullcontext():
                    pause = await job.work(self.bot)
            except Exception:
                log.exception("a job failed; it is tried again", job=job.name)
            if job.name not in self._woken:
                self._loops[job.name].change_interval(seconds=(pause + self._lateness(job)).total_seconds())

        return tasks.loop(seconds=job.every.total_seconds(), name=f"job: {job.name}")(run)

    def _lateness(self, job: Job) -> timedelta:
        """How much later than planned a job has run.

        discord.ext.tasks counts from when a run was planned, so that after a night of sleep a computer would run every
        job once for each minute of that night.
        """
        loop = self._loops[job.name]
        planned = loop.next_iteration
        if planned is None or loop.seconds is None:
            return timedelta(0)
        return max(timedelta(0), self.bot.now() - planned + timedelta(seconds=loop.seconds))

    def _wake(self, job: Job, after: timedelta) -> None:
        """Let a job run as soon as this time has passed since its last run, and again if it is running now."""
        self._woken.add(job.name)
        self._loops[job.name].change_interval(seconds=after.total_seconds())

    async def cog_unload(self) -> None:
        """Stop all jobs, and wait for what is under way to end."""
        running = [task for loop in self._loops.values() if (task := loop.get_task()) is not None and not task.done()]
        for loop in self._loops.values():
            loop.cancel()
        if running:
            await asyncio.wait(running)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin once the bot is connected."""
        for loop in self._loops.values():
            if not loop.is_running():
                loop.start()

    # What makes postings possible or certain

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message of our own that the gateway reports did arrive, whatever became of the answer to its request."""
        user = self.bot.user
        if user is not None and message.author.id == user.id:
            self.bot.sender.record_seen(message.id, [component.to_dict() for component in message.components])

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is new."""
        await self._changed(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel's permissions may have changed."""
        await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        """A role's permissions may have changed."""
        await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """The bot may have been given a role."""
        if after.id == after.guild.me.id:
            await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot is in a server, perhaps again."""
        await self._changed(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that Discord had lost is back."""
        await self._changed(guild)

    async def _changed(self, guild: discord.Guild) -> None:
        async with self.bot.serving():
            await self.bot.poster.changed_in(guild.id)


async def setup(bot: NewsBot) -> None:
    """Add the jobs to the bot."""
    await bot.add_cog(Jobs(bot))
