"""What the command line prints for people: every word, at any width of the terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

LONG = "Hafenbetriebsgesellschaftsvorstandsvorsitzendenstellvertreterin"
TEXT = (
    "The Harl Bridge reopened to traffic on Friday after a year of repairs to two of its piers, which cost the county "
    f"4.6 million dollars according to the engineer Mireille Sánchez and to the {LONG}, who paid for a third of it.\n\n"
    "A ferry that had carried commuters across the Harl meanwhile makes its last crossing this Sunday at eleven at "
    "night, with a brass band, free lemonade and a speech by the mayor of Harrow that nobody is looking forward to."
)

OTHER_TEXT = (
    "Cars and buses crossed the Harl Bridge again on Friday, a year after cracks had been found in two of its piers, "
    "and the county, which had expected to pay 6 million dollars for the repairs, paid 4.6 million in the end.\n\n"
    "The engineer Mireille Sánchez cut the ribbon with the scissors that had opened the bridge eighty years before."
)


@pytest.fixture
def held(nutgraf: Any, tmp_path: Path) -> Any:
    records = [
        {"id": source, "title": f"Harl Bridge open after a year of repairs, {source} says, and the ferry says goodbye",
         "source": source, "published": datetime.now(UTC).isoformat(), "text": text,
         "url": f"https://{source.lower()}.example/a/very/long/path/that/no/narrow/terminal/shows/on/one/line/harl"}
        for source, text in (("Post", TEXT), ("Radio", OTHER_TEXT))
    ]  # fmt: skip
    (tmp_path / "records.json").write_text(json.dumps(records))
    assert nutgraf("ingest", str(tmp_path / "records.json")).status == 0
    return nutgraf


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("ask", "How much did the repairs of the Harl Bridge cost?"), "quotes"),
        (("story", "Post"), "summary"),
        (("digest",), "stories"),
    ],
)
def test_every_word_is_printed(
    held: Any, monkeypatch: pytest.MonkeyPatch, columns: int, words: tuple[str, ...], key: str
) -> None:
    document = held(*words, "--json").json
    told = [document] if key == "summary" else document[key]
    assert told
    quoted = [text for part in told for text in [*part.get("summary", ()), part.get("text")] if text]
    named = [part[name] for part in told for name in ("headline", "url") if key != "quotes" or name == "url"]
    reports = [report["headline"] for part in told for report in part.get("also_reported_by", ())]

    monkeypatch.setenv("COLUMNS", str(columns))
    out = held(*words).out

    flowing = " ".join(out.split())
    assert all(" ".join(text.split()) in flowing for text in [*quoted, *named, *reports])
    lines = [line for line in out.splitlines() if any(line.strip() in text for text in quoted) and line.strip()]
    assert len(lines) >= len(quoted)
    assert all(len(line) <= columns for line in lines if LONG not in line)


def test_a_part_that_nothing_answers_is_named(held: Any) -> None:
    asked = held("ask", "How much did the repairs of the Harl Bridge cost and who is the king of the Ostermere zoo?")
    assert "4.6 million dollars" in " ".join(asked.out.split())
    assert "I have nothing on “who is the king of the Ostermere zoo”." in asked.out


def test_a_terminal_is_not_cut_either(held: Any, tmp_path: Path) -> None:
    """Not a pipe but a real terminal of 80 columns, where rich asks the terminal for its width."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "bot.cli", "--data-dir", str(tmp_path / "data"), "story", "Post"]
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    with subprocess.Popen(
        ["sh", "-c", 'stty cols 80 && exec "$@"', "sh", *command],
        stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env=environment,
    ) as process:  # fmt: skip
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 65_536):
                shown += piece
        except OSError:
            pass  # how Linux says that the last writer has closed the terminal
        finally:
            os.close(leader)
    assert process.returncode == 0
    flowing = " ".join(shown.decode().split())
    for sentence in held("story", "Post", "--json").json["summary"]:
        assert " ".join(sentence.split()) in flowing
