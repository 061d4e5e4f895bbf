"""The card of one story: its own three sentences, figures on which outlets differ, and its timeline."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.cards.answer import headline_line, places, small_print
from bot.cards.controls import Press
from bot.cards.layout import BLUE, GREY, Block, card
from bot.cards.text import block_quote, line, link, link_label, when
from bot.locales import Translator
from knowledge.answering.answers import Disagreement
from knowledge.archive.queries import other_outlets
from knowledge.articles import StoredArticle
from knowledge.stories.reports import StoryReport

SENTENCE_CHARACTERS = 600
REPORTS = 6
"""Of the timeline: what fits on a phone screen with the summary."""
COPIES = 8
DIFFERENCES = 3
HEADLINE_CHARACTERS = 100


def unknown_story(closest: Sequence[StoredArticle], translate: Translator) -> str:
    """The sentence for a headline that no article has, with the closest headlines."""
    found = [headline_line(article, translate) for article in closest if article.headline]
    return "\n\n".join([translate("story-unknown"), *([translate("story-closest"), *found] if found else [])])


def story_card(story: StoryReport, translate: Translator, *, pictures: bool = True) -> ui.LayoutView:
    """The summary's sentences, each as its own quote, since they are not consecutive in the article; which outlets give
    other figures; and what each outlet reported when. With `pictures`, the article's is shown."""
    article = story.article
    title = line(article.headline or "")
    words = link_label(article.headline or "", 200)
    heading = f"## {link(words, article.url) if words else title}\n{small_print(article, translate)}"
    texts: list[str | Block] = [Block(heading, article.picture if pictures else None, article.headline or "")]
    texts += [block_quote(sentence.text, SENTENCE_CHARACTERS) for sentence in story.summary]
    if not story.summary:
        texts.append(translate("story-headline-only"))
    copies = other_outlets(story.also_at, article.source)
    if copies:
        outlets = places([(copy.source, copy.url) for copy in copies[:COPIES]], translate)
        texts.append(f"-# {translate('story-copies', outlets=outlets)}")
    if story.disagreements:
        texts.append(Block("\n".join([f"### {translate('story-differ')}", *_figures(story.disagreements)])))
    if len(story.timeline) > 1:
        first, *others = _timeline(story, translate)
        texts += [Block(f"### {translate('story-timeline')}\n{first}"), *others]
    ask = Press(
        "ask-about", str(article.number), label=translate("button-ask-about"), style=discord.ButtonStyle.primary
    )
    return card(texts, accent=BLUE if story.summary else GREY, rows=[[ask]] if story.summary else [])


def _figures(disagreements: Sequence[Disagreement]) -> list[str]:
    """What each outlet counts, side by side."""
    rows = []
    for one in disagreements[:DIFFERENCES]:
        values = " · ".join(f"**{line(value, 40)}** {line(source, 30)}" for source, value in one.values[:4])
        rows.append(f"{line(one.about, 40)}: {values}")
    return rows


def _timeline(story: StoryReport, translate: Translator) -> list[str]:
    """One line for each report, oldest first: when, who, and the headline as a link; the article's own in bold.

    If there are too many, the article's own stays, and the last ones are left out.
    """
    reports = list(story.timeline[:REPORTS])
    if story.article not in reports:
        reports[-1] = story.article
    rows = []
    for report in reports:
        outlet = line(report.source or translate("source-unknown"), 30)
        parts = [when(report.published, translate.language), outlet]
        words = link_label(report.headline or "", HEADLINE_CHARACTERS)
        shown = link(words, report.url) if words else line(report.headline or "", HEADLINE_CHARACTERS)
        if report.number == story.article.number:
            shown = f"**{line(report.headline or '', HEADLINE_CHARACTERS)}**"
        rows.append(f"-# {' · '.join(part for part in parts if part)}\n{shown}")
    left = len(story.timeline) - len(reports)
    return [*rows, *([f"-# {translate('story-more-reports', count=left)}"] if left else [])]
