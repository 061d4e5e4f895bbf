"""What the bot does by itself stands in one list, goes on after a failure, and starts anew when a store has changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

import bot
from bot.delivery.digest_store import DigestSpec
from bot.jobs import JOBS
from tests.bot.conftest import World
from tests.bot.test_digests import posted


def digest(world: World, minute: int) -> DigestSpec:
    return DigestSpec(
        guild=world.guild.id,
        channel=world.channel.id,
        name="Morning",
        minute=minute,
        timezone="UTC",
        weekdays="1111111",
        sources=(),
        topic=None,
        length=5,
        mention=None,
        language="en",
        author=world.moderator.id,
    )


async def test_a_digest_that_enters_the_store_is_posted_when_due_without_being_announced(world: World) -> None:
    await world.env.advance_time(120)  # The poster now knows that nothing is due for an hour.
    now = world.bot.now()
    await world.bot.digests.create(digest(world, 3), due=now + timedelta(minutes=1), now=now)
    await world.env.advance_time(125)
    assert len(posted(world)) == 1


async def test_a_failing_job_is_logged_and_tried_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as broken, capture_logs() as logs:
        for part, work in (
            (world.bot.newsroom.feeds, "next_due"),
            (world.bot.watch_scanner, "scan"),
            (world.bot.poster, "post_due"),
        ):
            broken.setattr(part, work, fail)
        broken.setattr(type(world.bot.services), "prune", fail)
        # Discord's library loads the module once more, so this is not the class that could be imported here.
        cog: Any = world.bot.get_cog("Jobs")
        runs = {name: loop.current_loop for name, loop in cog._loops.items()}
        await world.env.advance_time(61)
    assert {entry["job"] for entry in logs if entry["event"].startswith("a job failed")} >= {"watches", "postings"}
    now = world.bot.now()
    await world.bot.digests.create(digest(world, 2), due=now, now=now)
    await world.env.advance_time(61)
    assert len(posted(world)) == 1
    assert {name for name, loop in cog._loops.items() if loop.current_loop > runs[name]} >= {"watches", "postings"}
    assert {name for name, loop in cog._loops.items() if loop.is_running()} == {job.name for job in JOBS}


def test_no_loop_stands_anywhere_else() -> None:
    root = Path(bot.__file__).parent
    with_loops = [path.name for path in root.rglob("*.py") if "tasks.loop(" in path.read_text(encoding="utf-8")]
    assert with_loops == ["jobs.py"]
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.does and job.every > timedelta(0) for job in JOBS)


async def test_after_a_night_of_sleep_a_job_runs_once_and_not_for_every_minute_of_it(world: World) -> None:
    cog: Any = world.bot.get_cog("Jobs")
    await world.env.advance_time(120)
    before = {name: loop.current_loop for name, loop in cog._loops.items()}
    await world.sleep_through(8 * 3600)
    await world.env.advance_time(120)
    assert {name: loop.current_loop - before[name] for name, loop in cog._loops.items()} == {
        "feeds": 13,
        "watches": 3,
        "relays": 3,
        "corrections": 3,
        "postings": 3,
        "retention": 0,
    }
