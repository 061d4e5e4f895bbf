"""What is wrong with a feed, in the reader's language: every sentence of `knowledge` is recognized."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards.problems import problem_text
from bot.locales import english_messages, languages, translator

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
MODULES = [
    *("fetching/fetcher.py", "fetching/policy.py", "fetching/decoding.py", "fetching/safe_reading.py"),
    *("fetching/discovery.py", "fetching/worker.py", "reading/feed.py", "reading/opml.py", "reading/links.py"),
]
"""Everything whose sentences may become the error of a feed."""
REASON = "The server cannot be reached."
GERMAN = translator("de")


def sentences(path: Path) -> Iterator[str]:
    """Every sentence that a module raises, returns or passes on as an error; what it fills in is a number or, where
    another sentence follows, that sentence."""
    tree = ast.parse(path.read_text())
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    told: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and "Value" not in ast.unparse(node.exc.func):
            told += node.exc.args[:1]
        elif isinstance(node, ast.Return) or (isinstance(node, ast.keyword) and node.arg == "error"):
            told += [] if node.value is None else [node.value]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "refused.append":
            told += node.args
    for node in told:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value)
                if isinstance(part, ast.Constant)
                else str(constants.get(ast.unparse(part.value), hole(ast.unparse(part.value))))  # type: ignore[attr-defined]
                for part in node.values
            )
        else:
            continue
        if re.match(r"[A-Z“].* .*[.]$", text) or text.endswith(REASON):
            yield text


def hole(expression: str) -> str:
    if expression in {"answer.error", "error", "why"}:
        return REASON
    return "empty" if "empty" in expression else "The server asks for payment" if expression == "reason" else "7"


def test_the_scan_finds_the_sentences() -> None:
    found = [text for module in MODULES for text in sentences(KNOWLEDGE / module)]
    assert len(set(found)) >= 45
    assert f"7 cannot be fetched: {REASON}" in found


@pytest.mark.parametrize("module", MODULES)
def test_every_sentence_about_a_feed_is_recognized(module: str) -> None:
    unknown = [text for text in sentences(KNOWLEDGE / module) if problem_text(text, GERMAN) == text]
    assert unknown == []


@pytest.mark.parametrize("language", sorted(languages() - {"en"}))
def test_no_english_is_left_in_it(language: str) -> None:
    translate, english = translator(language), translator("en")
    for name, values in english_messages("problem-").items():
        given = {value: 7 if value in NUMBERS else "https://a.example" for value in values}
        text = english(name, **given)
        assert problem_text(text, translate) == translate(name, **given), name


def test_every_problem_is_one_that_the_code_has() -> None:
    """A sentence that the code words anew must be worded anew here, else members would read it in English."""
    told = " ".join(
        re.sub(r"\s+", " ", re.sub(r'"\s*f?"', "", path.read_text()))
        for room in ("knowledge", "bot/delivery")
        for path in sorted((KNOWLEDGE.parent / room).rglob("*.py"))
    )
    english = translator("en")
    gone = []
    for name, values in english_messages("problem-").items():
        text = english(name, **dict.fromkeys(values, "|"))
        parts = re.split(r"\||;|\(HTTP|^It is no feed: (?:it is )?|[.]$", text)
        if max(parts, key=len).strip() not in told:
            gone.append(name)
    assert gone == []


NUMBERS = {"status", "count", "seconds", "limit", "port", "kept", "dropped"}


def test_reasons_within_reasons_and_numbers_are_said_in_the_language_too() -> None:
    english = (
        "No feed was found at a.example. The page names https://a.example/rss, which cannot be fetched: There is "
        "nothing at this address (HTTP 404). The page names https://a.example/atom, which cannot be read as a feed: "
        "It has more than 100,000 tags, too many for a feed. Try the address of the feed itself."
    )
    assert problem_text(english, GERMAN) == (
        "Unter a.example war kein Feed zu finden. Die Seite nennt https://a.example/rss, was sich nicht abrufen lässt: "
        "Unter dieser Adresse gibt es nichts (HTTP 404). Die Seite nennt https://a.example/atom, was sich nicht als "
        "Feed lesen lässt: Mit mehr als 100.000 Tags hat es zu viele für einen Feed. Versuch es mit der Adresse des "
        "Feeds selbst."
    )


def test_several_sentences_side_by_side() -> None:
    english = (
        "“Budget” is too long: 9,000 characters are kept, 12 dropped. So it is with 2 more. "
        "It brings more text than one feed may add in an hour; 1 entry waits for the next polls."
    )
    assert problem_text(english, GERMAN).startswith("“Budget” ist zu lang: 9.000 Zeichen bleiben")
    assert "So it is" not in problem_text(english, GERMAN)
    assert problem_text(english, translator("en")) == english


def test_what_nobody_knows_stays_as_it_is() -> None:
    assert problem_text("Something new happened.", GERMAN) == "Something new happened."
    assert problem_text("", GERMAN) == ""
