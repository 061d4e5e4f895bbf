"""Small archives for the tests of the index."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import strategies as st

from knowledge.retrieval import Filters, Hit, IndexedArticle, IndexedPassage

DAY = datetime(2024, 5, 1, tzinfo=UTC)
WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "omega"]


def article(number: int, *texts: str, source: int | None = 1, published: datetime | None = DAY) -> IndexedArticle:
    """An article whose passages are numbered 1000 times its own number, plus their position."""
    passages = tuple(IndexedPassage(1000 * number + position, text) for position, text in enumerate(texts))
    return IndexedArticle(number, source, published, passages)


def random_articles(chance: random.Random, number: int, *, words: Sequence[str] = WORDS) -> list[IndexedArticle]:
    """Articles of few different words, so that many score the same; some undated, some empty."""
    passage_numbers = count(1)
    return [
        IndexedArticle(
            at,
            chance.choice([None, 1, 2, 3]),
            chance.choice([None, DAY, DAY + timedelta(days=1), DAY + timedelta(days=chance.randint(2, 9))]),
            tuple(
                IndexedPassage(next(passage_numbers), " ".join(chance.choices(words, k=chance.choice([0, 1, 3, 9]))))
                for _ in range(chance.randint(0, 4))
            ),
            chance.choice([1, 1, 2, 3]),
        )
        for at in range(1, number + 1)
    ]


def numbers(hits: Sequence[Hit]) -> list[int]:
    """Passage numbers of hits."""
    return [hit.passage for hit in hits]


texts = st.lists(st.sampled_from(WORDS[:7]), max_size=6).map(" ".join)
moments = st.sampled_from([None, DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)])
sources = st.sampled_from([None, 1, 2])
questions = st.lists(st.sampled_from([*WORDS[:7], "unheard"]), max_size=5)
filters = st.builds(
    Filters,
    sources=st.none() | st.frozensets(st.sampled_from([1, 2, 7]), max_size=2),
    since=moments,
    until=moments,
    excluded_articles=st.frozensets(st.integers(1, 9), max_size=3),
    audiences=st.none() | st.frozensets(st.sampled_from([0, 1, 2]), max_size=2),
)
