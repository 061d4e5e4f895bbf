"""Chooses the stories of a digest and says why each was chosen."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from knowledge.articles import as_datetime
from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.boilerplate import word_count
from knowledge.comparing.profiles import is_explainer, is_report
from knowledge.stories.clusters import StoryCluster, also_reported_by, group
from knowledge.stories.developments import EarlierReports, adds_to
from knowledge.stories.summary import SummarySentence, summarise

SUMMARY_SENTENCES = 2
FULL_REPORT_WORDS = 120
"""From how many words on an article is as good a lead as a longer one."""
COMMENTARY_PENALTY = 0.5
"""For a story of which there is only opinion, pictures or a roundup."""
TOPIC_WEIGHT = 3.0
"""What matching the topic best is worth; twice the outlets, or being newer by the whole window, are worth 1."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story stands where it stands in a digest.

    `rank` counts all considered stories from 1. `outlets` and `reports` count who told it and how often inside the
    window, what was told before left out. `newest` is its newest report (UTC), `age_hours` how old that was at the end
    of the window. `topic_score` is the best score among its articles as the caller gave it, None without a topic.
    `score` is what stories are ordered by: log2 of the outlets, plus how far into the window the newest report lies (0
    to 1), plus three times the share of the best topic score, less half a point if it is `commentary_only`.
    """

    rank: int
    outlets: int
    reports: int
    newest: datetime
    age_hours: float
    topic_score: float | None
    commentary_only: bool
    score: float


@dataclass(frozen=True, slots=True)
class DigestStory:
    """A story of a digest: the article it is told by, two of its sentences (verbatim; fewer where it has fewer), one
    report of each other outlet, all its articles in the window oldest first, and why it was chosen.

    `earlier_articles` are its articles that an earlier digest covered; where there are any, the sentences are those
    that say something new.
    """

    lead: StoryArticle
    summary: tuple[SummarySentence, ...]
    also_reported_by: tuple[StoryArticle, ...]
    articles: tuple[StoryArticle, ...]
    earlier_articles: tuple[StoryArticle, ...]
    reason: Reason


Verdict = Literal["chosen", "off topic", "told before", "no room"]


@dataclass(frozen=True, slots=True)
class Considered:
    """A story of the window and what became of it: `chosen`; `off topic`; `covered before` by an earlier digest, and
    nothing in its new reports was new; or `no room`, because others mattered more."""

    articles: tuple[StoryArticle, ...]
    earlier_articles: tuple[StoryArticle, ...]
    verdict: Verdict
    reason: Reason


@dataclass(frozen=True, slots=True)
class DigestSelection:
    """The stories of a digest, and every story that was considered, by rank."""

    stories: tuple[DigestStory, ...]
    considered: tuple[Considered, ...]


def select_stories(
    articles: Sequence[StoryArticle],
    *,
    since: datetime,
    until: datetime,
    limit: int,
    topic_scores: Mapping[int, float] | None = None,
    covered: Sequence[StoryArticle] = (),
    late: Collection[int] = (),
) -> DigestSelection:
    """The at most `limit` stories that matter most among articles published after `since` and up to `until` (UTC).

    Undated articles are never new, so never in a digest; a date alone means its start. `topic_scores` gives how well
    articles, by number, match the digest's topic (any scale, higher is better); a story none of whose articles is
    named there with more than 0 is left out. `covered` are the articles of stories that an earlier digest told (they
    need not be in the window): such a story comes again only if a new report of it tells something new. `late` are the
    numbers of articles that count as new though they were published before `since`. Ties go to the newer story. The
    order of `articles` does not matter.
    """
    before = {article.number: article for article in covered}
    fresh = [
        article
        for article in articles
        if article.number not in before
        and article.published is not None
        and (since < as_datetime(article.published) <= until or article.number in late)
    ]
    considered = []
    for story in group([*fresh, *before.values()]):
        earlier = tuple(article for article in story.articles if article.number in before)
        new = tuple(article for article in story.articles if article.number not in before)
        if new:
            reason = _reason(new, since=since, until=until, topic_scores=topic_scores)
            considered.append(Considered(new, earlier, _verdict(new, earlier, reason), reason))
    considered.sort(key=lambda one: (-one.reason.score, -one.reason.newest.timestamp(), one.articles[0].number))
    ranked: list[Considered] = []
    stories: list[DigestStory] = []
    for rank, one in enumerate(considered, start=1):
        verdict: Verdict = "no room" if one.verdict == "chosen" and len(stories) >= limit else one.verdict
        ranked.append(replace(one, verdict=verdict, reason=replace(one.reason, rank=rank)))
        if verdict == "chosen":
            stories.append(_told(ranked[-1]))
    return DigestSelection(tuple(stories), tuple(ranked))


def _verdict(new: Sequence[StoryArticle], earlier: Sequence[StoryArticle], reason: Reason) -> Verdict:
    if reason.topic_score is not None and reason.topic_score <= 0.0:
        return "off topic"
    if earlier:
        covered = EarlierReports(earlier)
        if not any(adds_to(article, covered) for article in new):
            return "told before"
    return "chosen"


def _reason(
    articles: tuple[StoryArticle, ...],
    *,
    since: datetime,
    until: datetime,
    topic_scores: Mapping[int, float] | None,
) -> Reason:
    story = StoryCluster(articles)
    newest = max(as_datetime(article.published) for article in story.articles if article.published is not None)
    commentary_only = not any(is_report(article.headline or "") for article in story.articles)
    score = math.log2(max(1, story.outlets)) + max(0.0, (newest - since) / (until - since))
    score -= COMMENTARY_PENALTY if commentary_only else 0.0
    topic = None
    if topic_scores is not None:
        topic = max(topic_scores.get(article.number, 0.0) for article in story.articles)
        score += TOPIC_WEIGHT * topic / max(topic_scores.values()) if topic > 0.0 else 0.0
    return Reason(
        rank=0,
        outlets=story.outlets,
        reports=len(story.articles),
        newest=newest,
        age_hours=(until - newest).total_seconds() / 3600.0,
        topic_score=topic,
        commentary_only=commentary_only,
        score=score,
    )


def _told(one: Considered) -> DigestStory:
    among, candidates = None, one.articles
    if one.earlier_articles:
        covered = EarlierReports(one.earlier_articles)
        among = covered.is_new
        candidates = tuple(article for article in one.articles if adds_to(article, covered))
    lead = best_told(candidates)
    summary = summarise(lead.paragraphs, headline=lead.headline, sentences=SUMMARY_SENTENCES, among=among)
    others = also_reported_by(lead, one.articles)
    return DigestStory(lead, tuple(summary), others, one.articles, one.earlier_articles, one.reason)


def best_told(articles: Sequence[StoryArticle]) -> StoryArticle:
    """The article that tells a story best: a plain report, of a known outlet, in full, the newest of such."""

    def fitness(article: StoryArticle) -> tuple[bool, bool, int]:
        words = sum(word_count(paragraph) for paragraph in article.paragraphs)
        headline = article.headline or ""
        is_news = is_report(headline) and not is_explainer(headline)
        return (is_news, article.source is not None, min(words, FULL_REPORT_WORDS))

    return max(reversed(articles), key=fitness)
