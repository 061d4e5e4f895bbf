"""The card that lists the outlets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import GREY, card
from bot.cards.text import day, line
from bot.locales import Translator
from knowledge.archive.queries import Outlet

PAGE = 15
"""Outlets per page."""


def sources_card(outlets: Sequence[Outlet], page: int, translate: Translator) -> ui.LayoutView:
    """One page (from 0) of outlets, each with its number of articles and its newest date."""
    if not outlets:
        return card([translate("sources-none")], accent=GREY)
    rows = []
    for outlet in outlets[page * PAGE : (page + 1) * PAGE]:
        newest = translate("sources-undated") if outlet.newest is None else day(outlet.newest, translate.language)
        amount = translate("sources-held", articles=outlet.articles, headlines=outlet.headlines, newest=newest)
        rows.append(f"**{line(outlet.name, 60)}**\n-# {amount}")
    pages = math.ceil(len(outlets) / PAGE)
    buttons: list[ui.Item[Any]] = [
        Press("sources-page", str(page - 1), label=translate("button-previous"), disabled=page == 0),
        Press("sources-page", str(page + 1), label=translate("button-next"), disabled=page + 1 >= pages),
    ]
    title = translate("sources-title", count=len(outlets))
    return card([f"## {title}", *rows], rows=[buttons] if pages > 1 else [])
