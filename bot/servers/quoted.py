"""Which message quotes which words of which article, so that a correction finds the cards that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table, Text, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

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


async def write_quoted(
    connection: AsyncConnection,
    words: Sequence[Quoted],
    *,
    guild: int | None,
    channel: int | None,
    language: str,
    now: datetime,
    card: int | None = None,
    nonce: str | None = None,
    inside: bool = False,
) -> None:
    """Record, in the transaction that stores a card or enqueues a posting, what it quotes."""
    if not words:
        return
    at = func.coalesce(entry.c.variant_of, entry.c.identity)
    query = select(entry.c.number, at).where(entry.c.number.in_({one.entry for one in words}))
    identities = {row[0]: row[1] for row in await connection.execute(query)}
    row = {
        "card": card,
        "nonce": nonce,
        "inside": inside,
        "guild": guild,
        "channel": channel,
        "language": language,
        "checked": 0,
        "created": now,
    }
    rows = [
        row
        | {
            "entry": one.entry,
            "identity": identities.get(one.entry),
            "text": one.text,
            "is_headline": one.is_headline,
        }
        for one in dict.fromkeys(words)
    ]
    await connection.execute(insert(quoted), rows)
