"""A searcher that finds only what some audiences may see, and knows of nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from knowledge.index.index import Index
from knowledge.retrieval import Filters, Hit

EVERYTHING = Filters()


class Scoped:
    """An index, as a `Searcher`, for those who belong to `audiences` and see the outlets `sources` (archive numbers;
    None: all).

    What a term weighs is counted over all that the index holds: that tells nobody what stands where.
    """

    def __init__(self, index: Index, audiences: frozenset[int] | None, sources: frozenset[int] | None = None) -> None:
        self._index = index
        self._audiences = audiences
        self._sources = sources
        self._counts: tuple[int, int] | None = None

    @property
    def state(self) -> Hashable:
        """What a search result depends on besides its arguments: what may be seen, and what the index has taken in."""
        return self._audiences, self._sources, self._index.revision

    @property
    def passages(self) -> int:
        return self._count()[1]

    @property
    def articles(self) -> int:
        return self._count()[0]

    def search(self, terms: Sequence[str], *, limit: int, filters: Filters = EVERYTHING) -> list[Hit]:
        if self._audiences is not None:
            filters = replace(filters, audiences=self._audiences)
        if self._sources is not None:
            sources = self._sources & filters.sources if filters.sources else self._sources
            if not sources:
                return []
            filters = replace(filters, sources=sources)
        return self._index.search(terms, limit=limit, filters=filters)

    def idf(self, terms: Sequence[str]) -> list[float]:
        return self._index.idf(terms)

    def spelt_like(self, term: str, *, edits: int) -> list[tuple[str, int, int]]:
        """As `Index.spelt_like`, of what may be seen only: nobody learns a word that stands in another's news."""
        found = self._index.spelt_like(term, edits=edits)
        sees_all = self._audiences is None and self._sources is None
        return found if sees_all else [like for like in found if self.search([like[0]], limit=1)]

    def passage_scores(self, terms: Sequence[str], passages: Sequence[int]) -> list[float]:
        return self._index.passage_scores(terms, passages)

    def terms_held(self, terms: Sequence[str], passages: Sequence[int]) -> list[frozenset[str]]:
        return self._index.terms_held(terms, passages)

    def articles_with_all(self, terms: Sequence[str]) -> dict[int, float]:
        """The best score of each article among its passages that have every term."""
        passages: dict[int, tuple[int, float]] | None = None
        for term in terms:
            found = {hit.passage: (hit.article, hit.score) for hit in self.search([term], limit=max(1, self.passages))}
            if passages is not None:
                found = {
                    number: (article, score + passages[number][1])
                    for number, (article, score) in found.items()
                    if number in passages
                }
            passages = found
        best: dict[int, float] = {}
        for article, score in (passages or {}).values():
            best[article] = max(score, best.get(article, 0.0))
        return best

    def _count(self) -> tuple[int, int]:
        if self._audiences is None and self._sources is None:
            return self._index.articles, self._index.passages
        if self._counts is None:
            # Empty means no restriction in a filter, and nothing at all here.
            sees_none = self._sources is not None and not self._sources
            filters = Filters(audiences=self._audiences, sources=self._sources)
            self._counts = (0, 0) if sees_none else self._index.visible(filters)
        return self._counts
