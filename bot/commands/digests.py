"""/digest: set up, list, delete and post digests; and the loop that posts those that are due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

import discord
import structlog
from discord import app_commands
from discord.ext import commands, tasks

from bot.cards.digest import MOST_STORIES, digest_card, digest_list_card
from bot.cards.layout import card, note
from bot.cards.text import label, line, when
from bot.client import Interaction, NewsBot, Refusal
from bot.commands.options import CHOICES, checked_outlet, outlet_choices
from bot.delivery.digests import DigestOrder, NameTaken, ScheduledDigest
from bot.delivery.schedule import EVERY_DAY, WEEKDAYS, next_slot, parse_days, parse_time
from bot.locales import Wording
from knowledge.archive.identity import fold

log = structlog.get_logger(__name__)

TICK_SECONDS = 60
"""How often due digests are looked for: a posting comes at most this late."""
NOW_HOURS = 24


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Digests(commands.GroupCog, group_name="digest", group_description="Post the day's stories into a channel"):
    """A server's digests. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage the server, whatever Discord let through."""
        if interaction.guild_id is None:
            raise app_commands.NoPrivateMessage
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    async def cog_unload(self) -> None:
        """Stop posting."""
        self.tick.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to post once the bot is connected."""
        if not self.tick.is_running():
            self.tick.start()

    @tasks.loop(seconds=TICK_SECONDS)
    async def tick(self) -> None:
        """Post what is due. A failure is logged and the next tick tries again; the record keeps it to once."""
        try:
            async with self.bot.serving():
                await self.bot.poster.post_due(self.bot.now())
        except Exception:
            log.exception("the digests could not be looked through")

    @app_commands.command(description="Post a digest into a channel on schedule")
    @app_commands.describe(
        channel="Where to post it",
        at="Time of day, such as 08:00",
        timezone="Start typing a city",
        days="daily (default), weekdays, weekends, or days such as mon, wed, fri",
        source="Only this outlet",
        topic="Only what names all these words",
        length="How many stories at most",
        mention="A role to mention",
        name="What to call it",
    )
    @app_commands.rename(at="time")
    @app_commands.autocomplete(source=outlet_choices)
    async def create(
        self,
        interaction: Interaction,
        channel: discord.TextChannel,
        at: app_commands.Range[str, 1, 20],
        timezone: str | None = None,
        days: app_commands.Range[str, 1, 60] | None = None,
        source: str | None = None,
        topic: app_commands.Range[str, 1, 100] | None = None,
        length: app_commands.Range[int, 1, MOST_STORIES] = MOST_STORIES,
        mention: discord.Role | None = None,
        name: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Check what was asked, keep it, and say when the first one comes."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        say, now = self.bot.wording(interaction), self.bot.now()
        guild = interaction.guild
        assert guild is not None
        minute = parse_time(at)
        if minute is None:
            raise Refusal(say("digest-bad-time", time=label(at, 20)))
        weekdays = EVERY_DAY if days is None else parse_days(days)
        if weekdays is None:
            raise Refusal(say("digest-bad-days", days=label(days or "", 40)))
        zone = self.bot.settings.timezone if timezone is None else timezone
        if zone not in available_timezones():
            raise Refusal(say("digest-bad-zone", zone=label(zone, 40)))
        _check_may_post(guild, channel, say)
        held = await self.bot.digests.all(guild=guild.id)
        if len(held) >= self.bot.settings.digests.per_server:
            raise Refusal(say("digest-too-many", limit=self.bot.settings.digests.per_server))
        order = DigestOrder(
            guild=guild.id,
            channel=channel.id,
            name=name or _free_name(say("digest-default-name"), held),
            minute=minute,
            timezone=zone,
            weekdays=weekdays,
            sources=await checked_outlet(await self.bot.news(interaction.guild_id), source, say),
            topic=topic,
            length=length,
            mention=None if mention is None else mention.id,
            language=say.language,
            author=interaction.user.id,
        )
        if any(fold(digest.order.name) == fold(order.name) for digest in held):
            raise Refusal(say("digest-exists", name=line(order.name, 60)))
        try:
            digest = await self.bot.digests.create(order, now=now)
        except NameTaken as error:
            raise Refusal(say("digest-exists", name=line(order.name, 60))) from error
        self.bot.poster.look_again()
        text = say(
            "digest-created",
            name=line(order.name, 60),
            when=_schedule(order, say),
            channel=channel.mention,
            next=f"<t:{int(_next(digest, now).timestamp())}:f>",
        )
        await interaction.edit_original_response(view=card([text]))

    @app_commands.command(name="list", description="Show this server's digests")
    async def list_(self, interaction: Interaction) -> None:
        """One line a digest, with its next time and what became of the last one."""
        say, now = self.bot.wording(interaction), self.bot.now()
        assert interaction.guild_id is not None
        rows = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            order = digest.order
            parts = [_schedule(order, say), f"<#{order.channel}>", when(_next(digest, now), say.language)]
            last = await self.bot.digests.last_posting(digest.number)
            if last is not None and last.state in {"failed", "missed"}:
                parts.append(say("digest-last-failed", reason=line(last.reason or "?", 120)))
            rows.append(f"**{line(order.name, 60)}**\n-# {' · '.join(parts)}")
        await interaction.response.send_message(view=digest_list_card(rows, say), ephemeral=True)

    @app_commands.command(description="Delete a digest")
    @app_commands.describe(name="Which one")
    async def delete(self, interaction: Interaction, name: str) -> None:
        """Delete it with its record."""
        say = self.bot.wording(interaction)
        assert interaction.guild_id is not None
        if not await self.bot.digests.delete(interaction.guild_id, name):
            raise Refusal(say("digest-unknown", name=line(name, 60)))
        await interaction.response.send_message(view=note(say("digest-deleted", name=line(name, 60))), ephemeral=True)

    @app_commands.command(description="Post a digest right here, right now")
    @app_commands.describe(name="Like this digest; without it, everything of the last 24 hours")
    async def now(self, interaction: Interaction, name: str | None = None) -> None:
        """Show what a digest holds now; the schedule goes on as if nothing had happened."""
        await interaction.response.defer(thinking=True)
        say, now = self.bot.wording(interaction), self.bot.now()
        if name is None:
            since = now - timedelta(hours=NOW_HOURS)
            news = await self.bot.news(interaction.guild_id)
            digest, title = await news.digest(since=since, until=now, limit=MOST_STORIES), say("digest-now-title")
        else:
            scheduled = await self._find(interaction, name, say)
            digest, title = await self.bot.poster.compose(scheduled, now), scheduled.order.name
        await interaction.edit_original_response(view=digest_card(digest, title, say))

    @create.autocomplete("timezone")
    async def _zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        wanted = fold(typed).replace(" ", "_")
        cities = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        matching = [zone for zone in cities if wanted in zone.lower()]
        matching.sort(key=lambda zone: not zone.lower().rsplit("/", 1)[-1].startswith(wanted))
        return [app_commands.Choice(name=zone.replace("_", " "), value=zone) for zone in matching[:CHOICES]]

    @delete.autocomplete("name")
    @now.autocomplete("name")
    async def _names(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None:
            return []
        digests = await self.bot.digests.all(guild=interaction.guild_id)
        names = [digest.order.name for digest in digests if fold(typed) in fold(digest.order.name)]
        return [app_commands.Choice(name=label(name), value=name) for name in names[:CHOICES]]

    async def _find(self, interaction: Interaction, name: str, say: Wording) -> ScheduledDigest:
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            if fold(digest.order.name) == fold(name):
                return digest
        raise Refusal(say("digest-unknown", name=line(name, 60)))


def _check_may_post(guild: discord.Guild, channel: discord.TextChannel, say: Wording) -> None:
    granted = channel.permissions_for(guild.me)
    missing = [
        say(f"permission-{name.replace('_', '-')}")
        for name in ("view_channel", "send_messages")
        if not getattr(granted, name)
    ]
    if missing:
        raise Refusal(say("digest-cannot-send", channel=channel.mention, missing=" · ".join(missing)))


def _free_name(base: str, held: list[ScheduledDigest]) -> str:
    taken = {fold(digest.order.name) for digest in held}
    return next(
        name
        for name in (base if count == 1 else f"{base} {count}" for count in range(1, len(held) + 2))
        if fold(name) not in taken
    )


def _schedule(order: DigestOrder, say: Wording) -> str:
    time = f"{order.minute // 60:02d}:{order.minute % 60:02d}"
    if order.weekdays == EVERY_DAY:
        return say("digest-daily", time=time, zone=order.timezone)
    named = {"1111100": "digest-weekdays", "0000011": "digest-weekends"}.get(order.weekdays)
    days = ", ".join(name.title() for name, on in zip(WEEKDAYS, order.weekdays, strict=True) if on == "1")
    return say("digest-every", days=say(named) if named else days, time=time, zone=order.timezone)


def _next(digest: ScheduledDigest, now: datetime) -> datetime:
    order = digest.order
    return next_slot(now, minute=order.minute, zone=digest.zone, weekdays=order.weekdays)


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Digests(bot))
