"""`nutgraf run`: the connected bot as a process that starts with a sentence and stops cleanly."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from contextlib import nullcontext

import aiohttp
import discord
import structlog

from bot.app import create_bot
from bot.sole_run import sole_run
from config.settings import Settings

log = structlog.get_logger(__name__)

NO_TOKEN = """\
There is no bot token, so Nutgraf cannot connect to Discord.
  1. Make an application at https://discord.com/developers/applications and copy its token from the page “Bot”.
  2. Give it to Nutgraf: NUTGRAF_DISCORD__TOKEN=… in the environment, or a file that NUTGRAF_DISCORD__TOKEN_FILE names.
  3. `nutgraf invite` prints the address that adds the bot to your server.
To try Nutgraf without a token: nutgraf preview."""
WRONG_TOKEN = """\
Discord refused the bot token. It may have been reset, or copied only in part.
Get a new one at https://discord.com/developers/applications (page “Bot”, “Reset Token”)
and set NUTGRAF_DISCORD__TOKEN."""
UNREACHABLE = """\
Discord cannot be reached: {reason}.
Check this machine's network, or set NUTGRAF_DISCORD__PROXY if it needs a proxy."""


async def serve(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; gives the exit status: 0 for a clean stop, 1 if the bot could not run.

    Raises SettingsError or KnowledgeError, whose text is a sentence, if settings or data dir cannot be used, or if
    another `run` has the SQLite data dir.
    """
    token = settings.token()
    if token is None:
        print(NO_TOKEN, file=sys.stderr)
        return 1
    with sole_run(settings.data_dir) if settings.database is None else nullcontext():
        return await _serve(settings, token)


async def _serve(settings: Settings, token: str) -> int:
    bot = create_bot(settings)
    # What the imports have left is here to stay. Walking over it, the garbage collector would hold up everything for
    # tens of milliseconds now and then.
    gc.collect()
    gc.freeze()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    running = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            log.info("stopping")
    finally:
        stopping.cancel()
        await bot.close()
    try:
        await running
    except discord.LoginFailure:
        print(WRONG_TOKEN, file=sys.stderr)
    except discord.ConnectionClosed as error:
        if error.code != 4004:
            raise
        print(WRONG_TOKEN, file=sys.stderr)
    except (aiohttp.ClientConnectionError, discord.DiscordServerError) as error:
        print(UNREACHABLE.format(reason=str(error) or type(error).__name__), file=sys.stderr)
    else:
        return 0
    return 1
