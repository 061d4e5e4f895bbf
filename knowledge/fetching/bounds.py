"""How much text of a stranger's is taken in: of one article, and of one feed in an hour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_TEXT = 200_000
"""Characters of an article. Of 25,643 real ones half have up to 5,300, and one in a thousand 100,000 or more."""
MOST_WORDS = 15_000
"""Different words of an article, since each new one stays in the index's vocabulary. The richest real one has 5,837 in
100,000 characters."""
MOST_PARAGRAPHS = 4_000
"""Of an article. Real ones have 43 on average."""
LONGEST_WORD = 1_000
"""ASCII characters without white space. A paragraph with a longer run is data, not text."""
CHARACTERS_AN_HOUR = 3_000_000
"""Text that one feed may add: a hundred articles of 30,000 characters."""
WORDS_AN_HOUR = 100_000
"""Different words that one feed may add, each poll counted by itself. Three million characters of news have 30,000."""

_DATA = re.compile(rf"[!-~]{{{LONGEST_WORD + 1}}}")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?][\"')\]”’]*(?=\s)|[。！？]")
_UNSPACED = 30
"""A longer word that is not ASCII is text without spaces, which the index takes apart into pairs of signs."""


def bounded(paragraphs: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The paragraphs of an article as far as they are taken in, and how many characters are dropped.

    Paragraphs stay whole, except that a first one which is too long by itself is cut: after a sentence, or else after
    a word and with an ellipsis.
    """
    kept: list[str] = []
    words: set[str] = set()
    room, dropped = LONGEST_TEXT, sum(map(len, paragraphs))
    for paragraph in paragraphs:
        if _DATA.search(paragraph):
            continue
        if len(kept) == MOST_PARAGRAPHS:
            break
        room -= len(paragraph)
        if room >= 0:
            words |= different_words([paragraph])
        if room < 0 or len(words) > MOST_WORDS:
            if not kept:
                beginning, mark = _beginning(paragraph)
                dropped -= len(beginning)
                kept.append(beginning + mark)
            break
        dropped -= len(paragraph)
        kept.append(paragraph)
    return tuple(kept), dropped


@dataclass(frozen=True, slots=True)
class Spent:
    """What a feed has added in the hour that began at `since` (UTC; None: it has added nothing yet)."""

    since: datetime | None = None
    characters: int = 0
    words: int = 0


NOTHING_SPENT = Spent()


class Allowance:
    """What one feed may still add in this hour. Not for several threads at once."""

    def __init__(self, spent: Spent, now: datetime) -> None:
        is_over = spent.since is None or not spent.since <= now < spent.since + timedelta(hours=1)
        self._before = Spent(now) if is_over else spent
        self._characters = 0
        self._words: set[str] = set()

    def take(self, paragraphs: Sequence[str]) -> bool:
        """Whether a text may still be added; if so, it counts as added."""
        characters = self._characters + sum(map(len, paragraphs))
        if self._before.characters + characters > CHARACTERS_AN_HOUR:
            return False
        words = different_words(paragraphs) - self._words
        if self._before.words + len(self._words) + len(words) > WORDS_AN_HOUR:
            return False
        self._characters = characters
        self._words |= words
        return True

    @property
    def spent(self) -> Spent:
        """What has been added in this hour by now."""
        before = self._before
        return Spent(before.since, before.characters + self._characters, before.words + len(self._words))


def different_words(paragraphs: Iterable[str]) -> set[str]:
    """What the words of a text come to for the index, roughly: of text without spaces, each fourth pair of signs."""
    found: set[str] = set()
    for paragraph in paragraphs:
        found.update(_WORD.findall(paragraph))
    for word in [word for word in found if len(word) > _UNSPACED and not word.isascii()]:
        found.remove(word)
        found.update(word[start : start + 2] for start in range(0, len(word), 4))
    return found


def _beginning(paragraph: str) -> tuple[str, str]:
    """As much of a paragraph as an article may have, and the mark that is to stand behind it."""
    text, words = paragraph[:LONGEST_TEXT], set()
    for word in _WORD.finditer(text):
        words.add(word[0])
        if len(words) > MOST_WORDS:
            text = text[: word.start()]
            break
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    if ends:
        return text[: ends[-1]], ""
    return (text.rpartition(" ")[0] or text).rstrip(), "…"
