"""/feeds: what a server follows."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.feeds import choice_card, entries_card, feed_name, feeds_card, report_card
from bot.cards.layout import card, note
from bot.cards.relay import relays_card
from bot.cards.text import label, line, when
from bot.client import Interaction, NewsBot, Refusal
from bot.commands._digest_specs import ChannelOption
from bot.commands.options import CHOICES
from bot.commands.setup import permission_names
from bot.delivery.permissions import Blocker, find_channel, to_post
from bot.locales import Translator
from bot.servers.feed_directory import TooManyFeeds
from knowledge.archive.arrivals import newest
from knowledge.archive.identity import fold
from knowledge.articles import as_datetime
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.opml import LARGEST, ListedFeed, read_list, write_opml
from knowledge.reading.results import ReadingError
from knowledge.watching.filters import WordFilter
from knowledge.watching.watched import NothingToWatch

ADDED_AT_ONCE = 8
TESTED_ENTRIES = 3
REPORT = "feeds.txt"
EXPORT = "feeds.opml"
WORDS = 300
"""The most characters that a list of words of `post` may have."""


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FeedCommands(commands.GroupCog, group_name="feeds", group_description="The feeds this server follows"):
    """A server's feeds. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("follow-feed", self._chosen)
        bot.on_control("feeds-page", self._page)
        bot.on_control("relay-stop", self._stop_relay)
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage the server, whatever Discord let through."""
        _check_rights(interaction)
        return True

    # Commands

    @app_commands.command(description="Follow a feed or a site for this server")
    @app_commands.describe(
        address="The address of a feed or a site, or several separated by spaces",
        notices="Where I post a notice if a feed stops working; by default, here",
    )
    async def add(
        self,
        interaction: Interaction,
        address: app_commands.Range[str, 1, 2_000],
        notices: discord.TextChannel | None = None,
    ) -> None:
        """Find the feed, or offer a choice, and follow it."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, now, guild = self.bot.translator(interaction), self.bot.now(), _guild(interaction)
        await self._choose_channel(interaction, notices)
        addresses = list(dict.fromkeys(re.split(r"[\s,;]+", address.strip())))
        if len(addresses) > 1:
            await self._add_all(interaction, [ListedFeed(one) for one in addresses], translate)
            return
        try:
            found = await self.bot.feed_directory.find(addresses[0], now=now)
        except KnowledgeError as error:
            raise Refusal(line(str(error), 600)) from error
        if len(found) == 1:
            await interaction.edit_original_response(
                view=card([await self._follow(guild, found[0], interaction, translate)])
            )
            return
        number = await self.bot.cards.add(
            "feeds",
            {"found": [asdict(feed) for feed in found]},
            guild=guild,
            channel=interaction.channel_id,
            member=interaction.user.id,
            now=now,
        )
        await interaction.edit_original_response(view=choice_card(found, number, translate))

    @app_commands.command(name="list", description="Show the feeds this server follows, and any errors")
    async def list_(self, interaction: Interaction) -> None:
        """The first page."""
        await interaction.response.send_message(view=await self._list(interaction, 0), ephemeral=True)

    @app_commands.command(description="Stop following a feed; its articles are deleted unless others follow it")
    @app_commands.describe(feed="Start typing and pick one")
    async def remove(self, interaction: Interaction, feed: str) -> None:
        """Unfollow one feed."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        followed = await self._followed(interaction, feed, translate)
        if not followed.public:
            relays = await self.bot.relays.of_guild(_guild(interaction))
            await self.bot.relays.remove([one.number for one in relays if one.feed == followed.number])
        await self.bot.feed_directory.unfollow(_guild(interaction), followed)
        await self.bot.newsroom.catch_up()
        await interaction.edit_original_response(view=note(translate("feeds-removed", name=feed_name(followed))))

    @app_commands.command(description="Stop reading a feed for now; its articles are kept")
    @app_commands.describe(feed="Start typing and pick one")
    async def pause(self, interaction: Interaction, feed: str) -> None:
        """Pause one feed."""
        await self._pause(interaction, feed, "feeds-now-paused", paused=True)

    @app_commands.command(description="Start reading a paused feed again")
    @app_commands.describe(feed="Start typing and pick one")
    async def resume(self, interaction: Interaction, feed: str) -> None:
        """Resume one feed."""
        await self._pause(interaction, feed, "feeds-now-resumed", paused=False)

    @app_commands.command(description="Show the three newest entries of a feed without following it")
    @app_commands.describe(address="The address of a feed or a site")
    async def test(self, interaction: Interaction, address: app_commands.Range[str, 1, 2_000]) -> None:
        """Fetch and read it, and keep nothing."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, now = self.bot.translator(interaction), self.bot.now()
        fetching = self.bot.fetching
        try:
            found = await fetching.discovery.find(address, now=now)
            answer = await fetching.fetcher.fetch(found[0].url, now=now)
            document = await fetching.reader.feed(answer.content, content_type=answer.content_type, url=answer.url)
        except KnowledgeError as error:
            raise Refusal(line(str(error), 600)) from error
        dated = [entry for entry in document.entries if entry.published is not None]
        undated = [entry for entry in document.entries if entry.published is None]
        dated.sort(key=lambda entry: as_datetime(entry.published or now), reverse=True)
        newest = [*dated, *undated][:TESTED_ENTRIES]
        await interaction.edit_original_response(view=entries_card(found[0], newest, len(found) - 1, translate))

    @app_commands.command(
        name="import", description="Follow all feeds in an OPML file, or a text file with one per line"
    )
    @app_commands.describe(file="An export from your feed reader")
    async def import_(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Add them one by one and report on each."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        if file.size > LARGEST:
            raise Refusal(translate("feeds-import-unreadable", reason=translate("feeds-import-large")))
        try:
            listed = await asyncio.to_thread(read_list, await file.read())
        except ReadingError as error:
            raise Refusal(translate("feeds-import-unreadable", reason=line(str(error), 200))) from error
        await self._choose_channel(interaction, None)
        await self._add_all(interaction, listed, translate)

    @app_commands.command(description="Get the feeds this server follows as an OPML file, for any feed reader")
    async def export(self, interaction: Interaction) -> None:
        """Send the file to the member alone."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        feeds = [feed for feed, _ in await self._server_feeds(_guild(interaction))]
        if not feeds:
            raise Refusal(translate("feeds-none"))
        content = write_opml("Nutgraf", [ListedFeed(feed.url, feed.title) for feed in feeds])
        view = report_card(translate("feeds-exported", count=len(feeds)), [], EXPORT, translate)
        attachment = discord.File(io.BytesIO(content), EXPORT)
        await interaction.edit_original_response(view=view, attachments=[attachment])

    @app_commands.command(
        description="Post each new story of a feed in a channel; without a feed, see and stop what posts"
    )
    @app_commands.describe(
        feed="Start typing and pick one; leave empty to see, and stop, what posts by itself",
        channel="Where to post; by default, here",
        only_with="Only stories with one of these words or phrases, separated by commas",
        not_with="No stories with any of these words or phrases, separated by commas",
    )
    async def post(
        self,
        interaction: Interaction,
        feed: str | None = None,
        channel: ChannelOption | None = None,
        only_with: app_commands.Range[str, 1, WORDS] | None = None,
        not_with: app_commands.Range[str, 1, WORDS] | None = None,
    ) -> None:
        """Set up a relay, or show the list."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        if feed is None:
            await interaction.edit_original_response(view=await self._relays(interaction))
            return
        translate, guild = self.bot.translator(interaction), _guild(interaction)
        followed = await self._relayable(interaction, feed, translate)
        target = interaction.channel_id if channel is None else channel.id
        assert target is not None
        self._check_can_post(guild, target, translate)
        for words in (only_with, not_with):
            try:
                WordFilter.of(words, None)
            except NothingToWatch as error:
                raise Refusal(translate("relay-nothing", words=line(words or "", 100))) from error
        limit = self.bot.settings.feeds.per_server
        relays = await self.bot.relays.of_guild(guild)
        is_known = any((one.feed, one.channel) == (followed.number, target) for one in relays)
        if len(relays) >= limit and not is_known:
            raise Refusal(translate("relay-too-many", limit=limit))
        _, is_new = await self.bot.relays.put(
            guild=guild,
            channel=target,
            feed=followed.number,
            member=interaction.user.id,
            only_with=only_with,
            not_with=not_with,
            language=translate.language,
            after=(await newest(self.bot.newsroom.database)).entry,
            now=self.bot.now(),
        )
        await self._choose_channel(interaction, None)
        told = [
            translate("relay-added" if is_new else "relay-changed", name=feed_name(followed), channel=f"<#{target}>"),
            translate("relay-words-only", words=line(only_with, WORDS)) if only_with else "",
            translate("relay-words-not", words=line(not_with, WORDS)) if not_with else "",
        ]
        await interaction.edit_original_response(view=card(["\n".join(one for one in told if one)]))

    @post.autocomplete("feed")
    async def _relay_choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        return _as_choices(await self._relayable_feeds(interaction.guild_id), typed)

    @remove.autocomplete("feed")
    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    async def _choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        return _as_choices([feed for feed, _ in await self._server_feeds(interaction.guild_id)], typed)

    # What they share

    async def _server_feeds(self, guild: int) -> list[tuple[Feed, bool]]:
        """What a server follows, in the order in which it was added, and whether it is paused there."""
        followed = await self.bot.subscriptions.of_guild(guild)
        feeds = {feed.number: feed for feed in await self.bot.newsroom.feeds.all([one.feed for one in followed])}
        return [(feeds[one.feed], one.paused) for one in followed if one.feed in feeds]

    async def _followed(self, interaction: Interaction, wanted: str, translate: Translator) -> Feed:
        """The feed that was picked, or typed as its address or title. Raises Refusal."""
        feeds = [feed for feed, _ in await self._server_feeds(_guild(interaction))]
        if (named := _named(feeds, wanted)) is not None:
            return named
        held = await self.bot.feed_directory.get(wanted, now=self.bot.now())
        for feed in feeds:
            if held is not None and held.number == feed.number:
                return feed
        raise Refusal(translate("feeds-unknown", name=line(wanted, 80)))

    async def _relayable_feeds(self, guild: int) -> list[Feed]:
        """What a server may have posted: the feeds that it follows, then those that are for everybody."""
        feeds = [feed for feed, _ in await self._server_feeds(guild)]
        known = {feed.number for feed in feeds}
        return feeds + [one for one in await self.bot.newsroom.feeds.all(public=True) if one.number not in known]

    async def _relayable(self, interaction: Interaction, wanted: str, translate: Translator) -> Feed:
        """The feed that was picked, or typed as its address or title. Raises Refusal."""
        found = _named(await self._relayable_feeds(_guild(interaction)), wanted)
        return found or await self._followed(interaction, wanted, translate)

    def _check_can_post(self, guild: int, channel: int, translate: Translator) -> None:
        """Raises Refusal if the bot may not post in a channel."""
        found = find_channel(self.bot, guild, channel, to_post())
        if isinstance(found, Blocker) and found.missing:
            missing = permission_names(found.missing, translate)
            raise Refusal(translate("digest-cannot-send", channel=f"<#{channel}>", missing=missing))
        if isinstance(found, Blocker):
            raise Refusal(translate("digest-bad-channel"))

    async def _relays(self, interaction: Interaction) -> discord.ui.LayoutView:
        """The list of what posts by itself, with a select to stop one."""
        translate, guild = self.bot.translator(interaction), _guild(interaction)
        relays = await self.bot.relays.of_guild(guild)
        feeds = {feed.number: feed for feed in await self.bot.newsroom.feeds.all({one.feed for one in relays})}
        posted = await self.bot.relays.last_posted([one.number for one in relays])
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
            channel = self.bot.get_channel(one.channel)
            place = f"#{getattr(channel, 'name', one.channel)}"
            options.append(
                discord.SelectOption(
                    label=label(feed.title or feed.url), value=str(one.number), description=label(place)
                )
            )
        return relays_card(rows, options, translate)

    async def _stop_relay(self, interaction: Interaction, argument: str) -> None:
        """One was picked in the select of the list."""
        _check_rights(interaction)
        translate = self.bot.translator(interaction)
        relay = await self.bot.relays.get(int(argument)) if argument.isdecimal() else None
        if relay is None or relay.guild != interaction.guild_id:
            raise Refusal(translate("relay-gone"))
        feeds = await self.bot.newsroom.feeds.all([relay.feed])
        await self.bot.relays.remove([relay.number])
        text = translate("relay-stopped", name=feed_name(feeds[0]), channel=f"<#{relay.channel}>")
        await interaction.response.edit_message(view=card([text]))

    async def _follow(self, guild: int, found: FoundFeed, interaction: Interaction, translate: Translator) -> str:
        """Follow a feed and say so, or why not, in a line."""
        held = await self.bot.subscriptions.feeds(guild)
        try:
            feed = await self.bot.feed_directory.follow(guild, found, member=interaction.user.id, now=self.bot.now())
        except TooManyFeeds:
            return translate("feeds-too-many", limit=self.bot.settings.feeds.per_server)
        return translate("feeds-known" if feed.number in held else "feeds-added", name=feed_name(feed))

    async def _add_all(self, interaction: Interaction, listed: Iterable[ListedFeed], translate: Translator) -> None:
        answer_queue = asyncio.Semaphore(ADDED_AT_ONCE)

        async def find(one: ListedFeed) -> tuple[FoundFeed, ...] | KnowledgeError:
            async with answer_queue:
                try:
                    return await self.bot.feed_directory.find(one.url, now=self.bot.now())
                except KnowledgeError as error:
                    return error

        async def follow(one: ListedFeed, found: tuple[FoundFeed, ...] | KnowledgeError) -> str:
            if isinstance(found, KnowledgeError):
                return f"✗ {line(str(found), 200)}"
            if len(found) > 1:
                return f"✗ {translate('feeds-several-of', address=line(one.url, 100), count=len(found))}"
            return f"· {await self._follow(_guild(interaction), found[0], interaction, translate)}"

        room = self.bot.settings.feeds.per_server
        wanted = list(listed)
        looked_for = await asyncio.gather(*(find(one) for one in wanted[:room]))
        # Found at the same time, but followed one after another, so that they keep the order of the list.
        lines = [await follow(one, found) for one, found in zip(wanted, looked_for, strict=False)]
        if len(wanted) > room:
            lines.append(f"✗ {translate('feeds-too-many', limit=room)} ({len(wanted) - room})")
        content = "\n".join(f"{one.url}\t{told}" for one, told in zip(wanted, lines, strict=False))
        view = report_card(translate("feeds-report", count=len(lines)), lines, REPORT, translate)
        attachment = discord.File(io.BytesIO(content.encode()), REPORT)
        await interaction.edit_original_response(view=view, attachments=[attachment])

    async def _choose_channel(self, interaction: Interaction, wanted: discord.TextChannel | None) -> None:
        """Keep where notices go: the channel that was named, or where the first feed is added."""
        guild = _guild(interaction)
        if wanted is not None:
            await self.bot.servers.change(guild, notices=wanted.id)
        elif (await self.bot.servers.get(guild)).notices is None and interaction.channel_id is not None:
            await self.bot.servers.change(guild, notices=interaction.channel_id)

    async def _pause(self, interaction: Interaction, feed: str, told: str, *, paused: bool) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        followed = await self._followed(interaction, feed, translate)
        await self.bot.feed_directory.pause(_guild(interaction), followed, paused=paused)
        await interaction.edit_original_response(view=note(translate(told, name=feed_name(followed))))

    async def _list(self, interaction: Interaction, page: int) -> discord.ui.LayoutView:
        feeds = await self._server_feeds(_guild(interaction))
        held = await self.bot.newsroom.feeds.held([feed.number for feed, _ in feeds])
        public = await self.bot.newsroom.feeds.all(public=True)
        shown = [(feed, held[feed.number], paused) for feed, paused in feeds]
        limit = self.bot.settings.feeds.per_server
        return feeds_card(shown, page, len(public), limit, self.bot.translator(interaction))

    async def _page(self, interaction: Interaction, argument: str) -> None:
        _check_rights(interaction)
        page = int(argument) if argument.isdecimal() else 0
        await interaction.response.edit_message(view=await self._list(interaction, page))

    async def _chosen(self, interaction: Interaction, argument: str) -> None:
        """A feed was picked in the select of `add`."""
        _check_rights(interaction)
        translate = self.bot.translator(interaction)
        number, _, place = argument.partition(":")
        stored = await self.bot.card_of(interaction, number)
        found = [FoundFeed(**feed) for feed in stored.state.get("found", ())]
        if not place.isdecimal() or int(place) >= len(found):
            raise Refusal(translate("answer-expired"))
        told = await self._follow(_guild(interaction), found[int(place)], interaction, translate)
        await interaction.response.edit_message(view=card([told]))


def _as_choices(feeds: Iterable[Feed], typed: str) -> list[app_commands.Choice[str]]:
    """The feeds whose title or address has what was typed, for autocomplete."""
    matching = [feed for feed in feeds if fold(typed) in fold(f"{feed.title or ''} {feed.url}")]
    return [
        app_commands.Choice(name=label(feed.title or feed.url), value=str(feed.number)) for feed in matching[:CHOICES]
    ]


def _named(feeds: Iterable[Feed], wanted: str) -> Feed | None:
    """The feed that was picked, or typed as its address or title, among these."""
    typed = fold(wanted)
    return next((one for one in feeds if typed in (str(one.number), fold(one.title or ""), fold(one.url))), None)


def _guild(interaction: Interaction) -> int:
    assert interaction.guild_id is not None
    return interaction.guild_id


def _check_rights(interaction: discord.Interaction[Any]) -> None:
    if interaction.guild_id is None:
        raise app_commands.NoPrivateMessage
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(FeedCommands(bot))
