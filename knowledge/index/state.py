"""One state of the index: segments, which of their articles still count, and the statistics of what lives in them.

It never changes, so that a question sees one state from its beginning to its end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.index import ranking
from knowledge.index.ranking import Flags, Floats, Task, ranked
from knowledge.index.segment import Integers, Segment, microseconds
from knowledge.retrieval import Filters, Hit

Best = Callable[[Task], tuple[Floats, Integers]]
Change = tuple[int, int, Integers, Integers]
"""Documents, tokens, terms and counts: the arguments of `Collection.changed`."""

EPSILON = 0.25
"""BM25Okapi's floor: a term in more than half of the documents gets this share of the average IDF."""

_ADDED_AT_ONCE = 1 << 16
"""Values added at places in one go, for which numpy keeps all other threads waiting: well under a millisecond."""
_FEW = 8
"""Up to so many numbers are compared one by one, which is quicker than looking for all at once."""


class Collection:
    """Passages as BM25Okapi counts its documents; it never changes once made.

    `documents` is how many there are, `tokens` how many terms they hold with repetitions, and `frequencies` (int32,
    by vocabulary number) how many of them hold each term.
    """

    def __init__(self, documents: int, tokens: int, frequencies: NDArray[np.int32]) -> None:
        self.documents, self.tokens, self.frequencies = documents, tokens, frequencies
        frequencies.setflags(write=False)

    @classmethod
    def empty(cls) -> Collection:
        return cls(0, 0, np.empty(0, np.int32))

    @property
    def average_length(self) -> float:
        """Terms in a document; 0.0 where there is none."""
        return self.tokens / self.documents if self.documents else 0.0

    def idf(self, term: int) -> float | None:
        """The weight of a vocabulary number; None for a term that no document holds."""
        frequency = int(self.frequencies[term]) if 0 <= term < len(self.frequencies) else 0
        if frequency == 0:
            return None
        weight = math.log(self.documents - frequency + 0.5) - math.log(frequency + 0.5)
        return EPSILON * self.average_idf if weight < 0 else weight

    @cached_property
    def average_idf(self) -> float:
        """Mean over all held terms, before the floor; summed exactly, so that the order of adding leaves no trace."""
        counts = np.bincount(self.frequencies)
        counts[:1] = 0
        present = np.flatnonzero(counts)
        weights = (
            int(counts[frequency]) * (math.log(self.documents - frequency + 0.5) - math.log(frequency + 0.5))
            for frequency in present.tolist()
        )
        return math.fsum(weights) / int(counts.sum())

    def changed(self, documents: int, tokens: int, terms: Integers, counts: Integers) -> Collection:
        """The collection with these added (negative: taken away); a vocabulary number may stand several times."""
        size = max(len(self.frequencies), int(terms.max(initial=-1)) + 1)
        frequencies = np.zeros(size, np.int32)
        frequencies[: len(self.frequencies)] = self.frequencies
        add_at(frequencies, terms, counts.astype(np.int32))
        return Collection(self.documents + documents, self.tokens + tokens, frequencies)


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


@dataclass(frozen=True, slots=True)
class Model:
    """BM25's parameters for passages: length normalisation `b` (0 to 1) and saturation `k1`."""

    b: float
    k1: float


@dataclass(frozen=True, slots=True, eq=False)
class IndexState:
    """Segments, oldest first, with the exact statistics of the passages that live in them, and the number of articles.

    `weights` has for each segment what its codes are worth at the present average length.
    """

    model: Model
    live: tuple[Live, ...]
    passages: Collection
    articles: int
    weights: tuple[Floats, ...]

    @classmethod
    def of(cls, model: Model, live: Sequence[Live], passages: Collection) -> IndexState:
        average = passages.average_length or 1.0  # where nothing holds a term, no weight is ever used
        weights = tuple(
            _term_weights(part.segment.pair_frequency, part.segment.pair_length, average, model.k1, model.b)
            for part in live
        )
        return cls(model, tuple(live), passages, sum(part.articles for part in live), weights)

    @classmethod
    def counted(cls, model: Model, live: Sequence[Live]) -> IndexState:
        """The state of these segments, its statistics counted from them."""
        state = cls.of(model, (), Collection.empty())
        for part in live:
            dead = np.flatnonzero(~part.alive) if part.alive is not None else np.empty(0, np.int64)
            state = state.with_segment(part.segment)._forgetting(part, dead)
        return cls.of(model, live, state.passages)

    def with_segment(self, segment: Segment) -> IndexState:
        """The state with a segment of articles that it did not hold."""
        passages = self.passages.changed(*_of_passages(segment))
        return IndexState.of(self.model, (*self.live, Live(segment)), passages)

    def without_articles(self, numbers: Integers) -> IndexState:
        """The state without the articles of these archive numbers; unknown ones are passed over."""
        state, live = self, []
        for part in self.live:
            dead = part.find_articles(numbers)
            dead = np.unique(dead[dead >= 0])
            if len(dead):
                state = state._forgetting(part, dead)
                part = part.without(dead)
            if part.articles:
                live.append(part)
        return IndexState.of(self.model, live, state.passages)

    def with_merged(self, parts: Sequence[Live], merged: Segment) -> IndexState:
        """The state with a segment merged from `parts` in their place, less what has died in them since."""
        now = {part.segment: part for part in self.live}
        died = [part.segment.article_number[part.died_until(now.get(part.segment))] for part in parts]
        new = Live(merged)
        dead = merged.find_articles(np.concatenate(died))
        if len(dead):
            new = new.without(dead)
        places = [place for place, part in enumerate(self.live) if any(part.segment is old.segment for old in parts)]
        live = [part for place, part in enumerate(self.live) if place not in places]
        if places and new.articles:
            live.insert(places[0], new)
        return IndexState.of(self.model, live, self.passages)

    def with_stored(self, stored: Mapping[Segment, Live]) -> IndexState:
        """The state with some segments in the form that is mapped from a file."""
        live = [replace(stored.get(part.segment, part), alive=part.alive) for part in self.live]
        return IndexState(self.model, tuple(live), self.passages, self.articles, self.weights)

    def _forgetting(self, part: Live, dead: Integers) -> IndexState:
        """The state with the statistics as they are without these articles, its segments as they were."""
        passages = self.passages.changed(*_negative(part.passage_change(dead)))
        return IndexState(self.model, self.live, passages, self.articles, self.weights)

    def search(self, terms: Sequence[int], limit: int, filters: Filters, compiled: Best | None) -> list[Hit]:
        """The best passages for vocabulary numbers, as `Retriever.search` has it; `compiled` is the quicker way to
        find them in a segment, if there is one."""
        weights_of = [self.passages.idf(term) for term in terms]
        held = np.array([term for term, idf in zip(terms, weights_of, strict=True) if idf is not None], np.int32)
        idfs = np.array([idf for idf in weights_of if idf is not None], np.float64)
        if limit <= 0 or not len(idfs):
            return []
        best = compiled if compiled is not None and idfs.min() > 0 else ranking.best
        found: list[tuple[Floats, Integers, Integers, Integers]] = []
        for part, weights in zip(self.live, self.weights, strict=True):
            begins, ends = part.segment.rows(held)
            task = Task(part.segment, begins, ends, idfs, weights, part.allowed(filters), limit)
            if not task.touched or (task.allowed is not None and not task.allowed.any()):
                continue
            scores, passages = best(task)
            articles = part.segment.passage_article[passages]
            found.append(
                (
                    scores,
                    part.segment.passage_number[passages],
                    part.segment.article_number[articles],
                    part.segment.article_published[articles],
                )
            )
        if not found:
            return []
        score, passage, article, published = (
            map(np.concatenate, zip(*found, strict=True)) if len(found) > 1 else found[0]
        )
        order = ranked(score, published, passage)[:limit]
        return list(map(Hit, passage[order].tolist(), article[order].tolist(), score[order].tolist()))

    def passage_scores(self, terms: Sequence[int], numbers: Integers) -> list[float]:
        """Scores of passages by their archive numbers, as `Retriever.passage_scores` has it."""
        scores = np.zeros(len(numbers), np.float64)
        idfs = [self.passages.idf(term) or 0.0 for term in terms]
        for term, passages, weights in self._holders(terms, numbers):
            scores[passages] += idfs[term] * weights
        return scores.tolist()

    def terms_held(self, terms: Sequence[int], numbers: Integers) -> list[list[int]]:
        """For each passage, by its archive number, which of the terms it holds, as their places in `terms`."""
        held: list[list[int]] = [[] for _ in numbers]
        for term, passages, _ in self._holders(terms, numbers):
            for passage in passages.tolist():
                held[passage].append(term)
        return held

    def _holders(self, terms: Sequence[int], numbers: Integers) -> Iterator[tuple[int, Integers, Floats]]:
        """For each segment and term: the place of the term, the places of the passages that hold it, and what it is
        worth there before the IDF."""
        for part, weights in zip(self.live, self.weights, strict=True):
            ordinals = part.find_passages(numbers)
            here = np.flatnonzero(ordinals >= 0)
            if not len(here):
                continue
            ordinals = ordinals[here].astype(np.int32)
            begins, ends = part.segment.rows(np.array(terms, np.int32))
            for term, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
                if begin == end:
                    continue
                holders = part.segment.passages[begin:end]
                at = np.minimum(np.searchsorted(holders, ordinals), end - begin - 1)
                holds = holders[at] == ordinals
                yield term, here[holds], weights[part.segment.codes[begin:end][at[holds]]]


def add_at(sums: Integers, places: Integers, values: Integers) -> None:
    """Add each value at its place, which may come several times, in steps between which other threads may run."""
    for begin in range(0, len(places), _ADDED_AT_ONCE):
        here = slice(begin, begin + _ADDED_AT_ONCE)
        np.add.at(sums, places[here], values[here])


def _term_weights(
    frequency: Integers, length: Integers, average_length: float, k1: float, b: float
) -> NDArray[np.float64]:
    """BM25's share of a term in a document, without the IDF, for frequencies and document lengths.

    The operations and their order are rank-bm25's, so that the results are its to the last bit.
    """
    return np.asarray(frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length / average_length)), np.float64)


def _of_passages(segment: Segment) -> Change:
    """What all passages of a segment add to a collection."""
    return len(segment.passage_number), int(segment.article_length.sum()), segment.terms, np.diff(segment.starts)


def _negative(change: Change) -> Change:
    documents, tokens, terms, counts = change
    return -documents, -tokens, terms, -counts


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
