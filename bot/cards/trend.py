"""The card of a trend: the picture, its description, and the headlines of its peaks."""

from __future__ import annotations

import discord
from discord import ui

from bot.cards.layout import BLUE, GREY, card
from bot.cards.text import day, days, line, shorten
from bot.locales import Translator
from knowledge.stories.trend import ALT_TEXT_LENGTH, Trend

PICTURE = "trend.png"
"""The name of the attached picture."""


def trend_description(found: Trend, topic: str, translate: Translator) -> str:
    """The picture in words, for those who cannot see it, as short as Discord's alt text."""
    total = sum(mentions for _, mentions in found.days)
    first, last = found.days[0][0], found.days[-1][0]
    busiest, most = max(found.days, key=lambda entry: entry[1])
    sentences = [
        translate("trend-alt", topic=topic, days=days(first, last, translate.language), total=total),
        translate("trend-alt-busiest", day=day(busiest, translate.language), mentions=most) if total else "",
        *(translate("trend-alt-peak", day=day(date, translate.language), headline=text) for date, text in found.peaks),
    ]
    return shorten(" ".join(filter(None, sentences)), ALT_TEXT_LENGTH)


def trend_card(found: Trend, topic: str, description: str | None, translate: Translator) -> ui.LayoutView:
    """The card for the attached picture; `description` is its alt text, None if there were no mentions."""
    shown = line(topic, 80)
    if description is None:
        return card([translate("trend-none", topic=shown, days=len(found.days))], accent=GREY)
    total = sum(mentions for _, mentions in found.days)
    peaks = [f"{day(date, translate.language)}: {line(headline, 160)}" for date, headline in found.peaks]
    view = card(
        [
            f"### {translate('trend-title', topic=shown)}\n"
            f"-# {translate('trend-total', total=total, days=len(found.days))}"
        ]
    )
    container = next(item for item in view.children if isinstance(item, ui.Container))
    picture = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=description)
    container.add_item(ui.MediaGallery(picture))
    if peaks:
        container.add_item(ui.TextDisplay("\n".join(f"-# {peak}" for peak in peaks)))
    container.accent_colour = BLUE
    return view
