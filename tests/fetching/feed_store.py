"""A store of feeds in memory that behaves like the archive's, and counts how often each entry was stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from knowledge.archive.identity import checksum, identity
from knowledge.articles import Article, HeadlineOnly
from knowledge.feeds import Feed, StoreCounts
from knowledge.reading import canonical_url

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class MemoryFeedStore:
    """Feeds by number, and per feed its entries by identity."""

    def __init__(self) -> None:
        self.feeds: dict[int, Feed] = {}
        self.entries: dict[int, dict[str, Article | HeadlineOnly]] = defaultdict(dict)
        self.added: Counter[tuple[int, str]] = Counter()
        self.updated: Counter[tuple[int, str]] = Counter()
        self.backlog: set[tuple[int, str]] = set()

    def add(self, url: str, **settings: object) -> Feed:
        feed = Feed(number=len(self.feeds) + 1, url=url, **settings)  # type: ignore[arg-type]
        self.feeds[feed.number] = feed
        return feed

    def stored(self, feed: Feed) -> list[Article | HeadlineOnly]:
        return list(self.entries[feed.number].values())

    async def due(self, now: datetime, limit: int) -> list[Feed]:
        due = [
            feed
            for feed in self.feeds.values()
            if feed.state in ("active", "failing") and (feed.next_poll is None or feed.next_poll <= now)
        ]
        return sorted(due, key=lambda feed: feed.next_poll or LONG_AGO)[:limit]

    async def get(self, url: str) -> Feed | None:
        wanted = canonical_url(url)
        return next((feed for feed in self.feeds.values() if canonical_url(feed.url) == wanted), None)

    async def save(self, feed: Feed) -> None:
        held = self.feeds.get(feed.number)
        if held is not None:
            state = "paused" if held.state == "paused" else feed.state
            self.feeds[feed.number] = replace(feed, state=state, articles=held.articles, full_text=held.full_text)

    async def store_entries(
        self, feed: Feed, items: Sequence[Article | HeadlineOnly], *, now: datetime, backlog: bool
    ) -> StoreCounts:
        added = updated = unchanged = headlines = paragraphs = 0
        held = self.entries[feed.number]
        for item in items:
            key = identity(item)
            if isinstance(item, HeadlineOnly):
                headlines += 1
            if key not in held:
                self.added[feed.number, key] += 1
                added += isinstance(item, Article)
                if backlog:
                    self.backlog.add((feed.number, key))
            elif checksum(held[key]) != checksum(item):
                self.updated[feed.number, key] += 1
                updated += isinstance(item, Article)
            else:
                unchanged += 1
            held[key] = item
            paragraphs += len(item.paragraphs) if isinstance(item, Article) else 0
        await self.save(feed)
        saved = self.feeds[feed.number]
        self.feeds[feed.number] = replace(saved, articles=saved.articles + added)
        return StoreCounts(added, updated, unchanged, headlines, paragraphs)
