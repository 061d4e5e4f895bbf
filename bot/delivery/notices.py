"""Notifies servers, once, about a failing feed that they follow, or that something can no longer be posted."""

from __future__ import annotations

import logging

import discord

from bot.cards.feeds import feed_name
from bot.cards.layout import AMBER, card
from bot.cards.problems import problem_text
from bot.cards.text import line, when
from bot.locales import translator
from bot.servers.languages import Languages
from bot.servers.server_settings import ServerStore
from bot.servers.subscriptions import SubscriptionStore
from knowledge.archive.feed_table import Feeds
from knowledge.feeds import Feed

log = logging.getLogger(__name__)


class Notices:
    """Sends the notices of feeds to the channel that each server chose."""

    def __init__(
        self,
        client: discord.Client,
        feeds: Feeds,
        subscriptions: SubscriptionStore,
        servers: ServerStore,
        languages: Languages,
    ) -> None:
        self._client = client
        self._feeds = feeds
        self._subscriptions = subscriptions
        self._servers = servers
        self._languages = languages

    async def send_all(self) -> None:
        """Send every notice that is due. It is recorded before it is sent, so it is never sent twice; a server without
        a channel sees the error in `/feeds list`."""
        for feed in await self._feeds.with_notice():
            assert feed.notice is not None
            log.warning("%s", feed.notice)
            for one in await self._subscriptions.of_feed(feed.number):
                channel = (await self._servers.get(one.guild)).notices
                new = await self._subscriptions.record_notice(one.guild, feed.number, feed.notice)
                if new and channel is not None and not one.paused:
                    await self._send(feed, one.guild, channel)
            await self._feeds.told(feed.number, feed.notice)

    async def tell(self, guild: int, text: str, *, unless_in: int) -> None:
        """Post a sentence where a server wants its notices, unless that is this channel, which the notice is about."""
        channel = (await self._servers.get(guild)).notices
        if channel is not None and channel != unless_in:
            await self._post(text, guild, channel)

    async def _send(self, feed: Feed, guild: int, channel: int) -> None:
        translate = translator(await self._languages.of_server(guild))
        since = when(feed.failing_since, translate.language) or "?"
        text = translate(
            "feed-gone" if feed.state == "gone" else "feed-failing",
            name=feed_name(feed),
            failures=feed.failures,
            since=since,
            error=line(problem_text(feed.error or "", translate), 200),
        )
        await self._post(text, guild, channel)

    async def _post(self, text: str, guild: int, channel: int) -> None:
        try:
            messageable = self._client.get_partial_messageable(channel, guild_id=guild)
            await messageable.send(view=card([text], accent=AMBER), allowed_mentions=discord.AllowedMentions.none())
        except discord.HTTPException as error:
            log.warning("Server %s could not be notified: %s", guild, error.text or error.status)
