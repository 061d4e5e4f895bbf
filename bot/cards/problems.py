"""What is wrong with a feed, an address or a posting, in the reader's language.

`knowledge` and the sender say it in English, which the database stores and the command line prints. Here each is
recognized by its English wording, the messages `problem-…` in `en.ftl`, and said again in another language.
"""

from __future__ import annotations

import re
from functools import cache

from bot.locales import FALLBACK, Translator, english_messages, translator

_HOLE = "\x00"
_NEXT_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def problem_text(english: str, translate: Translator) -> str:
    """The sentences of such an error in another language; what is not recognized stays as it is."""
    if translate.language == FALLBACK or not english:
        return english
    known = _said_again(english, translate)
    if known is not None:
        return known
    sentences = _NEXT_SENTENCE.split(english)
    return " ".join(_said_again(sentence, translate) or sentence for sentence in sentences)


def _said_again(english: str, translate: Translator) -> str | None:
    for name, pattern in _patterns():
        found = pattern.fullmatch(english)
        if found is not None:
            values = {value: _value(text, translate) for value, text in found.groupdict().items()}
            return translate(name, **values)
    return None


def _value(text: str, translate: Translator) -> str | int:
    """A number, which each language writes its own way, or text that may hold sentences itself."""
    return int(text.replace(",", "")) if re.fullmatch(r"\d[\d,]*", text) else problem_text(text, translate)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each message with the pattern of the English sentences that it stands for; those with most words come first."""
    english = translator(FALLBACK)
    found = []
    for name, values in english_messages("problem-").items():
        text = english(name, **{value: f"{_HOLE}{value}{_HOLE}" for value in values})
        # An address has no white space, so that a sentence after it never counts as part of it.
        pattern = re.escape(text).replace(f"{_HOLE}address{_HOLE}", r"(?P<address>\S+)")
        pattern = re.sub(f"{_HOLE}(.+?){_HOLE}", r"(?P<\1>.+)", pattern)
        found.append((len(text), name, re.compile(pattern, re.DOTALL)))
    return [(name, pattern) for _, name, pattern in sorted(found, reverse=True, key=lambda one: one[0])]
