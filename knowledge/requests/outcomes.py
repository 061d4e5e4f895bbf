"""Whether a sentence tells how something ended: who won, or that someone has died."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.analysis import analyse
from knowledge.answering.answers import Quote
from knowledge.answering.quotes import LONGEST_QUOTE
from knowledge.articles import StoredArticle, as_datetime
from knowledge.requests.draft import plain
from knowledge.requests.topics import Topic
from knowledge.sentences import sentence_spans

LEAST = 0.5
"""The share of what ended that a sentence must name with its headline."""

_ASKS_WHO_WON = re.compile(
    r"\b(?:who|which|what)(?: (?!did|does|do|happen|is|was|were|will|would)[\w'-]+){0,5} (?:won|beat)\b"
)
_ASKS_OF_DEATH = re.compile(r"\b(?:when|where|how|why) did .+ die\b")
_WON = re.compile(
    r"\b(?:won|wins|winning|winners?|victory|victorious|victors?|beat|beats|beating|defeat(?:s|ed|ing)?|triumph(?:s|ed)?|"
    r"tops|topped|edges|edged|prevail(?:s|ed)|clinch(?:es|ed)?|captur(?:es|ed)|crowned|champions?|elected|reelected|"
    r"awarded|honored|took home|takes home|taking home|nabs|nabbed|snags|snagged|picked up|sweeps|swept)\b(?! out\b)"
)
_ASKS_FOR_SCORE = re.compile(r"\bwhat(?:'s| was| were) the (?:final )?scores?\b")
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
_DIED = re.compile(r"\b(?:died|dies|dead|death|deaths|killed|kills|passed away|succumbed|perished)\b")
_NOT_YET = re.compile(
    r"\b(?:if|whether|will|would|could|should|may|might|can|never|not|cannot|yet|until|whoever|"
    r"to (?:be|have|become)|hop(?:es?|ing) (?:to|for)|expected|favou?red|favou?rites?|confident|chances?|odds|poised|"
    r"last year|years ago)\b|n't\b"
)
_EARLIER_WINNER = re.compile(r"\b(?:defending|reigning|former|previous) (?:[\w'-]+ ){0,3}?(?:champion|winner)s?\b")
_VERBS = frozenset(analyse("won win winner beat die died final score"))
_NEAR = 40
"""Characters before the verb in which "if" or "never" takes it back."""
_OF_ANOTHER_DEATH = re.compile(
    r"\b(?:his|her|their|whose|\w+'s) (?!majesty|highness)(?:[\w,-]+ ){1,5}?(?:died|dies|death|was killed)\b"
)
"""Her father died, not she."""
_DEATH_OF = re.compile(r"\bdeaths? of (?P<whom>(?:[\w'.-]+ ?){1,5})")
_LESS = re.compile(r"\W+(?:[\w'-]+ ){0,3}(?P<what>rights?|bid|toss|primary|primaries|nominations?|first round)\b")
"""What is won on the way: who wins the right to host the cup, or a primary, has won neither cup nor election."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class AskedOutcome:
    """What a question asks the end of: `about` is its topic without the verb."""

    about: Topic
    years: frozenset[str]
    told_as: re.Pattern[str]

    def told_by(self, quote: Quote) -> int:
        """3 if a sentence of the quote names what ended and tells how, 2 if its headline must name it, 1 if only the
        paragraph or headline tells, 0 if neither does."""
        if self.told_in(quote.text, quote.article):
            return 2 + (self.about.covered(self.about.read(quote.text, quote.article.language)) >= LEAST)
        around = [quote.article.headline or ""]
        if len(quote.paragraph) <= LONGEST_QUOTE:  # longer ones are heaps of captions, each about something else
            around.append(quote.paragraph)
        return int(any(self.told_in(text, quote.article) for text in around))

    def told_in(self, text: str, article: StoredArticle) -> bool:
        """Whether a sentence of a text of `article` tells the end."""
        tells = self._death if self.told_as is _DIED else self._victory
        return any(tells(text[start:end], article) for start, end in sentence_spans(text))

    def _death(self, sentence: str, _: StoredArticle) -> bool:
        told = _OF_ANOTHER_DEATH.sub(" ", plain(sentence))
        told = _DEATH_OF.sub(lambda found: found[0] if self._names(found["whom"]) else " ", told)
        return _DIED.search(told) is not None

    def _names(self, text: str) -> bool:
        return not self.about.telling.keys().isdisjoint(analyse(text))

    def _victory(self, sentence: str, article: StoredArticle) -> bool:
        held = frozenset(analyse(f"{article.headline or ''} {sentence}"))
        if self.about.telling and self.about.covered(held) < LEAST:
            return False
        years, published = set(_YEAR.findall(sentence)), article.published
        meant = self.years or ({str(as_datetime(published).year)} if published is not None else years)
        if years and years.isdisjoint(meant):
            return False
        told = _EARLIER_WINNER.sub(" ", plain(sentence))
        return any(
            not _NOT_YET.search(told[max(0, verb.start() - _NEAR) : verb.end()]) and not self._less(told, verb.end())
            for verb in self.told_as.finditer(told)
        )

    def _less(self, told: str, end: int) -> bool:
        """Whether what is won, after the verb that ends at `end`, is less than what is asked about."""
        less = _LESS.match(told, end)
        return less is not None and not self._names(less["what"])


def outcome_asked(question: str, topic: Topic) -> AskedOutcome | None:
    """The end that a question asks about; None if it asks something else."""
    asked = plain(question)
    if _ASKS_OF_DEATH.search(asked):
        told_as = _DIED
    elif _ASKS_FOR_SCORE.search(asked) and not _ASKS_WHO_WON.match(asked):
        told_as = _SCORE
    elif _ASKS_WHO_WON.search(asked):
        told_as = _WON
    else:
        return None
    about = {stem: weight for stem, weight in topic.telling.items() if stem not in _VERBS}
    return AskedOutcome(Topic(about, topic.terms), frozenset(_YEAR.findall(asked)), told_as)
