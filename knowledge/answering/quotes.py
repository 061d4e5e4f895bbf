"""Cuts candidate quotes out of the best paragraphs, ranks them, and picks those to show."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.answers import Quote
from knowledge.answering.mentions import Mention, numbers
from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Question
from knowledge.answering.statements import Statement, asks, coverage, statements, telling
from knowledge.answering.weights import Features, score
from knowledge.articles import PARAGRAPH_BREAK, Paragraph
from knowledge.comparing.boilerplate import leans_on_previous

LONGEST_QUOTE = 700
"""Characters that several sentences may have together; a single one may have any number."""

_FEWEST_JOINED = 4
"""Different terms that a neighbouring sentence must have to be joined: headings and bylines are no sentences."""
_AS_GOOD = 1.0
"""How much lower the score of a candidate may be that still lengthens the quote which it overlaps."""
_SAME = 0.6
"""Two quotes sharing more than this much of the shorter one's terms say the same."""
_ABOUT_IT = 0.4
"""The share of what the best quote's paragraph and headline hold of the question that those of a further quote must
hold. It costs one right card on realtimeqa (.940 to .934) and none on newsqa."""
_SAID = ("telling_coverage", "kind")
"""What a sentence must have as much of as its article's headline, to be quoted in its place."""
_WITHOUT_REASON = 2
"""How many quotes are shown though they mention nothing of the wanted kind and no further word of the question."""
_VOTE_SOFTNESS = 3.0
"""How slowly a quote's say in the vote falls with its score."""


@dataclass(frozen=True, slots=True)
class CandidateQuote:
    """One or more whole sentences in a row that may be quoted.

    `start` and `end` are offsets in the article's text. `paragraph` is the text of the paragraph or paragraphs that
    they touch, which begins at `paragraph_start`. `mentioned` are the words, new to the question, of things of the
    wanted kind.
    """

    passage: RankedPassage
    text: str
    start: int
    end: int
    paragraph: str
    paragraph_start: int
    stems: frozenset[str]
    mentioned: frozenset[str]
    features: Features
    score: float

    def quote(self) -> Quote:
        """The quote as members see it."""
        return Quote(
            text=self.text,
            start=self.start,
            end=self.end,
            paragraph=self.paragraph,
            passage=max(0, self.passage.paragraph.number),
            article=self.passage.article,
            is_headline=self.passage.is_headline,
        )


def rank_quotes(
    question: Question,
    passages: Sequence[RankedPassage],
    neighbours: Mapping[tuple[int, int], Paragraph],
    weights: Features,
) -> list[CandidateQuote]:
    """Candidate quotes from `passages` (best first), best first.

    `neighbours` holds paragraphs by article and position. Questions are no quotes. Quotes are scored twice: what the
    first round likes votes, in the second, for the things that several articles mention.
    """
    rare = telling(question, [passage.stems for passage in passages])
    candidates = [
        candidate
        for rank, passage in enumerate(passages)
        for candidate in _candidates(question, passage, rank, rare, neighbours)
    ]
    candidates = list(_without_repeating_headlines(candidates))
    before_vote = {name: weight for name, weight in weights.items() if name != "votes"}
    say = [score(before_vote, candidate.features) for candidate in candidates]
    ranked = []
    for candidate, vote in zip(candidates, votes(candidates, say), strict=True):
        features = {**candidate.features, "votes": vote}
        ranked.append(replace(candidate, features=features, score=score(weights, features)))
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.passage.paragraph.number, candidate.start))
    return ranked


def _without_repeating_headlines(candidates: Sequence[CandidateQuote]) -> Iterator[CandidateQuote]:
    """All but the headlines of articles whose text says as much of the question."""
    said: dict[int, list[CandidateQuote]] = {}
    for candidate in candidates:
        if not candidate.passage.is_headline:
            said.setdefault(candidate.passage.article.number, []).append(candidate)
    for candidate in candidates:
        if candidate.passage.is_headline:
            text = said.get(candidate.passage.article.number, ())
            if any(all(other.features[name] >= candidate.features[name] for name in _SAID) for other in text):
                continue
        yield candidate


def votes(candidates: Sequence[CandidateQuote], scores: Sequence[float]) -> list[float]:
    """For each candidate, how strongly those of other articles mention the same thing of the wanted kind.

    `scores` are those of the candidates before the vote.
    """
    best = max(scores, default=0.0)
    support: dict[str, dict[int, float]] = {}
    for candidate, its_score in zip(candidates, scores, strict=True):
        say = math.exp((its_score - best) / _VOTE_SOFTNESS)
        article = candidate.passage.article.number
        for word in candidate.mentioned:
            by_article = support.setdefault(word, {})
            by_article[article] = max(say, by_article.get(article, 0.0))
    totals = {word: sum(by_article.values()) for word, by_article in support.items()}
    return [
        math.log1p(
            max(
                (totals[word] - support[word][candidate.passage.article.number] for word in candidate.mentioned),
                default=0.0,
            )
        )
        for candidate in candidates
    ]


def pick(
    question: Question, ranked: Sequence[CandidateQuote], limit: int, sides: Sequence[str] = ()
) -> list[CandidateQuote]:
    """The best `limit` quotes of which no two overlap, come from one paragraph, or say the same.

    Where the question compares two things, whose stems are its `sides`, each is named in one of the first two.

    After the first, only those that are about the question too: fewer quotes are better than a stray one. A quote
    grows once, by a candidate nearly as good that overlaps it: both are shown as one.
    """
    picked: list[CandidateQuote] = []
    grown: set[int] = set()
    wanted = 0.0
    for candidate in ranked:
        place = next((place for place, other in enumerate(picked) if _overlap(candidate, other)), None)
        if place is not None:
            if place not in grown and candidate.score >= picked[place].score - _AS_GOOD:
                longer = _union(picked[place], candidate)
                if len(picked[place].text) < len(longer.text) <= LONGEST_QUOTE:
                    picked[place] = longer
                    grown.add(place)
        elif len(picked) < limit and _adds(question, candidate, picked):
            covered = question.coverage(candidate.stems | candidate.passage.about)
            if covered >= wanted:
                wanted = wanted or _ABOUT_IT * covered
                picked.append(candidate)
    if not picked:
        return []
    first, others = _standing_alone(picked[0], ranked), picked[1:]
    missing = [side for side in sides if side not in first.stems]
    if len(missing) == 1:
        naming = next((c for c in (*others, *ranked) if missing[0] in c.stems and not _overlap(first, c)), None)
        if naming is not None:
            others = [naming, *(other for other in others if other is not naming and not _overlap(other, naming))]
    return [first, *others][:limit]


def distinct(quotes: Sequence[CandidateQuote]) -> list[CandidateQuote]:
    """The quotes without those that overlap an earlier one."""
    kept: list[CandidateQuote] = []
    for quote in quotes:
        if not any(_overlap(quote, other) or quote.text == other.text for other in kept):
            kept.append(quote)
    return kept


def _standing_alone(quote: CandidateQuote, ranked: Sequence[CandidateQuote]) -> CandidateQuote:
    """The quote, together with the sentence before it if it begins with "He", "This" or "But"."""
    if quote.passage.is_headline or not leans_on_previous(quote.text):
        return quote
    for other in ranked:
        if _overlap(quote, other) and other.start < quote.start and not leans_on_previous(other.text):
            longer = _union(quote, other)
            if len(longer.text) <= LONGEST_QUOTE:
                return longer
    return quote


def _adds(question: Question, candidate: CandidateQuote, picked: Sequence[CandidateQuote]) -> bool:
    """Whether a quote says what those picked do not; the third and later ones must bring something asked for."""
    if any(_repeats(question, candidate, other) for other in picked):
        return False
    if len(picked) < _WITHOUT_REASON:
        return True
    told = frozenset().union(*(other.stems | other.mentioned for other in picked))
    return bool(candidate.mentioned) or not (question.stems.keys() & candidate.stems) <= told


def _overlap(one: CandidateQuote, other: CandidateQuote) -> bool:
    if one.passage.is_headline or other.passage.is_headline:
        return False
    same_article = one.passage.article.number == other.passage.article.number
    return same_article and one.start < other.end and other.start < one.end


def _union(one: CandidateQuote, other: CandidateQuote) -> CandidateQuote:
    """The span of two overlapping quotes; all else is of the first."""
    earlier, later = sorted((one, other), key=lambda quote: quote.paragraph_start)
    begin = earlier.paragraph_start
    inside = earlier.paragraph + later.paragraph[begin + len(earlier.paragraph) - later.paragraph_start :]
    start, end = min(one.start, other.start), max(one.end, other.end)
    text = inside[start - begin : end - begin]
    return replace(one, text=text, start=start, end=end, paragraph=inside, paragraph_start=begin)


def _repeats(question: Question, one: CandidateQuote, other: CandidateQuote) -> bool:
    if one.passage.paragraph.number == other.passage.paragraph.number or one.text == other.text:
        return True
    if len(one.stems & other.stems) <= _SAME * min(len(one.stems), len(other.stems)):
        return False
    told, told_before = _new_numbers(question, one), _new_numbers(question, other)
    # Nearly the same words with other numbers contradict, which is worth showing.
    return not (told and told_before and told.isdisjoint(told_before))


def _new_numbers(question: Question, quote: CandidateQuote) -> set[Mention]:
    """The numbers in a quote that the question does not have."""
    language = quote.passage.article.language
    return {number for number in numbers(quote.text, language) if not question.words.keys() >= set(number)}


def _candidates(
    question: Question,
    passage: RankedPassage,
    rank: int,
    rare: Mapping[str, float],
    neighbours: Mapping[tuple[int, int], Paragraph],
) -> Iterator[CandidateQuote]:
    paragraph = passage.paragraph
    sentences = passage.statements

    def candidate(start: int, end: int, inside: str, inside_start: int, *parts: Statement) -> CandidateQuote:
        return CandidateQuote(
            passage=passage,
            text=inside[start:end],
            start=inside_start + start,
            end=inside_start + end,
            paragraph=inside,
            paragraph_start=inside_start,
            stems=frozenset().union(*(part.stems for part in parts)),
            mentioned=frozenset().union(*(part.mentioned for part in parts)),
            features=_features(question, passage, rank, rare, parts),
            score=0.0,
        )

    if passage.is_headline:
        if sentences and not asks(paragraph.text):
            yield candidate(0, len(paragraph.text), paragraph.text, 0, *sentences)
        return
    for index, first in enumerate(sentences):
        if first.asks or first.furniture:
            continue
        yield candidate(first.start, first.end, paragraph.text, paragraph.start, first)
        second = sentences[index + 1] if index + 1 < len(sentences) else None
        if second is not None and not second.asks and second.end - first.start <= LONGEST_QUOTE:
            yield candidate(first.start, second.end, paragraph.text, paragraph.start, first, second)
    if len(sentences) != 1 or sentences[0].asks:
        return
    for step in (-1, 1):
        neighbour = neighbours.get((paragraph.article, paragraph.position + step))
        beside = statements(question, neighbour.text, passage.article.language) if neighbour is not None else ()
        if neighbour is None or not beside:
            continue
        earlier, later = (neighbour, paragraph) if step < 0 else (paragraph, neighbour)
        first, second = (beside[-1], sentences[0]) if step < 0 else (sentences[0], beside[0])
        added = first if step < 0 else second
        inside = earlier.text + PARAGRAPH_BREAK + later.text
        end = len(earlier.text) + len(PARAGRAPH_BREAK) + second.end
        if (
            not (added.asks or first.furniture)
            and len(added.stems) >= _FEWEST_JOINED
            and end - first.start <= LONGEST_QUOTE
        ):
            yield candidate(first.start, end, inside, earlier.start, first, second)


def _features(
    question: Question, passage: RankedPassage, rank: int, rare: Mapping[str, float], parts: Sequence[Statement]
) -> dict[str, float]:
    """What is known of one candidate before the vote; `rank` counts its paragraph from 0."""
    stems = frozenset().union(*(part.stems for part in parts))
    return {
        "rank": math.log1p(rank),
        "paragraph": passage.score,
        "position": passage.features["position"],
        "telling_coverage": coverage(rare, stems),
        "pair": float(len(parts) == 2 and not passage.is_headline),
        "headline": float(passage.is_headline),
        "alone": passage.features["alone"],
        "kind": max(part.fits for part in parts) - 0.5 if question.kind in SURE_KINDS else 0.0,
    }
