"""/headlines: what is new, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from discord import app_commands, ui
from discord.ext import commands

from bot.cards.headlines import PAGE, headlines_card
from bot.client import Interaction, NewsBot
from bot.commands._no_news import require_news
from bot.commands.options import checked_outlet, outlet_choices, parse_since, since_choices
from bot.locales import Translator
from knowledge.articles import iso


class Headlines(commands.Cog):
    """Headline lists and their paging."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("page", self._page)

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.autocomplete(source=outlet_choices, since=since_choices)
    async def headlines(
        self,
        interaction: Interaction,
        source: str | None = None,
        topic: app_commands.Range[str, 1, 100] | None = None,
        since: str | None = None,
    ) -> None:
        """Show the first page."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        translate, now = self.bot.translator(interaction), self.bot.now()
        sources = await checked_outlet(await self.bot.news(interaction.guild_id), source, translate)
        zone = await self.bot.zone(interaction.guild_id, interaction.user.id)
        moment = parse_since(since, now, zone, translate)
        state = {
            "sources": list(sources),
            "topic": topic,
            "since": None if moment is None else moment.isoformat(),
            # Later pages are of the same list, whatever arrives meanwhile.
            "until": iso(now),
            "language": translate.language,
        }
        number = await self.bot.cards.add(
            "headlines",
            state,
            guild=interaction.guild_id,
            channel=interaction.channel_id,
            member=interaction.user.id,
            now=now,
        )
        await interaction.edit_original_response(
            view=await self._view(state, interaction.guild_id, 0, number, translate)
        )

    async def _page(self, interaction: Interaction, argument: str) -> None:
        number, _, page = argument.partition(":")
        card = await self.bot.card_of(interaction, number)
        await interaction.response.defer()
        translate = self.bot.translator_of(card, interaction)
        view = await self._view(card.state, card.guild, max(0, int(page)), card.number, translate)
        await interaction.edit_original_response(view=view)

    async def _view(
        self, state: dict[str, Any], guild: int | None, page: int, number: int, translate: Translator
    ) -> ui.LayoutView:
        news = await self.bot.news(guild)
        stories, total, headlines = await news.headline_stories(
            sources=state["sources"],
            topic=state["topic"],
            since=_moment(state["since"]),
            until=_moment(state["until"]),
            limit=PAGE,
            offset=page * PAGE,
        )
        source = next(iter(state["sources"]), None)
        return headlines_card(stories, total, headlines, page, number, translate, source=source, topic=state["topic"])


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Headlines(bot))
