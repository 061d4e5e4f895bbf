"""What texts in other languages than English mention: patterns made of the words in their tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.answering.questions import AnswerKind
from knowledge.languages.tables import language

_FIGURE = r"\d+(?:[.,\u202f\u00a0]\d+)*"
_NAME_IN_SIGNS = r"[\u3400-\u9fff々]{1,6}[ぁ-ん]{0,4}|[ァ-ヶー・]{2,12}"
_CAPITAL = "A-ZÀ-ÖØ-Þ"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one language.

    `by_kind` has those of numbers, amounts and the like; the last group of a pattern, if it has any, is the mention.
    `titled` finds a name beside a title, as its group. `gives_reason` finds words that say plainly why.
    """

    by_kind: Mapping[AnswerKind, re.Pattern[str]]
    titled: re.Pattern[str] | None
    gives_reason: re.Pattern[str]
    nouns_are_capitalised: bool


@cache
def patterns_of(code: str) -> Patterns:
    """The patterns of a language that has a table."""
    table = language(code)
    assert table is not None
    words = table.mentions
    edge, gap = ("", "") if table.signs else (r"\b", r"[\s\u00a0-]?")
    scale = rf"(?:{gap}(?:{words['scale']}){edge})?"
    number = rf"{_FIGURE}{scale}|{edge}(?:{words['counting_numbers']}){scale}{edge}"
    amount = rf"(?:{_FIGURE}|{edge}(?:{words['numbers']})){scale}"
    months = rf"(?:\d{{1,2}}(?:\.|er|º)?\s?(?:de\s)?)?{edge}(?:{words['months']}){edge}"
    reason = rf"{edge}(?:{words['reasons']}){edge}"
    if table.signs:
        because = rf"([\w、]{{2,12}}?)(?:{words['reasons']})"
        place = r"[\u3400-\u9fff々ァ-ヶー]{1,12}[市町村県都府島港駅区川山湖橋館寺州省]"
        titled = re.compile(rf"({_NAME_IN_SIGNS})(?:{words['person_titles']})")
    else:
        because = rf"{reason}\s+((?:[^\W_][\w'’.-]*\s*){{1,4}})"
        place = (
            rf"{edge}(?:{words['places']})\s(?:(?:der|dem|den|la|le|les|el|los|las|o|a|os|as)\s)?"
            rf"((?:[{_CAPITAL}][\w'’.-]*\s?)+)"
        )
        titled = re.compile(
            rf"\b(?:{words['person_titles']})\s((?:[{_CAPITAL}][\w'’-]*)(?:\s(?:de\s|da\s|von\s)?[{_CAPITAL}][\w'’-]*)*)"
        )
    return Patterns(
        by_kind={
            kind: re.compile(pattern, 0 if kind is AnswerKind.PLACE else re.IGNORECASE)
            for kind, pattern in {
                AnswerKind.COUNT: number,
                AnswerKind.MONEY: (
                    rf"(?:R\$|[$£€¥])\s?{_FIGURE}{scale}|{amount}\s?(?:de\s|d['’])?(?:{words['currency']})"
                ),
                AnswerKind.PERCENT: rf"{_FIGURE}\s?[%％]|{amount}\s?(?:{words['percent']})",
                AnswerKind.DURATION: rf"{amount}{gap}(?:\w+\s)?(?:{words['units']}){edge}",
                AnswerKind.DATE: (
                    rf"{months}|{edge}(?:{words['days']}){edge}|\b(?:1[5-9]|20)\d\d\b"
                    rf"|{_FIGURE}(?::\d\d)?\s?(?:{words['dates']})"
                ),
                AnswerKind.REASON: because,
                AnswerKind.PLACE: place,
            }.items()
        },
        titled=titled,
        gives_reason=re.compile(reason, re.IGNORECASE),
        nouns_are_capitalised=table.capitalised_nouns,
    )
