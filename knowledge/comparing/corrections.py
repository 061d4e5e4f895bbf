"""What became of quoted words after their article was changed: they still stand, others took their place, or none did.

Only words count: white space, typography, punctuation, case and the division into paragraphs may change without notice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from knowledge.sentences import sentence_spans

ALIKE = 0.5
"""How much of two sentences must be the same words for one to have taken the other's place: the share of all words that
stand in both, in the same order. Two sentences of one article that say different things mostly share under a third."""
_MOST_SENTENCES = 400
"""How many sentences of an article are compared, from its beginning."""

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f,'’]\d{3})+(?!\d)")
_TOKEN = re.compile(
    r"(?<!\w)-(?=\d)|\d+(?:[.,:]\d+)*"  # a minus sign, a figure
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without spaces between words: each character
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:'[^\W\d_]+)*"
    r"|[%‰°]|[$€£¥₹₩₽]"
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-"})

_NOTICE = re.compile(
    r"\b(?:correct(?:ion|ed)|clarif(?:ication|ied)|withdrawn|withdrew|retract(?:ion|ed)|removed|taken down"
    r"|editor'?s? note|earlier version|previous version"
    r"|korrektur|korrigiert|berichtig\w+|zurückgezogen|entfernt|frühere[nr]? (?:version|fassung)"
    r"|rectificati\w+|corrigée?|retirée?|version précédente"
    r"|corrección|corregid[ao]|rectificación|retirad[ao]|eliminad[ao]|versión anterior"
    r"|correção|corrigid[ao]|errata|versão anterior)\b"
    r"|訂正|削除|撤回|修正",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in an article where quoted words stood: `text`, which is `article_text[start:end]`.

    With `is_removal` nothing took their place: `text` is what is left of them, or where the outlet says that it
    corrected or withdrew something; None if there is neither.
    """

    text: str | None
    start: int = 0
    end: int = 0
    is_removal: bool = False


def change_of(quoted: str, now: str, before: str | None = None) -> Change | None:
    """What became of a quote (whole sentences) in the article's text `now`; None if its words still stand there.

    `before` is an earlier text of the article. If the quote stood in it, other sentences that stood there too are not
    taken for what replaced it, and a text that is no more than the beginning of it is no change: a feed may give a
    teaser one day where it gave the article the other.
    """
    words, present = wording(quoted), wording(now)
    spans = sentence_spans(quoted)
    if all(_stand_in(wording(quoted[start:end]), present) for start, end in spans):
        return None  # perhaps with another sentence between them
    earlier = wording(before) if before is not None else ()
    if not _stand_in(words, earlier):
        earlier = ()
    sentences = sentence_spans(now)[:_MOST_SENTENCES]
    if earlier and _is_beginning_of(present, earlier):
        return None
    worded = [wording(now[start:end]) for start, end in sentences]
    is_new = [bool(sentence) and not _stand_in(sentence, earlier) for sentence in worded]
    is_eligible = [new or _stand_in(sentence, words) for new, sentence in zip(is_new, worded, strict=True)]
    best, found = ALIKE, None
    for length in range(1, len(spans) + 2):
        for first in range(len(sentences) - length + 1):
            if not all(is_eligible[first : first + length]):
                continue
            candidate = [word for sentence in worded[first : first + length] for word in sentence]
            likeness = Indel.normalized_similarity(words, candidate)
            if likeness > best:
                best, found = likeness, (first, first + length)
    if found is not None:
        start, end = sentences[found[0]][0], sentences[found[1] - 1][1]
        return Change(now[start:end], start, end, is_removal=not any(is_new[found[0] : found[1]]))
    for (start, end), new in zip(sentences, is_new, strict=True):
        if new and _NOTICE.search(now[start:end].translate(_SIGNS)):
            return Change(now[start:end], start, end, is_removal=True)
    return Change(None, is_removal=True)


def headline_change(quoted: str, now: str | None) -> Change | None:
    """What became of a quoted headline; None if its words still stand in the headline of `now`, or if there is none."""
    if now is None or _stand_in(wording(quoted), wording(now)):
        return None
    return Change(now, 0, len(now))


def wording(text: str) -> tuple[str, ...]:
    """The words, figures, and signs of currency or percentage of a text, without regard to case and typography."""
    plain = _THOUSANDS.sub(lambda figure: "".join(filter(str.isdigit, figure[0])), text)
    plain = unicodedata.normalize("NFKC", plain).casefold().translate(_SIGNS)
    return tuple(_TOKEN.findall("".join(c for c in plain if unicodedata.category(c) != "Cf")))


def _stand_in(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether words stand in a text, one after the other."""
    return not words or f"\x1f{_joined(words)}\x1f" in f"\x1f{_joined(text)}\x1f"


def _is_beginning_of(words: Sequence[str], text: Sequence[str]) -> bool:
    return len(words) < len(text) and tuple(text[: len(words)]) == tuple(words)


def _joined(words: Sequence[str]) -> str:
    return "\x1f".join(words)
