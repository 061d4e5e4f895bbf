"""The measures of answer quality, each a plain function of values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.analysis import analyse

_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIGURES = {
    stem: str(number)
    for words, numbers in ((_UNITS, range(20)), (_TENS, range(20, 100, 10)))
    for stem, number in zip(analyse(words), numbers, strict=True)
}
_SAME_NAMES = {
    " ".join(analyse(written)): meant
    for written, meant in (
        ("United States of America", "america"),
        ("United States", "america"),
        ("U.S.", "america"),
        ("USA", "america"),
        ("United Kingdom", "britain"),
        ("Great Britain", "britain"),
        ("UK", "britain"),
        ("per cent", "percent"),
        ("dollars", ""),
    )
}
_BINS = 10
_RESAMPLES = 2_000


def fold(text: str) -> str:
    """Text as it is compared: lower case, everything but letters and digits folded to one space, none at the ends."""
    return _NEITHER_LETTER_NOR_DIGIT.sub(" ", text.lower()).strip()


def contains_any(text: str, wanted: Iterable[str]) -> bool:
    """Whether `text` holds one of the `wanted` strings as whole words, both folded; empty strings never count."""
    folded = f" {fold(text)} "
    return any(f" {fold(one)} " in folded for one in wanted if fold(one))


def contains_leniently(text: str, wanted: Iterable[str]) -> bool:
    """As `contains_any`, where the same in other words counts: other endings and accents, numbers in words or figures,
    "U.S." for "United States"."""
    held = f" {_lenient(text)} "
    return any(f" {_lenient(one)} " in held for one in wanted if _lenient(one))


def _lenient(text: str) -> str:
    terms = " ".join(_FIGURES.get(term, term) for term in analyse(text))
    for written, meant in _SAME_NAMES.items():
        terms = re.sub(rf"\b{re.escape(written)}\b", meant, terms)
    return " ".join(terms.split())


def is_gold(paragraph: str, gold_passages: Iterable[str]) -> bool:
    """Whether a paragraph holds a gold passage or stands inside one, both folded."""
    folded = fold(paragraph)
    return bool(folded) and any(
        folded in gold or gold in folded for gold in (fold(passage) for passage in gold_passages) if gold
    )


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """How often a positive has the higher score than a negative, ties counting half; None without both."""
    if not positives or not negatives:
        return None
    above = np.asarray(positives)[:, None] - np.asarray(negatives)[None, :]
    return float(((above > 0) + 0.5 * (above == 0)).mean())


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Expected calibration error over ten bins of equal width; None without values."""
    if not confidences:
        return None
    stated, were = np.asarray(confidences), np.asarray(right, float)
    bins = np.minimum((stated * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(stated[bins == index].mean() - were[bins == index].mean()) * (bins == index).mean()
            for index in set(bins.tolist())
        )
    )


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """At `threshold`: the shares of all questions that were left unanswered, and that got a wrong answer."""

    threshold: float
    abstained: float
    wrong: float


def abstention_curve(confidences: Sequence[float], right: Sequence[bool], steps: int = 20) -> list[CurvePoint]:
    """Wrong answers against abstentions at evenly spaced thresholds from 0 to 1."""
    if not confidences:
        return []
    stated, were = np.asarray(confidences), np.asarray(right, bool)
    return [
        CurvePoint(
            round(float(threshold), 4),
            float((stated < threshold).mean()),
            float(((stated >= threshold) & ~were).mean()),
        )
        for threshold in np.linspace(0, 1, steps + 1)
    ]


def interval(hits: Sequence[bool], *, seed: int = 1) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of a share; None without values."""
    if not hits:
        return None
    values = np.asarray(hits, float)
    drawn = np.random.default_rng(seed).integers(0, len(values), (_RESAMPLES, len(values)))
    return _bounds(values[drawn].mean(axis=1))


def auroc_interval(
    positives: Sequence[float], negatives: Sequence[float], *, seed: int = 1, resamples: int = 300
) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of `auroc`; None without both."""
    if not positives or not negatives:
        return None
    chance, high, low = np.random.default_rng(seed), np.asarray(positives), np.asarray(negatives)
    drawn = [
        auroc(chance.choice(high, len(high)).tolist(), chance.choice(low, len(low)).tolist()) for _ in range(resamples)
    ]
    return _bounds(np.asarray(drawn, float))


def _bounds(values: npt.NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
