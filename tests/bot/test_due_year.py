"""A year of due times in 40 time zones, minute by minute: one posting for each local day, at the right minute."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.schedule import EVERY_DAY, due_after_change, due_occurrences, next_occurrence

YEAR = 2026
START = datetime(YEAR, 1, 1, tzinfo=UTC)
MINUTES = 365 * 1440
AROUND = 180
"""How many minutes before and after a due time or a clock change are gone through."""
STEP = 15
"""Clocks are only changed at whole quarters of an hour, in all that follows."""

ZONES = {
    # With the time of day that its clock change skips or repeats, where it has one.
    "Europe/Berlin": 150,
    "Europe/London": 90,
    "Europe/Lisbon": 75,
    "Europe/Athens": 195,
    "Europe/Kyiv": 210,
    "Europe/Chisinau": 150,
    "Europe/Moscow": 480,
    "Europe/Istanbul": 1439,
    "Africa/Casablanca": 150,
    "Africa/El_Aaiun": 165,
    "Africa/Cairo": 15,
    "Africa/Lagos": 0,
    "Africa/Johannesburg": 720,
    "Asia/Jerusalem": 150,
    "Asia/Gaza": 150,
    "Asia/Beirut": 30,
    "Asia/Tehran": 210,
    "Asia/Kabul": 330,
    "Asia/Kolkata": 480,
    "Asia/Kathmandu": 345,
    "Asia/Yangon": 390,
    "Asia/Tokyo": 1,
    "Asia/Shanghai": 1380,
    "Australia/Lord_Howe": 135,
    "Australia/Sydney": 150,
    "Australia/Adelaide": 165,
    "Australia/Eucla": 525,
    "Australia/Perth": 600,
    "Pacific/Auckland": 150,
    "Pacific/Chatham": 180,
    "Pacific/Apia": 840,
    "Pacific/Kiritimati": 30,
    "Pacific/Norfolk": 135,
    "America/New_York": 150,
    "America/St_Johns": 150,
    "America/Havana": 30,
    "America/Santiago": 15,
    "America/Asuncion": 30,
    "America/Nuuk": 1410,
    "Pacific/Honolulu": 60,
}


def minute_of(moment: datetime) -> int:
    return int((moment - START).total_seconds()) // 60


def moment_of(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@cache
def clock(name: str) -> tuple[int, ...]:
    """How far a zone is ahead of UTC, in minutes, for each quarter of an hour of the year and two days around it."""
    zone = ZoneInfo(name)

    def ahead(minute: int) -> int:
        offset = moment_of(minute).astimezone(zone).utcoffset()
        assert offset is not None
        found = int(offset.total_seconds()) // 60
        assert found % STEP == 0
        return found

    offsets: list[int] = []
    for hour in range(-2 * 1440, MINUTES + 2 * 1440, 60):
        if ahead(hour) == ahead(hour + 59):
            offsets += [ahead(hour)] * (60 // STEP)
        else:
            offsets += [ahead(minute) for minute in range(hour, hour + 60, STEP)]
    return tuple(offsets)


def expected(offsets: tuple[int, ...], wanted: int) -> dict[int, int]:
    """By scanning what the clocks on the wall show: for each local day (counted from 1 January) the first minute at
    which they show the wanted time or, where they skip it, a later one, be it the next day's first."""
    found: dict[int, int] = {}
    before = None
    for index, ahead in enumerate(offsets):
        minute = index * STEP - 2 * 1440
        day, shown = divmod(minute + ahead, 1440)
        if before is not None and day > before and before not in found:
            found[before] = minute
        if day not in found and shown + STEP > wanted:
            found[day] = minute + max(0, wanted - shown)
        before = day
    return {day: minute for day, minute in found.items() if 0 <= minute < MINUTES}


def interesting(occurrences: Iterable[int], offsets: tuple[int, ...]) -> Iterator[int]:
    """Every minute of the year within three hours of a slot or a clock change, in order, once."""
    changes = [index * STEP - 2 * 1440 for index in range(1, len(offsets)) if offsets[index] != offsets[index - 1]]
    done = -1
    for centre in sorted([*occurrences, *changes]):
        first, last = max(done + 1, centre - AROUND, 0), min(centre + AROUND, MINUTES - 1)
        yield from range(first, last + 1)
        done = max(done, last)


def test_there_are_forty_zones_with_all_kinds_of_clock_changes() -> None:
    assert len(ZONES) == 40
    changing = [name for name in ZONES if len(set(clock(name))) > 1]
    assert len(changing) >= 20


@pytest.mark.parametrize("name", ZONES)
def test_each_local_day_is_posted_once_and_at_its_minute(name: str) -> None:
    zone, wanted = ZoneInfo(name), ZONES[name]
    offsets = clock(name)
    occurrences = expected(offsets, wanted)
    due = next_occurrence(START - timedelta(minutes=1), minute=wanted, zone=zone, weekdays=EVERY_DAY)
    due_minute = minute_of(due)
    posted: list[tuple[date, int]] = []
    for minute in interesting(occurrences.values(), offsets):
        if minute >= due_minute:
            days, due = due_occurrences(due, moment_of(minute), minute=wanted, zone=zone, weekdays=EVERY_DAY)
            posted += [(day, minute) for day, _ in days]
            due_minute = minute_of(due)
    assert posted == [(date(YEAR, 1, 1) + timedelta(days=day), minute) for day, minute in occurrences.items()]


@pytest.mark.parametrize("name", ["Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"])
def test_a_clock_that_jumps_by_an_hour_loses_and_doubles_nothing(name: str) -> None:
    zone, wanted, chance = ZoneInfo(name), ZONES[name], random.Random(name)
    occurrences = expected(clock(name), wanted)
    due = next_occurrence(START - timedelta(minutes=1), minute=wanted, zone=zone, weekdays=EVERY_DAY)
    outbox: set[date] = set()
    postings = 0
    wrong_by = 0
    for minute in range(MINUTES - 60):
        if chance.random() < 1 / 300:
            wrong_by = chance.choice([-60, 0, 60])
        now = moment_of(minute + wrong_by)
        if now >= due:
            days, due = due_occurrences(due, now, minute=wanted, zone=zone, weekdays=EVERY_DAY)
            postings += len({day for day, _ in days} - outbox)
            outbox.update(day for day, _ in days)
    assert postings == len(outbox)
    posted = sorted(outbox)
    assert [(day - posted[0]).days for day in posted] == list(range(len(posted)))
    assert abs(len(outbox) - len(occurrences)) <= 1


@pytest.mark.parametrize("seed", range(8))
def test_changes_of_time_and_zone_on_the_day_cost_no_day_and_give_none_twice(seed: int) -> None:
    chance = random.Random(seed)
    zone, wanted = ZoneInfo("Europe/Berlin"), 480
    due = next_occurrence(START, minute=wanted, zone=zone, weekdays=EVERY_DAY)
    outbox: dict[date, int] = {}
    for minute in range(60 * 1440):
        now = moment_of(minute)
        if chance.random() < 1 / 700:
            old, wanted = zone, chance.randrange(1440)
            zone = ZoneInfo(chance.choice(["Europe/Berlin", "Europe/London", "Asia/Kathmandu", "America/New_York"]))
            due = due_after_change(due, old, wanted, zone, EVERY_DAY, now=now)
        if now >= due:
            days, due = due_occurrences(due, now, minute=wanted, zone=zone, weekdays=EVERY_DAY)
            for day, _ in days:
                outbox.setdefault(day, minute)
    posted = sorted(outbox)
    assert [(day - posted[0]).days for day in posted] == list(range(len(posted)))
    assert len(posted) >= 58


def test_a_local_day_that_a_zone_skips_has_no_posting() -> None:
    zone = ZoneInfo("Pacific/Apia")
    due = datetime(2011, 12, 29, tzinfo=UTC)
    days, _ = due_occurrences(due, datetime(2012, 1, 1, tzinfo=UTC), minute=480, zone=zone, weekdays=EVERY_DAY)
    assert [day.isoformat() for day, _ in days] == ["2011-12-29", "2011-12-31", "2012-01-01"]
    fridays = next_occurrence(datetime(2011, 12, 24, tzinfo=UTC), minute=480, zone=zone, weekdays="0000100")
    assert fridays.astimezone(zone).date() == date(2012, 1, 6)


@pytest.mark.parametrize(
    ("changed_to", "expected_day", "at_once"),
    [
        # At noon in Berlin, with today's posting still to come at 18:00.
        ((540, "Europe/Berlin"), date(2026, 7, 1), True),  # 09:00 is over: it comes now
        ((1200, "Europe/Berlin"), date(2026, 7, 1), False),  # 20:00 is to come
        ((540, "America/New_York"), date(2026, 7, 1), False),  # 09:00 there is to come
        ((540, "Pacific/Auckland"), date(2026, 7, 1), True),  # there this day is over
    ],
)
def test_todays_posting_after_a_change(changed_to: tuple[int, str], expected_day: date, at_once: bool) -> None:
    now = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
    before = ZoneInfo("Europe/Berlin")
    due = next_occurrence(now, minute=1080, zone=before, weekdays=EVERY_DAY)
    minute, zone = changed_to[0], ZoneInfo(changed_to[1])
    changed = due_after_change(due, before, minute, zone, EVERY_DAY, now=now)
    assert (changed <= now) == at_once
    days, _ = due_occurrences(changed, max(now, changed), minute=minute, zone=zone, weekdays=EVERY_DAY)
    assert days[0][0] == expected_day
