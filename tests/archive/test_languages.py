"""The language of an entry is told when it is stored, and later for what was stored before languages were."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from knowledge.archive.tables import entry
from knowledge.articles import Article, HeadlineOnly
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GERMAN = Article(
    "Die Brücke ist gesperrt",
    ("Die Brücke über den Fluss ist seit gestern gesperrt, weil der Beton Risse hat.", "Das sagte die Stadt."),
    url="https://anzeiger.example/bruecke",
)
ENGLISH = Article(
    "The ferry is late", ("The ferry was late again, and nobody knew why.",), url="https://post.example/ferry"
)
HEADLINE = HeadlineOnly("Overbeck gewinnt", url="https://anzeiger.example/wahl", language="de-DE")
UNDECLARED = HeadlineOnly("Overbeck gewinnt knapp", url="https://post.example/wahl")


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    held = await Newsroom.open(tmp_path)
    await held.ingest([GERMAN, ENGLISH, HEADLINE, UNDECLARED], now=NOW)
    yield held
    await held.close()


async def stored(newsroom: Newsroom) -> dict[str, str | None]:
    async with newsroom.database.read() as connection:
        query = select(entry.c.headline, entry.c.language)
        return {row.headline: row.language for row in await connection.execute(query)}


async def test_it_is_stored_with_the_entry(newsroom: Newsroom) -> None:
    assert await stored(newsroom) == {
        "Die Brücke ist gesperrt": "de",
        "The ferry is late": "en",
        "Overbeck gewinnt": "de",
        "Overbeck gewinnt knapp": "en",
    }
    headlines, _ = await (await newsroom.view(None)).headlines()
    assert {article.language for article in headlines} == {"de", "en"}


async def test_a_changed_article_is_told_again(newsroom: Newsroom) -> None:
    await newsroom.ingest([Article("The bridge is closed", ENGLISH.paragraphs, url=GERMAN.url)], now=NOW)
    assert (await stored(newsroom))["The bridge is closed"] == "en"


async def test_an_archive_of_before_is_told_when_its_index_is_made_again(newsroom: Newsroom, tmp_path: Path) -> None:
    async with newsroom.database.write() as connection:
        await connection.execute(update(entry).values(language=None))
    await newsroom.close()
    for part in (tmp_path / "index").rglob("*"):
        if part.is_file():
            part.unlink()

    again = await Newsroom.open(tmp_path)
    try:
        view = await again.view(None)
        told = await stored(again)
        assert (told["Die Brücke ist gesperrt"], told["The ferry is late"]) == ("de", "en")
        # By the German stem, which an English text does not have.
        assert [hit.article for hit in again.paragraph_index.search(["bruck"], limit=5)] == [1]
        assert await view.topic_scores("Brücken")
    finally:
        await again.close()


async def test_filling_goes_through_all_in_portions(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    from knowledge.archive import archive

    monkeypatch.setattr(archive, "_FILLED_AT_ONCE", 1)
    async with newsroom.database.write() as connection:
        await connection.execute(update(entry).values(language=None))
    assert await newsroom.archive.fill_languages() == 4
    assert None not in (await stored(newsroom)).values()
    assert await newsroom.archive.fill_languages() == 0


async def test_a_topic_in_one_language_finds_names_in_articles_of_another(newsroom: Newsroom) -> None:
    view = await newsroom.view(None)
    assert set(await view.topic_scores("Overbeck")) == {3, 4}
    assert set(await view.topic_scores("die Brücke")) == {1}
