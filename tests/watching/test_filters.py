"""Filters by words: an article passes that names one of the terms wanted and none of those that are not."""

from __future__ import annotations

import pytest

from knowledge.watching.filters import WordFilter
from knowledge.watching.watched import NothingToWatch, Text

FERRY = Text.of("A ferry is sold", ["The yard sold its oldest boat.", "A museum in Aldmoor bought it."])


@pytest.mark.parametrize(
    ("only", "never", "passes"),
    [
        (None, None, True),
        ("ferries", None, True),
        ("Ferry sold", None, True),
        ("museum Aldmoor", None, True),
        ("boat museum", None, False),  # in no paragraph together
        ("football, museum", None, True),
        ("football; tennis", None, False),
        (None, "football", True),
        (None, "football, boats", False),
        ("ferry", "museum", False),
        (" , ", "", True),
        ("足球、ferry", None, True),
    ],
)
def test_an_article_passes_by_its_words(only: str | None, never: str | None, passes: bool) -> None:
    assert WordFilter.of(only, never).passes(FERRY) is passes


@pytest.mark.parametrize("words", ["the", "ferry, of the", "!!"])
def test_a_term_without_a_word_to_look_for_is_refused(words: str) -> None:
    with pytest.raises(NothingToWatch, match="names nothing that could be looked for"):
        WordFilter.of(words, None)
    with pytest.raises(NothingToWatch):
        WordFilter.of(None, words)
