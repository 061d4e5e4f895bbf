"""The card of a response: an answer, a briefing, headlines, what the bot is, or an abstention with what is nearest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.cards.answer import Place, also, answer_card, heading, headline, headline_line, small_print
from bot.cards.controls import Press
from bot.cards.headlines import ask_about
from bot.cards.layout import BLUE, GREY, Block, Row, card
from bot.cards.offers import Offers, row_under, row_under_list
from bot.cards.text import block_quote, day, days, line
from bot.locales import Translator
from knowledge.articles import StoredArticle
from knowledge.requests.request import Talk
from knowledge.requests.response import Item, Kind, Response

SENTENCE_CHARACTERS = 90
"""Room for what a briefing quotes of one story: five of them fit a phone screen."""
SENTENCE_CHARACTERS_OF_FEW = 320
"""The same where there are only one or two."""
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
    pictures: bool = True,
) -> ui.LayoutView:
    """The card for a response. `number` is the stored card's number for the buttons; None leaves them out.

    `context` is the question that this one follows. `no_news` is what is said where there is no news at all. With
    `pictures`, a briefing shows those of its stories.
    """
    if not response.request.text.strip():
        return card([translate("answer-empty-question")], accent=GREY)
    if response.kind is Kind.ABOUT:
        return _about(response, translate)
    notes, offers = read_notes(response, translate), Offers.of(response)
    if response.kind is Kind.HEADLINES and response.items:
        listed = [Listed(item.article, _places(item)) for item in response.items]
        title = heading(response.request.text, translate, context)
        return listed_card(listed, 0, number, translate, title=title, notes=notes, offers=offers)
    rows = [] if number is None else [row_under(offers, number, translate)]
    if response.kind is Kind.ANSWER and response.answer is not None:
        return answer_card(response.answer, translate, context=context, notes=notes, rows=rows)
    if response.kind is Kind.BRIEFING:
        return _briefing(response, rows, translate, notes, context, pictures=pictures)
    return _abstention(response, rows, translate, notes, context, no_news)


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a list, and where else its story stands."""

    article: StoredArticle
    others: Sequence[Place] = ()


def listed_card(
    listed: Sequence[Listed],
    page: int,
    number: int | None,
    translate: Translator,
    *,
    title: str,
    notes: Sequence[str],
    offers: Offers,
) -> ui.LayoutView:
    """A page (from 0) of headlines, under a ready-made `title` and `notes`, with a select to ask about one of them."""
    pages = max(1, math.ceil(len(listed) / PAGE))
    page = min(max(0, page), pages - 1)
    shown = listed[page * PAGE : (page + 1) * PAGE]
    texts: list[str | Block] = [title, *notes]
    texts += [Block(headline_line(one.article, translate, one.others)) for one in shown]
    if number is None:
        return card(texts)
    turning: list[ui.Item[Any]] = []
    if pages > 1:
        turning.append(Press("listed", f"{number}:{page - 1}", label=translate("button-previous"), disabled=page == 0))
        following = Press("listed", f"{number}:{page + 1}", label=translate("button-next"), disabled=page + 1 >= pages)
        turning.append(following)
    rows = ask_about([one.article for one in shown], translate)
    return card(texts, rows=[*rows, row_under_list(offers, number, turning, translate)])


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
    response: Response,
    rows: Sequence[Row],
    translate: Translator,
    notes: Sequence[str],
    context: str | None,
    *,
    pictures: bool,
) -> ui.LayoutView:
    since = "" if response.first is None else day(response.first, translate.language)
    counted = translate("briefing-reports" if since else "briefing-undated", count=response.reports, day=since)
    title = heading(response.request.text, translate, context)
    room = SENTENCE_CHARACTERS if len(response.items) > 2 else SENTENCE_CHARACTERS_OF_FEW
    stories = [
        Block(
            _story(item, room, translate),
            item.article.picture if pictures else None,
            item.article.headline or "",
        )
        for item in response.items
    ]
    return card([title, *notes, f"-# {counted}", *stories], accent=BLUE, rows=rows)


def _story(item: Item, room: int, translate: Translator) -> str:
    quoted = [block_quote(item.text, room)] if item.text else []
    others = also(_places(item), translate, most=2)
    if item.repeats_headline:
        return "\n".join([*quoted, small_print(item.article, translate, is_alone=True), *others])
    return "\n".join([headline(item.article, 120), *quoted, small_print(item.article, translate), *others])


def _places(item: Item) -> list[Place]:
    return [(other.source, other.url) for other in item.others]


def _abstention(
    response: Response,
    rows: Sequence[Row],
    translate: Translator,
    notes: Sequence[str],
    context: str | None,
    no_news: str | None,
) -> ui.LayoutView:
    texts: list[str | Block] = [heading(response.request.text, translate, context)]
    if no_news is not None:
        texts.append(Block(no_news))
    elif response.nearest is None:
        texts.append(Block(f"**{translate('answer-none')}**"))
    texts += notes
    if response.items:
        if response.nearest is None:
            texts.append(Block(f"-# {translate('answer-closest')}"))
        texts += [Block(headline_line(item.article, translate)) for item in response.items[:PAGE]]
    return card(texts, accent=GREY, rows=rows)


def _about(response: Response, translate: Translator) -> ui.LayoutView:
    request, talk = response.request, response.request.talk or Talk.HELP
    if talk is Talk.SOURCES and request.elsewhere:
        return card([translate("read-elsewhere", outlets=_names(request.elsewhere, translate))], accent=GREY)
    if talk is Talk.SOURCES and request.sources:
        return card([translate("about-follows", outlets=_names(request.sources, translate))])
    texts: list[str | Block] = [translate(f"about-{talk.value}")]
    if talk is not Talk.THANKS:
        if talk is not Talk.SOURCES:
            texts.append(Block(translate("about-try")))
        texts.append(Block(f"-# {_held(response.outlets, translate)}"))
    return card(texts)


def _held(outlets: Sequence[str], translate: Translator) -> str:
    if not outlets:
        return translate("sources-none")
    names = " · ".join(line(outlet, 40) for outlet in outlets[:OUTLETS])
    more = len(outlets) - OUTLETS
    return translate("about-held", outlets=names) + (translate("about-held-more", count=more) if more > 0 else "")


def _names(outlets: Sequence[str], translate: Translator) -> str:
    return translate.list([line(outlet, 40) for outlet in outlets], "or")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
