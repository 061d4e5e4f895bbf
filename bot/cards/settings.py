"""The card of /settings: what a server chose, and what a member chose for themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.cards.controls import ChannelMenu, ManyMenu, Press, RoleMenu, SelectMenu
from bot.cards.layout import BLUE
from bot.cards.text import label
from bot.locales import Translator
from bot.servers.member_settings import MemberSettings
from bot.servers.server_settings import ServerSettings
from knowledge.archive.identity import fold
from knowledge.archive.queries import Outlet

LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt-BR": "Português (Brasil)",
    "ja": "日本語",
}
"""What can be chosen, each in its own words."""
AUTOMATIC = "auto"
"""The choice to leave it to Discord, or to the server."""
ZONES = 23
OUTLETS = 25
"""How many one select offers: Discord's limit, less the automatic choice and the present one."""

TEXT_CHANNELS = (discord.ChannelType.text, discord.ChannelType.news)
ASKING_CHANNELS = (
    *TEXT_CHANNELS,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
)


def server_card(
    settings: ServerSettings,
    outlets: Sequence[Outlet],
    *,
    page: int,
    zone: str,
    zones: Sequence[str],
    known: Collection[int],
    now: datetime,
    translate: Translator,
) -> ui.LayoutView:
    """What a server chose. `zone` is the one in use and `zones` are those to choose from. `outlets` are all that could
    be allowed, of which page `page` (from 0) is shown. `known` are the ids of the channels and roles that exist."""
    shown = outlets[page * OUTLETS : (page + 1) * OUTLETS]
    pages = -(-len(outlets) // OUTLETS)
    fields: list[tuple[str, ui.Item[Any] | None]] = [
        (translate("settings-language"), _languages("settings-language", settings.language, "server", translate)),
        (
            translate("settings-zone", zone=zone.replace("_", " ")),
            _zones("settings-zone", settings.zone, zones, "server", now, translate),
        ),
        (
            translate("settings-outlets", count=len(settings.outlets)),
            _outlets(settings, shown, page, translate) if shown else None,
        ),
        (
            translate("settings-notices"),
            ChannelMenu(
                "settings-notices",
                [] if settings.notices is None or settings.notices not in known else [settings.notices],
                kinds=TEXT_CHANNELS,
                most=1,
                placeholder=translate("settings-notices-none"),
            ),
        ),
        (
            translate("settings-ask-channels"),
            ChannelMenu(
                "settings-ask-channels",
                [one for one in settings.ask_channels if one in known],
                kinds=ASKING_CHANNELS,
                placeholder=translate("settings-everywhere"),
            ),
        ),
        (
            translate("settings-ask-roles"),
            RoleMenu(
                "settings-ask-roles",
                [one for one in settings.ask_roles if one in known],
                placeholder=translate("settings-everybody"),
            ),
        ),
    ]
    switches: list[ui.Item[Any]] = [
        _switch("pictures", settings.pictures, translate),
        _switch("corrections", settings.corrections, translate),
    ]
    rows: list[list[ui.Item[Any]]] = [
        switches,
        [
            Press("settings-other-zone", "server", label=translate("button-other-zone")),
            Press("settings-own", label=translate("button-own-settings")),
        ],
    ]
    if pages > 1:
        next_page = str((page + 1) % pages)
        more = translate("button-more-outlets", page=page + 1, pages=pages)
        switches.append(Press("settings-server", next_page, label=more))
    return _card(translate("settings-server-title"), fields, rows)


def own_card(
    settings: MemberSettings, *, zones: Sequence[str], manages: bool, now: datetime, translate: Translator
) -> ui.LayoutView:
    """What a member chose for themselves; with a button to what the server chose, if they `manage` it."""
    fields: list[tuple[str, ui.Item[Any] | None]] = [
        (translate("settings-own-language"), _languages("settings-own-language", settings.language, "own", translate)),
        (
            translate("settings-own-zone"),
            _zones("settings-own-zone", settings.zone, zones, "own", now, translate),
        ),
    ]
    row: list[ui.Item[Any]] = [Press("settings-other-zone", "own", label=translate("button-other-zone"))]
    if manages:
        row.append(Press("settings-server", "0", label=translate("button-server-settings")))
    return _card(translate("settings-own-title"), fields, [row])


def _card(title: str, fields: Sequence[tuple[str, ui.Item[Any] | None]], rows: Sequence[Any]) -> ui.LayoutView:
    container: ui.Container[Any] = ui.Container(accent_colour=BLUE)
    container.add_item(ui.TextDisplay(f"### {title}"))
    for text, field in fields:
        container.add_item(ui.TextDisplay(text))
        if field is not None:
            container.add_item(ui.ActionRow(field))
    for row in rows:
        container.add_item(ui.ActionRow(*row))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def _languages(action: str, chosen: str | None, whose: str, translate: Translator) -> SelectMenu:
    options = [
        discord.SelectOption(
            label=label(translate(f"settings-automatic-language-{whose}")), value=AUTOMATIC, default=chosen is None
        )
    ]
    options += [
        discord.SelectOption(label=name, value=code, default=code == chosen) for code, name in LANGUAGES.items()
    ]
    return SelectMenu(action, options)


def _zones(
    action: str, chosen: str | None, zones: Sequence[str], whose: str, now: datetime, translate: Translator
) -> SelectMenu:
    options = [
        discord.SelectOption(
            label=label(translate(f"settings-automatic-zone-{whose}")), value=AUTOMATIC, default=chosen is None
        )
    ]
    listed = [*zones] if chosen is None or chosen in zones else [chosen, *zones]
    options += [
        discord.SelectOption(
            label=zone.replace("_", " "),
            value=zone,
            description=label(translate("settings-time", time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}")),
            default=zone == chosen,
        )
        for zone in listed
    ]
    return SelectMenu(action, options)


def _outlets(settings: ServerSettings, shown: Sequence[Outlet], page: int, translate: Translator) -> ManyMenu:
    allowed = {fold(name) for name in settings.outlets}
    options = [
        discord.SelectOption(label=label(one.name), value=str(one.number), default=fold(one.name) in allowed)
        for one in shown
    ]
    return ManyMenu("settings-outlets", str(page), options, placeholder=translate("settings-all-outlets"))


def _switch(name: str, on: bool, translate: Translator) -> Press:
    style = discord.ButtonStyle.success if on else discord.ButtonStyle.secondary
    return Press("settings-switch", name, label=translate(f"button-{name}-{'on' if on else 'off'}"), style=style)
