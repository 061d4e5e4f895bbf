"""Numbers for the same thing are compared between outlets, and nothing else is."""

from __future__ import annotations

import pytest

from knowledge.answering.answers import Quote
from knowledge.answering.disagreements import disagreements
from knowledge.answering.questions import understand
from knowledge.articles import StoredArticle
from tests.answering.newsroom import NOW, newsroom

QUESTION = understand("How many people were hurt?", newsroom().retriever, year=2026)


@pytest.mark.parametrize(
    ("first", "second", "about", "numbers"),
    [
        ("Fourteen people were hurt.", "17 people were hurt.", "people", ("Fourteen", "17")),
        ("It cost $4 million.", "It cost $5 million to build.", "dollars", ("$4 million", "$5 million")),
        ("Turnout was 41%.", "Turnout was 43.5%.", "percent", ("41%", "43.5%")),
        ("Some 1,200 angry people came.", "2 thousand people came.", "people", ("1,200", "2 thousand")),
    ],
)
def test_different_numbers_are_shown_as_written(first: str, second: str, about: str, numbers: tuple[str, str]) -> None:
    (found,) = disagreements(QUESTION, [quote(first, "Post"), quote(second, "Radio")])
    assert found.about == about
    assert found.values == (("Post", numbers[0]), ("Radio", numbers[1]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Fourteen people were hurt.", "In all, 14 people were hurt."),  # the same number
        ("2 million people saw it.", "2,000,000 people saw it."),
        ("Fourteen people were hurt.", "17 otters were hurt."),  # not the same thing
        ("In 2019 people were hurt.", "In 2021 people were hurt."),  # years
        ("Nobody was hurt.", "17 people were hurt."),
        ("Fourteen people, later 17 people, were hurt.", "17 people were hurt."),  # they agree on one
    ],
)
def test_what_does_not_contradict(first: str, second: str) -> None:
    assert disagreements(QUESTION, [quote(first, "Post"), quote(second, "Radio")]) == ()


def test_one_outlet_does_not_contradict_itself_nor_do_nameless_ones() -> None:
    quotes = [quote("Fourteen people were hurt.", "Post"), quote("17 people were hurt.", "Post")]
    assert disagreements(QUESTION, quotes) == ()
    assert disagreements(QUESTION, [quotes[0], quote("17 people were hurt.", None)]) == ()


def quote(text: str, source: str | None) -> Quote:
    article = StoredArticle(1, "1", None, False, source, None, None, 1, NOW)
    return Quote(text, 0, len(text), text, 1, article)


def test_a_number_that_the_question_gives_is_not_in_dispute() -> None:
    asked = understand("Who went to prison for six years?", newsroom().retriever, year=2026)
    assert disagreements(asked, [quote("He got six years in prison.", "A"), quote("A feud of 150 years.", "B")]) == ()
