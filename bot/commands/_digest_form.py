"""The form that /digest create opens for those who gave no options."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.cards.text import label
from bot.client import Interaction, NewsBot
from bot.commands._digest_specs import DigestOptions
from bot.locales import Translator

Save = Callable[[Interaction, DigestOptions], Awaitable[None]]


class NewDigest(ui.Modal):
    """The form for those who gave no options: the five main fields. `zone` is the time zone to begin with."""

    def __init__(self, bot: NewsBot, save: Save, zone: str, translate: Translator) -> None:
        super().__init__(title=label(translate("digest-modal"), 45))
        self._bot, self._save = bot, save
        self.channel: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id="channel",
            channel_types=[discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
        )
        self.at: ui.TextInput[Any] = ui.TextInput(
            custom_id="time", placeholder=translate("digest-modal-time-hint"), max_length=20
        )
        self.zone: ui.TextInput[Any] = ui.TextInput(custom_id="timezone", default=zone, required=False, max_length=64)
        self.topic: ui.TextInput[Any] = ui.TextInput(custom_id="topic", required=False, max_length=100)
        self.name: ui.TextInput[Any] = ui.TextInput(custom_id="name", required=False, max_length=60)
        fields = {
            "digest-modal-channel": self.channel,
            "digest-modal-time": self.at,
            "digest-modal-zone": self.zone,
            "digest-modal-topic": self.topic,
            "digest-modal-name": self.name,
        }
        for message, field in fields.items():
            self.add_item(ui.Label(text=label(translate(message), 45), component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Set up the digest as the command would."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        options = DigestOptions(
            channel=self.channel.values[0].id if self.channel.values else None,
            at=self.at.value,
            timezone=self.zone.value.strip() or None,
            topic=self.topic.value.strip() or None,
            name=self.name.value.strip() or None,
        )
        async with self._bot.serving():
            try:
                await self._save(interaction, options)
            except Exception as error:
                await self._bot.report(interaction, error)
