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
from bot.cards.problems import problem_text
from bot.cards.text import label, line
from bot.client import Interaction, NewsBot, Refusal
from bot.commands import _relays, _starter
from bot.commands._digest_specs import ChannelOption
from bot.commands._feed_reading import FeedReading
from bot.commands.options import CHOICES
from bot.locales import Translator
from knowledge.archive.identity import fold
from knowledge.articles import as_datetime
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.opml import LARGEST, ListedFeed, read_list, write_opml
from knowledge.reading.results import ReadingError

TESTED_ENTRIES = 3
EXPORT = "feeds.opml"


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FeedCommands(commands.GroupCog, group_name="feeds"):
    """A server's feeds. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("follow-feed", self._chosen)
        bot.on_control("feeds-page", self._page)
        for action, handler in (
            ("relay-stop", self._stop_relay),
            ("relay-here", self._post_here),
            ("starter", self._starter),
            ("starter-topic", self._starter_choice),
            ("starter-language", self._starter_choice),
            ("starter-follow", self._starter_follow),
        ):
            bot.on_control(action, handler)
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage feeds, whatever Discord let through."""
        await self.bot.require_manage(interaction, "feeds")
        return True

    # Commands

    @app_commands.command()
    async def add(
        self,
        interaction: Interaction,
        address: app_commands.Range[str, 1, 2_000] | None = None,
        notices: discord.TextChannel | None = None,
    ) -> None:
        """Find the feed, or offer a choice, follow it and read it; without an address, offer the starter sets."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, now, guild = self.bot.translator(interaction), self.bot.now(), _guild(interaction)
        await self._choose_channel(interaction, notices)
        if address is None:
            await interaction.edit_original_response(view=await _starter.first_card(self.bot, interaction))
            return
        reading = FeedReading(self.bot, interaction, guild)
        addresses = list(dict.fromkeys(re.split(r"[\s,;]+", address.strip())))
        if len(addresses) > 1:
            await reading.follow_all([ListedFeed(one) for one in addresses])
            return
        try:
            found = await self.bot.feed_directory.find(addresses[0], now=now)
        except KnowledgeError as error:
            raise Refusal(line(problem_text(str(error), translate), 600)) from error
        if len(found) == 1:
            await reading.follow_one(found[0])
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

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """The first page."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.edit_original_response(view=await self._list(interaction, 0))

    @app_commands.command()
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

    @app_commands.command()
    async def pause(self, interaction: Interaction, feed: str) -> None:
        """Pause one feed."""
        await self._pause(interaction, feed, "feeds-now-paused", paused=True)

    @app_commands.command()
    async def resume(self, interaction: Interaction, feed: str) -> None:
        """Resume one feed."""
        await self._pause(interaction, feed, "feeds-now-resumed", paused=False)

    @app_commands.command()
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
            raise Refusal(line(problem_text(str(error), translate), 600)) from error
        dated = [entry for entry in document.entries if entry.published is not None]
        undated = [entry for entry in document.entries if entry.published is None]
        dated.sort(key=lambda entry: as_datetime(entry.published or now), reverse=True)
        newest = [*dated, *undated][:TESTED_ENTRIES]
        await interaction.edit_original_response(view=entries_card(found[0], newest, len(found) - 1, translate))

    @app_commands.command(name="import")
    async def import_(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Add them one by one and report on each."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        if file.size > LARGEST:
            raise Refusal(translate("feeds-import-unreadable", reason=translate("feeds-import-large")))
        try:
            listed = await asyncio.to_thread(read_list, await file.read())
        except ReadingError as error:
            raise Refusal(
                translate("feeds-import-unreadable", reason=line(problem_text(str(error), translate), 200))
            ) from error
        await self._choose_channel(interaction, None)
        await FeedReading(self.bot, interaction, _guild(interaction)).follow_all(listed)

    @app_commands.command()
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

    @app_commands.command()
    async def post(
        self,
        interaction: Interaction,
        feed: str | None = None,
        channel: ChannelOption | None = None,
        only_with: app_commands.Range[str, 1, _relays.WORDS] | None = None,
        not_with: app_commands.Range[str, 1, _relays.WORDS] | None = None,
    ) -> None:
        """Set up a relay, or show the list."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, guild = self.bot.translator(interaction), _guild(interaction)
        if feed is None:
            await interaction.edit_original_response(view=await _relays.listed(self.bot, guild, translate))
            return
        target = interaction.channel_id if channel is None else channel.id
        assert target is not None
        told = await _relays.set_up(
            self.bot,
            guild,
            target,
            await self._relayable(interaction, feed, translate),
            only_with=only_with,
            not_with=not_with,
            member=interaction.user.id,
            translate=translate,
        )
        await self._choose_channel(interaction, None)
        await interaction.edit_original_response(view=card([told]))

    @post.autocomplete("feed")
    async def _relay_choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not await self.bot.may_manage(interaction, "feeds"):
            return []
        return _as_choices(await self._relayable_feeds(interaction.guild_id), typed)

    @remove.autocomplete("feed")
    @pause.autocomplete("feed")
    @resume.autocomplete("feed")
    async def _choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not await self.bot.may_manage(interaction, "feeds"):
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
        await interaction.response.defer()
        await interaction.edit_original_response(view=await self._list(interaction, page))

    async def _chosen(self, interaction: Interaction, argument: str) -> None:
        """A feed was picked in the select of `add`."""
        await self.bot.require_manage(interaction, "feeds")
        translate = self.bot.translator(interaction)
        number, _, place = argument.partition(":")
        stored = await self.bot.card_of(interaction, number)
        found = [FoundFeed(**feed) for feed in stored.state.get("found", ())]
        if not place.isdecimal() or int(place) >= len(found):
            raise Refusal(translate("answer-expired"))
        await interaction.response.defer()
        await FeedReading(self.bot, interaction, _guild(interaction)).follow_one(found[int(place)])

    async def _stop_relay(self, interaction: Interaction, argument: str) -> None:
        """One was picked in the select of what posts by itself."""
        await self.bot.require_manage(interaction, "feeds")
        translate = self.bot.translator(interaction)
        view = await _relays.stop(self.bot, _guild(interaction), argument, translate)
        await interaction.response.edit_message(view=view)

    async def _post_here(self, interaction: Interaction, argument: str) -> None:
        """*Post each new story here*, under what was just followed."""
        await self.bot.require_manage(interaction, "feeds")
        guild, translate = _guild(interaction), self.bot.translator(interaction)
        stored = await self.bot.card_of(interaction, argument)
        await interaction.response.defer(ephemeral=True, thinking=True)
        target = interaction.channel_id
        assert target is not None
        told = []
        for feed in await self.bot.newsroom.feeds.all(stored.state.get("followed", ())):
            member = interaction.user.id
            told.append(await _relays.set_up(self.bot, guild, target, feed, member=member, translate=translate))
        if not told:
            raise Refusal(translate("answer-expired"))
        await interaction.edit_original_response(view=card(told))

    # Starter sets

    async def _starter(self, interaction: Interaction, _: str) -> None:
        """*Choose news* was pressed."""
        await self.bot.require_manage(interaction, "feeds")
        await interaction.response.send_message(view=await _starter.first_card(self.bot, interaction), ephemeral=True)

    async def _starter_choice(self, interaction: Interaction, argument: str) -> None:
        """A topic or a language was picked."""
        await self.bot.require_manage(interaction, "feeds")
        await interaction.response.edit_message(view=_starter.chosen_card(self.bot, interaction, argument))

    async def _starter_follow(self, interaction: Interaction, argument: str) -> None:
        """Outlets were picked."""
        await self.bot.require_manage(interaction, "feeds")
        await interaction.response.defer()
        await self._choose_channel(interaction, None)
        listed = [ListedFeed(one.url, one.name) for one in _starter.picked(argument)]
        await FeedReading(self.bot, interaction, _guild(interaction)).follow_all(listed)


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


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(FeedCommands(bot))
