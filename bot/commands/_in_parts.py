"""Answers a command with cards of which there may be several, as with a list that is longer than one message."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.client import Interaction


async def answer_in_parts(interaction: Interaction, views: Sequence[ui.LayoutView]) -> None:
    """Show the first card as the answer, deferred or not, and the others below it, all to the asking member alone."""
    first, *others = views
    if interaction.response.is_done():
        await interaction.edit_original_response(view=first)
    else:
        await interaction.response.send_message(view=first, ephemeral=True)
    for view in others:
        await interaction.followup.send(view=view, ephemeral=True)
