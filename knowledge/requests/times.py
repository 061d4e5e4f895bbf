"""The span of time that a message names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from knowledge.requests.draft import Draft
from knowledge.requests.request import Span

_NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "a|one|an",
            "two|couple|couple of|a couple|a couple of",
            "three|few|a few",
            "four|several",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
    for word in words.split("|")
}
_N = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_WEEKDAY = "(?:" + "|".join(_DAYS) + ")"
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT_MONTHS = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)} | {"sept": 9}
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_ANY_MONTH = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(sorted(_SHORT_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:19|20)\d\d"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_ANY_MONTH} {_D}(?:,? {_YEAR})?|(?:the )?{_D} (?:of )?{_ANY_MONTH}(?:,? {_YEAR})?|{_YEAR}-\d\d-\d\d)"
_DAY_PARTS = r"(?: (?:morning|afternoon|evening|night))?"
_PREPOSITION = r"(?:on|from|during|in|over|for|of|at|within|this|since|until|by)"

# Days and seasons that are names of something else.
_NAMES = re.compile(
    r"\b(?:black|super|cyber|good|bloody|easter|palm|ash|fat|giving|taco|ruby|blue|manic|"
    rf"casual|freaky|stormy) {_WEEKDAY}s?\b"
    rf"|\b{_WEEKDAY}(?: night)? (?:football|live|times|ticket|mail|mirror|telegraph|express|"
    r"the 13th|murder club|people|service)\b"
    r"|\bmay (?:day|fair)\b|\bmarch madness\b|\bfourth of july\b|\bjuly (?:4th|fourth) (?:parade|holiday|weekend)\b"
    r"|\bseptember 11(?:th)?\b(?! attacks? on)|\b9/11\b|\b(?:january|jan\.?) 6(?:th)?\b|\bjune ?teenth\b"
    r"|\b(?:today|tonight|usa today|this week|newsweek|the weekend) (?:show|programme|"
    r"magazine)\b|\busa today\b|\bdays? of our lives\b"
    r"|\b(?:weather|forecast) (?:for )?(?:this )?(?:week|weekend)\b"
)


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, both included."""

    first: date
    last: date


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]]


def one_day(day: date) -> Days:
    """That day alone."""
    return Days(day, day)


def _ago(today: date, days: int) -> date:
    return today - timedelta(days=days)


def week_back(today: date, back: int = 0) -> Days:
    """This week so far, or a whole one so many weeks before."""
    monday = _ago(today, today.weekday() + 7 * back)
    return Days(monday, min(today, monday + timedelta(days=6)))


def weekend_of(today: date, *, last: bool = False) -> Days:
    """The latest weekend that has begun; with `last` the latest that is over."""
    saturday = _ago(today, (today.weekday() - 5) % 7)
    if last and today <= saturday + timedelta(days=1):
        saturday = _ago(saturday, 7)
    return Days(saturday, min(today, saturday + timedelta(days=1)))


def whole_month(year: int, month: int, today: date) -> Days:
    """A month, so far."""
    return Days(date(year, month, 1), min(today, date(year, month, calendar.monthrange(year, month)[1])))


def month_before(today: date, back: int) -> Days:
    """The month so many months before this one."""
    months = today.year * 12 + today.month - 1 - back
    return whole_month(months // 12, months % 12 + 1, today)


def _months_ago(today: date, months: int) -> date:
    held = today.year * 12 + today.month - 1 - months
    year, month = held // 12, held % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _day_of_month(day: int, today: date) -> Days | None:
    """The latest day of this number."""
    for back in (0, 1, 2):
        month = month_before(today, back)
        if 1 <= day <= calendar.monthrange(month.first.year, month.first.month)[1]:
            found = month.first.replace(day=day)
            if found <= today:
                return one_day(found)
    return None


def whole_year(year: int, today: date) -> Days | None:
    """A year, so far; None if it has not begun."""
    return Days(date(year, 1, 1), min(today, date(year, 12, 31))) if year <= today.year else None


def _weekday(name: str, today: date, *, last: bool = False) -> Days:
    return weekday_back(today, _SHORT_DAYS[name[:3]] if name[:3] in _SHORT_DAYS else _DAYS.index(name), last=last)


def weekday_back(today: date, number: int, *, last: bool = False) -> Days:
    """The latest weekday of a number (Monday is 0); with `last` not today's."""
    back = (today.weekday() - number) % 7
    return one_day(_ago(today, back or (7 if last else 0)))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[" ".join(text.split())]


def _month_number(text: str) -> int:
    return _SHORT_MONTHS[text.rstrip(".")[:3]]


def _date(text: str, today: date) -> date | None:
    try:
        if re.fullmatch(rf"{_YEAR}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        month = re.search(rf"\b{_ANY_MONTH}(?!\w)", text)
        day = re.search(r"\b\d{1,2}(?!\d)", text)
        year = re.search(rf"\b{_YEAR}\b", text)
        if month is None or day is None:
            return None
        named = date(int(year[0]) if year else today.year, _month_number(month[0]), int(day[0]))
        return named if year or named <= today else named.replace(year=today.year - 1)
    except ValueError:
        return None


def _named_month(text: str, year: str | None, today: date, *, last: bool = False) -> Days | None:
    month = _month_number(text)
    if year:
        return whole_month(int(year), month, today) if date(int(year), month, 1) <= today else None
    back = today.year - (month > today.month or (last and month == today.month))
    return whole_month(back, month, today)


def _rolling(match: re.Match[str], today: date) -> Days | None:
    return rolling(today, _number(match["n"]) if match["n"] else 1, match["unit"].rstrip("s"))


def rolling(today: date, count: int, unit: str) -> Days:
    """The last so many hours, days, weeks, months or years, up to today."""
    if unit in ("minute", "min"):
        return one_day(today)
    if unit in ("hour", "hr"):
        return Days(_ago(today, -(-count // 24) if count >= 24 else 0), today)
    if unit == "month":
        return Days(_months_ago(today, count), today)
    if unit == "year":
        return Days(_months_ago(today, 12 * count), today)
    return Days(_ago(today, count * (7 if unit == "week" else 1)), today)


def _back(match: re.Match[str], today: date) -> Days | None:
    return time_back(today, _number(match["n"]), match["unit"].rstrip("s"))


def time_back(today: date, count: int, unit: str) -> Days | None:
    """The time so many days, weeks, months or years ago."""
    if unit == "hour":
        return one_day(_ago(today, count // 24))
    if unit == "day":
        return one_day(_ago(today, count))
    if unit == "week":
        middle = _ago(today, 7 * count)
        return Days(_ago(middle, 3), middle + timedelta(days=3))
    if unit == "month":
        return month_before(today, count)
    return whole_year(today.year - count, today)


def _this_or_last(match: re.Match[str], today: date) -> Days | None:
    last = match["which"] in ("last", "previous")
    unit = match["unit"]
    if unit == "weekend":
        return weekend_of(today, last=last)
    if unit == "week":
        return week_back(today, int(last))
    if unit == "month":
        return month_before(today, int(last))
    return whole_year(today.year - int(last), today)


def _between(match: re.Match[str], today: date) -> Days | None:
    first, last = _point(match["from"], today), _point(match["to"], today)
    return Days(first.first, last.last) if first and last and first.first <= last.last else None


def _point(text: str, today: date) -> Days | None:
    """What stands behind "since" or "between"."""
    for rule, days in _RULES:
        found = rule.fullmatch(text) or rule.fullmatch("in " + text) or rule.fullmatch("on " + text)
        if found is not None:
            return days(found, today)
    return None


def _since(match: re.Match[str], today: date) -> Days | None:
    found = _point(match["from"], today)
    if found is None:
        return None
    return Days(found.first, today) if match["how"] != "until" else Days(date(1900, 1, 1), found.last)


def _dated(match: re.Match[str], today: date) -> Days | None:
    named = _date(match["date"], today)
    return None if named is None or named > today else one_day(named)


_UNIT = r"(?:weekend|week|month|year)"
_POINT = (
    rf"(?:yesterday|(?:this|last) {_UNIT}|(?:last )?{_WEEKDAY}{_DAY_PARTS}|{_DATE}|(?:last )"
    rf"?{_MONTH}(?: {_YEAR})?|{_YEAR})"
)
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), days)
    for pattern, days in (
        (rf"\b(?:between|from) (?P<from>{_POINT}) (?:and|to|until|through|till) (?P<to>{_POINT})(?!\w)", _between),
        (
            rf"\b(?P<how>since|(?:starting|beginning)(?: on| in)?|ever since) (?P<from>{_POINT})(?: "
            r"on(?:wards?)?)?(?!\w)(?<!may)",
            _since,
        ),
        (r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! of)", lambda m, today: _day_of_month(int(m["day"]), today)),
        (r"\b(?:on |from )?(?:the )?day before yesterday(?:'s)?\b", lambda _, today: one_day(_ago(today, 2))),
        (r"\b(?:from |in )?last night(?:'?s)?\b", lambda _, today: Days(_ago(today, 1), today)),
        (
            r"\b(?:from |on |of |for )?yesterday(?:'?s)?(?: (?:morning|afternoon|evening|night))?\b",
            lambda _, today: one_day(_ago(today, 1)),
        ),
        (
            r"\b(?:(?:from |in |of |for |so far |earlier |later )?(?:today(?:'?s)?|tonight(?:'?s)?)"
            r"(?: so far)?|(?:from |in )?this (?:morning|afternoon|evening)(?:'s)?)(?!\w)",
            lambda _, today: one_day(today),
        ),
        (
            r"\b(?:over|in|during|from|for|within|of|across)?(?: |\b)(?:the |these )?(?:past|last|"
            rf"previous|recent) (?:(?P<n>{_N}) )?(?P<unit>days?|weeks|months|years|hours?|hrs?|"
            r"minutes?|mins?)\b",
            _rolling,
        ),
        (
            r"\b(?:over|in|during|from|for|within|of|across)? ?(?:the |this )?(?:past|last|previous)"
            rf" (?P<n>{_N}) (?P<unit>week|month|year)s?\b",
            _rolling,
        ),
        (
            r"\b(?:over|in|during|from|for|within|of|across)? ?(?:the |this )?past (?P<n>)"
            r"(?P<unit>week|month|year)\b",
            _rolling,
        ),
        (r"\b(?:over|during|from|in|for|of|across|on) the (?P<which>last|previous) (?P<unit>weekend)\b", _this_or_last),
        (r"\b(?:over|in|during|from|for|within|of) the (?P<n>)(?:last) (?P<unit>week|month|year)\b", _rolling),
        (
            r"\b(?:over|during|from|in|for|of|on|at|across) (?:the )?(?:past )?weekend(?:'s)?\b",
            lambda _, today: weekend_of(today),
        ),
        (
            r"\b(?:earlier |later |so far |over |during |from |in |of |for |on )*(?P<which>this|"
            rf"last|previous) (?P<unit>{_UNIT})(?:'?s)?(?: so far)?\b",
            _this_or_last,
        ),
        (rf"\b(?P<n>{_N}) (?P<unit>days?|weeks?|months?|years?) ago\b", _back),
        (rf"\b(?:on |from |of |for )?(?P<date>{_DATE})(?:'s)?(?!\w)", _dated),
        (
            r"\b(?:in|during|since|from|of|for|this|last|back in|late|early|mid)[ -](?P<last>last )"
            rf"?(?P<month>{_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?:,? "
            rf"(?:of )?(?P<year>{_YEAR}))?(?!\w| \d)",
            lambda m, today: _named_month(
                m["month"], m["year"], today, last=m[0].startswith("last") or bool(m["last"])
            ),
        ),
        (
            rf"\b(?P<month>{_MONTH}),? (?:of )?(?P<year>{_YEAR})\b",
            lambda m, today: _named_month(m["month"], m["year"], today),
        ),
        (
            rf"\b(?:in|during|from|of|back in) (?:the year )?(?P<year>{_YEAR})\b(?!-)",
            lambda m, today: whole_year(int(m["year"]), today),
        ),
        (
            rf"\b(?:(?:on|from|this|of|for|since|by|past) )*(?P<last>last )?(?P<day>{_WEEKDAY})"
            rf"(?:'?s)?{_DAY_PARTS}(?:'s)?\b",
            lambda m, today: _weekday(m["day"], today, last=bool(m["last"])),
        ),
        (
            r"\b(?:on|last|this) (?P<day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b\.?(?! (?:the|"
            r"and|rises?|sets?|king|god|day))",
            lambda m, today: _weekday(m["day"], today, last=m[0].startswith("last")),
        ),
    )
)

_FRESH = re.compile(
    r"\b(?:right now|at the moment|at present|currently|just now|as of now|these days|"
    r"lately|recently|(?:as )?of late|so far|now|yet|already|nowadays)\b"
    r"(?=\W*$)|\b(?:currently|recently|lately|right now|so far|as of now|at the moment)\b"
)
_FUTURE = re.compile(
    rf"\b(?:(?:the day after )?tomorrow|next (?:week|weekend|month|year|season|{'|'.join(_DAYS)})"
    rf"|(?:in|over|for) the (?:next|coming)(?: {_N})? (?:hours?|days?|weeks?|months?|years?)|"
    r"in the (?:near )?future)(?:'s)?\b"
)

WORDS = frozenset(
    {*_DAYS, *_MONTHS, "yesterday", "today", "tonight", "tomorrow", "week", "weekend", "month", "year", "morning"}
)
"""Words of time that may be misspelt."""


def take_span(draft: Draft, *, now: datetime, zone: tzinfo) -> Span | None:
    """Cut the time that the draft names; None, and nothing cut, if it names none (or one that has not begun)."""
    today = now.astimezone(zone).date()
    hidden = _NAMES.sub(lambda name: "\0" * len(name[0]), draft.plain)
    for rule, days in _RULES:
        for found in rule.finditer(hidden):
            named = days(found, today)
            if named is None or named.first > today:
                continue
            words = " ".join(draft.text[found.start() : found.end()].split())
            draft.cut(*found.span())
            return span_of(named.first, min(named.last, today), zone, words)
    return None


def take_freshness(draft: Draft) -> tuple[bool, bool]:
    """Cut "right now", "so far" and the like, and say whether the newest is wanted, and whether the future is meant."""
    fresh = draft.take(_FRESH) is not None
    return fresh, draft.take(_FUTURE) is not None


def span_of(first: date, last: date, zone: tzinfo, words: str) -> Span:
    """The span of whole days in a time zone."""
    since = datetime.combine(first, time.min, tzinfo=zone).astimezone(UTC)
    until = datetime.combine(last, time.max, tzinfo=zone).astimezone(UTC)
    return Span(first, last, since, until, words)
