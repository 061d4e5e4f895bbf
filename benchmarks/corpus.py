"""News to measure with: the real archive where it is present, else text generated with the frequencies of language."""

from __future__ import annotations

import gzip
import json
import lzma
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from knowledge.retrieval import IndexedArticle, IndexedPassage

EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "eval"
"""Where the real news lies, if it does; nothing of it is copied."""

_GENERATED_WORDS = 300_000
_FIRST_RANK = 30
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprtvz" for vowel in "aiou"]
_START = datetime(2013, 1, 1, tzinfo=UTC)


def articles(folder: Path = EVALUATION) -> Iterator[IndexedArticle]:
    """Real articles (about 43 paragraphs each, 1.1 million in all), or generated ones without end."""
    path = _archive(folder)
    return _real(path) if path.exists() else _generated(random.Random(1))


def first(paragraphs: int, folder: Path = EVALUATION) -> Iterator[IndexedArticle]:
    """`articles` until they have as many paragraphs, the last one cut to fit."""
    left = paragraphs
    for article in articles(folder):
        if left <= 0:
            return
        passages = article.passages[:left]
        left -= len(passages)
        yield IndexedArticle(article.number, article.source, article.published, passages)


def is_real(folder: Path = EVALUATION) -> bool:
    """Whether `articles` are real ones."""
    return _archive(folder).exists()


def questions(folder: Path = EVALUATION) -> list[str]:
    """Real questions, or as many generated ones."""
    path = folder / "realtimeqa" / "questions.jsonl"
    if path.exists():
        with path.open() as lines:
            return [json.loads(line)["question"] for line in lines]
    chance = random.Random(2)
    return [" ".join(_words(chance, 8)) for _ in range(488)]


def more_articles(number: int, folder: Path = EVALUATION) -> list[IndexedArticle]:
    """`number` articles that `articles` does not give: other real ones, or generated ones."""
    path = folder / "realtimeqa" / "articles.jsonl.gz"
    source = _real(path) if path.exists() else _generated(random.Random(3))
    renumbered = (
        IndexedArticle(
            article.number + 10**9,
            article.source,
            article.published,
            tuple(IndexedPassage(passage.number + 10**9, passage.text) for passage in article.passages),
        )
        for article in source
    )
    return [article for article, _ in zip(renumbered, range(number), strict=False)]


def _archive(folder: Path) -> Path:
    return folder / "archive" / "articles.jsonl.xz"


def _real(path: Path) -> Iterator[IndexedArticle]:
    passage_numbers, sources = count(1), dict[str, int]()
    opener: Any = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt") as lines:
        for number, line in enumerate(lines, start=1):
            record = json.loads(line)
            paragraphs = [text for text in record.get("text", "").split("\n\n") if text.strip()]
            yield IndexedArticle(
                number,
                sources.setdefault(record.get("source") or "", len(sources) + 1),
                _published(record.get("published")),
                tuple(IndexedPassage(next(passage_numbers), text) for text in paragraphs),
            )


def _published(text: str | None) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _generated(chance: random.Random) -> Iterator[IndexedArticle]:
    passage_numbers = count(1)
    for number in count(1):
        texts = [" ".join(_words(chance, min(int(chance.lognormvariate(3.3, 0.8)) + 1, 300))) for _ in range(43)]
        yield IndexedArticle(
            number,
            chance.randint(1, 20),
            _START + timedelta(hours=4 * number),
            tuple(IndexedPassage(next(passage_numbers), text) for text in texts),
        )


def _words(chance: random.Random, number: int) -> list[str]:
    """Words whose frequencies fall as one over their rank (Zipf's law), without the most frequent: no stop words."""
    spread = _GENERATED_WORDS / _FIRST_RANK
    return [_word(int(_FIRST_RANK * spread ** chance.random())) for _ in range(number)]


def _word(rank: int) -> str:
    """A pronounceable word for each rank; the analysis takes words of other signs apart."""
    syllables = ""
    while rank:
        rank, remainder = divmod(rank, len(_SYLLABLES))
        syllables += _SYLLABLES[remainder]
    return syllables
