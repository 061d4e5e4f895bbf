"""The posted card and `nutgraf digest --json` tell the same, and every part keeps Discord's limits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_newsroom
from bot.cards.digest import digest_cards, late_sentence, story_texts
from bot.cards.text import MESSAGE_CHARACTERS, escape
from bot.delivery.payloads import as_late, has_nonce, payload_of
from bot.documents import digest_document
from bot.locales import translator
from config.sample import write_newsroom
from config.settings import Settings
from knowledge.articles import Picture
from knowledge.reading import read_paths
from knowledge.stories.reports import Digest

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SAY = translator("en")


@pytest.fixture
async def digest(tmp_path: Path) -> Digest:
    write_newsroom(tmp_path / "newsroom", NOW)
    newsroom = await open_newsroom(Settings(data_dir=tmp_path / "data"))
    await newsroom.ingest(read_paths([tmp_path / "newsroom"]), now=NOW)
    found = await (await newsroom.view(None)).digest(since=NOW - timedelta(days=3), until=NOW, limit=12)
    await newsroom.close()
    return found


def parts(components: Any) -> list[dict[str, Any]]:
    found = []
    for component in components:
        found += [
            component,
            *parts(component.get("components", ())),
            *parts(filter(None, [component.get("accessory")])),
        ]
    return found


def cards(digest: Digest, **more: Any) -> list[list[dict[str, Any]]]:
    views = digest_cards(digest, story_texts(digest, SAY), "Morning *news*", SAY, **more)
    return [parts(view.to_components()) for view in views]


async def test_the_card_and_the_document_agree(digest: Digest) -> None:
    document = digest_document(digest)
    posted = [part["content"] for card in cards(digest) for part in card if "content" in part]
    stories = [text for text in posted if re.match(r"\*\*\d+\. ", text)]
    assert len(stories) == len(document["stories"]) == 12
    for position, (text, covered) in enumerate(zip(stories, document["stories"], strict=True), start=1):
        assert text.startswith(f"**{position}. [{escape(covered['headline'][:40])}")
        assert f"]({covered['url']})**" in text
        quotes = [line.removeprefix("> ") for line in text.split("\n") if line.startswith("> ")]
        told = covered["summary"] if position == 1 else covered["summary"][:1]
        assert len(quotes) == len(told)
        for quote, sentence in zip(quotes, told, strict=True):
            whole = escape(" ".join(sentence.split()))
            assert quote == whole or (quote.endswith("…") and whole.startswith(quote[:-1]))
        assert covered["source"] is None or covered["source"] in text
        for other in covered["also_reported_by"][:1]:
            assert other["source"] in text


async def test_every_part_keeps_to_the_limits_and_carries_its_mark(digest: Digest) -> None:
    shown = cards(digest, nonce=lambda part: f"mark-{part}", mention="<@&123>", trend=True)
    assert len(shown) == 3
    for number, card in enumerate(shown):
        assert len(card) <= 40
        assert sum(len(part.get("content", "")) for part in card) <= MESSAGE_CHARACTERS - 100
        ids = [part["custom_id"] for part in card if "custom_id" in part]
        assert len(ids) == len(set(ids))
        assert all(len(custom_id) <= 100 for custom_id in ids)
        assert has_nonce(card, f"mark-{number}")
    options = [option for card in shown for part in card for option in part.get("options", ())]
    assert [option["value"] for option in options] == [str(story.lead.number) for story in digest.stories]
    assert [part["type"] for part in shown[0]].count(12) == 1


async def test_each_story_has_its_picture_unless_the_server_wants_none(digest: Digest) -> None:
    alts = ["Cars on the bridge", None]
    pictured = {
        number: replace(entry, picture=Picture(f"https://cdn.example.com/{number}.jpg", alts[place % 2]))
        for place, (number, entry) in enumerate(digest.articles.items())
    }
    digest = replace(digest, articles=pictured)
    shown = [part for card in cards(digest, nonce=lambda part: f"mark-{part}") for part in card if part["type"] == 11]
    leads = [pictured[story.lead.number] for story in digest.stories]
    assert [part["media"]["url"] for part in shown] == [lead.picture.address for lead in leads if lead.picture]
    described = [(lead.picture and lead.picture.alt) or lead.headline for lead in leads]
    assert [part["description"] for part in shown] == described
    assert all(len(card) <= 40 for card in cards(digest, nonce=lambda part: f"mark-{part}", trend=True))
    assert not any(part["type"] == 11 for card in cards(digest, pictures=False) for part in card)


async def test_a_picture_at_an_address_that_may_not_be_shown_is_left_out(digest: Digest) -> None:
    for address in ("http://a.example/b.jpg", "javascript:alert(1)", "https://user@evil.example/b.jpg", "b.jpg"):
        pictured = {number: replace(entry, picture=Picture(address)) for number, entry in digest.articles.items()}
        shown = cards(replace(digest, articles=pictured))
        assert not any(part["type"] == 11 for card in shown for part in card)
        assert sum("content" in part for card in shown for part in card) == 12 + len(shown)


async def test_a_quiet_day_has_a_mark_too(digest: Digest) -> None:
    ((*components,),) = cards(replace(digest, stories=()), nonce=lambda part: "mark")
    assert has_nonce(components, "mark")
    assert any("A quiet day" in part.get("content", "") for part in components)


async def test_late_is_said_once(digest: Digest) -> None:
    view = digest_cards(digest, story_texts(digest, SAY), "Morning", SAY)[0]
    payload = payload_of(view, late=late_sentence(NOW, SAY))
    late = as_late(payload)
    assert as_late(late) == late
    text = late["components"][0]["components"][0]["content"]
    assert text.count("**Late: this was due at <t:") == 1
    assert payload["late"] is not None
    assert "Late" not in str(payload["components"])


async def test_stories_with_long_addresses_lose_links_not_sentences(digest: Digest) -> None:
    long = {number: replace(entry, url=f"https://a.example/{'x' * 900}") for number, entry in digest.articles.items()}
    texts = story_texts(replace(digest, articles=long), SAY)
    assert all(len(text) < 1_600 for text in texts)
    for text, plain in zip(texts, story_texts(digest, SAY), strict=True):
        assert text.count("\n> ") == plain.count("\n> ")
