"""The fitted numbers of answering, read from the table that ships beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Features = Mapping[str, float]
"""What is known of one candidate, by the name of the feature."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature of each of the four linear models.

    `first_look` ranks retrieved paragraphs, `paragraphs` the best of them once more, `quotes` ranks candidate quotes,
    `confidence` (with `intercept`) gives the log odds that the quotes answer the question; at `threshold` (a
    probability) and above there is an answer.
    """

    first_look: Features
    paragraphs: Features
    quotes: Features
    confidence: Features
    intercept: float
    threshold: float


def score(weights: Features, features: Features) -> float:
    """The weighted sum of the features that have a weight."""
    return sum(weight * features[name] for name, weight in weights.items())


@cache
def shipped_weights() -> Weights:
    """The weights of `weights.toml`."""
    table = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
    confidence = dict(table["confidence"])
    return Weights(
        first_look=table["first_look"],
        paragraphs=table["paragraphs"],
        quotes=table["quotes"],
        intercept=confidence.pop("intercept"),
        confidence=confidence,
        threshold=table["answering"]["threshold"],
    )
