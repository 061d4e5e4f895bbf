"""Buttons and selects that keep their meaning in their custom id, so that they work after a restart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol, cast

import discord
from discord import ui

MOST_CHOSEN = 25
"""Discord's limit of what one select takes."""


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


class SelectMenu(ui.DynamicItem[ui.Select[Any]], template=r"choice:(?P<action>[a-z-]+)(?::(?P<nonce>.*))?"):
    """A select: the chosen option's value is the argument; of several, with `most` above 1, all of them, one a line. A
    posting's select carries its `nonce`."""

    def __init__(
        self,
        action: str,
        options: list[discord.SelectOption] | None = None,
        *,
        placeholder: str | None = None,
        nonce: str = "",
        most: int = 1,
    ) -> None:
        self.action = action
        # Discord requires at least one option, even here, where a select is rebuilt from its custom id.
        choices = options or [discord.SelectOption(label="-")]
        custom_id = f"choice:{action}:{nonce}" if nonce else f"choice:{action}"
        most = min(most, len(choices))
        super().__init__(ui.Select(custom_id=custom_id, options=choices, placeholder=placeholder, max_values=most))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> SelectMenu:
        return cls(match["action"], nonce=match["nonce"] or "")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("Handles", interaction.client).control(interaction, self.action, "\n".join(self.item.values))


class ManyMenu(ui.DynamicItem[ui.Select[Any]], template=r"many:(?P<action>[a-z-]+):(?P<argument>.*)"):
    """A select of any number of options, none included: the handler's argument is `argument`, a colon, and the values
    parted by commas."""

    def __init__(
        self,
        action: str,
        argument: str = "",
        options: list[discord.SelectOption] | None = None,
        *,
        placeholder: str | None = None,
    ) -> None:
        self.action, self.argument = action, argument
        choices = options or [discord.SelectOption(label="-")]
        super().__init__(
            ui.Select(
                custom_id=f"many:{action}:{argument}",
                options=choices,
                placeholder=placeholder,
                min_values=0,
                max_values=len(choices),
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ManyMenu:
        return cls(match["action"], match["argument"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        argument = f"{self.argument}:{','.join(self.item.values)}"
        await cast("Handles", interaction.client).control(interaction, self.action, argument)


class ChannelMenu(ui.DynamicItem[ui.ChannelSelect[Any]], template=r"channels:(?P<action>[a-z-]+)"):
    """A select of up to `most` channels of the server, none included; the handler's argument is their ids (Discord's),
    parted by commas."""

    def __init__(
        self,
        action: str,
        chosen: Sequence[int] = (),
        *,
        kinds: Sequence[discord.ChannelType] = (),
        most: int = MOST_CHOSEN,
        placeholder: str | None = None,
    ) -> None:
        self.action = action
        kind = discord.SelectDefaultValueType.channel
        super().__init__(
            ui.ChannelSelect(
                custom_id=f"channels:{action}",
                channel_types=list(kinds),
                placeholder=placeholder,
                min_values=0,
                max_values=most,
                default_values=[discord.SelectDefaultValue(id=one, type=kind) for one in chosen],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> ChannelMenu:
        return cls(match["action"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        argument = ",".join(str(channel.id) for channel in self.item.values)
        await cast("Handles", interaction.client).control(interaction, self.action, argument)


class RoleMenu(ui.DynamicItem[ui.RoleSelect[Any]], template=r"roles:(?P<action>[a-z-]+)"):
    """A select of any number of the server's roles, as `ChannelMenu`."""

    def __init__(self, action: str, chosen: Sequence[int] = (), *, placeholder: str | None = None) -> None:
        self.action = action
        kind = discord.SelectDefaultValueType.role
        super().__init__(
            ui.RoleSelect(
                custom_id=f"roles:{action}",
                placeholder=placeholder,
                min_values=0,
                max_values=MOST_CHOSEN,
                default_values=[discord.SelectDefaultValue(id=one, type=kind) for one in chosen],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> RoleMenu:
        return cls(match["action"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        argument = ",".join(str(role.id) for role in self.item.values)
        await cast("Handles", interaction.client).control(interaction, self.action, argument)
