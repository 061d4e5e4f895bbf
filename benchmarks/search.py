"""Measures the index against rank-bm25 and tantivy: `python -m benchmarks.search --paragraphs N --json`.

docs/performance.md says what each number means. `ratio_p50` and `ratio_p99` are how many times faster than rank-bm25
ours is, and how many times tantivy's time ours takes; null where tantivy is not installed. What stands at the top is
measured with numba where it is installed, else with numpy; `engines` has both.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from benchmarks import corpus
from benchmarks.heartbeat import heartbeat
from benchmarks.references import RankBM25, has_tantivy, tantivy_search
from knowledge.analysis import analyse
from knowledge.index.index import Index
from knowledge.retrieval import Filters

ARCHIVE = "benchmark"
B, K1 = 0.3, 1.5
IN_FLIGHT = 8
P = ParamSpec("P")
R = TypeVar("R")
Questions = Sequence[list[str]]
Results = dict[str, Any]


def main() -> None:
    """Print what was measured, with `--json` as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--limit", type=int, default=50, help="hits of each search")
    parser.add_argument("--rounds", type=int, default=5, help="how often each question is asked (rank-bm25: once)")
    parser.add_argument("--rank-bm25-questions", type=int, help="default: all up to 200,000 paragraphs, else 20")
    parser.add_argument("--no-numba", action="store_true", help="leave out the compiled search")
    parser.add_argument("--data", type=Path, default=corpus.EVALUATION, help="folder of real news; else text is made")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nutgraf-benchmark-") as folder:
        results = measure(Path(folder), options)
    if options.as_json:
        print(json.dumps(results, indent=1))
    else:
        for name, value in results.items():
            print(f"{name:20} {value}")


def measure(folder: Path, options: argparse.Namespace) -> Results:
    """Build, open, search, add and merge at one size."""
    engines = {"numba": True, "numpy": False}
    if options.no_numba or find_spec("numba") is None:
        del engines["numba"]
    index_folder, data, limit = folder / "index", options.data, options.limit
    questions = [terms for question in corpus.questions(data) if (terms := analyse(question))]
    results: Results = {"real_text": corpus.is_real(data), "questions": len(questions), "limit": limit}
    results |= alone(build, index_folder, options.paragraphs, data)
    opened = {}
    for name, fast in engines.items():
        alone(open_and_ask, index_folder, questions, limit, fast)  # the first start compiles, later ones need not
        opened[name] = alone(open_and_ask, index_folder, questions, limit, fast)
    indexes = {name: open_index(index_folder, fast) for name, fast in engines.items()}
    compared = compare(folder, indexes, questions, options)
    by_engine = {
        name: opened[name]
        | compared.pop(name)
        | filtered(index, questions, options)
        | alone(hold_the_loop, index_folder, questions, limit, engines[name], data)
        for name, index in indexes.items()
    }
    added = alone(add_articles, index_folder, next(iter(engines.values())), data)
    added["ratio_add100"] = {
        name: round(seconds * 1000 / added["add100_ms"]) for name, seconds in compared["rank_bm25_rebuild_s"].items()
    }
    best = next(iter(engines))
    results |= by_engine[best] | added | compared | {"engine": best}
    return results | {"engines": {"numba": None} | by_engine, "machine": machine()}


def alone(function: Callable[P, Results], *args: P.args, **options: P.kwargs) -> Results:
    """Run a function in a process of its own, so that memory and caches are its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(function, *args, **options).result()


def open_index(folder: Path, fast: bool) -> Index:
    """The index that `build` made."""
    return Index.open(folder, archive=ARCHIVE, b=B, k1=K1, fast=fast)


def build(folder: Path, paragraphs: int, data: Path) -> Results:
    """Build from text and save. Reading the text is part of it."""
    started = time.perf_counter()
    index = open_index(folder, fast=False)
    index.add(corpus.first(paragraphs, data), revision=1)
    index.save()
    return {
        "paragraphs": index.passages,
        "articles": index.articles,
        "build_s": round(time.perf_counter() - started, 2),
        "build_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "disk_mb": round(sum(path.stat().st_size for path in folder.iterdir()) / 2**20),
    }


def open_and_ask(folder: Path, questions: Questions, limit: int, fast: bool) -> Results:
    """Open and answer the first question, then all; resident memory is what came on top of the imports."""
    Index(fast=fast)
    before = resident_mb()
    started = time.perf_counter()
    index = open_index(folder, fast)
    index.search(questions[0], limit=limit)
    opened = time.perf_counter() - started
    for question in questions:
        hits = index.search(question, limit=limit)
        index.passage_scores(question, [hit.passage for hit in hits])
    return {"open_s": round(opened, 3), "rss_mb": round(resident_mb() - before), "segments": index.segments}


def compare(folder: Path, indexes: dict[str, Index], questions: Questions, options: argparse.Namespace) -> Results:
    """Ask ours and the references in turn, question by question, and hold the scores against rank-bm25's."""
    articles = list(corpus.first(options.paragraphs, options.data))
    started = time.perf_counter()
    documents = [analyse(passage.text) for article in articles for passage in article.passages]
    analysed_s = time.perf_counter() - started
    reference = RankBM25(articles, documents, b=B, k1=K1)
    del articles
    searches: dict[str, Callable[[list[str]], Any]] = {
        name: partial(index.search, limit=options.limit) for name, index in indexes.items()
    }
    tantivy_segments = None
    if has_tantivy():
        searches["tantivy"], tantivy_segments = tantivy_search(folder / "tantivy", documents, options.limit)
    asked_of_reference = options.rank_bm25_questions or (len(questions) if len(documents) <= 200_000 else 20)
    del documents
    step = max(1, len(questions) // asked_of_reference)

    for search in searches.values():
        for question in questions[:20]:
            search(question)
    times: dict[str, list[float]] = {name: [] for name in searches}
    slow: list[float] = []
    difference, other_orders = 0.0, 0
    for turn in range(options.rounds):
        for at, question in enumerate(questions):
            found = {name: timed(times[name], search, question) for name, search in searches.items()}
            if turn == 0 and at % step == 0:
                scores = timed(slow, reference.top, question, options.limit)
                for name in indexes:
                    apart, same_order = reference.compare(scores, found[name])
                    difference, other_orders = max(difference, apart), other_orders + (not same_order)
    typical = {name: middle(values, len(questions)) for name, values in times.items()} | {"rank-bm25": np.array(slow)}
    p50, p99 = (
        {"tantivy": None} | {name: round(float(np.percentile(ms, q)), 4) for name, ms in typical.items()}
        for q in (50, 99)
    )
    return {name: ratios(p50, p99, name) for name in indexes} | {
        "max_abs_diff": difference,
        "other_orders": other_orders,
        "rank_bm25_questions": len(slow),
        "rank_bm25_rebuild_s": {
            "from_text": round(analysed_s + reference.build_s, 2),
            "from_terms": round(reference.build_s, 2),
        },
        "tantivy_segments": tantivy_segments,
    }


def ratios(p50: dict[str, Any], p99: dict[str, Any], engine: str) -> Results:
    """How many times faster than rank-bm25 an engine is, and how many times tantivy's time it takes."""
    results: Results = {}
    for name, ms in (("p50", p50), ("p99", p99)):
        ours, tantivy = ms[engine], ms["tantivy"]
        results[f"{name}_ms"] = {"ours": ours, "rank-bm25": ms["rank-bm25"], "tantivy": tantivy}
        results[f"ratio_{name}"] = {
            "rank-bm25": round(ms["rank-bm25"] / ours, 1),
            "tantivy": round(ours / tantivy, 3) if tantivy else None,
        }
    return results


def filtered(index: Index, questions: Questions, options: argparse.Namespace) -> Results:
    """The same questions under filters, in turn with unfiltered ones; 1.0 is the unfiltered time."""
    filters = {
        "none": Filters(),
        "source": Filters(sources=frozenset({1})),
        "since": Filters(since=datetime(2022, 1, 1, tzinfo=UTC)),
        "week": Filters(since=datetime(2023, 3, 1, tzinfo=UTC), until=datetime(2023, 3, 8, tzinfo=UTC)),
        "excluded": Filters(excluded_articles=frozenset(range(1, 200))),
    }
    times: dict[str, list[float]] = {name: [] for name in filters}
    for _ in range(options.rounds):
        for question in questions:
            for name, chosen in filters.items():
                timed(times[name], index.search, question, limit=options.limit, filters=chosen)
    typical = {name: middle(values, len(questions)) for name, values in times.items()}
    plain = typical.pop("none")

    def ratio(name: str, q: int) -> float:
        return round(float(np.percentile(typical[name], q) / np.percentile(plain, q)), 2)

    return {f"filtered_p{q}": {name: ratio(name, q) for name in typical} for q in (50, 99)}


def hold_the_loop(folder: Path, questions: Questions, limit: int, fast: bool, data: Path) -> Results:
    """How late (ms) the event loop wakes up while threads search, add, and merge everything."""
    index, new = open_index(folder, fast), corpus.more_articles(1000, data)
    for question in questions[:20]:
        index.search(question, limit=limit)
    results: Results = {}

    async def search(some: Questions) -> None:
        await asyncio.gather(*(asyncio.to_thread(index.search, question, limit=limit) for question in some))

    async def run() -> None:
        with heartbeat() as late:
            await asyncio.sleep(1)
        results["idle"] = late.summary()
        for in_flight in (1, IN_FLIGHT):
            with heartbeat() as late:
                for at in range(0, len(questions), in_flight):
                    await search(questions[at : at + in_flight])
            results[f"searching_{in_flight}"] = late.summary()
        with heartbeat() as late:
            for at in range(0, len(new), 100):
                await asyncio.to_thread(index.add, new[at : at + 100])
        results["adding"] = late.summary()
        await asyncio.to_thread(index.finish_merges)
        with heartbeat() as late:
            # So many tombstones that the oldest segment is written anew.
            await asyncio.to_thread(index.remove, range(1, index.articles, 2))
        results["removing_half"] = late.summary()
        started = time.perf_counter()
        with heartbeat() as late:
            merging = asyncio.create_task(asyncio.to_thread(index.finish_merges))
            while not merging.done():
                await search([questions[len(late.late) % len(questions)]])
        results["merging_and_searching"] = late.summary()
        results["merge_s"] = round(time.perf_counter() - started, 2)

    asyncio.run(run())
    return {"loop_late_ms": results, "merge_s": results.pop("merge_s")}


def add_articles(folder: Path, fast: bool, data: Path) -> Results:
    """Add articles by the hundred, from text to found, in a process that has only just opened the index. Merges are
    waited for in between, as in life they have minutes. The slowest is the first: it meets every word anew."""
    index, new = open_index(folder, fast), corpus.more_articles(5000, data)
    times: list[float] = []
    worked = []
    for start in range(0, len(new), 100):
        before = time.thread_time()
        timed(times, index.add, new[start : start + 100])
        worked.append((time.thread_time() - before) * 1000)
        index.finish_merges()
    return {
        "add100_ms": round(float(np.median(times)), 1),
        "add100_cpu_ms": round(float(np.median(worked)), 1),
        "add100_worst_ms": round(max(times), 1),
    }


def timed(times: list[float], function: Callable[P, R], *args: P.args, **options: P.kwargs) -> R:
    """Call a function and note how many milliseconds it took."""
    started = time.perf_counter()
    result = function(*args, **options)
    times.append((time.perf_counter() - started) * 1000)
    return result


def middle(times: list[float], questions: int) -> Any:
    """Of each question's rounds the middle time: now and then another process takes a whole time slice."""
    return np.median(np.reshape(times, (-1, questions)), axis=0)


def machine() -> Results:
    """What the numbers were measured on."""
    packages = ("numpy", "rank-bm25", *(name for name in ("numba", "tantivy") if find_spec(name)))
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in packages},
    }


def resident_mb() -> float:
    """Resident memory of this process, mapped files included."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
