"""The card of *Find related news*: the stories that a message is about."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.cards.answer import headline_line
from bot.cards.headlines import ask_about
from bot.cards.layout import GREY, card
from bot.cards.text import line
from bot.locales import Translator
from knowledge.stories.related import RelatedStory

OUTLETS = 3


def related_card(stories: Sequence[RelatedStory], text: str, translate: Translator) -> ui.LayoutView:
    """The stories, nearest first, and a select to ask about one of them."""
    title = f"### {translate('related-title')}\n-# {translate('related-to', text=line(text, 120))}"
    if not stories:
        return card([title, translate("related-none")], accent=GREY)
    texts = [title, *(_story(story, translate) for story in stories)]
    return card(texts, rows=ask_about([story.article for story in stories], translate))


def _story(story: RelatedStory, translate: Translator) -> str:
    told = {story.article.source}
    names = [name for one in story.others if (name := one.source) is not None and name not in told]
    others = [line(name, 30) for name in dict.fromkeys(names)][:OUTLETS]
    also = f"\n-# {translate('digest-also', outlets=' · '.join(others))}" if others else ""
    return headline_line(story.article, translate) + also
