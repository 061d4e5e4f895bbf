"""The buttons of a response: one row under it, with *More* for all others, which are shown to whoever presses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.cards.controls import Press
from bot.cards.layout import GREY, Row, card
from bot.cards.text import label
from bot.locales import Translator
from knowledge.requests.response import Kind, Response

A_ROW = 5
"""Buttons that Discord takes in one row."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be done with a response: `kind` says what it is, `more` whether there are more quotes, `timed` whether
    it was read as being about a time, and `typed` what was typed where that was corrected ("": nothing was)."""

    kind: Kind
    more: bool = False
    timed: bool = False
    typed: str = ""

    @classmethod
    def of(cls, response: Response) -> Offers:
        """What a new response offers."""
        request = response.request
        answer = response.answer if response.kind is Kind.ANSWER else None
        typed = " ".join(correction.typed for correction in request.corrections)
        return cls(response.kind, bool(answer and answer.more), request.span is not None, typed)

    @classmethod
    def of_state(cls, state: Mapping[str, Any]) -> Offers:
        """What a stored card offers; earlier versions kept less of it."""
        kind = Kind(state.get("kind") or (Kind.ANSWER if state.get("quotes") else Kind.ABSTAIN))
        return cls(kind, bool(state.get("more")), bool(state.get("timed")), str(state.get("typed") or ""))

    def as_state(self) -> dict[str, Any]:
        """What is stored with a card, beside its quotes."""
        return {"kind": self.kind.value, "timed": self.timed, "typed": self.typed}


def row_under(offers: Offers, number: int, translate: Translator) -> Row:
    """The row under an answer, a briefing or an abstention. `number` is that of the stored card."""
    argument = str(number)
    return [
        _first(offers, argument, translate),
        *_again(offers, argument, translate)[:1],
        Press("helpful", argument, emoji=translate("button-helpful")),
        Press("unhelpful", argument, emoji=translate("button-unhelpful")),
        _rest(argument, translate),
    ]


def row_under_list(offers: Offers, number: int, turning: Row, translate: Translator) -> Row:
    """The row under a page of headlines: `turning` the pages, and the rest."""
    argument = str(number)
    return [*turning, *_again(offers, argument, translate)[:1], _rest(argument, translate)]


def rest_card(offers: Offers, number: int, translate: Translator, *, may_remove: bool) -> ui.LayoutView:
    """What the row has no room for."""
    argument = str(number)
    buttons: list[ui.Item[Any]] = []
    if offers.kind is Kind.ANSWER:
        buttons.append(Press("paragraph", argument, label=translate("button-paragraph")))
    if offers.more:
        buttons.append(Press("more", argument, label=translate("button-more")))
    if offers.kind is Kind.ABSTAIN:
        buttons.append(_follow_up(argument, translate))
    elif offers.kind is not Kind.HEADLINES:
        buttons.append(_watch(argument, translate))
    buttons += _again(offers, argument, translate)[1:]
    if may_remove:
        danger = discord.ButtonStyle.danger
        buttons.append(Press("remove-answer", argument, label=translate("button-remove"), style=danger))
    if not buttons:
        return card([translate("answer-no-rest")], accent=GREY)
    rows = [buttons[start : start + A_ROW] for start in range(0, len(buttons), A_ROW)]
    return card([translate("answer-rest")], accent=GREY, rows=rows)


def _first(offers: Offers, argument: str, translate: Translator) -> Press:
    """What one wants to do next: go on asking, or wait for news where there is none."""
    return (_watch if offers.kind is Kind.ABSTAIN else _follow_up)(argument, translate)


def _follow_up(argument: str, translate: Translator) -> Press:
    return Press("follow-up", argument, label=translate("button-follow-up"), style=discord.ButtonStyle.primary)


def _watch(argument: str, translate: Translator) -> Press:
    return Press("watch-this", argument, label=translate("button-watch"))


def _rest(argument: str, translate: Translator) -> Press:
    return Press("rest", argument, label=translate("button-rest"))


def _again(offers: Offers, argument: str, translate: Translator) -> list[ui.Item[Any]]:
    """Buttons that ask the same, read otherwise: with the words as they were typed, or without the time."""
    buttons: list[ui.Item[Any]] = []
    if offers.typed:
        words = translate("button-as-typed", words=offers.typed)
        buttons.append(Press("as-typed", argument, label=label(words, 60)))
    if offers.timed:
        buttons.append(Press("any-time", argument, label=translate("button-any-time")))
    return buttons
