"""Cuts candidate quotes out of the best paragraphs, ranks them, and picks those to show."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.answers import Quote
from knowledge.answering.mentions import Mention, mentions, names, numbers
from knowledge.answering.passages import RankedPassage
from knowledge.answering.questions import SURE_KINDS, Kind, Question
from knowledge.answering.weights import Features, Weights, score
from knowledge.articles import PARAGRAPH_BREAK, Paragraph
from knowledge.index.analysis import analyse, words
from knowledge.sentences import sentence_spans

LONGEST_PAIR = 700
"""Characters that two sentences may have together; a single sentence may have any number."""

_LONGEST_PARAGRAPH = 6_000
"""Characters of a paragraph in which quotes are looked for."""
_MORE_TO_JOIN = 4
"""Words that a neighbouring sentence must have to be joined: headings and bylines are no sentences."""
_SAME = 0.6
"""Two quotes sharing this much of the shorter one's terms say the same."""
_VOTE_SOFTNESS = 3.0
"""How slowly a quote's say in the vote falls with its score."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph (`start` and `end` count within it) and what is found in it."""

    start: int
    end: int
    stems: frozenset[str]
    words: frozenset[str]
    mentioned: frozenset[str]
    numbers: frozenset[Mention]
    asks: bool


@dataclass(frozen=True, slots=True)
class CandidateQuote:
    """One or two whole sentences that may be quoted.

    `start` and `end` are offsets in the article's text, `paragraph` is the text of the paragraph or paragraphs that
    they touch. `mentioned` are the words of new things of the wanted kind, `numbers` the numbers new to the question.
    """

    passage: RankedPassage
    text: str
    start: int
    end: int
    paragraph: str
    sentences: int
    stems: frozenset[str]
    words: frozenset[str]
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


def rank_quotes(
    question: Question,
    passages: Sequence[RankedPassage],
    neighbours: Mapping[tuple[int, int], Paragraph],
    weights: Weights,
) -> list[CandidateQuote]:
    """Candidate quotes from `passages` (best first), best first.

    `neighbours` holds paragraphs by article and position. Questions are no quotes. Quotes are scored twice: what the
    first round likes votes, in the second, for the things that several articles mention.
    """
    candidates = [
        quote for rank, passage in enumerate(passages) for quote in _candidates(question, passage, rank, neighbours)
    ]
    _experiment(question, passages, neighbours, candidates)
    before_vote = {name: weight for name, weight in weights.quotes.items() if name != "votes"}
    candidates = [replace(quote, score=score(before_vote, quote.features)) for quote in candidates]
    ranked = [
        replace(quote, features=features, score=score(weights.quotes, features))
        for quote, vote in zip(candidates, votes(candidates), strict=True)
        for features in ({**quote.features, "votes": vote},)
    ]
    ranked.sort(key=lambda quote: (-quote.score, quote.passage.paragraph.number, quote.start, quote.end))
    return ranked


def votes(candidates: Sequence[CandidateQuote]) -> list[float]:
    """For each quote, how strongly other articles' quotes mention the same thing of the wanted kind."""
    if not candidates:
        return []
    best = max(quote.score for quote in candidates)
    support: dict[str, dict[int, float]] = {}
    for quote in candidates:
        say = math.exp((quote.score - best) / _VOTE_SOFTNESS)
        for word in quote.mentioned:
            by_article = support.setdefault(word, {})
            article = quote.passage.article.number
            by_article[article] = max(say, by_article.get(article, 0.0))
    return [
        math.log1p(
            max(
                (sum(support[word].values()) - support[word][quote.passage.article.number] for word in quote.mentioned),
                default=0.0,
            )
        )
        for quote in candidates
    ]


def pick(ranked: Sequence[CandidateQuote], limit: int) -> list[CandidateQuote]:
    """The best `limit` quotes of which no two overlap, come from one paragraph, or say the same."""
    picked: list[CandidateQuote] = []
    for quote in ranked:
        if len(picked) == limit:
            break
        if not any(_repeats(quote, other) for other in picked):
            picked.append(quote)
    return picked


def _repeats(one: CandidateQuote, other: CandidateQuote) -> bool:
    if one.passage.article.number == other.passage.article.number and (
        one.passage.paragraph.number == other.passage.paragraph.number
        or (one.start < other.end and other.start < one.end)
    ):
        return True
    fewer = min(len(one.stems), len(other.stems))
    return one.text == other.text or (fewer > 0 and len(one.stems & other.stems) > _SAME * fewer)


def _candidates(
    question: Question, passage: RankedPassage, rank: int, neighbours: Mapping[tuple[int, int], Paragraph]
) -> Iterator[CandidateQuote]:
    paragraph = passage.paragraph
    sentences = _sentences(question, paragraph.text)
    coverage = question.covered_stems(frozenset().union(*(sentence.stems for sentence in sentences)))

    def candidate(text: str, offset: int, inside: str, *parts: _Sentence) -> CandidateQuote:
        quote = CandidateQuote(
            passage=passage,
            text=text,
            start=offset,
            end=offset + len(text),
            paragraph=inside,
            sentences=len(parts),
            stems=frozenset().union(*(part.stems for part in parts)),
            words=frozenset().union(*(part.words for part in parts)),
            mentioned=frozenset().union(*(part.mentioned for part in parts)),
            numbers=frozenset().union(*(part.numbers for part in parts)),
            features={},
            score=0.0,
        )
        return replace(quote, features=quote_features(question, quote, rank, coverage))

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
        if neighbour is None:
            continue
        beside = _sentences(question, neighbour.text)
        if not beside:
            continue
        earlier, later = (neighbour, paragraph) if step < 0 else (paragraph, neighbour)
        first, second = (beside[-1], sentences[0]) if step < 0 else (sentences[0], beside[0])
        other = first if step < 0 else second
        inside = earlier.text + PARAGRAPH_BREAK + later.text
        end = len(earlier.text) + len(PARAGRAPH_BREAK) + second.end
        if not other.asks and len(other.words) >= _MORE_TO_JOIN and end - first.start <= LONGEST_PAIR:
            yield candidate(inside[first.start : end], earlier.start + first.start, inside, first, second)


def quote_features(question: Question, quote: CandidateQuote, rank: int, coverage: float) -> dict[str, float]:
    """What is known of one candidate quote before the vote; `rank` counts its paragraph from 0, `coverage` is the
    share of the question's weight that the whole paragraph holds."""
    sure, has = question.kind in SURE_KINDS, bool(quote.mentioned)
    return {
        "passage": quote.passage.score,
        "rank": math.log1p(rank),
        "covered_words": question.covered_words(quote.words),
        "covered_stems": question.covered_stems(quote.stems),
        "passage_coverage": coverage,
        "pair": float(quote.sentences == 2),
        "length": math.log1p(len(quote.words)),
        "position": quote.passage.features["position"],
        "sure_kind": (float(has) - 0.5) if sure else 0.0,
        "likely_kind": (float(has) - 0.5) if not sure and question.kind is not Kind.OTHER else 0.0,
        "recency": quote.passage.features["recency"],
        "recency_for_now": quote.passage.features["recency_for_now"],
        "new_numbers": math.log1p(len(quote.numbers)),
    }


def _sentences(question: Question, text: str) -> list[_Sentence]:
    sentences = []
    for start, end in sentence_spans(text[:_LONGEST_PARAGRAPH]):
        sentence = text[start:end]
        found = mentions(question.kind, sentence)
        asked = question.words.keys()
        sentences.append(
            _Sentence(
                start=start,
                end=end,
                stems=frozenset(analyse(sentence)),
                words=frozenset(words(sentence)),
                mentioned=frozenset(word for mention in found for word in mention if word not in asked),
                numbers=frozenset(number for number in numbers(sentence) if not asked >= set(number)),
                asks=sentence.rstrip("\"'”’)] ").endswith("?"),
            )
        )
    return sentences


def _experiment(question, passages, neighbours, candidates):
    n=len(passages); df={}
    pst={}
    for p in passages:
        st=set(analyse(p.paragraph.text));pst[p.paragraph.number]=st
        for t in st: df[t]=df.get(t,0)+1
    local={t:w*math.log((n+1)/(df[t]+.5)) for t,w in question.stems.items() if t in df}
    tot=sum(local.values()) or 1.0
    best={}
    for p in passages: best[p.article.number]=max(best.get(p.article.number,-9),p.score)
    adf={}
    for p in passages:
        for t in pst[p.paragraph.number]: adf.setdefault(p.article.number,{}).setdefault(t,0); adf[p.article.number][t]+=1
    an={}
    for p in passages: an[p.article.number]=an.get(p.article.number,0)+1
    ctx={}
    for p in passages:
        s=set(pst[p.paragraph.number])|set(analyse(p.article.headline or ''))
        s1=set(s)
        for k in (-1,1,-2,2):
            q=neighbours.get((p.paragraph.article,p.paragraph.position+k))
            if q is not None:
                x=set(analyse(q.text)); s|=x
        ctx[p.paragraph.number]=(frozenset(s),frozenset(s1),frozenset(analyse(p.article.headline or '')))
    for c in candidates:
        f=c.features;a=c.passage.article.number
        f['local']=sum(w for t,w in local.items() if t in c.stems)/tot
        f['article_best']=best[a]
        la={t:w*math.log((an[a]+1)/(adf[a][t]+.5)) for t,w in question.stems.items() if t in adf[a]}
        f['local_article']=sum(w for t,w in la.items() if t in c.stems)/(sum(la.values()) or 1.0)
        x=ctx[c.passage.paragraph.number]
        f['context']=question.covered_stems(x[0]|c.stems)
        f['with_head']=question.covered_stems(x[2]|c.stems)
        f['par_head']=question.covered_stems(x[1]|c.stems)
        f['other_articles']=math.log(len(best))
        f['in_article']=math.log(an[a])
        f['new_names']=math.log1p(len({n for n in names(c.text) if not question.words.keys()>=set(n)}))
        f['quotes']=float('“' in c.text or '"' in c.text)
