"""The sample outlets in other languages hold what their questions ask for, and the bot answers from them."""

from __future__ import annotations

import asyncio
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from benchmarks.languages import ANSWERABLE, UNANSWERABLE, Asked, questions, responses, shown, verdict
from knowledge.reading import read_feed
from knowledge.requests.response import Response

FEEDS = {
    "de": "grauhafener-anzeiger",
    "fr": "courrier-de-montcervolles",
    "es": "faro-de-valdeorillas",
    "pt": "folha-de-itaquerana",
    "ja": "shiomihama-shinpo",
}
ASKED = questions()
LEAST_RIGHT, LEAST_ABSTAINED = 12, 5
"""Of fourteen and of six, in every language: what docs/answer-quality.md says was measured."""


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@pytest.fixture(scope="module")
def responded() -> list[tuple[Asked, Response]]:
    return asyncio.run(responses(ASKED))


@pytest.mark.parametrize("language", FEEDS)
def test_each_holds_what_is_asked(language: str) -> None:
    feed = read_feed(files("config").joinpath("newsroom", FEEDS[language], "news.rss").read_bytes())
    text = folded("\n".join("\n".join((entry.headline or "", *entry.paragraphs)) for entry in feed.entries))
    asked = [one for one in ASKED if one.language == language]

    assert (feed.language or "")[:2] == language
    assert 6 <= len(feed.entries) <= 10
    assert Counter(bool(one.answers) for one in asked) == {True: ANSWERABLE, False: UNANSWERABLE}
    assert [answer for one in asked for answer in one.answers if folded(answer) not in text] == []
    assert [
        one.question for one in asked if any(folded(answer) in folded(one.question) for answer in one.answers)
    ] == []


@pytest.mark.parametrize("language", ["en", *FEEDS])
def test_most_are_answered_rightly(language: str, responded: list[tuple[Asked, Response]]) -> None:
    told = Counter(verdict(one, response) for one, response in responded if one.language == language)

    assert told["answered right"] >= LEAST_RIGHT
    assert told["abstained, rightly"] >= LEAST_ABSTAINED
    assert told["answered wrong"] == 0


def test_a_question_finds_articles_of_its_own_language_first(responded: list[tuple[Asked, Response]]) -> None:
    others = []
    for one, response in responded:
        if not one.answers or not list(shown(response)):
            continue
        answered = response.answer is not None and response.answer.answered
        articles = [item.article for item in response.items]
        articles += [quote.article for quote in response.answer.quotes] if response.answer and answered else []
        if articles[0].language != one.language:
            others.append(one.question)
    assert others == []
