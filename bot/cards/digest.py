"""The cards of digests: one digest in as many parts as it needs, and the list of a server's digests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards.answer import also, headline, small_print
from bot.cards.controls import Press
from bot.cards.headlines import ask_about
from bot.cards.layout import BLUE, GREY, Block, card, cards
from bot.cards.text import MESSAGE_CHARACTERS, block_quote, line, when
from bot.locales import Translator
from knowledge.archive.queries import other_outlets
from knowledge.stories.digest_selection import DigestStory
from knowledge.stories.reports import Digest

SENTENCE_CHARACTERS = 320
STORIES_A_PART = 5
"""What usually fits into one message: five stories, each with a headline, two sentences and links."""
MOST_STORIES = 15
HEADING_CHARACTERS = 500
"""Room for a mention, the name, the period and the sentence that says that the digest is late."""
TREND_ADDRESS = "attachment://trend.png"


def story_texts(digest: Digest, translate: Translator) -> tuple[str, ...]:
    """The text of each story; the same for every digest with the same stories in the same language."""
    return tuple(_story(story, position, digest, translate) for position, story in enumerate(digest.stories, start=1))


def digest_cards(
    digest: Digest,
    texts: Sequence[str],
    title: str,
    translate: Translator,
    *,
    nonce: Callable[[int], str] = lambda part: "",
    mention: str | None = None,
    trend: bool = False,
    pictures: bool = True,
    no_news: str | None = None,
) -> list[ui.LayoutView]:
    """One digest, at least one card, one per message. `texts` are those of `story_texts`.

    `nonce(part)` gives the nonce that a part's controls carry. `mention` is the mention of the role to ping. With
    `trend`, the first part shows the attached file `trend.png`; with `pictures`, each story shows its own.
    `no_news` is what is said where there is no news at all.
    """
    span = translate(
        "digest-span", **{"from": when(digest.since, translate.language), "to": when(digest.until, translate.language)}
    )
    heading = f"## {line(title, 100)}\n-# {span}"
    first = f"{mention}\n{heading}" if mention else heading
    if not digest.stories:
        rows = [_below(nonce(0), "button-why-quiet", translate)] if nonce(0) else []
        return [card([first, no_news or translate("digest-quiet")], accent=GREY, rows=rows)]
    leads = [digest.articles[story.lead.number] for story in digest.stories]
    shares = _shares(texts)
    views = []
    for part, share in enumerate(shares):
        continued = translate("digest-part", name=line(title, 100), part=part + 1, parts=len(shares))
        blocks = [
            Block(texts[place], leads[place].picture if pictures else None, leads[place].headline or "")
            for place in share
        ]
        rows = ask_about([leads[place] for place in share], translate, nonce=nonce(part))
        if part == 0 and nonce(0):
            rows.append(_below(nonce(0), "button-why", translate))
        view = card([first if part == 0 else f"-# {continued}", *blocks], accent=BLUE, rows=rows)
        if part == 0 and trend:
            _add_trend(view)
        views.append(view)
    return views


def _below(nonce: str, why: str, translate: Translator) -> list[ui.Item[Any]]:
    return [
        Press("why-digest", nonce, label=translate(why)),
        Press("catchup", nonce, label=translate("button-catchup")),
    ]


def digest_list_cards(rows: Sequence[str], translate: Translator) -> list[ui.LayoutView]:
    """The list of a server's digests; `rows` has one line of text for each."""
    if not rows:
        return [card([translate("digest-list-empty")], accent=GREY)]
    return cards([f"## {translate('digest-list')}", *rows])


def late_sentence(due: datetime, translate: Translator) -> str:
    """The sentence for a posting that is sent late."""
    return translate("digest-late", due=when(due, translate.language))


def _shares(texts: Sequence[str]) -> list[range]:
    """Which stories go into each part: as many as fit, at most five."""
    shares, start, length = [], 0, 0
    for position, text in enumerate(texts):
        if position - start == STORIES_A_PART or length + len(text) > MESSAGE_CHARACTERS - HEADING_CHARACTERS:
            shares.append(range(start, position))
            start, length = position, 0
        length += len(text)
    return [*shares, range(start, len(texts))]


def _add_trend(view: ui.LayoutView) -> None:
    container: Any = view.children[0]
    gallery: ui.MediaGallery[Any] = ui.MediaGallery(discord.MediaGalleryItem(TREND_ADDRESS))
    rows = [child for child in container.children if isinstance(child, ui.ActionRow)]
    for row in rows:
        container.remove_item(row)
    container.add_item(gallery)
    for row in rows:
        container.add_item(row)


def _story(story: DigestStory, position: int, digest: Digest, translate: Translator) -> str:
    lead = digest.articles[story.lead.number]
    moved_on = [f"-# {translate('digest-moved-on')}"] if story.earlier_articles else []
    # The first story is told at length, the others in a sentence, so that five of them are one look at a phone.
    told = story.summary if position == 1 else story.summary[:1]
    quotes = [block_quote(sentence.text, SENTENCE_CHARACTERS) for sentence in told]
    reports = [digest.articles[other.number] for other in story.also_reported_by]
    copies = other_outlets(digest.copies.get(lead.number, ()), lead.source, *(report.source for report in reports))
    elsewhere = [(report.source, report.url) for report in reports] + [(copy.source, copy.url) for copy in copies]
    small = [small_print(lead, translate), *also(elsewhere, translate)]
    return "\n".join([headline(lead, position=position), *moved_on, *quotes, *small])
