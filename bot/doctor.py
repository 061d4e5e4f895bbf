"""`nutgraf doctor`: is everything in place, and if not, what to do about it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.app import open_services
from bot.invite import application_id
from config.settings import Settings, SettingsError
from knowledge.archive.backup import is_damaged
from knowledge.archive.database import FILE_NAME, INDEX_FOLDER, WAYS_OUT, explain
from knowledge.archive.migrations import NoArchive, OlderArchive
from knowledge.errors import KnowledgeError
from knowledge.newsroom import Newsroom

GATEWAY = "https://discord.com/api/v10/gateway"
NETWORK_SECONDS = 5.0
FREE_MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check. `detail` says what was found, and what to do about a problem; a warning counts as ok."""

    name: str
    ok: bool
    detail: str
    warning: bool = False


async def examine(settings: Settings | SettingsError) -> list[Check]:
    """Check everything and change nothing.

    With wrong settings that is the only check, since nothing else can be found without them.
    """
    if isinstance(settings, SettingsError):
        return [Check("settings", False, " ".join(str(settings).split("\n")))]
    checks = [Check("settings", True, "All settings are valid.")]
    checks.append(_data_dir(settings.data_dir))
    if checks[-1].ok:
        checks += await _news(settings)
    checks += [_token(settings), await _network(settings), _time_zones(settings)]
    return checks


def _data_dir(folder: Path) -> Check:
    if not folder.exists():
        parent = next(parent for parent in folder.absolute().parents if parent.exists())
        if not os.access(parent, os.W_OK | os.X_OK):
            return Check("data dir", False, f"{folder} cannot be created in {parent}. Set NUTGRAF_DATA_DIR.")
        return Check("data dir", True, f"{folder.absolute()} does not exist yet; the first command creates it.")
    if not folder.is_dir():
        return Check("data dir", False, f"{folder} is not a folder. Set NUTGRAF_DATA_DIR.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Check("data dir", False, f"{folder} is not writable. Correct its owner or permissions.")
    free = shutil.disk_usage(folder).free // 2**20
    if free < FREE_MEGABYTES:
        return Check("data dir", False, f"{folder} has only {free} MB left. Free some space.")
    if folder.stat().st_mode & 0o077:
        return Check("data dir", True, f"Others can read {folder}. `chmod 700 {folder}` makes it private.", True)
    return Check("data dir", True, f"{folder.resolve()}, {free:,} MB free.")


async def _news(settings: Settings) -> list[Check]:
    """The archive and its index as they are: a check must not repair or lose what it checks."""
    file = settings.data_dir / FILE_NAME
    try:
        holds_bytes = settings.database is None and file.exists() and file.stat().st_size
        if holds_bytes and await asyncio.to_thread(_is_damaged, file):
            return [Check("archive", False, f"{file} is damaged. {WAYS_OUT}")]
        services = await open_services(settings, access="inspect")
    except NoArchive:
        return [_no_news(), Check("index", True, "There is nothing to index yet.")]
    except OlderArchive as error:
        return [Check("archive", True, str(error), True)]
    except KnowledgeError as error:
        return [Check("archive", False, str(error))]
    except sqlite3.Error as error:
        return [Check("archive", False, explain(error, str(file)) or f"{file}: {error}.")]
    newsroom = services.newsroom
    try:
        articles, paragraphs = await newsroom.archive.counts()
        revision = await newsroom.archive.revision()
        index = await asyncio.to_thread(_index, newsroom, revision, paragraphs, settings.data_dir / INDEX_FOLDER)
    finally:
        await services.close()
    if not articles:
        return [_no_news(), index]
    where = "in PostgreSQL" if settings.database is not None else f"in {FILE_NAME}"
    return [Check("archive", True, f"{articles:,} articles, {paragraphs:,} paragraphs, {where}."), index]


def _is_damaged(file: Path) -> bool:
    return is_damaged(file, untouched=True)


def _no_news() -> Check:
    return Check("archive", True, "No news yet. Add some: nutgraf feeds add URL, or nutgraf ingest PATH.", True)


def _index(newsroom: Newsroom, revision: int, paragraphs: int, folder: Path) -> Check:
    indexes = (newsroom.paragraph_index, newsroom.headline_index)
    for index in indexes:
        if index.rebuilt_because is not None:
            return Check("index", True, f"{index.rebuilt_because} The next command rebuilds it.", revision > 0)
    for index in indexes:
        # A running bot may replace the files between two reads, so only damage that is found twice counts.
        damage = index.verify() and index.verify()
        if damage:
            return Check("index", False, f"{damage[0]} Delete {folder}; it will be rebuilt.")
    indexed = newsroom.paragraph_index.passages
    if any(index.revision != revision for index in indexes):
        detail = f"It covers {indexed:,} of {paragraphs:,} paragraphs; the next command, or the bot, adds the rest."
        return Check("index", True, detail)
    if indexed != paragraphs:
        detail = f"It covers {indexed:,} of {paragraphs:,} paragraphs. Delete {folder}; it will be rebuilt."
        return Check("index", False, detail)
    return Check("index", True, f"All {indexed:,} paragraphs are indexed.")


def _token(settings: Settings) -> Check:
    try:
        token = settings.token()
    except SettingsError as error:
        return Check("token", False, str(error))
    if token is None:
        return Check("token", True, "Not set. `nutgraf run` needs one: set NUTGRAF_DISCORD__TOKEN.", True)
    if application_id(token) is None:
        detail = "Does not look like a bot token (three parts with dots). Copy it again from the page “Bot”."
        return Check("token", False, detail)
    return Check("token", True, "Looks like a bot token.")


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
        return Check("network", True, f"Discord cannot be reached ({reason}). Proxy: NUTGRAF_DISCORD__PROXY.", True)
    return Check("network", True, f"Discord answers ({status}).", status >= 500)


def _time_zones(settings: Settings) -> Check:
    try:
        ZoneInfo(settings.timezone)
    except ZoneInfoNotFoundError:
        return Check("time zones", False, f"{settings.timezone} is unknown here. Install the package tzdata.")
    return Check("time zones", True, f"Known; digests default to {settings.timezone}. Python {sys.version.split()[0]}.")
