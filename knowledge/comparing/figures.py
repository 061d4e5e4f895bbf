"""Finds figures in sentences, and says which of two contradict each other: few, but right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.analysis import STOP_WORDS, analyse

LIKE_COUNTED = 2.0
"""Figures further apart than this factor are about different things, unless they count casualties."""
ROUNDING = 0.05
"""By which share two figures may differ where one is said to be rough ("about", "some")."""


def _words(listing: str) -> list[str]:
    return listing.split()


_UNITS = _words(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
)
_TENS = dict(zip(_words("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True))
_VALUES = {word: value for value, word in enumerate(_UNITS) if value > 1} | _TENS  # "one" is mostly no count
_VALUES |= {f"{tens}-{_UNITS[unit]}": value + unit for tens, value in _TENS.items() for unit in range(1, 10)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
    rf"(?:[ -](?P<scale>{'|'.join(_SCALES)}))?"
)
_FIGURE = re.compile(rf"(?<![\w.,:/$€£¥–-]){_NUMBER}(?![\w/:–]|-\w|[.,]\d|\s?%)", re.IGNORECASE)
_ANY_NUMBER = re.compile(rf"(?<![\w.,]){_NUMBER}(?!\w|[.,]\d)", re.IGNORECASE)
_AMOUNT = re.compile(
    rf"(?P<currency>(?<!\w)[$£€¥])?(?<![\w.,]){_NUMBER}(?P<percent>\s?%|\sper\s?cent\b)?(?![\w/:–]|-\w|[.,]\d)",
    re.IGNORECASE,
)
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}
_HEDGE = re.compile(
    r"(?P<least>at least|more than|over|upwards of)|(?P<most>up to|as many as|fewer than|less than|under|no more than)"
    r"|(?P<rough>about|around|some|nearly|almost|roughly|approximately|an estimated|close to)",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(rf"(?:{_HEDGE.pattern})\s+(?:the\s+)?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(after|against|among|at|behind|below|between|by|for|from|in|of|on|than|to|under|with)(?:\s(?:an?|the|its|their))?\s$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;:.!?()—–\"“”]|\s-\s|\b(?:and|or|but|while|as|after|when|in|at|on|from|with|by|near)\b|\d", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_REACH_WORDS = 5

OUTCOMES = {
    "dead": _words("dead death deaths die died dies dying fatal fatalities kill killed killing kills toll"),
    "injured": _words(
        "hurt hurting hurts injure injured injures injuring injuries injury wound wounded wounding wounds"
    ),
    "missing": _words("missing unaccounted"),
    "arrested": _words("arrest arrested arresting arrests detain detained detaining detains"),
    "evacuated": _words("evacuate evacuated evacuating evacuates evacuees"),
    "rescued": _words("rescue rescued rescues rescuing"),
}
_OUTCOME_OF = {word: outcome for outcome, words in OUTCOMES.items() for word in words}
_ANYBODY = frozenset(_words("people persons person"))
_PART_OF_A_COUNT = frozenset(_words("of among others other more additional another further including"))
_NOT_COUNTED = frozenset(
    _words("times years months weeks days hours minutes seconds decades centuries points percent per cent degrees")
    + _words("january february march april may june july august september october november december gmt")
)
_IRREGULAR_PLURALS = frozenset(_words("children women men policemen fishermen firefighters")) | _ANYBODY


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text gives for something.

    `written` is the number as it stands there, with its "at least" or "about"; `about` the words, verbatim, that say
    what is counted; `key` the same for comparing. `least`, `most` and `rough` say how it is hedged. `context` are the
    other terms of its sentence.
    """

    value: float
    written: str
    about: str
    key: tuple[str, str]
    least: bool
    most: bool
    rough: bool
    context: frozenset[str]
    preposition: str


def figures(sentence: str) -> Iterator[Figure]:
    """The counted things of one sentence: casualties ("14 people injured") and plural nouns ("48 turbines").

    Sums of money, shares, dates, ages, results, measures of time and parts of another count ("three of them") are
    left out.
    """
    for found in _FIGURE.finditer(sentence):
        counted = _counted(sentence, found)
        if counted is None:
            continue
        key, about = counted
        yield _figure(sentence, found, key, about)


def amounts(sentence: str) -> Iterator[Figure]:
    """The sums of money and the percentages of one sentence."""
    for found in _AMOUNT.finditer(sentence):
        if found["currency"] or found["percent"]:
            unit = _CURRENCIES[found["currency"]] if found["currency"] else "percent"
            yield _figure(sentence, found, ("", unit), unit)


def all_numbers(text: str) -> set[float]:
    """Every number in `text`, whatever it is of, but for "one" and years."""
    return {_value(found) for found in _ANY_NUMBER.finditer(text) if not _is_year(found)}


def _figure(sentence: str, found: re.Match[str], key: tuple[str, str], about: str) -> Figure:
    hedge = _HEDGE_BEFORE.search(sentence, 0, found.start())
    start = hedge.start() if hedge else found.start()
    behind = _PREPOSITION.search(sentence[max(0, start - 40) : start])
    return Figure(
        value=_value(found),
        written=sentence[start : found.end()],
        about=about,
        key=key,
        least=bool(hedge and hedge["least"]),
        most=bool(hedge and hedge["most"]),
        rough=bool(hedge and hedge["rough"]),
        context=frozenset(analyse(sentence)) - set(analyse(about)) - set(analyse(found[0])),
        preposition=behind[1].casefold() if behind else "",
    )


def _counted(sentence: str, found: re.Match[str]) -> tuple[tuple[str, str], str] | None:
    """The key of what a number counts and the words that say it; None if that is unclear or of no interest."""
    boundary = _CLAUSE_END.search(sentence, found.end())
    clause_end = boundary.start() if boundary else len(sentence)
    after = list(_WORD.finditer(sentence, found.end(), clause_end))[:_REACH_WORDS]
    folded = [word[0].casefold() for word in after]
    if not _PART_OF_A_COUNT.isdisjoint(folded) or _is_year(found):
        return None
    noun = next((place for place, word in enumerate(folded[:3]) if _is_plural(word)), None)
    if noun is not None and folded[noun] in _NOT_COUNTED:
        return None
    group = "" if noun is None or folded[noun] in _ANYBODY else analyse(after[noun][0])[0]
    outcome = next((place for place, word in enumerate(folded) if word in _OUTCOME_OF), None)
    if outcome is not None:
        group = group if noun is not None and noun < outcome else ""
        return (_OUTCOME_OF[folded[outcome]], group), sentence[after[0].start() : after[outcome].end()]
    before = _words_before(sentence, found.start())
    told = next((word for word in reversed(before) if word.casefold() in _OUTCOME_OF), None)
    if told is not None:
        return (_OUTCOME_OF[told.casefold()], group), told
    if noun is None or not group:
        return None
    return ("", group), sentence[after[0].start() : after[noun].end()]


def _words_before(sentence: str, start: int) -> list[str]:
    """The last few words of the clause before a number, without its hedge."""
    text = _HEDGE_BEFORE.sub("", sentence[max(0, start - 80) : start])
    clause_start = max((boundary.end() for boundary in _CLAUSE_END.finditer(text)), default=0)
    return _WORD.findall(text[clause_start:])[-_REACH_WORDS:]


def _is_plural(word: str) -> bool:
    if word in _IRREGULAR_PLURALS or word in _NOT_COUNTED:
        return True
    return len(word) > 3 and word.endswith("s") and word[-2] not in "siu'’" and word not in STOP_WORDS


def _is_year(found: re.Match[str]) -> bool:
    return found["scale"] is None and found["number"].isdigit() and 1900 <= int(found["number"]) <= 2100


def _value(found: re.Match[str]) -> float:
    number = found["number"].casefold()
    value = float(_VALUES[number]) if number in _VALUES else float(number.replace(",", ""))
    return value * _SCALES[found["scale"].casefold()] if found["scale"] else value


def conflict(one: Figure, other: Figure) -> bool:
    """Whether two figures for the same key cannot both be right."""
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.value == high.value or low.least or high.most:
        return False
    if (low.rough or high.rough) and high.value - low.value <= ROUNDING * high.value:
        return False
    if one.key[0] in OUTCOMES:
        return True
    shared = len(one.context & other.context)
    alike = shared >= 2 and 3 * shared >= min(len(one.context), len(other.context))
    return alike and high.value <= LIKE_COUNTED * low.value
