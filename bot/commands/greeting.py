"""Greets a server once, when the bot joins it: what to do first, as buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import aiohttp
import discord
import structlog
from discord.ext import commands

from bot.cards.greeting import greeting_card
from bot.client import NewsBot
from bot.delivery.permissions import Blocker, find_channel, to_post
from bot.locales import translator

log = structlog.get_logger(__name__)

NEW = timedelta(days=1)
"""How long after the bot joined a server it greets it, if it could not at once, as when it was down."""


class Greeting(commands.Cog):
    """The greeting. That it was sent is recorded beforehand: once too few is better than twice."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server."""
        await self._greet(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server came into sight."""
        await self._greet(guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The bot may have been added to servers while it was down."""
        for guild in self.bot.guilds:
            await self._greet(guild)

    async def _greet(self, guild: discord.Guild) -> None:
        """Greet a server that is new, unless it was greeted before."""
        joined = None if guild.me is None else guild.me.joined_at
        if joined is None or self.bot.now() - joined >= NEW:
            return  # an earlier version of the bot greeted nobody
        async with self.bot.serving():
            channel = next(self._writable(guild), None)
            if channel is None or not await self.bot.servers.claim_greeting(guild.id, now=self.bot.now()):
                return
            mention = self.bot.rights.mention
            translate = translator(await self.bot.languages.of_server(guild.id))
            view = greeting_card(mention("help"), mention("settings"), translate)
            try:
                await channel.send(view=view, nonce=str(guild.id))
            except (discord.HTTPException, aiohttp.ClientError) as error:
                log.warning("a server could not be greeted", server=guild.id, reason=type(error).__name__)

    def _writable(self, guild: discord.Guild) -> Iterator[discord.TextChannel]:
        """The channels where the bot may write, the one for system messages first."""
        first = [] if guild.system_channel is None else [guild.system_channel]
        for channel in [*first, *guild.text_channels]:
            if not isinstance(find_channel(self.bot, guild.id, channel.id, to_post()), Blocker):
                yield channel


async def setup(bot: NewsBot) -> None:
    """Add the greeting to the bot."""
    await bot.add_cog(Greeting(bot))
