"""The card of a headline list: one page, its paging buttons and a select to ask about one of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.cards.answer import headline_line
from bot.cards.controls import Press, SelectMenu
from bot.cards.layout import GREY, card
from bot.cards.text import label, line
from bot.locales import Translator
from knowledge.articles import StoredArticle

PAGE = 6
"""Headlines per page: what fits on a phone screen."""


def headlines_card(
    articles: Sequence[StoredArticle],
    total: int,
    page: int,
    number: int,
    translate: Translator,
    *,
    source: str | None = None,
    topic: str | None = None,
) -> ui.LayoutView:
    """One page (counted from 0) of `total` headlines; `number` is the stored card's number for the buttons."""
    title = _title(translate, source, topic)
    if not articles:
        return card([f"### {title}", translate("headlines-none")], accent=GREY)
    pages = math.ceil(total / PAGE)
    texts = [f"### {title}", *(headline_line(article, translate) for article in articles)]
    texts.append(f"-# {translate('headlines-page', page=page + 1, pages=pages, total=total)}")
    rows = ask_about(articles, translate)
    if pages > 1:
        rows.append(
            [
                Press("page", f"{number}:{page - 1}", label=translate("button-newer"), disabled=page == 0),
                Press("page", f"{number}:{page + 1}", label=translate("button-older"), disabled=page + 1 >= pages),
            ]
        )
    return card(texts, rows=rows)


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
