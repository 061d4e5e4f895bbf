"""Scans what has newly arrived, and enqueues each new story of a relayed feed once, and its edits when it changes."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
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
from bot.servers.languages import Languages
from bot.servers.server_settings import ServerSettings, ServerStore
from bot.servers.subscriptions import SubscriptionStore
from knowledge.archive.arrivals import Arrival, Delivery, deliveries
from knowledge.archive.identity import fold
from knowledge.articles import StoredArticle, as_datetime
from knowledge.feeds import Feed
from knowledge.newsroom import Newsroom
from knowledge.sentences import opening
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
    """A story as a card shows it: its article, as its feed delivered it, and its first words. `body` are its
    paragraphs."""

    article: StoredArticle
    opening: str
    body: tuple[str, ...]


class RelayScanner:
    """Relays what arrives. `place` gives the channel of a relay, or what blocks it.

    A story that arrived longer ago than `catch_up` is not new any more. Several processes may scan at the same time:
    the outbox and the recorded stories let each story come from one of them.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        relays: RelayStore,
        subscriptions: SubscriptionStore,
        servers: ServerStore,
        outbox: Outbox,
        notices: Notices,
        languages: Languages,
        *,
        catch_up: timedelta,
        place: Callable[[Relay], PostableChannel | Blocker | None],
    ) -> None:
        self._newsroom = newsroom
        self._relays = relays
        self._subscriptions = subscriptions
        self._servers = servers
        self._outbox = outbox
        self._notices = notices
        self._languages = languages
        self._window = max(catch_up, SHORTEST_WINDOW)
        self._place = place
        self._scan = ArrivalScan(newsroom.database, "relays")

    async def scan(self, now: datetime) -> None:
        """Go through everything that arrived since the last scan, and enqueue what is to be posted or edited."""

        async def handle(arrived: Sequence[Arrival], last_scan: datetime) -> None:
            relays = await self._relays.all()
            batch = await _Batch.read(self._newsroom, self._relays, relays, arrived)
            for relay in relays:
                if not batch.delivered.get(relay.feed):
                    continue
                try:
                    await self._relay(await self._resumed(relay), batch, last_scan, now)
                except SQLAlchemyError:
                    raise  # the watermark is not saved, so the whole batch is scanned again
                except Exception:
                    # A fault of ours in one relay must not keep the others from posting.
                    log.exception("relay %s could not be scanned", relay.number)

        await self._scan.run(now, handle)

    async def _relay(self, relay: Relay, batch: _Batch, last_scan: datetime, now: datetime) -> None:
        feed = batch.feeds.get(relay.feed)
        if feed is None or not (feed.public or feed.number in await self._subscriptions.feeds(relay.guild)):
            return  # the server may not see it any more
        settings = await self._servers.get(relay.guild)
        translate = await self.translator(relay)
        work = _Relaying(self._relays, self._outbox, relay, batch, settings, translate, self._window, now)
        await work.edit_changed()
        await work.post_new(last_scan)

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
        return translator(await self._languages.of_server(relay.guild, relay.language))

    async def _resumed(self, relay: Relay) -> Relay:
        """The relay, without a blocker that is gone."""
        if relay.blocker is None or not relay.blocker.is_certain or isinstance(self._place(relay), Blocker):
            return relay
        await self._relays.set_blocker(relay.number, None)
        return replace(relay, blocker=None)


class _Batch:
    """Some arrivals as their feeds delivered them, and what of that relays have gone through; read once for all."""

    def __init__(self, newsroom: Newsroom, store: RelayStore, arrived: Sequence[Arrival]) -> None:
        self._newsroom = newsroom
        self._store = store
        self._archive = newsroom.archive.seen_through(None)
        self.arrived = {arrival.number: arrival for arrival in arrived}
        self.delivered: dict[int, list[Delivery]] = {}
        self.feeds: dict[int, Feed] = {}
        self.relays_of_channel: dict[int, set[int]] = {}
        self._told: dict[tuple[int, int], Told] = {}
        self._texts: dict[tuple[int, int], Text] = {}
        self._same_text: dict[int, frozenset[int]] = {}
        self._known: dict[tuple[int, str], RelayStory] = {}

    @classmethod
    async def read(
        cls, newsroom: Newsroom, store: RelayStore, relays: Sequence[Relay], arrived: Sequence[Arrival]
    ) -> _Batch:
        """Read what of these arrivals the feeds of these relays delivered."""
        batch = cls(newsroom, store, arrived)
        if not relays:
            return batch
        for relay in relays:
            batch.relays_of_channel.setdefault(relay.channel, set()).add(relay.number)
        found = await deliveries(newsroom.database, batch.arrived, {relay.feed for relay in relays})
        for one in found:
            batch.delivered.setdefault(one.feed, []).append(one)
        batch.feeds = {feed.number: feed for feed in await newsroom.feeds.all(batch.delivered)}
        batch._told = await batch._read_told(found)
        await batch.read_known({one.identity for one in found}, {one.entry for one in found})
        return batch

    async def read_known(self, identities: Collection[str], entries: Collection[int]) -> None:
        """Read again which of these stories relays have gone through."""
        for story in await self._store.known(identities, entries):
            self.record(story)

    def record(self, story: RelayStory) -> None:
        """A relay has gone through a story."""
        self._known[(story.relay, story.identity)] = story

    def told(self, one: Delivery) -> Told | None:
        """A delivery as a card shows it; None if its entry is gone."""
        return self._told.get((one.feed, one.entry))

    async def told_of(self, feed: int, entries: Collection[int]) -> dict[int, Told]:
        """Entries of a feed as a card shows them, by their numbers, whether or not they arrived now."""
        found = await deliveries(self._newsroom.database, entries, [feed])
        return {entry: told for (_, entry), told in (await self._read_told(found)).items()}

    async def text(self, one: Delivery) -> Text | None:
        """The words of a delivery; None if its entry is gone."""
        key, told = (one.feed, one.entry), self.told(one)
        if told is not None and key not in self._texts:
            self._texts[key] = await asyncio.to_thread(Text.of, told.article.headline, told.body)
        return self._texts.get(key)

    def own(self, relay: Relay) -> list[RelayStory]:
        """The stories of this batch that a relay has gone through already."""
        return [story for story in self._known.values() if story.relay == relay.number]

    async def is_posted_in(self, channel: int, one: Delivery) -> bool:
        """Whether a relay of this channel has posted a story, or one with the same text."""
        relays, same = self.relays_of_channel[channel], {one.entry}
        if len(relays) > 1:
            if one.entry not in self._same_text:
                self._same_text[one.entry] = await self._archive.with_the_same_text(one.entry)
                await self.read_known((), self._same_text[one.entry])
            same |= self._same_text[one.entry]
        return any(
            story.occurrence is not None
            and story.relay in relays
            and (story.identity == one.identity or story.entry in same)
            for story in self._known.values()
        )

    async def _read_told(self, delivered: Sequence[Delivery]) -> dict[tuple[int, int], Told]:
        numbers = {one.entry for one in delivered}
        entries, bodies = await self._archive.entries(numbers), await self._archive.bodies(numbers)
        found = {}
        for one in delivered:
            article, place = entries.get(one.entry), one.copy
            if article is None:
                continue
            if place is not None:
                article = replace(
                    article, headline=place.headline, source=place.source, published=place.published, url=place.url
                )
            body = tuple(paragraph.text for paragraph in bodies.get(one.entry, ()))
            found[(one.feed, one.entry)] = Told(article, _opening(body, article.language), body)
        return found


class _Relaying:
    """The work on one relay in one batch."""

    def __init__(
        self,
        store: RelayStore,
        outbox: Outbox,
        relay: Relay,
        batch: _Batch,
        settings: ServerSettings,
        translate: Translator,
        window: timedelta,
        now: datetime,
    ) -> None:
        self._store, self._outbox = store, outbox
        self._relay = relay
        self._batch = batch
        self._feed = batch.feeds[relay.feed]
        self._delivered = batch.delivered[relay.feed]
        self._pictures = settings.pictures
        self._outlets = {fold(name) for name in settings.outlets}
        self._words = WordFilter.of(relay.only_with, relay.not_with)
        self._translate = translate
        self._window = window
        self._now = now

    # What is new

    async def post_new(self, last_scan: datetime) -> None:
        """Enqueue what is new of the feed, and record what is passed over."""
        for _ in range(MOST_ATTEMPTS):
            new = self._new()
            wanted = [one for one in new if await self._is_wanted(one)]
            passed_over = [self._story(one, None, None) for one in new if one not in wanted]
            await self._store.pass_over(passed_over)
            for story in passed_over:
                self._batch.record(story)
            if await self._enqueue(wanted, last_scan):
                return
            # Another process has enqueued some of it meanwhile.
            await self._batch.read_known({one.identity for one in wanted}, {one.entry for one in wanted})

    def _new(self) -> list[Delivery]:
        own = self._batch.own(self._relay)
        addresses, entries = {story.identity for story in own}, {story.entry for story in own}
        return [
            one
            for one in self._delivered
            if one.identity not in addresses
            and one.entry not in entries
            and one.entry > self._relay.after
            and not self._batch.arrived[one.entry].backlog
        ]

    async def _is_wanted(self, one: Delivery) -> bool:
        blocker, told = self._relay.blocker, self._batch.told(one)
        is_paused = blocker is not None and blocker.is_certain
        is_late = self._batch.arrived[one.entry].first_seen < self._now - self._window
        if told is None or is_paused or is_late:
            return False
        if self._outlets and fold(told.article.source or "") not in self._outlets:
            return False  # members of this server could not ask about it
        if await self._batch.is_posted_in(self._relay.channel, one):
            return False
        if self._words.is_empty:
            return True
        text = await self._batch.text(one)
        return text is not None and self._words.passes(text)

    # Posting

    async def _enqueue(self, wanted: Sequence[Delivery], last_scan: datetime) -> bool:
        """Enqueue new stories, one by one or many in one message; False if some were enqueued by another process."""
        told = {one.entry: story for one in wanted if (story := self._batch.told(one)) is not None}
        size = 1 if len(wanted) <= SINGLE_STORIES else MOST_CHOICES
        groups = [list(wanted[start : start + size]) for start in range(0, len(wanted), size)]
        whole = True
        for group in sorted(groups, key=lambda group: _age(told[group[0].entry])):
            occurrence, nonce = str(min(one.entry for one in group)), new_nonce()
            stories = [told[one.entry] for one in group]
            due = min(self._now, *(max(self._batch.arrived[one.entry].first_seen, last_scan) for one in group))
            payload = self._payload(stories, nonce, due=due)
            posting = self._posting(occurrence, 0, nonce, due, payload)
            records = [self._story(one, occurrence, _checksum(payload)) for one in group]

            async def write(connection: AsyncConnection, records: Sequence[RelayStory] = records) -> None:
                await write_stories(connection, records)

            if await self._outbox.enqueue([posting], now=self._now, also=write):
                for record in records:
                    self._batch.record(record)
            else:
                whole = False
        return whole

    async def edit_changed(self) -> None:
        """Enqueue the edit of each card that would look different now, because an outlet has changed what it shows."""
        own = {story.identity: story for story in self._batch.own(self._relay)}
        changed: dict[str, str | None] = {}
        for one in self._delivered:
            story = own.get(one.identity)
            if story is not None and story.occurrence is not None:
                if story.entry != one.entry:
                    await self._store.move(story, one.entry)
                changed[story.occurrence] = story.card
        for occurrence, card in changed.items():
            await self._edit(occurrence, card)

    async def _edit(self, occurrence: str, card: str | None) -> None:
        place = await self._store.in_outbox(self._relay.number, occurrence)
        numbers = [story.entry for story in await self._store.card_of(self._relay.number, occurrence)]
        told = await self._batch.told_of(self._feed.number, numbers)
        if place is None or any(number not in told for number in numbers):
            return  # too old to be edited, or gone
        nonce, part = place
        shown = [told[number] for number in numbers]
        new = _checksum(self._payload(shown, nonce))
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
            until=due + self._window,
            payload=payload,
        )

    def _story(self, one: Delivery, occurrence: str | None, card: str | None) -> RelayStory:
        return RelayStory(self._relay.number, one.identity, one.entry, occurrence, card, self._now)


def _opening(body: Collection[str], language: str) -> str:
    """The first words of an article, in one piece, as they stand there."""
    first = next((text for text in body if len(text) >= SHORTEST_PARAGRAPH), next(iter(body), ""))
    return opening(first, enough=OPENING_CHARACTERS, most=MOST_OPENING_CHARACTERS, language=language)


def _age(told: Told) -> tuple[datetime, int]:
    published = told.article.published
    return (told.article.first_seen if published is None else as_datetime(published)), told.article.number


def _checksum(payload: Mapping[str, Any]) -> str:
    """The checksum of what a posting shows."""
    shown = json.dumps(payload["components"], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()
