"""The whole bot in a local browser, on SimCord, with the sample newsroom: no Discord, no token.

SimCord plays Discord with a clock of its own, which starts at 2026-01-01 and must be moved by hand.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import simcord
import structlog
from simcord.preview import Preview

from bot.app import create_bot, open_newsroom, system_clock
from bot.cards.layout import card
from bot.client import NewsBot
from config.sample import write_newsroom
from config.settings import Settings
from knowledge.reading import read_paths

log = structlog.get_logger(__name__)

WIDTH, HEIGHT = 1120, 800

WELCOME = (
    """\
### Nutgraf, with invented news
Type `/` below and pick a command:
- `/ask` *How many people were injured by Storm Ottoline?*
- `/ask` *What will GLP-1 drugs cost patients?*
- `/ask` *What caused the explosion at the Ebbwick refinery?* (nothing does)
- `/headlines`, `/story`, `/help`""",
    """\
Or mention me: `<@{bot}> By how many votes did Renn-Okafor win?`
As *moderator* (the switch is above), `/digest create` posts the day’s stories into this channel.""",
)

WELCOME_DIRECT = (
    """\
### Nutgraf, with invented news
Write me a question, such as *What did the Northern Reserve Bank decide?*, or type `/` for the commands.""",
)


async def run_preview(
    settings: Settings, *, port: int, open_browser: bool, direct_message: bool = False, own: bool = False
) -> None:
    """Serve the preview on 127.0.0.1 until it is closed in the browser, or SIGINT or SIGTERM.

    The first line on stdout is exactly the address; its part behind `#` is what lets a browser in.
    """
    async with preview(settings, port=port, direct_message=direct_message, own=own) as page:
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
    settings: Settings, *, port: int = 0, direct_message: bool = False, own: bool = False
) -> AsyncIterator[Preview]:
    """The running preview: a server with one channel, a member and a moderator, and a clock that goes."""
    with tempfile.TemporaryDirectory(prefix="nutgraf-preview-") as scratch:
        if not own:
            settings = settings.model_copy(update={"data_dir": Path(scratch) / "data", "database": None})
            await _ingest_sample(settings, Path(scratch) / "newsroom")
        bot = create_bot(settings)
        # Bots whose loops ran through all the months since SimCord's beginning would be busy for a while.
        async with simcord.run(discord.Client(intents=discord.Intents.none()), check_errors=False) as env:
            env.backend.bot_user.name = "Nutgraf"
            await env.advance_time((system_clock() - env.now()).total_seconds())
            guild = env.create_guild("Orvenmark news club")
            channel = guild.create_text_channel("news", topic="Ask about the news")
            moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
            member = guild.add_member(env.create_user("member"))
            moderator = guild.add_member(env.create_user("moderator"), roles=[moderators])
            try:
                await env.restart_bot(bot)
                shown = member.user.dm_channel if direct_message else channel
                await _welcome(env, bot, shown, direct_message)
                page = env.preview(
                    shown,
                    viewers=[member.user] if direct_message else [member, moderator],
                    layout="channel",
                    width=WIDTH,
                    height=HEIGHT,
                    locale="en-GB",
                    port=port,
                )
                async with page:
                    clock = _Clock(env, page, shown)
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

    def __init__(self, env: Any, page: Preview, channel: Any) -> None:
        self._env, self._page, self._channel = env, page, channel
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
            return await self._act(context, body)


async def _ingest_sample(settings: Settings, folder: Path) -> None:
    now = system_clock()
    await asyncio.to_thread(write_newsroom, folder, now)
    newsroom = await open_newsroom(settings)
    try:
        await newsroom.ingest(read_paths([folder]), now=now)
    finally:
        await newsroom.close()


async def _welcome(env: Any, bot: NewsBot, channel: Any, direct_message: bool) -> None:
    texts = WELCOME_DIRECT if direct_message else WELCOME
    with env._bot_scope():
        await bot.get_partial_messageable(channel.id).send(
            view=card([text.format(bot=bot.user.id if bot.user else 0) for text in texts])
        )
    await env.settle()
