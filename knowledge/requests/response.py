"""The response to a request: quotes, a briefing, headlines, what the bot is, or an abstention."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.answering.answers import Answer
from knowledge.answering.consideration import Consideration
from knowledge.articles import Published, StoredArticle
from knowledge.requests.request import Request, Span


class Kind(StrEnum):
    """What a response is."""

    ANSWER = "answer"
    BRIEFING = "briefing"
    HEADLINES = "headlines"
    ABOUT = "about"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Item:
    """A story by one of its articles: `text` is one or two of its sentences in a row, verbatim (empty where only the
    headline is held), `others` are reports of other outlets on the same event."""

    article: StoredArticle
    text: str
    others: tuple[StoredArticle, ...] = ()

    @property
    def repeats_headline(self) -> bool:
        """Whether the text begins with the headline, as where that was derived from the first sentence."""
        headline = (self.article.headline or "").rstrip("… ")
        return self.article.derived and bool(headline) and self.text.startswith(headline)


@dataclass(frozen=True, slots=True)
class Response:
    """What a request brings.

    `answer` is the result for a question of fact and `considered` what was weighed for it, None where none was asked;
    its quotes are what an ANSWER shows.
    `items` are what a BRIEFING or HEADLINES show, and what an abstention offers instead: the closest headlines, or, if
    `nearest` is given, the news of that span, the nearest before the one that was asked for and held nothing.
    `reports` counts the articles that a briefing or headlines were chosen from, `first` is the date of the oldest.
    `outlets` are those held, for ABOUT. `elapsed_ms` is the time taken, in milliseconds.
    """

    kind: Kind
    request: Request
    answer: Answer | None = None
    considered: Consideration | None = field(default=None, repr=False)
    items: tuple[Item, ...] = ()
    nearest: Span | None = None
    reports: int = 0
    first: Published | None = None
    outlets: tuple[str, ...] = ()
    searched_articles: int = 0
    searched_paragraphs: int = 0
    elapsed_ms: float = 0.0

    @property
    def answered(self) -> bool:
        """Whether it tells what was asked for."""
        return self.kind in (Kind.ANSWER, Kind.BRIEFING)

    @property
    def confidence(self) -> float:
        """The estimated probability (0 to 1) that its quotes answer the question; 0.0 where nothing was weighed."""
        return self.answer.confidence if self.answer is not None else 0.0
