"""Which stories a text is about."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.articles import Article
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def article(headline: str, source: str, *paragraphs: str, hours: int = 1) -> Article:
    address = f"https://{source.split()[0].lower()}.example/{headline.split()[0].lower()}"
    return Article(headline, paragraphs, source=source, published=NOW - timedelta(hours=hours), url=address)


NEWS = [
    article(
        "Harl Bridge reopens after a year of repairs",
        "Harrow Post",
        "The Harl Bridge reopened to traffic on Wednesday, a year after cracks were found in two of its piers.",
        "Repairs cost 4.6 million dollars, said county engineer Mireille Sánchez.",
    ),
    article(
        "Bridge over the Harl open again after repairs",
        "Bay Radio",
        "Cars crossed the Harl Bridge again on Wednesday after a year of repairs to cracks in its piers.",
        "County engineer Mireille Sánchez put the cost at 4.6 million dollars.",
        hours=2,
    ),
    article("Otters return to the Vess", "Harrow Post", "Wardens counted eleven otters on the river Vess this winter."),
    article("Council to meet on Friday", "Bay Radio", "The council of Harrow meets on Friday to talk about drains."),
]


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    newsroom = await Newsroom.open(tmp_path)
    await newsroom.ingest(NEWS, now=NOW)
    yield newsroom
    await newsroom.close()


async def headlines(newsroom: Newsroom, text: str) -> list[str | None]:
    return [story.article.headline for story in await (await newsroom.view(None)).related(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("did you see the wardens found otters in the river again?", "Otters return to the Vess"),
        ("https://harrowpost.example/otters-return-vess", "Otters return to the Vess"),
        ("They say the cracks in the piers of the bridge are repaired", "Harl Bridge reopens after a year of repairs"),
        ("otters", "Otters return to the Vess"),
    ],
)
async def test_what_a_message_is_about_comes_first(newsroom: Newsroom, text: str, first: str) -> None:
    assert (await headlines(newsroom, text))[:1] == [first]


async def test_one_event_is_one_story_with_its_other_reports(newsroom: Newsroom) -> None:
    stories = await (await newsroom.view(None)).related("The Harl Bridge is open after repairs to its cracked piers")
    assert len(stories) == 1
    told = (stories[0].article, *stories[0].others)
    assert sorted(one.source or "" for one in told) == ["Bay Radio", "Harrow Post"]


@pytest.mark.parametrize(
    "text",
    [
        "who wants pizza on friday, I am so hungry right now",
        "lol",
        "",
        "🙂",
        "kjsdf sdkfj",
        "the river is nice in spring",
    ],
)
async def test_chat_is_related_to_nothing(newsroom: Newsroom, text: str) -> None:
    assert await headlines(newsroom, text) == []


async def test_an_outlet_that_is_not_allowed_is_related_to_nothing(newsroom: Newsroom) -> None:
    view = await newsroom.view(None, outlets=["Bay Radio"])
    assert await view.related("wardens counted otters on the river") == []
    (bridge,) = await view.related("The Harl Bridge is open after repairs to its cracked piers")
    assert (bridge.article.source, bridge.others) == ("Bay Radio", ())
    assert await view.counts() == (2, 3)
    assert await (await newsroom.view(None, outlets=["Nobody"])).counts() == (0, 0)
