"""From the options of /digest to an order, checked; and a digest in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.cards.text import label, line, when
from bot.client import Interaction, NewsBot, Refusal
from bot.commands.setup import permission_names
from bot.commands.zones import zone_named
from bot.delivery.digest_poster import DOWNTIME, DOWNTIME_COVERED, next_due
from bot.delivery.digest_store import PAUSED, DigestSpec, ScheduledDigest
from bot.delivery.outbox import OPEN, Posting
from bot.delivery.permissions import Blocker, blocker, find_channel
from bot.delivery.schedule import EVERY_DAY, WEEKDAYS, next_occurrence, parse_days, parse_time
from bot.delivery.sender import UNREACHABLE
from bot.locales import Translator
from knowledge.archive.identity import fold


class _Places(app_commands.Transformer):
    """Channels that a digest can go to. Discord's description knows no media channels, which discord.py takes forums
    to include."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.public_thread, kinds.private_thread, kinds.news_thread]

    async def transform(self, _: discord.Interaction[Any], value: Any, /) -> discord.Object:
        return discord.Object(value.id)


Place = app_commands.Transform[discord.Object, _Places]
"""A channel option; what a command gets has its Discord id."""

NONE = "none"
"""What clears the topic or the outlets of a digest."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options as a member gave them; None is not given. `channel` is a Discord id."""

    channel: int | None = None
    at: str | None = None
    timezone: str | None = None
    days: str | None = None
    sources: str | None = None
    topic: str | None = None
    length: int | None = None
    mention: discord.Role | None = None
    thread: bool | None = None
    publish: bool | None = None
    skip_quiet: bool | None = None
    name: str | None = None


async def new_spec(
    bot: NewsBot,
    interaction: Interaction,
    choices: Choices,
    held: list[ScheduledDigest],
    translate: Translator,
    *,
    here: bool = False,
) -> DigestSpec:
    """A new order with everything that was not given filled in; `here` for one that is shown as an answer, not posted.

    Raises Refusal.
    """
    assert interaction.guild_id is not None
    bare = DigestSpec(
        guild=interaction.guild_id,
        channel=0,
        name=choices.name or _free_name(translate("digest-default-name"), held),
        minute=0,
        timezone=bot.settings.timezone,
        weekdays=EVERY_DAY,
        sources=(),
        topic=None,
        length=5,
        mention=None,
        language=translate.language,
        author=interaction.user.id,
    )
    return bare if here else await changed_spec(bot, interaction, bare, choices, translate)


async def changed_spec(
    bot: NewsBot,
    interaction: Interaction,
    was: DigestSpec,
    choices: Choices,
    translate: Translator,
    *,
    no_mention: bool = False,
) -> DigestSpec:
    """An order with what was chosen. Raises Refusal for a choice that cannot be."""
    minute, weekdays, zone = was.minute, was.weekdays, was.timezone
    if choices.at is not None:
        found = parse_time(choices.at)
        if found is None:
            raise Refusal(translate("digest-bad-time", time=label(choices.at, 20)))
        minute = found
    if choices.days is not None:
        days = parse_days(choices.days)
        if days is None:
            raise Refusal(translate("digest-bad-days", days=label(choices.days, 40)))
        weekdays = days
    if choices.timezone is not None:
        named = zone_named(choices.timezone)
        if named is None:
            raise Refusal(translate("digest-bad-zone", zone=label(choices.timezone, 40)))
        zone = named
    topic = was.topic if choices.topic is None else choices.topic.strip()
    mention = was.mention if choices.mention is None else choices.mention.id
    spec = replace(
        was,
        channel=choices.channel or was.channel,
        name=choices.name or was.name,
        minute=minute,
        timezone=zone,
        weekdays=weekdays,
        sources=was.sources
        if choices.sources is None
        else await _outlets(bot, interaction, choices.sources, translate),
        topic=None if topic is None or fold(topic) in {NONE, ""} else topic,
        length=choices.length or was.length,
        mention=None if no_mention else mention,
        thread=was.thread if choices.thread is None else choices.thread,
        publish=was.publish if choices.publish is None else choices.publish,
        skip_quiet=was.skip_quiet if choices.skip_quiet is None else choices.skip_quiet,
    )
    _check_may_post(bot, spec, translate)
    return spec


async def _outlets(bot: NewsBot, interaction: Interaction, text: str, translate: Translator) -> tuple[str, ...]:
    """The named outlets as they are written. Raises Refusal if there is none of a name."""
    if fold(text) == NONE:
        return ()
    known = {fold(outlet.name): outlet.name for outlet in await (await bot.news(interaction.guild_id)).outlets()}
    if fold(text) in known:
        return (known[fold(text)],)
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    for name in wanted:
        if fold(name) not in known:
            raise Refusal(translate("error-outlet", name=label(name, 60)))
    return tuple(dict.fromkeys(known[fold(name)] for name in wanted))


def _check_may_post(bot: NewsBot, spec: DigestSpec, translate: Translator) -> None:
    found = blocker(bot, spec.guild, spec.channel, thread=spec.thread)
    if found is None:
        return
    if not found.missing:
        raise Refusal(translate("digest-bad-channel"))
    raise Refusal(
        translate(
            "digest-cannot-send", channel=f"<#{spec.channel}>", missing=permission_names(found.missing, translate)
        )
    )


def _free_name(base: str, held: list[ScheduledDigest]) -> str:
    taken = {fold(digest.spec.name) for digest in held}
    return next(
        name
        for name in (base if count == 1 else f"{base} {count}" for count in range(1, len(held) + 2))
        if fold(name) not in taken
    )


def next_moment(spec: DigestSpec, now: datetime) -> datetime:
    """When an order is due next (UTC)."""
    return next_occurrence(now, minute=spec.minute, zone=spec.zone, weekdays=spec.weekdays)


def schedule_of(spec: DigestSpec, translate: Translator) -> str:
    """Its days and time in words."""
    time = f"{spec.minute // 60:02d}:{spec.minute % 60:02d}"
    if spec.weekdays == EVERY_DAY:
        return translate("digest-daily", time=time, zone=spec.timezone)
    named = {"1111100": "digest-weekdays", "0000011": "digest-weekends"}.get(spec.weekdays)
    days = ", ".join(name.title() for name, on in zip(WEEKDAYS, spec.weekdays, strict=True) if on == "1")
    return translate("digest-every", days=translate(named) if named else days, time=time, zone=spec.timezone)


def row_of(bot: NewsBot, digest: ScheduledDigest, last: Posting | None, now: datetime, translate: Translator) -> str:
    """A digest in the list: when and where, what is in its way, and what became of the last one if it went wrong."""
    spec = digest.spec
    parts = [schedule_of(spec, translate), f"<#{spec.channel}>"]
    if digest.paused is not None:
        parts.append(translate("digest-state-paused"))
    else:
        place = find_channel(bot, spec.guild, spec.channel)
        found = blocker(bot, spec.guild, spec.channel, thread=spec.thread) or (
            digest.blocker if digest.blocker is not None and not digest.blocker.is_certain else None
        )
        parts.append(
            when(next_due(digest, now), translate.language)
            if found is None or place is None
            else _in_the_way(found, translate)
        )
    if last is not None and last.state == "missed":
        parts.append(translate("digest-last-missed", reason=_reason(last.reason, translate)))
    elif last is not None and last.state == "unknown":
        parts.append(translate("digest-last-unknown", reason=line(last.reason or "?", 120)))
    elif last is not None and last.state in OPEN:
        parts.append(translate("digest-last-open"))
    return f"**{line(spec.name, 60)}**\n-# {' · '.join(parts)}"


def _in_the_way(found: Blocker, translate: Translator) -> str:
    if found.missing:
        return translate("digest-state-permissions", missing=permission_names(found.missing, translate))
    return translate("digest-state-refused" if found.kind == "permissions" else f"digest-state-{found.kind}")


def _reason(reason: str | None, translate: Translator) -> str:
    known = {
        DOWNTIME: "digest-reason-downtime",
        DOWNTIME_COVERED: "digest-reason-downtime-covered",
        UNREACHABLE: "digest-reason-unreachable",
        PAUSED: "digest-reason-paused",
    }
    text = reason or UNREACHABLE
    if text in known:
        return translate(known[text])
    if text.partition(":")[0] in {"server", "channel", "permissions"}:
        return translate("digest-reason-hindered")
    return line(text, 120)
