"""The reference retriever: rank-bm25 itself behind the Retriever protocol, small, slow, and the oracle of the index."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np
from rank_bm25 import BM25Okapi

from knowledge.analysis import analyse
from knowledge.retrieval import Filters, Hit, IndexedArticle

EVERYTHING = Filters()
UNDATED = datetime.min.replace(tzinfo=UTC)
"""Orders articles without a date after all others."""


class ReferenceRetriever:
    """Retriever over `rank_bm25.BM25Okapi` (epsilon .25), which is built again at the first search after a change.

    Where rank-bm25 fails (no passage at all, or none that holds a term) nothing is found and every score is 0.0; so it
    is where it divides nought by nought (a document without terms under full length normalisation).
    """

    def __init__(self, *, b: float = 0.3, k1: float = 1.5) -> None:
        self._b, self._k1 = b, k1
        self._lock = threading.RLock()
        self._articles: dict[int, IndexedArticle] = {}
        self._models: _Models | None = None

    @property
    def passages(self) -> int:
        return sum(len(article.passages) for article in self._articles.values())

    @property
    def articles(self) -> int:
        return len(self._articles)

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        with self._lock:
            self._articles |= {article.number: article for article in articles}
            self._models = None

    def remove(self, articles: Iterable[int]) -> None:
        with self._lock:
            for number in articles:
                self._articles.pop(number, None)
            self._models = None

    def search(self, terms: Sequence[str], *, limit: int, filters: Filters = EVERYTHING) -> list[Hit]:
        models = self._current()
        hits = [
            (Hit(passage, article.number, score), article)
            for passage, article, score, holds in models.scored(terms)
            if holds and passes(article, filters)
        ]
        hits.sort(key=lambda hit: (-hit[0].score, UNDATED - (hit[1].published or UNDATED), hit[0].passage))
        return [hit for hit, _ in hits[:limit]]

    def idf(self, terms: Sequence[str]) -> list[float]:
        model = self._current().passage_model
        return [float(model.idf.get(term, 0.0)) if model else 0.0 for term in terms]

    def passage_scores(self, terms: Sequence[str], passages: Sequence[int]) -> list[float]:
        scores = {passage: score for passage, _, score, _ in self._current().scored(terms)}
        return [scores.get(passage, 0.0) for passage in passages]

    def _current(self) -> _Models:
        with self._lock:
            if self._models is None:
                self._models = _Models(list(self._articles.values()), b=self._b, k1=self._k1)
            return self._models


class _Models:
    """rank-bm25's models of one state of the articles."""

    def __init__(self, articles: list[IndexedArticle], *, b: float, k1: float) -> None:
        self._k1 = k1
        self._passages = [(passage.number, article) for article in articles for passage in article.passages]
        terms = {
            passage.number: analyse(passage.text, article.language)
            for article in articles
            for passage in article.passages
        }
        self._passage_terms = [terms[number] for number, _ in self._passages]
        self.passage_model = self._model(self._passage_terms, b)

    def scored(self, terms: Sequence[str]) -> list[tuple[int, IndexedArticle, float, bool]]:
        """Every passage as (number, article, score, holds one of the terms)."""
        if self.passage_model is None:
            return [(number, article, 0.0, False) for number, article in self._passages]
        scores = _scores(self.passage_model, terms)
        return [
            (number, article, score, any(term in held for term in terms))
            for (number, article), score, held in zip(self._passages, scores, self.passage_model.doc_freqs, strict=True)
        ]

    def _model(self, corpus: list[list[str]], b: float) -> BM25Okapi | None:
        return BM25Okapi(corpus, k1=self._k1, b=b) if any(corpus) else None


def _scores(model: BM25Okapi, terms: Sequence[str]) -> list[float]:
    with np.errstate(invalid="ignore"):
        scores: list[float] = np.nan_to_num(model.get_scores(list(terms))).tolist()
    return scores


def passes(article: IndexedArticle, filters: Filters) -> bool:
    """Whether an article's passages may be found under these filters."""
    if article.number in filters.excluded_articles:
        return False
    if filters.sources and article.source not in filters.sources:
        return False
    if filters.audiences is not None and article.audience not in filters.audiences:
        return False
    if article.published is None:
        return filters.since is None
    after = filters.since is None or article.published >= filters.since
    return after and (filters.until is None or article.published <= filters.until)
