"""Everything that can be asked of the news, each answered by the room that knows about it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Hashable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from knowledge.analysis import analyse, readings
from knowledge.answering.answerer import Answerer
from knowledge.answering.recent import Recent
from knowledge.archive.identity import fold
from knowledge.archive.queries import Outlet, ScopedArchive
from knowledge.articles import Paragraph, StoredArticle, as_datetime
from knowledge.errors import KnowledgeError
from knowledge.index.scoped import Scoped
from knowledge.languages.detection import language_of_topic
from knowledge.retrieval import Filters
from knowledge.stories.related import RelatedStory, related_stories
from knowledge.stories.reports import (
    Digest,
    StoryReport,
    ToldStory,
    digest_of,
    on_the_same_event,
    story_report,
    told_stories,
)
from knowledge.stories.trend import TopicMention, Trend, trend
from knowledge.watching.judging import Finding, judge
from knowledge.watching.watched import Watched, read_watches

T = TypeVar("T")

SUGGESTIONS = 25
VIEWS = 64
"""Of how many views, which differ by server and state of the news, the outlets are remembered."""
GROUPED = 200
"""Of a list of headlines, so many are looked through for what is on the same event."""


class UnknownOutlet(KnowledgeError):
    """The `name` that was given is that of no outlet."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


class UnknownArticle(KnowledgeError):
    """No article has this id or headline. `closest` are headlines like it."""

    def __init__(self, wanted: str, closest: tuple[StoredArticle, ...]) -> None:
        self.closest = closest
        hint = "".join(f"\n  {article.article_id}  {article.headline}" for article in closest)
        super().__init__(
            f"No article has the id or headline “{wanted}”." + (f" The closest are:{hint}" if hint else "")
        )


class KnownOutlets:
    """The outlets of the views asked last: counting them goes through every entry."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, list[Outlet]] = OrderedDict()

    async def of(self, seen: Hashable, read: Callable[[], Awaitable[list[Outlet]]]) -> list[Outlet]:
        """The outlets of what is `seen`; `read` counts them."""
        held = self._held.get(seen)
        if held is None:
            held = self._held[seen] = await read()
            if len(self._held) > VIEWS:
                self._held.popitem(last=False)
        return held


@dataclass(frozen=True, slots=True)
class Reach:
    """What one asker may search and read."""

    store: ScopedArchive
    paragraphs: Scoped
    headlines: Scoped
    answerer: Answerer


class NewsView:
    """The news that one asker may see, with the indexes as current as the archive was when the view was made.

    `Newsroom.view` makes one for each interaction; it never changes. All methods may run at the same time in one event
    loop. An index finds by the audience that an article had when the index took it in; so all that it finds is read
    through the archive, which knows today's.
    """

    def __init__(
        self,
        archive: ScopedArchive,
        paragraphs: Scoped,
        headlines: Scoped,
        answerer: Answerer,
        recent: Recent,
        known_outlets: KnownOutlets,
    ) -> None:
        self.scope: Hashable = (archive.feeds, archive.sources)
        """Whose news this is: two views of the same scope, asked the same, say the same."""
        self._archive = archive
        self._paragraphs = paragraphs
        self._headlines = headlines
        self._answerer = answerer
        self._recent = recent
        self._known_outlets = known_outlets

    # Asking

    async def once(self, asked: Hashable, work: Callable[[], Awaitable[T]], *, now: datetime) -> T:
        """What `work` gives, done once for all who ask the same of the same news within a minute."""
        return await self._recent.once((asked, self.scope, self._seen()), work, now=now)

    @property
    def answerer(self) -> Answerer:
        """What answers questions of fact, by its fitted weights."""
        return self._answerer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reach]:
        """What may be searched and read; all that this task reads in the block is of one state."""
        async with self._archive.database.one_state():
            yield Reach(self._archive, self._paragraphs, self._headlines, self._answerer)

    def _seen(self) -> Hashable:
        return (self._paragraphs.state, self._headlines.state)

    async def filters(
        self,
        *,
        now: datetime,
        sources: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Filters:
        """What may be found of these outlets (none: all) and in this time, up to `now`. Raises UnknownOutlet."""
        return Filters(
            sources=await self._outlet_numbers(sources),
            since=since,
            until=now if until is None else min(until, now),
        )

    async def trend(self, topic: str, *, since: date, until: date) -> Trend:
        """How often a topic was in the news on each day (UTC), both ends included."""
        scores = await self.topic_scores(topic)
        entries = await self._archive.entries(scores)
        return trend(
            (
                TopicMention(as_datetime(entry.published).date(), entry.headline, scores[number])
                for number, entry in entries.items()
                if entry.published is not None
            ),
            since=since,
            until=until,
        )

    async def headlines(
        self,
        *,
        sources: Collection[str] = (),
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[StoredArticle], int]:
        """A page of headlines, newest first, undated last, and how many there are. Raises UnknownOutlet."""
        numbers = None
        if topic is not None:
            numbers = set(await self.topic_scores(topic))
        return await self._archive.headlines(
            sources=await self._outlet_numbers(sources),
            since=since,
            until=until,
            numbers=numbers,
            limit=limit,
            offset=offset,
        )

    async def headline_stories(
        self,
        *,
        sources: Collection[str] = (),
        topic: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[list[ToldStory], int, int]:
        """A page of the stories that `headlines` tell, how many stories there are, and how many headlines.

        Among the newest 200 headlines, those on the same event are one story; older ones stand for themselves. Raises
        UnknownOutlet.
        """
        asked = partial(self.headlines, sources=sources, topic=topic, since=since, until=until)
        newest, headlines = await asked(limit=GROUPED)
        stories = await told_stories(self._archive, newest)
        total = len(stories) + headlines - len(newest)
        page = stories[offset : offset + limit]
        if len(page) < limit and headlines > len(newest):
            start = len(newest) + max(0, offset - len(stories))
            older, _ = await asked(limit=limit - len(page), offset=start)
            page += [ToldStory(article) for article in older]
        return page, total, headlines

    async def story(self, id_or_headline: str) -> StoryReport:
        """An article's summary and who else reported it. Raises UnknownArticle."""
        article = await self.find(id_or_headline)
        if article is None:
            raise UnknownArticle(id_or_headline, tuple(await self.suggest(id_or_headline, limit=3)))
        return await story_report(self._archive, self._paragraphs, article)

    async def digest(
        self,
        *,
        since: datetime,
        until: datetime,
        sources: Collection[str] = (),
        topic: str | None = None,
        limit: int = 8,
        covered: Collection[int] = (),
        fresh_only: bool = False,
        keep: Callable[[StoredArticle], bool] | None = None,
    ) -> Digest:
        """The stories published after `since` and up to `until`, with a two-sentence summary each.

        `covered` are the numbers of articles whose stories were told before: they come again only with something new.
        `fresh_only` is for digests that follow one another: only what had come by `until` counts, and what came since
        `since` counts even if it was published up to two days before, but not what was old when it came, such as the
        first entries of a new feed. `keep` says which articles may be chosen at all. Raises UnknownOutlet.
        """
        return await digest_of(
            self._archive,
            since=since,
            until=until,
            outlets=await self._outlet_numbers(sources),
            topic_scores=None if topic is None else await self.topic_scores(topic),
            limit=limit,
            covered=covered,
            fresh_only=fresh_only,
            keep=keep,
        )

    async def related(self, text: str, *, limit: int = 5) -> list[RelatedStory]:
        """The stories that any text, such as a message, is about, nearest first."""
        return await related_stories(self._archive, self._paragraphs, self._headlines, text, limit=limit)

    # Watching

    async def read_watches(self, texts: Mapping[int, str], *, now: datetime) -> list[Watched]:
        """Weigh the words of standing questions and phrases, by number; those that name nothing are left out."""
        return await asyncio.to_thread(read_watches, texts, self._paragraphs, year=now.year)

    async def finding(self, watched: Watched, article: StoredArticle, *, now: datetime) -> Finding | None:
        """Whether an article (one of `entries`), alone, meets a watch; None if not."""
        body = (await self.bodies([article.number])).get(article.number, ())
        return await judge(
            watched,
            article,
            body,
            searcher=self._paragraphs,
            store=self._archive,
            now=now,
            threshold=self._answerer.threshold,
        )

    async def on_the_same_event(self, number: int, others: Collection[int]) -> frozenset[int]:
        """Which of some articles report the same event as an article; unknown numbers are passed over."""
        return await on_the_same_event(self._archive, number, others)

    # Looking things up

    async def outlets(self) -> list[Outlet]:
        """Every outlet that the archive has anything of; read once as long as the same news is seen."""
        return await self._known_outlets.of((self.scope, self._seen()), self._archive.outlets)

    async def entries(self, numbers: Collection[int]) -> dict[int, StoredArticle]:
        """Articles and headlines by number; unknown numbers are passed over."""
        return await self._archive.entries(numbers)

    async def bodies(self, numbers: Collection[int]) -> dict[int, tuple[Paragraph, ...]]:
        """The paragraphs of whole articles, in reading order, by the article's number."""
        return await self._archive.bodies(numbers)

    async def earlier_texts(self, numbers: Collection[int]) -> dict[int, str]:
        """The text that each article had before its words last changed; those that never changed are left out."""
        return await self._archive.earlier_texts(numbers)

    async def at_addresses(self, identities: Collection[str]) -> dict[str, StoredArticle]:
        """The article that stands now where entries of these identities stood; see `entry.identity`."""
        return await self._archive.at_addresses(identities)

    async def counts(self) -> tuple[int, int]:
        """How many articles and how many paragraphs there are."""
        return await self._archive.counts()

    async def is_empty(self) -> bool:
        """Whether there is nothing at all, neither an article nor a headline."""
        return await self._archive.is_empty()

    async def find(self, id_or_headline: str) -> StoredArticle | None:
        """The article or headline with this article id or this headline."""
        return await self._archive.find(id_or_headline.strip())

    async def suggest(self, text: str, *, limit: int = SUGGESTIONS) -> list[StoredArticle]:
        """Articles whose headline is like what was typed so far; the newest ones for an empty text."""
        terms = analyse(text)
        hits = await asyncio.to_thread(self._headlines.search, terms, limit=limit * 2) if terms else []
        entries = await self._archive.entries([hit.article for hit in hits])
        found = [entries[hit.article] for hit in hits if hit.article in entries]
        typed = fold(text)
        if typed and len(found) < limit:
            # The last word is often unfinished, which no index of whole words finds.
            recent, _ = await self._archive.headlines(limit=1_000)
            held = {article.number for article in found}
            found += [a for a in recent if a.number not in held and typed in fold(a.headline or "")]
        if not typed:
            found, _ = await self._archive.headlines(limit=limit, articles_only=True)
        with_body = [article for article in found if article.paragraphs]
        return [*with_body, *(article for article in found if not article.paragraphs)][:limit]

    async def topic_scores(self, topic: str) -> dict[int, float]:
        """How well each entry matches a topic: those that name all its terms in the headline or in one paragraph."""
        scores: dict[int, float] = {}
        for terms in readings(topic, language_of_topic(topic)):
            for index in (self._paragraphs, self._headlines):
                for article, score in (await asyncio.to_thread(index.articles_with_all, terms)).items():
                    scores[article] = max(scores.get(article, 0.0), score)
        return scores

    async def _outlet_numbers(self, names: Collection[str]) -> frozenset[int] | None:
        if not names:
            return None
        known = {fold(outlet.name): outlet for outlet in await self.outlets()}
        for name in names:
            if fold(name) not in known:
                held = ", ".join(outlet.name for outlet in known.values()) or "none yet"
                raise UnknownOutlet(name, f"There is no outlet called “{name}” here. Outlets held: {held}.")
        return frozenset(known[fold(name)].number for name in names)
