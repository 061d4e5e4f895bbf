"""Words that the archive does not hold, and the known ones that they were probably meant to be."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from knowledge.index.analysis import analyse, words
from knowledge.index.retriever import Filters
from knowledge.news import Reach
from knowledge.requests import times
from knowledge.requests.draft import plain
from knowledge.requests.request import Correction

SHORTEST = 4
TWO_EDITS_FROM = 7
"""Letters of a term from which on two edits are forgiven."""
_MOST_WORDS = 12
_WEIGHED = 6
"""The likeliest spellings of a word, for which it is looked up whether they stand beside the other words."""
_FREQUENT = 0.15
"""What a spelling gains for each e-fold of passages that hold it, in edits."""
_OTHER_LETTER = 0.7
"""What another first letter costs, in edits."""
_TOGETHER = 0.8
"""What a spelling gains that stands in one passage with another word of the request, in edits."""
_PASSAGES = 400
_READ = 6

OWN_WORDS = times.WORDS | frozenset("latest headlines summary update updates happened happening stories news sports politics business".split())
"""Words that rules understand; they may be mistyped, too."""


async def corrections(text: str, reach: Reach, *, filters: Filters) -> tuple[Correction, ...]:
    """Better spellings for the words of `text` that nothing holds which passes `filters`, in order.

    A word of our own rules may be what is meant, else the archive must hold the better spelling: the nearest one, where
    frequent terms and those that stand together with the other words count as nearer.
    """
    typed = list(dict.fromkeys(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)))[:_MOST_WORDS]
    found = []
    for word in typed:
        if (own := _own_word(word)) is not None:
            if own != plain(word) and not await _is_known(word, reach, filters):
                found.append(Correction(word, own))
            continue
        if len(word) < SHORTEST or await _is_known(word, reach, filters):
            continue
        others = [term for other in typed if other != word for term in analyse(other)]
        better = await asyncio.to_thread(_best, word, others, reach, filters)
        if better is not None:
            read = await _as_written(better, word, reach, filters)
            if read is not None:
                found.append(Correction(word, read))
    return tuple(found)


def _own_word(word: str) -> str | None:
    """The word of our own that this one is or, one or two edits away, was meant to be."""
    asked = plain(word)
    if asked in OWN_WORDS:
        return asked
    if len(asked) < 5:
        return None
    edits = 2 if len(asked) >= TWO_EDITS_FROM else 1
    like = [(OSA.distance(asked, own, score_cutoff=edits), own) for own in OWN_WORDS if own[0] == asked[0] and len(own) > 4]
    nearest = min(like, default=(edits + 1, ""))
    return nearest[1] if nearest[0] <= edits else None


async def _is_known(word: str, reach: Reach, filters: Filters) -> bool:
    terms = analyse(word)
    if not terms:
        return True
    if any(reach.paragraphs.idf(terms)):
        found = await asyncio.to_thread(reach.paragraphs.search, terms, limit=1, filters=filters)
        if found:
            return True
    return bool(any(reach.headlines.idf(terms)) and await asyncio.to_thread(reach.headlines.search, terms, limit=1, filters=filters))


def _best(word: str, others: Iterable[str], reach: Reach, filters: Filters) -> str | None:
    terms = analyse(word)
    if len(terms) != 1 or len(terms[0]) < SHORTEST:
        return None
    term = terms[0]
    edits = 2 if len(term) >= TWO_EDITS_FROM else 1
    like = {
        (other, distance, frequency)
        for index in (reach.paragraphs, reach.headlines)
        for other, distance, frequency in index.spelt_like(term, edits=edits)
    }
    costs: dict[str, float] = {}
    for other, distance, frequency in like:
        cost = distance - _FREQUENT * math.log(frequency) + (_OTHER_LETTER if other[0] != term[0] else 0.0)
        costs[other] = min(cost, costs.get(other, math.inf))
    likeliest = sorted(costs, key=lambda other: (costs[other], other))[:_WEIGHED]
    beside = {hit.article for hit in reach.paragraphs.search(list(others), limit=_PASSAGES, filters=filters)}
    best: tuple[float, str] | None = None
    for other in likeliest:
        hits = reach.paragraphs.search([other], limit=_PASSAGES, filters=filters) or reach.headlines.search([other], limit=_PASSAGES, filters=filters)
        if hits:
            together = not beside.isdisjoint(hit.article for hit in hits)
            best = min(best or (math.inf, ""), (costs[other] - (_TOGETHER if together else 0.0), other))
    return best[1] if best else None


async def _as_written(term: str, typed: str, reach: Reach, filters: Filters) -> str | None:
    """A word of the news that has this term, the one most like what was typed."""
    hits = reach.paragraphs.search([term], limit=_READ, filters=filters)
    texts = [p.text for p in (await reach.store.neighbourhoods([hit.passage for hit in hits], reach=0)).paragraphs.values()]
    if not texts:
        hits = reach.headlines.search([term], limit=_READ, filters=filters)
        texts = [entry.headline or "" for entry in (await reach.store.entries([hit.article for hit in hits])).values()]
    written = {word for text in texts for word in re.findall(r"[^\W\d_]+", text) if term in analyse(word) and words(word)}
    return min(written, key=lambda word: (OSA.distance(plain(word), plain(typed)), word), default=None)
