"""Chooses the sentences that tell an article best, each a verbatim span of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.analysis import analyse
from knowledge.articles import PARAGRAPH_BREAK
from knowledge.comparing.boilerplate import (
    SHORTEST,
    is_caption,
    is_furniture,
    is_plain_sentence,
    is_question,
    leans_on_previous,
    word_count,
)
from knowledge.sentences import sentence_spans

# Tuned on 200 news articles with reference summaries (CNN and Daily Mail) in five-fold cross-validation, 2026-11.
# Each may change by half without losing the lead over the first three sentences; see docs/decisions/0005-stories.md.
LENGTH_OFFSET = 12
"""Terms added to a sentence's length, so that short sentences do not win by being dense."""
POSITION_SCALE = 16
"""Sentences until the bonus for standing early has fallen to 1/e; the first sentence's bonus is 1."""
LEANING_PENALTY = 0.4
"""For a sentence that begins with "He", "This" or "But" where the sentence before it was not chosen."""
CAPTION_PENALTY = 0.4
SPEECH_PENALTY = 0.1
SAID_AGAIN = 0.7
"""Sentences that share this much of the shorter one's terms say the same."""

_SHORTEST_LEFT = 3  # "Four people died."
_SPEECH = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A whole sentence of an article: `text == article_text[start:end]`, offsets in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may be chosen: `order` counts the article's candidates, `merit` is all but its terms."""

    sentence: SummarySentence
    order: int
    terms: frozenset[str]
    merit: float
    leaning: bool


def summarise(
    text_paragraphs: Sequence[str],
    *,
    headline: str | None = None,
    sentences: int = 3,
    among: Callable[[str], bool] | None = None,
) -> list[SummarySentence]:
    """The at most `sentences` sentences that tell an article best, in reading order; only `among` those, if given.

    `text_paragraphs` is the body; offsets point into the paragraphs joined by a blank line. Questions, credits,
    teasers, bylines and headings are never chosen; very short sentences, those without an end mark and runs of more
    than 80 words only where nothing else is left. [] if nothing is.

    What is looked for is the set of sentences that covers the terms which the article keeps coming back to (the
    headline counts as one more sentence), from the top of the article, none saying the same again.
    """
    candidates = _candidates(text_paragraphs)
    mentions = Counter(term for candidate in candidates for term in candidate.terms)
    mentions.update(set(analyse(headline or "")))
    chosen: list[_Candidate] = []
    covered: set[str] = set()

    def gain(candidate: _Candidate) -> float:
        new = math.fsum(math.log1p(mentions[term]) for term in candidate.terms - covered if mentions[term] > 1)
        follows = any(other.order == candidate.order - 1 for other in chosen)
        penalty = LEANING_PENALTY if candidate.leaning and not follows else 0.0
        return new / (len(candidate.terms) + LENGTH_OFFSET) + candidate.merit - penalty

    left = [candidate for candidate in candidates if among is None or among(candidate.sentence.text)]
    while left and len(chosen) < sentences:
        best = max(left, key=lambda candidate: (gain(candidate), -candidate.order))
        chosen.append(best)
        covered |= best.terms
        left = [other for other in left if other.order != best.order and not _says_the_same(other, best)]
    return [candidate.sentence for candidate in sorted(chosen, key=lambda c: c.order)]


def _says_the_same(one: _Candidate, other: _Candidate) -> bool:
    return len(one.terms & other.terms) >= SAID_AGAIN * min(len(one.terms), len(other.terms))


def _candidates(paragraphs: Sequence[str]) -> list[_Candidate]:
    found = [s for s in _sentences(paragraphs) if not is_question(s.text) and not is_furniture(s.text)]
    plain = [s for s in found if is_plain_sentence(s.text)]
    return [_candidate(sentence, order) for order, sentence in enumerate(plain or filter(_is_no_fragment, found))]


def _is_no_fragment(sentence: SummarySentence) -> bool:
    """Whether it is a short sentence, or a long one without an end mark: what feeds bring, but no heading."""
    return is_plain_sentence(sentence.text, shortest=_SHORTEST_LEFT) or word_count(sentence.text) >= SHORTEST


def _sentences(paragraphs: Sequence[str]) -> list[SummarySentence]:
    offset, found = 0, []
    for paragraph in paragraphs:
        for start, end in sentence_spans(paragraph):
            found.append(SummarySentence(paragraph[start:end], offset + start, offset + end))
        offset += len(paragraph) + len(PARAGRAPH_BREAK)
    return found


def _candidate(sentence: SummarySentence, order: int) -> _Candidate:
    text = sentence.text
    merit = math.exp(-order / POSITION_SCALE)
    merit -= CAPTION_PENALTY if is_caption(text) else 0.0
    merit -= SPEECH_PENALTY if not _SPEECH.isdisjoint(text) else 0.0
    return _Candidate(sentence, order, frozenset(analyse(text)), merit, leans_on_previous(text))
