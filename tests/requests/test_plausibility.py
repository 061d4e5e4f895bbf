"""Quotes that cannot be the answer, whatever their words: of another year, or old and about something else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.analysis import analyse
from knowledge.answering.answers import Quote
from knowledge.articles import StoredArticle
from knowledge.requests.plausibility import can_answer, speaker
from knowledge.requests.topics import Topic

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def quote(text: str, *, days: float, headline: str = "Cup") -> Quote:
    published = NOW - timedelta(days=days)
    article = StoredArticle(1, "1", headline, False, "Post", published, None, 1, NOW)
    return Quote(text, 0, len(text), text, 1, article)


def topic(*words: str) -> Topic:
    stems = [stem for word in words for stem in analyse(word)]
    return Topic(dict.fromkeys(stems, 1.0), tuple(stems))


@pytest.mark.parametrize(
    ("question", "words", "text", "days", "can"),
    [
        ("who won the 2027 cup", "cup", "The 2027 cup will be held in Skarrow.", 1, False),
        ("who will win the 2027 cup", "cup", "The 2027 cup will be held in Skarrow.", 1, True),
        ("who won the cup 2025", "cup", "Rovers won the cup.", 900, False),
        ("who won the cup 2025", "cup", "Rovers won the cup.", 10, True),
        ("who won the cup 2022", "cup", "In 2022 Rovers won the cup.", 10, True),
        ("was the author stabbed", "author stabbed", "The author won a prize.", 10, True),
        ("was the author stabbed", "author stabbed", "The author won a prize.", 90, False),
        ("who shot at the school", "shot school", "Another vaccine was recommended.", 1, False),
        ("who founded the cup", "founded cup", "The cup was founded by a baker.", 2000, True),
        ("did the strike end", "strike end", "The strike ended on Friday.", 2000, False),
        ("did the strike end in 2021", "strike end 2021", "The strike of 2021 ended on Friday.", 2000, True),
    ],
)
def test_what_can_answer(question: str, words: str, text: str, days: float, can: bool) -> None:
    assert can_answer(question, topic(*words.split()), [quote(text, days=days)], now=NOW) is can


def test_one_of_several_is_enough_and_no_date_is_no_reason() -> None:
    held = topic("author", "stabbed")
    old, new = quote("The author won a prize.", days=90), quote("The author was stabbed.", days=1)
    assert can_answer("was the author stabbed", held, [old, new], now=NOW)
    assert not can_answer("was the author stabbed", held, [], now=NOW)
    undated = StoredArticle(1, "1", "Cup", False, "Post", None, None, 1, NOW)
    told = "The author was stabbed."
    assert can_answer("was the author stabbed", held, [Quote(told, 0, len(told), told, 1, undated)], now=NOW)
    dated = StoredArticle(1, "1", "Cup", False, "Post", date(2024, 1, 1), None, 1, NOW)
    assert not can_answer("who won in 2025", topic("won"), [Quote("x", 0, 1, "x", 1, dated)], now=NOW)


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Rovers won the Harl cup.", True),
        ("Rovers hope to win the Harl cup, which opens on Friday.", False),
    ],
)
def test_who_won_is_not_answered_by_a_preview(text: str, can: bool) -> None:
    assert can_answer("who won the harl cup", topic("won", "harl", "cup"), [quote(text, days=1)], now=NOW) is can


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("what did Odalys Venn say about the bridge", "odalys venn"),
        ("what has the mayor said about the bridge", "mayor"),
        ("how did the council respond", "council"),
        ("what did he say about the bridge", ""),
        ("what did experts say about the flood", ""),
        ("what did the storm destroy", ""),
    ],
)
def test_who_is_asked_to_have_spoken(question: str, who: str) -> None:
    assert speaker(question) == frozenset(analyse(who))
