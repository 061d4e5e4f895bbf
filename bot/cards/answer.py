"""The card of an answer: quotes with their sources; and the lines that other cards show of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import AMBER, BLUE, GREY, Row, card
from bot.cards.text import block_quote, day, line, link, link_label, quote_link, quote_within, when
from bot.locales import Translator
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import Published, StoredArticle

QUOTE_CHARACTERS = 700
"""Room for one quote on a card, escapes included: three of them, their links and the question fit a message."""
PARAGRAPH_CHARACTERS = 1_000
HEADLINE_CHARACTERS = 100
"""Room for the headline under a quote: two lines of a phone's screen."""


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
    texts += [quote_text(quote, translate) for quote in answer.quotes]
    if answer.unanswered_parts:
        parts = translate.list([translate("quoted", text=line(part, 60)) for part in answer.unanswered_parts], "or")
        texts.append(translate("answer-part-missing", parts=parts))
    for disagreement in answer.disagreements[:1]:
        values = " · ".join(f"{line(source, 40)}: {line(value, 60)}" for source, value in disagreement.values[:4])
        texts.append(f"-# {translate('answer-disagree', about=line(disagreement.about, 40), values=values)}")
    if answer.evidence_from is not None and answer.evidence_to is not None:
        texts.append(f"-# {_evidence(answer.evidence_from, answer.evidence_to, translate)}")
    return card(texts, accent=AMBER if answer.stale else BLUE, rows=_rows(answer, number, translate, extra))


def more_card(quotes: Sequence[Quote], translate: Translator) -> ui.LayoutView:
    """Further quotes than those of the answer."""
    if not quotes:
        return card([translate("answer-no-more")], accent=GREY)
    return card([quote_text(quote, translate) for quote in quotes])


def paragraphs_card(passages: Sequence[tuple[Quote, str, str]], translate: Translator) -> ui.LayoutView:
    """Each quote, in bold, amid what stands before and after it in its article, under the article's headline."""
    if not passages:
        return card([translate("answer-changed")], accent=GREY)
    texts = []
    for quote, before, after in passages:
        headline, small = _source(quote, translate)
        shown = quote_within(before, quote.text, after, PARAGRAPH_CHARACTERS)
        texts.append("\n".join(part for part in (headline, shown, small) if part))
    return card(texts)


def quote_text(quote: Quote, translate: Translator) -> str:
    """A block quote with its answer in bold; under it its article's headline, linked, and a line of small print."""
    shown = block_quote(quote.text, QUOTE_CHARACTERS, quote.answers)
    return "\n".join(part for part in (shown, *_source(quote, translate)) if part)


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


def _source(quote: Quote, translate: Translator) -> tuple[str, str]:
    """The headline of the quote's article, linked to the quoted words, and the outlet and time as small print.

    There is no headline ("") where it would repeat the quote; then the small print has the link.
    """
    article = quote.article
    outlet = line(article.source or "", 40) or translate("source-unknown")
    headline = "" if quote.is_headline or article.derived else link_label(article.headline or "", HEADLINE_CHARACTERS)
    if quote.is_headline:
        named = [quote_link(translate("answer-headline"), article.url, quote.text), outlet]
    elif headline:
        named = [outlet]
    else:
        named = [quote_link(link_label(article.source or "", 40) or outlet, article.url, quote.text)]
    small = "-# " + " · ".join(part for part in [*named, *times(article, translate)] if part)
    return f"-# {quote_link(headline, article.url, quote.text)}" if headline else "", small


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
