"""Options that several commands share: outlets, times, and their autocompletes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from discord import app_commands

from bot.cards.text import label
from bot.client import Interaction, Refusal
from bot.locales import Translator, languages, translator
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
    translate = interaction.client.translator(interaction)
    named = {name: translate(f"since-{name.replace(' ', '-')}") for name in DAYS_BACK}
    return [app_commands.Choice(name=shown, value=name) for name, shown in named.items() if fold(typed) in fold(shown)]


def parse_since(text: str | None, now: datetime, zone: ZoneInfo, translate: Translator) -> datetime | None:
    """The UTC moment from which on news counts; days begin in `zone`. Raises Refusal for text that is no date.

    Whoever typed the words instead of choosing them may have used any language that the bot speaks.
    """
    if text is None or not text.strip():
        return None
    try:
        words = _words_for_days().get(fold(text), text)
        day = named_day(words, now.astimezone(zone).date()) or date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(translate("error-date", text=label(text, 40))) from None
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


@cache
def _words_for_days() -> dict[str, str]:
    """The words for common beginnings of a span of time in every language, folded, with the English ones."""
    spoken = [translator(language) for language in languages()]
    return {fold(translate(f"since-{name.replace(' ', '-')}")): name for name in DAYS_BACK for translate in spoken}


async def checked_outlet(news: NewsView, name: str | None, translate: Translator) -> tuple[str, ...]:
    """The outlet as a filter. Raises Refusal if no outlet has this name."""
    if name is None or not name.strip():
        return ()
    if fold(name) not in {fold(outlet.name) for outlet in await news.outlets()}:
        raise Refusal(translate("error-outlet", name=label(name, 60)))
    return (name,)
