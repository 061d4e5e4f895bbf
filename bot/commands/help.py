"""/help: what the bot does and what it holds."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards.layout import card
from bot.cards.text import day
from bot.client import Interaction, NewsBot
from bot.commands._no_news import no_news_for
from knowledge.articles import as_datetime


class Help(commands.Cog):
    """The help card."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def help(self, interaction: Interaction) -> None:
        """Show it to the member alone."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        news = await self.bot.news(interaction.guild_id)
        outlets = await news.outlets()
        articles, _ = await news.counts()
        newest = max((outlet.newest for outlet in outlets if outlet.newest is not None), key=as_datetime, default=None)
        held = await no_news_for(interaction)
        if held is None:
            held = translate(
                "help-holding",
                articles=articles,
                outlets=len(outlets),
                newest="?" if newest is None else day(newest, translate.language),
            )
        view = card([f"### {translate('help-title')}", translate("help-body"), f"-# {held}"])
        await interaction.edit_original_response(view=view)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Help(bot))
