"""The whole bot in a local browser, on SimCord, with the sample newsroom: no Discord, no token.

SimCord plays Discord with a clock of its own, which starts at 2026-01-01 and must be moved by hand.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import functools
import json
import logging
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import discord
import simcord
import structlog
from discord import app_commands
from simcord import interactions
from simcord.preview import Preview, _action_plans, _component_projection, _messages, _queries, _snapshot

from bot.app import create_bot, open_services, system_clock
from bot.cards.layout import card
from bot.client import NewsBot, Refusal
from config.sample import write_newsroom
from config.settings import Settings
from knowledge.reading import read_paths
from knowledge.view import UnknownOutlet

NAME = "Nutgraf"
EXPECTED = (Refusal, UnknownOutlet, app_commands.CheckFailure)
"""What a command raises to refuse; the member gets a sentence, as in Discord, and nothing has failed."""

log = structlog.get_logger(__name__)

WIDTH, HEIGHT = 1120, 800
LOCALE = "en-GB"
"""The language of SimCord's page, and of the bot's members if no other is given."""
PATIENCE = 20.0
"""Seconds for which the page waits until the bot has done what was asked: the first chart takes a while to load."""
MESSAGES_SHOWN = 30
"""How many messages the page shows at once; older ones are a click away."""

WELCOME = (
    """\
### Nutgraf, with invented news
Type `/` below and pick a command:
- `/ask` *How many people were injured by Storm Ottoline?*
- `/ask` *What will GLP-1 drugs cost patients?*
- `/ask` *What caused the explosion at the Ebbwick refinery?* (nothing does)
- `/headlines`, `/story`, `/help`""",
    """\
Or mention me: `@Nutgraf By how many votes did Renn-Okafor win?`
As *moderator* (the switch is above), `/digest create` posts the day’s stories into this channel.""",
)

WELCOME_OWN = (
    """\
### Nutgraf, with your own news
Type `/` below and pick a command: `/ask`, `/headlines`, `/story`, `/sources`, `/help`.
Or mention me: `@Nutgraf` and your question.
As *moderator* (the switch is above), `/digest create` posts the day’s stories into this channel.""",
)

WELCOME_OWN_DIRECT = (
    """\
### Nutgraf, with your own news
Write me a question, or type `/` for the commands.""",
)

WELCOME_DIRECT = (
    """\
### Nutgraf, with invented news
Write me a question, such as *What did the Northern Reserve Bank decide?*, or type `/` for the commands.""",
)


WELCOMES: dict[tuple[bool, bool], tuple[str, ...]] = {
    (False, False): WELCOME,
    (False, True): WELCOME_DIRECT,
    (True, False): WELCOME_OWN,
    (True, True): WELCOME_OWN_DIRECT,
}
"""By whether the news is one's own, and whether it is a direct message."""


async def run_preview(
    settings: Settings,
    *,
    port: int,
    open_browser: bool,
    direct_message: bool = False,
    own: bool = False,
    locale: str = LOCALE,
) -> None:
    """Serve the preview on 127.0.0.1 until it is closed in the browser, or SIGINT or SIGTERM.

    The first line on stdout is exactly the address; its part behind `#` is what lets a browser in.
    """
    if settings.log.level != "debug":
        # It tells of logging in with a token and the like, which nobody does here.
        logging.getLogger("discord").setLevel(logging.WARNING)
    async with preview(settings, port=port, direct_message=direct_message, own=own, locale=locale) as page:
        print(page.url, flush=True)
        print("Open this address in a browser. Ctrl-C ends the preview.", file=sys.stderr)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, page.url)
        ended = asyncio.create_task(page.wait_closed())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, ended.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await ended


@asynccontextmanager
async def preview(
    settings: Settings, *, port: int = 0, direct_message: bool = False, own: bool = False, locale: str = LOCALE
) -> AsyncIterator[Preview]:
    """The running preview: a server with one channel, a member and a moderator, and a clock that goes. `locale` is
    Discord's name of the language in which all of them use it."""
    with tempfile.TemporaryDirectory(prefix="nutgraf-preview-") as scratch:
        if not own:
            settings = settings.model_copy(update={"data_dir": Path(scratch) / "data", "database": None})
            await _ingest_sample(settings, Path(scratch) / "newsroom")
        bot = create_bot(settings)
        # Bots whose loops ran through all the months since SimCord's beginning would be busy for a while.
        placeholder = discord.Client(intents=discord.Intents(guilds=True))
        async with simcord.run(placeholder, check_errors=False, settle_timeout=PATIENCE) as env:
            _expect_refusals(env)
            env.backend.bot_user.name = NAME
            await env.advance_time((system_clock() - env.now()).total_seconds())
            number = env.backend.snowflake() + 1_000  # an id that SimCord has not given away
            await _mark_greeted(settings, number)
            guild = env.create_guild("Orvenmark news club", id=number, preferred_locale=locale)
            channel = guild.create_text_channel("news", topic="Ask about the news")
            moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
            member = guild.add_member(env.create_user("member"))
            moderator = guild.add_member(env.create_user("moderator"), roles=[moderators])
            try:
                await env.restart_bot(bot)
                # The page loads nothing from elsewhere, and would say of each picture that it is unavailable.
                await bot.servers.change(guild.id, pictures=False)
                shown = member.user.dm_channel if direct_message else channel
                await _welcome(env, bot, shown, WELCOMES[own, direct_message])
                page = env.preview(
                    shown,
                    viewers=[member.user] if direct_message else [member, moderator],
                    layout="channel",
                    width=WIDTH,
                    height=HEIGHT,
                    locale=LOCALE,
                    port=port,
                )
                with _light_page(), _speaking(locale):
                    async with page:
                        clock = _Clock(env, page, shown, bot)
                        ticking = asyncio.create_task(clock.run())
                        try:
                            yield page
                        finally:
                            ticking.cancel()
                            await asyncio.gather(ticking, return_exceptions=True)
            finally:
                await bot.close()


class _Clock:
    """Moves SimCord's clock with the real one, taking turns with what the page does.

    SimCord refuses overlapping operations and a page whose action was refused is stuck, so both share one lock. After
    the bot has posted by itself the page is published anew, once; a click that was read from the publication before
    is still about the same message and control, so it is taken as one on the new publication.
    """

    def __init__(self, env: Any, page: Preview, channel: Any, bot: NewsBot) -> None:
        self._env, self._page, self._channel, self._bot = env, page, channel, bot
        self._lock = asyncio.Lock()
        self._published: dict[str, tuple[int, int]] = {}
        self._act = page._action
        # SimCord offers no hook around a page's actions, and mypy no way to replace a method by assignment.
        setattr(page, "_action", self._locked_action)  # noqa: B010

    async def run(self) -> None:
        while True:
            await asyncio.sleep(1)
            async with self._lock:
                try:
                    await self._advance()
                except TimeoutError:
                    # The bot was still busy: the next second tries again.
                    log.debug("the bot was busy for longer than SimCord waits")

    async def _advance(self) -> None:
        before = self._newest()
        await self._env.advance_time(max(0.0, (system_clock() - self._env.now()).total_seconds()))
        if self._newest() == before:
            return
        revisions = {name: page.revision for name, page in self._page._pages.items()}
        await self._page.refresh()
        for name, page in self._page._pages.items():
            if name in revisions:
                self._published[name] = (revisions[name], page.revision)

    def _newest(self) -> int | None:
        messages = self._env.backend.messages.get(self._channel.id, {})
        return max(messages, default=None)

    async def _locked_action(self, context: str | None, body: Mapping[str, Any]) -> Any:
        async with self._lock:
            if isinstance(body, Mapping) and context in self._published:
                before, after = self._published[context]
                if body.get("published_revision") == before and self._page._pages[context].revision == after:
                    body = {**body, "published_revision": after}
            if isinstance(body, Mapping) and isinstance(body.get("content"), str) and self._bot.user is not None:
                # Discord's app puts a mention where one types a name; SimCord's page sends what was typed.
                body = {**body, "content": body["content"].replace(f"@{NAME}", self._bot.user.mention)}
            return await self._act(context, body)


async def _ingest_sample(settings: Settings, folder: Path) -> None:
    now = system_clock()
    await asyncio.to_thread(write_newsroom, folder, now)
    services = await open_services(settings)
    try:
        await services.newsroom.ingest(read_paths([folder]), now=now)
    finally:
        await services.close()


async def _mark_greeted(settings: Settings, guild: int) -> None:
    """The welcome that the preview shows takes the place of the bot's greeting."""
    services = await open_services(settings)
    try:
        await services.servers.change(guild, greeted=system_clock())
    finally:
        await services.close()


async def _welcome(env: Any, bot: NewsBot, channel: Any, texts: tuple[str, ...]) -> None:
    with env._bot_scope():
        await bot.get_partial_messageable(channel.id).send(view=card(texts))
    await env.settle()


def _expect_refusals(env: Any) -> None:
    """Let SimCord's page take a refused command for done, so that it empties the field, as Discord does."""
    errors_since = env.errors_since

    def unexpected(cursor: int) -> tuple[BaseException, ...]:
        return tuple(error for error in errors_since(cursor) if not isinstance(_cause(error), EXPECTED))

    env.errors_since = unexpected


def _cause(error: BaseException) -> BaseException:
    cause: BaseException = getattr(error, "original", error)
    return cause


@contextmanager
def _speaking(locale: str) -> Iterator[None]:
    """Let SimCord say in every interaction that the member's and the server's language is this one."""
    original = interactions.base_payload

    def base_payload(*arguments: Any, **more: Any) -> Any:
        record, payload = original(*arguments, **more)
        return record, payload | {name: locale for name in ("locale", "guild_locale") if name in payload}

    setattr(interactions, "base_payload", base_payload)  # noqa: B010
    try:
        yield
    finally:
        setattr(interactions, "base_payload", original)  # noqa: B010


@contextmanager
def _light_page() -> Iterator[None]:
    """Keep SimCord's page as fast after 30 messages as after the first.

    After every action it lays out all that it shows anew, up to 50 messages, and reads the markup of every text of the
    channel several times. So it shows fewer messages at once, the rest a click away, and remembers what it has read.
    """
    read: Callable[..., Any] = _messages.__dict__["markdown_tokens"]

    @functools.lru_cache(maxsize=20_000)
    def read_once(text: str, profile: str, context: str) -> Any:
        return read(text, profile, context=json.loads(context))

    def tokens(value: Any, profile: str = "message", *, context: Mapping[str, Any] | None = None) -> Any:
        if not isinstance(value, str):
            return read(value, profile, context=context)
        # Whoever asks for tokens writes into them.
        return copy.deepcopy(read_once(value, profile, json.dumps(context, sort_keys=True)))

    readers = (_component_projection, _messages, _queries, _snapshot)
    replaced: list[tuple[ModuleType, str, Any]] = [
        *((module, "markdown_tokens", tokens) for module in readers),
        *((module, "HISTORY_WINDOW_SIZE", MESSAGES_SHOWN) for module in (_action_plans, _snapshot)),
        (_action_plans, "HISTORY_STEP", MESSAGES_SHOWN // 2),
    ]
    originals = [getattr(module, name) for module, name, _ in replaced]
    for module, name, value in replaced:
        setattr(module, name, value)
    try:
        yield
    finally:
        for (module, name, _), value in zip(replaced, originals, strict=True):
            setattr(module, name, value)
