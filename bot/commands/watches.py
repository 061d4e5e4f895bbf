"""/watch: standing questions and phrases."""

from __future__ import annotations

from typing import Any, Literal, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.layout import card, note
from bot.cards.text import is_blank, label, line, when
from bot.cards.watch import watch_list_cards
from bot.client import Interaction, NewsBot, Refusal
from bot.commands._in_parts import answer_in_parts
from bot.commands.options import CHOICES
from bot.commands.setup import permission_names
from bot.delivery.permissions import Blocker, find_channel, to_post
from bot.delivery.watch_store import WORDS, AlreadyWatched, Watch
from bot.locales import Translator
from knowledge.archive.arrivals import newest
from knowledge.archive.identity import fold
from knowledge.requests.reading import watch_words
from knowledge.watching.watched import WatchKind, kind_of

Where = Literal["this channel", "another channel", "direct message"]
Channel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
class Watches(commands.GroupCog, group_name="watch"):
    """Watches. Everybody may be told in direct messages; into a channel they need *Manage Server*."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        super().__init__()
        bot.on_control("watch-stop", self._stop)
        bot.on_control("watch-this", self._watch_this)

    @app_commands.command()
    async def add(
        self,
        interaction: Interaction,
        what: app_commands.Range[str, 2, WORDS],
        where: Where | None = None,
        channel: discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | None = None,
    ) -> None:
        """Check the words, set up the watch, and say how it is understood."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        await self._add(interaction, what, where, channel)

    async def _watch_this(self, interaction: Interaction, argument: str) -> None:
        """*Watch this* under a card, as if the member had asked for it."""
        state = (await self.bot.card_of(interaction, argument)).state
        await interaction.response.defer(thinking=True, ephemeral=True)
        await self._add(interaction, state["watch"][:WORDS], None, None)

    async def _add(self, interaction: Interaction, what: str, where: Where | None, channel: Channel | None) -> None:
        """Fill in the deferred response with what is watched for from now on."""
        translate, now = self.bot.translator(interaction), self.bot.now()
        news = await self.bot.news(interaction.guild_id)
        words = watch_words(what, now=now, outlets=[outlet.name for outlet in await news.outlets()])
        if is_blank(what) or not await news.read_watches({0: words}, now=now):
            raise Refusal(translate("watch-nothing", words=line(words, 100)))
        chosen = self._channel(interaction, where, channel, translate)
        mine = await self.bot.watches.of_member(interaction.user.id)
        if chosen is None:
            guild, target, named = (
                None,
                await self._direct_channel(interaction.user, translate),
                translate("watch-direct"),
            )
            existing = [watch for watch in mine if watch.guild is None]
        else:
            guild, target, named = interaction.guild_id, chosen.id, chosen.mention
            assert guild is not None
            existing = await self.bot.watches.of_guild(guild)
        for watch in existing:
            if watch.channel == target and fold(watch.words) == fold(words):
                await self._resume_existing(interaction, watch, named, translate)
                return
        if len(mine) >= self.bot.settings.watches.per_member:
            raise Refusal(translate("watch-too-many-member", limit=self.bot.settings.watches.per_member))
        if guild is not None and len(existing) >= self.bot.settings.watches.per_server:
            raise Refusal(translate("watch-too-many-server", limit=self.bot.settings.watches.per_server))
        try:
            await self.bot.watches.add(
                words,
                guild=guild,
                channel=target,
                member=interaction.user.id,
                language=translate.language,
                after=(await newest(self.bot.newsroom.database)).entry,
                now=now,
            )
        except AlreadyWatched as error:
            raise Refusal(translate("watch-exists", words=line(words, 100), place=named)) from error
        kind = "watch-added-question" if kind_of(words) is WatchKind.QUESTION else "watch-added-phrase"
        await interaction.edit_original_response(view=card([translate(kind, words=line(words, WORDS), place=named)]))

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """One block for each watch: its words, where it alerts, and why it cannot at present."""
        translate = self.bot.translator(interaction)
        rows = [await self._row(watch, interaction.user.id, translate) for watch in await self._manageable(interaction)]
        await answer_in_parts(interaction, watch_list_cards(rows, translate))

    @app_commands.command()
    async def remove(self, interaction: Interaction, watch: str) -> None:
        """Stop it; its open alerts are not sent."""
        translate = self.bot.translator(interaction)
        for one in await self._manageable(interaction):
            if watch == str(one.number) or fold(watch) == fold(one.words):
                await self.bot.watches.remove(one.number)
                text = translate("watch-removed", words=line(one.words, WORDS))
                await interaction.response.send_message(view=note(text), ephemeral=True)
                return
        raise Refusal(translate("watch-unknown"))

    @remove.autocomplete("watch")
    async def _watches(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        watches = await self._manageable(interaction)
        matching = [watch for watch in watches if fold(typed) in fold(watch.words)]
        return [app_commands.Choice(name=label(watch.words), value=str(watch.number)) for watch in matching[:CHOICES]]

    async def _stop(self, interaction: Interaction, argument: str) -> None:
        """*Stop this watch* under an alert. The argument is the watch's number and the posting's nonce."""
        translate, number = self.bot.translator(interaction), argument.partition(":")[0]
        watch = await self.bot.watches.get(int(number)) if number.isdecimal() else None
        if watch is None or watch.guild != interaction.guild_id:
            raise Refusal(translate("watch-gone"))
        if interaction.user.id != watch.member and not (
            watch.guild is not None and interaction.permissions.manage_guild
        ):
            raise Refusal(translate("watch-not-yours"))
        await self.bot.watches.remove(watch.number)
        text = translate("watch-removed", words=line(watch.words, WORDS))
        await interaction.response.send_message(view=note(text), ephemeral=True)

    def _channel(
        self, interaction: Interaction, where: Where | None, channel: Channel | None, translate: Translator
    ) -> Channel | None:
        """The channel to post in; None for direct messages. Raises Refusal."""
        manages = interaction.guild is not None and interaction.permissions.manage_guild
        if where is None:
            where = "another channel" if channel is not None else "this channel" if manages else "direct message"
        if where == "direct message":
            return None
        guild = interaction.guild
        if guild is None:
            raise Refusal(translate("watch-only-direct"))
        if not manages:
            raise Refusal(translate("watch-needs-manage"))
        if where == "another channel" and channel is None:
            raise Refusal(translate("watch-which-channel"))
        target: Any = channel if where == "another channel" else interaction.channel
        found = Blocker("channel") if target is None else find_channel(self.bot, guild.id, target.id, to_post())
        if isinstance(found, Blocker) and found.missing:
            missing = permission_names(found.missing, translate)
            raise Refusal(translate("digest-cannot-send", channel=target.mention, missing=missing))
        if isinstance(found, Blocker | discord.ForumChannel):
            mention = getattr(target, "mention", translate("watch-this-channel"))
            raise Refusal(translate("watch-no-channel", channel=mention))
        return cast("Channel", target)

    async def _direct_channel(self, user: discord.User | discord.Member, translate: Translator) -> int:
        try:
            return (await user.create_dm()).id
        except discord.Forbidden as error:
            raise Refusal(translate("watch-closed")) from error

    async def _resume_existing(self, interaction: Interaction, watch: Watch, place: str, translate: Translator) -> None:
        """Refuse a watch that already exists, or resume it if it is paused."""
        words = line(watch.words, WORDS)
        if watch.blocker is None:
            raise Refusal(translate("watch-exists", words=words, place=place))
        await self.bot.watches.set_blocker(watch.number, None)
        await interaction.edit_original_response(view=card([translate("watch-resumed", words=words)]))

    async def _manageable(self, interaction: Interaction) -> list[Watch]:
        """The watches that a member may see and stop here: their own direct ones, and in a server those of its
        channels that they made or manage."""
        mine = await self.bot.watches.of_member(interaction.user.id)
        here = [watch for watch in mine if watch.guild in {None, interaction.guild_id}]
        if interaction.guild_id is not None and interaction.permissions.manage_guild:
            known = {watch.number for watch in here}
            here += [w for w in await self.bot.watches.of_guild(interaction.guild_id) if w.number not in known]
        return here

    async def _row(self, watch: Watch, member: int, translate: Translator) -> str:
        last = await self.bot.watches.last_alert(watch.number)
        parts = [
            translate("watch-is-question" if kind_of(watch.words) is WatchKind.QUESTION else "watch-is-phrase"),
            translate("watch-direct") if watch.guild is None else f"<#{watch.channel}>",
            "" if watch.member == member else translate("watch-by", member=f"<@{watch.member}>"),
            translate("watch-none-yet")
            if last is None
            else translate("watch-last", when=when(last, translate.language)),
        ]
        text = f"**{line(watch.words, WORDS)}**\n-# {' · '.join(part for part in parts if part)}"
        return text if watch.blocker is None else f"{text}\n-# **{_reason(watch, watch.blocker, translate)}**"


def _reason(watch: Watch, found: Blocker, translate: Translator) -> str:
    return translate("watch-paused-direct" if watch.guild is None else f"watch-paused-{found.kind}")


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Watches(bot))
