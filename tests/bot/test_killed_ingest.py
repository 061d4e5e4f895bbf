"""`nutgraf ingest` killed in the middle leaves a readable archive, and running it again finishes the work."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from knowledge.archive.database import FILE_NAME

RECORDS = 12_000


def stored(data_dir: Path) -> int:
    if not (data_dir / FILE_NAME).exists():
        return 0
    with sqlite3.connect(data_dir / FILE_NAME, timeout=10) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
            return 0
        found: int = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        return found


def test_killed_and_run_again(tmp_path: Path) -> None:
    with (tmp_path / "records.jsonl").open("w", encoding="utf-8") as file:
        for number in range(RECORDS):
            text = f"Council number {number} met about drain {number}.\n\nIt voted {number} to 3 for repairs."
            file.write(json.dumps({"id": str(number), "title": f"Council {number}", "text": text}) + "\n")
    data_dir = tmp_path / "data"
    command = [sys.executable, "-m", "bot.cli", "--data-dir", str(data_dir), "ingest", "records.jsonl", "--json"]
    root = str(Path(__file__).resolve().parents[2])
    environment = dict(os.environ) | {"PYTHONPATH": root}

    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not 0 < stored(data_dir) < RECORDS:
        assert process.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = stored(data_dir)
    # Whole batches, nothing else.
    assert 0 < before < RECORDS
    assert before % 1_000 == 0

    finished = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    report = json.loads(finished.stdout)
    assert (report["added"], report["unchanged"]) == (RECORDS - before, before)
    assert stored(data_dir) == RECORDS
    ask = [*command[:5], "ask", "What did council number 11999 meet about?", "--json"]
    answer = json.loads(subprocess.run(ask, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout)
    assert answer["searched"] == {"articles": RECORDS, "paragraphs": 2 * RECORDS}
