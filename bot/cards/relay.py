"""The cards of relays: a new story of a feed, several at once, and the list of what a server has posted by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot.cards.answer import times
from bot.cards.controls import Press, SelectMenu
from bot.cards.headlines import ask_about
from bot.cards.layout import GREY, Block, card
from bot.cards.text import MESSAGE_CHARACTERS, block_quote, line, link, link_label, when
from bot.locales import Translator
from knowledge.articles import StoredArticle

HEADLINE_CHARACTERS = 200
QUOTE_CHARACTERS = 400
MOST_LISTED = 10
"""How many headlines a card of several stories shows: what fits on a phone screen or two. Its select has 25."""
MOST_CHOICES = 25
ROOM_FOR_MORE = 200
"""Characters kept for the line that says how many more there are."""


def new_story_card(
    article: StoredArticle,
    opening: str,
    nonce: str,
    translate: Translator,
    *,
    picture: bool = True,
    edited: bool = False,
) -> ui.LayoutView:
    """One story: its headline, linked, its outlet and time, its first words, and its picture if it has one.

    `edited` says when the outlet changed it; otherwise that is left out, since nobody saw the earlier words.
    """
    heading = "" if article.derived else link_label(article.headline or "", HEADLINE_CHARACTERS)
    outlet = line(article.source or "", 40) or translate("source-unknown")
    published, updated = times(article, translate)
    small = [outlet if heading else "", published, updated if edited else ""]
    if not article.paragraphs:
        small.append(translate("headlines-only"))
    text = "\n".join(
        part
        for part in (
            f"### {link(heading or outlet, article.url)}",
            "-# " + " · ".join(one for one in small if one),
            block_quote(opening, QUOTE_CHARACTERS) if opening else "",
        )
        if part.strip("-# ")
    )
    ask = Press("ask-about", f"{article.number}:{nonce}", label=translate("button-ask-about"))
    shown = Block(text, article.picture if picture else None, article.headline or outlet)
    return card([shown], rows=[[ask]])


def new_stories_card(
    articles: Sequence[StoredArticle], feed: str, nonce: str, translate: Translator, *, edited: bool = False
) -> ui.LayoutView:
    """Several stories that came together, and a select to ask about one. `feed` is the feed's title."""
    texts = [f"### {translate('relay-several', count=len(articles), name=line(feed, 60))}"]
    several_outlets = len({article.source for article in articles}) > 1
    room = MESSAGE_CHARACTERS - len(texts[0]) - ROOM_FOR_MORE
    shown = 0
    for article in articles[:MOST_LISTED]:
        words = link_label(article.headline or "", HEADLINE_CHARACTERS) or translate("source-unknown")
        published, updated = times(article, translate)
        outlet = line(article.source or "", 40) if several_outlets else ""
        small = " · ".join(one for one in (outlet, published, updated if edited else "") if one)
        text = f"**{link(words, article.url)}**" + (f"\n-# {small}" if small else "")
        room -= len(text)
        if room < 0:
            break
        texts.append(text)
        shown += 1
    if len(articles) > shown:
        texts.append(f"-# {translate('relay-more', count=len(articles) - shown)}")
    return card(texts, rows=ask_about(articles[:MOST_CHOICES], translate, nonce=nonce))


def relays_card(rows: Sequence[str], options: list[discord.SelectOption], translate: Translator) -> ui.LayoutView:
    """What a server has posted by itself, one block of text for each, and a select to stop one."""
    if not rows:
        return card([translate("relay-list-empty")], accent=GREY)
    stop = SelectMenu("relay-stop", options[:MOST_CHOICES], placeholder=translate("relay-stop"))
    return card([f"### {translate('relay-list')}", *rows], rows=[[stop]])


def late_story(due: datetime, translate: Translator) -> str:
    """The sentence for a story that is posted late."""
    return translate("relay-late", due=when(due, translate.language))
