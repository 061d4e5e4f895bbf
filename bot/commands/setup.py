"""/setup check: each permission that the bot lacks where it posts, by name and channel."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.layout import AMBER, BLUE, card
from bot.cards.text import line
from bot.client import Interaction, NewsBot
from bot.delivery.permissions import Hindrance, advised, find_place, needed
from bot.locales import Wording

_PURPOSES = {
    "read_message_history": "setup-for-history",
    "attach_files": "setup-for-files",
    "manage_messages": "setup-for-publishing",
}


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Setup(commands.GroupCog, group_name="setup", group_description="See whether I can work here"):
    """Looks at the channels that digests go to, and at the one where it is asked."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage the server, whatever Discord let through."""
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    @app_commands.command(description="Show each permission that I lack, by name and channel")
    async def check(self, interaction: Interaction) -> None:
        """One line a channel."""
        say = self.bot.wording(interaction)
        assert interaction.guild_id is not None
        wanted: dict[int, tuple[bool, bool]] = {}
        gone = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            order = digest.order
            place = find_place(self.bot, order.guild, order.channel)
            if isinstance(place, Hindrance):
                gone.append(say("setup-gone", name=line(order.name, 60)))
            else:
                thread, publish = wanted.get(order.channel, (False, False))
                wanted[order.channel] = (thread or order.thread, publish or order.publish)
        if interaction.channel_id is not None:
            wanted.setdefault(interaction.channel_id, (False, False))
        rows, troubled = [], bool(gone)
        for channel, (thread, publish) in wanted.items():
            found = self._lacking(interaction.guild_id, channel, say, thread=thread, publish=publish)
            troubled = troubled or bool(found)
            rows.append("\n".join(found) or say("setup-channel-fine", channel=f"<#{channel}>"))
        texts = [f"### {say('setup-title')}", *rows, *gone]
        if not troubled:
            texts.append(say("setup-fine"))
        await interaction.response.send_message(view=card(texts, accent=AMBER if troubled else BLUE), ephemeral=True)

    def _lacking(self, guild: int, channel: int, say: Wording, *, thread: bool, publish: bool) -> list[str]:
        place = find_place(self.bot, guild, channel)
        if place is None or isinstance(place, Hindrance):
            return []
        granted = place.permissions_for(place.guild.me)
        mention = f"<#{channel}>"
        missing = [name for name in needed(place, thread=thread) if not getattr(granted, name)]
        rows = [say("setup-missing", channel=mention, missing=permission_names(missing, say))] if missing else []
        rows += [
            say("setup-advised", channel=mention, missing=permission_names([name], say), what=say(_PURPOSES[name]))
            for name in advised(place, publish=publish)
            if not getattr(granted, name) and name not in missing
        ]
        return rows


def permission_names(missing: list[str] | tuple[str, ...], say: Wording) -> str:
    """Permissions, by discord.py's names, as people read them."""
    return " · ".join(say(f"permission-{name.replace('_', '-')}") for name in missing)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Setup(bot))
