"""Whether quotes can be about what was asked: of its year, and old only where they name all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from knowledge.analysis import analyse
from knowledge.answering.answers import Quote
from knowledge.answering.passages import age_in_days
from knowledge.articles import as_datetime
from knowledge.languages.tables import ENGLISH
from knowledge.requests.draft import plain
from knowledge.requests.outcomes import outcome_asked
from knowledge.requests.topics import Topic

LEAST = 0.5
"""The share of a question that a quote must name with its paragraph and headline."""
LEAST_OF_OLD = 0.8
"""The share of a question that a quote older than `OLD_DAYS`, or in another language, must name with its paragraph and
headline."""
OLD_DAYS = 60.0
LONG_AGO_DAYS = 365.0
"""Whether something is so, or has happened, is not told by older news."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAST = re.compile(
    r"\b(?:who|what|which|how|when|where)\b.*\b(?:won|died|did|was|were|happened|ended|beat|"
    r"lost)\b|^(?:did|was|were)\b"
)
_SAID = re.compile(
    r"\b(?:what|how|why) (?:did|does|do|has|have) (?P<who>(?:[\w'.-]+ ){1,4}?)"
    r"(?:say|said|think|tweet(?:ed)?|respond(?:ed)?|react(?:ed)?|comment(?:ed)?|promised?|announced?)\b"
)
_NOBODY = frozenset(analyse("he she they it we people anyone everyone experts officials police"))
_YES_OR_NO = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|will)\b(?!.*\b(?:who|what|when|"
    r"where|why|how|which)\b)"
)


def speaker(question: str) -> frozenset[str]:
    """The terms that name whoever "what did … say about …" asks of; none if it asks nothing of the kind."""
    found = _SAID.search(plain(question))
    return frozenset(analyse(found["who"])) - _NOBODY if found is not None else frozenset()


def can_answer(question: str, topic: Topic, quotes: Sequence[Quote], *, now: datetime, language: str = ENGLISH) -> bool:
    """Whether one of `quotes` can answer `question`, asked at `now` in a language, which names no span of time.

    What has not begun has not ended: nobody won the cup of next year. A year that is named must stand beside the quote,
    or the quote be of that year or later. And old news must name nearly all that is asked about, as must news in
    another language, where words that look alike need not mean the same.
    """
    asked = plain(question)
    years = [int(year) for year in _YEAR.findall(asked)]
    if _PAST.search(asked) and any(year > now.year for year in years):
        return False
    outcome = outcome_asked(question, topic)
    return any(
        _fits(asked, years, topic, quote, now, quote.article.language == language)
        and (outcome is None or outcome.told_by(quote) > 0)
        for quote in quotes
    )


def _fits(asked: str, years: Sequence[int], topic: Topic, quote: Quote, now: datetime, is_own_language: bool) -> bool:
    text = f"{quote.article.headline or ''} {quote.paragraph}"
    published = quote.article.published
    for year in years:
        if str(year) not in text and (published is None or as_datetime(published).year < year):
            return False
    age = age_in_days(published, now)
    if is_own_language and (age is None or age <= OLD_DAYS):
        return topic.covered(topic.read(text, quote.article.language)) >= LEAST
    if _YES_OR_NO.search(asked) and not years and age is not None and age > LONG_AGO_DAYS:
        return False
    return topic.covered(topic.read(text, quote.article.language)) >= LEAST_OF_OLD
