"""Whether a question asks about now, and whether evidence is too old to speak about that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from knowledge.articles import Published, as_datetime

_SPANS = (
    (re.compile(r"\b(?:today|tonight|right now|this (?:morning|afternoon|evening))\b"), 1),
    (re.compile(r"\b(?:yesterday|last night)\b"), 2),
    (re.compile(r"\b(?:this (?:past )?(?:week|weekend)|latest|currently|now)\b"), 7),
    (re.compile(r"\bthis month\b"), 31),
    (re.compile(r"\bthis year\b"), 366),
)
"""Wordings that ask about now, the shortest span first, and how many days old evidence may be for each."""


def is_stale(question: str, published: Iterable[Published | None], now: datetime) -> bool:
    """Whether `question` asks about now while all that was `published` is older than its words mean.

    Undated evidence never counts as new. Where there is only a date, calendar days are counted, today being the first.
    """
    asked = question.lower()
    days = next((days for wording, days in _SPANS if wording.search(asked)), None)
    return days is not None and not any(_within(date, days, now) for date in published if date is not None)


def span_of_dates(published: Iterable[Published | None]) -> tuple[Published | None, Published | None]:
    """The earliest and the latest of the known dates; (None, None) if there is none."""
    known = sorted((date for date in published if date is not None), key=as_datetime)
    return (known[0], known[-1]) if known else (None, None)


def _within(date: Published, days: int, now: datetime) -> bool:
    if isinstance(date, datetime):
        return now - as_datetime(date) <= timedelta(days=days)
    return (now.date() - date).days < days
