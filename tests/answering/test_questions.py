"""Questions are read for their terms, the kind of answer they want, and their time."""

from __future__ import annotations

import math

import pytest

from knowledge.answering.questions import (
    CONTEXT_SHARE,
    LONGEST_QUESTION,
    PREAMBLE_SHARE,
    AnswerKind,
    Question,
    QuestionTime,
    kind_of_answer,
    time_of_question,
    understand,
)
from tests.answering.newsroom import newsroom


@pytest.fixture(scope="module")
def retriever():
    return newsroom().retriever


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who reopened the Harl Bridge?", AnswerKind.PERSON),
        ("Which retired weaver designed the flag?", AnswerKind.THING),  # a weaver is in no list of people
        ("Which former senator opened the fair?", AnswerKind.PERSON),
        ("Which countries signed the treaty?", AnswerKind.COUNTRY),
        ("The storm made landfall in which state?", AnswerKind.STATE),
        ("Which small town won the prize?", AnswerKind.PLACE),
        ("Where was the ship found?", AnswerKind.PLACE),
        ("How many otters were counted?", AnswerKind.COUNT),
        ("How old is the new mayor?", AnswerKind.COUNT),
        ("What was the magnitude of the quake?", AnswerKind.COUNT),
        ("How much did the repairs cost?", AnswerKind.MONEY),
        ("What was the price of the orchard?", AnswerKind.MONEY),
        ("What percentage of voters stayed at home?", AnswerKind.PERCENT),
        ("How long did the strike last?", AnswerKind.DURATION),
        ("When does the bridge reopen?", AnswerKind.DATE),
        ("This was the highest tide since:", AnswerKind.DATE),
        ("In what year was the tannery built?", AnswerKind.DATE),
        ("What is the name of the ferry?", AnswerKind.NAME),
        ("Which airline bought its rival?", AnswerKind.THING),
        ("What’s the ferry called?", AnswerKind.NAME),
        ("What happened at the harbour?", AnswerKind.OTHER),
        ("Which of the boss's ferries sank?", AnswerKind.THING),
        ("Tell me about otters", AnswerKind.OTHER),
        ("Why was the bridge closed?", AnswerKind.REASON),
        ("What caused the fire?", AnswerKind.REASON),
        ("What was the reason for the strike?", AnswerKind.REASON),
        ("Which head of state opened the fair?", AnswerKind.PERSON),
    ],
)
def test_the_wording_tells_the_kind_of_answer(question: str, kind: AnswerKind) -> None:
    assert kind_of_answer(question) is kind


@pytest.mark.parametrize(
    ("question", "time"),
    [
        ("What did the mayor say this week?", QuestionTime.NOW),
        ("Who won on Tuesday?", QuestionTime.NOW),
        ("Which ferry sank recently?", QuestionTime.NOW),
        ("Who will open the fair next month?", QuestionTime.NOW),
        ("Who won the cup in 2019?", QuestionTime.PAST),
        ("Who wins the cup in 2026?", QuestionTime.OPEN),
        ("Who built the tannery?", QuestionTime.OPEN),
    ],
)
def test_the_wording_tells_the_time(question: str, time: QuestionTime) -> None:
    assert time_of_question(question, 2026) is time


def test_terms_are_weighed_by_how_rare_they_are(retriever) -> None:
    question = read(retriever, "How many otters swim in the Vess?")
    assert question.counted == "otter"
    assert question.stems["otter"] == question.words["otters"]
    assert question.weight == pytest.approx(sum(question.stems.values()))
    assert question.coverage(frozenset(question.stems)) == pytest.approx(1.0)
    assert 0 < question.coverage(frozenset({"otter"})) < 1


def test_a_term_that_nothing_holds_weighs_most(retriever) -> None:
    question = read(retriever, "otters zeppelin")
    assert question.stems["zeppelin"] == pytest.approx(math.log(retriever.passages + 0.5) - math.log(0.5))
    assert question.stems["zeppelin"] >= question.stems["otter"]


def test_a_question_without_terms_covers_nothing(retriever) -> None:
    question = read(retriever, "Is it the?")
    assert question.terms == ()
    assert question.coverage(frozenset({"otter"})) == 0.0


def test_a_follow_up_that_leans_on_the_earlier_question_borrows_its_terms(retriever) -> None:
    earlier = "How much did the repairs of the Harl Bridge cost?"
    follow_up = read(retriever, "And when did it reopen?", context=earlier)
    assert {"bridg", "harl"} <= set(follow_up.terms)
    alone = read(retriever, "Harl")
    assert follow_up.stems["harl"] == pytest.approx(CONTEXT_SHARE * alone.stems["harl"])


def test_a_follow_up_that_stands_alone_borrows_nothing(retriever) -> None:
    follow_up = read(retriever, "Which pears grow beside the Pellworth auction house?", context="Who counted otters?")
    assert "otter" not in follow_up.terms


def test_a_very_long_question_is_cut(retriever) -> None:
    assert len(read(retriever, "otters bridge " * 1_000).terms) == LONGEST_QUESTION


def read(retriever, text: str, context: str | None = None) -> Question:
    return understand(text, retriever, year=2026, context=context)


def test_the_sentence_that_asks_weighs_most(retriever) -> None:
    asked = read(retriever, "A ferry sank near Pellworth. How many otters were on board?")
    alone = read(retriever, "How many otters were on board near Pellworth?")
    assert asked.stems["otter"] == alone.stems["otter"]
    assert asked.stems["pellworth"] == pytest.approx(PREAMBLE_SHARE * alone.stems["pellworth"])
    assert read(retriever, "Otters. Pellworth.").stems["pellworth"] == alone.stems["pellworth"]
