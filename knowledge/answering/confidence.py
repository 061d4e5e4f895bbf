"""How likely it is that the quotes answer the question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Question, Time
from knowledge.answering.quotes import CandidateQuote
from knowledge.answering.weights import Features, Weights, score
from knowledge.index.analysis import analyse

_FAR_DOWN = 40
"""The passage that the best one is compared with: by then, nothing is about the question any more."""

_LARGE, _SMALL, _SMALLEST = 1_000, 40, 17
_SMALL_ARCHIVE = 1.25
"""What an archive of few paragraphs adds to the log odds. Where little is held, little can be retrieved, scores lie
close together and the weights, fitted on large archives, doubt every answer. Measured by `python -m
benchmarks.small_archives` on single NewsQA articles: there the
log odds at which an answer is as likely right as not lie that much lower; from about a thousand paragraphs on the fit
needs no help."""

_AGES = ("recency", "recency_for_now")
"""Features that know how old an article is. Old news may be just what is asked for, so confidence counts age only
where the question speaks of a time near to now."""


def confidence_features(
    question: Question, passages: Sequence[RankedPassage], best: CandidateQuote, weights: Weights
) -> dict[str, float]:
    """What is known of an answer. `passages` are those that quotes were cut from and more, best first; `best` is the
    first quote of the card."""
    ageless = sorted((_ageless(weights.paragraphs, passage.features) for passage in passages), reverse=True)
    stems = [(passage.article.number, _stems(passage)) for passage in passages[:_FAR_DOWN]]
    first_article = passages[0].article.number
    return {
        "quote": _ageless(weights.quotes, best.features),
        "passage_gap": ageless[0] - ageless[min(_FAR_DOWN, len(ageless)) - 1],
        "retrieved": max(passage.retrieved for passage in passages) / question.weight,
        "passage_coverage": max(question.coverage(held) for _, held in stems),
        "article_coverage": question.coverage(
            frozenset().union(*(held for article, held in stems if article == first_article))
        ),
        "sure_kind": float(question.kind in SURE_KINDS),
        "freshness": best.features["recency"] - 0.5 if question.time in (Time.NOW, Time.RECENT) else 0.0,
    }


def probability(weights: Weights, features: Features, *, archive: int) -> float:
    """The calibrated probability, 0 to 1, in an archive of that many paragraphs."""
    smallness = math.log(_LARGE / min(_LARGE, max(_SMALLEST, archive))) / math.log(_LARGE / _SMALL)
    odds = weights.intercept + score(weights.confidence, features) + _SMALL_ARCHIVE * smallness
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _ageless(weights: Mapping[str, float], features: Features) -> float:
    return score({name: weight for name, weight in weights.items() if name not in _AGES}, features)


def _stems(passage: RankedPassage) -> frozenset[str]:
    return frozenset(analyse(f"{passage.paragraph.text} {passage.article.headline or ''}"))
