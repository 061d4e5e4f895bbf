"""Weighs whether two articles report the same event: shared rare terms, headlines covered, names, numbers, days."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from heapq import nlargest
from itertools import combinations

from knowledge.comparing.contradictions import contradict, mentions
from knowledge.comparing.profiles import Profile

# Set by hand on pairs from eight weeks of real news, judged by eye; see docs/decisions/0005-stories.md.
SAME_EVENT = 0.55
"""The evidence from which on two articles count as reports of the same event."""
SAME_EVENT_UNDATED = 0.80
"""The same where one of them has no date: only the text speaks."""
EXPLAINER_SURCHARGE = 0.07
"""What is asked for on top where a headline announces an explainer ("What to know …"): those are about many events."""
LONGEST_DISTANCE_DAYS = 3.0
DAY_PENALTY = 0.03
"""Evidence taken off for the square of the days between two reports: what comes days later is a follow-up."""
SAME_HOURS = 0.5
SAME_HOURS_BONUS = 0.05
"""Added where both have a time of day and lie within this part of a day of each other."""
LEAST_COSINE = 0.12
"""Below it nothing else is looked at: a headline's words alone are no evidence."""
COVERAGE_WEIGHT = 0.5
_WEIGHTIEST = 28
_MOST_SHARED_BY = 40
_LEAST_SHARED = 0.03
"""Pairs are only weighed if their weightiest terms, those in at most 40 articles of the window (or a twentieth of it),
make up this much of the cosine: loses 1 in 70 of the pairs that would be joined, and spares 98 in 100."""
_SECONDS_A_DAY = 86_400.0

# A small window says little about which terms are rare, so each counts as if it stood on top of this much ordinary
# news, where a name is in few articles and another word in more.
_PRIOR_ARTICLES = 200.0
_PRIOR_NAME_SHARE = 0.004
_PRIOR_WORD_SHARE = 0.04


class Window:
    """Articles that are compared with each other: how rare a term is among them decides what it counts."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = profiles
        self._articles_with = Counter(term for known in profiles for term in known.terms)
        self._name_in = Counter(term for known in profiles for term in known.names)
        self._weights = {term: self._weight(term) for term in self._articles_with}
        self._norms = [
            math.sqrt(math.fsum((count * self._weights[term]) ** 2 for term, count in known.terms.items()))
            for known in profiles
        ]

    def _weight(self, term: str) -> float:
        held = self._articles_with[term]
        share = _PRIOR_NAME_SHARE if 2 * self._name_in[term] >= held else _PRIOR_WORD_SHARE
        return math.log((_PRIOR_ARTICLES + len(self.profiles)) / (share * _PRIOR_ARTICLES + held))

    def likely_pairs(self) -> list[tuple[int, int]]:
        """Positions `(i, j)`, i < j, of articles whose weightiest terms overlap enough to be worth weighing."""
        postings: dict[str, list[int]] = {}
        for position, known in enumerate(self.profiles):
            for term in nlargest(
                _WEIGHTIEST, known.terms, key=lambda term: (known.terms[term] * self._weights[term], term)
            ):
                postings.setdefault(term, []).append(position)
        most = max(_MOST_SHARED_BY, len(self.profiles) // 20)
        shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for term, positions in postings.items():
            if 1 < len(positions) <= most:
                worth = self._weights[term] ** 2
                for pair in combinations(positions, 2):
                    shared[pair] += worth
        return sorted(
            (left, right)
            for (left, right), worth in shared.items()
            if worth >= _LEAST_SHARED * self._norms[left] * self._norms[right]
        )

    def evidence(self, left: int, right: int) -> float:
        """How strongly two articles (by position) seem to report the same event.

        About 0 to 1.5; 0.0 where their names, results or days contradict that. It is the cosine of their weighted
        terms, plus half the smaller share of a headline that the other article covers, plus or minus a little for
        how near they are in time.
        """
        one, other = self.profiles[left], self.profiles[right]
        days = _days_apart(one, other)
        if not (one.is_report and other.is_report) or days > LONGEST_DISTANCE_DAYS:
            return 0.0
        dot = math.fsum(
            count * other.terms[term] * self._weights[term] ** 2
            for term, count in one.terms.items()
            if term in other.terms
        )
        if dot < LEAST_COSINE * self._norms[left] * self._norms[right] or dot == 0.0 or contradict(one, other):
            return 0.0
        cosine = dot / (self._norms[left] * self._norms[right])
        covered = min(self._coverage(one, other), self._coverage(other, one))
        return cosine + COVERAGE_WEIGHT * covered + _nearness(one, other, days)

    def needed(self, left: int, right: int) -> float:
        """The evidence that is asked for before two articles are called the same story."""
        one, other = self.profiles[left], self.profiles[right]
        needed = SAME_EVENT if one.moment is not None and other.moment is not None else SAME_EVENT_UNDATED
        return needed + (EXPLAINER_SURCHARGE if one.is_explainer or other.is_explainer else 0.0)

    def _coverage(self, one: Profile, other: Profile) -> float:
        """How much of one's headline, by weight, the other's headline and lead mention; 0.0 without a headline.

        A number that the other lacks does not count against it: outlets seldom count the injured alike.
        """
        found = math.fsum(self._weights[term] for term in one.headline if mentions(other, term, one))
        missing = math.fsum(
            self._weights[term] for term in one.headline if not term[0].isdigit() and not mentions(other, term, one)
        )
        return found / (found + missing) if found else 0.0


def _nearness(one: Profile, other: Profile, days: float) -> float:
    if _have_times(one, other) and days <= SAME_HOURS:
        return SAME_HOURS_BONUS
    return -DAY_PENALTY * days * days


def _have_times(one: Profile, other: Profile) -> bool:
    return isinstance(one.article.published, datetime) and isinstance(other.article.published, datetime)


def _days_apart(one: Profile, other: Profile) -> float:
    """Days between two publications; whole days where one has no time of day, 0.0 where one has no date."""
    if one.moment is None or other.moment is None:
        return 0.0
    if _have_times(one, other):
        return abs((one.moment - other.moment).total_seconds()) / _SECONDS_A_DAY
    return float(abs((one.moment.date() - other.moment.date()).days))
