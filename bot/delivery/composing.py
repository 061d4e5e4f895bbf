"""Puts digests together, each distinct one once however many servers have ordered it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.cards.digest import story_texts
from bot.delivery.digest_store import DigestSpec, Edition, PostedStory
from bot.delivery.pictures import trend_record
from bot.locales import translator
from knowledge.stories.trend import Trend
from knowledge.view import Digest, NewsView, UnknownOutlet

FIRST_WINDOW = timedelta(hours=24)
"""What a digest covers that has not been posted before."""
TOLD_DAYS = timedelta(days=4)
"""How long a story that was told counts as told; a later report on it tells it anew."""
TREND_DAYS = 14
_TREND_MENTIONS, _TREND_BUSY_DAYS = 6, 3
"""A picture shows something from so many mentions on so many days on."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a posting is about: the stories, their texts in the order's language, the picture's record or None, and
    the stories that count as told once it is posted."""

    digest: Digest
    texts: tuple[str, ...]
    trend: dict[str, Any] | None
    told: tuple[PostedStory, ...]


class Composer:
    """Composes digests from the news that their servers may see. `count` is how many it really put together."""

    def __init__(self, news: Callable[[int], Awaitable[NewsView]]) -> None:
        self._news = news
        self._made: dict[Any, Composed] = {}
        self.count = 0

    def begin(self) -> None:
        """Forget what was composed: the news may have changed since."""
        self._made.clear()

    async def compose(
        self,
        spec: DigestSpec,
        last: Edition | None,
        *,
        until: datetime,
        since: datetime | None = None,
        missed: datetime | None = None,
    ) -> Composed:
        """What a digest holds that ends at `until`: everything since its last edition, or since `since` if given.

        One that was never posted begins with a day's news, or, if postings of it were `missed`, where the oldest of
        them would have begun.
        """
        if since is None:
            since = min(until, missed or until) - FIRST_WINDOW if last is None else last.until
        told = () if last is None else tuple(story for story in last.told if until - story.at < TOLD_DAYS)
        news = await self._news(spec.guild)
        key = (news.view, spec.sources, spec.topic, spec.length, spec.language, since, until, told)
        if key not in self._made:
            self._made[key] = await self._compose(news, spec, since, until, told)
        return self._made[key]

    async def _compose(
        self, news: NewsView, spec: DigestSpec, since: datetime, until: datetime, told: tuple[PostedStory, ...]
    ) -> Composed:
        self.count += 1
        try:
            found = await news.digest(
                since=since,
                until=until,
                sources=spec.sources,
                topic=spec.topic,
                limit=spec.length,
                told=[number for story in told for number in story.articles],
                fresh_only=True,
            )
        except UnknownOutlet:
            # Its outlets are not there any more, so nothing of them is new.
            found = Digest(since, until, (), (), {}, {})
        trend = None
        if spec.topic is not None and found.stories:
            days = await news.trend(
                spec.topic, since=(until - timedelta(days=TREND_DAYS - 1)).date(), until=until.date()
            )
            trend = trend_record(days, spec.topic) if _shows_something(days) else None
        return Composed(found, story_texts(found, translator(spec.language)), trend, _told_after(found, told, until))


def _shows_something(found: Trend) -> bool:
    counts = [count for _, count in found.days if count]
    return sum(counts) >= _TREND_MENTIONS and len(counts) >= _TREND_BUSY_DAYS


def _told_after(found: Digest, told: tuple[PostedStory, ...], until: datetime) -> tuple[PostedStory, ...]:
    """The stories told before, those of this digest with all their articles, and what was passed over as told."""
    known = list(told)
    for one in found.considered:
        if one.verdict not in {"chosen", "told before"}:
            continue
        articles = [article.number for article in (*one.told_before, *one.articles)]
        earlier = {article.number for article in one.told_before}
        merged = [story for story in known if earlier.intersection(story.articles)]
        known = [story for story in known if story not in merged]
        at = until if one.verdict == "chosen" else max(story.at for story in merged)
        numbers = {*articles, *(number for story in merged for number in story.articles)}
        known.append(PostedStory(at, tuple(sorted(numbers))))
    return tuple(known)
