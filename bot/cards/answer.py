"""The card of an answer: quotes with their sources; and the lines that other cards show of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import AMBER, BLUE, GREY, Row, card
from bot.cards.text import block_quote, day, line, link, quote_link, quote_within, when
from bot.locales import Translator
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import Published, StoredArticle

QUOTE_CHARACTERS = 800
"""Room for one quote on a card, escapes included: three of them, their links and the question fit a message."""
PARAGRAPH_CHARACTERS = 1_000


def answer_card(
    answer: Answer,
    number: int | None,
    translate: Translator,
    *,
    context: str | None = None,
    notes: Sequence[str] = (),
    extra: Row = (),
) -> ui.LayoutView:
    """The card for a question that is answered. `number` is the stored card's number for the buttons; None leaves them
    out. `notes` are ready-made lines under the question, `extra` further buttons."""
    texts = [heading(answer.question, translate, context), *notes]
    undated = all(quote.article.published is None for quote in answer.quotes)
    if answer.stale and answer.evidence_to is not None:
        texts.append(f"**{translate('answer-stale', date=day(answer.evidence_to, translate.language))}**")
    elif answer.stale or undated:
        texts.append(f"-# {translate('answer-undated')}")
    texts += [quote_text(quote, position, translate) for position, quote in enumerate(answer.quotes, start=1)]
    for disagreement in answer.disagreements[:1]:
        values = " · ".join(f"{line(source, 40)}: {line(value, 60)}" for source, value in disagreement.values[:4])
        texts.append(f"-# {translate('answer-disagree', about=line(disagreement.about, 40), values=values)}")
    if answer.evidence_from is not None and answer.evidence_to is not None:
        texts.append(f"-# {_evidence(answer.evidence_from, answer.evidence_to, translate)}")
    return card(texts, accent=AMBER if answer.stale else BLUE, rows=_rows(answer, number, translate, extra))


def more_card(quotes: Sequence[Quote], translate: Translator) -> ui.LayoutView:
    """Further quotes, numbered on from those of the answer."""
    if not quotes:
        return card([translate("answer-no-more")], accent=GREY)
    return card([quote_text(quote, position, translate) for position, quote in enumerate(quotes, start=4)])


def paragraphs_card(passages: Sequence[tuple[Quote, str, str]], translate: Translator) -> ui.LayoutView:
    """Each quote, in bold, amid what stands before and after it in its article, under the article's headline."""
    if not passages:
        return card([translate("answer-changed")], accent=GREY)
    texts = []
    for position, (quote, before, after) in enumerate(passages, start=1):
        headline = line(quote.article.headline or "", 160)
        shown = quote_within(before, quote.text, after, PARAGRAPH_CHARACTERS)
        texts.append(f"**{headline}**\n{shown}\n{_source_line(quote, position, translate)}")
    return card(texts)


def quote_text(quote: Quote, position: int, translate: Translator) -> str:
    """A block quote and, under it, one line of small print: where it stands and when it was published."""
    return f"{block_quote(quote.text, QUOTE_CHARACTERS)}\n{_source_line(quote, position, translate)}"


def headline_line(article: StoredArticle, translate: Translator) -> str:
    """A headline on one line with its outlet, linked, and its time."""
    return f"**{line(article.headline or '', 160)}**\n{small_print(article, translate)}"


def small_print(article: StoredArticle, translate: Translator) -> str:
    """One line of small print: the outlet, linked, the time, and whether only the headline is held."""
    outlet = line(article.source or "", 40)
    parts = [
        link(outlet or translate("source-unknown"), article.url) if outlet or article.url else "",
        *times(article, translate),
        "" if article.paragraphs else translate("headlines-only"),
    ]
    return "-# " + (" · ".join(part for part in parts if part) or translate("source-unknown"))


def times(article: StoredArticle, translate: Translator) -> list[str]:
    """When an article was published, or only first seen, and when its words were changed."""
    published = when(article.published, translate.language)
    if article.estimated and published:
        published = translate("first-seen", when=published)
    return [published, translate("updated", when=when(article.updated, translate.language)) if article.updated else ""]


def heading(question: str, translate: Translator, context: str | None) -> str:
    """The question, and which one it follows."""
    shown = f"### {line(question, 200)}"
    if context:
        shown += f"\n-# {translate('answer-follows', question=line(context, 80))}"
    return shown


def _source_line(quote: Quote, position: int, translate: Translator) -> str:
    parts = [
        quote_link(f"\\[{position}\\]", quote.article.url, quote.text),
        translate("answer-headline") if quote.is_headline else "",
        line(quote.article.source or translate("source-unknown"), 40),
        *times(quote.article, translate),
    ]
    return "-# " + " · ".join(part for part in parts if part)


def _evidence(first: Published, last: Published, translate: Translator) -> str:
    start, end = day(first, translate.language), day(last, translate.language)
    if str(first)[:10] == str(last)[:10]:
        return translate("answer-evidence-day", **{"from": start})
    return translate("answer-evidence", **{"from": start, "to": end})


def _rows(answer: Answer, number: int | None, translate: Translator, extra: Row) -> list[list[ui.Item[Any]]]:
    if number is None:
        return []
    argument = str(number)
    follow = Press("follow-up", argument, label=translate("button-follow-up"), style=discord.ButtonStyle.primary)
    remove = Press("remove", argument, label=translate("button-remove"))
    first: list[ui.Item[Any]] = [follow, Press("paragraph", argument, label=translate("button-paragraph"))]
    if answer.more:
        first.append(Press("more", argument, label=translate("button-more")))
    feedback: list[ui.Item[Any]] = [
        Press("helpful", argument, emoji=translate("button-helpful")),
        Press("unhelpful", argument, emoji=translate("button-unhelpful")),
    ]
    return [first, [*feedback, *extra, remove]]
