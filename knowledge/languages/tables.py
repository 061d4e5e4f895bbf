"""What is known of each language but English: a table a language, read from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

ENGLISH = "en"
"""What a text is taken for that is not surely in another language. Its rules are in the modules that use them."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words and patterns of one language.

    `code` is its two letters, `name` its own name. `stemmer` is Snowball's (None: words are not stemmed). `signs` says
    that it is written without spaces, and searched in pairs of signs; `grammar` are then the endings and particles that
    are not searched. `capitalised_nouns` says that a capital letter alone makes no name.

    To tell the language: `function_words`, of which those that are also parts of names (`in_names`) tell nothing by
    themselves in a short text; `endings` of words, and `letters`, that English does not have.

    To search: `stop_words` are left out, `respell` are substitutions in folded words before they are stemmed, `elision`
    cuts what is written together with a word (l', d'). `question_words` are what questions are made of, whatever they
    are about. All folded.

    To cut sentences: `abbreviations` before a full stop, `ordinals_before` the words that follow a figure with a full
    stop, `sentence_starters`.

    `kinds` says by patterns, the first that is found, what a question asks for; `mentions`, `times` and `requests` are
    the patterns of the modules of these names. Patterns for questions and messages are matched with plain text: lower
    case and no accents.
    """

    code: str
    name: str
    stemmer: str | None
    signs: bool
    capitalised_nouns: bool
    grammar: tuple[str, ...]
    function_words: frozenset[str]
    in_names: frozenset[str]
    endings: re.Pattern[str]
    letters: re.Pattern[str]
    stop_words: frozenset[str]
    respell: tuple[tuple[re.Pattern[str], str], ...]
    elision: re.Pattern[str] | None
    question_words: str
    abbreviations: frozenset[str]
    ordinals_before: frozenset[str]
    sentence_starters: frozenset[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    mentions: Mapping[str, str]
    times: Mapping[str, Any]
    requests: Mapping[str, Any]


@cache
def languages() -> Mapping[str, Language]:
    """Every language that has a table, by its code; English has none."""
    found = {}
    for entry in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml") and entry.name != "others.toml":
            code = entry.name.removesuffix(".toml")
            found[code] = _read(code, tomllib.loads(entry.read_text(encoding="utf-8")))
    return found


def language(code: str | None) -> Language | None:
    """The table of a language; None for English, for one that has no table, and for None."""
    return None if code is None or code == ENGLISH else languages().get(code)


@cache
def other_function_words() -> Mapping[str, frozenset[str]]:
    """The function words of languages that are only told apart, by code."""
    table = tomllib.loads(files(__package__).joinpath("others.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in table.items()}


def unaccented(text: str) -> str:
    """The text in lower case without accents, with as many characters as before; ß is s."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(one if len(one) == 1 else letter for letter in text for one in (letter.lower(),))
    return lower if lower.isascii() else "".join(map(_bare, lower))


@cache
def _bare(letter: str) -> str:
    if letter == "ß":
        return "s"
    # Kana are not letters with accents: が is not か.
    if "\u3040" <= letter <= "\u30ff":
        return letter
    bare = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
    return bare if len(bare) == 1 else letter


def _read(code: str, table: Mapping[str, Any]) -> Language:
    elision = table.get("elision")
    return Language(
        code=code,
        name=table["name"],
        stemmer=table.get("stemmer"),
        signs=table.get("signs", False),
        capitalised_nouns=table.get("capitalised_nouns", False),
        grammar=tuple(sorted(table.get("grammar", "").split(), key=len, reverse=True)),
        function_words=frozenset(table.get("function_words", "").split()),
        in_names=frozenset(table.get("in_names", "").split()),
        endings=re.compile(table.get("endings", r"(?!)")),
        letters=re.compile(table.get("letters", r"(?!)")),
        stop_words=frozenset(table.get("stop_words", "").split()),
        respell=tuple((re.compile(pattern), put) for pattern, put in table.get("respell", ())),
        elision=None if elision is None else re.compile(elision),
        question_words=table["question_words"],
        abbreviations=frozenset(table["abbreviations"].split()),
        ordinals_before=frozenset(table["ordinals_before"].split()),
        sentence_starters=frozenset(table["sentence_starters"].split()),
        kinds=tuple((one["kind"], re.compile(one["pattern"])) for one in table["kinds"]),
        mentions=table["mentions"],
        times=table["times"],
        requests=table["requests"],
    )
