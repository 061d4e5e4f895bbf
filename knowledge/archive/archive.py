"""The archive: stores what was read, each article once, and says what an index must follow."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from sqlalchemy import bindparam, func, insert, select, update

from knowledge.archive.audiences import OPERATOR, remove_where
from knowledge.archive.counting import chunks, read_meta, take
from knowledge.archive.database import Database
from knowledge.archive.identity import fold
from knowledge.archive.migrations import NoArchive
from knowledge.archive.queries import ScopedArchive
from knowledge.archive.storing import store
from knowledge.archive.tables import entry, meta, outlet, paragraph, removal
from knowledge.articles import Article, HeadlineOnly
from knowledge.feeds import StoreCounts
from knowledge.languages.detection import TELLING_PARAGRAPHS, language_of_article
from knowledge.languages.tables import ENGLISH
from knowledge.pacing import paced
from knowledge.retrieval import IndexedArticle, IndexedPassage

_FILLED_AT_ONCE = 250
OLD = timedelta(days=7)
"""What is older than this when the operator ingests it is backlog: nothing to alert about."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index must take in to come from one revision of the archive to `revision`."""

    revision: int
    articles: tuple[IndexedArticle, ...]
    headlines: tuple[IndexedArticle, ...]
    removed: tuple[int, ...]


class Archive(ScopedArchive):
    """The news tables of one database, read without restriction. Every method is one transaction."""

    def __init__(self, database: Database, identity_: str) -> None:
        super().__init__(database, None)
        self.identity = identity_

    @classmethod
    async def open(cls, database: Database) -> Archive:
        """The archive in a migrated database; gives it its random identity the first time.

        Raises NoArchive if it has none yet and the database was opened read-only.
        """
        async with database.read() as connection:
            name = await read_meta(connection, "identity")
        if name is None:
            if database.read_only:
                raise NoArchive
            name = await _name(database)
        return cls(database, name)

    def seen_through(self, feeds: frozenset[int] | None, sources: frozenset[int] | None = None) -> ScopedArchive:
        """The news as one sees it through what is public and what comes from these feeds; None sees everything. Only
        that of the outlets `sources`, by number, if they are given."""
        return ScopedArchive(self.database, feeds, sources)

    async def outlet_numbers(self, names: Collection[str]) -> frozenset[int]:
        """The numbers of the outlets with these names; names that no outlet has are passed over."""
        query = select(outlet.c.number).where(outlet.c.folded.in_([fold(name) for name in names]))
        async with self.database.read() as connection:
            return frozenset((await connection.execute(query)).scalars())

    # What comes in

    async def store(self, batch: Sequence[Article | HeadlineOnly], *, now: datetime) -> StoreCounts:
        """Store what the operator ingests, for everyone, in one transaction: all of it, or nothing if the process dies.

        An entry whose identity is already held replaces it if anything changed; a headline alone never replaces an
        article; a text that is held from another address is kept once, with both. `now` (UTC) becomes the `first_seen`
        of new entries.
        """
        async with self.database.write() as connection:
            return await store(connection, batch, now=now, origin=OPERATOR, old_before=now - OLD)

    async def remove(self, numbers: Iterable[int]) -> int:
        """Delete entries with their paragraphs; gives how many there were."""
        gone = 0
        async with self.database.write() as connection:
            revision = await take(connection, "revision")
            for chunk in chunks(numbers):
                gone += await remove_where(connection, revision, entry.c.number.in_(chunk))
        return gone

    async def size(self) -> int:
        """How many entries there are."""
        async with self.database.read() as connection:
            return int(await connection.scalar(select(func.count()).select_from(entry)) or 0)

    async def fill_languages(self) -> int:
        """Tell the language of every entry that was stored before languages were; gives how many there were.

        Their revision stays: for whoever rebuilds an index, before it reads them.
        """
        done = 0
        while True:
            async with self.database.write() as connection:
                query = (
                    select(entry.c.number, entry.c.headline).where(entry.c.language.is_(None)).limit(_FILLED_AT_ONCE)
                )
                heads = {row.number: row.headline for row in await connection.execute(query)}
                if not heads:
                    return done
                texts: dict[int, list[str]] = {number: [] for number in heads}
                body = select(paragraph.c.entry, paragraph.c.text).where(
                    paragraph.c.entry.in_(list(heads)), paragraph.c.position < TELLING_PARAGRAPHS
                )
                for number, text in await connection.execute(body.order_by(paragraph.c.number)):
                    texts[number].append(text)
                told = [
                    {"at": number, "told": language_of_article(heads[number], text)}
                    async for number, text in paced(texts.items())
                ]
                change = update(entry).where(entry.c.number == bindparam("at")).values(language=bindparam("told"))
                await connection.execute(change, told)
                done += len(told)

    # What an index needs

    async def revision(self) -> int:
        """A number that grows with every change to the news; 0 for an archive that never held any."""
        async with self.database.read() as connection:
            return int(await read_meta(connection, "revision") or 0)

    async def changes(self, since: int, *, batch: int = 500, paragraphs: int = 4_000) -> AsyncIterator[Changes]:
        """All that changed after revision `since`, in batches of at most `batch` entries and `paragraphs` paragraphs
        (or one entry that has more), oldest change first.

        Each batch brings the index to the batch's own `revision`; only the last one is the archive's newest, so
        that an index which stops half-way starts again from a revision that it has wholly seen.
        """
        async with self.database.read() as connection:
            newest = int(await read_meta(connection, "revision") or 0)
            if newest == since:
                return
            gone = select(removal.c.entry).where(removal.c.revision > since)
            removed = tuple((await connection.execute(gone)).scalars())
            after = -1
            while True:
                rows = (
                    await connection.execute(
                        select(
                            entry.c.number,
                            entry.c.headline,
                            entry.c.outlet,
                            entry.c.published,
                            entry.c.paragraphs,
                            entry.c.audience,
                            entry.c.language,
                        )
                        .where(entry.c.revision > since, entry.c.number > after)
                        .order_by(entry.c.number)
                        .limit(batch)
                    )
                ).all()
                count = _fitting([row.paragraphs for row in rows], paragraphs)
                last = len(rows) < batch and count == len(rows)
                rows = rows[:count]
                texts: dict[int, list[IndexedPassage]] = {row.number: [] for row in rows}
                if rows:
                    body = (
                        select(paragraph.c.entry, paragraph.c.number, paragraph.c.text)
                        .where(paragraph.c.entry.in_(list(texts)))
                        .order_by(paragraph.c.number)
                    )
                    for owner, number, text in await connection.execute(body):
                        texts[owner].append(IndexedPassage(number, text))
                    after = rows[-1].number
                yield Changes(
                    newest if last else since,
                    tuple(
                        IndexedArticle(
                            row.number,
                            row.outlet,
                            row.published,
                            tuple(texts[row.number]),
                            row.audience,
                            row.language or ENGLISH,
                        )
                        for row in rows
                        if texts[row.number]
                    ),
                    tuple(
                        IndexedArticle(
                            row.number,
                            row.outlet,
                            row.published,
                            (IndexedPassage(row.number, row.headline),),
                            row.audience,
                            row.language or ENGLISH,
                        )
                        for row in rows
                        if row.headline
                    ),
                    removed,
                )
                removed = ()
                if last:
                    return


async def _name(database: Database) -> str:
    async with database.write() as connection:
        name = await read_meta(connection, "identity")  # another process may have been quicker
        if name is None:
            name = uuid.uuid4().hex
            await connection.execute(insert(meta).values(key="identity", value=name))
    return name


def _fitting(sizes: Sequence[int], most: int) -> int:
    """How many of the first sizes together are at most `most`; at least one if there are any."""
    return max(1, sum(total <= most for total in accumulate(sizes))) if sizes else 0
