"""The card of a response: an answer, a briefing, headlines, what the bot is, or an abstention with what is nearest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.answer import answer_card, heading, headline_line, small_print
from bot.cards.controls import Press
from bot.cards.headlines import ask_about
from bot.cards.layout import BLUE, GREY, Row, card
from bot.cards.text import block_quote, day, days, label, line
from bot.locales import Translator
from knowledge.articles import StoredArticle
from knowledge.requests.request import Request, Talk
from knowledge.requests.response import Item, Kind, Response

SENTENCE_CHARACTERS = 90
"""Room for what a briefing quotes of one story: five of them fit a phone screen."""
PAGE = 5
"""Headlines a page."""
OUTLETS = 12
"""Outlets that are named to whoever asks what the bot is."""


def response_card(
    response: Response,
    number: int | None,
    translate: Translator,
    *,
    context: str | None = None,
    no_news: str | None = None,
) -> ui.LayoutView:
    """The card for a response. `number` is the stored card's number for the buttons; None leaves them out.

    `context` is the question that this one follows. `no_news` is what is said where there is no news at all.
    """
    if not response.request.text.strip():
        return card([translate("answer-empty-question")], accent=GREY)
    if response.kind is Kind.ABOUT:
        return _about(response, translate)
    notes = read_notes(response, translate)
    if response.kind is Kind.ANSWER and response.answer is not None:
        extra = _again(response.request, number, translate)
        return answer_card(response.answer, number, translate, context=context, notes=notes, extra=extra)
    if response.kind is Kind.HEADLINES and response.items:
        listed = [item.article for item in response.items]
        title = heading(response.request.text, translate, context)
        return listed_card(
            listed, 0, number, translate, title=title, notes=notes, extra=_again(response.request, number, translate)
        )
    if response.kind is Kind.BRIEFING:
        return _briefing(response, number, translate, notes, context)
    return _abstention(response, number, translate, notes, context, no_news)


def listed_card(
    articles: Sequence[StoredArticle],
    page: int,
    number: int | None,
    translate: Translator,
    *,
    title: str,
    notes: Sequence[str],
    extra: Row = (),
) -> ui.LayoutView:
    """A page (from 0) of headlines, under a ready-made `title` and `notes`, with a select to ask about one of them."""
    pages = max(1, math.ceil(len(articles) / PAGE))
    page = min(max(0, page), pages - 1)
    shown = articles[page * PAGE : (page + 1) * PAGE]
    texts = [title, *notes, *(headline_line(article, translate) for article in shown)]
    if number is None:
        return card(texts)
    buttons: list[ui.Item[Any]] = []
    if pages > 1:
        buttons.append(Press("listed", f"{number}:{page - 1}", label=translate("button-previous"), disabled=page == 0))
        following = Press("listed", f"{number}:{page + 1}", label=translate("button-next"), disabled=page + 1 >= pages)
        buttons.append(following)
    buttons += [*extra, Press("remove", str(number), label=translate("button-remove"))]
    return card(texts, rows=[*ask_about(shown, translate), buttons])


def read_notes(response: Response, translate: Translator) -> list[str]:
    """One line of small print on how the request was read, where it could be read otherwise; [] if there is nothing."""
    request, parts = response.request, list[str]()
    if request.elsewhere:
        parts.append(translate("read-elsewhere", outlets=_names(request.elsewhere, translate)))
    if request.sources:
        parts.append(translate("read-outlet", outlets=_names(request.sources, translate)))
    if request.corrections:
        read = " ".join(line(correction.read, 40) for correction in request.corrections)
        parts.append(translate("read-spelling", words=read))
    span = request.span
    if span is not None:
        asked = days(span.first, span.last, translate.language)
        parts.append(translate("read-time", words=line(_capital(span.words), 60), days=asked))
    notes = ["-# " + " · ".join(parts)] if parts else []
    if response.nearest is not None:
        nearest = days(response.nearest.first, response.nearest.last, translate.language)
        notes.append(f"**{translate('read-nearest' if span is not None else 'read-newest', day=nearest)}**")
    return notes


def _briefing(
    response: Response, number: int | None, translate: Translator, notes: Sequence[str], context: str | None
) -> ui.LayoutView:
    since = "" if response.first is None else day(response.first, translate.language)
    counted = translate("briefing-reports" if since else "briefing-undated", count=response.reports, day=since)
    texts = [heading(response.request.text, translate, context), *notes, f"-# {counted}"]
    texts += [_story(item, translate) for item in response.items]
    rows: list[list[ui.Item[Any]]] = []
    if number is not None:
        rows = [[_follow_up(number, translate), _watch(number, translate)], _below(response.request, number, translate)]
    return card(texts, accent=BLUE, rows=rows)


def _story(item: Item, translate: Translator) -> str:
    quoted = f"\n{block_quote(item.text, SENTENCE_CHARACTERS)}" if item.text else ""
    others = [line(other.source or translate("source-unknown"), 30) for other in item.others[:2]]
    also = f"\n-# {translate('digest-also', outlets=' · '.join(others))}" if others else ""
    if item.repeats_headline:
        return f"{quoted.strip()}\n{small_print(item.article, translate)}{also}"
    return f"**{line(item.article.headline or '', 120)}**{quoted}\n{small_print(item.article, translate)}{also}"


def _abstention(
    response: Response,
    number: int | None,
    translate: Translator,
    notes: Sequence[str],
    context: str | None,
    no_news: str | None,
) -> ui.LayoutView:
    texts = [heading(response.request.text, translate, context)]
    if no_news is not None:
        texts.append(no_news)
    elif response.nearest is None:
        texts.append(f"**{translate('answer-none')}**")
    texts += notes
    if response.items:
        if response.nearest is None:
            texts.append(f"-# {translate('answer-closest')}")
        texts += [headline_line(item.article, translate) for item in response.items[:PAGE]]
    rows: list[list[ui.Item[Any]]] = []
    if number is not None:
        rows = [
            [_follow_up(number, translate), _watch(number, translate)],
            _below(response.request, number, translate),
        ]
    return card(texts, accent=GREY, rows=rows)


def _about(response: Response, translate: Translator) -> ui.LayoutView:
    request, talk = response.request, response.request.talk or Talk.HELP
    if talk is Talk.SOURCES and request.elsewhere:
        return card([translate("read-elsewhere", outlets=_names(request.elsewhere, translate))], accent=GREY)
    if talk is Talk.SOURCES and request.sources:
        return card([translate("about-follows", outlets=_names(request.sources, translate))])
    texts = [translate(f"about-{talk.value}")]
    if talk is not Talk.THANKS:
        if talk is not Talk.SOURCES:
            texts.append(translate("about-try"))
        texts.append(f"-# {_held(response.outlets, translate)}")
    return card(texts)


def _held(outlets: Sequence[str], translate: Translator) -> str:
    if not outlets:
        return translate("sources-none")
    names = " · ".join(line(outlet, 40) for outlet in outlets[:OUTLETS])
    more = len(outlets) - OUTLETS
    return translate("about-held", outlets=names) + (translate("about-held-more", count=more) if more > 0 else "")


def _below(request: Request, number: int, translate: Translator) -> list[ui.Item[Any]]:
    return [
        Press("helpful", str(number), emoji=translate("button-helpful")),
        Press("unhelpful", str(number), emoji=translate("button-unhelpful")),
        *_again(request, number, translate),
        Press("remove", str(number), label=translate("button-remove")),
    ]


def _again(request: Request, number: int | None, translate: Translator) -> list[ui.Item[Any]]:
    return [] if number is None else again(number, translate, timed=request.span is not None, typed=mistyped(request))


def mistyped(request: Request) -> str:
    """The words of a request that were put right; "" if there are none."""
    return " ".join(correction.typed for correction in request.corrections)


def again(number: int, translate: Translator, *, timed: bool, typed: str) -> list[ui.Item[Any]]:
    """Buttons that ask the same, read otherwise: without its time (if `timed`), or with the words as `typed`."""
    buttons: list[ui.Item[Any]] = []
    if timed:
        buttons.append(Press("any-time", str(number), label=translate("button-any-time")))
    if typed:
        buttons.append(Press("as-typed", str(number), label=label(translate("button-as-typed", words=typed), 60)))
    return buttons


def _follow_up(number: int, translate: Translator) -> Press:
    return Press("follow-up", str(number), label=translate("button-follow-up"), style=discord.ButtonStyle.primary)


def _watch(number: int, translate: Translator) -> Press:
    return Press("watch-this", str(number), label=translate("button-watch"))


def _names(outlets: Sequence[str], translate: Translator) -> str:
    return translate("list-or").join(line(outlet, 40) for outlet in outlets)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
