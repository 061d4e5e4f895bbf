"""Plans corrections: finds the sent messages whose quotes their outlets have changed, and enqueues one edit of each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.correction import CardCorrection
from bot.delivery.arrival_scan import LastScan
from bot.delivery.outbox import CORRECTION, Outbox, Posting, new_nonce
from bot.delivery.quoted_store import QuotedStore, ShownQuote, write_checked
from bot.servers.server_settings import ServerStore
from knowledge.articles import PARAGRAPH_BREAK
from knowledge.comparing.corrections import Change, change_of, headline_change, wording
from knowledge.newsroom import Newsroom
from knowledge.view import NewsView

BATCH = 500
"""How many quotes are compared together."""
TRIED_FOR = timedelta(days=7)
"""How long an edit is tried, if Discord cannot take it."""


class CorrectionPlanner:
    """Enqueues corrections for the messages of one database. `news` gives what a server may see.

    Several processes may plan at the same time: the outbox takes each edit once.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        news: Callable[[int | None], Awaitable[NewsView]],
        servers: ServerStore,
        quotes: QuotedStore,
        outbox: Outbox,
    ) -> None:
        self._newsroom = newsroom
        self._news = news
        self._servers = servers
        self._quotes = quotes
        self._outbox = outbox
        self._seen = 0
        self._last_scan = LastScan(newsroom.database)

    async def scan(self, now: datetime) -> None:
        """Compare what messages quote with what has changed since, and enqueue the edits.

        If nothing was written since the last scan, this costs no query.
        """
        await self._last_scan.unless_unchanged(now, lambda: self._scan(now))

    async def _scan(self, now: datetime) -> None:
        await self._quotes.locate()
        revision, after = await self._newsroom.archive.revision(), 0
        while rows := await self._quotes.to_check(since=self._seen, after=after, limit=BATCH):
            if len(rows) == BATCH and rows[0].message != rows[-1].message:
                # The last message may go on in the next batch, and is edited once.
                rows = [row for row in rows if row.message != rows[-1].message]
            await self._check(rows, revision, now)
            after = rows[-1].number
        self._seen = revision

    async def _check(self, rows: Sequence[ShownQuote], revision: int, now: datetime) -> None:
        waiting = await self._quotes.open_corrections({row.message for row in rows})
        left = [row for row in rows if row.message in waiting]
        await self._quotes.checked(left, 0)  # they are looked at again once the message was edited
        found: dict[int, CardCorrection] = {}
        rows = [row for row in rows if row.message not in waiting]
        for guild, of_guild in groupby(sorted(rows, key=_guild), key=attrgetter("guild")):
            if guild is None or (await self._servers.get(guild)).corrections:
                found |= await self._corrections(await self._news(guild), list(of_guild), now)
        messages = {row.message for row in rows if row.number in found}
        await self._quotes.checked([row for row in rows if row.message not in messages], revision)
        edits = [([row for row in rows if row.message == message], message) for message in sorted(messages)]
        if edits and not await self._enqueue(edits, found, revision, now):
            for edit in edits:  # another process was quicker with some
                await self._enqueue([edit], found, revision, now)

    async def _enqueue(
        self,
        edits: Sequence[tuple[Sequence[ShownQuote], int]],
        found: Mapping[int, CardCorrection],
        revision: int,
        now: datetime,
    ) -> bool:
        postings = [_posting(quotes, found, revision, now) for quotes, _ in edits]
        shown = {number: correction.now for number, correction in found.items()}

        async def check(connection: AsyncConnection) -> None:
            for quotes, _ in edits:
                await write_checked(connection, quotes, revision, shown)

        return await self._outbox.enqueue(postings, now=now, also=check)

    async def _corrections(
        self, news: NewsView, rows: Sequence[ShownQuote], now: datetime
    ) -> dict[int, CardCorrection]:
        """What is to be corrected of these quotes, by their number, as those see it who see the messages."""
        entries = await news.entries({row.entry for row in rows})
        # Words that are only some feeds' have an entry of their own: what a server saw may have gone over to another.
        moved = await news.at_addresses({row.identity for row in rows if row.identity and row.entry not in entries})
        articles = {row.number: entries.get(row.entry) or moved.get(row.identity or "") for row in rows}
        numbers = {article.number for article in articles.values() if article is not None}
        texts = {
            number: PARAGRAPH_BREAK.join(paragraph.text for paragraph in body)
            for number, body in (await news.bodies(numbers)).items()
        }
        earlier = await news.earlier_texts(numbers)

        def compare() -> dict[int, CardCorrection]:
            found = {}
            for row in rows:
                article = articles[row.number]
                if article is None:
                    continue  # it left the archive by age, or its feed is not followed any more: nobody took it back
                if row.is_headline:
                    change = headline_change(row.text, article.headline)
                elif article.number in texts:
                    change = change_of(row.text, texts[article.number], earlier.get(article.number))
                else:
                    continue
                correction = _correction(row, change, texts.get(article.number, ""), article.updated or now)
                if correction is not None:
                    found[row.number] = correction
            return found

        return await asyncio.to_thread(compare)


def _correction(row: ShownQuote, change: Change | None, text: str, at: datetime) -> CardCorrection | None:
    """What a message must show instead of what it shows now; None if that is still right."""
    now = row.text if change is None else change.text or ""
    showing = row.text if row.shown is None else row.shown
    if wording(now) == wording(showing):
        return None
    if change is not None and row.shown and not row.is_headline and change_of(row.shown, text) is None:
        return None  # what it was corrected to still stands
    is_removal = change is not None and change.is_removal
    return CardCorrection(row.text, now, at, row.is_headline, is_removal, row.shown)


def _posting(
    quotes: Sequence[ShownQuote], found: Mapping[int, CardCorrection], revision: int, now: datetime
) -> Posting:
    first = quotes[0]
    corrections = [found[quote.number].as_json() for quote in quotes if quote.number in found]
    return Posting(
        kind=CORRECTION,
        owner=first.message,
        occurrence=str(revision),
        part=0,
        guild=first.guild,
        channel=first.channel,
        nonce=new_nonce(),
        due=now,
        until=now + TRIED_FOR,
        payload={"language": first.language, "corrections": corrections},
    )


def _guild(quote: ShownQuote) -> int:
    return quote.guild or 0
