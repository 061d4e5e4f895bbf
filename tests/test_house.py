"""Rules of the house that no linter knows: one name for one thing, and no sentence that nothing says."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "knowledge", "config")
KEY = re.compile(r"^([a-z][a-z0-9-]*) =", re.MULTILINE)


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def test_no_two_public_classes_share_a_name() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                owners[node.name].append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in owners.items() if len(paths) > 1} == {}


def test_every_module_says_first_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


def strings_in_code() -> set[str]:
    """Every string literal of the code; of one that is put together, the pattern that its parts leave open."""
    found = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
                    for part in node.values
                ]
                found.add("".join(parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(re.escape(node.value))
    return found


def test_every_sentence_is_said_somewhere() -> None:
    keys = KEY.findall((ROOT / "bot/locales/en.ftl").read_text())
    used = [re.compile(pattern) for pattern in strings_in_code() if re.fullmatch(r"[a-z0-9\\\[\]+-]+", pattern)]
    # A pattern that is nothing but a hole would let everything pass.
    used = [pattern for pattern in used if re.search(r"[a-z]{3}", pattern.pattern.replace("[a-z0-9-]+", ""))]
    # Those of errors are found by their wording, and tests/cards/test_problems.py compares it.
    said = [key for key in keys if not key.startswith("problem-")]
    assert [key for key in said if not any(pattern.fullmatch(key) for pattern in used)] == []


@pytest.mark.parametrize("path", [ROOT / "bot/locales/en.ftl"])
def test_no_sentence_is_defined_twice(path: Path) -> None:
    keys = KEY.findall(path.read_text())
    assert len(keys) == len(set(keys))
