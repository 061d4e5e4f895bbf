"""Cuts candidate quotes out of the best paragraphs, ranks them, and picks those to show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.answers import Quote
from knowledge.answering.mentions import Mention, mentions, numbers, numbers_of
from knowledge.answering.passages import RankedPassage, passage_stems
from knowledge.answering.questions import SURE_KINDS, Question
from knowledge.answering.weights import Features, score
from knowledge.articles import PARAGRAPH_BREAK, Paragraph
from knowledge.index.analysis import analyse
from knowledge.sentences import sentence_spans

LONGEST_PAIR = 700
"""Characters that two sentences may have together; a single sentence may have any number."""

_LONGEST_PARAGRAPH = 6_000
"""Characters of a paragraph in which quotes are looked for."""
_FEWEST_JOINED = 4
"""Different terms that a neighbouring sentence must have to be joined: headings and bylines are no sentences."""
_SAME = 0.6
"""Two quotes sharing more than this much of the shorter one's terms say the same."""
_ABOUT_IT = 0.4
"""The share of what the best quote's paragraph and headline hold of the question that those of a further quote must
hold. It costs one right card on realtimeqa (.940 to .934) and none on newsqa."""
_VOTE_SOFTNESS = 3.0
"""How slowly a quote's say in the vote falls with its score."""


@dataclass(frozen=True, slots=True)
class CandidateQuote:
    """One or two whole sentences that may be quoted.

    `start` and `end` are offsets in the article's text, `paragraph` is the text of the paragraph or paragraphs that
    they touch. `mentioned` are the words, new to the question, of things of the wanted kind, `numbers` the numbers
    new to the question.
    """

    passage: RankedPassage
    text: str
    start: int
    end: int
    paragraph: str
    stems: frozenset[str]
    mentioned: frozenset[str]
    numbers: frozenset[Mention]
    features: Features
    score: float

    def quote(self) -> Quote:
        """The quote as members see it."""
        return Quote(
            text=self.text,
            start=self.start,
            end=self.end,
            paragraph=self.paragraph,
            passage=self.passage.paragraph.number,
            article=self.passage.article,
        )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph (`start` and `end` count within it) and what is found in it.

    `fits` says whether it mentions something of the wanted kind: 1 surely, 0.5 perhaps, 0 not.
    """

    start: int
    end: int
    stems: frozenset[str]
    mentioned: frozenset[str]
    numbers: frozenset[Mention]
    fits: float
    asks: bool


@dataclass(frozen=True, slots=True)
class _Pool:
    """What the paragraphs that quotes are cut from have in common.

    `telling` weighs each stem of the question by how few of the paragraphs hold it: what all of them say does not tell
    them apart. `articles` has the best paragraph's score of each article.
    """

    telling: Mapping[str, float]
    articles: Mapping[int, float]


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
    pool = _pool(question, passages)
    candidates = [
        candidate
        for rank, passage in enumerate(passages)
        for candidate in _candidates(question, passage, rank, pool, neighbours)
    ]
    before_vote = {name: weight for name, weight in weights.items() if name != "votes"}
    first_round = [replace(candidate, score=score(before_vote, candidate.features)) for candidate in candidates]
    ranked = [
        replace(candidate, features=features, score=score(weights, features))
        for candidate, vote in zip(first_round, votes(first_round), strict=True)
        for features in ({**candidate.features, "votes": vote},)
    ]
    ranked.sort(key=lambda candidate: (-candidate.score, candidate.passage.paragraph.number, candidate.start))
    return ranked


def votes(candidates: Sequence[CandidateQuote]) -> list[float]:
    """For each candidate, how strongly those of other articles mention the same thing of the wanted kind."""
    best = max((candidate.score for candidate in candidates), default=0.0)
    support: dict[str, dict[int, float]] = {}
    for candidate in candidates:
        say = math.exp((candidate.score - best) / _VOTE_SOFTNESS)
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


def pick(question: Question, ranked: Sequence[CandidateQuote], limit: int) -> list[CandidateQuote]:
    """The best `limit` quotes of which no two overlap, come from one paragraph, or say the same.

    After the first, only those that are about the question too: fewer quotes are better than a stray one.
    """
    picked: list[CandidateQuote] = []
    wanted = 0.0
    for candidate in ranked:
        if len(picked) == limit:
            break
        if any(_repeats(candidate, other) for other in picked):
            continue
        covered = question.coverage(candidate.stems | passage_stems(candidate.passage))
        if covered >= wanted:
            wanted = wanted or _ABOUT_IT * covered
            picked.append(candidate)
    return picked


def _repeats(one: CandidateQuote, other: CandidateQuote) -> bool:
    if one.passage.article.number == other.passage.article.number and (
        one.passage.paragraph.number == other.passage.paragraph.number
        or (one.start < other.end and other.start < one.end)
    ):
        return True
    if one.text == other.text:
        return True
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return False  # nearly the same words with other numbers contradict, which is worth showing
    fewer = min(len(one.stems), len(other.stems))
    return fewer > 0 and len(one.stems & other.stems) > _SAME * fewer


def _pool(question: Question, passages: Sequence[RankedPassage]) -> _Pool:
    holding = Counter(
        stem for passage in passages for stem in question.stems.keys() & set(analyse(passage.paragraph.text))
    )
    articles: dict[int, float] = {}
    for passage in passages:
        articles.setdefault(passage.article.number, passage.score)
    return _Pool(
        {stem: question.stems[stem] * math.log((len(passages) + 1) / (held + 0.5)) for stem, held in holding.items()},
        articles,
    )


def _candidates(
    question: Question,
    passage: RankedPassage,
    rank: int,
    pool: _Pool,
    neighbours: Mapping[tuple[int, int], Paragraph],
) -> Iterator[CandidateQuote]:
    paragraph = passage.paragraph
    sentences = _sentences(question, paragraph.text)

    def candidate(text: str, start: int, inside: str, *parts: _Sentence) -> CandidateQuote:
        return CandidateQuote(
            passage=passage,
            text=text,
            start=start,
            end=start + len(text),
            paragraph=inside,
            stems=frozenset().union(*(part.stems for part in parts)),
            mentioned=frozenset().union(*(part.mentioned for part in parts)),
            numbers=frozenset().union(*(part.numbers for part in parts)),
            features=_features(question, passage, rank, pool, parts),
            score=0.0,
        )

    for index, first in enumerate(sentences):
        if first.asks:
            continue
        start = paragraph.start + first.start
        yield candidate(paragraph.text[first.start : first.end], start, paragraph.text, first)
        second = sentences[index + 1] if index + 1 < len(sentences) else None
        if second is not None and not second.asks and second.end - first.start <= LONGEST_PAIR:
            yield candidate(paragraph.text[first.start : second.end], start, paragraph.text, first, second)
    if len(sentences) != 1 or sentences[0].asks:
        return
    for step in (-1, 1):
        neighbour = neighbours.get((paragraph.article, paragraph.position + step))
        beside = _sentences(question, neighbour.text) if neighbour is not None else []
        if neighbour is None or not beside:
            continue
        earlier, later = (neighbour, paragraph) if step < 0 else (paragraph, neighbour)
        first, second = (beside[-1], sentences[0]) if step < 0 else (sentences[0], beside[0])
        added = first if step < 0 else second
        inside = earlier.text + PARAGRAPH_BREAK + later.text
        end = len(earlier.text) + len(PARAGRAPH_BREAK) + second.end
        if not added.asks and len(added.stems) >= _FEWEST_JOINED and end - first.start <= LONGEST_PAIR:
            yield candidate(inside[first.start : end], earlier.start + first.start, inside, first, second)


def _features(
    question: Question, passage: RankedPassage, rank: int, pool: _Pool, parts: Sequence[_Sentence]
) -> dict[str, float]:
    """What is known of one candidate before the vote; `rank` counts its paragraph from 0."""
    stems = frozenset().union(*(part.stems for part in parts))
    new_numbers = frozenset().union(*(part.numbers for part in parts))
    telling = sum(pool.telling.values())
    return {
        "rank": math.log1p(rank),
        "article": pool.articles[passage.article.number],
        "position": passage.features["position"],
        "recency": passage.features["recency"],
        "telling_coverage": sum(pool.telling.get(stem, 0.0) for stem in stems) / telling if telling > 0 else 0.0,
        "pair": float(len(parts) == 2),
        "kind": max(part.fits for part in parts) - 0.5 if question.kind in SURE_KINDS else 0.0,
        "new_numbers": math.log1p(len(new_numbers)),
    }


def _sentences(question: Question, text: str) -> list[_Sentence]:
    sentences = []
    for start, end in sentence_spans(text[:_LONGEST_PARAGRAPH]):
        sentence = text[start:end]
        found = mentions(question.kind, sentence)
        mentioned = frozenset(word for mention in found for word in mention if word not in question.words)
        sure = question.counted is None or bool(numbers_of(question.counted, sentence))
        sentences.append(
            _Sentence(
                start=start,
                end=end,
                stems=frozenset(analyse(sentence)),
                mentioned=mentioned,
                numbers=frozenset(number for number in numbers(sentence) if not question.words.keys() >= set(number)),
                fits=(1.0 if sure else 0.5) if mentioned else 0.0,
                asks=sentence.rstrip("\"'”’)] ").endswith(("?", "？")),
            )
        )
    return sentences
