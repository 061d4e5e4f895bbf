"""The relays of a server: what `/feeds post` sets up, lists and stops."""

from __future__ import annotations

import discord
from discord import ui

from bot.cards.feeds import feed_name
from bot.cards.layout import card
from bot.cards.relay import relays_card
from bot.cards.text import label, line, when
from bot.client import NewsBot, Refusal
from bot.commands.setup import permission_names
from bot.delivery.permissions import Blocker, PostableChannel, find_channel, to_post
from bot.delivery.relay_store import Relay
from bot.locales import Translator
from knowledge.archive.arrivals import newest
from knowledge.feeds import Feed
from knowledge.watching.filters import WordFilter
from knowledge.watching.watched import NothingToWatch

WORDS = 300
"""The most characters that a list of words may have."""


async def set_up(
    bot: NewsBot,
    guild: int,
    channel: int,
    feed: Feed,
    *,
    member: int,
    translate: Translator,
    only_with: str | None = None,
    not_with: str | None = None,
) -> str:
    """Let a channel get each new story of a feed from now on; the sentences that say so. Raises Refusal."""
    place = _place(bot, guild, channel, translate)
    for words in (only_with, not_with):
        try:
            WordFilter.of(words, None)
        except NothingToWatch as error:
            raise Refusal(translate("relay-nothing", words=line(words or "", 100))) from error
    limit = bot.settings.feeds.per_server
    relays = await bot.relays.of_guild(guild)
    if len(relays) >= limit and (feed.number, channel) not in {(one.feed, one.channel) for one in relays}:
        raise Refusal(translate("relay-too-many", limit=limit))
    _, is_new = await bot.relays.put(
        guild=guild,
        channel=channel,
        feed=feed.number,
        forum=isinstance(place, discord.ForumChannel),
        member=member,
        only_with=only_with,
        not_with=not_with,
        language=translate.language,
        after=(await newest(bot.newsroom.database)).entry,
        now=bot.now(),
    )
    told = [
        translate("relay-added" if is_new else "relay-changed", name=feed_name(feed), channel=f"<#{channel}>"),
        translate("relay-words-only", words=line(only_with, WORDS)) if only_with else "",
        translate("relay-words-not", words=line(not_with, WORDS)) if not_with else "",
    ]
    return "\n".join(one for one in told if one)


async def listed(bot: NewsBot, guild: int, translate: Translator) -> ui.LayoutView:
    """What posts by itself, with a select to stop one."""
    relays = await bot.relays.of_guild(guild)
    feeds = {feed.number: feed for feed in await bot.newsroom.feeds.all({one.feed for one in relays})}
    posted = await bot.relays.last_posted([one.number for one in relays])
    rows, options = [], []
    for one in relays:
        feed, last = feeds[one.feed], posted.get(one.number)
        parts = [
            translate("relay-in", channel=f"<#{one.channel}>"),
            translate("relay-only", words=line(one.only_with, 100)) if one.only_with else "",
            translate("relay-not", words=line(one.not_with, 100)) if one.not_with else "",
            translate("relay-none-yet")
            if last is None
            else translate("relay-last", when=when(last, translate.language)),
        ]
        text = f"**{feed_name(feed)}**\n-# {' · '.join(part for part in parts if part)}"
        if one.blocker is not None:
            text += f"\n-# **{translate(f'relay-paused-{one.blocker.kind}')}**"
        rows.append(text)
        place = f"#{getattr(bot.get_channel(one.channel), 'name', one.channel)}"
        name = label(feed.title or feed.url)
        options.append(discord.SelectOption(label=name, value=str(one.number), description=label(place)))
    return relays_card(rows, options, translate)


async def stop(bot: NewsBot, guild: int, number: str, translate: Translator) -> ui.LayoutView:
    """Stop the relay with this number, and say so. Raises Refusal if the server has none."""
    relay: Relay | None = await bot.relays.get(int(number)) if number.isdecimal() else None
    if relay is None or relay.guild != guild:
        raise Refusal(translate("relay-gone"))
    feeds = await bot.newsroom.feeds.all([relay.feed])
    await bot.relays.remove([relay.number])
    return card([translate("relay-stopped", name=feed_name(feeds[0]), channel=f"<#{relay.channel}>")])


def _place(bot: NewsBot, guild: int, channel: int, translate: Translator) -> PostableChannel:
    """The channel, where the bot may post. Raises Refusal if it may not, or there is none."""
    found = find_channel(bot, guild, channel, to_post())
    if isinstance(found, Blocker) and found.missing:
        missing = permission_names(found.missing, translate)
        raise Refusal(translate("digest-cannot-send", channel=f"<#{channel}>", missing=missing))
    if found is None or isinstance(found, Blocker):
        raise Refusal(translate("digest-bad-channel"))
    return found
