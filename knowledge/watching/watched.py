"""What somebody waits for: a standing question or phrase, and the terms that an article must hold to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.answering.questions import understand
from knowledge.articles import KnowledgeError
from knowledge.index.analysis import analyse
from knowledge.index.retriever import Searcher

HELD_SHARE = 0.55
"""The share of a question's weight that one paragraph, with its headline, must hold before it is asked the question.
docs/decisions/0010-watches.md has what was measured."""

_ROUNDING = 1e-9

_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could"
    r"|should|shall|may|might)\b|[?？]\W*$",
    re.IGNORECASE,
)


class NothingToWatch(KnowledgeError):
    """The words of a watch name nothing that an article could hold."""


class Kind(StrEnum):
    """How a watch is met: a question by an answer, a phrase by all its words."""

    QUESTION = "question"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Text:
    """The stems of an article: those of its headline, of each paragraph in reading order, of each paragraph with the
    headline (which names what a paragraph calls "it"), and all of them."""

    headline: frozenset[str]
    paragraphs: tuple[frozenset[str], ...]
    with_headline: tuple[frozenset[str], ...]
    stems: frozenset[str]

    @classmethod
    def of(cls, headline: str | None, paragraphs: Iterable[str]) -> Text:
        """Analyse an article; None and no paragraphs are as good as empty ones."""
        above = frozenset(analyse(headline or ""))
        body = tuple(frozenset(analyse(text)) for text in paragraphs)
        return cls(above, body, tuple(stems | above for stems in body), above.union(*body))


@dataclass(frozen=True, slots=True)
class Watched:
    """A standing question or phrase, known by its `number`. `weights` has its different stems, each with how much it
    counts (more than 0), as the index weighed them when the watch was read."""

    number: int
    text: str
    kind: Kind
    weights: Mapping[str, float]

    @property
    def keys(self) -> tuple[str, ...]:
        """The rarest stems, as many as it takes that no text which meets the watch holds none of them."""
        ordered = sorted(self.weights, key=lambda stem: (-self.weights[stem], stem))
        if self.kind is Kind.PHRASE:
            return tuple(ordered[:1])
        left = total = sum(self.weights.values())
        count = 0
        while count < len(ordered) and left >= (HELD_SHARE - _ROUNDING) * total:
            left -= self.weights[ordered[count]]
            count += 1
        return tuple(ordered[:count])

    def may_be_met_by(self, text: Text) -> bool:
        """Whether an article names what is watched: a phrase is met by that, a question is then asked."""
        if self.kind is Kind.PHRASE:
            wanted = self.weights.keys()
            return wanted <= text.stems and any(wanted <= stems for stems in (text.headline, *text.paragraphs))
        needed = HELD_SHARE * sum(self.weights.values())
        return self._held(text.stems) >= needed and any(self._held(stems) >= needed for stems in text.with_headline)

    def _held(self, stems: frozenset[str]) -> float:
        return sum(weight for stem, weight in self.weights.items() if stem in stems)


def kind_of(text: str) -> Kind:
    """A question begins as one or ends with a question mark; anything else is a phrase."""
    return Kind.QUESTION if _ASKS.search(text.strip()) else Kind.PHRASE


def read_watch(number: int, text: str, searcher: Searcher, *, year: int) -> Watched:
    """Weigh the words of a watch by how rare they are among what `searcher` holds.

    Raises NothingToWatch if `text` has no words but function words.
    """
    weights = understand(text, searcher, year=year).stems
    if not weights:
        raise NothingToWatch(f"“{text}” names nothing that could be watched for.")
    if not any(weights.values()):  # nothing is held yet that could tell rare words from others
        weights = dict.fromkeys(weights, 1.0)
    return Watched(number, text, kind_of(text), weights)


def read_watches(texts: Mapping[int, str], searcher: Searcher, *, year: int) -> list[Watched]:
    """The same for many watches by number; those that name nothing are left out."""
    found = []
    for number, text in texts.items():
        try:
            found.append(read_watch(number, text, searcher, year=year))
        except NothingToWatch:
            continue
    return found
