"""Decides whether one new article meets a watch, by the same answering code that answers questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.answering.answerer import Answerer
from knowledge.answering.answers import Quote
from knowledge.articles import Paragraph, StoredArticle
from knowledge.retrieval import Filters, Hit, PassageStore, Searcher
from knowledge.watching.watched import Text, Watched, WatchKind

MOST_PASSAGES = 6
"""How many of an article's paragraphs, the best at first look, a question is asked of: it takes half the time that all
of them take, and on realtimeqa it finds all but 11 of 578 alerts that are right."""

_ALL = Filters()


@dataclass(frozen=True, slots=True)
class Finding:
    """A new article that meets a watch. `quote` is None where the headline alone meets it."""

    article: StoredArticle
    quote: Quote | None
    confidence: float


class Among:
    """A Searcher that finds some passages only, scored by their words' rarity among all that another one holds."""

    def __init__(self, whole: Searcher, passages: Mapping[int, int]) -> None:
        """`passages` gives for each passage that may be found the article it stands in."""
        self._whole = whole
        self._passages = passages

    @property
    def passages(self) -> int:
        """How many passages the rarity of words, and so confidence, is counted over."""
        return self._whole.passages

    @property
    def articles(self) -> int:
        """How many articles those passages stand in."""
        return self._whole.articles

    def search(self, terms: Sequence[str], *, limit: int, filters: Filters = _ALL) -> list[Hit]:
        """As Searcher, among the passages given, but at most MOST_PASSAGES; `filters` is not looked at."""
        numbers = sorted(self._passages)
        scores = self._whole.passage_scores(terms, numbers)
        hits = [
            Hit(number, self._passages[number], score)
            for number, score in zip(numbers, scores, strict=True)
            if score > 0
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.passage))
        return hits[: min(limit, MOST_PASSAGES)]

    def idf(self, terms: Sequence[str]) -> list[float]:
        """As Searcher, over all that is held."""
        return self._whole.idf(terms)

    def passage_scores(self, terms: Sequence[str], passages: Sequence[int]) -> list[float]:
        """As Searcher, over all that is held."""
        return self._whole.passage_scores(terms, passages)


async def judge(
    watched: Watched,
    article: StoredArticle,
    body: Sequence[Paragraph],
    *,
    searcher: Searcher,
    store: PassageStore,
    now: datetime,
    threshold: float | None = None,
) -> Finding | None:
    """Whether `article`, whose paragraphs are `body`, meets a watch; None if not.

    A question is answered from this article alone, with the confidence that any answer has and `threshold` as in
    Answerer; a phrase is met by its words, and quoted where they stand. `searcher` holds the archive that says how
    rare words are, `store` the article.
    """
    text = Text.of(article.headline, (paragraph.text for paragraph in body), article.language)
    if not watched.may_be_met_by(text):
        return None
    passages = {paragraph.number: article.number for paragraph in body}
    if watched.kind is WatchKind.PHRASE:
        places = text.naming(watched.weights)
        naming = {paragraph.number: article.number for place, paragraph in enumerate(body) if place in places}
        passages, threshold = naming or passages, 0.0
    answerer = Answerer(Among(searcher, passages), store, threshold=threshold)
    answer = await answerer.answer(watched.text, now=now, quotes=1)
    if answer.answered:
        return Finding(article, answer.quotes[0], answer.confidence)
    return Finding(article, None, answer.confidence) if watched.kind is WatchKind.PHRASE else None
