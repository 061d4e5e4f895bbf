"""The same search as `ranking.best`, compiled with numba (extra `fast`) and kept on disk between runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from knowledge.index.ranking import Flags, Floats, Task
from knowledge.index.segment import Integers

WINDOW = 1 << 14
"""Passages scored at a time: their scores fit the processor's second-level cache."""
BLOCK = 64
"""Scores looked at in one go, to pass over those that hold none of the best."""
SMALLEST = 5e-324

_EVERYTHING = np.empty(0, np.bool_)


def best(task: Task) -> tuple[Floats, Integers]:
    """As `ranking.best`, and to the last bit, but only for positive IDFs: a score of zero is taken for none."""
    segment = task.segment
    scores, passages = _kernel(
        task.begins.copy(),
        task.ends,
        task.idfs,
        segment.passages,
        segment.codes,
        task.weights,
        _EVERYTHING if task.allowed is None else task.allowed,
        task.few_allowed,
        segment.article_first,
        segment.passage_article,
        segment.article_published,
        segment.passage_number,
        min(task.limit, task.touched),
    )
    return scores, passages


def _compile(function: Callable[..., Any]) -> Callable[..., Any]:
    compiled: Callable[..., Any]
    try:
        compiled = numba.njit(function, nogil=True, cache=True)
    except RuntimeError:  # no folder that compiled code could be kept in
        compiled = numba.njit(function, nogil=True)
    return compiled


@_compile
def _kernel(
    positions: Integers,
    ends: Integers,
    idfs: Floats,
    passages: Integers,
    codes: Integers,
    weights: Floats,
    allowed: Flags,
    few_allowed: bool,
    first: Integers,
    article: Integers,
    published: Integers,
    number: Integers,
    limit: int,
) -> tuple[Floats, Integers]:
    """The `limit` best, as a heap with the worst on top. Goes through the passages window by window, in each window
    term by term."""
    size = len(number)
    window = np.zeros(-(-min(WINDOW, size) // BLOCK) * BLOCK)
    scores = np.empty(limit)
    found = np.empty(limit, np.int32)
    held, bar = 0, SMALLEST
    for low in range(0, size, WINDOW):
        high = min(low + WINDOW, size)
        articles = range(article[low], article[high - 1] + 1)
        some = not few_allowed or bool(allowed[articles.start : articles.stop].any())
        for term in range(len(positions)):
            idf, begin = idfs[term], positions[term]
            end = begin + np.searchsorted(passages[begin : ends[term]], high)
            positions[term] = end
            if some:
                for position in range(begin, end):
                    # Unsigned, so that the compiler need not think of places counted from the end.
                    window[np.uint32(passages[position] - low)] += idf * weights[codes[position]]
        if not some:
            continue
        if few_allowed:
            for each in articles:
                if allowed[each]:
                    for passage in range(max(first[each], low), min(first[each + 1], high)):
                        if window[passage - low] >= bar:
                            score = window[passage - low]
                            held, bar = _offer(scores, found, held, score, passage, article, published, number)
        else:
            for block in range(0, len(window), BLOCK):
                reached = False
                for offset in range(block, block + BLOCK):
                    reached |= window[offset] >= bar
                if not reached:
                    continue
                for offset in range(block, block + BLOCK):
                    score, passage = window[offset], low + offset
                    if score >= bar and (len(allowed) == 0 or allowed[article[passage]]):
                        held, bar = _offer(scores, found, held, score, passage, article, published, number)
        window[:] = 0.0
    return scores[:held], found[:held]


@_compile
def _offer(
    scores: Floats,
    found: Integers,
    held: int,
    score: float,
    passage: int,
    article: Integers,
    published: Integers,
    number: Integers,
) -> tuple[int, float]:
    """Take a passage into the heap if it is among the best, and give how many are held and the score to reach."""
    if held < len(scores):
        _rise(scores, found, held, score, passage, article, published, number)
        held += 1
    elif _worse(scores[0], found[0], score, passage, article, published, number):
        _sink(scores, found, score, passage, article, published, number)
    return held, scores[0] if held == len(scores) else SMALLEST


@_compile
def _worse(
    score: float,
    passage: int,
    other_score: float,
    other: int,
    article: Integers,
    published: Integers,
    number: Integers,
) -> bool:
    """Whether a passage ranks below another."""
    if score != other_score:
        return bool(score < other_score)
    date, other_date = published[article[passage]], published[article[other]]
    if date != other_date:
        return bool(date < other_date)
    return bool(number[passage] > number[other])


@_compile
def _rise(
    scores: Floats,
    found: Integers,
    place: int,
    score: float,
    passage: int,
    article: Integers,
    published: Integers,
    number: Integers,
) -> None:
    """Put a passage into the heap, whose first free place is `place`."""
    while place > 0:
        parent = (place - 1) // 2
        if not _worse(score, passage, scores[parent], found[parent], article, published, number):
            break
        scores[place], found[place] = scores[parent], found[parent]
        place = parent
    scores[place], found[place] = score, passage


@_compile
def _sink(
    scores: Floats,
    found: Integers,
    score: float,
    passage: int,
    article: Integers,
    published: Integers,
    number: Integers,
) -> None:
    """Put a passage into the full heap in place of the worst."""
    place = 0
    while True:
        child = 2 * place + 1
        if child >= len(scores):
            break
        if child + 1 < len(scores) and _worse(
            scores[child + 1], found[child + 1], scores[child], found[child], article, published, number
        ):
            child += 1
        if not _worse(scores[child], found[child], score, passage, article, published, number):
            break
        scores[place], found[place] = scores[child], found[child]
        place = child
    scores[place], found[place] = score, passage
