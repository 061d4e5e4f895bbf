"""Scans what has newly arrived, and enqueues each new story of a relayed feed once, and its edits when it changes."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from discord import ui
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cards.feeds import feed_name
from bot.cards.relay import MOST_CHOICES, late_story, new_stories_card, new_story_card
from bot.cards.text import label
from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.notices import Notices
from bot.delivery.outbox import Outbox, Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Blocker, PostableChannel
from bot.delivery.relay_store import KIND, Relay, RelayStore, RelayStory, write_card, write_stories
from bot.locales import Translator, translator
from bot.servers.server_settings import ServerStore
from knowledge.archive.arrivals import Arrival, Delivery, deliveries
from knowledge.articles import StoredArticle, as_datetime
from knowledge.feeds import Feed
from knowledge.newsroom import Newsroom
from knowledge.sentences import opening
from knowledge.view import NewsView
from knowledge.watching.filters import WordFilter
from knowledge.watching.watched import Text

log = logging.getLogger(__name__)

SINGLE_STORIES = 3
"""How many stories of one scan are posted one by one; more of them come in one message (of at most 25)."""
SHORTEST_WINDOW = timedelta(minutes=10)
"""How long at least a story counts as new after it arrived."""
OPENING_CHARACTERS, MOST_OPENING_CHARACTERS = 80, 320
"""How many of a story's first words are shown: sentences until there are so many characters, but not more than that."""
SHORTEST_PARAGRAPH = 40
"""A first paragraph with fewer characters is a byline or a place."""
MOST_ATTEMPTS = 3
"""How often to look again at what is new if another process has enqueued some of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story as a card shows it: its article, as its feed delivered it, and its first words."""

    article: StoredArticle
    opening: str


class RelayScanner:
    """Relays what arrives. `news` gives what a server may see, `place` the channel of a relay, or what blocks it.

    A story that arrived longer ago than `catch_up` is not new any more. Several processes may scan at the same time:
    the outbox and the recorded stories let each story come from one of them.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        news: Callable[[int | None], Awaitable[NewsView]],
        relays: RelayStore,
        servers: ServerStore,
        outbox: Outbox,
        notices: Notices,
        *,
        catch_up: timedelta,
        place: Callable[[Relay], PostableChannel | Blocker | None],
    ) -> None:
        self._newsroom = newsroom
        self._news = news
        self._relays = relays
        self._servers = servers
        self._outbox = outbox
        self._notices = notices
        self._window = max(catch_up, SHORTEST_WINDOW)
        self._place = place
        self._scan = ArrivalScan(newsroom.database, "relays")

    async def scan(self, now: datetime) -> None:
        """Go through everything that arrived since the last scan, and enqueue what is to be posted or edited."""

        async def handle(batch: Sequence[Arrival], last_scan: datetime) -> None:
            relays = await self._relays.all()
            arrived = {arrival.number: arrival for arrival in batch}
            found = await deliveries(self._newsroom.database, arrived, {relay.feed for relay in relays})
            if not found:
                return
            feeds = {feed.number: feed for feed in await self._newsroom.feeds.all({one.feed for one in found})}
            for relay in relays:
                theirs = [one for one in found if one.feed == relay.feed]
                if theirs and relay.feed in feeds:
                    try:
                        work = _Relaying(self, await self._resumed(relay), feeds[relay.feed], relays, now)
                        await work.relay(theirs, arrived, last_scan)
                    except SQLAlchemyError:
                        raise  # the watermark is not saved, so the whole batch is scanned again
                    except Exception:
                        # A fault of ours in one relay must not keep the others from posting.
                        log.exception("relay %s could not be scanned", relay.number)

        await self._scan.run(now, handle)

    async def on_blocker(self, posting: Posting, blocker: Blocker | None) -> None:
        """Pause the relay of a story that the sender reports as blocked, and say so; or resume that of one sent."""
        relay = await self._relays.get(posting.owner)
        if relay is None or relay.blocker == blocker:
            return
        log.warning("relay %s: %s", relay.number, "resumed" if blocker is None else f"paused, {blocker}")
        await self._relays.set_blocker(relay.number, blocker)
        if blocker is not None and relay.blocker is None and blocker.kind != "server":
            feeds = await self._newsroom.feeds.all([relay.feed])
            translate = await self.translator(relay)
            name = feed_name(feeds[0]) if feeds else "?"
            text = translate(f"relay-blocked-{blocker.kind}", name=name, channel=f"<#{relay.channel}>")
            await self._notices.tell(relay.guild, text, unless_in=relay.channel)

    async def translator(self, relay: Relay) -> Translator:
        """The wording of what a relay posts: in its server's language, else in that of who set it up."""
        return translator((await self._servers.get(relay.guild)).language or relay.language)

    async def _resumed(self, relay: Relay) -> Relay:
        """The relay, without a blocker that is gone."""
        if relay.blocker is None or not relay.blocker.is_certain or isinstance(self._place(relay), Blocker):
            return relay
        await self._relays.set_blocker(relay.number, None)
        return replace(relay, blocker=None)


class _Relaying:
    """The work on one relay in one batch."""

    def __init__(self, scanner: RelayScanner, relay: Relay, feed: Feed, relays: Sequence[Relay], now: datetime) -> None:
        self._scanner = scanner
        self._relays, self._outbox = scanner._relays, scanner._outbox
        self._relay = relay
        self._feed = feed
        self._same_channel = {one.number for one in relays if one.channel == relay.channel}
        self._same_text: Mapping[int, frozenset[int]] = {}
        self._now = now

    async def relay(self, delivered: Sequence[Delivery], arrived: Mapping[int, Arrival], last_scan: datetime) -> None:
        """Enqueue what is new of the feed, and the edits of what has changed."""
        self._translate = await self._scanner.translator(self._relay)
        self._pictures = (await self._scanner._servers.get(self._relay.guild)).pictures
        self._view = await self._scanner._news(self._relay.guild)
        told = await self._told(delivered)
        if len(self._same_channel) > 1:
            self._same_text = {one.entry: await self._view.with_the_same_text(one.entry) for one in delivered}
        for attempt in range(MOST_ATTEMPTS):
            known = await self._known(delivered)
            if attempt == 0:
                await self._edit_changed(delivered, known)
            new = self._new(delivered, arrived, known)
            wanted = [one for one in new if self._is_wanted(one, arrived[one.entry], told, known)]
            chosen = {one.identity for one in wanted}
            await self._relays.pass_over([self._story(one, None, None) for one in new if one.identity not in chosen])
            due = {one.entry: min(self._now, max(arrived[one.entry].first_seen, last_scan)) for one in wanted}
            if await self._enqueue(wanted, told, due):
                return

    # What is new

    async def _known(self, delivered: Sequence[Delivery]) -> list[RelayStory]:
        """The stories that this relay has gone through, and those that others have posted in its channel."""
        entries = {one.entry for one in delivered}.union(*self._same_text.values())
        found = await self._relays.known({one.identity for one in delivered}, entries)
        return [
            story
            for story in found
            if story.relay == self._relay.number or (story.relay in self._same_channel and story.occurrence is not None)
        ]

    def _new(
        self, delivered: Sequence[Delivery], arrived: Mapping[int, Arrival], known: Sequence[RelayStory]
    ) -> list[Delivery]:
        own = [story for story in known if story.relay == self._relay.number]
        addresses, entries = {story.identity for story in own}, {story.entry for story in own}
        return [
            one
            for one in delivered
            if one.identity not in addresses
            and one.entry not in entries
            and one.entry > self._relay.after
            and not arrived[one.entry].backlog
        ]

    def _is_wanted(
        self, one: Delivery, arrival: Arrival, told: Mapping[int, tuple[Told, Text]], known: Sequence[RelayStory]
    ) -> bool:
        blocker = self._relay.blocker
        is_paused = blocker is not None and blocker.is_certain
        if is_paused or arrival.first_seen < self._now - self._scanner._window or one.entry not in told:
            return False
        same = {one.entry, *self._same_text.get(one.entry, ())}
        if any(one.identity == story.identity or story.entry in same for story in known if story.occurrence):
            return False  # it has been posted in this channel
        return WordFilter.of(self._relay.only_with, self._relay.not_with).passes(told[one.entry][1])

    async def _told(self, delivered: Sequence[Delivery]) -> dict[int, tuple[Told, Text]]:
        """What of this the server may see, by the entry."""
        numbers = {one.entry for one in delivered}
        entries, bodies = await self._view.entries(numbers), await self._view.bodies(numbers)
        found = {}
        for one in delivered:
            article = entries.get(one.entry)
            if article is None:
                continue
            if one.copy is not None:
                place = one.copy
                article = replace(
                    article, headline=place.headline, source=place.source, published=place.published, url=place.url
                )
            body = [paragraph.text for paragraph in bodies.get(one.entry, ())]
            found[one.entry] = Told(article, _opening(body)), Text.of(article.headline, body)
        return found

    # Posting

    async def _enqueue(
        self, wanted: Sequence[Delivery], told: Mapping[int, tuple[Told, Text]], due: Mapping[int, datetime]
    ) -> bool:
        """Enqueue new stories, one by one or all in one message; False if some of that was done by another process."""
        shown = {one.entry: told[one.entry][0] for one in wanted}
        size = 1 if len(wanted) <= SINGLE_STORIES else MOST_CHOICES
        groups = [list(wanted[start : start + size]) for start in range(0, len(wanted), size)]
        whole = True
        for group in sorted(groups, key=lambda group: _age(shown[group[0].entry])):
            occurrence, nonce = str(min(one.entry for one in group)), new_nonce()
            stories = [shown[one.entry] for one in group]
            card = _checksum(self._card(stories, nonce))
            moment = min(due[one.entry] for one in group)
            posting = self._posting(occurrence, 0, nonce, moment, self._payload(stories, nonce, due=moment))
            records = [self._story(one, occurrence, card) for one in group]

            async def write(connection: AsyncConnection, records: Sequence[RelayStory] = records) -> None:
                await write_stories(connection, records)

            whole = await self._outbox.enqueue([posting], now=self._now, also=write) and whole
        return whole

    async def _edit_changed(self, delivered: Sequence[Delivery], known: Sequence[RelayStory]) -> None:
        """Enqueue the edit of each card that would look different now, because an outlet has changed what it shows."""
        own = {story.identity: story for story in known if story.relay == self._relay.number}
        changed: dict[str, str | None] = {}
        for one in delivered:
            story = own.get(one.identity)
            if story is not None and story.occurrence is not None:
                if story.entry != one.entry:
                    await self._relays.move(story, one.entry)
                changed[story.occurrence] = story.card
        for occurrence, card in changed.items():
            await self._edit(occurrence, card)

    async def _edit(self, occurrence: str, card: str | None) -> None:
        place = await self._relays.in_outbox(self._relay.number, occurrence)
        stories = await self._relays.card_of(self._relay.number, occurrence)
        numbers = [story.entry for story in stories]
        found = await deliveries(self._scanner._newsroom.database, numbers, [self._relay.feed])
        told = await self._told(found)
        if place is None or any(number not in told for number in numbers):
            return  # too old to be edited, or gone
        nonce, part = place
        shown = [told[number][0] for number in numbers]
        new = _checksum(self._card(shown, nonce))
        if new == card:
            return
        payload = self._payload(shown, nonce, edits=True)
        posting = self._posting(occurrence, part, new_nonce(), self._now, payload)

        async def write(connection: AsyncConnection) -> None:
            await write_card(connection, self._relay.number, occurrence, new)

        await self._outbox.enqueue([posting], now=self._now, also=write)

    def _card(self, stories: Sequence[Told], nonce: str, *, edited: bool = False) -> ui.LayoutView:
        if len(stories) == 1:
            article, first_words = stories[0].article, stories[0].opening
            return new_story_card(article, first_words, nonce, self._translate, picture=self._pictures, edited=edited)
        newest_first = sorted(stories, key=_age, reverse=True)
        name = self._feed.title or self._feed.url
        return new_stories_card([one.article for one in newest_first], name, nonce, self._translate, edited=edited)

    def _payload(
        self, stories: Sequence[Told], nonce: str, *, due: datetime | None = None, edits: bool = False
    ) -> dict[str, Any]:
        thread = None
        if self._relay.forum and not edits:
            name = stories[0].article.headline if len(stories) == 1 else self._feed.title
            thread = label(name or self._feed.url)
        return payload_of(
            self._card(stories, nonce, edited=edits),
            late=None if due is None else late_story(due, self._translate),
            forum=self._relay.forum,
            thread=thread,
            edits=edits,
        )

    def _posting(self, occurrence: str, part: int, nonce: str, due: datetime, payload: dict[str, Any]) -> Posting:
        return Posting(
            kind=KIND,
            owner=self._relay.number,
            occurrence=occurrence,
            part=part,
            guild=self._relay.guild,
            channel=self._relay.channel,
            nonce=nonce,
            due=due,
            until=due + self._scanner._window,
            payload=payload,
        )

    def _story(self, one: Delivery, occurrence: str | None, card: str | None) -> RelayStory:
        return RelayStory(self._relay.number, one.identity, one.entry, occurrence, card, self._now)


def _opening(body: Collection[str]) -> str:
    """The first words of an article, in one piece, as they stand there."""
    first = next((text for text in body if len(text) >= SHORTEST_PARAGRAPH), next(iter(body), ""))
    return opening(first, enough=OPENING_CHARACTERS, most=MOST_OPENING_CHARACTERS)


def _age(told: Told) -> tuple[datetime, int]:
    published = told.article.published
    return (told.article.first_seen if published is None else as_datetime(published)), told.article.number


def _checksum(view: ui.LayoutView) -> str:
    shown = json.dumps(view.to_components(), sort_keys=True)  # type: ignore[no-untyped-call]
    return hashlib.sha256(shown.encode()).hexdigest()
