"""What answering reads from the archive: paragraphs with their neighbours, and entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.articles import Paragraph, StoredArticle


@dataclass(frozen=True, slots=True)
class Passages:
    """Paragraphs by their number, and the articles they stand in by theirs."""

    paragraphs: dict[int, Paragraph]
    articles: dict[int, StoredArticle]


class PassageStore(Protocol):
    """Reads what the retriever found. Each method is one round trip."""

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        """The paragraphs with these numbers, those up to `reach` positions before and after them in the same article,
        and their articles. Unknown numbers are passed over."""

    async def entries(self, numbers: Sequence[int]) -> dict[int, StoredArticle]:
        """Articles and headline-only entries by number; unknown numbers are passed over."""
