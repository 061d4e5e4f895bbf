"""The card of a response: an answer, a briefing, headlines, what the bot is, or an abstention with what is nearest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.answer import answer_card, heading, headline_line, small_print
from bot.cards.controls import Choice, Press
from bot.cards.layout import BLUE, GREY, Row, card
from bot.cards.text import block_quote, day, days, label, line
from bot.locales import Wording
from knowledge.articles import StoredArticle
from knowledge.requests.request import Request, Talk
from knowledge.requests.response import Item, Kind, Response

SENTENCE_CHARACTERS = 120
"""Room for what a briefing quotes of one story: five of them fit a phone screen."""
PAGE = 5
"""Headlines a page."""
OUTLETS = 12
"""Outlets that are named to whoever asks what the bot is."""


def response_card(response: Response, number: int | None, say: Wording, *, context: str | None = None) -> ui.LayoutView:
    """The card for a response. `number` is the stored card's number for the buttons; None leaves them out.

    `context` is the question that this one follows.
    """
    if not response.request.text.strip():
        return card([say("answer-empty-question")], accent=GREY)
    if response.kind is Kind.ABOUT:
        return _about(response, say)
    notes = read_notes(response, say)
    if response.kind is Kind.ANSWER and response.answer is not None:
        extra = _again(response.request, number, say)
        return answer_card(response.answer, number, say, context=context, notes=notes, extra=extra)
    if response.kind is Kind.HEADLINES:
        listed = [item.article for item in response.items]
        title = heading(response.request.text, say, context)
        return listed_card(
            listed, 0, number, say, title=title, notes=notes, extra=_again(response.request, number, say)
        )
    if response.kind is Kind.BRIEFING:
        return _briefing(response, number, say, notes, context)
    return _abstention(response, number, say, notes, context)


def listed_card(
    articles: Sequence[StoredArticle],
    page: int,
    number: int | None,
    say: Wording,
    *,
    title: str,
    notes: Sequence[str],
    extra: Row = (),
) -> ui.LayoutView:
    """A page (from 0) of headlines, under a ready-made `title` and `notes`, with a select to ask about one of them."""
    pages = max(1, math.ceil(len(articles) / PAGE))
    page = min(max(0, page), pages - 1)
    shown = articles[page * PAGE : (page + 1) * PAGE]
    texts = [title, *notes, *(headline_line(article, say) for article in shown)]
    if number is None:
        return card(texts)
    rows: list[list[ui.Item[Any]]] = []
    options = [
        discord.SelectOption(
            label=label(article.headline or ""),
            value=str(article.number),
            description=label(article.source) if article.source else None,
        )
        for article in shown
        if article.paragraphs
    ]
    if options:
        rows.append([Choice("ask-about", options, placeholder=say("headlines-ask"))])
    buttons: list[ui.Item[Any]] = []
    if pages > 1:
        buttons.append(Press("listed", f"{number}:{page - 1}", label=say("button-previous"), disabled=page == 0))
        following = Press("listed", f"{number}:{page + 1}", label=say("button-next"), disabled=page + 1 >= pages)
        buttons.append(following)
    buttons += [*extra, Press("remove", str(number), label=say("button-remove"))]
    return card(texts, rows=[*rows, buttons])


def read_notes(response: Response, say: Wording) -> list[str]:
    """One line of small print on how the request was read, where it could be read otherwise; [] if there is nothing."""
    request, parts = response.request, list[str]()
    if request.language is not None:
        parts.append(say(f"read-language-{request.language}"))
    if request.elsewhere:
        parts.append(say("read-elsewhere", outlets=_names(request.elsewhere, say)))
    if request.sources:
        parts.append(say("read-outlet", outlets=_names(request.sources, say)))
    if request.corrections:
        read = " ".join(line(correction.read, 40) for correction in request.corrections)
        parts.append(say("read-spelling", words=read))
    span = request.span
    if span is not None:
        asked = days(span.first, span.last, say.language)
        parts.append(say("read-time", words=line(_capital(span.words), 60), days=asked))
    notes = ["-# " + " · ".join(parts)] if parts else []
    if response.nearest is not None:
        nearest = days(response.nearest.first, response.nearest.last, say.language)
        notes.append(f"**{say('read-nearest' if span is not None else 'read-newest', day=nearest)}**")
    return notes


def _briefing(
    response: Response, number: int | None, say: Wording, notes: Sequence[str], context: str | None
) -> ui.LayoutView:
    since = "" if response.first is None else day(response.first, say.language)
    counted = say("briefing-reports" if since else "briefing-undated", count=response.reports, day=since)
    texts = [heading(response.request.text, say, context), *notes, f"-# {counted}"]
    texts += [_story(item, say) for item in response.items]
    rows: list[list[ui.Item[Any]]] = []
    if number is not None:
        rows = [[_follow_up(number, say), _watch(number, say)], _below(response.request, number, say)]
    return card(texts, accent=BLUE, rows=rows)


def _story(item: Item, say: Wording) -> str:
    quoted = f"\n{block_quote(item.text, SENTENCE_CHARACTERS)}" if item.text else ""
    others = [line(other.source or say("source-unknown"), 30) for other in item.others[:2]]
    also = f"\n-# {say('digest-also', outlets=' · '.join(others))}" if others else ""
    if item.article.derived and quoted:  # the headline is only the beginning of the text
        return f"{quoted.strip()}\n{small_print(item.article, say)}{also}"
    return f"**{line(item.article.headline or '', 120)}**{quoted}\n{small_print(item.article, say)}{also}"


def _abstention(
    response: Response, number: int | None, say: Wording, notes: Sequence[str], context: str | None
) -> ui.LayoutView:
    texts = [heading(response.request.text, say, context)]
    if not response.searched_paragraphs and not response.items:
        return card([*texts, say("answer-empty-archive")], accent=GREY)
    if response.nearest is None:
        texts.append(f"**{say('answer-none')}**")
    texts += notes
    if response.items:
        if response.nearest is None:
            texts.append(f"-# {say('answer-closest')}")
        texts += [headline_line(item.article, say) for item in response.items[:PAGE]]
    rows: list[list[ui.Item[Any]]] = []
    if number is not None:
        remove = Press("remove", str(number), label=say("button-remove"))
        rows = [[_follow_up(number, say), _watch(number, say), *_again(response.request, number, say), remove]]
    return card(texts, accent=GREY, rows=rows)


def _about(response: Response, say: Wording) -> ui.LayoutView:
    request, talk = response.request, response.request.talk or Talk.HELP
    if talk is Talk.SOURCES and request.elsewhere:
        return card([say("read-elsewhere", outlets=_names(request.elsewhere, say))], accent=GREY)
    if talk is Talk.SOURCES and request.sources:
        return card([say("about-follows", outlets=_names(request.sources, say))])
    texts = [say(f"about-{talk.value}")]
    if talk is not Talk.THANKS:
        if talk is not Talk.SOURCES:
            texts.append(say("about-try"))
        texts.append(f"-# {_held(response.outlets, say)}")
    return card(texts)


def _held(outlets: Sequence[str], say: Wording) -> str:
    if not outlets:
        return say("sources-none")
    names = " · ".join(line(outlet, 40) for outlet in outlets[:OUTLETS])
    more = len(outlets) - OUTLETS
    return say("about-held", outlets=names) + (say("about-held-more", count=more) if more > 0 else "")


def _below(request: Request, number: int, say: Wording) -> list[ui.Item[Any]]:
    return [
        Press("helpful", str(number), emoji=say("button-helpful")),
        Press("unhelpful", str(number), emoji=say("button-unhelpful")),
        *_again(request, number, say),
        Press("remove", str(number), label=say("button-remove")),
    ]


def _again(request: Request, number: int | None, say: Wording) -> list[ui.Item[Any]]:
    return [] if number is None else again(number, say, timed=request.span is not None, typed=mistyped(request))


def mistyped(request: Request) -> str:
    """The words of a request that were put right; "" if there are none."""
    return " ".join(correction.typed for correction in request.corrections)


def again(number: int, say: Wording, *, timed: bool, typed: str) -> list[ui.Item[Any]]:
    """Buttons that ask the same, read otherwise: without its time (if `timed`), or with the words as `typed`."""
    buttons: list[ui.Item[Any]] = []
    if timed:
        buttons.append(Press("any-time", str(number), label=say("button-any-time")))
    if typed:
        buttons.append(Press("as-typed", str(number), label=label(say("button-as-typed", words=typed), 60)))
    return buttons


def _follow_up(number: int, say: Wording) -> Press:
    return Press("follow-up", str(number), label=say("button-follow-up"), style=discord.ButtonStyle.primary)


def _watch(number: int, say: Wording) -> Press:
    return Press("watch-this", str(number), label=say("button-watch"))


def _names(outlets: Sequence[str], say: Wording) -> str:
    return say("list-or").join(line(outlet, 40) for outlet in outlets)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
