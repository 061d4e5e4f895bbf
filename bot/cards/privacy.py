"""The cards of /privacy."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import AMBER, card
from bot.locales import Translator

KEPT = ("questions", "ratings", "watches", "settings", "created", "nothing-else", "backups")


def about_card(keep_days: int, translate: Translator) -> ui.LayoutView:
    """What is kept of a member, one sentence each, and what they can do about it."""
    rows = [translate(f"privacy-{kept}", days=keep_days) for kept in KEPT]
    buttons: list[ui.Item[Any]] = [
        Press("privacy-export", label=translate("button-privacy-export"), style=discord.ButtonStyle.primary),
        Press("privacy-ask", label=translate("button-privacy-delete")),
    ]
    return card([f"### {translate('privacy-title')}", "\n".join(f"- {row}" for row in rows)], rows=[buttons])


def sure_card(translate: Translator) -> ui.LayoutView:
    """Asks before deleting."""
    buttons: list[ui.Item[Any]] = [
        Press("privacy-delete", label=translate("button-privacy-sure"), style=discord.ButtonStyle.danger),
        Press("privacy-keep", label=translate("button-digest-keep")),
    ]
    return card([translate("privacy-sure")], accent=AMBER, rows=[buttons])


def export_card(counts: dict[str, int], file: str, translate: Translator) -> ui.LayoutView:
    """What the attached file `file` holds."""
    view = card([f"### {translate('privacy-exported')}", translate("privacy-counts", **counts)])
    view.add_item(ui.File(f"attachment://{file}"))
    return view
