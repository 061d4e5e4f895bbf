"""The cards of watches: an alert, the line that says there is more, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.cards.answer import headline_line, quote_text
from bot.cards.controls import Press
from bot.cards.layout import GREY, card, cards
from bot.cards.text import line
from bot.locales import Translator
from knowledge.watching.judging import Finding

HEADING_CHARACTERS = 200


def watch_card(words: str, finding: Finding, stop: str, translate: Translator) -> ui.LayoutView:
    """An alert: what is watched for, and the quote or headline that met it. `stop` is the stop button's argument."""
    about = Press("ask-about", str(finding.article.number), label=translate("button-ask-about"))
    row: list[ui.Item[Any]] = [about] if finding.article.paragraphs and finding.article.headline else []
    match = headline_line(finding.article, translate) if finding.quote is None else quote_text(finding.quote, translate)
    return card([_heading(words, translate), match], rows=[[*row, _stop(stop, translate)]])


def more_today_card(words: str, limit: int, stop: str, translate: Translator) -> ui.LayoutView:
    """The line that says that a watch has more matches today than it may post."""
    return card(
        [_heading(words, translate), translate("watch-more-today", limit=limit)],
        accent=GREY,
        rows=[[_stop(stop, translate)]],
    )


def watch_list_cards(rows: Sequence[str], translate: Translator) -> list[ui.LayoutView]:
    """The list of watches; `rows` has one block of text for each."""
    if not rows:
        return [card([translate("watch-list-empty")], accent=GREY)]
    return cards([f"### {translate('watch-list')}", *rows])


def _heading(words: str, translate: Translator) -> str:
    return f"-# {translate('watch-alert')}\n### {line(words, HEADING_CHARACTERS)}"


def _stop(argument: str, translate: Translator) -> Press:
    return Press("watch-stop", argument, label=translate("button-watch-stop"))
