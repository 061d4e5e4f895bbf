"""Questions that ask several things are taken apart, and comparisons have two sides."""

from __future__ import annotations

import pytest

from knowledge.answering.parts import each_side, parts_of, sides_of
from tests.answering.newsroom import NOW, answerer, article, newsroom

RACE = article(
    "race",
    "Odalys Venn won the Vess rowing cup. The tanner came second.",
    "At the bridge of Harl the lead was nine seconds, said the timekeeper of the Vess rowing cup.",
    headline="The Vess rowing cup",
)
FILLER = [article(f"n{n}", f"The council of Harl heard report {n} on drains, plums and fares.") for n in range(30)]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who won and by how much?", ("who won", "by how much")),
        ("When and where did the bridge open?", ("When did the bridge open", "where did the bridge open")),
        (
            "how many homers has he and whose record did he break",
            ("how many homers has he", "whose record did he break"),
        ),
        ("who won the cup and what was the score", ("who won the cup", "what was the score")),
        ("Who opened the bridge?", ("Who opened the bridge?",)),
        ("Which bridge and which road were closed?", ("Which bridge", "which road were closed")),
        ("Did the mayor know who opened it?", ("Did the mayor know who opened it?",)),
        ("who won the cup and the league", ("who won the cup and the league",)),
        ("the bridge and who built it", ("the bridge and who built it",)),
        ("Who said what they know and how?", ("Who said what they know and how?",)),
        ("", ("",)),
    ],
)
def test_parts(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Is the Courier or the Post ahead?", ("courier", "post")),
        ("whos richer, adani or bezos", ("adani", "bezo")),
        ("harl vs. velsoe, which is older", ("harl", "velso")),
        ("did the council and the county both vote for it", ("council", "counti")),
        ("who opened the bridge", ()),
        ("salt and pepper", ()),
    ],
)
def test_sides(question: str, sides: tuple[str, ...]) -> None:
    assert sides_of(question) == sides


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("jupiter or saturn, which has more moons", ("jupiter, which has more moons", "saturn, which has more moons")),
        ("who is richer, adani or bezos?", ("who is richer, adani", "who is richer, bezos")),
        ("who has more, the otter or red tern", ("who has more, the otter", "who has more, red tern")),
        ("is the bridge open or closed", ("is the bridge open or closed",)),
        ("storm or flood", ("storm or flood",)),
        ("who opened the bridge", ("who opened the bridge",)),
    ],
)
def test_each_side_is_a_question(question: str, asked: tuple[str, ...]) -> None:
    assert each_side(question) == asked


async def test_each_part_gets_its_quote_in_order() -> None:
    held = answerer(newsroom(RACE), threshold=0.0)
    answer = await held.answer(
        "By how many seconds was the lead at the bridge and who won the Vess rowing cup?", now=NOW
    )
    assert "nine seconds" in answer.quotes[0].text
    assert "Odalys Venn" in " ".join(quote.text for quote in answer.quotes)
    assert answer.unanswered_parts == ()


async def test_a_part_without_an_answer_is_named() -> None:
    sure = answerer(newsroom(RACE, *FILLER))
    answer = await sure.answer("Who won the Vess rowing cup and who is the king of the Ostermere zoo?", now=NOW)
    assert answer.answered
    assert "Odalys Venn" in answer.quotes[0].text
    assert answer.unanswered_parts == ("who is the king of the Ostermere zoo",)


async def test_both_sides_of_a_comparison_are_quoted() -> None:
    held = newsroom(
        article("one", "The Harl otter weighs nine kilos, the warden of otters said of its weight."),
        article("two", "The Velsoe otter weighs four kilos.", "It swims."),
        article("more", "The Harl otter weighs nine kilos or ten, wrote a reader about the heavier otter of Harl."),
    )
    answer = await answerer(held, threshold=0.0).answer("Which otter is heavier, Harl or Velsoe?", now=NOW)
    assert any("Velsoe" in quote.text for quote in answer.quotes[:2])
    assert any("Harl" in quote.text for quote in answer.quotes[:2])
