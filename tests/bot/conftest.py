"""A real bot on SimCord's Discord, over a small invented newsroom."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.app import create_bot, open_newsroom
from bot.cli import main
from bot.client import NewsBot
from config.settings import Settings, names
from knowledge.articles import Article, HeadlineOnly

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
"""Where SimCord's clock starts."""

PAGE = """\
The Harl Bridge reopened to traffic on Wednesday after a year of repairs.
County engineer Mireille Sánchez said the work cost 4.6 million dollars.

A ferry that carried commuters meanwhile makes its last crossing on Friday.



Snow expected in the hills
Otters return to the Vess
"""


def news() -> list[Article | HeadlineOnly]:
    """Three told stories, twelve small ones, and headlines alone; the newest an hour old."""
    told = [
        Article(
            "Harl Bridge reopens after a year of repairs",
            (
                "The Harl Bridge reopened to traffic on Wednesday, a year after cracks were found in two of its piers.",
                "Repairs cost 4.6 million dollars, said county engineer Mireille Sánchez. Lorries may use it from May.",
                "A ferry that had carried commuters meanwhile makes its last crossing on Friday.",
            ),
            source="Harrow Post",
            published=BEGIN - timedelta(hours=1),
            url="https://harrowpost.example/harl-bridge",
        ),
        Article(
            "Bridge over the Harl open again",
            (
                "Cars and buses crossed the Harl Bridge again on Wednesday after a year of repairs to its piers.",
                "County engineer Mireille Sánchez put the cost at 4.6 million dollars.",
            ),
            source="Bay Radio",
            published=BEGIN - timedelta(hours=2),
            url="https://bayradio.example/bridge",
        ),
        Article(
            "Otters return to the Vess",
            (
                "Wardens counted eleven otters on the river Vess this winter, the first in forty years.",
                "“We thought we had lost them for good,” said warden Tam Oyelaran.",
            ),
            source="Harrow Post",
            published=BEGIN - timedelta(days=3),
            url="https://harrowpost.example/otters",
        ),
    ]
    small = [
        Article(
            f"Council note {count}",
            (f"Committee number {count} met about drains on street {count}.",),
            source="Bay Radio",
            published=BEGIN - timedelta(days=5, hours=count),
            url=f"https://bayradio.example/note-{count}",
        )
        for count in range(12)
    ]
    return [*told, *small, HeadlineOnly("Snow expected in the hills", "Harrow Post")]


@pytest.fixture
async def settings(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    filled = tmp_path_factory.getbasetemp() / "filled"
    if not filled.exists():
        newsroom = await open_newsroom(Settings(data_dir=filled))
        await newsroom.ingest(news(), now=BEGIN)
        await newsroom.close()
    return Settings(data_dir=shutil.copytree(filled, tmp_path / "data"))


class World:
    """A server with a channel, a member and a moderator, and the bot in it."""

    def __init__(self, env: Any, bot: NewsBot, settings: Settings, guild: int) -> None:
        self.env, self.bot, self.settings = env, bot, settings
        self.guild = env.create_guild("Harrow readers", id=guild)
        self.channel = self.guild.create_text_channel("news")
        self.managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.member = self.guild.add_member(env.create_user("member"))
        self.moderator = self.guild.add_member(env.create_user("moderator"), roles=[self.managers])

    async def sleep_through(self, seconds: float) -> None:
        """Time passes on a suspended machine, where no job runs meanwhile."""
        self.env.backend.advance_clock(seconds)
        await self.env.settle()

    async def restart(self) -> None:
        """The bot's process ends and another begins on the same data dir."""
        await self.bot.close()
        self.bot = create_bot(self.settings)
        await self.env.restart_bot(self.bot)


@pytest.fixture
def simcord_bot(settings: Settings) -> NewsBot:
    """What SimCord's `simcord_env` fixture runs."""
    return create_bot(settings)


@pytest.fixture
async def world(simcord_env: Any, simcord_bot: NewsBot, settings: Settings) -> AsyncIterator[World]:
    guild = simcord_env.backend.snowflake() + 1_000  # an id that SimCord has not given away
    # A greeting would stand between what the tests look at; test_greeting.py tests it in a server of its own.
    await simcord_bot.servers.change(guild, greeted=BEGIN)
    world = World(simcord_env, simcord_bot, settings, guild)
    yield world
    await world.bot.close()


def texts(message: Any) -> str:
    """All the text of a card, block by block."""
    found: list[str] = []

    def walk(component: dict[str, Any]) -> None:
        if component.get("type") == 10:
            found.append(component["content"])
        for child in component.get("components", ()):
            walk(child)

    components = message.components
    for component in components:
        walk(component if isinstance(component, dict) else component.to_dict())
    return "\n".join(found)


async def press_more(member: Any, message: Any, label: str) -> Any:
    """Press a button that stands behind *More*."""
    rest = await member.click(message, label="More")
    assert rest.ephemeral
    return await member.click(rest.response, label=label)


def refusal(result: Any) -> str:
    """What a command said in the end: after a deferral a refusal is a follow-up."""
    return texts(result.followups[0] if result.followups else result.response)


def accent(message: Any) -> int:
    """The card's accent colour."""
    first = message.components[0]
    found = first["accent_color"] if isinstance(first, dict) else first.to_dict()["accent_color"]
    return int(found)


class Run:
    """What a call of the command line left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


@pytest.fixture
def nutgraf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    for variable in names():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["nutgraf", "--data-dir", str(tmp_path / "data"), *words])
        status: int | str | None = 0
        try:
            main()
        except SystemExit as exit_:
            status = exit_.code
        captured = capsys.readouterr()
        return Run(int(status or 0), captured.out, captured.err)

    return call


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path
