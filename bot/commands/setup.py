"""/setup check: each permission that the bot lacks where it posts, by name and channel, and whether there is news."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.layout import AMBER, BLUE, cards
from bot.cards.text import line
from bot.client import Interaction, NewsBot
from bot.commands._in_parts import answer_in_parts
from bot.commands._no_news import no_news_for
from bot.delivery.permissions import Blocker, advised, find_channel, needed
from bot.locales import Translator

_PURPOSES = {
    "read_message_history": "setup-for-history",
    "attach_files": "setup-for-files",
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
        translate = self.bot.translator(interaction)
        assert interaction.guild_id is not None
        wanted: dict[int, bool] = {}
        stuck = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            spec = digest.spec
            place = find_channel(self.bot, spec.guild, spec.channel)
            if isinstance(place, Blocker):
                stuck.append(translate("setup-gone", name=line(spec.name, 60)))
            else:
                wanted[spec.channel] = wanted.get(spec.channel, False) or spec.thread
                if digest.paused is None and digest.blocker is not None and not digest.blocker.is_certain:
                    stuck.append(translate("setup-refused", name=line(spec.name, 60), channel=f"<#{spec.channel}>"))
        if interaction.channel_id is not None:
            wanted.setdefault(interaction.channel_id, False)
        missing = await no_news_for(interaction)
        if missing is not None:
            stuck.append(missing)
        rows, troubled = [], bool(stuck)
        for channel, thread in wanted.items():
            found = self._lacking(interaction.guild_id, channel, translate, thread=thread)
            troubled = troubled or bool(found)
            rows.append("\n".join(found) or translate("setup-channel-fine", channel=f"<#{channel}>"))
        texts = [f"### {translate('setup-title')}", *rows, *stuck]
        if not troubled:
            texts.append(translate("setup-fine"))
        await answer_in_parts(interaction, cards(texts, accent=AMBER if troubled else BLUE))

    def _lacking(self, guild: int, channel: int, translate: Translator, *, thread: bool) -> list[str]:
        place = find_channel(self.bot, guild, channel)
        if place is None or isinstance(place, Blocker):
            return []
        granted = place.permissions_for(place.guild.me)
        mention = f"<#{channel}>"
        missing = [name for name in needed(place, thread=thread) if not getattr(granted, name)]
        rows = (
            [translate("setup-missing", channel=mention, missing=permission_names(missing, translate))]
            if missing
            else []
        )
        rows += [
            translate(
                "setup-advised",
                channel=mention,
                missing=permission_names([name], translate),
                what=translate(_PURPOSES[name]),
            )
            for name in advised(place)
            if not getattr(granted, name) and name not in missing
        ]
        return rows


def permission_names(missing: list[str] | tuple[str, ...], translate: Translator) -> str:
    """Permissions, by discord.py's names, as people read them."""
    return " · ".join(translate(f"permission-{name.replace('_', '-')}") for name in missing)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Setup(bot))
