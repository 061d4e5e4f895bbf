"""Everything that can be asked of the news."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from knowledge.addresses import canonical_url
from knowledge.answering.answerer import Answerer
from knowledge.answering.answers import Answer
from knowledge.answering.explanation import Explanation
from knowledge.answering.recent import RecentAnswers
from knowledge.archive import Archive
from knowledge.archive.archive import Copy, Outlet
from knowledge.archive.identity import fold
from knowledge.articles import KnowledgeError, Paragraph, StoredArticle, as_datetime
from knowledge.index.analysis import analyse
from knowledge.index.index import Index
from knowledge.index.retriever import Filters, Retriever
from knowledge.index.scoped import Scoped
from knowledge.stories.articles import StoryArticle
from knowledge.stories.clusters import also_reported_by, same_story
from knowledge.stories.digest import Considered, DigestStory, choose
from knowledge.stories.summary import SummarySentence, summarise
from knowledge.stories.trend import TopicMention, Trend, trend
from knowledge.watching.judging import Finding, judge
from knowledge.watching.watched import Watched, read_watches

STORY_DAYS = 4
"""How far apart, in days, two reports of one story may be published."""
STORY_CANDIDATES = 60
DIGEST_ARTICLES = 2_000
"""How many articles of its window a digest looks at; the newest ones."""
LATE_ARRIVAL = timedelta(days=2)
"""How old an article may be that comes late and still counts as new in a digest."""
SUGGESTIONS = 25
NOBODY: frozenset[int] = frozenset()


class UnknownOutlet(KnowledgeError):
    """A name was given that no outlet has."""


class UnknownArticle(KnowledgeError):
    """No article has this id or headline. `closest` are headlines like it."""

    def __init__(self, wanted: str, closest: tuple[StoredArticle, ...]) -> None:
        self.closest = closest
        hint = "".join(f"\n  {article.article_id}  {article.headline}" for article in closest)
        super().__init__(
            f"No article has the id or headline “{wanted}”." + (f" The closest are:{hint}" if hint else "")
        )


@dataclass(frozen=True, slots=True)
class StoryReport:
    """An article told in few sentences, with the reports of other outlets on the same event, oldest first, and the
    other places where its own text stands."""

    article: StoredArticle
    summary: tuple[SummarySentence, ...]
    also_reported_by: tuple[StoredArticle, ...]
    also_at: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """The stories of a window of time, most reported first. `since` is exclusive, `until` inclusive (UTC).

    `considered` is every story of the window with what became of it.
    """

    since: datetime
    until: datetime
    stories: tuple[DigestStory, ...]
    considered: tuple[Considered, ...]
    articles: dict[int, StoredArticle]
    bodies: dict[int, tuple[Paragraph, ...]]
    copies: dict[int, tuple[Copy, ...]] = field(default_factory=dict)
    """Where else the text of a lead stands, by its number."""


class NewsView:
    """What can be asked of a newsroom. All methods may run at the same time in one event loop."""

    def __init__(
        self,
        archive: Archive,
        paragraphs: Index,
        headlines: Index,
        answerer: Answerer,
        catch_up: Callable[[], Awaitable[None]],
        recent: RecentAnswers,
        feeds: frozenset[int] | None,
    ) -> None:
        self._recent = recent
        self._archive = archive.seen_through(feeds)
        self._indexes = (paragraphs, headlines)
        self._unrestricted = answerer
        self._follow = catch_up
        self._paragraphs = Scoped(paragraphs, NOBODY)
        self._headlines = Scoped(headlines, NOBODY)
        self._answerer = answerer.within(self._paragraphs, self._archive, self._headlines)
        self._feeds = feeds
        self._audiences: frozenset[int] | None = NOBODY

    @property
    def view(self) -> frozenset[int] | None:
        """Whose news this is: two with the same view, asked the same, say the same."""
        return self._feeds

    async def _catch_up(self) -> None:
        """Bring the indexes up to date and restrict them to what may be seen now."""
        await self._follow()
        await self._restrict()

    async def _restrict(self) -> None:
        """Restrict the indexes to what may be seen now.

        An index finds by the audience that an article had when the index last followed; so all that it finds is read
        through the archive, which knows today's.
        """
        self._audiences = audiences = await self._archive.audiences()
        self._paragraphs, self._headlines = (Scoped(index, audiences) for index in self._indexes)
        self._answerer = self._unrestricted.within(self._paragraphs, self._archive, self._headlines)

    # Asking

    async def answer(
        self,
        question: str,
        *,
        now: datetime,
        sources: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        quotes: int = 3,
        context: str | None = None,
    ) -> Answer:
        """Answer a question from what was published up to `now`.

        `sources` are outlet names (none: all). `context` is the earlier question of a follow-up. Raises
        UnknownOutlet.

        Asked again within a few seconds, with the same news to be seen, it is the same answer.
        """
        await self._follow()
        async with self._archive.database.one_state():
            await self._restrict()
            filters = await self._filters(now=now, sources=sources, since=since, until=until)
            revisions = tuple(index.revision for index in self._indexes)
            asked = (question, filters.sources, since, until, quotes, context, self._audiences, revisions)
            answer = self._recent.get(asked, now=now)
            if answer is None:
                answer = await self._answerer.answer(question, now=now, filters=filters, quotes=quotes, context=context)
                self._recent.add(asked, answer)
            return answer

    async def explain(
        self,
        question: str,
        *,
        now: datetime,
        sources: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        quotes: int = 3,
    ) -> tuple[Answer, Explanation]:
        """As `answer`, with the reasons for it."""
        await self._catch_up()
        filters = await self._filters(now=now, sources=sources, since=since, until=until)
        return await self._answerer.explain(question, now=now, filters=filters, quotes=quotes)

    async def _filters(
        self, *, now: datetime, sources: Collection[str], since: datetime | None, until: datetime | None
    ) -> Filters:
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

    async def story(self, id_or_headline: str) -> StoryReport:
        """An article's summary and who else reported it. Raises UnknownArticle."""
        article = await self._archive.find(id_or_headline.strip())
        await self._catch_up()
        if article is None:
            raise UnknownArticle(id_or_headline, tuple(await self.suggest(id_or_headline, limit=3)))
        candidates = await self._candidates(article)
        numbers = [article.number, *candidates]
        entries, bodies = await self._archive.entries(numbers), await self._archive.bodies(numbers)
        told = {number: _story_article(entries[number], bodies.get(number, ())) for number in entries}
        others = await asyncio.to_thread(
            same_story, told[article.number], [told[number] for number in candidates if number in told]
        )
        body = [paragraph.text for paragraph in bodies.get(article.number, ())]
        summary = await asyncio.to_thread(summarise, body, headline=article.headline) if body else []
        reports = [entries[other.number] for other in also_reported_by(told[article.number], others)]
        reports = [report for report in reports if not _same_address(report, article)]
        reports.sort(key=lambda report: (report.published is None, report.published and as_datetime(report.published)))
        copies = (await self._archive.copies([article.number])).get(article.number, ())
        return StoryReport(article, tuple(summary), tuple(reports), copies)

    async def digest(
        self,
        *,
        since: datetime,
        until: datetime,
        sources: Collection[str] = (),
        topic: str | None = None,
        limit: int = 8,
        told: Collection[int] = (),
        fresh_only: bool = False,
    ) -> Digest:
        """The stories published after `since` and up to `until`, with a two-sentence summary each.

        `told` are the numbers of articles whose stories were told before: they come again only with something new.
        `fresh_only` is for digests that follow one another: only what had come by `until` counts, and what came since
        `since` counts even if it was published up to two days before, but not what was old when it came, such as the
        first entries of a new feed. Raises UnknownOutlet.
        """
        scores = None if topic is None else await self.topic_scores(topic)
        window, _ = await self._archive.headlines(
            sources=await self._outlet_numbers(sources),
            since=since + timedelta(microseconds=1),
            until=until,
            numbers=None if scores is None else set(scores),
            articles_only=True,
            fresh_only=fresh_only,
            limit=DIGEST_ARTICLES,
        )
        late = await self._late(since, until, sources, scores) if fresh_only else []
        if fresh_only:
            window = [*(article for article in window if article.first_seen <= until), *late]
        entries = {article.number: article for article in window} | await self._archive.entries(told)
        bodies = await self._archive.bodies(entries)
        articles = {number: _story_article(entry, bodies.get(number, ())) for number, entry in entries.items()}
        choice = await asyncio.to_thread(
            choose,
            [articles[article.number] for article in window],
            since=since,
            until=until,
            limit=limit,
            topic_scores=scores,
            told=[articles[number] for number in told if number in articles],
            late=frozenset(article.number for article in late),
        )
        stories = tuple(_told_elsewhere(story, entries) for story in choice.stories)
        copies = await self._archive.copies([story.lead.number for story in stories])
        return Digest(since, until, stories, choice.considered, entries, bodies, copies)

    # Watching

    async def read_watches(self, texts: Mapping[int, str], *, now: datetime) -> list[Watched]:
        """Weigh the words of standing questions and phrases, by number; those that name nothing are left out."""
        await self._catch_up()
        return await asyncio.to_thread(read_watches, texts, self._paragraphs, year=now.year)

    async def finding(self, watched: Watched, article: StoredArticle, *, now: datetime) -> Finding | None:
        """Whether an article (one of `entries`), alone, meets a watch; None if not."""
        await self._catch_up()
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
        numbers = [number, *others]
        entries, bodies = await self.entries(numbers), await self.bodies(numbers)
        told = {known: _story_article(entries[known], bodies.get(known, ())) for known in entries}
        if number not in told or len(told) == 1:
            return frozenset()
        found = await asyncio.to_thread(same_story, told[number], list(told.values()))
        return frozenset(article.number for article in found)

    async def _late(
        self, since: datetime, until: datetime, sources: Collection[str], scores: dict[int, float] | None
    ) -> list[StoredArticle]:
        found = await self._archive.late_arrivals(since=since, until=until, after=since - LATE_ARRIVAL)
        wanted = {fold(name) for name in sources}
        return [
            article
            for article in found
            if (not wanted or fold(article.source or "") in wanted) and (scores is None or article.number in scores)
        ]

    # Looking things up

    async def outlets(self) -> list[Outlet]:
        """Every outlet that the archive holds anything of."""
        return await self._archive.outlets()

    async def entries(self, numbers: Collection[int]) -> dict[int, StoredArticle]:
        """Articles and headlines by number; unknown numbers are passed over."""
        return await self._archive.entries(numbers)

    async def bodies(self, numbers: Collection[int]) -> dict[int, tuple[Paragraph, ...]]:
        """The paragraphs of whole articles, in reading order, by the article's number."""
        return await self._archive.bodies(numbers)

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
        await self._catch_up()
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
        await self._catch_up()
        terms = list(dict.fromkeys(analyse(topic)))
        scores: dict[int, float] = {}
        for index in (self._paragraphs, self._headlines):
            for article, score in (await asyncio.to_thread(_all_terms, index, terms)).items():
                scores[article] = max(scores.get(article, 0.0), score)
        return scores

    async def _outlet_numbers(self, names: Collection[str]) -> frozenset[int] | None:
        if not names:
            return None
        known = {fold(outlet.name): outlet for outlet in await self._archive.outlets()}
        for name in names:
            if fold(name) not in known:
                held = ", ".join(outlet.name for outlet in known.values()) or "none yet"
                raise UnknownOutlet(f"There is no outlet called “{name}” here. Outlets held: {held}.")
        return frozenset(known[fold(name)].number for name in names)

    async def _candidates(self, article: StoredArticle) -> list[int]:
        """Articles near in time that share words with the headline or the first paragraph."""
        bodies = await self._archive.bodies([article.number])
        lead = " ".join(paragraph.text for paragraph in bodies.get(article.number, ())[:2])
        terms = list(dict.fromkeys(analyse(f"{article.headline or ''} {lead}")))[:40]
        filters = Filters(excluded_articles=frozenset({article.number}))
        if article.published is not None:
            around, span = as_datetime(article.published), timedelta(days=STORY_DAYS)
            filters = replace(filters, since=around - span, until=around + span)
        hits = await asyncio.to_thread(self._paragraphs.search, terms, limit=STORY_CANDIDATES * 4, filters=filters)
        return list(dict.fromkeys(hit.article for hit in hits))[:STORY_CANDIDATES]


def _all_terms(index: Retriever, terms: list[str]) -> dict[int, float]:
    """The best score of each article among its passages that hold every term."""
    passages: dict[int, tuple[int, float]] | None = None
    for term in terms:
        found = {hit.passage: (hit.article, hit.score) for hit in index.search([term], limit=max(1, index.passages))}
        if passages is not None:
            found = {
                number: (article, score + passages[number][1])
                for number, (article, score) in found.items()
                if number in passages
            }
        passages = found
    best: dict[int, float] = {}
    for article, score in (passages or {}).values():
        best[article] = max(score, best.get(article, 0.0))
    return best


def _same_address(one: StoredArticle, other: StoredArticle) -> bool:
    """Whether two entries are one address with different words: no second report."""
    return one.url is not None and other.url is not None and canonical_url(one.url) == canonical_url(other.url)


def _told_elsewhere(story: DigestStory, articles: Mapping[int, StoredArticle]) -> DigestStory:
    lead = articles[story.lead.number]
    others = [other for other in story.also_reported_by if not _same_address(articles[other.number], lead)]
    return replace(story, also_reported_by=tuple(others))


def _story_article(article: StoredArticle, body: tuple[Paragraph, ...]) -> StoryArticle:
    return StoryArticle(
        number=article.number,
        source=article.source,
        headline=article.headline,
        published=article.published,
        paragraphs=tuple(paragraph.text for paragraph in body),
    )
