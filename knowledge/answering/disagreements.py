"""Finds numbers that quotes of different outlets give differently for the thing that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from knowledge.analysis import analyse, words
from knowledge.answering.answers import Disagreement, Quote
from knowledge.answering.mentions import names
from knowledge.answering.questions import AnswerKind, Question
from knowledge.articles import as_datetime
from knowledge.comparing.figures import ROUNDING, Figure, all_numbers, amounts, conflict, figures
from knowledge.languages.tables import ENGLISH
from knowledge.sentences import sentence_spans

AT_THE_SAME_TIME = timedelta(days=1)
"""Reports further apart are not in dispute: the later one knows more, or it is about another event."""
_COVERED = 0.5
"""The share of the question's weight that a quote and its headline must hold, to be about what is asked."""


def disagreements(question: Question, quotes: Sequence[Quote]) -> tuple[Disagreement, ...]:
    """The things that `question` asks for of which two quotes of different outlets give only different numbers.

    Rather none than a false one: the numbers must have the same unit and the same role (the same outcome, or sentences
    that are alike), and neither may be the other rounded. Their quotes must be about the question, name somebody or
    something in common, have appeared within a day, and have no number in common. Each outlet must give one number
    only. `about` and the numbers are verbatim.
    """
    if question.language != ENGLISH:
        return ()  # figures are read in English only
    told: dict[tuple[str, str], dict[str, tuple[Quote, Figure]]] = {}
    unsure: set[tuple[tuple[str, str], str]] = set()
    for quote in quotes:
        source = quote.article.source
        if source is None or quote.article.language != ENGLISH or not _is_about(question, quote):
            continue
        for figure in _asked_for(question, quote.text):
            by_outlet = told.setdefault(figure.key, {})
            if source in by_outlet and by_outlet[source][1].value != figure.value:
                unsure.add((figure.key, source))
            by_outlet.setdefault(source, (quote, figure))
    found = []
    for key, by_outlet in told.items():
        sure = [(source, *what) for source, what in by_outlet.items() if (key, source) not in unsure]
        for (one, quote, figure), (other, other_quote, other_figure) in combinations(sure, 2):
            if _differ(figure, other_figure) and _one_event(quote, other_quote):
                values = ((one, figure.written), (other, other_figure.written))
                found.append(Disagreement(about=_label(question, figure), values=values))
                break
    return tuple(found)


def _label(question: Question, figure: Figure) -> str:
    """The word for what is counted: "people" of "people were hurt"."""
    return next((word for word in figure.about.split() if question.counted in analyse(word)), figure.about)


def _is_about(question: Question, quote: Quote) -> bool:
    stems = frozenset(analyse(f"{quote.text} {quote.article.headline or ''}"))
    named = all(not stems.isdisjoint(analyse(" ".join(name))) for name in names(question.text))
    return named and question.coverage(stems) >= _COVERED


def _one_event(one: Quote, other: Quote) -> bool:
    """Whether two quotes appeared at about the same time, name something in common, and have no number in common."""
    if one.article.published is None or other.article.published is None:
        return False
    if abs(as_datetime(one.article.published) - as_datetime(other.article.published)) > AT_THE_SAME_TIME:
        return False
    if _named(one.text).isdisjoint(words(other.text)) and _named(other.text).isdisjoint(words(one.text)):
        return False
    return all_numbers(one.text).isdisjoint(all_numbers(other.text))


def _named(text: str) -> set[str]:
    return {word for start, end in sentence_spans(text) for name in names(text[start:end]) for word in name}


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same role and cannot both be right; a number and its rounded form can."""
    if not conflict(one, other) or (one.key[0] == "" and one.preposition != other.preposition):
        return False
    low, high = sorted((one.value, other.value))
    rounded = any(float(f"{low:.{digits}g}") == high or float(f"{high:.{digits}g}") == low for digits in (1, 2, 3))
    return not rounded or high - low > ROUNDING * high


def _asked_for(question: Question, text: str) -> Iterator[Figure]:
    """The figures of a text for what `question` asks."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if question.kind in (AnswerKind.MONEY, AnswerKind.PERCENT):
            of_kind = question.kind is AnswerKind.PERCENT
            yield from (figure for figure in amounts(sentence) if (figure.about == "percent") is of_kind)
        elif question.counted is not None:
            yield from (figure for figure in figures(sentence) if question.counted in analyse(figure.about))
