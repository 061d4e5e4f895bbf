"""What members are told as long as there is no news at all: how to get some."""

from __future__ import annotations

from bot.client import Interaction, NewsBot, Refusal
from bot.locales import Translator


async def no_news(bot: NewsBot, guild: int | None, translate: Translator, *, manages: bool) -> str | None:
    """How to get news where there is none yet, for a member who may or may not manage the server; None where there is
    some. `guild` None is a direct message."""
    if not await (await bot.news(guild)).is_empty():
        return None
    if guild is None:
        return translate("no-news-direct")
    who = "manager" if manages else "member"
    if not await (await bot.news(guild, all_outlets=True)).is_empty():
        return translate(f"no-news-outlets-{who}")
    return translate(f"no-news-waiting-{who}" if await bot.subscriptions.feeds(guild) else f"no-news-{who}")


async def no_news_for(interaction: Interaction) -> str | None:
    """The same for whoever uses a command."""
    bot = interaction.client
    manages = interaction.permissions.manage_guild
    return await no_news(bot, interaction.guild_id, bot.translator(interaction), manages=manages)


async def require_news(interaction: Interaction) -> None:
    """Raises Refusal with how to get news where there is none yet."""
    text = await no_news_for(interaction)
    if text is not None:
        raise Refusal(text)
