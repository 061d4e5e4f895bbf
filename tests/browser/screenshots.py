"""Makes the pictures in `docs/` from the running preview: `python -m tests.browser.screenshots docs`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.driver import browser_page, button, messages, preview_process, slash


def main(folder: Path) -> None:
    """Write `answer.png` and `abstention.png` into `folder`; the digests are made by `tests.browser.delivered`."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        preview_process(Path(scratch)) as address,
        browser_page(address, width=1000, height=900) as page,
    ):
        slash(page, "ask", question="How many people were injured by Storm Ottoline?")
        expect(button(page, "Show the paragraph")).to_be_visible()
        _last_card(page, folder / "answer.png")
        slash(page, "ask", question="What caused the explosion at the Ebbwick refinery?")
        expect(messages(page)).to_contain_text("Ebbwick refinery?")
        page.wait_for_timeout(500)
        _last_card(page, folder / "abstention.png")


def _last_card(page: Page, path: Path) -> None:
    articles = page.locator("main [data-message-id]")
    articles.last.scroll_into_view_if_needed()
    articles.last.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
