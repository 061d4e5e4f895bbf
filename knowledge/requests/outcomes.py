"""Whether a sentence tells how something ended: who won, or that someone has died."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.analysis import analyse
from knowledge.answering.answers import Quote
from knowledge.articles import Published, as_datetime
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
_NEAR = 40
"""Characters before the verb in which "if" or "never" takes it back."""
_OF_ANOTHER_DEATH = re.compile(
    r"\b(?:his|her|their|whose|\w+'s) (?!majesty|highness)(?:[\w-]+ ){1,3}?(?:died|dies|death|was killed)\b"
)
"""Her father died, not she."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question asks the end of: its topic without the verb, and which sentences tell such an end."""

    about: Topic
    years: frozenset[str]
    tells: Callable[[str], bool]

    def told_by(self, quote: Quote) -> int:
        """2 if a sentence of the quote tells the end, 1 if its paragraph or headline does, 0 if neither."""
        if self._told_in(quote.text, quote):
            return 2
        return int(self._told_in(quote.paragraph, quote) or self._told_in(quote.article.headline or "", quote))

    def _told_in(self, text: str, quote: Quote) -> bool:
        return any(self._tells(text[start:end], quote) for start, end in sentence_spans(text))

    def _tells(self, sentence: str, quote: Quote) -> bool:
        held = frozenset(analyse(f"{quote.article.headline or ''} {sentence}"))
        if self.about.telling and self.about.covered(held) < LEAST:
            return False
        return self._of_this_time(sentence, quote.article.published) and self.tells(plain(sentence))

    def _of_this_time(self, sentence: str, published: Published | None) -> bool:
        named = set(_YEAR.findall(sentence))
        wanted = set(self.years)
        if not wanted and published is not None:
            wanted.add(str(as_datetime(published).year))
        return not named or not wanted or not named.isdisjoint(wanted)


def outcome_asked(question: str, topic: Topic) -> Outcome | None:
    """The end that a question asks about; None if it asks something else."""
    asked = plain(question)
    if _ASKS_WHO_WON.search(asked):
        return Outcome(_without(topic, "win won winner beat"), frozenset(_YEAR.findall(asked)), _tells_who_won)
    if _ASKS_OF_DEATH.search(asked):
        return Outcome(_without(topic, "die died"), frozenset(), _tells_of_death)
    return None


def _tells_who_won(sentence: str) -> bool:
    return any(
        not _NOT_YET.search(sentence[max(0, verb.start() - _NEAR) : verb.end()]) for verb in _WON.finditer(sentence)
    )


def _tells_of_death(sentence: str) -> bool:
    return _DIED.search(_OF_ANOTHER_DEATH.sub(" ", sentence)) is not None


def _without(topic: Topic, said: str) -> Topic:
    stems = frozenset(analyse(said))
    return Topic({stem: weight for stem, weight in topic.telling.items() if stem not in stems}, topic.terms)
