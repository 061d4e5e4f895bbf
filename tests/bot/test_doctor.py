"""`nutgraf doctor` looks and changes nothing; what it warns of is no failure, but is not "ok" either."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pgserver
import pytest

from bot.app import open_newsroom
from config.settings import Settings

from .conftest import BEGIN, news

NOWHERE = "http://127.0.0.1:1"
"""A proxy through which nothing can be reached."""
KILLED = """\
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE entry SET headline = 'Found in the journal' WHERE number = 1")
connection.commit()
os._exit(1)
"""


@pytest.fixture(autouse=True)
def _no_network(nutgraf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_DISCORD__PROXY", NOWHERE)


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server.get_uri()
    server.cleanup()


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder below, with its mode, when it was changed, and its bytes."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.stat()
        content = b"" if path.is_dir() else path.read_bytes()
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_mtime_ns, content)
    return found


def checks(run: Any) -> dict[str, Any]:
    return {check["name"]: check for check in run.json["checks"]}


async def fill(settings: Settings, count: int = 100) -> None:
    newsroom = await open_newsroom(settings)
    await newsroom.ingest(news()[:count], now=BEGIN)
    await newsroom.close()


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    await fill(Settings(data_dir=tmp_path / "data"))
    return tmp_path / "data"


def torn_index(data: Path) -> None:
    next((data / "index" / "paragraphs").glob("*.segment")).write_bytes(b"torn")


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "nutgraf.sqlite")) as connection, connection:
        connection.execute(statement)


def index_behind(data: Path) -> None:
    """As beside a bot that has taken in news since it last saved."""
    change(data, "UPDATE meta SET value = value + 1 WHERE key = 'revision'")


def journal_left(data: Path) -> None:
    """As after a kill: what was last written stands in the journal alone."""
    subprocess.run([sys.executable, "-c", KILLED, str(data / "nutgraf.sqlite")], check=False)
    assert (data / "nutgraf.sqlite-wal").stat().st_size


def no_database(data: Path) -> None:
    (data / "nutgraf.sqlite").unlink()


def old_schema(data: Path) -> None:
    change(data, "UPDATE alembic_version SET version_num = '0001'")


@pytest.mark.parametrize(
    ("prepare", "name", "detail", "status"),
    [
        (lambda data: None, "index", "All 19 paragraphs are indexed.", 0),
        (torn_index, "index", "The next command rebuilds it.", 0),
        (index_behind, "index", "adds the rest", 0),
        (journal_left, "archive", "15 articles", 0),
        (no_database, "archive", "No news yet", 0),
        (old_schema, "archive", "earlier version", 0),
        (lambda data: os.truncate(data / "nutgraf.sqlite", 9_000), "archive", "damaged", 1),
        (lambda data: os.truncate(data / "nutgraf.sqlite", 0), "archive", "is empty", 1),
    ],
)
def test_doctor_changes_no_byte(nutgraf: Any, data: Path, prepare: Any, name: str, detail: str, status: int) -> None:
    prepare(data)
    before = state(data)
    run = nutgraf("doctor", "--json")
    assert state(data) == before
    assert detail in checks(run)[name]["detail"]
    assert run.status == status


def test_doctor_makes_no_data_dir(nutgraf: Any, tmp_path: Path) -> None:
    run = nutgraf("doctor", "--json")
    assert run.status == 0
    assert "does not exist yet" in checks(run)["data dir"]["detail"]
    assert not (tmp_path / "data").exists()


async def test_doctor_looks_at_postgresql_and_leaves_the_data_dir_alone(
    nutgraf: Any, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_DATABASE", postgresql)
    empty = await _apart(nutgraf, "doctor", "--json")
    assert "No news yet" in checks(empty)["archive"]["detail"]
    assert not (tmp_path / "data").exists()

    await fill(Settings(data_dir=tmp_path / "data", database=postgresql), count=3)
    before = state(tmp_path / "data")
    assert "nutgraf.sqlite" not in before
    run = await _apart(nutgraf, "doctor", "--json")
    assert state(tmp_path / "data") == before
    assert checks(run)["archive"]["detail"] == "3 articles, 7 paragraphs, in PostgreSQL."
    assert checks(run)["index"]["detail"] == "All 7 paragraphs are indexed."

    monkeypatch.setenv("NUTGRAF_DATABASE", "postgresql://user:hidden@127.0.0.1:1/name")
    unreachable = await _apart(nutgraf, "doctor", "--json")
    assert unreachable.status == 1
    assert not checks(unreachable)["archive"]["ok"]
    assert "hidden" not in unreachable.out + unreachable.err


async def _apart(nutgraf: Any, *words: str) -> Any:
    """The command runs a loop of its own, so it needs a thread of its own."""
    return await asyncio.to_thread(nutgraf, *words)


def test_a_missing_token_and_an_unreachable_discord_are_warnings(nutgraf: Any) -> None:
    run = nutgraf("doctor")
    assert run.status == 0
    statuses = {line[6:18].strip(): line[:4].strip() for line in run.out.splitlines()}
    assert (statuses["token"], statuses["network"], statuses["archive"]) == ("warn", "warn", "warn")
    assert (statuses["settings"], statuses["time zones"]) == ("ok", "ok")
    found = checks(nutgraf("doctor", "--json"))
    assert all(check["ok"] is True for check in found.values())
    assert {name for name, check in found.items() if check["warning"]} == {"token", "network", "archive"}
