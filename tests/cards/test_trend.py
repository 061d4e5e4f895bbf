"""What the picture of a trend says to those who cannot see it."""

from __future__ import annotations

from datetime import date

from bot.cards.trend import trend_description
from bot.locales import translator
from knowledge.stories.trend import ALT_TEXT_LENGTH, Trend

SAY = translator("en-GB")


def of_counts(*counts: int) -> Trend:
    return Trend(tuple((date(2026, 11, 10 + place), count) for place, count in enumerate(counts)), ())


def test_every_compared_topic_has_its_sum_and_its_busiest_day() -> None:
    said = trend_description([("storm", of_counts(0, 3, 1)), ("flood", of_counts(0, 0, 0))], SAY)
    assert said.startswith("Mentions of “storm” per day")
    assert "4 in total" in said
    assert "11 Nov" in said
    assert "“flood”" in said


def test_it_is_no_longer_than_discord_allows() -> None:
    long = [("long topic " * 60, of_counts(1, 2))] * 3
    assert len(trend_description(long, SAY)) <= ALT_TEXT_LENGTH
