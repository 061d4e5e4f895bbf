"""The frame that every card shares: one container with an accent, text, and at most two rows of buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.text import MESSAGE_CHARACTERS

BLUE = discord.Colour(0x3B82F6)
"""An answer."""
GREY = discord.Colour(0x80848E)
"""An abstention, or nothing to show."""
AMBER = discord.Colour(0xF59E0B)
"""Late or stale."""

MOST_BLOCKS = 38
"""Blocks of text per card: Discord allows 40 components, and the frame and a row of buttons are two of them."""

Row = Sequence[ui.Item[Any]]


def card(texts: Sequence[str], *, accent: discord.Colour = BLUE, rows: Sequence[Row] = ()) -> ui.LayoutView:
    """A card of text blocks, one below the other, and rows of buttons or selects.

    Blocks that do not fit into Discord's 4,000 characters are left out, so put what matters most first.
    """
    container: ui.Container[Any] = ui.Container(accent_colour=accent)
    room = MESSAGE_CHARACTERS
    for text in texts:
        if text and len(text) <= room:
            container.add_item(ui.TextDisplay(text))
            room -= len(text)
    for row in rows:
        if row:
            container.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def cards(texts: Sequence[str], *, accent: discord.Colour = BLUE) -> list[ui.LayoutView]:
    """Blocks of text in as many cards as they need, at least one; nothing is left out."""
    shares: list[list[str]] = [[]]
    for text in texts:
        if len(shares[-1]) == MOST_BLOCKS or sum(map(len, shares[-1])) + len(text) > MESSAGE_CHARACTERS:
            shares.append([])
        shares[-1].append(text)
    return [card(share, accent=accent) for share in shares]


def note(text: str) -> ui.LayoutView:
    """A card with one short sentence, such as why something cannot be done."""
    return card([text], accent=GREY)
