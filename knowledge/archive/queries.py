"""The archive as one asker sees it: everything that can be read, and nothing that is not for them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.audiences import visible, visible_origins
from knowledge.archive.counting import chunks
from knowledge.archive.database import Database
from knowledge.archive.identity import fold
from knowledge.archive.tables import copy, entry, fingerprint, outlet, paragraph, version
from knowledge.articles import Paragraph, Picture, Published, StoredArticle, as_datetime
from knowledge.comparing.duplicates import is_same_text
from knowledge.languages.tables import ENGLISH
from knowledge.retrieval import Passages

_COMPARED = 10
"""How many entries that may have the text of another are compared with it."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet as `/sources` shows it; `newest` is the date of its newest dated entry."""

    number: int
    name: str
    articles: int
    headlines: int
    newest: Published | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place where the text of an article stands."""

    headline: str | None
    source: str | None
    published: Published | None
    url: str | None


def copy_of(row: Row[Any]) -> Copy:
    """The place that a row of the table `copy` stands for; it has the outlet's `name`."""
    return Copy(row.headline, row.name, _published(row), row.url)


def other_outlets(copies: Collection[Copy], *told: str | None) -> list[Copy]:
    """One copy of each known outlet among these that is none of those told already (names, whatever their case)."""
    seen = {fold(name) for name in told if name is not None}
    found = []
    for one in copies:
        if one.source is not None and fold(one.source) not in seen:
            seen.add(fold(one.source))
            found.append(one)
    return found


class ScopedArchive:
    """The news seen through what is public and what comes from `feeds` (their numbers; None sees everything), of the
    outlets `sources` (their numbers; None: all).

    Whatever is asked, what is not for the asker does not exist. Every method is one transaction.
    """

    def __init__(self, database: Database, feeds: frozenset[int] | None, sources: frozenset[int] | None = None) -> None:
        self.database = database
        self.feeds, self.sources = feeds, sources
        self._seen: tuple[ColumnElement[bool], ...] = ()
        if feeds is not None:
            self._seen += (entry.c.audience.in_(visible(feeds)),)
        if sources is not None:
            self._seen += (entry.c.outlet.in_(sorted(sources)),)

    async def audiences(self) -> frozenset[int] | None:
        """The numbers of the audiences whose entries are seen, for an index; None: all."""
        if self.feeds is None:
            return None
        async with self.database.read() as connection:
            return frozenset(row[0] for row in await connection.execute(visible(self.feeds)))

    # What answers need (knowledge.retrieval.PassageStore)

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        """The paragraphs with these numbers, those up to `reach` positions around them, and their articles."""
        wanted = set(passages)
        around = {number + step for number in wanted for step in range(-reach, reach + 1)}
        async with self.database.read() as connection:
            found: dict[int, Paragraph] = {}
            for chunk in chunks(around):
                for row in await connection.execute(_PARAGRAPHS.where(paragraph.c.number.in_(chunk))):
                    found[row[0]] = Paragraph(*row)
            owners = {found[number].article for number in wanted if number in found}
            articles = await self._entries(connection, owners)
        return Passages({n: p for n, p in sorted(found.items()) if p.article in articles}, articles)

    async def entries(self, numbers: Collection[int]) -> dict[int, StoredArticle]:
        """Articles and headlines by number; unknown numbers are passed over."""
        async with self.database.read() as connection:
            return await self._entries(connection, numbers)

    async def bodies(self, numbers: Collection[int]) -> dict[int, tuple[Paragraph, ...]]:
        """The paragraphs of whole articles, in reading order, by the article's number."""
        bodies: dict[int, list[Paragraph]] = {}
        async with self.database.read() as connection:
            for chunk in chunks(numbers):
                query = _PARAGRAPHS.where(paragraph.c.entry.in_(chunk)).order_by(paragraph.c.number)
                if self._seen:
                    query = query.join(entry, entry.c.number == paragraph.c.entry).where(*self._seen)
                for row in await connection.execute(query):
                    bodies.setdefault(row[1], []).append(Paragraph(*row))
        return {number: tuple(body) for number, body in bodies.items()}

    async def earlier_texts(self, numbers: Collection[int]) -> dict[int, str]:
        """The text that each entry had before its words last changed; those that never changed are left out."""
        found: dict[int, str] = {}
        query = select(version.c.entry, version.c.text).join(entry, entry.c.number == version.c.entry)
        query = query.where(version.c.text.is_not(None), *self._seen)
        async with self.database.read() as connection:
            for chunk in chunks(numbers):
                found |= {
                    row.entry: row.text for row in await connection.execute(query.where(entry.c.number.in_(chunk)))
                }
        return found

    async def at_addresses(self, identities: Collection[str]) -> dict[str, StoredArticle]:
        """The article that stands at each of these identities now, if there is one; of several, what changed last."""
        found: dict[str, StoredArticle] = {}
        at = func.coalesce(entry.c.variant_of, entry.c.identity).label("at")
        async with self.database.read() as connection:
            for chunk in chunks(identities):
                here = or_(entry.c.identity.in_(chunk), entry.c.variant_of.in_(chunk))
                query = _ENTRIES.add_columns(at).where(here, entry.c.paragraphs > 0, *self._seen)
                for row in await connection.execute(query.order_by(entry.c.revision)):
                    found[row.at] = _stored(row)
        return found

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
            .where(*self._seen)
            .group_by(outlet.c.number, outlet.c.name)
            .order_by(outlet.c.folded)
        )
        async with self.database.read() as connection:
            return [Outlet(*row) for row in await connection.execute(query)]

    async def counts(self) -> tuple[int, int]:
        """How many articles and how many paragraphs the archive holds."""
        async with self.database.read() as connection:
            articles = select(func.count()).select_from(entry).where(entry.c.paragraphs > 0, *self._seen)
            paragraphs = select(func.coalesce(func.sum(entry.c.paragraphs), 0)).where(*self._seen)
            return int(await connection.scalar(articles) or 0), int(await connection.scalar(paragraphs) or 0)

    async def is_empty(self) -> bool:
        """Whether there is nothing at all, neither an article nor a headline."""
        async with self.database.read() as connection:
            return await connection.scalar(select(entry.c.number).where(*self._seen).limit(1)) is None

    async def headlines(
        self,
        *,
        sources: Collection[int] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        numbers: Collection[int] | None = None,
        articles_only: bool = False,
        fresh_only: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[StoredArticle], int]:
        """One page of entries that have a headline, newest first and undated last, and how many there are in all.

        `since` and `until` (UTC) bound the publication, both inclusive: an undated entry fails `since` and passes
        `until`. `numbers`, if given, are the only entries to choose from. `fresh_only` leaves out what was old when it
        came. `limit` None is all.
        """
        conditions: list[ColumnElement[bool]] = [entry.c.headline.is_not(None), *self._seen]
        if sources is not None:
            conditions.append(entry.c.outlet.in_(list(sources)))
        if since is not None:
            conditions.append(entry.c.published >= since)
        if until is not None:
            conditions.append((entry.c.published <= until) | entry.c.published.is_(None))
        if articles_only:
            conditions.append(entry.c.paragraphs > 0)
        if fresh_only:
            conditions.append(~entry.c.backlog)
        newest_first = (entry.c.published.is_(None), entry.c.published.desc(), entry.c.number)
        async with self.database.read() as connection:
            if numbers is not None:
                rows: list[StoredArticle] = []
                for chunk in chunks(numbers):
                    query = _ENTRIES.where(entry.c.number.in_(chunk), *conditions)
                    rows += [_stored(row) for row in await connection.execute(query)]
                rows.sort(key=_newest_first)
                return rows[offset : None if limit is None else offset + limit], len(rows)
            total = await connection.scalar(select(func.count()).select_from(entry).where(*conditions))
            query = _ENTRIES.where(*conditions).order_by(*newest_first).limit(limit).offset(offset)
            return [_stored(row) for row in await connection.execute(query)], int(total or 0)

    async def late_arrivals(
        self, *, since: datetime, until: datetime, after: datetime, sources: Collection[int] | None = None
    ) -> list[StoredArticle]:
        """Articles that came after `since` and up to `until` but were published before, though not before `after`.

        What was old when it came, such as the first entries of a new feed, is left out.
        """
        query = _ENTRIES.where(
            entry.c.first_seen > since,
            entry.c.first_seen <= until,
            entry.c.published > after,
            entry.c.published <= since,
            entry.c.paragraphs > 0,
            ~entry.c.backlog,
            *self._seen,
        )
        if sources is not None:
            query = query.where(entry.c.outlet.in_(list(sources)))
        async with self.database.read() as connection:
            return [_stored(row) for row in await connection.execute(query.order_by(entry.c.published.desc()))]

    async def numbers_by_id(self) -> dict[str, int]:
        """The number of every entry by its article id, and by those of its copies."""
        async with self.database.read() as connection:
            copied = self._copies(copy.c.article_id, copy.c.entry)
            found = {row[0]: row[1] for row in await connection.execute(copied)}
            own = select(entry.c.article_id, entry.c.number).where(*self._seen)
            return found | {row[0]: row[1] for row in await connection.execute(own)}

    async def copies(self, numbers: Collection[int]) -> dict[int, tuple[Copy, ...]]:
        """Where else the texts of entries stand, oldest first, each address once, by the entry's number."""
        found: dict[int, dict[str, Copy]] = {}
        columns = (copy.c.entry, copy.c.identity, copy.c.headline, outlet.c.name, copy.c.published, copy.c.day_only)
        async with self.database.read() as connection:
            for chunk in chunks(numbers):
                query = self._copies(*columns, copy.c.url).outerjoin(outlet, copy.c.outlet == outlet.c.number)
                query = query.where(copy.c.entry.in_(chunk)).order_by(copy.c.published.is_(None), copy.c.published)
                for row in await connection.execute(query):
                    found.setdefault(row.entry, {}).setdefault(row.identity, copy_of(row))
        return {number: tuple(copies.values()) for number, copies in found.items()}

    async def with_the_same_text(self, number: int) -> frozenset[int]:
        """Other entries that have an article's text, near enough to the last word: the same text from feeds that nobody
        else sees is kept once for each. None of a headline alone."""
        own = select(fingerprint.c.band).where(fingerprint.c.entry == number)
        near = select(fingerprint.c.entry).where(fingerprint.c.band.in_(own), fingerprint.c.entry != number)
        async with self.database.read() as connection:
            newest = near.distinct().order_by(fingerprint.c.entry.desc()).limit(_COMPARED)
            numbers = (await connection.execute(newest)).scalars().all()
        if not numbers:
            return frozenset()
        bodies = {one: [line.text for line in body] for one, body in (await self.bodies([number, *numbers])).items()}
        text = bodies.pop(number, [])
        return frozenset([one for one, body in bodies.items() if await asyncio.to_thread(is_same_text, text, body)])

    async def find(self, id_or_headline: str) -> StoredArticle | None:
        """The article with this id, else the newest with exactly this headline (case and spacing aside)."""
        async with self.database.read() as connection:
            row = (await connection.execute(_ENTRIES.where(entry.c.article_id == id_or_headline, *self._seen))).first()
            if row is None:
                copied = self._copies(copy.c.entry).where(copy.c.article_id == id_or_headline)
                row = (await connection.execute(_ENTRIES.where(entry.c.number.in_(copied), *self._seen))).first()
            if row is not None:
                return _stored(row)
            wanted = fold(id_or_headline)
            like = _ENTRIES.where(func.lower(entry.c.headline) == id_or_headline.strip().lower(), *self._seen)
            rows = [_stored(row) for row in await connection.execute(like)]
        matching = [row for row in rows if row.headline and fold(row.headline) == wanted]
        # An article says more than a headline alone.
        return min(matching, key=lambda row: (row.paragraphs == 0, *_newest_first(row)), default=None)

    async def _entries(self, connection: AsyncConnection, numbers: Collection[int]) -> dict[int, StoredArticle]:
        found = {}
        for chunk in chunks(numbers):
            for row in await connection.execute(_ENTRIES.where(entry.c.number.in_(chunk), *self._seen)):
                found[row.number] = _stored(row)
        return found

    def _copies(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """A query over the copies that may be seen."""
        query = select(*columns)
        if self.feeds is not None:
            query = query.where(copy.c.origin.in_(visible_origins(self.feeds)))
        return query if self.sources is None else query.where(copy.c.outlet.in_(sorted(self.sources)))


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
    entry.c.updated,
    entry.c.estimated,
    entry.c.picture,
    entry.c.picture_alt,
    entry.c.language,
).outerjoin_from(entry, outlet, entry.c.outlet == outlet.c.number)


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        row.number,
        row.article_id,
        row.headline,
        row.derived,
        row.source,
        _published(row),
        row.url,
        row.paragraphs,
        row.first_seen,
        row.updated,
        row.estimated,
        None if row.picture is None else Picture(row.picture, row.picture_alt),
        row.language or ENGLISH,
    )


def _published(row: Row[Any]) -> Published | None:
    published: datetime | date | None = row.published
    return row.published.date() if row.published is not None and row.day_only else published


def _newest_first(article: StoredArticle) -> tuple[bool, float, int]:
    if article.published is None:
        return True, 0.0, article.number
    return False, -as_datetime(article.published).timestamp(), article.number
