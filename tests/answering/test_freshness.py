"""Old evidence is called stale only where a question asks about now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge.answering.freshness import is_stale, span_of_dates
from knowledge.articles import Published
from tests.answering.newsroom import NOW


@pytest.mark.parametrize(
    ("question", "published", "stale"),
    [
        ("What happened today?", date(2026, 11, 24), False),
        ("What happened today?", date(2026, 11, 23), True),
        ("What happened today?", datetime(2026, 11, 23, 20, tzinfo=UTC), False),
        ("What happened today?", datetime(2026, 11, 23, 17, tzinfo=UTC), True),
        ("Who lost yesterday?", date(2026, 11, 23), False),
        ("Who lost yesterday?", date(2026, 11, 22), True),
        ("What did the mayor say this week?", date(2026, 11, 18), False),
        ("What did the mayor say THIS WEEK?", date(2026, 11, 17), True),
        ("What is the latest on the ferry?", date(2026, 11, 1), True),
        ("How many came this month?", date(2026, 11, 1), False),
        ("How many came this year?", date(2026, 1, 2), False),
        ("Who built the tannery?", date(1994, 1, 1), False),
        ("Who won today?", None, True),
    ],
)
def test_staleness(question: str, published: Published | None, stale: bool) -> None:
    assert is_stale(question, [published], NOW) is stale


def test_the_newest_evidence_decides() -> None:
    assert not is_stale("What happened today?", [date(2020, 1, 1), None, date(2026, 11, 24)], NOW)


def test_the_dates_that_evidence_spans() -> None:
    early, late = date(2026, 1, 1), datetime(2026, 1, 1, 5, tzinfo=UTC)
    assert span_of_dates([late, None, early]) == (early, late)
    assert span_of_dates([None]) == (None, None)
