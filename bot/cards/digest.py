"""The cards of digests: a posting, the list of a server's digests, and what is said when one is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.cards.answer import small_print
from bot.cards.controls import Press
from bot.cards.layout import AMBER, BLUE, GREY, card
from bot.cards.text import MESSAGE_CHARACTERS, block_quote, label, line, link, when
from bot.locales import Wording
from knowledge.news import Digest
from knowledge.stories.digest import DigestStory

SENTENCE_CHARACTERS = 320
MOST_STORIES = 5
"""What fits one message: five stories of a headline, two sentences, their links and a button each."""


def digest_card(
    digest: Digest, title: str, say: Wording, *, late_since: datetime | None = None, mention: str | None = None
) -> ui.LayoutView:
    """One posting. `late_since` is when it was due, if it comes late; `mention` is the role to ping, ready-made."""
    heading = f"### {line(title, 100)}"
    span = say("digest-span", **{"from": when(digest.since, say.language), "to": when(digest.until, say.language)})
    texts = [f"{mention}\n{heading}\n-# {span}" if mention else f"{heading}\n-# {span}"]
    if late_since is not None:
        texts.append(f"**{say('digest-late', due=when(late_since, say.language))}**")
    accent = AMBER if late_since is not None else BLUE
    stories = digest.stories[:MOST_STORIES]
    if not stories:
        return card([*texts, say("digest-quiet")], accent=AMBER if late_since is not None else GREY)
    room = (MESSAGE_CHARACTERS - sum(map(len, texts))) // len(stories)
    texts += [_story(story, position, digest, say, room) for position, story in enumerate(stories, start=1)]
    buttons = [
        Press("ask-about", str(story.lead.number), label=label(f"{say('button-ask-about')} {position}", 40))
        for position, story in enumerate(stories, start=1)
    ]
    return card(texts, accent=accent, rows=[buttons[:5]])


def digest_list_card(rows: Sequence[str], say: Wording) -> ui.LayoutView:
    """The digests of a server, one ready-made line each."""
    if not rows:
        return card([say("digest-list-empty")], accent=GREY)
    return card([f"### {say('digest-list')}", *rows])


def _story(story: DigestStory, position: int, digest: Digest, say: Wording, room: int) -> str:
    lead = digest.articles[story.lead.number]
    head = f"**{position}. {line(lead.headline or '', 160)}**"
    others = [
        link(line(report.source or say("source-unknown"), 30), report.url)
        for report in (digest.articles[other.number] for other in story.also_reported_by[:3])
    ]
    small = small_print(lead, say)
    if others:
        small += f"\n-# {say('digest-also', outlets=' · '.join(others))}"
    left = room - len(head) - len(small) - 2
    quotes = []
    for sentence in story.summary:
        shown = block_quote(sentence.text, SENTENCE_CHARACTERS)
        if len(shown) + 1 <= left:
            quotes.append(shown)
            left -= len(shown) + 1
    return "\n".join([head, *quotes, small])
