"""The card of one story: its own three sentences, and who else reported it."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.cards.answer import headline_line, small_print
from bot.cards.controls import Press
from bot.cards.layout import BLUE, GREY, card
from bot.cards.text import block_quote, line, link
from bot.locales import Translator
from knowledge.archive.queries import other_outlets
from knowledge.articles import StoredArticle
from knowledge.stories.reports import StoryReport

SENTENCE_CHARACTERS = 600
REPORTS = 5
COPIES = 8


def unknown_story(closest: Sequence[StoredArticle], translate: Translator) -> str:
    """The sentence for a headline that no article has, with the closest headlines."""
    found = [headline_line(article, translate) for article in closest if article.headline]
    return "\n".join([translate("story-unknown"), *([translate("story-closest"), *found] if found else [])])


def story_card(story: StoryReport, translate: Translator) -> ui.LayoutView:
    """The summary's sentences, each as its own quote, since they are not consecutive in the article."""
    article = story.article
    texts = [f"### {line(article.headline or '')}\n{small_print(article, translate)}"]
    texts += [block_quote(sentence.text, SENTENCE_CHARACTERS) for sentence in story.summary]
    if not story.summary:
        texts.append(translate("story-headline-only"))
    copies = other_outlets(story.also_at, article.source)
    if copies:
        outlets = " · ".join(link(line(copy.source or "", 30), copy.url) for copy in copies[:COPIES])
        texts.append(f"-# {translate('story-copies', outlets=outlets)}")
    if story.also_reported_by:
        texts.append(f"-# {translate('story-also')}")
        texts += [headline_line(report, translate) for report in story.also_reported_by[:REPORTS]]
    ask = Press(
        "ask-about", str(article.number), label=translate("button-ask-about"), style=discord.ButtonStyle.primary
    )
    return card(texts, accent=BLUE if story.summary else GREY, rows=[[ask]] if story.summary else [])
