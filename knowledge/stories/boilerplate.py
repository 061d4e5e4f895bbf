"""Tells news sentences from what surrounds them on a page: credits, teasers, bylines, calls to subscribe."""

from __future__ import annotations

import re

SHORTEST = 6
LONGEST = 80
"""How many words a plain news sentence has; below are headings and captions, above lists run together."""

_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_CLOSING = r"[\"'”’»)\]\s]*$"
_ENDED = re.compile(rf"[.!…。！।۔]{_CLOSING}")
_QUESTION = re.compile(rf"[?？؟]{_CLOSING}")
_FURNITURE = re.compile(
    r"""
    ^\W*(?:
        (?:read|see|watch|listen|hear)\s(?:more|also|next|on|the\sfull)\b | related\b.{0,20}: | more\s?:
      | (?:read|watch|listen|photos?|pictures?|images?|video|graphic|gallery|credit|source|contributing|advertisement)\s?:
      | (?:photo|picture|image|video|file\sphoto)s?\s(?:by|credit|courtesy)\b
      | (?:click|tap|scroll)\s(?:here|down|on|through|to)\b | (?:sign|signing)\sup\b | subscribe\b | follow\s(?:us|@|\w+\son)\b
      | share\sthis\b | join\s(?:us|our)\b | download\sthe\b | (?:published|updated|posted|last\supdated|last\smodified)\s?:
      | (?:©|\(c\)|copyright)\s | for\sconfidential\b | \|
      | here(?:['’]s|\s(?:is|are))\s(?:what|how|why|where|when|who|everything|all|some|a\slook|the\slatest|more)\b
      | this\s(?:story|article|post|report|page)\s(?:has\sbeen|was|is|will\sbe|first|originally)\b
    )
  | \ball\srights\sreserved\b | \bgetty\simages\b | \b(?:e-?mail|our|this|free|daily|weekly)\snewsletters?\b
  | \bcontributed\sto\sthis\s(?:report|story|article)\b | \bmay\snot\sbe\s(?:published|reproduced|redistributed)\b
  | \bterms\s(?:of\s(?:use|service)|and\sconditions)\b | \bprivacy\spolicy\b | \b(?:use|accept|uses)\scookies\b | \breach\s(?:him|her|them|the\sreporter)\sat\b
  | \b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?,?\s)?(?:est|edt|et|gmt|bst|utc),\s\d{1,2}\s\w+\s\d{4}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"^\W*by(?:\W*$|(?:\s+(?:and|for|of|the|in|[A-Z][\w.'’-]*),?){1,8}\W*$)", re.IGNORECASE)
_CAPTION = re.compile(r"\((?:left|right|pictured|above|below|file)\b|\bpictured\b|^[^,.:]{3,30}: (?!\S+:)", re.IGNORECASE)
_UNNAMED = re.compile(
    r"""\W*(?:he|she|it|they|we|i|you|this|that|these|those|his|her|hers|its|their|such|both|and|but|however|so|then
    |also|still|instead|meanwhile|yet|there)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def word_count(sentence: str) -> int:
    """How many words a sentence has, hyphenated words and figures counted as one."""
    return sum(1 for _ in _WORD.finditer(sentence))


def is_question(sentence: str) -> bool:
    """Whether it ends with a question mark, in any script; closing quotation marks and brackets passed over."""
    return _QUESTION.search(sentence) is not None


def is_furniture(sentence: str) -> bool:
    """Whether it belongs to the page, not to the story: "Read more", photo credits, bylines, times of updates."""
    return _FURNITURE.search(sentence) is not None or _BYLINE.match(sentence) is not None


def is_plain_sentence(sentence: str) -> bool:
    """Whether it is a finished statement of ordinary length."""
    return _ENDED.search(sentence) is not None and SHORTEST <= word_count(sentence) <= LONGEST


def is_caption(sentence: str) -> bool:
    """Whether it describes a picture: "(left)", "pictured", or a short label with a colon in front."""
    return _CAPTION.search(sentence) is not None


def leans_on_previous(sentence: str) -> bool:
    """Whether its first word needs the sentence before it: "He", "This", "But"."""
    return _UNNAMED.match(sentence) is not None
