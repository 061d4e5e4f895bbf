"""The Discord client: connects, offers the commands, turns every error into a sentence, and closes cleanly."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands
from sqlalchemy.exc import SQLAlchemyError

from bot.answer_queue import AnswerQueue, Closing
from bot.cards.controls import ChannelMenu, ManyMenu, Press, RoleMenu, SelectMenu
from bot.cards.layout import note
from bot.cards.text import line
from bot.locales import Translator, translator
from bot.locales.commands import CommandTexts, fill_in
from bot.question_limits import QuestionLimits
from bot.servers.card_store import StoredCard
from bot.servers.command_rights import CommandRights
from bot.services import Posters, Services
from config.settings import Settings
from knowledge.view import NewsView, UnknownOutlet

log = structlog.get_logger(__name__)

CLOSE_SECONDS = 8.0
"""How long closing waits for answers in flight, so that all of it ends within ten seconds."""
TELLING_SECONDS = 2.5
SECONDS_TO_TELL_ONE = 0.015
"""How much of that time is kept for telling those who wait in vain, and how much more for each of them."""
ANSWERS_AT_ONCE = 2
"""How many answers are worked on at once. More make none of them quicker, and acknowledging later."""

_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, aiohttp.ClientPayloadError)
"""What comes of JSON that is none, or has another shape than Discord's."""

EXTENSIONS = (
    "answers",
    "headlines",
    "stories",
    "catchup",
    "trends",
    "digests",
    "watches",
    "feeds",
    "sources",
    "setup",
    "settings",
    "privacy",
    "greeting",
    "help",
)

Interaction = discord.Interaction["NewsBot"]
Control = Callable[[Interaction, str], Awaitable[None]]


_FILLED_IN = "filled-in"
"""Marks, in its extras, an interaction whose “thinking…” has given way to its answer."""
_NOT_TO_ANSWER = {10062, 40060}
"""Discord's codes for an interaction that it has forgotten, after three seconds, and for one acknowledged already."""


class Refusal(app_commands.AppCommandError):
    """The member cannot have what they asked for; the text is the sentence they see."""


class GatewayFailed(Exception):
    """The first connection to the gateway failed; `__cause__` is what discord.py met, if it says so."""


class GarbledAnswer(Exception):
    """Discord, or what stands before it, answered with what is no answer; `__cause__` is what could not be read."""


class _Tree(app_commands.CommandTree["NewsBot"]):
    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        await interaction.client.report(interaction, error)

    async def _call(self, interaction: Interaction) -> None:
        async with interaction.client.serving():
            await super()._call(interaction)
            await interaction.client._see_locale(interaction)


class NewsBot(commands.Bot):
    """Nutgraf in Discord.

    Needs no privileged intent. Nothing is opened before `setup_hook`; `close` lets answers in flight finish first.
    """

    services: Services

    def __init__(
        self,
        settings: Settings,
        *,
        open_services: Callable[[], Awaitable[Services]],
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
        self._open_services = open_services
        self._opened: Services | None = None
        self._controls: dict[str, Control] = {}
        self.rights = CommandRights()
        self._serving: set[asyncio.Task[Any]] = set()
        self.answer_queue = AnswerQueue(ANSWERS_AT_ONCE)
        self.question_limits = QuestionLimits(
            per_member=settings.answers.per_member, per_server=settings.answers.per_server
        )
        self._is_setting_up = False
        self.has_been_ready = False

    def now(self) -> datetime:
        """The present moment in UTC."""
        return self.services.clock()

    async def login(self, token: str) -> None:
        """Log in, and set up. Raises GarbledAnswer if what came back cannot be read."""
        try:
            await super().login(token)
        except _UNREADABLE as error:
            if self._is_setting_up:
                raise
            raise GarbledAnswer from error

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway. Raises GatewayFailed if there was not even a first connection."""
        try:
            await super().connect(reconnect=reconnect)
        except AttributeError as error:
            if self.ws is not None:
                raise
            # It wants to take up a session that there never was: discord.py counts on having been connected once.
            raise GatewayFailed from error.__context__
        except (zlib.error, json.JSONDecodeError) as error:
            raise GarbledAnswer from error

    async def setup_hook(self) -> None:
        """Open the services, load commands and jobs, and register the commands. Raises GarbledAnswer as `login`."""
        self._is_setting_up = True
        self._opened = self.services = await self._open_services()
        self._name_parts(self.services, await self.services.posters(self))
        await self.newsroom.warm_up(now=self.now())
        self.add_dynamic_items(Press, SelectMenu, ManyMenu, ChannelMenu, RoleMenu)
        for name in EXTENSIONS:
            await self.load_extension(f"bot.commands.{name}")
        await self.load_extension("bot.jobs")
        fill_in(self.tree)
        await self.tree.set_translator(CommandTexts())
        try:
            self.rights.registered(await self.tree.sync())
        except _UNREADABLE as error:
            raise GarbledAnswer from error

    def _name_parts(self, services: Services, posters: Posters) -> None:
        """What commands and jobs use of the services, under the names by which they ask for it."""
        self.newsroom = services.newsroom
        self.fetching, self.feed_directory = services.fetching, services.feed_directory
        self.cards, self.subscriptions = services.cards, services.subscriptions
        self.servers, self.members = services.servers, services.members
        self.personal_data = services.personal_data
        self.digests, self.watches, self.outbox = services.digests, services.watches, services.outbox
        self.sender, self.poster, self.watch_scanner = posters.sender, posters.digests, posters.watches
        self.relays, self.relay_scanner = services.relays, posters.relays
        self.notices, self.corrections, self.languages = posters.notices, posters.corrections, posters.languages

    async def close(self) -> None:
        """Finish the answers in flight, leave Discord, save and close the newsroom.

        Whoever waits for an answer for which there is no time left is told so.
        """
        await self._finish_serving()
        await super().close()
        opened, self._opened = self._opened, None
        if opened is not None:
            await opened.close()

    async def _finish_serving(self) -> None:
        loop, current = asyncio.get_running_loop(), asyncio.current_task()
        end = loop.time() + CLOSE_SECONDS
        while (left := end - loop.time()) > 0 and (serving := self._serving - {current}):
            keep = TELLING_SECONDS + SECONDS_TO_TELL_ONE * self.answer_queue.waiting
            if left <= keep:
                self.answer_queue.close()
            await asyncio.wait(serving, timeout=min(left, max(0.1, left - keep)), return_when=asyncio.FIRST_COMPLETED)
        self.answer_queue.close()

    async def on_ready(self) -> None:
        """Say in the log that the bot is at work."""
        self.has_been_ready = True
        self.rights.forget()  # what changed while there was no connection was not reported
        articles, _ = await self.newsroom.archive.counts()
        log.info("ready", user=str(self.user), servers=len(self.guilds), articles=articles)

    async def on_raw_app_command_permissions_update(self, payload: discord.RawAppCommandPermissionsUpdateEvent) -> None:
        """A server changed who may use which command."""
        self.rights.forget(payload.guild.id)

    async def news(self, guild: int | None, *, all_outlets: bool = False) -> NewsView:
        """The news that a server, or a direct message, may see; see `Services.news`."""
        return await self.services.news(guild, all_outlets=all_outlets)

    async def zone(self, guild: int | None, member: int | None = None) -> ZoneInfo:
        """The time zone in which days are counted: the one that the member chose, if one is named, else the server's,
        else that of the server's first digest, else that of the settings."""
        chosen = None if member is None else self.members.chosen(member).zone
        if chosen is None and guild is not None:
            chosen = (await self.servers.get(guild)).zone or await self.digests.first_zone(guild)
        return ZoneInfo(chosen or self.settings.timezone)

    async def shows_pictures(self, guild: int | None) -> bool:
        """Whether cards show the pictures of articles in a server; in direct messages they do."""
        return guild is None or (await self.services.servers.get(guild)).pictures

    # Wording and rights

    def translator(self, interaction: Interaction) -> Translator:
        """The wording for the member: in the language that they chose, else in that of their Discord."""
        return translator(self.languages.of_member(interaction.user.id, str(interaction.locale)))

    def translator_of(self, card: StoredCard, interaction: Interaction) -> Translator:
        """The wording for a card that is edited: the one it was made in, whoever presses its buttons."""
        language = card.state.get("language")
        return self.translator(interaction) if language is None else translator(language)

    async def message_translator(self, message: discord.Message) -> Translator:
        """The wording for whoever wrote a message, which carries no language. See `Languages.of_author`."""
        guild = None if message.guild is None else message.guild.id
        return translator(await self.languages.of_author(message.author.id, guild))

    async def _see_locale(self, interaction: Interaction) -> None:
        """Remember the language of the member's Discord, for their messages; only after they have been answered."""
        if interaction.type is discord.InteractionType.autocomplete:
            return
        try:
            await self.members.see(interaction.user.id, str(interaction.locale))
        except SQLAlchemyError as error:
            log.warning("the language of a member could not be stored", reason=type(error).__name__)

    async def card_of(self, interaction: Interaction, number: str) -> StoredCard:
        """The stored card that a button belongs to. Raises Refusal if it is forgotten or of another server."""
        card = await self.cards.get(int(number)) if number.isdecimal() else None
        if card is None or card.guild != interaction.guild_id:
            raise Refusal(self.translator(interaction)("answer-expired"))
        return card

    async def acknowledge(self, interaction: Interaction, *, private: bool) -> None:
        """Let Discord show “thinking…” at once; `edit_original_response` puts the answer in its place."""
        async with self.answer_queue.acknowledging():
            await interaction.response.defer(ephemeral=private, thinking=True)

    async def may_manage(self, interaction: Interaction, command: str) -> bool:
        """Whether a member may use a managing command, such as `feeds`, in this server: with *Manage Server*, unless
        the server's Integrations page says otherwise for them."""
        guild, permissions = interaction.guild, interaction.permissions
        if guild is None or permissions.administrator:
            return guild is not None
        used = interaction.command
        if permissions.manage_guild and used is not None and used.qualified_name.split()[0] == command:
            return True  # Discord itself let this command through
        said = await self._integrations_say(interaction, command)
        return permissions.manage_guild if said is None else said

    async def usable(self, interaction: Interaction) -> set[str]:
        """The commands that a member may use here, by their names without subcommands."""
        offered = [command for command in self.tree.get_commands() if not isinstance(command, app_commands.ContextMenu)]
        if interaction.guild is None:
            return {command.name for command in offered if not command.guild_only}
        allowed = await asyncio.gather(*(self._may_use(interaction, command) for command in offered))
        return {command.name for command, may in zip(offered, allowed, strict=True) if may}

    async def _may_use(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any] | app_commands.Group
    ) -> bool:
        if command.default_permissions is not None:
            return await self.may_manage(interaction, command.name)
        return (
            interaction.permissions.administrator
            or await self._integrations_say(interaction, command.name) is not False
        )

    async def _integrations_say(self, interaction: Interaction, command: str) -> bool | None:
        """Whether the server's Integrations page opens or closes a command for a member; None if neither."""
        user, guild = interaction.user, interaction.guild
        if guild is None:
            return None
        roles = [role.id for role in user.roles] if isinstance(user, discord.Member) else []
        return await self.rights.overwrite(guild, command, member=user.id, roles=roles)

    async def require_manage(self, interaction: Interaction, command: str) -> None:
        """Raises NoPrivateMessage or MissingPermissions if a member may not use this managing command here."""
        if interaction.guild_id is None:
            raise app_commands.NoPrivateMessage
        if not await self.may_manage(interaction, command):
            raise app_commands.MissingPermissions(["manage_guild"])

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
                    raise Refusal(self.translator(interaction)("answer-expired"))
                await handler(interaction, argument)
            except Exception as error:
                await self.report(interaction, error)
            await self._see_locale(interaction)

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
        translate = self.translator(interaction)
        cause = getattr(error, "original", error)
        if isinstance(cause, discord.HTTPException) and cause.code in _NOT_TO_ANSWER:
            log.warning("an interaction could not be answered", code=cause.code, where=_name(interaction))
            return
        if isinstance(cause, Closing):
            text = translate("answer-closing")
        elif isinstance(cause, Refusal):
            text = str(cause)
        elif isinstance(cause, UnknownOutlet):
            text = translate("error-outlet", name=line(cause.name, 60))
        elif isinstance(error, app_commands.MissingPermissions):
            text = translate("error-permission")
        elif isinstance(error, app_commands.NoPrivateMessage):
            text = translate("error-guild-only")
        else:
            text = translate("error-unforeseen", reference=self._log_unforeseen(cause, _name(interaction)))
        await self._tell(interaction, text)

    async def fill_in(self, interaction: Interaction, view: discord.ui.LayoutView) -> discord.InteractionMessage:
        """Put a card in the place of “thinking…”; the message that shows it."""
        sent = await interaction.edit_original_response(view=view)
        interaction.extras[_FILLED_IN] = True
        return sent

    async def _tell(self, interaction: Interaction, text: str) -> None:
        """Tell the member a sentence; in the place of “thinking…” if that still stands there."""
        is_thinking = interaction.response.type is discord.InteractionResponseType.deferred_channel_message
        try:
            if not interaction.response.is_done():
                await interaction.response.send_message(view=note(text), ephemeral=True)
            elif is_thinking and _FILLED_IN not in interaction.extras:
                await interaction.edit_original_response(view=note(text))
            else:
                await interaction.followup.send(view=note(text), ephemeral=True)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            log.warning("the member could not be told", reason=type(failure).__name__)

    async def report_to(self, message: discord.Message, error: Exception, translate: Translator) -> None:
        """The same for an ordinary message, whose answer everybody sees."""
        if isinstance(error, Closing):
            text = translate("answer-closing")
        else:
            text = translate("error-unforeseen", reference=self._log_unforeseen(error, "message"))
        try:
            await reply(message, note(text))
        except (discord.HTTPException, aiohttp.ClientError) as failure:
            log.warning("the member could not be told", reason=type(failure).__name__)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what an event handler did not foresee."""
        self._log_unforeseen(None, event_method)

    def _log_unforeseen(self, error: BaseException | None, where: str) -> str:
        reference = secrets.token_hex(4)
        log.error("unforeseen error", reference=reference, where=where, exc_info=error if error is not None else True)
        return reference


async def reply(message: discord.Message, view: discord.ui.LayoutView) -> discord.Message:
    """Reply to a message. The nonce lets Discord notice a request that is repeated after a failure."""
    return await message.reply(view=view, mention_author=False, nonce=str(message.id))


def _name(interaction: Interaction) -> str:
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", interaction.type.name))
