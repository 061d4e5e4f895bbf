"""What somebody waits for: a standing question or phrase, and the terms that an article must hold to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from knowledge.analysis import analyse
from knowledge.answering.questions import understand
from knowledge.errors import KnowledgeError
from knowledge.languages.detection import language_of_message
from knowledge.languages.tables import ENGLISH, unaccented
from knowledge.languages.tables import language as table_of
from knowledge.retrieval import Searcher

HELD_SHARE = 0.55
"""The share of a question's weight that one paragraph, with its headline, must hold before it is asked the question.
docs/decisions/0010-watches.md has what was measured."""

_ROUNDING = 1e-9
_NOWHERE: frozenset[int] = frozenset()

_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can|could"
    r"|should|shall|may|might)\b|[?？]\W*$",
    re.IGNORECASE,
)


class NothingToWatch(KnowledgeError):
    """The words of a watch name nothing that an article could hold."""


class WatchKind(StrEnum):
    """How a watch is met: a question by an answer, a phrase by all its words."""

    QUESTION = "question"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Text:
    """The stems of an article: those of its headline, and for each other the numbers (from 0) of the paragraphs that it
    stands in. What is in the headline counts for every paragraph: it names what they call "it"."""

    headline: frozenset[str]
    paragraphs: Mapping[str, AbstractSet[int]]

    @classmethod
    def of(cls, headline: str | None, paragraphs: Iterable[str], language: str = ENGLISH) -> Text:
        """Analyse an article in a language; None and no paragraphs are as good as empty ones."""
        found: dict[str, set[int]] = {}
        for number, text in enumerate(paragraphs):
            for stem in analyse(text, language):
                found.setdefault(stem, set()).add(number)
        return cls(frozenset(analyse(headline or "", language)), found)

    def stems(self) -> set[str]:
        """Every stem of the article."""
        return {*self.headline, *self.paragraphs}

    def naming(self, wanted: Iterable[str]) -> AbstractSet[int]:
        """The numbers of the paragraphs that hold all of some stems themselves, without the headline."""
        places = sorted((self.paragraphs.get(stem, _NOWHERE) for stem in wanted), key=len)
        return set(places[0]).intersection(*places[1:]) if places else _NOWHERE

    def names(self, wanted: AbstractSet[str]) -> bool:
        """Whether the headline, or one paragraph, holds all of some stems."""
        return wanted <= self.headline or bool(self.naming(wanted))

    def holds_together(self, weights: Mapping[str, float], least: float) -> bool:
        """Whether some paragraph, with the headline, holds stems that weigh at least so much together."""
        needed = least - sum(weight for stem, weight in weights.items() if stem in self.headline)
        places = [
            (weight, self.paragraphs[stem])
            for stem, weight in weights.items()
            if stem in self.paragraphs and stem not in self.headline
        ]
        left = sum(weight for weight, _ in places)
        if left < needed:
            return False
        if needed <= 0:
            return bool(self.paragraphs)
        places.sort(key=lambda place: -place[0])
        looked_at: set[int] = set()
        for weight, numbers in places:
            for number in numbers - looked_at:
                if sum(also for also, others in places if number in others) >= needed:
                    return True
            looked_at |= numbers
            left -= weight
            if left < needed * (1 - _ROUNDING):
                break  # what holds none of the weightier stems cannot hold enough
        return False


@dataclass(frozen=True, slots=True)
class Watched:
    """A standing question or phrase, known by its `number`. `weights` has its different stems, each with how much it
    counts (more than 0), as the index weighed them when the watch was read."""

    number: int
    text: str
    kind: WatchKind
    weights: Mapping[str, float]

    def rarest(self) -> tuple[str, ...]:
        """The rarest stems, as many as it takes that no text which meets the watch holds none of them."""
        ordered = sorted(self.weights, key=lambda stem: (-self.weights[stem], stem))
        if self.kind is WatchKind.PHRASE:
            return tuple(ordered[:1])
        left = total = sum(self.weights.values())
        count = 0
        while count < len(ordered) and left >= HELD_SHARE * total * (1 - _ROUNDING):
            left -= self.weights[ordered[count]]
            count += 1
        return tuple(ordered[:count])

    def may_be_met_by(self, text: Text) -> bool:
        """Whether an article names what is watched: a phrase is met by that, a question is then asked."""
        if self.kind is WatchKind.PHRASE:
            return text.names(self.weights.keys())
        return text.holds_together(self.weights, HELD_SHARE * sum(self.weights.values()))


def kind_of(text: str) -> WatchKind:
    """A question begins as one or ends with a question mark, in another language it has a question word; anything else
    is a phrase."""
    table = table_of(language_of_message(text))
    if table is not None and re.search(table.requests["question"], unaccented(text)):
        return WatchKind.QUESTION
    return WatchKind.QUESTION if _ASKS.search(text.strip()) else WatchKind.PHRASE


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
