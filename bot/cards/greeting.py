"""The card with which the bot introduces itself to a server."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import card
from bot.locales import Translator


def greeting_card(help_: str, settings: str, translate: Translator) -> ui.LayoutView:
    """Who the bot is, and three things to do first. `help_` and `settings` are mentions of these commands."""
    buttons: list[ui.Item[Any]] = [
        Press("starter", label=translate("button-choose-news"), style=discord.ButtonStyle.primary),
        Press("digest-form", label=translate("button-daily-digest")),
        Press("try-question", label=translate("button-try-question")),
    ]
    texts = [
        f"### {translate('greeting-title')}",
        translate("greeting-body"),
        f"-# {translate('greeting-more', help=help_, settings=settings)}",
    ]
    return card(texts, rows=[buttons])
