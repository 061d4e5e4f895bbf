"""Digests in Discord: set up, listed, posted once when due, late after downtime, and deleted."""

from __future__ import annotations

from datetime import datetime, timedelta

import discord
import pytest

from bot.cards.layout import AMBER
from bot.client import Refusal
from tests.bot.conftest import BEGIN, World, accent, refusal, texts


async def create(world: World, **options: object) -> str:
    options = {"channel": world.channel, "time": "00:10", "timezone": "UTC"} | options
    made = await world.moderator.slash(world.channel, "digest create", **options)
    assert made.ephemeral
    return refusal(made)


def posted(world: World) -> list[str]:
    user = world.bot.user
    assert user is not None
    return [
        texts(message)
        for message in world.channel.history(viewer=world.member)
        if message.author.id == user.id and "-# From <t:" in texts(message)
    ]


async def test_a_digest_is_posted_once_when_due(world: World) -> None:
    assert "daily at 00:10 (UTC)" in await create(world, name="Morning")
    await world.env.advance_time(9 * 60)
    assert posted(world) == []
    await world.env.advance_time(2 * 60)
    (first,) = posted(world)
    assert "## Morning" in first
    assert "Harl Bridge reopens after a year of repairs" in first
    assert "Otters" not in first
    await world.env.advance_time(10 * 60)
    await world.restart()
    await world.env.advance_time(10 * 60)
    assert len(posted(world)) == 1
    await world.sleep_through(24 * 3600 - 60)
    await world.env.advance_time(60)
    assert len(posted(world)) == 2
    assert "A quiet day" in posted(world)[1]


async def test_after_downtime_it_comes_late_and_says_so(world: World) -> None:
    await create(world)
    await world.bot.close()
    world.env.backend.advance_clock(3 * 3600)
    await world.restart()
    await world.env.advance_time(60)
    (late,) = posted(world)
    assert "Late: this was due at" in late
    assert accent(world.channel.last_message) == AMBER.value


async def test_beyond_the_window_it_is_recorded_as_missed(world: World) -> None:
    await create(world)
    await world.bot.close()
    world.env.backend.advance_clock(9 * 3600)
    await world.restart()
    await world.env.advance_time(60)
    assert posted(world) == []
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "last one missed: I was offline when it was due" in texts(listed.response)


async def test_the_next_one_covers_the_gap_even_if_none_was_posted_before(world: World) -> None:
    world.env.settle_timeout = 60
    await create(world)
    await world.bot.close()
    world.env.backend.advance_clock(3 * 24 * 3600)
    await world.restart()
    await world.env.advance_time(60)
    assert posted(world) == []
    shown = await world.moderator.slash(world.channel, "digest now", name="News digest")
    assert "Harl Bridge reopens" in texts(shown.followups[0] if shown.followups else shown.response)
    await world.env.advance_time(10 * 60)
    (text,) = posted(world)[1:]
    assert "Harl Bridge reopens" in text
    assert f"-# From <t:{int((BEGIN - timedelta(hours=24) + timedelta(minutes=10)).timestamp())}:f>" in text


async def test_list_and_delete(world: World) -> None:
    await create(world, name="Morning", days="mon-fri")
    await create(world, time="6pm", topic="Harl Bridge", sources="Bay Radio")
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "Monday to Friday at 00:10 (UTC)" in texts(listed.response)
    assert "News digest" in texts(listed.response)
    names = await world.moderator.autocomplete(world.channel, "digest delete", "name", "mor")
    assert [choice["value"] for choice in names] == ["Morning"]
    asked = await world.moderator.slash(world.channel, "digest delete", name="morning")
    assert asked.ephemeral
    assert "Delete digest “Morning”?" in texts(asked.response)
    kept = await world.moderator.click(asked.response, label="Keep")
    assert "Digest “Morning” was not deleted." in texts(kept.response)
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "Morning" in texts(listed.response)
    asked = await world.moderator.slash(world.channel, "digest delete", name="morning")
    deleted = await world.moderator.click(asked.response, label="Delete")
    assert "Digest “Morning” deleted." in texts(deleted.response)
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "Morning" not in texts(listed.response)
    await world.env.advance_time(11 * 60)
    assert posted(world) == []


async def test_now_shows_the_day_and_changes_nothing(world: World) -> None:
    await create(world, name="Bridges", topic="Harl Bridge")
    shown = await world.moderator.slash(world.channel, "digest now")
    assert "Harl Bridge reopens" in texts(shown.response)
    named = await world.moderator.slash(world.channel, "digest now", name="Bridges")
    assert "## Bridges" in texts(named.response)
    await world.env.advance_time(11 * 60)
    assert len([text for text in posted(world) if "## Bridges" in text]) == 2


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"time": "25:00"}, "“25:00” isn’t a time of day"),
        ({"timezone": "Mars/Olympus"}, "I don’t know the time zone “Mars/Olympus”"),
        ({"days": "someday"}, "“someday” isn’t a list of weekdays"),
        ({"sources": "No Such Paper"}, "I don’t have an outlet called “No Such Paper”"),
    ],
)
async def test_wrong_options_are_explained(world: World, options: dict[str, object], reason: str) -> None:
    assert reason in await create(world, **options)
    assert world.env.errors
    assert await world.bot.digests.all() == []


async def test_a_name_is_taken_once(world: World) -> None:
    await create(world, name="Morning")
    assert "already has a digest called “MORNING”" in await create(world, name="MORNING")
    assert world.env.errors


async def test_a_channel_without_permission_is_refused_by_name(world: World) -> None:
    me = world.guild.me
    assert me is not None
    role = next(role for role in me.roles if not role.is_default())
    world.env.backend.get_guild(world.guild.id).roles[role.id].permissions = discord.Permissions.text().value
    silent = discord.PermissionOverwrite(send_messages=False)
    closed = world.guild.create_text_channel("closed", overwrites={me: silent})
    refused = await create(world, channel=closed)
    assert f"I don’t have permission to post in <#{closed.id}>. Allow me to send messages there" in refused
    assert [type(error) for error in world.env.errors] == [Refusal]


async def test_members_without_the_right_are_refused_by_the_bot_itself(world: World) -> None:
    (command,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "digest"]
    assert command.default_member_permissions == discord.Permissions(manage_guild=True)
    # Discord lets the command through, but the bot cannot read on whose word: then it goes by the right itself.
    world.guild.set_command_permissions(command.id, {world.member: True})
    world.env.inject_error("GET", "/applications/*/commands/*/permissions", status=403, times=None)
    refused = await world.member.slash(world.channel, "digest list")
    assert "You need the *Manage Server* permission" in texts(refused.response)
    assert world.env.errors


async def test_time_zones_are_found_by_their_city(world: World) -> None:
    choices = await world.moderator.autocomplete(world.channel, "digest create", "timezone", "new york")
    assert choices[0] == {"name": "America/New York", "value": "America/New_York"}


async def test_one_server_does_not_see_anothers_digests(world: World) -> None:
    await create(world, name="Morning")
    assert await world.bot.digests.all(guild=world.guild.id + 1) == []


async def test_what_discord_refuses_waits_and_keeps_no_other_back(world: World) -> None:
    await create(world, name="First")
    await create(world, name="Second")
    for _ in range(2):
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await world.env.advance_time(10 * 60 + 1)
    assert posted(world) == []
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "on hold: Discord doesn’t let me post there" in texts(listed.response)
    await world.env.advance_time(2 * 60)
    assert sorted(text.partition("\n")[0] for text in posted(world)) == ["## First", "## Second"]
    listed = await world.moderator.slash(world.channel, "digest list")
    assert "waiting" not in texts(listed.response)


async def test_the_window_goes_on_from_the_last_posting(world: World) -> None:
    await create(world)
    await world.env.advance_time(11 * 60)
    (digest,) = await world.bot.digests.all()
    composed = await world.bot.poster.compose_now(digest.spec, digest.number)
    edition = (await world.bot.digests.last_editions([digest.number]))[digest.number]
    assert composed.digest.since == edition.until == BEGIN + timedelta(minutes=10)


async def test_what_is_long_over_is_forgotten_but_not_what_the_next_one_goes_on_from(world: World) -> None:
    await create(world)
    await world.env.advance_time(12 * 60)
    await world.sleep_through(24 * 3600 - 60)
    await world.env.advance_time(60)
    (digest,) = await world.bot.digests.all()
    days = [(BEGIN + timedelta(days=day)).date().isoformat() for day in (0, 1, 101)]
    await world.bot.close()
    world.env.backend.advance_clock(100 * 24 * 3600)
    await world.restart()
    held = [await world.bot.digests.edition(digest.number, day) is not None for day in days[:2]]
    assert held == [False, True]
    await world.env.advance_time(120)
    edition = (await world.bot.digests.last_editions([digest.number]))[digest.number]
    assert (edition.occurrence, edition.since) == (days[2], BEGIN + timedelta(days=1, minutes=10))


async def test_digests_that_change_while_the_next_due_time_is_read_are_checked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    poster = world.bot.poster
    asked = poster._digests.next_due

    async def changed_meanwhile() -> datetime | None:
        monkeypatch.undo()
        poster.wake()
        return await asked()

    monkeypatch.setattr(poster._digests, "next_due", changed_meanwhile)
    poster.wake()
    await poster.post_due()
    assert poster._next_check is not None
