"""Finds the stories that are plainly about a topic."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from knowledge.analysis import analyse, stems, words
from knowledge.answering.passages import age_in_days
from knowledge.answering.questions import question_words
from knowledge.articles import Paragraph, Published, StoredArticle, as_datetime
from knowledge.languages.tables import ENGLISH
from knowledge.languages.tables import language as table_of
from knowledge.requests.kinds import VAGUE
from knowledge.retrieval import Filters
from knowledge.view import Reach

PASSAGES, HEADLINES = 160, 60
RECENT = timedelta(days=30)
READ = 60
"""Articles of which the beginning is read."""
LEAD = 6
"""Paragraphs at the beginning of an article that tell what it is about."""
ALL = 0.999
OLD_DAYS = 365.0
"""What is older must name all of a topic: with a word missing it is most probably about something else."""
MOST = 0.78
"""The share of a longer topic that an article must name to be about it."""
_NEAR = 4
"""Terms apart, for each term of a topic, that still stand together."""
_SHORT = 2
"""A topic of so many terms must be named in full."""
_DAYS = 21.0
_FRESHNESS = 0.35
_FRESHNESS_ASKED = 0.6

_VAGUE = frozenset(term for word in VAGUE for term in analyse(word))
_LIGHT = frozenset(
    analyse(
        """
        go going gone get getting got make making made take taking took come coming came do done say said
        says tell told happen happened new now just still yet even really actually out up down over off back
        again any anyone ever more less keep put let want need know think people thing way lot according
        accordingly their there next last first
        """
    )
)
"""Terms of questions that are about nothing by themselves."""


_NONE: frozenset[str] = frozenset()
_SAME = {
    term: group
    for words in (
        "die died dead death deaths dying kill killed fatal fatality toll",
        "hurt injure injured injuries wounded",
        "quit quits resign resigned resignation",
        "reopen reopened reopens reopening open opened opens",
        "arrest arrested held detained custody",
    )
    for group in (frozenset(analyse(words)),)
    for term in group
}
"""Terms of which a report may have another than a question: "No deaths were reported" tells how many died."""
_ASKED = re.compile(
    r"\bhow (?:strong|old|far|big|tall|long|high|fast|late|deep|large|heavy|hot|cold|expensive|bad|close)\b"
    r"|\b(?:what|which) (?:age|year|time|day|date|month|number|kind|type|sort|percentage|magnitude|price)\b",
    re.IGNORECASE,
)
"""What is asked for, which reports give without naming it: one that says "7.0" need not say "strong"."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The terms of a topic with their weights, those apart that its reports may lack."""

    telling: Mapping[str, float]
    terms: tuple[str, ...]
    own: Mapping[str, str] = field(default_factory=dict)
    """Where it is not in English: its terms for what articles in other languages have in common form."""

    def read(self, text: str, language: str) -> frozenset[str]:
        """The different terms of a text, those of the topic among them."""
        return frozenset(self.in_order(text, language))

    def in_order(self, text: str, language: str) -> list[str]:
        """The terms of a text, those of the topic in its own form."""
        terms = analyse(text, language)
        return [self.own.get(term, term) for term in terms] if self.own else terms

    def covered(self, stems: Collection[str]) -> float:
        """The share (0 to 1) of the topic's weight that these stems hold."""
        weight = sum(self.telling.values())
        held = (w for stem, w in self.telling.items() if stem in stems or not _SAME.get(stem, _NONE).isdisjoint(stems))
        return sum(held) / weight if weight else 0.0

    def stands_together(self, stems: Sequence[str]) -> bool:
        """Whether all its telling terms stand near each other somewhere in a text."""
        if len(self.telling) < 2:
            return True
        last: dict[str, int] = {}
        for place, stem in enumerate(stems):
            if stem in self.telling:
                last[stem] = place
                if len(last) == len(self.telling) and place - min(last.values()) <= _NEAR * len(self.telling):
                    return True
        return False

    @property
    def needed(self) -> float:
        """The share that an article must hold to be about the topic."""
        return ALL if len(self.telling) <= _SHORT else MOST


@dataclass(frozen=True, slots=True)
class About:
    """An article that is about a topic: how much (0 to 1) its headline, and its headline with its best paragraph, hold
    of it; and that paragraph, None where the headline says it all."""

    article: StoredArticle
    headline: float
    all: float
    paragraph: Paragraph | None
    rank: float


def read_topic(text: str, reach: Reach, language: str = ENGLISH) -> Topic:
    """The topic that a text in a language names."""
    light, table = question_words(language), table_of(language)
    if table is None:
        own: dict[str, str] = {}
        named = list(dict.fromkeys(stem for stem in analyse(_ASKED.sub(" ", text)) if stem not in light))
    else:
        folded = words(text, language)
        pairs = dict(zip(stems(folded, table), stems(folded), strict=True))
        own = {common: stem for stem, common in pairs.items() if common != stem and stem not in light}
        named = [stem for stem in pairs if stem not in light] or list(pairs)
    telling = [stem for stem in named if stem not in _VAGUE and stem not in _LIGHT]
    telling = telling or [stem for stem in named if stem not in _LIGHT] or named
    rarest = math.log(reach.paragraphs.passages + 0.5) - math.log(0.5)
    weights = [
        value if value > 0 else other if other > 0 else rarest
        for value, other in zip(reach.paragraphs.idf(telling), reach.headlines.idf(telling), strict=True)
    ]
    if own:
        # What only articles in other languages name weighs what it weighs there.
        there = dict(zip(own.values(), reach.paragraphs.idf(list(own)), strict=True))
        held = zip(telling, weights, reach.paragraphs.idf(telling), strict=True)
        weights = [there.get(stem) or weight if not value else weight for stem, weight, value in held]
    # A word that stands everywhere still names something when it is asked for.
    floor = 0.2 * max(weights, default=0.0)
    return Topic({stem: max(weight, floor) for stem, weight in zip(telling, weights, strict=True)}, tuple(named), own)


async def articles_about(
    topic: Topic, reach: Reach, *, now: datetime, filters: Filters, fresh: bool = False, needed: float | None = None
) -> list[About]:
    """The articles that are plainly about a topic, the best (most about it, and newest) first."""
    if not topic.terms:
        return []
    enough = topic.needed if needed is None else needed
    passages, headlines = await asyncio.to_thread(_search, topic, topic.terms, reach, now, filters, enough)
    if topic.own:
        others = await asyncio.to_thread(_search, topic, tuple(topic.own), reach, now, filters, enough)
        passages, headlines = (list(dict.fromkeys(a + b)) for a, b in zip((passages, headlines), others, strict=True))
    found = await reach.store.neighbourhoods(passages, reach=0)
    entries = found.articles | await reach.store.entries([n for n in headlines if n not in found.articles])
    heads = {number: topic.read(entry.headline or "", entry.language) for number, entry in entries.items()}
    best: dict[int, tuple[float, Paragraph | None]] = {
        number: (topic.covered(heads[number]), None) for number in entries if number in headlines
    }
    for paragraph in found.paragraphs.values():
        own = topic.read(paragraph.text, entries[paragraph.article].language)
        share = topic.covered(heads[paragraph.article] | own)
        if paragraph.position >= LEAD:
            share = min(share, topic.covered(own))
        if share > best.get(paragraph.article, (-1.0, None))[0]:
            best[paragraph.article] = (share, paragraph)
    ranked = []
    for number, (share, said_in) in best.items():
        in_headline = topic.covered(heads[number])
        deep = said_in is not None and said_in.position >= LEAD
        if share + 1e-9 < enough:
            continue
        language = entries[number].language
        if in_headline <= 0.0 and not (
            said_in is not None and topic.stands_together(topic.in_order(said_in.text, language))
        ):
            continue  # its words stand here and there, each about something else
        age = age_in_days(entries[number].published, now)
        if age is not None and age > OLD_DAYS and share + 1e-9 < ALL:
            continue
        freshness = 0.0 if age is None else math.exp(-age / _DAYS)
        rank = 0.55 * in_headline + 0.45 * share - (0.25 if deep else 0.0)
        rank += (_FRESHNESS_ASKED if fresh else _FRESHNESS) * freshness
        ranked.append(About(entries[number], in_headline, share, said_in, rank))
    if any(one.headline > 0.0 or one.paragraph is None or one.paragraph.position < LEAD for one in ranked):
        # Mentions far down are for when there is nothing that is about it.
        ranked = [one for one in ranked if one.headline > 0.0 or one.paragraph is None or one.paragraph.position < LEAD]
    ranked.sort(key=lambda one: (-one.rank, -_seconds(one.article.published), one.article.number))
    return ranked


def _search(
    topic: Topic, terms: Sequence[str], reach: Reach, now: datetime, filters: Filters, enough: float
) -> tuple[list[int], list[int]]:
    """Passages and entries that may be about a topic: the best of all time, and the best of the last weeks."""
    spans = [filters]
    since = now - RECENT
    if filters.since is None or filters.since < since:
        spans.append(replace(filters, since=since))
    hits = [hit for span in spans for hit in reach.paragraphs.search(terms, limit=PASSAGES, filters=span)]
    entries = [hit.article for span in spans for hit in reach.headlines.search(terms, limit=HEADLINES, filters=span)]
    return _naming(topic, reach, {hit.passage: hit.article for hit in hits}, enough), list(dict.fromkeys(entries))


def _naming(topic: Topic, reach: Reach, passages: Mapping[int, int], enough: float) -> list[int]:
    """Those of some passages (each with its article) that with their headline may hold `enough` of a topic.

    The index tells that without the texts: reading them all was most of the time that a briefing took.
    """
    terms = list(
        topic.telling.keys() | topic.own.keys() | {other for stem in topic.telling for other in _SAME.get(stem, _NONE)}
    )
    own = reach.paragraphs.terms_held(terms, list(passages))
    heads = reach.headlines.terms_held(terms, list(passages.values()))
    return [
        passage
        for passage, *held in zip(passages, own, heads, strict=True)
        if topic.covered({topic.own.get(term, term) for term in held[0] | held[1]} | held[0] | held[1]) + 1e-9 >= enough
    ]


def _seconds(published: Published | None) -> float:
    return -math.inf if published is None else as_datetime(published).timestamp()
