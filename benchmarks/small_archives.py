"""Measures confidence where little is held: pieces of NewsQA articles, asked their own questions and strangers'.

`python -m benchmarks.small_archives ../shared/eval` prints JSON, for each number of paragraphs held: the share of own
questions answered, of strangers' abstained from, and the log odds at which an answer is as likely right as not, which
should be those of the threshold (knowledge.answering.confidence sees to it).
"""

from __future__ import annotations

import asyncio
import gzip
import json
import math
import random
import sys
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.answering.answerer import Answerer
from knowledge.answering.weights import shipped_weights
from knowledge.articles import PARAGRAPH_BREAK, Paragraph, StoredArticle
from knowledge.evaluation.metrics import fold
from knowledge.index.index import Index
from knowledge.retrieval import IndexedArticle, IndexedPassage, Passages

QUESTIONS = 500
SIZES = (3, 5, 9, 17, 40)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class OneArticle:
    """A store that holds a single article, with its index."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        start = 0
        self.paragraphs: dict[int, Paragraph] = {}
        for number, text in enumerate(paragraphs):
            self.paragraphs[number] = Paragraph(number, 1, number, start, text)
            start += len(text) + len(PARAGRAPH_BREAK)
        self.article = StoredArticle(1, "1", paragraphs[0][:80], True, None, None, None, len(paragraphs), NOW)
        self.index = Index()
        passages = tuple(IndexedPassage(number, text) for number, text in enumerate(paragraphs))
        self.index.add([IndexedArticle(1, None, None, passages)])

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        wanted = {number + step for number in passages for step in range(-reach, reach + 1)}
        return Passages({n: p for n, p in self.paragraphs.items() if n in wanted}, {1: self.article})

    async def entries(self, numbers: Collection[int]) -> dict[int, StoredArticle]:
        return {1: self.article} if 1 in numbers else {}


async def measure(folder: Path) -> dict[int, dict[str, float]]:
    """For each size in paragraphs: shares (0 to 1) at the shipped threshold, and even log odds by a logistic fit."""
    with gzip.open(folder / "newsqa" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    bodies = {record["id"]: [p.strip() for p in record["text"].split("\n\n") if p.strip()] for record in records}
    questions = [json.loads(line) for line in (folder / "newsqa" / "questions_in_context.jsonl").open(encoding="utf-8")]
    return {size: await _measure(size, bodies, questions[:QUESTIONS]) for size in SIZES}


async def _measure(size: int, bodies: dict[str, list[str]], questions: Sequence[dict[str, Any]]) -> dict[str, float]:
    chooser = random.Random(1)
    odds: list[float] = []
    right: list[bool] = []
    answered: list[bool] = []
    for question in questions:
        own = bodies[question["gold_article_ids"][0]]
        stranger = bodies[chooser.choice(list(bodies))]
        gold = next((at for at, text in enumerate(own) if _holds(text, question["gold_passages"])), None)
        if gold is None:
            continue
        for body, start in ((own, max(0, gold - chooser.randrange(size))), (stranger, 0)):
            held = OneArticle(body[start : start + size])
            answerer = Answerer(held.index, held, threshold=0.0)
            answer = await answerer.answer(question["question"], now=NOW)
            shown = [fold(quote.text) for quote in answer.quotes]
            hit = any(fold(text) in quote for quote in shown for text in question["answers"])
            if body is own and not hit:
                continue
            confidence = min(max(answer.confidence, 1e-6), 1 - 1e-6)
            odds.append(math.log(confidence / (1 - confidence)))
            right.append(body is own)
            answered.append(answer.confidence >= shipped_weights().threshold)
    truth, said = np.array(right), np.array(answered)
    slope, intercept = _logistic(np.array(odds), truth.astype(float))
    return {
        "questions": len(right),
        "answered": float(said[truth].mean()),
        "abstained": float(1 - said[~truth].mean()),
        "even_log_odds": -intercept / slope,
    }


def _holds(paragraph: str, passages: Sequence[str]) -> bool:
    return any(fold(passage) in fold(paragraph) or fold(paragraph) in fold(passage) for passage in passages)


def _logistic(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and intercept of a logistic regression by Newton's method."""
    design = np.stack([x, np.ones_like(x)], axis=1)
    weights = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ weights))
        curvature = (design * (p * (1 - p))[:, None]).T @ design + 1e-6 * np.eye(2)
        weights -= np.linalg.solve(curvature, design.T @ (p - y))
    return float(weights[0]), float(weights[1])


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]))), indent=2))
