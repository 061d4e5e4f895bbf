"""The span of time that a message in another language than English names, by the patterns of its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

from knowledge.languages.tables import Language, language
from knowledge.requests import times
from knowledge.requests.draft import Draft
from knowledge.requests.request import Span
from knowledge.requests.times import Days

_YEAR = r"(?:19|20)\d\d"
_FIXED: dict[str, Callable[[date], Days]] = {
    "day_before_yesterday": lambda today: times.one_day(today - timedelta(days=2)),
    "last_night": lambda today: Days(today - timedelta(days=1), today),
    "yesterday": lambda today: times.one_day(today - timedelta(days=1)),
    "today": times.one_day,
    "last_weekend": lambda today: times.weekend_of(today, last=True),
    "this_weekend": times.weekend_of,
    "last_week": lambda today: times.week_back(today, 1),
    "this_week": times.week_back,
    "last_month": lambda today: times.month_before(today, 1),
    "this_month": lambda today: times.month_before(today, 0),
    "last_year": lambda today: Days(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    "this_year": lambda today: Days(date(today.year, 1, 1), today),
}
"""What means the same days in whatever language: the names of its patterns, in the order in which they are tried."""
_BEFORE_FIXED, _AFTER_FIXED = ("since", "rolling", "ago"), ("date", "month", "weekday", "year")


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's patterns by name, and its numbers, units, days and months, each as a pattern."""

    patterns: dict[str, re.Pattern[str]]
    numbers: dict[int, re.Pattern[str]]
    units: dict[str, re.Pattern[str]]
    days: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]

    def number(self, text: str | None) -> int | None:
        """What a number in figures or words means; 1 where none is given."""
        if text is None:
            return 1
        if text.isdigit():
            return int(text)
        return next((number for number, words in self.numbers.items() if words.fullmatch(text)), None)

    def unit(self, text: str) -> str | None:
        """The English name of a unit of time."""
        return next((unit for unit, words in self.units.items() if words.fullmatch(text)), None)


def take_span_in(draft: Draft, table: Language, *, now: datetime, zone: tzinfo) -> Span | None:
    """As `times.take_span`, in the language of `table`."""
    today = now.astimezone(zone).date()
    rules = _rules(table.code)
    for name, found in _found(rules, draft.plain):
        named = _days(rules, name, found, today)
        if named is None or named.first > today:
            continue
        words = " ".join(draft.text[found.start() : found.end()].split())
        draft.cut(*found.span(), "" if table.signs else " ")
        return times.span_of(named.first, min(named.last, today), zone, words)
    return None


def freshness_in(draft: Draft, table: Language) -> tuple[bool, bool]:
    """Whether the newest is wanted, and whether the future is meant. Nothing is cut but the future."""
    rules = _rules(table.code).patterns
    future = draft.take(rules["future"]) is not None
    return rules["fresh"].search(draft.plain) is not None, future


def cut_freshness(draft: Draft, table: Language) -> None:
    """Cut the words that say that the newest is wanted."""
    draft.take(_rules(table.code).patterns["fresh"], "" if table.signs else " ")


def _found(rules: _Rules, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for name in (*_BEFORE_FIXED, *_FIXED, *_AFTER_FIXED):
        if name in rules.patterns:
            yield from ((name, found) for found in rules.patterns[name].finditer(text))


def _days(rules: _Rules, name: str, found: re.Match[str], today: date) -> Days | None:
    if name in _FIXED:
        return _FIXED[name](today)
    named = {group: text for group, text in found.groupdict().items() if text is not None}
    if name == "since":
        points = (
            _days(rules, other, point, today) for other, point in _found(rules, named["from"]) if other != "since"
        )
        first = next((point for point in points if point is not None), None)
        return None if first is None else Days(first.first, today)
    if name in ("rolling", "ago"):
        number = rules.number(named.get("n") or named.get("n2"))
        unit = rules.unit(named.get("unit") or named["unit2"])
        if number is None or unit is None:
            return None
        return times.rolling(today, number, unit) if name == "rolling" else times.time_back(today, number, unit)
    year = int(named["year"]) if "year" in named else None
    if name == "year":
        return times.whole_year(year, today) if year is not None else None
    if name == "weekday":
        number = _index(rules.days, named["day"])
        return times.weekday_back(today, number, last="last" in named)
    month = _index(rules.months, named["month"]) + 1
    if name == "month":
        begins = date(year or today.year, month, 1)
        if year is None and begins > today:
            begins = begins.replace(year=today.year - 1)
        return times.whole_month(begins.year, month, today) if begins <= today else None
    try:
        dated = date(year or today.year, month, int(named["d"]))
        dated = dated.replace(year=today.year - 1) if year is None and dated > today else dated
    except ValueError:
        return None
    return times.one_day(dated) if dated <= today else None


def _index(patterns: tuple[re.Pattern[str], ...], text: str) -> int:
    return next(place for place, pattern in enumerate(patterns) if pattern.fullmatch(text))


@cache
def _rules(code: str) -> _Rules:
    table = language(code)
    assert table is not None
    given = table.times
    numbers = {int(number): words for number, words in given.get("numbers", {}).items()}
    units = given.get("units", {})
    days, months = (tuple(given.get("names", {}).get(name, ())) for name in ("days", "months"))
    month = _any(months)
    join = "" if table.signs else r"(?: de| del)? "
    point = (
        _any([given[name] for name in ("yesterday", "last_week", "last_month", "last_year") if name in given])
        + rf"|\d{{1,2}}\.?{join}{month}(?:{join}{_YEAR})?|{month}(?:{join}{_YEAR})?|{_any(days)}|{_YEAR}"
    )
    put = {
        "{n}": rf"(?:\d{{1,3}}|{_any(sorted(numbers.values(), key=len, reverse=True))})",
        "{unit}": _any(units.values()),
        "{day}": _any(days),
        "{month}": month,
        "{year}": _YEAR,
        "{point}": f"(?:{point})",
    }
    patterns = {}
    for name, pattern in given.items():
        if isinstance(pattern, str):
            for mark, what in put.items():
                pattern = pattern.replace(mark, what)
            patterns[name] = re.compile(pattern)
    return _Rules(
        patterns,
        {number: re.compile(words) for number, words in numbers.items()},
        {unit: re.compile(words) for unit, words in units.items()},
        tuple(map(re.compile, days)),
        tuple(map(re.compile, months)),
    )


def _any(patterns: object) -> str:
    listed = list(patterns)  # type: ignore[call-overload]
    return "(?:" + "|".join(listed) + ")" if listed else "(?!)"
