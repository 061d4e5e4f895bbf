"""What is kept about one member: as a document, and deleted, also out of a backup from before."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, String, Table, delete, insert, inspect, select, text

from bot.servers.card_store import card, feedback
from bot.servers.member_settings import member
from bot.servers.subscriptions import subscription
from knowledge.archive.database import Database
from knowledge.archive.tables import UTCDateTime, metadata

erasure = Table(
    "erasure",
    metadata,
    Column("mark", String(64), primary_key=True),
    Column("erased", UTCDateTime, nullable=False),
)
"""Who had their data deleted, and when last. `mark` is a checksum of their id: it recognizes a member in an older
backup, and names nobody."""

NOBODY = 0
"""Stands for a member whose data was deleted, in what belongs to a server."""

_WATCHED = "(SELECT number FROM watch WHERE member = :member)"
_ERASE: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(tables.split()), statement)
    for tables, statement in (
        ("watch posting", f"DELETE FROM posting WHERE kind = 'watch' AND owner IN {_WATCHED}"),  # noqa: S608
        ("watch watch_match", f"DELETE FROM watch_match WHERE watch IN {_WATCHED}"),  # noqa: S608
        ("watch sighting", f"DELETE FROM sighting WHERE watch IN {_WATCHED}"),  # noqa: S608
        ("watch", "DELETE FROM watch WHERE member = :member"),
        (
            "feedback",
            "DELETE FROM feedback WHERE member = :member OR card IN (SELECT number FROM card WHERE member = :member)",
        ),
        ("card", "DELETE FROM card WHERE member = :member"),
        ("member", "DELETE FROM member WHERE member = :member"),
        ("digest", "UPDATE digest SET author = 0 WHERE author = :member"),
        ("relay", "UPDATE relay SET member = 0 WHERE member = :member"),
        ("subscription", "UPDATE subscription SET member = 0 WHERE member = :member"),
        ("following", "UPDATE following SET member = 0 WHERE member = :member"),
    )
)
"""How a member's data is deleted, each statement with the tables that it needs. Plain SQL, since a backup may be of an
earlier version, whose tables are others: `sighting` and `following` are earlier names. What belongs to a server is kept
without their id."""

ERASED_COLUMNS = frozenset(
    {
        "watch.member",
        "feedback.member",
        "card.member",
        "member.member",
        "digest.author",
        "relay.member",
        "subscription.member",
    }
)
"""Every column of today's tables that names a member."""


def mark_of(number: int) -> str:
    """The checksum by which a member (a Discord id) is recognized."""
    return hashlib.sha256(f"nutgraf member {number}".encode()).hexdigest()


class PersonalData:
    """What one database holds about its members (Discord ids)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def questions(self, number: int) -> list[dict[str, Any]]:
        """What cards hold of a member, oldest first: when and where it was asked, and all that was kept for their
        buttons."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(card).where(card.c.member == number).order_by(card.c.number))
            return [dict(row._mapping) for row in rows]

    async def ratings(self, number: int) -> list[dict[str, Any]]:
        """The opinions of a member on answers, with their questions, oldest first."""
        query = (
            select(feedback.c.card, feedback.c.helpful, feedback.c.given, card.c.state)
            .join_from(feedback, card, feedback.c.card == card.c.number)
            .where(feedback.c.member == number)
            .order_by(feedback.c.given)
        )
        async with self._database.read() as connection:
            rows = [dict(row._mapping) for row in await connection.execute(query)]
        return [row | {"question": row.pop("state").get("question")} for row in rows]

    async def settings(self, number: int) -> dict[str, Any]:
        """What a member chose, and what was last seen of them; {} if that is nothing."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(member).where(member.c.member == number))).one_or_none()
        return {} if row is None else dict(row._mapping)

    async def followed(self, number: int) -> list[dict[str, Any]]:
        """The feeds that a member let servers follow."""
        columns = (subscription.c.guild, subscription.c.feed, subscription.c.since)
        async with self._database.read() as connection:
            rows = await connection.execute(select(*columns).where(subscription.c.member == number))
            return [dict(row._mapping) for row in rows]

    async def erase(self, number: int, *, now: datetime) -> None:
        """Delete all that is kept about a member. What belongs to a server, such as a digest that they set up, is kept
        without their id."""
        mark = mark_of(number)
        async with self._database.write(durable=True) as connection:
            held = frozenset(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
            for tables, statement in _ERASE:
                if tables <= held:
                    await connection.execute(text(statement), {"member": number})
            await connection.execute(delete(erasure).where(erasure.c.mark == mark))
            await connection.execute(insert(erasure).values(mark=mark, erased=now))


def carry_over(restored: sqlite3.Connection, present: sqlite3.Connection) -> None:
    """Delete out of a `restored` backup whoever had their data deleted since it was made, as the `present` database
    remembers, and let it remember that too. Both may be of any version. The caller commits."""
    # Neither takes effect inside a transaction. What hangs on a card or a watch goes with it.
    restored.execute("PRAGMA foreign_keys = ON")
    restored.execute("PRAGMA secure_delete = ON")
    held, known = _tables(restored), _erasures(present)
    in_backup = _erasures(restored)
    restored.execute(
        "CREATE TABLE IF NOT EXISTS erasure (mark VARCHAR(64) NOT NULL PRIMARY KEY, erased DATETIME NOT NULL)"
    )
    since = {mark: erased for mark, erased in known.items() if in_backup.get(mark, "") < erased}
    for number in _members(restored, held):
        if mark_of(number) in since:
            for tables, statement in _ERASE:
                if tables <= held:
                    restored.execute(statement, {"member": number})
    restored.executemany("INSERT OR REPLACE INTO erasure VALUES (?, ?)", since.items())


def _tables(connection: sqlite3.Connection) -> frozenset[str]:
    return frozenset(name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))


def _erasures(connection: sqlite3.Connection) -> dict[str, str]:
    """When each mark's data was deleted, as SQLite stores it: ISO 8601, so that later sorts after earlier."""
    if "erasure" not in _tables(connection):
        return {}
    return dict(connection.execute("SELECT mark, erased FROM erasure").fetchall())


def _members(connection: sqlite3.Connection, held: Iterable[str]) -> set[int]:
    columns = [column.split(".") for column in sorted(ERASED_COLUMNS | {"following.member"})]
    found: set[int] = set()
    for table, column in columns:
        if table in held:
            found |= {number for (number,) in connection.execute(f"SELECT DISTINCT {column} FROM {table}")}  # noqa: S608
    return found - {NOBODY}
