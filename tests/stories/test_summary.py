"""Summaries are verbatim whole sentences in reading order, and tell more than the first three."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.summaries import compare, rouge_scores
from knowledge.articles import PARAGRAPH_BREAK
from knowledge.comparing.boilerplate import is_furniture, is_question
from knowledge.stories.summary import summarise

SUMMARIES = Path(__file__).parents[3] / "shared" / "eval" / "summaries" / "summaries.jsonl"

FERRY = (
    "By Casimir Holt",
    "A passenger ferry and a gravel barge collided in fog off the Isle of Hesk on Monday, and 212 passengers were"
    " taken to safety. What had gone wrong?",
    "Read more: fog on the Sound",
    "The ferry Lady of Hesk was crossing the Sound with her radar switched off, the coastguard said.",
    "Passengers of the ferry were brought to Hesk harbour by the coastguard and three fishing boats.",
    "The weather had been fine for most of the weekend in the valley.",
    "(Picture: Harbour Bulletin)",
)


def text_of(paragraphs: tuple[str, ...]) -> str:
    return PARAGRAPH_BREAK.join(paragraphs)


def test_tells_the_story_in_order() -> None:
    summary = [sentence.text for sentence in summarise(FERRY, sentences=3)]
    assert summary == [
        "A passenger ferry and a gravel barge collided in fog off the Isle of Hesk on Monday, and 212 passengers were"
        " taken to safety.",
        "The ferry Lady of Hesk was crossing the Sound with her radar switched off, the coastguard said.",
        "Passengers of the ferry were brought to Hesk harbour by the coastguard and three fishing boats.",
    ]


def test_spans_point_into_the_article() -> None:
    text = text_of(FERRY)
    for sentence in summarise(FERRY):
        assert text[sentence.start : sentence.end] == sentence.text


def test_the_headline_draws_sentences_about_it() -> None:
    body = (
        "The council of Velsoe met on Tuesday evening in the old town hall.",
        "The council approved a plan to plant oak trees along the harbour road.",
        "The roof of the ice rink will be repaired before the winter comes.",
    )
    assert "oak trees" in summarise(body, headline="Oak trees for the harbour road", sentences=1)[0].text
    assert "ice rink" in summarise(body, headline="Ice rink roof to be repaired in winter", sentences=1)[0].text


def test_says_nothing_twice() -> None:
    body = (
        "Storm Ottoline left 14 people injured on the coast, the agency said on Friday.",
        "Storm Ottoline left 14 people injured along the coast, the agency said.",
        "Power was restored to most homes in Lorrimouth by Friday evening, the agency said.",
    )
    assert [s.text for s in summarise(body, sentences=2)] == [body[0], body[2]]


def test_no_fragment_even_where_nothing_else_is_left() -> None:
    assert summarise(("Harbour closed", "Photo: Courier")) == []
    assert [s.text for s in summarise(("Harbour closed", "Four people died."))] == ["Four people died."]
    teaser = "The harbour of Lorrimouth stays closed until the storm is over"
    assert [s.text for s in summarise(("Harbour closed", teaser))] == [teaser]
    assert summarise(("What now?", "Read more: tides")) == []
    assert summarise(()) == []


def test_he_comes_only_with_the_sentence_that_names_him() -> None:
    body = (
        "A fisherman pulled nine passengers of the ferry out of the water off Hesk on Monday.",
        "The ferry Lady of Hesk had collided with a barge in fog, the coastguard said on Monday.",
        "He had heard the passengers of the ferry calling in the fog off Hesk on Monday.",
    )
    assert [s.text for s in summarise(body, sentences=2)] == [body[0], body[1]]
    assert [s.text for s in summarise((body[0], body[2]), sentences=2)] == [body[0], body[2]]


def test_speech_gives_way_to_report() -> None:
    body = (
        "The ferry Lady of Hesk was towed to Velsoe on Monday with a hole in her side.",
        "“The ferry was lucky that night,” said a fisherman who had watched from Velsoe.",
        "The owner of the ferry said that nobody could sail from Velsoe before the spring.",
    )
    assert [s.text for s in summarise(body, sentences=2)] == [body[0], body[2]]


def test_one_block_without_paragraphs() -> None:
    assert len(summarise((" ".join(FERRY[1:6]),))) == 3


sentence = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["The", "storm", "hit", "Lorrimouth", "on", "Monday", "14", "hurt", "he", "said"]), min_size=6
    )
    .map(" ".join)
    .flatmap(lambda words: st.sampled_from([words + ".", words + "?", words + '."', words])),
)
articles = st.lists(st.lists(sentence, min_size=1, max_size=5).map(" ".join), max_size=6)


@given(articles, st.none() | st.text(max_size=40), st.integers(0, 4))
def test_every_sentence_is_a_verbatim_span(paragraphs: list[str], headline: str | None, count: int) -> None:
    text = PARAGRAPH_BREAK.join(paragraphs)
    summary = summarise(paragraphs, headline=headline, sentences=count)
    assert len(summary) <= count
    for chosen in summary:
        assert text[chosen.start : chosen.end] == chosen.text
        assert PARAGRAPH_BREAK not in chosen.text
        assert not is_question(chosen.text)
        assert not is_furniture(chosen.text)
    for one, following in pairwise(summary):
        assert one.end <= following.start


@pytest.mark.skipif(not SUMMARIES.exists(), reason="the evaluation data of ../shared/eval is not here")
def test_beats_the_first_three_sentences_on_real_news() -> None:
    pytest.importorskip("rouge_score", reason="rouge-score is only needed to measure summaries")
    rows = [json.loads(line) for line in SUMMARIES.read_text(encoding="utf-8").splitlines()[::4]]
    report = compare(rows, resamples=200)
    for measure in ("rouge1", "rouge2", "rougeL"):
        assert report["ours"][measure] > report["lead-3"][measure]


def test_rouge_of_a_text_with_itself_is_one() -> None:
    pytest.importorskip("rouge_score", reason="rouge-score is only needed to measure summaries")
    assert rouge_scores("The ferry sank.", "The ferry sank.") == (1.0, 1.0, 1.0)
