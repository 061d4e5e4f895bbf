"""A subscribed feed as it is kept between polls, and what a store of feeds must do for the poller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from knowledge.articles import Article, HeadlineOnly

FIRST_INTERVAL = 1_800
"""Seconds until a new feed is polled for the second time."""

FeedState = Literal["active", "paused", "failing", "gone"]
"""`paused` by a person; `failing` after errors for more than a day, but still tried; `gone` by the outlet's own word
(HTTP 410), not tried again."""

FullText = Literal["off", "on", "short"]
"""Whether article pages are fetched: never, for every entry, or for entries whose own text is short."""


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """What storing a batch did. `added`, `updated` and `unchanged` count articles, as they are new or not to their
    origin, `headlines` the headlines without an article (new or not), `paragraphs` those written now."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    headlines: int = 0
    paragraphs: int = 0

    def __add__(self, other: StoreCounts) -> StoreCounts:
        return StoreCounts(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.headlines + other.headlines,
            self.paragraphs + other.paragraphs,
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, polled once however many follow it. Times are UTC.

    Settings of people: `public` (for every server), `full_text`, and `state` as far as "paused" goes. All the rest is
    the poller's: `url` (a permanent redirect changes it), `title` and `site` (the outlet's page) as the feed first gave
    them, `etag` and `last_modified` as the server gave them, `interval` in seconds, `failures` in a row, `error` as a
    sentence (None: the last poll went well and took all in), `articles` stored from it in all, `backlog_done` once all
    of its first document has been stored. `memory` is the poller's own note of the entries that it has seen: JSON text,
    some 150 bytes an entry, to be kept as it is. `notice` is a sentence that the feed's owner has yet to be told;
    whoever has told it, saves the feed with None.
    """

    number: int
    url: str
    title: str | None = None
    site: str | None = None
    public: bool = False
    full_text: FullText = "short"
    state: FeedState = "active"
    etag: str | None = None
    last_modified: str | None = None
    interval: int = FIRST_INTERVAL
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_success: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    error: str | None = None
    notice: str | None = None
    articles: int = 0
    added: datetime | None = None
    backlog_done: bool = False
    memory: str = ""


class FeedStore(Protocol):
    """Where feeds and their entries are kept. Every method is one transaction."""

    async def due(self, now: datetime, limit: int) -> list[Feed]:
        """The active and failing feeds whose `next_poll` is None or not after `now`, the longest waiting first."""
        ...

    async def get(self, url: str) -> Feed | None:
        """The feed with this address (compared as `canonical_url`), whatever its state."""
        ...

    async def save(self, feed: Feed) -> None:
        """Write what the poller owns of a feed. One that was removed meanwhile stays removed, one that a person paused
        meanwhile stays paused, and what people set stays as they set it."""
        ...

    async def store_entries(
        self, feed: Feed, items: Sequence[Article | HeadlineOnly], *, now: datetime, backlog: bool
    ) -> StoreCounts:
        """Store entries of a feed for its audience, and `save` the feed, in one transaction. Nothing of it happens if
        the feed was removed meanwhile. `backlog` marks old entries of a new feed. The store adds the articles that are
        new to the feed to its `articles`."""
        ...
