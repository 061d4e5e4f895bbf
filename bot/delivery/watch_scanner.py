"""Scans what has newly arrived, and enqueues an alert for each watch that it meets: once a story, a few a day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.text import when
from bot.cards.watch import more_today_card, watch_card
from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.outbox import Outbox, Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Blocker
from bot.delivery.watch_store import KIND, Match, Watch, WatchStore, write_match
from bot.locales import Translator, translator
from bot.servers.languages import Languages
from bot.servers.quoted import Quoted, Quoting, write_quoted
from knowledge.archive.arrivals import Arrival
from knowledge.articles import StoredArticle
from knowledge.newsroom import Newsroom
from knowledge.view import NewsView
from knowledge.watching.judging import Finding
from knowledge.watching.matcher import Matcher
from knowledge.watching.watched import Text, Watched

log = logging.getLogger(__name__)

READ_AT_ONCE = 1_000
GROWN = 2
"""Once the archive has this many times the paragraphs, the words of all watches are weighted anew."""
SAME_STORY = timedelta(days=1)
"""How long a watch does not alert about a story again; later reports on it may be new."""
REMEMBERED = timedelta(days=7)
"""How far back a watch's matches are compared; reports on one event are at most three days apart."""


Verdicts = dict[tuple[str, StoredArticle], Finding | None]
"""What an article, as a server may see it, says to the words of a watch; many watches have the same words."""


@dataclass(frozen=True, slots=True)
class AlertLimits:
    """How many alerts a watch may make a day, where the day begins, and how old news may be after downtime."""

    alerts_per_day: int
    zone: ZoneInfo
    catch_up: timedelta


class WatchScanner:
    """Matches the watches of one newsroom with what arrives.

    `news` gives what a server could see at a moment, through the feeds that it followed then: articles from before it
    followed a feed are not new to a server, though they may be new to another. Several processes may scan at the same
    time: the outbox and the stored matches let each alert come from one of them.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        news: Callable[[int | None, datetime], Awaitable[NewsView]],
        watches: WatchStore,
        outbox: Outbox,
        limits: AlertLimits,
        languages: Languages,
        *,
        may_post: Callable[[Watch], bool],
    ) -> None:
        self._newsroom = newsroom
        self._news = news
        self._watches = watches
        self._outbox = outbox
        self._limits = limits
        self._languages = languages
        self._may_post = may_post
        self._matcher = Matcher()
        self._known: set[int] = set()
        self._weighted_among = 0
        self._scan = ArrivalScan(newsroom.database, "watches")

    async def scan(self, now: datetime) -> None:
        """Match everything that arrived since the last scan, and enqueue the alerts.

        After downtime, what arrived longer ago than the catch-up window is skipped.
        """

        async def handle(batch: Sequence[Arrival], last_scan: datetime) -> None:
            oldest = None if now - last_scan <= self._limits.catch_up else now - self._limits.catch_up
            fresh = [
                arrival for arrival in batch if not arrival.backlog and (oldest is None or arrival.first_seen >= oldest)
            ]
            await self._update_matcher(now)
            if fresh and self._known:
                await self._match(fresh, last_scan, now)

        await self._scan.run(now, handle)

    async def on_blocker(self, posting: Posting, blocker: Blocker | None) -> None:
        """Pause the watch of an alert that the sender reports as blocked, or resume that of one that was sent."""
        watch = await self._watches.get(posting.owner)
        if watch is not None and watch.blocker != blocker:
            log.warning("watch %s: %s", watch.number, "resumed" if blocker is None else f"paused, {blocker}")
            await self._watches.set_blocker(watch.number, blocker)

    async def _update_matcher(self, now: datetime) -> None:
        """Give the matcher the watches of today, and resume those whose blocker is gone."""
        everything = await self._newsroom.view(None)
        _, paragraphs = await everything.counts()
        if paragraphs >= GROWN * self._weighted_among:
            self._matcher, self._known, self._weighted_among = Matcher(), set(), max(paragraphs, 1)
        present = await self._watches.numbers()
        for number in self._known - present:
            self._matcher.remove(number)
        new = sorted(present - self._known)
        for start in range(0, len(new), READ_AT_ONCE):
            rows = await self._watches.with_numbers(new[start : start + READ_AT_ONCE])
            for watched in await everything.read_watches({row.number: row.words for row in rows}, now=now):
                self._matcher.add(watched)
        self._known = present
        for watch in await self._watches.blocked():
            if watch.guild is not None and self._may_post(watch):
                await self._watches.set_blocker(watch.number, None)

    async def _match(self, fresh: Sequence[Arrival], last_scan: datetime, now: datetime) -> None:
        everything = await self._newsroom.view(None)
        numbers = [arrival.number for arrival in fresh]
        entries, bodies = await everything.entries(numbers), await everything.bodies(numbers)
        for arrival in fresh:
            article = entries.get(arrival.number)
            if article is None:
                continue  # deleted since
            body = [paragraph.text for paragraph in bodies.get(arrival.number, ())]
            named = await asyncio.to_thread(self._named_in, article, body)
            rows = {watch.number: watch for watch in await self._watches.with_numbers([one.number for one in named])}
            verdicts: Verdicts = {}
            for watched in named:
                watch = rows.get(watched.number)
                if watch is None or watch.blocker is not None or arrival.number <= watch.after:
                    continue
                try:
                    await self._judge(watch, watched, arrival, verdicts, last_scan, now)
                except SQLAlchemyError:
                    raise  # the watermark is not saved, so the whole batch is scanned again
                except Exception:
                    # A fault of ours in one watch must not keep the others from matching.
                    log.exception("watch %s could not be matched with entry %s", watch.number, arrival.number)

    def _named_in(self, article: StoredArticle, body: Sequence[str]) -> list[Watched]:
        return self._matcher.named_in(Text.of(article.headline, body, article.language))

    async def _judge(
        self, watch: Watch, watched: Watched, arrival: Arrival, verdicts: Verdicts, last_scan: datetime, now: datetime
    ) -> None:
        """Judge whether an entry meets a watch; if so, store the match and enqueue its alert."""
        earlier = await self._watches.matches(watch.number, since=now - REMEMBERED)
        if any(match.entry == arrival.number for match in earlier):
            return
        due = min(now, max(arrival.first_seen, last_scan))
        alerts_today = sum(match.alerted and self._day(match.matched) == self._day(now) for match in earlier)
        news = await self._news(watch.guild, max(arrival.first_seen, watch.created))
        article = (await news.entries([arrival.number])).get(arrival.number)
        if article is None:
            return  # the server may not see it
        key = (watched.text, article)
        if key not in verdicts:
            verdicts[key] = await news.finding(watched, article, now=now)
        finding = verdicts[key]
        if finding is None:
            return
        story, is_repeat = await self._story(news, finding, earlier, now)
        is_alert = not is_repeat and alerts_today < self._limits.alerts_per_day
        match = Match(watch.number, arrival.number, story, now, alerted=is_alert)
        if is_alert:
            await self._enqueue_alert(watch, finding, match, due)
            return
        await self._watches.add_match(match)
        if not is_repeat:
            await self._enqueue_limit_notice(watch, due, now)

    async def _story(
        self, news: NewsView, finding: Finding, earlier: Sequence[Match], now: datetime
    ) -> tuple[int, bool]:
        """The story of an entry, as the number of its first match, and whether it only repeats an earlier alert."""
        number = finding.article.number
        same = await news.on_the_same_event(number, {match.entry for match in earlier})
        story = next((match.story for match in earlier if match.entry in same), number)
        alerted = [match for match in earlier if match.alerted and match.story == story]
        if not alerted:
            return story, False
        if now - max(match.matched for match in alerted) < SAME_STORY or finding.quote is None:
            return story, True
        bodies = await news.bodies([match.entry for match in alerted])
        quote = finding.quote.text
        return story, any(quote in paragraph.text for body in bodies.values() for paragraph in body)

    async def _enqueue_alert(self, watch: Watch, finding: Finding, match: Match, due: datetime) -> None:
        translate, nonce = await self._translator(watch), new_nonce()
        view = watch_card(watch.words, finding, f"{watch.number}:{nonce}", translate)
        late = translate("watch-late", due=when(due, translate.language))
        posting = self._posting(watch, str(match.entry), nonce, due, payload_of(view, late=late))

        headline = finding.article.headline or ""
        words = Quoted(match.entry, headline, is_headline=True)
        if finding.quote is not None:
            words = Quoted(match.entry, finding.quote.text, finding.quote.is_headline)
        quoting = Quoting([words], watch.guild, watch.channel, watch.language, nonce=nonce)

        async def write(connection: AsyncConnection) -> None:
            await write_match(connection, match)
            await write_quoted(connection, [quoting], now=match.matched)

        await self._outbox.enqueue([posting], now=match.matched, also=write)

    async def _enqueue_limit_notice(self, watch: Watch, due: datetime, now: datetime) -> None:
        translate, nonce = await self._translator(watch), new_nonce()
        view = more_today_card(watch.words, self._limits.alerts_per_day, f"{watch.number}:{nonce}", translate)
        posting = self._posting(watch, f"more:{self._day(now)}", nonce, due, payload_of(view))
        await self._outbox.enqueue([posting], now=now)

    async def _translator(self, watch: Watch) -> Translator:
        if watch.guild is None:
            return translator(self._languages.of_member(watch.member, watch.language))
        return translator(await self._languages.of_server(watch.guild, watch.language))

    def _posting(self, watch: Watch, occurrence: str, nonce: str, due: datetime, payload: dict[str, Any]) -> Posting:
        return Posting(
            kind=KIND,
            owner=watch.number,
            occurrence=occurrence,
            part=0,
            guild=watch.guild,
            channel=watch.channel,
            nonce=nonce,
            due=due,
            until=due + max(self._limits.catch_up, timedelta(minutes=10)),
            payload=payload,
        )

    def _day(self, moment: datetime) -> str:
        return moment.astimezone(self._limits.zone).date().isoformat()
