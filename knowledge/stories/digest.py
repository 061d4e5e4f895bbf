"""Chooses the stories of a digest and says why each was chosen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from knowledge.articles import moment
from knowledge.stories.articles import StoryArticle
from knowledge.stories.boilerplate import word_count
from knowledge.stories.clusters import Story, also_reported_by, group
from knowledge.stories.profiles import is_explainer, is_report
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

    `rank` counts from 1. `outlets` and `reports` count who told it and how often inside the window. `newest` is its
    newest report (UTC), `age_hours` how old that was at the end of the window. `topic_score` is the best score among
    its articles as the caller gave it, None without a topic. `score` is what stories are ordered by: log2 of the
    outlets, plus how far into the window the newest report lies (0 to 1), plus three times the share of the best topic
    score, less half a point if it is `commentary_only`.
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
    report of each other outlet, all its articles in the window oldest first, and why it was chosen."""

    lead: StoryArticle
    summary: tuple[SummarySentence, ...]
    also_reported_by: tuple[StoryArticle, ...]
    articles: tuple[StoryArticle, ...]
    reason: Reason


def choose(
    articles: Sequence[StoryArticle],
    *,
    since: datetime,
    until: datetime,
    limit: int,
    topic_scores: Mapping[int, float] | None = None,
) -> list[DigestStory]:
    """The at most `limit` stories that matter most among articles published after `since` and up to `until` (UTC).

    Undated articles are never new, so never in a digest; a date alone means its start. `topic_scores` gives how well
    articles, by number, match the digest's topic (any scale, higher is better); a story none of whose articles is
    named there with more than 0 is left out. Ties go to the newer story. The order of `articles` does not matter.
    """
    fresh = [
        article for article in articles if article.published is not None and since < moment(article.published) <= until
    ]
    reasoned = [(story, _reason(story, since=since, until=until, topic_scores=topic_scores)) for story in group(fresh)]
    matching = [(story, reason) for story, reason in reasoned if reason.topic_score is None or reason.topic_score > 0.0]
    matching.sort(key=lambda told: (-told[1].score, -told[1].newest.timestamp(), told[0].articles[0].number))
    return [_told(story, replace(reason, rank=rank)) for rank, (story, reason) in enumerate(matching[:limit], start=1)]


def _reason(story: Story, *, since: datetime, until: datetime, topic_scores: Mapping[int, float] | None) -> Reason:
    newest = max(moment(article.published) for article in story.articles if article.published is not None)
    commentary_only = not any(is_report(article.headline or "") for article in story.articles)
    score = math.log2(max(1, story.outlets)) + (newest - since) / (until - since)
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


def _told(story: Story, reason: Reason) -> DigestStory:
    lead = _lead(story)
    summary = summarise(lead.paragraphs, headline=lead.headline, sentences=SUMMARY_SENTENCES)
    return DigestStory(lead, tuple(summary), also_reported_by(lead, story.articles), story.articles, reason)


def _lead(story: Story) -> StoryArticle:
    """The article that tells a story best: a plain report, of a known outlet, in full, the newest of such."""

    def fitness(article: StoryArticle) -> tuple[bool, bool, int]:
        words = sum(word_count(paragraph) for paragraph in article.paragraphs)
        headline = article.headline or ""
        is_news = is_report(headline) and not is_explainer(headline)
        return (is_news, article.source is not None, min(words, FULL_REPORT_WORDS))

    return max(reversed(story.articles), key=fitness)
