"""The best passages of a segment for a question, term at a time in numpy."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.index.segment import Integers, Segment

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Task:
    """What to find in one segment.

    For each term of the question, in its order and with its repetitions: where its postings begin and end (int64)
    and its IDF. `weights` is what each code is worth before the IDF. `allowed` (one flag for each article) is None
    where everything may be found.
    """

    segment: Segment
    begins: Integers
    ends: Integers
    idfs: Floats
    weights: Floats
    allowed: Flags | None
    limit: int

    @property
    def touched(self) -> int:
        """How many postings there are to look at."""
        return int((self.ends - self.begins).sum())

    @property
    def few_allowed(self) -> bool:
        """Whether less than half of the articles may be found: then it pays to leave the others out early."""
        return self.allowed is not None and 2 * int(self.allowed.sum()) < len(self.allowed)


def best(task: Task) -> tuple[Floats, Integers]:
    """Scores and ordinals of the `limit` best passages, in no order. Work grows with the postings, not the passages.

    Each passage's score is the sum over the terms in their order, as rank-bm25 makes it. Where several passages share
    the last place, all of them are given.
    """
    segment = task.segment
    scores = _take_zeros(len(segment.passage_number))
    held_by: dict[int, Integers] = {}
    for begin, end, idf in zip(task.begins.tolist(), task.ends.tolist(), task.idfs.tolist(), strict=True):
        if begin == end:  # not in this segment: it begins where another term does
            continue
        passages, codes = segment.passages[begin:end], segment.codes[begin:end]
        if task.few_allowed:
            passages, codes = _only(task, passages, codes)
        scores[passages] += idf * task.weights[codes]
        held_by[begin] = passages

    found_scores, found = np.empty(0, np.float64), np.empty(0, np.int32)
    bar = -np.inf
    # Rare terms first: they carry the high scores, so that few passages of the frequent ones get past the bar.
    for passages in sorted(held_by.values(), key=len):
        reached = scores[passages]
        # A passage that was looked at already has -inf.
        keep = (reached >= bar) & (reached > -np.inf)
        scores[passages] = -np.inf
        passages, reached = passages[keep], reached[keep]
        if task.allowed is not None and not task.few_allowed:
            passages, reached = _only(task, passages, reached)
        found, found_scores = np.concatenate((found, passages)), np.concatenate((found_scores, reached))
        if len(found) > task.limit:
            bar = float(np.partition(found_scores, -task.limit)[-task.limit])
            keep = found_scores >= bar
            found, found_scores = found[keep], found_scores[keep]
    for passages in held_by.values():
        scores[passages] = 0.0
    _spare.append(scores)
    return found_scores, found


def _only(task: Task, passages: Integers, values: Any) -> tuple[Integers, Any]:
    """Of passages and a value for each, those of allowed articles."""
    assert task.allowed is not None
    kept = task.allowed[task.segment.passage_article[passages]]
    return passages[kept], values[kept]


def ranked(scores: Floats, published: Integers, numbers: Integers) -> Integers:
    """The order of hits: higher score, then newer article, then lower passage number."""
    return np.lexsort((numbers, ~published, -scores))


_spare: deque[Floats] = deque(maxlen=2)
"""Zeros to add scores up in. Asking the system for fresh ones costs more than a question does; two of them serve
two processors and do not add up to much memory."""


def _take_zeros(size: int) -> Floats:
    try:
        zeros = _spare.pop()
    except IndexError:
        return np.zeros(size, np.float64)
    return zeros if len(zeros) >= size else np.zeros(size, np.float64)
