"""The archive: stores what was read, each article once, and gives it back."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.answering.store import Passages
from knowledge.archive.database import ArchiveError, Database
from knowledge.archive.identity import article_id, checksum, fold, identity, short_id
from knowledge.archive.tables import entry, meta, outlet, paragraph, removal
from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly, Paragraph, Published, StoredArticle, moment
from knowledge.index.retriever import IndexedArticle, IndexedPassage

T = TypeVar("T")

_CHUNK = 5_000
"""How many values go into one IN list; SQLite takes 32,766 at most."""


@dataclass(frozen=True, slots=True)
class StoreCounts:
    """What storing a batch did. `added`, `updated` and `unchanged` count articles, `headlines` the headlines without
    an article (new or not), `paragraphs` those written now."""

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
class Outlet:
    """An outlet as `/sources` shows it; `newest` is the date of its newest dated entry."""

    number: int
    name: str
    articles: int
    headlines: int
    newest: Published | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index must take in to come from one revision of the archive to `revision`."""

    revision: int
    articles: tuple[IndexedArticle, ...]
    headlines: tuple[IndexedArticle, ...]
    removed: tuple[int, ...]


class Archive:
    """The news tables of one database. Every method is one transaction."""

    def __init__(self, database: Database, identity_: str) -> None:
        self.database = database
        self.identity = identity_

    @classmethod
    async def open(cls, database: Database) -> Archive:
        """The archive in a migrated database; gives it its random identity the first time."""
        async with database.write() as connection:
            name = await _meta(connection, "identity")
            if name is None:
                name = uuid.uuid4().hex
                await connection.execute(insert(meta).values(key="identity", value=name))
        return cls(database, name)

    # What comes in

    async def store(self, batch: Sequence[Article | HeadlineOnly], *, now: datetime) -> StoreCounts:
        """Store a batch in one transaction: all of it, or nothing if the process dies.

        An entry whose identity is already held replaces it if anything changed; a headline alone never replaces an
        article. `now` (UTC) becomes the `first_seen` of new entries.
        """
        latest: dict[str, Article | HeadlineOnly] = {}
        repeated = headlines = 0
        for item in batch:
            key = identity(item)
            held = latest.get(key)
            headlines += isinstance(item, HeadlineOnly)
            if held is None or not isinstance(item, HeadlineOnly):
                repeated += isinstance(held, Article)
                latest[key] = item
        async with self.database.write() as connection:
            counts = await self._store(connection, latest, now)
        return counts + StoreCounts(unchanged=repeated, headlines=headlines)

    async def _store(
        self, connection: AsyncConnection, items: dict[str, Article | HeadlineOnly], now: datetime
    ) -> StoreCounts:
        held = await _held(connection, items)
        unchanged = 0
        changed: dict[str, tuple[Article | HeadlineOnly, str, Any]] = {}
        for key, item in items.items():
            row, content = held.get(key), checksum(item)
            is_article = isinstance(item, Article)
            if row is not None and (row.content == content or (row.paragraphs and not is_article)):
                unchanged += is_article
            else:
                changed[key] = (item, content, row)
        if not changed:
            return StoreCounts(unchanged=unchanged)

        revision = await _next(connection, "revision", 1)
        outlets = await _outlets(connection, {item.source for item, _, _ in changed.values() if item.source})
        ids = await _free_ids(connection, {key: item for key, (item, _, row) in changed.items() if row is None})
        paragraphs = sum(len(item.paragraphs) for item, _, _ in changed.values() if isinstance(item, Article))
        next_entry = await _next(connection, "entries", len(ids))
        next_paragraph = await _next(connection, "paragraphs", paragraphs)

        new_rows, changed_rows, paragraph_rows = [], [], []
        added = updated = 0
        for key, (item, content, row) in changed.items():
            body = item.paragraphs if isinstance(item, Article) else ()
            values = {
                "headline": item.headline,
                "derived": isinstance(item, Article) and item.derived,
                "outlet": outlets.get(fold(item.source)) if item.source else None,
                "published": None if item.published is None else moment(item.published),
                "day_only": item.published is not None and not isinstance(item.published, datetime),
                "url": item.url,
                "paragraphs": len(body),
                "content": content,
                "revision": revision,
            }
            if row is None:
                number, next_entry = next_entry, next_entry + 1
                new_rows.append(values | {"number": number, "identity": key, "article_id": ids[key], "first_seen": now})
            else:
                number = row.number
                changed_rows.append(values | {"at": number})
            # A headline that becomes an article is new as an article.
            is_article = isinstance(item, Article)
            added += is_article and (row is None or not row.paragraphs)
            updated += is_article and row is not None and bool(row.paragraphs)
            start = 0
            for position, text in enumerate(body):
                paragraph_rows.append(
                    {"number": next_paragraph, "entry": number, "position": position, "start": start, "text": text}
                )
                next_paragraph += 1
                start += len(text) + len(PARAGRAPH_BREAK)
        if changed_rows:
            await connection.execute(
                delete(paragraph).where(paragraph.c.entry == bindparam("at")), [{"at": r["at"]} for r in changed_rows]
            )
            columns: dict[str, Any] = {name: bindparam(name) for name in changed_rows[0] if name != "at"}
            await connection.execute(
                update(entry).where(entry.c.number == bindparam("at")).values(columns), changed_rows
            )
        if new_rows:
            await connection.execute(insert(entry), new_rows)
        if paragraph_rows:
            await connection.execute(insert(paragraph), paragraph_rows)
        return StoreCounts(added, updated, unchanged, 0, len(paragraph_rows))

    async def remove(self, numbers: Iterable[int]) -> int:
        """Delete entries with their paragraphs; gives how many there were."""
        gone = 0
        async with self.database.write() as connection:
            revision = await _next(connection, "revision", 1)
            for chunk in _chunks(numbers):
                present = (await connection.execute(select(entry.c.number).where(entry.c.number.in_(chunk)))).scalars()
                rows = [{"entry": number, "revision": revision} for number in present]
                if rows:
                    await connection.execute(delete(entry).where(entry.c.number.in_([row["entry"] for row in rows])))
                    await connection.execute(insert(removal), rows)
                gone += len(rows)
        return gone

    # What an index needs

    async def revision(self) -> int:
        """A number that grows with every change to the news; 0 for an archive that never held any."""
        async with self.database.read() as connection:
            return int(await _meta(connection, "revision") or 0)

    async def changes(self, since: int, *, batch: int = 500) -> AsyncIterator[Changes]:
        """All that changed after revision `since`, in batches of at most `batch` entries, oldest change first.

        Each batch brings the index to the batch's own `revision`; only the last one is the archive's newest, so
        that an index which stops half-way starts again from a revision that it has wholly seen.
        """
        async with self.database.read() as connection:
            newest = int(await _meta(connection, "revision") or 0)
            if newest == since:
                return
            gone = select(removal.c.entry).where(removal.c.revision > since)
            removed = tuple((await connection.execute(gone)).scalars())
            after = -1
            while True:
                rows = (
                    await connection.execute(
                        select(entry.c.number, entry.c.headline, entry.c.outlet, entry.c.published, entry.c.paragraphs)
                        .where(entry.c.revision > since, entry.c.number > after)
                        .order_by(entry.c.number)
                        .limit(batch)
                    )
                ).all()
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
                last = len(rows) < batch
                yield Changes(
                    newest if last else since,
                    tuple(
                        IndexedArticle(row.number, row.outlet, row.published, tuple(texts[row.number]))
                        for row in rows
                        if texts[row.number]
                    ),
                    tuple(
                        IndexedArticle(
                            row.number, row.outlet, row.published, (IndexedPassage(row.number, row.headline),)
                        )
                        for row in rows
                        if row.headline
                    ),
                    removed,
                )
                removed = ()
                if last:
                    return

    # What answers need (knowledge.answering.store.PassageStore)

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        """The paragraphs with these numbers, those up to `reach` positions around them, and their articles."""
        wanted = set(passages)
        around = {number + step for number in wanted for step in range(-reach, reach + 1)}
        async with self.database.read() as connection:
            found: dict[int, Paragraph] = {}
            for chunk in _chunks(around):
                for row in await connection.execute(_PARAGRAPHS.where(paragraph.c.number.in_(chunk))):
                    found[row[0]] = Paragraph(*row)
            owners = {found[number].article for number in wanted if number in found}
            articles = await _entries(connection, owners)
        return Passages({n: p for n, p in sorted(found.items()) if p.article in owners}, articles)

    async def entries(self, numbers: Collection[int]) -> dict[int, StoredArticle]:
        """Articles and headlines by number; unknown numbers are passed over."""
        async with self.database.read() as connection:
            return await _entries(connection, numbers)

    async def bodies(self, numbers: Collection[int]) -> dict[int, tuple[Paragraph, ...]]:
        """The paragraphs of whole articles, in reading order, by the article's number."""
        bodies: dict[int, list[Paragraph]] = {}
        async with self.database.read() as connection:
            for chunk in _chunks(numbers):
                query = _PARAGRAPHS.where(paragraph.c.entry.in_(chunk)).order_by(paragraph.c.number)
                for row in await connection.execute(query):
                    bodies.setdefault(row[1], []).append(Paragraph(*row))
        return {number: tuple(body) for number, body in bodies.items()}

    # What people look through

    async def outlets(self) -> list[Outlet]:
        """Every outlet with the number of its articles and headlines and its newest date, by name."""
        query = (
            select(
                outlet.c.number,
                outlet.c.name,
                func.count(entry.c.number).filter(entry.c.paragraphs > 0),
                func.count(entry.c.number),
                func.max(entry.c.published),
            )
            .join_from(outlet, entry, entry.c.outlet == outlet.c.number)
            .group_by(outlet.c.number, outlet.c.name)
            .order_by(outlet.c.folded)
        )
        async with self.database.read() as connection:
            return [Outlet(*row) for row in await connection.execute(query)]

    async def counts(self) -> tuple[int, int]:
        """How many articles and how many paragraphs the archive holds."""
        async with self.database.read() as connection:
            articles = select(func.count()).select_from(entry).where(entry.c.paragraphs > 0)
            paragraphs = select(func.coalesce(func.sum(entry.c.paragraphs), 0))
            return int(await connection.scalar(articles) or 0), int(await connection.scalar(paragraphs) or 0)

    async def headlines(
        self,
        *,
        sources: Collection[int] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        numbers: Collection[int] | None = None,
        articles_only: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[StoredArticle], int]:
        """One page of entries that have a headline, newest first and undated last, and how many there are in all.

        `since` and `until` (UTC) bound the publication, both inclusive: an undated entry fails `since` and passes
        `until`. `numbers`, if given, are the only entries to choose from. `limit` None is all.
        """
        conditions: list[ColumnElement[bool]] = [entry.c.headline.is_not(None)]
        if sources is not None:
            conditions.append(entry.c.outlet.in_(list(sources)))
        if since is not None:
            conditions.append(entry.c.published >= since)
        if until is not None:
            conditions.append((entry.c.published <= until) | entry.c.published.is_(None))
        if articles_only:
            conditions.append(entry.c.paragraphs > 0)
        newest_first = (entry.c.published.is_(None), entry.c.published.desc(), entry.c.number)
        async with self.database.read() as connection:
            if numbers is not None:
                rows: list[StoredArticle] = []
                for chunk in _chunks(numbers):
                    query = _ENTRIES.where(entry.c.number.in_(chunk), *conditions)
                    rows += [_stored(row) for row in await connection.execute(query)]
                rows.sort(key=_newest_first)
                return rows[offset : None if limit is None else offset + limit], len(rows)
            total = await connection.scalar(select(func.count()).select_from(entry).where(*conditions))
            query = _ENTRIES.where(*conditions).order_by(*newest_first).limit(limit).offset(offset)
            return [_stored(row) for row in await connection.execute(query)], int(total or 0)

    async def numbers_by_id(self) -> dict[str, int]:
        """The number of every entry by its article id."""
        async with self.database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(select(entry.c.article_id, entry.c.number))}

    async def late_arrivals(self, *, since: datetime, until: datetime, after: datetime) -> list[StoredArticle]:
        """Articles that came after `since` and up to `until` but were published before, though not before `after`."""
        query = _ENTRIES.where(
            entry.c.first_seen > since,
            entry.c.first_seen <= until,
            entry.c.published > after,
            entry.c.published <= since,
            entry.c.paragraphs > 0,
        )
        async with self.database.read() as connection:
            return [_stored(row) for row in await connection.execute(query.order_by(entry.c.published.desc()))]

    async def find(self, id_or_headline: str) -> StoredArticle | None:
        """The article with this id, else the newest with exactly this headline (case and spacing aside)."""
        async with self.database.read() as connection:
            row = (await connection.execute(_ENTRIES.where(entry.c.article_id == id_or_headline))).first()
            if row is not None:
                return _stored(row)
            wanted = fold(id_or_headline)
            like = _ENTRIES.where(func.lower(entry.c.headline) == id_or_headline.strip().lower())
            rows = [_stored(row) for row in await connection.execute(like)]
        matching = [row for row in rows if row.headline and fold(row.headline) == wanted]
        # An article says more than a headline alone.
        return min(matching, key=lambda row: (row.paragraphs == 0, *_newest_first(row)), default=None)


_PARAGRAPHS = select(paragraph.c.number, paragraph.c.entry, paragraph.c.position, paragraph.c.start, paragraph.c.text)
_ENTRIES: Select[Any] = select(
    entry.c.number,
    entry.c.article_id,
    entry.c.headline,
    entry.c.derived,
    outlet.c.name.label("source"),
    entry.c.published,
    entry.c.day_only,
    entry.c.url,
    entry.c.paragraphs,
    entry.c.first_seen,
).outerjoin_from(entry, outlet, entry.c.outlet == outlet.c.number)


def _stored(row: Row[Any]) -> StoredArticle:
    published: datetime | date | None = row.published
    if row.published is not None and row.day_only:
        published = row.published.date()
    return StoredArticle(
        row.number,
        row.article_id,
        row.headline,
        row.derived,
        row.source,
        published,
        row.url,
        row.paragraphs,
        row.first_seen,
    )


def _newest_first(article: StoredArticle) -> tuple[bool, float, int]:
    if article.published is None:
        return True, 0.0, article.number
    return False, -moment(article.published).timestamp(), article.number


async def _entries(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, StoredArticle]:
    found = {}
    for chunk in _chunks(numbers):
        for row in await connection.execute(_ENTRIES.where(entry.c.number.in_(chunk))):
            found[row.number] = _stored(row)
    return found


async def _held(connection: AsyncConnection, identities: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    columns = select(entry.c.identity, entry.c.number, entry.c.content, entry.c.paragraphs)
    for chunk in _chunks(identities):
        for row in await connection.execute(columns.where(entry.c.identity.in_(chunk))):
            found[row.identity] = row
    return found


async def _free_ids(connection: AsyncConnection, items: dict[str, Article | HeadlineOnly]) -> dict[str, str]:
    """An article id for each new identity: its own, unless another article has taken it."""
    own = {key: article_id(item) for key, item in items.items()}
    taken: set[str] = set()
    for chunk in _chunks(set(own.values())):
        query = select(entry.c.article_id).where(entry.c.article_id.in_(chunk))
        taken.update((await connection.execute(query)).scalars())
    for key, value in own.items():
        free = value if value not in taken else short_id(key)
        taken.add(free)
        own[key] = free
    return own


async def _outlets(connection: AsyncConnection, names: Collection[str]) -> dict[str, int]:
    """The number of each outlet by its folded name; unknown ones are made."""
    by_folded = {fold(name): " ".join(name.split()) for name in sorted(names)}
    query = select(outlet.c.folded, outlet.c.number).where(outlet.c.folded.in_(list(by_folded)))
    found: dict[str, int] = {row.folded: row.number for row in await connection.execute(query)}
    missing = [folded for folded in by_folded if folded not in found]
    first = await _next(connection, "outlets", len(missing))
    made = dict(zip(missing, range(first, first + len(missing)), strict=True))
    if made:
        rows = [{"number": number, "name": by_folded[folded], "folded": folded} for folded, number in made.items()]
        await connection.execute(insert(outlet), rows)
    return found | made


async def _meta(connection: AsyncConnection, key: str) -> str | None:
    value: str | None = await connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return value


async def _next(connection: AsyncConnection, counter: str, count: int) -> int:
    """Take `count` numbers from a counter that is never turned back, so that no number is used twice; the first."""
    value = await _meta(connection, counter)
    last = int(value or 0)
    if value is None:
        await connection.execute(insert(meta).values(key=counter, value=str(last + count)))
    else:
        await connection.execute(update(meta).where(meta.c.key == counter).values(value=str(last + count)))
    return last + 1


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    everything = list(values)
    for at in range(0, len(everything), _CHUNK):
        yield everything[at : at + _CHUNK]


__all__ = ["Archive", "ArchiveError", "Changes", "Outlet", "StoreCounts"]
