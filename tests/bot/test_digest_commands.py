"""/digest and /setup as a moderator uses them: the form, changing, pausing, what is in the way, and the reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.commands.zones import find_zones, zone_named
from bot.delivery.digest_store import KIND
from bot.locales import translator
from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, refusal, texts
from tests.bot.test_digests import create, posted
from tests.wire.newsroom import STORIES


async def use(world: World, command: str, **options: object) -> str:
    return refusal(await world.moderator.slash(world.channel, f"digest {command}", **options))


async def listed(world: World) -> str:
    return texts((await world.moderator.slash(world.channel, "digest list")).response)


def set_permissions(world: World, permissions: discord.Permissions) -> None:
    """What the bot may do in the server from now on, told as Discord tells it."""
    me = world.guild.me
    assert me is not None
    for role in me.roles:
        world.env.backend.edit_role(world.guild.id, role.id, {"permissions": permissions.value})


# Setting up


async def test_with_neither_channel_nor_time_a_form_opens(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "digest create")
    assert opened.modal is not None
    done = await world.moderator.submit_modal(
        opened, {"channel": [world.channel], "time": "7am", "timezone": "Mumbai", "name": "Chai"}
    )
    assert "Digest “Chai” created: daily at 07:00 (Asia/Kolkata)" in refusal(done)
    (digest,) = await world.bot.digests.all()
    assert digest.due == BEGIN + timedelta(hours=1, minutes=30)


async def test_a_channel_without_a_time_is_explained(world: World) -> None:
    assert "both `channel` and `time`" in await use(world, "create", channel=world.channel)
    assert world.env.errors


async def test_editing_changes_only_what_was_given(world: World) -> None:
    await create(world, name="Morning", topic="Harl", sources="Bay Radio, harrow post", length=3, quiet="skip")
    said = await use(world, "edit", name="morning", time="6:30", days="weekdays", topic="none", new_name="Early")
    assert "Digest “Early” updated: Monday to Friday at 06:30 (UTC)" in said
    (digest,) = await world.bot.digests.all()
    spec = digest.spec
    assert (spec.name, spec.minute, spec.topic, spec.sources) == ("Early", 390, None, ("Bay Radio", "Harrow Post"))
    assert (spec.length, spec.skip_quiet, spec.channel) == (3, True, world.channel.id)
    assert "This server has no digest called “Morning”" in await use(world, "edit", name="Morning", time="7:00")
    assert world.env.errors


async def test_a_time_that_is_over_today_brings_the_posting_now_and_only_once(world: World) -> None:
    await create(world, time="18:00")
    await world.env.advance_time(3600)
    said = await use(world, "edit", name="News digest", time="00:30")
    assert "Today’s hasn’t been posted yet, so I’m posting it now." in said
    await world.env.advance_time(120)
    (text,) = posted(world)
    assert "Late" not in text
    await use(world, "edit", name="News digest", time="01:30")
    await world.env.advance_time(3600)
    assert len(posted(world)) == 1


async def test_paused_it_posts_nothing_and_makes_up_for_nothing(world: World) -> None:
    await create(world)
    assert "is paused" in await use(world, "pause", name="News digest")
    await world.env.advance_time(20 * 60)
    assert "· paused" in await listed(world)
    assert "is running again" in await use(world, "resume", name="News digest")
    await world.env.advance_time(20 * 60)
    assert posted(world) == []
    (digest,) = await world.bot.digests.all()
    assert digest.due == BEGIN + timedelta(days=1, minutes=10)


def test_time_zones_are_found_by_cities_that_name_none() -> None:
    assert find_zones("mumb", limit=5) == [("Mumbai (Asia/Kolkata)", "Asia/Kolkata")]
    assert find_zones("new york", limit=1) == [("America/New York", "America/New_York")]
    assert ("Europe/Berlin", "Europe/Berlin") in find_zones("Europe/b", limit=25)
    assert len(find_zones("", limit=25)) == 25
    assert find_zones("atlantis", limit=5) == []
    assert zone_named("munich") == "Europe/Berlin"
    assert zone_named("america/new york") == "America/New_York"
    assert zone_named("Mars/Olympus") is None
    assert ("Wien (Europe/Vienna)", "Europe/Vienna") in find_zones("wie", limit=5, language="de")
    assert ("東京 (Asia/Tokyo)", "Asia/Tokyo") in find_zones("東", limit=5, language="ja")
    assert [zone_named(city) for city in ("Nueva York", "Tóquio", "ロンドン")] == [
        "America/New_York",
        "Asia/Tokyo",
        "Europe/London",
    ]


async def test_several_outlets_are_offered_one_after_the_other(world: World) -> None:
    offered = await world.moderator.autocomplete(world.channel, "digest create", "sources", "Bay Radio, har")
    assert [choice["value"] for choice in offered] == ["Bay Radio, Harrow Post"]


# What is in the way


async def test_what_is_lost_is_named_and_its_return_brings_the_posting(world: World) -> None:
    await create(world, time="00:10")
    before = discord.Permissions.text() | discord.Permissions(view_channel=True)
    set_permissions(world, _without(before))
    await world.env.advance_time(30 * 60)
    assert posted(world) == []
    assert "on hold: I need permission to send messages" in await listed(world)
    checked = await world.moderator.slash(world.channel, "setup check")
    assert f"<#{world.channel.id}>: allow me to send messages." in texts(checked.response)
    (digest,) = await world.bot.digests.all()
    assert digest.blocker is not None
    set_permissions(world, before)
    await world.env.settle()
    (text,) = posted(world)
    assert "Late: this was due at" in text
    (digest,) = await world.bot.digests.all()
    assert digest.blocker is None
    assert "on hold" not in await listed(world)
    checked = await world.moderator.slash(world.channel, "setup check")
    assert ": OK" in texts(checked.response)


def _without(permissions: discord.Permissions) -> discord.Permissions:
    less = discord.Permissions(permissions.value)
    less.send_messages = False
    return less


async def test_a_channel_that_is_gone_keeps_the_settings(world: World) -> None:
    other = world.guild.create_text_channel("evening")
    await create(world, channel=other, time="00:10")
    world.env.backend.delete_channel(other.id)
    await world.env.advance_time(20 * 60)
    assert "on hold: the channel was deleted" in await listed(world)
    checked = await world.moderator.slash(world.channel, "setup check")
    assert "its channel was deleted" in texts(checked.response)
    await use(world, "edit", name="News digest", channel=world.channel)
    await world.env.advance_time(120)
    assert len(posted(world)) == 1


def refuse_posting(world: World) -> None:
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50013, message="Missing Permissions", times=None)


async def test_what_waits_for_a_channel_follows_the_digest_into_another(world: World) -> None:
    world.env.settle_timeout = 60  # Six hours have many ticks, as below.
    other = world.guild.create_text_channel("evening")
    await create(world)
    refuse_posting(world)
    await world.env.advance_time(15 * 60)
    assert "so I’m posting it now" in await use(world, "edit", name="News digest", channel=other, topic="Harl Bridge")
    await world.env.advance_time(120)
    assert posted(world) == []
    assert "Harl Bridge reopens" in texts(other.last_message)
    assert "on hold" not in await listed(world)
    world.env.backend.faults.clear()
    await world.sleep_through(6 * 3600)
    await world.env.advance_time(120)
    assert posted(world) == []
    assert len(other.history(viewer=world.member)) == 1


async def test_what_waits_when_a_digest_is_paused_is_not_sent_any_more(world: World) -> None:
    await create(world)
    refuse_posting(world)
    await world.env.advance_time(15 * 60)
    await use(world, "pause", name="News digest")
    world.env.backend.faults.clear()
    await world.env.advance_time(30 * 60)
    assert posted(world) == []
    assert "last one missed: the digest was paused while it was waiting for a retry" in await listed(world)


async def test_what_could_not_be_posted_all_day_is_missed_and_covered_by_the_next(world: World) -> None:
    await create(world, time="00:10")
    before = discord.Permissions.text() | discord.Permissions(view_channel=True)
    set_permissions(world, _without(before))
    await world.env.advance_time(12 * 60)
    await world.sleep_through(7 * 3600)
    assert "last one missed: I didn’t have permission to post" in await listed(world)
    set_permissions(world, before)
    await world.env.settle()
    assert posted(world) == []
    await world.sleep_through(16 * 3600 + 55 * 60)
    await world.env.advance_time(5 * 60)
    (text,) = posted(world)
    assert "Late" not in text
    assert "Harl Bridge reopens" in text


# What is in it


async def ingest(world: World, *articles: Article) -> None:
    await world.bot.newsroom.ingest(list(articles), now=world.bot.now())


def report(world: World, headline: str, *sentences: str, source: str = "Bay Radio", **more: Any) -> Article:
    published = world.bot.now() - timedelta(minutes=5)
    name = headline.casefold().replace(" ", "-")
    return Article(headline, sentences, source=source, published=published, url=f"https://news.example/{name}", **more)


async def test_a_long_digest_goes_on_in_the_next_message(world: World) -> None:
    await ingest(world, *(report(world, headline, sentence) for headline, sentence in STORIES))
    await create(world, length=9)
    await world.env.advance_time(12 * 60)
    user = world.bot.user
    mine = [m for m in world.channel.history(viewer=world.member) if user is not None and m.author.id == user.id]
    assert len(mine) == 2
    assert "News digest, part 2 of 2" in texts(mine[1])
    (digest,) = await world.bot.digests.all()
    last = await world.bot.outbox.last(KIND, digest.number)
    assert last is not None
    second = await world.bot.outbox.part(last, 1)
    assert second is not None
    assert [last.message, second.message] == [message.id for message in mine]


async def test_a_story_comes_again_only_with_something_new_and_says_what(world: World) -> None:
    await create(world, time="00:10", name="Daily")
    await world.env.advance_time(12 * 60)
    assert "Harl Bridge reopens" in posted(world)[0]
    await ingest(
        world,
        report(
            world,
            "Harl Bridge open again after repairs",
            "The Harl Bridge reopened to traffic on Wednesday, a year after cracks were found in two of its piers.",
            source="The Echo",
        ),
    )
    await world.sleep_through(24 * 3600 - 120)
    await world.env.advance_time(120)
    assert "Harl Bridge" not in posted(world)[1]
    assert "A quiet day" in posted(world)[1]
    await ingest(
        world,
        report(
            world,
            "Harl Bridge reopens after repairs, then closes for 30 minutes",
            "The Harl Bridge reopened to traffic on Wednesday after repairs to two of its piers.",
            "A lorry lost 800 crates of apples on the bridge, and police stopped all traffic for 30 minutes.",
            source="The Echo",
        ),
    )
    await world.sleep_through(24 * 3600 - 120)
    await world.env.advance_time(120)
    third = posted(world)[2]
    assert "-# New since the last digest:" in third
    assert "> A lorry lost 800 crates of apples" in third
    assert "> The Harl Bridge reopened to traffic" not in third


async def test_why_a_story_was_in_the_last_one_or_was_not(world: World) -> None:
    await create(world, name="Daily", length=1)
    await ingest(world, report(world, "Ice rink of Velsoe stays roofless", "The council found no money for its beams."))
    await world.env.advance_time(12 * 60)
    said = await use(world, "why", headline="Harl Bridge reopens after a year of repairs")
    assert "It was in the digest. Number 1 of 2: 2 reports from 2 outlets" in said
    said = await use(world, "why", headline="Ice rink of Velsoe stays roofless")
    assert "It was left out because the digest had room for 1 and others ranked higher." in said
    said = await use(world, "why", headline="Otters return to the Vess")
    assert "outside the period that digest covers" in said
    assert "I only have this headline" in await use(world, "why", headline="Snow expected in the hills")
    assert "I don’t have an article with that headline" in await use(world, "why", headline="Nothing of the kind")
    assert world.env.errors


async def test_why_tells_of_what_now_showed(world: World) -> None:
    headline = "Harl Bridge reopens after a year of repairs"
    # A newcomer: no digest is set up, and `/digest now` shows the day.
    await use(world, "now")
    said = await use(world, "why", headline=headline)
    assert "It was in the digest. Number 1 of 1: 2 reports from 2 outlets" in said
    assert "Why these stories: Right now" in said
    assert "It hasn’t been posted on schedule." in said

    # Digests that were never posted: the one shown last, and what another would be.
    await create(world, name="Otters", topic="otters", time="18:00")
    await create(world, name="Daily", time="00:10")
    await use(world, "now", name="Otters")
    said = await use(world, "why", headline=headline)
    assert "Why these stories: Otters" in said
    assert "It was in the digest." not in said
    said = await use(world, "why", headline=headline, name="Daily")
    assert "Why these stories: Daily" in said
    assert "It was in the digest." in said
    assert "It hasn’t been posted on schedule." in said

    # What was posted afterwards is the last one; with several, it must be said which is meant.
    await world.env.advance_time(12 * 60)
    assert "Choose one with" in await use(world, "why", headline=headline)
    said = await use(world, "why", headline=headline, name="Daily")
    assert "It was in the digest." in said
    assert "It hasn’t been posted on schedule." not in said
    world.env.errors.clear()


async def test_why_remembers_when_now_was_used(world: World) -> None:
    await use(world, "now")
    await world.env.advance_time(60)
    later = report(world, "Ice rink of Velsoe stays roofless", "The council found no money for its beams.")
    await ingest(world, later)
    said = await use(world, "why", headline="Ice rink of Velsoe stays roofless")
    assert "It was in the digest" not in said


async def test_a_button_to_delete_asks_for_the_right_again(world: World) -> None:
    await create(world, name="Daily")
    asked = await world.moderator.slash(world.channel, "digest delete", name="Daily")
    backend, role = world.env.backend, world.managers.id
    backend.edit_role(world.guild.id, role, {"permissions": discord.Permissions.none().value})
    assert "*Manage Server*" in refusal(await world.moderator.click(asked.response, label="Delete"))
    assert len(await world.bot.digests.all()) == 1
    backend.edit_role(world.guild.id, role, {"permissions": discord.Permissions(manage_guild=True).value})
    await world.bot.digests.delete((await world.bot.digests.all())[0].number)
    assert "buttons on this card have expired" in refusal(await world.moderator.click(asked.response, label="Delete"))
    world.env.errors.clear()


async def test_why_tells_what_was_chosen_though_the_digest_was_changed_since(world: World) -> None:
    await create(world, name="Daily", length=1)
    await ingest(world, report(world, "Ice rink of Velsoe stays roofless", "The council found no money for its beams."))
    await world.env.advance_time(12 * 60)
    await use(world, "edit", name="Daily", length=5, sources="Harrow Post", topic="otters")
    said = await use(world, "why", headline="Ice rink of Velsoe stays roofless")
    assert "It was left out because the digest had room for 1 and others ranked higher." in said
    assert "It was in the digest." in await use(world, "why", headline="Bridge over the Harl open again")
    pressed = await world.member.click(world.channel.last_message, label="Why these stories?")
    assert "It was left out because the digest had room for 1" in refusal(pressed)


async def test_the_button_under_a_posting_shows_all_reasons(world: World) -> None:
    await create(world)
    await world.env.advance_time(12 * 60)
    pressed = await world.member.click(world.channel.last_message, label="Why these stories?")
    shown = refusal(pressed)
    assert "Why these stories: News digest" in shown
    assert "It was in the digest." in shown
    assert pressed.ephemeral


async def test_asking_about_a_story_of_a_digest(world: World) -> None:
    await create(world)
    await world.env.advance_time(12 * 60)
    posting = world.channel.last_message
    (article, *_), _ = await (await world.bot.newsroom.view(None)).headlines(topic="Harl Bridge reopens")
    pressed = await world.member.select(posting, [str(article.number)])
    assert pressed.modal is not None
    assert article.headline is not None
    assert article.headline in str(pressed.modal.to_dict() if hasattr(pressed.modal, "to_dict") else pressed.modal)


async def test_on_a_quiet_day_one_line_or_nothing(world: World) -> None:
    await create(world, name="Loud", sources="Harrow Post", topic="zeppelin")
    await create(world, name="Quiet", sources="Harrow Post", topic="zeppelin", quiet="skip")
    await world.env.advance_time(12 * 60)
    (text,) = posted(world)
    assert "## Loud" in text
    assert "A quiet day" in text
    skipped = next(digest for digest in await world.bot.digests.all() if digest.spec.name == "Quiet")
    last = await world.bot.outbox.last(KIND, skipped.number)
    assert last is not None
    assert last.state == "skipped"


@pytest.mark.parametrize("language", ["en"])
def test_every_permission_has_a_name(language: str) -> None:
    translate = translator(language)
    for name in (
        *("view_channel", "send_messages", "send_messages_in_threads", "create_public_threads"),
        *("attach_files", "read_message_history"),
    ):
        assert translate(f"permission-{name.replace('_', '-')}")


async def test_digests_that_are_alike_are_put_together_once(world: World) -> None:
    for name in ("One", "Two", "Three"):
        await create(world, name=name)
    await create(world, name="Bridges", topic="Harl Bridge")
    await world.env.advance_time(12 * 60)
    assert len(posted(world)) == 4
    assert world.bot.poster.renderer.composed == 2


# More than one message holds


async def test_a_list_longer_than_a_message_goes_on_in_the_next(world: World) -> None:
    for number in range(20):
        await create(world, name=f"{number:02d}" + "*_" * 29, days="mon, tue, wed, thu, fri, sat", timezone="Vancouver")
    shown = await world.moderator.slash(world.channel, "digest list")
    assert shown.followups
    whole = "\n".join(texts(message) for message in (shown.response, *shown.followups))
    assert [number for number in range(20) if f"**{number:02d}" not in whole] == []


async def test_a_check_of_more_channels_than_one_card_holds_names_each(world: World) -> None:
    channels = [world.guild.create_text_channel(f"news-{number}") for number in range(45)]
    await create(world)
    (digest,) = await world.bot.digests.all()
    for channel in channels:
        made = replace(digest.spec, channel=channel.id, name=channel.name)
        await world.bot.digests.create(made, due=BEGIN + timedelta(days=1), now=BEGIN)
    checked = await world.moderator.slash(world.channel, "setup check")
    whole = "\n".join(texts(message) for message in (checked.response, *checked.followups))
    assert [channel.id for channel in channels if f"<#{channel.id}>" not in whole] == []


async def test_what_discord_refuses_without_a_reason_is_in_the_check_too(world: World) -> None:
    await create(world, name="Daily")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await world.env.advance_time(10 * 60 + 1)
    checked = texts((await world.moderator.slash(world.channel, "setup check")).response)
    assert "Digest “Daily”: Discord doesn’t let me post in" in checked
    assert "Everything is set up correctly" not in checked


async def test_publishing_asks_for_no_right_to_manage_messages(world: World) -> None:
    announcements = world.guild.create_news_channel("announcements")
    set_permissions(world, discord.Permissions.text() & ~discord.Permissions(manage_messages=True) | _SEEING)
    await create(world, channel=announcements, publish=True)
    checked = texts((await world.moderator.slash(world.channel, "setup check")).response)
    assert "Everything is set up correctly" in checked
    await world.env.advance_time(12 * 60)
    # SimCord sets the second bit (a copy elsewhere) where Discord sets the first (published).
    assert announcements.last_message.flags.value & 0b11


_SEEING = discord.Permissions(view_channel=True)
