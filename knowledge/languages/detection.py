"""Which language a text is in, told by its signs and by the words that every sentence is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from knowledge.languages.tables import ENGLISH, languages, other_function_words, unaccented

READ = 1_500
"""Characters of a text that are looked at."""
TELLING_PARAGRAPHS = 12
"""Paragraphs at the beginning of a body that are looked at."""
LONG = 25
"""Words from which on a text tells its language by itself; of a shorter one it must be surer."""

_LISTING = """
the a an of in on at to for from with by about and or but not is are was were be been being do does did has have had
will would can could should may might who whom whose what when where why how which there it its he she they we you i
his her their our your this that these those any as if than then so into over after before between during up down out
more most other such also just only new news said says say all one no like get back first last two me him them us
"""
_ENGLISH = frozenset(_LISTING.split())
_CODE = re.compile(r"[A-Za-z]{2}(?![A-Za-z0-9 ])")
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3041-\u30fa\u30fc]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ru", re.compile(r"[\u0400-\u052f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
"""Scripts that are no Latin one, by the language that is most often written in them."""
_MOST_OF_A_TEXT = 0.3
_SURE_SHARE, _SURE_OF_SHORT = 0.15, 0.2
_TIMES_THE_NEXT = 1.25
_TIMES_ENGLISH = 2.0
_MESSAGE_TIMES_ENGLISH = 1.5
_SURE_OF_MESSAGE = 1.0
_HALF = 0.5
_SEVERAL = 4


def language_of_text(text: str, declared: str | None = None) -> str:
    """The language (two letters) of an article or headline.

    `declared` is what its feed or page says, such as `de-AT`. It is believed where the text is too short to tell, or
    tells nothing; else English is.
    """
    said = code_of(declared)
    text = text[:READ]
    by_signs = _by_signs(text)
    if by_signs is not None:
        return by_signs
    words = _WORD.findall(text.lower())
    if not words:
        return said or ENGLISH
    scores = _scores(Counter(words))
    english = scores.pop(ENGLISH)
    best = max(scores, key=lambda code: scores[code])
    main = languages().keys()
    others = max((score for code, score in scores.items() if code != best and code in main), default=0.0)
    share = scores[best] / len(words)
    sure = scores[best] > max(_TIMES_THE_NEXT * others, _TIMES_ENGLISH * english)
    if sure and len(words) >= LONG and share >= _SURE_SHARE:
        return best
    if len(words) >= LONG and english > _TIMES_THE_NEXT * scores[best]:
        return ENGLISH
    if said is not None:
        return said if said != ENGLISH or not (sure and share >= _SURE_OF_SHORT) else best
    enough = share >= _SURE_OF_SHORT and scores[best] >= _SURE_OF_MESSAGE
    return best if sure and enough and _is_sure(best, words) else ENGLISH


def language_of_article(headline: str | None, paragraphs: Sequence[str], declared: str | None = None) -> str:
    """As `language_of_text`, of a headline and the beginning of a body."""
    return language_of_text("\n".join((headline or "", *paragraphs[:TELLING_PARAGRAPHS])), declared)


def language_of_message(text: str) -> str:
    """The language of what a member types: another than English only where it surely is, and has a table."""
    by_signs = _by_signs(text)
    if by_signs is not None:
        return by_signs if by_signs in languages() else ENGLISH
    words = _WORD.findall(text.lower())
    best, told, english = _likeliest(words)
    if told < _SURE_OF_MESSAGE or told <= _MESSAGE_TIMES_ENGLISH * english:
        return ENGLISH
    return best if _is_sure(best, words) else ENGLISH


def language_of_topic(text: str) -> str:
    """The likeliest language of a few words that are searched for. Less sure than that of a message, because a topic
    is searched for in its common form as well."""
    by_signs = _by_signs(text)
    if by_signs is not None:
        return by_signs if by_signs in languages() else ENGLISH
    best, told, english = _likeliest(_WORD.findall(text.lower()))
    return best if told > english else ENGLISH


def _likeliest(words: Sequence[str]) -> tuple[str, float, float]:
    """The likeliest language of a few words but English, what speaks for it, and what for English."""
    scores = _scores(Counter(set(words)))
    told = {code: scores[code] + _marks(code, words) for code in languages() if not languages()[code].signs}
    best = max(told, key=lambda code: (told[code], code))
    return best, told[best], scores[ENGLISH]


def code_of(declared: str | None) -> str | None:
    """The code of a language as feeds and pages name it: `de` of `de-AT` and `de_DE`; None where it names none."""
    found = _CODE.match((declared or "").strip())
    return found[0].lower() if found else None


def _is_sure(code: str, words: Iterable[str]) -> bool:
    """Whether something tells the language that is not just part of a name ("El Niño", "Los Angeles")."""
    table = languages().get(code)
    if table is None:
        return len(other_function_words()[code].intersection(words)) >= _SEVERAL
    telling = table.function_words - table.in_names - _ENGLISH
    return any(len(word) > 1 and word in telling for word in words) or _marks(code, words) >= _SURE_OF_MESSAGE


def _by_signs(text: str) -> str | None:
    """The language by its script; None for Latin letters."""
    if text.isascii():
        return None
    letters = len(_LETTER.findall(text)) or 1
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    if han + kana > _MOST_OF_A_TEXT * letters:
        return "ja" if kana > 0.05 * (han + kana) else "zh"
    return next((code for code, signs in _SCRIPTS if len(signs.findall(text)) > _MOST_OF_A_TEXT * letters), None)


def _scores(words: Mapping[str, int]) -> dict[str, float]:
    """For each language how many of the words are its function words; one of several languages counts as a part."""
    scores = dict.fromkeys(_known_codes(), 0.0)
    shares = _shares()
    for word, count in words.items():
        for code, share in shares.get(word, ()):
            scores[code] += share * count
    return scores


def _marks(code: str, words: Iterable[str]) -> float:
    """What endings (one each) and letters (a half each) say for a language."""
    table = languages()[code]
    told = 0.0
    for word in words:
        if table.endings.match(unaccented(word)):
            told += 1.0
        elif table.letters.search(word):
            told += _HALF
    return told


@cache
def _known_codes() -> tuple[str, ...]:
    return ENGLISH, *languages(), *other_function_words()


@cache
def _shares() -> dict[str, tuple[tuple[str, float], ...]]:
    known = {ENGLISH: _ENGLISH}
    known |= {code: table.function_words for code, table in languages().items()}
    known |= other_function_words()
    held: dict[str, list[str]] = {}
    for code, words in known.items():
        for word in words:
            held.setdefault(word, []).append(code)
    # Those that are only told apart take nothing from the others.
    main = {ENGLISH, *languages()}
    return {
        word: tuple((code, 1 / max(1, len(main.intersection(codes)))) for code in codes) for word, codes in held.items()
    }
