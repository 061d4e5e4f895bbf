"""The store of articles, paragraphs, headlines and outlets."""

from knowledge.archive.archive import Archive, ArchiveError

__all__ = ["Archive", "ArchiveError"]
