"""On the sample newsroom, pairs that were labelled by hand are joined and kept apart as a reader would."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from config.sample import write_newsroom
from knowledge.articles import Article
from knowledge.comparing.articles import StoryArticle
from knowledge.reading import read_paths
from knowledge.stories.clusters import StoryCluster, group
from knowledge.stories.numbers import disagreements
from tests.stories.builders import NOW

SAME_EVENT = (
    (
        "Ferry and barge collide off Isle of Hesk",
        "Ferry and barge collide off Hesk",
        "Ferry and gravel barge collide in fog",
    ),
    ("Corvane Glass to close Pellamby works", "Corvane closes Pellamby"),
    ("Space probe Thistledown lands on comet", "Thistledown on one leg"),
    ("Storm Ottoline tears along the coast", "Storm Ottoline: 1,260 people leave", "17 hurt as Ottoline strikes"),
    ("Ex-harbour chief jailed for six years", "Six years in prison for Maslow-Thane", "Maslow-Thane sentenced to six"),
    ("Skarrow Rovers win Northern Cup", "Skarrow Rovers 3–2 Ostermere Town", "Skarrow in tears of joy"),
    ("Recount turns Dunvarrick election", "Orvenmark town gets new mayor", "Amberg concedes defeat"),
    ("“She was singing”", "Missing hiker found alive after four nights"),
    ("Harl Bridge opens again after 19 months", "Harl Bridge: first cars cross"),
    ("Northern Reserve Bank lowers key rate", "Reserve Bank trims rate", "Reserve Bank cuts its rate"),
)
"""Beginnings or parts of headlines; each line is one event."""

OTHER_EVENT = (
    ("Ferry and barge collide off Hesk", "Ferry’s radar had been switched off"),
    ("Storm Ottoline tears along the coast", "Insurers put damage by Ottoline"),
    ("Skarrow Rovers win Northern Cup", "Holders against dreamers"),
    ("Harl Bridge opens again", "Dunvarrick counts the hours"),
    ("Skarrow Rovers win Northern Cup", "Amberg concedes defeat"),
    ("Corvane Glass to close Pellamby works", "Workers and winegrowers bid for Pellamby"),
    ("Thieves take 400-year-old silver astrolabe", "Two held over theft of astrolabe"),
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[StoryCluster]:
    folder: Path = tmp_path_factory.mktemp("newsroom")
    write_newsroom(folder, NOW)
    articles = [reading for reading in read_paths([folder]) if isinstance(reading, Article)]
    return group(
        [
            StoryArticle(number, one.source, one.headline, one.published, one.paragraphs)
            for number, one in enumerate(articles)
        ]
    )


def of_headline(stories: list[StoryCluster], part: str) -> int:
    found = [
        index for index, story in enumerate(stories) if any(part in (one.headline or "") for one in story.articles)
    ]
    assert found, f"The sample newsroom has no headline with “{part}” any more: label its stories anew."
    return found[0]


def test_labelled_events_are_joined(stories: list[StoryCluster]) -> None:
    pairs = [pair for event in SAME_EVENT for pair in combinations(event, 2)]
    joined = [pair for pair in pairs if of_headline(stories, pair[0]) == of_headline(stories, pair[1])]
    assert len(joined) >= 0.9 * len(pairs), set(pairs) - set(joined)


@pytest.mark.parametrize(("one", "other"), OTHER_EVENT)
def test_other_events_are_kept_apart(stories: list[StoryCluster], one: str, other: str) -> None:
    assert of_headline(stories, one) != of_headline(stories, other)


def test_different_events_of_the_labels_are_kept_apart(stories: list[StoryCluster]) -> None:
    places = [of_headline(stories, event[0]) for event in SAME_EVENT]
    assert len(set(places)) == len(places)


def test_the_storm_s_injured_are_counted_differently(stories: list[StoryCluster]) -> None:
    storm = stories[of_headline(stories, "Storm Ottoline tears along the coast")]
    counts = [
        {value for _, value in found.values} for found in disagreements(storm.articles) if "injured" in found.about
    ]
    assert counts
    assert {"14", "17"} <= counts[0]
