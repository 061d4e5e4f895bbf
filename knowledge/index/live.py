"""A segment with its tombstones, and what of it a question may find."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.index.segment import Integers, Segment, microseconds
from knowledge.retrieval import Filters

Flags = NDArray[np.bool_]
Change = tuple[int, int, Integers, Integers]
"""Documents, tokens, terms and counts: the arguments of `Collection.changed`."""
_FEW = 8
"""Up to so many numbers are compared one by one, which is quicker than looking for all at once."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the index's folder: its name, its size in bytes and its BLAKE2 digest in hexadecimal."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """A segment, which of its articles still count (one flag each; None: all), and where it is stored, if it is."""

    segment: Segment
    alive: Flags | None = None
    file: StoredFile | None = None

    @property
    def articles(self) -> int:
        return len(self.segment.article_number) if self.alive is None else int(self.alive.sum())

    @property
    def dead_share(self) -> float:
        """Which part of its articles is dead, from 0 to 1."""
        held = len(self.segment.article_number)
        return 1 - self.articles / held if held else 0.0

    @property
    def dead(self) -> tuple[int, ...]:
        """Ordinals of its dead articles."""
        return () if self.alive is None else tuple(np.flatnonzero(~self.alive).tolist())

    def find_articles(self, numbers: Integers) -> Integers:
        """Ordinals of living articles by the archive's numbers; -1 where not held."""
        found = self.segment.find_articles(numbers)
        return found if self.alive is None else np.where((found >= 0) & self.alive[found], found, -1)

    def find_passages(self, numbers: Integers) -> Integers:
        """Ordinals of living passages by the archive's numbers; -1 where not held."""
        found = self.segment.find_passages(numbers)
        if self.alive is None:
            return found
        return np.where((found >= 0) & self.alive[self.segment.passage_article[found]], found, -1)

    def without(self, ordinals: Integers) -> Live:
        """The same with these articles dead too."""
        alive = np.ones(len(self.segment.article_number), np.bool_) if self.alive is None else self.alive.copy()
        alive[ordinals] = False
        return replace(self, alive=alive)

    def died_until(self, now: Live | None) -> Integers:
        """Ordinals of the articles that live here and no longer in `now`, a later state of the same segment (None:
        it is gone, because all of them died)."""
        alive = np.ones(len(self.segment.article_number), np.bool_) if self.alive is None else self.alive
        if now is None:
            return np.flatnonzero(alive)
        return np.empty(0, np.int64) if now.alive is None else np.flatnonzero(alive & ~now.alive)

    def allowed(self, filters: Filters) -> Flags | None:
        """A flag for each article: living and let through by the filters; None where that is all of them."""
        segment, allowed = self.segment, self.alive
        if filters.sources:
            allowed = _both(allowed, _among(segment.article_source, filters.sources))
        if filters.audiences is not None:
            visible = _among(segment.article_audience, filters.audiences)
            # Where everything is public, there is nothing to filter.
            allowed = allowed if visible.all() else _both(allowed, visible)
        if filters.since is not None:
            allowed = _both(allowed, segment.article_published >= microseconds(filters.since))
        if filters.until is not None:
            allowed = _both(allowed, segment.article_published <= microseconds(filters.until))
        if filters.excluded_articles:
            excluded = segment.find_articles(np.array(sorted(filters.excluded_articles), np.int64))
            excluded = excluded[excluded >= 0]
            if len(excluded):
                allowed = np.ones(len(segment.article_number), np.bool_) if allowed is None else allowed.copy()
                allowed[excluded] = False
        return allowed

    def visible(self, filters: Filters) -> tuple[int, int]:
        """How many living articles and how many of their passages pass these filters."""
        shown = self.allowed(filters)
        sizes = np.diff(self.segment.article_first)
        if shown is not None:
            sizes = sizes[shown]
        return len(sizes), int(sizes.sum())

    def passage_change(self, ordinals: Integers) -> Change:
        """What the articles with these ordinals bring to the collection of passages."""
        segment, held = self.segment, self._held(ordinals)
        passages = int((segment.article_first[ordinals + 1] - segment.article_first[ordinals]).sum())
        tokens = int(segment.article_length[ordinals].sum())
        return passages, tokens, segment.held_terms[held], segment.held_passages[held].astype(np.int64)

    def _held(self, ordinals: Integers) -> Integers:
        """Where what these articles hold stands in the `held_` arrays."""
        # Article by article, since one large np.repeat would keep all other threads waiting.
        rows = [np.arange(self.segment.held_starts[a], self.segment.held_starts[a + 1]) for a in ordinals.tolist()]
        return np.concatenate(rows) if rows else np.empty(0, np.int64)


def _among(values: Integers, wanted: frozenset[int]) -> Flags:
    """Which values are wanted."""
    if len(wanted) > _FEW:
        return np.isin(values, list(wanted))
    if not wanted:
        return np.zeros(len(values), np.bool_)
    among: Flags = np.logical_or.reduce([values == one for one in wanted])
    return among


def _both(left: Flags | None, right: Flags) -> Flags:
    return right if left is None else left & right
