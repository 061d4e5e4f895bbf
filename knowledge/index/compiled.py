"""The same ranking as `ranking.best`, compiled with numba (extra `fast`) and kept on disk between runs."""

from __future__ import annotations

from collections.abc import Callable

import numba
import numpy as np

from knowledge.index.ranking import Floats, Integers, Task, ranked
from knowledge.index import ranking

WINDOW = 1 << 14
"""Passages scored at a time: their scores fit the processor's second-level cache."""

_EVERYTHING = np.empty(0, np.bool_)


def best(task: Task) -> tuple[Floats, Integers]:
    """As `ranking.best`, to the last bit."""
    if not (task.idfs > 0).all():
        # The kernel takes a score of zero for an untouched passage.
        return ranking.best(task)
    segment = task.segment
    touched = int((task.ends - task.begins).sum())
    scores, passages = _kernel(
        task.begins.copy(),
        task.ends,
        task.idfs,
        segment.passages,
        segment.codes,
        task.weights,
        _EVERYTHING if task.allowed is None else task.allowed,
        segment.passage_article,
        segment.article_published,
        segment.passage_number,
        min(task.limit, touched),
    )
    order = ranked(scores, segment.article_published[segment.passage_article[passages]], segment.passage_number[passages])
    return scores[order], passages[order]


def _compile(function: Callable[..., tuple[Floats, Integers]]) -> Callable[..., tuple[Floats, Integers]]:
    try:
        return numba.njit(function, nogil=True, cache=True)
    except RuntimeError:  # no folder to keep compiled code in
        return numba.njit(function, nogil=True)


@_compile
def _kernel(
    positions: Integers,
    ends: Integers,
    idfs: Floats,
    passages: Integers,
    codes: Integers,
    weights: Floats,
    allowed: ranking.Flags,
    article: Integers,
    published: Integers,
    number: Integers,
    limit: int,
) -> tuple[Floats, Integers]:
    """The `limit` best as a heap, worst first. Passes through the passages in windows, through each window's postings
    term at a time."""
    size = len(number)
    width = min(WINDOW, size)
    scores = np.zeros(width)
    best_scores = np.empty(limit)
    best_passages = np.empty(limit, np.int32)
    held = 0
    for low in range(0, size, width):
        high = min(low + width, size)
        for term in range(len(positions)):
            position, end, idf = positions[term], ends[term], idfs[term]
            while position < end and passages[position] < high:
                scores[passages[position] - low] += idf * weights[codes[position]]
                position += 1
            positions[term] = position
        for offset in range(high - low):
            score = scores[offset]
            if score == 0.0:
                continue
            scores[offset] = 0.0
            passage = low + offset
            if held == limit and score < best_scores[0]:
                continue
            if len(allowed) and not allowed[article[passage]]:
                continue
            if held == limit and not _better(
                score, passage, best_scores[0], best_passages[0], article, published, number
            ):
                continue
            ...
    return best_scores[:held], best_passages[:held]
