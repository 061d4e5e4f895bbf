"""Asks an `Answerer` the questions of a dataset and measures what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from knowledge.answering.answerer import Answerer
from knowledge.articles import as_datetime
from knowledge.evaluation.datasets import EvaluationQuestion
from knowledge.evaluation.metrics import (
    CurvePoint,
    abstention_curve,
    auroc,
    auroc_interval,
    calibration_error,
    contains_any,
    contains_leniently,
    interval,
    is_gold,
)
from knowledge.retrieval import Filters, PassageStore

DEPTHS = (1, 3, 10)
QUOTES = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    `article_rank` and `paragraph_rank` count from 1, None where nothing right was found. `in_quotes` says of each
    quote of the card, best first, whether it holds an answer, `in_card_leniently` whether one does in other words of
    the same meaning; the quotes are those of the card that the member would
    see were there no abstaining, so that ranking and abstaining are measured apart.
    """

    question: EvaluationQuestion
    answered: bool
    confidence: float
    article_rank: int | None
    paragraph_rank: int | None
    in_quotes: tuple[bool, ...]
    in_card_leniently: bool
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the card answers the question."""
        return self.question.answerable and any(self.in_quotes)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcomes of a run, and how many answerable questions were left out because all their articles are later."""

    outcomes: tuple[Outcome, ...]
    left_out: int

    def document(self) -> dict[str, Any]:
        """The measures as one flat JSON object; None where there was nothing to measure."""
        answerable = [outcome for outcome in self.outcomes if outcome.question.answerable]
        others = _by_type(outcome for outcome in self.outcomes if not outcome.question.answerable)
        hits: dict[str, list[bool]] = {}
        for depth in DEPTHS:
            hits[f"article_hit@{depth}"] = [_within(outcome.article_rank, depth) for outcome in answerable]
        for depth in DEPTHS:
            hits[f"paragraph_hit@{depth}"] = [_within(outcome.paragraph_rank, depth) for outcome in answerable]
        hits["answer_in_first_quote"] = [any(outcome.in_quotes[:1]) for outcome in answerable]
        hits["answer_in_card"] = [any(outcome.in_quotes) for outcome in answerable]
        hits["answer_in_card_lenient"] = [outcome.in_card_leniently for outcome in answerable]
        hits["answered"] = [outcome.answered for outcome in answerable]
        abstained = {type_: [not outcome.answered for outcome in found] for type_, found in others.items()}
        high = [outcome.confidence for outcome in answerable]
        low = {type_: [outcome.confidence for outcome in found] for type_, found in others.items()}
        times = [outcome.milliseconds for outcome in self.outcomes]
        confidences = [outcome.confidence for outcome in self.outcomes]
        right = [outcome.right for outcome in self.outcomes]
        return {
            **{key: _share(values) for key, values in hits.items()},
            "abstained": {type_: _share(values) for type_, values in abstained.items()},
            "auroc": {type_: auroc(high, values) for type_, values in low.items()},
            "p50_ms": float(np.percentile(times, 50)) if times else None,
            "p99_ms": float(np.percentile(times, 99)) if times else None,
            "questions": len(self.outcomes),
            "left_out": self.left_out,
            "counts": {
                **{key: [sum(values), len(values)] for key, values in hits.items()},
                "abstained": {type_: [sum(values), len(values)] for type_, values in abstained.items()},
                "auroc": {type_: [len(high), len(values)] for type_, values in low.items()},
            },
            "intervals": {
                **{key: interval(values) for key, values in hits.items()},
                "abstained": {type_: interval(values) for type_, values in abstained.items()},
                "auroc": {type_: auroc_interval(high, values) for type_, values in low.items()},
            },
            "ece": calibration_error(confidences, right),
            "curve": [
                {"threshold": point.threshold, "abstained": point.abstained, "wrong": point.wrong}
                for point in self.curve()
            ],
        }

    def curve(self) -> list[CurvePoint]:
        """Wrong answers against abstentions over all questions."""
        return abstention_curve(
            [outcome.confidence for outcome in self.outcomes], [outcome.right for outcome in self.outcomes]
        )


async def evaluate(
    questions: Iterable[EvaluationQuestion],
    answerer: Answerer,
    store: PassageStore,
    numbers: Mapping[str, int],
    *,
    now: datetime,
    limit: int | None = None,
    progress: Callable[[], None] | None = None,
) -> Evaluation:
    """Ask `questions`, at most `limit` of them.

    `numbers` gives the archive's number of each record's id; `store` is what `answerer` reads from. A question is
    asked at the end of its `asked_at`, or at `now` if it has none; later articles and the excluded ones are hidden.
    `progress` is called after each question.
    """
    outcomes: list[Outcome] = []
    left_out = 0
    for number, question in enumerate(questions):
        if limit is not None and number >= limit:
            break
        asked_at = question.asked_at or now
        gold = {numbers[record] for record in question.gold_articles if record in numbers}
        if question.answerable and await _all_later(store, gold, asked_at):
            left_out += 1
        else:
            outcomes.append(await _ask(question, answerer, store, numbers, gold, asked_at))
        if progress is not None:
            progress()
    return Evaluation(tuple(outcomes), left_out)


async def _ask(
    question: EvaluationQuestion,
    answerer: Answerer,
    store: PassageStore,
    numbers: Mapping[str, int],
    gold: set[int],
    asked_at: datetime,
) -> Outcome:
    excluded = frozenset(numbers[record] for record in question.excluded_articles if record in numbers)
    started = time.perf_counter()
    answer, considered = await answerer.answer_and_consider(
        question.text,
        now=asked_at,
        filters=Filters(until=asked_at, excluded_articles=excluded),
        quotes=QUOTES,
        context=question.context,
    )
    milliseconds = (time.perf_counter() - started) * 1000
    articles = list(dict.fromkeys(article for _, article in answer.ranked))
    texts = await _texts(store, answer.ranked)
    shown = considered.picked[:QUOTES]
    return Outcome(
        question=question,
        answered=answer.answered,
        confidence=answer.confidence,
        article_rank=_rank(article in gold for article in articles),
        paragraph_rank=_rank(is_gold(text, question.gold_passages) for text in texts),
        in_quotes=tuple(contains_any(quote.text, question.answers) for quote in shown),
        in_card_leniently=any(contains_leniently(quote.text, question.answers) for quote in shown),
        milliseconds=milliseconds,
    )


async def _texts(store: PassageStore, ranked: Sequence[tuple[int, int]]) -> list[str]:
    """What the first paragraphs say; the headline of an entry without text counts as its paragraph, others do not."""
    entries = await store.entries([article for passage, article in ranked if passage < 0])
    passages = [
        (passage, article)
        for passage, article in ranked
        if passage > 0 or (article in entries and not entries[article].paragraphs)
    ][: max(DEPTHS)]
    found = (await store.neighbourhoods([passage for passage, _ in passages if passage > 0], reach=0)).paragraphs
    return [
        found[passage].text if passage > 0 else entries[article].headline or ""
        for passage, article in passages
        if passage < 0 or passage in found
    ]


async def _all_later(store: PassageStore, gold: set[int], asked_at: datetime) -> bool:
    dates = [article.published for article in (await store.entries(sorted(gold))).values()]
    return bool(dates) and all(date is not None and as_datetime(date) > asked_at for date in dates)


def _by_type(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    types: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        types.setdefault(outcome.question.type, []).append(outcome)
    return types


def _rank(right: Iterable[bool]) -> int | None:
    return next((rank for rank, is_right in enumerate(right, 1) if is_right), None)


def _within(rank: int | None, depth: int) -> bool:
    return rank is not None and rank <= depth


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
