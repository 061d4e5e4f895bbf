"""Backups: one file, taken at any time, that brings everything back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.archive.backup import back_up, restore
from knowledge.archive.database import FILE_NAME, ArchiveError
from knowledge.articles import Article
from knowledge.newsroom import Newsroom

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 9, tzinfo=UTC)


def article(word: str) -> Article:
    return Article(f"The {word} opens", (f"The {word} of Harrow opened to visitors.",), id=word, published=NOW)


async def ingest(folder: Path, *words: str) -> None:
    newsroom = await Newsroom.open(folder)
    await newsroom.ingest([article(word) for word in words], now=NOW)
    await newsroom.close()


async def found(folder: Path, question: str) -> set[str]:
    newsroom = await Newsroom.open(folder, threshold=0.0)
    try:
        answer = await (await newsroom.view(None)).answerer.answer(question, now=LATER)
        return {quote.article.article_id for quote in answer.quotes}
    finally:
        await newsroom.close()


async def test_a_backup_brings_back_what_was_there_and_the_index_follows(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", tmp_path / "backup"
    await ingest(folder, "lighthouse")
    newsroom = await Newsroom.open(folder)
    assert back_up(folder, file) == file.stat().st_size > 0
    await newsroom.close()
    assert file.stat().st_mode & 0o077 == 0

    await ingest(folder, "windmill", "brewery")
    kept = restore(folder, file, now=LATER)
    assert await found(folder, "Which windmill opened?") == {"lighthouse"}
    assert kept is not None
    assert not kept.damaged

    restore(folder, kept.file, now=LATER)
    assert "windmill" in await found(folder, "Which windmill opened?")

    elsewhere = tmp_path / "elsewhere"
    assert restore(elsewhere, file, now=LATER) is None
    assert await found(elsewhere, "Which lighthouse opened?") == {"lighthouse"}


async def test_an_earlier_backup_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    folder, file, letter = tmp_path / "data", tmp_path / "backup", tmp_path / "letter"
    await ingest(folder, "lighthouse")
    back_up(folder, file)
    back_up(folder, file)
    letter.write_text("Dear Tam")
    with pytest.raises(ArchiveError, match="no backup of Nutgraf"):
        back_up(folder, letter)
    assert letter.read_text() == "Dear Tam"
    with pytest.raises(ArchiveError, match="cannot be written"):
        back_up(folder, tmp_path / "missing" / "backup")
    with pytest.raises(ArchiveError, match="nothing to back up"):
        back_up(tmp_path / "empty", file)


async def test_what_is_no_sound_backup_changes_nothing(tmp_path: Path) -> None:
    folder, file = tmp_path / "data", tmp_path / "backup"
    await ingest(folder, "lighthouse")
    before = (folder / FILE_NAME).read_bytes()
    back_up(folder, file)
    torn = tmp_path / "torn"
    torn.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    other = tmp_path / "other"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE note (text)")
    for wrong, sentence in (
        (torn, "damaged"),
        (other, "no backup"),
        (tmp_path / "none", "no file"),
        (folder, "no file"),
    ):
        with pytest.raises(ArchiveError, match=sentence):
            restore(folder, wrong, now=LATER)
    assert (folder / FILE_NAME).read_bytes() == before
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be restored"):
        restore(tmp_path / "file", file, now=LATER)


async def test_a_database_that_was_lost_or_emptied_is_noticed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await ingest(tmp_path, "lighthouse")
    (tmp_path / FILE_NAME).write_bytes(b"")
    with pytest.raises(ArchiveError, match=r"is empty, but .* has held an archive before"):
        await Newsroom.open(tmp_path)
    assert (tmp_path / FILE_NAME).stat().st_size == 0
    (tmp_path / FILE_NAME).unlink()
    await (await Newsroom.open(tmp_path)).close()
    assert "an empty archive is begun" in caplog.text

    # A process that was killed at its very first step has lost nothing.
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / FILE_NAME).write_bytes(b"")
    caplog.clear()
    await ingest(tmp_path / "new", "windmill")
    assert not caplog.text
