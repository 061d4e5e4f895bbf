"""Finds the parts of a question that asks several things at once, and the two sides of one that compares."""

from __future__ import annotations

import re

from knowledge.analysis import analyse

MOST_PARTS = 3

_ASKING = r"(?:who(?:m|se)?|what|which|when|where|why|how)"
_LEADING = r"(?:(?:by|for|in|to|at|from|on|with|about|of|since) )?"
_LIST = re.compile(rf"^\W*({_ASKING}(?:(?:, | and |, and )(?={_ASKING}\b){_ASKING})+)\s+(?=\S)", re.IGNORECASE)
_PARTING = re.compile(rf"(?:,? and |,? then |[?;] +(?:and )?)(?={_LEADING}{_ASKING}\b)", re.IGNORECASE)
_ASKS = re.compile(rf"\b{_ASKING}\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"\b(?:knows?|knew|says?|said|sees?|saw|tells?|told|explains?|of)\W*$", re.IGNORECASE)

_WORD = r"[^\W_][\w'’.-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_SUBJECT = r"(?:both|between|did|do|does|have|has|are|were|will)"
_COMPARED = (
    re.compile(rf"(?:^|, )({_NAME}) (?:or|vs\.?|versus) (?:the )?({_NAME})(?=\W*$|, )", re.IGNORECASE),
    re.compile(rf"\b({_WORD}) (?:vs|versus|compared (?:to|with))\.? (?:the )?({_WORD})", re.IGNORECASE),
    re.compile(rf"^\W*{_SUBJECT} (?:the )?({_WORD}) and (?:the )?({_WORD})", re.IGNORECASE),
    re.compile(rf"\bboth (?:the )?({_WORD}) and (?:the )?({_WORD})", re.IGNORECASE),
    re.compile(rf"\b({_WORD}) or (?:the )?({_WORD})(?: {_WORD})?(?:\W*$| ahead\b)", re.IGNORECASE),
)


def parts_of(question: str) -> tuple[str, ...]:
    """What a question asks, in its order: ("who won", "by how much") of "Who won and by how much?".

    ("when did it open", "where did it open") of "When and where did it open?". A question that asks one thing is its
    only part.
    """
    text = question.strip().rstrip("?!. ")
    listed = _LIST.match(text)
    if listed is not None:
        rest = text[listed.end() :]
        asked = [word for word in _ASKS.findall(listed[1]) if word]
        return tuple(f"{word} {rest}" for word in asked[:MOST_PARTS])
    pieces, start = [], 0
    for parting in _PARTING.finditer(text):
        before = text[start : parting.start()]
        if _ASKS.search(before) and not _EMBEDDED.search(before):
            pieces.append(before.strip())
            start = parting.end()
    pieces.append(text[start:].strip())
    return tuple(pieces[:MOST_PARTS]) if len(pieces) > 1 else (question,)


def sides_of(question: str) -> tuple[str, ...]:
    """The stems of the two things that a question compares: ("adani", "bezo") of "Who is richer, Adani or Bezos?"."""
    found = _comparison(question)
    return tuple(analyse(side)[0] for side in found.groups()) if found is not None else ()


def each_side(question: str) -> tuple[str, ...]:
    """The question about each thing it compares: ("Which is older, Harl", "Which is older, Velsoe") of "Which is older,
    Harl or Velsoe?". A question that compares nothing, or has no question word, stands alone."""
    found = _comparison(question) if _ASKS.search(question) else None
    if found is None:
        return (question,)
    one = question[: found.end(1)] + question[found.end(2) :]
    other = question[: found.start(1)] + question[found.start(2) :]
    return one.strip(" ?!."), other.strip(" ?!.")


def _comparison(question: str) -> re.Match[str] | None:
    """Where a question names two things to be compared, as the groups of the match."""
    for compared in _COMPARED:
        found = compared.search(question)
        if found is not None:
            stems = [analyse(side) for side in found.groups()]
            if all(stems) and stems[0][0] != stems[1][0]:
                return found
    return None
