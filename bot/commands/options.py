"""Options that several commands share: outlets, times, and their autocompletes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from discord import app_commands

from bot.cards.text import label
from bot.client import Interaction, Refusal
from bot.locales import Translator
from bot.spans import DAYS_BACK, named_day
from knowledge.archive.identity import fold
from knowledge.view import NewsView

CHOICES = 25


async def outlet_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Outlets whose name holds what was typed."""
    outlets = await (await interaction.client.news(interaction.guild_id)).outlets()
    names = [outlet.name for outlet in outlets if fold(typed) in fold(outlet.name)]
    return [app_commands.Choice(name=label(name), value=name[:100]) for name in names[:CHOICES]]


async def since_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Common beginnings of a span of time."""
    matching = [name for name in DAYS_BACK if typed.strip().lower() in name]
    return [app_commands.Choice(name=name, value=name) for name in matching]


def parse_since(text: str | None, now: datetime, translate: Translator) -> datetime | None:
    """The UTC moment from which on news counts. Raises Refusal for text that is no date."""
    if text is None or not text.strip():
        return None
    try:
        day = named_day(text, now.date()) or date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(translate("error-date", text=label(text, 40))) from None
    return datetime.combine(day, time.min, tzinfo=UTC)


async def checked_outlet(news: NewsView, name: str | None, translate: Translator) -> tuple[str, ...]:
    """The outlet as a filter. Raises Refusal if no outlet has this name."""
    if name is None or not name.strip():
        return ()
    if fold(name) not in {fold(outlet.name) for outlet in await news.outlets()}:
        raise Refusal(translate("error-outlet", name=label(name, 60)))
    return (name,)
