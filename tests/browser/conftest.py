"""Browser tests run where a Chromium is installed; REQUIRE_BROWSER=1 makes its absence a failure."""

from __future__ import annotations

import os

import pytest

from tests.browser.driver import CHROMIUM


@pytest.fixture(autouse=True)
def _chromium() -> None:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set and there is no chromium on the PATH")
        pytest.skip("no chromium on the PATH: install Debian's package chromium to run the browser tests")
