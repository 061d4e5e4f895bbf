"""Measures the index against rank-bm25 and tantivy: `python -m benchmarks.search --paragraphs N --json`."""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from rank_bm25 import BM25Okapi

from benchmarks import corpus
from knowledge.index.analysis import analyse
from knowledge.index.index import Index
from knowledge.index.retriever import Filters, IndexedArticle

Timed = dict[str, list[float]]
ARCHIVE = "benchmark"
B, K1 = 0.3, 1.5


def main() -> None:
    """Print one table, or with `--json` one JSON document, of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--limit", type=int, default=50, help="hits of each search (what answering ranks again)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each question is asked (rank-bm25: once)")
    parser.add_argument(
        "--rank-bm25-questions",
        type=int,
        default=0,
        help="ask rank-bm25 only so many (0: all up to 200,000 paragraphs, else 20)",
    )
    parser.add_argument("--no-numba", action="store_true", help="leave out the compiled ranking")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nutgraf-benchmark-") as folder:
        results = measure(Path(folder), options)
    if options.as_json:
        print(json.dumps(results, indent=1))
    else:
        for name, value in results.items():
            print(f"{name:24} {value}")


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Build, open, search and add at one size; see `docs/performance.md` for what each number means."""
    fast, index_folder = not options.no_numba, folder / "index"
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
        results: dict[str, Any] = alone.submit(build, index_folder, options.paragraphs).result()
    terms = [analyse(question) for question in corpus.questions()]
    terms = [question for question in terms if question]
    # The first start compiles; later ones find the compiled code on the disk.
    for _ in range(2):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
            opened = alone.submit(open_and_ask, index_folder, terms, options.limit, fast).result()
    results |= opened
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
        results |= alone.submit(add_articles, index_folder, fast).result()
    index = Index.open(index_folder, archive=ARCHIVE, b=B, k1=K1, fast=fast)
    results |= {"questions": len(terms), "limit": options.limit, "numba": fast}
    results |= compare(folder, index, terms, options)
    results |= filtered(index, terms, options)
    results |= asyncio.run(lag(index, terms, options.limit))
    results["ratio_add100"] = {
        name: round(seconds * 1000 / results["add100_ms"]) for name, seconds in results["rank_bm25_rebuild_s"].items()
    }
    return results


def read(paragraphs: int) -> Iterator[IndexedArticle]:
    """Articles until they have as many paragraphs, the last one cut to fit."""
    left = paragraphs
    for article in corpus.articles():
        if left <= 0:
            return
        passages = article.passages[:left]
        left -= len(passages)
        yield IndexedArticle(article.number, article.source, article.published, passages)


def build(folder: Path, paragraphs: int) -> dict[str, Any]:
    """Build from text and save, in a process of its own, so that its peak memory is the build's."""
    started = time.perf_counter()
    index = Index.open(folder, archive=ARCHIVE, b=B, k1=K1, fast=False)
    index.add(read(paragraphs), revision=1)
    built = time.perf_counter()
    index.save()
    return {
        "paragraphs": index.passages,
        "articles": index.articles,
        "build_s": round(built - started, 2),
        "save_s": round(time.perf_counter() - built, 2),
        "build_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "disk_mb": round(sum(path.stat().st_size for path in folder.iterdir()) / 2**20),
    }


def open_and_ask(folder: Path, terms: Sequence[Sequence[str]], limit: int, fast: bool) -> dict[str, Any]:
    """Open and answer the first question, then all; resident memory is what came on top of the imports."""
    Index(fast=fast)
    before = resident_mb()
    started = time.perf_counter()
    index = Index.open(folder, archive=ARCHIVE, b=B, k1=K1, fast=fast)
    index.search(terms[0], limit=limit)
    opened = time.perf_counter() - started
    for question in terms:
        hits = index.search(question, limit=limit)
        index.passage_scores(question, [hit.passage for hit in hits])
        index.article_scores(question, sorted({hit.article for hit in hits}))
    return {"open_s": round(opened, 3), "rss_mb": round(resident_mb() - before), "segments": index.segments}


def compare(folder: Path, index: Index, terms: list[list[str]], options: argparse.Namespace) -> dict[str, Any]:
    """Ask ours and the references in turn, question by question, and compare the scores with rank-bm25's."""
    passages = [passage for article in read(options.paragraphs) for passage in article.passages]
    started = time.perf_counter()
    documents = [analyse(passage.text) for passage in passages]
    analysed = time.perf_counter()
    reference = BM25Okapi(documents, b=B, k1=K1)
    rebuilt = time.perf_counter()
    numbers = [passage.number for passage in passages]
    del passages
    ask_tantivy = tantivy_search(folder / "tantivy", documents, options.limit)
    del documents
    asked_of_reference = options.rank_bm25_questions or (len(terms) if len(numbers) <= 200_000 else 20)
    step = max(1, len(terms) // asked_of_reference)

    times: Timed = {"ours": [], "tantivy": []}
    slow: list[float] = []
    difference = 0.0
    place = {number: at for at, number in enumerate(numbers)}
    for question in terms[:20]:
        index.search(question, limit=options.limit)
        ask_tantivy(question)
    for turn in range(options.rounds):
        for at, question in enumerate(terms):
            with Stopwatch(times["ours"]):
                hits = index.search(question, limit=options.limit)
            with Stopwatch(times["tantivy"]):
                ask_tantivy(question)
            if turn == 0 and at % step == 0:
                with Stopwatch(slow):
                    reference.get_top_n(question, numbers, n=options.limit)
                scores = reference.get_scores(question)
                best = np.sort(scores)[::-1][: len(hits)]
                ours = np.array([hit.score for hit in hits])
                same = scores[[place[hit.passage] for hit in hits]]
                difference = max(difference, np.abs(ours - same).max(initial=0), np.abs(ours - best).max(initial=0))
    # Of a question's rounds the middle one counts: now and then another process takes a whole time slice.
    typical = {name: np.median(np.reshape(values, (-1, len(terms))), axis=0) for name, values in times.items()}
    typical["rank-bm25"] = np.array(slow)
    p50 = {name: round(float(np.percentile(values, 50)), 4) for name, values in typical.items()}
    p99 = {name: round(float(np.percentile(values, 99)), 4) for name, values in typical.items()}
    return {
        "p50_ms": p50,
        "p99_ms": p99,
        "ratio_p50": ratios(p50),
        "ratio_p99": ratios(p99),
        "ratio_means": {"rank-bm25": "its time / ours", "tantivy": "our time / its"},
        "max_abs_diff": float(difference),
        "rank_bm25_questions": len(slow),
        "rank_bm25_rebuild_s": {
            "from text": round(rebuilt - started, 1),
            "from terms": round(rebuilt - analysed, 1),
        },
    }


def ratios(milliseconds: dict[str, float]) -> dict[str, float]:
    """How many times faster than rank-bm25, and how many times tantivy's time."""
    ours = milliseconds["ours"]
    return {
        "rank-bm25": round(milliseconds["rank-bm25"] / ours, 1),
        "tantivy": round(ours / milliseconds["tantivy"], 3),
    }


def tantivy_search(folder: Path, documents: list[list[str]], limit: int) -> Callable[[list[str]], object]:
    """A search by tantivy over the same terms, in one segment as it likes best."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", stored=True, fast=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(512_000_000, num_threads=1)
    for number, document in enumerate(documents):
        writer.add_document(tantivy.Document(number=number, body=" ".join(document)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(terms: list[str]) -> object:
        one = [tantivy.Query.term_query(schema, "body", term, index_option="freq") for term in terms]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in one])
        return searcher.search(query, limit=limit, count=False)

    return ask


def filtered(index: Index, terms: list[list[str]], options: argparse.Namespace) -> dict[str, Any]:
    """The same questions under filters, in turn with unfiltered ones; 1.0 is the unfiltered time."""
    filters = {
        "none": Filters(),
        "source": Filters(sources=frozenset({1})),
        "since": Filters(since=datetime(2022, 1, 1, tzinfo=UTC)),
        "week": Filters(since=datetime(2023, 3, 1, tzinfo=UTC), until=datetime(2023, 3, 8, tzinfo=UTC)),
        "excluded": Filters(excluded_articles=frozenset(range(1, 200))),
    }
    times: Timed = {name: [] for name in filters}
    for _ in range(options.rounds):
        for question in terms:
            for name, chosen in filters.items():
                with Stopwatch(times[name]):
                    index.search(question, limit=options.limit, filters=chosen)
    typical = {name: np.median(np.reshape(values, (-1, len(terms))), axis=0) for name, values in times.items()}
    results = {}
    for percentile in (50, 99):
        plain, *others = (float(np.percentile(values, percentile)) for values in typical.values())
        ratios = (round(other / plain, 2) for other in others)
        results[f"filtered_p{percentile}"] = dict(zip(list(filters)[1:], ratios, strict=True))
    return results


async def lag(index: Index, terms: list[list[str]], limit: int) -> dict[str, Any]:
    """How late the event loop wakes up (ms) while questions are searched in threads."""
    late: list[float] = []

    async def tick() -> None:
        while True:
            due = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            late.append((time.perf_counter() - due) * 1000)

    ticking = asyncio.create_task(tick())
    for question in terms:
        await asyncio.to_thread(index.search, question, limit=limit)
    ticking.cancel()
    return {"loop_lag_ms": {"p99": round(float(np.percentile(late, 99)), 2), "max": round(max(late), 2)}}


def add_articles(folder: Path, fast: bool) -> dict[str, Any]:
    """Add articles by the hundred, from text to found, in a process that has only just opened the index. Merges are
    waited for in between, as in life they have minutes. The slowest is the first: it meets every word anew."""
    index = Index.open(folder, archive=ARCHIVE, b=B, k1=K1, fast=fast)
    times: list[float] = []
    new = corpus.more_articles(5000)
    for start in range(0, len(new), 100):
        with Stopwatch(times):
            index.add(new[start : start + 100])
        index.settle()
    return {"add100_ms": round(float(np.median(times)), 1), "add100_worst_ms": round(max(times), 1)}


class Stopwatch:
    """Notes the milliseconds that its block took."""

    def __init__(self, times: list[float]) -> None:
        self._times = times

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._times.append((time.perf_counter() - self._started) * 1000)


def resident_mb() -> float:
    """Resident memory of this process, mapped files included."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
