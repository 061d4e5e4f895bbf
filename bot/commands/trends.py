"""/trend: how often a topic was in the news, as a picture."""

from __future__ import annotations

import asyncio
import io
import os
from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.trend import PICTURE, trend_card, trend_description
from bot.client import Interaction, NewsBot
from bot.commands._no_news import require_news

MOST_DAYS = 366
DAYS = 30


class Trends(commands.Cog):
    """Trends of topics."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def trend(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, 100],
        days: app_commands.Range[int, 2, MOST_DAYS] = DAYS,
    ) -> None:
        """Show the picture, with its description for those who cannot see it."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        translate, until = self.bot.translator(interaction), self.bot.now().date()
        news = await self.bot.news(interaction.guild_id)
        found = await news.trend(topic, since=until - timedelta(days=days - 1), until=until)
        if not any(mentions for _, mentions in found.days):
            await interaction.edit_original_response(view=trend_card(found, topic, None, translate))
            return
        os.environ.setdefault("MPLCONFIGDIR", str(self.bot.settings.data_dir / "matplotlib"))
        # Imported on first use: it takes a second or so.
        from knowledge.stories.picture import draw

        picture = discord.File(io.BytesIO(await asyncio.to_thread(draw, found, topic)), PICTURE)
        view = trend_card(found, topic, trend_description(found, topic, translate), translate)
        await interaction.edit_original_response(view=view, attachments=[picture])


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Trends(bot))
