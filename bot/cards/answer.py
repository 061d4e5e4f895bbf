"""The card of an answer: quotes with their sources, or an abstention with the closest headlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import AMBER, BLUE, GREY, card
from bot.cards.text import block_quote, day, line, link, quote_link, quote_within, when
from bot.locales import Wording
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import Published, StoredArticle

QUOTE_CHARACTERS = 800
"""Room for one quote on a card, escapes included: three of them, their links and the question fit a message."""
PARAGRAPH_CHARACTERS = 1_000


def answer_card(answer: Answer, number: int | None, say: Wording, *, context: str | None = None) -> ui.LayoutView:
    """The card for an answer. `number` is the stored card's number for the buttons; None leaves them out."""
    if not answer.answered:
        return _abstention(answer, number, say, context)
    texts = [_heading(answer.question, say, context)]
    undated = all(quote.article.published is None for quote in answer.quotes)
    if answer.stale and answer.evidence_to is not None:
        texts.append(f"**{say('answer-stale', date=day(answer.evidence_to, say.language))}**")
    elif answer.stale or undated:
        texts.append(f"-# {say('answer-undated')}")
    texts += [quote_text(quote, position, say) for position, quote in enumerate(answer.quotes, start=1)]
    for disagreement in answer.disagreements[:1]:
        values = " · ".join(f"{line(source, 40)}: {line(value, 60)}" for source, value in disagreement.values[:4])
        texts.append(f"-# {say('answer-disagree', about=line(disagreement.about, 40), values=values)}")
    if answer.evidence_from is not None and answer.evidence_to is not None:
        texts.append(f"-# {_evidence(answer.evidence_from, answer.evidence_to, say)}")
    return card(texts, accent=AMBER if answer.stale else BLUE, rows=_rows(answer, number, say))


def more_card(quotes: Sequence[Quote], say: Wording) -> ui.LayoutView:
    """Further quotes, numbered on from those of the answer."""
    if not quotes:
        return card([say("answer-no-more")], accent=GREY)
    return card([quote_text(quote, position, say) for position, quote in enumerate(quotes, start=4)])


def paragraphs_card(passages: Sequence[tuple[Quote, str, str]], say: Wording) -> ui.LayoutView:
    """Each quote, in bold, amid what stands before and after it in its article, under the article's headline."""
    if not passages:
        return card([say("answer-changed")], accent=GREY)
    texts = []
    for position, (quote, before, after) in enumerate(passages, start=1):
        headline = line(quote.article.headline or "", 160)
        shown = quote_within(before, quote.text, after, PARAGRAPH_CHARACTERS)
        texts.append(f"**{headline}**\n{shown}\n{_source_line(quote, position, say)}")
    return card(texts)


def quote_text(quote: Quote, position: int, say: Wording) -> str:
    """A block quote and, under it, one line of small print: where it stands and when it was published."""
    return f"{block_quote(quote.text, QUOTE_CHARACTERS)}\n{_source_line(quote, position, say)}"


def headline_line(article: StoredArticle, say: Wording) -> str:
    """A headline on one line with its outlet, linked, and its time."""
    return f"**{line(article.headline or '', 160)}**\n{small_print(article, say)}"


def small_print(article: StoredArticle, say: Wording) -> str:
    """One line of small print: the outlet, linked, the time, and whether only the headline is held."""
    outlet = line(article.source or "", 40)
    parts = [
        link(outlet or say("source-unknown"), article.url) if outlet or article.url else "",
        *times(article, say),
        "" if article.paragraphs else say("headlines-only"),
    ]
    return "-# " + (" · ".join(part for part in parts if part) or say("source-unknown"))


def times(article: StoredArticle, say: Wording) -> list[str]:
    """When an article was published, or only first seen, and when its words were changed."""
    published = when(article.published, say.language)
    if article.estimated and published:
        published = say("first-seen", when=published)
    return [published, say("updated", when=when(article.updated, say.language)) if article.updated else ""]


def _abstention(answer: Answer, number: int | None, say: Wording, context: str | None) -> ui.LayoutView:
    if not answer.question.strip():
        return card([say("answer-empty-question")], accent=GREY)
    texts = [_heading(answer.question, say, context)]
    if not answer.searched_paragraphs and not answer.closest:
        texts.append(say("answer-empty-archive"))
    else:
        texts.append(f"**{say('answer-none')}**")
    if answer.closest:
        texts.append(f"-# {say('answer-closest')}")
        texts += [headline_line(article, say) for article in answer.closest[:3]]
    return card(texts, accent=GREY, rows=_rows(answer, number, say))


def _heading(question: str, say: Wording, context: str | None) -> str:
    heading = f"### {line(question, 200)}"
    if context:
        heading += f"\n-# {say('answer-follows', question=line(context, 80))}"
    return heading


def _source_line(quote: Quote, position: int, say: Wording) -> str:
    parts = [
        quote_link(f"\\[{position}\\]", quote.article.url, quote.text),
        say("answer-headline") if quote.is_headline else "",
        line(quote.article.source or say("source-unknown"), 40),
        *times(quote.article, say),
    ]
    return "-# " + " · ".join(part for part in parts if part)


def _evidence(first: Published, last: Published, say: Wording) -> str:
    start, end = day(first, say.language), day(last, say.language)
    if str(first)[:10] == str(last)[:10]:
        return say("answer-evidence-day", **{"from": start})
    return say("answer-evidence", **{"from": start, "to": end})


def _rows(answer: Answer, number: int | None, say: Wording) -> list[list[ui.Item[Any]]]:
    if number is None:
        return []
    argument = str(number)
    follow = Press("follow-up", argument, label=say("button-follow-up"), style=discord.ButtonStyle.primary)
    remove = Press("remove", argument, label=say("button-remove"))
    if not answer.answered:
        return [[follow, remove]]
    first: list[ui.Item[Any]] = [follow, Press("paragraph", argument, label=say("button-paragraph"))]
    if answer.more:
        first.append(Press("more", argument, label=say("button-more")))
    feedback: list[ui.Item[Any]] = [
        Press("helpful", argument, emoji=say("button-helpful")),
        Press("unhelpful", argument, emoji=say("button-unhelpful")),
    ]
    return [first, [*feedback, remove]]
