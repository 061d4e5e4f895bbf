"""The card of a headline list: one page, its paging buttons and a select to ask about one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.answer import headline_line
from bot.cards.controls import Choice, Press
from bot.cards.layout import GREY, card
from bot.cards.text import label, line
from bot.locales import Wording
from knowledge.articles import StoredArticle

PAGE = 6
"""Headlines a page: what fits a phone screen."""


def headlines_card(
    articles: Sequence[StoredArticle],
    total: int,
    page: int,
    number: int,
    say: Wording,
    *,
    source: str | None = None,
    topic: str | None = None,
) -> ui.LayoutView:
    """One page (counted from 0) of `total` headlines; `number` is the stored card's number for the buttons."""
    title = _title(say, source, topic)
    if not articles:
        return card([f"### {title}", say("headlines-none")], accent=GREY)
    pages = math.ceil(total / PAGE)
    texts = [f"### {title}", *(headline_line(article, say) for article in articles)]
    texts.append(f"-# {say('headlines-page', page=page + 1, pages=pages, total=total)}")
    rows: list[list[ui.Item[Any]]] = []
    options = [
        discord.SelectOption(
            label=label(article.headline or ""),
            value=str(article.number),
            description=label(article.source) if article.source else None,
        )
        for article in articles
        if article.paragraphs
    ]
    if options:
        rows.append([Choice("ask-about", options, placeholder=say("headlines-ask"))])
    if pages > 1:
        rows.append(
            [
                Press("page", f"{number}:{page - 1}", label=say("button-newer"), disabled=page == 0),
                Press("page", f"{number}:{page + 1}", label=say("button-older"), disabled=page + 1 >= pages),
            ]
        )
    return card(texts, rows=rows)


def _title(say: Wording, source: str | None, topic: str | None) -> str:
    if topic:
        return say("headlines-topic", topic=line(topic, 80))
    if source:
        return say("headlines-of", source=line(source, 80))
    return say("headlines-title")
