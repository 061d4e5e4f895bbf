"""Answers given a moment ago: when something happens, many ask the same at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime, timedelta

from knowledge.answering.answers import Answer

FRESH = timedelta(seconds=10)
"""How long an answer may be given again. Time passes into an answer by the age of its articles, in days."""
MOST = 256


class RecentAnswers:
    """The newest answers by what they depend on besides the time: the words, the filters, the news that is seen."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, Answer] = OrderedDict()

    def get(self, key: Hashable, *, now: datetime) -> Answer | None:
        """The answer to the same question, if it was asked in the last few seconds."""
        held = self._held.get(key)
        if held is None or held.asked_at is None or not timedelta(0) <= now - held.asked_at < FRESH:
            return None
        return replace(held, asked_at=now)

    def add(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer; the oldest makes room."""
        self._held[key] = answer
        self._held.move_to_end(key)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
