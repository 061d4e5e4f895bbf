"""/catchup and its button tell one member alone what happened since they last asked, each story once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from simcord.builders import ChannelHandle

from bot.cards.controls import Press
from bot.cards.layout import card
from bot.client import Refusal
from bot.commands.catchup import MOST
from knowledge.articles import Article, HeadlineOnly
from tests.bot.conftest import BEGIN, World, refusal, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"

STORIES = {
    "Lighthouse": ("Lighthouse lamp goes abroad", "The keeper of Skarrow sold the lamp to a museum in Velsoe."),
    "Orchard": ("Frost takes orchard blossoms", "Nine hundred pear trees of Pellamby lost their flowers overnight."),
    "Tannery": ("Tannery fined over sewers", "A court in Quell ordered its owner to pay 80,000 crowns."),
    "Glacier": ("Glacier gives up a wooden ski", "Hikers found it below the Thist pass; it is older than writing."),
    "Marathon": ("Postman wins Corvane Marathon", "Runners from eleven villages finished behind him in the rain."),
    "Observatory": ("Observatory students see comet", "They saw it two days before anybody else did, from their roof."),
    "Vineyard": ("Vineyard pickers get shade", "They had asked for it since July, and a union helped them."),
    "Quarry": ("Quarry stops blasting at noon", "From Monday on, swallows may nest there in peace until autumn."),
    "Regatta": ("Fog keeps Regatta in harbour", "All boats stayed on their moorings for a second day."),
}
TOPICS = tuple(STORIES)


def article(topic: str, world: World, *, source: str = "Bay Radio") -> Article:
    headline, fact = STORIES[topic]
    return Article(
        headline,
        (fact,),
        source=source,
        published=world.bot.now(),
        url=f"https://{source.split()[0].lower()}.example/{topic.lower()}",
    )


async def publish(world: World, *topics: str, source: str = "Bay Radio") -> None:
    await world.bot.newsroom.ingest([article(topic, world, source=source) for topic in topics], now=world.bot.now())


async def catch_up(world: World, *, by: Any = None, channel: Any = None, **options: object) -> str:
    used = await (by or world.member).slash(channel or world.channel, "catchup", **options)
    assert used.response.flags.ephemeral
    return texts(used.response)


def told(shown: str) -> list[str]:
    return [topic for topic in TOPICS if STORIES[topic][0] in shown]


async def ask(world: World) -> None:
    await world.member.slash(world.channel, "ask", question=QUESTION)


async def test_only_what_came_since_the_last_question(world: World) -> None:
    shown = await catch_up(world)
    assert "Harl Bridge reopens" in shown  # of the last day, since nothing was asked yet
    assert "Otters" not in shown
    await publish(world, "Lighthouse")
    await world.env.advance_time(60)
    await ask(world)
    asked = int(world.bot.now().timestamp())
    await world.env.advance_time(60)
    await publish(world, "Orchard")
    await world.env.advance_time(60)
    shown = await catch_up(world)
    assert told(shown) == ["Orchard"]
    assert f"> {STORIES['Orchard'][1]}" in shown
    assert f"Since your last question, <t:{asked}:f>" in shown
    assert "everything that this server follows" in shown
    assert "Harl Bridge" not in shown


async def test_it_says_so_when_nothing_happened_and_since_goes_further_back(world: World) -> None:
    await ask(world)
    await world.env.advance_time(60)
    shown = await catch_up(world)
    assert "Nothing new." in shown
    assert "Harl Bridge reopens" in await catch_up(world, since="yesterday")
    assert "isn’t a date" in refusal(await world.member.slash(world.channel, "catchup", since="some day"))
    assert [type(error) for error in world.env.errors] == [Refusal]


async def test_seven_stories_each_once_the_most_reported_first(world: World) -> None:
    await ask(world)
    await world.env.advance_time(60)
    await publish(world, *TOPICS)
    await publish(world, "Quarry", source="Harrow Post")
    await world.env.advance_time(60)
    shown = await catch_up(world)
    assert len(told(shown)) == MOST
    assert shown.count(STORIES["Quarry"][0]) == 1
    assert STORIES["Quarry"][0] in shown.split("\n")[2]
    assert shown.split("\n")[3].endswith("· +1 more")


async def test_asking_is_recorded_once_a_minute(world: World) -> None:
    await ask(world)
    first = (await world.bot.members.get(world.member.id)).asked
    assert first is not None
    world.env.backend.advance_clock(30)
    await ask(world)
    assert (await world.bot.members.get(world.member.id)).asked == first
    world.env.backend.advance_clock(31)
    await ask(world)
    later = (await world.bot.members.get(world.member.id)).asked
    assert later is not None
    assert later > first
    await world.bot.members.delete(world.member.id)
    await ask(world)
    assert (await world.bot.members.get(world.member.id)).asked is not None


async def test_a_channels_digests_and_the_members_watches_choose(world: World) -> None:
    other = world.guild.create_text_channel("other")
    await world.moderator.slash(
        world.channel, "digest create", channel=world.channel, time="09:00", timezone="UTC", topic="lighthouse"
    )
    await world.member.slash(world.channel, "watch add", what="swallows nest")
    await ask(world)
    await world.env.advance_time(60)
    await publish(world, *TOPICS)
    await world.bot.newsroom.ingest(
        [HeadlineOnly("A nest of swallows at the pier", "Harrow Post")], now=world.bot.now()
    )
    await world.env.advance_time(61)
    shown = await catch_up(world)
    assert told(shown) == ["Lighthouse", "Quarry"]
    assert shown.count("Your watch “swallows nest”") == 2
    assert "A nest of swallows at the pier" in shown
    assert "the digests of this channel" in shown
    assert told(await catch_up(world, by=world.moderator, since="today")) == ["Lighthouse"]
    elsewhere = await catch_up(world, channel=other)
    assert len(told(elsewhere)) + elsewhere.count("A nest of swallows") == MOST
    assert "Quarry" in told(elsewhere)  # what met a watch has a place in any case


async def test_the_button_under_a_digest_tells_whoever_presses_it(world: World) -> None:
    await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="00:03", timezone="UTC")
    await world.env.advance_time(4 * 60)
    posted = world.channel.last_message
    await ask(world)
    await world.env.advance_time(60)
    await publish(world, "Glacier")
    await world.restart()
    pressed = await world.member.click(posted, label="Catch me up")
    assert pressed.response.flags.ephemeral
    assert told(texts(pressed.response)) == ["Glacier"]
    (found,) = await (await world.bot.news(world.guild.id)).suggest("Glacier gives up", limit=1)
    form = await world.member.select(pressed.response, values=[str(found.number)])
    asked = await world.member.submit_modal(form, {"question": "Where did hikers find the ski?"})
    assert asked.response.flags.ephemeral


async def test_the_button_works_on_a_card_that_nobody_remembers(world: World) -> None:
    button = Press("catchup", "0123456789abcdef", label="Catch me up")
    await world.bot.get_partial_messageable(world.channel.id).send(view=card(["Old"], rows=[[button]]))
    pressed = await world.member.click(world.channel.last_message, custom_id=button.custom_id)
    assert "Harl Bridge reopens" in texts(pressed.response)


async def test_in_a_direct_message_public_news_and_the_members_watches(world: World) -> None:
    await publish(world, "Marathon")
    await world.member.send_dm(QUESTION)
    direct = ChannelHandle(world.env, None, world.env.backend.get_dm_channel(world.member.id))
    await world.member.user.slash("watch add", what="comet")
    await world.env.advance_time(61)
    await publish(world, "Observatory")
    await world.env.advance_time(61)
    used = await world.member.user.slash("catchup")
    shown = texts(used.response)
    assert told(shown) == ["Observatory"]
    assert "Your watch “comet”" in shown
    assert "direct messages" in shown
    assert direct is not None


@pytest.mark.parametrize("place", ["server", "direct"])
async def test_another_servers_news_is_told_nowhere_else(world: World, place: str) -> None:
    other = world.env.create_guild("Second server")
    feed = await world.bot.newsroom.feeds.add("https://secret.example/feed", now=BEGIN - timedelta(days=1))
    await world.bot.newsroom.feeds.set_state(feed.number, "paused")
    await world.bot.subscriptions.follow(other.id, feed.number, member=1, now=BEGIN)
    channel = other.create_text_channel("news")
    member = other.add_member(world.member.user)
    await member.slash(channel, "watch add", what="comet")
    await world.env.advance_time(61)
    await world.bot.newsroom.feeds.store_entries(
        feed, [article("Observatory", world)], now=world.bot.now(), backlog=False
    )
    await world.env.advance_time(61)
    assert told(await catch_up(world, by=member, channel=channel)) == ["Observatory"]
    if place == "server":
        assert told(await catch_up(world)) == []
    else:
        assert told(texts((await world.member.user.slash("catchup")).response)) == []
