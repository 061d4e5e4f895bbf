"""Makes segments: of articles (text to terms to sorted postings), or one of several, without their dead articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from knowledge.index.numbering import Numbering
from knowledge.index.segment import (
    NO_SOURCE,
    UNDATED,
    Integers,
    Segment,
    consecutive,
    ends_of,
    microseconds,
    narrow,
    ordering,
)
from knowledge.index.state import Live, add_at
from knowledge.languages.tables import ENGLISH, language
from knowledge.retrieval import IndexedArticle

GROWTH = 8
"""A segment is at least this many times as large as all younger ones together; else they are merged. So there are
few segments to search, and every posting is moved only a logarithmic number of times."""
DEAD_SHARE = 0.3
"""A segment with more dead articles than this is written anew."""
_POSTINGS_AT_ONCE = 1 << 18
"""Postings moved in one go: small enough that no single step keeps other threads waiting."""
_DENSE_KEYS = 1 << 22


class Numberings(dict[str, Numbering]):
    """How the texts of each language are turned into numbers of one vocabulary."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, language: str) -> Numbering:
        self[language] = Numbering(self._vocabulary, language)
        return self[language]


def build(articles: Sequence[IndexedArticle], numberings: Numberings) -> Segment:
    """A segment of `articles`, whose archive numbers differ."""
    # Those without a table are searched as English texts are.
    by_language = [(article.language if language(article.language) else ENGLISH, article) for article in articles]
    by_language.sort(key=lambda one: one[0])
    articles = [article for _, article in by_language]
    passages = [passage for article in articles for passage in article.passages]
    numbered = [
        numberings[code].number([passage.text for _, article in group for passage in article.passages])
        for code, group in groupby(by_language, key=lambda one: one[0])
    ] or [numberings[ENGLISH].number([])]
    tokens, lengths = (np.concatenate(parts) for parts in zip(*numbered, strict=True))
    sizes = [len(article.passages) for article in articles]
    sources = [NO_SOURCE if article.source is None else article.source for article in articles]
    published = [UNDATED if article.published is None else microseconds(article.published) for article in articles]
    return assemble(
        tokens=tokens,
        lengths=lengths,
        passage_number=np.array([passage.number for passage in passages], np.int64),
        article_first=ends_of(np.array(sizes, np.int64)).astype(np.int32),
        article_number=np.array([article.number for article in articles], np.int64),
        article_source=np.array(sources, np.int64),
        article_audience=np.array([article.audience for article in articles], np.int64),
        article_published=np.array(published, np.int64),
    )


def assemble(
    *,
    tokens: Integers,
    lengths: Integers,
    passage_number: Integers,
    article_first: Integers,
    article_number: Integers,
    article_source: Integers,
    article_audience: Integers,
    article_published: Integers,
) -> Segment:
    """A segment from the vocabulary numbers of all passages' terms in reading order (`tokens`, int32), how many of
    them each passage has (`lengths`), and what `Segment` keeps of articles and passages under the same names."""
    passage_count, article_count = len(lengths), len(article_number)
    passage_article = np.repeat(np.arange(article_count, dtype=np.int32), np.diff(article_first))

    # One 64-bit key for each token sorts by term and passage at once; equal keys are repetitions.
    keys = tokens.astype(np.int64) * max(passage_count, 1)
    keys += np.repeat(np.arange(passage_count, dtype=np.int64), lengths)
    keys.sort()
    heads = _heads(keys)
    frequency = np.diff(heads, append=len(keys))
    posting_term, posting_passage = np.divmod(keys[heads], max(passage_count, 1))
    codes, pair_frequency, pair_length = _code(frequency, lengths[posting_passage])

    term_heads = _heads(posting_term)
    return Segment(
        terms=posting_term[term_heads].astype(np.int32),
        starts=np.append(term_heads, len(heads)),
        passages=posting_passage.astype(np.int32),
        codes=codes,
        pair_frequency=pair_frequency,
        pair_length=pair_length,
        passage_number=passage_number,
        passage_article=passage_article,
        passage_order=ordering(passage_number),
        article_number=article_number,
        article_order=np.argsort(article_number, kind="stable").astype(np.int32),
        article_source=article_source,
        article_audience=article_audience,
        article_published=article_published,
        article_length=np.diff(ends_of(lengths)[article_first]),
        article_first=article_first,
        **_hold(posting_term, term_heads, passage_article[posting_passage], frequency, article_count),
    )


def _heads(ordered: Integers) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    if not len(ordered):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _code(frequency: Integers, length: Integers) -> tuple[Integers, Integers, Integers]:
    """A code for each (frequency, length), and the frequency and length of each code."""
    width = int(length.max(initial=0)) + 1
    keys = frequency * width + length
    if keys.max(initial=0) < _DENSE_KEYS:  # counting is quicker than sorting
        pairs = np.flatnonzero(np.bincount(keys))
        code_of = np.zeros(int(keys.max(initial=0)) + 1, np.int64)
        code_of[pairs] = np.arange(len(pairs))
        codes = code_of[keys]
    else:
        pairs, codes = np.unique(keys, return_inverse=True)
    pair_frequency, pair_length = np.divmod(pairs, width)
    return narrow(codes), pair_frequency, pair_length


def _hold(
    term: Integers, term_heads: Integers, article: Integers, frequency: Integers, article_count: int
) -> dict[str, Integers]:
    """What `Segment` tells by article, made from postings ordered by term and passage."""
    # An article's passages are consecutive, so its postings of one term stand together.
    begins = np.zeros(len(article), np.bool_)
    begins[1:] = article[1:] != article[:-1]
    begins[term_heads] = True
    heads = np.flatnonzero(begins)
    claimed_by = article[heads]
    # A stable sort keeps the terms of an article ascending; for 16 bits it is a fast one.
    order = np.argsort(narrow(claimed_by), kind="stable")
    return {
        "article_frequencies": np.diff(np.searchsorted(heads, term_heads), append=len(heads)).astype(np.int32),
        "held_starts": ends_of(np.bincount(claimed_by, minlength=article_count)),
        "held_terms": term[heads][order].astype(np.int32),
        "held_frequency": narrow(_sums(frequency, heads)[order]),
        "held_passages": narrow(np.diff(heads, append=len(term))[order]),
    }


def _sums(values: Integers, heads: Integers) -> Integers:
    """Sum of each stretch that begins at one of `heads`, the first of which is 0 if there is any."""
    return np.add.reduceat(values, heads) if len(heads) else np.empty(0, np.int64)


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
    present = np.zeros(1 + max(int(source.segment.terms.max(initial=-1)) for source in sources), np.bool_)
    for source in sources:
        present[source.segment.terms] = True
    all_terms = np.flatnonzero(present).astype(np.int32)
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
        self.alive = live.alive
        self.passages = len(segment.passage_number)
        self.counts = np.diff(segment.starts)
        self.article_counts = segment.article_frequencies
        if live.alive is None:
            return
        self._alive_passages = np.repeat(live.alive, np.diff(segment.article_first))
        self.passages = int(self._alive_passages.sum())
        self._new_ordinal = (np.cumsum(self._alive_passages) - 1).astype(np.int32)
        dead = np.array(live.dead, np.int64)
        _, _, terms, counts = live.passage_change(dead)
        here = np.searchsorted(segment.terms, terms)
        add_at(self.counts, here, -counts)
        self.article_counts = self.article_counts.copy()
        add_at(self.article_counts, here, np.full(len(here), -1, np.int32))

    def articles(self, name: str) -> Integers:
        """An array of the segment with a value for each article, without the dead ones."""
        values: Integers = getattr(self.segment, name)
        return values if self.alive is None else values[self.alive]

    def sizes(self, firsts: str) -> Integers:
        """The sizes of the stretches that living articles have in an array, which begin at `firsts`."""
        sizes: Integers = np.diff(getattr(self.segment, firsts))
        return sizes if self.alive is None else sizes[self.alive]

    def stretches(self, name: str, firsts: str) -> list[Integers]:
        """An array in which each article has a stretch, cut where dead articles are left out."""
        values: Integers = getattr(self.segment, name)
        if self.alive is None:
            return [values]
        begins: Integers = getattr(self.segment, firsts)
        edges = np.flatnonzero(np.diff(self.alive, prepend=False, append=False))
        return [values[begins[first] : begins[end]] for first, end in edges.reshape(-1, 2).tolist()]

    def postings(self, begin: int, end: int) -> tuple[Integers, Integers, Integers]:
        """Of the terms from `begin` to `end`: the living passages by their new ordinals, their codes, and how many
        of them belong to each term."""
        rows = slice(int(self.segment.starts[begin]), int(self.segment.starts[end]))
        passages, codes = self.segment.passages[rows], self.segment.codes[rows]
        if self.alive is not None:
            kept = self._alive_passages[passages]
            passages, codes = self._new_ordinal[passages[kept]], codes[kept]
        return passages, codes, self.counts[begin:end]


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


def _join(parts: Sequence[Integers]) -> Integers:
    """As np.concatenate, but in steps, between which other threads may run."""
    joined = np.empty(sum(map(len, parts)), np.result_type(*parts) if parts else np.int64)
    at = 0
    for part in parts:
        for begin in range(0, len(part), _POSTINGS_AT_ONCE):
            block = part[begin : begin + _POSTINGS_AT_ONCE]
            joined[at : at + len(block)] = block
            at += len(block)
    return joined


def _merge_articles(sources: Sequence[_Source]) -> dict[str, Integers]:
    def of_articles(name: str) -> Integers:
        return np.concatenate([source.articles(name) for source in sources])

    def firsts(name: str) -> Integers:
        return ends_of(np.concatenate([source.sizes(name) for source in sources]))

    def stretches(name: str, firsts: str) -> Integers:
        return _join([part for source in sources for part in source.stretches(name, firsts)])

    article_number, article_first = of_articles("article_number"), firsts("article_first")
    passage_number = stretches("passage_number", "article_first")
    return {
        "passage_number": passage_number,
        "passage_article": np.repeat(np.arange(len(article_number), dtype=np.int32), np.diff(article_first)),
        "passage_order": ordering(passage_number),
        "article_number": article_number,
        "article_order": np.argsort(article_number, kind="stable").astype(np.int32),
        "article_source": of_articles("article_source"),
        "article_audience": of_articles("article_audience"),
        "article_published": of_articles("article_published"),
        "article_length": of_articles("article_length"),
        "article_first": article_first.astype(np.int32),
        "held_starts": firsts("held_starts"),
        "held_terms": stretches("held_terms", "held_starts"),
        "held_frequency": stretches("held_frequency", "held_starts"),
        "held_passages": stretches("held_passages", "held_starts"),
    }
