"""/privacy: what is kept about a member, as a file, and gone."""

from __future__ import annotations

import gzip
import io
import json
from datetime import datetime
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.layout import note
from bot.cards.privacy import about_card, export_card, sure_card
from bot.client import Interaction, NewsBot
from knowledge.articles import iso

FILE = "nutgraf-data.json"
LARGEST = 8_000_000
"""In bytes: Discord takes a little more. What is larger is packed."""
_IDS = {"guild", "channel", "message", "member"}


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class Privacy(commands.GroupCog, group_name="privacy"):
    """Everybody sees and deletes their own, wherever they are."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        super().__init__()
        bot.on_control("privacy-export", self._export)
        bot.on_control("privacy-ask", self._ask)
        bot.on_control("privacy-delete", self._delete)
        bot.on_control("privacy-keep", self._keep)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """One sentence for each kind of data."""
        view = about_card(self.bot.settings.answers.keep_days, self.bot.translator(interaction))
        await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Send the file to the member alone."""
        await self._export(interaction, "")

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Ask first."""
        await self._ask(interaction, "")

    async def _export(self, interaction: Interaction, _: str) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        held = await self.held(interaction.user.id)
        content, name = json.dumps(held, ensure_ascii=False, indent=1).encode(), FILE
        if len(content) > LARGEST:
            content, name = gzip.compress(content), f"{FILE}.gz"
        counts = {kind: len(held[kind]) for kind in ("questions", "ratings", "watches")}
        view = export_card(counts, name, self.bot.translator(interaction))
        await interaction.edit_original_response(view=view, attachments=[discord.File(io.BytesIO(content), name)])

    async def held(self, member: int) -> dict[str, Any]:
        """All that is kept about a member (a Discord id), as a JSON document: ids are strings, moments ISO 8601."""
        data = self.bot.personal_data
        watches = await self.bot.watches.of_member(member)
        digests = [digest for digest in await self.bot.digests.all() if digest.spec.author == member]
        addresses = {feed.number: feed.url for feed in await self.bot.newsroom.feeds.all()}
        feeds = [row | {"address": addresses.get(row["feed"])} for row in await data.followed(member)]
        document = {
            "member": member,
            "exported": self.bot.now(),
            "questions": await data.questions(member),
            "ratings": await data.ratings(member),
            "watches": [
                {"words": one.words, "guild": one.guild, "channel": one.channel, "created": one.created}
                for one in watches
            ],
            "settings": await data.settings(member),
            "digests": [{"name": one.spec.name, "guild": one.spec.guild, "created": one.created} for one in digests],
            "feeds": feeds,
            "relays": [
                {"feed": addresses.get(one.feed), "guild": one.guild, "channel": one.channel, "created": one.created}
                for one in await self.bot.relays.all()
                if one.member == member
            ],
        }
        return {name: _plain(value, name) for name, value in document.items()}

    async def _ask(self, interaction: Interaction, _: str) -> None:
        await interaction.response.send_message(view=sure_card(self.bot.translator(interaction)), ephemeral=True)

    async def _delete(self, interaction: Interaction, _: str) -> None:
        await interaction.response.defer()
        translate = self.bot.translator(interaction)
        await self.bot.members.delete(interaction.user.id)
        await self.bot.personal_data.erase(interaction.user.id, now=self.bot.now())
        await interaction.edit_original_response(view=note(translate("privacy-deleted")))

    async def _keep(self, interaction: Interaction, _: str) -> None:
        await interaction.response.edit_message(view=note(self.bot.translator(interaction)("privacy-kept")))


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, name) for one in value]
    if isinstance(value, datetime):
        return iso(value)
    # Whoever reads JSON with floating-point numbers would get other ids.
    return str(value) if name in _IDS and isinstance(value, int) else value


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Privacy(bot))
