"""Renders digests: chooses the stories of an occurrence, and turns them into postings for the outbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.cards.correction import shows
from bot.cards.digest import digest_cards, late_sentence, story_texts
from bot.cards.trend import trend_description
from bot.delivery.digest_store import KIND, SELECTS, DigestSpec, Edition, Occurrence, PostedStory
from bot.delivery.outbox import Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import PostableChannel, missing_in, to_post
from bot.delivery.pictures import trend_record
from bot.delivery.sender import LATE
from bot.locales import translator
from bot.servers.languages import Languages
from bot.servers.quoted import Quoted, Quoting
from bot.servers.server_settings import ServerStore
from knowledge.stories.reports import Digest
from knowledge.stories.trend import Trend
from knowledge.view import NewsView, UnknownOutlet

FIRST_WINDOW = timedelta(hours=24)
"""How much news the first edition of a digest covers."""
REPEAT_AFTER = timedelta(days=4)
"""After this time a story counts as new again."""
TREND_DAYS = 14
_TREND_MENTIONS, _TREND_BUSY_DAYS = 6, 3
"""A trend is drawn if its topic has at least this number of mentions, on at least this number of days."""

QUIET = "quiet"
"""The reason, in the outbox, of a posting that was skipped for want of news."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The contents of a digest: its stories, their texts in the spec's language, the trend to draw (None: no picture),
    and the stories that the next edition should not repeat."""

    digest: Digest
    texts: tuple[str, ...]
    trend: dict[str, Any] | None
    posted: tuple[PostedStory, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """An occurrence as it is written to the outbox: its postings, its edition, and what each posting quotes.

    A quiet day that is skipped has no edition, only postings in that state.
    """

    postings: list[Posting]
    edition: Edition | None
    quoting: list[Quoting]


class DigestRenderer:
    """Renders digests from the news that their servers may see.

    Digests with the same contents are composed once, however many servers have them; `composed` counts how many were.
    """

    def __init__(
        self,
        client: discord.Client,
        news: Callable[[int], Awaitable[NewsView]],
        servers: ServerStore,
        languages: Languages,
    ) -> None:
        self._client = client
        self._news = news
        self._servers = servers
        self._languages = languages
        self._cache: dict[Any, Composed] = {}
        self._quotes: dict[Any, tuple[tuple[Quoted, ...], ...]] = {}
        self.composed = 0

    def clear_cache(self) -> None:
        """Compose every digest anew: the news may have changed."""
        self._cache.clear()
        self._quotes.clear()

    async def render(
        self,
        occurrence: Occurrence,
        channel: PostableChannel,
        last: Edition | None,
        missed: datetime | None,
        *,
        now: datetime,
        give_up: datetime,
    ) -> Rendered:
        """The postings of an occurrence. `last` and `missed` are as for `compose`; the sender tries until `give_up`."""
        number, spec, due = occurrence.digest.number, occurrence.digest.spec, occurrence.due
        spec = replace(spec, language=await self._languages.of_server(spec.guild, spec.language))
        # Digests that are on time end at the same moment, so that those with the same contents are composed once.
        until = now if now - due >= LATE else due
        composed = await self.compose(spec, last, until=until, missed=missed)
        pictures = (await self._servers.get(spec.guild)).pictures
        # "A quiet day" would be wrong where nobody has followed an outlet yet.
        is_empty = not composed.digest.stories and await (await self._news(spec.guild)).is_empty()
        nonces = [new_nonce() for _ in range(max(1, len(composed.texts)))]
        postings = [
            Posting(
                kind=KIND,
                owner=number,
                occurrence=occurrence.name,
                part=part,
                guild=spec.guild,
                channel=spec.channel,
                nonce=nonces[part],
                due=due,
                until=give_up,
                payload=payload,
            )
            for part, payload in enumerate(
                self._payloads(occurrence, spec, channel, composed, nonces, pictures=pictures, is_empty=is_empty)
            )
        ]
        if spec.skip_quiet and not composed.digest.stories:
            return Rendered([replace(posting, state="skipped", reason=QUIET) for posting in postings], None, [])
        selection = {name: getattr(spec, name) for name in SELECTS}
        edition = Edition(number, occurrence.name, composed.digest.since, until, composed.posted, selection)
        quoting = []
        for posting, words in zip(postings, self._quoted(composed, postings), strict=True):
            payload = posting.payload or {}
            inside = payload["inside"] or payload["forum"]
            quoting.append(
                Quoting(words, spec.guild, spec.channel, spec.language, nonce=posting.nonce, inside=bool(inside))
            )
        return Rendered(postings, edition, quoting)

    def _quoted(self, composed: Composed, postings: list[Posting]) -> tuple[tuple[Quoted, ...], ...]:
        """What each part quotes, by what it shows."""
        key = composed.texts, len(postings)
        if key not in self._quotes:
            words = []
            for story in composed.digest.stories:
                number, headline = story.lead.number, composed.digest.articles[story.lead.number].headline
                words += [Quoted(number, headline, is_headline=True)] if headline else []
                words += [Quoted(number, sentence.text) for sentence in story.summary]
            self._quotes[key] = tuple(
                tuple(one for one in words if shows(payload["components"], one.text, is_headline=one.is_headline))
                for payload in (posting.payload or {} for posting in postings)
            )
        return self._quotes[key]

    def _payloads(
        self,
        occurrence: Occurrence,
        spec: DigestSpec,
        channel: PostableChannel,
        composed: Composed,
        nonces: list[str],
        *,
        pictures: bool,
        is_empty: bool,
    ) -> list[dict[str, Any]]:
        translate = translator(spec.language)
        trend = None if missing_in(channel, to_post(picture=True)) else composed.trend
        views = digest_cards(
            composed.digest,
            composed.texts,
            spec.name,
            translate,
            nonce=lambda part: nonces[part],
            mention=None if spec.mention is None else f"<@&{spec.mention}>",
            trend=trend is not None,
            pictures=pictures,
            no_news=translate("no-news-member") if is_empty else None,
        )
        forum = isinstance(channel, discord.ForumChannel)
        publish = spec.publish and isinstance(channel, discord.TextChannel) and channel.is_news()
        thread = None
        if forum or (spec.thread and isinstance(channel, discord.TextChannel)):
            thread = translate("digest-thread", name=spec.name, date=occurrence.name)[:100]
        first = payload_of(
            views[0],
            roles=() if spec.mention is None else [spec.mention],
            late=late_sentence(occurrence.due, translate),
            trend=trend,
            forum=forum,
            thread=thread,
            publish=publish,
        )
        return [first, *(payload_of(view, inside=thread is not None, publish=publish) for view in views[1:])]

    async def compose(
        self,
        spec: DigestSpec,
        last: Edition | None,
        *,
        until: datetime,
        since: datetime | None = None,
        missed: datetime | None = None,
    ) -> Composed:
        """The contents of a digest that ends at `until`: the news since its `last` edition, or since `since` if given.

        A digest without editions begins with a day's news, or, if postings of it were `missed`, where the oldest of
        them would have begun.
        """
        if since is None:
            since = min(until, missed or until) - FIRST_WINDOW if last is None else last.until
        posted = () if last is None else tuple(story for story in last.posted if until - story.at < REPEAT_AFTER)
        news = await self._news(spec.guild)
        key = (news.scope, spec.sources, spec.topic, spec.length, spec.language, since, until, posted)
        if key not in self._cache:
            self._cache[key] = await self._compose(news, spec, since, until, posted)
        return self._cache[key]

    async def _compose(
        self, news: NewsView, spec: DigestSpec, since: datetime, until: datetime, posted: tuple[PostedStory, ...]
    ) -> Composed:
        self.composed += 1
        try:
            digest = await news.digest(
                since=since,
                until=until,
                sources=spec.sources,
                topic=spec.topic,
                limit=spec.length,
                covered=[number for story in posted for number in story.articles],
                fresh_only=True,
            )
        except UnknownOutlet:
            # The server no longer has these outlets, so there is nothing new from them.
            digest = Digest(since, until, (), (), {}, {})
        trend, translate = None, translator(spec.language)
        if spec.topic is not None and digest.stories:
            first_day = (until - timedelta(days=TREND_DAYS - 1)).date()
            days = await news.trend(spec.topic, since=first_day, until=until.date())
            if _is_worth_drawing(days):
                trend = trend_record(days, spec.topic, trend_description([(spec.topic, days)], translate))
        texts = story_texts(digest, translate)
        return Composed(digest, texts, trend, _posted_after(digest, posted, until))


def _is_worth_drawing(trend: Trend) -> bool:
    counts = [count for _, count in trend.days if count]
    return sum(counts) >= _TREND_MENTIONS and len(counts) >= _TREND_BUSY_DAYS


def _posted_after(digest: Digest, posted: tuple[PostedStory, ...], until: datetime) -> tuple[PostedStory, ...]:
    """The stories posted before, and those of this digest. A posted story takes up the new articles about it, even
    those that the digest left out because they add nothing."""
    stories = list(posted)
    for candidate in digest.considered:
        if candidate.verdict not in {"chosen", "told before"}:
            continue
        earlier = {article.number for article in candidate.earlier_articles}
        continued = [story for story in stories if earlier.intersection(story.articles)]
        stories = [story for story in stories if story not in continued]
        at = until if candidate.verdict == "chosen" else max(story.at for story in continued)
        articles = earlier.union(
            (article.number for article in candidate.articles), *(story.articles for story in continued)
        )
        stories.append(PostedStory(at, tuple(sorted(articles))))
    return tuple(stories)
