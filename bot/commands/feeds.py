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
from bot.cards.text import label, line
from bot.client import Interaction, NewsBot, Refusal
from bot.commands.options import CHOICES
from bot.locales import Translator
from bot.servers.feed_directory import TooManyFeeds
from knowledge.archive.identity import fold
from knowledge.articles import as_datetime
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.opml import LARGEST, ListedFeed, read_list, write_opml
from knowledge.reading.results import ReadingError

ADDED_AT_ONCE = 8
TESTED_ENTRIES = 3
REPORT = "feeds.txt"
EXPORT = "feeds.opml"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FeedCommands(commands.GroupCog, group_name="feeds", group_description="The feeds this server follows"):
    """A server's feeds. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("follow-feed", self._chosen)
        bot.on_control("feeds-page", self._page)
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage feeds, whatever Discord let through."""
        await self.bot.require_manage(interaction, "feeds")
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

    @remove.autocomplete("feed")
    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    async def _choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not await self.bot.may_manage(interaction, "feeds"):
            return []
        feeds = [feed for feed, _ in await self._server_feeds(interaction.guild_id)]
        matching = [feed for feed in feeds if fold(typed) in fold(f"{feed.title or ''} {feed.url}")]
        return [
            app_commands.Choice(name=label(feed.title or feed.url), value=str(feed.number))
            for feed in matching[:CHOICES]
        ]

    # What they share

    async def _server_feeds(self, guild: int) -> list[tuple[Feed, bool]]:
        """What a server follows, in the order in which it was added, and whether it is paused there."""
        followed = await self.bot.subscriptions.of_guild(guild)
        feeds = {feed.number: feed for feed in await self.bot.newsroom.feeds.all([one.feed for one in followed])}
        return [(feeds[one.feed], one.paused) for one in followed if one.feed in feeds]

    async def _followed(self, interaction: Interaction, wanted: str, translate: Translator) -> Feed:
        """The feed that was picked, or typed as its address or title. Raises Refusal."""
        feeds = [feed for feed, _ in await self._server_feeds(_guild(interaction))]
        for feed in feeds:
            if fold(wanted) in (str(feed.number), fold(feed.title or ""), fold(feed.url)):
                return feed
        held = await self.bot.feed_directory.get(wanted, now=self.bot.now())
        for feed in feeds:
            if held is not None and held.number == feed.number:
                return feed
        raise Refusal(translate("feeds-unknown", name=line(wanted, 80)))

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
        await self.bot.require_manage(interaction, "feeds")
        page = int(argument) if argument.isdecimal() else 0
        await interaction.response.edit_message(view=await self._list(interaction, page))

    async def _chosen(self, interaction: Interaction, argument: str) -> None:
        """A feed was picked in the select of `add`."""
        await self.bot.require_manage(interaction, "feeds")
        translate = self.bot.translator(interaction)
        number, _, place = argument.partition(":")
        stored = await self.bot.card_of(interaction, number)
        found = [FoundFeed(**feed) for feed in stored.state.get("found", ())]
        if not place.isdecimal() or int(place) >= len(found):
            raise Refusal(translate("answer-expired"))
        told = await self._follow(_guild(interaction), found[int(place)], interaction, translate)
        await interaction.response.edit_message(view=card([told]))


def _guild(interaction: Interaction) -> int:
    assert interaction.guild_id is not None
    return interaction.guild_id


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(FeedCommands(bot))
