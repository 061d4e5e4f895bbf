"""The first look at what was retrieved: how well each paragraph fits the question, from BM25 fields and its date."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.answering.questions import Question, Time
from knowledge.answering.store import Passages
from knowledge.answering.weights import Features, score
from knowledge.articles import Paragraph, Published, StoredArticle, moment
from knowledge.index.analysis import words
from knowledge.index.retriever import Hit

_K1, _B, _AVERAGE_LENGTH = 1.5, 0.3, 30.0
"""BM25 of the fields that are scored for candidates only; the length is that of an ordinary paragraph, in words."""

_SLOW_DAYS, _FAST_DAYS = 30.0, 10.0
"""How fast news grows old, and how fast for a question about now: after so many days a share of 1/e is left."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A retrieved paragraph with its features, its score, and `retrieved`, its BM25 score from the index."""

    paragraph: Paragraph
    article: StoredArticle
    retrieved: float
    features: Features
    score: float


def rank_passages(
    question: Question, hits: Iterable[Hit], found: Passages, *, now: datetime, weights: Features
) -> list[RankedPassage]:
    """The retrieved paragraphs that the store holds, best first."""
    ranked = []
    for hit in hits:
        paragraph = found.paragraphs.get(hit.passage)
        article = found.articles.get(hit.article)
        if paragraph is None or article is None:
            continue  # removed since the index was asked
        features = passage_features(question, paragraph, article, hit.score, now)
        ranked.append(RankedPassage(paragraph, article, hit.score, features, score(weights, features)))
    ranked.sort(key=lambda passage: (-passage.score, passage.paragraph.number))
    return ranked


def passage_features(
    question: Question, paragraph: Paragraph, article: StoredArticle, retrieved: float, now: datetime
) -> dict[str, float]:
    """What is known of one paragraph; BM25 scores are divided by the question's weight."""
    body = words(paragraph.text)
    heading = words(f"{article.headline or ''} {article.source or ''}")
    age = age_in_days(article.published, now)
    return {
        "stemmed": retrieved / question.weight,
        "exact": bm25(question.words, body) / question.weight,
        "with_headline": bm25(question.words, [*heading, *body]) / question.weight,
        "recency": 0.0 if age is None or question.time is Time.PAST else math.exp(-age / _SLOW_DAYS),
        "recency_for_now": 0.0 if age is None or question.time is not Time.NOW else math.exp(-age / _FAST_DAYS),
        "position": math.log1p(paragraph.position),
    }


def bm25(weights: dict[str, float], text: Sequence[str]) -> float:
    """BM25 of one text for weighted terms, as in BM25Okapi, against an ordinary paragraph's length."""
    frequencies = Counter(text)
    norm = _K1 * (1 - _B + _B * len(text) / _AVERAGE_LENGTH)
    return sum(
        weight * frequency * (_K1 + 1) / (frequency + norm)
        for term, weight in weights.items()
        if (frequency := frequencies.get(term, 0))
    )


def age_in_days(published: Published | None, now: datetime) -> float | None:
    """How many days before `now` something appeared, never negative; None for an unknown date."""
    return None if published is None else max(0.0, (now - moment(published)).total_seconds() / 86400)
