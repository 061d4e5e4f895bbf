"""The starter sets are whole: unique, over https, with something in each language for each topic, and looked up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from config.starter import LANGUAGES, TOPICS, StarterSets, chosen, nearest_first, starter_feeds
from knowledge.addresses import canonical_url


def test_at_least_forty_outlets_are_offered() -> None:
    feeds = starter_feeds()
    assert len({one.name.partition(":")[0].partition("：")[0] for one in feeds}) >= 40
    assert len({canonical_url(one.url) for one in feeds}) == len(feeds)
    assert all(one.seen >= date(2026, 11, 1) for one in feeds)
    assert {one.country for one in feeds} >= {"GB", "US", "DE", "FR", "ES", "BR", "PT", "JP"}


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_has_its_own_language_first_then_english(topic: str, language: str) -> None:
    found = nearest_first(topic, language)
    spoken = [one.language for one in found]
    assert spoken[0] == language
    assert spoken == sorted(spoken, key=lambda one: (one != language, one != "en"))
    assert [one.language for one in chosen([topic], [language])] == [language] * spoken.count(language)
    # What one of Discord's selects holds is enough for a language, and for English behind it.
    assert spoken[:25].count(language) == spoken.count(language)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"url": "http://outlet.example/feed"}, "https"),
        ({"language": "it"}, "language"),
        ({"topic": "gossip"}, "topic"),
        ({"seen": None}, "seen"),
        ({"page": "a friend said so"}, "page"),
        ({"name": starter_feeds()[1].name}, "more than once"),
        ({"url": starter_feeds()[1].url}, "more than once"),
    ],
)
def test_what_is_not_whole_is_refused(change: dict[str, Any], reason: str) -> None:
    feeds = [one.model_dump() for one in starter_feeds()]
    feeds[0] |= change
    with pytest.raises(ValidationError, match=reason):
        StarterSets.model_validate({"feed": feeds})


def test_a_topic_without_a_language_is_refused() -> None:
    feeds = [one.model_dump() for one in starter_feeds() if (one.topic, one.language) != ("sport", "ja")]
    with pytest.raises(ValidationError, match="nothing for sport in ja"):
        StarterSets.model_validate({"feed": feeds})
