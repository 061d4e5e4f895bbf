"""Text to paragraphs and headlines: what the rules of writing them down have in common over all formats."""

from __future__ import annotations

import re

from knowledge.articles import Article, HeadlineOnly, Picture, Published
from knowledge.reading.encoding import storable
from knowledge.reading.results import LONGEST_HEADLINE, ReadingError
from knowledge.sentences import first_sentence

DERIVED_LENGTH = 200
"""Characters of a headline taken from a first sentence, before the ellipsis."""

_LINE_BREAK = re.compile(r"\r\n?")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_ENOUGH_FOR_A_SENTENCE = 4 * DERIVED_LENGTH


def split_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text in which blank lines part them, as written, without white space around them.

    Line breaks inside a paragraph stay, in the one form of "\\n".
    """
    if "\r" in text:
        text = _LINE_BREAK.sub("\n", text)
    return tuple(filter(None, map(str.strip, _BLANK_LINE.split(text))))


def one_line(text: str) -> str:
    """Text for a place that has only one line (headline, name): line breaks, tabs and runs of spaces become a space."""
    return _SPACES.sub(" ", storable(text)).strip()


def derived_headline(paragraphs: tuple[str, ...]) -> str:
    """The first sentence of a body, as written; if it is over 200 characters, cut after a word, with an ellipsis."""
    sentence = one_line(first_sentence(paragraphs[0][:_ENOUGH_FOR_A_SENTENCE]))
    if len(sentence) <= DERIVED_LENGTH:
        return sentence
    head = sentence[: DERIVED_LENGTH + 1]
    whole_words = head.rpartition(" ")[0].rstrip(" ,;:-–—") or head[:DERIVED_LENGTH]
    return whole_words + "…"


def as_reading(
    headline: str | None,
    paragraphs: tuple[str, ...],
    *,
    record_id: str | None = None,
    source: str | None = None,
    published: Published | None = None,
    url: str | None = None,
    picture: Picture | None = None,
    language: str | None = None,
) -> Article | HeadlineOnly:
    """An article with the headline given or else taken from its first sentence; a headline alone, without picture, if
    it has no body.

    Raises ReadingError if there is neither, or if the headline is too long to be one.
    """
    if headline and len(headline) > LONGEST_HEADLINE:
        raise ReadingError(
            f"Its headline has {len(headline):,} characters; the longest allowed is {LONGEST_HEADLINE:,}."
        )
    if paragraphs:
        return Article(
            headline=headline or derived_headline(paragraphs),
            paragraphs=paragraphs,
            id=record_id,
            source=source,
            published=published,
            url=url,
            derived=not headline,
            picture=picture,
            language=language,
        )
    if not headline:
        raise ReadingError("It has neither a text nor a title.")
    return HeadlineOnly(headline=headline, source=source, published=published, url=url, id=record_id, language=language)
