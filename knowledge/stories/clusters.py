"""Groups articles into stories: same text or different texts on the same event, precision before recall."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from knowledge.articles import as_datetime
from knowledge.comparing.articles import StoryArticle, is_other_outlet, oldest_first
from knowledge.comparing.duplicates import same_texts
from knowledge.comparing.profiles import profile
from knowledge.stories.matching import Window

KEPT_TOGETHER = 0.8
"""Two groups become one story only where the mean evidence between them is at least this part of what one pair needs:
so A–B and B–C do not chain A to C."""


@dataclass(frozen=True, slots=True)
class StoryCluster:
    """Articles on the same event, oldest first (undated last, then by number). `copies` are those groups of at least
    two among them that have the same text."""

    articles: tuple[StoryArticle, ...]
    copies: tuple[tuple[StoryArticle, ...], ...] = ()

    @property
    def outlets(self) -> int:
        """How many outlets report it; an unknown one does not count."""
        return len({article.source.casefold() for article in self.articles if article.source is not None})


def also_reported_by(article: StoryArticle, others: Iterable[StoryArticle]) -> tuple[StoryArticle, ...]:
    """One report of each other outlet among `others` (on the same story), oldest first: the one nearest in time.

    Outlets are told apart by name, whatever its case. An article without an outlet neither has nor is one.
    """
    nearest: dict[str, StoryArticle] = {}
    for other in sorted(others, key=lambda other: (_distance(article, other), oldest_first(other))):
        if other.source is not None and is_other_outlet(other.source, article.source):
            nearest.setdefault(other.source.casefold(), other)
    return tuple(sorted(nearest.values(), key=oldest_first))


def _distance(one: StoryArticle, other: StoryArticle) -> float:
    if one.published is None or other.published is None:
        return math.inf
    return abs((as_datetime(one.published) - as_datetime(other.published)).total_seconds())


def group(articles: Sequence[StoryArticle]) -> list[StoryCluster]:
    """Part a window of articles into stories; every article is in exactly one, many are alone in theirs.

    Article numbers must be unique (ValueError otherwise). The order given does not matter. Stories come by their
    oldest article. Meant for up to about 2,000 articles, which take about two seconds.
    """
    ordered = sorted(articles, key=oldest_first)
    if len({article.number for article in ordered}) != len(ordered):
        raise ValueError("Two of the articles to group have the same number; give each article once.")
    window = Window([profile(article) for article in ordered])
    copies = same_texts(window.profiles)
    clusters = _Clusters(window, copies)
    clusters.join(window.likely_pairs())

    def at(positions: Sequence[int]) -> tuple[StoryArticle, ...]:
        return tuple(ordered[position] for position in positions)

    return [
        StoryCluster(at(members), tuple(at(texts) for texts in copies if texts[0] in members))
        for members in sorted(clusters.members())
    ]


def same_story(article: StoryArticle, candidates: Sequence[StoryArticle]) -> list[StoryArticle]:
    """Which of the candidates (such as BM25 finds for its headline) are on the same event as `article`, oldest first.

    Candidates may come from its own outlet; `article` itself among them is passed over.
    """
    others = {candidate.number: candidate for candidate in candidates if candidate.number != article.number}
    story = next(story for story in group([article, *others.values()]) if article in story.articles)
    return [other for other in story.articles if other.number != article.number]


class _Clusters:
    """Agglomeration by mean linkage over the positions of a window; strongest pairs first."""

    def __init__(self, window: Window, copies: Iterable[Sequence[int]]) -> None:
        self._window = window
        self._cluster_of = list(range(len(window.profiles)))
        self._members = {index: [index] for index in self._cluster_of}
        self._evidence: dict[tuple[int, int], float] = {}
        for first, *others in copies:
            for other in others:
                self._merge(self._cluster_of[first], self._cluster_of[other])

    def members(self) -> list[list[int]]:
        return [sorted(members) for members in self._members.values()]

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        margins = [(self._weigh(*pair) - self._window.needed(*pair), pair) for pair in pairs]
        for _, (left, right) in sorted(
            (item for item in margins if item[0] >= 0.0), key=lambda item: (-item[0], item[1])
        ):
            one, other = self._cluster_of[left], self._cluster_of[right]
            if one != other and self._hold_together(one, other):
                self._merge(one, other)

    def _hold_together(self, one: int, other: int) -> bool:
        pairs = [(min(pair), max(pair)) for pair in product(self._members[one], self._members[other])]
        found = math.fsum(self._weigh(*pair) for pair in pairs)
        return found >= KEPT_TOGETHER * math.fsum(self._window.needed(*pair) for pair in pairs)

    def _weigh(self, left: int, right: int) -> float:
        known = self._evidence.get((left, right))
        if known is None:
            known = self._evidence[left, right] = self._window.evidence(left, right)
        return known

    def _merge(self, one: int, other: int) -> None:
        kept, lost = min(one, other), max(one, other)
        for member in self._members[lost]:
            self._cluster_of[member] = kept
        self._members[kept] += self._members.pop(lost)
