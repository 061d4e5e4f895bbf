"""Articles on one event become one story, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.comparing.articles import StoryArticle
from knowledge.stories.clusters import also_reported_by, group, same_story
from tests.stories.builders import BRIDGE, COMET, FERRY, NOW, article


def numbers(articles: tuple[StoryArticle, ...] | list[StoryArticle]) -> list[int]:
    return [one.number for one in articles]


def stories(*articles: StoryArticle) -> list[list[int]]:
    return [numbers(story.articles) for story in group(articles)]


def test_reports_of_one_event_are_one_story() -> None:
    assert stories(*FERRY, BRIDGE, COMET) == [[1, 2, 3], [4], [5]]


def test_nothing_makes_no_story() -> None:
    assert group([]) == []


def test_an_article_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="same number"):
        group([BRIDGE, BRIDGE])


def test_same_story_finds_the_others_of_any_outlet() -> None:
    assert numbers(same_story(FERRY[1], [COMET, FERRY[2], FERRY[1], BRIDGE, FERRY[0]])) == [1, 3]
    assert same_story(BRIDGE, FERRY) == []


def rivals(first: str, second: str, *, days: float = 0.1) -> list[list[int]]:
    """Two reports in the same words but for the given headlines."""
    body = (
        "Skarrow Rovers and Ostermere Town met in the Northern Cup at the Eel Quay ground in Brackenmouth on Saturday."
    )
    return stories(
        article(1, "Courier", first, body, hours_ago=24 * days + 1), article(2, "Touchline", second, body, hours_ago=1)
    )


def test_a_result_turned_round_is_another_match() -> None:
    assert rivals("Skarrow Rovers 2-1 Ostermere Town", "Skarrow Rovers 2–1 Ostermere Town") == [[1, 2]]
    assert rivals("Skarrow Rovers 2-1 Ostermere Town", "Skarrow Rovers 1-2 Ostermere Town") == [[1], [2]]


def test_another_number_behind_a_name_is_another_event() -> None:
    headline = "Skarrow Rovers win Game {} of the Northern Cup in Brackenmouth"
    body = "The Rovers of Skarrow won Game {} of the Northern Cup in Brackenmouth on Saturday before a full house."
    one = article(1, "Courier", headline.format(3), body.format(3))
    assert stories(one, article(2, "Post", headline.format(3), body.format(3))) == [[1, 2]]
    assert stories(one, article(2, "Post", headline.format(4), body.format(4))) == [[1], [2]]


def test_other_numbers_of_casualties_are_the_same_event() -> None:
    first = "Storm Ottoline leaves 14 injured in Lorrimouth"
    second = "17 hurt as Storm Ottoline hits Lorrimouth"
    body = "Storm Ottoline drove the sea through the streets of Lorrimouth and left {} people injured on Friday."
    assert stories(article(1, "Courier", first, body.format(14)), article(2, "Post", second, body.format(17))) == [
        [1, 2]
    ]


def test_the_same_thing_in_another_town_is_another_event() -> None:
    headline, body = "Bus crash in {} leaves three dead", "Three people died when a bus left the road in {} on Monday."
    towns = ("Lorrimouth", "Quillerton")
    articles = [
        article(
            number,
            f"Outlet {number}",
            headline.format(town),
            body.format(town),
            "Police said that they were called at noon.",
        )
        for number, town in enumerate(towns, start=1)
    ]
    assert stories(*articles) == [[1], [2]]


def test_a_name_in_another_spelling_is_the_same_name() -> None:
    first, second = (
        article(
            number,
            f"Outlet {number}",
            f"President {name} visits Izium after soldiers leave the town",
            f"President {name} went to Izium on Wednesday, days after soldiers had left the town in the north-east.",
        )
        for number, name in enumerate(("Zelensky", "Zelenskyy"), start=1)
    )
    assert stories(first, second) == [[1, 2]]


@pytest.mark.parametrize(
    "headline",
    [
        "Opinion: Ferry and barge collide off Hesk, and nobody is to blame",
        "5 things to know: Ferry and barge collide off Hesk",
        "Ferry and barge collide off Hesk in pictures",
        "Daily briefing: Ferry and barge collide off Hesk",
    ],
)
def test_commentary_and_roundups_corroborate_nothing(headline: str) -> None:
    piece = replace(FERRY[1], number=9, headline=headline)
    assert stories(FERRY[0], piece) == [[1], [9]]


def test_days_later_is_another_story() -> None:
    late = replace(FERRY[1], published=NOW + timedelta(days=4))
    assert stories(FERRY[0], late) == [[1], [2]]


def test_a_date_alone_is_compared_by_days() -> None:
    dated = [replace(one, published=date(2026, 11, 23)) for one in FERRY]
    assert stories(*dated) == [[1, 2, 3]]
    assert stories(dated[0], replace(dated[1], published=date(2026, 11, 28))) == [[1], [2]]


def test_undated_articles_need_much_stronger_evidence() -> None:
    report = article(
        9,
        "Post",
        "Fog blamed for collision of ferry and barge off Hesk",
        "Investigators blame fog for the accident in the Sound in which the Lady of Hesk ran into a barge on Monday.",
        "They will look at the radar of both ships, and ask whether anybody was watching it.",
    )
    assert stories(FERRY[1], report) == [[2, 9]]
    assert stories(FERRY[1], replace(report, published=None)) == [[2], [9]]
    reprint = replace(FERRY[1], number=9, source="Bulletin", published=None)
    assert stories(FERRY[1], reprint) == [[2, 9]]


def test_headline_only_entries_join_by_a_like_headline() -> None:
    entry = replace(FERRY[0], number=9, source="Post", headline="Ferry and barge collide off Hesk", paragraphs=())
    assert stories(FERRY[0], entry, BRIDGE) == [[1, 9], [4]]
    assert stories(article(1, None, None), article(2, None, None)) == [[1], [2]]


def test_what_somebody_said_in_a_headline_does_not_part_a_story() -> None:
    spoken = replace(
        FERRY[0], number=9, source="Post", headline="“I was in my bunk and heard a bang”: ferry hits barge off Hesk"
    )
    assert [9, 1] in stories(FERRY[0], spoken) or [1, 9] in stories(FERRY[0], spoken)


def test_also_reported_by_counts_other_outlets_once_by_the_nearest_report() -> None:
    earlier = replace(FERRY[1], number=8, published=NOW - timedelta(hours=40))
    nameless = replace(FERRY[1], number=9, source=None)
    own = replace(FERRY[1], number=10, source="COURIER")
    assert numbers(also_reported_by(FERRY[0], [FERRY[2], earlier, own, FERRY[1], nameless])) == [2, 3]
    assert also_reported_by(nameless, FERRY) == ()
    undated = replace(FERRY[2], number=11, published=None)
    assert numbers(also_reported_by(FERRY[0], [undated, FERRY[1], FERRY[2]])) == [2, 3]
    assert numbers(also_reported_by(FERRY[0], [undated, FERRY[1]])) == [2, 11]


def test_outlets_of_a_story() -> None:
    story = group([*FERRY, replace(FERRY[1], number=9, source=None), replace(FERRY[2], number=10, source="BULLETIN")])[
        0
    ]
    assert len(story.articles) == 5
    assert story.outlets == 3


def test_copies_are_named_within_their_story() -> None:
    body = tuple(
        f"The coastguard gave reason number {count} for the collision off Hesk that night." for count in range(9)
    )
    wire = replace(FERRY[0], paragraphs=FERRY[0].paragraphs + body)
    reprint = replace(wire, number=9, source="Post", headline="Fog blamed as ferry and barge collide off Hesk")
    story = group([wire, reprint, *FERRY[1:]])[0]
    assert numbers(story.articles) == [1, 9, 2, 3]
    assert [numbers(texts) for texts in story.copies] == [[1, 9]]


def test_two_pairs_are_not_chained_by_a_piece_between_them() -> None:
    """A report about both events must not make one story of them."""
    both = article(
        9,
        "Post",
        "Ferry collides off Hesk as Harl Bridge opens again",
        "A ferry and a barge collided off the Isle of Hesk on Monday, on the day on which the Harl Bridge at Dunvarrick"
        " was opened to traffic again.",
        hours_ago=12,
    )
    found = stories(*FERRY, BRIDGE, replace(BRIDGE, number=6, source="Post"), both)
    assert not any({1, 4} <= set(story) for story in found)


words = st.sampled_from(
    [
        "Hesk",
        "Ferry",
        "Barge",
        "Storm",
        "Ottoline",
        "Lorrimouth",
        "council",
        "bridge",
        "14",
        "17",
        "2-1",
        "1-2",
        "opened",
    ]
)
prose = st.lists(words, min_size=1, max_size=12).map(lambda chosen: " ".join(chosen) + ".")
windows = st.lists(
    st.builds(
        StoryArticle,
        number=st.just(0),
        source=st.sampled_from([None, "Courier", "Post", "Wire"]),
        headline=st.none() | st.lists(words, max_size=8).map(" ".join) | st.text(max_size=20),
        published=st.none()
        | st.integers(0, 120).map(lambda hours: NOW - timedelta(hours=hours))
        | st.integers(0, 5).map(lambda days: NOW.date() - timedelta(days=days)),
        paragraphs=st.lists(prose | st.text(min_size=1, max_size=40), max_size=4).map(tuple),
    ),
    max_size=9,
).map(lambda found: [replace(one, number=number) for number, one in enumerate(found)])


@settings(deadline=None)
@given(windows, st.randoms(use_true_random=False))
def test_group_parts_its_input_whatever_its_order(window: list[StoryArticle], random: object) -> None:
    found = group(window)
    assert sorted(number for story in found for number in numbers(story.articles)) == list(range(len(window)))
    shuffled = list(window)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group(shuffled) == found
    for story in found:
        for texts in story.copies:
            assert len(texts) > 1
            assert set(texts) <= set(story.articles)
    for one, other in combinations(found, 2):
        assert not set(one.articles) & set(other.articles)


@settings(deadline=None)
@given(windows.filter(lambda window: len(window) > 1))
def test_same_story_is_what_group_says(window: list[StoryArticle]) -> None:
    first, *others = window
    story = next(story for story in group(window) if first in story.articles)
    assert {first, *same_story(first, others)} == set(story.articles)
