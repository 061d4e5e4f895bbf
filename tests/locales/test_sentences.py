"""Every language says everything, with the same values and marks, and nothing in English by oversight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from fluent.syntax import ast as fluent
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from bot.locales import FALLBACK, babel_locale, languages, supported, translator

FOLDER = Path(__file__).parents[2] / "bot/locales"
OTHERS = sorted(languages() - {FALLBACK})

SAME_AS_IN_ENGLISH = {
    *("button-helpful", "button-unhelpful", "digest-modal-time-hint", "digest-thread", "read-time"),
    *("command-feeds", "option-feed", "option-name", "option-question", "option-thread", "command-trend"),
    *("watch-is-question", "digest-modal-name", "modal-question", "option-mention", "quoted", "setup-channel-fine"),
    *("relay-in", "starter-sport"),
}
"""What may be the same as in English: signs, and words that other languages have too, such as the German "Name"."""


@cache
def messages(language: str) -> dict[str, fluent.Message]:
    resource = parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, fluent.Message)}


def text_of(message: fluent.Message) -> str:
    """The message's own words, every variant of them."""

    class Words(Visitor):
        def __init__(self) -> None:
            self.found: list[str] = []

        def visit_TextElement(self, node: fluent.TextElement) -> None:
            self.found.append(node.value)

    words = Words()
    words.visit(message)
    return "".join(words.found)


def values_of(message: fluent.Message) -> dict[str, set[str]]:
    """The names of the values that a message takes, each with the cases it is selected by ("one", "0"); "" for none."""
    found: dict[str, set[str]] = {}

    class Values(Visitor):
        def visit_VariableReference(self, node: fluent.VariableReference) -> None:
            found.setdefault(node.id.name, set())

        def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
            assert isinstance(node.selector, fluent.VariableReference)
            cases = found.setdefault(node.selector.id.name, set())
            cases |= {
                one.key.name if isinstance(one.key, fluent.Identifier) else one.key.value for one in node.variants
            }
            self.generic_visit(node)

    Values().visit(message)
    return found


FEW, MANY = (5,), (0, 1, 2, 5, 21, 1_234_567)


def spoken(language: str, numbers: tuple[int, ...] = MANY) -> Iterator[tuple[str, str]]:
    """Every message of a language as it is said for several numbers, and its name."""
    translate = translator(language)
    for name, message in messages(language).items():
        for number in numbers:
            values = {
                value: number if cases or value in NUMBERS else f"«{value}»"
                for value, cases in values_of(message).items()
            }
            yield name, translate(name, **values)


NUMBERS = {"count", "total", "page", "pages", "limit", "part", "parts", "days", "stories", "rank", "of", "failures"}


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_file_can_be_read_to_its_end(language: str) -> None:
    resource = parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in resource.body if isinstance(entry, fluent.Junk)] == []
    names = [entry.id.name for entry in resource.body if isinstance(entry, fluent.Message)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_missing_and_none_is_left_over(language: str) -> None:
    assert messages(FALLBACK).keys() - messages(language).keys() == set()
    # A language may need a word of its own for one command's option; tests/locales/test_commands.py looks at those.
    extra = {name for name in messages(language).keys() - messages(FALLBACK).keys() if not name.startswith("command-")}
    assert extra == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_takes_the_same_values_in_every_language(language: str) -> None:
    def taken(language: str) -> dict[str, set[str]]:
        return {name: set(values_of(message)) for name, message in messages(language).items()}

    english = taken(FALLBACK)
    assert {name: values for name, values in taken(language).items() if values != english.get(name, values)} == {}


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_sentence_can_be_said(language: str) -> None:
    for name, text in spoken(language):
        assert text.strip(), name
        # Braces would be a value that was written wrongly.
        assert not re.search(r"[{}]|\$", text), (name, text)


@pytest.mark.parametrize("language", sorted(languages()))
def test_plurals_are_those_of_the_language(language: str) -> None:
    categories = set(babel_locale(language).plural_form.rules) | {"other"}
    for name, message in messages(language).items():
        for value, cases in values_of(message).items():
            if not cases:
                continue
            forms = {case for case in cases if not case.isdecimal()}
            assert forms <= categories, (name, value, forms)
            # The rare third form of Romance languages ("de" before millions) is never needed here.
            assert categories - {"many"} <= forms, (name, value, forms)


@pytest.mark.parametrize("language", sorted(languages()))
def test_none_never_reads_like_one(language: str) -> None:
    """French and Portuguese use one form for 0 and 1, so that form must show the number."""
    translate = translator(language)
    for name, message in messages(language).items():
        values = values_of(message)
        for counted in (value for value, cases in values.items() if cases):
            differ = False
            for other in (0, 3):
                given: dict[str, object] = {value: other if cases else value for value, cases in values.items()}
                differ = differ or translate(name, **given | {counted: 0}) != translate(name, **given | {counted: 1})
            assert differ, (name, counted)


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert translator("de")("feeds-articles", articles=1234) == "1.234 Artikel"
    assert translator("ja")("feeds-articles", articles=1) == "記事1件"
    assert translator("fr")("feeds-articles", articles=0) == "0 article"


@pytest.mark.parametrize("language", OTHERS)
def test_marks_are_kept(language: str) -> None:
    """Code in backticks, emphasis and lines of a list, which Discord renders."""

    def marks(language: str) -> dict[str, tuple[int, int, int]]:
        return {
            name: (text.count("`"), text.count("*"), len(re.findall(r"^- ", text, re.MULTILINE)))
            for name, text in spoken(language, FEW)
        }

    english = marks(FALLBACK)
    assert {name for name, found in marks(language).items() if found != english.get(name, found)} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english = {name: text_of(message).strip() for name, message in messages(FALLBACK).items()}
    same = {
        name
        for name, message in messages(language).items()
        if text_of(message).strip() == english.get(name) and re.search(r"[^\W\d_]", english[name])
    }
    assert same - SAME_AS_IN_ENGLISH == set()


@pytest.mark.parametrize(("language", "own"), [("de", {"was"}), ("fr", set()), ("es", {"has"}), ("pt-BR", {"for"})])
def test_no_english_word_stands_in_a_sentence(language: str, own: set[str]) -> None:
    """Words that English has and the language has not; what stands in backticks is code, such as the command line's."""
    english = re.compile(r"\b(the|this|that|with|you|your|has|have|and|for|from|was|were|what|when)\b", re.IGNORECASE)
    found = {
        name: {word.lower() for word in english.findall(re.sub(r"`[^`]*`", "", text_of(message)))}
        for name, message in messages(language).items()
    }
    assert {name: words for name, words in found.items() if words - own} == {}


@pytest.mark.parametrize("language", sorted(languages()))
def test_titles_and_buttons_fit(language: str) -> None:
    """Discord allows 45 characters in the title of a form and its labels, 80 on a button; a phone shows about 30."""
    for name, text in spoken(language, FEW):
        if name.startswith(("modal-", "digest-modal")):
            assert len(text) <= 45, (name, text)
        if name.startswith("button-"):
            assert len(text) <= 34, (name, text)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        *(("en-US", "en"), ("en-GB", "en"), ("de", "de"), ("fr", "fr"), ("es-ES", "es"), ("es-419", "es")),
        *(("pt-BR", "pt-BR"), ("ja", "ja"), ("nl", "en"), ("zh-CN", "en"), (None, "en")),
    ],
)
def test_each_of_discords_locales_has_the_nearest_language(locale: str | None, language: str) -> None:
    assert translator(locale).language == language


def test_a_language_that_nobody_translated_is_none() -> None:
    assert supported("nl") is None
    assert supported("pt-PT") == "pt-BR"


def test_a_message_that_no_file_has_is_our_mistake() -> None:
    with pytest.raises(LookupError, match="no message 'no-such'"):
        translator("de")("no-such")


@pytest.mark.parametrize(
    ("language", "joined"),
    [
        *(("en", "a, b or c"), ("de", "a, b oder c"), ("fr", "a, b ou c"), ("es", "a, b o c")),
        *(("pt-BR", "a, b ou c"), ("ja", "a、b、またはc")),
    ],
)
def test_lists_are_joined_as_each_language_joins_them(language: str, joined: str) -> None:
    assert translator(language).list(["a", "b", "c"], "or") == joined
    assert translator(language).list(["a"]) == "a"


def test_babel_knows_every_language() -> None:
    assert all(isinstance(babel_locale(language), Locale) for language in languages())
