"""In which language the bot speaks to whom: the one place that decides it.

A reply speaks the language of the member who asked: the one they chose, else that of their Discord. A message carries
none, so for mentions and direct messages it is the last one seen. What the bot posts by itself speaks the language of
the server: the one it chose, else Discord's for the server, else that of whoever set up the posting.
"""

from __future__ import annotations

import discord

from bot.locales import FALLBACK, supported
from bot.servers.member_settings import MemberStore
from bot.servers.server_settings import ServerStore


class Languages:
    """Chooses languages, as names such as `de` or `pt-BR`, by what members and servers chose and Discord says."""

    def __init__(self, client: discord.Client, servers: ServerStore, members: MemberStore) -> None:
        self._client = client
        self._servers = servers
        self._members = members

    def of_member(self, member: int, otherwise: str | None) -> str:
        """For what one member gets; `otherwise` is the locale to go by if they chose no language."""
        return supported(self._members.chosen(member).language) or supported(otherwise) or FALLBACK

    async def of_author(self, member: int, guild: int | None) -> str:
        """For the reply to a member's message in a server, or a direct message."""
        chosen = supported(self._members.chosen(member).language)
        if chosen is not None:
            return chosen
        seen = supported((await self._members.get(member)).seen_locale)
        return seen or (FALLBACK if guild is None else await self.of_server(guild))

    async def of_server(self, guild: int, otherwise: str | None = None) -> str:
        """For what is posted in a server; `otherwise` is the language of whoever set it up."""
        chosen = supported((await self._servers.get(guild)).language)
        return chosen or supported(self._discords(guild)) or supported(otherwise) or FALLBACK

    def _discords(self, guild: int) -> str | None:
        """The language that a server has in Discord, if that means anything: only communities can choose one, and all
        others are said to be American."""
        server = self._client.get_guild(guild)
        if server is None:
            return None
        is_default = server.preferred_locale is discord.Locale.american_english
        return None if is_default and "COMMUNITY" not in server.features else server.preferred_locale.value
