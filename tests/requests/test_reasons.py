"""Questions for reasons, and sentences that give them."""

from __future__ import annotations

import pytest

from knowledge.requests.reasons import asks_why, reason


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("Eggs are dear because of bird flu.", 2),
        ("Covid-19 was the driving factor.", 2),
        ("The works closed amid high gas prices.", 1),
        ("Shares fell after the report.", 1),
        ("Eggs have become much more expensive.", 0),
    ],
)
def test_reasons(text: str, surely: int) -> None:
    assert reason(text) == surely


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("why is pellamby closing", True),
        ("how did the bank collapse", True),
        ("what caused the fire", True),
        ("how many people were hurt", False),
        ("how much did it cost", False),
        ("who won", False),
    ],
)
def test_questions_for_reasons(question: str, why: bool) -> None:
    assert asks_why(question) is why
