"""Which message quotes which words of which article, so that a correction finds the cards that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table, Text, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.archive.counting import chunks, insert_rows
from knowledge.archive.tables import BIG, UTCDateTime, entry, metadata

quoted = Table(
    "quoted",
    metadata,
    Column("number", BIG, primary_key=True),
    Column("card", BIG, ForeignKey("card.number", ondelete="CASCADE"), index=True),
    Column("nonce", String(25), index=True),
    Column("inside", Boolean, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger),
    Column("message", BigInteger, index=True),
    Column("language", String(10), nullable=False),
    Column("entry", BigInteger, nullable=False, index=True),
    Column("identity", Text),
    Column("text", Text, nullable=False),
    Column("is_headline", Boolean, nullable=False),
    Column("shown", Text),
    Column("checked", BIG, nullable=False, index=True),
    Column("created", UTCDateTime, nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""`card` or the `nonce` of a posting says whose words these are; `inside` that the posting's message stands in the
thread of its occurrence. `message` and its `channel` are filled in once it was sent. `identity` is that of the entry,
for when another entry takes its place. `shown` is what the message shows instead of `text` ("": that it is gone; null:
`text` itself). `checked` is the revision up to which this is true; 0: it has yet to be checked."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an entry that a card shows: its headline, or whole sentences of its text."""

    entry: int
    text: str
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Quoting:
    """A card that is stored, or a posting that is enqueued, and the words that it quotes; see the table."""

    words: Sequence[Quoted]
    guild: int | None
    channel: int | None
    language: str
    card: int | None = None
    nonce: str | None = None
    inside: bool = False


async def write_quoted(connection: AsyncConnection, quoting: Sequence[Quoting], *, now: datetime) -> None:
    """Record, in the transaction that stores cards or enqueues postings, what they quote."""
    identities: dict[int, str] = {}
    at = func.coalesce(entry.c.variant_of, entry.c.identity)
    for chunk in chunks({word.entry for one in quoting for word in one.words}):
        query = select(entry.c.number, at).where(entry.c.number.in_(chunk))
        identities |= {row[0]: row[1] for row in await connection.execute(query)}
    rows = [
        {
            "card": one.card,
            "nonce": one.nonce,
            "inside": one.inside,
            "guild": one.guild,
            "channel": one.channel,
            "language": one.language,
            "entry": word.entry,
            "identity": identities.get(word.entry),
            "text": word.text,
            "is_headline": word.is_headline,
            "checked": 0,
            "created": now,
        }
        for one in quoting
        for word in dict.fromkeys(one.words)
    ]
    await insert_rows(connection, insert(quoted), rows)
