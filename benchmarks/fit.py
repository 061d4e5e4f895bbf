"""Fits every constant of `knowledge/answering/weights.toml` from the datasets, cross-validated over weeks.

python -m benchmarks.fit ../shared/eval HEADLINES [--write] [--folds N]

HEADLINES is the folder that `../shared/eval/headlines/make.py` writes.
"""

from __future__ import annotations

import argparse
import asyncio
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.dataset_newsroom import memory_newsroom
from knowledge.answering.answerer import LOOKED_AT_AGAIN, Answerer
from knowledge.answering.consideration import Consideration
from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import Question
from knowledge.answering.quotes import CandidateQuote, votes
from knowledge.answering.weights import Features, Weights, score, shipped_weights
from knowledge.articles import as_datetime
from knowledge.evaluation.datasets import EvaluationQuestion, read_dataset
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.evaluation.metrics import contains_any, is_gold
from knowledge.evaluation.run import DEPTHS, QUOTES, Evaluation, Outcome, evaluate
from knowledge.retrieval import Filters

Floats = npt.NDArray[np.float64]

DATASETS = ("realtimeqa", "newsqa", "headlines", "mixed")
"""The last asks the other questions of the first in the archive of the third, where a third of the articles are
headlines alone: so that weights do not learn from the third that headlines are always right."""
NOW = datetime(2024, 7, 2, tzinfo=UTC)
"""The clock of questions without a date."""
PENALTY = 0.01
"""L2 penalty on standardised features: what keeps a dozen weights from following 237 questions too closely."""
GOLD_ELSEWHERE, ANSWER_ELSEWHERE = 0.5, 0.25
"""What a quote with the answer counts outside a gold passage, and outside a gold article (it may be a coincidence)."""
HEADLINE = 0.5
"""What the headline of an article with a text counts: a sentence of the text says more."""
FEWEST_ANSWERED = 0.9
"""The share of realtimeqa's answerable questions that the default threshold lets through."""


@dataclass(frozen=True)
class Case:
    """A question of one dataset, and the week (or article) that it must not be parted from."""

    question: EvaluationQuestion
    dataset: str
    newsroom: MemoryNewsroom
    group: str
    gold: frozenset[int]
    understood: Question
    looked_at: Sequence[RankedPassage]
    """What was retrieved, with its features, which no weight changes."""

    async def consider(self, weights: Weights) -> Consideration:
        """What `Answerer.consider` gives with these weights, without retrieving anew."""
        scored = [replace(found, score=score(weights.first_look, found.features)) for found in self.looked_at]
        scored.sort(key=lambda passage: (-passage.score, passage.paragraph.number))
        answerer = Answerer(self.newsroom.retriever, self.newsroom, self.newsroom.headlines, weights=weights)
        return await answerer.weigh(self.understood, scored, quotes=QUOTES)


@dataclass(frozen=True)
class Choice:
    """The candidates of one question: a row of features each, and how right each of them is (0 to 1)."""

    features: Floats
    right: Floats


async def load(folder: Path, headlines: Path) -> list[Case]:
    """The cases of all datasets; answerable ones whose articles are all later are left out."""
    news, newsqa, bare = (read_dataset(path) for path in (folder / "realtimeqa", folder / "newsqa", headlines))
    newsroom, texts, mixture = (memory_newsroom(one.articles, now=NOW) for one in (news, newsqa, bare))
    asked = {question.text for question in bare.questions}
    others = [question for question in news.questions if question.text not in asked]
    sources = ((newsroom, news.questions), (texts, newsqa.questions), (mixture, bare.questions), (mixture, others))
    return [
        case
        for name, (held, questions) in zip(DATASETS, sources, strict=True)
        for question in questions
        if (case := await _case(name, held, question)) is not None
    ]


async def _case(name: str, newsroom: MemoryNewsroom, question: EvaluationQuestion) -> Case | None:
    numbers, asked_at = newsroom.numbers, question.asked_at or NOW
    gold = frozenset(numbers[record] for record in question.gold_articles)
    articles = (await newsroom.entries(sorted(gold))).values()
    dates = [article.published for article in articles]
    if dates and all(day is not None and as_datetime(day) > asked_at for day in dates):
        return None
    if name == "mixed" and articles and not any(article.paragraphs for article in articles):
        return None
    excluded = frozenset(numbers[record] for record in question.excluded_articles if record in numbers)
    filters = Filters(until=asked_at, excluded_articles=excluded)
    answerer = Answerer(newsroom.retriever, newsroom, newsroom.headlines)
    looked = await answerer.look(question.text, now=asked_at, filters=filters)
    return Case(question, name, newsroom, group(question), gold, *looked)


def group(question: EvaluationQuestion) -> str:
    """The ISO week in which a question was asked, or else its gold articles: what stays in one fold."""
    if question.asked_at is not None:
        return "{}-{}".format(*question.asked_at.isocalendar()[:2])
    return ",".join(question.gold_articles) or question.id


async def fit(cases: Sequence[Case], *, without: frozenset[str] = frozenset()) -> Weights:
    """Weights for all three models, each fitted on what the one before it gives. `without` has features to
    drop, each as `model.feature`."""
    start = shipped_weights()
    answerable = [case for case in cases if case.question.answerable]

    names = [name for name in start.first_look if f"first_look.{name}" not in without]
    choices = [_choice_of_passages(case, case.looked_at, names) for case in answerable]
    weights = replace(start, first_look=_named(names, _softmax_regression(choices)))

    names = [name for name in start.paragraphs if f"paragraphs.{name}" not in without]
    choices = [await _passages(case, weights, names) for case in answerable]
    weights = replace(weights, paragraphs=_named(names, _softmax_regression(choices)))

    names = [name for name in start.quotes if f"quotes.{name}" not in without]
    ranked = [await _quotes(case, weights) for case in answerable]
    rights = [[_rightness(case, quote) for quote in quotes] for case, quotes in zip(answerable, ranked, strict=True)]
    unvoted = [name for name in names if name != "votes"]
    choices = [_choice(quotes, right, unvoted) for quotes, right in zip(ranked, rights, strict=True)]
    first_round = _named(unvoted, _softmax_regression(choices))
    if "votes" in names:
        ranked = [_voted(quotes, first_round) for quotes in ranked]
        choices = [_choice(quotes, right, names) for quotes, right in zip(ranked, rights, strict=True)]
        weights = replace(weights, quotes=_named(names, _softmax_regression(choices)))
    else:
        weights = replace(weights, quotes=first_round)

    names = [name for name in start.confidence if f"confidence.{name}" not in without]
    rows, right, kept = await cards(cases, weights, names)
    intercept, slopes = logistic_regression(rows, right)
    weights = replace(weights, confidence=_named(names, slopes), intercept=intercept)
    news = [case.question.answerable and case.dataset == DATASETS[0] for case in kept]
    return replace(weights, threshold=_threshold(weights, names, rows, news))


async def cards(cases: Sequence[Case], weights: Weights, names: Sequence[str]) -> tuple[Floats, Floats, list[Case]]:
    """The features of confidence and whether the card is right, for the cases with quotes, which are given too."""
    rows, right, kept = [], [], []
    for case in cases:
        considered = await case.consider(weights)
        if considered.features:
            shown = considered.picked[:QUOTES]
            rows.append([considered.features[name] for name in names])
            right.append(any(contains_any(quote.text, case.question.answers) for quote in shown))
            kept.append(case)
    return np.array(rows), np.array(right, float), kept


async def cross_validate(
    cases: Sequence[Case], folds: int, fitted: Callable[[Sequence[Case]], Any]
) -> dict[str, Evaluation]:
    """Each dataset's evaluation where every question was answered with weights fitted on other weeks."""
    groups = sorted({case.group for case in cases})
    np.random.default_rng(0).shuffle(groups)
    fold_of = {name: number % folds for number, name in enumerate(groups)}
    outcomes: dict[str, list[Evaluation]] = {name: [] for name in DATASETS}
    for fold in range(folds):
        weights = await fitted([case for case in cases if fold_of[case.group] != fold])
        held_out = [case for case in cases if fold_of[case.group] == fold]
        for name, evaluation in (await measure(held_out, weights)).items():
            outcomes[name].append(evaluation)
    return {
        name: Evaluation(tuple(outcome for part in parts for outcome in part.outcomes), 0)
        for name, parts in outcomes.items()
    }


async def measure(cases: Sequence[Case], weights: Weights) -> dict[str, Evaluation]:
    """Each dataset's evaluation with these weights, by the code that `nutgraf evaluate` runs."""
    results = {}
    for name in DATASETS:
        chosen = [case for case in cases if case.dataset == name]
        if chosen:
            newsroom = chosen[0].newsroom
            answerer = Answerer(newsroom.retriever, newsroom, newsroom.headlines, weights=weights)
            questions = [case.question for case in chosen]
            results[name] = await evaluate(questions, answerer, newsroom, newsroom.numbers, now=NOW)
    return results


async def _passages(case: Case, weights: Weights, names: Sequence[str]) -> Choice:
    return _choice_of_passages(case, (await case.consider(weights)).passages[:LOOKED_AT_AGAIN], names)


def _choice_of_passages(case: Case, passages: Sequence[RankedPassage], names: Sequence[str]) -> Choice:
    return Choice(
        np.array([[passage.features[name] for name in names] for passage in passages]),
        np.array([_is_right(case, passage) for passage in passages], float),
    )


def _is_right(case: Case, passage: RankedPassage) -> bool:
    """Whether a passage is gold, or a gold article's headline that holds the answer."""
    if passage.is_headline and passage.article.number in case.gold:
        return contains_any(passage.paragraph.text, case.question.answers)
    return is_gold(passage.paragraph.text, case.question.gold_passages)


async def _quotes(case: Case, weights: Weights) -> Sequence[CandidateQuote]:
    return (await case.consider(weights)).quotes


def _rightness(case: Case, quote: CandidateQuote) -> float:
    if not contains_any(quote.text, case.question.answers):
        return 0.0
    if _is_right(case, quote.passage):
        return HEADLINE if quote.passage.article.paragraphs and quote.passage.is_headline else 1.0
    return GOLD_ELSEWHERE if quote.passage.article.number in case.gold else ANSWER_ELSEWHERE


def _voted(quotes: Sequence[CandidateQuote], first_round: Features) -> list[CandidateQuote]:
    found = votes(quotes, [score(first_round, quote.features) for quote in quotes])
    return [
        replace(quote, features={**quote.features, "votes": vote}) for quote, vote in zip(quotes, found, strict=True)
    ]


def _choice(quotes: Iterable[CandidateQuote], right: Sequence[float], names: Sequence[str]) -> Choice:
    return Choice(np.array([[quote.features[name] for name in names] for quote in quotes]), np.array(right))


def _softmax_regression(choices: Sequence[Choice]) -> Floats:
    """Weights under which a softmax over each question's candidates picks a right one as often as possible."""
    useful = [choice for choice in choices if choice.right.any()]
    features = np.concatenate([choice.features for choice in useful])
    right = np.concatenate([choice.right for choice in useful])
    sizes = [len(choice.right) for choice in useful]
    starts, owner = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(sizes)), sizes)
    spread = features.std(axis=0) + 1e-9
    features = (features - features.mean(axis=0)) / spread

    def gradient(weights: Floats) -> Floats:
        scores = features @ weights
        exponents = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chance = exponents / np.add.reduceat(exponents, starts)[owner]
        among_right = chance * right
        among_right = among_right / (np.add.reduceat(among_right, starts) + 1e-12)[owner]
        slope: Floats = PENALTY * weights + features.T @ (chance - among_right) / len(sizes)
        return slope

    weights: Floats = _minimised(gradient, features.shape[1]) / spread
    return weights


def logistic_regression(rows: Floats, right: Floats) -> tuple[float, Floats]:
    """Intercept and weights of a logistic regression."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    features = np.c_[np.ones(len(rows)), (rows - middle) / spread]
    penalty = np.r_[0.0, np.full(rows.shape[1], PENALTY / 10)]

    def gradient(weights: Floats) -> Floats:
        chance = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope: Floats = penalty * weights + features.T @ (chance - right) / len(rows)
        return slope

    weights = _minimised(gradient, features.shape[1])
    slopes = weights[1:] / spread
    return float(weights[0] - slopes @ middle), slopes


def _minimised(gradient: Callable[[Floats], Floats], size: int, steps: int = 400, rate: float = 0.1) -> Floats:
    """Where a convex function has its minimum, by Adam with a rate that falls to zero."""
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights -= rate * (1 + math.cos(math.pi * step / steps)) / 2 * move
    return weights


def _threshold(weights: Weights, names: Sequence[str], rows: Floats, answerable: Sequence[bool]) -> float:
    """The highest probability that lets the wanted share of answerable questions through."""
    slopes = np.array([weights.confidence[name] for name in names])
    chance = 1 / (1 + np.exp(-(weights.intercept + rows @ slopes)))
    lowest = np.quantile(chance[np.array(answerable)], 1 - FEWEST_ANSWERED, method="lower")
    return math.floor(1000 * float(lowest)) / 1000  # as it is written down


def _named(names: Sequence[str], values: Floats) -> Features:
    return dict(zip(names, (round(float(value), 3) for value in values), strict=True))


def as_toml(weights: Weights, folder: Path, cases: int) -> Iterator[str]:
    """The lines of the table that ships."""
    yield "# Every fitted number of answering, by `python -m benchmarks.fit`; see docs/answer-quality.md."
    yield f"# Fitted on {date.today().isoformat()} from {' and '.join(DATASETS)} in {folder.name} ({cases} questions)."  # noqa: DTZ011
    yield "\n[answering]"
    yield f"threshold = {weights.threshold:.3f}"
    tables: Mapping[str, Features] = {
        "first_look": weights.first_look,
        "paragraphs": weights.paragraphs,
        "quotes": weights.quotes,
        "confidence": {"intercept": weights.intercept, **weights.confidence},
    }
    for name, features in tables.items():
        yield f"\n[{name}]"
        yield from (f"{feature} = {value:.3f}" for feature, value in features.items())


def summary(evaluation: Evaluation) -> str:
    """The main measures with their 95 % bootstrap intervals, one a line."""
    measures = evaluation.document()
    intervals = measures["intervals"]
    keys = [f"{kind}_hit@{depth}" for kind in ("article", "paragraph") for depth in DEPTHS]
    keys += ["answer_in_first_quote", "answer_in_card", "answered"]
    shown = [(key, measures[key], intervals[key]) for key in keys]
    for measure in ("abstained", "auroc"):
        shown += [
            (f"{measure} {type_}", value, intervals[measure][type_]) for type_, value in measures[measure].items()
        ]
    lines = [
        f"  {name:<42}{value:.3f}  {interval[0]:.2f}-{interval[1]:.2f}" for name, value, interval in shown if interval
    ]
    return "\n".join([*lines, f"  {'ece':<42}{measures['ece']:.3f}", f"  {'p99_ms':<42}{measures['p99_ms']:.0f}"])


def thresholds(evaluation: Evaluation) -> str:
    """What other thresholds would do: the share answered of each type of question, and of all answered wrongly."""
    types: dict[str, list[Outcome]] = {}
    for outcome in evaluation.outcomes:
        types.setdefault("answerable" if outcome.question.answerable else outcome.question.type, []).append(outcome)
    lines = ["  threshold  answered wrongly  answered of " + ", ".join(types)]
    for step in range(4, 16):
        threshold = step / 20
        wrong = np.mean([found.confidence >= threshold and not found.right for found in evaluation.outcomes])
        shares = (np.mean([found.confidence >= threshold for found in of_type]) for of_type in types.values())
        lines.append(f"  {threshold:9.2f}{wrong:18.3f}  " + "".join(f"{share:8.3f}" for share in shares))
    return "\n".join(lines)


async def main() -> None:
    """Fit, print what was reached, and with `--write` put the table in its place."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with realtimeqa and newsqa")
    parser.add_argument("headlines", type=Path, help="the folder that make.py of the headlines dataset wrote")
    parser.add_argument("--folds", type=int, default=5, help="of the cross-validation; 0 leaves it out")
    parser.add_argument("--write", action="store_true", help="replace knowledge/answering/weights.toml")
    arguments = parser.parse_args()
    cases = await load(arguments.folder, arguments.headlines)
    if arguments.folds:
        for name, evaluation in (await cross_validate(cases, arguments.folds, fit)).items():
            print(f"{name}, held out\n{summary(evaluation)}\n{thresholds(evaluation)}", flush=True)
    weights = await fit(cases)
    for name, evaluation in (await measure(cases, weights)).items():
        print(f"{name}, fitted on\n{summary(evaluation)}", flush=True)
    table = "\n".join(as_toml(weights, arguments.folder, len(cases))) + "\n"
    print(table)
    if arguments.write:
        target = Path(__file__).resolve().parents[1] / "knowledge" / "answering" / "weights.toml"
        target.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
