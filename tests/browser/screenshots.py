"""Makes the pictures in `docs/` from the running preview: `python -m tests.browser.screenshots docs`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from config.sample import write_newsroom
from tests.browser.driver import browser_page, button, messages, preview_process, slash, view_as


def main(folder: Path) -> None:
    """Write `answer.png`, `briefing.png`, `abstention.png` and `watch.png` into `folder`, at the width of a phone.

    Digests: `tests.browser.delivered`.
    """
    _watch(folder)
    with (
        tempfile.TemporaryDirectory() as scratch,
        preview_process(Path(scratch)) as address,
        browser_page(address, width=430, height=1400) as page,
    ):
        slash(page, "ask", question="How many people were injured by Storm Ottoline?")
        expect(button(page, "Show the paragraph")).to_be_visible()
        _last_card(page, folder / "answer.png")
        slash(page, "ask", question="any news about storm ottoline")
        expect(messages(page)).to_contain_text("reports since")
        page.wait_for_timeout(500)
        _last_card(page, folder / "briefing.png")
        slash(page, "ask", question="What caused the explosion at the Ebbwick refinery?")
        expect(messages(page)).to_contain_text("Ebbwick refinery?")
        page.wait_for_timeout(500)
        _last_card(page, folder / "abstention.png")


def _watch(folder: Path) -> None:
    """An alert: a second process brings in the article that meets the watch."""
    with tempfile.TemporaryDirectory() as scratch:
        write_newsroom(Path(scratch) / "newsroom", now=datetime.now(UTC))
        _ingest(Path(scratch), Path(scratch) / "newsroom")
        with (
            preview_process(Path(scratch), "--own") as address,
            browser_page(address, width=430, height=1400) as page,
        ):
            view_as(page, "moderator")
            slash(page, "watch add", what="When will the Harl ferry sail again?")
            expect(messages(page)).to_contain_text("I’m watching for news")
            _write_ferry(Path(scratch) / "ferry.jsonl")
            _ingest(Path(scratch), Path(scratch) / "ferry.jsonl")
            expect(button(page, "Stop this watch")).to_be_visible(timeout=90_000)
            page.wait_for_timeout(500)
            _last_card(page, folder / "watch.png")


def _write_ferry(path: Path) -> None:
    record = {
        "title": "Harl ferry back in May",
        "source": "Harbour Bulletin",
        "published": datetime.now(UTC).isoformat(timespec="seconds"),
        "url": "https://harbourbulletin.example/harl-ferry",
        "text": "The Harl ferry will sail again on 4 May, two months after ice bent its propeller. "
        "The yard in Lorrimouth has the new blades, the harbour office said on Tuesday.\n\n"
        "Until then a bus takes passengers over the bridge for the price of the crossing.",
    }
    path.write_text(json.dumps(record), "utf-8")


def _ingest(scratch: Path, what: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "--data-dir", str(scratch / "data"), "ingest", str(what)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _last_card(page: Page, path: Path) -> None:
    articles = page.locator("main [data-message-id]")
    articles.last.scroll_into_view_if_needed()
    articles.last.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
