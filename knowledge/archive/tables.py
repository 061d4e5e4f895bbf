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
    Column("estimated", Boolean, nullable=False),
    Column("url", Text),
    Column("paragraphs", Integer, nullable=False),
    Column("content", String(64), nullable=False),
    Column("first_seen", UTCDateTime, nullable=False),
    Column("revision", BIG, nullable=False, index=True),
    Column("audience", BIG, nullable=False, index=True),
    Column("owners", BIG, index=True),
    Column("backlog", Boolean, nullable=False),
    Column("updated", UTCDateTime),
    Column("variant_of", Text, index=True),
    Column("picture", Text),
    Column("picture_alt", Text),
    Column("language", Text),
    Index("ix_entry_published", "published", "number"),
)
"""An article, or a headline alone (`paragraphs` 0). `content` is a checksum of what was read.

`audience` says who may see it and `owners` (an audience too) who of them delivered it at this address, the others
having delivered copies; it is null only within a transaction. `backlog` says that it was old when it came, `updated`
when its words last changed, `estimated` that `published` is when it was first seen. `variant_of` is the identity that
another entry has too, whose words are not for this one's audience. `picture` is the https address of its picture, and
`picture_alt` what its outlet says that it shows.
"""

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

feed = Table(
    "feed",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("title", Text),
    Column("site", Text),
    Column("public", Boolean, nullable=False),
    Column("full_text", String(5), nullable=False),
    Column("state", String(10), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("interval", Integer, nullable=False),
    Column("next_poll", UTCDateTime, index=True),
    Column("last_poll", UTCDateTime),
    Column("last_success", UTCDateTime),
    Column("failing_since", UTCDateTime),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("notice", Text),
    Column("articles", Integer, nullable=False),
    Column("added", UTCDateTime),
    Column("backlog_done", Boolean, nullable=False),
    Column("memory", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""The fields of `knowledge.feeds.Feed`; `address` is the canonical form of `url`."""

audience = Table(
    "audience",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("origins", Text, nullable=False, unique=True),
)
"""A set of origins, ascending and parted by commas: 0 is what the operator ingested, the others are feeds. Whoever
may see one of them may see the entries of the audience."""

audience_origin = Table(
    "audience_origin",
    metadata,
    Column("origin", BIG, primary_key=True, autoincrement=False),
    Column("audience", BIG, ForeignKey("audience.number"), primary_key=True, autoincrement=False),
)

copy = Table(
    "copy",
    metadata,
    Column("identity", Text, primary_key=True),
    Column("origin", BIG, primary_key=True, autoincrement=False),
    Column("entry", BIG, ForeignKey("entry.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("headline", Text),
    Column("derived", Boolean, nullable=False),
    Column("outlet", BIG, ForeignKey("outlet.number")),
    Column("published", UTCDateTime),
    Column("day_only", Boolean, nullable=False),
    Column("estimated", Boolean, nullable=False),
    Column("url", Text),
    Column("content", String(64), nullable=False),
)
"""Another address (or record) at which an origin delivered the text of an entry."""

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""What entries with almost the same text have in common (bands of MinHash). Rows of entries that are gone or have
changed do no harm: what a band brings up is compared."""

version = Table(
    "version",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("entry", BIG, ForeignKey("entry.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("seen", UTCDateTime, nullable=False),
    Column("headline", Text),
    Column("content", String(64), nullable=False),
    Column("text", Text),
)
"""An earlier version of an entry: since when it was held, its headline and the checksum of what was read. Only the
last one before the present has its `text`, which tells which sentences are new."""
