"""From the options of /digest to a checked spec; and a digest in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.cards.problems import problem_text
from bot.cards.text import is_blank, label, line, when
from bot.client import Interaction, NewsBot, Refusal
from bot.commands.setup import permission_names
from bot.commands.zones import zone_named
from bot.delivery.digest_planner import DOWNTIME, DOWNTIME_COVERED
from bot.delivery.digest_store import PAUSED, DigestSpec, ScheduledDigest
from bot.delivery.outbox import OPEN, Posting
from bot.delivery.permissions import Blocker, reach_channel, to_post
from bot.delivery.schedule import EVERY_DAY, parse_days, parse_time
from bot.delivery.sender import UNREACHABLE
from bot.locales import Translator
from bot.locales.days import day_names
from knowledge.archive.identity import fold


class _ChannelOption(app_commands.Transformer):
    """Channels that a digest can go to. discord.py takes a forum option to include media channels, a type that Discord
    does not allow in an option, so the types are listed here."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.public_thread, kinds.private_thread, kinds.news_thread]

    async def transform(self, _: discord.Interaction[Any], value: Any, /) -> discord.Object:
        return discord.Object(value.id)


ChannelOption = app_commands.Transform[discord.Object, _ChannelOption]
"""A channel option; the command gets an object with the channel's Discord id."""

NONE = "none"
"""What a member types to clear the topic or the outlets of a digest."""


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """The options as a member typed them; None where it was left out. `channel` is a Discord id."""

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
    options: DigestOptions,
    existing: list[ScheduledDigest],
    translate: Translator,
    *,
    here: bool = False,
) -> DigestSpec:
    """A new spec with defaults for what was left out; `here` for one that is shown as an answer, not posted.

    Raises Refusal.
    """
    assert interaction.guild_id is not None
    defaults = DigestSpec(
        guild=interaction.guild_id,
        channel=0,
        name=options.name or _free_name(translate("digest-default-name"), existing),
        minute=0,
        timezone=(await bot.zone(interaction.guild_id)).key,
        weekdays=EVERY_DAY,
        sources=(),
        topic=None,
        length=5,
        mention=None,
        language=translate.language,
        author=interaction.user.id,
    )
    return defaults if here else await changed_spec(bot, interaction, defaults, options, translate)


async def changed_spec(
    bot: NewsBot,
    interaction: Interaction,
    old: DigestSpec,
    options: DigestOptions,
    translate: Translator,
    *,
    no_mention: bool = False,
) -> DigestSpec:
    """A spec with the options applied. Raises Refusal for an option that is not valid."""
    minute, weekdays, zone = old.minute, old.weekdays, old.timezone
    if options.at is not None:
        found = parse_time(options.at)
        if found is None:
            raise Refusal(translate("digest-bad-time", time=label(options.at, 20)))
        minute = found
    if options.days is not None:
        days = parse_days(options.days)
        if days is None:
            raise Refusal(translate("digest-bad-days", days=label(options.days, 40)))
        weekdays = days
    if options.timezone is not None:
        named = zone_named(options.timezone)
        if named is None:
            raise Refusal(translate("digest-bad-zone", zone=label(options.timezone, 40)))
        zone = named
    if options.name is not None and is_blank(options.name):
        raise Refusal(translate("name-blank"))
    topic = old.topic if options.topic is None else options.topic.strip()
    mention = old.mention if options.mention is None else options.mention.id
    spec = replace(
        old,
        channel=options.channel or old.channel,
        name=options.name or old.name,
        minute=minute,
        timezone=zone,
        weekdays=weekdays,
        sources=old.sources
        if options.sources is None
        else await _outlets(bot, interaction, options.sources, translate),
        topic=None if topic is None or fold(topic) == NONE or is_blank(topic) else topic,
        length=options.length or old.length,
        mention=None if no_mention else mention,
        thread=old.thread if options.thread is None else options.thread,
        publish=old.publish if options.publish is None else options.publish,
        skip_quiet=old.skip_quiet if options.skip_quiet is None else options.skip_quiet,
    )
    await _check_may_post(bot, spec, translate)
    if options.mention is not None or options.channel is not None:
        _check_may_mention(interaction, spec, translate)
    return spec


async def _outlets(bot: NewsBot, interaction: Interaction, text: str, translate: Translator) -> tuple[str, ...]:
    """The named outlets, spelled as in the archive. Raises Refusal for an unknown name."""
    if fold(text) == NONE:
        return ()
    known = {fold(outlet.name): outlet.name for outlet in await (await bot.news(interaction.guild_id)).outlets()}
    if fold(text) in known:
        return (known[fold(text)],)
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if fold(name) not in known:
            raise Refusal(translate("error-outlet", name=label(name, 60)))
    return tuple(dict.fromkeys(known[fold(name)] for name in names))


def _check_may_mention(interaction: Interaction, spec: DigestSpec, translate: Translator) -> None:
    """Raises Refusal if the member could not mention the digest's role in its channel themselves."""
    guild, member = interaction.guild, interaction.user
    role = None if guild is None or spec.mention is None else guild.get_role(spec.mention)
    channel = None if guild is None else guild.get_channel_or_thread(spec.channel)
    if role is None or role.mentionable or channel is None or not isinstance(member, discord.Member):
        return
    if not channel.permissions_for(member).mention_everyone:
        raise Refusal(translate("digest-cannot-mention", role=f"**{line(role.name, 60)}**"))


async def _check_may_post(bot: NewsBot, spec: DigestSpec, translate: Translator) -> None:
    found = await reach_channel(bot, spec.guild, spec.channel, to_post(thread=spec.thread))
    if not isinstance(found, Blocker):
        return
    if not found.missing:
        raise Refusal(translate("digest-bad-channel"))
    missing = permission_names(found.missing, translate)
    raise Refusal(translate("digest-cannot-send", channel=f"<#{spec.channel}>", missing=missing))


def _free_name(base: str, existing: list[ScheduledDigest]) -> str:
    taken = {fold(digest.spec.name) for digest in existing}
    return next(
        name
        for name in (base if count == 1 else f"{base} {count}" for count in range(1, len(existing) + 2))
        if fold(name) not in taken
    )


def schedule_of(spec: DigestSpec, translate: Translator) -> str:
    """The days and time of a spec in words."""
    time = f"{spec.minute // 60:02d}:{spec.minute % 60:02d}"
    if spec.weekdays == EVERY_DAY:
        return translate("digest-daily", time=time, zone=spec.timezone)
    named = {"1111100": "digest-weekdays", "0000011": "digest-weekends"}.get(spec.weekdays)
    days = translate(named) if named else translate.list(day_names(spec.weekdays, translate.language))
    return translate("digest-every", days=days, time=time, zone=spec.timezone)


async def row_of(
    bot: NewsBot, digest: ScheduledDigest, last: Posting | None, now: datetime, translate: Translator
) -> str:
    """A digest in the list: when and where, its blocker, and its last posting if that is not (yet) sent."""
    spec = digest.spec
    parts = [schedule_of(spec, translate), f"<#{spec.channel}>"]
    if digest.paused is not None:
        parts.append(translate("digest-state-paused"))
    else:
        found = await reach_channel(bot, spec.guild, spec.channel, to_post(thread=spec.thread))
        if found is not None and digest.blocker is not None and not digest.blocker.is_certain:
            found = found if isinstance(found, Blocker) else digest.blocker
        parts.append(
            _blocker_text(found, translate)
            if isinstance(found, Blocker)
            else when(spec.next_due(now), translate.language)
        )
    if last is not None and last.state == "missed":
        parts.append(translate("digest-last-missed", reason=_reason(last.reason, translate)))
    elif last is not None and last.state == "unknown":
        parts.append(translate("digest-last-unknown", reason=line(problem_text(last.reason or "?", translate), 120)))
    elif last is not None and last.state in OPEN:
        parts.append(translate("digest-last-open"))
    return f"**{line(spec.name, 60)}**\n-# {' · '.join(parts)}"


def _blocker_text(found: Blocker, translate: Translator) -> str:
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
        return translate("digest-reason-blocked")
    return line(problem_text(text, translate), 120)
