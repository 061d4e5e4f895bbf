"""Due times: each local day once, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.schedule import EVERY_DAY, due_at, next_occurrence, occurrences, parse_days, parse_time

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"]


@pytest.mark.parametrize(
    ("day", "minute", "zone", "moment"),
    [
        (date(2026, 3, 29), 150, "Europe/Berlin", "2026-03-29T01:00:00+00:00"),  # skipped: the first minute after
        (date(2026, 10, 25), 150, "Europe/Berlin", "2026-10-25T00:30:00+00:00"),  # twice: the first time
        (date(2026, 10, 4), 135, "Australia/Lord_Howe", "2026-10-03T15:30:00+00:00"),  # half an hour skipped
        (date(2026, 7, 1), 480, "Asia/Kathmandu", "2026-07-01T02:15:00+00:00"),
        (date(2026, 7, 1), 0, "UTC", "2026-07-01T00:00:00+00:00"),
    ],
)
def test_due_at(day: date, minute: int, zone: str, moment: str) -> None:
    assert due_at(day, minute, ZoneInfo(zone)).isoformat() == moment


@given(
    st.sampled_from(ZONES),
    st.integers(0, 1439),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
)
def test_every_day_comes_once_and_in_order(zone: str, minute: int, start: datetime) -> None:
    end = start + timedelta(days=20)
    found = list(occurrences(start, end, minute=minute, zone=ZoneInfo(zone), weekdays=EVERY_DAY))
    days = [day for day, _ in found]
    moments = [moment for _, moment in found]
    assert len(set(days)) == len(days)
    assert moments == sorted(moments)
    assert 19 <= len(found) <= 21
    assert all(start < moment <= end for moment in moments)
    # However often one looks, the looks together find the same as one look.
    middle = start + timedelta(days=7, hours=3)
    parts = [
        *occurrences(start, middle, minute=minute, zone=ZoneInfo(zone), weekdays=EVERY_DAY),
        *occurrences(middle, end, minute=minute, zone=ZoneInfo(zone), weekdays=EVERY_DAY),
    ]
    assert parts == found
    assert next_occurrence(start, minute=minute, zone=ZoneInfo(zone), weekdays=EVERY_DAY) == moments[0]


def test_weekdays() -> None:
    start = datetime(2026, 11, 23, tzinfo=UTC)  # a Monday
    found = occurrences(start, start + timedelta(days=7), minute=480, zone=ZoneInfo("UTC"), weekdays="0100001")
    assert [day.isoformat() for day, _ in found] == ["2026-11-24", "2026-11-29"]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("08:00", 480),
        ("8.30", 510),
        ("17h05", 1025),
        ("6pm", 1080),
        ("12am", 0),
        ("12 pm", 720),
        ("0:00", 0),
        ("24:00", None),
        ("8", None),
        ("13pm", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times_of_day(text: str, minute: int | None) -> None:
    assert parse_time(text) == minute


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("daily", "1111111"),
        ("Weekdays", "1111100"),
        ("weekends", "0000011"),
        ("mon, wed,fri", "1010100"),
        ("Monday Thursday", "1001000"),
        ("fri-mon", "1000111"),
        ("mon - fri", "1111100"),
        ("someday", None),
        ("mon-wed-fri", None),
        ("", None),
    ],
)
def test_days_of_the_week(text: str, days: str | None) -> None:
    assert parse_days(text) == days
