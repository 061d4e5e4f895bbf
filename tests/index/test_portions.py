"""Text is numbered in portions, so that no step keeps Python's lock for long; the terms are the same."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index import numbering
from knowledge.index.numbering import Numbering


def terms(texts: list[str]) -> tuple[list[str], list[int]]:
    """All terms in a row, and how many each text has."""
    vocabulary: dict[str, int] = {}
    numbers, lengths = Numbering(vocabulary).number(texts)
    known = list(vocabulary)
    return [known[number] for number in numbers], lengths.tolist()


@given(st.lists(st.text("ab cd.", max_size=12), max_size=12), st.integers(1, 4), st.integers(1, 20))
def test_portions_change_nothing(texts: list[str], count: int, characters: int) -> None:
    expected = terms(texts)
    handled: list[int] = []
    whole = Numbering._number

    def watched(self: Numbering, portion: list[str]) -> object:
        handled.append(len(portion))
        assert len(portion) <= count
        assert len(portion) == 1 or sum(map(len, portion)) <= characters
        return whole(self, portion)

    with (
        patch.object(numbering, "_TEXTS_AT_ONCE", count),
        patch.object(numbering, "_CHARACTERS_AT_ONCE", characters),
        patch.object(Numbering, "_number", watched),
    ):
        assert terms(texts) == expected
    assert sum(handled) == len(texts)
