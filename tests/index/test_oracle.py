"""The index scores as rank-bm25 does: to the last bit, or within 1e-9 where the floor of the IDF is at work.

The floor is a quarter of the average IDF. rank-bm25 sums the average in the order in which words first appeared, with
a rounding at each step; the index sums it exactly, so that the order of adding leaves no trace. Only terms in more
than half of the passages get it.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from datetime import timedelta
from importlib.util import find_spec
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from knowledge.analysis import analyse
from knowledge.index import building
from knowledge.index import index as index_module
from knowledge.index.building import assemble, merge
from knowledge.index.index import Index
from knowledge.index.reference import ReferenceRetriever
from knowledge.index.segment import NO_SOURCE, UNDATED
from knowledge.index.state import IndexState, Live, Model
from knowledge.retrieval import Filters, IndexedArticle, IndexedPassage, Retriever
from tests.index.builders import DAY, WORDS, article, numbers, random_articles

EVALUATION = Path(__file__).resolve().parents[3] / "shared" / "eval"
ENGINES = [
    pytest.param(True, id="numba", marks=pytest.mark.skipif(find_spec("numba") is None, reason="the extra `fast`")),
    pytest.param(False, id="numpy"),
]


def index_of(articles: list[IndexedArticle], fast: bool, **model: float) -> Index:
    index = Index(fast=fast, **model)
    index.add(articles)
    return index


def assert_same(index: Index, articles: list[IndexedArticle], terms: list[str], *, b: float = 0.3) -> None:
    """All scores against rank-bm25 itself, asked directly; None of the terms may be unknown to it and to us alone."""
    passages = [passage for article in articles for passage in article.passages]
    model = BM25Okapi([analyse(passage.text) for passage in passages], k1=1.5, b=b)
    scores = model.get_scores(terms)
    holds = [any(term in held for term in terms) for held in model.doc_freqs]
    expected = {passage.number: score for passage, score, held in zip(passages, scores, holds, strict=True) if held}
    found = {hit.passage: hit.score for hit in index.search(terms, limit=len(passages) + 1)}
    assert found.keys() == expected.keys()
    floored = any(2 * sum(term in held for held in model.doc_freqs) > len(passages) for term in terms)
    for number, score in expected.items():
        assert found[number] == pytest.approx(score, rel=1e-12, abs=1e-9) if floored else found[number] == score


@pytest.mark.parametrize("fast", ENGINES)
@pytest.mark.parametrize("seed", range(25))
def test_random_archives(seed: int, fast: bool) -> None:
    chance = random.Random(seed)
    words = [f"{word}{ending}" for word in WORDS for ending in ("", *"bcdfgh"[: seed % 7])]
    articles = random_articles(chance, chance.randint(1, 60), words=words)
    if not any(analyse(passage.text) for article in articles for passage in article.passages):
        articles.append(article(99, "alpha"))
    index = index_of(articles, fast)
    for _ in range(8):
        terms = chance.choices([*words, "unheard"], k=chance.randint(1, 6))
        assert_same(index, articles, [term for word in terms for term in analyse(word)])


@pytest.mark.parametrize("fast", ENGINES)
@pytest.mark.parametrize("b", [0.0, 0.75, 1.0])
def test_length_normalisation(b: float, fast: bool) -> None:
    articles = [article(1, "alpha beta", "alpha " * 40), article(2, "beta gamma", "delta"), article(3, "delta zeta")]
    assert_same(index_of(articles, fast, b=b), articles, ["alpha", "gamma", "alpha"], b=b)


@pytest.mark.parametrize("fast", ENGINES)
@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([article(1, "alpha beta beta")], id="one passage"),
        pytest.param([article(n, "alpha beta") for n in range(1, 30)], id="all the same"),
        pytest.param([article(1, "alpha"), article(2, "alpha", "beta"), article(3)], id="in half of them"),
        pytest.param([article(1, "alpha", ""), article(2, "the of", "beta")], id="some without terms"),
    ],
)
def test_where_rank_bm25_gives_odd_weights(articles: list[IndexedArticle], fast: bool) -> None:
    index = index_of(articles, fast)
    assert_same(index, articles, ["alpha"])
    assert_same(index, articles, ["alpha", "beta", "beta", "unheard"])


@pytest.mark.parametrize(
    "retriever", [ReferenceRetriever(), Index(fast=True), Index(fast=False)], ids=["reference", "numba", "numpy"]
)
@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="nothing"),
        pytest.param([article(1)], id="an article without passages"),
        pytest.param([article(1, "", "the of and"), article(2, "🎉")], id="no terms at all"),
    ],
)
def test_where_rank_bm25_fails(retriever: Retriever, articles: list[IndexedArticle]) -> None:
    retriever.remove([1, 2])
    retriever.add(articles)
    assert retriever.search(["alpha"], limit=5) == []
    assert retriever.search([], limit=5) == []
    assert retriever.idf(["alpha", "beta"]) == [0.0, 0.0]
    assert retriever.passage_scores(["alpha"], [1000, 7]) == [0.0, 0.0]
    assert retriever.articles == len(articles)
    assert retriever.passages == sum(len(article.passages) for article in articles)


@pytest.mark.parametrize("fast", ENGINES)
def test_equal_scores_go_by_date_then_number(fast: bool) -> None:
    index = index_of(
        [
            article(5, "alpha", published=None),
            article(4, "alpha beta", published=DAY),
            article(1, "alpha beta", "beta alpha", published=DAY),
            article(2, "alpha beta", published=DAY + timedelta(seconds=1)),
            article(3, "alpha beta", published=None),
            article(6, "delta", "delta", "zeta", "zeta", "zeta"),
        ],
        fast,
        b=0.0,
    )
    for limit in range(1, 8):
        assert numbers(index.search(["alpha"], limit=limit)) == [2000, 1000, 1001, 4000, 3000, 5000][:limit]
    assert index.search(["alpha"], limit=0) == []


@pytest.mark.parametrize("fast", ENGINES)
def test_ties_over_many_windows(fast: bool) -> None:
    chance = random.Random(5)
    articles = [
        IndexedArticle(
            n,
            None,
            chance.choice([None, DAY]),
            tuple(IndexedPassage(20 * n + p, chance.choice(["alpha beta", "alpha", "gamma"])) for p in range(20)),
        )
        for n in range(1, 2500)
    ]
    chance.shuffle(articles)
    index, dates = index_of(articles, fast), {article.number: article.published for article in articles}
    for terms in (["beta"], ["alpha", "beta"], ["gamma", "beta", "beta"]):
        everything = index.search(terms, limit=50_000)
        assert everything == sorted(everything, key=lambda hit: (-hit.score, dates[hit.article] is None, hit.passage))
        assert index.search(terms, limit=500) == everything[:500]


def test_more_pairs_than_two_bytes_can_count() -> None:
    # 101 terms, standing 1, 2, 3 ... 100 times in each passage, and one that makes every passage longer than the last.
    passages = [np.repeat(np.arange(101, dtype=np.int32), [*range(1, 101), extra + 1]) for extra in range(660)]
    segment = assemble(
        tokens=np.concatenate(passages),
        lengths=np.array([len(passage) for passage in passages]),
        passage_number=np.arange(660),
        article_first=np.arange(661, dtype=np.int32),
        article_number=np.arange(660),
        article_source=np.full(660, NO_SOURCE),
        article_audience=np.full(660, 1),
        article_published=np.full(660, UNDATED),
    )
    assert segment.codes.dtype == np.uint32
    segment = merge([Live(segment).without(np.array([3]))])
    assert segment.codes.dtype == np.uint32
    model = BM25Okapi([passage.tolist() for number, passage in enumerate(passages) if number != 3], b=0.3)
    state = IndexState.counted(Model(b=0.3, k1=1.5), [Live(segment)])
    scores = sorted(model.get_scores([7, 100, 99]).tolist(), reverse=True)
    hits = state.search([7, 100, 99], 30, Filters(), index_module._compiled())
    assert [hit.score for hit in hits] == pytest.approx(scores[:30], abs=1e-9)
    assert state.search([7, 100, 99], 30, Filters(), None) == hits


def test_all_of_it_against_the_reference() -> None:
    chance = random.Random(11)
    reference, index = ReferenceRetriever(), Index()
    articles = random_articles(chance, 40, words=[f"{word}{n}x" for word in WORDS for n in "abcde"])
    for retriever in (reference, index):
        retriever.add(articles)
    for _ in range(30):
        terms = [term for word in chance.choices(WORDS, k=3) for term in analyse(f"{word}ax {word}bx")]
        filters = Filters(sources=frozenset({1, 2}), until=DAY)
        assert index.search(terms, limit=7, filters=filters) == reference.search(terms, limit=7, filters=filters)
        assert index.idf(terms) == reference.idf(terms)
        some = chance.sample(range(1, 90), 20)
        assert index.passage_scores(terms, some) == reference.passage_scores(terms, some)


def test_one_huge_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_DENSE_KEYS", 100)
    articles = [article(1, "alpha " * 300 + "beta"), article(2, "alpha beta", "gamma"), article(3, "delta", "zeta")]
    assert_same(index_of(articles, False), articles, ["alpha", "beta"])


def test_many_sources_at_once() -> None:
    index = index_of([article(n, "alpha", source=n) for n in range(1, 30)], False)
    hits = index.search(["alpha"], limit=30, filters=Filters(sources=frozenset(range(5, 25))))
    assert numbers(hits) == [1000 * n for n in range(5, 25)]


def test_the_average_idf_is_rank_bm25s() -> None:
    articles = random_articles(random.Random(3), 30)
    index = index_of(articles, False)
    model = BM25Okapi([analyse(passage.text) for article in articles for passage in article.passages])
    assert index._state.passages.average_idf == pytest.approx(model.average_idf, rel=1e-12)
    assert math.isfinite(model.average_idf)


@pytest.mark.skipif(not EVALUATION.exists(), reason="the real news in ../shared/eval is not here")
@pytest.mark.parametrize("fast", ENGINES)
def test_real_news(fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_CHARACTERS_AT_ONCE", 300_000)
    with gzip.open(EVALUATION / "realtimeqa" / "articles.jsonl.gz", "rt") as lines:
        records = [json.loads(line) for line in islice(lines, 150)]
    articles = [article(n, *record["text"].split("\n\n")) for n, record in enumerate(records, start=1)]
    index = Index(fast=fast)
    index.add(articles)
    with (EVALUATION / "realtimeqa" / "questions.jsonl").open() as lines:
        questions = [json.loads(line)["question"] for line in islice(lines, 40)]
    passages = [passage for article in articles for passage in article.passages]
    model = BM25Okapi([analyse(passage.text) for passage in passages], k1=1.5, b=0.3)
    for question in questions:
        hits = index.search(analyse(question), limit=30)
        scores = dict(zip([p.number for p in passages], model.get_scores(analyse(question)).tolist(), strict=True))
        assert [hit.score for hit in hits] == [scores[hit.passage] for hit in hits]
        assert [hit.score for hit in hits] == sorted(scores.values(), reverse=True)[: len(hits)]
        assert all(above >= below for above, below in pairwise(hit.score for hit in hits))


@pytest.mark.parametrize("fast", ENGINES)
def test_a_word_that_a_segment_lacks_hides_no_other_and_leaves_nothing_behind(fast: bool) -> None:
    index, reference = Index(fast=fast), ReferenceRetriever()
    older = [article(number, "alpha gamma delta epsilon") for number in range(1, 11)]
    for retriever in (index, reference):
        retriever.add(older)
        retriever.add([article(11, "gamma")])
    assert index.segments == 2
    for terms in (["gamma", "alpha"], ["gamma"]):
        assert numbers(index.search(terms, limit=20)) == numbers(reference.search(terms, limit=20))
    assert [hit.score for hit in index.search(["gamma"], limit=20)] == pytest.approx(
        [hit.score for hit in reference.search(["gamma"], limit=20)]
    )
