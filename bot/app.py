"""The only place where the program is put together from its settings."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from config.settings import Settings
from knowledge.newsroom import Newsroom

if TYPE_CHECKING:
    # Discord and fetching are loaded where they are put together: most commands need neither.
    from bot.client import NewsBot
    from knowledge.fetching.assembly import Fetching


def system_clock() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


async def open_newsroom(settings: Settings, *, only_to_read: bool = False) -> Newsroom:
    """The newsroom of the settings' data dir. Raises KnowledgeError with a sentence if it cannot be used.

    With `only_to_read` a disk that is full is no reason not to answer.
    """
    url = None if settings.database is None else settings.database.get_secret_value()
    open_ = Newsroom.open_for_reading if only_to_read else Newsroom.open
    return await open_(settings.data_dir, threshold=settings.answers.threshold, database_url=url)


def open_fetching(settings: Settings, newsroom: Newsroom) -> Fetching:
    """What finds and polls the feeds of a newsroom. To be closed before it."""
    from knowledge.fetching.assembly import fetching
    from knowledge.fetching.policy import AddressPolicy

    return fetching(
        newsroom.feeds,
        policy=AddressPolicy(allow_private=settings.feeds.allow_private),
        version=version("nutgraf"),
        contact=settings.feeds.contact,
        chance=random.SystemRandom().random,
    )


def create_bot(settings: Settings, *, clock: Callable[[], datetime] | None = None) -> NewsBot:
    """The bot, not yet connected. Opens nothing: its `setup_hook` opens the newsroom, its `close` closes it.

    A second bot on the same data dir goes on where the first stopped. `clock` gives the present moment in UTC; without
    one it is discord.py's, which a simulation can move.
    """
    from bot.client import NewsBot

    return NewsBot(
        settings,
        open_newsroom=lambda: open_newsroom(settings),
        open_fetching=lambda newsroom: open_fetching(settings, newsroom),
        clock=clock,
    )
