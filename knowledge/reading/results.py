"""What reading gives, what it refuses, and how much of it is too much."""

from __future__ import annotations

from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.errors import KnowledgeError

ReadResult = Article | HeadlineOnly | Rejection
"""One thing that reading came upon."""

LARGEST_DOCUMENT = 10_000_000
"""Bytes, unpacked, of a file that is read as a whole: a page, Markdown, HTML or a feed."""
LONGEST_RECORD = 4_000_000
"""Bytes of one record in a file of records, which is read piece by piece and may have any size."""
LONGEST_HEADLINE = 1_000
"""Characters; a longer one is something else that got into the headline's place."""


class ReadingError(KnowledgeError):
    """What was given cannot be read as news; the text says why, as a sentence about "it"."""
