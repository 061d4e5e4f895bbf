"""The same text is known again through cuts and small edits, and other texts are not."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.comparing.articles import StoryArticle, oldest_first
from knowledge.comparing.duplicates import same_texts, shingles
from knowledge.comparing.profiles import profile
from tests.stories.builders import article

VOCABULARY = [
    f"{first}{second}" for first in ("har", "vel", "mer", "tol", "dun") for second in ("bour", "soe", "rin", "a", "k")
]


def prose(seed: int, words: int = 120) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(VOCABULARY) for _ in range(words)) + "."


def found(*articles: StoryArticle) -> list[list[int]]:
    ordered = sorted(articles, key=oldest_first)
    return [[ordered[place].number for place in places] for places in same_texts([profile(one) for one in ordered])]


def test_copies_of_one_text() -> None:
    wire = article(1, "Wire", "Ferry hits barge", prose(1), prose(2))
    typographic = replace(wire, number=2, source="Post", paragraphs=(prose(1).upper() + " ", "“" + prose(2) + "”"))
    cut = replace(wire, number=3, source="Courier", headline="Barge hit", paragraphs=(prose(1), prose(2)[:500]))
    other = article(4, "Wire", "Bridge opens", prose(3), prose(4))
    assert found(other, cut, wire, typographic) == [[1, 2, 3]]


def test_a_preface_and_a_few_edits_make_no_other_text() -> None:
    text = prose(1, 300)
    edited = "Our reporter at Hesk writes that more will be known soon. " + text.replace("harbour", "port", 5)
    assert found(article(1, "Wire", "Ferry", text), article(2, "Post", "Ferry", edited)) == [[1, 2]]


def test_a_teaser_is_not_a_copy_of_its_article() -> None:
    text = prose(1, 300)
    assert found(article(1, "Wire", "Ferry", text), article(2, "Wire", "Ferry", " ".join(text.split()[:60]))) == []


def test_texts_too_short_to_tell_are_never_copies() -> None:
    assert (
        found(
            article(1, "Wire", "Tides", "High tide is at noon."), article(2, "Post", "Tides", "High tide is at noon.")
        )
        == []
    )
    assert found(article(1, "Wire", "Tides"), article(2, "Post", "Tides")) == []


def test_reports_from_one_template_with_other_results_are_no_copies() -> None:
    text = prose(1, 300)
    first = article(1, "Touchline", "Skarrow Rovers 2-1 Ostermere Town", text)
    assert found(first, replace(first, number=2, headline="Skarrow Rovers 1-2 Ostermere Town")) == []


def test_many_copies_are_one_group_in_little_time() -> None:
    texts = [article(number, f"Outlet {number}", "Ferry", prose(1, 200)) for number in range(300)]
    assert found(*texts) == [list(range(300))]


def test_a_footer_does_not_make_copies() -> None:
    footer = prose(99, 30)
    assert (
        found(*(article(number, "Post", f"Report {number}", prose(number, 200), footer) for number in range(80))) == []
    )


@given(st.text(max_size=300))
def test_shingles_are_sorted_and_each_once(text: str) -> None:
    hashes = shingles([text])
    assert np.array_equal(hashes, np.unique(hashes))
    assert len(hashes) <= max(0, len(text.split()) * 3)


@pytest.mark.parametrize("seed", range(5))
def test_overlap_of_shingles_follows_overlap_of_text(seed: int) -> None:
    text = prose(seed, 200).split()
    half = " ".join(text[:100])
    whole, part = shingles([" ".join(text)]), shingles([half])
    assert len(np.intersect1d(whole, part)) == len(part)
    assert len(shingles(["only four words here"])) == 0
