"""Which libraries a command loads: whoever asks for the version does not wait for Discord's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NEVER_TO_ASK = {
    *("aiohttp", "alembic", "discord", "feedparser", "fluent", "lxml", "mako", "matplotlib", "simcord", "trafilatura"),
    *("bot.client", "bot.commands", "bot.delivery", "knowledge.evaluation", "knowledge.fetching.fetcher"),
}
NEVER_TO_HELP = NEVER_TO_ASK | {"asyncpg", "numpy", "pydantic_settings", "rapidfuzz", "rich", "sqlalchemy", "structlog"}


def imported(*words: str) -> tuple[str, set[str]]:
    """What a call prints, and every module that it imports, packages included."""
    command = [sys.executable, "-X", "importtime", "-m", "bot.cli", *words]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return ran.stdout, set(re.findall(r"^import time: .*\| +([\w.]+)$", ran.stderr, re.MULTILINE))


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("ask", "--help"), ("feeds", "--help")])
def test_version_and_help_load_no_heavy_library(words: tuple[str, ...]) -> None:
    out, modules = imported(*words)
    assert "nutgraf" in out or "Usage:" in out
    assert "typer" in modules
    assert not modules & NEVER_TO_HELP


def test_asking_loads_only_what_answers(nutgraf: Any, page: Path, tmp_path: Path) -> None:
    nutgraf("ingest", str(page))
    for words in (("ask", "When did the Harl Bridge reopen?"), ("headlines",), ("digest",)):
        out, modules = imported("--data-dir", str(tmp_path / "data"), *words)
        assert out
        assert {"sqlalchemy", "numpy"} <= modules
        assert not modules & NEVER_TO_ASK, words


def test_a_current_archive_is_recognised_without_alembic() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from knowledge.archive import migrations

    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.newest_revision()]
