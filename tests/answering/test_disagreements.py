"""Numbers for the same thing are compared between outlets, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.sample import write_newsroom
from knowledge.answering.answers import Quote
from knowledge.answering.disagreements import disagreements
from knowledge.answering.questions import Question, understand
from knowledge.articles import Article, Published, StoredArticle
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.reading import read_paths
from tests.answering.newsroom import NOW, answerer, newsroom

HURT = "How many people were hurt at Velsoe?"
COST = "How much did the bridge at Velsoe cost?"
TURNOUT = "What percentage was the turnout at Velsoe?"


@pytest.mark.parametrize(
    ("question", "first", "second", "about", "numbers"),
    [
        (HURT, "Fourteen people were hurt at Velsoe.", "At Velsoe 17 people were hurt.", "people", ("Fourteen", "17")),
        (
            COST,
            "The bridge at Velsoe cost $4 million.",
            "Velsoe's bridge cost $5 million to build.",
            "dollars",
            ("$4 million", "$5 million"),
        ),
        (
            TURNOUT,
            "At Velsoe the turnout was 41%.",
            "The turnout at Velsoe was 48.5 per cent.",
            "percent",
            ("41%", "48.5 per cent"),
        ),
    ],
)
def test_different_numbers_are_shown_as_written(
    question: str, first: str, second: str, about: str, numbers: tuple[str, str]
) -> None:
    (found,) = disagreements(asked(question), [quote(first, "Post"), quote(second, "Radio")])
    assert found.about == about
    assert found.values == (("Post", numbers[0]), ("Radio", numbers[1]))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (HURT, "Fourteen people were hurt at Velsoe.", "At Velsoe 14 people were hurt."),  # the same number
        (HURT, "2 million people were hurt at Velsoe.", "At Velsoe 2,000,000 people were hurt."),
        (HURT, "Fourteen people were hurt at Velsoe.", "At Velsoe 17 otters were hurt."),  # not the same thing
        (HURT, "Fourteen people were hurt at Velsoe.", "At Velsoe 17 people were killed."),  # not the same outcome
        (HURT, "At Velsoe in 2019 people were hurt.", "At Velsoe in 2021 people were hurt."),  # years
        (HURT, "Nobody was hurt at Velsoe.", "At Velsoe 17 people were hurt."),
        (HURT, "At least 14 people were hurt at Velsoe.", "At Velsoe 17 people were hurt."),  # both can be right
        (HURT, "Fourteen people were hurt at Velsoe.", "At Velsoe 17 people were hurt, the agency said 14."),
        (HURT, "At Velsoe 14, later 17 people, were hurt.", "At Velsoe 17 people were hurt."),  # they agree on one
        (HURT, "Fourteen people were hurt at Velsoe.", "At Harl 17 people were hurt."),  # another place than asked for
        ("How many people were hurt?", "At Velsoe 14 people were hurt.", "At Harl 17 people were hurt."),
        ("Who was hurt at Velsoe?", "Fourteen people were hurt at Velsoe.", "At Velsoe 17 people were hurt."),
        (COST, "The bridge at Velsoe cost $4 million.", "At Velsoe the gate of the bridge cost $90."),
        (COST, "The bridge at Velsoe cost $6.8 million.", "Velsoe's bridge cost $7 million to build."),  # rounded
        (TURNOUT, "At Velsoe the turnout was 41%.", "At Velsoe the turnout rose by 5%."),  # not the same role
        (
            "How many states at Velsoe legalised otters?",
            "Five states voted on legalising otters at Velsoe.",
            "Otters were legalised in three states at Velsoe.",
        ),
    ],
)
def test_what_does_not_contradict(question: str, first: str, second: str) -> None:
    assert disagreements(asked(question), [quote(first, "Post"), quote(second, "Radio")]) == ()


def test_reports_of_different_days_do_not_contradict() -> None:
    first, second = "Fourteen people were hurt at Velsoe.", "At Velsoe 17 people were hurt."
    later = quote(second, "Radio", published=date(2026, 11, 22))
    assert disagreements(asked(HURT), [quote(first, "Post"), later]) == ()
    assert disagreements(asked(HURT), [quote(first, "Post"), quote(second, "Radio", published=None)]) == ()


async def test_outlets_do_not_differ_where_one_counts_the_margin_and_one_the_votes(tmp_path: Path) -> None:
    """The question that the demo greets with."""
    write_newsroom(tmp_path, NOW)
    held = MemoryNewsroom([one for one in read_paths([tmp_path]) if isinstance(one, Article)], now=NOW)
    answer = await answerer(held).answer("By how many votes did Renn-Okafor win?", now=NOW)
    assert {"Orvenmark Post", "Coastline Wire"} <= {quote.article.source for quote in answer.quotes}
    assert answer.disagreements == ()


def test_one_outlet_does_not_contradict_itself_nor_do_nameless_ones() -> None:
    quotes = [quote("Fourteen people were hurt at Velsoe.", "Post"), quote("At Velsoe 17 people were hurt.", "Post")]
    assert disagreements(asked(HURT), quotes) == ()
    assert disagreements(asked(HURT), [quotes[0], quote("At Velsoe 17 people were hurt.", None)]) == ()


def test_an_outlet_whose_own_numbers_differ_contradicts_nobody() -> None:
    unsure = [quote("Fourteen people were hurt at Velsoe.", "Post"), quote("At Velsoe 15 people were hurt.", "Post")]
    assert disagreements(asked(HURT), [*unsure, quote("At Velsoe 17 people were hurt.", "Radio")]) == ()


def asked(question: str) -> Question:
    return understand(question, newsroom().retriever, year=2026)


def quote(text: str, source: str | None, published: Published | None = date(2026, 11, 20)) -> Quote:
    article = StoredArticle(1, "1", None, False, source, published, None, 1, NOW)
    return Quote(text, 0, len(text), text, 1, article)
