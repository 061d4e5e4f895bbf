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

SENTENCE_CHARACTERS = 160
"""Room for what is quoted of one story: two lines of a phone's screen, mostly."""


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as it is told to one member: its article, a sentence of it ("" where only a headline is held), the
    outlets that report it too, and the words of the member's watch that it met ("": none)."""

    article: StoredArticle
    sentence: str
    others: tuple[str, ...] = ()
    watch: str = ""


def catchup_card(stories: Sequence[ToldStory], since: str, selection: str, translate: Translator) -> ui.LayoutView:
    """The stories, or that there are none. `since` and `selection` say from when on, and from what they were chosen."""
    title = f"### {translate('catchup-title')}\n-# {since} · {selection}"
    if not stories:
        return card([title, translate("catchup-nothing")], accent=GREY)
    rows = ask_about([story.article for story in stories], translate)
    return card([title, *(_story(story, translate) for story in stories)], accent=BLUE, rows=rows)


def _story(story: ToldStory, translate: Translator) -> str:
    parts = [headline_line(story.article, translate)]
    if story.sentence:
        parts.append(block_quote(story.sentence, SENTENCE_CHARACTERS))
    if story.others:
        outlets = " · ".join(line(outlet, 30) for outlet in story.others[:3])
        parts.append(f"-# {translate('digest-also', outlets=outlets)}")
    if story.watch:
        parts.append(f"-# {translate('catchup-watch', words=line(story.watch, 80))}")
    return "\n".join(parts)
