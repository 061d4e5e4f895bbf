"""The records that news is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from knowledge.languages.tables import ENGLISH

Published = datetime | date
"""When an article appeared: a UTC `datetime`, or a `date` where the outlet gave no time of day."""

PARAGRAPH_BREAK = "\n\n"
"""What stands between two paragraphs in an article's text; spans of quotes count it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An article's picture: its https address, percent-encoded, and what its outlet says that it shows (None:
    nothing). Whoever shows it has it fetched by Discord; nothing here fetches it."""

    address: str
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read, before the archive knows it.

    `id` is the record's own id where it has one. `headline` is None only where there is neither a headline nor text
    to take one from; `derived` says that it was taken from the first sentence of the body. `paragraphs` is the body
    as it was written, one string a paragraph, none of them empty. `estimated` says that `published` is when we first
    saw it, since its feed gave no date or one in the future. `language` is what its feed, page or record says of it,
    such as `de-AT`; it may be wrong. `encoding` problems, dates and so on are the reader's business: what stands here
    is text.
    """

    headline: str | None
    paragraphs: tuple[str, ...]
    id: str | None = None
    source: str | None = None
    published: Published | None = None
    url: str | None = None
    derived: bool = False
    estimated: bool = False
    picture: Picture | None = None
    language: str | None = None

    @property
    def text(self) -> str:
        """The body as one string: what spans of quotes point into."""
        return PARAGRAPH_BREAK.join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class HeadlineOnly:
    """A headline whose article we do not hold, such as a link in the margin of a news page. `id`, `estimated` and
    `language` as above."""

    headline: str
    source: str | None = None
    published: Published | None = None
    url: str | None = None
    estimated: bool = False
    id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be read: `path` says where, `reason` is a sentence for people."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """What the archive holds of an article, without its body.

    `number` is the archive's own key; `article_id` is what people and JSON use. A headline-only entry has
    `paragraphs` 0. `first_seen` is when the archive first stored it, `updated` when it was last found to have been
    changed by its outlet (UTC; None: never), `estimated` says that `published` is only when it was first seen,
    `language` (two letters) is that of its text.
    """

    number: int
    article_id: str
    headline: str | None
    derived: bool
    source: str | None
    published: Published | None
    url: str | None
    paragraphs: int
    first_seen: datetime
    updated: datetime | None = None
    estimated: bool = False
    picture: Picture | None = None
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One stored paragraph: `position` counts from 0 in its article, `start` is its offset in the article's text."""

    number: int
    article: int
    position: int
    start: int
    text: str


def as_datetime(published: Published) -> datetime:
    """The UTC moment that a time or date stands for; a date alone means its start."""
    if isinstance(published, datetime):
        return published.astimezone(UTC)
    return datetime.combine(published, time(), tzinfo=UTC)


def iso(published: Published | None) -> str | None:
    """ISO 8601 text: `2026-11-24T07:30:00Z`, `2026-11-24` for a date alone, None for None."""
    if published is None:
        return None
    if isinstance(published, datetime):
        return published.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return published.isoformat()
