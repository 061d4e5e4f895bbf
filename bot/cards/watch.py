"""The cards of watches: an alert, the line that says there is more, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.cards.answer import headline_line, quote_text
from bot.cards.controls import Press
from bot.cards.layout import GREY, card, cards
from bot.cards.text import line
from bot.locales import Wording
from knowledge.watching.judging import Finding

HEADING_CHARACTERS = 200


def watch_card(words: str, finding: Finding, stop: str, say: Wording) -> ui.LayoutView:
    """An alert: what is watched for, and the sentences that meet it. `stop` is the argument of the stop button."""
    about = Press("ask-about", str(finding.article.number), label=say("button-ask-about"))
    row: list[ui.Item[Any]] = [about] if finding.article.paragraphs and finding.article.headline else []
    told = headline_line(finding.article, say) if finding.quote is None else quote_text(finding.quote, 1, say)
    return card([_heading(words, say), told], rows=[[*row, _stop(stop, say)]])


def more_today_card(words: str, limit: int, stop: str, say: Wording) -> ui.LayoutView:
    """One line that says that a watch has met more today than it may alert about."""
    return card([_heading(words, say), say("watch-more-today", limit=limit)], accent=GREY, rows=[[_stop(stop, say)]])


def watch_list_cards(rows: Sequence[str], say: Wording) -> list[ui.LayoutView]:
    """Watches, one ready-made block each."""
    if not rows:
        return [card([say("watch-list-empty")], accent=GREY)]
    return cards([f"### {say('watch-list')}", *rows])


def _heading(words: str, say: Wording) -> str:
    return f"-# {say('watch-alert')}\n### {line(words, HEADING_CHARACTERS)}"


def _stop(argument: str, say: Wording) -> Press:
    return Press("watch-stop", argument, label=say("button-watch-stop"))
