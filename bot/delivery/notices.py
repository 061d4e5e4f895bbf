"""Tells servers, once, that a feed they follow needs a hand."""

from __future__ import annotations

import logging

import discord

from bot.cards.feeds import feed_name
from bot.cards.layout import AMBER, card
from bot.cards.text import line, when
from bot.locales import translator
from bot.servers.server_settings import ServerStore
from bot.servers.subscriptions_store import SubscriptionStore
from knowledge.archive.feed_table import Feeds
from knowledge.fetching.followed import Feed

log = logging.getLogger(__name__)


class Notices:
    """Sends what feeds have to say for themselves into the channel that each server chose."""

    def __init__(
        self, client: discord.Client, feeds: Feeds, subscriptions: SubscriptionStore, servers: ServerStore
    ) -> None:
        self._client = client
        self._feeds = feeds
        self._subscriptions = subscriptions
        self._servers = servers

    async def send_all(self) -> None:
        """Send every notice that is due. It is written down before it is sent, so never sent twice; a server without a
        channel sees the error in `/feeds list`."""
        for feed in await self._feeds.with_notice():
            assert feed.notice is not None
            log.warning("%s", feed.notice)
            for one in await self._subscriptions.of_feed(feed.number):
                channel = await self._servers.notices(one.guild)
                new = await self._subscriptions.tell(one.guild, feed.number, feed.notice)
                if new and channel is not None and not one.paused:
                    await self._send(feed, one.guild, channel)
            await self._feeds.told(feed.number, feed.notice)

    async def _send(self, feed: Feed, guild: int, channel: int) -> None:
        translate = translator(None)
        since = when(feed.failing_since, translate.language) or "?"
        text = translate(
            "feed-gone" if feed.state == "gone" else "feed-failing",
            name=feed_name(feed),
            failures=feed.failures,
            since=since,
            error=line(feed.error or "", 200),
        )
        try:
            target = self._client.get_partial_messageable(channel, guild_id=guild)
            await target.send(view=card([text], accent=AMBER), allowed_mentions=discord.AllowedMentions.none())
        except discord.HTTPException as error:
            log.warning("Server %s could not be told about a feed: %s", guild, error.text or error.status)
