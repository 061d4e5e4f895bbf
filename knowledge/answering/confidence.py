"""How likely it is that the quotes answer the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Question, Time
from knowledge.answering.quotes import CandidateQuote
from knowledge.answering.weights import Features, Weights, score

_FAR_DOWN = 40
"""The retrieved passage that the best one is compared with."""


def confidence_features(
    question: Question, passages: Sequence[RankedPassage], shown: Sequence[CandidateQuote]
) -> dict[str, float]:
    """What is known of an answer: `passages` in first-look order, `shown` the quotes of the card, best first."""
    best = shown[0]
    retrieved = sorted((passage.retrieved for passage in passages), reverse=True)
    far = retrieved[min(_FAR_DOWN, len(retrieved)) - 1]
    age = min((1.0 - quote.passage.features["recency_for_now"] for quote in shown), default=1.0)
    return {
        "covered_words": best.features["covered_words"],
        "covered_stems": best.features["covered_stems"],
        "covered_by_card": question.covered_words(frozenset().union(*(quote.words for quote in shown))),
        "quote": best.score,
        "margin": best.score - shown[-1].score,
        "passage": passages[0].score,
        "retrieved": retrieved[0] / question.weight,
        "gap": (retrieved[0] - far) / question.weight,
        "votes": best.features["votes"],
        "sure_kind": best.features["sure_kind"],
        "sure": float(question.kind in SURE_KINDS),
        "terms": math.log1p(len(question.stems)),
        "age_for_now": age if question.time is Time.NOW else 0.0,
        "passage_coverage": best.features["passage_coverage"],
        "exact": best.passage.features["exact"],
        "with_headline": best.passage.features["with_headline"],
    }


def probability(weights: Weights, features: Features) -> float:
    """The calibrated probability, 0 to 1."""
    odds = weights.intercept + score(weights.confidence, features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
