"""The searches that the index is measured against, over the same terms: rank-bm25 itself, and tantivy."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from knowledge.index.segment import UNDATED, microseconds
from knowledge.retrieval import Hit, IndexedArticle


class RankBM25:
    """rank-bm25 over all passages of `articles`, whose terms are `documents`, in the same order."""

    def __init__(self, articles: Sequence[IndexedArticle], documents: list[list[str]], *, b: float, k1: float) -> None:
        started = time.perf_counter()
        self._model = BM25Okapi(documents, b=b, k1=k1)
        self.build_s = time.perf_counter() - started
        """Seconds that rank-bm25 took to build, its documents analysed before."""
        self._numbers = [passage.number for article in articles for passage in article.passages]
        self._published = np.repeat(
            np.array([UNDATED if a.published is None else microseconds(a.published) for a in articles], np.int64),
            [len(article.passages) for article in articles],
        )

    def top(self, terms: list[str], limit: int) -> NDArray[np.float64]:
        """Find the best as `get_top_n` does, by the same steps, but give the scores of all passages."""
        scores: NDArray[np.float64] = self._model.get_scores(terms)
        best = np.argsort(scores)[::-1][:limit]
        _ = [self._numbers[at] for at in best]
        return scores

    def compare(self, scores: NDArray[np.float64], hits: Sequence[Hit]) -> tuple[float, bool]:
        """The largest difference between the scores of `hits` and the best of `scores`, and whether the order is the
        same, where ties go to the newer article and then to the lower number."""
        if not hits:
            return float(np.abs(scores).max()), not scores.any()
        bar = np.partition(scores, -len(hits))[-len(hits)]
        near = np.flatnonzero(scores >= bar)
        numbers: NDArray[np.int64] = np.array(self._numbers)[near]
        best = np.lexsort((numbers, ~self._published[near], -scores[near]))[: len(hits)]
        difference = np.abs(scores[near][best] - [hit.score for hit in hits]).max()
        return float(difference), numbers[best].tolist() == [hit.passage for hit in hits]


def has_tantivy() -> bool:
    """Whether the extra `benchmark` is installed."""
    return find_spec("tantivy") is not None


def tantivy_search(
    folder: Path, documents: Sequence[list[str]], limit: int
) -> tuple[Callable[[list[str]], object], int]:
    """A search by tantivy over the same terms (the best `limit` without their count, as it is fastest), and in how
    many segments it keeps them."""
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

    return ask, searcher.num_segments
