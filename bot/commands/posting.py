"""The loop that lets what is due be posted, and what Discord tells that may let it be posted sooner."""

from __future__ import annotations

import discord
import structlog
from discord.ext import commands, tasks

from bot.client import NewsBot

log = structlog.get_logger(__name__)

TICK_SECONDS = 60
"""How often due postings are looked for: one comes at most this late."""
SOON_SECONDS = 5
"""The same while something waits to be tried again."""


class Posting(commands.Cog):
    """Runs the poster: at every tick, and when a server's channels, roles or membership change."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot

    async def cog_unload(self) -> None:
        """Stop posting."""
        self.tick.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin to post once the bot is connected."""
        if not self.tick.is_running():
            self.tick.start()

    @tasks.loop(seconds=TICK_SECONDS)
    async def tick(self) -> None:
        """Post what is due. A failure is logged and the next tick tries again; the outbox keeps it to once."""
        try:
            async with self.bot.serving():
                waiting = await self.bot.poster.post_due()
        except Exception:
            log.exception("what is due could not be looked through")
        else:
            self.tick.change_interval(seconds=SOON_SECONDS if waiting else TICK_SECONDS)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A message of our own that the gateway tells of did arrive, whatever became of the answer to its request."""
        user = self.bot.user
        if user is not None and message.author.id == user.id:
            self.bot.sender.record_seen(message.id, [component.to_dict() for component in message.components])

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is new."""
        await self._changed(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel's permissions may have changed."""
        await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        """A role's permissions may have changed."""
        await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """The bot may have been given a role."""
        if after.id == after.guild.me.id:
            await self._changed(after.guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot is in a server, perhaps again."""
        await self._changed(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server that Discord had lost is back."""
        await self._changed(guild)

    async def _changed(self, guild: discord.Guild) -> None:
        async with self.bot.serving():
            await self.bot.poster.changed_in(guild.id)


async def setup(bot: NewsBot) -> None:
    """Begin to post."""
    await bot.add_cog(Posting(bot))
