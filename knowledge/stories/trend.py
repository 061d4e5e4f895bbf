"""How often a topic was in the news, day by day: the counts, the peaks, and both in words."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_PEAKS = 3
PEAK_DISTANCE = 2
"""Days that two peaks lie apart at least; nearer ones are one."""
ALT_TEXT_LENGTH = 1_000
"""Discord takes 1,024 characters of alt text."""


@dataclass(frozen=True, slots=True)
class TopicMention:
    """An article that mentions the topic: its day (UTC), headline, and how well it matches (higher is better)."""

    day: date
    headline: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Mentions for each day of a stretch, none left out, and its peaks, both in order of time."""

    days: tuple[tuple[date, int], ...]
    peaks: tuple[tuple[date, str], ...]


def trend(mentions: Iterable[TopicMention], *, since: date, until: date) -> Trend:
    """Count mentions from `since` to `until`, both included; those outside are passed over.

    A peak is a day no quieter than its neighbours that stands a standard deviation above the average; if none does,
    the busiest day. There are at most three, the highest, each with its best-matching headline. Raises ValueError if
    `since` is after `until`.
    """
    if since > until:
        raise ValueError(f"A trend cannot start on {since} and end before that, on {until}.")
    length = (until - since).days + 1
    of_day: dict[date, list[TopicMention]] = {since + timedelta(days=offset): [] for offset in range(length)}
    for mention in mentions:
        if mention.day in of_day:
            of_day[mention.day].append(mention)
    days = tuple((day, len(found)) for day, found in of_day.items())
    peaks = []
    for day in _peaks(days):
        named = [mention for mention in of_day[day] if mention.headline]
        if named:
            best = max(named, key=lambda mention: (mention.score, mention.headline))
            peaks.append((day, str(best.headline)))
    return Trend(days, tuple(peaks))


def _peaks(days: tuple[tuple[date, int], ...]) -> list[date]:
    counts = [count for _, count in days]
    average = statistics.fmean(counts)
    high = average + statistics.pstdev(counts)
    chosen: list[int] = []
    for index in sorted(range(len(counts)), key=lambda index: (-counts[index], index)):
        around = counts[max(0, index - 1) : index + 2]
        stands_out = (counts[index] >= high and counts[index] > average) or not chosen
        apart = all(abs(index - other) >= PEAK_DISTANCE for other in chosen)
        if counts[index] > 0 and stands_out and apart and counts[index] == max(around) and len(chosen) < MOST_PEAKS:
            chosen.append(index)
    return [days[index][0] for index in sorted(chosen)]


def alt_text(shown: Trend, topic: str) -> str:
    """The picture in words, at most 1,000 characters: the stretch, the sum, the busiest day, the peaks."""
    total = sum(count for _, count in shown.days)
    first, last = shown.days[0][0], shown.days[-1][0]
    text = f"Mentions of “{topic}” a day from {long_day(first)} to {long_day(last)}: {total} in all"
    if total:
        busiest = max(shown.days, key=lambda entry: entry[1])
        text += f", most on {long_day(busiest[0])} ({busiest[1]})"
    text += "."
    for day, headline in shown.peaks:
        text += f" Peak on {long_day(day)}: {headline.rstrip('.')}."
    return textwrap.shorten(text, ALT_TEXT_LENGTH, placeholder=" …")


def long_day(day: date) -> str:
    """`20 November 2026`."""
    return f"{day.day} {day:%B %Y}"
