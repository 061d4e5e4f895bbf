"""One data dir as a whole: the archive, the indexes that follow it, and what is taken in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge.answering.answerer import Answerer
from knowledge.answering.recent import Recent
from knowledge.archive import Archive
from knowledge.archive.database import INDEX_FOLDER, Database, UnwritableArchive
from knowledge.archive.feed_table import Feeds
from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.errors import KnowledgeError
from knowledge.feeds import StoreCounts
from knowledge.index.index import Index
from knowledge.index.scoped import Scoped
from knowledge.index.store import NotSavedError
from knowledge.view import KnownOutlets, NewsView

log = logging.getLogger(__name__)

BATCH = 1_000
"""How many entries one transaction of `ingest` stores."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one `ingest` did: counts over all its batches, and what was rejected."""

    counts: StoreCounts
    rejected: tuple[Rejection, ...]


class Newsroom:
    """Everything one data dir holds, opened. All methods may run at the same time in one event loop."""

    def __init__(
        self, database: Database, archive: Archive, paragraphs: Index, headlines: Index, answerer: Answerer
    ) -> None:
        self.database = database
        self.archive = archive
        self.paragraph_index = paragraphs
        self.headline_index = headlines
        self.answerer = answerer
        self.feeds = Feeds(database)
        self._catching_up = asyncio.Lock()
        self._recent = Recent()
        self._known_outlets = KnownOutlets()

    @classmethod
    async def open(
        cls,
        folder: Path,
        *,
        threshold: float | None = None,
        database_url: str | None = None,
        read_only: bool = False,
    ) -> Newsroom:
        """Open, and on demand make, the data dir. `threshold` overrides the measured confidence for answering.

        With `database_url` the archive lies in that PostgreSQL database, and only the indexes in the folder. With
        `read_only` nothing is made, changed or saved, as in `Database.open`.

        Raises KnowledgeError with a sentence if the folder cannot be used.
        """
        database = await Database.open(folder, database_url, read_only=read_only)
        try:
            archive = await Archive.open(database)
            indexes = folder / INDEX_FOLDER
            paragraphs = await asyncio.to_thread(Index.open, indexes / "paragraphs", archive=archive.identity)
            headlines = await asyncio.to_thread(Index.open, indexes / "headlines", archive=archive.identity)
        except BaseException:
            await database.close()
            raise
        answerer = Answerer(paragraphs, archive, headlines, threshold=threshold)
        return cls(database, archive, paragraphs, headlines, answerer)

    @classmethod
    async def open_for_reading(
        cls, folder: Path, *, threshold: float | None = None, database_url: str | None = None
    ) -> Newsroom:
        """As `open`; where the disk is full or the folder cannot be written, what it holds can be read all the same,
        with a warning in the log. Not for whoever wants to store something."""
        try:
            return await cls.open(folder, threshold=threshold, database_url=database_url)
        except UnwritableArchive as error:
            try:
                newsroom = await cls.open(folder, threshold=threshold, database_url=database_url, read_only=True)
            except KnowledgeError:
                raise error from None
            log.warning("%s It is only read.", error)
            return newsroom

    async def close(self) -> None:
        """Save the indexes and close the database."""
        try:
            await self.save()
        finally:
            await self.database.close()

    async def save(self) -> None:
        """Write what the indexes have taken in since they were opened.

        A full disk is only a warning in the log: nothing but the archive's news is in an index, so whoever comes next
        makes up for it.
        """
        if self.database.read_only:
            return
        for index in (self.paragraph_index, self.headline_index):
            try:
                await asyncio.to_thread(index.save)
            except NotSavedError as error:
                log.warning("%s", error)

    async def catch_up(self) -> None:
        """Bring the indexes to the archive's newest revision; another process may have written to it."""
        if await self.archive.revision() == self._indexed():
            return
        async with self._catching_up:
            if self._indexed() == 0 and not self.database.read_only:
                # Indexes of an archive that knows no languages are of an older analysis, and made again here.
                await self.archive.fill_languages()
            async for changes in self.archive.changes(self._indexed()):
                for index, articles in (
                    (self.paragraph_index, changes.articles),
                    (self.headline_index, changes.headlines),
                ):
                    if changes.removed:
                        await asyncio.to_thread(index.remove, changes.removed)
                    await asyncio.to_thread(index.add, articles, changes.revision)

    async def warm_up(self, *, now: datetime) -> None:
        """Catch up and search once, so that the first question does not wait for what is loaded on first use."""
        await (await self.view(None)).answerer.answer("news", now=now)
        from knowledge.requests.spelling import english_words  # most commands need no word list

        # Reading the word list keeps Python's lock for a quarter of a second, which would hold up every member.
        await asyncio.to_thread(english_words)

    def _indexed(self) -> int:
        return min(self.paragraph_index.revision, self.headline_index.revision)

    # Taking news in

    async def ingest(self, readings: Iterable[Article | HeadlineOnly | Rejection], *, now: datetime) -> IngestReport:
        """Store all that was read, one transaction a batch, and bring the indexes up to date."""
        counts, rejected = StoreCounts(), []
        source = iter(readings)
        while batch := await asyncio.to_thread(_take, source, BATCH):
            rejected += [item for item in batch if isinstance(item, Rejection)]
            kept = [item for item in batch if not isinstance(item, Rejection)]
            if kept:
                counts += await self.archive.store(kept, now=now)
        await self.catch_up()
        await self.save()
        return IngestReport(counts, tuple(rejected))

    # Asking

    async def view(self, feeds: frozenset[int] | None, *, outlets: Collection[str] = ()) -> NewsView:
        """The news as it is now, seen through what is public and what comes from these feeds; None sees everything.

        Where `outlets` are named, nobody else's news is seen.
        """
        sources = await self.archive.outlet_numbers(outlets) if outlets else None
        archive = self.archive.seen_through(feeds, sources)
        async with self.database.one_state():
            behind = await self.archive.revision() != self._indexed()
            audiences = await archive.audiences()
        if behind:
            await self.catch_up()
            audiences = await archive.audiences()
        paragraphs = Scoped(self.paragraph_index, audiences, sources)
        headlines = Scoped(self.headline_index, audiences, sources)
        answerer = self.answerer.within(paragraphs, archive, headlines)
        return NewsView(archive, paragraphs, headlines, answerer, self._recent, self._known_outlets)


def _take(source: Iterator[Article | HeadlineOnly | Rejection], count: int) -> list[Article | HeadlineOnly | Rejection]:
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == count:
            break
    return batch
