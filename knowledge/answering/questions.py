"""What a question asks for: its terms, the kind of thing that answers it, and how it speaks about time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from knowledge.analysis import analyse, stems, words
from knowledge.languages.detection import language_of_message
from knowledge.languages.tables import ENGLISH, Language, unaccented
from knowledge.languages.tables import language as table_of
from knowledge.retrieval import Searcher
from knowledge.sentences import sentence_spans

LONGEST_QUESTION = 400
"""Terms of a question that are looked at; a longer text is cut here, so that time stays bounded."""

CONTEXT_SHARE = 0.5
"""How much a term of the earlier question counts in a follow-up."""

PREAMBLE_SHARE = 0.7
"""How much a term counts that stands only in sentences which do not ask, where others do."""

_SHORT_FOLLOW_UP = 3
"""A follow-up with at most this many terms of its own leans on the earlier question."""


class AnswerKind(StrEnum):
    """The kind of thing that answers a question."""

    PERSON = "person"
    PLACE = "place"
    COUNTRY = "country"
    STATE = "state"
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    DATE = "date"
    REASON = "reason"
    NAME = "name"
    THING = "thing"
    OTHER = "other"


SURE_KINDS = frozenset(
    {
        AnswerKind.PERSON,
        AnswerKind.COUNTRY,
        AnswerKind.STATE,
        AnswerKind.COUNT,
        AnswerKind.MONEY,
        AnswerKind.PERCENT,
        AnswerKind.DURATION,
        AnswerKind.DATE,
        AnswerKind.REASON,
    }
)
"""Kinds that a text shows plainly; the others only leave a hint, such as a capital letter."""


class QuestionTime(StrEnum):
    """How a question speaks about time: of a time near to now, of an earlier year, or not."""

    NOW = "now"
    PAST = "past"
    OPEN = "open"


def _listing(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PEOPLE = _listing(
    """actor actress singer star player quarterback athlete celebrity comedian politician candidate governor senator
    representative congressman congresswoman lawmaker president leader minister chancellor mayor person man woman
    official director author writer rapper musician artist billionaire member republican democrat coach nominee boss
    host designer model king queen prince princess judge justice founder executive ceo striker goalkeeper golfer
    driver rider pope activist journalist"""
)
_PLACES = _listing("city town village island area region place location continent county province park venue")
_VERBS = _listing("is was are were did does do has have will would can could should caused happened")

_HOW = re.compile(r"\bhow (many|much|long|old|far|tall|big|often|high)\b")
_PERCENT = re.compile(r"\b(?:percent|percentage|per cent|proportion)\b")
_PRICE = re.compile(r"\bwhat (?:is|was|are|were)\b.*\b(?:price|cost|fine|salary)\b")
_DATE = re.compile(r"\b(?:what|which) (?:year|date|month|day|season|decade)\b|\bwhen\b|\bsince(?: when)?:?\s*\??$")
_COUNT = re.compile(r"\bwhat number\b|\bthe number of\b|\b(?:is|was) the magnitude\b")
_WHY = re.compile(
    r"\bwhy\b|\bhow come\b|\bfor what reasons?\b|"
    r"\bwhat (?:is|was|were|are)? ?(?:the )?(?:reasons?|causes?|caus(?:es|ed|ing)|led to|prompted)\b"
)
_HEAD_OF = re.compile(r"\b(?:which|what) (?:head|secretary|minister|ministry|department) of state\b")
_OUTCOMES = tuple(
    frozenset(analyse(listing))
    for listing in (
        "dead death deaths die died dies dying fatal fatality fatalities kill killed killing killings casualties",
        "hurt injure injured injury injuries wound wounded wounds harmed casualties",
        "missing unaccounted",
        "arrest arrested arrests detained",
    )
)
"""What happens to people, each in all its words."""
_WHO = re.compile(r"\bwho(?:m|se)?\b")
_NAMED = re.compile(r"\b(?:name|named|called|titled?|dubbed)\b")
_WHICH = re.compile(r"\b(?:which|what)\b(?:'s)?((?: [\w'.-]+){1,6})")

_NOW = re.compile(
    r"\b(?:this (?:past )?(?:week|weekend|morning|afternoon|evening)|today|tonight|yesterday|last night|latest|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_NEAR = re.compile(
    r"\b(?:this (?:month|year|season|spring|summer|autumn|fall|winter)|recent(?:ly)?|now|new|just|upcoming|will|"
    r"last (?:week|weekend|month)|next (?:week|weekend|month|year))\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ASKS = re.compile(r"[?:_]\W*$|\b(?:who(?:m|se)?|what|which|when|where|why|how)\b")
_MARKED = re.compile(r"[?？]\W*$")
_LEANING = re.compile(r"\b(?:he|she|it|they|him|her|them|his|its|their|that|those|there|then)\b|^(?:and|but|so|why)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the rest of answering sees it.

    `terms` are what is searched for (stems, repeated as they stand). `stems` and `words` map each different stem, or
    folded word, to its weight: its inverse document frequency times how often it stands. `kind` is what the answer
    should be, `counted` the stem of what is asked how many there are, `denied` those whose absence answers that, too:
    there are no dead where nobody died. `weight` is that of all stems together: what scores are divided by, so that
    questions can be compared. `language` is that of the question; where it is not English, `common` are the terms that
    articles in other languages are searched for, and `own` gives the stem for each of them that differs.
    """

    text: str
    terms: tuple[str, ...]
    stems: dict[str, float]
    words: dict[str, float]
    kind: AnswerKind
    time: QuestionTime
    counted: str | None
    denied: frozenset[str]
    weight: float
    language: str = ENGLISH
    common: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)

    def held(self, stems: frozenset[str]) -> frozenset[str]:
        """The stems of a text, with those of the question for what another language's text has in common form."""
        if not self.own:
            return stems
        return stems.union(self.own[stem] for stem in self.own.keys() & stems)

    def coverage(self, stems: frozenset[str]) -> float:
        """The share of the question's weight (0 to 1) that these stems hold."""
        held = sum(weight for stem, weight in self.stems.items() if stem in stems)
        return held / self.weight if self.weight > 0 else 0.0


def understand(
    text: str, retriever: Searcher, *, year: int, context: str | None = None, language: str | None = None
) -> Question:
    """Read `text` as a question asked in `year`; `context` is the earlier question of a follow-up, or the one that it
    is a part of. `language` is the question's (None: what its words tell)."""
    table = table_of(language_of_message(text) if language is None else language)
    folded = words(text, _code(table))[:LONGEST_QUESTION]
    terms = stems(folded, table)
    earlier = context if context and _leans(text, terms, table) else ""
    following = words(earlier, _code(table))[:LONGEST_QUESTION]
    leading = stems(following, table)
    counted = _counted(text) if table is None else None
    held = set(terms)
    asked = _asked(text, held, table)
    borrowed = [(stem, word) for stem, word in zip(leading, following, strict=True) if stem not in held]
    all_terms = [*terms, *(stem for stem, _ in borrowed)]
    common = [] if table is None else stems([*folded, *(word for _, word in borrowed)])
    own = {one: stem for one, stem in zip(common, all_terms, strict=False) if one != stem}
    frequencies = _frequencies(retriever, all_terms, table, own)
    stem_weights: Counter[str] = Counter()
    word_weights: Counter[str] = Counter()
    for of_context, pairs in ((False, zip(terms, folded, strict=True)), (True, borrowed)):
        for stem, word in pairs:
            share = CONTEXT_SHARE if of_context else 1.0 if stem in asked else PREAMBLE_SHARE
            stem_weights[stem] += share * frequencies[stem]  # type: ignore[assignment]
            word_weights[word] += share * frequencies[stem]  # type: ignore[assignment]
    return Question(
        text=text,
        terms=tuple(all_terms),
        stems=dict(stem_weights),
        words=dict(word_weights),
        kind=kind_of_answer(text, _code(table)),
        time=time_of_question(text, year, _code(table)),
        counted=counted,
        denied=_denied(text, counted),
        weight=sum(stem_weights.values()),
        language=_code(table),
        common=tuple(common) if own else (),
        own=own,
    )


def _code(table: Language | None) -> str:
    return ENGLISH if table is None else table.code


def kind_of_answer(text: str, language: str = ENGLISH) -> AnswerKind:
    """The kind of thing that `text` asks for; OTHER where its wording does not tell."""
    table = table_of(language)
    if table is not None:
        asked = unaccented(_plain(text))
        return next((AnswerKind(kind) for kind, rule in table.kinds if rule.search(asked)), AnswerKind.OTHER)
    asked = _plain(text)
    which = _WHICH.search(asked)
    if _PERCENT.search(asked) and re.search(r"\b(?:what|which|how)\b", asked):
        return AnswerKind.PERCENT
    if how := _HOW.search(asked):
        return {"much": AnswerKind.MONEY, "long": AnswerKind.DURATION}.get(how[1], AnswerKind.COUNT)
    if _PRICE.search(asked):
        return AnswerKind.MONEY
    if _DATE.search(asked):
        return AnswerKind.DATE
    if _COUNT.search(asked):
        return AnswerKind.COUNT
    if _WHY.search(asked):
        return AnswerKind.REASON
    if (_WHO.search(asked) and which is None) or _HEAD_OF.search(asked):
        return AnswerKind.PERSON
    if re.search(r"\bwhere\b", asked):
        return AnswerKind.PLACE
    if which is None:
        return AnswerKind.OTHER
    return _kind_of_noun(which[1].split()) or (
        AnswerKind.NAME
        if _NAMED.search(asked)
        else AnswerKind.OTHER
        if which[1].split()[0] in _VERBS
        else AnswerKind.THING
    )


def time_of_question(text: str, year: int, language: str = ENGLISH) -> QuestionTime:
    """How `text`, asked in `year`, speaks about time."""
    table = table_of(language)
    asked = _plain(text)
    if table is not None:
        return _time_in(table, unaccented(asked), year)
    if _NOW.search(asked):
        return QuestionTime.NOW
    if any(int(named) < year for named in _YEAR.findall(asked)):
        return QuestionTime.PAST
    return QuestionTime.NOW if _NEAR.search(asked) else QuestionTime.OPEN


def _time_in(table: Language, asked: str, year: int) -> QuestionTime:
    now, near = _times_of(table.code)
    if now.search(asked):
        return QuestionTime.NOW
    if any(int(named) < year for named in _YEAR.findall(asked)):
        return QuestionTime.PAST
    return QuestionTime.NOW if near.search(asked) else QuestionTime.OPEN


@cache
def _times_of(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The wordings of a language for a time very near to now, and for one near to it."""
    table = table_of(code)
    assert table is not None

    def any_of(names: str) -> re.Pattern[str]:
        return re.compile("|".join(table.times[name] for name in names.split() if name in table.times) or "(?!)")

    return any_of("today yesterday last_night this_week this_weekend last_weekend"), any_of(
        "this_month this_year last_week last_month fresh future"
    )


def _counted(text: str) -> str | None:
    """The stem of what a question counts: `person` of "How many persons were hurt?"."""
    how_many = re.search(r"\bhow many(?: (?:more|other|total))? ([\w'-]+)", _plain(text))
    stems = analyse(how_many[1]) if how_many else []
    return stems[-1] if stems else None


def _denied(text: str, counted: str | None) -> frozenset[str]:
    """The stems of which a text may say that there are none, to answer how many there are."""
    if counted is None:
        return frozenset()
    outcomes = [group for group in _OUTCOMES if not group.isdisjoint(analyse(text))]
    return frozenset().union(*outcomes) if outcomes else frozenset({counted})


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").strip()


def _kind_of_noun(following: Sequence[str]) -> AnswerKind | None:
    for word in following:
        noun = word.removesuffix("'s").removesuffix("'")
        if noun in _VERBS or noun in ("the", "his", "her", "its", "their"):
            return None
        singular = noun if noun.endswith("ss") else noun.removesuffix("s")
        if noun in ("country", "countries", "nation", "nations"):
            return AnswerKind.COUNTRY
        if noun in ("state", "states"):
            return AnswerKind.STATE
        if singular in _PLACES:
            return AnswerKind.PLACE
        if singular in _PEOPLE:
            return AnswerKind.PERSON
    return None


def _asked(text: str, stems: Set[str], table: Language | None) -> Set[str]:
    """The stems of the sentences that ask; all of them where none does, or all do."""
    sentences = [text[start:end] for start, end in sentence_spans(text, _code(table))]
    asks = _ASKS if table is None else _MARKED
    asking = [sentence for sentence in sentences if asks.search(_plain(sentence))]
    if not asking or len(asking) == len(sentences):
        return stems
    return {stem for sentence in asking for stem in analyse(sentence, _code(table))}


def _leans(text: str, stems: Sequence[str], table: Language | None) -> bool:
    if len(stems) <= _SHORT_FOLLOW_UP:
        return True
    return table is None and _LEANING.search(_plain(text)) is not None


QUESTION_WORDS = frozenset(
    analyse(
        """who whom whose what which when where why how many much long often will would did does do has have had can
        could her his their our your she he they them there this these those after before about into over than then
        also"""
    )
)
"""The stems of the words that questions are made of, whatever they are about."""


@cache
def question_words(language: str) -> frozenset[str]:
    """The same for another language."""
    table = table_of(language)
    return QUESTION_WORDS if table is None else frozenset(analyse(table.question_words, language))


_COMMON_WEIGHT = 0.15
"""The share of the rarest term's weight that such a word may have; in large archives it has no more by itself."""


def _frequencies(
    retriever: Searcher, stems: Sequence[str], table: Language | None, own: Mapping[str, str]
) -> dict[str, float]:
    """Inverse document frequencies; a term that nothing holds weighs as much as the rarest, since it is missed.

    The words that questions are made of never weigh much: where little is held, "who" would pass for a rare word.
    """
    different = list(dict.fromkeys(stems))
    rarest = math.log(retriever.passages + 0.5) - math.log(0.5)
    known = retriever.idf(different)
    if own:
        # What only articles in other languages name weighs what it weighs there.
        there = dict(zip(own.values(), retriever.idf(list(own)), strict=True))
        known = [value or there.get(stem, 0.0) for stem, value in zip(different, known, strict=True)]
    light = question_words(_code(table))
    weights = {stem: value if value > 0 else rarest for stem, value in zip(different, known, strict=True)}
    return {stem: min(weight, _COMMON_WEIGHT * rarest) if stem in light else weight for stem, weight in weights.items()}
