"""A story that was told comes again only if it moved on, and then with what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.sample import write_newsroom
from knowledge.articles import PARAGRAPH_BREAK, Article
from knowledge.comparing.articles import StoryArticle
from knowledge.reading import read_paths
from knowledge.stories.developments import EarlierReports, adds_to
from knowledge.stories.digest_selection import DigestSelection, select_stories
from tests.stories.builders import BRIDGE, COMET, FERRY, NOW, article

SINCE = NOW - timedelta(hours=24)
UPDATE = article(
    9,
    "Tribune",
    "Ferry Lady of Hesk hit barge in fog: her radar was off",
    "The passenger ferry Lady of Hesk collided with a gravel barge in fog off the Isle of Hesk on Monday.",
    "Investigators found that somebody had switched off the radar 40 minutes before, to save power.",
    hours_ago=2,
)


def digest(*articles: StoryArticle, covered: tuple[StoryArticle, ...] = (), **more: object) -> DigestSelection:
    return select_stories(articles, since=SINCE, until=NOW, limit=8, covered=covered, **more)  # type: ignore[arg-type]


def test_what_a_report_adds() -> None:
    covered = EarlierReports(FERRY)
    assert not adds_to(replace(FERRY[1], number=7), covered)
    assert adds_to(UPDATE, covered)
    assert covered.is_new("Seven of the 212 passengers were children, and 31 of them were taken to hospital.")
    assert not covered.is_new("All 212 passengers were taken to safety.")
    assert adds_to(article(8, "Echo", "Barge captain sues ferry company over gravel"), covered)
    assert not adds_to(article(8, "Echo", "Ferry and barge collide off Hesk"), covered)


def test_a_story_that_only_comes_again_is_left_out_and_says_why() -> None:
    again = replace(FERRY[2], number=7, source="Echo", published=NOW - timedelta(hours=1))
    choice = digest(again, COMET, covered=FERRY)
    assert [story.lead.number for story in choice.stories] == [5]
    verdicts = {one.articles[0].number: one.verdict for one in choice.considered}
    assert verdicts == {5: "chosen", 7: "told before"}
    assert [
        other.number for other in choice.considered[0].earlier_articles or choice.considered[1].earlier_articles
    ] == [1, 2, 3]


def test_a_story_that_moved_on_comes_with_what_is_new() -> None:
    (story,) = digest(UPDATE, covered=FERRY).stories
    assert story.lead.number == 9
    assert [other.number for other in story.earlier_articles] == [1, 2, 3]
    assert [sentence.text for sentence in story.summary] == [UPDATE.paragraphs[1]]
    body = PARAGRAPH_BREAK.join(UPDATE.paragraphs)
    assert all(body[sentence.start : sentence.end] == sentence.text for sentence in story.summary)


def test_what_was_told_is_not_new_itself() -> None:
    assert digest(*FERRY, covered=FERRY).considered == ()


def test_what_comes_late_counts_as_new() -> None:
    old = replace(BRIDGE, number=11, published=SINCE - timedelta(hours=3))
    assert digest(old).considered == ()
    (story,) = digest(old, late=[11]).stories
    assert story.lead.number == 11
    assert story.reason.score == 0.0


def test_every_story_is_considered_with_its_reason() -> None:
    choice = select_stories([*FERRY, BRIDGE, COMET], since=SINCE, until=NOW, limit=1, topic_scores={1: 2.0, 5: 1.0})
    assert [one.verdict for one in choice.considered] == ["chosen", "no room", "off topic"]
    assert [one.reason.rank for one in choice.considered] == [1, 2, 3]
    assert len(choice.stories) == 1


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> list[StoryArticle]:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    write_newsroom(folder, NOW)
    read = [reading for reading in read_paths([folder]) if isinstance(reading, Article)]
    return [StoryArticle(number, a.source, a.headline, a.published, a.paragraphs) for number, a in enumerate(read)]


@settings(max_examples=12, deadline=None)
@given(hours=st.integers(6, 96), length=st.integers(3, 15))
def test_two_consecutive_digests_share_no_unmoved_story(newsroom: list[StoryArticle], hours: int, length: int) -> None:
    middle, start = NOW - timedelta(hours=hours), NOW - timedelta(hours=2 * hours)
    first = select_stories(newsroom, since=start, until=middle, limit=length)
    covered = tuple(article for story in first.stories for article in story.articles)
    second = select_stories(newsroom, since=middle, until=NOW, limit=length, covered=covered)
    numbers = {article.number for article in covered}
    for story in second.stories:
        assert numbers.isdisjoint(article.number for article in story.articles)
        if story.earlier_articles:
            before = EarlierReports(story.earlier_articles)
            assert adds_to(story.lead, before)
            assert all(before.is_new(sentence.text) for sentence in story.summary)
        body = PARAGRAPH_BREAK.join(story.lead.paragraphs)
        assert all(body[sentence.start : sentence.end] == sentence.text for sentence in story.summary)
