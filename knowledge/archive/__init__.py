"""The store of articles, paragraphs, headlines and outlets."""

from knowledge.archive.archive import Archive
from knowledge.archive.database import ArchiveError

__all__ = ["Archive", "ArchiveError"]
