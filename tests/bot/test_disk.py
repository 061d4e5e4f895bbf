"""Damaged databases, full disks and folders that cannot be written: the command line ends in a sentence."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What did the repairs of the Harl Bridge cost?"
SECRET_WORDS = ("Sánchez", "Oyelaran", "piers")
"""Words of stored articles that no error may show."""
COMMANDS = (
    ("ask", QUESTION),
    ("headlines",),
    ("story", "harl-1"),
    ("digest", "--as-of", "2026-11-20T12:00:00Z"),
    ("trend", "bridge"),
    ("ingest", "more.jsonl"),
    ("feeds", "list"),
    ("doctor",),
    ("backup", "backup"),
)


def records(prefix: str, count: int = 200) -> str:
    chance = random.Random(prefix)
    words = [f"word{number}" for number in range(3_000)]
    return "\n".join(
        json.dumps(
            {
                "id": f"{prefix}-{number}",
                "title": f"Report {number} on the {prefix} bridge",
                "source": "Harrow Post",
                "published": "2026-11-20T09:30:00Z",
                "text": f"The repairs of the {prefix} bridge cost {number} million dollars, said Mireille Sánchez.\n\n"
                f"Two of its piers were cracked, warden Tam Oyelaran found: {' '.join(chance.choices(words, k=60))}.",
            }
        )
        for number in range(count)
    )


@pytest.fixture
def data(nutgraf: Any, tmp_path: Path) -> Path:
    (tmp_path / "news.jsonl").write_text(records("harl"), "utf-8")
    (tmp_path / "more.jsonl").write_text(records("vess"), "utf-8")
    assert nutgraf("ingest", "news.jsonl").status == 0
    return tmp_path / "data"


# Damage


def pages_of_zeros(database: Path) -> None:
    content = bytearray(database.read_bytes())
    for page in range(3, len(content) // 4096, 2):
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    database.write_bytes(content)


def pages_of_noise(database: Path) -> None:
    chance, content = random.Random(7), bytearray(database.read_bytes())
    for page in range(2, len(content) // 4096, 3):
        content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    database.write_bytes(content)


def half(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 2)


def one_page(database: Path) -> None:
    os.truncate(database, 4096)


def emptied(database: Path) -> None:
    os.truncate(database, 0)


def another_file(database: Path) -> None:
    database.write_bytes(b"Dear Tam, the otters are back. " * 1_000)


def text_that_is_none(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        for table, column in (("entry", "headline"), ("paragraph", "text")):
            connection.execute(f"UPDATE {table} SET {column} = CAST({column} || X'C328' AS TEXT)")
    connection.close()


DAMAGES = (pages_of_zeros, pages_of_noise, half, one_page, emptied, another_file, text_that_is_none)


def assert_is_a_sentence(text: str) -> None:
    assert text.strip(), "nothing was said"
    for forbidden in ("SELECT", "INSERT", "UPDATE", "[SQL", "Traceback", "unexpected went wrong", *SECRET_WORDS):
        assert forbidden not in text


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_named_with_what_to_do(
    nutgraf: Any, data: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    assert nutgraf("backup", "good").status == 0
    damage(data / "nutgraf.sqlite")
    for command in COMMANDS:
        run = nutgraf(*command)
        if command[0] == "doctor":
            assert run.status == 1
            assert "restore FILE" in run.out
        elif run.status:
            assert_is_a_sentence(run.err)
            assert "restore FILE" in run.err
        else:  # what it needed was not damaged
            assert command[0] not in ("ask", "backup")
    assert not (tmp_path / "backup").exists()
    assert not list(tmp_path.glob("*.unfinished*"))

    restored = nutgraf("restore", "good")
    assert restored.status == 0
    assert "Restored 200 articles with 400 paragraphs." in restored.out
    assert ("damaged database" in restored.out) == (damage is not emptied)
    assert nutgraf("ask", QUESTION, "--json").json["answered"] is True
    assert nutgraf("backup", "again").status == 0


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_changes_nothing(
    nutgraf: Any, data: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    assert nutgraf("backup", "backup").status == 0
    damage(tmp_path / "backup")
    before = (data / "nutgraf.sqlite").read_bytes()
    run = nutgraf("restore", "backup")
    assert run.status == 1
    assert "Nothing was changed." in run.err
    assert_is_a_sentence(run.err)
    assert (data / "nutgraf.sqlite").read_bytes() == before
    assert nutgraf("ask", QUESTION, "--json").json["answered"] is True


# Disks that are full, folders that cannot be written

# In name spaces of its own a process may mount what nobody else sees, and root is an ordinary user.
_WITH_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
_WITHOUT_RIGHTS = ("unshare", "--user")
_ON_A_SMALL_DISK = """\
mount -t tmpfs -o size=8m tmpfs "$1" && cp -r "$2" more.jsonl "$1" && cd "$1"
[ -z "$BEFORE" ] || eval "$BEFORE"
head -c "$FREE" /dev/zero > reserve
cat /dev/zero > fill 2> /dev/null
rm reserve
shift 2
"$@"
status=$?
find data > "$LISTING"
exit $status
"""


def run_in(prefix: tuple[str, ...], *words: str, cwd: Path, env: dict[str, str] | None = None) -> Any:
    """A process in name spaces of its own; skips where the machine allows none."""
    if sys.platform != "linux" or subprocess.run([*prefix, "true"], capture_output=True).returncode:
        pytest.skip("user name spaces are switched off here")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **(env or {})}
    return subprocess.run([*prefix, *words], capture_output=True, text=True, cwd=cwd, env=environment)


NUTGRAF = (sys.executable, "-m", "bot.cli", "--data-dir", "data")


def on_a_full_disk(data: Path, *command: str, free: int = 0, before: str = "") -> Any:
    """Run the command on a copy of the data dir, on a disk with `free` bytes left, after the shell command `before`."""
    disk = data.parent / "disk"
    disk.mkdir(exist_ok=True)
    script = ("sh", "-c", _ON_A_SMALL_DISK, "sh", str(disk), str(data), *NUTGRAF, *command)
    env = {"FREE": str(free), "BEFORE": before, "LISTING": str(data.parent / "listing")}
    return run_in(_WITH_MOUNTS, *script, cwd=data.parent, env=env)


@pytest.mark.parametrize("free", [0, 150_000])
@pytest.mark.parametrize("index", ["kept", "lost"])
def test_a_full_disk_does_not_keep_it_from_answering(data: Path, free: int, index: str) -> None:
    run = on_a_full_disk(
        data, "ask", QUESTION, "--json", free=free, before="" if index == "kept" else "rm -r data/index"
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["answered"] is True
    told = "cannot be saved" in run.stderr if free else "is only read" in run.stderr
    assert told == (free == 0 or index == "lost")
    # No halves of files are left where there is no room.
    left = [Path(line) for line in (data.parent / "listing").read_text().splitlines()]
    assert len([path for path in left if path.parent.name == "paragraphs" and path.suffix]) == 3 * (index == "kept")


@pytest.mark.parametrize("free", [0, 100_000])
def test_what_needs_room_ends_in_a_sentence_on_a_full_disk(data: Path, free: int) -> None:
    for command in (("ingest", "more.jsonl"), ("backup", "data/backup")):
        run = on_a_full_disk(data, *command, free=free)
        assert run.returncode == 1
        assert "disk is full" in run.stderr.lower()
        assert_is_a_sentence(run.stderr)
        assert "backup" not in (data.parent / "listing").read_text()


def test_a_backup_from_a_full_disk_to_another_place(data: Path, nutgraf: Any, tmp_path: Path) -> None:
    run = on_a_full_disk(data, "backup", str(tmp_path / "rescued"))
    assert run.returncode == 0, run.stderr
    assert nutgraf("restore", "rescued").status == 0


def test_a_restore_without_room_changes_nothing(data: Path, nutgraf: Any, tmp_path: Path) -> None:
    assert nutgraf("backup", "backup").status == 0
    run = on_a_full_disk(data, "restore", str(tmp_path / "backup"), free=200_000)
    assert run.returncode == 1
    assert_is_a_sentence(run.stderr)
    left = (tmp_path / "listing").read_text()
    assert "unfinished" not in left
    assert "before-restore" not in left


def test_a_folder_that_cannot_be_written_is_read_with_a_warning(data: Path, tmp_path: Path) -> None:
    data.chmod(0o500)
    try:
        asked = run_in(_WITHOUT_RIGHTS, *NUTGRAF, "ask", QUESTION, "--json", cwd=tmp_path)
        assert asked.returncode == 0, asked.stderr
        assert json.loads(asked.stdout)["answered"] is True
        assert "is only read" in asked.stderr
        for command in (("ingest", "more.jsonl"), ("feeds", "list"), ("backup", "data/backup")):
            run = run_in(_WITHOUT_RIGHTS, *NUTGRAF, *command, cwd=tmp_path)
            assert run.returncode == 1
            assert_is_a_sentence(run.stderr)
        assert "cannot be written" in run.stderr
    finally:
        data.chmod(0o700)
