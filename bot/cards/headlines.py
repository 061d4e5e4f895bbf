"""The card of a headline list: one page, its paging buttons and a select to ask about one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.answer import headline_line
from bot.cards.controls import Press, SelectMenu
from bot.cards.layout import GREY, Block, card
from bot.cards.text import label, line
from bot.locales import Translator
from knowledge.articles import StoredArticle
from knowledge.stories.reports import ToldStory

PAGE = 6
"""Stories per page: what fits on a phone screen."""


def headlines_card(
    stories: Sequence[ToldStory],
    total: int,
    headlines: int,
    page: int,
    number: int,
    translate: Translator,
    *,
    source: str | None = None,
    topic: str | None = None,
) -> ui.LayoutView:
    """One page (counted from 0) of `total` stories, which are told by so many `headlines`; `number` is the stored
    card's number for the buttons."""
    title = f"## {_title(translate, source, topic)}"
    if not stories:
        return card([title, translate("headlines-none")], accent=GREY)
    pages = math.ceil(total / PAGE)
    shown = [
        Block(headline_line(story.lead, translate, [(other.source, other.url) for other in story.others]))
        for story in stories
    ]
    counted = translate("headlines-page", page=page + 1, pages=pages, total=headlines)
    rows = ask_about([story.lead for story in stories], translate)
    if pages > 1:
        rows.append(
            [
                Press("page", f"{number}:{page - 1}", label=translate("button-newer"), disabled=page == 0),
                Press("page", f"{number}:{page + 1}", label=translate("button-older"), disabled=page + 1 >= pages),
            ]
        )
    return card([title, *shown, Block(f"-# {counted}")], rows=rows)


def ask_about(articles: Sequence[StoredArticle], translate: Translator, *, nonce: str = "") -> list[list[ui.Item[Any]]]:
    """A row with a select to ask about one of these articles; none where only headlines are held.

    A posting is recognized by the `nonce` in it, so there it offers headlines too.
    """
    options = [
        discord.SelectOption(
            label=label(article.headline or ""),
            value=str(article.number),
            description=label(article.source) if article.source else None,
        )
        for article in articles
        if article.paragraphs or nonce
    ]
    return [[SelectMenu("ask-about", options, placeholder=translate("headlines-ask"), nonce=nonce)]] if options else []


def _title(translate: Translator, source: str | None, topic: str | None) -> str:
    if topic:
        return translate("headlines-topic", topic=line(topic, 80))
    if source:
        return translate("headlines-of", source=line(source, 80))
    return translate("headlines-title")
