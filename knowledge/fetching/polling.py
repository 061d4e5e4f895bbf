"""Polling feeds: ask politely, read safely, store what is new once, and say what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from knowledge.addresses import canonical_url
from knowledge.articles import Article, HeadlineOnly, as_datetime
from knowledge.feeds import Feed, FeedStore, StoreCounts
from knowledge.fetching import intervals
from knowledge.fetching.bounds import Allowance, Spent
from knowledge.fetching.fetcher import AT_ONCE_PER_HOST, Fetched, Fetcher
from knowledge.fetching.pages import Pages, PageText, wants_page
from knowledge.fetching.safe_reading import ReaderUnavailable, SafeReader
from knowledge.fetching.seen_entries import ComparedEntry, SeenEntries, SeenEntry, checksum
from knowledge.fetching.turns import Turns
from knowledge.reading.feed import ParsedFeed
from knowledge.reading.paragraphs import as_reading
from knowledge.reading.results import ReadingError

FEEDS_AT_ONCE = 16
SLOW_FEEDS_AT_ONCE = 48
"""Besides, those that keep us waiting."""
FEEDS_AT_ONCE_PER_SERVER = 8
"""Names that lead to one address belong to one server."""
PAGES_AT_ONCE = 4
ALL_PAGES_AT_ONCE = 32
"""Of all feeds, so that pages that hang leave feeds their turns."""
PAGE_SECONDS = 60.0
"""How long one poll spends on the pages of one feed; the others come with the next polls."""
MOST_ATTEMPTS = 3
"""How often a page is asked for, in all, before the entry's own text has to do."""

NOTHING_STORED = StoreCounts()

PollKind = Literal["ok", "not_modified", "failed", "gone"]


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What one poll of one feed came to: the feed afterwards, what was stored, and `error` as a sentence about "it".

    `notice` is a sentence that this poll gives the feed's owner cause to be told, once; it stands in the feed as well.
    """

    feed: Feed
    kind: PollKind
    counts: StoreCounts = NOTHING_STORED
    error: str | None = None
    notice: str | None = None


class Poller:
    """Polls the feeds of a store."""

    def __init__(
        self,
        store: FeedStore,
        fetcher: Fetcher,
        reader: SafeReader,
        pages: Pages,
        *,
        chance: Callable[[], float],
    ) -> None:
        """`chance` gives random numbers from 0 to 1."""
        self._store = store
        self._fetcher = fetcher
        self._reader = reader
        self._pages = pages
        self._chance = chance
        self._turns = Turns(FEEDS_AT_ONCE, SLOW_FEEDS_AT_ONCE)
        self._page_turns = asyncio.Semaphore(ALL_PAGES_AT_ONCE)
        self._storing = asyncio.Lock()  # one writes at a time anyway, and each who waits would hold a connection

    async def poll_due(self, now: datetime, *, limit: int = 500) -> list[PollOutcome]:
        """Poll the feeds that are due, at most `limit`."""
        return await self.poll(await self._store.due(now, limit), now)

    async def poll(self, feeds: Iterable[Feed], now: datetime) -> list[PollOutcome]:
        """Poll these feeds, due or not, and store what came; the outcomes in their order.

        A feed that fails is an outcome, not an exception. What the store raises is raised once all others are through.
        """
        outcomes = await asyncio.gather(*(self._poll_in_turn(feed, now) for feed in feeds), return_exceptions=True)
        errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if errors:
            raise errors[0]
        return [outcome for outcome in outcomes if isinstance(outcome, PollOutcome)]

    async def _poll_in_turn(self, feed: Feed, now: datetime) -> PollOutcome:
        host, server = urlsplit(feed.url).hostname or "", await self._fetcher.server(feed.url)
        limits = {host: AT_ONCE_PER_HOST} | ({f"server {server}": FEEDS_AT_ONCE_PER_SERVER} if server else {})
        async with self._turns.turn(limits):
            return await self._poll(feed, server, now)

    async def _poll(self, feed: Feed, server: str, now: datetime) -> PollOutcome:
        memory = await asyncio.to_thread(SeenEntries.from_text, feed.memory)
        # For pages, or for the next hour's allowance, so that the whole document is needed.
        is_waiting = not memory.document or any(map(_waits, memory.entries))
        answer = await self._fetcher.fetch(
            feed.url,
            now=now,
            etag=None if is_waiting else feed.etag,
            last_modified=None if is_waiting else feed.last_modified,
        )
        if answer.kind in ("failed", "gone"):
            return await self._failed(feed, answer, now)
        is_same = answer.kind == "not_modified"
        document_hash = memory.document if is_same else await asyncio.to_thread(checksum, answer.content)
        if document_hash == memory.document and not is_waiting:
            feed = await self._moved(feed, answer)
            feed = self._succeeded(feed, answer, now, changed=False, fresh_for=memory.fresh_for)
            await self._save(feed)
            return PollOutcome(feed, "not_modified")
        try:
            document = await self._reader.feed(
                answer.content, content_type=answer.content_type, url=answer.url, server=server
            )
        except ReadingError as error:
            return await self._failed(
                feed,
                replace(answer, kind="failed", error=str(error), content=b""),
                now,
                is_its_fault=not isinstance(error, ReaderUnavailable),
            )
        answer = replace(answer, content=b"")  # it need not be held while pages are fetched
        return await self._take_in(await self._moved(feed, answer), memory, document_hash, document, answer, now)

    async def _take_in(
        self, feed: Feed, memory: SeenEntries, document_hash: str, document: ParsedFeed, answer: Fetched, now: datetime
    ) -> PollOutcome:
        seen = await asyncio.to_thread(memory.compare, document.entries, now=now)
        is_backlog = not feed.backlog_done
        feed = replace(
            feed,
            title=feed.title or document.title or urlsplit(feed.url).hostname,
            site=feed.site or document.site_url,
        )
        pages = await self._pages_of(
            feed, await asyncio.to_thread(_affordable, seen, Allowance(memory.spent, now)), now
        )
        taken = await asyncio.to_thread(_taken, feed, seen, pages, Allowance(memory.spent, now), now, document.language)
        has_news = not is_backlog and any(entry.is_new for entry in seen)
        feed = self._succeeded(feed, answer, now, changed=has_news, fresh_for=document.fresh_for)
        # What waits is part of the backlog still, and its document is read again though it be the same.
        remembered = memory.after(
            "" if taken.waiting else document_hash, taken.known, fresh_for=document.fresh_for, spent=taken.spent
        )
        feed = replace(
            feed,
            backlog_done=feed.backlog_done or not taken.waiting,
            error=_too_much(taken),
            memory=await asyncio.to_thread(remembered.as_text),
        )
        items = taken.items
        if not items:
            await self._save(feed)
            return PollOutcome(feed, "ok")
        async with self._storing:
            counts = await self._store.store_entries(feed, items, now=now, backlog=is_backlog)
        return PollOutcome(replace(feed, articles=feed.articles + counts.added), "ok", counts)

    async def _save(self, feed: Feed) -> None:
        async with self._storing:
            await self._store.save(feed)

    async def _pages_of(self, feed: Feed, seen: Sequence[ComparedEntry], now: datetime) -> dict[int, PageText]:
        """The pages of entries, by the `id` of what was seen."""
        wanted = [entry for entry in seen if wants_page(entry.entry, feed.full_text)]
        turns = asyncio.Semaphore(PAGES_AT_ONCE)

        async def text(entry: ComparedEntry) -> PageText:
            async with turns, self._page_turns:
                return await self._pages.text(entry.entry, now=now)

        tasks = {id(entry): asyncio.create_task(text(entry)) for entry in wanted}
        if tasks:
            try:
                await asyncio.wait(tasks.values(), timeout=PAGE_SECONDS)
            finally:
                for task in tasks.values():
                    task.cancel()
                await asyncio.wait(tasks.values())
        late = PageText(None, reason="Its page did not come in time.", may_come=True)
        return {key: late if task.cancelled() else task.result() for key, task in tasks.items()}

    async def _moved(self, feed: Feed, answer: Fetched) -> Feed:
        """With its new address, unless that is followed as another feed already."""
        address = answer.permanent_url
        if address is None or address == feed.url:
            return feed
        if canonical_url(address) != canonical_url(feed.url) and await self._store.get(address) is not None:
            return feed
        return replace(feed, url=address)

    def _succeeded(self, feed: Feed, answer: Fetched, now: datetime, *, changed: bool, fresh_for: int | None) -> Feed:
        interval = intervals.adapted(feed.interval, changed=changed) if feed.last_success else feed.interval
        at_least = max(answer.max_age or 0, fresh_for or 0)
        is_new_document = answer.kind == "ok"
        return replace(
            feed,
            state="active" if feed.state in ("failing", "gone") else feed.state,
            etag=answer.etag if is_new_document else answer.etag or feed.etag,
            last_modified=answer.last_modified if is_new_document else answer.last_modified or feed.last_modified,
            interval=interval,
            next_poll=intervals.next_poll(now, interval, at_least=at_least, chance=self._chance()),
            last_poll=now,
            last_success=now,
            failing_since=None,
            failures=0,
            error=feed.error if feed.failures == 0 and not is_new_document else None,  # what was too much is so still
            notice=None,
        )

    async def _failed(self, feed: Feed, answer: Fetched, now: datetime, *, is_its_fault: bool = True) -> PollOutcome:
        failures = feed.failures + is_its_fault
        failing_since = feed.failing_since or now
        feed = replace(
            feed,
            last_poll=now,
            failures=failures,
            failing_since=failing_since if is_its_fault else feed.failing_since,
            error=answer.error,
            next_poll=intervals.next_try(now, max(1, failures), retry_after=answer.retry_after, chance=self._chance()),
        )
        notice = None
        name = f"“{feed.title}” ({feed.url})" if feed.title else feed.url
        if answer.kind == "gone":
            if feed.state != "gone":
                notice = f"The feed {name} is gone for good, its server says. It is not asked any more."
            feed = replace(feed, state="gone", next_poll=None)
        elif (
            feed.state == "active" and failures >= intervals.FAILURES and now - failing_since >= intervals.FAILING_AFTER
        ):
            notice = (
                f"The feed {name} has failed {failures} times since "
                f"{failing_since:%-d %B %Y %H:%M} UTC. {answer.error} It is still tried once a day."
            )
            feed = replace(feed, state="failing")
        feed = replace(feed, notice=notice or feed.notice)
        await self._save(feed)
        return PollOutcome(feed, "gone" if answer.kind == "gone" else "failed", error=feed.error, notice=notice)


def _waits(known: SeenEntry) -> bool:
    return 0 < known.attempts < MOST_ATTEMPTS


def _calls_for_work(seen: ComparedEntry) -> bool:
    return seen.is_new or seen.is_changed or (seen.is_dated and seen.known.is_full) or _waits(seen.known)


def _remembered(seen: ComparedEntry, page: PageText | None, now: datetime) -> SeenEntry:
    known = seen.known
    if page is None:
        return known
    if page.paragraphs is None:
        return replace(known, attempts=known.attempts + 1 if page.may_come else 0)
    if known.estimated and page.published is not None and as_datetime(page.published) <= now:
        known = replace(known, published=page.published, estimated=False)
    return replace(known, attempts=0, is_full=True)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What of a document is to be stored, all its entries as they are to be remembered, how many `waiting` ones are
    too much for this hour, and the headline of each article that was too long, with its characters kept and dropped."""

    items: tuple[Article | HeadlineOnly, ...]
    known: tuple[SeenEntry, ...]
    waiting: int
    shortened: tuple[tuple[str, int, int], ...]
    spent: Spent


def _affordable(seen: Sequence[ComparedEntry], allowance: Allowance) -> list[ComparedEntry]:
    """The entries that call for work, as far as a feed may add them."""
    return [entry for entry in seen if _calls_for_work(entry) and allowance.take(entry.entry.paragraphs)]


def _taken(
    feed: Feed,
    seen: Sequence[ComparedEntry],
    pages: Mapping[int, PageText],
    allowance: Allowance,
    now: datetime,
    language: str | None,
) -> _Taken:
    items: list[Article | HeadlineOnly] = []
    known: list[SeenEntry] = []
    shortened: list[tuple[str, int, int]] = []
    waiting = 0
    for entry in seen:
        page = pages.get(id(entry))
        remembered = _remembered(entry, page, now)
        has_page = page is not None and page.paragraphs is not None
        # A teaser must not replace the text of a page that was stored before.
        has_text = not entry.known.is_full or has_page
        if has_text and (entry.is_new or entry.is_changed or entry.is_dated or has_page):
            item = _item(feed, entry, page, remembered, language)
            if not allowance.take(item.paragraphs if isinstance(item, Article) else ()):
                waiting += 1
                if not entry.is_new:
                    known.append(replace(entry.known, text=""))  # so that it is found to have changed next time too
                continue
            items.append(item)
        known.append(remembered)
        dropped = page.dropped if page is not None and page.paragraphs is not None else entry.entry.dropped
        if dropped:
            kept = page.paragraphs if page is not None and page.paragraphs is not None else entry.entry.paragraphs
            shortened.append((entry.entry.headline or "", sum(map(len, kept)), dropped))
    return _Taken(tuple(items), tuple(known), waiting, tuple(shortened), allowance.spent)


def _too_much(taken: _Taken) -> str | None:
    """A sentence on what of a feed was not taken in; None if all was."""
    sentences = []
    if taken.shortened:
        headline, kept, dropped = max(taken.shortened, key=lambda one: one[2])
        others = f" So it is with {len(taken.shortened) - 1} more." if len(taken.shortened) > 1 else ""
        name = f"“{headline[:60]}”" if headline else "One article"
        sentences.append(f"{name} is too long: {kept:,} characters are kept, {dropped:,} dropped.{others}")
    if taken.waiting:
        entries = "1 entry waits" if taken.waiting == 1 else f"{taken.waiting:,} entries wait"
        sentences.append(f"It brings more text than one feed may add in an hour; {entries} for the next polls.")
    return " ".join(sentences) or None


def _item(
    feed: Feed, seen: ComparedEntry, page: PageText | None, known: SeenEntry, language: str | None
) -> Article | HeadlineOnly:
    entry = seen.entry
    reading = as_reading(
        entry.headline or (page.headline if page is not None else None),
        page.paragraphs if page is not None and page.paragraphs is not None else entry.paragraphs,
        record_id=None if entry.guid == entry.url else entry.guid,
        source=feed.title,
        published=known.published,
        url=entry.url,
        picture=entry.picture or (page.picture if page is not None else None),
    )
    return replace(reading, estimated=known.estimated, language=language)
