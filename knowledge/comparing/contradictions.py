"""Says when two headlines cannot be about the same event."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from knowledge.comparing.profiles import Profile

_SHORTEST_VARIED_NAME = 6


def contradict(one: Profile, other: Profile) -> bool:
    """Whether two headlines cannot be about the same event: other results, other numbers behind the same name, or
    names of which neither article mentions the other's."""
    if one.results and other.results and one.results != other.results:
        return True
    if any(name in other.numbered and other.numbered[name] != numbers for name, numbers in one.numbered.items()):
        return True
    return bool(
        one.headline_names
        and other.headline_names
        and not any(mentions(other, name, one) for name in one.headline_names)
        and not any(mentions(one, name, other) for name in other.headline_names)
    )


def mentions(article: Profile, term: str, named_by: Profile) -> bool:
    """Whether an article has a term of `named_by`; a long name may be spelled a little differently."""
    if term in article.terms:
        return True
    if term not in named_by.names or len(term) < _SHORTEST_VARIED_NAME:
        return False
    alike = [name for name in article.names if name[0] == term[0] and len(name) >= _SHORTEST_VARIED_NAME]
    return (
        process.extractOne(term, alike, scorer=Levenshtein.distance, processor=_name_root, score_cutoff=1) is not None
    )


def _name_root(name: str) -> str:
    """A name without what spellings differ in most: Zelensky, Zelenskyy and Zelenskiy are one, Austria and Australia
    two."""
    return name.rstrip("iy")
