"""A data dir of an earlier version opens unchanged, and the buttons of cards it posted go on working."""

from __future__ import annotations

import sqlite3
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards.controls import Press
from bot.cards.layout import card
from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.digest_store import PostedStory
from bot.delivery.watch_store import Match
from bot.servers.card_store import card as card_table
from bot.servers.quoted import quoted
from config.settings import Settings
from tests.bot.conftest import BEGIN, World, refusal, texts

ARCHIVES = Path(__file__).parent.parent / "upgrades"
"""One data dir for each schema, named after its newest migration; CONTRIBUTING.md says how to add one."""

QUESTION = "How much did the repairs of the Harl Bridge cost?"


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    with tarfile.open(ARCHIVES / "m0007.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    with closing(sqlite3.connect(tmp_path / "data-0.1" / "nutgraf.sqlite")) as database, database:
        database.execute("INSERT INTO sighting VALUES (1, 17, 17, '2026-01-01 00:02:00.000000', 1)")
    return Settings(data_dir=tmp_path / "data-0.1")


@pytest.fixture
async def world(world: World) -> World:
    """The server, its channel and its members have the ids that they have in the data dir.

    SimCord counts ids up, those of commands first, so that they shift with every new command.
    """
    await world.bot.close()
    with closing(sqlite3.connect(world.settings.data_dir / "nutgraf.sqlite")) as database, database:
        (guild,) = database.execute("SELECT guild FROM digest").fetchone()
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            for column in columns & {"guild", "channel", "member", "author"}:
                database.execute(f"UPDATE {table} SET {column} = {column} + ?", (world.guild.id - guild,))
    await world.restart()
    return world


async def test_news_digests_watches_and_feeds_are_all_there(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    assert "4.6 million dollars" in texts(asked.response)
    listed = texts((await world.moderator.slash(world.channel, "digest list")).response)
    assert "Morning" in listed
    watched = texts((await world.moderator.slash(world.channel, "watch list")).response)
    assert "How many otters did wardens count" in watched
    feeds = texts((await world.moderator.slash(world.channel, "feeds list")).response)
    assert "gazette.example" in feeds
    gas = await world.member.slash(world.channel, "ask", question="How did the lamplighters in Quell vote?")
    assert "31 to 9" in texts(gas.response)


async def test_the_digest_that_was_posted_is_not_posted_again(world: World) -> None:
    world.env.settle_timeout = 60  # many minutes, each with its jobs
    await world.env.advance_time(2 * 3600)
    assert not [m for m in world.channel.history(viewer=world.member) if "Harl Bridge" in texts(m)]
    (morning,) = await world.bot.digests.all()
    assert morning.due == BEGIN + timedelta(days=1, minutes=10)


async def test_editions_and_matches_are_still_there(world: World) -> None:
    (edition,) = (await world.bot.digests.last_editions([1])).values()
    assert edition.posted == (PostedStory(BEGIN + timedelta(minutes=10), (1, 2)),)
    assert edition.selection == {"sources": (), "topic": "Harl", "length": 3}
    matched = BEGIN + timedelta(minutes=2)
    assert await world.bot.watches.matches(1, since=BEGIN) == [Match(1, 17, 17, matched, alerted=True)]
    assert await ArrivalScan(world.bot.newsroom.database, "watches").watermark() is not None


async def test_what_old_answers_quote_is_known(world: World) -> None:
    async with world.bot.newsroom.database.read() as connection:
        rows = (await connection.execute(select(quoted.c.text, quoted.c.entry, quoted.c.identity))).all()
        cards = (await connection.execute(select(card_table.c.message, card_table.c.state))).all()
    held = [quote["text"] for message, state in cards if message for quote in state["quotes"]]
    assert [row.text for row in rows] == held
    assert all(row.identity.startswith("url:") for row in rows)
    assert held


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        (Press("paragraph", "1"), "County engineer Mireille Sánchez put the cost at 4.6 million dollars"),
        (Press("helpful", "1"), "Noted: you rated this answer 👍"),
    ],
)
async def test_buttons_of_an_old_card_work(world: World, button: Press, shown: str) -> None:
    await world.bot.get_partial_messageable(world.channel.id).send(view=card(["An old answer"], rows=[[button]]))
    pressed = await world.member.click(world.channel.last_message, custom_id=button.custom_id)
    assert shown in refusal(pressed)
