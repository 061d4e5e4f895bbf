"""The starter sets: public feeds of well-known outlets by topic and language, from `starter.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Topic = Literal["world", "technology", "science", "business", "sport"]
Language = Literal["en", "de", "fr", "es", "pt", "ja"]

TOPICS: tuple[Topic, ...] = get_args(Topic)
LANGUAGES: tuple[Language, ...] = get_args(Language)


def _https(address: str) -> str:
    if not address.startswith("https://"):
        raise ValueError(f"{address} does not begin with https://")
    return address


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StarterFeed(_Frozen):
    """One feed: its outlet's `name`, its `country` (ISO 3166), and the `page` on which its address was `seen`, when."""

    name: Annotated[str, Field(min_length=2, max_length=60)]
    language: Language
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    topic: Topic
    url: Annotated[str, AfterValidator(_https)]
    page: Annotated[str, Field(pattern=r"^(https://|code-index:\d+$)")]
    seen: date


class StarterSets(_Frozen):
    """All of them, in the order of the file. No name and no address comes twice, and each topic has something in each
    language."""

    feed: tuple[StarterFeed, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> StarterSets:
        for what in ("name", "url"):
            values = [getattr(one, what) for one in self.feed]
            twice = {value for value in values if values.count(value) > 1}
            if twice:
                raise ValueError(f"more than once: {', '.join(sorted(twice))}")
        have = {(one.topic, one.language) for one in self.feed}
        missing = [
            f"{topic} in {language}" for topic in TOPICS for language in LANGUAGES if (topic, language) not in have
        ]
        if missing:
            raise ValueError(f"nothing for {', '.join(missing)}")
        return self


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """Every feed of the starter sets."""
    text = files(__package__).joinpath("starter.toml").read_text(encoding="utf-8")
    return StarterSets.model_validate(tomllib.loads(text)).feed


def chosen(topics: Iterable[str] = (), languages: Iterable[str] = ()) -> list[StarterFeed]:
    """The feeds of these topics (none: all) in these languages (none: all)."""
    wanted, spoken = set(topics) or set(TOPICS), set(languages) or set(LANGUAGES)
    return [one for one in starter_feeds() if one.topic in wanted and one.language in spoken]


def nearest_first(topic: str, language: str) -> list[StarterFeed]:
    """The feeds of a topic, those in a language first, then those in English, then the others."""
    order = {language: 0} | {"en": 1} if language != "en" else {"en": 0}
    return sorted(chosen([topic]), key=lambda one: order.get(one.language, 2))
