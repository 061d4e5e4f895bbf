"""Reads a dataset's articles into a newsroom in memory, as `nutgraf ingest` would read them."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from knowledge.articles import Article, HeadlineOnly
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.reading.records import read_record

_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}


def memory_newsroom(path: Path, *, now: datetime) -> MemoryNewsroom:
    """The articles of a file of records, packed or not."""
    return MemoryNewsroom(_articles(path), now=now)


def _articles(path: Path) -> Iterator[Article | HeadlineOnly]:
    with _OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            reading = read_record(json.loads(line))
            if isinstance(reading, Article | HeadlineOnly):
                yield reading
