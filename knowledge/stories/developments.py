"""Tells what a report adds to what was told of its story before: sentences that say something else, or new numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.analysis import analyse
from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.boilerplate import is_furniture, is_plain_sentence, is_question
from knowledge.sentences import sentence_spans

SAID_BEFORE = 0.5
"""A sentence from this share of its terms on says again what was told, unless it has a number that was not."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class EarlierReports:
    """What earlier reports on a story said."""

    def __init__(self, articles: Iterable[StoryArticle]) -> None:
        texts = [text for article in articles for text in (article.headline or "", *article.paragraphs)]
        self._terms = frozenset(term for text in texts for term in analyse(text))
        self._numbers = frozenset(number for text in texts for number in _NUMBER.findall(text))

    def is_new(self, sentence: str) -> bool:
        """Whether a sentence tells something that these reports did not."""
        if any(number not in self._numbers for number in _NUMBER.findall(sentence)):
            return True
        terms = set(analyse(sentence))
        return len(terms & self._terms) < SAID_BEFORE * len(terms)


def adds_to(article: StoryArticle, covered: EarlierReports) -> bool:
    """Whether one plain news sentence of an article tells something new; of a headline alone, whether it does."""
    if not article.paragraphs:
        return covered.is_new(article.headline or "")
    return any(
        covered.is_new(sentence)
        for paragraph in article.paragraphs
        for sentence in (paragraph[start:end] for start, end in sentence_spans(paragraph))
        if is_plain_sentence(sentence) and not is_question(sentence) and not is_furniture(sentence)
    )
