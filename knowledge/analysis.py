"""Turns text into the terms that are searched: one analysis for articles and questions alike.

A word of an English text is one term, its English stem. A word of another language is its stem in that language and,
where that differs, its common form: what an English text would make of it. So names are found across languages, and an
index of English articles knows nothing of the others.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Sequence, Set
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import Stemmer

from knowledge.languages.tables import ENGLISH, Language
from knowledge.languages.tables import language as table_of

STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "if", "in", "into"}
    | {"is", "it", "its", "of", "on", "or", "so", "than", "that", "the", "then", "there", "these", "they", "this", "to"}
    | {"was", "were", "with"}
)
"""Function words that carry no news. Short on purpose: a longer list costs answers."""

VERSION = f"2 snowball {Stemmer.version()} unicode {unicodedata.unidata_version}"
"""Changes whenever the same text may give other terms, so that an index made before is noticed as stale."""

LONGEST_TERM = 64
"""Characters kept of a term: nothing that people ask for is longer, and junk must not swell the vocabulary."""

_LIKE_WORDS = {"it": "i.t", "us": "u.s", "who": "w.h.o"}
"""Abbreviations that would be taken for a function word, and the terms they get instead."""

# Typographic forms that mean the same as a plain character, or nothing; all else is left to NFKD.
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‛ʼʹ′＇`´", "'")
    | dict.fromkeys("‐‑‒–−־", "-")
    | dict.fromkeys("—―", " ")
    | {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
    | dict.fromkeys("\xad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
# Accents and vowel points, which people leave out when they type; not the voicing marks of kana or the vowel signs
# of Indic scripts, which make other words.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_DIGIT = re.compile(r"(?![0-9])\d")
# Scripts written without spaces between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# A letter, or a vowel sign that Python's \w leaves out. Signs of the Indic and South-East Asian blocks only.
_SIGNS = "".join(chr(code) for code in range(0x0900, 0x1AB0) if unicodedata.category(chr(code)) in ("Mc", "Mn"))
_LETTER = rf"(?:[^\W\d_{_UNSPACED}]|[{_SIGNS}])"
_ATOM = re.compile(
    rf"(?P<dotted>(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?(?:'[sS]\b)?)"
    rf"|(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)(?:'[sS]\b)?"
    rf"|(?P<unspaced>(?:[{_UNSPACED}]|[{_SIGNS}])+)"
    rf"|(?P<word>{_LETTER}+(?:['&]{_LETTER}+)*)"
    rf"|(?P<percent>%)"
)
_SAME_SIGNS = re.compile("[\u3040-\u309f]+|[\u30a0-\u30ff]+|[\u3400-\u9fff]+|[^\u3040-\u30ff\u3400-\u9fff]+")
"""Runs of hiragana, of katakana, of kanji, and of anything else."""
_HIRAGANA = re.compile("[\u3040-\u309f]")
_FEWEST_HIRAGANA = 3
_PLAIN_CHUNK = re.compile(
    "[\"'(\\[“‘$]*(?:((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)|([A-Za-z]+)(?:-([A-Za-z]+))?(?:['’]s)?)"
    "[\"')\\],.;:!?”’]*"
)
_CONTRACTION = re.compile("'(?:s|re|ve|ll|d|m)$", re.IGNORECASE)
_ENDINGS_OF_NUMBERS = frozenset({"st", "nd", "rd", "th"})

_stemmer = Stemmer.Stemmer("english", 0)
_stemmer_lock = threading.Lock()  # a Stemmer is not made for several threads
_REMEMBERED_CHUNKS = 100_000
_LONGEST_REMEMBERED = 32


def analyse(text: str, language: str = ENGLISH) -> list[str]:
    """The terms of `text` as they are scored, in order; [] if it holds none or only stop words.

    Case, accents and typography are folded, words stemmed. A compound gives its parts and its joined form, so that
    "GLP-1", "glp1" and "GLP 1" find each other. `language` is the text's; one without a table is taken for English.
    Safe to call from several threads.
    """
    table = table_of(language)
    return _terms(text, _STEMS if table is None else _remembered(table.code)[0])


def readings(text: str, language: str) -> list[list[str]]:
    """The different terms of a text as articles of its own language have them, and, where these are others, as all
    have."""
    table = table_of(language)
    folded = words(text, language)
    own, common = (list(dict.fromkeys(stems(folded, reading))) for reading in (table, None))
    return [own] if own == common else [own, common]


def words(text: str, language: str = ENGLISH) -> list[str]:
    """The folded but unstemmed forms of `text`; of an English one, one for each term of `analyse` and in the same
    order."""
    table = table_of(language)
    return _terms(text, _WORDS if table is None else _remembered(table.code)[1])


def is_cased(text: str) -> bool:
    """Whether capitals tell anything about the words of `text`: not where there are none, nor in several words that
    have no other letters."""
    return not text.islower() and not (text.isupper() and len(text.split()) > 1)


def terms_of_chunk(chunk: str, cased: bool, table: Language | None = None) -> tuple[str, ...]:
    """The terms of a piece between white space. The terms of a text are those of its chunks, where `cased` is what
    `is_cased` says of the whole text, and `table` that of its language (None: English)."""
    found = words_of_chunk(chunk, cased, table)
    if table is None:
        return tuple(stems(found))
    pairs = zip(stems(found, table), stems(found), strict=True)
    return tuple(term for own, common in pairs for term in ((own,) if own == common else (own, common)))


def stems(words: Sequence[str], table: Language | None = None) -> list[str]:
    """The term that each of many unstemmed forms gives in a language; names with digits or signs are left as they
    are."""
    if table is None:
        spelt, stemmer = words, _stemmer
    elif table.stemmer is None:
        return stems(words)
    else:
        spelt, stemmer = [_respelt(word, table) for word in words], _stemmer_of(table.stemmer)
    with _stemmer_lock:
        stemmed = stemmer.stemWords(spelt)
    return [stem if word.isalpha() else word for word, stem in zip(words, stemmed, strict=True)]


@cache
def _stemmer_of(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name, 0)


def _respelt(word: str, table: Language) -> str:
    for pattern, put in table.respell:
        word = pattern.sub(put, word)
    return word


def words_of_chunk(chunk: str, cased: bool, table: Language | None = None) -> tuple[str, ...]:
    """The unstemmed forms of a chunk; see `terms_of_chunk`."""
    if table is not None:
        return tuple(_words_of(chunk if table.elision is None else table.elision.sub("", chunk), cased, table))
    # Nine chunks in ten are an English word, two of them with a hyphen, or a number: quickly done.
    if chunk.isascii() and chunk.isalpha() and (word := chunk.lower()) not in _LIKE_WORDS:
        return () if word in STOP_WORDS else (word[:LONGEST_TERM],)
    plain = _PLAIN_CHUNK.fullmatch(chunk)
    if plain is None:
        return tuple(_words_of(chunk, cased))
    number, *parts = plain.groups()
    if number:
        return (number.replace(",", "")[:LONGEST_TERM],)
    folded = [part.lower() for part in parts if part]
    if any(part in _LIKE_WORDS for part in folded):
        return tuple(_words_of(chunk, cased))
    found = [part[:LONGEST_TERM] for part in folded if part not in STOP_WORDS]
    if len(folded) == 2:
        found.append("".join(folded)[:LONGEST_TERM])
    return tuple(found)


class _Remembered(dict[str, tuple[str, ...]]):
    """What chunks give. Chunks repeat, so most of a text is looked up here."""

    def __init__(self, make: Callable[[str, bool], tuple[str, ...]], cased: bool) -> None:
        super().__init__()
        self._make, self._cased = make, cased

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        made = self._make(chunk, self._cased)
        if len(chunk) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED_CHUNKS:
                self.clear()
            self[chunk] = made
        return made


_STEMS = _Remembered(terms_of_chunk, False), _Remembered(terms_of_chunk, True)
_WORDS = _Remembered(words_of_chunk, False), _Remembered(words_of_chunk, True)


@cache
def _remembered(code: str) -> tuple[tuple[_Remembered, _Remembered], tuple[_Remembered, _Remembered]]:
    """What chunks of a language give, as terms and as words."""
    table = table_of(code)

    def terms(chunk: str, cased: bool) -> tuple[str, ...]:
        return terms_of_chunk(chunk, cased, table)

    def forms(chunk: str, cased: bool) -> tuple[str, ...]:
        return words_of_chunk(chunk, cased, table)

    return (_Remembered(terms, False), _Remembered(terms, True)), (_Remembered(forms, False), _Remembered(forms, True))


def _terms(text: str, remembered: tuple[_Remembered, _Remembered]) -> list[str]:
    return list(chain.from_iterable(map(remembered[is_cased(text)].__getitem__, text.split())))


class _Part(NamedTuple):
    """What stands between the hyphens of a compound: mostly one word, or letters and digits in turns (`glp1`).

    `looks` are its pieces as they are in a joined form, `words` the terms that they are by themselves.
    """

    looks: list[str]
    words: list[str]

    @property
    def joined(self) -> str:
        return "".join(self.looks)

    @property
    def is_number(self) -> bool:
        return len(self.looks) == 1 and self.looks[0][0].isdigit()


def _words_of(chunk: str, cased: bool, table: Language | None = None) -> list[str]:
    """The folded words of a chunk, the stop words of its language left out."""
    stop_words = STOP_WORDS if table is None else table.stop_words
    words: list[str] = []
    compound: list[_Part] = []
    text = _fold_typography(chunk)
    end = 0
    for atom in _ATOM.finditer(text):
        between, kind = text[end : atom.start()], atom.lastgroup
        end = atom.end()
        if kind == "unspaced" or kind == "percent":
            _add_compound(words, compound, stop_words)
            compound = []
            words += ("percent",) if kind == "percent" else _signs(atom[0], table)
            continue
        part = _part(atom[0], kind, cased)
        if compound and between == "":
            compound[-1].looks.extend(part.looks)
            compound[-1].words.extend(part.words)
        elif compound and (between == "-" or (between == "/" and compound[-1].is_number and part.is_number)):
            compound.append(part)
        else:
            _add_compound(words, compound, stop_words)
            compound = [part]
    _add_compound(words, compound, stop_words)
    return words


def _part(text: str, kind: str | None, cased: bool) -> _Part:
    if kind == "number":
        number = text.lower().removesuffix("'s").replace(",", "")
        return _Part([number], [number])
    text = _CONTRACTION.sub("", text)
    look = text.casefold().translate(_LETTERS).replace("'", "").replace(".", "")
    if look not in _LIKE_WORDS:
        return _Part([look], [look])
    abbreviated = kind == "dotted" or (text.isupper() and cased) or (look == "us" and not cased)
    return _Part([look], [_LIKE_WORDS[look] if abbreviated else look])


def _add_compound(words: list[str], compound: list[_Part], stop_words: Set[str]) -> None:
    """Add the words of what hyphens hold together, and then its joined forms."""
    for part in compound:
        words += [word[:LONGEST_TERM] for word in _words_of_part(part) if word not in stop_words]
    for left, right in pairwise(compound):
        if left.is_number and right.is_number:
            if len(compound) == 2:
                words.append(f"{left.joined}-{right.joined}"[:LONGEST_TERM])  # a result of 2-1 is not 21
        elif len(compound) == 2 or right.is_number:
            words.append(f"{left.joined}{right.joined}"[:LONGEST_TERM])


def _words_of_part(part: _Part) -> list[str]:
    """`glp1` gives `glp`, `1` and `glp1`; `20th` and `b2b4` only themselves."""
    if len(part.looks) == 1:
        return part.words
    ending = part.looks[1]
    if len(part.looks) > 2 or ending in _ENDINGS_OF_NUMBERS:
        return [part.joined]
    if ending == "s":  # the 1990s
        return part.words[:1]
    return [*part.words, part.joined]


def _signs(run: str, table: Language | None) -> list[str]:
    """What stands in for the words of a run of signs: pairs of them, and in Japanese only of those that belong
    together: not of a particle and the name before it."""
    if table is None or not table.signs:
        return _pairs(run)
    found: list[str] = []
    for piece in _SAME_SIGNS.findall(run):
        if _HIRAGANA.match(piece):
            # Short ones are endings of verbs.
            parts = _grammar(table.code).sub(" ", piece).split() if table.grammar else [piece]
            found += chain.from_iterable(_pairs(part) for part in parts if len(part) >= _FEWEST_HIRAGANA)
        else:
            found += _pairs(piece)
    return [pair for pair in found if pair not in table.stop_words]


@cache
def _grammar(code: str) -> re.Pattern[str]:
    table = table_of(code)
    assert table is not None
    return re.compile("|".join(map(re.escape, table.grammar)))


def _pairs(run: str) -> list[str]:
    """Overlapping pairs of signs: what stands in for words in scripts that do not part them."""
    return [left + right for left, right in pairwise(run)] if len(run) > 1 else [run]


def _fold_typography(chunk: str) -> str:
    if chunk.isascii():
        return chunk.replace("`", "'")
    folded = unicodedata.normalize("NFKD", chunk.translate(_PLAIN)).translate(_PLAIN)
    folded = _DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), folded)
    return unicodedata.normalize("NFC", _MARKS.sub("", folded))
