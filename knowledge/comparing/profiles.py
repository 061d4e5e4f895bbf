"""Reads off an article what is compared with others: its terms, names, results, and what kind of piece it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from knowledge.analysis import analyse
from knowledge.articles import as_datetime
from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.boilerplate import SHORTEST, is_furniture, is_plain_sentence, is_question, word_count
from knowledge.sentences import sentence_spans

LEAD_WORDS = 80
"""How much of an article is compared: what it is about stands at its top."""
_LEAD_PARAGRAPH_CHARACTERS = 2_000
_HEADLINE_CHARACTERS = 300

_WORD = re.compile(r"[^\W\d_]+(?:[.'’&-][^\W\d_]+)*")
_RESULT = re.compile(r"(?<![\w.,:/–-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?![\w/–-]|[.,:]\d)")
_NUMBERED = re.compile(
    r"([^\W\d_][\w.'’-]*?)\.?\s+(?:[Nn]o\.?\s*|#)?(\d[\d.,]*)(?!\S*[%\d])(?!\s?(?:%|percent|per cent|million|billion))"
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)['‘].{1,200}?['’](?!\w)")
_LEAST_WORDS_OF_SPEECH = 3
_COMMENTARY_OR_ROUNDUP = re.compile(
    r"""^\W*(?:opinion|analysis|column|editorial|commentary|perspective|fact[\s-]?check|review|podcast|quiz|quote\sbox
    |photos?|pictures|gallery|video|cartoons?|letters?|newsletter|briefing)\s?[:|]
    | [|:–—-]\s(?:opinion|analysis|editorial|commentary|fact[\s-]check|quiz)\s*$
    | ^\W*(?:daily|morning|evening|weekly)\s(?:briefing|brief|digest|roundup)\b
    | \b(?:\d+|five|ten|seven)\sthings\b | \bnews\sfrom\saround\b | \bin\spictures\b
    | \b(?:photos|pictures|stories|news)\sof\sthe\s(?:day|week)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPLAINER = re.compile(
    r"""^\W*(?:how|what|when|where|which|who|why|is|are|does|do|can|will|should)\b | \?\W*$
    | \bhere(?:['’]s|\sis|\sare)\b | \b(?:what|everything|things)\s(?:we|you|to)\b | \btakeaways\b | \bguide\b
    | \bexplain(?:ed|er)\b | \bpreview\b | \bpredictions?\b | \bhow\sto\b | :\s(?:how|what|when|where|who|why)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What of an article is compared. Terms are those of `analyse`.

    `terms` are those of headline and lead with how much they count (the headline's twice); `names` those among them
    that are written with a capital wherever they could be without. `results` are "2-1" and the like in the headline,
    `numbered` its names with a number behind ("Game 3").
    """

    article: StoryArticle
    moment: datetime | None
    terms: dict[str, int]
    headline: frozenset[str]
    names: frozenset[str]
    headline_names: frozenset[str]
    results: frozenset[tuple[str, str]]
    numbered: dict[str, frozenset[str]]
    is_report: bool
    is_explainer: bool


def profile(article: StoryArticle) -> Profile:
    """Read off an article what is compared: the headline and the first 80 or so words of news sentences."""
    headline = (article.headline or "")[:_HEADLINE_CHARACTERS]
    sentences = lead_sentences(article.paragraphs, LEAD_WORDS)
    written = _words_written_as_names(headline, sentences)
    # What somebody said is colour: another outlet's headline will rarely quote the same.
    in_headline = frozenset(analyse(_QUOTED.sub(_without_speech, headline)) or analyse(headline))
    names = frozenset(term for word in written for term in analyse(word))
    terms = dict.fromkeys((term for sentence in sentences for term in analyse(sentence)), 1)
    for term in in_headline:
        terms[term] = terms.get(term, 0) + 1
    numbered: dict[str, set[str]] = {}
    for found in _NUMBERED.finditer(headline):
        if found[1] in written:
            numbered.setdefault(found[1].casefold(), set()).add(found[2].rstrip(".,"))
    return Profile(
        article=article,
        moment=None if article.published is None else as_datetime(article.published),
        terms=terms,
        headline=in_headline,
        names=names,
        headline_names=in_headline & names,
        results=frozenset((found[1], found[2]) for found in _RESULT.finditer(headline)),
        numbered={name: frozenset(numbers) for name, numbers in numbered.items()},
        is_report=is_report(headline),
        is_explainer=is_explainer(headline),
    )


def is_report(headline: str) -> bool:
    """Whether a headline announces neither a commentary ("Opinion: …") nor a roundup ("5 things to know")."""
    return _COMMENTARY_OR_ROUNDUP.search(headline) is None


def is_explainer(headline: str) -> bool:
    """Whether a headline announces background rather than news: "What to know …", "How …", or a question."""
    return _EXPLAINER.search(headline) is not None


def _without_speech(quoted: re.Match[str]) -> str:
    return quoted[0] if len(quoted[0].split()) < _LEAST_WORDS_OF_SPEECH else " "


def lead_sentences(paragraphs: Iterable[str], words: int, *, shortest: int = SHORTEST) -> list[str]:
    """The first news sentences, until they have `words` words together; furniture, questions and what has fewer than
    `shortest` words left out."""
    found: list[str] = []
    held = 0
    for paragraph in paragraphs:
        text = paragraph[:_LEAD_PARAGRAPH_CHARACTERS]
        for start, end in sentence_spans(text):
            sentence = text[start:end]
            if (
                is_plain_sentence(sentence, shortest=shortest)
                and not is_question(sentence)
                and not is_furniture(sentence)
            ):
                found.append(sentence)
                held += word_count(sentence)
                if held >= words:
                    return found
    return found


def _words_written_as_names(headline: str, sentences: Sequence[str]) -> set[str]:
    in_sentences = [_WORD.findall(sentence) for sentence in sentences]
    lower = {word for words in in_sentences for word in words if word[0].islower()}
    capitalised = {word for words in in_sentences for word in words[1:] if not word[0].islower()}
    in_headline: list[str] = _WORD.findall(headline)
    lower_in_headline = sum(word[0].islower() for word in in_headline)
    if 2 * lower_in_headline > len(in_headline):  # else it is in title case, and capitals tell nothing
        capitalised.update(word for word in in_headline[1:] if not word[0].islower())
    return {word for word in capitalised if word.lower() not in lower}
