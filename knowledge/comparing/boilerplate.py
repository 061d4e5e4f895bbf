"""Tells news sentences from what surrounds them on a page: credits, teasers, bylines, calls to subscribe."""

from __future__ import annotations

import re

SHORTEST = 6
LONGEST = 80
"""How many words a plain news sentence has; below are headings and captions, above lists run together."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_CLOSERS = "\"'”’»)] \t\n"
_ENDS = frozenset(".!…。！।۔")
_QUESTION_MARKS = frozenset("?？؟")
_FURNITURE_START = re.compile(
    r"""
    \W*(?:
        (?:read|see|watch|listen|hear)\s(?:more|also|next|on|the\sfull)\b | related\b.{0,20}: | more\s?:
      | (?:read|watch|listen|photos?|pictures?|images?|video|graphic|gallery|credit|source|contributing)\s?:
      | advertisement\s*:?\W*$
      | (?:photo|picture|image|video|file\sphoto)s?\s(?:by|credit|courtesy)\b
      | (?:click|tap|scroll)\s(?:here|down|on|through|to)\b | (?:sign|signing)\sup\b | subscribe\b
      | follow\s(?:us|@|\w+\son)\b | share\sthis\b | join\s(?:us|our)\b | download\sthe\b
      | (?:published|updated|posted|last\supdated|last\smodified)\s?: | (?:©|\(c\)|copyright)\s
      | editor['’]?s['’]?\snotes?\b
      | for\sconfidential\b | \| | (?:\#\s?\w+\s*){2,}
      | here(?:['’]s|\s(?:is|are))\s(?:what|how|why|where|when|who|everything|all|some|a\slook|the\slatest|more)\b
      | this\s(?:story|article|post)\s(?:has\sbeen|was|is|will\sbe|first|originally)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE_INSIDE = (
    *("all rights reserved", "getty images", " newsletter", "contributed to this report", "contributed to this story"),
    *("contributed to this article", "may not be published", "may not be reproduced", "may not be redistributed"),
    *("terms of use", "terms of service", "terms and conditions", "privacy policy", "use cookies", "uses cookies"),
    *("accept cookies", "reach him at ", "reach her at ", "reach them at ", "reach the reporter at "),
)
_TIME_OF_UPDATE = re.compile(
    r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?,?\s)?(?:est|edt|et|gmt|bst|utc),\s\d{1,2}\s\w+\s\d{4}", re.I
)
_HEAD = 200  # characters at the start of a sentence that are looked at, so that no junk takes long
_LONGEST_BYLINE = 200
_BYLINE = re.compile(r"\W*(?i:by)(?:\W*$|(?:\s+(?:and|for|of|the|in|[A-Z][\w.'’-]*),?){1,8}\W*$)")
_CAPTION = re.compile(r"\((?:left|right|pictured|above|below|file)\b|\bpictured\b", re.IGNORECASE)
_CAPTION_LABEL = re.compile(r"(?=[^:]*[a-z])[^,.:]{3,30}: ")
_UNNAMED = re.compile(
    r"""\W*(?:he|she|it|they|we|i|you|this|that|these|those|his|her|hers|its|their|such|both|and|but|however|so|then
    |also|still|instead|meanwhile|yet|there)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def word_count(sentence: str) -> int:
    """How many words a sentence has, hyphenated words and figures counted as one."""
    return len(_WORD.findall(sentence))


def is_question(sentence: str) -> bool:
    """Whether it ends with a question mark, in any script; closing quotation marks and brackets passed over."""
    return sentence.rstrip(_CLOSERS)[-1:] in _QUESTION_MARKS


def is_furniture(sentence: str) -> bool:
    """Whether it belongs to the page, not to the story: "Read more", photo credits, bylines, times of updates."""
    if _FURNITURE_START.match(sentence[:_HEAD]) or _is_byline(sentence) or _TIME_OF_UPDATE.search(sentence):
        return True
    folded = sentence.casefold()
    return any(phrase in folded for phrase in _FURNITURE_INSIDE)


def _is_byline(sentence: str) -> bool:
    return len(sentence) <= _LONGEST_BYLINE and _BYLINE.match(sentence) is not None


def is_plain_sentence(sentence: str, *, shortest: int = SHORTEST) -> bool:
    """Whether it is a finished statement of `shortest` to 80 words."""
    return sentence.rstrip(_CLOSERS)[-1:] in _ENDS and shortest <= word_count(sentence) <= LONGEST


def is_caption(sentence: str) -> bool:
    """Whether it describes a picture: "(left)", "pictured", or a short label with a colon in front."""
    return _CAPTION.search(sentence) is not None or _CAPTION_LABEL.match(sentence[:_HEAD]) is not None


def leans_on_previous(sentence: str) -> bool:
    """Whether its first word needs the sentence before it: "He", "This", "But"."""
    return _UNNAMED.match(sentence[:_HEAD]) is not None
