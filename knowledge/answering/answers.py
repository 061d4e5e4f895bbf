"""What a question brings back: an answer made of quotes, or an abstention with the closest headlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.articles import Published, StoredArticle


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """The words `text[start:end]` of a quote that answer the question, and their kind ("person", "count", "date" …)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Whole sentences, one verbatim span of one stored article.

    `text == article_text[start:end]`, where the article's text is its paragraphs joined by a blank line
    (`PARAGRAPH_BREAK`). `paragraph` is the stored text of the paragraph that holds the span, or of the neighbouring
    paragraphs it touches, joined in the same way, so `text in paragraph` always. `passage` is the archive's number of
    the paragraph that was retrieved.

    Where `is_headline`, the quote is the article's whole headline, which is `paragraph`, too: `start` and `end` count
    within it, and `passage` is 0. `answers` are the words that answer the question, where they are sure.
    """

    text: str
    start: int
    end: int
    paragraph: str
    passage: int
    article: StoredArticle
    is_headline: bool = False
    answers: tuple[AnswerSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Numbers that two quotes of different outlets give for the same thing, as `(source, number as written)`."""

    about: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one question.

    `quotes` is empty exactly when `answered` is False; `closest` is filled only then. `confidence` (0 to 1) is the
    estimated probability that the quotes answer the question, also when abstaining. `evidence_from` and
    `evidence_to` span the dates of the quotes (None: no quote has a date). `stale` says that the question asks about
    now and that its newest evidence is older than that. `unanswered_parts` are what a question asks beside what is
    answered. `ranked` lists the retrieved paragraphs and articles in order,
    for evaluation and explanation; the paragraph is less than nothing where it is the article's headline. `elapsed_ms`
    is the time taken, in milliseconds.
    """

    question: str
    answered: bool
    confidence: float
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    closest: tuple[StoredArticle, ...]
    evidence_from: Published | None
    evidence_to: Published | None
    stale: bool
    disagreements: tuple[Disagreement, ...]
    searched_articles: int
    searched_paragraphs: int
    ranked: tuple[tuple[int, int], ...]
    elapsed_ms: float
    asked_at: datetime
    unanswered_parts: tuple[str, ...] = ()
