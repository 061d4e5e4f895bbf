"""`nutgraf doctor`: is everything in place, and if not, what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.invite import application_id
from config.settings import Settings, SettingsError
from knowledge.articles import KnowledgeError
from knowledge.newsroom import Newsroom

GATEWAY = "https://discord.com/api/v10/gateway"
NETWORK_SECONDS = 5.0
FREE_MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `detail` says what was found, and what to do where it is not well; a warning is ok."""

    name: str
    ok: bool
    detail: str
    warning: bool = False


async def examine(settings: Settings | SettingsError) -> list[Check]:
    """Look at everything that can be looked at; wrong settings end it, since nothing else is known then."""
    if isinstance(settings, SettingsError):
        return [Check("settings", False, " ".join(str(settings).split("\n")))]
    checks = [Check("settings", True, "All settings are understood.")]
    checks.append(_data_dir(settings.data_dir))
    if checks[-1].ok:
        checks += await _news(settings)
    checks += [_token(settings), await _network(settings), _time_zones(settings)]
    return checks


def _data_dir(folder: Path) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        return Check("data dir", False, f"{folder} cannot be made: {error.strerror}. Set NUTGRAF_DATA_DIR.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Check("data dir", False, f"{folder} cannot be written. Correct its owner or permissions.")
    free = shutil.disk_usage(folder).free // 2**20
    if free < FREE_MEGABYTES:
        return Check("data dir", False, f"{folder} has only {free} MB left. Free some space.")
    if folder.stat().st_mode & 0o077:
        return Check("data dir", True, f"{folder} can be read by others. chmod 700 {folder} keeps it private.", True)
    return Check("data dir", True, f"{folder.resolve()}, {free:,} MB free.")


async def _news(settings: Settings) -> list[Check]:
    try:
        newsroom = await Newsroom.open(settings.data_dir)
    except KnowledgeError as error:
        return [Check("archive", False, str(error))]
    try:
        articles, paragraphs = await newsroom.archive.counts()
        why = newsroom.paragraph_index.rebuilt_because
        await newsroom.catch_up()
        indexed = newsroom.paragraph_index.passages
        await newsroom.save()
        damage = newsroom.paragraph_index.verify() + newsroom.headline_index.verify() if articles else []
    finally:
        await newsroom.close()
    archive = Check("archive", True, f"{articles:,} articles, {paragraphs:,} paragraphs.")
    if not articles:
        archive = Check("archive", True, "No news yet. Add some: nutgraf ingest PATH…", True)
    folder = settings.data_dir / "index"
    if damage:
        return [archive, Check("index", False, f"{damage[0]} Delete {folder}; it is made again.")]
    if indexed != paragraphs:
        detail = f"It covers {indexed:,} of {paragraphs:,} paragraphs. Delete {folder}; it is made again."
        return [archive, Check("index", False, detail)]
    detail = f"All {indexed:,} paragraphs are indexed."
    return [archive, Check("index", True, detail if why is None else f"{detail} It was made again: {why}")]


def _token(settings: Settings) -> Check:
    try:
        token = settings.token()
    except SettingsError as error:
        return Check("token", False, str(error))
    if token is None:
        return Check("token", True, "None is set; `nutgraf run` needs one: NUTGRAF_DISCORD__TOKEN.", True)
    if application_id(token) is None:
        detail = "It does not look like a bot token (three parts with dots). Copy it again from the page “Bot”."
        return Check("token", False, detail)
    return Check("token", True, "It looks like a bot token.")


async def _network(settings: Settings) -> Check:
    timeout = aiohttp.ClientTimeout(total=NETWORK_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(GATEWAY, proxy=settings.discord.proxy) as response,
        ):
            status = response.status
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        # A warning: the archive can be asked from the command line without any network.
        reason = str(error) or type(error).__name__
        return Check("network", True, f"Discord cannot be reached ({reason}). A proxy: NUTGRAF_DISCORD__PROXY.", True)
    return Check("network", True, f"Discord answers ({status}).", status >= 500)


def _time_zones(settings: Settings) -> Check:
    try:
        ZoneInfo(settings.timezone)
    except ZoneInfoNotFoundError:
        return Check("time zones", False, f"{settings.timezone} is not known here. Install the package tzdata.")
    return Check("time zones", True, f"Known; digests default to {settings.timezone}. Python {sys.version.split()[0]}.")
