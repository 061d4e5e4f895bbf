"""The data dir is the folder that was named, whatever characters stand in its path."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.preview import preview
from bot.sole_run import AlreadyRunning, sole_run
from config.settings import Settings

NAMES = (
    "what?mode=ro",
    "100%",
    "a%41b",
    "news#1",
    "two words",
    "Nachrichten-Überblick 新聞",
    "file:data",
    "a&b=c;d",
    "'quoted\" \\ [x]*",
    "100%/what?/#1",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("relative", [False, True])
def test_a_data_dir_of_any_name(nutgraf: Any, page: Path, tmp_path: Path, name: str, relative: bool) -> None:
    place = tmp_path / "place"
    folder = place / name

    def call(*words: str) -> Any:
        return nutgraf("--data-dir", f"place/{name}" if relative else str(folder), *words)

    assert call("ingest", str(page), "--json").json["added"] == 1
    assert (folder / "nutgraf.sqlite").stat().st_size
    # No other folder or file was made beside it.
    assert {path for path in place.rglob("*") if folder not in path.parents} == {folder, *folder.parents} - {
        place,
        *place.parents,
    }
    asked = call("ask", "How much did the work on the Harl Bridge cost?", "--json").json
    assert asked["answered"] is True
    checked = {check["name"]: check["detail"] for check in call("doctor", "--json").json["checks"]}
    assert "1 articles" in checked["archive"]
    assert call("backup", f"{name}.backup".replace("/", "_")).status == 0
    restored = call("restore", f"{name}.backup".replace("/", "_"))
    assert "Restored 1 articles" in restored.out
    assert not list(folder.glob("*-wal"))


def test_an_evaluation_does_not_touch_the_operators_database(
    nutgraf: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has an archive of its own, so it works even where that database cannot be reached."""
    record = {"id": "1", "title": "Bridge", "text": "The bridge cost 4.6 million dollars.", "published": "2026-11-20"}
    question = {"id": "q", "question": "What did the bridge cost?", "answers": ["4.6 million"], "type": "answerable"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(record))
    (tmp_path / "questions.jsonl").write_text(json.dumps(question | {"article_ids": ["1"]}))
    monkeypatch.setenv("NUTGRAF_DATABASE", "postgresql://user@127.0.0.1:1/name")
    run = nutgraf("evaluate", str(tmp_path), "--json")
    assert run.status == 0, run.err


async def test_the_preview_does_not_write_invented_news_into_the_operators_database(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", database=SecretStr("postgresql://user@127.0.0.1:1/name"))
    async with preview(settings) as page:
        assert page.url
    assert not (tmp_path / "data").exists()


def test_a_lock_is_for_one_data_dir_and_ends_with_the_run(tmp_path: Path) -> None:
    with sole_run(tmp_path / "one"):
        with sole_run(tmp_path / "other"):
            pass
        with pytest.raises(AlreadyRunning, match="already at work"), sole_run(tmp_path / "one"):
            pass
    with sole_run(tmp_path / "one"):
        assert (tmp_path / "one").stat().st_mode & 0o077 == 0
