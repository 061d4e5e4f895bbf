"""Buttons and selects that keep their meaning in their custom id, so that they work after a restart."""

from __future__ import annotations

import re
from typing import Any, Protocol, cast

import discord
from discord import ui


class Handles(Protocol):
    """The client, which runs the handler registered for an action."""

    async def control(self, interaction: discord.Interaction[Any], action: str, argument: str) -> None: ...


class Press(ui.DynamicItem[ui.Button[Any]], template=r"press:(?P<action>[a-z-]+)(?::(?P<argument>.*))?"):
    """A button: `action` names the handler, `argument` is passed to it (together at most 94 characters)."""

    def __init__(
        self,
        action: str,
        argument: str = "",
        *,
        label: str | None = None,
        emoji: str | None = None,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        self.action, self.argument = action, argument
        custom_id = f"press:{action}:{argument}"
        super().__init__(ui.Button(label=label, emoji=emoji, style=style, custom_id=custom_id, disabled=disabled))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Press:
        return cls(match["action"], match["argument"] or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("Handles", interaction.client).control(interaction, self.action, self.argument)


class SelectMenu(ui.DynamicItem[ui.Select[Any]], template=r"choice:(?P<action>[a-z-]+)(?::(?P<mark>.*))?"):
    """A select: the chosen option's value is the argument. `mark` is kept in its custom id, to recognize a message."""

    def __init__(
        self,
        action: str,
        options: list[discord.SelectOption] | None = None,
        *,
        placeholder: str | None = None,
        mark: str = "",
    ) -> None:
        self.action = action
        custom_id = f"choice:{action}:{mark}" if mark else f"choice:{action}"
        # Discord requires at least one option, even here, where a select is rebuilt from its custom id.
        choices = options or [discord.SelectOption(label="-")]
        super().__init__(ui.Select(custom_id=custom_id, options=choices, placeholder=placeholder))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> SelectMenu:
        return cls(match["action"], mark=match["mark"] or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("Handles", interaction.client).control(interaction, self.action, self.item.values[0])
