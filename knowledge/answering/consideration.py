"""What was weighed for one question, before the decision whether to answer it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import Question
from knowledge.answering.quotes import CandidateQuote
from knowledge.answering.weights import Features


@dataclass(frozen=True, slots=True)
class Consideration:
    """Everything that was weighed for one question: what fitting and explaining look into.

    `passages` and `quotes` are ranked, `picked` are the quotes to show and those after them; `features` are those of
    the confidence, empty where there is no quote. `parts` are those of a question that asks several things, each with
    the confidence of its answer.
    """

    question: Question
    passages: tuple[RankedPassage, ...]
    quotes: tuple[CandidateQuote, ...]
    picked: tuple[CandidateQuote, ...]
    features: Features
    confidence: float
    parts: tuple[tuple[str, float], ...] = ()
