"""Questions about how something ended, and the quotes that tell it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.analysis import analyse
from knowledge.answering.answers import Quote
from knowledge.articles import StoredArticle
from knowledge.requests.outcomes import outcome_asked
from knowledge.requests.topics import Topic

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def quote(text: str, *, headline: str = "News", paragraph: str | None = None) -> Quote:
    article = StoredArticle(1, "1", headline, False, "Post", NOW, None, 1, NOW)
    return Quote(text, 0, len(text), paragraph or text, 1, article)


def topic(words: str) -> Topic:
    stems = analyse(words)
    return Topic(dict.fromkeys(stems, 1.0), tuple(stems))


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("who won the harl cup", True),
        ("which horse won the derby", True),
        ("who beat the rovers", True),
        ("when did the queen die", True),
        ("what was the score of the harl final", True),
        ("who will win the harl cup", False),
        ("did the rovers win", False),
        ("what did the mayor say after she won", False),
        ("how many people died in the storm", False),
        ("who opened the bridge", False),
    ],
)
def test_what_asks_for_an_outcome(question: str, asks: bool) -> None:
    assert (outcome_asked(question, topic(question)) is not None) is asks


@pytest.mark.parametrize(
    ("question", "words", "text", "told"),
    [
        ("who won the harl cup", "won harl cup", "Rovers won the Harl Cup on Sunday.", 3),
        ("who won the harl cup", "won harl cup", "The Harl Cup went to Rovers, who beat Wanderers.", 3),
        ("who won the harl cup", "won harl cup", "Former champions Rovers, of Skarrow, won the Harl Cup.", 3),
        ("who won the harl cup", "won harl cup", "If Rovers won the Harl Cup, it would be a first.", 0),
        ("who won the harl cup", "won harl cup", "Rovers have never won the Harl Cup.", 0),
        ("who won the harl cup", "won harl cup", "Defending champions Rovers open the Harl Cup on Friday.", 0),
        ("who won the harl cup", "won harl cup", "The Harl Cup opens in Skarrow, which won the right to host.", 0),
        ("who won the harl election", "won harl election", "Venn won the primary of the Harl election.", 0),
        ("who won the harl cup", "won harl cup", "Rovers are confident of winning the Harl Cup.", 0),
        ("who won the harl primary", "won harl primary", "Venn won the Harl primary.", 3),
        ("who won the harl cup", "won harl cup", "In 2019 Rovers won the Harl Cup.", 0),
        ("who won the harl cup in 2019", "won harl cup 2019", "In 2019 Rovers won the Harl Cup.", 3),
        ("who won the harl cup", "won harl cup", "A baker won the lottery.", 0),
        ("what was the score of the harl cup", "score harl cup", "Rovers took the Harl Cup 3-1.", 3),
        ("what was the score of the harl cup", "score harl cup", "Follow the score of the Harl Cup here.", 0),
        ("when did queen odile die", "queen odile die", "Queen Odile died on Thursday.", 3),
        ("when did queen odile die", "queen odile die", "Her Majesty died on Thursday.", 2),
        ("when did queen odile die", "queen odile die", "When her father died, Odile became queen.", 0),
        ("when did queen odile die", "queen odile die", "Queen Odile heard of the death of her father.", 0),
        ("when did queen odile die", "queen odile die", "Her husband, Prince Bram, died, Queen Odile said.", 0),
    ],
)  # fmt: skip
def test_what_tells_an_outcome(question: str, words: str, text: str, told: int) -> None:
    outcome = outcome_asked(question, topic(words))
    assert outcome is not None
    assert outcome.told_by(quote(text)) == told


def test_the_headline_names_what_was_won_and_may_tell_it() -> None:
    outcome = outcome_asked("who won the harl cup", topic("won harl cup"))
    assert outcome is not None
    assert outcome.told_by(quote("They beat Wanderers.", headline="The Harl Cup")) == 2
    assert outcome.told_by(quote("They sang.", headline="Rovers win")) == 0
    assert outcome.told_by(quote("They sang.", headline="Harl Cup: Rovers won")) == 1
    assert outcome.told_by(quote("They sang.", paragraph="They sang. Rovers won the Harl Cup.")) == 1
    captions = "They sang. " + "A photo of the town. " * 40 + "Rovers won the Harl Cup."
    assert outcome.told_by(quote("They sang.", paragraph=captions)) == 0
