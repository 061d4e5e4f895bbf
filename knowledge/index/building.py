"""Makes a segment out of articles: text to terms to sorted postings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from knowledge.index.numbering import Numbering
from knowledge.index.segment import (
    NO_SOURCE,
    UNDATED,
    Integers,
    Segment,
    ends_of,
    microseconds,
    narrow,
    ordering,
)
from knowledge.languages.tables import ENGLISH, language
from knowledge.retrieval import IndexedArticle

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
