"""/story: one article in three of its own sentences."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.cards.story import story_card, unknown_story
from bot.cards.text import label
from bot.client import Interaction, NewsBot, Refusal
from bot.commands._no_news import require_news
from bot.servers.quoted import Quoted
from knowledge.view import UnknownArticle


class Stories(commands.Cog):
    """Stories by their headline."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def story(self, interaction: Interaction, headline: app_commands.Range[str, 1, 300]) -> None:
        """Show the story's card."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        translate = self.bot.translator(interaction)
        try:
            story = await (await self.bot.news(interaction.guild_id)).story(headline)
        except UnknownArticle as error:
            raise Refusal(unknown_story(error.closest, translate)) from error
        number, told = story.article.number, story.article.headline or ""
        words = [Quoted(number, told, is_headline=True)] if told else []
        words += [Quoted(number, sentence.text) for sentence in story.summary]
        card = await self.bot.cards.add(
            "story",
            {"question": told},
            guild=interaction.guild_id,
            channel=interaction.channel_id,
            member=interaction.user.id,
            now=self.bot.now(),
            quotes=words,
            language=translate.language,
        )
        pictures = await self.bot.shows_pictures(interaction.guild_id)
        sent = await interaction.edit_original_response(view=story_card(story, translate, pictures=pictures))
        await self.bot.cards.sent(card, sent.id)

    @story.autocomplete("headline")
    async def _headlines(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Articles like what was typed; the choice's value is the article's id, which is never ambiguous."""
        articles = await (await self.bot.news(interaction.guild_id)).suggest(typed)
        return [
            app_commands.Choice(name=label(article.headline), value=article.article_id)
            for article in articles
            if article.headline and article.paragraphs and len(article.article_id) <= 100
        ]


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Stories(bot))
