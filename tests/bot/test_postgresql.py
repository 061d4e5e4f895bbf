"""With NUTGRAF_DATABASE every command works on that archive, never on a file that an earlier run left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pgserver
import pytest
from pydantic import SecretStr

from bot.app import create_bot, open_services
from bot.cli import cli
from bot.delivery.arrival_scan import ArrivalScan
from bot.delivery.relay_store import RelayStory
from bot.services import Services
from config.settings import Settings
from knowledge.archive.arrivals import Watermark

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FEED = "https://harrowpost.example/feed"

READING = {
    "feedback report": ("feedback", "report"),
    "ask": ("ask", "How many people were injured by Storm Ottoline?", "--as-of", "today"),
    "headlines": ("headlines", "--limit", "0"),
    "story": ("story", "Sallowby’s two schools to become one"),
    "digest": ("digest", "--hours", "8000", "--as-of", "today"),
    "trend": ("trend", "storm", "--days", "400"),
    "feeds list": ("feeds", "list"),
    "feeds add": ("feeds", "add", FEED),
    "feeds poll": ("feeds", "poll"),
    "feeds starter": ("feeds", "starter"),
    "feeds remove": ("feeds", "remove", FEED),
    "feeds check": ("feeds", "check"),
}
"""The commands that show the archive, in an order in which each finds what it needs; `ingest` and `doctor`, too, are
tested here."""
REFUSING = {"backup", "restore"}
"""They copy the SQLite file."""
BY_THE_BOT = {"run", "preview"}
"""They open the archive through `create_bot`."""
EXPORTING = {"feedback export"}
WITHOUT_ARCHIVE = {"sample", "invite", "evaluate"}
"""`evaluate` makes an archive of its own."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    started = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield started.get_uri()
    started.cleanup()


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Services]:
    services = await open_services(settings)
    try:
        yield services
    finally:
        await services.close()


async def follow(settings: Settings) -> None:
    """A feed that was polled before and is paused, so that no command needs a network; and a rated answer."""
    async with opened(settings) as services:
        feeds = services.newsroom.feeds
        feed = await feeds.add(FEED, now=NOW, public=True, title="Harrow Post")
        await feeds.save(replace(feed, last_success=NOW))
        await feeds.set_state(feed.number, "paused")
        state = {"question": "Who cut the ribbon?", "kind": "abstain", "answered": False, "quotes": []}
        card = await services.cards.add("answer", state, guild=1, channel=1, member=1, now=NOW)
        await services.cards.rate(card, member=1, helpful=False, now=NOW)


def settled(value: Any) -> Any:
    """A value of the JSON without what a poll leaves to chance (the next due time) or to the network (its error)."""
    if isinstance(value, list):
        return [settled(one) for one in value]
    if isinstance(value, dict):
        return {key: settled(one) for key, one in value.items() if key not in {"next_poll", "error"}}
    return value


async def counts_of_bot(settings: Settings) -> tuple[int, int]:
    services = await create_bot(settings)._open_services()
    try:
        return await services.newsroom.archive.counts()
    finally:
        await services.close()


def test_no_command_is_forgotten_here() -> None:
    names = {command.name or command.callback.__name__ for command in cli.registered_commands if command.callback}
    for group in cli.registered_groups:
        assert group.typer_instance is not None
        names |= {f"{group.name} {command.name}" for command in group.typer_instance.registered_commands}
    assert names == {*READING, "ingest", "doctor", *REFUSING, *BY_THE_BOT, *EXPORTING, *WITHOUT_ARCHIVE}


def test_every_command_sees_the_same_archive(
    nutgraf: Any, page: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_DISCORD__PROXY", "http://127.0.0.1:1")
    sample, alone, data = tmp_path / "sample", tmp_path / "alone", tmp_path / "data"
    assert nutgraf("sample", str(sample)).status == 0

    def on_sqlite(*words: str) -> Any:
        with monkeypatch.context() as without:
            without.delenv("NUTGRAF_DATABASE", raising=False)
            return nutgraf("--data-dir", str(alone), *words, "--json").json

    expected = on_sqlite("ingest", str(sample))
    asyncio.run(follow(Settings(data_dir=alone)))
    assert nutgraf("ingest", str(page)).status == 0  # the file that must not be looked at any more
    left = (data / "nutgraf.sqlite").read_bytes()

    monkeypatch.setenv("NUTGRAF_DATABASE", server)
    settings = Settings(data_dir=data, database=server)
    ingested = nutgraf("ingest", str(sample), "--json").json
    assert ingested == expected
    assert ingested["added"] > 10
    asyncio.run(follow(settings))
    for name, words in READING.items():
        shown = nutgraf(*words, "--json")
        assert shown.status == 0, (name, shown.err)
        found, meant = shown.json, on_sqlite(*words)
        assert found.keys() == meant.keys(), name
        for key in found.keys() - {"elapsed_ms"}:
            assert settled(found[key]) == settled(meant[key]), (name, key)

    exported = nutgraf("feedback", "export", str(tmp_path / "rated"), "--json")
    assert exported.status == 0, exported.err
    assert exported.json == on_sqlite("feedback", "export", str(tmp_path / "rated-alone"))
    assert exported.json["unhelpful"] == 1

    def checked(run: Any) -> str:
        return str({check["name"]: check["detail"] for check in run["checks"]}["archive"])

    on_file = checked(on_sqlite("doctor"))
    assert checked(nutgraf("doctor", "--json").json) == on_file.replace("nutgraf.sqlite", "PostgreSQL")
    assert asyncio.run(counts_of_bot(settings)) == asyncio.run(counts_of_bot(Settings(data_dir=alone, database=None)))
    assert (data / "nutgraf.sqlite").read_bytes() == left


@pytest.mark.parametrize("command", sorted(REFUSING))
def test_what_copies_the_file_refuses(
    nutgraf: Any, page: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert nutgraf("ingest", str(page)).status == 0
    file = tmp_path / "file.backup"
    if command == "restore":
        assert nutgraf("backup", str(file)).status == 0
    before = (tmp_path / "data" / "nutgraf.sqlite").read_bytes()
    monkeypatch.setenv("NUTGRAF_DATABASE", server)
    refused = nutgraf(command, str(file))
    assert refused.status == 1
    assert "PostgreSQL" in refused.err
    assert file.exists() == (command == "restore")
    assert (tmp_path / "data" / "nutgraf.sqlite").read_bytes() == before


async def test_members_are_erased_and_servers_greeted_once(server: str, tmp_path: Path) -> None:
    """What is plain SQL, or takes a lock, works in PostgreSQL as in SQLite."""
    async with opened(Settings(data_dir=tmp_path, database=SecretStr(server))) as services:
        for member in (5, 6):
            card = await services.cards.add("answer", {"question": "?"}, guild=1, channel=2, member=member, now=NOW)
            await services.cards.rate(card, member=5, helpful=True, now=NOW)
            await services.watches.add(
                f"words of {member}", guild=None, channel=member, member=member, language="en", after=0, now=NOW
            )
            await services.members.change(member, language="de")
        await services.personal_data.erase(5, now=NOW)
        data = services.personal_data
        assert (await data.questions(5), await data.ratings(5), await data.settings(5)) == ([], [], {})
        assert await services.watches.of_member(5) == []
        assert len(await data.questions(6)) == len(await services.watches.of_member(6)) == 1
        claims = [services.servers.claim_greeting(9, now=NOW) for _ in range(2)]
        assert [await claim for claim in claims] == [True, False]


async def test_new_stories_of_a_feed_are_recorded_once(tmp_path: Path, server: str) -> None:
    """What a relay has gone through, on PostgreSQL, with two processes that go through it at the same time."""
    settings = Settings(data_dir=tmp_path / "one", database=server)
    async with opened(settings) as one, opened(Settings(data_dir=tmp_path / "other", database=server)) as other:
        feed = await one.newsroom.feeds.add("https://relayed.example/feed", now=NOW, public=True)
        made: dict[str, Any] = {
            "channel": 5,
            "feed": feed.number,
            "forum": False,
            "member": 7,
            "language": "en",
            "now": NOW,
        }
        relay, is_new = await one.relays.put(guild=3, only_with=None, not_with="rain", after=0, **made)
        assert is_new
        assert await other.relays.put(guild=3, only_with=None, not_with=None, after=9, **made) == (
            replace(relay, not_with=None),
            False,
        )
        stories = [RelayStory(relay.number, f"story {number}", number, None, None, NOW) for number in range(5)]
        await asyncio.gather(one.relays.pass_over(stories[:3]), other.relays.pass_over(stories[1:]))
        assert sorted(await one.relays.known([], range(9)), key=lambda story: story.entry) == stories
        scans = [ArrivalScan(services.newsroom.database, "relays") for services in (one, other)]
        await asyncio.gather(
            *(scan.save_watermark(Watermark(place, 0), now=NOW) for place, scan in enumerate(scans, 1))
        )
        assert await scans[0].watermark() == (Watermark(2, 0), NOW)
        await one.newsroom.feeds.remove(feed.number)
        assert await other.relays.all() == []
