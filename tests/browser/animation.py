"""Makes the moving picture of the README: `python -m tests.browser.animation docs/nutgraf.webp`.

A question, a briefing and a digest in the running preview, at a phone's width.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.driver import browser_page, composer, messages, preview_process, slash, view_as

WIDTH, HEIGHT = 430, 860
LARGEST = 1_500_000
"""Bytes; a README must not take long to load."""
TYPING, READING = 350, 3_200
"""Milliseconds that a frame is shown."""
STEPS = 4
"""In how many frames a question is typed, and a long card is moved through."""

Frame = tuple[Image.Image, int]


def main(path: Path) -> None:
    """Write the picture, in the format that the ending names."""
    frames: list[Frame] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        preview_process(Path(scratch)) as address,
        browser_page(address, width=WIDTH, height=HEIGHT) as page,
    ):
        view_as(page, "moderator")
        page.locator("#toolbar").evaluate("toolbar => { toolbar.style.display = 'none' }")
        for question in ("How many people were injured by Storm Ottoline?", "any news about storm ottoline"):
            _type(page, f"/ask {question}", frames)
            slash(page, "ask", question=question)
            _read(page, frames)
        _type(page, "/digest now", frames)
        slash(page, "digest now")
        expect(messages(page)).to_contain_text("Right now")
        _read(page, frames)
    (first, shown), *others = frames
    pictures, times = [frame for frame, _ in others], [shown, *(time for _, time in others)]
    first.save(path, save_all=True, append_images=pictures, duration=times, loop=0, quality=60, method=6)
    if path.stat().st_size > LARGEST:
        sys.exit(f"{path} has {path.stat().st_size:,} bytes; it may have {LARGEST:,}.")


def _type(page: Page, text: str, frames: list[Frame]) -> None:
    """Show a text as it is being typed; the field is empty afterwards."""
    for step in range(1, STEPS + 1):
        composer(page).fill(text[: len(text) * step // STEPS])
        frames.append((_screen(page), TYPING))
    composer(page).fill("")


def _read(page: Page, frames: list[Frame]) -> None:
    """Show the newest card from its top to its end."""
    page.wait_for_timeout(700)
    card = page.locator("main [data-message-id]").last
    seen = None
    for step in range(STEPS + 1):
        card.evaluate(
            """(card, part) => {
                let view = card.parentElement;
                while (view && view.scrollHeight <= view.clientHeight + 1) view = view.parentElement;
                if (!view) return;
                const top = card.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop;
                const end = Math.max(top, view.scrollHeight - view.clientHeight);
                view.scrollTop = top + (end - top) * part;
            }""",
            step / STEPS,
        )
        page.wait_for_timeout(150)
        screen = _screen(page)
        if seen is None or screen.tobytes() != seen.tobytes():
            frames.append((screen, READING if step in (0, STEPS) else TYPING))
            seen = screen


def _screen(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
