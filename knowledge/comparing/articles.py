"""What this room looks at: an article with its body, as a plain value."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.articles import Published, as_datetime


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article to be compared, summarised or chosen.

    `number` is the archive's key, unique among articles that are given together; `paragraphs` is the body in reading
    order, empty for a headline-only entry.
    """

    number: int
    source: str | None
    headline: str | None
    published: Published | None
    paragraphs: tuple[str, ...]


def is_other_outlet(source: str | None, than: str | None) -> bool:
    """Whether two articles are known to come from different outlets; an unknown outlet never corroborates."""
    return source is not None and than is not None and source.casefold() != than.casefold()


def oldest_first(article: StoryArticle) -> tuple[bool, float, int]:
    """A sort key: by time of publication, undated articles last, then by number."""
    if article.published is None:
        return (True, 0.0, article.number)
    return (False, as_datetime(article.published).timestamp(), article.number)
