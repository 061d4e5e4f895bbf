"""The preview in a real browser: what a newcomer does in the first five minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import browser_page, button, composer, messages, preview_process, slash, view_as, write

# All of them use one preview, which one worker starts.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.long]

POSTED = 150_000
"""A digest comes up to two minutes after it was asked for, in milliseconds; then the page is published anew."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with preview_process(tmp_path_factory.mktemp("preview")) as shown:
        yield shown


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with browser_page(address) as shown:
        yield shown


def test_asking_by_command_and_opening_the_paragraph(page: Page) -> None:
    expect(messages(page)).to_contain_text("Nutgraf, with invented news")
    slash(page, "ask", question="How many people were injured by Storm Ottoline?")
    expect(messages(page)).to_contain_text("left 14 people injured")
    link = messages(page).get_by_role("link", name="Ottoline").last
    assert re.match(r"https://\w+\.example/.*#:~:text=", link.get_attribute("href") or "")
    expect(messages(page).locator("strong", has_text=re.compile("^14$")).last).to_be_visible()
    button(page, "More").click()
    button(page, "Show the paragraph").click()
    expect(messages(page)).to_contain_text("Only you can see this")
    expect(messages(page)).to_contain_text("Gusts of 151 kilometres an hour")


def test_what_it_does_not_hold_gets_an_abstention(page: Page) -> None:
    slash(page, "ask", question="What caused the explosion at the Ebbwick refinery?")
    expect(messages(page)).to_contain_text("I have nothing on that.")


def test_a_topic_a_day_and_small_talk(page: Page) -> None:
    slash(page, "ask", question="any news about storm ottoline lol")
    expect(messages(page)).to_contain_text(re.compile(r"\d+ reports since"))
    button(page, "More").click()
    expect(button(page, "Watch this")).to_be_visible()
    slash(page, "ask", question="what happened last week")
    expect(messages(page)).to_contain_text("Last week:")
    button(page, "Next").click()
    expect(button(page, "Previous")).to_be_enabled()
    slash(page, "ask", question="who are you")
    expect(messages(page)).to_contain_text("I’m Nutgraf")


@pytest.mark.parametrize(
    "question", ["How many people were injured by Storm Ottoline?", "any news about storm ottoline"]
)
def test_a_full_card_fits_a_phone(address: str, question: str) -> None:
    with browser_page(address, width=430, height=900) as page:
        slash(page, "ask", question=question)
        expect(button(page, "Ask a follow-up")).to_be_visible()
        box = messages(page).locator(".component-container").last.bounding_box()
        assert box is not None
        assert box["height"] <= 900


def test_a_better_spelling_can_be_refused(page: Page) -> None:
    slash(page, "ask", question="news about the libary")
    expect(messages(page)).to_contain_text("Showing results for library")
    button(page, "Search for “libary”").click()
    expect(messages(page)).to_contain_text("I have nothing on that.")


def test_asking_by_mention_and_following_up(page: Page) -> None:
    assert re.search(r"<@\d+>", messages(page).inner_text()) is None
    write(page, "@Nutgraf By how many votes did Renn-Okafor win?")
    expect(messages(page).locator(".mention", has_text="@Nutgraf").last).to_be_visible()
    expect(messages(page)).to_contain_text(re.compile("(11|Eleven) votes"))
    button(page, "Ask a follow-up").click()
    dialog = page.locator("#modal-root")
    expect(dialog).to_contain_text("By how many votes did Renn-Okafor win?")
    dialog.get_by_role("textbox").fill("Who lost the recount?")
    dialog.get_by_role("button", name="Submit").click()
    expect(messages(page)).to_contain_text("Follow-up to “By how many votes did Renn-Okafor win?”")


def test_a_refused_command_leaves_nothing_in_the_field(page: Page) -> None:
    slash(page, "story", headline="No such thing at all")
    expect(messages(page)).to_contain_text("I don’t have an article with that headline.")
    expect(composer(page)).to_have_value("")
    write(page, "@Nutgraf What did the Northern Reserve Bank decide?")
    expect(messages(page)).to_contain_text("3.25 per cent")


def test_paging_headlines(page: Page) -> None:
    slash(page, "headlines")
    expect(messages(page)).to_contain_text(re.compile(r"Page 1 of \d+"))
    button(page, "Older").click()
    expect(messages(page)).to_contain_text(re.compile(r"Page 2 of \d+"))
    button(page, "Newer").click()
    expect(messages(page)).to_contain_text(re.compile(r"Page 1 of \d+"))


def test_a_digest_is_created_and_posted_while_one_clicks(page: Page) -> None:
    view_as(page, "moderator")
    slash(page, "headlines")
    expect(messages(page)).to_contain_text(re.compile(r"Page 1 of \d+"))
    due = (datetime.now(UTC) + timedelta(seconds=75)).strftime("%H:%M")
    slash(page, "digest create", channel="news", time=due, name="Evening paper")
    expect(messages(page)).to_contain_text("Digest “Evening paper” created")
    deadline = datetime.now(UTC) + timedelta(milliseconds=POSTED)
    posted = messages(page).get_by_text("Why these stories?", exact=True)
    turns = 0
    # Not one click may get lost, whether it falls before, into or after the posting.
    while not posted.count() or turns < 5:
        assert datetime.now(UTC) < deadline, "the digest was not posted"
        for label, number in (("Older", 2), ("Newer", 1)):
            button(page, label).click()
            expect(messages(page)).to_contain_text(re.compile(rf"Page {number} of \d+"))
        turns += 1
    expect(messages(page).get_by_text("Evening paper", exact=True)).to_have_count(1)
    button(page, "Older").click()
    expect(messages(page)).to_contain_text(re.compile(r"Page 2 of \d+"))


def test_ones_own_preview_speaks_of_no_invented_news(tmp_path: Path) -> None:
    with preview_process(tmp_path, "--own") as address, browser_page(address, width=430) as page:
        expect(messages(page)).to_contain_text("Nutgraf, with your own news")
        for invented in ("invented", "Ottoline", "Renn-Okafor", "Ebbwick"):
            expect(messages(page)).not_to_contain_text(invented)
        slash(page, "headlines")
        expect(messages(page)).to_contain_text("I don’t have any news yet. Ask a moderator of this server")
    log = (tmp_path / "preview.log").read_text()
    assert re.search(r"^\S+ \[info +\] ready ", log, re.MULTILINE)
    assert "token" not in log
    assert "intent" not in log
    assert not any(line.startswith("{") for line in log.splitlines())


def test_the_direct_message_preview(tmp_path: Path) -> None:
    with preview_process(tmp_path, "--direct-message") as address, browser_page(address) as page:
        expect(messages(page)).to_contain_text("Write me a question")
        write(page, "What did the Northern Reserve Bank decide?")
        expect(messages(page)).to_contain_text("3.25 per cent")
