"""Finds numbers that quotes of different outlets give differently for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from knowledge.answering.answers import Disagreement, Quote
from knowledge.answering.questions import Question
from knowledge.index.analysis import analyse


def _values(words: str, step: float) -> dict[str, float]:
    return {word: index * step for index, word in enumerate(words.split())}


_VALUES = _values("zero ten twenty thirty forty fifty sixty seventy eighty ninety", 10.0) | _values(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""",
    1.0,
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COUNTED = re.compile(
    rf"(?P<number>[$£€¥]?(?P<value>\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(_VALUES)})\b)"
    rf"(?:[ -](?P<scale>{'|'.join(_SCALES)}))?%?)(?![\w.]*\d)(?P<following>(?:[ -][^\W\d_]+){{0,3}})",
    re.IGNORECASE,
)
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_YEAR = re.compile(r"(?:19|20)\d\d$")


def disagreements(question: Question, quotes: Sequence[Quote]) -> tuple[Disagreement, ...]:
    """The things in `question` for which two quotes of different outlets give only different numbers.

    A thing is a word of the question that stands within three words behind a number, or a currency, or percent. A
    thing whose number the question gives itself ("who got six years?") is not what it asks for.
    """
    given: dict[str, dict[str, dict[float, str]]] = {}
    labels: dict[str, str] = {}
    told = {thing for thing, *_ in _counted(question, question.text)}
    for quote in quotes:
        if quote.article.source is None:
            continue
        for thing, label, value, written in _counted(question, quote.text):
            if thing in told:
                continue
            labels.setdefault(thing, label)
            given.setdefault(thing, {}).setdefault(quote.article.source, {}).setdefault(value, written)
    found = []
    for thing, by_source in given.items():
        pairs = list(by_source.items())
        for (one, first), (other, second) in combinations(pairs, 2):
            if not first.keys() & second.keys():
                values = ((one, next(iter(first.values()))), (other, next(iter(second.values()))))
                found.append(Disagreement(about=labels[thing], values=values))
                break
    return tuple(found)


def _counted(question: Question, text: str) -> Iterator[tuple[str, str, float, str]]:
    for match in _COUNTED.finditer(text):
        value = _value(match)
        written = match["number"]
        if written[0] in _CURRENCIES:
            yield _CURRENCIES[written[0]], _CURRENCIES[written[0]], value, written
        elif written.endswith("%"):
            yield "percent", "percent", value, written
        elif not _YEAR.match(written):
            for word in re.findall(r"[^\W\d_]+", match["following"]):
                stem = "".join(analyse(word))
                if stem in question.stems:
                    yield stem, word, value, written
                    break


def _value(match: re.Match[str]) -> float:
    written = match["value"].lower()
    value = _VALUES.get(written)
    if value is None:
        value = float(written.replace(",", ""))
    return value * _SCALES.get((match["scale"] or "").lower(), 1.0)
