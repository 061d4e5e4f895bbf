"""The compiled search is the plain one: run here as ordinary Python too, where a wrong index cannot hide."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.index.index import Index
from knowledge.retrieval import Filters, IndexedArticle, IndexedPassage
from tests.index.builders import DAY

numba = pytest.importorskip("numba", reason="the extra `fast` is not installed")
compiled = pytest.importorskip("knowledge.index.compiled")


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_kernel", "_offer", "_worse", "_rise", "_sink"):
        monkeypatch.setattr(compiled, name, getattr(compiled, name).py_func)
    monkeypatch.setattr(compiled, "WINDOW", 64)


def archive(chance: random.Random) -> list[IndexedArticle]:
    """600 passages in 150 articles; "common" stands in 40 % of them, "rare" in 3 %."""
    return [
        IndexedArticle(
            number,
            chance.randint(1, 4),
            chance.choice([None, DAY + timedelta(days=number % 9)]),
            tuple(
                IndexedPassage(
                    4 * number + at,
                    f"{'common ' * chance.choice([0, 0, 0, 1, 2])}{'rare' * (chance.random() < 0.03)} word{at}"
                    + " filler" * chance.randint(0, 3),
                )
                for at in range(4)
            ),
        )
        for number in range(1, 151)
    ]


FILTERS = [
    Filters(),
    Filters(sources=frozenset({1, 2, 3})),
    Filters(sources=frozenset({4})),
    Filters(since=DAY + timedelta(days=8)),
    Filters(since=DAY + timedelta(days=90)),
    Filters(excluded_articles=frozenset(range(1, 30))),
]


@pytest.mark.usefixtures("uncompiled")
@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_as_plain_python(limit: int, filters: Filters) -> None:
    articles = archive(random.Random(limit))
    index, plain = Index(fast=True), Index(fast=False)
    for each in (index, plain):
        each.add(articles)
        each.remove([7, 70])
    for terms in (["rare"], ["common", "rare"], ["common", "word1", "rare", "rare"]):
        assert index.search(terms, limit=limit, filters=filters) == plain.search(terms, limit=limit, filters=filters)


@pytest.mark.parametrize("filters", FILTERS)
def test_compiled(filters: Filters) -> None:
    articles = archive(random.Random(3))
    index, plain = Index(fast=True), Index(fast=False)
    for each in (index, plain):
        each.add(articles)
    for limit in (1, 7, 1000):
        terms = ["common", "word2", "rare"]
        assert index.search(terms, limit=limit, filters=filters) == plain.search(terms, limit=limit, filters=filters)


def test_without_numba_the_plain_search_is_used(tmp_path: Path) -> None:
    (tmp_path / "numba.py").write_text("raise ImportError('as if it were not installed')")
    program = "from knowledge.index.index import Index; print(Index(fast=True)._compiled)"
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "None"


def test_where_nothing_can_be_written_it_compiles_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    real = numba.njit

    def njit(function: object, *, nogil: bool, cache: bool = False) -> object:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return real(function, nogil=nogil)

    monkeypatch.setattr(numba, "njit", njit)
    assert compiled._compile(lambda number: number + 1)(2) == 3
