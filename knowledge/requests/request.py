"""The request that a message is read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Wanted(StrEnum):
    """What a message asks for."""

    ANSWER = "answer"
    BRIEFING = "briefing"
    HEADLINES = "headlines"
    ABOUT = "about"


class Talk(StrEnum):
    """What a message that is not about the news is about."""

    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    SELF = "self"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days in the asker's time zone, `first` and `last` included, and the same as moments (UTC, both inclusive).

    `words` is how the asker put it.
    """

    first: date
    last: date
    since: datetime
    until: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that the archive does not hold, and the known one that is searched for instead."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class Request:
    """A message, read.

    `topic` is what it is about, as typed: without the words around it, time words and names of outlets. `question` is
    the same with the words that make it a question. `without` are words that must not stand in what is shown, `phrases`
    those in quotation marks, which must. `count` is how many things are asked for (None: not said). `fresh` says that
    the newest is wanted ("latest", "now"); `future` that it is about what has not happened yet ("tomorrow").
    `in_headline` says that only what has the topic in its headline is meant, such as a weather report.
    `elsewhere` are outlets that are named but not held. `earlier` is the part of an earlier question that this one goes
    on from; `alone` the same question without that part, where both readings are possible. `language` is that of a
    message which is not in English.
    """

    text: str
    wanted: Wanted
    topic: str = ""
    question: str = ""
    span: Span | None = None
    sources: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    section: str | None = None
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    count: int | None = None
    fresh: bool = False
    future: bool = False
    in_headline: bool = False
    talk: Talk | None = None
    corrections: tuple[Correction, ...] = ()
    earlier: str | None = None
    alone: str | None = None
    language: str | None = None
