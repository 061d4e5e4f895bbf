"""A message while it is being read: rules find their words in it and cut them out."""

from __future__ import annotations

import re

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_EDGES = " \t\n,;:.!?-–—"


class Draft:
    """What is left of a message. `text` is as typed, `plain` the same in lower case with plain quotation marks, letter
    for letter at the same places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = self.plainly(text)

    @staticmethod
    def plainly(text: str) -> str:
        """How a text is matched by rules, letter for letter."""
        return plain(text)

    def cut(self, start: int, end: int, put: str = " ") -> None:
        """Replace a part of the text."""
        self.text = self.text[:start] + put + self.text[end:]
        self.plain = self.plainly(self.text)

    def take(self, pattern: re.Pattern[str], put: str = " ") -> re.Match[str] | None:
        """Find `pattern` in the plain text and cut what it matches; None, and nothing cut, where it is not there."""
        found = pattern.search(self.plain)
        if found is not None:
            self.cut(*found.span(), put)
        return found

    def squeeze(self) -> None:
        """Leave one space where cutting left several."""
        self.text = " ".join(self.text.split())
        self.plain = self.plainly(self.text)

    @property
    def rest(self) -> str:
        """What is left as typed, on one line, without punctuation around it."""
        return tidy(self.text)


def listing(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """Lower case and plain quotation marks, with as many characters as before."""
    lower = text.lower()
    if len(lower) != len(text):  # such as İ, which becomes two
        lower = "".join(one if len(one) == 1 else letter for letter in text for one in (letter.lower(),))
    return lower.translate(_PLAIN)


def tidy(text: str) -> str:
    """The text on one line, without punctuation and space around it."""
    return re.sub(r"\s+([,;:.!?])", r"\1", " ".join(text.split())).strip(_EDGES)
