"""Whatever happened before, the index is as if it had just been built from what it holds now."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from knowledge.index import building, numbering, state
from knowledge.index import index as index_module
from knowledge.index.index import Index
from knowledge.index.reference import ReferenceRetriever, passes
from knowledge.index.store import Saved
from knowledge.retrieval import Filters, IndexedArticle, IndexedPassage
from tests.index import builders

ARCHIVE = "the archive of these tests"
NEW_ARTICLES = st.lists(
    st.tuples(st.integers(1, 9), builders.sources, builders.moments, st.lists(builders.texts, max_size=3)),
    min_size=1,
    max_size=4,
)


class Histories(RuleBasedStateMachine):
    """Adds, changes, deletes, merges, saves and openings in any order."""

    @initialize(merged_at_once=st.sampled_from([0, 10, 1000]), characters=st.sampled_from([30, 10_000]))
    def begin(self, merged_at_once: int, characters: int) -> None:
        self.patches = [
            patch.object(index_module, "_MERGED_AT_ONCE", merged_at_once),
            patch.object(index_module, "_CHARACTERS_AT_ONCE", characters),
            patch.object(index_module, "_MERGING_WAITS", 0),
            patch.object(building, "_POSTINGS_AT_ONCE", 3),
            patch.object(state, "_ADDED_AT_ONCE", 2),
            patch.object(numbering, "_CHUNKS_AT_ONCE", 4),
            patch.object(numbering, "_REMEMBERED", 3),
        ]
        for each in self.patches:
            each.start()
        self.folder = tempfile.TemporaryDirectory()
        self.index = self.open()
        self.just_opened = False
        self.held: dict[int, IndexedArticle] = {}
        self.saved: tuple[dict[int, IndexedArticle], int] = ({}, 0)
        self.next_passage = 1
        self.revision = 0

    def open(self) -> Index:
        return Index.open(Path(self.folder.name) / "index", archive=ARCHIVE)

    @rule(new=NEW_ARTICLES)
    def add(self, new: list[tuple[int, int | None, None, list[str]]]) -> None:
        articles = []
        for number, source, published, texts in new:
            passages = tuple(IndexedPassage(self.next_passage + at, text) for at, text in enumerate(texts))
            self.next_passage += len(texts)
            articles.append(IndexedArticle(number, source, published, passages, self.next_passage % 3))
        self.revision += 1
        self.index.add(iter(articles), revision=self.revision)
        self.just_opened = False
        self.held |= {article.number: article for article in articles}

    @rule(numbers=st.sets(st.integers(1, 12), max_size=4))
    def remove(self, numbers: set[int]) -> None:
        self.revision += 1
        self.index.remove(numbers, revision=self.revision)
        self.just_opened = False
        self.held = {number: article for number, article in self.held.items() if number not in numbers}

    @rule()
    def finish_merges(self) -> None:
        self.index.finish_merges()
        # Opening starts no merge that was due when the index was saved; the next change does.
        assert self.just_opened or building.due(self.index._state.live) is None

    @rule()
    def save(self) -> None:
        assert self.index.save() in (Saved.WRITTEN, Saved.UNCHANGED)
        assert self.index.verify() == []
        self.saved = dict(self.held), self.revision

    @rule()
    def open_again(self) -> None:
        """As after a crash: what was not saved is lost."""
        self.index.finish_merges()
        self.index = self.open()
        self.just_opened = True
        self.held, self.revision = dict(self.saved[0]), self.saved[1]

    @invariant()
    def counts(self) -> None:
        if hasattr(self, "index"):
            assert self.index.articles == len(self.held)
            assert self.index.passages == sum(len(article.passages) for article in self.held.values())
            assert self.index.revision == self.revision

    @rule(terms=builders.questions, limit=st.integers(1, 30), filters=builders.filters)
    def ask(self, terms: list[str], limit: int, filters: Filters) -> None:
        rebuilt = Index(fast=False)
        rebuilt.add(sorted(self.held.values(), key=lambda article: article.number))
        reference = ReferenceRetriever()
        reference.add(self.held.values())
        terms = [term for word in terms for term in index_terms(word)]
        passages = list(range(self.next_passage + 1))
        hits = self.index.search(terms, limit=limit, filters=filters)
        assert hits == rebuilt.search(terms, limit=limit, filters=filters)
        assert self.index.idf(terms) == rebuilt.idf(terms)
        assert self.index.passage_scores(terms, passages) == rebuilt.passage_scores(terms, passages)

        expected = {hit.passage: hit.score for hit in reference.search(terms, limit=1000, filters=filters)}
        best = sorted(expected.values(), reverse=True)[:limit]
        assert [hit.score for hit in hits] == pytest.approx(best, abs=1e-9)
        assert [expected[hit.passage] for hit in hits] == pytest.approx(best, abs=1e-9)
        assert self.index.passage_scores(terms, passages) == pytest.approx(
            reference.passage_scores(terms, passages), abs=1e-9
        )

    def teardown(self) -> None:
        if hasattr(self, "index"):
            self.index.finish_merges()
            self.folder.cleanup()
            for each in self.patches:
                each.stop()


def index_terms(word: str) -> list[str]:
    from knowledge.analysis import analyse

    return analyse(word)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


@given(
    articles=st.lists(
        st.tuples(builders.sources, builders.moments, st.lists(builders.texts, max_size=3)), min_size=1, max_size=12
    ),
    terms=builders.questions,
    filters=builders.filters,
    limit=st.integers(1, 12),
)
@settings(deadline=None)
def test_filtering_is_searching_and_then_leaving_out(
    articles: Sequence[tuple[int | None, None, list[str]]], terms: list[str], filters: Filters, limit: int
) -> None:
    made = {
        number: builders.article(number, *texts, source=source, published=published)
        for number, (source, published, texts) in enumerate(articles, start=1)
    }
    terms = [term for word in terms for term in index_terms(word)]
    for fast in (True, False):
        index = Index(fast=fast)
        index.add(made.values())
        everything = index.search(terms, limit=10_000)
        left = [hit for hit in everything if passes(made[hit.article], filters)]
        assert index.search(terms, limit=limit, filters=filters) == left[:limit]


@settings(deadline=None)
@given(st.frozensets(st.integers(0, 3), max_size=3), st.randoms(use_true_random=False))
def test_what_an_audience_may_see_is_counted_and_found_alike(audiences: frozenset[int], chance: random.Random) -> None:
    articles = builders.random_articles(chance, 30)
    index, reference = Index(), ReferenceRetriever()
    for retriever in (index, reference):
        retriever.add(articles[:20])
        retriever.add(articles[20:])
        retriever.remove([3, 25])
    seen = [a for a in articles if a.number not in (3, 25) and a.audience in audiences]
    assert index.visible(Filters(audiences=audiences)) == (len(seen), sum(len(a.passages) for a in seen))
    filters = Filters(audiences=audiences)
    for terms in (["alpha"], ["beta", "gamma"], builders.WORDS):
        found = index.search(terms, limit=200, filters=filters)
        assert found == reference.search(terms, limit=200, filters=filters)
        assert {hit.article for hit in found} <= {a.number for a in seen}


@settings(deadline=None)
@given(st.lists(st.sampled_from([*builders.WORDS, "unheard"]), max_size=6), st.randoms(use_true_random=False))
def test_which_terms_a_passage_holds_is_what_its_text_says(words: list[str], chance: random.Random) -> None:
    articles = builders.random_articles(chance, 30)
    index = Index()
    for some in (articles[:25], articles[25:]):
        index.add(some)
    index.remove([3])
    terms = [term for word in words for term in index_terms(word)]
    passages = [(a.number, passage) for a in articles for passage in a.passages]
    held = index.terms_held(terms, [passage.number for _, passage in passages])
    assert held == [
        frozenset(terms).intersection(index_terms(passage.text) if number != 3 else ()) for number, passage in passages
    ]
