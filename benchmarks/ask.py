"""How long whole questions take, from the text of a question to its answer, in a newsroom on disk as the bot opens it.

python -m benchmarks.ask ../shared/eval/archive/articles.jsonl.xz ../shared/eval/realtimeqa/questions.jsonl

Each question is asked as of the day on which it was asked, one after another, and then several at a time, as busy
servers do. `cpu_p50_ms` and `cpu_p99_ms` are the processor time of all threads, the heartbeat's included: what a
question takes where no other program wants the processor. `rss_mb` is everything that asking needs, beyond what the
imports take.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.heartbeat import heartbeat
from benchmarks.search import resident_mb
from knowledge.evaluation.datasets import EvaluationQuestion, read_questions
from knowledge.index.index import Index
from knowledge.newsroom import Newsroom
from knowledge.reading.paths import read_paths
from knowledge.requests.responding import respond

NOW = datetime(2026, 11, 24, tzinfo=UTC)
"""Asked then, where a question does not say when."""
IN_FLIGHT = 8
Results = dict[str, Any]


def main() -> None:
    """Print what was measured as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, help="a file of records, packed or not")
    parser.add_argument("questions", type=Path, help="the questions.jsonl of a dataset")
    parser.add_argument("--data-dir", type=Path, help="keep the newsroom there, or use the one that is there")
    parser.add_argument("--json", action="store_true", help="as it is anyway")
    options = parser.parse_args()
    questions = list(read_questions(options.questions))
    with tempfile.TemporaryDirectory(prefix="nutgraf-benchmark-") as folder:
        data_dir = options.data_dir or Path(folder)
        results: Results = {}
        # Processes of their own: what taking in leaves in memory is no part of what asking needs.
        if not any(data_dir.glob("*")):
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                results |= process.submit(ingest, data_dir, options.articles).result()
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            results |= process.submit(ask, data_dir, questions).result()
    results["machine"] = {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
    print(json.dumps(results, indent=1))


def ingest(data_dir: Path, articles: Path) -> Results:
    """Fill a data dir as `nutgraf ingest` does."""

    async def run() -> None:
        newsroom = await Newsroom.open(data_dir)
        try:
            await newsroom.ingest(read_paths([str(articles)]), now=NOW)
        finally:
            await newsroom.close()

    started = time.perf_counter()
    asyncio.run(run())
    return {"ingest_s": round(time.perf_counter() - started, 1)}


def ask(data_dir: Path, questions: Sequence[EvaluationQuestion]) -> Results:
    """Open the data dir, ask the first question, then all."""
    Index()  # imports the compiled search
    before = resident_mb()
    return asyncio.run(_ask(data_dir, questions, before))


async def _ask(data_dir: Path, questions: Sequence[EvaluationQuestion], before: float) -> Results:
    async def answer(question: EvaluationQuestion) -> tuple[float, float]:
        started, worked = time.perf_counter(), time.process_time()
        await respond(news, question.text, now=question.asked_at or NOW, zone=UTC)
        return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000

    started = time.perf_counter()
    newsroom = await Newsroom.open(data_dir)
    news = await newsroom.view(frozenset())
    try:
        await newsroom.warm_up(now=NOW)
        await answer(questions[0])
        results: Results = {
            "articles": newsroom.paragraph_index.articles,
            "paragraphs": newsroom.paragraph_index.passages,
            "questions": len(questions),
            "open_s": round(time.perf_counter() - started, 3),
        }
        with heartbeat() as late:
            times = np.array([await answer(question) for question in questions])
        for name, ms in zip(("", "cpu_"), times.T, strict=True):
            results |= {f"{name}p{q}_ms": round(float(np.percentile(ms, q)), 1) for q in (50, 99)}
        results |= {
            "loop_late_ms": late.summary(),
        }
        started = time.perf_counter()
        for at in range(0, len(questions), IN_FLIGHT):
            await asyncio.gather(*map(answer, questions[at : at + IN_FLIGHT]))
        results["answers_a_second"] = round(len(questions) / (time.perf_counter() - started), 1)
        return results | {"rss_mb": round(resident_mb() - before), "rss_with_imports_mb": round(resident_mb())}
    finally:
        await newsroom.close()


if __name__ == "__main__":
    main()
