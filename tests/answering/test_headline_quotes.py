"""A headline is evidence: the quote where nothing else is held, and silent where the text says as much."""

from __future__ import annotations

from datetime import date

from knowledge.articles import Article, HeadlineOnly
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from tests.answering.newsroom import BRIDGE, NOW, ORCHARD, OTTERS, answerer, article

DAY = date(2026, 11, 23)
LAWSUIT = HeadlineOnly(
    "Missal County judge dismisses lawsuit challenging the tannery’s diversity policies", "Harrow Post", DAY, id="suit"
)
HEADLINES = (
    HeadlineOnly("Harl museum lends its stuffed bear to Pellworth", "Vess Valley Radio", DAY),
    HeadlineOnly("Baker Odalys Venn wins the Vess rowing cup", "Harrow Post", DAY),
)


def room(*entries: Article | HeadlineOnly) -> MemoryNewsroom:
    return MemoryNewsroom((BRIDGE, OTTERS, ORCHARD, *entries), now=NOW)


async def test_a_headline_without_an_article_answers() -> None:
    answer = await answerer(room(LAWSUIT, *HEADLINES)).answer(
        "What lawsuit did a Missal County judge dismiss?", now=NOW
    )
    assert answer.answered
    quote = answer.quotes[0]
    assert quote.is_headline
    assert quote.text == quote.paragraph == LAWSUIT.headline == quote.article.headline
    assert (quote.start, quote.end, quote.passage) == (0, len(quote.text), 0)
    assert quote.article.article_id == "suit"
    assert answer.evidence_from == DAY


async def test_headlines_are_enough_where_no_text_is_held() -> None:
    held = MemoryNewsroom((LAWSUIT, *HEADLINES), now=NOW)
    answer = await answerer(held).answer("Who wins the Vess rowing cup?", now=NOW)
    assert answer.answered
    assert answer.quotes[0].text == HEADLINES[1].headline


async def test_a_headline_that_a_text_repeats_is_not_quoted() -> None:
    told = article(
        "told",
        "Baker Odalys Venn of Harl has won the Vess rowing cup, nine seconds ahead of the tanner.",
        headline="Odalys Venn wins the Vess rowing cup",
    )
    answer = await answerer(room(told), threshold=0.0).answer("Who won the Vess rowing cup?", now=NOW)
    assert not answer.quotes[0].is_headline
    assert not [quote for quote in (*answer.quotes, *answer.more) if quote.text == told.headline]


async def test_a_headline_that_says_more_than_its_text_may_be_quoted() -> None:
    teaser = article("teaser", "Read how it went.", headline="Baker Odalys Venn wins the Vess rowing cup")
    answer = await answerer(room(teaser), threshold=0.0).answer("Who wins the Vess rowing cup?", now=NOW)
    assert teaser.headline in {quote.text for quote in (*answer.quotes, *answer.more) if quote.is_headline}


async def test_a_headline_taken_from_the_text_is_no_second_quote() -> None:
    text = "Baker Odalys Venn wins the Vess rowing cup."
    page = Article(headline=text, paragraphs=(text,), id="page", derived=True)
    shown = await answerer(MemoryNewsroom([page], now=NOW), threshold=0.0).answer(
        "Who wins the Vess rowing cup?", now=NOW
    )
    assert [quote.is_headline for quote in (*shown.quotes, *shown.more)] == [False]


async def test_a_headline_that_asks_is_no_quote() -> None:
    asking = HeadlineOnly("Who wins the Vess rowing cup?", "Harrow Post", DAY)
    answer = await answerer(room(asking), threshold=0.0).answer("Who wins the Vess rowing cup?", now=NOW)
    assert not [quote for quote in (*answer.quotes, *answer.more) if quote.is_headline]


async def test_what_stands_only_in_headlines_of_others_is_not_answered() -> None:
    answer = await answerer(room(LAWSUIT, *HEADLINES)).answer("Which minister resigned over the fish quota?", now=NOW)
    assert not answer.answered
