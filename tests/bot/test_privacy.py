"""/privacy: what is kept about a member, as a file; and deleted for good, out of backups from before as well."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.outbox import Posting, new_nonce
from bot.servers.personal_data import ERASED_COLUMNS, carry_over, mark_of
from knowledge.archive.backup import back_up, restore
from knowledge.archive.database import FILE_NAME
from knowledge.archive.tables import metadata
from tests.bot.conftest import BEGIN, World, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"
SECRET = "quibbleworth"


async def leave_traces(world: World) -> None:
    """A member asks, rates, watches, sets up, and chooses settings."""
    asked = await world.member.slash(world.channel, "ask", question=f"{QUESTION} {SECRET}")
    await world.member.click(asked.response, custom_id=f"press:helpful:{1}")
    await world.member.slash(world.channel, "watch add", what=f"{SECRET} lighthouse", where="direct message")
    shown = await world.member.slash(world.channel, "settings")
    await world.member.select(shown.response, ["en"], custom_id="choice:settings-own-language")
    await world.moderator.slash(world.channel, "watch add", what="harbour lighthouse", where="this channel")


async def exported(member: Any, channel: Any) -> dict[str, Any]:
    shown = await member.slash(channel, "privacy export")
    assert shown.ephemeral
    (attachment,) = shown.response.attachments
    assert attachment.filename == "nutgraf-data.json"
    found: dict[str, Any] = json.loads(await attachment.read())
    return found


async def test_about_says_what_is_kept_to_everybody_and_in_a_direct_message(world: World) -> None:
    for shown in (
        await world.member.slash(world.channel, "privacy about"),
        await world.member.user.slash("privacy about"),
    ):
        assert shown.ephemeral
        said = texts(shown.response)
        assert "**Your questions**, what I quoted and where you asked, for 90 days" in said
        assert said.count("\n- ") == 7
    asked = await world.member.user.click(shown.response, label="Delete my data")
    assert "Delete everything I keep about you?" in texts(asked.response)


async def test_a_member_gets_all_of_their_own_and_nothing_of_others(world: World) -> None:
    await leave_traces(world)
    held = await exported(world.member, world.channel)
    assert held["member"] == str(world.member.id)
    assert [one["state"]["question"] for one in held["questions"]] == [f"{QUESTION} {SECRET}"]
    assert held["questions"][0]["guild"] == str(world.guild.id)
    assert [(one["helpful"], one["question"]) for one in held["ratings"]] == [(True, f"{QUESTION} {SECRET}")]
    assert [one["words"] for one in held["watches"]] == [f"{SECRET} lighthouse"]
    assert held["settings"]["language"] == "en"
    theirs = await exported(world.moderator, world.channel)
    assert SECRET not in json.dumps(theirs)
    assert [one["words"] for one in theirs["watches"]] == ["harbour lighthouse"]


async def test_deleting_asks_once_and_then_nothing_is_left(world: World) -> None:
    await leave_traces(world)
    bot = world.bot
    (watch,) = await bot.watches.of_member(world.member.id)
    due, payload = BEGIN + timedelta(days=5), {"content": SECRET}
    alert = Posting("watch", watch.number, "1", 0, None, watch.channel, new_nonce(), due, due, payload)
    async with bot.outbox.transaction() as connection:
        await bot.outbox.insert(connection, [alert], now=due)
    asked = await world.member.slash(world.channel, "privacy delete")
    await world.member.click(asked.response, label="Behalten")
    assert len((await exported(world.member, world.channel))["questions"]) == 1
    asked = await world.member.slash(world.channel, "privacy delete")
    await world.restart()
    await world.member.click(asked.response, label="Alles löschen")
    assert "Erledigt." in texts(asked.response)
    held = await exported(world.member, world.channel)
    assert {name: value for name, value in held.items() if name not in {"member", "exported"}} == {
        "questions": [], "ratings": [], "watches": [], "settings": {}, "digests": [], "feeds": [], "relays": [],
    }  # fmt: skip
    assert len(await world.bot.watches.of_member(world.moderator.id)) == 1
    file = world.settings.data_dir.parent / "later.backup"
    back_up(world.settings.data_dir, file)
    assert SECRET.encode() not in file.read_bytes()


async def test_what_they_set_up_for_the_server_goes_on_without_their_id(world: World) -> None:
    feed = await world.bot.newsroom.feeds.add("https://gazette.example/feed", now=BEGIN)
    await world.bot.newsroom.feeds.set_state(feed.number, "paused")
    await world.bot.subscriptions.follow(world.guild.id, feed.number, member=world.moderator.id, now=BEGIN)
    await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="08:00", name="Morning")
    held = await exported(world.moderator, world.channel)
    assert [one["name"] for one in held["digests"]] == ["Morning"]
    assert [one["address"] for one in held["feeds"]] == ["https://gazette.example/feed"]
    asked = await world.moderator.slash(world.channel, "privacy delete")
    await world.moderator.click(asked.response, label="Delete everything")
    assert "Morning" in texts((await world.moderator.slash(world.channel, "digest list")).response)
    assert "gazette.example" in texts((await world.moderator.slash(world.channel, "feeds list")).response)
    (digest,) = await world.bot.digests.all()
    (followed,) = await world.bot.subscriptions.of_guild(world.guild.id)
    assert (digest.spec.author, followed.member) == (0, 0)


async def test_a_backup_from_before_is_restored_without_them(world: World) -> None:
    await leave_traces(world)
    folder = world.settings.data_dir
    before, between = folder.parent / "before.backup", folder.parent / "between.backup"
    back_up(folder, before)
    assert SECRET.encode() in before.read_bytes()
    await world.bot.personal_data.erase(world.member.id, now=BEGIN + timedelta(hours=1))
    await world.member.slash(world.channel, "ask", question="How many otters were counted?")
    back_up(folder, between)
    await world.bot.close()

    restore(folder, before, now=BEGIN, carry_over=carry_over)
    assert questions_of(folder, world.member.id) == []
    assert SECRET.encode() not in (folder / FILE_NAME).read_bytes()
    assert watches(folder) == ["harbour lighthouse"]
    # It is still remembered, so that the same backup may be restored once more.
    restore(folder, before, now=BEGIN, carry_over=carry_over)
    assert questions_of(folder, world.member.id) == []
    # What was asked after the deletion is theirs again and comes back.
    restore(folder, between, now=BEGIN, carry_over=carry_over)
    assert questions_of(folder, world.member.id) == ["How many otters were counted?"]


def rows(folder: Path, query: str, *values: object) -> list[Any]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        return database.execute(query, values).fetchall()


def questions_of(folder: Path, member: int) -> list[str]:
    found = rows(folder, "SELECT state FROM card WHERE member = ?", member)
    return [json.loads(state)["question"] for (state,) in found]


def watches(folder: Path) -> list[str]:
    return [words for (words,) in rows(folder, "SELECT words FROM watch")]


def test_a_backup_of_an_earlier_version_is_cleaned_too() -> None:
    """Its tables have other names, and it knows of no deletions."""
    with closing(sqlite3.connect(":memory:")) as restored, closing(sqlite3.connect(":memory:")) as present:
        restored.execute("CREATE TABLE watch (number INTEGER PRIMARY KEY, member INTEGER, words TEXT)")
        restored.execute("CREATE TABLE sighting (watch INTEGER, entry INTEGER)")
        restored.execute("CREATE TABLE following (guild INTEGER, feed INTEGER, member INTEGER)")
        restored.executemany("INSERT INTO watch VALUES (?, ?, ?)", [(1, 5, "mine"), (2, 6, "another's")])
        restored.executemany("INSERT INTO sighting VALUES (?, ?)", [(1, 9), (2, 9)])
        restored.executemany("INSERT INTO following VALUES (?, ?, ?)", [(7, 1, 5), (7, 2, 6)])
        present.execute("CREATE TABLE erasure (mark TEXT PRIMARY KEY, erased TEXT)")
        present.execute("INSERT INTO erasure VALUES (?, '2026-01-01 00:00:00')", [mark_of(5)])
        carry_over(restored, present)
        assert restored.execute("SELECT words FROM watch").fetchall() == [("another's",)]
        assert restored.execute("SELECT watch FROM sighting").fetchall() == [(2,)]
        assert restored.execute("SELECT member FROM following ORDER BY feed").fetchall() == [(0,), (6,)]
        assert restored.execute("SELECT mark FROM erasure").fetchall() == [(mark_of(5),)]


def test_no_table_names_a_member_unknown_to_privacy() -> None:
    """Whoever adds a column with a member's id also says, in `personal_data`, what deleting does with it."""
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name in {"member", "author", "user", "asker"}
    }
    assert named == ERASED_COLUMNS


@pytest.mark.parametrize("damaged", [False, True])
async def test_a_present_state_that_cannot_be_read_is_no_obstacle(world: World, damaged: bool) -> None:
    folder = world.settings.data_dir
    before = folder.parent / "before.backup"
    back_up(folder, before)
    await world.bot.personal_data.erase(world.member.id, now=BEGIN)
    await world.bot.close()
    if damaged:
        (folder / FILE_NAME).write_bytes(b"no database at all " * 1000)
    restore(folder, before, now=BEGIN, carry_over=carry_over)
    assert len(rows(folder, "SELECT * FROM erasure")) == (0 if damaged else 1)
