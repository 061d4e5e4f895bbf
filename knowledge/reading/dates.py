"""Dates of publication as outlets write them: ISO 8601, RFC 822 and English with the month's name."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from knowledge.articles import Published

EARLIEST_YEAR = 1600
"""Newspapers begin about here; software writes year 1 for "no date"."""

_LONGEST = 64  # characters
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(.*)", re.DOTALL)
_ZONE = re.compile(r"(?:[Zz]|UTC|GMT|UT)?|(?:UTC|GMT)?([+-]\d{2}):?(\d{2})?")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_CLOCK = r"(?P<time>\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[a-z]{1,5}|[+-]\d{4}))?(?:\s*\([a-z ]{1,30}\))?)"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\s+|-){_MONTH},?(?:\s+|-)(?P<year>\d{{4}}|\d{{2}}){_CLOCK}?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_published(value: object) -> Published | None:
    """When something was published: a UTC datetime, a date where no time of day is given, None for anything else.

    Takes text in ISO 8601 ("2026-11-24T07:30:00+01:00", "2026-11-24"), RFC 822 ("Tue, 24 Nov 2026 07:30:00 GMT") or
    English ("24 November 2026", "Nov. 24, 2026"). A time without a zone counts as UTC.
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    written = " ".join(value.split())
    try:
        published = _iso(written) or _named_month(written)
        if isinstance(published, datetime):
            published = (published if published.tzinfo else published.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):  # such as 31 November, or the year 10000 after the change of zone
        return None
    return published if published is not None and published.year >= EARLIEST_YEAR else None


def _iso(written: str) -> Published | None:
    if _ISO_DATE.fullmatch(written):
        return date.fromisoformat(written)
    found = _ISO_TIME.fullmatch(written)
    if found is None:
        return datetime.fromisoformat(written) if re.match(r"\d{8}T\d", written) else None
    day, clock, zone = found.groups()
    offset = _ZONE.fullmatch(zone)
    if offset is None:
        return None
    hours, minutes = offset.groups()
    return datetime.fromisoformat(f"{day}T{clock.zfill(5)}" + (f"{hours}:{minutes or '00'}" if hours else "+00:00"))


def _named_month(written: str) -> Published | None:
    found = _DAY_FIRST.fullmatch(written) or _MONTH_FIRST.fullmatch(written)
    if found is None:
        return None
    if found.groupdict().get("time"):
        return parsedate_to_datetime(written)
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 1900 if year >= 70 else 2000
    return date(year, _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
