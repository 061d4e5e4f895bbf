"""The index: a Retriever that keeps up with the archive, and keeps its work on disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from knowledge.index import building
from knowledge.index.spellings import Spellings
from knowledge.index.state import Best, IndexState, Live, Model
from knowledge.index.store import Saved, Store, TornFileError
from knowledge.retrieval import Filters, Hit, IndexedArticle

EVERYTHING = Filters()

_CHARACTERS_AT_ONCE = 2_000_000
"""Text made into one segment, so that reading a whole archive needs little memory."""
_MERGED_AT_ONCE = 50_000
"""Postings that are merged while adding, because it takes few milliseconds; larger merges are left to a worker."""
_MERGING_WAITS = 0.05
"""Seconds before the worker begins: who is adding comes first, and what is added at once is merged at once."""


class Index:
    """Retriever over immutable segments: the older ones mapped from files, the youngest in memory.

    Adding makes a small segment, removing makes tombstones, and a worker merges segments when they become many. A
    search sees one state from beginning to end and takes no lock. Scores are those of rank-bm25 over what is held now,
    to the last bit; only the floor of the IDF (for terms in more than half of the passages) may differ in the last
    digits, because it is an average over the vocabulary, summed exactly here and with rounding there.
    """

    def __init__(self, *, b: float = 0.3, k1: float = 1.5, fast: bool = True) -> None:
        """An empty index that lives in memory. `fast` uses numba where it is installed."""
        self.rebuilt_because: str | None = None
        """Why `open` began with an empty index; None if it did not."""
        self._compiled = _compiled() if fast else None
        self._vocabulary: dict[str, int] = {}
        self._numberings = building.Numberings(self._vocabulary)
        self._spellings = Spellings()
        self._state = IndexState.counted(Model(b, k1), ())
        self._revision = 0
        self._changes = 0
        self._writing = threading.RLock()
        self._worker: threading.Thread | None = None
        self._merging: Sequence[Live] = ()
        self._store: Store | None = None
        self._saving = threading.Lock()
        self._saved: tuple[int, int] | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        archive: str,
        archive_revision: int | None = None,
        b: float = 0.3,
        k1: float = 1.5,
        fast: bool = True,
    ) -> Index:
        """The index kept in `folder`, which need not exist yet, for the archive whose identity is `archive`.

        A kept index is refused if it is torn, was made by another analysis or for another archive, or covers more
        than `archive_revision` (the archive was restored from a backup). Then, as where there is none, the result is
        empty, its revision 0, and `rebuilt_because` says why. Opening is quick and starts no work: a merge that was due
        when the index was saved waits for the next change.
        """
        index = cls(b=b, k1=k1, fast=fast)
        index._store = Store(folder, archive)
        try:
            vocabulary, live, index._revision = index._store.load(archive_revision)
        except TornFileError as error:
            index.rebuilt_because = str(error)
        else:
            index._vocabulary.update(vocabulary)
            index._state = IndexState.counted(index._state.model, live)
            index._saved = (index._changes, index._revision)
        return index

    @property
    def passages(self) -> int:
        return self._state.passages.documents

    @property
    def articles(self) -> int:
        return self._state.articles

    @property
    def revision(self) -> int:
        """The archive's revision that the index covers."""
        return self._revision

    @property
    def segments(self) -> int:
        """How many segments a search goes through."""
        return len(self._state.live)

    def visible(self, filters: Filters) -> tuple[int, int]:
        """How many articles and passages pass these filters."""
        counts = [part.visible(filters) for part in self._state.live]
        return sum(articles for articles, _ in counts), sum(passages for _, passages in counts)

    def add(self, articles: Iterable[IndexedArticle], revision: int | None = None) -> None:
        """Take articles in, as `Retriever.add`; then the index covers the archive up to `revision`, if that is given.

        Much text is taken in batches, each of which is found as soon as it is in.
        """
        batches = 0
        for batch in _batches(articles):
            batches += 1
            numbers = np.array([article.number for article in batch], np.int64)
            with self._writing:
                segment = building.build(batch, self._numberings)
                self._show(self._state.without_articles(numbers).with_segment(segment))
        self._finish_change(revision)
        if batches > 1:
            self.finish_merges()

    def remove(self, articles: Iterable[int], revision: int | None = None) -> None:
        """Forget articles, as `Retriever.remove`; `revision` as in `add`."""
        numbers = np.array(list(articles), np.int64)
        with self._writing:
            self._show(self._state.without_articles(numbers))
        self._finish_change(revision)

    def search(self, terms: Sequence[str], *, limit: int, filters: Filters = EVERYTHING) -> list[Hit]:
        """The best passages, as `Retriever.search`."""
        return self._state.search(self._numbers(terms), limit, filters, self._compiled)

    def idf(self, terms: Sequence[str]) -> list[float]:
        """Weights of terms among passages, as `Retriever.idf`."""
        passages = self._state.passages
        return [passages.idf(term) or 0.0 for term in self._numbers(terms)]

    def spelt_like(self, term: str, *, edits: int) -> list[tuple[str, int, int]]:
        """Held terms that are at most `edits` edits from `term` (two letters swapped are one edit) and begin alike: the
        term, the edits, and how many passages hold it. Unordered."""
        spellings = self._spellings.of(self._vocabulary)
        frequencies = self._state.passages.frequencies
        found = []
        for like, distance in spellings.near(term, edits):
            number = self._vocabulary.get(like, -1)
            frequency = int(frequencies[number]) if 0 <= number < len(frequencies) else 0
            if frequency:
                found.append((like, distance, frequency))
        return found

    def passage_scores(self, terms: Sequence[str], passages: Sequence[int]) -> list[float]:
        """Scores of given passages, as `Retriever.passage_scores`."""
        return self._state.passage_scores(self._numbers(terms), np.array(passages, np.int64))

    def terms_held(self, terms: Sequence[str], passages: Sequence[int]) -> list[frozenset[str]]:
        """Which of these terms each passage holds, by its archive number; none where the passage is not held."""
        held = self._state.terms_held(self._numbers(terms), np.array(passages, np.int64))
        return [frozenset(terms[place] for place in places) for places in held]

    def save(self) -> Saved:
        """Write what is new to the folder in one step: after a crash it holds the old state or the new one.

        Raises NotSavedError where the disk refuses.
        """
        if self._store is None:
            return Saved.NO_FOLDER
        with self._saving:
            with self._writing:
                state, covered = self._state, (self._changes, self._revision)
                terms = list(self._vocabulary)
            if covered == self._saved:
                return Saved.UNCHANGED
            result, mapped = self._store.save(terms, state.live, covered[1])
            if result == Saved.WRITTEN:
                self._saved = covered
            with self._writing:
                for part in self._merging:
                    mapped.pop(part.segment, None)
                self._state = self._state.with_stored(mapped)
            return result

    def verify(self) -> list[str]:
        """Read all files of the folder and tell in a sentence each what is wrong with them; [] if nothing is."""
        return [] if self._store is None else self._store.check()

    def finish_merges(self) -> None:
        """Wait until no merge is under way."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def _numbers(self, terms: Sequence[str]) -> list[int]:
        """Vocabulary numbers, -1 for an unknown term."""
        return [self._vocabulary.get(term, -1) for term in terms]

    def _show(self, state: IndexState) -> None:
        self._state = state
        self._changes += 1

    def _finish_change(self, revision: int | None) -> None:
        with self._writing:
            if revision is not None:
                self._revision = revision
            self._merge_little()
            if self._worker is None and building.due(self._state.live) is not None:
                self._worker = threading.Thread(target=self._merge_much, name="index-merge")
                self._worker.start()

    def _merge_little(self) -> None:
        """Merge what is due among the youngest segments while it takes no time."""
        while True:
            # What the worker has in hand stays as it is.
            busy = {part.segment for part in self._merging}
            reserved = [place for place, part in enumerate(self._state.live) if part.segment in busy]
            parts = self._state.live[max(reserved, default=-1) + 1 :]
            where = building.due(parts)
            if where is None or sum(part.segment.postings for part in parts[where]) > _MERGED_AT_ONCE:
                return
            self._show(self._state.with_merged(parts[where], building.merge(parts[where])))

    def _merge_much(self) -> None:
        time.sleep(_MERGING_WAITS)
        try:
            while True:
                with self._writing:
                    where = building.due(self._state.live)
                    if where is None:
                        self._worker = None
                        return
                    self._merging = self._state.live[where]
                merged = building.merge(self._merging)
                with self._writing:
                    self._show(self._state.with_merged(self._merging, merged))
                    self._merging = ()
        finally:
            with self._writing:
                self._merging = ()
                if self._worker is threading.current_thread():
                    self._worker = None


def _compiled() -> Best | None:
    try:
        from knowledge.index import compiled
    except ImportError:  # the extra `fast` is not installed
        return None
    return compiled.best


def _batches(articles: Iterable[IndexedArticle]) -> Iterator[list[IndexedArticle]]:
    """Articles in portions of about `_CHARACTERS_AT_ONCE`; of two with the same number, the later one counts."""
    batch: dict[int, IndexedArticle] = {}
    characters = 0
    for article in articles:
        batch[article.number] = article
        characters += sum(len(passage.text) for passage in article.passages)
        if characters >= _CHARACTERS_AT_ONCE:
            yield list(batch.values())
            batch, characters = {}, 0
    if batch:
        yield list(batch.values())
