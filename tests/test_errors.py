"""The tree of errors that `knowledge/errors.py` draws is the tree that the code has."""

from __future__ import annotations

import importlib
import pkgutil
import re

import knowledge
from knowledge import errors


def drawn() -> set[tuple[str, str]]:
    """Each error with its parent, as the docstring draws them: three columns a level."""
    path: list[str] = []
    edges = set()
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"( [├└│ ][ ├└]*)(\w+)  +", line):
            level = len(found[1]) // 3
            path[level:] = [found[2]]
            edges.add((found[2], path[level - 1]))
        elif line == "KnowledgeError":
            path = [line]
    return edges


def descendants(root: type[Exception]) -> set[tuple[str, str]]:
    edges = set()
    for child in root.__subclasses__():
        if child.__module__.startswith("knowledge."):
            edges |= {(child.__name__, root.__name__)} | descendants(child)
    return edges


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    for module in pkgutil.walk_packages(knowledge.__path__, "knowledge."):
        if ".migrations." not in module.name and not module.name.endswith("compiled"):
            importlib.import_module(module.name)
    assert drawn() == descendants(errors.KnowledgeError)
