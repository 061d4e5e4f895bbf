"""Numbers, amounts, dates, places and names are found in sentences."""

from __future__ import annotations

import pytest

from knowledge.answering.mentions import mentions, names, number_spans, numbers
from knowledge.answering.questions import AnswerKind


@pytest.mark.parametrize(
    ("kind", "sentence", "found"),
    [
        (AnswerKind.COUNT, "In 2019 wardens counted eleven otters and 1,200 eels.", [("eleven",), ("1200",)]),
        (AnswerKind.MONEY, "It cost $4.6 million, not 300 euros.", [("4.6", "million"), ("300", "euros")]),
        (
            AnswerKind.PERCENT,
            "Turnout fell to 41.5% from sixty per cent.",
            [("41.5", "percent"), ("sixty", "per", "cent")],
        ),
        (AnswerKind.DURATION, "The strike lasted six days.", [("six", "days")]),
        (AnswerKind.DATE, "It closed on March 3 and reopens on Friday.", [("march", "3"), ("friday",)]),
        (
            AnswerKind.COUNTRY,
            "He left New Zealand for Peru’s coast, not turkey farms.",
            [("peru",), ("new", "zealand")],
        ),
        (AnswerKind.STATE, "Floods hit West Virginia and Ohio.", [("virginia",), ("ohio",), ("west", "virginia")]),
        (AnswerKind.PLACE, "The ship was found near Saltreach.", [("saltreach",)]),
        (AnswerKind.PERSON, "On Monday Ines Okafor met the mayor.", [("ines", "okafor")]),
        (AnswerKind.NAME, "Crews call the drill “Aunt Betty”.", [("aunt", "betty"), ("aunt", "betty")]),
        (AnswerKind.THING, "The owner is Varrow Biologics.", [("varrow", "biologics")]),
        (AnswerKind.OTHER, "The owner is Varrow Biologics.", []),
    ],
)
def test_things_of_a_kind(kind: AnswerKind, sentence: str, found: list[tuple[str, ...]]) -> None:
    assert mentions(kind, sentence) == found


def test_a_single_capital_at_the_start_is_no_name() -> None:
    assert names("Wardens met Ortiz.") == [("ortiz",)]
    assert names("“Ines Okafor left,” he said.") == [("ines", "okafor")]


def test_all_numbers() -> None:
    assert numbers("Two of 31 boats sank in 1994.") == [("two",), ("31",), ("1994",)]


def test_numbers_of_what_is_counted() -> None:
    sentence = "Three wardens counted eleven shy otters."
    assert [sentence[start:end] for start, end in number_spans("otter", sentence)] == ["eleven"]
    assert number_spans("otter", "Three wardens counted.") == []
