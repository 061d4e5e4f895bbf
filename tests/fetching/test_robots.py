"""robots.txt: asked once a day, and nothing is fetched where it cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from knowledge.fetching import robots as module
from knowledge.fetching.fetcher import Fetcher
from knowledge.fetching.robots import Robots

from . import outlets as play
from .outlets import Outlets

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def text(rules: str) -> play.Handler:
    return play.bytes_of(rules.encode())


@pytest.fixture
def robots(fetcher: Fetcher, world: Outlets, monkeypatch: pytest.MonkeyPatch) -> Robots:
    monkeypatch.setattr(Outlets, "ROBOTS", None)
    return Robots(fetcher, agent="Nutgraf")


@pytest.mark.parametrize(
    ("handler", "path", "allowed"),
    [
        (text("User-agent: *\nDisallow: /a\n"), "/articles", False),
        (text("User-agent: *\nDisallow: /a\nAllow: /articles\n"), "/articles", True),
        (text("User-agent: *\nDisallow: /*.html$\n"), "/x.html", False),
        (text("User-agent: *\nDisallow: /\n\nUser-agent: nutgraf\nDisallow:\n"), "/articles", True),
        (text("User-agent: NUTGRAF\nDisallow: /\n"), "/articles", False),
        (text("<html>no such page</html>"), "/articles", True),
        (text(""), "/articles", True),
        (play.bytes_of(b"\xff\xfe\x00"), "/articles", True),
        (play.status_of(404), "/articles", True),
        (play.status_of(410), "/articles", True),
        (play.status_of(429), "/articles", False),
        (play.status_of(500), "/articles", False),
        (play.stuck, "/articles", False),
    ],
)
async def test_what_is_allowed(world: Outlets, robots: Robots, handler: play.Handler, path: str, allowed: bool) -> None:
    outlet = world.add("post", handler)
    assert await robots.allow(outlet.address(path), now=NOW) == allowed


async def test_rules_are_kept_for_a_day_and_failures_for_an_hour(world: Outlets, robots: Robots) -> None:
    good, broken = world.add("good", play.status_of(404)), world.add("broken", play.status_of(500))
    for hours in (0, 0.5, 1, 23, 24):
        for outlet in (good, broken):
            await robots.allow(outlet.address("/x"), now=NOW + timedelta(hours=hours))
    assert (good.asked["/robots.txt"], broken.asked["/robots.txt"]) == (2, 4)


async def test_only_the_latest_hosts_are_kept(world: Outlets, robots: Robots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_HOSTS", 2)
    for name in ("one", "two", "three"):
        await robots.allow(world.add(name, play.status_of(404)).address("/x"), now=NOW)
    assert len(robots._rules) == len(robots._asking) == 2
