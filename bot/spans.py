"""Words for common beginnings of a span of time, the same in Discord and on the command line."""

from __future__ import annotations

from datetime import date, timedelta

DAYS_BACK = {"today": 0, "yesterday": 1, "last 7 days": 7, "last 30 days": 30}
"""Each with how many days before today (UTC) it begins."""


def named_day(words: str, today: date) -> date | None:
    """The day that such words begin with, whatever their case; None for anything else."""
    back = DAYS_BACK.get(" ".join(words.lower().split()))
    return None if back is None else today - timedelta(days=back)
