"""Who may ask, and where: what a server chose in /settings, and how many questions a minute are answered."""

from __future__ import annotations

import logging
from typing import Any

import discord

from bot.cards.layout import note
from bot.cards.text import line
from bot.client import Interaction, NewsBot, Refusal, reply
from bot.locales import Translator
from bot.question_limits import Wait
from bot.servers.server_settings import ServerSettings

log = logging.getLogger(__name__)


async def admit(interaction: Interaction) -> None:
    """Let a member ask. Raises Refusal with where, who or when they may.

    To be called before the interaction is acknowledged: what follows a public acknowledgement is public.
    """
    bot, translate = interaction.client, interaction.client.translator(interaction)
    refused = await not_here(interaction)
    if refused is not None:
        raise Refusal(refused)
    wait = bot.question_limits.ask(interaction.user.id, interaction.guild_id, now=bot.now())
    if wait is not None:
        raise Refusal(_please_wait(wait, translate))


async def not_here(interaction: Interaction) -> str | None:
    """Why a member may not ask in this channel, as a sentence; None if they may."""
    if interaction.guild is None:
        return None
    settings = await interaction.client.servers.get(interaction.guild.id)
    translate = interaction.client.translator(interaction)
    return _not_allowed(interaction.guild, settings, interaction.channel, interaction.user, translate)


async def admit_message(bot: NewsBot, message: discord.Message, translate: Translator) -> bool:
    """Whether the author of a message may ask; if not, they are told why in a direct message."""
    guild, refused = message.guild, None
    if guild is not None:
        settings = await bot.servers.get(guild.id)
        refused = _not_allowed(guild, settings, message.channel, message.author, translate)
    if refused is None:
        wait = bot.question_limits.ask(message.author.id, None if guild is None else guild.id, now=bot.now())
        if wait is None:
            return True
        if not wait.is_new:
            return False
        refused = _please_wait(wait, translate)
    if guild is None:
        await reply(message, note(refused))
        return False
    try:
        await message.author.send(view=note(refused))
    except discord.Forbidden:
        log.info("A member who may not ask there accepts no direct messages, so they were not told.")
    return False


def _not_allowed(
    guild: discord.Guild, settings: ServerSettings, channel: Any, member: Any, translate: Translator
) -> str | None:
    """Why a member may not ask in this channel, as a sentence; None if they may."""
    if settings.ask_channels and not {getattr(channel, "id", None), getattr(channel, "parent_id", None)}.intersection(
        settings.ask_channels
    ):
        held = [f"<#{number}>" for number in settings.ask_channels if guild.get_channel(number) is not None]
        return translate("ask-elsewhere", channels=translate.list(held, "or")) if held else translate("ask-gone")
    if settings.ask_roles and isinstance(member, discord.Member):
        if member.guild_permissions.manage_guild or any(role.id in settings.ask_roles for role in member.roles):
            return None
        roles = [guild.get_role(number) for number in settings.ask_roles]
        names = [f"**{line(role.name, 60)}**" for role in roles if role is not None]
        return translate("ask-roles", roles=translate.list(names, "or")) if names else translate("ask-gone")
    return None


def _please_wait(wait: Wait, translate: Translator) -> str:
    return translate(f"ask-wait-{wait.whose}", limit=wait.limit, when=f"<t:{int(wait.until.timestamp()) + 1}:R>")
