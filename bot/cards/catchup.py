"""The card of /catchup: what happened since a moment, at most seven stories, for one member alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord import ui

from bot.cards.answer import headline_line
from bot.cards.headlines import ask_about
from bot.cards.layout import BLUE, GREY, card
from bot.cards.text import block_quote, line
from bot.locales import Translator
from knowledge.articles import StoredArticle

QUOTED = 3
"""How many stories are told with a sentence; with one for each, seven of them would take two screens of a phone."""
SENTENCE_CHARACTERS = 140


@dataclass(frozen=True, slots=True)
class MissedStory:
    """A story as it is told to one member: its article, a sentence of it ("" where only a headline is held), how many
    other outlets report it, and the words of the member's watch that it met ("": none)."""

    article: StoredArticle
    sentence: str
    others: int = 0
    watch: str = ""


def catchup_card(stories: Sequence[MissedStory], since: str, selection: str, translate: Translator) -> ui.LayoutView:
    """The stories, or that there are none. `since` and `selection` say from when on, and from what they were chosen."""
    title = f"### {translate('catchup-title')}\n-# {since} · {selection}"
    if not stories:
        return card([title, translate("catchup-nothing")], accent=GREY)
    rows = ask_about([story.article for story in stories], translate)
    texts = [_story(story, translate, quoted=place < QUOTED) for place, story in enumerate(stories)]
    return card([title, *texts], accent=BLUE, rows=rows)


def _story(story: MissedStory, translate: Translator, *, quoted: bool) -> str:
    more = f" · {translate('catchup-more', count=story.others)}" if story.others else ""
    parts = [headline_line(story.article, translate) + more]
    if story.sentence and quoted:
        parts.append(block_quote(story.sentence, SENTENCE_CHARACTERS))
    if story.watch:
        parts.append(f"-# {translate('catchup-watch', words=line(story.watch, 80))}")
    return "\n".join(parts)
