"""Whatever articles say and whoever asks, every quote of every answer is one verbatim span of its stored article."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.answerer import Answerer
from knowledge.articles import Article
from knowledge.evaluation.memory_newsroom import MemoryNewsroom

pytestmark = pytest.mark.no_cover  # hundreds of examples, which other tests cover too

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)

SENTENCES = [
    "The Harl Bridge reopened on Wednesday.",
    "Engineer Mireille Sánchez said: “It cost $4.6 million.”",
    "Mr. J. K. Lind, 43, left the U.S. in Jan. 2019.",
    "Who pays?",
    "Read more…",
    "No. 5 beat No. 2 by 2-1!",
    "«Нет», сказал он.",
    "橋は水曜日に再開した。",
    "a" * 300,
    "[x](https://evil.example) **bold** @everyone",
    "Two\nlines of one paragraph.",
    "cafe\u0301 and café",
]
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), min_size=1, max_size=4).map(" ".join)
BODIES = st.lists(PARAGRAPHS.map(str.strip).filter(lambda text: bool(text) and "\n\n" not in text), max_size=6)
QUESTIONS = st.sampled_from(
    [
        "When did the Harl Bridge reopen?",
        "How much did it cost, Sánchez?",
        "Who left the U.S. in 2019?",
        "What was the score of No. 5 against No. 2?",
        "橋 再開",
        "Нет?",
        "cafe",
    ]
) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.lists(BODIES, min_size=1, max_size=5), QUESTIONS, st.none() | QUESTIONS)
def test_every_quote_is_one_span_of_its_article(bodies: list[list[str]], question: str, context: str | None) -> None:
    articles = [
        Article(
            f"Headline {number}",
            tuple(body),
            id=str(number),
            source=f"Outlet {number % 2}",
            published=NOW - timedelta(days=number) if number % 3 else None,
            url=f"https://a.example/{number}",
        )
        for number, body in enumerate(bodies)
    ]
    held = MemoryNewsroom(articles, now=NOW)
    answerer = Answerer(held.retriever, held, held.headlines, threshold=0.0)
    answer = asyncio.run(answerer.answer(question, now=NOW, context=context))
    assert answer.answered == bool(answer.quotes)
    assert len(answer.quotes) <= 3
    assert 0 <= answer.confidence <= 1
    for quote in (*answer.quotes, *answer.more):
        stored = articles[int(quote.article.article_id)]
        told = stored.headline if quote.is_headline else stored.text
        assert told is not None
        assert quote.text == told[quote.start : quote.end]
        assert quote.text.strip() == quote.text
        assert quote.text
        assert quote.text in quote.paragraph
        assert quote.paragraph in told
        assert all(0 <= span.start < span.end <= len(quote.text) for span in quote.answers)
        assert all(one.end <= following.start for one, following in pairwise(quote.answers))
    spans = [(quote.article.number, quote.is_headline, quote.start, quote.end) for quote in answer.quotes]
    assert len(set(spans)) == len(spans)
