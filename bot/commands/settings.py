"""/settings: what a server and its members choose, on one card with selects."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.cards.settings import AUTOMATIC, LANGUAGES, OUTLETS, ZONES, own_card, server_card
from bot.cards.text import label
from bot.client import Interaction, NewsBot, Refusal
from bot.commands.setup import permission_names
from bot.commands.zones import find_zones, usual_zones, zone_named
from bot.delivery.permissions import Blocker, find_channel, to_post
from bot.locales import Translator
from knowledge.archive.identity import fold
from knowledge.archive.queries import Outlet

COMMAND = "setup"
"""The command whose users may change the server's settings: `/settings` itself is for everybody."""


class SettingsCard(commands.Cog):
    """What can be chosen. What is chosen counts from the next question or posting on."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        for action, handler in (
            ("settings-own", self._show_own),
            ("settings-server", self._show_server),
            ("settings-other-zone", self._other_zone),
            ("settings-own-language", self._own_language),
            ("settings-own-zone", self._own_zone),
            ("settings-language", self._language),
            ("settings-zone", self._zone),
            ("settings-outlets", self._outlets),
            ("settings-notices", self._notices),
            ("settings-ask-channels", self._ask_channels),
            ("settings-ask-roles", self._ask_roles),
            ("settings-switch", self._switch),
        ):
            bot.on_control(action, handler)

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def settings(self, interaction: Interaction) -> None:
        """The server's choices for those who may change them, one's own for everybody else."""
        await self.bot.acknowledge(interaction, private=True)
        if await self.bot.may_manage(interaction, COMMAND):
            view = await self._server_view(interaction)
        else:
            view = await self._own_view(interaction, manages=False)
        await interaction.edit_original_response(view=view)

    # A member's own

    async def _show_own(self, interaction: Interaction, _: str) -> None:
        await _defer(interaction)
        manages = await self.bot.may_manage(interaction, COMMAND)
        await interaction.edit_original_response(view=await self._own_view(interaction, manages=manages))

    async def _own_language(self, interaction: Interaction, value: str) -> None:
        await _defer(interaction)
        await self.bot.members.change(interaction.user.id, language=_language(value))
        await self._show_own(interaction, "")

    async def _own_zone(self, interaction: Interaction, value: str) -> None:
        await _defer(interaction)
        await self.bot.members.change(interaction.user.id, zone=_zone(value))
        await self._show_own(interaction, "")

    async def _own_view(self, interaction: Interaction, *, manages: bool) -> ui.LayoutView:
        return own_card(
            await self.bot.members.get(interaction.user.id),
            zones=usual_zones(str(interaction.locale), limit=ZONES),
            manages=manages,
            now=self.bot.now(),
            translate=self.bot.translator(interaction),
        )

    # The server's

    async def _show_server(self, interaction: Interaction, argument: str) -> None:
        await self.bot.require_manage(interaction, COMMAND)
        await _defer(interaction)
        page = int(argument) if argument.isdecimal() else 0
        await interaction.edit_original_response(view=await self._server_view(interaction, page))

    async def _language(self, interaction: Interaction, value: str) -> None:
        await self._change(interaction, language=_language(value))

    async def _zone(self, interaction: Interaction, value: str) -> None:
        await self._change(interaction, zone=_zone(value))

    async def _outlets(self, interaction: Interaction, argument: str) -> None:
        """The outlets chosen on one page of the select; what is chosen on the others stays."""
        await self.bot.require_manage(interaction, COMMAND)
        await _defer(interaction)
        page, _, numbers = argument.partition(":")
        guild = _guild(interaction).id
        shown = (await self._all_outlets(guild))[int(page) * OUTLETS : (int(page) + 1) * OUTLETS]
        wanted = set(_numbers(numbers))
        here = {fold(one.name) for one in shown}
        others = [name for name in (await self.bot.servers.get(guild)).outlets if fold(name) not in here]
        chosen = [*others, *(one.name for one in shown if one.number in wanted)]
        await self._change(interaction, page=int(page), outlets=tuple(chosen))

    async def _notices(self, interaction: Interaction, argument: str) -> None:
        chosen = next(iter(_numbers(argument)), None)
        if chosen is not None:
            await self.bot.require_manage(interaction, COMMAND)
            found = find_channel(self.bot, _guild(interaction).id, chosen, to_post())
            if isinstance(found, Blocker):
                translate = self.bot.translator(interaction)
                missing = permission_names(found.missing, translate)
                raise Refusal(translate("digest-cannot-send", channel=f"<#{chosen}>", missing=missing))
        await self._change(interaction, notices=chosen)

    async def _ask_channels(self, interaction: Interaction, argument: str) -> None:
        await self._change(interaction, ask_channels=_numbers(argument))

    async def _ask_roles(self, interaction: Interaction, argument: str) -> None:
        await self._change(interaction, ask_roles=_numbers(argument))

    async def _switch(self, interaction: Interaction, name: str) -> None:
        await self.bot.require_manage(interaction, COMMAND)
        if name in {"pictures", "corrections"}:
            present = await self.bot.servers.get(_guild(interaction).id)
            await self._change(interaction, **{name: not getattr(present, name)})

    async def _change(self, interaction: Interaction, *, page: int = 0, **choices: Any) -> None:
        await self.bot.require_manage(interaction, COMMAND)
        await _defer(interaction)
        await self.bot.servers.change(_guild(interaction).id, **choices)
        await interaction.edit_original_response(view=await self._server_view(interaction, page))

    async def _server_view(self, interaction: Interaction, page: int = 0) -> ui.LayoutView:
        guild = _guild(interaction)
        settings = await self.bot.servers.get(guild.id)
        return server_card(
            settings,
            await self._all_outlets(guild.id),
            page=page,
            zone=settings.zone or (await self.bot.zone(guild.id)).key,
            zones=usual_zones(str(guild.preferred_locale), limit=ZONES),
            known={one.id for one in (*guild.channels, *guild.roles)},
            now=self.bot.now(),
            translate=self.bot.translator(interaction),
        )

    async def _all_outlets(self, guild: int) -> list[Outlet]:
        """What could be allowed, the largest first."""
        outlets = await (await self.bot.news(guild, all_outlets=True)).outlets()
        return sorted(outlets, key=lambda one: (-one.headlines, fold(one.name)))

    # Any time zone

    async def _other_zone(self, interaction: Interaction, whose: str) -> None:
        if whose == "server":
            await self.bot.require_manage(interaction, COMMAND)
        await interaction.response.send_modal(_ZoneForm(self, whose, self.bot.translator(interaction)))

    async def set_zone(self, interaction: Interaction, whose: str, typed: str) -> None:
        """Keep the zone that a member typed, by its name or by a city in it. Raises Refusal if there is none."""
        found = zone_named(typed)
        if found is None:
            near = find_zones(typed, limit=2, language=self.bot.translator(interaction).language)
            if len(near) != 1:
                raise Refusal(self.bot.translator(interaction)("settings-bad-zone", zone=label(typed, 40)))
            found = near[0][1]
        await (self._zone if whose == "server" else self._own_zone)(interaction, found)


class _ZoneForm(ui.Modal):
    """Asks for a city or a time zone."""

    def __init__(self, cog: SettingsCard, whose: str, translate: Translator) -> None:
        super().__init__(title=label(translate("button-other-zone"), 45))
        self._cog, self._whose = cog, whose
        self._field: ui.TextInput[Any] = ui.TextInput(
            custom_id="zone", max_length=64, placeholder=translate("settings-zone-hint")
        )
        self.add_item(ui.Label(text=label(translate("digest-modal-zone"), 45), component=self._field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        bot = self._cog.bot
        async with bot.serving():
            try:
                await self._cog.set_zone(interaction, self._whose, self._field.value)
            except Exception as error:
                await bot.report(interaction, error)


async def _defer(interaction: Interaction) -> None:
    """Acknowledge that the card will be edited, once."""
    if not interaction.response.is_done():
        await interaction.response.defer()


def _language(value: str) -> str | None:
    return value if value in LANGUAGES else None


def _zone(value: str) -> str | None:
    return None if value == AUTOMATIC else zone_named(value)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number.isdecimal())


def _guild(interaction: Interaction) -> discord.Guild:
    if interaction.guild is None:
        raise app_commands.NoPrivateMessage
    return interaction.guild


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(SettingsCard(bot))
