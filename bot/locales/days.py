"""The days of the week as each language calls them."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel.dates import get_day_names

from bot.locales import babel_locale, languages, translator

_SPANS = {
    "days-daily": "1111111",
    "days-weekdays": "1111100",
    "days-weekends": "0000011",
}
"""Spans of days that have a name, as seven digits, Monday first."""
_SHORTEST = 3
"""An English name may be cut down to this length: "tues", "thurs"."""


def day_names(weekdays: str, language: str) -> list[str]:
    """The days of which seven digits, Monday first, have a "1", short: "Mon", "Wed"."""
    names = get_day_names("abbreviated", locale=babel_locale(language))
    return [str(names[day]) for day, on in enumerate(weekdays) if on == "1"]


def day_named(name: str) -> int | None:
    """The number of a day, from 0, Monday, whatever the language; None if it is none."""
    return _days().get(_plain(name))


def span_named(name: str) -> str | None:
    """The days of a span such as "weekdays", as seven digits, Monday first, whatever the language; None if unknown."""
    return _spans().get(_plain(name))


@cache
def _days() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in sorted(languages()):
        for width in ("wide", "abbreviated"):
            for day, name in get_day_names(width, locale=babel_locale(language)).items():
                found |= {_plain(str(name)): day, _plain(str(name)).removesuffix("-feira"): day}
    for day, name in get_day_names("wide", locale=babel_locale("en")).items():
        found |= {_plain(str(name))[:length]: day for length in range(_SHORTEST, len(str(name)) + 1)}
    return found


@cache
def _spans() -> dict[str, str]:
    spoken = [translator(language) for language in languages()]
    return {_plain(translate(key)): days for translate in spoken for key, days in _SPANS.items()} | {
        "every day": "1111111"
    }


def _plain(name: str) -> str:
    """Without accents, case and full stop, which people leave out."""
    parts = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(part for part in parts if not unicodedata.combining(part)).rstrip(".")
