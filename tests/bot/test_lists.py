"""Headline lists, stories and help in Discord."""

from __future__ import annotations

import pytest

from bot.client import Refusal
from tests.bot.conftest import World, refusal, texts


async def test_headlines_are_paged_both_ways(world: World) -> None:
    first = await world.member.slash(world.channel, "headlines")
    shown = texts(first.response)
    assert "Harl Bridge reopens after a year of repairs" in shown
    assert "Page 1 of 3 · 16 headlines" in shown
    await world.member.click(first.response, label="Older")
    assert "Page 2 of 3" in texts(first.response)
    assert "Harl Bridge" not in texts(first.response)
    await world.restart()
    await world.member.click(first.response, label="Newer")
    assert texts(first.response) == shown


async def test_one_story_takes_one_place_whoever_reports_it(world: World) -> None:
    shown = texts((await world.member.slash(world.channel, "headlines")).response)
    first, _, _ = shown.partition("Otters return")
    assert first.count("**[") == 2  # the bridge, and the beginning of the otters
    assert "-# Also: [Bay Radio](https://bayradio.example/bridge)" in first
    assert "Bridge over the Harl open again" not in shown


async def test_headlines_of_a_source_on_a_topic_since(world: World) -> None:
    listed = await world.member.slash(
        world.channel, "headlines", source="Bay Radio", topic="Harl Bridge", since="yesterday"
    )
    shown = texts(listed.response)
    assert "Headlines on “Harl Bridge”" in shown
    assert "Bridge over the Harl open again" in shown
    assert "Council note" not in shown
    assert "Page 1 of 1 · one headline" in texts(
        (await world.member.slash(world.channel, "headlines", topic="otters")).response
    )
    nothing = await world.member.slash(world.channel, "headlines", topic="volcano")
    assert "No headlines match." in texts(nothing.response)


async def test_asking_about_a_listed_headline(world: World) -> None:
    listed = await world.member.slash(world.channel, "headlines", topic="otters")
    (otters,) = [a for a in (await (await world.bot.newsroom.view(None)).headlines(topic="otters"))[0] if a.paragraphs]
    shown = await world.member.select(listed.response, [str(otters.number)])
    assert shown.modal is not None
    answered = await world.member.submit_modal(shown, {"question": "How many were counted?"})
    assert "Wardens counted eleven otters" in texts(answered.response)


async def test_a_story_by_autocomplete(world: World) -> None:
    choices = await world.member.autocomplete(world.channel, "story", "headline", "harl bri")
    (found,) = [c for c in choices if c["name"] == "Harl Bridge reopens after a year of repairs"]
    told = await world.member.slash(world.channel, "story", headline=found["value"])
    shown = texts(told.response)
    assert "> Repairs cost 4.6 million dollars, said county engineer Mireille Sánchez." in shown
    assert "### Who reported it when" in shown
    earlier, own = shown.partition("### Who reported it when")[2].strip().split("\n-# ")
    assert "Bay Radio\n[Bridge over the Harl open again](https://bayradio.example/bridge)" in earlier
    assert "Harrow Post\n**Harl Bridge reopens after a year of repairs**" in own


async def test_a_headline_without_its_article_says_so(world: World) -> None:
    told = await world.member.slash(world.channel, "story", headline="Snow expected in the hills")
    assert "I only have this headline" in texts(told.response)


async def test_an_unknown_story_is_explained(world: World) -> None:
    told = await world.member.slash(world.channel, "story", headline="No such thing")
    assert "I don’t have an article with that headline" in refusal(told)
    assert [type(error) for error in world.env.errors] == [Refusal]


async def test_a_free_text_names_the_closest_stories(world: World) -> None:
    told = await world.member.slash(world.channel, "story", headline="when the harl bridge was repaired")
    said = refusal(told)
    assert "I don’t have an article with that headline" in said
    assert "The closest headlines:" in said
    assert "**[Harl Bridge reopens after a year of repairs](https://harrowpost.example/harl-bridge)**" in said
    world.env.errors.clear()


async def test_help_says_what_is_held(world: World) -> None:
    shown = await world.member.slash(world.channel, "help")
    assert shown.ephemeral
    assert "I have 15 articles from 2 outlets, up to" in texts(shown.response)


@pytest.mark.simcord(settle_timeout=60)  # matplotlib looks for fonts the first time
async def test_a_trend_is_a_picture_with_a_description(world: World) -> None:
    drawn = await world.member.slash(world.channel, "trend", topic="Harl Bridge", days=7)
    shown = texts(drawn.response)
    assert "“Harl Bridge” in the news" in shown
    assert "2 mentions in 7 days" in shown
    (attachment,) = drawn.response.attachments
    assert attachment.filename == "trend.png"
    described = str([part if isinstance(part, dict) else part.to_dict() for part in drawn.response.components])
    assert "Mentions of “Harl Bridge” per day, " in described
    assert "attachment://trend.png" in described or "trend.png" in described
    compared = await world.member.slash(
        world.channel, "trend", topic="Harl Bridge", topic2="otters", topic3="harl bridge", days=7
    )
    shown = texts(compared.response)
    assert "In the news, last 7 days" in shown
    assert "Harl Bridge: **2** · otters: **1**" in shown
    assert "-# otters, " in shown
    described = str([part if isinstance(part, dict) else part.to_dict() for part in compared.response.components])
    assert "“otters”: 1 in all" in described
    none = await world.member.slash(world.channel, "trend", topic="volcano")
    assert "Nothing named “volcano” in the last 30 days." in texts(none.response)


async def test_sources_with_their_newest_date(world: World) -> None:
    shown = texts((await world.member.slash(world.channel, "sources")).response)
    assert "News from 2 outlets" in shown
    assert "**Bay Radio**\n-# 13 articles · newest <t:" in shown
