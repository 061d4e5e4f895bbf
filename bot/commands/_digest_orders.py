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
from bot.delivery.digests import PAUSED, DigestOrder, ScheduledDigest
from bot.delivery.ledger import OPEN, Posting
from bot.delivery.permissions import Hindrance, find_place, hindrance
from bot.delivery.poster import DOWNTIME, DOWNTIME_COVERED, next_due
from bot.delivery.schedule import EVERY_DAY, WEEKDAYS, next_slot, parse_days, parse_time
from bot.delivery.sender import UNREACHABLE
from bot.locales import Wording
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


async def new_order(
    bot: NewsBot,
    interaction: Interaction,
    choices: Choices,
    held: list[ScheduledDigest],
    say: Wording,
    *,
    here: bool = False,
) -> DigestOrder:
    """A new order with everything that was not given filled in; `here` for one that is shown as an answer, not posted.

    Raises Refusal.
    """
    assert interaction.guild_id is not None
    bare = DigestOrder(
        guild=interaction.guild_id,
        channel=0,
        name=choices.name or _free_name(say("digest-default-name"), held),
        minute=0,
        timezone=bot.settings.timezone,
        weekdays=EVERY_DAY,
        sources=(),
        topic=None,
        length=5,
        mention=None,
        language=say.language,
        author=interaction.user.id,
    )
    return bare if here else await changed_order(bot, interaction, bare, choices, say)


async def changed_order(
    bot: NewsBot,
    interaction: Interaction,
    was: DigestOrder,
    choices: Choices,
    say: Wording,
    *,
    no_mention: bool = False,
) -> DigestOrder:
    """An order with what was chosen. Raises Refusal for a choice that cannot be."""
    minute, weekdays, zone = was.minute, was.weekdays, was.timezone
    if choices.at is not None:
        found = parse_time(choices.at)
        if found is None:
            raise Refusal(say("digest-bad-time", time=label(choices.at, 20)))
        minute = found
    if choices.days is not None:
        days = parse_days(choices.days)
        if days is None:
            raise Refusal(say("digest-bad-days", days=label(choices.days, 40)))
        weekdays = days
    if choices.timezone is not None:
        named = zone_named(choices.timezone)
        if named is None:
            raise Refusal(say("digest-bad-zone", zone=label(choices.timezone, 40)))
        zone = named
    topic = was.topic if choices.topic is None else choices.topic.strip()
    mention = was.mention if choices.mention is None else choices.mention.id
    order = replace(
        was,
        channel=choices.channel or was.channel,
        name=choices.name or was.name,
        minute=minute,
        timezone=zone,
        weekdays=weekdays,
        sources=was.sources if choices.sources is None else await _outlets(bot, interaction, choices.sources, say),
        topic=None if topic is None or fold(topic) in {NONE, ""} else topic,
        length=choices.length or was.length,
        mention=None if no_mention else mention,
        thread=was.thread if choices.thread is None else choices.thread,
        publish=was.publish if choices.publish is None else choices.publish,
        skip_quiet=was.skip_quiet if choices.skip_quiet is None else choices.skip_quiet,
    )
    _check_may_post(bot, order, say)
    return order


async def _outlets(bot: NewsBot, interaction: Interaction, text: str, say: Wording) -> tuple[str, ...]:
    """The named outlets as they are written. Raises Refusal if there is none of a name."""
    if fold(text) == NONE:
        return ()
    known = {fold(outlet.name): outlet.name for outlet in await (await bot.news(interaction.guild_id)).outlets()}
    if fold(text) in known:
        return (known[fold(text)],)
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    for name in wanted:
        if fold(name) not in known:
            raise Refusal(say("error-outlet", name=label(name, 60)))
    return tuple(dict.fromkeys(known[fold(name)] for name in wanted))


def _check_may_post(bot: NewsBot, order: DigestOrder, say: Wording) -> None:
    found = hindrance(bot, order.guild, order.channel, thread=order.thread)
    if found is None:
        return
    if not found.missing:
        raise Refusal(say("digest-bad-channel"))
    raise Refusal(
        say("digest-cannot-send", channel=f"<#{order.channel}>", missing=permission_names(found.missing, say))
    )


def _free_name(base: str, held: list[ScheduledDigest]) -> str:
    taken = {fold(digest.order.name) for digest in held}
    return next(
        name
        for name in (base if count == 1 else f"{base} {count}" for count in range(1, len(held) + 2))
        if fold(name) not in taken
    )


def next_moment(order: DigestOrder, now: datetime) -> datetime:
    """When an order is due next (UTC)."""
    return next_slot(now, minute=order.minute, zone=order.zone, weekdays=order.weekdays)


def schedule_of(order: DigestOrder, say: Wording) -> str:
    """Its days and time in words."""
    time = f"{order.minute // 60:02d}:{order.minute % 60:02d}"
    if order.weekdays == EVERY_DAY:
        return say("digest-daily", time=time, zone=order.timezone)
    named = {"1111100": "digest-weekdays", "0000011": "digest-weekends"}.get(order.weekdays)
    days = ", ".join(name.title() for name, on in zip(WEEKDAYS, order.weekdays, strict=True) if on == "1")
    return say("digest-every", days=say(named) if named else days, time=time, zone=order.timezone)


def row_of(bot: NewsBot, digest: ScheduledDigest, last: Posting | None, now: datetime, say: Wording) -> str:
    """A digest in the list: when and where, what is in its way, and what became of the last one if it went wrong."""
    order = digest.order
    parts = [schedule_of(order, say), f"<#{order.channel}>"]
    if digest.paused is not None:
        parts.append(say("digest-state-paused"))
    else:
        place = find_place(bot, order.guild, order.channel)
        found = hindrance(bot, order.guild, order.channel, thread=order.thread) or (
            digest.hindrance if digest.hindrance is not None and not digest.hindrance.is_certain else None
        )
        parts.append(
            when(next_due(digest, now), say.language) if found is None or place is None else _in_the_way(found, say)
        )
    if last is not None and last.state == "missed":
        parts.append(say("digest-last-missed", reason=_reason(last.reason, say)))
    elif last is not None and last.state == "unknown":
        parts.append(say("digest-last-unknown", reason=line(last.reason or "?", 120)))
    elif last is not None and last.state in OPEN:
        parts.append(say("digest-last-open"))
    return f"**{line(order.name, 60)}**\n-# {' · '.join(parts)}"


def _in_the_way(found: Hindrance, say: Wording) -> str:
    if found.missing:
        return say("digest-state-permissions", missing=permission_names(found.missing, say))
    return say("digest-state-refused" if found.kind == "permissions" else f"digest-state-{found.kind}")


def _reason(reason: str | None, say: Wording) -> str:
    known = {
        DOWNTIME: "digest-reason-downtime",
        DOWNTIME_COVERED: "digest-reason-downtime-covered",
        UNREACHABLE: "digest-reason-unreachable",
        PAUSED: "digest-reason-paused",
    }
    text = reason or UNREACHABLE
    if text in known:
        return say(known[text])
    if text.partition(":")[0] in {"server", "channel", "permissions"}:
        return say("digest-reason-hindered")
    return line(text, 120)
