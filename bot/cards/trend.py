"""The card of a trend, or of up to three compared: the picture, its description, and the headlines of the peaks."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.cards.layout import BLUE, GREY, card
from bot.cards.text import day, days, line, shorten
from bot.locales import Translator
from knowledge.stories.trend import ALT_TEXT_LENGTH, Trend

PICTURE = "trend.png"
"""The name of the attached picture."""
TOPIC_CHARACTERS = 60


def trend_description(compared: Sequence[tuple[str, Trend]], translate: Translator) -> str:
    """The picture of topics in words, for those who cannot see it, as short as Discord's alt text."""
    sentences = []
    for topic, found in compared:
        total = _total(found)
        first, last = found.days[0][0], found.days[-1][0]
        busiest, most = max(found.days, key=lambda entry: entry[1])
        sentences.append(translate("trend-alt", topic=topic, days=days(first, last, translate.language), total=total))
        if total:
            sentences.append(translate("trend-alt-busiest", day=day(busiest, translate.language), mentions=most))
        if len(compared) == 1:
            sentences += [
                translate("trend-alt-peak", day=day(date, translate.language), headline=text)
                for date, text in found.peaks
            ]
    return shorten(" ".join(sentences), ALT_TEXT_LENGTH)


def trend_card(compared: Sequence[tuple[str, Trend]], description: str | None, translate: Translator) -> ui.LayoutView:
    """The card for the attached picture of topics; `description` is its alt text, None if there were no mentions."""
    length = len(compared[0][1].days)
    topics = [line(topic, TOPIC_CHARACTERS) for topic, _ in compared]
    if description is None:
        return card([translate("trend-none", topic=translate.list(topics, "or"), days=length)], accent=GREY)
    if len(compared) == 1:
        total = translate("trend-total", total=_total(compared[0][1]), days=length)
        heading = f"## {translate('trend-title', topic=topics[0])}\n-# {total}"
    else:
        counted = " · ".join(
            f"{topic}: **{_total(found)}**" for topic, (_, found) in zip(topics, compared, strict=True)
        )
        heading = f"## {translate('trend-compared', days=length)}\n{counted}"
    view = card([heading], accent=BLUE)
    container = next(item for item in view.children if isinstance(item, ui.Container))
    container.add_item(ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{PICTURE}", description=description)))
    peaks = _peaks(compared, translate)
    if peaks:
        container.add_item(ui.TextDisplay("\n".join(f"-# {peak}" for peak in peaks)))
    return view


def _peaks(compared: Sequence[tuple[str, Trend]], translate: Translator) -> list[str]:
    """The peaks as the picture numbers them; of topics that are compared, the highest of each."""
    if len(compared) == 1:
        return [
            f"**{number}** · {day(date, translate.language)}: {line(headline, 160)}"
            for number, (date, headline) in enumerate(compared[0][1].peaks, start=1)
        ]
    shown = []
    for topic, found in compared:
        counts = dict(found.days)
        if found.peaks:
            date, headline = max(found.peaks, key=lambda peak: counts[peak[0]])
            named = f"{line(topic, TOPIC_CHARACTERS)}, {day(date, translate.language)}"
            shown.append(f"{named}: {line(headline, 120)}")
    return shown


def _total(found: Trend) -> int:
    return sum(mentions for _, mentions in found.days)
