"""How long whole questions take, retrieval and answering, over all articles of a file held in memory.

python -m benchmarks.ask ../shared/eval/archive/articles.jsonl.xz ../shared/eval/realtimeqa/questions.jsonl
"""

from __future__ import annotations

import asyncio
import gc
import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from benchmarks.memory import memory_newsroom
from knowledge.answering.answerer import Answerer
from knowledge.evaluation.datasets import read_questions

NOW = datetime(2026, 11, 24, tzinfo=UTC)
WARM_UP = 50
"""Questions asked before the clock runs, as a bot warms up."""


async def measure(articles: Path, questions: Path) -> dict[str, float]:
    """Milliseconds of one question after another, and the longest time that the event loop was held meanwhile."""
    newsroom = memory_newsroom(articles, now=NOW)
    answerer = Answerer(newsroom.retriever, newsroom, newsroom.headlines)
    asked = [question.text for question in read_questions(questions)]
    for text in asked[:WARM_UP]:
        await answerer.answer(text, now=NOW)
    gc.freeze()  # the newsroom in memory stands in for the database, whose rows the collector never sees
    held = asyncio.create_task(_longest_pause())
    times = [(await answerer.answer(text, now=NOW)).elapsed_ms for text in asked]
    held.cancel()
    return {
        "articles": newsroom.retriever.articles,
        "paragraphs": newsroom.retriever.passages,
        "questions": len(times),
        "p50_ms": float(np.percentile(times, 50)),
        "p99_ms": float(np.percentile(times, 99)),
        "loop_held_ms": await held,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


async def _longest_pause() -> float:
    longest = 0.0
    try:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before - 0.001)
    except asyncio.CancelledError:
        return longest * 1000


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1]), Path(sys.argv[2]))), indent=2))
