"""Opens the program: its services, and the bot that works with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from bot.services import Services
from config.settings import Settings
from knowledge.newsroom import Newsroom

if TYPE_CHECKING:
    from bot.client import NewsBot

Access = Literal["write", "read", "inspect"]
"""`write` needs a data dir that can be written; `read` also opens one that cannot, such as on a full disk; `inspect`
makes, changes and saves nothing."""


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


async def open_newsroom(settings: Settings, *, access: Access = "write") -> Newsroom:
    """The newsroom of the settings. Raises KnowledgeError with a sentence if it cannot be used."""
    url = None if settings.database is None else settings.database.get_secret_value()
    folder, threshold = settings.data_dir, settings.answers.threshold
    if access == "read":
        return await Newsroom.open_for_reading(folder, threshold=threshold, database_url=url)
    return await Newsroom.open(folder, threshold=threshold, database_url=url, read_only=access == "inspect")


async def open_services(
    settings: Settings, *, access: Access = "write", clock: Callable[[], datetime] = system_clock
) -> Services:
    """The services of the settings; to be closed. Raises KnowledgeError with a sentence if they cannot be opened."""
    return Services(settings, await open_newsroom(settings, access=access), clock)


def create_bot(settings: Settings, *, clock: Callable[[], datetime] | None = None) -> NewsBot:
    """The bot, not yet connected. Opens nothing: its `setup_hook` opens the services, its `close` closes them.

    A second bot on the same data dir goes on where the first stopped. `clock` gives the present moment in UTC; without
    one it is discord.py's, which a simulation can move.
    """
    import discord

    from bot.client import NewsBot

    # Looked up at every call, since SimCord replaces the function.
    moment = clock or (lambda: discord.utils.utcnow())
    return NewsBot(settings, open_services=lambda: open_services(settings, clock=moment))
