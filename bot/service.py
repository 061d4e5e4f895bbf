"""`nutgraf run`: the connected bot as a process that starts with a sentence and stops cleanly."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import nullcontext

import structlog
from discord.webhook.async_ import async_context

from bot.app import create_bot
from bot.client import NewsBot
from bot.delivery.requests import FollowUpsOnce
from bot.logs import log_stray_errors, masked
from bot.sole_run import sole_run
from bot.start_failures import explain
from config.settings import Settings
from knowledge.pacing import collect_seldom

log = structlog.get_logger(__name__)

NO_TOKEN = """\
There is no bot token, so Nutgraf cannot connect to Discord.
  1. Create an application at https://discord.com/developers/applications and copy its token from the page “Bot”.
  2. Give it to Nutgraf: set NUTGRAF_DISCORD__TOKEN, or NUTGRAF_DISCORD__TOKEN_FILE to a file that contains it.
  3. `nutgraf invite` prints the link that adds the bot to your server.
To try Nutgraf without a token: nutgraf preview."""

LONGEST_WAIT = 60.0


async def serve(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT and return the exit status: 0 for a clean stop, 1 if the bot could not run.

    A start that failed is retried if waiting may help, with a longer pause each time. Raises SettingsError or
    KnowledgeError, whose text is a sentence, if settings or data dir cannot be used, or if another `run` is using the
    SQLite data dir.
    """
    token = settings.token()
    if token is None:
        print(NO_TOKEN, file=sys.stderr)
        return 1
    masked.add([token])
    with sole_run(settings.data_dir) if settings.database is None else nullcontext():
        return await _serve(settings, token)


async def _serve(settings: Settings, token: str) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    log_stray_errors()
    async_context.set(FollowUpsOnce())  # type: ignore[no-untyped-call]  # for every task that the bot begins
    tries = 0
    while True:
        bot = create_bot(settings)
        if tries == 0:
            collect_seldom()  # what the imports created stays until the end
        error = await _run(bot, token, stop)
        if stop.is_set() or error is None:
            return 0
        tries = 1 if bot.has_been_ready else tries + 1
        failure = explain(error)
        if failure is None:
            raise error
        log.debug("the bot could not start", exc_info=error)
        if tries > failure.repeats:
            print(masked(failure.sentence), file=sys.stderr)
            return 1
        pause = min(2.0 ** (tries - 1), LONGEST_WAIT)
        log.warning(failure.sentence, next_try_seconds=pause)
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue
        return 0


async def _run(bot: NewsBot, token: str, stop: asyncio.Event) -> BaseException | None:
    """Run a bot until it ends or `stop` is set, close it, and return the error it failed with."""
    running = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            log.info("stopping")
            if not bot.has_been_ready:
                # No answers are in flight, and whatever is being opened closes itself.
                running.cancel()
                await asyncio.wait({running})
    finally:
        stopping.cancel()
        await bot.close()
    (outcome,) = await asyncio.gather(running, return_exceptions=True)
    return outcome if isinstance(outcome, Exception) else None
