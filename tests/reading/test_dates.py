"""Dates of publication as outlets write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.dates import parse_published

TIMES = [
    ("2026-11-24T07:30:00Z", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("2026-11-24t07:30:00z", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("2026-11-24T07:30:00+01:00", datetime(2026, 11, 24, 6, 30, tzinfo=UTC)),
    ("2026-11-24T07:30:00.250-0530", datetime(2026, 11, 24, 13, 0, 0, 250_000, tzinfo=UTC)),
    ("2026-11-24 07:30", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("2026-11-24 7:30 UTC", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("20261124T073000Z", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 07:30:00 GMT", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 07:30:00 +0100", datetime(2026, 11, 24, 6, 30, tzinfo=UTC)),
    ("24 Nov 26 07:30 EST", datetime(2026, 11, 24, 12, 30, tzinfo=UTC)),
    ("  Tue,  24 Nov 2026\n07:30:00 ", datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
]
DATES = ["2026-11-24", "20261124", "24 November 2026", "Tue, 24 Nov 2026", "24-Nov-26", "Nov. 24, 2026"]
NO_DATES = [
    *("", "soon", "may", "sun", "2026", "2026-11", "24/11/2026", "2026-13-01", "2026-02-30", "31 Nov 2026", "Nov 2026"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59-10:00", "2026-11-24T25:00:00Z", "2026-11-24T07:30:00+99:00"),
    *("2026-11-24T07:30:00 Mars", "Tue, 24 Nov 2026 07:30:00 GMT and more", "2026-11-24" + "0" * 80, "20261124T9"),
]


@pytest.mark.parametrize(("written", "moment"), TIMES)
def test_times_are_utc(written: str, moment: datetime) -> None:
    parsed = parse_published(written)
    assert parsed == moment
    assert isinstance(parsed, datetime)
    assert parsed.tzinfo is UTC


@pytest.mark.parametrize("written", DATES)
def test_a_date_alone_stays_a_date(written: str) -> None:
    parsed = parse_published(written)
    assert parsed == date(2026, 11, 24)
    assert not isinstance(parsed, datetime)


def test_two_figures_of_a_year_before_1970() -> None:
    assert parse_published("1 Jan 99") == date(1999, 1, 1)


@pytest.mark.parametrize("written", NO_DATES)
def test_nonsense_is_no_date(written: str) -> None:
    assert parse_published(written) is None


@pytest.mark.parametrize("value", [None, 20261124, 1.5, True, ["2026-11-24"], {"date": "2026-11-24"}])
def test_only_text_is_a_date(value: object) -> None:
    assert parse_published(value) is None


ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(min_value=datetime(1600, 1, 2), max_value=datetime(9999, 12, 30), timezones=ZONES))
def test_every_iso_time_is_read_as_the_same_moment(moment: datetime) -> None:
    assert parse_published(moment.isoformat()) == moment


@given(st.text(alphabet="0123456789-:T+Z ,.JanNovTue", max_size=40))
def test_no_text_raises(written: str) -> None:
    parse_published(written)
