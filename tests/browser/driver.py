"""The preview as a person uses it: the real command in a process, and a real Chromium in front of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
START_SECONDS = 60
SECONDS = 20_000
"""How long an expectation is waited for, in milliseconds; a busy machine is slow."""
ATTEMPTS = 5
"""SimCord's page drops a message that is entered while it reports its size to the server, which it does once after
loading; the text then stays in the field, and a person presses Enter again."""
SENT = 6_000
"""SimCord answers an action within this many milliseconds, or leaves it."""


@contextmanager
def preview_process(folder: Path, *options: str) -> Iterator[str]:
    """Run `nutgraf preview` and give the address that is its first line on stdout."""
    command = [sys.executable, "-m", "bot.cli", "--data-dir", str(folder / "data"), "preview", "--no-open", *options]
    with (folder / "preview.log").open("w") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=dict(os.environ))
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), (folder / "preview.log").read_text()
            assert "#" in address
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(START_SECONDS) == 0, (folder / "preview.log").read_text()


@contextmanager
def browser_page(address: str, *, width: int = 1120, height: int = 900) -> Iterator[Page]:
    """A fresh browser window on the preview, loaded."""
    assert CHROMIUM is not None
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(SECONDS)
        expect.set_options(timeout=SECONDS)
        page.goto(address)
        expect(composer(page)).to_be_visible()
        yield page
        browser.close()


def composer(page: Page) -> Locator:
    """Where messages are typed."""
    return page.locator("#channel-composer-input")


def messages(page: Page) -> Locator:
    """The shown conversation."""
    return page.locator("main")


def write(page: Page, text: str) -> None:
    """Send an ordinary message."""
    composer(page).click()
    page.keyboard.type(text)
    for _ in range(ATTEMPTS):
        expect(page.locator("#send-message")).to_be_enabled()
        page.keyboard.press("Enter")
        try:
            expect(composer(page)).to_have_value("", timeout=SENT)
        except AssertionError:
            continue
        return
    raise AssertionError(f"The page did not take the message after {ATTEMPTS} attempts.")


def slash(page: Page, command: str, **options: str) -> None:
    """Pick a command, fill in its options by name, and send it."""
    composer(page).click()
    page.keyboard.type(f"/{command}")
    page.keyboard.press("Enter")
    expect(page.locator(".command-chip")).to_have_text(f"/{command}")
    for name, value in options.items():
        field = page.locator(f"input[data-option='{name}']")
        if not field.count():
            page.locator(".command-ghost").click()
            page.get_by_role("option", name=name).first.click()
        field.click()
        page.keyboard.type(value)
        if name == "channel":
            page.get_by_role("option", name=value).first.click()
    page.locator("#send-message").click()
    expect(page.locator(".command-chip")).to_have_count(0)


def view_as(page: Page, name: str) -> None:
    """Switch between the member and the moderator."""
    page.get_by_label("Viewing as").select_option(label=name)
    page.wait_for_timeout(500)
    expect(page.locator("header").first).to_contain_text("Preview ready")


def button(page: Page, label: str) -> Locator:
    """The newest button with this label."""
    return messages(page).get_by_role("button", name=label, exact=True).last
