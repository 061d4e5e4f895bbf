"""The starter sets in Discord: which of them a card offers."""

from __future__ import annotations

from typing import cast, get_args

from discord import ui

from bot.cards.feeds import starter_card
from bot.client import Interaction, NewsBot
from config.starter import Language, StarterFeed, Topic, nearest_first, starter_feeds


async def first_card(bot: NewsBot, interaction: Interaction) -> ui.LayoutView:
    """The card to begin with: in the member's language if there is anything in it, else the server's, else English."""
    guild = interaction.guild
    settings = None if guild is None else await bot.servers.get(guild.id)
    spoken = [
        bot.members.chosen(interaction.user.id).language or str(interaction.locale),
        (settings and settings.language) or "",
        str(guild.preferred_locale) if guild else "",
        "en",
    ]
    known = get_args(Language)
    language = next(short for one in spoken if (short := one.partition("-")[0]) in known)
    return starter_card(cast("Language", language), None, (), bot.translator(interaction))


def chosen_card(bot: NewsBot, interaction: Interaction, argument: str) -> ui.LayoutView:
    """The card after a choice of language or topic; the argument is both, parted by a colon."""
    language, _, topic = argument.partition(":")
    spoken = cast("Language", language if language in get_args(Language) else "en")
    about = cast("Topic", topic) if topic in get_args(Topic) else None
    feeds = nearest_first(about, spoken) if about else ()
    return starter_card(spoken, about, feeds, bot.translator(interaction))


def picked(argument: str) -> list[StarterFeed]:
    """The feeds whose addresses were picked, one a line; what is in no starter set is passed over."""
    wanted = set(argument.split("\n"))
    return [one for one in starter_feeds() if one.url in wanted]
