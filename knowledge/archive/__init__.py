"""The store of articles, paragraphs, headlines and outlets."""

from knowledge.archive.archive import Archive, ArchiveError, StoreCounts

__all__ = ["Archive", "ArchiveError", "StoreCounts"]
