"""What finds passages and what reads them: the protocols of an index and of a store, and the records they give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from knowledge.articles import Paragraph, StoredArticle
from knowledge.languages.tables import ENGLISH


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found. None and empty mean no restriction.

    `sources` are archive numbers of outlets. `since` and `until` (UTC, both inclusive) bound the time of publication:
    a passage without a date fails `since` and passes `until`. `excluded_articles` are archive numbers of articles.
    `audiences` are archive numbers of audiences: here empty means that nothing may be found.
    """

    sources: frozenset[int] | None = None
    since: datetime | None = None
    until: datetime | None = None
    excluded_articles: frozenset[int] = field(default_factory=frozenset)
    audiences: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A text to be found: `number` is the archive's number of the paragraph (or of the headline's entry)."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the index takes it in; its passages stand in reading order. `published` is UTC or None, `audience`
    the archive's number of who may see it, `language` that of its text."""

    number: int
    source: int | None
    published: datetime | None
    passages: tuple[IndexedPassage, ...]
    audience: int = 0
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found, with its BM25 score (dimensionless, as rank-bm25's `BM25Okapi.get_scores` gives it)."""

    passage: int
    article: int
    score: float


class Searcher(Protocol):
    """Finds passages by BM25 over analysed terms. Synchronous and free of I/O while searching; safe to call from
    several threads at once, also while another thread adds or removes."""

    @property
    def passages(self) -> int:
        """How many live passages it holds."""

    @property
    def articles(self) -> int:
        """How many live articles it holds."""

    def search(self, terms: Sequence[str], *, limit: int, filters: Filters = Filters()) -> list[Hit]:
        """The best `limit` passages that hold a term and pass the filters.

        Ordered by higher score, then newer article (undated last), then lower passage number. A term that stands
        twice in `terms` counts twice, as in rank-bm25.
        """

    def idf(self, terms: Sequence[str]) -> list[float]:
        """Each term's inverse document frequency, as in BM25Okapi; 0.0 for a term that no passage holds."""

    def passage_scores(self, terms: Sequence[str], passages: Sequence[int]) -> list[float]:
        """The same scores as `search`, for given passages; 0.0 where one is unknown."""


class Retriever(Searcher, Protocol):
    """A searcher that takes articles in itself."""

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        """Take articles in; one whose number is already held replaces it. Never rebuilds."""

    def remove(self, articles: Iterable[int]) -> None:
        """Forget articles by number; unknown numbers are passed over."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Paragraphs by their number, and the articles they stand in by theirs."""

    paragraphs: dict[int, Paragraph]
    articles: dict[int, StoredArticle]


class PassageStore(Protocol):
    """Reads what the retriever found. Each method is one round trip."""

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        """The paragraphs with these numbers, those up to `reach` positions before and after them in the same article,
        and their articles. Unknown numbers are passed over."""

    async def entries(self, numbers: Sequence[int]) -> dict[int, StoredArticle]:
        """Articles and headline-only entries by number; unknown numbers are passed over."""
