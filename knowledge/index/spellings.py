"""The terms of a vocabulary by how they are spelt, to find those that a mistyped one may stand for."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

_LONGEST = 24


class Spellings:
    """Follows a vocabulary that only grows. Safe for several threads."""

    def __init__(self) -> None:
        self._taken = 0
        self._by_shape: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._lock = threading.Lock()

    def of(self, vocabulary: Collection[str]) -> Spellings:
        """Take in what the vocabulary has gained since the last time."""
        with self._lock:
            terms = tuple(vocabulary)  # one step, so that another thread may add meanwhile
            for term in islice(terms, self._taken, None):
                if term.isalpha() and len(term) <= _LONGEST:
                    self._by_shape[term[0], len(term)].append(term)
            self._taken = len(terms)
        return self

    def near(self, term: str, edits: int) -> Iterator[tuple[str, int]]:
        """Other terms that are at most `edits` edits away and begin with the same letter, or with the second one of
        `term` (which may stand in the wrong place), each with the edits."""
        for first in dict.fromkeys(term[:2]):
            for length in range(max(1, len(term) - edits), len(term) + edits + 1):
                held = self._by_shape.get((first, length), ())
                for like, distance, _ in process.extract(
                    term, tuple(held), scorer=OSA.distance, score_cutoff=edits, limit=None
                ):
                    if like != term:
                        yield like, int(distance)
