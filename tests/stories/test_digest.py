"""A digest holds the stories of its window, most reported first, each with its reason."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from knowledge.articles import PARAGRAPH_BREAK
from knowledge.stories.digest_selection import DigestStory, select_stories
from tests.stories.builders import BRIDGE, COMET, FERRY, NOW, article

SINCE = NOW - timedelta(hours=24)
WINDOW = [*FERRY, BRIDGE, COMET]


def digest(*articles: object, limit: int = 8, **more: object) -> list[DigestStory]:
    return list(select_stories(articles, since=SINCE, until=NOW, limit=limit, **more).stories)  # type: ignore[arg-type]


def leads(stories: list[DigestStory]) -> list[int]:
    return [story.lead.number for story in stories]


def test_what_most_outlets_report_comes_first_then_what_is_newest() -> None:
    stories = digest(*WINDOW)
    assert [[one.number for one in story.articles] for story in stories] == [[1, 2, 3], [5], [4]]
    assert leads(digest(*WINDOW, limit=2)) == leads(stories)[:2]
    assert digest(*WINDOW, limit=0) == []


def test_order_of_input_does_not_matter() -> None:
    shuffled = random.Random(1).sample(WINDOW, len(WINDOW))
    assert digest(*shuffled) == digest(*WINDOW)


def test_each_choice_gives_its_reason() -> None:
    first, second, third = (story.reason for story in digest(*WINDOW))
    assert (first.rank, first.outlets, first.reports, first.age_hours) == (1, 3, 3, 10.0)
    assert first.newest == NOW - timedelta(hours=10)
    assert first.topic_score is None
    assert first.score == pytest.approx(1.585 + 14 / 24, abs=0.001)
    assert (second.rank, second.outlets, third.rank) == (2, 1, 3)
    assert first.score > second.score > third.score


def test_only_what_is_new() -> None:
    edge = replace(BRIDGE, number=11, published=SINCE)
    later = replace(COMET, number=12, published=NOW + timedelta(seconds=1))
    undated = replace(COMET, number=13, published=None)
    start = replace(BRIDGE, number=14, published=SINCE + timedelta(seconds=1))
    assert leads(digest(edge, later, undated, start)) == [14]
    dated = replace(COMET, number=15, published=NOW.date())
    old = replace(COMET, number=16, published=SINCE.date())
    assert leads(digest(dated, old)) == [15]


def test_a_topic_leaves_out_what_does_not_match_and_lifts_what_does() -> None:
    assert leads(digest(*WINDOW, topic_scores={4: 12.0, 5: 3.0})) == [4, 5]
    stories = digest(*WINDOW, topic_scores={2: 2.0, 4: 12.0, 5: 0.0})
    assert [story.reason.topic_score for story in stories] == [12.0, 2.0]
    assert digest(*WINDOW, topic_scores={}) == []


def test_the_lead_is_a_full_report_of_a_known_outlet() -> None:
    body = FERRY[0].paragraphs + tuple(
        f"The coastguard gave reason number {count} for the collision." for count in range(20)
    )
    full = replace(FERRY[0], number=21, source="Post", paragraphs=body)
    nameless = replace(full, number=22, source=None)
    explainer = replace(full, number=23, headline="What we know: ferry and barge collide off Hesk, 212 passengers safe")
    story = digest(*FERRY, full, nameless, explainer)[0]
    assert story.lead.number == 21
    assert [other.source for other in story.also_reported_by] == ["Courier", "Radio Vessen", "Bulletin"]


def test_two_verbatim_sentences() -> None:
    story = next(story for story in digest(*WINDOW) if story.lead.number in {1, 2, 3})
    text = PARAGRAPH_BREAK.join(story.lead.paragraphs)
    assert len(story.summary) == 2
    for sentence in story.summary:
        assert text[sentence.start : sentence.end] == sentence.text


def test_a_headline_alone_has_no_summary() -> None:
    story = digest(article(1, "Courier", "Swans return to Maidenpool"))[0]
    assert story.summary == ()
    assert story.also_reported_by == ()


def test_commentary_comes_after_news() -> None:
    opinion = article(31, "Courier", "Opinion: Swans belong to Maidenpool", hours_ago=2)
    news = article(32, "Courier", "Ice rink of Velsoe stays roofless", hours_ago=8)
    stories = digest(opinion, news)
    assert leads(stories) == [32, 31]
    assert [story.reason.commentary_only for story in stories] == [False, True]


def test_outlets_unknown_count_as_one() -> None:
    story = digest(article(1, None, "Swans return to Maidenpool", hours_ago=0))[0]
    assert (story.reason.outlets, story.reason.score) == (0, 1.0)
