"""How likely it is that the quotes answer the question."""

from __future__ import annotations

import math
from collections.abc import Sequence

from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Question, Time
from knowledge.answering.quotes import CandidateQuote
from knowledge.answering.weights import Features, Weights, score

_LARGE, _SMALL, _SMALLEST = 1_000, 40, 2
_SMALL_ARCHIVE, _SINGLE_PAGE = 0.9, 6.5
"""What an archive of few paragraphs adds to the log odds: the first times its smallness (0 at a thousand paragraphs, 1
at 40), and the second divided by the paragraphs. Where little is held, little can be retrieved, scores lie close
together, and the weights, fitted on large archives, doubt every answer. `python -m benchmarks.small_archives` measures
on pieces of NewsQA articles where an answer is as likely right as not: with this, near the threshold at every size."""

_LITTLE_COVERED, _UNCOVERED = 0.2, 10.0
"""A passage that holds less than a fifth of the question's weight is about something else, however much its sentences
look like an answer: each missing share of that fifth takes as much of ten off the log odds. Among
a few paragraphs the weights say little of the words, so there it takes less."""

_AGE = "recency"
"""The feature that knows how old an article is. Old news may be just what is asked for, so confidence counts age only
where the question speaks of a time near to now."""


def confidence_features(
    question: Question, passages: Sequence[RankedPassage], best: CandidateQuote, weights: Weights
) -> dict[str, float]:
    """What is known of an answer. `passages` are those that got a second look, best first; `best` is the
    first quote of the card."""
    article = best.passage.article
    held = frozenset().union(*(passage.about for passage in passages if passage.article.number == article.number))
    undated = article.published is None
    return {
        "quote": score({name: weight for name, weight in weights.quotes.items() if name != _AGE}, best.features),
        "retrieved": max(passage.retrieved for passage in passages) / question.weight,
        "passage_coverage": question.coverage(best.passage.about),
        "article_coverage": question.coverage(held),
        "sure_kind": float(question.kind in SURE_KINDS),
        "freshness": best.features[_AGE] - 0.5 if question.time is Time.NOW and not undated else 0.0,
        "undated": float(undated),
    }


def probability(weights: Weights, features: Features, *, archive: int) -> float:
    """The calibrated probability, 0 to 1, in an archive of that many paragraphs."""
    odds = weights.intercept + score(weights.confidence, features) + circumstances(features, archive)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def circumstances(features: Features, archive: int) -> float:
    """What the size of the archive (in paragraphs) and a passage about something else add to the log odds."""
    held = min(_LARGE, max(_SMALLEST, archive))
    smallness = math.log(_LARGE / held) / math.log(_LARGE / _SMALL)
    odds = _SMALL_ARCHIVE * smallness + (_SINGLE_PAGE / held if held < _LARGE else 0.0)
    missing = max(0.0, 1 - features["passage_coverage"] / _LITTLE_COVERED)
    return odds - _UNCOVERED * missing * min(1.0, held / _SMALL)
