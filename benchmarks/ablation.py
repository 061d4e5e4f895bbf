"""What each idea of answering brings: every one taken away in turn, and everything fitted again without it.

python -m benchmarks.ablation ../shared/eval HEADLINES [--folds N]
"""

from __future__ import annotations

import argparse
import asyncio
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy as np

from benchmarks.fit import DATASETS, Case, cards, cross_validate, fit, load, logistic_regression
from knowledge.answering import quotes
from knowledge.answering.weights import shipped_weights
from knowledge.evaluation.metrics import auroc

MEASURES = ("article_hit@1", "paragraph_hit@1", "paragraph_hit@3", "answer_in_first_quote", "answer_in_card")

IDEAS: dict[str, tuple[str, ...]] = {
    "recency at first look": ("first_look.recency",),
    "exact word forms": ("first_look.exact",),
    "position in the article": ("first_look.position", "quotes.position"),
    "the second look at paragraphs": tuple(
        f"paragraphs.{name}" for name in ("telling_coverage", "kind", "beside", "age", "asks")
    ),
    "second look: telling terms": ("paragraphs.telling_coverage",),
    "second look: kind of answer": ("paragraphs.kind",),
    "second look: the paragraphs beside": ("paragraphs.beside",),
    "second look: age": ("paragraphs.age",),
    "second look: paragraphs that ask": ("paragraphs.asks",),
    "quotes: score of the paragraph": ("quotes.paragraph",),
    "quotes: rank of the paragraph": ("quotes.rank",),
    "quotes: telling terms": ("quotes.telling_coverage",),
    "quotes: kind of answer": ("quotes.kind",),
    "quotes: votes of other articles": ("quotes.votes",),
    "headlines weighed apart": tuple(
        f"{model}.{name}" for model in ("first_look", "paragraphs", "quotes") for name in ("headline", "alone")
    ),
}
"""Features that make up an idea, each as `model.feature`."""

SWITCHES: dict[str, tuple[ModuleType, str, float]] = {
    "quotes of several sentences": (quotes, "LONGEST_QUOTE", 0),
    "quotes that grow": (quotes, "_AS_GOOD", -math.inf),
    "near-duplicate quotes dropped": (quotes, "_SAME", 2.0),
    "only further quotes about the question": (quotes, "_ABOUT_IT", 0.0),
}
"""Constants that switch an idea off."""


@contextmanager
def switched(module: ModuleType, constant: str, value: float) -> Iterator[None]:
    """Set a module's constant for a while."""
    before = getattr(module, constant)
    setattr(module, constant, value)
    try:
        yield
    finally:
        setattr(module, constant, before)


async def ranking(cases: Sequence[Case], folds: int) -> None:
    """Print held-out measures of the answerable questions, with everything and without each idea."""
    print("| without | " + " | ".join(f"{name} {measure}" for name in DATASETS for measure in MEASURES) + " |")
    await _row("(nothing)", cases, folds, frozenset())
    for idea, features in IDEAS.items():
        await _row(idea, cases, folds, frozenset(features))
    for idea, switch in SWITCHES.items():
        with switched(*switch):
            await _row(idea, cases, folds, frozenset())


async def _row(idea: str, cases: Sequence[Case], folds: int, without: frozenset[str]) -> None:
    found = await cross_validate(cases, folds, partial(fit, without=without))
    measured = {name: evaluation.document() for name, evaluation in found.items()}
    shown = [f"{measured[name][measure]:.3f}" for name in DATASETS for measure in MEASURES]
    print(f"| {idea} | " + " | ".join(shown) + " |", flush=True)


async def confidence(cases: Sequence[Case], folds: int) -> None:
    """Print held-out AUROC against each type of unanswerable question, without each feature of the confidence."""
    weights = shipped_weights()
    names = list(weights.confidence)
    rows, right, kept = await cards(cases, weights, names)
    types = np.array([f"{case.dataset} {_type(case)}" for case in kept])
    groups = sorted({case.group for case in kept})
    spec = dict(zip(groups, np.random.default_rng(0).permutation(len(groups)), strict=True))
    fold_of = np.array([spec[case.group] % folds for case in kept])
    others = sorted({str(type_) for type_ in types if not type_.endswith(" answerable")})
    print("| without | " + " | ".join(others) + " |")
    for dropped in (None, *names):
        columns = [index for index, name in enumerate(names) if name != dropped]
        odds = np.zeros(len(rows))
        for fold in range(folds):
            train = fold_of != fold
            intercept, slopes = logistic_regression(rows[train][:, columns], right[train])
            odds[~train] = intercept + rows[~train][:, columns] @ slopes
        shown = []
        for type_ in others:
            answerable = odds[types == f"{type_.split()[0]} answerable"]
            shown.append(f"{auroc(answerable.tolist(), odds[types == type_].tolist()):.3f}")
        print(f"| {dropped or '(nothing)'} | " + " | ".join(shown) + " |", flush=True)


def _type(case: Case) -> str:
    return "answerable" if case.question.answerable else case.question.type


async def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder with realtimeqa and newsqa")
    parser.add_argument("headlines", type=Path, help="the folder that make.py of the headlines dataset wrote")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--confidence", action="store_true", help="only the features of the confidence")
    arguments = parser.parse_args()
    cases = await load(arguments.folder, arguments.headlines)
    await confidence(cases, arguments.folds)
    if not arguments.confidence:
        await ranking([case for case in cases if case.question.answerable], arguments.folds)


if __name__ == "__main__":
    asyncio.run(main())
