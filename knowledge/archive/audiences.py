"""Who may see an entry: sets of origins, each kept once, and what someone sees through some of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import CompoundSelect, Select, delete, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.counting import chunks
from knowledge.archive.tables import audience, audience_origin, copy, entry, feed, removal

OPERATOR = 0
"""The origin of what the operator ingested: for everyone."""

Origins = frozenset[int]


def visible(feeds: Origins) -> Select[Any]:
    """The numbers of the audiences that see what is public or from one of these feeds."""
    origin = audience_origin.c.origin
    public = select(feed.c.number).where(feed.c.public)
    seen = or_(origin == OPERATOR, origin.in_(public), origin.in_(sorted(feeds)))
    return select(audience_origin.c.audience).where(seen)


def visible_origins(feeds: Origins) -> CompoundSelect[Any]:
    """The origins whose deliveries may be seen through these feeds: public ones and the feeds themselves."""
    public = select(feed.c.number).where(or_(feed.c.public, feed.c.number.in_(sorted(feeds))))
    return select(literal(OPERATOR)).union_all(public)


def audiences_with(origin: int) -> Select[Any]:
    """The numbers of the audiences that an origin belongs to."""
    return select(audience_origin.c.audience).where(audience_origin.c.origin == origin)


async def public_origins(connection: AsyncConnection) -> Origins:
    """The operator and every public feed."""
    return frozenset({OPERATOR, *(await connection.execute(select(feed.c.number).where(feed.c.public))).scalars()})


async def intern(connection: AsyncConnection, sets: Iterable[Origins]) -> dict[Origins, int]:
    """The audience number of each set of origins; unknown ones are made."""
    by_text = {_text(origins): origins for origins in sets}
    found: dict[Origins, int] = {}
    for chunk in chunks(by_text):
        rows = await connection.execute(select(audience).where(audience.c.origins.in_(chunk)))
        found |= {by_text[row.origins]: row.number for row in rows}
    for text, origins in by_text.items():
        if origins not in found:
            made = await connection.execute(insert(audience).values(origins=text).returning(audience.c.number))
            found[origins] = number = int(made.scalar_one())
            rows_of = [{"origin": origin, "audience": number} for origin in sorted(origins)]
            await connection.execute(insert(audience_origin), rows_of)
    return found


async def origins_of(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, Origins]:
    """The origins of audiences by their number."""
    found: dict[int, Origins] = {}
    for chunk in chunks(numbers):
        for row in await connection.execute(select(audience).where(audience.c.number.in_(chunk))):
            found[row.number] = frozenset(map(int, row.origins.split(",")))
    return found


async def withdraw(
    connection: AsyncConnection, origin: int, revision: int, numbers: Collection[int] | None = None
) -> int:
    """Take an origin out of the audience of its entries (or of these `numbers` among them); gives of how many.

    An entry without any other origin is removed. The copies that the origin delivered are forgotten; where others
    delivered copies only, `owners` is left null, for `copies.settle`.
    """
    holding = audiences_with(origin)
    held = await origins_of(connection, (await connection.execute(holding)).scalars().all())
    left = await intern(connection, {origins - {origin} for origins in held.values()} - {frozenset()})
    touched = 0
    for chunk in [None] if numbers is None else chunks(numbers):
        among = [] if chunk is None else [entry.c.number.in_(chunk)]
        which = select(entry.c.number).where(entry.c.audience.in_(holding), *among)
        await connection.execute(delete(copy).where(copy.c.origin == origin, copy.c.entry.in_(which)))
        for number, origins in held.items():
            rest = origins - {origin}
            owned = update(entry).where(entry.c.owners == number, *among)
            await connection.execute(owned.values(owners=left.get(rest)))
        for number, origins in held.items():
            here = [entry.c.audience == number, *among]
            if rest := origins - {origin}:
                moved = update(entry).where(*here).values(audience=left[rest], revision=revision)
                touched += (await connection.execute(moved)).rowcount
            else:
                touched += await remove_where(connection, revision, *here)
    return touched


async def remove_where(connection: AsyncConnection, revision: int, *conditions: object) -> int:
    """Delete the entries that fulfil the conditions, leaving word for the index; gives how many."""
    gone = select(entry.c.number, literal(revision)).where(*conditions)  # type: ignore[arg-type]
    await connection.execute(insert(removal).from_select(["entry", "revision"], gone))
    removed = await connection.execute(delete(entry).where(*conditions))  # type: ignore[arg-type]
    return int(removed.rowcount)


def _text(origins: Origins) -> str:
    return ",".join(map(str, sorted(origins)))
