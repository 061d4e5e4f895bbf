"""A segment: the postings of some articles in arrays that never change."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer]

UNDATED = int(np.iinfo(np.int64).min)
"""Stands for "no date"; smaller than every date, so that undated articles order last."""
NO_SOURCE = int(np.iinfo(np.int64).min)
"""Stands for "no outlet"."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Postings of A articles, P passages and T terms. All arrays are one-dimensional and read-only.

    Two segments are equal only if they are the same object.

    Within a segment an article and a passage are known by ordinals from 0 in the order of these arrays; the passages
    of an article are consecutive. A term is known by its number in the index's vocabulary.

    Compressed sparse rows: the passages that hold `terms[i]` are `passages[starts[i]:starts[i + 1]]`, ascending.
    Beside each stands its code, which picks a (frequency of the term in the passage, length of the passage) from
    `pair_frequency` and `pair_length`. News has few thousand such pairs, so the part of BM25 that needs the changing
    average length is worked out once for each pair, not for each posting, and is never stale.
    """

    terms: Integers
    """int32[T], ascending."""
    starts: Integers
    """int64[T + 1]."""
    passages: Integers
    """int32[postings]."""
    codes: Integers
    """uint16[postings], or uint32 where there are more than 65,536 pairs."""
    pair_frequency: Integers
    """int64[pairs]: how often the term stands in the passage."""
    pair_length: Integers
    """int64[pairs]: how many terms the passage has."""
    article_frequencies: Integers
    """int32[T]: how many articles hold each term."""

    passage_number: Integers
    """int64[P]: the archive's numbers."""
    passage_article: Integers
    """int32[P]: ordinal of its article."""
    passage_order: Integers
    """int32[P]: ordinals by ascending number; empty where the ordinals are already in that order."""

    article_number: Integers
    """int64[A]: the archive's numbers."""
    article_order: Integers
    """int32[A]: ordinals by ascending number."""
    article_source: Integers
    """int64[A]: the archive's number of the outlet, or NO_SOURCE."""
    article_audience: Integers
    """int64[A]: the archive's number of the audience."""
    article_published: Integers
    """int64[A]: microseconds since 1970 UTC, or UNDATED."""
    article_length: Integers
    """int64[A]: terms in all its passages."""
    article_first: Integers
    """int32[A + 1]: its passages are `article_first[a]` up to, not including, `article_first[a + 1]`."""

    held_starts: Integers
    """int64[A + 1]: what article `a` holds stands at `held_starts[a]:held_starts[a + 1]` of the next three."""
    held_terms: Integers
    """int32: terms, ascending within an article."""
    held_frequency: Integers
    """uint16 or wider: how often the term stands in the article."""
    held_passages: Integers
    """uint16 or wider: how many of the article's passages hold the term."""

    def __post_init__(self) -> None:
        for part in fields(self):
            getattr(self, part.name).setflags(write=False)

    @property
    def postings(self) -> int:
        return len(self.passages)

    def rows(self, terms: Integers) -> tuple[Integers, Integers]:
        """Begin and end (int64[len(terms)] each) of the postings of vocabulary numbers; empty where not held."""
        if not len(self.terms):
            nowhere = np.zeros(len(terms), np.int64)
            return nowhere, nowhere
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        begins = self.starts[at]
        return begins, np.where(self.terms[at] == terms, self.starts[at + 1], begins)

    def find_articles(self, numbers: Integers) -> Integers:
        """Ordinals (int64, -1 where not held) of articles by the archive's numbers, dead ones included."""
        return _find(self.article_number, self.article_order, numbers)

    def find_passages(self, numbers: Integers) -> Integers:
        """Ordinals (int64, -1 where not held) of passages by the archive's numbers, dead ones included."""
        return _find(self.passage_number, self.passage_order, numbers)

    def held(self, article: int) -> slice:
        """Where the terms of the article with this ordinal stand in the `held_` arrays."""
        return slice(int(self.held_starts[article]), int(self.held_starts[article + 1]))


def _find(known: Integers, order: Integers, numbers: Integers) -> Integers:
    if not len(known):
        return np.full(len(numbers), -1, np.int64)
    sorter = order if len(order) else None
    at = np.minimum(np.searchsorted(known, numbers, sorter=sorter), len(known) - 1)
    ordinals = at if sorter is None else sorter[at].astype(np.int64)
    return np.where(known[ordinals] == numbers, ordinals, -1)


def ordering(numbers: Integers) -> Integers:
    """int32 ordinals that sort `numbers`; empty where they ascend already."""
    if bool((np.diff(numbers) > 0).all()):
        return np.empty(0, np.int32)
    return np.argsort(numbers, kind="stable").astype(np.int32)


def ends_of(sizes: Integers) -> NDArray[np.int64]:
    """Where each of consecutive stretches of these sizes begins, and where the last one ends (int64[n + 1])."""
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def consecutive(firsts: Integers, counts: Integers) -> NDArray[np.int64]:
    """`counts[i]` numbers upwards from `firsts[i]`, for all i in a row."""
    before = np.cumsum(counts) - counts
    return np.repeat(firsts - before, counts) + np.arange(int(counts.sum()))


def narrow(values: Integers) -> Integers:
    """The same non-negative values in uint16 where they fit, else in uint32."""
    fits = not len(values) or int(values.max()) <= np.iinfo(np.uint16).max
    return values.astype(np.uint16 if fits else np.uint32)


def microseconds(moment: datetime) -> int:
    """Microseconds from 1970 to `moment` (which has a time zone), as `Segment.article_published` counts."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
