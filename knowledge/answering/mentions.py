"""Finds what a text mentions: numbers, amounts, dates, places and names, each as its folded words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache

from babel import Locale

from knowledge.analysis import analyse, words
from knowledge.answering.language_patterns import patterns_of
from knowledge.answering.questions import AnswerKind
from knowledge.languages.tables import ENGLISH
from knowledge.languages.tables import language as table_of

Mention = tuple[str, ...]
"""A mention as its folded words, such as `("2.5", "million")`."""
Span = tuple[int, int]
"""Where a mention begins and ends in its sentence."""


def _listing(text: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(separator))


_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "trillion|dozens?|half|third|quarter"
)
_FIGURE = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:[\s-](?:hundred|thousand|million|billion|trillion)\b)?"
_NUMBER = re.compile(rf"{_FIGURE}{_SCALE}|\b(?:{_NUMBER_WORDS}){_SCALE}\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_MONEY = re.compile(
    rf"[$£€¥]\s?{_FIGURE}{_SCALE}|{_FIGURE}{_SCALE}\s(?:dollars|pounds|euros|cents|yen|yuan|rupees|francs)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_FIGURE}\s?%|\b[\w.,-]+\sper\s?cent\b", re.IGNORECASE)
_DURATION = re.compile(
    rf"(?:{_FIGURE}|\b(?:{_NUMBER_WORDS}|an?))[\s-](?:\w+[\s-])?(?:second|minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\b\.?(?:\s\d{{1,2}}\b)?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:1[5-9]|20)\d\ds?\b"
)
_STRONG_REASON = (
    "because|due to|owing to|thanks to|as a result of|in order to|so that|citing|caused? by|caus(?:es?|ed|ing)|"
    "reasons?|blam(?:e[ds]?|ing)|prompt(?:ed|ing)|led to|leads to|stem(?:s|med) from|triggered by|sparked by"
)
_WEAK_REASON = "after|amid|following|over|since"
_GIVES_REASON = re.compile(rf"\b(?:{_STRONG_REASON})\b", re.IGNORECASE)
_REASON = re.compile(rf"\b(?:{_STRONG_REASON}|{_WEAK_REASON})\b\s+((?:[^\W_][\w'’.-]*\s*){{1,4}})", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|nobody|no one|none|zero)\b((?:[\s-]+[\w'’]+){1,4})", re.IGNORECASE)
_PATTERNS = {
    AnswerKind.COUNT: _NUMBER,
    AnswerKind.MONEY: _MONEY,
    AnswerKind.PERCENT: _PERCENT,
    AnswerKind.DURATION: _DURATION,
    AnswerKind.DATE: _DATE,
}

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_QUOTED_IN = re.compile('[“"„«「『]([^”"“»」』]{2,60}?)[,.]?[”"“»」』]')
_QUOTED = re.compile('[“"]([^”"“]{2,60}?)[,.]?[”"]')
_PLACE = re.compile(r"\b(?:in|at|near|off|to|from|of|on|outside)\s(?:the\s)?((?:[A-Z][\w'’.-]*\s?)+)")
_NOT_NAMES = _listing(
    """the a an in on at it he she they we i but and for this that these those as by with from when while after before
    if its his her their our my you your there what which who how why where is was are were not no new more all also
    according monday tuesday wednesday thursday friday saturday sunday"""
)
_STATES = _listing(
    """alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, georgia, hawaii, idaho,
    illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota,
    mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york, north carolina,
    north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas,
    utah, vermont, virginia, washington, west virginia, wisconsin, wyoming, puerto rico, new south wales, queensland,
    tasmania, western australia, bavaria, saxony, lower saxony, hesse, maharashtra, tamil nadu, kerala""",
    separator=",",
)
_COUNTRIES_IN_NEWS = _listing(
    """us, uk, u.s, u.k, usa, uae, britain, great britain, england, scotland, wales, northern ireland, america, turkey,
    myanmar, burma, congo, bosnia, ivory coast, czech republic, vatican, palestine, hong kong, macau, east timor""",
    separator=",",
)
"""Names that outlets use for countries beside those that the Unicode CLDR lists."""


def mentions(kind: AnswerKind, sentence: str, language: str = ENGLISH) -> list[Mention]:
    """What `sentence` mentions of this kind, in order, with repeats; [] for OTHER."""
    return _words_of(mention_spans(kind, sentence, language), sentence, language)


def mention_spans(kind: AnswerKind, sentence: str, language: str = ENGLISH) -> list[Span]:
    """Where those mentions stand."""
    if table_of(language) is not None:
        return _mention_spans_in(language, kind, sentence)
    if kind in _PATTERNS:
        found = _PATTERNS[kind].finditer(sentence)
        return [match.span() for match in found if not (kind is AnswerKind.COUNT and _YEAR.match(match[0]))]
    if kind is AnswerKind.REASON:
        return [match.span(1) for match in _REASON.finditer(sentence)]
    if kind in (AnswerKind.COUNTRY, AnswerKind.STATE):
        return list(_listed(sentence, _countries(ENGLISH) if kind is AnswerKind.COUNTRY else _STATES))
    if kind is AnswerKind.PLACE:
        return [match.span(1) for match in _PLACE.finditer(sentence)]
    if kind is AnswerKind.OTHER:
        return []
    quoted = [match.span(1) for match in _QUOTED.finditer(sentence)] if kind is AnswerKind.NAME else []
    return [*_name_spans(sentence), *quoted]


def _mention_spans_in(language: str, kind: AnswerKind, sentence: str) -> list[Span]:
    patterns = patterns_of(language)
    pattern = patterns.by_kind.get(kind)
    if pattern is not None:
        spans = [match.span(pattern.groups) for match in pattern.finditer(sentence)]
        return [span for span in spans if kind is not AnswerKind.COUNT or not _YEAR.match(sentence[slice(*span)])]
    if kind is AnswerKind.COUNTRY:
        return list(_listed(sentence, _countries(language)))
    if kind in (AnswerKind.PERSON, AnswerKind.NAME, AnswerKind.THING):
        names = _name_spans(sentence, language)
        if kind is AnswerKind.PERSON and patterns.nouns_are_capitalised:
            names = [(start, end) for start, end in names if " " in sentence[start:end]]
        titled = [match.span(1) for match in patterns.titled.finditer(sentence)] if patterns.titled else []
        quoted = [match.span(1) for match in _QUOTED_IN.finditer(sentence)] if kind is AnswerKind.NAME else []
        return [*names, *titled, *quoted]
    return []


def names(sentence: str, language: str = ENGLISH) -> list[Mention]:
    """Runs of capitalised words; a single one at the start of a sentence tells nothing and is left out."""
    return _words_of(_name_spans(sentence, language), sentence, language)


def _name_spans(sentence: str, language: str = ENGLISH) -> list[Span]:
    table = table_of(language)
    not_names = _NOT_NAMES if table is None else table.function_words
    runs: list[Span] = []
    for match in _WORD.finditer(sentence):
        word = match[0]
        if not word[0].isupper() or word.rstrip(".").lower() in not_names:
            continue
        if runs and sentence[runs[-1][1] : match.start()].isspace():
            runs[-1] = (runs[-1][0], match.end())
        else:
            runs.append(match.span())
    return [(start, end) for start, end in runs if " " in sentence[start:end] or sentence[:start].strip("“\"'‘( ")]


def gives_reason(sentence: str, language: str = ENGLISH) -> bool:
    """Whether a word says plainly that something is a reason ("because"); "after" may only say when."""
    pattern = _GIVES_REASON if table_of(language) is None else patterns_of(language).gives_reason
    return pattern.search(sentence) is not None


def numbers(sentence: str, language: str = ENGLISH) -> list[Mention]:
    """Numbers in figures or words."""
    pattern = _NUMBER if table_of(language) is None else patterns_of(language).by_kind[AnswerKind.COUNT]
    return [tuple(words(match[0], language)) for match in pattern.finditer(sentence)]


def number_spans(noun: str, sentence: str) -> list[Span]:
    """Where numbers stand with a word of the stem `noun` within four words behind them."""
    return [
        match.span()
        for match in _NUMBER.finditer(sentence)
        if noun in analyse(" ".join(sentence[match.end() :].split(maxsplit=4)[:4]))
    ]


def denial_spans(stems: Set[str], sentence: str) -> list[Span]:
    """Where `sentence` says that there are none of what one of `stems` names: "no deaths", "nobody was hurt"."""
    found = []
    for match in _NONE.finditer(sentence):
        denied = [word for word in _WORD.finditer(sentence, *match.span(1)) if not stems.isdisjoint(analyse(word[0]))]
        if denied:
            found.append((match.start(), denied[0].end()))
    return found


def denials(stems: Set[str], sentence: str) -> list[Mention]:
    """The words that say so."""
    return _words_of(denial_spans(stems, sentence), sentence)


def _words_of(spans: Iterable[Span], sentence: str, language: str = ENGLISH) -> list[Mention]:
    return [tuple(words(sentence[start:end], language)) for start, end in spans]


def _listed(sentence: str, listing: frozenset[str]) -> Iterator[Span]:
    found = list(_WORD.finditer(sentence))
    folded = [match[0].lower().rstrip(".").removesuffix("'s").removesuffix("’s") for match in found]
    for length in (1, 2, 3):
        for first in range(len(folded) - length + 1):
            name = " ".join(folded[first : first + length])
            if name in listing and found[first][0][0].isupper():
                yield found[first].start(), found[first + length - 1].end()


@cache
def _countries(language: str) -> frozenset[str]:
    territories = Locale(language).territories
    listed = {name.lower() for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return frozenset(listed) | (_COUNTRIES_IN_NEWS if language == ENGLISH else frozenset())
