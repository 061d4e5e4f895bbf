"""Whatever outlets write and rewrite: what a correction shows stands in the article, and a card is corrected once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.answer import answer_card
from bot.cards.correction import CardCorrection, corrected, shows
from bot.cards.watch import watch_card
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import PARAGRAPH_BREAK, StoredArticle
from knowledge.comparing.corrections import change_of
from knowledge.sentences import sentence_spans
from knowledge.watching.judging import Finding
from tests.properties.test_cards import HOSTILE, LONG, NOW, SAY, answers, articles, check
from tests.properties.test_quotes import BODIES

pytestmark = pytest.mark.no_cover  # hundreds of examples, which other tests cover too


@settings(max_examples=80, deadline=None)
@given(BODIES, BODIES, st.data())
def test_what_replaces_a_quote_is_one_span_of_the_article(
    before: list[str], now: list[str], data: st.DataObject
) -> None:
    earlier, text = PARAGRAPH_BREAK.join(before), PARAGRAPH_BREAK.join(now)
    spans = sentence_spans(earlier)
    if not spans:
        return
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, min(first + 2, len(spans) - 1)))
    quoted = earlier[spans[first][0] : spans[last][1]]
    assert change_of(quoted, earlier) is None
    for known in (None, earlier):
        change = change_of(quoted, text, known)
        if change is not None and change.text is not None:
            assert text[change.start : change.end] == change.text != ""
            assert change_of(change.text, text) is None


@settings(max_examples=60, deadline=None)
@given(answers().filter(lambda answer: bool(answer.quotes)), HOSTILE, HOSTILE | LONG | st.just(""), st.booleans())
def test_an_answers_card(answer: Answer, hostile: str, now: str, is_removal: bool) -> None:
    text = f"The Harl Bridge reopened {hostile[:200]} on Wednesday after a year of repairs to its piers."
    first = replace(answer.quotes[0], text=text, start=0, end=len(text), paragraph=text, answers=())
    answer = replace(answer, quotes=(first, *answer.quotes[1:]))
    components = answer_card(answer, SAY).to_components()
    assert shows(components, text, is_headline=first.is_headline)
    now = f"It reopened {now}" if now else ""
    one = CardCorrection(text, now, NOW, first.is_headline, is_removal)
    changed = verify(components, one, answer.quotes)
    again = replace(one, shown=now, now="Nobody knows when the bridge reopens.", at=NOW + timedelta(hours=1))
    twice = verify(changed, again, answer.quotes)
    back = corrected(twice, [replace(again, shown=again.now, now=text)], SAY)
    assert back is not None
    rows = [row for shown in _texts(back) for row in shown.split("\n")]
    assert not any(row.startswith("> ~~") or "Nobody knows" in row for row in rows)


def verify(components: list[dict[str, Any]], one: CardCorrection, quotes: tuple[Quote, ...]) -> list[Any]:
    """The card with a correction, which making it again leaves as it is."""
    changed = corrected(components, [one], SAY)
    assert changed is not None
    assert corrected(changed, [one], SAY) == changed
    view: Any = SimpleNamespace(to_components=lambda: changed)
    check(view, *(quote.article for quote in quotes))
    text = "\n".join(_texts(changed))
    assert "~~" in text
    assert f"<t:{int(one.at.timestamp())}:D>" in text
    return changed


@settings(max_examples=40, deadline=None)
@given(articles(), HOSTILE, HOSTILE)
def test_a_headline(article: StoredArticle, words: str, now: str) -> None:
    headline = f"Harl Bridge {article.headline or ''}"[:140]
    article = replace(article, headline=headline)
    view: ui.LayoutView = watch_card(words, Finding(article, None, 1.0), "1:x", SAY)
    components = view.to_components()
    assert shows(components, headline, is_headline=True)
    one = CardCorrection(headline, now, NOW, is_headline=True)
    changed = corrected(components, [one], SAY)
    assert changed is not None
    assert corrected(changed, [one], SAY) == changed
    check(SimpleNamespace(to_components=lambda: changed), article)  # type: ignore[arg-type]


def _texts(components: list[dict[str, Any]]) -> list[str]:
    found = []
    for part in components:
        found += [part["content"]] if part.get("type") == 10 else []
        found += _texts(part.get("components") or [])
    return found
