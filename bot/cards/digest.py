"""The cards of digests: a posting in as many parts as it needs, the list of a server's digests, and the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards.answer import small_print
from bot.cards.controls import Press
from bot.cards.layout import BLUE, GREY, card, cards
from bot.cards.text import MESSAGE_CHARACTERS, block_quote, label, line, link, when
from bot.locales import Translator
from knowledge.archive.queries import other_outlets
from knowledge.stories.digest import DigestStory
from knowledge.view import Digest

SENTENCE_CHARACTERS = 320
SMALL_PRINT_CHARACTERS = 700
"""Room for the links of a story, addresses included; those that do not fit are left out."""
STORIES_A_PART = 5
"""What mostly fits one message: five stories of a headline, two sentences, their links and a button each."""
MOST_STORIES = 15
HEADING_CHARACTERS = 500
"""Room for a mention, the name, the span of time and the sentence that says that it is late."""
PICTURE_ADDRESS = "attachment://trend.png"


def story_texts(digest: Digest, translate: Translator) -> tuple[str, ...]:
    """The text of each story; the same for everybody who asks for the same digest in the same language."""
    return tuple(_story(story, position, digest, translate) for position, story in enumerate(digest.stories, start=1))


def digest_cards(
    digest: Digest,
    texts: Sequence[str],
    title: str,
    translate: Translator,
    *,
    nonce: Callable[[int], str] = lambda part: "",
    mention: str | None = None,
    picture: bool = False,
) -> list[ui.LayoutView]:
    """One posting, a card a message: at least one. `texts` are those of `story_texts`.

    `nonce` gives a part's mark, which its buttons carry. `mention` is the role to ping, ready-made. With `picture` the
    first part shows an attached file called `trend.png`.
    """
    span = translate(
        "digest-span", **{"from": when(digest.since, translate.language), "to": when(digest.until, translate.language)}
    )
    heading = f"### {line(title, 100)}\n-# {span}"
    first = f"{mention}\n{heading}" if mention else heading
    if not digest.stories:
        rows = [[Press("why-digest", nonce(0), label=translate("button-why-quiet"))]] if nonce(0) else []
        return [card([first, translate("digest-quiet")], accent=GREY, rows=rows)]
    shares = _shares(texts)
    views = []
    for part, share in enumerate(shares):
        continued = translate("digest-part", name=line(title, 100), part=part + 1, parts=len(shares))
        shown = [first if part == 0 else f"-# {continued}", *(texts[position] for position in share)]
        rows = [[_ask(digest.stories[position], position, nonce(part), translate) for position in share]]
        if part == 0 and nonce(0):
            rows.append([Press("why-digest", nonce(0), label=translate("button-why"))])
        view = card(shown, accent=BLUE, rows=rows)
        if part == 0 and picture:
            _add_picture(view)
        views.append(view)
    return views


def digest_list_cards(rows: Sequence[str], translate: Translator) -> list[ui.LayoutView]:
    """The digests of a server, one ready-made line each."""
    if not rows:
        return [card([translate("digest-list-empty")], accent=GREY)]
    return cards([f"### {translate('digest-list')}", *rows])


def late_sentence(due: datetime, translate: Translator) -> str:
    """What a posting says that comes late."""
    return translate("digest-late", due=when(due, translate.language))


def _shares(texts: Sequence[str]) -> list[range]:
    """Which stories each part holds: as many as fit, at most five."""
    shares, start, held = [], 0, 0
    for position, text in enumerate(texts):
        if position - start == STORIES_A_PART or held + len(text) > MESSAGE_CHARACTERS - HEADING_CHARACTERS:
            shares.append(range(start, position))
            start, held = position, 0
        held += len(text)
    return [*shares, range(start, len(texts))]


def _ask(story: DigestStory, position: int, nonce: str, translate: Translator) -> Press:
    argument = f"{story.lead.number}:{nonce}" if nonce else str(story.lead.number)
    return Press("ask-about", argument, label=label(f"{translate('button-ask-about')} {position + 1}", 40))


def _add_picture(view: ui.LayoutView) -> None:
    container: Any = view.children[0]
    gallery: ui.MediaGallery[Any] = ui.MediaGallery(discord.MediaGalleryItem(PICTURE_ADDRESS))
    rows = [child for child in container.children if isinstance(child, ui.ActionRow)]
    for row in rows:
        container.remove_item(row)
    container.add_item(gallery)
    for row in rows:
        container.add_item(row)


def _story(story: DigestStory, position: int, digest: Digest, translate: Translator) -> str:
    lead = digest.articles[story.lead.number]
    head = f"**{position}. {line(lead.headline or '', 160)}**"
    if story.told_before:
        head += f"\n-# {translate('digest-moved-on')}"
    reports = [digest.articles[other.number] for other in story.also_reported_by]
    copies = other_outlets(digest.copies.get(lead.number, ()), lead.source, *(report.source for report in reports))
    places = [(report.source, report.url) for report in reports] + [(copy.source, copy.url) for copy in copies]
    small = small_print(lead, translate)
    if len(small) > SMALL_PRINT_CHARACTERS:
        small = small_print(replace(lead, url=None), translate)
    others: list[str] = []
    for source, url in places[:3]:
        shown = link(line(source or translate("source-unknown"), 30), url)
        if len(small) + sum(map(len, others)) + len(shown) < SMALL_PRINT_CHARACTERS:
            others.append(shown)
    if others:
        small += f"\n-# {translate('digest-also', outlets=' · '.join(others))}"
    quotes = [block_quote(sentence.text, SENTENCE_CHARACTERS) for sentence in story.summary]
    return "\n".join([head, *quotes, small])
