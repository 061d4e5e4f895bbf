"""The same text at several addresses (wire copy, AMP, syndication): found by MinHash, kept once with its sources."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.audiences import Origins, intern, origins_of
from knowledge.archive.counting import chunks, take
from knowledge.archive.tables import copy, entry, fingerprint, paragraph
from knowledge.articles import Article, HeadlineOnly
from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.contradictions import contradict
from knowledge.comparing.duplicates import FEWEST_SHINGLES, fingerprints, is_same_text, shingles
from knowledge.comparing.profiles import Profile, profile
from knowledge.pacing import paced

_COMPARED = 10
"""How many entries that share a band with a text are compared with it: a boilerplate text must not cost more."""


class CopyFinder:
    """Finds, for one batch, the entry that already holds the text of an article, among those that everybody who will
    see the article may see: public ones, and those of its own origin."""

    def __init__(
        self, connection: AsyncConnection, origin: int, public: Origins, changing: Collection[int] = ()
    ) -> None:
        """`changing` are entries whose text is about to be replaced: it is not to be compared with any more."""
        self._connection = connection
        self._seen = public if origin in public else public | {origin}
        self._changing = changing
        self._bands: dict[int, list[int]] = {}
        self._held: dict[int, list[int]] = {}
        self._fresh: dict[int, Article] = {}

    async def look(self, items: Sequence[Article | HeadlineOnly]) -> None:
        """Work out the fingerprints of all of a batch, and look them up at once."""
        async for item in paced(items):
            if isinstance(item, Article):
                text = shingles(item.paragraphs)
                if len(text) >= FEWEST_SHINGLES:
                    self._bands[id(item)] = fingerprints(text)
        wanted = {band for found in self._bands.values() for band in found}
        for chunk in chunks(wanted):
            query = select(fingerprint.c.band, fingerprint.c.entry).where(fingerprint.c.band.in_(chunk))
            for row in await self._connection.execute(query):
                self._held.setdefault(row.band, []).append(row.entry)

    async def original(self, item: Article | HeadlineOnly) -> int | None:
        """The entry that holds the text of an item, or None."""
        own = self._bands.get(id(item), ())
        near = dict.fromkeys(number for band in own for number in self._held.get(band, ()))
        if not near or not isinstance(item, Article):
            return None
        numbers = list(near)[-_COMPARED:]
        known = {number: self._fresh[number] for number in numbers if number in self._fresh}
        known |= await self._load([n for n in numbers if n not in known and n not in self._changing])
        return await asyncio.to_thread(_same, item, known)

    def fingerprint(self, item: Article | HeadlineOnly, number: int) -> list[dict[str, int]]:
        """The rows of `fingerprint` for an item that becomes the entry `number`; from now on it is found."""
        own = self._bands.get(id(item), [])
        if isinstance(item, Article) and own:
            self._fresh[number] = item
            for band in own:
                self._held.setdefault(band, []).append(number)
        return [{"band": band, "entry": number} for band in own]

    async def _load(self, numbers: Collection[int]) -> dict[int, Article]:
        if not numbers:
            return {}
        query = select(entry.c.number, entry.c.headline, entry.c.owners).where(entry.c.owners.is_not(None))
        rows = (await self._connection.execute(query.where(entry.c.number.in_(numbers)))).all()
        owners = await origins_of(self._connection, {row.owners for row in rows})
        # Whoever will see the copy must be one who sees the original.
        seen = {row.number: row for row in rows if owners[row.owners] & self._seen}
        bodies: dict[int, list[str]] = {number: [] for number in seen}
        texts = select(paragraph.c.entry, paragraph.c.text).where(paragraph.c.entry.in_(list(seen)))
        for owner, text in await self._connection.execute(texts.order_by(paragraph.c.number)):
            bodies[owner].append(text)
        return {number: Article(row.headline, tuple(bodies[number])) for number, row in seen.items()}


def _same(item: Article, known: Mapping[int, Article]) -> int | None:
    """The first number whose article holds the text of `item`."""
    for number, other in known.items():
        if is_same_text(item.paragraphs, other.paragraphs) and not contradict(_profile(item), _profile(other)):
            return number
    return None


async def settle_copies(connection: AsyncConnection, numbers: Collection[int], public: Origins, revision: int) -> None:
    """Put entries with copies in order after an origin joined or left them.

    An entry that nobody delivers at its own address any more goes on under the address of a copy. Who may not see the
    address that it has then gets an entry of their own. The audience becomes that of the owners and the copies.
    """
    for chunk in chunks(numbers):
        query = select(entry.c.number, entry.c.owners).where(entry.c.number.in_(chunk))
        rows = (await connection.execute(query)).all()
        owners = await origins_of(connection, {row.owners for row in rows if row.owners is not None})
        for row in rows:
            await _settle(connection, row.number, owners.get(row.owners, frozenset()), public, revision)


async def _settle(connection: AsyncConnection, number: int, owners: Origins, public: Origins, revision: int) -> None:
    held = list((await connection.execute(select(copy).where(copy.c.entry == number))).all())
    held.sort(key=lambda row: (row.origin not in public, row.published is None, row.published, row.origin))
    if not owners:
        owners = await _readdress(connection, number, held[0])
        held.remove(held[0])
    apart = [] if owners & public else [row for row in held if row.origin not in owners]
    for row in apart:
        await _split(connection, number, row, revision)
    origins = owners.union(row.origin for row in held if row not in apart)
    interned = await intern(connection, {owners, origins})
    values = {"owners": interned[owners], "audience": interned[origins], "revision": revision}
    await connection.execute(update(entry).where(entry.c.number == number).values(values))


async def put_oldest_first(connection: AsyncConnection, copied: Sequence[Any], public: Origins) -> None:
    """Where a copy (a row as inserted) is older than the entry it was found to be one of, let them change places: the
    first to publish a text is its outlet. Only where all who see the entry may see the copy."""
    for row in copied:
        if row["published"] is None or row["estimated"]:
            continue
        query = select(entry).where(entry.c.number == row["entry"])
        held = (await connection.execute(query)).mappings().one()
        sets = await origins_of(connection, {held["owners"], held["audience"]})
        origin, owners = row["origin"], sets[held["owners"]]
        newer = held["published"] is None or held["published"] > row["published"]
        if not newer or not (origin in public or sets[held["audience"]] == {origin}):
            continue
        await connection.execute(delete(copy).where(copy.c.identity == row["identity"], copy.c.origin == origin))
        owner = (await intern(connection, [frozenset({origin})]))[frozenset({origin})]
        values = {name: row[name] for name in (*_PLACE, "identity")} | {"owners": owner, "variant_of": None}
        await connection.execute(update(entry).where(entry.c.number == row["entry"]).values(values))
        plan_entry = {name: held[name] for name in (*_PLACE, "identity")} | {"entry": row["entry"]}
        plan_entry["identity"] = held["variant_of"] or held["identity"]
        await connection.execute(insert(copy), [plan_entry | {"origin": owner} for owner in sorted(owners)])


async def _readdress(connection: AsyncConnection, number: int, row: Any) -> Origins:
    """Let an entry stand at the address of one of its copies."""
    await connection.execute(_this(row))
    values = {name: getattr(row, name) for name in _PLACE} | _NO_PICTURE
    values |= await _free_identity(connection, row.identity, number)
    await connection.execute(update(entry).where(entry.c.number == number).values(values))
    return frozenset({row.origin})


async def _split(connection: AsyncConnection, number: int, row: Any, revision: int) -> None:
    """Give the origin of a copy an entry of its own with the same text."""
    await connection.execute(_this(row))
    new = await take(connection, "entries")
    interned = await intern(connection, [frozenset({row.origin})])
    audience = interned[frozenset({row.origin})]
    kept = (await connection.execute(select(entry).where(entry.c.number == number))).mappings().one()
    values = dict(kept) | {name: getattr(row, name) for name in _PLACE} | _NO_PICTURE
    values |= await _free_identity(connection, row.identity, new)
    values |= {"number": new, "audience": audience, "owners": audience, "revision": revision}
    await connection.execute(insert(entry).values(values))
    texts = select(paragraph.c.position, paragraph.c.start, paragraph.c.text).where(paragraph.c.entry == number)
    body = (await connection.execute(texts.order_by(paragraph.c.number))).all()
    first = await take(connection, "paragraphs", len(body))
    rows = [
        {"number": first + at, "entry": new, "position": line.position, "start": line.start, "text": line.text}
        for at, line in enumerate(body)
    ]
    await connection.execute(insert(paragraph), rows)
    bands = fingerprints(shingles([line.text for line in body]))
    await connection.execute(insert(fingerprint), [{"band": band, "entry": new} for band in dict.fromkeys(bands)])


async def _free_identity(connection: AsyncConnection, identity: str, number: int) -> dict[str, str | None]:
    """The identity, or where an entry stands there already, that of a variant of it."""
    taken = await connection.scalar(select(entry.c.number).where(entry.c.identity == identity))
    if taken is None or taken == number:
        return {"identity": identity, "variant_of": None}
    return {"identity": f"{identity}\x1f@{number}", "variant_of": identity}


def _this(row: Any) -> Any:
    return delete(copy).where(copy.c.identity == row.identity, copy.c.origin == row.origin)


_PLACE = ("article_id", "headline", "derived", "outlet", "published", "day_only", "estimated", "url", "content")

_NO_PICTURE = {"picture": None, "picture_alt": None}
"""An entry that no longer stands at its address does not keep the picture of it: others may see it now."""


def _profile(article: Article) -> Profile:
    return profile(StoryArticle(0, None, article.headline, None, article.paragraphs))
