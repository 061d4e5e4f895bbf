"""The pictures of articles on cards, and the timeline of a story with the figures on which outlets differ."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from knowledge.articles import Article, Picture
from tests.bot.conftest import BEGIN, World, texts

PICTURE = Picture("https://cdn.harrowpost.example/fire.jpg", "Smoke over the mill")
FIRE = [
    Article(
        "Fire at the Ostlow mill leaves 14 people injured",
        ("A fire at the Ostlow mill left 14 people injured on Tuesday, the fire brigade said.",),
        source="Harrow Post",
        published=BEGIN - timedelta(hours=3),
        url="https://harrowpost.example/fire",
        picture=PICTURE,
    ),
    Article(
        "Ostlow mill fire: 17 people injured, brigade says",
        ("The fire at the Ostlow mill on Tuesday left 17 people injured, according to the fire brigade.",),
        source="Bay Radio",
        published=BEGIN - timedelta(hours=2),
        url="https://bayradio.example/fire",
        picture=PICTURE,
    ),
]


def thumbnails(message: Any) -> list[tuple[str, str]]:
    """The address and description of each thumbnail on a card."""
    found: list[tuple[str, str]] = []

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for one in part:
                walk(one)
        elif isinstance(part, dict):
            if part.get("type") == 11:
                found.append((part["media"]["url"], part["description"]))
            for value in part.values():
                walk(value)

    walk([part if isinstance(part, dict) else part.to_dict() for part in message.components])
    return found


async def test_pictures_are_shown_until_a_server_turns_them_off(world: World) -> None:
    await world.bot.newsroom.ingest(FIRE, now=BEGIN)
    asked = [
        await world.member.slash(world.channel, "story", headline=str(FIRE[0].headline)),
        await world.member.slash(world.channel, "ask", question="Any news about the Ostlow mill?"),
        await world.moderator.slash(world.channel, "digest now"),
    ]
    for shown in asked:
        assert thumbnails(shown.response) == [(PICTURE.address, "Smoke over the mill")]
    await world.bot.servers.change(world.guild.id, pictures=False)
    await world.env.advance_time(60)
    for command, options in (
        ("story", {"headline": str(FIRE[0].headline)}),
        ("ask", {"question": "Any news about the Ostlow mill?"}),
        ("digest now", {}),
    ):
        plain = await world.moderator.slash(world.channel, command, **options)
        assert thumbnails(plain.response) == []
        assert "Ostlow mill" in texts(plain.response)


async def test_a_posted_digest_has_the_pictures_that_its_server_wants(world: World) -> None:
    await world.bot.newsroom.ingest(FIRE, now=BEGIN)
    for name, time in (("First", "00:10"), ("Second", "00:20")):
        await world.moderator.slash(world.channel, "digest create", channel=world.channel, time=time, name=name)
    await world.env.advance_time(12 * 60)
    assert "## First" in texts(world.channel.last_message)
    assert thumbnails(world.channel.last_message) == [(PICTURE.address, "Smoke over the mill")]
    await world.bot.servers.change(world.guild.id, pictures=False)
    await world.env.advance_time(10 * 60)
    assert "## Second" in texts(world.channel.last_message)
    assert "Ostlow mill" in texts(world.channel.last_message)
    assert thumbnails(world.channel.last_message) == []


async def test_a_story_tells_who_reported_what_when_and_where_figures_differ(world: World) -> None:
    await world.bot.newsroom.ingest(FIRE, now=BEGIN)
    shown = texts((await world.member.slash(world.channel, "story", headline=str(FIRE[1].headline))).response)
    assert "### Outlets differ\npeople injured: **14** Harrow Post · **17** Bay Radio" in shown
    timeline = shown.partition("### Who reported it when\n")[2].split("\n")
    assert timeline[0].endswith(":f> · Harrow Post")
    assert timeline[1] == "[Fire at the Ostlow mill leaves 14 people injured](https://harrowpost.example/fire)"
    assert timeline[2].endswith(":f> · Bay Radio")
    assert timeline[3] == "**Ostlow mill fire: 17 people injured, brigade says**"
