"""Whole stories and digests: reads from the archive what this room compares, and gives what people read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from knowledge.addresses import canonical_url
from knowledge.analysis import analyse
from knowledge.answering.answers import Disagreement
from knowledge.archive.queries import Copy, ScopedArchive
from knowledge.articles import Paragraph, StoredArticle, as_datetime
from knowledge.comparing.articles import StoryArticle
from knowledge.retrieval import Filters, Searcher
from knowledge.stories.clusters import also_reported_by, group, same_story
from knowledge.stories.digest_selection import Considered, DigestStory, best_told, select_stories
from knowledge.stories.numbers import disagreements
from knowledge.stories.summary import SummarySentence, summarise

STORY_DAYS = 4
"""How far apart, in days, two reports of one story may be published."""
STORY_CANDIDATES = 60
DIGEST_ARTICLES = 2_000
"""How many articles of its window a digest looks at; the newest ones."""
LATE_ARRIVAL = timedelta(days=2)
"""How old an article may be that comes late and still counts as new in a digest."""


@dataclass(frozen=True, slots=True)
class StoryReport:
    """An article told in few sentences, with one report of each other outlet on the same event, oldest first, and the
    other places where its own text stands.

    `timeline` is every report of the event, the article's own among them, oldest first and undated last.
    `disagreements` are figures that its outlets give differently.
    """

    article: StoredArticle
    summary: tuple[SummarySentence, ...]
    also_reported_by: tuple[StoredArticle, ...]
    also_at: tuple[Copy, ...] = ()
    timeline: tuple[StoredArticle, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story of a list of headlines: the one it is told by, and one of each other outlet."""

    lead: StoredArticle
    others: tuple[StoredArticle, ...] = ()


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


async def story_report(archive: ScopedArchive, paragraphs: Searcher, article: StoredArticle) -> StoryReport:
    """The summary of an article, the reports of other outlets on its event, and the copies of its text."""
    candidates = await _candidates(archive, paragraphs, article)
    numbers = [article.number, *candidates]
    entries, bodies = await archive.entries(numbers), await archive.bodies(numbers)
    known = _story_articles(entries, bodies)
    others = await asyncio.to_thread(
        same_story, known[article.number], [known[number] for number in candidates if number in known]
    )
    body = [paragraph.text for paragraph in bodies.get(article.number, ())]
    summary = await asyncio.to_thread(summarise, body, headline=article.headline) if body else []
    reports = [entries[other.number] for other in also_reported_by(known[article.number], others)]
    reports = [report for report in reports if not _same_address(report, article)]
    reports.sort(key=lambda report: (report.published is None, report.published and as_datetime(report.published)))
    copies = (await archive.copies([article.number])).get(article.number, ())
    event = [known[article.number], *others]
    differing = await asyncio.to_thread(disagreements, event)
    timeline = sorted((entries[one.number] for one in event), key=_oldest_first)
    return StoryReport(article, tuple(summary), tuple(reports), copies, tuple(timeline), tuple(differing))


async def told_stories(archive: ScopedArchive, listed: Sequence[StoredArticle]) -> list[ToldStory]:
    """A list of headlines as stories, each where the first of its headlines stands: told by a plain report, if there is
    one, with one report of each other outlet. What an outlet reports again stands for itself, so that nothing is lost.
    """
    bodies = await archive.bodies([article.number for article in listed if article.paragraphs])
    entries = {article.number: article for article in listed}
    known = _story_articles(entries, bodies)
    clusters = await asyncio.to_thread(group, list(known.values()))
    story_of: dict[int, ToldStory] = {}
    for cluster in clusters:
        lead = best_told(cluster.articles)
        others = tuple(entries[other.number] for other in also_reported_by(lead, cluster.articles))
        story = ToldStory(entries[lead.number], others)
        story_of |= {report.number: story for report in (story.lead, *others)}
    stories = [story_of.get(article.number) or ToldStory(article) for article in listed]
    return list({story.lead.number: story for story in stories}.values())


async def digest_of(
    archive: ScopedArchive,
    *,
    since: datetime,
    until: datetime,
    outlets: frozenset[int] | None,
    topic_scores: Mapping[int, float] | None,
    limit: int,
    covered: Collection[int],
    fresh_only: bool,
    keep: Callable[[StoredArticle], bool] | None = None,
) -> Digest:
    """The stories of a window of time, as `NewsView.digest`. `outlets` and the keys of `topic_scores` are archive
    numbers (None: all)."""
    window, _ = await archive.headlines(
        sources=outlets,
        since=since + timedelta(microseconds=1),
        until=until,
        numbers=topic_scores,
        articles_only=True,
        fresh_only=fresh_only,
        limit=DIGEST_ARTICLES,
    )
    late: list[StoredArticle] = []
    if fresh_only:
        found = await archive.late_arrivals(sources=outlets, since=since, until=until, after=since - LATE_ARRIVAL)
        late = [article for article in found if topic_scores is None or article.number in topic_scores]
        window = [*(article for article in window if article.first_seen <= until), *late]
    if keep is not None:
        window = list(filter(keep, window))
    entries = {article.number: article for article in window} | await archive.entries(covered)
    bodies = await archive.bodies(entries)
    articles = _story_articles(entries, bodies)
    choice = await asyncio.to_thread(
        select_stories,
        [articles[article.number] for article in window],
        since=since,
        until=until,
        limit=limit,
        topic_scores=topic_scores,
        covered=[articles[number] for number in covered if number in articles],
        late=frozenset(article.number for article in late),
    )
    stories = tuple(_reported_elsewhere(story, entries) for story in choice.stories)
    copies = await archive.copies([story.lead.number for story in stories])
    return Digest(since, until, stories, choice.considered, entries, bodies, copies)


async def on_the_same_event(archive: ScopedArchive, number: int, others: Iterable[int]) -> frozenset[int]:
    """Which of some articles report the same event as an article; unknown numbers are passed over."""
    numbers = [number, *others]
    known = _story_articles(await archive.entries(numbers), await archive.bodies(numbers))
    if number not in known or len(known) == 1:
        return frozenset()
    found = await asyncio.to_thread(same_story, known[number], list(known.values()))
    return frozenset(article.number for article in found)


async def _candidates(archive: ScopedArchive, paragraphs: Searcher, article: StoredArticle) -> list[int]:
    """Articles near in time that share words with the headline or the first paragraph."""
    bodies = await archive.bodies([article.number])
    lead = " ".join(paragraph.text for paragraph in bodies.get(article.number, ())[:2])
    terms = list(dict.fromkeys(analyse(f"{article.headline or ''} {lead}")))[:40]
    filters = Filters(excluded_articles=frozenset({article.number}))
    if article.published is not None:
        around, span = as_datetime(article.published), timedelta(days=STORY_DAYS)
        filters = replace(filters, since=around - span, until=around + span)
    hits = await asyncio.to_thread(paragraphs.search, terms, limit=STORY_CANDIDATES * 4, filters=filters)
    return list(dict.fromkeys(hit.article for hit in hits))[:STORY_CANDIDATES]


def _oldest_first(article: StoredArticle) -> tuple[bool, float, int]:
    if article.published is None:
        return True, 0.0, article.number
    return False, as_datetime(article.published).timestamp(), article.number


def _same_address(one: StoredArticle, other: StoredArticle) -> bool:
    """Whether two entries are one address with different words: no second report."""
    return one.url is not None and other.url is not None and canonical_url(one.url) == canonical_url(other.url)


def _reported_elsewhere(story: DigestStory, articles: Mapping[int, StoredArticle]) -> DigestStory:
    lead = articles[story.lead.number]
    others = [other for other in story.also_reported_by if not _same_address(articles[other.number], lead)]
    return replace(story, also_reported_by=tuple(others))


def _story_articles(
    entries: Mapping[int, StoredArticle], bodies: Mapping[int, tuple[Paragraph, ...]]
) -> dict[int, StoryArticle]:
    return {number: _story_article(entry, bodies.get(number, ())) for number, entry in entries.items()}


def _story_article(article: StoredArticle, body: tuple[Paragraph, ...]) -> StoryArticle:
    return StoryArticle(
        number=article.number,
        source=article.source,
        headline=article.headline,
        published=article.published,
        paragraphs=tuple(paragraph.text for paragraph in body),
    )
