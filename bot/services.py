"""The parts of the program, each built once and in this one place from the settings."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from config.settings import Settings
from knowledge.newsroom import Newsroom
from knowledge.view import NewsView

if TYPE_CHECKING:
    # Loaded where they are built: most commands need neither Discord's library nor fetching.
    import discord

    from bot.delivery.correction_planner import CorrectionPlanner
    from bot.delivery.digest_poster import Poster
    from bot.delivery.digest_store import DigestStore
    from bot.delivery.notices import Notices
    from bot.delivery.outbox import Outbox
    from bot.delivery.quoted_store import QuotedStore
    from bot.delivery.relay_scanner import RelayScanner
    from bot.delivery.relay_store import RelayStore
    from bot.delivery.sender import Sender
    from bot.delivery.watch_scanner import WatchScanner
    from bot.delivery.watch_store import WatchStore
    from bot.servers.card_store import CardStore
    from bot.servers.feed_directory import FeedDirectory
    from bot.servers.languages import Languages
    from bot.servers.member_settings import MemberStore
    from bot.servers.personal_data import PersonalData
    from bot.servers.server_settings import ServerStore
    from bot.servers.subscriptions import SubscriptionStore
    from knowledge.fetching.assembly import Fetching


@dataclass(frozen=True, slots=True)
class Posters:
    """What sends messages by itself, through one Discord client."""

    sender: Sender
    digests: Poster
    watches: WatchScanner
    relays: RelayScanner
    notices: Notices
    corrections: CorrectionPlanner
    languages: Languages


@dataclass(frozen=True)
class Services:
    """All that the program works with, on one open newsroom; `clock` gives the present moment (UTC).

    A part is built, and its libraries are loaded, when it is first asked for.
    """

    settings: Settings
    newsroom: Newsroom
    clock: Callable[[], datetime]

    async def close(self) -> None:
        """End fetching if it was begun, save the indexes and close the database. No job may be running."""
        try:
            if "fetching" in self.__dict__:
                await self.fetching.close()
        finally:
            await self.newsroom.close()

    @cached_property
    def cards(self) -> CardStore:
        """The cards that were sent."""
        from bot.servers.card_store import CardStore

        return CardStore(self.newsroom.database)

    @cached_property
    def subscriptions(self) -> SubscriptionStore:
        """Which server follows which feed."""
        from bot.servers.subscriptions import SubscriptionStore

        return SubscriptionStore(self.newsroom.database)

    @cached_property
    def servers(self) -> ServerStore:
        """What each server chose."""
        from bot.servers.server_settings import ServerStore

        return ServerStore(self.newsroom.database)

    @cached_property
    def members(self) -> MemberStore:
        """What each member chose."""
        from bot.servers.member_settings import MemberStore

        return MemberStore(self.newsroom.database)

    @cached_property
    def personal_data(self) -> PersonalData:
        """What is kept about each member."""
        from bot.servers.personal_data import PersonalData

        return PersonalData(self.newsroom.database)

    @cached_property
    def digests(self) -> DigestStore:
        """The digests that servers have set up."""
        from bot.delivery.digest_store import DigestStore

        return DigestStore(self.newsroom.database)

    @cached_property
    def watches(self) -> WatchStore:
        """The watches that members and servers have set up."""
        from bot.delivery.watch_store import WatchStore

        return WatchStore(self.newsroom.database)

    @cached_property
    def relays(self) -> RelayStore:
        """The feeds of which channels get each new story."""
        from bot.delivery.relay_store import RelayStore

        return RelayStore(self.newsroom.database)

    @cached_property
    def quotes(self) -> QuotedStore:
        """Which messages quote which articles."""
        from bot.delivery.quoted_store import QuotedStore

        return QuotedStore(self.newsroom.database)

    @cached_property
    def outbox(self) -> Outbox:
        """The postings of digests, watches and relays."""
        from bot.delivery.outbox import Outbox
        from bot.delivery.processes import this_process

        return Outbox(self.newsroom.database, claimed_by=this_process())

    @cached_property
    def fetching(self) -> Fetching:
        """What finds and polls feeds."""
        from knowledge.fetching.assembly import fetching
        from knowledge.fetching.policy import AddressPolicy

        return fetching(
            self.newsroom.feeds,
            policy=AddressPolicy(allow_private=self.settings.feeds.allow_private),
            version=version("nutgraf"),
            contact=self.settings.feeds.contact,
            chance=random.SystemRandom().random,
        )

    @cached_property
    def feed_directory(self) -> FeedDirectory:
        """What follows and unfollows feeds, for a server or for everybody."""
        from bot.servers.feed_directory import FeedDirectory

        return FeedDirectory(self.newsroom.feeds, self.subscriptions, self.fetching, self.settings.feeds)

    async def posters(self, client: discord.Client) -> Posters:
        """What posts through this client; due times are brought up to date and members' choices read first."""
        from bot.delivery.correction_editor import CorrectionEditor
        from bot.delivery.correction_planner import CorrectionPlanner
        from bot.delivery.digest_poster import Poster
        from bot.delivery.notices import Notices
        from bot.delivery.outbox import CORRECTION
        from bot.delivery.permissions import Blocker, find_channel, to_post
        from bot.delivery.relay_scanner import RelayScanner
        from bot.delivery.relay_store import KIND as RELAY
        from bot.delivery.sender import Sender
        from bot.delivery.watch_scanner import AlertLimits, WatchScanner
        from bot.delivery.watch_store import KIND as WATCH
        from bot.servers.languages import Languages

        settings = self.settings
        await self.members.load()
        languages = Languages(client, self.servers, self.members)
        catch_up = timedelta(hours=settings.digests.catch_up_hours)
        sender = Sender(client, self.outbox, self.clock, rate=settings.digests.per_second)
        notices = Notices(client, self.newsroom.feeds, self.subscriptions, self.servers, languages)
        digests = Poster(
            client,
            self.news,
            self.digests,
            self.outbox,
            sender,
            self.servers,
            self.clock,
            languages,
            notices,
            catch_up=catch_up,
        )
        await digests.prepare()
        watches = WatchScanner(
            self.newsroom,
            self.news_since,
            self.watches,
            self.outbox,
            AlertLimits(settings.watches.alerts_per_day, ZoneInfo(settings.timezone), catch_up),
            languages,
            may_post=lambda watch: (
                watch.guild is None
                or not isinstance(find_channel(client, watch.guild, watch.channel, to_post()), Blocker)
            ),
        )
        sender.on_blocker(WATCH, watches.on_blocker)
        relays = RelayScanner(
            self.newsroom,
            self.relays,
            self.subscriptions,
            self.servers,
            self.outbox,
            notices,
            languages,
            catch_up=catch_up,
            place=lambda relay: find_channel(client, relay.guild, relay.channel, to_post()),
        )
        sender.on_blocker(RELAY, relays.on_blocker)
        editor = CorrectionEditor(client, self.outbox, self.quotes, sender, self.clock)
        sender.deliver_with(CORRECTION, editor.edit)
        corrections = CorrectionPlanner(self.newsroom, self.news, self.servers, self.quotes, self.outbox)
        return Posters(sender, digests, watches, relays, notices, corrections, languages)

    # What takes several parts

    async def news(self, guild: int | None, *, all_outlets: bool = False) -> NewsView:
        """The news that a server, or a direct message, may see; with `all_outlets` also of those that the server does
        not allow."""
        outlets = () if all_outlets else await self._outlets(guild)
        return await self.newsroom.view(await self.subscriptions.feeds(guild), outlets=outlets)

    async def _outlets(self, guild: int | None) -> tuple[str, ...]:
        """The outlets that a server allows; empty is no limit."""
        return () if guild is None else (await self.servers.get(guild)).outlets

    async def news_since(self, guild: int | None, moment: datetime) -> NewsView:
        """The news that a server may see through the feeds that it has followed since before a moment."""
        followed = () if guild is None else await self.subscriptions.of_guild(guild)
        feeds = frozenset(one.feed for one in followed if one.since <= moment)
        return await self.newsroom.view(feeds, outlets=await self._outlets(guild))

    async def prune(self, *, now: datetime) -> int:
        """Keep the archive to the limits of the settings; gives how many entries were removed."""
        from knowledge.archive.retention import RetentionLimits, prune

        limits = self.settings.retention
        return await prune(
            self.newsroom.archive,
            self.newsroom.feeds,
            of_feed=RetentionLimits(limits.feed_days, limits.feed_articles, limits.feed_megabytes),
            of_all=RetentionLimits(limits.days, limits.articles, limits.megabytes),
            now=now,
        )
