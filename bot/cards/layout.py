"""The frame that every card shares: one container with an accent, text, pictures, and rows of buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.cards.text import ALT_CHARACTERS, MESSAGE_CHARACTERS, label, picture_link
from knowledge.articles import Picture

BLUE = discord.Colour(0x3B82F6)
"""An answer."""
GREY = discord.Colour(0x80848E)
"""An abstention, or nothing to show."""
AMBER = discord.Colour(0xF59E0B)
"""Late or stale."""

MOST_BLOCKS = 38
"""Blocks of text per card: Discord allows 40 components, and the frame and a row of buttons are two of them."""

MOST_COMPONENTS = 40

Row = Sequence[ui.Item[Any]]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text that stands apart from the one above it, as an item of a list does, with a `picture` beside it.

    The picture is described by its outlet's words, or else as `shows`.
    """

    text: str
    picture: Picture | None = None
    shows: str = ""


def card(texts: Sequence[str | Block], *, accent: discord.Colour = BLUE, rows: Sequence[Row] = ()) -> ui.LayoutView:
    """A card of text blocks, one below the other, and rows of buttons or selects.

    Blocks that do not fit into Discord's 4,000 characters are left out, so put what matters most first. So are air and
    pictures that are more than its 40 components.
    """
    container: ui.Container[Any] = ui.Container(accent_colour=accent)
    shown = [Block(text) if isinstance(text, str) else text for text in texts]
    spare = MOST_COMPONENTS - 1 - sum(1 + len(row) for row in rows if row) - len(shown)
    room = MESSAGE_CHARACTERS
    for place, (text, block) in enumerate(zip(texts, shown, strict=True)):
        if not block.text or len(block.text) > room:
            continue
        room -= len(block.text)
        if isinstance(text, Block) and place and spare >= 1:
            container.add_item(ui.Separator(visible=False))
            spare -= 1
        address = None if block.picture is None or spare < 2 else picture_link(block.picture.address)
        if block.picture is not None and address is not None:
            described = label(block.picture.alt or block.shows, ALT_CHARACTERS)
            container.add_item(ui.Section(block.text, accessory=ui.Thumbnail(address, description=described)))
            spare -= 2
        else:
            container.add_item(ui.TextDisplay(block.text))
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
