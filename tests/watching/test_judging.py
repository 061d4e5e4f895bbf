"""One new article answers a standing question, or not; a phrase is quoted where it stands."""

from __future__ import annotations

import pytest

from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.index.index import Index
from knowledge.watching.judging import MOST_PASSAGES, Among, Finding, judge
from knowledge.watching.watched import NothingToWatch, WatchKind, kind_of, read_watch, read_watches
from tests.answering.newsroom import BRIDGE, NOW, ORCHARD, OTTERS, article, newsroom


async def found(text: str, room: MemoryNewsroom, name: str, *, threshold: float | None = None) -> Finding | None:
    number = room.numbers[name]
    return await judge(
        read_watch(1, text, room.retriever, year=NOW.year),
        (await room.entries([number]))[number],
        room.body(number),
        searcher=room.retriever,
        store=room,
        now=NOW,
        threshold=threshold,
    )


async def test_a_question_is_answered_from_the_new_article_alone() -> None:
    room = newsroom()
    finding = await found("How many otters did wardens count on the Vess?", room, "otters")
    assert finding is not None
    assert finding.quote is not None
    assert "Wardens counted eleven otters on the river Vess this winter." in finding.quote.text
    assert finding.quote.text in room.texts[finding.article.number]
    assert await found("How many otters did wardens count on the Vess?", room, "bridge") is None


async def test_what_names_a_question_but_does_not_answer_it_surely_is_not_told() -> None:
    assert await found("How many otters did wardens count on the Vess?", newsroom(), "otters", threshold=1.0) is None


async def test_a_phrase_is_quoted_from_the_paragraph_that_names_all_of_it() -> None:
    finding = await found("repairs dollars", newsroom(), "bridge")
    assert finding is not None
    assert finding.quote is not None
    assert "4.6 million dollars" in finding.quote.text
    assert await found("ribbon dollars", newsroom(), "bridge") is None  # in two paragraphs


async def test_a_headline_alone_meets_a_phrase() -> None:
    closed = article("closed", headline="Harl Bridge closed again")
    finding = await found("Harl Bridge closed", newsroom(BRIDGE, closed), "closed")
    assert finding is not None
    assert finding.quote is None


def test_only_the_best_of_the_given_passages_are_found_and_weighed_as_among_all() -> None:
    many = article("many", *(f"Otters were seen at bend {number} of the Vess." for number in range(9)))
    room = newsroom(BRIDGE, OTTERS, ORCHARD, many)
    passages = {paragraph.number: paragraph.article for paragraph in room.body(room.numbers["many"])}
    among = Among(room.retriever, passages)
    hits = among.search(["otter", "vess"], limit=100)
    assert len(hits) == MOST_PASSAGES
    assert {hit.article for hit in hits} == {room.numbers["many"]}
    everywhere = {hit.passage: hit.score for hit in room.retriever.search(["otter", "vess"], limit=100)}
    assert all(everywhere[hit.passage] == hit.score for hit in hits)
    assert (among.passages, among.articles) == (room.retriever.passages, 4)
    assert among.idf(["otter"]) == room.retriever.idf(["otter"])
    assert among.passage_scores(["otter"], [1]) == room.retriever.passage_scores(["otter"], [1])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When does the bridge reopen?", WatchKind.QUESTION),
        ("the bridge reopens?", WatchKind.QUESTION),
        ("Will Corvane Glass close", WatchKind.QUESTION),
        ("“Who is the mayor", WatchKind.QUESTION),
        ("Wann wird die Brücke wieder geöffnet", WatchKind.QUESTION),
        ("橋はいつ再開しますか", WatchKind.QUESTION),
        ("die gesperrte Brücke über den Fluss", WatchKind.PHRASE),
        ("Harl Bridge", WatchKind.PHRASE),
        ("Isabel Whitmore", WatchKind.PHRASE),
        ("a day when nothing happens", WatchKind.PHRASE),
    ],
)
def test_what_is_a_question(text: str, kind: WatchKind) -> None:
    assert kind_of(text) is kind


async def test_articles_in_other_languages_meet_watches_in_theirs_and_those_on_names() -> None:
    closed = article(
        "closed",
        "Die Harl-Brücken sind seit gestern gesperrt, weil der Beton Risse hat. Das sagte Frau Okafor.",
        headline="Die Brücken sind zu",
    )
    room = newsroom(BRIDGE, OTTERS, closed)
    for text in ("Warum ist die Brücke gesperrt?", "die Brücke ist gesperrt", "Okafor"):
        finding = await found(text, room, "closed", threshold=0.0)
        assert finding is not None, text
        assert finding.quote is not None, text
        assert "Beton" in finding.quote.text or "Okafor" in finding.quote.text


def test_function_words_alone_are_nothing_to_watch_for() -> None:
    room = newsroom()
    with pytest.raises(NothingToWatch, match="names nothing"):
        read_watch(1, "is it the", room.retriever, year=2026)
    read = read_watches({1: "is it the", 2: "otters"}, room.retriever, year=2026)
    assert [watched.number for watched in read] == [2]


def test_in_an_empty_archive_all_words_count_alike() -> None:
    watched = read_watch(1, "Harl Bridge", Index(), year=2026)
    assert set(watched.weights.values()) == {1.0}
