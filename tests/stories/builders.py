"""Articles as the tests of this room need them: short to write, whole to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from knowledge.comparing.articles import StoryArticle

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def article(
    number: int, source: str | None, headline: str | None, *paragraphs: str, hours_ago: float | None = 1.0
) -> StoryArticle:
    """An article published `hours_ago` before NOW (None: undated)."""
    published = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    return StoryArticle(number, source, headline, published, paragraphs)


FERRY = (
    article(
        1,
        "Courier",
        "Ferry and barge collide off Hesk, 212 passengers taken to safety",
        "A passenger ferry and a gravel barge collided in fog off the Isle of Hesk on Monday, and all 212 passengers"
        " were taken to safety.",
        "The ferry, the Lady of Hesk, was towed to Velsoe with a hole in her side. Four people were injured.",
        hours_ago=20,
    ),
    article(
        2,
        "Radio Vessen",
        "Passengers safe after ferry hits barge in fog off Hesk",
        "All passengers of the ferry Lady of Hesk are safe after she ran into a barge in thick fog on Monday, the"
        " coastguard said.",
        "The barge was carrying gravel from Velsoe. Six people were injured, according to the hospital there.",
        hours_ago=15,
    ),
    article(
        3,
        "Bulletin",
        "Lady of Hesk towed to port after collision with barge",
        "The ferry Lady of Hesk has been towed to Velsoe after a collision with a gravel barge in fog off the Isle of"
        " Hesk, in which no passengers were lost.",
        hours_ago=10,
    ),
)
BRIDGE = article(
    4,
    "Courier",
    "Harl Bridge at Dunvarrick opens again after 19 months",
    "The Harl Bridge at Dunvarrick was opened to traffic again on Monday, 19 months after inspectors found cracks in"
    " its pillars.",
    hours_ago=18,
)
COMET = article(
    5,
    "Bulletin",
    "Probe Thistledown lands on comet Aarne-Veil",
    "The probe Thistledown has landed on the comet Aarne-Veil after a flight of nine years, the space institute said.",
    hours_ago=17,
)
