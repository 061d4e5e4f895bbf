"""Filters by words: which articles somebody wants of a feed, and which not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.analysis import analyse
from knowledge.watching.watched import NothingToWatch, Text

_BETWEEN_TERMS = re.compile(r"[,;，；、\n]+")

Terms = tuple[frozenset[str], ...]
"""For each term its stems, all of which one paragraph, or the headline, must have."""


@dataclass(frozen=True, slots=True)
class WordFilter:
    """Lets an article pass that names one of the terms `only` (none: any article), and none of `never`."""

    only: Terms = ()
    never: Terms = ()

    @classmethod
    def of(cls, only: str | None, never: str | None) -> WordFilter:
        """Read two lists of terms, parted by commas. Raises NothingToWatch for a term without any word to look for."""
        return cls(_terms(only), _terms(never))

    @property
    def is_empty(self) -> bool:
        """Whether every article passes."""
        return not self.only and not self.never

    def passes(self, text: Text) -> bool:
        """Whether an article is wanted."""
        return (not self.only or any(map(text.names, self.only))) and not any(map(text.names, self.never))


def _terms(listed: str | None) -> Terms:
    terms = [term.strip() for term in _BETWEEN_TERMS.split(listed or "") if term.strip()]
    stems = [frozenset(analyse(term)) for term in terms]
    for term, found in zip(terms, stems, strict=True):
        if not found:
            raise NothingToWatch(f"“{term}” names nothing that could be looked for.")
    return tuple(stems)
