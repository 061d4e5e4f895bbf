"""/sources: which outlets' news can be found here, and how new it is."""

from __future__ import annotations

import math

from discord import app_commands, ui
from discord.ext import commands

from bot.cards.sources import PAGE, sources_card
from bot.client import Interaction, NewsBot
from bot.commands._no_news import require_news


class Sources(commands.Cog):
    """The list of outlets."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("sources-page", self._page)

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def sources(self, interaction: Interaction) -> None:
        """Show the first page to the member alone."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await require_news(interaction)
        await interaction.edit_original_response(view=await self._view(interaction, 0))

    async def _page(self, interaction: Interaction, argument: str) -> None:
        page = int(argument) if argument.isdecimal() else 0
        await interaction.response.defer()
        await interaction.edit_original_response(view=await self._view(interaction, page))

    async def _view(self, interaction: Interaction, page: int) -> ui.LayoutView:
        outlets = await (await self.bot.news(interaction.guild_id)).outlets()
        last = max(0, math.ceil(len(outlets) / PAGE) - 1)
        return sources_card(outlets, min(page, last), self.bot.translator(interaction))


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Sources(bot))
