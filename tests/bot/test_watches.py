"""Watches in Discord: added, listed, stopped, and alerting once a story about what newly arrives."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.client import Refusal
from config.settings import Settings, WatchSettings
from knowledge.articles import Article, HeadlineOnly
from tests.bot.conftest import BEGIN, World, refusal, texts

LIMIT = 3
OTTERS = "How many otters did wardens count on the river Vess?"


@pytest.fixture
async def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"watches": WatchSettings(alerts_per_day=LIMIT)})


def article(headline: str, *paragraphs: str, source: str = "Bay Radio", hours: float = 0.0) -> Article:
    slug = headline.lower().replace(" ", "-")
    return Article(
        headline,
        paragraphs,
        source=source,
        published=BEGIN + timedelta(hours=hours),
        url=f"https://bayradio.example/{slug}",
    )


COUNT = article(
    "Otters of the Vess counted again",
    "Wardens counted fourteen otters on the river Vess in the first week of January.",
    "The count was led by warden Tam Oyelaran, who walked the banks of the Vess for five nights.",
)
OTHER_REPORT = article(
    "Wardens count otters of the Vess again",
    "Fourteen otters were counted on the river Vess by wardens in the first week of January.",
    "Warden Tam Oyelaran led the count and walked the banks for five nights, from the tannery to the sea.",
    source="Harrow Post",
    hours=1,
)
FERRY = article("Ferry makes its last crossing", "The ferry over the Harl made its last crossing on Friday evening.")


async def add(world: World, what: str, *, by: Any = None, **options: object) -> str:
    made = await (by or world.moderator).slash(world.channel, "watch add", what=what, **options)
    assert made.ephemeral
    return refusal(made)


async def listed(world: World, by: Any = None) -> str:
    return texts((await (by or world.moderator).slash(world.channel, "watch list")).response)


async def arrive(world: World, *articles: Article | HeadlineOnly) -> None:
    await world.bot.newsroom.ingest(articles, now=world.bot.now())
    await world.env.advance_time(61)


def messages(world: World, channel: Any = None, viewer: Any = None) -> list[Any]:
    user = world.bot.user
    assert user is not None
    channel = channel or world.channel
    history = channel.history(viewer=viewer or world.member)
    return [m for m in history if m.author.id == user.id and "New for a watch" in texts(m)]


def alerts(world: World, channel: Any = None, viewer: Any = None) -> list[str]:
    return [texts(message) for message in messages(world, channel, viewer)]


def direct(world: World) -> Any:
    return ChannelHandle(world.env, None, world.env.backend.get_dm_channel(world.member.id))


def stop_button(message: Any) -> str:
    found = re.search(r"press:watch-stop:\d+:\w+", str([component.to_dict() for component in message.components]))
    assert found is not None
    return found[0]


async def test_a_new_article_that_answers_a_question_is_told_with_its_quote_once(world: World) -> None:
    said = await add(world, OTTERS)
    assert "I’m watching for news that answers" in said
    assert f"<#{world.channel.id}>" in said
    await world.env.advance_time(61)
    assert alerts(world) == []  # the archive answers it already, but that is not new
    await arrive(world, COUNT, FERRY)
    (alert,) = alerts(world)
    assert f"### {OTTERS}" in alert
    assert "> Wardens counted **fourteen** otters on the river Vess in the first week of January." in alert
    assert "Bay Radio" in alert
    assert "https://bayradio.example/otters-of-the-vess-counted-again#:~:text=" in alert
    await world.env.advance_time(600)
    assert len(alerts(world)) == 1


async def test_a_phrase_is_met_by_a_headline_or_by_one_paragraph_that_names_all_of_it(world: World) -> None:
    assert "contains every word of" in await add(world, "Ferry crossings")
    await arrive(world, article("Ferry sold", "The boat goes to a museum.", "Crossings will be missed."))
    assert alerts(world) == []
    await arrive(world, FERRY)
    (alert,) = alerts(world)
    assert "> The ferry over the Harl made its last crossing on Friday evening." in alert
    await arrive(world, HeadlineOnly("A museum remembers each crossing of its ferry", "Harrow Post"))
    (_, alone) = alerts(world)
    assert "**A museum remembers each crossing of its ferry**" in alone
    assert "headline only" in alone


async def test_a_second_outlets_report_of_the_same_event_is_not_told(world: World) -> None:
    await add(world, OTTERS)
    await arrive(world, COUNT)
    await arrive(world, OTHER_REPORT)
    assert len(alerts(world)) == 1


async def test_a_story_that_moved_on_is_told_again_after_a_day(world: World) -> None:
    await add(world, "Otters Vess")
    await arrive(world, COUNT)
    await world.bot.close()  # or its loops would run through all these hours
    world.env.backend.advance_clock(25 * 3600)
    await world.restart()
    moved = article(
        "Otters of the Vess counted again and tagged",
        "Wardens tagged nine of the fourteen otters on the river Vess that they had counted in January.",
        "Tam Oyelaran led the count of the Vess and walked the banks for five nights.",
        hours=25,
    )
    await arrive(world, moved)
    assert len(alerts(world)) == 2
    assert "tagged nine of the fourteen otters" in alerts(world)[1]


async def test_no_more_than_so_many_a_day_and_then_one_line(world: World) -> None:
    await add(world, "Ferry")
    for town in ("Aldmoor", "Bexcombe", "Corvane", "Dunvarrick", "Eastry"):
        sold = article(f"{town} buys a ferry", f"A ferry was bought by {town} from the {town} yard of {town} Glass.")
        await world.bot.newsroom.ingest([sold], now=world.bot.now())
    await world.env.advance_time(61)
    told = alerts(world)
    assert len(told) == LIMIT + 1
    (more,) = [text for text in told if ">" not in text]
    assert f"this watch has already alerted {LIMIT} times today" in more
    await arrive(world, article("Fellby sells a ferry", "A ferry was sold by Fellby to nobody that one knows."))
    assert len(alerts(world)) == LIMIT + 1


async def test_what_arrives_while_the_bot_is_down_is_told_after_the_restart(world: World) -> None:
    await add(world, OTTERS)
    await world.env.advance_time(61)
    await world.bot.newsroom.ingest([COUNT], now=world.bot.now())
    await world.restart()
    await world.env.advance_time(61)
    assert len(alerts(world)) == 1
    await world.restart()
    await world.env.advance_time(61)
    assert len(alerts(world)) == 1


async def test_what_arrived_before_the_catch_up_window_is_not_told(world: World) -> None:
    await add(world, OTTERS)
    await add(world, "Ferry crossing")
    await arrive(world, article("Nothing of note", "The council of Pellworth did not meet."))
    await world.bot.newsroom.ingest([COUNT], now=world.bot.now())
    await world.bot.close()
    world.env.backend.advance_clock(9 * 3600)
    await world.restart()
    await world.env.advance_time(61)
    assert alerts(world) == []
    await arrive(world, FERRY)
    assert len(alerts(world)) == 1


async def test_old_news_is_not_told(world: World) -> None:
    await add(world, OTTERS)
    old = article("Old otters", *COUNT.paragraphs, hours=-24 * 40)
    await arrive(world, old)
    assert alerts(world) == []


async def test_the_button_stops_a_watch_also_after_a_restart_but_not_for_everybody(world: World) -> None:
    await add(world, OTTERS)
    await arrive(world, COUNT)
    await world.restart()
    (message,) = messages(world)
    pressed = await world.member.click(message, custom_id=stop_button(message))
    assert "Only the member who set up this watch" in refusal(pressed)
    assert [type(error) for error in world.env.errors] in ([], [Refusal])
    pressed = await world.moderator.click(message, custom_id=stop_button(message))
    assert "I’ve stopped watching for" in refusal(pressed)
    pressed = await world.moderator.click(message, custom_id=stop_button(message))
    assert "already been stopped" in refusal(pressed)
    await arrive(world, article("Otters of the Vess, a third count", "Wardens counted two otters on the river Vess."))
    assert len(messages(world)) == 1


async def test_a_member_watches_by_direct_message(world: World) -> None:
    refused = await add(world, OTTERS, by=world.member, where="this channel")
    assert "You need the *Manage Server* permission" in refused
    assert world.env.errors
    assert "your direct messages" in await add(world, OTTERS, by=world.member)
    await arrive(world, COUNT)
    assert alerts(world) == []
    (alert,) = alerts(world, direct(world))
    assert "**fourteen** otters" in alert
    assert OTTERS in await listed(world, world.member)
    assert OTTERS not in await listed(world)  # not even to who manages the server


async def test_a_server_is_never_told_of_another_servers_feed(world: World) -> None:
    bot, now = world.bot, world.bot.now()
    other = world.env.create_guild("Strangers")
    strangers = other.create_text_channel("strangers")
    managers = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    stranger = other.add_member(world.env.create_user("stranger"), roles=[managers])
    feed = await bot.newsroom.feeds.add("https://bayradio.example/feed", now=now)
    await bot.subscriptions.follow(world.guild.id, feed.number, member=world.moderator.id, now=now)
    await add(world, OTTERS)
    await add(world, OTTERS, by=world.member)
    await stranger.slash(strangers, "watch add", what=OTTERS)
    await bot.newsroom.feeds.store_entries(feed, [COUNT], now=bot.now(), backlog=False)
    await world.env.advance_time(61)
    assert len(alerts(world)) == 1
    assert alerts(world, strangers, stranger) == []
    assert alerts(world, direct(world)) == []
    # The stranger's server follows it too now: what the feed held before is not new there, what comes then is.
    later = bot.now() + timedelta(seconds=1)
    await bot.subscriptions.follow(other.id, feed.number, member=stranger.id, now=later)
    await bot.newsroom.feeds.store_entries(feed, [COUNT], now=later, backlog=True)
    await world.env.advance_time(61)
    assert alerts(world, strangers, stranger) == []
    tagged = article("Otters of the Vess tagged", "Wardens who count otters on the river Vess tagged nine otters.")
    await bot.newsroom.feeds.store_entries(feed, [tagged], now=bot.now(), backlog=False)
    await world.env.advance_time(61)
    assert len(alerts(world, strangers, stranger)) == 1


async def test_the_first_entries_of_a_new_feed_are_not_told(world: World) -> None:
    bot, now = world.bot, world.bot.now()
    await add(world, OTTERS)
    feed = await bot.newsroom.feeds.add("https://bayradio.example/feed", now=now + timedelta(hours=1))
    await bot.subscriptions.follow(world.guild.id, feed.number, member=world.moderator.id, now=now)
    await bot.newsroom.feeds.store_entries(feed, [COUNT], now=now, backlog=True)
    await world.env.advance_time(61)
    assert alerts(world) == []


async def test_a_lost_channel_pauses_a_watch_and_a_regained_right_lets_it_go_on(world: World) -> None:
    await add(world, "Ferry crossing")
    lost = world.guild.create_text_channel("lost")
    await add(world, OTTERS, channel=lost)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await arrive(world, FERRY)
    assert "paused: I don’t have permission to post there" in await listed(world)
    world.env.backend.delete_channel(lost.id)
    await arrive(world, COUNT)
    assert "paused: that channel was deleted" in await listed(world)
    await world.env.advance_time(120)
    assert "paused: I don’t have permission to post there" not in await listed(world)
    assert len(alerts(world)) == 1


async def test_closed_direct_messages_pause_a_watch_until_it_is_added_again(world: World) -> None:
    await add(world, OTTERS, by=world.member)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="Cannot send messages")
    await arrive(world, COUNT)
    assert "you don’t accept direct messages from me" in await listed(world, world.member)
    assert "watching for “How many otters" in await add(world, OTTERS, by=world.member)
    assert "paused" not in await listed(world, world.member)


async def test_list_and_remove(world: World) -> None:
    assert "There are no watches here yet" in await listed(world)
    await add(world, OTTERS)
    await add(world, "Harl Bridge", by=world.member, where="direct message")
    shown = await listed(world)
    assert f"**{OTTERS}**" in shown
    assert "question" in shown
    assert "no alerts yet" in shown
    names = await world.moderator.autocomplete(world.channel, "watch remove", "watch", "otter")
    assert [choice["name"] for choice in names] == [OTTERS]
    refused = await world.member.slash(world.channel, "watch remove", watch=names[0]["value"])
    assert "I can’t find that watch" in refusal(refused)
    assert world.env.errors
    done = await world.moderator.slash(world.channel, "watch remove", watch=names[0]["value"])
    assert "I’ve stopped watching for" in refusal(done)
    await arrive(world, COUNT)
    assert alerts(world) == []


async def test_a_list_of_more_watches_than_one_card_holds_names_each(world: World) -> None:
    for number in range(45):
        await world.bot.watches.add(
            f"Harl {number:02d}",
            guild=world.guild.id,
            channel=world.channel.id,
            member=world.member.id,
            language="en",
            after=0,
            now=world.bot.now(),
        )
    shown = await world.moderator.slash(world.channel, "watch list")
    whole = "\n".join(texts(message) for message in (shown.response, *shown.followups))
    assert [number for number in range(45) if f"**Harl {number:02d}**" not in whole] == []


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"what": "is it the"}, "I can’t watch for"),
        ({"what": "Harl", "where": "another channel"}, "Choose the channel"),
    ],
)
async def test_wrong_options_are_explained(world: World, options: dict[str, Any], reason: str) -> None:
    assert reason in await add(world, **options)
    assert world.env.errors
    assert await world.bot.watches.numbers() == set()


async def test_the_same_words_are_watched_once_a_place(world: World) -> None:
    await add(world, "Harl Bridge")
    assert "There’s already a watch for" in await add(world, "harl  bridge")
    assert world.env.errors
    assert "contains every word" in await add(world, "Harl Bridge", where="direct message")


async def test_limits_are_told(world: World) -> None:
    for number in range(world.bot.settings.watches.per_member):
        await world.bot.watches.add(
            f"Harl {number}",
            guild=None,
            channel=1,
            member=world.moderator.id,
            language="en",
            after=0,
            now=world.bot.now(),
        )
    assert "You already have 20 watches" in await add(world, "Otters")
    assert world.env.errors
