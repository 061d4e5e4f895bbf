"""Each response in Discord: a briefing, headlines, what the bot is, an abstention; and the buttons that read anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.cards.layout import BLUE, GREY
from bot.delivery.digest_store import DigestSpec
from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, accent, texts


def labels(message: Any) -> list[str]:
    """The words on a card's buttons."""
    found: list[str] = []

    def walk(component: dict[str, Any]) -> None:
        if component.get("type") == 2:
            found.append(component.get("label") or component["emoji"]["name"])
        for child in component.get("components", ()):
            walk(child)

    for component in message.components:
        walk(component if isinstance(component, dict) else component.to_dict())
    return found


async def test_a_topic_is_a_briefing(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="Any news about the Harl Bridge?")
    shown = texts(result.response)
    assert "2 reports since" in shown
    assert "**[Harl Bridge reopens after a year of repairs](https://harrowpost.example/harl-bridge)**\n> " in shown
    assert "Also: [Bay Radio](https://bayradio.example/bridge)" in shown
    assert "Bridge over the Harl open again" not in shown
    assert accent(result.response) == BLUE.value
    assert labels(result.response) == ["Ask a follow-up", "👍", "👎", "More"]


PLACES = ("Arden", "Brill", "Corse", "Dunmore", "Ellery", "Fenwick", "Garth", "Hollin")
EVENTS = ("flood", "fair", "strike", "vote", "theft", "concert", "fire", "regatta")


async def fill(world: World) -> None:
    """Eight different stories of last month."""
    stories = [
        Article(
            f"{place} sees a {event}",
            (f"The {event} at {place} drew {count + 3}0 people on the quay.",),
            source="Bay Radio",
            published=BEGIN - timedelta(days=2, hours=count),
            url=f"https://bayradio.example/{event}",
        )
        for count, (place, event) in enumerate(zip(PLACES, EVENTS, strict=True))
    ]
    await world.bot.newsroom.ingest(stories, now=BEGIN)


async def test_a_span_is_headlines_with_pages(world: World) -> None:
    await fill(world)
    result = await world.member.slash(world.channel, "ask", question="what happened last month")
    shown = texts(result.response)
    assert "Last month: 1–31 Dec 2025" in shown
    assert "Harl Bridge reopens after a year of repairs" in shown
    assert labels(result.response) == ["Previous", "Next", "Any time", "More"]
    paged = await world.member.click(result.response, label="Next")
    assert "sees a" in texts(paged.response)
    assert "Last month: 1–31 Dec 2025" in texts(paged.response)
    back = await world.member.click(paged.response, label="Previous")
    assert texts(back.response) == shown


async def test_small_talk_brings_no_news(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="who are you")
    shown = texts(result.response)
    assert "I’m Nutgraf" in shown
    assert "Bay Radio · Harrow Post" in shown
    assert "> " not in shown
    assert world.bot.user is not None
    await world.member.send(world.channel, f"<@{world.bot.user.id}> thanks!")
    assert texts(world.channel.last_message) == "You’re welcome!"
    await world.member.send_dm("do you follow the BBC?")
    assert texts(world.member.user.dm_channel.last_message) == "I don’t follow BBC here."


async def test_an_outlet_that_is_not_followed_is_named(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="What did Reuters say about the otters?")
    shown = texts(result.response)
    assert "I don’t follow Reuters here." in shown
    assert "Otters return" not in shown
    assert accent(result.response) == GREY.value


async def test_an_outlet_that_is_followed_filters(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="What did Bay Radio say about the Harl Bridge?")
    shown = texts(result.response)
    assert "Only from Bay Radio" in shown
    assert "harrowpost.example" not in shown
    assert "bayradio.example/bridge" in shown


async def test_any_time_asks_again_without_the_time(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="news about otters from today", private=True)
    shown = texts(result.response)
    assert "From today: 1 Jan 2026" in shown
    assert "Nothing from that time. The nearest before it, from 29 Dec 2025:" in shown
    again = await world.member.click(result.response, label="Any time")
    assert again.ephemeral
    assert "eleven otters" in texts(again.response)
    assert "From today" not in texts(again.response)


async def test_a_better_spelling_is_said_and_can_be_refused(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="news about the ottters")
    assert "Showing results for *Otters*" in texts(result.response) or "*otters*" in texts(result.response)
    assert "Otters return to the Vess" in texts(result.response)
    again = await world.member.click(result.response, label="Search for “ottters”")
    assert "I have nothing on that." in texts(again.response)
    assert "Showing results" not in texts(again.response)


async def test_the_buttons_work_after_a_restart(world: World) -> None:
    await fill(world)
    result = await world.member.slash(world.channel, "ask", question="what happened last month")
    await world.restart()
    paged = await world.member.click(result.response, label="Next")
    assert "sees a" in texts(paged.response)
    again = await world.member.click(result.response, label="Any time")
    assert again.response is not None


async def test_an_abstention_can_be_watched(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="any news on the hippopotamus")
    assert "I have nothing on that." in texts(result.response)
    watched = await world.member.click(result.response, label="Watch this")
    assert watched.ephemeral
    (watch,) = await world.bot.watches.of_member(world.member.id)
    assert watch.words == "hippopotamus"


async def test_a_watched_follow_up_knows_what_it_goes_on_from(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question="Any news about the Harl Bridge?")
    shown = await world.member.click(asked.response, label="Ask a follow-up")
    followed = await world.member.submit_modal(shown, {"question": "who designed its lamps?"})
    await world.member.click(followed.response, label="Watch this")
    (watch,) = await world.bot.watches.of_member(world.member.id)
    assert watch.words == "who designed its lamps Harl Bridge"


async def test_a_follow_up_changes_only_the_outlet(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question="What did Bay Radio say about the Harl Bridge?")
    shown = await world.member.click(asked.response, label="Ask a follow-up")
    followed = await world.member.submit_modal(shown, {"question": "and what about the Harrow Post?"})
    assert "Only from Harrow Post" in texts(followed.response)
    assert "bayradio.example" not in texts(followed.response)


async def test_a_message_is_checked_by_the_same_step(world: World) -> None:
    await world.member.send(world.channel, "Any news on the otters?")
    message = world.channel.last_message
    result = await world.moderator.context_menu(world.channel, "Check against the news", message)
    assert result.ephemeral
    assert "Otters return to the Vess" in texts(result.response)
    assert "One report, from" in texts(result.response)


async def test_days_are_those_of_the_server_s_digest(world: World) -> None:
    assert await world.bot.zone(world.guild.id) == ZoneInfo("UTC")
    order = DigestSpec(
        guild=world.guild.id,
        channel=world.channel.id,
        name="Morning",
        minute=480,
        weekdays="1111111",
        timezone="Asia/Tokyo",
        sources=(),
        topic=None,
        length=5,
        mention=None,
        language="en",
        author=world.moderator.id,
    )
    await world.bot.digests.create(order, due=BEGIN + timedelta(days=1), now=BEGIN)
    assert await world.bot.zone(world.guild.id) == ZoneInfo("Asia/Tokyo")
    assert await world.bot.zone(None) == ZoneInfo("UTC")


@pytest.mark.parametrize("typed", ["what's new", "the bridge", "who won", "hello", "sport", "otters from today"])
async def test_every_card_fits_a_message(world: World, typed: str) -> None:
    long = [
        Article(
            f"The bridge number {count} and " + "a very long headline " * 12,
            ("Otters and the bridge were seen, " + "and then more was said, " * 60 + "said the mayor.",),
            source=f"Outlet with a long name number {count}",
            published=BEGIN - timedelta(hours=count),
            url=f"https://example.org/{'long' * 60}/{count}",
        )
        for count in range(8)
    ]
    await world.bot.newsroom.ingest(long, now=BEGIN)
    result = await world.member.slash(world.channel, "ask", question=typed)
    assert 1 <= len(texts(result.response)) <= 4_000


async def test_a_single_story_is_quoted_in_whole_sentences(world: World) -> None:
    shown = texts((await world.member.slash(world.channel, "ask", question="any news on the Harl Bridge")).response)
    assert (
        "> The Harl Bridge reopened to traffic on Wednesday, a year after cracks were found in two of its piers."
        in shown
    )
