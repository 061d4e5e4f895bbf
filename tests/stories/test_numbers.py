"""Figures are read for what they count, and outlets disagree only where both cannot be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.answers import Disagreement
from knowledge.comparing.figures import figures
from knowledge.stories.numbers import disagreements
from tests.stories.builders import FERRY, article


def read(sentence: str) -> list[tuple[float, str, str, tuple[str, str]]]:
    return [(figure.value, figure.written, figure.about, figure.key) for figure in figures(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The storm left 14 people injured.", (14, "14", "people injured", ("injured", ""))),
        ("At least six people were hurt on Friday.", (6, "At least six", "people were hurt", ("injured", ""))),
        ("The blast killed some 1,200 people.", (1200, "some 1,200", "killed", ("dead", ""))),
        ("The death toll rose to 36 on Monday.", (36, "36", "toll", ("dead", ""))),
        ("Twenty-one men were rescued.", (21, "Twenty-one", "men were rescued", ("rescued", "men"))),
        ("It will have 48 tall turbines instead.", (48, "48", "tall turbines", ("", "turbin"))),
        ("He bought 2.5 million doses of it.", (2_500_000, "2.5 million", "doses of it", None)),
        ("Up to 3 thousand homes lost power.", (3000, "Up to 3 thousand", "homes", ("", "home"))),
    ],
)
def test_what_a_number_counts(sentence: str, expected: tuple[float, str, str, tuple[str, str] | None]) -> None:
    value, written, about, key = expected
    if key is None:
        assert read(sentence) == []
    else:
        assert read(sentence) == [(value, written, about, key)]


def test_two_outcomes_in_one_sentence_are_told_apart() -> None:
    assert [(figure.value, figure.key) for figure in figures("The fire killed 14 and injured 17 on Monday.")] == [
        (14, ("dead", "")),
        (17, ("injured", "")),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine of the injured were hurt by tiles.",
        "The fire hurt 12 others on Monday.",
        "A 71-year-old man was hurt.",
        "Dorothea Minck, 66, was hurt.",
        "The Rovers won 3-2 in 2024 games.",
        "Damage came to $88 million houses.",
        "The share rose to 52% losses.",
        "It happened 19 years ago, on 6 January.",
        "The number 12 bus stood still.",
        "About 1,260 people.",
        "Some 14 as fast.",
    ],
)
def test_what_is_no_count(sentence: str) -> None:
    assert read(sentence) == []


def covered(*sentences: tuple[str | None, str]) -> list[Disagreement]:
    return disagreements(
        [
            article(number, source, None, sentence, hours_ago=30 - number)
            for number, (source, sentence) in enumerate(sentences)
        ]
    )


def test_casualties_are_set_side_by_side() -> None:
    found = covered(
        ("Post", "Seventeen people were hurt in the storm that hit Lorrimouth."),
        ("Courier", "The storm left 14 people injured in Lorrimouth on Friday."),
        ("Wire", "At least 14 people were injured in Lorrimouth, it said."),
    )
    values = (("Courier", "14"), ("Wire", "At least 14"), ("Post", "Seventeen"))
    assert found == [Disagreement("people injured", values)]


def test_the_headline_outweighs_the_text() -> None:
    post = article(
        1, "Post", "17 hurt in storm", "The agency spoke of 14 people injured, but hospitals count more of them."
    )
    courier = article(2, "Courier", "Storm leaves 14 injured", "The storm tore along the coast on Friday, it was said.")
    assert [found.values for found in disagreements([post, courier])] == [(("Courier", "14"), ("Post", "17"))]


def test_an_outlet_s_newest_figure_counts() -> None:
    found = covered(
        ("Post", "The storm killed 11 people on the coast on Friday."),
        ("Post", "The storm killed 14 people on the coast on Friday."),
        ("Courier", "The storm killed 14 people on the coast on Friday."),
    )
    assert found == []


def test_an_article_that_wavers_is_left_out() -> None:
    found = covered(
        ("Post", "The storm killed 11 people, one said. The storm killed 14 people, said another man."),
        ("Courier", "The storm killed 15 people on the coast on Friday."),
    )
    assert found == []


@pytest.mark.parametrize(
    ("first", "second", "disagree"),
    [
        ("killed 14 people", "killed 17 people", True),
        ("killed 14 people", "killed 14 people", False),
        ("killed at least 14 people", "killed 17 people", False),
        ("killed 14 people", "killed at least 17 people", True),
        ("killed 14 people", "killed up to 17 people", False),
        ("killed about 1,000 people", "killed 1,020 people", False),
        ("killed about 1,000 people", "killed 1,200 people", True),
    ],
)
def test_hedges(first: str, second: str, *, disagree: bool) -> None:
    texts = [(source, f"The storm {said} on Friday.") for source, said in (("Post", first), ("Courier", second))]
    assert bool(covered(*texts)) is disagree


@pytest.mark.parametrize(
    ("first", "second", "disagree"),
    [
        ("The wind farm off Saltreach will have 48 turbines.", "The farm off Saltreach gets 60 turbines.", True),
        ("The wind farm off Saltreach will have 48 turbines.", "The farm off Saltreach gets 600 turbines.", False),
        (
            "The wind farm off Saltreach will have 48 turbines.",
            "Elsewhere in the north they put up 60 turbines.",
            False,
        ),
    ],
)
def test_things_must_be_of_one_kind_and_context(first: str, second: str, *, disagree: bool) -> None:
    assert bool(covered(("Post", first), ("Courier", second))) is disagree


def test_an_outlet_does_not_disagree_with_itself_nor_an_unknown_one_with_any() -> None:
    sentences = "The storm killed 11 people on the coast.", "The storm killed 14 people on the coast."
    assert covered(("Post", sentences[0]), ("POST", sentences[1])) == []
    assert covered(("Post", sentences[0]), (None, sentences[1])) == []


def test_casualties_come_first() -> None:
    found = disagreements(
        [
            article(1, "Post", None, "The storm over Lorrimouth sank 11 boats on Friday. It killed 2 people there."),
            article(2, "Courier", None, "The storm over Lorrimouth sank 14 boats on Friday. It killed 3 people there."),
        ]
    )
    assert [one.about for one in found] == ["killed", "boats"]


def test_a_story_from_the_builders() -> None:
    assert disagreements(FERRY) == [Disagreement("people were injured", (("Courier", "Four"), ("Radio Vessen", "Six")))]


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["14", "17", "people", "injured", "of", ",", "at least", "boats", "killed"])).map(
        " ".join
    )
)
def test_figures_are_verbatim(sentence: str) -> None:
    for figure in figures(sentence):
        assert figure.written in sentence
        assert figure.about in sentence
        assert figure.value >= 0
