"""The archive's tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Shared by every table of the program: `bot` hangs its own tables onto the same one."""

BIG = BigInteger().with_variant(Integer, "sqlite")
"""64 bits everywhere; SQLite counts up only what it calls INTEGER."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC `datetime`, kept without its zone because SQLite has none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


meta = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`identity`: a random name of this archive. `revision`: counts up with every change to the news."""

outlet = Table(
    "outlet",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
)

entry = Table(
    "entry",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("article_id", Text, nullable=False, unique=True),
    Column("headline", Text),
    Column("derived", Boolean, nullable=False),
    Column("outlet", BIG, ForeignKey("outlet.number")),
    Column("published", UTCDateTime),
    Column("day_only", Boolean, nullable=False),
    Column("url", Text),
    Column("paragraphs", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("first_seen", UTCDateTime, nullable=False),
    Column("revision", BIG, nullable=False, index=True),
    Index("ix_entry_published", "published", "number"),
)
"""An article, or a headline alone (`paragraphs` 0). `content` is a checksum of what was read."""

paragraph = Table(
    "paragraph",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("entry", BIG, ForeignKey("entry.number", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("entry", "position"),
)
"""The paragraphs of one article are numbered consecutively, so that neighbours are found by number."""

removal = Table(
    "removal",
    metadata,
    Column("entry", BIG, primary_key=True, autoincrement=False),
    Column("revision", BIG, nullable=False, index=True),
)
"""Entries that are gone, so that an index can follow."""
