"""When a digest is due: at a wall-clock time in any time zone, at most once each local day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.locales.days import day_named, span_named

EVERY_DAY = "1111111"


def due_at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The UTC moment at which `minute` (minutes after midnight) of a local day comes.

    A time that the day skips (clocks set forward) comes at the first minute after the gap; one that the day has twice
    (clocks set back) comes the first time.
    """
    wall_time = datetime.combine(day, time(minute // 60, minute % 60))
    moment = wall_time.replace(tzinfo=zone).astimezone(UTC)
    if _wall(moment, zone) == wall_time:
        return moment
    # For a time in a gap Python's zoneinfo uses the offset from before it, which gives a moment after the gap. The wall
    # clock only goes forward in between, so halving finds the first minute at which it shows that time or a later one.
    late, span = moment, 24 * 60
    while span > 1:
        half = span // 2
        earlier = late - timedelta(minutes=half)
        if _wall(earlier, zone) >= wall_time:
            late = earlier
        span -= half
    return late


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def occurrences(
    after: datetime, until: datetime, *, minute: int, zone: ZoneInfo, weekdays: str
) -> Iterator[tuple[date, datetime]]:
    """The local days and UTC moments due after one moment and up to another, oldest first.

    `weekdays` has a "1" for each day of the week, Monday first, on which the digest comes.
    """
    day = after.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    while day <= last:
        if weekdays[day.weekday()] == "1" and has_day(day, zone):
            moment = due_at(day, minute, zone)
            if after < moment <= until:
                yield day, moment
        day += timedelta(days=1)


def due_occurrences(
    due: datetime, now: datetime, *, minute: int, zone: ZoneInfo, weekdays: str
) -> tuple[list[tuple[date, datetime]], datetime]:
    """The occurrences from `due`, the oldest that was not posted, to `now`: the local days with their moments, oldest
    first; and when the next one is due."""
    found = list(occurrences(due - timedelta(microseconds=1), now, minute=minute, zone=zone, weekdays=weekdays))
    return found, next_occurrence(now, minute=minute, zone=zone, weekdays=weekdays)


def has_day(day: date, zone: ZoneInfo) -> bool:
    """Whether a local day exists: a zone that crosses the date line skips one."""
    return due_at(day, 0, zone).astimezone(zone).date() == day


def due_after_change(
    due: datetime, old_zone: ZoneInfo, minute: int, zone: ZoneInfo, weekdays: str, *, now: datetime
) -> datetime:
    """When a digest is due next after a change of its time, zone or days; no day loses its posting through the change.

    `due` is when it was due before, in its old zone. If the new time of that day has passed already, it is due at once:
    the result is then before `now`. The outbox keeps a day that has had its posting from a second one.
    """
    day = due.astimezone(old_zone).date()
    if weekdays[day.weekday()] == "1" and has_day(day, zone):
        moment = due_at(day, minute, zone)
        if moment <= now:
            return moment
    return next_occurrence(now, minute=minute, zone=zone, weekdays=weekdays)


def next_occurrence(now: datetime, *, minute: int, zone: ZoneInfo, weekdays: str) -> datetime:
    """The next moment at which a digest is due."""
    return next(
        moment for _, moment in occurrences(now, now + timedelta(days=16), minute=minute, zone=zone, weekdays=weekdays)
    )


def parse_time(text: str) -> int | None:
    """Minutes after midnight for a time of day; None if it is none.

    Members write it as their language does: `8:00`, `17.30`, `6pm`, `8 Uhr`, `8h30`, `8時30分`.
    """
    match = re.fullmatch(
        r"\s*(\d{1,2})(?:[:.h時](\d{2})分?)?\s*(am|pm|a\.m\.|p\.m\.|h|uhr|時)?\s*",
        unicodedata.normalize("NFKC", text.lower()),
    )
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] and match[3][0] in "ap":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def parse_days(text: str) -> str | None:
    """Seven digits, Monday first, for days such as `mon, wed`, `mon-fri`, `daily` or `weekdays`; None if unknown.

    Days may be written in any language that the bot speaks.
    """
    named = span_named(text)
    if named is not None:
        return named
    chosen: set[int] = set()
    for part in re.split(r"[,;/、・\s]+", re.sub(r"\s*[-–～~]\s*", "-", text.strip())):
        ends = [day_named(part)] if day_named(part) is not None else [day_named(name) for name in part.split("-")]
        if not part or None in ends or len(ends) > 2:
            return None
        first, last = ends[0] or 0, ends[-1] or 0
        span = (last - first) % 7 if len(ends) == 2 else 0
        chosen.update((first + step) % 7 for step in range(span + 1))
    return "".join("1" if day in chosen else "0" for day in range(7))
