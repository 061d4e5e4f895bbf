"""Looks through what has newly arrived, and owes an alert for each watch that it meets: once a story, a few a day."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.text import when
from bot.cards.watch import more_today_card, watch_card
from bot.delivery.outbox import NewPosting, Outbox, Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Blocker
from bot.delivery.watch_store import KIND, Sighting, Watch, WatchStore, write_sighting
from bot.locales import translator
from knowledge.archive.arrivals import Arrival, arrivals, newest
from knowledge.articles import StoredArticle
from knowledge.newsroom import Newsroom
from knowledge.view import NewsView
from knowledge.watching.judging import Finding
from knowledge.watching.matcher import Matcher
from knowledge.watching.watched import Text, Watched

log = logging.getLogger(__name__)

BATCH = 100
"""How many arrivals are looked through before that is remembered."""
READ_AT_ONCE = 1_000
ASK_AGAIN = timedelta(minutes=15)
"""How long it is believed that nothing has arrived because the database's file is as it was."""
GROWN = 2
"""When the archive has so many times the paragraphs, the words of all watches are weighed anew."""
MOVED_ON = timedelta(days=1)
"""How long a watch is silent about an event that it told of: what is reported later may be new."""
REMEMBERED = timedelta(days=7)
"""How long a watch knows what it told; reports of one event lie at most three days apart."""


Verdicts = dict[tuple[str, StoredArticle], Finding | None]
"""What came of asking an article, as somebody may see it, the words of a watch: many watches have the same."""


@dataclass(frozen=True, slots=True)
class AlertLimits:
    """How many alerts a watch may make a day, where the day begins, and how old news may be after downtime."""

    alerts_per_day: int
    zone: ZoneInfo
    catch_up: timedelta


class WatchScanner:
    """The watches of one newsroom, kept ready to be matched with what arrives.

    `news` gives what a server could see at a moment, by the feeds that it followed then: what a feed held before it was
    followed is not new to the server, though it may be new to another. Several processes may look at the same time:
    the outbox and the record of sightings let each alert come from one of them.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        news: Callable[[int | None, datetime], Awaitable[NewsView]],
        watches: WatchStore,
        outbox: Outbox,
        limits: AlertLimits,
        *,
        may_post: Callable[[Watch], bool],
    ) -> None:
        self._newsroom = newsroom
        self._news = news
        self._watches = watches
        self._outbox = outbox
        self._limits = limits
        self._may_post = may_post
        self._matcher = Matcher()
        self._known: set[int] = set()
        self._weighed_among = 0
        self._asked: tuple[tuple[int, ...], datetime] | None = None

    async def scan(self, now: datetime) -> bool:
        """Look through all that arrived since the last time; whether an alert is owed now that was not before.

        Where nothing was written since, this costs no query. What arrived longer ago than the catch-up window, while
        nobody looked, is passed over.
        """
        trace = self._newsroom.database.trace()
        if self._asked is not None and self._asked[0] == trace and timedelta(0) <= now - self._asked[1] < ASK_AGAIN:
            return False
        due_occurrences = await self._scan(now)
        self._asked = None if trace is None else (trace, now)
        return due_occurrences

    async def _scan(self, now: datetime) -> bool:
        state = await self._watches.watermark()
        if state is None:
            await self._watches.save_watermark(await newest(self._newsroom.database), now=now)
            return False
        watermark, looked = state
        oldest = None if now - looked <= self._limits.catch_up else now - self._limits.catch_up
        due_occurrences = False
        while batch := await arrivals(self._newsroom.database, watermark, limit=BATCH):
            fresh = [
                arrival for arrival in batch if not arrival.backlog and (oldest is None or arrival.first_seen >= oldest)
            ]
            await self._follow(now)
            if fresh and self._known:
                due_occurrences = await self._match(fresh, looked, now) or due_occurrences
            watermark = batch[-1].watermark
            await self._watches.save_watermark(watermark, now=now)
        return due_occurrences

    async def on_blocker(self, posting: Posting, found: Blocker | None) -> None:
        """The sender tells that an alert is kept from its channel, or got through: the watch is paused, or goes on."""
        watch = await self._watches.get(posting.owner)
        if watch is not None and watch.blocker != found:
            log.warning("watch %s: %s", watch.number, "goes on" if found is None else f"paused, {found}")
            await self._watches.set_blocker(watch.number, found)

    async def _follow(self, now: datetime) -> None:
        """Bring the matcher to the watches that there are, and let those go on whose channel may be posted in again."""
        everything = self._newsroom.news(None)
        _, held = await everything.counts()
        if held >= GROWN * self._weighed_among:
            self._matcher, self._known, self._weighed_among = Matcher(), set(), max(held, 1)
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

    async def _match(self, fresh: Sequence[Arrival], looked: datetime, now: datetime) -> bool:
        everything = self._newsroom.news(None)
        numbers = [arrival.number for arrival in fresh]
        entries, bodies = await everything.entries(numbers), await everything.bodies(numbers)
        due_occurrences = False
        for arrival in fresh:
            article = entries.get(arrival.number)
            if article is None:
                continue  # removed since
            body = [paragraph.text for paragraph in bodies.get(arrival.number, ())]
            named = await asyncio.to_thread(self._named_in, article.headline, body)
            rows = {watch.number: watch for watch in await self._watches.with_numbers([one.number for one in named])}
            verdicts: Verdicts = {}
            for watched in named:
                watch = rows.get(watched.number)
                if watch is None or watch.blocker is not None or arrival.number <= watch.after:
                    continue
                try:
                    due_occurrences = (
                        await self._meet(watch, watched, arrival, verdicts, looked, now) or due_occurrences
                    )
                except SQLAlchemyError:
                    raise  # nothing is lost: the whole batch is looked at again
                except Exception:
                    # A mistake of ours about one watch must not keep the others from what arrives.
                    log.exception("watch %s could not be asked about entry %s", watch.number, arrival.number)
        return due_occurrences

    def _named_in(self, headline: str | None, body: Sequence[str]) -> list[Watched]:
        return self._matcher.named_in(Text.of(headline, body))

    async def _meet(
        self, watch: Watch, watched: Watched, arrival: Arrival, verdicts: Verdicts, looked: datetime, now: datetime
    ) -> bool:
        """Ask one watch about one entry, and record what comes of it; whether it owes an alert."""
        seen = await self._watches.sightings(watch.number, since=now - REMEMBERED)
        if any(sighting.entry == arrival.number for sighting in seen):
            return False
        due = min(now, max(arrival.first_seen, looked))
        told_today = [sighting for sighting in seen if sighting.told and self._day(sighting.seen) == self._day(now)]
        news = await self._news(watch.guild, max(arrival.first_seen, watch.created))
        article = (await news.entries([arrival.number])).get(arrival.number)
        if article is None:
            return False  # not for this server
        asked = (watched.text, article)
        if asked not in verdicts:
            verdicts[asked] = await news.finding(watched, article, now=now)
        finding = verdicts[asked]
        if finding is None:
            return False
        story, silent = await self._story(news, finding, seen, now)
        if silent or len(told_today) >= self._limits.alerts_per_day:
            await self._watches.add_sighting(Sighting(watch.number, arrival.number, story, now, told=False))
            return not silent and await self._say_more(watch, due, now)
        return await self._alert(watch, finding, Sighting(watch.number, arrival.number, story, now, told=True), due)

    async def _story(
        self, news: NewsView, finding: Finding, seen: Sequence[Sighting], now: datetime
    ) -> tuple[int, bool]:
        """Which event an entry is about, by the entry that first told it, and whether that has been told enough."""
        number = finding.article.number
        same = await news.on_the_same_event(number, {sighting.entry for sighting in seen})
        story = next((sighting.story for sighting in seen if sighting.entry in same), number)
        told = [sighting for sighting in seen if sighting.told and sighting.story == story]
        if not told:
            return story, False
        if now - max(sighting.seen for sighting in told) < MOVED_ON or finding.quote is None:
            return story, True
        bodies = await news.bodies([sighting.entry for sighting in told])
        words = finding.quote.text
        return story, any(words in paragraph.text for body in bodies.values() for paragraph in body)

    async def _alert(self, watch: Watch, finding: Finding, sighting: Sighting, due: datetime) -> bool:
        translate, nonce = translator(watch.language), new_nonce()
        view = watch_card(watch.words, finding, f"{watch.number}:{nonce}", translate)
        late = translate("watch-late", due=when(due, translate.language))
        draft = self._draft(watch, str(sighting.entry), nonce, due, payload_of(view, late=late))

        async def keep(connection: AsyncConnection) -> None:
            await write_sighting(connection, sighting)

        return await self._outbox.enqueue([draft], now=sighting.seen, also=keep)

    async def _say_more(self, watch: Watch, due: datetime, now: datetime) -> bool:
        translate, nonce = translator(watch.language), new_nonce()
        view = more_today_card(watch.words, self._limits.alerts_per_day, f"{watch.number}:{nonce}", translate)
        draft = self._draft(watch, f"more:{self._day(now)}", nonce, due, payload_of(view))
        return await self._outbox.enqueue([draft], now=now)

    def _draft(
        self, watch: Watch, occurrence: str, nonce: str, due: datetime, payload: dict[str, object]
    ) -> NewPosting:
        return NewPosting(
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
