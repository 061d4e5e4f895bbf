"""Wording: every sentence that members see, one Fluent file a language, and how each language writes lists and days."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message, Resource, VariableReference
from fluent.syntax.visitor import Visitor

FALLBACK = "en"


class Translator:
    """The sentences of one language. Calling it with a message's name and its values gives text.

    `language` is its name as in Discord's locales, such as `de` or `pt-BR`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundles = [_bundle(language)] if language == FALLBACK else [_bundle(language), _bundle(FALLBACK)]

    def __call__(self, name: str, /, **values: Any) -> str:
        """The text of a message. Raises LookupError for a name that no file has, which is our mistake."""
        for bundle in self._bundles:
            if bundle.has_message(name):
                pattern = bundle.get_message(name).value
                if pattern is None:
                    break
                text, errors = bundle.format_pattern(pattern, values)
                if errors:
                    raise LookupError(f"{name}: {errors[0]}")
                return str(text)
        raise LookupError(f"no message {name!r} in {self.language}")

    def has(self, name: str) -> bool:
        """Whether this language itself has a message of this name."""
        return self._bundles[0].has_message(name)

    def list(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """Items in one line, joined as the language joins them: "a, b and c", or "a, b or c"."""
        return format_list(list(items), style=style, locale=babel_locale(self.language))


def translator(locale: str | None) -> Translator:
    """The wording nearest to a Discord locale such as `en-GB` or `es-419`; English where there is none."""
    return _translator(supported(locale) or FALLBACK)


def supported(locale: str | None) -> str | None:
    """The language with a Fluent file that is nearest to a Discord locale; None if there is none."""
    if locale is None:
        return None
    if locale in languages():
        return locale
    base = locale.partition("-")[0]
    return next((language for language in sorted(languages()) if language.partition("-")[0] == base), None)


@cache
def languages() -> frozenset[str]:
    """The languages that have a Fluent file."""
    return frozenset(entry.name.removesuffix(".ftl") for entry in _folder().iterdir() if entry.name.endswith(".ftl"))


@cache
def babel_locale(language: str) -> Locale:
    """What Babel knows of a language: how it writes dates, lists and the names of days."""
    return Locale.parse("en-GB" if language == FALLBACK else language, sep="-")


@cache
def _translator(language: str) -> Translator:
    return Translator(language)


def english_messages(prefix: str) -> dict[str, list[str]]:
    """The names of the English messages that begin so, each with the names of the values that it takes."""
    found = {}
    for entry in _resource(FALLBACK).body:
        if isinstance(entry, Message) and entry.id.name.startswith(prefix):
            values = _Values()
            values.visit(entry)
            found[entry.id.name] = values.names
    return found


class _Values(Visitor):
    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.names.append(node.id.name)


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks around values would be invisible characters inside our links and escapes.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(_resource(language))
    return bundle


@cache
def _resource(language: str) -> Resource:
    return FluentResource((_folder() / f"{language}.ftl").read_text(encoding="utf-8"))


def _folder() -> Any:
    return files(__name__)
