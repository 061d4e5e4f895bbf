"""Makes the pictures of digests that were posted by themselves: `python -m tests.browser.delivered docs`.

Takes some minutes: the preview's clock is the real one. The late digest is one whose due time is moved back by hours
in the preview's database after it was set up, as if nothing had run at that time.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from config.sample import write_newsroom
from knowledge.archive.database import FILE_NAME
from tests.browser.driver import browser_page, messages, preview_process, slash, view_as

POSTED = 200_000
"""A digest comes up to three minutes after it was asked for, in milliseconds."""


def main(folder: Path) -> None:
    """Write `digest.png`, `digest-late.png` and `digest-quiet.png` into `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        write_newsroom(Path(scratch) / "newsroom", datetime.now(UTC))
        command = [sys.executable, "-m", "bot.cli", "--data-dir", str(data), "ingest", f"{scratch}/newsroom"]
        subprocess.run(command, check=False, capture_output=True)
        with preview_process(Path(scratch), "--own") as address:
            with browser_page(address, width=1000, height=900) as page:
                view_as(page, "moderator")
                due = (datetime.now(UTC) + timedelta(seconds=100)).strftime("%H:%M")
                slash(page, "digest create", channel="news", time=due, name="Morning paper")
                slash(page, "digest create", channel="news", time=due, name="Zeppelins", topic="zeppelin")
                slash(page, "digest create", channel="news", time=due, name="Noon paper")
                expect(messages(page)).to_contain_text("Digest “Noon paper” created")
                _make_late(data / FILE_NAME, "Noon paper", hours=3)
                expect(messages(page)).to_contain_text("Late: this was due at", timeout=POSTED)
                expect(messages(page)).to_contain_text("A quiet day", timeout=POSTED)
            with browser_page(address, width=760, height=2600) as page:
                _posting(page, "Morning paper", folder / "digest.png")
                _posting(page, "Noon paper", folder / "digest-late.png")
                _posting(page, "Zeppelins", folder / "digest-quiet.png")


def _make_late(path: Path, name: str, *, hours: int) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0, tzinfo=None)
    due = now - timedelta(hours=hours)
    connection = sqlite3.connect(path, timeout=30)
    try:
        before = f"{due - timedelta(hours=1):%Y-%m-%d %H:%M:%S.%f}"
        connection.execute(
            "UPDATE digest SET due = ?, minute = ?, changed = ?, created = ? WHERE name = ?",
            (f"{due:%Y-%m-%d %H:%M:%S.%f}", due.hour * 60 + due.minute, before, before, name),
        )
        connection.commit()
    finally:
        connection.close()


def _posting(page: Page, name: str, path: Path) -> None:
    shown = page.locator("main [data-message-id]").filter(has_text="From").filter(has_text=name).last
    shown.scroll_into_view_if_needed()
    shown.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
