"""Tells people why a question was answered as it was, or not: terms, features, weights and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.answering.confidence import circumstances
from knowledge.answering.consideration import Consideration
from knowledge.answering.questions import AnswerKind, QuestionTime
from knowledge.answering.weights import Features, Weights

MEANINGS: Mapping[str, str] = {
    "stemmed": "BM25 of the paragraph, as a share of the question's weight",
    "exact": "the same for the words as they stand, unstemmed",
    "recency": "1 for news of today, less for older news",
    "position": "how far down in the article the paragraph stands",
    "rank": "how many paragraphs fit the question better, by the look before",
    "paragraph": "how well the paragraph fits",
    "telling_coverage": "the share of the question that is held, counting most what few of the paragraphs hold",
    "beside": "BM25 of the better of the two paragraphs next to it, as a share of the question's weight",
    "age": "as recency, but falling slowly, over years",
    "asks": "1 if the paragraph ends with a question mark",
    "headline": "1 for a headline, 0 for what stands in a text",
    "alone": "1 for a headline whose article has no text here",
    "pair": "1 for two sentences, 0 for one",
    "kind": "whether something of the wanted kind is mentioned",
    "votes": "whether other articles mention the same thing",
    "quote": "the score of the best quote, less what it owes to its date",
    "retrieved": "BM25 of the best paragraph alone",
    "passage_coverage": "the share of the question in the best quote's paragraph and its headline",
    "article_coverage": "the share in all paragraphs of its article that got a second look",
    "sure_kind": "1 if the kind of answer can be recognised",
    "newness": "how new the best quote is, beyond three weeks, if the question leaves the time open",
    "named": "the share of the names in the question that the best quote's paragraph and its headline hold",
    "headline_coverage": "the share of the question in the headline of the best quote's article",
    "best_headline": "the share in the headline that holds most of it",
    "freshness": "how new the best quote is, if the question is about a time near to now",
}
"""Each feature in a line."""

_KINDS = {
    AnswerKind.PERSON: "a person",
    AnswerKind.PLACE: "a place",
    AnswerKind.COUNTRY: "a country",
    AnswerKind.STATE: "a state",
    AnswerKind.COUNT: "a number",
    AnswerKind.MONEY: "an amount of money",
    AnswerKind.PERCENT: "a percentage",
    AnswerKind.REASON: "a reason",
    AnswerKind.DURATION: "a length of time",
    AnswerKind.DATE: "a date",
    AnswerKind.NAME: "a name",
    AnswerKind.THING: "a thing with a name",
    AnswerKind.OTHER: "nothing that can be recognised by its form",
}
_TIMES = {
    QuestionTime.NOW: "now, or a time near to it",
    QuestionTime.PAST: "an earlier year",
    QuestionTime.OPEN: "any time",
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """A feature's value, its weight, and what it means."""

    feature: str
    value: float
    weight: float
    meaning: str


@dataclass(frozen=True, slots=True)
class ExplainedQuote:
    """A quote that was considered, with what its score and that of its paragraph are made of."""

    text: str
    headline: str | None
    source: str | None
    score: float
    contributions: tuple[Contribution, ...]
    paragraph: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question was answered, or not. `terms` are its stems with their weights, the heaviest first."""

    terms: tuple[tuple[str, float], ...]
    kind: str
    time: str
    quotes: tuple[ExplainedQuote, ...]
    confidence: float
    intercept: float
    contributions: tuple[Contribution, ...]
    circumstances: float
    threshold: float
    reason: str


def explain(considered: Consideration, weights: Weights, threshold: float, *, archive: int) -> Explanation:
    """The explanation of what was weighed for one question in an archive of that many paragraphs."""
    question = considered.question
    return Explanation(
        terms=tuple(sorted(question.stems.items(), key=lambda term: (-term[1], term[0]))),
        kind=_KINDS[question.kind],
        time=_TIMES[question.time],
        quotes=tuple(
            ExplainedQuote(
                quote.text,
                quote.passage.article.headline,
                quote.passage.article.source,
                quote.score,
                _contributions(weights.quotes, quote.features),
                _contributions(weights.paragraphs, quote.passage.features),
            )
            for quote in considered.picked
        ),
        confidence=considered.confidence,
        intercept=weights.intercept,
        contributions=_contributions(weights.confidence, considered.features) if considered.features else (),
        circumstances=circumstances(considered.features, archive) if considered.features else 0.0,
        threshold=threshold,
        reason=_reason(considered, threshold),
    )


def explain_lines(explanation: Explanation) -> list[str]:
    """The explanation as lines of plain text for a terminal."""
    lines = [
        explanation.reason,
        f"Asked for: {explanation.kind}; about {explanation.time}.",
        "Terms and their weights:",
    ]
    lines += [f"  {weight:6.2f}  {stem}" for stem, weight in explanation.terms] or ["  none"]
    for number, quote in enumerate(explanation.quotes, 1):
        where = " · ".join(part for part in (quote.source, quote.headline) if part)
        lines += [f"Quote {number}, score {quote.score:.2f}: {' '.join(quote.text.split())}", f"  {where}"]
        lines += _lines(quote.contributions)
        lines.append("  of which its paragraph:")
        lines += _lines(quote.paragraph)
    if explanation.contributions:
        lines.append(f"Confidence {explanation.confidence:.3f}, log odds from {explanation.intercept:.2f} on:")
        lines += _lines(explanation.contributions)
        lines.append(f"  {explanation.circumstances:+7.2f}  for how little is held, or how little of the question")
    return lines


def _contributions(weights: Features, features: Features) -> tuple[Contribution, ...]:
    found = [Contribution(name, features[name], weight, MEANINGS[name]) for name, weight in weights.items()]
    return tuple(sorted(found, key=lambda part: -abs(part.value * part.weight)))


def _lines(contributions: tuple[Contribution, ...]) -> list[str]:
    return [
        f"  {part.value * part.weight:+7.2f} = {part.value:6.2f} × {part.weight:6.2f}  {part.feature}: {part.meaning}"
        for part in contributions
    ]


def _reason(considered: Consideration, threshold: float) -> str:
    if not considered.question.terms:
        return "Not answered: the question has no words that could be searched for."
    if not considered.passages:
        return "Not answered: no paragraph that may be searched holds any of its words."
    if not considered.picked:
        return "Not answered: what was found are only questions, not statements that could be quoted."
    above = considered.confidence >= threshold
    return (
        f"{'Answered' if above else 'Not answered'}: the confidence of {considered.confidence:.3f} "
        f"{'reaches' if above else 'is below'} the threshold of {threshold:.3f}."
    )
