"""/setup check: each permission that the bot lacks where it posts, by name and channel, and whether there is news."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.feeds import feed_name
from bot.cards.layout import AMBER, BLUE, cards
from bot.cards.text import line
from bot.client import Interaction, NewsBot
from bot.commands._in_parts import answer_in_parts
from bot.commands._no_news import no_news_for
from bot.delivery.permissions import Blocker, reach_channel, to_post, to_post_fully
from bot.locales import Translator

_PURPOSES = {
    "read_message_history": "setup-for-history",
    "attach_files": "setup-for-files",
}


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Setup(commands.GroupCog, group_name="setup"):
    """Checks the channels that digests go to, and the one in which it is used."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage the server, whatever Discord let through."""
        await self.bot.require_manage(interaction, "setup")
        return True

    @app_commands.command()
    async def check(self, interaction: Interaction) -> None:
        """One line for each channel."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        assert interaction.guild_id is not None
        opens_thread: dict[int, bool] = {}
        problems = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            spec = digest.spec
            found = await reach_channel(self.bot, spec.guild, spec.channel, to_post(thread=spec.thread))
            if isinstance(found, Blocker) and not found.missing:
                problems.append(translate("setup-gone", name=line(spec.name, 60)))
            else:
                opens_thread[spec.channel] = opens_thread.get(spec.channel, False) or spec.thread
                if digest.paused is None and digest.blocker is not None and not digest.blocker.is_certain:
                    problems.append(translate("setup-refused", name=line(spec.name, 60), channel=f"<#{spec.channel}>"))
        relays = await self.bot.relays.of_guild(interaction.guild_id)
        feeds = {feed.number: feed for feed in await self.bot.newsroom.feeds.all({one.feed for one in relays})}
        for relay in relays:
            found = await reach_channel(self.bot, relay.guild, relay.channel, to_post())
            if isinstance(found, Blocker) and not found.missing:
                problems.append(translate("setup-relay-gone", name=feed_name(feeds[relay.feed])))
            else:
                opens_thread.setdefault(relay.channel, False)
        if interaction.channel_id is not None:
            opens_thread.setdefault(interaction.channel_id, False)
        no_news = await no_news_for(interaction)
        if no_news is not None:
            problems.append(no_news)
        rows, is_fine = [], not problems
        for channel, thread in opens_thread.items():
            missing = await self._missing(interaction.guild_id, channel, translate, thread=thread)
            is_fine = is_fine and not missing
            rows.append("\n".join(missing) or translate("setup-channel-fine", channel=f"<#{channel}>"))
        texts = [f"### {translate('setup-title')}", *rows, *problems]
        if is_fine:
            texts.append(translate("setup-fine"))
        mention = self.bot.rights.mention
        texts.append(
            f"-# {translate('setup-integrations', setup=mention('setup check'), settings=mention('settings'))}"
        )
        await answer_in_parts(interaction, cards(texts, accent=BLUE if is_fine else AMBER))

    async def _missing(self, guild: int, channel: int, translate: Translator, *, thread: bool) -> list[str]:
        required, advised = [
            found.missing if isinstance(found, Blocker) else ()
            for found in (
                await reach_channel(self.bot, guild, channel, to_post(thread=thread)),
                await reach_channel(self.bot, guild, channel, to_post_fully),
            )
        ]
        mention, rows = f"<#{channel}>", []
        if required:
            rows.append(translate("setup-missing", channel=mention, missing=permission_names(required, translate)))
        for name in advised:
            missing, purpose = permission_names([name], translate), translate(_PURPOSES[name])
            rows.append(translate("setup-advised", channel=mention, missing=missing, what=purpose))
        return rows


def permission_names(missing: list[str] | tuple[str, ...], translate: Translator) -> str:
    """Permissions, by discord.py's names, as people read them."""
    return translate.list([translate(f"permission-{name.replace('_', '-')}") for name in missing])


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(Setup(bot))
