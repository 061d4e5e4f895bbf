"""Stores what one origin delivered, in one revision of the archive; `placing` decides what goes where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.audiences import Origins, intern, origins_of, public_origins, remove_where
from knowledge.archive.copies import CopyFinder, put_oldest_first, settle_copies
from knowledge.archive.counting import chunks, insert_rows, take
from knowledge.archive.identity import article_id, fold, identity, short_id
from knowledge.archive.planning import EntryWrite, Item, Variant, WritePlan, plan_entry
from knowledge.archive.tables import copy, entry, fingerprint, outlet, paragraph, version
from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly, as_datetime
from knowledge.feeds import StoreCounts
from knowledge.languages.detection import language_of_article
from knowledge.pacing import paced


async def store(
    connection: AsyncConnection,
    batch: Sequence[Item],
    *,
    now: datetime,
    origin: int,
    old_before: datetime | None = None,
    undated_is_old: bool = False,
) -> StoreCounts:
    """Store what `origin` delivered. What was published before `old_before` (None: nothing) is marked as backlog, and
    what has no date of its own where `undated_is_old`."""
    latest: dict[str, Item] = {}
    repeated = headlines = 0
    async for item in paced(batch):
        key = identity(item)
        known = latest.get(key)
        headlines += isinstance(item, HeadlineOnly)
        if known is None or not isinstance(item, HeadlineOnly):
            repeated += isinstance(known, Article)
            latest[key] = item
    public = await public_origins(connection)
    held = await _held(connection, latest)
    copied = await _copied(connection, latest, origin)
    plan = WritePlan(counts=StoreCounts(unchanged=repeated, headlines=headlines))
    async for key, item in paced(latest.items()):
        plan_entry(plan, key, item, held.get(key, []), copied.get(key), origin, public)
    if not plan.is_empty:
        old = {
            writing.key
            for writing in plan.writing
            if _is_old(writing.item, old_before=old_before, undated_is_old=undated_is_old)
        }
        writer = _Writer(connection, await take(connection, "revision"), now, origin, public)
        await writer.forget_copies([writing.key for writing in plan.writing if writing.key in copied])
        await writer.write(plan, old)
    return plan.counts


def _is_old(item: Item, *, old_before: datetime | None, undated_is_old: bool) -> bool:
    if item.published is None or item.estimated:
        return undated_is_old
    return old_before is not None and as_datetime(item.published) < old_before


class _Writer:
    """Carries out a plan: one revision of the archive."""

    def __init__(self, connection: AsyncConnection, revision: int, now: datetime, origin: int, public: Origins) -> None:
        self._connection = connection
        self._revision = revision
        self._now = now
        self._origin = origin
        self._public = public
        self._unsettled: set[int] = set()

    async def forget_copies(self, identities: Collection[str]) -> None:
        """Forget the copies that the origin delivered at these addresses, because other words stand there now."""
        for chunk in chunks(identities):
            these = (copy.c.identity.in_(chunk), copy.c.origin == self._origin)
            self._unsettled.update((await self._connection.execute(select(copy.c.entry).where(*these))).scalars())
            await self._connection.execute(delete(copy).where(*these))

    async def write(self, plan: WritePlan, old: Collection[str]) -> None:
        """Write all of the plan; `old` are the keys of what is backlog."""
        versions = await self._earlier_versions(plan.writing)
        await self._make_way(plan)
        changing = {writing.number for writing in plan.writing if writing.number is not None}
        finder = CopyFinder(self._connection, self._origin, self._public, changing)
        await finder.look([writing.item for writing in plan.writing])
        outlets = await _outlets(self._connection, {w.item.source for w in plan.writing if w.item.source})
        number = await take(self._connection, "entries", sum(writing.number is None for writing in plan.writing))
        fresh: dict[str, EntryWrite] = {}
        for writing in plan.writing:
            if writing.number is None:
                writing.number, number = number, number + 1
                fresh[f"{writing.key}\x1f@{writing.number}" if writing.is_variant else writing.key] = writing
        ids = await _free_ids(self._connection, {key: writing.item for key, writing in fresh.items()})
        keys = {id(writing): key for key, writing in fresh.items()}
        audiences = await intern(
            self._connection,
            {origins for w in plan.writing for origins in (w.owners, w.owners | w.copiers)} | set(plan.owners.values()),
        )
        new_rows, changed_rows, copies, bands = [], [], [], []
        bodies: list[tuple[int, tuple[str, ...]]] = []
        async for writing in paced(plan.writing):
            item = writing.item
            assert writing.number is not None
            stands = _place_of(item, outlets) | {"content": writing.content}
            key = keys.get(id(writing))
            original = None if key is None or writing.is_variant else await finder.original(item)
            if original is not None and key is not None:
                copies.append(
                    stands | {"identity": key, "origin": self._origin, "entry": original, "article_id": ids[key]}
                )
                continue
            body = item.paragraphs if isinstance(item, Article) else ()
            bodies.append((writing.number, body))
            bands += finder.fingerprint(item, writing.number)
            picture = item.picture if isinstance(item, Article) else None
            values = stands | {
                "paragraphs": len(body),
                "picture": None if picture is None else picture.address,
                "picture_alt": None if picture is None else picture.alt,
                "audience": audiences[writing.owners | writing.copiers],
                "owners": audiences[writing.owners],
                "revision": self._revision,
            }
            if key is None:
                changed_rows.append(values | {"at": writing.number})
                continue
            before = writing.before
            new_rows.append(
                values
                | {
                    "number": writing.number,
                    "identity": key,
                    "article_id": ids[key],
                    "first_seen": self._now if before is None else before.first_seen,
                    # A changed article is no news to those who had the earlier words.
                    "backlog": writing.key in old or (before is not None and before.is_article),
                    "variant_of": writing.key if writing.is_variant else None,
                }
            )
        await self._write_entries(new_rows, changed_rows)
        written = await self._write_paragraphs(bodies)
        await self._write_versions(versions)
        if bands:
            # A changed article may have kept some of its own.
            into = _INSERT[self._connection.dialect.name]
            await insert_rows(self._connection, into(fingerprint).on_conflict_do_nothing(), bands)
        if copies:
            await insert_rows(self._connection, insert(copy), copies)
            self._unsettled.update(row["entry"] for row in copies)
            await put_oldest_first(self._connection, copies, self._public)
        await settle_copies(self._connection, self._unsettled, self._public, self._revision)
        plan.counts += StoreCounts(paragraphs=written)

    async def _make_way(self, plan: WritePlan) -> None:
        for number, kept in plan.absorbed.items():
            await self._connection.execute(update(copy).where(copy.c.entry == number).values(entry=kept))
        gone = [*plan.gone, *plan.absorbed]
        for chunk in chunks(gone):
            await remove_where(self._connection, self._revision, entry.c.number.in_(chunk))
        interned = await intern(self._connection, {owners for owners in plan.owners.values() if owners})
        rows = [{"at": number, "to": interned.get(owners)} for number, owners in plan.owners.items()]
        if rows:
            await self._connection.execute(
                update(entry).where(entry.c.number == bindparam("at")).values(owners=bindparam("to")), rows
            )
        self._unsettled.update(plan.owners)

    async def _earlier_versions(self, writings: Sequence[EntryWrite]) -> list[tuple[EntryWrite, Variant, str]]:
        """What is about to be changed in its words, not only in its date or outlet, with its text."""
        changed = []
        for writing in writings:
            before, item = writing.before, writing.item
            if before is None or not before.is_article or not isinstance(item, Article):
                continue
            texts = select(paragraph.c.text).where(paragraph.c.entry == before.number).order_by(paragraph.c.number)
            body = tuple((await self._connection.execute(texts)).scalars())
            if (body, before.headline) != (item.paragraphs, item.headline):
                changed.append((writing, before, PARAGRAPH_BREAK.join(body)))
        return changed

    async def _write_versions(self, changed: Sequence[tuple[EntryWrite, Variant, str]]) -> None:
        rows = [
            {
                "entry": writing.number,
                "seen": before.since,
                "headline": before.headline,
                "content": before.content,
                "text": text,
            }
            for writing, before, text in changed
        ]
        for chunk in chunks([row["entry"] for row in rows]):
            await self._connection.execute(update(version).where(version.c.entry.in_(chunk)).values(text=None))
        await insert_rows(self._connection, insert(version), rows)
        for chunk in chunks([row["entry"] for row in rows]):
            await self._connection.execute(update(entry).where(entry.c.number.in_(chunk)).values(updated=self._now))

    async def _write_entries(self, new_rows: list[dict[str, Any]], changed_rows: list[dict[str, Any]]) -> None:
        if changed_rows:
            for chunk in chunks([row["at"] for row in changed_rows]):
                await self._connection.execute(delete(paragraph).where(paragraph.c.entry.in_(chunk)))
            columns: dict[str, Any] = {name: bindparam(name) for name in changed_rows[0] if name != "at"}
            change = update(entry).where(entry.c.number == bindparam("at")).values(columns)
            for some in chunks(changed_rows):
                await self._connection.execute(change, some)
        await insert_rows(self._connection, insert(entry), new_rows)

    async def _write_paragraphs(self, bodies: Sequence[tuple[int, tuple[str, ...]]]) -> int:
        number = await take(self._connection, "paragraphs", sum(len(body) for _, body in bodies))
        rows: list[dict[str, Any]] = []
        async for owner, body in paced(bodies):
            start = 0
            for position, text in enumerate(body):
                rows.append({"number": number, "entry": owner, "position": position, "start": start, "text": text})
                number += 1
                start += len(text) + len(PARAGRAPH_BREAK)
        await insert_rows(self._connection, insert(paragraph), rows)
        return len(rows)


_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def _place_of(item: Item, outlets: Mapping[str, int]) -> dict[str, Any]:
    """Where an item stands and under which headline, as columns."""
    return {
        "headline": item.headline,
        "derived": isinstance(item, Article) and item.derived,
        "outlet": outlets.get(fold(item.source)) if item.source else None,
        "published": None if item.published is None else as_datetime(item.published),
        "day_only": item.published is not None and not isinstance(item.published, datetime),
        "estimated": item.estimated,
        "url": item.url,
        "language": _language_of(item),
    }


def _language_of(item: Item) -> str:
    body = item.paragraphs if isinstance(item, Article) else ()
    return language_of_article(item.headline, body, item.language)


async def _held(connection: AsyncConnection, identities: Collection[str]) -> dict[str, list[Variant]]:
    """The variants at each identity, the plain one first."""
    columns = (
        entry.c.number, entry.c.identity, entry.c.variant_of, entry.c.content, entry.c.headline, entry.c.paragraphs,
        entry.c.first_seen, entry.c.updated, entry.c.owners,
    )  # fmt: skip
    rows: list[Any] = []
    for chunk in chunks(identities):
        for column in (entry.c.identity, entry.c.variant_of):
            rows += (await connection.execute(select(*columns).where(column.in_(chunk)))).all()
    owners = await origins_of(connection, {row.owners for row in rows})
    copiers: dict[int, set[int]] = {}
    for chunk in chunks([row.number for row in rows]):
        for number, origin in await connection.execute(
            select(copy.c.entry, copy.c.origin).where(copy.c.entry.in_(chunk))
        ):
            copiers.setdefault(number, set()).add(origin)
    found: dict[str, list[Variant]] = {}
    async for row in paced(sorted(rows, key=lambda row: (row.variant_of is not None, row.number))):
        known = Variant(
            row.number, row.content, row.headline, bool(row.paragraphs), row.first_seen,
            row.updated or row.first_seen, owners[row.owners], frozenset(copiers.get(row.number, ())),
        )  # fmt: skip
        found.setdefault(row.variant_of or row.identity, []).append(known)
    return found


async def _copied(connection: AsyncConnection, identities: Collection[str], origin: int) -> dict[str, str]:
    """The checksum of each copy that the origin delivered at one of these identities."""
    found: dict[str, str] = {}
    for chunk in chunks(identities):
        query = select(copy.c.identity, copy.c.content).where(copy.c.identity.in_(chunk), copy.c.origin == origin)
        found |= {row.identity: row.content for row in await connection.execute(query)}
    return found


async def _free_ids(connection: AsyncConnection, items: Mapping[str, Item]) -> dict[str, str]:
    """An article id for each new identity: its own, unless another article has taken it."""
    own = {key: article_id(item) async for key, item in paced(items.items())}
    taken: set[str] = set()
    for chunk in chunks(set(own.values())):
        for table in (entry, copy):
            query = select(table.c.article_id).where(table.c.article_id.in_(chunk))
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
    first = await take(connection, "outlets", len(missing))
    made = dict(zip(missing, range(first, first + len(missing)), strict=True))
    if made:
        rows = [{"number": number, "name": by_folded[folded], "folded": folded} for folded, number in made.items()]
        await connection.execute(insert(outlet), rows)
    return found | made
