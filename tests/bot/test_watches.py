"""Watches in Discord: added, listed, stopped, and alerting once a story about what newly arrives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
import pytest

from knowledge.articles import Article, HeadlineOnly
from tests.bot.conftest import World, refusal, texts

OTTERS = "How many otters did wardens count on the river Vess?"


def article(headline: str, *paragraphs: str, source: str = "Bay Radio", hours: float = 0.0) -> Article:
    from tests.bot.conftest import BEGIN

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
    "The count was led by warden Tam Oyelaran, who walked the banks for five nights.",
)
OTHER_REPORT = article(
    "Wardens count otters again on the Vess",
    "Fourteen otters were counted on the river Vess by wardens in the first week of January, Tam Oyelaran said.",
    source="Harrow Post",
    hours=1,
)
FERRY = article("Ferry makes its last crossing", "The ferry over the Harl made its last crossing on Friday evening.")


async def add(world: World, what: str, *, by: Any = None, **options: object) -> str:
    made = await (by or world.moderator).slash(world.channel, "watch add", what=what, **options)
    assert made.ephemeral
    return refusal(made)


async def arrive(world: World, *articles: Article | HeadlineOnly) -> None:
    await world.bot.newsroom.ingest(articles, now=world.bot.now())
    await world.env.advance_time(61)


def alerts(world: World, channel: Any = None) -> list[str]:
    user = world.bot.user
    assert user is not None
    channel = channel or world.channel
    return [
        texts(message)
        for message in channel.history(viewer=world.member)
        if message.author.id == user.id and "New for a watch" in texts(message)
    ]


async def test_a_new_article_that_answers_a_question_is_told_with_its_quote_once(world: World) -> None:
    said = await add(world, OTTERS)
    assert "I watch for news that answers" in said
    assert f"<#{world.channel.id}>" in said
    await world.env.advance_time(61)
    assert alerts(world) == []  # the archive answers it already, but that is not new
    await arrive(world, COUNT, FERRY)
    (alert,) = alerts(world)
    assert f"### {OTTERS}" in alert
    assert "> Wardens counted fourteen otters on the river Vess in the first week of January." in alert
    assert "Bay Radio" in alert
    assert "https://bayradio.example/otters-of-the-vess-counted-again#:~:text=" in alert
    await world.env.advance_time(3600)
    assert len(alerts(world)) == 1
