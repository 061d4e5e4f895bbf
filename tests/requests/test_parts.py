"""Questions of several parts and of two sides, and sentences that give reasons."""

from __future__ import annotations

import pytest

from knowledge.requests.parts import parts_of
from knowledge.requests.reasons import asks_why, reason


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who won in colombia and by how much", ("who won in colombia", "by how much won colombia")),
        ("who is Kroger buying and how much is it", ("who is Kroger buying", "how much is it Kroger buying")),
        ("when and where did it happen", ("when did it happen", "where did it happen")),
        ("who won the cup and the league", ("who won the cup and the league",)),
        ("the bridge and who built it", ("the bridge and who built it",)),
        ("who won, when and by how much", ("who won", "when won", "by how much won")),
        ("jupiter or saturn, which has more moons", ("which has more moons jupiter", "which has more moons saturn")),
        ("who is richer, adani or bezos", ("who is richer adani", "who is richer bezos")),
        ("is the bridge open or closed", ("is the bridge open or closed",)),
        ("storm or flood", ("storm or flood",)),
    ],
)  # fmt: skip
def test_parts(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


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
