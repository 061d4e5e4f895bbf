"""Terms that a mistyped one may stand for: the same as looking at every term, also while the vocabulary grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from knowledge.index.index import Index
from knowledge.index.scoped import Scoped
from knowledge.index.spellings import Spellings
from knowledge.retrieval import IndexedArticle, IndexedPassage

WORDS = st.text("abc", min_size=1, max_size=7)


@given(st.lists(WORDS, unique=True), st.lists(WORDS, unique=True), WORDS, st.integers(1, 2))
def test_near_terms_are_those_that_a_full_search_finds(
    first: list[str], then: list[str], term: str, edits: int
) -> None:
    vocabulary = dict.fromkeys(first)
    spellings = Spellings().of(vocabulary)
    vocabulary.update(dict.fromkeys(then))
    found = dict(spellings.of(vocabulary).near(term, edits))
    assert found == {
        word: distance
        for word in vocabulary
        if word != term and word[0] in term[:2] and (distance := OSA.distance(word, term)) <= edits
    }


def test_an_index_counts_what_it_holds_and_forgets_what_it_lost() -> None:
    index = Index()
    index.add(
        [
            IndexedArticle(1, None, None, (IndexedPassage(10, "Marburg virus"), IndexedPassage(11, "Marburg again"))),
            IndexedArticle(2, None, None, (IndexedPassage(20, "Hamburg harbour"),), audience=7),
        ]
    )
    assert index.spelt_like("marbug", edits=1) == [("marburg", 1, 2)]
    assert index.spelt_like("hambug", edits=1) == [("hamburg", 1, 1)]
    assert Scoped(index, frozenset({0})).spelt_like("hambug", edits=1) == []
    assert Scoped(index, frozenset({0, 7})).spelt_like("hambug", edits=1) == [("hamburg", 1, 1)]
    index.remove([1])
    assert index.spelt_like("marbug", edits=1) == []
