"""Finds the words in a quote that answer the question, where their kind leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.analysis import words
from knowledge.answering.answers import AnswerSpan, Quote
from knowledge.answering.mentions import Mention, Span, denial_spans, mention_spans, number_spans
from knowledge.answering.questions import SURE_KINDS, AnswerKind, Question
from knowledge.answering.statements import stems_of
from knowledge.sentences import sentence_spans

_EMPHASISED = (SURE_KINDS | {AnswerKind.PLACE}) - {AnswerKind.REASON}


_TRAILING = re.compile(r"(?:['’]s?|(?<![\s.]\w)\.|\s)+$")
"""What may hang on the end of a name that is not part of it; the stop of "U.S." is."""
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)?\s$")
_ONE_DATE = re.compile(r"(?:st|nd|rd|th)?,?\s")
"""What stands between the parts of one date: "Friday, May 4th, 2026"."""
_ABOUT_IT = 0.35
"""The share of the question's weight that a sentence must hold, so that what it mentions is the answer."""


def _listing(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_PERSON = _listing(
    """agency airlines airport alliance army assembly association authority avenue bank bay beach board bowl bridge
    bureau centre center championship church city club coast college commission committee company conference congress
    corporation council county court cup day department district festival force forces foundation fund games group
    guard hall hospital hotel house hurricane inc industries institute island islands lake league list ltd museum
    network north oscars office open organisation organization palace park parliament party police prison prize railway
    republic reserve river road rovers school senate series service services society south square stadium state states
    station street studios supreme team times tower town trust union university valley wire world
    american british african asian european chinese russian french german indian national international federal royal
    central great new northern southern eastern western united saint san los las el grand first second
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday"""
)
"""Words that names of other things than people are made of."""
_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Lt|Capt|Sgt|Rev)\.?|Mayor|President|Governor|Senator|Representative|Minister|"
    r"Prime|Vice|Former|Secretary|King|Queen|Prince|Princess|Pope|Judge|Justice|Captain|Coach|Chief|Executive|CEO)\s+"
)


def emphasise(question: Question, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes (best first), each with the words that answer the question, where these are sure.

    They are sure where the question asks for a person, a number, a date or a place, and the sentences of the first
    quote that are about the question name only one that the question does not. In the other quotes, what they answer
    otherwise would mislead: there, only the same answer is marked.
    """
    if question.kind not in _EMPHASISED or (question.kind is AnswerKind.COUNT and question.counted is None):
        return tuple(quotes)
    answer: frozenset[Mention] | None = None
    marked = []
    for quote in quotes:
        spans = _answers(question, quote.text, quote.article.language)
        said = frozenset(_said(quote.text, span) for span in spans)
        answer = said if answer is None else answer
        sure = len(answer) == 1 and said == answer
        marked.append(
            replace(quote, answers=tuple(AnswerSpan(*span, question.kind.value) for span in spans)) if sure else quote
        )
    return tuple(marked)


def _said(text: str, span: Span) -> Mention:
    return tuple(words(text[slice(*span)]))


def _answers(question: Question, text: str, language: str) -> list[Span]:
    """What the sentences about the question mention of the wanted kind and the question does not."""
    found: list[Span] = []
    for start, end in sentence_spans(text, language):
        sentence = text[start:end]
        if question.coverage(question.held(stems_of(sentence, language))) >= _ABOUT_IT:
            found += [(start + first, start + last) for first, last in _new(question, sentence, language)]
    return sorted(set(found))


def _new(question: Question, sentence: str, language: str) -> Iterator[Span]:
    if question.denied and (denied := denial_spans(question.denied, sentence)):
        yield from denied
        return
    if question.counted is not None:
        spans = number_spans(question.counted, sentence)
    else:
        spans = mention_spans(question.kind, sentence, language)
    if question.kind is AnswerKind.DATE:
        spans = _whole_dates(spans, sentence)
    for start, end in spans:
        if question.kind is AnswerKind.PERSON:
            while title := _TITLE.match(sentence, start, end):
                start = title.end()
        end = start + len(_TRAILING.sub("", sentence[start:end]))
        mentioned = words(sentence[start:end], language)
        if not mentioned or not question.words.keys().isdisjoint(mentioned):
            continue
        if question.kind is not AnswerKind.PERSON or (len(mentioned) > 1 and _NO_PERSON.isdisjoint(mentioned)):
            yield start, end


def _whole_dates(spans: Sequence[Span], sentence: str) -> list[Span]:
    """Days, months and years that stand together as one: half a date in bold would mislead."""
    whole: list[Span] = []
    for start, end in spans:
        day = _DAY_BEFORE.search(sentence[:start])
        start = day.start() if day is not None else start
        if whole and _ONE_DATE.fullmatch(sentence[whole[-1][1] : start]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole
