"""What BM25 needs to know of the whole collection, exact after every change."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.index.segment import Integers, Segment

EPSILON = 0.25
"""BM25Okapi's floor: a term in more than half of the documents gets this share of the average IDF."""

_ADDED_AT_ONCE = 1 << 16
"""Values added at places in one go, for which numpy keeps all other threads waiting: well under a millisecond."""


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


def add_at(sums: Integers, places: Integers, values: Integers) -> None:
    """Add each value at its place, which may come several times, in steps between which other threads may run."""
    for begin in range(0, len(places), _ADDED_AT_ONCE):
        here = slice(begin, begin + _ADDED_AT_ONCE)
        np.add.at(sums, places[here], values[here])


def term_weights(
    frequency: Integers, length: Integers, average_length: float, k1: float, b: float
) -> NDArray[np.float64]:
    """BM25's share of a term in a document, without the IDF, for frequencies and document lengths.

    The operations and their order are rank-bm25's, so that the results are its to the last bit.
    """
    return np.asarray(frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length / average_length)), np.float64)


def of_passages(segment: Segment) -> tuple[int, int, Integers, Integers]:
    """What all passages of a segment bring to a collection: the arguments of `changed`."""
    return len(segment.passage_number), int(segment.article_length.sum()), segment.terms, np.diff(segment.starts)
