"""How likely it is that the quotes answer the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.answering.mentions import names
from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Question, QuestionTime
from knowledge.answering.quotes import CandidateQuote
from knowledge.answering.statements import stems_of
from knowledge.answering.weights import Features, Weights, score

_LARGE, _SMALL = 20_000, 400
_SMALL_ARCHIVE, _SINGLE_PAGE = 1.15, 7.5
"""What an archive of few paragraphs adds to the log odds: the first times its smallness (0 from twenty thousand
paragraphs up, 1 from 400 down), and the second divided by the paragraphs. Where little is held, little can be
retrieved, scores lie close together, and the weights, fitted on large archives, doubt every answer. Chosen by what
`python -m benchmarks.small_archives` and the questions of the sample newsroom show."""

_LITTLE_COVERED, _UNCOVERED, _FEW = 0.2, 10.0, 12
"""A passage that holds less than a fifth of the question's weight is about something else, however much its sentences
look like an answer: each missing share of that fifth takes as much of ten off the log odds. Among fewer than twelve
paragraphs the weights say little of the words, so there it takes less."""


def confidence_features(
    question: Question, passages: Sequence[RankedPassage], best: CandidateQuote, weights: Weights
) -> dict[str, float]:
    """What is known of an answer. `passages` are all that were found, `best` is the first quote of the card.

    Old news may be just what is asked for, so age counts against an answer only where the question speaks of a time
    near to now. Where it leaves the time open, news of the last weeks gets a bonus.
    """
    article = best.passage.article
    held = frozenset().union(*(passage.about for passage in passages if passage.article.number == article.number))
    recency = best.passage.features["recency"] if article.published is not None else 0.5
    named = [
        not stems_of(" ".join(name), question.language).isdisjoint(best.passage.about)
        for name in names(question.text, question.language)
    ]
    headlines = [
        question.held(stems_of(passage.paragraph.text, passage.article.language))
        for passage in passages
        if passage.is_headline
    ]
    return {
        "quote": best.score - _age(best, weights),
        "retrieved": max(passage.retrieved for passage in passages) / question.weight,
        "passage_coverage": question.coverage(best.passage.about),
        "article_coverage": question.coverage(held),
        "sure_kind": float(question.kind in SURE_KINDS),
        "headline": float(best.passage.is_headline),
        "alone": best.passage.features["alone"],
        "freshness": recency - 0.5 if question.time is QuestionTime.NOW else 0.0,
        "newness": max(0.0, recency - 0.5) if question.time is QuestionTime.OPEN else 0.0,
        "named": sum(named) / len(named) if named else 1.0,
        "headline_coverage": question.coverage(question.held(stems_of(article.headline or "", article.language))),
        "best_headline": max(map(question.coverage, headlines), default=0.0),
    }


def _age(quote: CandidateQuote, weights: Weights) -> float:
    """What a quote's score owes to its article's date: the part that the score of its paragraph brings."""
    return weights.quotes.get("paragraph", 0.0) * weights.paragraphs.get("age", 0.0) * quote.passage.features["age"]


def probability(weights: Weights, features: Features, *, archive: int) -> float:
    """The calibrated probability, 0 to 1, in an archive of that many paragraphs."""
    odds = weights.intercept + score(weights.confidence, features) + circumstances(features, archive)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def circumstances(features: Features, archive: int) -> float:
    """What the size of the archive (in paragraphs) and a passage about something else add to the log odds."""
    smallness = math.log(_LARGE / min(_LARGE, max(_SMALL, archive))) / math.log(_LARGE / _SMALL)
    odds = _SMALL_ARCHIVE * smallness + _SINGLE_PAGE / max(2, archive)
    missing = max(0.0, 1 - features["passage_coverage"] / _LITTLE_COVERED)
    return odds - _UNCOVERED * missing * min(1.0, archive / _FEW)
