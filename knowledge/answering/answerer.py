"""Answers one question: retrieve, read, rank, quote, and decide whether to answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.answering.answers import Answer
from knowledge.answering.confidence import confidence_features, probability
from knowledge.answering.consideration import Consideration
from knowledge.answering.disagreements import disagreements
from knowledge.answering.explanation import Explanation, explain
from knowledge.answering.freshness import is_stale, span_of_dates
from knowledge.answering.passages import RankedPassage, rank_passages
from knowledge.answering.questions import Question, understand
from knowledge.answering.quotes import pick, rank_quotes
from knowledge.answering.store import PassageStore
from knowledge.answering.weights import Weights, shipped_weights
from knowledge.articles import Paragraph, StoredArticle
from knowledge.index.retriever import Filters, Hit, Searcher

RETRIEVED, RETRIEVED_RECENT = 200, 100
"""How many paragraphs are taken from all time, and how many more from the last days."""
RECENT = timedelta(days=30)
QUOTED_FROM = 25
"""Out of how many paragraphs, the best at first look, quotes are cut."""
MORE = 6
CLOSEST = 5
EVERYTHING = Filters()


class Answerer:
    """Answers questions from what `retriever` finds and `store` holds.

    `headlines` finds the closest headlines for abstentions (passage, article and entry numbers are one). At a
    confidence of `threshold` or more there is an answer; None means the measured default.
    """

    def __init__(
        self,
        retriever: Searcher,
        store: PassageStore,
        headlines: Searcher | None = None,
        *,
        threshold: float | None = None,
        weights: Weights | None = None,
    ) -> None:
        self._retriever = retriever
        self._store = store
        self._headlines = headlines
        self._weights = weights or shipped_weights()
        self.threshold = self._weights.threshold if threshold is None else threshold

    def within(self, retriever: Searcher, store: PassageStore, headlines: Searcher) -> Answerer:
        """The same for whoever may search and read only this."""
        return Answerer(retriever, store, headlines, threshold=self.threshold, weights=self._weights)

    async def answer(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters = EVERYTHING,
        quotes: int = 3,
        context: str | None = None,
    ) -> Answer:
        """At most `quotes` quotes that answer `question`, or an abstention with the closest headlines.

        `now` (with a time zone) is the clock: what was published after it is not searched unless `filters` says until
        when. `context` is the earlier question of a follow-up.
        """
        answer, _ = await self.answer_and_consider(question, now=now, filters=filters, quotes=quotes, context=context)
        return answer

    async def answer_and_consider(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters = EVERYTHING,
        quotes: int = 3,
        context: str | None = None,
    ) -> tuple[Answer, Consideration]:
        """As `answer`, with what was weighed for it."""
        started = time.perf_counter()
        if filters.until is None:
            filters = replace(filters, until=now)
        considered = await self.consider(question, now=now, filters=filters, quotes=quotes, context=context)
        answered = bool(considered.picked) and considered.confidence >= self.threshold
        shown = tuple(quote.quote() for quote in considered.picked[:quotes]) if answered else ()
        more = tuple(quote.quote() for quote in considered.picked[quotes:]) if answered else ()
        closest = () if answered else await self._closest(considered, filters)
        published = [quote.article.published for quote in shown]
        earliest, latest = span_of_dates(published)
        return (
            Answer(
                question=question,
                answered=answered,
                confidence=considered.confidence,
                quotes=shown,
                more=more,
                closest=closest,
                evidence_from=earliest,
                evidence_to=latest,
                stale=answered and is_stale(question, published, now),
                disagreements=disagreements(considered.question, shown),
                searched_articles=self._retriever.articles,
                searched_paragraphs=self._retriever.passages,
                ranked=_ranked(considered),
                elapsed_ms=(time.perf_counter() - started) * 1000,
                asked_at=now,
            ),
            considered,
        )

    async def explain(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters = EVERYTHING,
        quotes: int = 3,
        context: str | None = None,
    ) -> tuple[Answer, Explanation]:
        """As `answer`, with the reasons for it."""
        answer, considered = await self.answer_and_consider(
            question, now=now, filters=filters, quotes=quotes, context=context
        )
        return answer, explain(considered, self._weights, self.threshold, archive=self._retriever.passages)

    async def consider(
        self, question: str, *, now: datetime, filters: Filters, quotes: int = 3, context: str | None = None
    ) -> Consideration:
        """Weigh what there is for `question`, without deciding whether to answer."""
        understood, hits = await asyncio.to_thread(self._retrieve, question, now, filters, context)
        if not hits:
            return Consideration(understood, (), (), (), {}, 0.0)
        found = await self._store.neighbourhoods([hit.passage for hit in hits], reach=0)
        passages = await asyncio.to_thread(
            rank_passages, understood, hits, found, now=now, weights=self._weights.paragraphs
        )
        best = passages[:QUOTED_FROM]
        beside = await self._store.neighbourhoods([passage.paragraph.number for passage in best], reach=1)
        neighbours = {(paragraph.article, paragraph.position): paragraph for paragraph in beside.paragraphs.values()}
        return await asyncio.to_thread(self._weigh, understood, passages, neighbours, quotes)

    def _weigh(
        self,
        question: Question,
        passages: Sequence[RankedPassage],
        neighbours: Mapping[tuple[int, int], Paragraph],
        quotes: int,
    ) -> Consideration:
        ranked = rank_quotes(question, passages[:QUOTED_FROM], neighbours, self._weights.quotes)
        picked = pick(question, ranked, quotes + MORE)
        if not picked:
            return Consideration(question, tuple(passages), (), (), {}, 0.0)
        features = confidence_features(question, passages, picked[0], self._weights)
        confidence = probability(self._weights, features, archive=self._retriever.passages)
        return Consideration(question, tuple(passages), tuple(ranked), tuple(picked), features, confidence)

    def _retrieve(
        self, question: str, now: datetime, filters: Filters, context: str | None
    ) -> tuple[Question, list[Hit]]:
        understood = understand(question, self._retriever, year=now.year, context=context)
        if not understood.terms:
            return understood, []
        hits = self._retriever.search(understood.terms, limit=RETRIEVED, filters=filters)
        since = now - RECENT
        if len(hits) == RETRIEVED and (filters.since is None or filters.since < since):
            recent = self._retriever.search(
                understood.terms, limit=RETRIEVED_RECENT, filters=replace(filters, since=since)
            )
            hits = list({hit.passage: hit for hit in (*hits, *recent)}.values())
        return understood, hits

    async def _closest(self, considered: Consideration, filters: Filters) -> tuple[StoredArticle, ...]:
        numbers: Sequence[int] = ()
        terms = considered.question.terms
        if self._headlines is not None and terms:
            found = await asyncio.to_thread(self._headlines.search, terms, limit=CLOSEST, filters=filters)
            numbers = [hit.article for hit in found]
        by_text = (passage.article.number for passage in considered.passages)
        numbers = list(dict.fromkeys((*numbers, *by_text)))[:CLOSEST]
        entries = await self._store.entries(numbers) if numbers else {}
        return tuple(entries[number] for number in numbers if number in entries)


def _ranked(considered: Consideration) -> tuple[tuple[int, int], ...]:
    """Retrieved paragraphs, each once: by their best quote, then by first look."""
    passages = dict.fromkeys(
        (passage.paragraph.number, passage.article.number)
        for passage in (*(quote.passage for quote in considered.quotes), *considered.passages)
    )
    return tuple(passages)
