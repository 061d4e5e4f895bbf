"""/trend: how often topics were in the news, as a picture."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Sequence
from datetime import timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.trend import PICTURE, trend_card, trend_description
from bot.client import Interaction, NewsBot
from bot.commands._no_news import require_news
from knowledge.archive.identity import fold
from knowledge.stories.trend import Trend

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
        topic2: app_commands.Range[str, 1, 100] | None = None,
        topic3: app_commands.Range[str, 1, 100] | None = None,
        days: app_commands.Range[int, 2, MOST_DAYS] = DAYS,
    ) -> None:
        """Show the picture, with its description for those who cannot see it."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        translate, until = self.bot.translator(interaction), self.bot.now().date()
        news = await self.bot.news(interaction.guild_id)
        topics: dict[str, str] = {}
        for given in (topic, topic2, topic3):
            if given is not None:
                topics.setdefault(fold(given), given)
        since = until - timedelta(days=days - 1)
        compared = [(named, await news.trend(named, since=since, until=until)) for named in topics.values()]
        if not any(mentions for _, found in compared for _, mentions in found.days):
            await interaction.edit_original_response(view=trend_card(compared, None, translate))
            return
        os.environ.setdefault("MPLCONFIGDIR", str(self.bot.settings.data_dir / "matplotlib"))
        picture = discord.File(io.BytesIO(await asyncio.to_thread(_picture_of, compared)), PICTURE)
        view = trend_card(compared, trend_description(compared, translate), translate)
        await interaction.edit_original_response(view=view, attachments=[picture])


def _picture_of(compared: Sequence[tuple[str, Trend]]) -> bytes:
    """The picture (PNG)."""
    # Imported on first use: it takes a second or so.
    from knowledge.stories.picture import draw, draw_compared

    if len(compared) > 1:
        return draw_compared(compared)
    ((topic, found),) = compared
    return draw(found, topic, headlines=False)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Trends(bot))
