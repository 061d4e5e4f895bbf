"""The Discord client: connects, offers the commands, turns every error into a sentence, and closes cleanly."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cards.controls import Choice, Press
from bot.cards.layout import note
from bot.delivery.digests import DigestStore
from bot.delivery.holder import this_process
from bot.delivery.ledger import Ledger
from bot.delivery.lookout import Limits, Lookout
from bot.delivery.permissions import hindrance
from bot.delivery.poster import Poster
from bot.delivery.sender import Sender
from bot.delivery.watches import KIND as WATCH
from bot.delivery.watches import WatchStore
from bot.locales import Wording, wording
from bot.servers.cards import CardStore, StoredCard
from bot.servers.choices import ServerStore
from bot.servers.followings import FollowingStore
from bot.servers.subscriptions import Subscriptions
from config.settings import Settings
from knowledge.fetching.assembly import Fetching
from knowledge.news import News, UnknownOutlet
from knowledge.newsroom import Newsroom

log = structlog.get_logger(__name__)

CLOSE_SECONDS = 8.0
"""How long closing waits for answers in flight, so that all of it ends within ten seconds."""

EXTENSIONS = (
    "answers",
    "headlines",
    "stories",
    "trends",
    "digests",
    "watches",
    "feeds",
    "sources",
    "setup",
    "help",
    "posting",
)

Interaction = discord.Interaction["NewsBot"]
Control = Callable[[Interaction, str], Awaitable[None]]


class Refusal(app_commands.AppCommandError):
    """The member cannot have what they asked for; the text is the sentence they see."""


class _Tree(app_commands.CommandTree["NewsBot"]):
    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.report(interaction, error)

    async def _call(self, interaction: Interaction) -> None:
        async with interaction.client.serving():
            await super()._call(interaction)


class NewsBot(commands.Bot):
    """Nutgraf in Discord.

    Needs no privileged intent. Nothing is opened before `setup_hook`; `close` lets answers in flight finish first.
    """

    newsroom: Newsroom
    cards: CardStore
    followings: FollowingStore
    servers: ServerStore
    fetching: Fetching
    subscriptions: Subscriptions
    digests: DigestStore
    ledger: Ledger
    sender: Sender
    poster: Poster
    watches: WatchStore
    lookout: Lookout

    def __init__(
        self,
        settings: Settings,
        *,
        open_newsroom: Callable[[], Awaitable[Newsroom]],
        open_fetching: Callable[[Newsroom], Fetching],
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(
            # Commands are slash commands and messages are questions, so no prefix ever matches.
            command_prefix=(),
            help_command=None,
            intents=discord.Intents(guilds=True, messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            tree_cls=_Tree,
            proxy=settings.discord.proxy,
            max_messages=None,
        )
        self.settings = settings
        self._open_newsroom = open_newsroom
        self._open_fetching = open_fetching
        self._clock = clock
        self._controls: dict[str, Control] = {}
        self._serving: set[asyncio.Task[Any]] = set()
        self._opened = False

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self._clock() if self._clock is not None else discord.utils.utcnow()

    async def setup_hook(self) -> None:
        """Open the newsroom, load the commands and tell Discord about them."""
        self.newsroom = await self._open_newsroom()
        self._opened = True
        self.cards = CardStore(self.newsroom.database)
        self.followings = FollowingStore(self.newsroom.database)
        self.servers = ServerStore(self.newsroom.database)
        self.fetching = self._open_fetching(self.newsroom)
        self.subscriptions = Subscriptions(self.newsroom.feeds, self.followings, self.fetching, self.settings.feeds)
        self.digests = DigestStore(self.newsroom.database)
        self.ledger = Ledger(self.newsroom.database, holder=this_process())
        self.sender = Sender(self, self.ledger, self.now, rate=self.settings.digests.per_second)
        self.poster = Poster(
            self,
            self.news,
            self.digests,
            self.ledger,
            self.sender,
            self.now,
            catch_up=timedelta(hours=self.settings.digests.catch_up_hours),
        )
        await self.poster.prepare()
        self.watches, self.lookout = self._open_watches()
        await self.newsroom.warm_up(now=self.now())
        await self.cards.forget(before=self.now() - timedelta(days=self.settings.answers.keep_days))
        await self.watches.forget(before=self.now() - timedelta(days=self.settings.answers.keep_days))
        self.add_dynamic_items(Press, Choice)
        for name in EXTENSIONS:
            await self.load_extension(f"bot.commands.{name}")
        await self.tree.sync()

    def _open_watches(self) -> tuple[WatchStore, Lookout]:
        watches = WatchStore(self.newsroom.database)
        catch_up = timedelta(hours=self.settings.digests.catch_up_hours)
        limits = Limits(self.settings.watches.alerts_per_day, ZoneInfo(self.settings.timezone), catch_up)
        lookout = Lookout(
            self.newsroom,
            self._news_since,
            watches,
            self.ledger,
            limits,
            may_post=lambda watch: watch.guild is None or hindrance(self, watch.guild, watch.channel) is None,
        )
        self.sender.on_hindrance(WATCH, lookout.on_hindrance)
        return watches, lookout

    async def close(self) -> None:
        """Finish the answers in flight, leave Discord, save and close the newsroom."""
        current = asyncio.current_task()
        waiting = {task for task in self._serving if task is not current}
        if waiting:
            await asyncio.wait(waiting, timeout=CLOSE_SECONDS)
        await super().close()
        if self._opened:
            self._opened = False
            try:
                await self.fetching.close()
            finally:
                await self.newsroom.close()

    async def on_ready(self) -> None:
        """Say in the log that the bot is at work."""
        articles, _ = await self.newsroom.archive.counts()
        log.info("ready", user=str(self.user), servers=len(self.guilds), articles=articles)

    async def news(self, guild: int | None) -> News:
        """The news that a server, or a direct message, may see."""
        return self.newsroom.news(await self.followings.feeds(guild))

    async def zone(self, guild: int | None) -> ZoneInfo:
        """Where the days of a server are meant: the time zone of its first digest, else that of the settings."""
        held = [] if guild is None else await self.digests.all(guild=guild)
        return held[0].order.zone if held else ZoneInfo(self.settings.timezone)

    async def _news_since(self, guild: int | None, moment: datetime) -> News:
        """The news that a server may see through the feeds that it has followed since before a moment."""
        held = () if guild is None else await self.followings.of_guild(guild)
        return self.newsroom.news(frozenset(one.feed for one in held if one.since <= moment))

    # Wording and rights

    def wording(self, interaction: Interaction) -> Wording:
        """The wording in the language of the member's Discord."""
        return wording(str(interaction.locale))

    async def card_of(self, interaction: Interaction, number: str) -> StoredCard:
        """The stored card that a button belongs to. Raises Refusal if it is forgotten or of another server."""
        card = await self.cards.get(int(number)) if number.isdecimal() else None
        if card is None or card.guild != interaction.guild_id:
            raise Refusal(self.wording(interaction)("answer-expired"))
        return card

    # Buttons and selects

    def on_control(self, action: str, handler: Control) -> None:
        """Let `handler(interaction, argument)` run whenever a control with this action is used."""
        self._controls[action] = handler

    async def control(self, interaction: Interaction, action: str, argument: str) -> None:
        """Run the handler of a button or select."""
        async with self.serving():
            try:
                handler = self._controls.get(action)
                if handler is None:
                    raise Refusal(self.wording(interaction)("answer-expired"))
                await handler(interaction, argument)
            except Exception as error:
                await self.report(interaction, error)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Mark the current task as one that `close` waits for."""
        task = asyncio.current_task()
        if task is None or task in self._serving:
            yield
            return
        self._serving.add(task)
        try:
            yield
        finally:
            self._serving.discard(task)

    # Errors

    async def report(self, interaction: Interaction, error: Exception) -> None:
        """Show the member one short private sentence; unforeseen errors get a number that stands in the log too."""
        say = self.wording(interaction)
        cause = getattr(error, "original", error)
        if isinstance(cause, Refusal | UnknownOutlet):
            text = str(cause)
        elif isinstance(error, app_commands.MissingPermissions):
            text = say("error-permission")
        elif isinstance(error, app_commands.NoPrivateMessage):
            text = say("error-guild-only")
        else:
            text = say("error-unforeseen", reference=self._log_unforeseen(cause, _name(interaction)))
        try:
            if interaction.response.is_done():
                await interaction.followup.send(view=note(text), ephemeral=True)
            else:
                await interaction.response.send_message(view=note(text), ephemeral=True)
        except discord.HTTPException as failure:
            log.warning("the member could not be told", status=failure.status, code=failure.code)

    async def report_to(self, message: discord.Message, error: Exception, say: Wording) -> None:
        """The same for an ordinary message, whose answer everybody sees."""
        text = say("error-unforeseen", reference=self._log_unforeseen(error, "message"))
        try:
            await message.reply(view=note(text), mention_author=False)
        except discord.HTTPException as failure:
            log.warning("the member could not be told", status=failure.status, code=failure.code)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what an event handler did not foresee."""
        self._log_unforeseen(None, event_method)

    def _log_unforeseen(self, error: BaseException | None, where: str) -> str:
        reference = secrets.token_hex(4)
        log.error("unforeseen error", reference=reference, where=where, exc_info=error if error is not None else True)
        return reference


def _name(interaction: Interaction) -> str:
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", interaction.type.name))
