"""Words that the archive does not hold, and the known ones that they were probably meant to be."""

from __future__ import annotations

import asyncio
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from knowledge.analysis import analyse
from knowledge.answering.questions import QUESTION_WORDS
from knowledge.requests import times
from knowledge.requests.draft import listing, plain
from knowledge.requests.request import Correction
from knowledge.retrieval import Filters
from knowledge.view import Reach

SHORTEST = 4
TWO_EDITS_FROM = 7
"""Letters of a term from which on two edits are forgiven; one fewer is enough beside other words of the request."""
_MOST_WORDS = 12
_WEIGHED = 6
"""The likeliest spellings of a word, for which it is looked up whether they stand beside the other words."""
_FREQUENT = 0.15
"""What a spelling gains for each e-fold of passages that hold it, in edits."""
_OTHER_LETTER = 0.7
"""What another first letter costs, in edits."""
_TOGETHER = 0.8
"""What a spelling gains that stands in one passage with another word of the request, in edits."""
_TELLING, _NEARLY = 2, 0.8
"""The rarest other words of a request, beside which a spelling must stand: so many, if they are nearly as rare."""
_PASSAGES = 400
_READ = 6
_ACRONYM = 4
"""Letters up to which a word in capitals is written so; longer ones are headings."""

OWN_WORDS = times.WORDS | listing(
    """
    latest headlines summary update updates happened happening stories news sports politics business
    """
)
"""Words that rules understand; they may be mistyped, too."""


async def corrections(text: str, reach: Reach, *, filters: Filters) -> tuple[Correction, ...]:
    """Better spellings for the words of `text` that nothing holds which passes `filters`, in order.

    A word of our own rules may be what is meant, else the archive must hold the better spelling: the nearest one, where
    frequent terms and those that stand together with the other words count as nearer.
    """
    typed = list(dict.fromkeys(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)))[:_MOST_WORDS]
    better: dict[str, str] = {}
    # Of long words it is surer what was meant, and then they tell what the shorter ones beside them were.
    for word in sorted(typed, key=len, reverse=True):
        own = _own_word(word)
        if own == plain(word) or len(word) < SHORTEST or await _is_known(word, reach, filters):
            continue
        if plain(word) in await asyncio.to_thread(english_words):
            continue  # rightly spelt, only not in the news that is held
        if own is None:
            others = [term for other in typed if other != word for term in analyse(better.get(other, other))]
            like = await asyncio.to_thread(_likeliest, word, others, reach, filters)
            own = await _best(like, word, reach, filters)
        if own is not None:
            better[word] = own
    return tuple(Correction(word, better[word]) for word in typed if word in better)


@cache
def english_words() -> frozenset[str]:
    """English words: 160,000, inflected forms and common names among them. Read once, when first needed."""
    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


def _own_word(word: str) -> str | None:
    """The word of our own that this one is or, one or two edits away, was meant to be."""
    asked = plain(word)
    if asked in OWN_WORDS:
        return asked
    if len(asked) < 5:
        return None
    edits = 2 if len(asked) >= TWO_EDITS_FROM else 1
    like = [
        (OSA.distance(asked, own, score_cutoff=edits), own) for own in OWN_WORDS if own[0] == asked[0] and len(own) > 4
    ]
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
    return bool(
        any(reach.headlines.idf(terms))
        and await asyncio.to_thread(reach.headlines.search, terms, limit=1, filters=filters)
    )


def _likeliest(word: str, others: Sequence[str], reach: Reach, filters: Filters) -> dict[str, float]:
    """The likeliest terms for a word, with what speaks for them beside their spelling (less is better)."""
    terms = analyse(word)
    if len(terms) != 1 or len(terms[0]) < SHORTEST:
        return {}
    term = terms[0]
    edits = 2 if len(term) >= TWO_EDITS_FROM - 1 else 1
    like = {
        (other, distance, frequency)
        for index in (reach.paragraphs, reach.headlines)
        for other, distance, frequency in index.spelt_like(term, edits=edits)
    }
    favour: dict[str, float] = {}
    order: dict[str, float] = {}
    edits_of: dict[str, int] = {}
    for other, distance, frequency in like:
        if other in QUESTION_WORDS:
            continue
        edits_of[other] = distance
        worth = -_FREQUENT * math.log(frequency) + (_OTHER_LETTER if other[0] != term[0] else 0.0)
        favour[other] = min(worth, favour.get(other, math.inf))
        order[other] = distance + favour[other]
    telling = sorted(zip(reach.paragraphs.idf(others), others, strict=True), reverse=True)[:_TELLING]
    beside = {
        hit.article
        for idf, other in telling
        if idf > max(0.0, _NEARLY * telling[0][0]) and other not in QUESTION_WORDS
        for hit in reach.paragraphs.search([other], limit=_PASSAGES, filters=filters)
    }
    held = {}
    for other in sorted(order, key=lambda other: (order[other], other))[:_WEIGHED]:
        hits = [
            *reach.paragraphs.search([other], limit=_PASSAGES, filters=filters),
            *reach.headlines.search([other], limit=_PASSAGES, filters=filters),
        ]
        if hits:
            together = not beside.isdisjoint(hit.article for hit in hits)
            if together or edits_of[other] < 2 or len(term) >= TWO_EDITS_FROM:
                held[other] = favour[other] - (_TOGETHER if together else 0.0)
    return held


async def _best(like: Mapping[str, float], typed: str, reach: Reach, filters: Filters) -> str | None:
    """The word of the news, with one of these terms, that was most probably meant."""
    best: tuple[float, bool, int, str] | None = None
    for term, favour in like.items():
        hits = await asyncio.to_thread(reach.paragraphs.search, [term], limit=_READ, filters=filters)
        found = await reach.store.neighbourhoods([hit.passage for hit in hits], reach=0)
        texts = [paragraph.text for paragraph in found.paragraphs.values()]
        heads = await asyncio.to_thread(reach.headlines.search, [term], limit=_READ, filters=filters)
        entries = await reach.store.entries([hit.article for hit in heads])
        texts += [entry.headline or "" for entry in entries.values()]
        written = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text) if term in analyse(word))
        for word, often in written.items():
            distance = OSA.distance(plain(word), plain(typed))
            shouted = word.isupper() and len(word) > _ACRONYM
            this = (distance + favour, shouted, -often, word)
            best = this if best is None else min(best, this)
    return best[-1] if best else None
