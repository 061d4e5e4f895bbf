"""Sentences that give a reason."""

from __future__ import annotations

import re

from knowledge.answering.mentions import gives_reason
from knowledge.answering.questions import AnswerKind, kind_of_answer
from knowledge.languages.tables import ENGLISH
from knowledge.languages.tables import language as table_of
from knowledge.requests.draft import plain

_WHY = re.compile(
    r"\b(?:why|how come|what (?:caused|causes|led to|is behind|was behind|explains))\b|"
    r"\bhow (?:did|does|do|could|can|was|were|is|are)\b"
)
_SURELY = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|result of|resulted from|caused by|"
    r"cause of|causes of|driven (?:\w+ )?by|"
    r"blamed?|blaming|blames|attributed|attributes|stem(?:s|med|ming) from|fuel(?:ed|led) "
    r"by|reasons?|contributed|contributing|contributors?|"
    r"factors?|threatened by|threats?|drivers?|triggered by|sparked by|prompted by|in response to|explained by)\b"
)
_PERHAPS = re.compile(
    r"\b(?:resulted|resulting|caused|causing|causes?|led to|leading to|lead to|amid|driving|"
    r"in order to|so that|since|after|following|"
    r"fueled|sparked|triggered|prompted|forced|over (?:concerns|fears|claims|allegations)|fears? (?:that|of|about)|"
    r"concerns? (?:that|of|about|over)|worr(?:y|ies|ied)|citing|cited)\b"
)

SURELY, PERHAPS = 2, 1
"""How surely a text gives a reason."""


def asks_why(question: str, language: str = ENGLISH) -> bool:
    """Whether a question asks for a reason, or how something came about."""
    if table_of(language) is not None:
        return kind_of_answer(question, language) is AnswerKind.REASON
    return _WHY.search(plain(question)) is not None


def reason(text: str, language: str = ENGLISH) -> int:
    """How surely a text says why something is so, by its wording: `SURELY`, `PERHAPS`, or 0 for not."""
    if table_of(language) is not None:
        return SURELY if gives_reason(text, language) else 0
    told = plain(text)
    return SURELY if _SURELY.search(told) else PERHAPS if _PERHAPS.search(told) else 0
