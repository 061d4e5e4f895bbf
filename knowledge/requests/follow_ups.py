"""Questions that go on from an earlier one: whether they do, and what they take over."""

from __future__ import annotations

import re
from enum import Enum

from knowledge.requests.draft import listing, plain

_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|hers|them|his|its|their|theirs|himself|herself|themselves|"
    r"that|this|those|these|there|then|one|ones|"
    r"he's|she's|it's|they're|both|either|neither|former|latter|other|same)\b"
)
_GOES_ON = re.compile(
    r"^\W*(?:and|but|or|so|also|then|because|what about|how about|what of|since|until|for|by|with|in|to|from|at)\b"
)
_NOT_PRONOUN = re.compile(
    r"\b(?:is there|are there|was there|were there|that's|this (?:week|weekend|month|year|"
    r"morning|afternoon|evening|summer|winter|spring|fall|season)|one of|other than|same[- "
    r"]sex)\b"
)
_FUNCTION = listing(
    """
    who whom whose what which when where why how many much long old far big often few more less most else
    exactly did do does done is are was were be been being has have had will would can could should may might
    must the a an of in on at to for from by with about into over and or but so if as any some not no yes really
    actually then there it he she they him her them his its their that this those these happen happened
    happening say said says anyone anything something someone everyone i you we me us my your our him's get got
    go going now
    """
)

_GENERIC = listing(
    """
    died die dead killed hurt injured people person win won wins lose lost loses winner loser cost costs paid pay start
    started starts end ended ends begin began reason reasons cause caused causes name names called old new first last
    result results score scores date place happens details done made make makes
    """
)
"""Words that ask something of whatever was spoken about."""

_QUESTION_WORD = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|how(?: (?:many|much|long|old|far|big|often|"
    r"strong|high|tall))?|which)\b"
)


class Leaning(Enum):
    """How surely a message goes on from the one before: without doubt, perhaps, or not."""

    SURE = "sure"
    PERHAPS = "perhaps"
    NOT = "not"


def leaning(text: str) -> Leaning:
    """Whether a message (its wrapper words and times already cut) needs an earlier one to be understood.

    Pronouns, "and …" and questions without a thing of their own do; a message with a name of its own does not; where
    only ordinary words stand, both can be.
    """
    asked = plain(text)
    if not set(own_words(asked)) - _GENERIC or _GOES_ON.search(asked):
        return Leaning.SURE
    if _PRONOUN.search(_NOT_PRONOUN.sub(" ", asked)):
        return Leaning.SURE
    if _has_a_name(text):
        return Leaning.NOT
    return Leaning.PERHAPS


def own_words(asked: str) -> list[str]:
    """The words of a message that name something."""
    return [
        word for word in re.findall(r"[\w'-]+", asked) if word.removesuffix("'s") not in _FUNCTION and word[0].isalnum()
    ]


def carried_on(text: str, earlier: str) -> str:
    """One question out of a follow-up and what the earlier question was about.

    A follow-up with no question word of its own keeps the earlier one's: after "who won best actress at the Oscars",
    "and supporting actress?" asks who, too.
    """
    said = set(own_words(plain(text)))
    about = re.findall(r"[^\s,;:?!.]+(?:\.[^\s,;:?!.]+)*", earlier)
    if _QUESTION_WORD.search(plain(text)):
        about = [word for word in about if plain(word).removesuffix("'s") not in _FUNCTION]
    about = [word for word in about if plain(word) not in said]
    return f"{text} {' '.join(about)}".strip()


def _has_a_name(text: str) -> bool:
    """Whether a word after the first is written as a name, where capitals tell anything."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    upper = [word for word in words[1:] if word[0].isupper() and word.lower() not in _FUNCTION and word != "I"]
    return bool(upper) and len(upper) < max(2, len(words) - 1)
