"""Reads a message as a request. Rules and tables only; nothing is looked up and no clock is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from knowledge.analysis import analyse
from knowledge.answering.questions import question_words
from knowledge.languages.detection import language_of_message
from knowledge.languages.tables import language
from knowledge.requests.chat_words import write_out
from knowledge.requests.draft import Draft, plain, tidy
from knowledge.requests.follow_ups import Leaning, carried_on, leaning, own_words
from knowledge.requests.kinds import asks_for_headlines, take_count, take_kind, take_weather
from knowledge.requests.outlets import follows, take_outlets
from knowledge.requests.reading_by_language import read_in, small_talk_in
from knowledge.requests.request import Correction, Request, Talk, Wanted
from knowledge.requests.sections import IN_SECTION, section_named
from knowledge.requests.small_talk import small_talk
from knowledge.requests.times import take_freshness, take_span

_FEW_OWN = 3
"""A message in another language with at most so many terms of its own may go on from the one before."""
LONGEST = 4_000
"""Characters of a message that are read."""

_PHRASE = re.compile(r'"([^"\n]{2,120})"')
_WITHOUT = re.compile(
    r"(?:^|(?<=\s))-(?P<minus>[^\W\d_][\w'-]*)"
    r"|[,;]? ?\b(?:but not(?: about)?|except(?: for)?|excluding|other than|apart from|not about|"
    r"without (?:mentioning|anything about)|nothing about)"
    r" (?:the |any |anything about )?(?P<words>[\w'-]+(?: [\w'-]+)?)(?=\W*$|[,;])"
)
_ACCORDING = re.compile(r"\b(?:according to|as (?:said|reported|stated) by|in the words of)\b")
_OF_THE_WEEK = re.compile(
    r"\b(?:news|stories|story|headlines?|events?|news items?|happenings) (?P<when>(?:of|for|"
    r"from) the (?P<unit>day|week|month|year))\b"
)
_LEFT_BEHIND = re.compile(r"^\W*(?:about|on|regarding|from)\b(?= \S)", re.IGNORECASE)
"""What stands before a topic when the words that asked for it are cut."""
_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent|breaking|just in|updates?|trending)\b|\b(?:anything|what is) new\b"
)


def read_request(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    outlets: Sequence[str],
    context: str | None = None,
    corrections: Sequence[Correction] = (),
) -> Request:
    """Read `text`, typed at `now` (aware) by somebody who lives in `zone`.

    `outlets` are the names of those held; `context` is the earlier message of a follow-up, itself with what it
    followed. `corrections` are spellings to put right first (see `spelling`).
    """
    request = _read(text[:LONGEST], now, zone, outlets, corrections)
    if not context or request.wanted is Wanted.ABOUT:
        return request
    return _following(request, context[-LONGEST:], now, zone, outlets)


def watch_words(text: str, *, now: datetime, outlets: Sequence[str]) -> str:
    """What a watch waits for: the topic of "any news on the mayor?", else the text as typed, on one line."""
    request = _read(text[:LONGEST], now, UTC, outlets, ())
    asked = " ".join(text.split())
    named = request.wanted is Wanted.BRIEFING and not (request.sources or request.elsewhere)
    return request.topic if named and request.topic else asked


def _read(text: str, now: datetime, zone: tzinfo, outlets: Sequence[str], corrections: Sequence[Correction]) -> Request:
    if (asked := follows(text, outlets)) is not None:
        return Request(text, Wanted.ABOUT, talk=Talk.SOURCES, sources=asked.held, elsewhere=asked.elsewhere)
    talk = small_talk(text)
    if talk is not None:
        return Request(text, Wanted.ABOUT, talk=talk)
    draft = Draft(" ".join(text.split()))
    if not re.search(r"\w", draft.text):
        return Request(text, Wanted.ANSWER)
    said = small_talk_in(text)
    if said is not None:
        return Request(text, Wanted.ABOUT, talk=said[0], language=said[1])
    table = language(language_of_message(draft.text))
    if table is not None:
        return read_in(table, text, now=now, zone=zone, outlets=outlets)
    for correction in corrections:
        draft.take(re.compile(rf"(?<!\w){re.escape(Draft(correction.typed).plain)}(?!\w)"), correction.read)
    write_out(draft)
    talk = small_talk(draft.text)
    if talk is not None:
        return Request(text, Wanted.ABOUT, talk=talk)
    phrases = tuple(draft.text[found.start(1) : found.end(1)] for found in _PHRASE.finditer(draft.plain))
    without = _take_without(draft)
    newest = _NEWEST.search(draft.plain) is not None
    _take_of_the_week(draft)
    named = take_outlets(draft, outlets)
    span = take_span(draft, now=now, zone=zone)
    while span is not None and take_span(draft, now=now, zone=zone) is not None:
        pass  # a second one ("yesterday … this week") is no word to search for either
    draft.squeeze()
    fresh, future = take_freshness(draft)
    count = take_count(draft)
    weather = take_weather(draft)
    section = None if weather else _take_section(draft)
    wanted = Wanted.BRIEFING if weather else take_kind(draft)
    draft.take(_ACCORDING)
    topic = tidy(_LEFT_BEHIND.sub("", draft.rest))
    if not re.search(r"\w", topic) or ((span or named.held or named.elsewhere) and not own_words(plain(topic))):
        wanted = Wanted.HEADLINES
    return Request(
        text,
        wanted,
        topic="" if wanted is Wanted.HEADLINES else _without_articles(topic),
        question="" if wanted is Wanted.HEADLINES else topic,
        span=span,
        sources=named.held,
        elsewhere=named.elsewhere,
        section=section,
        phrases=phrases,
        without=without,
        count=count,
        fresh=fresh or newest or weather,
        in_headline=weather,
        future=future,
        corrections=tuple(corrections),
    )


def _following(request: Request, context: str, now: datetime, zone: tzinfo, outlets: Sequence[str]) -> Request:
    """The request with what it takes over from the one before."""
    leans = _leaning(request)
    earlier = _read(context, now, zone, outlets, ())
    if leans is Leaning.NOT or earlier.wanted is Wanted.ABOUT:
        return request
    kept = replace(
        request,
        span=request.span or earlier.span,
        sources=request.sources or earlier.sources,
        elsewhere=request.elsewhere or (earlier.elsewhere if not request.sources else ()),
        fresh=request.fresh or earlier.fresh,
    )
    if request.wanted is Wanted.HEADLINES:
        # "and yesterday?", "what does the Courier say?": the same again, of another time or outlet.
        if not (request.span or request.sources) or asks_for_headlines(Draft(request.text).plain):
            return request
        return replace(
            kept,
            wanted=earlier.wanted,
            topic=earlier.topic,
            question=earlier.question,
            section=request.section or earlier.section,
            earlier=earlier.topic or None,
        )
    if not earlier.topic:
        return replace(kept, earlier=None)
    return replace(
        kept,
        wanted=Wanted.ANSWER if earlier.wanted is Wanted.ANSWER else request.wanted,
        question=carried_on(request.question, earlier.question),
        topic=carried_on(request.topic, earlier.topic),
        earlier=earlier.topic,
        alone=request.question if leans is Leaning.PERHAPS else None,
    )


def _leaning(request: Request) -> Leaning:
    text = request.question or request.topic
    if request.language is None:
        return leaning(text)
    light = question_words(request.language)
    own = [term for term in analyse(text, request.language) if term not in light]
    return Leaning.SURE if not own else Leaning.PERHAPS if len(own) <= _FEW_OWN else Leaning.NOT


def _take_without(draft: Draft) -> tuple[str, ...]:
    found = []
    while (match := draft.take(_WITHOUT)) is not None:
        found.append(match["minus"] or match["words"])
    return tuple(found)


def _take_of_the_week(draft: Draft) -> None:
    """Put "this week" for the week of "top stories of the week", which is not the album of the year."""
    found = _OF_THE_WEEK.search(draft.plain)
    if found is not None:
        unit = found["unit"]
        draft.cut(found.start("when"), found.end("when"), "today" if unit == "day" else f"this {unit}")


def _take_section(draft: Draft) -> str | None:
    """Cut a section where nothing else is asked for but its news."""
    found = IN_SECTION.search(draft.plain)
    if found is None:
        return None
    word = found["section"] or found["section2"] or found["section3"]
    rest = draft.plain[: found.start()] + " " + draft.plain[found.end() :]
    if not asks_for_headlines(rest):
        return None
    draft.cut(*found.span())
    return section_named(word)


def _without_articles(topic: str) -> str:
    return tidy(
        re.sub(r"^(?:the|a|an|about|on|all|this|that|these|those|our|your|my)\s+(?=\S)", "", topic, flags=re.IGNORECASE)
    )
