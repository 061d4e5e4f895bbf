"""Whether a question asks about now, and whether evidence is too old to speak about that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from knowledge.articles import Published, as_datetime
from knowledge.languages.tables import ENGLISH, unaccented
from knowledge.languages.tables import language as table_of

_SPANS = (
    (re.compile(r"\b(?:today|tonight|right now|this (?:morning|afternoon|evening))\b"), 1),
    (re.compile(r"\b(?:yesterday|last night)\b"), 2),
    (re.compile(r"\b(?:this (?:past )?(?:week|weekend)|latest|currently|now)\b"), 7),
    (re.compile(r"\bthis month\b"), 31),
    (re.compile(r"\bthis year\b"), 366),
)
"""Wordings that ask about now, the shortest span first, and how many days old evidence may be for each."""

_NAMED_SPANS = (("today", 1), ("yesterday", 2), ("this_week", 7), ("fresh", 7), ("this_month", 31), ("this_year", 366))
"""The same by the names that they have in the tables of languages."""


def is_stale(question: str, published: Iterable[Published | None], now: datetime, language: str = ENGLISH) -> bool:
    """Whether `question` asks about now while all that was `published` is older than its words mean.

    Undated evidence never counts as new. Where there is only a date, calendar days are counted, today being the first.
    """
    table = table_of(language)
    asked = question.lower() if table is None else unaccented(question)
    wordings = _SPANS if table is None else _spans_of(table.code)
    days = next((days for wording, days in wordings if wording.search(asked)), None)
    return days is not None and not any(_within(date, days, now) for date in published if date is not None)


@cache
def _spans_of(code: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """The same for another language."""
    table = table_of(code)
    assert table is not None
    return tuple((re.compile(table.times[name]), days) for name, days in _NAMED_SPANS if name in table.times)


def span_of_dates(published: Iterable[Published | None]) -> tuple[Published | None, Published | None]:
    """The earliest and the latest of the known dates; (None, None) if there is none."""
    known = sorted((date for date in published if date is not None), key=as_datetime)
    return (known[0], known[-1]) if known else (None, None)


def _within(date: Published, days: int, now: datetime) -> bool:
    if isinstance(date, datetime):
        return now - as_datetime(date) <= timedelta(days=days)
    return (now.date() - date).days < days
