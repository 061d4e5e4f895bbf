"""Whole answers over a small newsroom: quotes, abstentions, filters, follow-ups, and what they are honest about."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from knowledge.answering.answerer import CLOSEST, Answerer
from knowledge.answering.explanation import MEANINGS, explain_lines
from knowledge.answering.questions import understand
from knowledge.answering.statements import statements
from knowledge.answering.weights import shipped_weights
from knowledge.articles import PARAGRAPH_BREAK
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.index.reference import ReferenceRetriever
from knowledge.retrieval import Filters, Passages
from tests.answering.newsroom import BRIDGE, NOW, ORCHARD, OTTERS, answerer, article, newsroom

COST = "How much did the repairs of the Harl Bridge cost?"


async def test_the_best_quote_answers() -> None:
    answer = await answerer(newsroom()).answer(COST, now=NOW)
    assert answer.answered
    assert "4.6 million dollars" in answer.quotes[0].text
    assert answer.quotes[0].article.article_id == "bridge"
    assert answer.closest == ()
    assert (answer.evidence_from, answer.evidence_to) == (date(2026, 11, 20), date(2026, 11, 20))
    assert answer.searched_articles == 3
    assert answer.searched_paragraphs == 7
    assert answer.ranked[0] == (answer.quotes[0].passage, answer.quotes[0].article.number)
    assert len(set(answer.ranked)) == len(answer.ranked)
    assert answer.asked_at == NOW
    assert answer.elapsed_ms > 0


async def test_the_reference_retriever_serves_as_well() -> None:
    held = MemoryNewsroom(
        (BRIDGE, OTTERS, ORCHARD), now=NOW, retriever=ReferenceRetriever(), headlines=ReferenceRetriever()
    )
    assert "4.6 million dollars" in (await answerer(held).answer(COST, now=NOW)).quotes[0].text


async def test_without_evidence_the_closest_headlines_are_shown() -> None:
    answer = await answerer(newsroom()).answer("Who is the world champion in chess on the Vess?", now=NOW)
    assert not answer.answered
    assert answer.quotes == answer.more == ()
    assert answer.closest[0].headline == "Otters return to the Vess"
    assert 0 <= answer.confidence < 1
    assert not answer.stale


async def test_the_closest_are_few_and_each_once() -> None:
    held = newsroom(*(article(f"otter {n}", "Otters were seen.", headline=f"Otters {n}") for n in range(9)))
    answer = await answerer(held, threshold=1.0).answer("Where are the otters?", now=NOW)
    assert len({entry.number for entry in answer.closest}) == len(answer.closest) == CLOSEST


async def test_a_headline_is_not_close_for_a_word_that_questions_are_made_of() -> None:
    held = newsroom(
        article("why", "Nobody knows it.", headline="Why why why"),
        article("mayor", "Everybody knows him.", headline="A mayor looks back on his years"),
    )
    answer = await answerer(held, threshold=1.0).answer("Why did the mayor resign?", now=NOW)
    assert [entry.article_id for entry in answer.closest] == ["mayor"]


async def test_without_a_headline_index_the_articles_found_are_the_closest() -> None:
    held = newsroom()
    answer = await Answerer(held.retriever, held, threshold=1.0).answer(COST, now=NOW)
    assert answer.closest[0].article_id == "bridge"


@pytest.mark.parametrize("question", ["", "   ", "Is it the?", "🦦🦦", "…?!", "zeppelin", "؟"])
async def test_a_question_that_finds_nothing_abstains(question: str) -> None:
    answer = await answerer(newsroom()).answer(question, now=NOW)
    assert not answer.answered
    assert answer.confidence == 0
    assert (answer.quotes, answer.closest, answer.ranked) == ((), (), ())


async def test_an_empty_archive_abstains() -> None:
    answer = await answerer(MemoryNewsroom((), now=NOW)).answer(COST, now=NOW)
    assert not answer.answered
    assert answer.confidence == 0
    assert answer.searched_paragraphs == 0


async def test_a_very_long_question_takes_bounded_time() -> None:
    started = time.perf_counter()
    await answerer(newsroom()).answer(("How much did the bridge cost " * 200)[:4_000], now=NOW)
    assert time.perf_counter() - started < 5


async def test_right_to_left_text_is_found() -> None:
    held = newsroom(BRIDGE, article("ar", "أعلنت البلدية افتتاح الجسر الجديد يوم الأربعاء.", headline="الجسر"))
    answer = await answerer(held, threshold=0.0).answer("متى افتتاح الجسر الجديد؟", now=NOW)
    assert answer.quotes[0].article.article_id == "ar"


async def test_questions_are_no_quotes() -> None:
    quiz = article("quiz", "How much did the repairs of the Harl Bridge cost?", "Which otter is the oldest of all?")
    answer = await answerer(newsroom(quiz), threshold=0.0).answer(COST, now=NOW)
    assert answer.quotes == ()
    _, explanation = await answerer(newsroom(quiz), threshold=0.0).explain(COST, now=NOW)
    assert "only questions" in explanation.reason


async def test_a_question_inside_a_paragraph_is_not_quoted() -> None:
    answer = await answerer(newsroom(), threshold=0.0).answer("What does the bridge mean to the town?", now=NOW)
    assert all("?" not in quote.text for quote in (*answer.quotes, *answer.more))


async def test_no_two_quotes_say_the_same() -> None:
    text = "County engineer Mireille Sánchez said the repairs of the bridge cost 4.6 million dollars."
    held = newsroom(BRIDGE, article("copy", text, source="Vess Valley Radio"), article("copy 2", text))
    answer = await answerer(held, threshold=0.0).answer(COST, now=NOW)
    assert sum("4.6 million" in quote.text for quote in (*answer.quotes, *answer.more)) == 1


async def test_a_one_sentence_paragraph_may_be_joined_with_its_neighbour() -> None:
    held = newsroom(
        article(
            "ferry",
            "Captain Wilhelmina Sturrock steered the ferry Lady of Hesk for thirty years.",
            "She retires from the ferry on Sunday at the age of seventy.",
        )
    )
    answer = await answerer(held, threshold=0.0).answer("When does the captain of the Lady of Hesk retire?", now=NOW)
    quote = answer.quotes[0]
    assert PARAGRAPH_BREAK in quote.text
    assert quote.text == held.texts[1][quote.start : quote.end]
    assert quote.text in quote.paragraph


async def test_a_quote_grows_by_an_overlapping_candidate_that_is_as_good() -> None:
    text = (
        "The ferry Lady of Hesk left Velsoe with 90 people on board. The ferry Lady of Hesk reached Hesk by noon. "
        "The ferry Lady of Hesk carries 120 people in summer. Gulls were seen."
    )
    held = newsroom(article("ferry", text), OTTERS)
    answer = await answerer(held, threshold=0.0).answer("How many people does the ferry Lady of Hesk carry?", now=NOW)
    quote = answer.quotes[0]
    assert "120 people" in quote.text
    assert quote.text == held.texts[1][quote.start : quote.end] == quote.paragraph[quote.start : quote.end]
    assert quote.text.count(".") == 3
    assert len(answer.quotes) == 1


async def test_a_paragraph_beside_one_that_holds_the_question_is_looked_at_more_closely() -> None:
    body = ("Wardens of the river Vess counted otters near Harl.", "In March they found eleven.", "It rained.")
    held = newsroom(article("count", *body, headline=None), ORCHARD)
    considered = await answerer(held).consider(
        "How many otters did wardens count near Harl in March?", now=NOW, filters=Filters()
    )
    features = {passage.paragraph.text: passage.features for passage in considered.passages}
    assert features[body[1]]["beside"] > features[body[0]]["beside"] > 0
    assert features[body[1]]["kind"] > features[body[0]]["kind"]


async def test_later_articles_are_hidden_unless_asked_for() -> None:
    tomorrow = article(
        "tomorrow", "The repairs of the Harl Bridge cost 9 million dollars.", published=date(2026, 11, 25)
    )
    held = newsroom(BRIDGE, tomorrow)
    hidden = await answerer(held, threshold=0.0).answer(COST, now=NOW)
    assert {quote.article.article_id for quote in hidden.quotes} == {"bridge"}
    shown = await answerer(held, threshold=0.0).answer(COST, now=NOW, filters=Filters(until=NOW + timedelta(days=2)))
    assert "tomorrow" in {quote.article.article_id for quote in shown.quotes}


async def test_filters_by_outlet_and_article_hold() -> None:
    held = newsroom()
    only_radio = Filters(sources=frozenset({held.sources["Vess Valley Radio"]}))
    answer = await answerer(held, threshold=0.0).answer(
        "Who sold the bridge or the orchard?", now=NOW, filters=only_radio
    )
    assert {quote.article.source for quote in answer.quotes} == {"Vess Valley Radio"}
    without = Filters(excluded_articles=frozenset({held.numbers["bridge"]}))
    answer = await answerer(held, threshold=0.0).answer(COST, now=NOW, filters=without)
    assert "bridge" not in {quote.article.article_id for quote in answer.quotes}


async def test_of_two_like_articles_the_newer_is_quoted_first() -> None:
    old = article("old", "The council of Harl raised the toll to 3 marks.", published=date(2021, 3, 1))
    new = article(
        "new", "The council of Harl raised the toll to 5 marks.", published=date(2026, 11, 22), source="Radio"
    )
    answer = await answerer(newsroom(old, new), threshold=0.0).answer(
        "To what did the council raise the toll?", now=NOW
    )
    assert answer.quotes[0].article.article_id == "new"


async def test_recent_news_is_found_behind_heaps_of_older_news() -> None:
    old = [article(f"old {n}", f"Toll toll toll of Harl, part {n}.", published=date(2020, 1, 1)) for n in range(300)]
    new = article("new", "The council lowered the toll of the bridge at Harl.", published=date(2026, 11, 22))
    answer = await answerer(newsroom(*old, new), threshold=0.0).answer("toll Harl", now=NOW)
    assert 301 in {number for _, number in answer.ranked}


async def test_an_undated_article_is_ranked_like_the_others_but_never_counts_as_new() -> None:
    answer = await answerer(newsroom(), threshold=0.0).answer("When is the orchard at Pellworth sold today?", now=NOW)
    assert answer.quotes[0].article.article_id == "orchard"
    only = await answerer(newsroom(ORCHARD), threshold=0.0).answer("Is the orchard sold today?", now=NOW)
    assert only.stale
    assert only.evidence_from is only.evidence_to is None


async def test_a_follow_up_finds_what_the_earlier_question_was_about() -> None:
    held = answerer(newsroom(), threshold=0.0)
    answer = await held.answer("And who cut the ribbon there?", now=NOW, context=COST)
    assert answer.quotes[0].article.article_id == "bridge"
    assert "Ines Okafor" in answer.quotes[0].text


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [
        ("No deaths were reported.", 1.0),
        ("Nobody was killed.", 1.0),
        ("Twelve people were killed.", 1.0),
        ("Twelve people were hurt.", 0.5),  # a number of the wrong thing
        ("The wind tore 40 roofs off.", 0.5),
        ("The wind dropped.", 0.0),
    ],
)
def test_that_nothing_happened_is_an_answer(sentence: str, fits: float) -> None:
    asked = understand("How many people died in the storm?", newsroom().retriever, year=2026)
    (read,) = statements(asked, sentence)
    assert read.fits == fits
    assert ("die" in read.stems) is (fits == 1.0)


async def test_a_sentence_that_gives_the_reason_comes_first() -> None:
    closed = article(
        "closed",
        "The Harl ferry was closed on Monday, and the closed ferry of Harl will be painted.",
        "The Harl ferry was closed because of a hole in her side, the harbour master said.",
        "When the Harl ferry closed, it rained.",
    )
    answer = await answerer(newsroom(closed), threshold=0.0).answer("Why was the Harl ferry closed?", now=NOW)
    assert "because of a hole" in answer.quotes[0].text


async def test_teasers_and_credits_are_not_quoted_alone() -> None:
    page = article(
        "page",
        "Read more: repairs of the Harl Bridge cost millions",
        "# Harl # Bridge # repairs # cost",
        "The repairs of the Harl Bridge cost 4.6 million dollars, the engineer said.",
        "Photo by the engineer of the repairs of the Harl Bridge",
    )
    held = answerer(MemoryNewsroom([page], now=NOW), threshold=0.0)
    answer = await held.answer(COST, now=NOW)
    starts = ("Read more", "#", "Photo")
    assert "4.6 million" in answer.quotes[0].text
    assert not [quote for quote in (*answer.quotes, *answer.more) if quote.text.startswith(starts)]


async def test_the_first_quote_can_be_read_alone() -> None:
    text = (
        "Captain Wilhelmina Sturrock steered the Lady of Hesk for thirty years. "
        "She retires from the ferry Lady of Hesk on Sunday at the age of seventy, the shipping office said. "
        "Gulls were seen."
    )
    held = newsroom(article("ferry", text))
    answer = await answerer(held, threshold=0.0).answer("When does she retire from the ferry on Sunday?", now=NOW)
    quote = answer.quotes[0]
    assert quote.text.startswith("Captain Wilhelmina Sturrock")
    assert quote.text == held.texts[1][quote.start : quote.end]


async def test_a_third_quote_brings_something_that_was_asked_for() -> None:
    held = newsroom(
        article("one", "The ferry Lady of Hesk sank on Monday off Velsoe, the coastguard said."),
        article("two", "The ferry Lady of Hesk sank, and divers from Harl went down to her at once."),
        article("three", "The ferry Lady of Hesk was loved by many, as old songs and a play about gulls tell."),
    )
    answer = await answerer(held, threshold=0.0).answer("What happened as the ferry Lady of Hesk sank?", now=NOW)
    assert not any("songs" in quote.text for quote in answer.quotes)


async def test_contradicting_numbers_of_two_outlets_are_shown() -> None:
    one = article("one", "Fourteen people were injured by the storm at Velsoe.")
    other = article("other", "The storm at Velsoe tore roofs off; 17 people were injured.", source="Vess Valley Radio")
    answer = await answerer(newsroom(one, other), threshold=0.0).answer(
        "How many people were injured by the storm at Velsoe?", now=NOW
    )
    assert [(found.about, dict(found.values)) for found in answer.disagreements] == [
        ("people", {"Harrow Post": "Fourteen", "Vess Valley Radio": "17"})
    ]


async def test_the_number_of_quotes_can_be_chosen_and_more_follow() -> None:
    held = newsroom(
        *(
            article(f"n{n}", f"The {name} otter swam in the Vess.", headline=name)
            for n, name in enumerate(["amber", "birch", "cedar", "dusky", "early", "frost", "grey", "hazel"])
        )
    )
    answer = await answerer(held, threshold=0.0).answer("otter Vess swam", now=NOW, quotes=1)
    assert len(answer.quotes) == 1
    numbers = [quote.passage for quote in (*answer.quotes, *answer.more)]
    assert len(set(numbers)) == len(numbers)


async def test_what_was_removed_meanwhile_is_passed_over() -> None:
    held = newsroom()

    class Emptied:
        async def neighbourhoods(self, passages, *, reach):
            return Passages({}, {})

        async def entries(self, numbers):
            return {}

    answer = await Answerer(held.retriever, Emptied(), held.headlines).answer(COST, now=NOW)
    assert not answer.answered
    assert answer.closest == ()


async def test_an_explanation_names_terms_features_and_the_reason() -> None:
    held = answerer(newsroom())
    answer, explanation = await held.explain(COST, now=NOW)
    assert answer.answered
    lines = "\n".join(explain_lines(explanation))
    assert lines.startswith("Answered: the confidence of")
    assert "an amount of money" in lines
    assert "bridg" in lines
    assert "telling_coverage" in lines
    assert explanation.terms == tuple(sorted(explanation.terms, key=lambda term: (-term[1], term[0])))
    total = sum(part.value * part.weight for part in explanation.quotes[0].contributions)
    assert total == pytest.approx(explanation.quotes[0].score)


@pytest.mark.parametrize(
    ("question", "reason"),
    [("", "no words"), ("zeppelin", "no paragraph"), ("Who plays chess on the Vess?", "below the threshold")],
)
async def test_an_explanation_says_why_there_is_no_answer(question: str, reason: str) -> None:
    _, explanation = await answerer(newsroom(), threshold=0.999).explain(question, now=NOW)
    lines = explain_lines(explanation)
    assert lines[0].startswith("Not answered")
    assert reason in lines[0]


def test_every_weight_is_explained_and_none_is_unused() -> None:
    weights = shipped_weights()
    tables = (weights.first_look, weights.paragraphs, weights.quotes, weights.confidence)
    assert {name for table in tables for name in table} == set(MEANINGS)
    assert all(len(table) <= 12 for table in tables)
    assert 0 < weights.threshold < 1
