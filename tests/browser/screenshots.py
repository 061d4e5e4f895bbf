"""Renders every card in every language at a phone's width: `make screenshots`, or
`python -m tests.browser.screenshots FOLDER [LANGUAGE…]`.

A new card is one line in `CARDS`. Those that the README shows are in `docs/`: copy them there. Digests that were posted
by themselves: `tests.browser.delivered`. The moving picture: `tests.browser.animation`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

import bot.locales
from bot.locales import translator
from config.sample import write_newsroom
from tests.browser.driver import browser_page, button, composer, preview_process, slash, view_as

WIDTH, HEIGHT = 430, 2_600
"""A phone's width; so high that no card has to be scrolled."""
DISCORDS_NAMES = {"en": "en-GB", "es": "es-ES"}
"""Of languages that Discord does not call as their file is called."""
SETTLED = 700
"""Milliseconds after which a card stands as it will."""


@dataclass(frozen=True, slots=True)
class Card:
    """A picture: the card that a command with its options brings, or what pressing the newest button of a label brings.
    `press` is the name of the label's sentence."""

    name: str
    command: str = ""
    options: dict[str, str] = field(default_factory=dict)
    press: str = ""


CARDS = (
    Card("answer", "ask", {"question": "How many people were injured by Storm Ottoline?"}),
    Card("answer-rest", press="button-rest"),
    Card("answer-paragraph", press="button-paragraph"),
    Card("answer-quotes", press="button-more"),
    Card("answer-rated", press="button-helpful"),
    Card("briefing", "ask", {"question": "any news about storm ottoline"}),
    Card("headlines-of-a-day", "ask", {"question": "what happened yesterday"}),
    Card("abstention", "ask", {"question": "What caused the explosion at the Ebbwick refinery?"}),
    Card("spelling", "ask", {"question": "news about the libary"}),
    Card("about", "ask", {"question": "who are you"}),
    Card("headlines", "headlines"),
    Card("headlines-on", "headlines", {"topic": "bridge"}),
    Card("story", "story", {"headline": "Reserve Bank cuts its rate to 3.25 per cent"}),
    Card("story-figures", "story", {"headline": "Storm Ottoline tears along the coast, leaving 14 injured"}),
    Card("story-unknown", "story", {"headline": "the storm on the coast"}),
    Card("trend", "trend", {"topic": "storm"}),
    Card("trend-compared", "trend", {"topic": "storm", "topic2": "bridge", "topic3": "election"}),
    Card("digest", "digest now"),
    Card("digest-created", "digest create", {"channel": "news", "time": "08:00", "name": "Morning paper"}),
    Card("digest-list", "digest list"),
    Card("digest-why", "digest why", {"headline": "Reserve Bank cuts its rate to 3.25 per cent"}),
    Card("digest-paused", "digest pause", {"name": "Morning paper"}),
    Card("digest-delete", "digest delete", {"name": "Morning paper"}),
    Card("watch-added", "watch add", {"what": "When will the Harl ferry sail again?"}),
    Card("watch-list", "watch list"),
    Card("feeds-list", "feeds list"),
    Card("sources", "sources"),
    Card("setup-check", "setup check"),
    Card("help", "help"),
)


def main(folder: Path, languages: Sequence[str]) -> int:
    """Write `folder/LANGUAGE/NAME.png` for each card; gives how many could not be made."""
    failed = 0
    # matplotlib looks for fonts once, not in every preview.
    os.environ.setdefault("MPLCONFIGDIR", tempfile.mkdtemp(prefix="nutgraf-fonts-"))
    __import__("matplotlib.font_manager")
    for language in languages:
        failed += _in_language(language, folder / language)
        try:
            _alert(language, folder / language)
        except Exception as error:  # as there
            failed += 1
            print(f"{language}/watch-alert: {str(error).splitlines()[0]}", file=sys.stderr)
    return failed


def every_language() -> list[str]:
    """The languages that have a Fluent file."""
    return sorted(path.stem for path in Path(bot.locales.__file__).parent.glob("*.ftl"))


def _in_language(language: str, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    say, failed = translator(language), 0
    with (
        tempfile.TemporaryDirectory() as scratch,
        preview_process(Path(scratch), "--locale", DISCORDS_NAMES.get(language, language)) as address,
        browser_page(address, width=WIDTH, height=HEIGHT) as page,
    ):
        view_as(page, "moderator")
        for card in CARDS:
            try:
                if card.press:
                    button(page, say(card.press)).click()
                else:
                    slash(page, card.command, **card.options)
                last_card(page, folder / f"{card.name}.png")
            except Exception as error:  # the others are wanted all the same
                failed += 1
                print(f"{language}/{card.name}: {str(error).splitlines()[0]}", file=sys.stderr)
                page.reload()
                expect(composer(page)).to_be_visible()
                page.get_by_label("Viewing as").select_option(label="moderator")
    return failed


def _alert(language: str, folder: Path) -> None:
    """An alert: a second process brings in the article that meets the watch."""
    locale = DISCORDS_NAMES.get(language, language)
    with tempfile.TemporaryDirectory() as scratch:
        write_newsroom(Path(scratch) / "newsroom", now=datetime.now(UTC))
        _ingest(Path(scratch), Path(scratch) / "newsroom")
        with (
            preview_process(Path(scratch), "--own", "--locale", locale) as address,
            browser_page(address, width=WIDTH, height=HEIGHT) as page,
        ):
            view_as(page, "moderator")
            slash(page, "watch add", what="When will the Harl ferry sail again?")
            _write_ferry(Path(scratch) / "ferry.jsonl")
            _ingest(Path(scratch), Path(scratch) / "ferry.jsonl")
            expect(button(page, translator(language)("button-watch-stop"))).to_be_visible(timeout=90_000)
            last_card(page, folder / "watch-alert.png")


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


def last_card(page: Page, path: Path) -> None:
    """Write the newest message, once it stands as it will."""
    page.wait_for_timeout(SETTLED)
    shown = page.locator("main [data-message-id]").last
    shown.scroll_into_view_if_needed()
    for picture in shown.locator("img").all():
        picture.evaluate("picture => picture.decode().catch(() => null)")
    shown.screenshot(path=path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:] or every_language()) > 0)
