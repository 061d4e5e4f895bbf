"""How well each retrieved paragraph fits the question: a first look at all, and a second one at the best."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from statistics import median

from knowledge.analysis import analyse, words
from knowledge.answering.questions import SURE_KINDS, Question, QuestionTime
from knowledge.answering.statements import Statement, asks, coverage, statements, stems_of, telling
from knowledge.answering.weights import Features, score
from knowledge.articles import Paragraph, Published, StoredArticle, as_datetime
from knowledge.retrieval import Hit, Passages

_K1, _B, _AVERAGE_LENGTH = 1.5, 0.3, 30.0
"""BM25 of the unstemmed words, and of headlines, which is computed for candidates only; an ordinary paragraph has that
many words."""

_DAYS, _LONG_DAYS = 30.0, 365.0
"""How fast news grows old at first look and at the second: after so many days a share of 1/e of it is left."""
_OTHER_LANGUAGE = 1.0
"""What an article in another language than the question loses: it comes after those in the same that fit as well."""
_REMEMBERED_PARAGRAPHS = 8_192
"""Of how many paragraphs the words are remembered, in case other questions lead to them too: about 10 MB."""


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A retrieved paragraph with its features and score, and `retrieved`, its BM25 score from the index.

    The second look reads its `statements`, the `stems` of the paragraph, and those `about` it: with its article's
    headline, which often names what the paragraph calls "it".

    A headline is one, too: `paragraph` then has its text, and less than nothing for a number.
    """

    paragraph: Paragraph
    article: StoredArticle
    retrieved: float
    features: Features
    score: float
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    stems: frozenset[str] = field(default=frozenset(), repr=False)
    about: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def is_headline(self) -> bool:
        return self.paragraph.number < 0


def rank_passages(
    question: Question,
    hits: Iterable[Hit],
    found: Passages,
    headlines: Iterable[StoredArticle],
    *,
    now: datetime,
    weights: Features,
) -> list[RankedPassage]:
    """The retrieved paragraphs that the store holds, and the headlines of these entries, best first."""
    held = [
        (hit.score, found.paragraphs[hit.passage], found.articles[hit.article])
        for hit in hits
        if hit.passage in found.paragraphs and hit.article in found.articles  # else removed since the index was asked
    ]
    for article in headlines:
        if article.headline is not None and not article.derived:
            paragraph = Paragraph(-article.number, article.number, 0, 0, article.headline)
            terms = [question.own.get(term, term) for term in analyse(article.headline, article.language)]
            held.append((_bm25(question.stems, terms), paragraph, article))
    usual_age = _median([age for _, _, article in held if (age := age_in_days(article.published, now)) is not None])
    ranked = []
    for retrieved, paragraph, article in held:
        age = age_in_days(article.published, now)
        age = usual_age if age is None else age  # no date is no reason to rank an article higher or lower
        features = {
            "stemmed": retrieved / question.weight,
            "exact": _bm25(question.words, _words(paragraph.text, article.language)) / question.weight,
            "recency": 0.0 if question.time is QuestionTime.PAST else math.exp(-age / _DAYS),
            "position": math.log1p(paragraph.position),
            "age": 0.0 if question.time is QuestionTime.PAST else math.exp(-age / _LONG_DAYS),
            "headline": float(paragraph.number < 0),
            "alone": float(not article.paragraphs),
        }
        first = score(weights, features) - _foreignness(question, article)
        ranked.append(RankedPassage(paragraph, article, retrieved, features, first))
    ranked.sort(key=lambda passage: (-passage.score, passage.paragraph.number))
    return ranked


def rerank_passages(
    question: Question, passages: Sequence[RankedPassage], beside: Mapping[int, float], weights: Features
) -> list[RankedPassage]:
    """A second, closer look at the best `passages`, best first.

    `beside` gives for a paragraph, by number, the better BM25 score of the two that stand next to it.
    """
    stems = [question.held(stems_of(passage.paragraph.text, passage.article.language)) for passage in passages]
    rare = telling(question, stems)
    ranked = []
    for rank, (passage, held) in enumerate(zip(passages, stems, strict=True)):
        language = passage.article.language
        read = statements(question, passage.paragraph.text, language)
        fits = max((statement.fits for statement in read), default=0.0)
        features = {
            **passage.features,
            "rank": math.log1p(rank),
            "telling_coverage": coverage(rare, held),
            "kind": fits - 0.5 if question.kind in SURE_KINDS else 0.0,
            "beside": beside.get(passage.paragraph.number, 0.0) / question.weight,
            "asks": float(asks(passage.paragraph.text)),
        }
        head = question.held(stems_of(passage.article.headline or "", language))
        about = held.union(head, *(statement.stems for statement in read))
        second = score(weights, features) - _foreignness(question, passage.article)
        ranked.append(replace(passage, features=features, score=second, statements=read, stems=held, about=about))
    ranked.sort(key=lambda passage: (-passage.score, passage.paragraph.number))
    return ranked


def _foreignness(question: Question, article: StoredArticle) -> float:
    return _OTHER_LANGUAGE if article.language != question.language else 0.0


def _bm25(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """BM25 of a text, given as its terms, with these weights of terms; formula as in BM25Okapi."""
    norm = _K1 * (1 - _B + _B * len(found) / _AVERAGE_LENGTH)
    frequencies = Counter(filter(weights.__contains__, found))
    return sum(weights[term] * frequency * (_K1 + 1) / (frequency + norm) for term, frequency in frequencies.items())


@lru_cache(_REMEMBERED_PARAGRAPHS)
def _words(text: str, language: str) -> tuple[str, ...]:
    return tuple(words(text, language))


def age_in_days(published: Published | None, now: datetime) -> float | None:
    """How many days before `now` something appeared, never negative; None for an unknown date."""
    return None if published is None else max(0.0, (now - as_datetime(published)).total_seconds() / 86400)


def _median(ages: list[float]) -> float:
    """The middle age; infinite if there is none, so that recency is 0 for all."""
    return median(ages) if ages else math.inf
