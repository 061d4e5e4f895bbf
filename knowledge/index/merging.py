"""Makes one segment out of several, without their dead articles, and says when it is time to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from knowledge.index.live import Live
from knowledge.index.segment import Integers, Segment, consecutive, ends_of, narrow, ordering

GROWTH = 8
"""A segment is at least this many times as large as all younger ones together; else they are merged. So there are
few segments to search, and every posting is moved only a logarithmic number of times."""
DEAD_SHARE = 0.3
"""A segment with more dead articles than this is written anew."""
_POSTINGS_AT_ONCE = 1 << 18
"""Postings moved in one go: small enough that no single step keeps other threads waiting."""


def due(parts: Sequence[Live]) -> slice | None:
    """Which neighbouring segments, given oldest first, should become one; None if all is well."""
    younger, first = 0, len(parts) - 1
    for place in range(len(parts) - 1, -1, -1):
        if parts[place].segment.postings < GROWTH * younger:
            first = place
        younger += parts[place].segment.postings
    if first < len(parts) - 1:
        return slice(first, len(parts))
    worn = [place for place, part in enumerate(parts) if part.dead_share > DEAD_SHARE]
    return slice(worn[0], worn[0] + 1) if worn else None


def merge(parts: Sequence[Live]) -> Segment:
    """One segment with the living articles of all `parts`, in their order. No article number may live twice."""
    sources = [_Source(part) for part in parts]
    all_terms = np.unique(np.concatenate([source.segment.terms for source in sources]))
    counts = np.zeros((len(sources), len(all_terms)), np.int64)
    for row, source in zip(counts, sources, strict=True):
        row[np.searchsorted(all_terms, source.segment.terms)] = source.counts
    totals = counts.sum(axis=0)
    starts = ends_of(totals)
    pairs, new_codes = _merge_pairs(sources)
    passages = np.empty(int(starts[-1]), np.int32)
    codes = np.empty(len(passages), narrow(np.array([len(pairs[0])])).dtype)
    free, base = starts[:-1].copy(), 0
    article_frequencies = np.zeros(len(all_terms), np.int32)
    for row, source, code in zip(counts, sources, new_codes, strict=True):
        here = np.searchsorted(all_terms, source.segment.terms)
        article_frequencies[here] += source.article_counts
        for begin, end in _blocks(source.segment.starts):
            kept, source_codes, kept_counts = source.postings(begin, end)
            places = consecutive(free[here[begin:end]], kept_counts)
            passages[places] = kept + base
            codes[places] = code[source_codes]
        free += row
        base += source.passages
    held = totals > 0
    return Segment(
        terms=all_terms[held],
        starts=np.append(starts[:-1][held], starts[-1]),
        passages=passages,
        codes=codes,
        pair_frequency=pairs[0],
        pair_length=pairs[1],
        article_frequencies=article_frequencies[held],
        **_merge_articles(sources),
    )


class _Source:
    """A segment to be merged, and what is left of it without its dead articles."""

    def __init__(self, live: Live) -> None:
        segment = self.segment = live.segment
        alive = np.ones(len(segment.article_number), np.bool_) if live.alive is None else live.alive
        self.alive = alive
        self.complete = bool(alive.all())
        self.alive_passages = np.repeat(alive, np.diff(segment.article_first))
        self.alive_held = np.repeat(alive, np.diff(segment.held_starts))
        self.passages = int(self.alive_passages.sum())
        self._new_ordinal = (np.cumsum(self.alive_passages) - 1).astype(np.int32)
        self.counts = np.diff(segment.starts)
        self.article_counts = segment.article_frequencies.copy()
        if not self.complete:
            dead = ~self.alive_held
            here = np.searchsorted(segment.terms, segment.held_terms[dead])
            np.subtract.at(self.counts, here, segment.held_passages[dead].astype(np.int64))
            np.subtract.at(self.article_counts, here, 1)

    def postings(self, begin: int, end: int) -> tuple[Integers, Integers, Integers]:
        """Of the terms from `begin` to `end`: the living passages by their new ordinals, their codes, and how many
        of them belong to each term."""
        rows = slice(int(self.segment.starts[begin]), int(self.segment.starts[end]))
        passages, codes = self.segment.passages[rows], self.segment.codes[rows]
        if not self.complete:
            kept = self.alive_passages[passages]
            passages, codes = passages[kept], codes[kept]
        return self._new_ordinal[passages], codes, self.counts[begin:end]


def _blocks(starts: Integers) -> Iterator[tuple[int, int]]:
    """Ranges of terms that have about `_POSTINGS_AT_ONCE` postings, and at least one term."""
    begin, last = 0, len(starts) - 1
    while begin < last:
        end = int(np.searchsorted(starts, starts[begin] + _POSTINGS_AT_ONCE, side="right")) - 1
        end = min(max(end, begin + 1), last)
        yield begin, end
        begin = end


def _merge_pairs(sources: Sequence[_Source]) -> tuple[tuple[Integers, Integers], list[Integers]]:
    """The pairs (frequencies, lengths) of all sources, and for each source what its codes become."""
    width = 1 + max(int(source.segment.pair_length.max(initial=0)) for source in sources)
    keys = [source.segment.pair_frequency * width + source.segment.pair_length for source in sources]
    pairs = np.unique(np.concatenate(keys))
    frequency, length = np.divmod(pairs, width)
    dtype = narrow(np.array([len(pairs)])).dtype
    return (frequency, length), [np.searchsorted(pairs, key).astype(dtype) for key in keys]


def _merge_articles(sources: Sequence[_Source]) -> dict[str, Integers]:
    def of_articles(name: str) -> Integers:
        return np.concatenate([getattr(source.segment, name)[source.alive] for source in sources])

    def of_held(name: str) -> Integers:
        return np.concatenate([getattr(source.segment, name)[source.alive_held] for source in sources])

    def ends(firsts: str) -> Integers:
        sizes = [np.diff(getattr(source.segment, firsts))[source.alive] for source in sources]
        return ends_of(np.concatenate(sizes))

    article_number, article_first = of_articles("article_number"), ends("article_first")
    passage_number = np.concatenate([source.segment.passage_number[source.alive_passages] for source in sources])
    return {
        "passage_number": passage_number,
        "passage_article": np.repeat(np.arange(len(article_number), dtype=np.int32), np.diff(article_first)),
        "passage_order": ordering(passage_number),
        "article_number": article_number,
        "article_order": np.argsort(article_number, kind="stable").astype(np.int32),
        "article_source": of_articles("article_source"),
        "article_published": of_articles("article_published"),
        "article_length": of_articles("article_length"),
        "article_first": article_first.astype(np.int32),
        "held_starts": ends("held_starts"),
        "held_terms": of_held("held_terms"),
        "held_frequency": of_held("held_frequency"),
        "held_passages": of_held("held_passages"),
    }
