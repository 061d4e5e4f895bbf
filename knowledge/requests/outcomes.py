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
    r"\b(?:who|whom|which|what)\b(?! (?:will|would|could|can|might)\b).*\b(?:won|beat)\b|\bdid .+ win\b"
)
_ASKS_OF_DEATH = re.compile(r"\b(?:when|where|how|why) did .+ die\b")
_WON = re.compile(
    r"\b(?:won|wins|winning|winners?|victory|victorious|victors?|beat|beats|beating|defeat(?:s|ed|ing)?|triumph(?:s|ed)?|"
    r"tops|topped|edges|edged|prevail(?:s|ed)|clinch(?:es|ed)?|claim(?:s|ed)|captur(?:es|ed)|crowned|champions?|"
    r"elected|reelected|re-elected|awarded|honored|took home|takes home|taking home|secur(?:es|ed)|earn(?:s|ed)|"
    r"named|declared|nabs|nabbed|snags|snagged|scor(?:es|ed)|gold|received|picked up|sweeps|swept)\b"
)
_DIED = re.compile(r"\b(?:died|dies|dead|death|deaths|killed|kills|passed away|succumbed|perished)\b")
_NOT_YET = re.compile(
    r"\b(?:if|whether|will|would|could|should|may|might|can|never|not|cannot|yet|until|whoever|"
    r"to (?:be|have|become)|hop(?:es?|ing) (?:to|for)|expected|favou?red|favou?rites?|defending|reigning|former|"
    r"previous|last year|years ago)\b|n't\b"
)
_VERBS = frozenset(analyse("won win winner beat die died"))
_NEAR = 40
"""Characters before the verb in which "if" or "never" takes it back."""
_OF_ANOTHER_DEATH = re.compile(
    r"\b(?:his|her|their|whose|\w+'s) (?!majesty|highness)(?:[\w,-]+ ){1,5}?(?:died|dies|death|was killed)\b"
)
"""Her father died, not she."""
_DEATH_OF = re.compile(r"\bdeaths? of (?P<whom>(?:[\w'.-]+ ?){1,5})")
_RIGHT_TO_HOST = re.compile(r"\W+(?:\w+ ){0,2}(?:rights?|bid|chance|toss)\b")
"""What is won before there is anything to be won."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question asks the end of: `about` is its topic without the verb."""

    about: Topic
    years: frozenset[str]
    of_death: bool

    def told_by(self, quote: Quote) -> int:
        """2 if a sentence of the quote tells the end, 1 if its paragraph or headline does, 0 if neither."""
        if self.told_in(quote.text, quote.article):
            return 2
        around = [quote.article.headline or ""]
        if len(quote.paragraph) <= LONGEST_QUOTE:  # longer ones are heaps of captions, each about something else
            around.append(quote.paragraph)
        return int(any(self.told_in(text, quote.article) for text in around))

    def told_in(self, text: str, article: StoredArticle) -> bool:
        """Whether a sentence of a text of `article` tells the end."""
        tells = self._death if self.of_death else self._victory
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
        told = plain(sentence)
        return any(
            not _NOT_YET.search(told[max(0, verb.start() - _NEAR) : verb.end()])
            and not _RIGHT_TO_HOST.match(told, verb.end())
            for verb in _WON.finditer(told)
        )


def outcome_asked(question: str, topic: Topic) -> Outcome | None:
    """The end that a question asks about; None if it asks something else."""
    asked = plain(question)
    of_death = _ASKS_OF_DEATH.search(asked) is not None
    if not of_death and not _ASKS_WHO_WON.search(asked):
        return None
    about = {stem: weight for stem, weight in topic.telling.items() if stem not in _VERBS}
    return Outcome(Topic(about, topic.terms), frozenset(_YEAR.findall(asked)), of_death)
