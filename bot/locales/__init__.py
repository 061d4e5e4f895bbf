"""Wording: every sentence that members see, one Fluent file a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"


class Translator:
    """The sentences of one language. Calling it with a message's name and its values gives text."""

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


def translator(locale: str | None) -> Translator:
    """The wording nearest to a Discord locale such as `en-GB`; English where there is none."""
    language = (locale or FALLBACK).split("-")[0]
    return _translator(language if language in languages() else FALLBACK)


@cache
def languages() -> frozenset[str]:
    """The languages that have a Fluent file."""
    return frozenset(entry.name.removesuffix(".ftl") for entry in _folder().iterdir() if entry.name.endswith(".ftl"))


@cache
def _translator(language: str) -> Translator:
    return Translator(language)


@cache
def _bundle(language: str) -> FluentBundle:
    # Isolation marks around values would be invisible characters inside our links and escapes.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((_folder() / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def _folder() -> Any:
    return files(__name__)
