"""Begins with the tests that take longest, so that none is left for the end, when the other workers are done."""

from __future__ import annotations

import pytest

LONGEST = ("tests/wire/", "tests/fetching/", "tests/bot/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(
        key=lambda item: (
            [item.get_closest_marker("long") is None] + [not item.nodeid.startswith(room) for room in LONGEST]
        )
    )
