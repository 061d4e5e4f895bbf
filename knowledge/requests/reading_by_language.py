"""Reads a message in another language than English as a request, by the patterns of its table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache

from knowledge.languages.tables import Language, language, languages, unaccented
from knowledge.requests.draft import Draft, plain, tidy
from knowledge.requests.outlets import Named, take_outlets_in
from knowledge.requests.request import Request, Talk, Wanted
from knowledge.requests.times_by_language import cut_freshness, freshness_in, take_span_in

_PHRASE = re.compile(r'["«„“「]([^"\n«»„“”「」]{2,120})["»“”」]')
_NOISE = re.compile(r"[^\w\s'-]+")
_COUNT = re.compile(r"\b\d{1,2}\b")
_STATEMENT_WORDS, _STATEMENT_SIGNS = 9, 25
"""A message that asks nothing and has so many words, or signs, says something: it is looked for as a whole."""
_LONGEST_TALK = 60
_WRAPPERS = 3


class FoldedDraft(Draft):
    """A draft whose `plain` text has no accents: members leave them out."""

    @staticmethod
    def plainly(text: str) -> str:
        return unaccented(plain(text))


@dataclass(frozen=True, slots=True)
class _Rules:
    """A language's patterns for requests, compiled."""

    polite: re.Pattern[str]
    wrapped: tuple[re.Pattern[str], ...]
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    core: frozenset[str]
    around: frozenset[str]
    headlines: re.Pattern[str] | None
    question: re.Pattern[str]
    articles: re.Pattern[str]
    talk: tuple[tuple[Talk, re.Pattern[str]], ...]


def small_talk_in(text: str) -> tuple[Talk, str] | None:
    """What a message in any language that has a table is about that is not about the news, and the language."""
    if len(text) > _LONGEST_TALK:
        return None
    asked = " ".join(_NOISE.sub(" ", unaccented(plain(text))).split())
    for code in languages() if asked else ():
        for talk, rule in _rules(code).talk:
            if rule.fullmatch(asked):
                return talk, code
    return None


def read_in(table: Language, text: str, *, now: datetime, zone: tzinfo, outlets: Sequence[str]) -> Request:
    """Read `text`, which is in the language of `table`, as `reading.read_request` does."""
    rules = _rules(table.code)
    draft = FoldedDraft(" ".join(text.split()))
    while draft.take(rules.polite, "") is not None:
        pass
    phrases = tuple(draft.text[found.start(1) : found.end(1)] for found in _PHRASE.finditer(draft.plain))
    named = take_outlets_in(draft, outlets, table)
    span = take_span_in(draft, table, now=now, zone=zone)
    while span is not None and take_span_in(draft, table, now=now, zone=zone) is not None:
        pass  # a second one is no word to search for either
    draft.squeeze()
    fresh, future = freshness_in(draft, table)
    count, is_list = _headlines_asked(draft.plain, rules)
    wanted = Wanted.HEADLINES if is_list else _take_kind(draft, rules, table)
    if wanted is not Wanted.HEADLINES:
        cut_freshness(draft, table)
    topic = _without_articles(tidy(draft.text), rules)
    if not re.search(r"\w", topic) or ((span or named != Named()) and _headlines_asked(_plain(topic), rules)[1]):
        wanted = Wanted.HEADLINES
    return Request(
        text,
        wanted,
        topic="" if wanted is Wanted.HEADLINES else topic,
        question="" if wanted is Wanted.HEADLINES else tidy(draft.text),
        span=span,
        sources=named.held,
        elsewhere=named.elsewhere,
        phrases=phrases,
        count=count if wanted is Wanted.HEADLINES else None,
        fresh=fresh,
        future=future,
        language=table.code,
    )


def _plain(text: str) -> str:
    return unaccented(plain(text))


def _headlines_asked(text: str, rules: _Rules) -> tuple[int | None, bool]:
    """How many things a message asks for, and whether it asks for nothing but the news."""
    number = _COUNT.search(text)
    count = int(number[0]) if number is not None and 1 <= int(number[0]) <= 25 else None
    if rules.headlines is not None:
        return count, rules.headlines.search(text) is not None
    words = re.findall(r"[^\W\d]+(?:['-][^\W\d]+)*", text)
    return count, not words or (rules.around.issuperset(words) and not rules.core.isdisjoint(words))


def _take_kind(draft: Draft, rules: _Rules, table: Language) -> Wanted:
    """Cut the words that say what kind of response is wanted, and say which it is."""
    around = next(filter(None, (rule.search(draft.plain) for rule in rules.wrapped)), None)
    if around is not None:
        draft.cut(0, len(draft.text), draft.text[slice(*around.span("topic"))])
    wrapped = around is not None
    for _ in range(_WRAPPERS):
        taken = any(_leaves_a_topic(draft, rule) for rule in (*rules.before, *rules.after))
        wrapped = wrapped or taken
        if not taken:
            break
    asks = rules.question.search(draft.plain) is not None
    if wrapped:
        if _headlines_asked(draft.plain, rules)[1]:
            return Wanted.HEADLINES
        return Wanted.ANSWER if asks and len(draft.plain.split()) > 3 else Wanted.BRIEFING
    length, long = (len(draft.plain), _STATEMENT_SIGNS) if table.signs else (len(draft.plain.split()), _STATEMENT_WORDS)
    return Wanted.ANSWER if asks or length >= long else Wanted.BRIEFING


def _leaves_a_topic(draft: Draft, rule: re.Pattern[str]) -> bool:
    found = rule.search(draft.plain)
    if found is None or not re.search(r"\w", draft.plain[: found.start()] + draft.plain[found.end() :]):
        return False
    draft.cut(*found.span(), "")
    return True


def _without_articles(topic: str, rules: _Rules) -> str:
    while (found := rules.articles.search(_plain(topic))) is not None and found.group():
        topic = topic[: found.start()] + topic[found.end() :]
    return tidy(topic)


@cache
def _rules(code: str) -> _Rules:
    table = language(code)
    assert table is not None
    given = table.requests
    gap = "" if table.signs else r"(?:\s+|(?<='))"
    return _Rules(
        polite=re.compile(given["polite"]),
        wrapped=tuple(map(re.compile, given.get("wrapped", ()))),
        before=tuple(re.compile(rf"^\W*(?:{pattern}){gap}") for pattern in given["before"]),
        after=tuple(re.compile(rf"(?:{pattern})\W*$") for pattern in given["after"]),
        core=frozenset(given["core"].split("|")) - {""},
        around=frozenset(unaccented(given["around"]).split()),
        headlines=re.compile(given["headlines"]) if "headlines" in given else None,
        question=re.compile(given["question"]),
        articles=re.compile(given["articles"]),
        talk=tuple((Talk(name), re.compile(pattern)) for name, pattern in given["talk"].items()),
    )
