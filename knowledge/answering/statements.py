"""Reads paragraphs sentence by sentence: what each mentions, and whether it tells or asks."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from knowledge.analysis import analyse
from knowledge.answering.mentions import denials, gives_reason, mentions, number_spans
from knowledge.answering.questions import AnswerKind, Question
from knowledge.comparing.boilerplate import is_furniture
from knowledge.languages.tables import ENGLISH
from knowledge.sentences import sentence_spans

_FEWEST_OF_A_SENTENCE = 4
"""Different terms of a sentence that may be quoted though it has no end mark."""
_ENDS = frozenset(".!…。！।۔")
_CLOSERS = "\"'”’»)] \t\n"
_LONGEST_PARAGRAPH = 6_000
"""Characters of a paragraph in which sentences are looked for."""
_REMEMBERED_PARAGRAPHS, _REMEMBERED_SENTENCES = 2_048, 8_192
"""How much of what was read is remembered, in case other questions lead to it too: about 20 MB."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a paragraph (`start` and `end` count within it) and what is found in it.

    `mentioned` are the words, new to the question, of things of the wanted kind; `fits` says whether there is any: 1
    surely, 0.5 perhaps, 0 not. `furniture` belongs to the page, not to the story: a photo credit, a teaser, a heading.
    """

    start: int
    end: int
    stems: frozenset[str]
    mentioned: frozenset[str]
    fits: float
    asks: bool
    furniture: bool


def statements(question: Question, text: str, language: str = ENGLISH) -> tuple[Statement, ...]:
    """The sentences of a paragraph in a language, in order."""
    spans = _spans(text[:_LONGEST_PARAGRAPH], language)
    return tuple(_statement(question, text, *span, language) for span in spans)


def asks(text: str) -> bool:
    """Whether `text` ends as a question does."""
    return text.rstrip("\"'”’)] ").endswith(("?", "？"))


@lru_cache(_REMEMBERED_SENTENCES)
def stems_of(text: str, language: str = ENGLISH) -> frozenset[str]:
    """The different terms of a text."""
    return frozenset(analyse(text, language))


def telling(question: Question, stems: Sequence[Set[str]]) -> dict[str, float]:
    """The weight of each of the question's stems among paragraphs, given as their stems: the more, the fewer of them
    hold it, for what all of them say does not tell them apart."""
    holding = Counter(stem for held in stems for stem in question.stems.keys() & held)
    return {stem: question.stems[stem] * math.log((len(stems) + 1) / (count + 0.5)) for stem, count in holding.items()}


def coverage(weights: Mapping[str, float], stems: Set[str]) -> float:
    """The share of all the weight (0 to 1) that different `stems` hold."""
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in stems) / total if total > 0 else 0.0


@lru_cache(_REMEMBERED_PARAGRAPHS)
def _spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(text, language))


@lru_cache(_REMEMBERED_SENTENCES)
def _mentioned(kind: AnswerKind, sentence: str, language: str) -> frozenset[str]:
    return frozenset(word for mention in mentions(kind, sentence, language) for word in mention)


def _statement(question: Question, text: str, start: int, end: int, language: str) -> Statement:
    sentence = text[start:end]
    stems = question.held(stems_of(sentence, language))
    denied = denials(question.denied, sentence) if question.denied else []
    found = _mentioned(question.kind, sentence, language).union(*denied)
    mentioned = frozenset(word for word in found if word not in question.words)
    return Statement(
        start=start,
        end=end,
        # Who was killed has died.
        stems=stems if stems.isdisjoint(question.denied) else stems | (question.denied & question.stems.keys()),
        mentioned=mentioned,
        fits=(1.0 if denied or _is_sure(question, sentence, stems, language) else 0.5) if mentioned else 0.0,
        asks=asks(sentence),
        furniture=_is_furniture(sentence) or _is_heading(sentence, stems),
    )


@lru_cache(_REMEMBERED_SENTENCES)
def _is_furniture(sentence: str) -> bool:
    return is_furniture(sentence)


def _is_heading(sentence: str, stems: frozenset[str]) -> bool:
    return len(stems) < _FEWEST_OF_A_SENTENCE and sentence.rstrip(_CLOSERS)[-1:] not in _ENDS


def _is_sure(question: Question, sentence: str, stems: frozenset[str], language: str) -> bool:
    """Whether what is mentioned is of the very thing that is asked for."""
    if question.kind is AnswerKind.REASON:
        return gives_reason(sentence, language)
    if question.counted is None or language != ENGLISH:
        return True
    return not stems.isdisjoint(question.denied) and bool(number_spans(question.counted, sentence))
