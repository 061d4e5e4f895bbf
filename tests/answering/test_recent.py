"""The same question within a minute has the same answer, unless there is other news or the asker may see less."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from knowledge.answering.answers import Answer
from knowledge.answering.recent import FRESH, MOST, Recent
from knowledge.articles import Article
from knowledge.newsroom import Newsroom
from knowledge.requests.responding import respond
from knowledge.view import NewsView

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
QUESTION = "How many otters did the wardens count on the river Vess?"


def otters(count: str, hours: int) -> Article:
    return Article(
        f"Otters on the Vess: {count}",
        (f"Wardens counted {count} otters on the river Vess this week.",),
        source="Harrow Post",
        published=NOW - timedelta(hours=hours),
        url=f"https://harrowpost.example/otters-{count}",
    )


async def answered(news: NewsView, *, now: datetime, **options: Any) -> Answer:
    response = await respond(news, QUESTION, now=now, **options)
    assert response.answer is not None
    return response.answer


async def ask(newsroom: Newsroom, *, now: datetime, **options: Any) -> Answer:
    return await answered(await newsroom.view(None), now=now, **options)


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    opened = await Newsroom.open(tmp_path / "data")
    await opened.ingest([otters("eleven", 20)], now=NOW)
    yield opened
    await opened.close()


async def test_the_same_question_within_a_minute_is_answered_from_the_same_work(newsroom: Newsroom) -> None:
    first = await ask(newsroom, now=NOW)
    again = await ask(newsroom, now=NOW + timedelta(seconds=1))
    assert "eleven" in again.quotes[0].text
    assert again.quotes is first.quotes
    later = await ask(newsroom, now=NOW + FRESH)
    assert later.quotes is not first.quotes
    before = await ask(newsroom, now=NOW - timedelta(seconds=1))
    assert before.quotes is not first.quotes


async def test_news_that_comes_meanwhile_is_in_the_next_answer(newsroom: Newsroom) -> None:
    await ask(newsroom, now=NOW)
    await newsroom.ingest([otters("fourteen", 1)], now=NOW)
    answer = await ask(newsroom, now=NOW)
    assert "fourteen" in " ".join(quote.text for quote in (*answer.quotes, *answer.more))


async def test_what_one_may_see_another_is_not_told(newsroom: Newsroom) -> None:
    feed = await newsroom.feeds.add("https://secret.example/feed", now=NOW, public=False)
    await newsroom.feeds.store_entries(feed, [otters("ninety", 1)], now=NOW, backlog=False)
    seeing, others = await newsroom.view(frozenset({feed.number})), await newsroom.view(frozenset())
    answer = await answered(seeing, now=NOW)
    assert "ninety" in " ".join(quote.text for quote in (*answer.quotes, *answer.more))
    answer = await answered(others, now=NOW)
    assert "ninety" not in " ".join(quote.text for quote in (*answer.quotes, *answer.more))


@pytest.mark.parametrize(
    "options",
    [
        {"quotes": 1},
        {"since": NOW - timedelta(hours=1)},
        {"context": "What about badgers?"},
        {"sources": ["Harrow Post"]},
    ],
    ids=str,
)
async def test_asked_otherwise_it_is_another_question(newsroom: Newsroom, options: dict[str, object]) -> None:
    first = await ask(newsroom, now=NOW)
    other = await ask(newsroom, now=NOW, **options)
    assert other.ranked is not first.ranked


async def test_only_so_many_are_kept(newsroom: Newsroom) -> None:
    answer = await ask(newsroom, now=NOW)
    recent = Recent()
    for key in range(MOST + 1):
        recent.add(key, answer, now=NOW)
    assert recent.get(0, now=NOW) is None
    assert recent.get(1, now=NOW) is not None
    assert recent.get(MOST, now=NOW) is not None


async def test_what_is_asked_while_it_is_worked_on_is_worked_on_once() -> None:
    recent, begun = Recent(), 0
    release = asyncio.Event()

    async def work() -> int:
        nonlocal begun
        begun += 1
        await release.wait()
        return begun

    asking = [asyncio.create_task(recent.once("key", work, now=NOW)) for _ in range(5)]
    other = asyncio.create_task(recent.once("other", work, now=NOW))
    await asyncio.sleep(0)
    asking[1].cancel()
    release.set()
    await asyncio.wait([*asking, other])
    assert begun == 2
    assert {task.result() for task in asking if not task.cancelled()} == {2}


async def test_where_it_fails_the_next_one_works() -> None:
    recent, begun = Recent(), 0

    async def work() -> int:
        nonlocal begun
        begun += 1
        await asyncio.sleep(0)
        if begun == 1:
            raise RuntimeError
        return begun

    first, *others = await asyncio.gather(
        *(recent.once("key", work, now=NOW) for _ in range(4)), return_exceptions=True
    )
    assert isinstance(first, RuntimeError)
    assert others == [2, 2, 2]
