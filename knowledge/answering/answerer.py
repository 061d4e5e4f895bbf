"""Answers one question: retrieve, read, rank, quote, and decide whether to answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from knowledge.answering.answers import Answer, Quote
from knowledge.answering.store import Passages, PassageStore
from knowledge.articles import Paragraph, StoredArticle, moment
from knowledge.index.analysis import analyse
from knowledge.index.retriever import Filters, Hit, Retriever
from knowledge.sentences import sentence_spans

CANDIDATES = 200
REACH = 2
CLOSEST = 5


class Answerer:
    """Answers questions from what `retriever` finds and `store` holds; `headlines` finds the closest headlines."""

    def __init__(
        self,
        retriever: Retriever,
        store: PassageStore,
        headlines: Retriever | None = None,
        *,
        threshold: float = 0.3,
    ) -> None:
        self._retriever = retriever
        self._store = store
        self._headlines = headlines
        self._threshold = threshold

    async def answer(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters = Filters(),  # noqa: B008 (frozen)
        quotes: int = 3,
        context: str | None = None,
    ) -> Answer:
        started = time.perf_counter()
        if filters.until is None:
            filters = replace(filters, until=now)
        terms = list(analyse(question))
        hits = await asyncio.to_thread(self._retriever.search, terms, limit=CANDIDATES, filters=filters) if terms else []
        found = await self._store.neighbourhoods([hit.passage for hit in hits], reach=REACH)
        picked, confidence = await asyncio.to_thread(self._pick, terms, hits, found)
        answered = bool(picked) and confidence >= self._threshold
        closest = () if answered else await self._closest(terms, filters)
        shown = tuple(picked[:quotes]) if answered else ()
        dates = sorted((q.article.published for q in shown if q.article.published is not None), key=moment)
        return Answer(
            question=question,
            answered=answered,
            confidence=confidence,
            quotes=shown,
            more=tuple(picked[quotes : quotes + 6]) if answered else (),
            closest=closest,
            evidence_from=dates[0] if dates else None,
            evidence_to=dates[-1] if dates else None,
            stale=False,
            disagreements=(),
            searched_articles=self._retriever.articles,
            searched_paragraphs=self._retriever.passages,
            ranked=tuple((hit.passage, hit.article) for hit in hits),
            elapsed_ms=(time.perf_counter() - started) * 1000,
            asked_at=now,
        )

    def _pick(self, terms: Sequence[str], hits: Sequence[Hit], found: Passages) -> tuple[list[Quote], float]:
        wanted = dict(zip(terms, self._retriever.idf(list(terms)), strict=True))
        total = sum(wanted.values()) or 1.0
        quotes: list[Quote] = []
        best = 0.0
        for hit in hits[:20]:
            paragraph = found.paragraphs.get(hit.passage)
            if paragraph is None:
                continue
            article = found.articles[paragraph.article]
            top: tuple[float, int, int] | None = None
            for start, end in sentence_spans(paragraph.text):
                covered = sum(wanted.get(term, 0.0) for term in set(analyse(paragraph.text[start:end]))) / total
                if top is None or covered > top[0]:
                    top = (covered, start, end)
            if top is None:
                continue
            best = max(best, top[0])
            quotes.append(_quote(paragraph, article, top[1], top[2]))
        return quotes, min(1.0, best)

    async def _closest(self, terms: Sequence[str], filters: Filters) -> tuple[StoredArticle, ...]:
        if self._headlines is None or not terms:
            return ()
        hits = await asyncio.to_thread(self._headlines.search, terms, limit=CLOSEST, filters=filters)
        entries = await self._store.entries([hit.article for hit in hits])
        return tuple(entries[hit.article] for hit in hits if hit.article in entries)


def _quote(paragraph: Paragraph, article: StoredArticle, start: int, end: int) -> Quote:
    return Quote(
        text=paragraph.text[start:end],
        start=paragraph.start + start,
        end=paragraph.start + end,
        paragraph=paragraph.text,
        passage=paragraph.number,
        article=article,
    )
