"""A trend counts every day, names its peaks, and can be seen and read aloud."""

from __future__ import annotations

import struct
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.stories.picture import draw, draw_compared
from knowledge.stories.trend import (
    ALT_TEXT_LENGTH,
    MOST_PEAKS,
    PEAK_DISTANCE,
    TopicMention,
    Trend,
    alt_text,
    trend,
)

FIRST = date(2026, 11, 10)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def of_counts(*counts: int) -> Trend:
    mentions = [
        TopicMention(day(offset), f"Headline {offset}.{number}", float(number))
        for offset, count in enumerate(counts)
        for number in range(count)
    ]
    return trend(mentions, since=FIRST, until=day(len(counts) - 1))


def test_every_day_is_counted() -> None:
    mentions = [TopicMention(day(offset), "Storm", 1.0) for offset in (1, 1, 3, 9, -1)]
    counted = trend(mentions, since=FIRST, until=day(3))
    assert counted.days == ((day(0), 0), (day(1), 2), (day(2), 0), (day(3), 1))


def test_peaks_stand_out_and_carry_the_best_headline() -> None:
    counted = of_counts(1, 0, 6, 1, 0, 1, 8, 7, 1, 0, 1, 0)
    assert counted.peaks == ((day(2), "Headline 2.5"), (day(6), "Headline 6.7"))


def test_without_an_outlier_the_busiest_day_is_the_peak() -> None:
    assert of_counts(1, 1, 1).peaks == ((day(0), "Headline 0.0"),)
    assert of_counts(3, 4, 3, 4).peaks == ((day(1), "Headline 1.3"), (day(3), "Headline 3.3"))


def test_no_mentions_no_peaks() -> None:
    assert of_counts(0, 0).peaks == ()


def test_a_day_of_nameless_articles_has_no_headline_to_show() -> None:
    mentions = [TopicMention(FIRST, None, 2.0), TopicMention(FIRST, "", 3.0)]
    assert trend(mentions, since=FIRST, until=FIRST) == Trend(((FIRST, 2),), ())


def test_turned_round_dates_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot start on 2026-11-11"):
        trend([], since=day(1), until=FIRST)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40))
def test_peaks_are_few_apart_and_high(counts: list[int]) -> None:
    counted = of_counts(*counts)
    assert [count for _, count in counted.days] == counts
    assert len(counted.peaks) <= MOST_PEAKS
    assert bool(counted.peaks) is (sum(counts) > 0)
    offsets = [(peak - FIRST).days for peak, _ in counted.peaks]
    assert all(later - earlier >= PEAK_DISTANCE for earlier, later in pairwise(offsets))
    assert max(counts) in [counts[offset] for offset in offsets] or not offsets


def test_alt_text() -> None:
    assert alt_text(of_counts(0, 3, 1), "storm") == (
        "Mentions of “storm” a day from 10 November 2026 to 12 November 2026: 4 in all, most on 11 November 2026 (3)."
        " Peak on 11 November 2026: Headline 1.2."
    )
    assert alt_text(of_counts(0), "storm").endswith("0 in all.")


def test_alt_text_fits_discord() -> None:
    counted = Trend(((FIRST, 1),), tuple((FIRST, "long headline " * 60) for _ in range(3)))
    assert len(alt_text(counted, "storm")) <= ALT_TEXT_LENGTH


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_picture_grows_with_its_peaks_and_stays_phone_sized() -> None:
    none, two = draw(of_counts(0, 0), "storm"), draw(of_counts(1, 0, 6, 1, 0, 1, 8, 7, 1, 0, 1, 0), "storm")
    assert size(none) == (640, 370)
    assert size(two) == (640, 530)
    assert len(two) < 200_000


@pytest.mark.filterwarnings("error")  # matplotlib warns of signs without a picture, and fails on half a formula
@pytest.mark.parametrize("topic", ["$6 and $", "🌊 storm", "台风", "", "a" * 500, "two\nlines", "\\frac{"])
def test_any_topic_and_headline_can_be_drawn(topic: str) -> None:
    counted = Trend(((FIRST, 1), (day(1), 400)), ((day(1), topic), (day(1), topic * 3)))
    assert size(draw(counted, topic))[0] == 640
    assert size(draw_compared([(topic, counted), ("x", counted), (topic, counted)])) == (640, 550)


def test_the_picture_shows_bars_where_mentions_are() -> None:
    assert draw(of_counts(0, 5, 0), "storm") != draw(of_counts(5, 0, 0), "storm")


def test_compared_topics_are_drawn_to_one_scale() -> None:
    few, many = of_counts(0, 1, 0), of_counts(9, 9, 9)
    beside = draw_compared([("few", few), ("many", many)])
    assert beside != draw_compared([("few", few), ("many", few)])
    assert size(beside) == (640, 385)


def test_matplotlib_is_imported_on_first_use_and_without_pyplot() -> None:
    code = (
        "import sys; import knowledge.stories.picture as picture; assert 'matplotlib' not in sys.modules;"
        "from knowledge.stories.trend import trend; from datetime import date;"
        "picture.draw(trend([], since=date(2026, 1, 1), until=date(2026, 1, 1)), 'x');"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
