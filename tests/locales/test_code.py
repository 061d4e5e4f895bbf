"""The code says nothing to members by itself, and answers Discord before it begins to work."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.locales.test_sentences import messages, text_of

BOT = Path(__file__).parents[2] / "bot"
ROOMS = [BOT / "cards", BOT / "commands", BOT / "client.py", BOT / "delivery/notices.py", BOT / "delivery/payloads.py"]
"""What makes messages for members."""
WORDS = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}|^[A-Z][^\W\d_]{2,}[.!?]$")
"""Two words side by side, or one with a full stop."""
NOT_FOR_MEMBERS = {
    "log.debug",
    "log.warning",
    "log.info",
    "log.error",
    "log.exception",
    "re.compile",
    "Literal",
    "TypeVar",
}


def sources() -> list[Path]:
    return [path for room in ROOMS for path in (sorted(room.rglob("*.py")) if room.is_dir() else [room])]


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """The strings of a module, without docstrings, what goes into the log, patterns and types."""
    if isinstance(tree, ast.Call) and ast.unparse(tree.func) in NOT_FOR_MEMBERS:
        return
    if isinstance(tree, ast.Subscript) and ast.unparse(tree.value) in NOT_FOR_MEMBERS:
        return
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant):
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree
    for child in ast.iter_child_nodes(tree):
        yield from strings(child)


ALLOWED = {
    "bot/cards/reasons.py": {"off topic", "told before", "no room"},  # verdicts of `knowledge`
    "bot/client.py": {"filled in"},  # a mark
    "bot/commands/watches.py": {"this channel", "another channel", "direct message"},  # values of choices
}
"""What is no sentence for members, by file."""
COMMANDS_IN_ENGLISH = {
    (str(text_of(message)).strip() if name.startswith("menu-") else name.removeprefix("command-").replace("-", " "))
    for name, message in messages("en").items()
    if name.startswith(("menu-", "command-"))
}
"""The names of commands in the code, which are a contract."""
NAMES_ONLY = {"bot/commands/zones.py"}
"""Files whose strings are names of places."""


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(BOT)))
def test_no_sentence_stands_in_python(path: Path) -> None:
    file = str(path.relative_to(BOT.parent))
    allowed = ALLOWED.get(file, set()) | COMMANDS_IN_ENGLISH
    found = [
        (text.lineno, text.value)
        for text in strings(ast.parse(path.read_text()))
        if WORDS.search(str(text.value)) and text.value not in allowed and file not in NAMES_ONLY
    ]
    assert found == []


# Acknowledging

ACKNOWLEDGES = re.compile(r"\.response\.(defer|send_message|send_modal|edit_message)$|\.acknowledge$|^answer_in_parts$")
QUICK = {
    *("card_of", "interaction_check", "zone", "news", "get", "all", "of_member", "of_guild", "feeds", "by_nonce"),
    *("entries", "bodies", "last", "last_alert", "rate", "delete", "remove", "pause", "resume", "stop", "first_card"),
    *(
        "admit",
        "require_manage",
    ),  # whether the member may: decides whether all see what follows, and waits 1.5 s at most
    "examples",  # a few rows, for a form, which nothing may precede
}
"""What may be awaited before: reading or writing a few rows by their numbers. No search, no count, no network."""


def functions(tree: ast.Module) -> dict[str, ast.AsyncFunctionDef]:
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)}


def handlers(tree: ast.Module) -> set[str]:
    """The names of a module's commands, message menus, controls and forms."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef):
            decorated = [ast.unparse(one) for one in node.decorator_list]
            if node.name == "on_submit" or any(re.match(r"(app_commands|\w+)\.command\(", one) for one in decorated):
                found.add(node.name)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if called.endswith(("on_control", "ContextMenu")):
                found |= {one.attr for one in given if isinstance(one, ast.Attribute) and one.attr.startswith("_")}
        elif isinstance(node, ast.For) and any(
            isinstance(one, ast.Call) and ast.unparse(one.func).endswith("on_control") for one in ast.walk(node)
        ):
            found |= {one.attr for one in ast.walk(node.iter) if isinstance(one, ast.Attribute)}
    return found


def before_acknowledging(
    function: ast.AsyncFunctionDef, known: dict[str, ast.AsyncFunctionDef], within: tuple[str, ...] = ()
) -> tuple[list[str], bool]:
    """What a function awaits before it acknowledges, in the order of the source, and whether it does acknowledge."""
    awaited: list[str] = []
    calls = [node.value for node in ast.walk(function) if isinstance(node, ast.Await)]
    # An argument is awaited before the call that it is given to.
    ordered = sorted(
        (call for call in calls if isinstance(call, ast.Call)), key=lambda call: (call.end_lineno, call.end_col_offset)
    )
    for call in ordered:
        name = ast.unparse(call.func.body if isinstance(call.func, ast.IfExp) else call.func)
        if ACKNOWLEDGES.search(name):
            return awaited, True
        own = name.rpartition(".")[2]
        if own in known and own not in within and name in {own, f"self.{own}", f"self._cog.{own}"}:
            inner, acknowledges = before_acknowledging(known[own], known, (*within, own))
            awaited += inner
            if acknowledges:
                return awaited, True
        else:
            awaited.append(own)
    return awaited, False


COMMANDS = sorted(path for path in (BOT / "commands").glob("*.py") if handlers(ast.parse(path.read_text())))


def test_the_scan_finds_handlers() -> None:
    found = {name for path in COMMANDS for name in handlers(ast.parse(path.read_text()))}
    assert {"ask", "_check_message", "_helpful", "create", "_delete", "on_submit", "_page", "_stop"} <= found


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_every_handler_acknowledges_before_slow_work(path: Path) -> None:
    """Discord waits three seconds for the acknowledgement, however busy the bot is."""
    tree = ast.parse(path.read_text())
    known = functions(tree)
    silent, slow = [], {}
    for name in handlers(tree):
        awaited, acknowledges = before_acknowledging(known[name], known)
        if not acknowledges:
            silent.append(name)
        elif set(awaited) - QUICK:
            slow[name] = sorted(set(awaited) - QUICK)
    assert silent == []
    assert slow == {}
