"""Evidence that two articles report one event grows with names and falls with days; contradictions end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.contradictions import contradict
from knowledge.comparing.profiles import profile
from knowledge.stories.matching import Window
from tests.stories.builders import BRIDGE, COMET, FERRY, NOW, article


def evidence(one: StoryArticle, other: StoryArticle) -> float:
    return Window([profile(one), profile(other)]).evidence(0, 1)


def needed(one: StoryArticle, other: StoryArticle) -> float:
    return Window([profile(one), profile(other)]).needed(0, 1)


def later(report: StoryArticle, hours: float) -> StoryArticle:
    return replace(report, number=report.number + 100, published=NOW + timedelta(hours=hours))


def test_evidence_falls_with_time() -> None:
    first = replace(FERRY[0], published=NOW)
    found = [evidence(first, later(FERRY[1], hours)) for hours in (1, 11, 24, 48, 70, 73)]
    assert found[0] == found[1]
    assert found[1:] == sorted(found[1:], reverse=True)
    assert len(set(found[1:])) == 5
    assert found[-1] == 0.0


def test_evidence_does_not_depend_on_which_is_first() -> None:
    assert evidence(FERRY[0], FERRY[2]) == pytest.approx(evidence(FERRY[2], FERRY[0]))


def test_an_event_is_more_like_itself_than_like_another() -> None:
    assert evidence(FERRY[0], FERRY[1]) > 3 * evidence(FERRY[0], BRIDGE)
    assert evidence(BRIDGE, COMET) == 0.0


def test_explainers_and_undated_articles_must_show_more() -> None:
    explainer = replace(FERRY[1], headline="What we know about the ferry and the barge off Hesk")
    plain = needed(FERRY[0], FERRY[1])
    assert plain < needed(FERRY[0], explainer) < needed(FERRY[0], replace(FERRY[1], published=None))


def of_headlines(one: str, other: str) -> bool:
    return contradict(*(profile(article(number, None, headline)) for number, headline in enumerate((one, other))))


@pytest.mark.parametrize(
    ("one", "other", "contradictory"),
    [
        ("The president meets Zelensky in the capital", "A visit of the president to Zelenskyy ends", False),
        ("The president meets Zelensky in the capital", "A visit of the president to Petersen ends", True),
        ("The flood in Austria goes on today", "The flood in Australia goes on today", True),
        ("The crash in Lorrimouth leaves three dead", "The crash in Quillerton leaves three dead", True),
        ("The crash in Lorrimouth leaves three dead", "The crash on the coast leaves three dead", False),
        ("The Rovers beat Ostermere 3–2 at home", "Home win for the Rovers, 3-2 over Ostermere", False),
        ("The Rovers beat Ostermere 3–2 at home", "Home win for the Rovers, 2-0 over Ostermere", True),
        ("The market opens 10:30 on Hesk from today", "The market opens 9:30 on Hesk from today", False),
        ("The new Vandal 15 goes on sale today", "The new Vandal 16 goes on sale on Monday", True),
        ("The maker says Vandal 15% dearer now", "The maker says Vandal 16% dearer now", False),
    ],
)
def test_contradictions(one: str, other: str, *, contradictory: bool) -> None:
    assert of_headlines(one, other) is contradictory
