"""/help: what a member may use here, and what news there is."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards.help import help_card
from bot.cards.text import day
from bot.client import Interaction, NewsBot
from bot.commands._admission import not_here
from bot.commands._examples import examples
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
        await self.bot.acknowledge(interaction, private=True)
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
        found = await examples(news)
        view = help_card(
            await self.bot.usable(interaction),
            self.bot.rights.mention,
            translate,
            direct=interaction.guild is None,
            example=found.question(translate),
            name=found.name,
            headline=found.headline,
            not_here=await not_here(interaction),
            held=held,
        )
        await interaction.edit_original_response(view=view)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Help(bot))
