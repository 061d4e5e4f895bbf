"""Whatever fails after “thinking…” was shown: a sentence takes its place, so that nobody waits for nothing."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.servers.card_store import CardStore
from knowledge.answering.answerer import Answerer
from knowledge.archive.queries import ScopedArchive
from tests.bot.conftest import World, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"
WRONG = "Something went wrong on my end"

FAILURES = {
    "searching": (Answerer, "answer_and_consider", RuntimeError("secret")),
    "reading the news": (ScopedArchive, "audiences", OperationalError("SELECT secret", {}, OSError("secret"))),
    "a full disk": (CardStore, "add", OSError(28, "No space left on device: secret")),
    "waiting too long": (CardStore, "add", TimeoutError("secret")),
    "the card": ("bot.commands.answers", "response_card", ValueError("secret")),
}


def break_(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: Exception) -> None:
    def broken(*_: object, **__: object) -> None:
        raise error

    # discord.py loads the modules of commands anew for each bot.
    monkeypatch.setattr(sys.modules[owner] if isinstance(owner, str) else owner, name, broken)


def told(result: Any) -> str:
    """What stands in the place of “thinking…”, and nothing beside it."""
    assert result.followups == []
    return texts(result.response)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("kind", FAILURES)
async def test_a_failure_takes_the_place_of_thinking(world: World, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    break_(monkeypatch, *FAILURES[kind])
    shown = told(await world.member.slash(world.channel, "ask", question=QUESTION))
    assert WRONG in shown
    assert "secret" not in shown


@pytest.mark.simcord(check_errors=False)
async def test_so_does_that_of_a_button_and_of_a_form(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = await world.member.slash(world.channel, "ask", question="What happened yesterday with the Harl Bridge?")
    form = await world.member.click(asked.response, label="Ask a follow-up")
    break_(monkeypatch, *FAILURES["a full disk"])
    pressed = await world.member.click(asked.response, label="Any time")
    assert WRONG in told(pressed)
    assert WRONG in told(await world.member.submit_modal(form, {"question": "And how much did it cost?"}))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"since": "someday"}, "“someday” isn’t a date"),
        ({"source": "Nobody"}, "I don’t have an outlet called “Nobody”"),
    ],
)
async def test_so_does_a_refusal(world: World, options: dict[str, str], sentence: str) -> None:
    assert sentence in told(await world.member.slash(world.channel, "ask", question=QUESTION, **options))
    world.env.errors.clear()


@pytest.mark.simcord(check_errors=False)
async def test_so_does_a_stop(world: World) -> None:
    world.bot.answer_queue.close()
    assert "I’m restarting" in told(await world.member.slash(world.channel, "ask", question=QUESTION))


@pytest.mark.simcord(check_errors=False)
async def test_an_answer_that_stands_is_not_replaced(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    break_(monkeypatch, CardStore, "sent", RuntimeError("secret"))
    result = await world.member.slash(world.channel, "ask", question=QUESTION)
    assert "4.6 million dollars" in texts(result.response).replace("**", "")
    (beside,) = result.followups
    assert WRONG in texts(beside)
