"""Measures our summaries beside the first three sentences, by ROUGE against reference summaries.

Run `python -m benchmarks.summaries [FILE]`; the file holds one JSON object a line with `text` and `reference`. Needs
rouge-score, which nothing else here does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.comparing.boilerplate import is_furniture, is_plain_sentence, is_question
from knowledge.sentences import sentence_spans
from knowledge.stories.summary import summarise

DEFAULT_FILE = Path(__file__).parents[2] / "shared" / "eval" / "summaries" / "summaries.jsonl"
MEASURES = ("rouge1", "rouge2", "rougeL")
SENTENCES = 3


def ours(text: str, sentences: int = SENTENCES) -> str:
    """What the program shows."""
    return " ".join(sentence.text for sentence in summarise([text], sentences=sentences))


def lead(text: str, sentences: int = SENTENCES) -> str:
    """The first sentences as they stand."""
    return " ".join(_sentences(text)[:sentences])


def clean_lead(text: str, sentences: int = SENTENCES) -> str:
    """The first sentences that our summary may choose from: without bylines, dates and the like."""
    plain = [s for s in _sentences(text) if is_plain_sentence(s) and not is_question(s) and not is_furniture(s)]
    return " ".join(plain[:sentences])


SYSTEMS: Mapping[str, Callable[[str, int], str]] = {
    "ours": ours,
    "lead-3": lead,
    "lead-3 of news sentences": clean_lead,
}


def compare(rows: Sequence[Mapping[str, Any]], *, sentences: int = SENTENCES, resamples: int = 2_000) -> dict[str, Any]:
    """Mean ROUGE F1 of each system over rows with `text` and `reference`, and how far ours is ahead of lead-3.

    `ahead` gives for each measure the mean difference with its 95 % interval, from resampling articles in pairs.
    """
    scores = {
        name: np.array([rouge_scores(row["reference"], system(row["text"], sentences)) for row in rows])
        for name, system in SYSTEMS.items()
    }
    difference = scores["ours"] - scores["lead-3"]
    draws = np.random.default_rng(1).integers(0, len(rows), (resamples, len(rows)))
    low, high = np.percentile(difference[draws].mean(axis=1), (2.5, 97.5), axis=0)
    report: dict[str, Any] = {"articles": len(rows), "sentences": sentences}
    for name, values in scores.items():
        report[name] = dict(zip(MEASURES, values.mean(axis=0).round(4).tolist(), strict=True))
    report["ahead"] = {
        measure: {
            "mean": round(float(difference[:, column].mean()), 4),
            "interval": [round(float(low[column]), 4), round(float(high[column]), 4)],
        }
        for column, measure in enumerate(MEASURES)
    }
    return report


def rouge_scores(reference: str, candidate: str) -> tuple[float, float, float]:
    """ROUGE-1, -2 and -L F1 (0 to 1) with Porter stems, as rouge-score gives them for whole texts."""
    scores = _scorer().score(reference, candidate)
    return tuple(scores[measure].fmeasure for measure in MEASURES)


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(list(MEASURES), use_stemmer=True)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def main() -> int:
    """Print the report as one JSON document; exit status 1 if the file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT_FILE)
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="how many sentences a summary has")
    arguments = parser.parse_args()
    try:
        rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except OSError as error:
        print(f"{arguments.file} cannot be read: {error.strerror}. Name a file of summaries.", file=sys.stderr)
        return 1
    report = compare(rows, sentences=arguments.sentences)
    for name, half in _by_set(rows).items():
        report.setdefault("by_set", {})[name] = compare(half, sentences=arguments.sentences)
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return 0


def _by_set(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    sets: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        sets.setdefault(str(row.get("set", "")), []).append(row)
    return sets if len(sets) > 1 else {}


if __name__ == "__main__":
    sys.exit(main())
