"""Questions of several parts: "who won and by how much" is two questions, the second about what the first names."""

from __future__ import annotations

import re

from knowledge.requests.draft import plain, tidy
from knowledge.requests.follow_ups import carried_on, own_words

_JOINT = re.compile(
    r"(?:,? and|,|;|\?) (?:then |also )?(?=(?:by|for|with|to|in|at|from|on|of)? ?(?:who|"
    r"whom|whose|what|which|when|where|why|how)\b)"
)
_SIDES = re.compile(
    r"(?:^|, )(?P<one>[\w'.-]+(?: [\w'.-]+){0,2}) (?:or|vs\.?|versus) (?P<other>[\w'.-]+(?: "
    r"[\w'.-]+){0,2})(?=\W*$|, )"
)
_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b")


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of a question, each a whole one; the question alone if it has but one."""
    bounds = [0]
    for joint in _JOINT.finditer(plain(question)):
        if _QUESTION_WORD.search(plain(question[bounds[-1] : joint.start()])):
            bounds += [joint.start(), joint.end()]
    pieces = [tidy(question[start:end]) for start, end in zip(bounds[::2], [*bounds[1::2], len(question)], strict=True)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return sides_of(question)
    if not own_words(plain(pieces[0])):  # "when and where did it happen"
        pieces[0] += " " + _QUESTION_WORD.sub("", plain(pieces[1]), count=1).strip()
    return (pieces[0], *(carried_on(piece, pieces[0]) for piece in pieces[1:]))


def sides_of(question: str) -> tuple[str, ...]:
    """The question about each side of "which is cheaper, gas or oil"; the question alone if it compares nothing."""
    asked = plain(question)
    found = _SIDES.search(asked) if _QUESTION_WORD.search(asked) else None
    if found is None:
        return (question,)
    rest = tidy(f"{question[: found.start()]} {question[found.end() :]}")
    return tuple(f"{rest} {question[slice(*found.span(side))]}" for side in ("one", "other"))
