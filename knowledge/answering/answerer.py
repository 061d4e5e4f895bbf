"""Answers one question: retrieve, read, rank, quote, and decide whether to answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import zip_longest

from knowledge.answering.answers import Answer
from knowledge.answering.confidence import confidence_features, probability
from knowledge.answering.consideration import Consideration
from knowledge.answering.disagreements import disagreements
from knowledge.answering.emphasis import emphasise
from knowledge.answering.explanation import Explanation, explain
from knowledge.answering.freshness import is_stale, span_of_dates
from knowledge.answering.parts import parts_of, sides_of
from knowledge.answering.passages import RankedPassage, rank_passages, rerank_passages
from knowledge.answering.questions import Question, question_words, understand
from knowledge.answering.quotes import distinct, pick, rank_quotes
from knowledge.answering.weights import Weights, shipped_weights
from knowledge.articles import Paragraph, StoredArticle
from knowledge.retrieval import Filters, Hit, PassageStore, Searcher

RETRIEVED, RETRIEVED_RECENT = 120, 60
"""How many paragraphs are taken from all time, and how many more from the last days."""
HEADLINES, HEADLINES_RECENT = 40, 20
"""The same for headlines."""
HEADLINES_OF_TEXTS = 5
"""How many of them, the best, may be of articles whose text is held: it mostly says as much."""
RECENT = timedelta(days=30)
LOOKED_AT_AGAIN, QUOTED_FROM = 40, 20
"""How many paragraphs, the best at first look, get a second one, and out of how many of these quotes are cut."""
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
        language: str | None = None,
    ) -> Answer:
        """At most `quotes` quotes that answer `question`, or an abstention with the closest headlines.

        `now` (with a time zone) is the clock: what was published after it is not searched unless `filters` says until
        when. `context` is the earlier question of a follow-up, `language` that of the question (None: what its words
        tell).
        """
        answer, _ = await self.answer_and_consider(
            question, now=now, filters=filters, quotes=quotes, context=context, language=language
        )
        return answer

    async def answer_and_consider(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters = EVERYTHING,
        quotes: int = 3,
        context: str | None = None,
        language: str | None = None,
    ) -> tuple[Answer, Consideration]:
        """As `answer`, with what was weighed for it."""
        started = time.perf_counter()
        if filters.until is None:
            filters = replace(filters, until=now)
        considered = await self.consider(
            question, now=now, filters=filters, quotes=quotes, context=context, language=language
        )
        answered = bool(considered.picked) and considered.confidence >= self.threshold
        found = [quote.quote() for quote in considered.picked] if answered else []
        shown, more = emphasise(considered.question, found[:quotes]), tuple(found[quotes:])
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
                stale=answered and is_stale(question, published, now, considered.question.language),
                disagreements=disagreements(considered.question, shown),
                searched_articles=self._retriever.articles,
                searched_paragraphs=self._retriever.passages,
                ranked=_ranked(considered),
                elapsed_ms=(time.perf_counter() - started) * 1000,
                asked_at=now,
                unanswered_parts=tuple(
                    part for part, confidence in considered.parts if answered and confidence < self.threshold
                ),
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
        return answer, self.explanation(considered)

    def explanation(self, considered: Consideration) -> Explanation:
        """Why it was answered, or not, after this was weighed."""
        return explain(considered, self._weights, self.threshold, archive=self._held)

    async def consider(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters,
        quotes: int = 3,
        context: str | None = None,
        language: str | None = None,
    ) -> Consideration:
        """Weigh what there is for `question`, without deciding whether to answer."""
        understood, passages = await self.look(question, now=now, filters=filters, context=context, language=language)
        asked = parts_of(question)
        if len(asked) == 1:
            return await self.weigh(understood, passages, quotes=quotes)
        whole = f"{context} {question}" if context else question
        parts = []
        for part in asked:
            read = await asyncio.to_thread(
                understand, part, self._weighing, year=now.year, context=whole, language=understood.language
            )
            parts.append(await self.weigh(read, passages, quotes=quotes))
        return _together(understood, asked, parts, self.threshold, quotes + MORE)

    async def look(
        self,
        question: str,
        *,
        now: datetime,
        filters: Filters,
        context: str | None = None,
        language: str | None = None,
    ) -> tuple[Question, list[RankedPassage]]:
        """The question as it is read, and what is retrieved for it, ranked at first look."""
        understood, hits, headlines = await asyncio.to_thread(self._retrieve, question, now, filters, context, language)
        if not hits and not headlines:
            return understood, []
        found = await self._store.neighbourhoods([hit.passage for hit in hits], reach=0)
        others = await self._store.entries([hit.article for hit in headlines if hit.article not in found.articles])
        entries = {**found.articles, **others}
        named = [entries[hit.article] for hit in headlines if hit.article in entries]
        told = [entry.number for entry in named if entry.paragraphs][HEADLINES_OF_TEXTS:]
        named = [entry for entry in named if entry.number not in told]
        return understood, await asyncio.to_thread(
            rank_passages, understood, hits, found, named, now=now, weights=self._weights.first_look
        )

    async def weigh(self, question: Question, passages: Sequence[RankedPassage], *, quotes: int = 3) -> Consideration:
        """Rank the best of `passages` (best first) once more, and cut quotes out of them."""
        if not passages:
            return Consideration(question, (), (), (), {}, 0.0)
        best = [passage.paragraph.number for passage in passages[:LOOKED_AT_AGAIN] if not passage.is_headline]
        found = await self._store.neighbourhoods(best, reach=1)
        neighbours = {(paragraph.article, paragraph.position): paragraph for paragraph in found.paragraphs.values()}
        return await asyncio.to_thread(self._weigh, question, passages, neighbours, quotes)

    def _weigh(
        self,
        question: Question,
        passages: Sequence[RankedPassage],
        neighbours: Mapping[tuple[int, int], Paragraph],
        quotes: int,
    ) -> Consideration:
        best = passages[:LOOKED_AT_AGAIN]
        again = rerank_passages(question, best, self._beside(question, best, neighbours), self._weights.paragraphs)
        passages = (*again, *passages[LOOKED_AT_AGAIN:])
        ranked = rank_quotes(question, again[:QUOTED_FROM], neighbours, self._weights.quotes)
        picked = pick(question, ranked, quotes + MORE, sides_of(question.text))
        if not picked:
            return Consideration(question, passages, (), (), {}, 0.0)
        features = confidence_features(question, passages, picked[0], self._weights)
        confidence = probability(self._weights, features, archive=self._held)
        return Consideration(question, passages, tuple(ranked), tuple(picked), features, confidence)

    @property
    def _held(self) -> int:
        """How many paragraphs may be found, or headlines where these are more."""
        return self._weighing.passages

    def _beside(
        self, question: Question, passages: Sequence[RankedPassage], neighbours: Mapping[tuple[int, int], Paragraph]
    ) -> dict[int, float]:
        """The better BM25 score of the paragraphs next to each of `passages`, by its number."""
        numbers = [paragraph.number for paragraph in neighbours.values()]
        scores = dict(zip(numbers, self._retriever.passage_scores(question.terms, numbers), strict=True))
        beside = {}
        for passage in passages:
            article, position = passage.paragraph.article, passage.paragraph.position
            steps = () if passage.is_headline else (-1, 1)
            next_to = (neighbours.get((article, position + step)) for step in steps)
            beside[passage.paragraph.number] = max((scores[n.number] for n in next_to if n is not None), default=0.0)
        return beside

    def _retrieve(
        self, question: str, now: datetime, filters: Filters, context: str | None, language: str | None
    ) -> tuple[Question, list[Hit], list[Hit]]:
        """The question, and the paragraphs and the headlines found for it."""
        understood = understand(question, self._weighing, year=now.year, context=context, language=language)
        if not understood.terms:
            return understood, [], []
        hits = _search(self._retriever, understood.terms, RETRIEVED, RETRIEVED_RECENT, filters, now - RECENT)
        if understood.common:
            # As articles in other languages have its words.
            found = _search(self._retriever, understood.common, RETRIEVED, RETRIEVED_RECENT, filters, now - RECENT)
            hits = _better(hits, found)
        if self._headlines is None:
            return understood, hits, []
        telling = _telling(understood)
        headlines = _search(self._headlines, telling, HEADLINES, HEADLINES_RECENT, filters, now - RECENT)
        return understood, hits, headlines

    @property
    def _weighing(self) -> Searcher:
        """What tells how rare words are: paragraphs, or headlines where these are more."""
        if self._headlines is None or self._headlines.passages <= self._retriever.passages:
            return self._retriever
        return self._headlines

    async def _closest(self, considered: Consideration, filters: Filters) -> tuple[StoredArticle, ...]:
        numbers: Sequence[int] = ()
        terms = _telling(considered.question)
        if self._headlines is not None and terms:
            found = await asyncio.to_thread(self._headlines.search, terms, limit=CLOSEST, filters=filters)
            numbers = [hit.article for hit in found]
        by_text = (passage.article.number for passage in considered.passages)
        numbers = list(dict.fromkeys((*numbers, *by_text)))[:CLOSEST]
        entries = await self._store.entries(numbers) if numbers else {}
        return tuple(entries[number] for number in numbers if number in entries)


def _together(
    question: Question, asked: Sequence[str], parts: Sequence[Consideration], threshold: float, limit: int
) -> Consideration:
    """The parts of a question weighed as one: the best quote of each answered part in order, then further ones."""
    best = max(parts, key=lambda part: part.confidence)
    leading = [part.picked[0] for part in parts if part.picked and part.confidence >= threshold]
    further = [
        quote for turn in zip_longest(*(part.picked[1:] for part in parts)) for quote in turn if quote is not None
    ]
    picked = distinct([*leading, *best.picked[:1], *further])[:limit]
    confidences = tuple((text, part.confidence) for text, part in zip(asked, parts, strict=True))
    return replace(best, question=question, picked=tuple(picked), parts=confidences)


def _telling(question: Question) -> list[str]:
    """What headlines are searched for: one is not close because it says "why", too."""
    light = question_words(question.language)
    return [term for term in (*question.terms, *question.own) if term not in light]


def _search(
    searcher: Searcher, terms: Sequence[str], limit: int, recent: int, filters: Filters, since: datetime
) -> list[Hit]:
    """The best `limit` passages, and so many more of those published after `since`, each once."""
    hits = searcher.search(terms, limit=limit, filters=filters)
    if len(hits) == limit and (filters.since is None or filters.since < since):
        newer = searcher.search(terms, limit=recent, filters=replace(filters, since=since))
        hits = list({hit.passage: hit for hit in (*hits, *newer)}.values())
    return hits


def _better(hits: Sequence[Hit], others: Sequence[Hit]) -> list[Hit]:
    """All passages found, each once, with its better score."""
    best = {hit.passage: hit for hit in hits}
    for hit in others:
        if hit.passage not in best or hit.score > best[hit.passage].score:
            best[hit.passage] = hit
    return list(best.values())


def _ranked(considered: Consideration) -> tuple[tuple[int, int], ...]:
    return tuple((passage.paragraph.number, passage.article.number) for passage in considered.passages)
