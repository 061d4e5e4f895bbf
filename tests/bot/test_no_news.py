"""A bot or a command line without any news says so, and how to get some, instead of that all is fine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from knowledge.articles import Article, HeadlineOnly
from tests.bot.conftest import BEGIN, World, refusal, texts

FINE = ("Everything is set up correctly", "A quiet day", "No headlines match", "I have nothing on that")


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """Instead of the usual ones: a data dir without news."""
    return Settings(data_dir=tmp_path / "data")


COMMANDS: dict[str, dict[str, object]] = {
    "ask": {"question": "When does the Harl Bridge reopen?"},
    "headlines": {},
    "story": {"headline": "Harl Bridge reopens"},
    "trend": {"topic": "Harl Bridge"},
    "sources": {},
    "help": {},
}


def said(result: Any) -> str:
    return "\n".join(texts(shown) for shown in (result.response, *result.followups) if shown is not None)


@pytest.mark.parametrize("command", [*COMMANDS, "setup check", "digest now"])
async def test_a_moderator_learns_how_to_add_news(world: World, command: str) -> None:
    shown = said(await world.moderator.slash(world.channel, command, **COMMANDS.get(command, {})))
    assert "I don’t have any news yet. Use `/feeds add` to follow outlets for this server" in shown
    assert "`nutgraf feeds add` or `nutgraf ingest`" in shown
    assert not any(sentence in shown for sentence in FINE)
    world.env.errors.clear()


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_learns_whom_to_ask(world: World, command: str) -> None:
    shown = said(await world.member.slash(world.channel, command, **COMMANDS[command]))
    assert "I don’t have any news yet. Ask a moderator of this server to follow an outlet with `/feeds add`." in shown
    assert "nutgraf feeds add" not in shown
    assert not any(sentence in shown for sentence in FINE)
    world.env.errors.clear()


async def test_a_mention_and_a_direct_message_too(world: World) -> None:
    me = world.bot.user
    assert me is not None
    await world.member.send(world.channel, f"<@{me.id}> When does the Harl Bridge reopen?")
    assert "Ask a moderator of this server" in texts(world.channel.last_message)
    await world.moderator.send(world.channel, f"<@{me.id}> When does the Harl Bridge reopen?")
    assert "Use `/feeds add` to follow outlets for this server" in texts(world.channel.last_message)
    await world.member.send_dm("When does the Harl Bridge reopen?")
    assert "I don’t have any news for direct messages yet." in texts(world.member.user.dm_channel.last_message)


async def test_a_new_digest_is_told_that_there_is_no_news(world: World) -> None:
    made = refusal(await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="08:00"))
    assert "Digest “News digest” created" in made
    assert "I don’t have any news yet." in made


async def test_a_server_whose_feeds_have_brought_nothing_yet(world: World) -> None:
    feed = await world.bot.newsroom.feeds.add("https://harrowpost.example/feed", now=BEGIN)
    await world.bot.subscriptions.follow(world.guild.id, feed.number, member=1, now=BEGIN)
    shown = said(await world.moderator.slash(world.channel, "setup check"))
    assert "I don’t have any news yet, although this server follows feeds." in shown
    shown = said(await world.member.slash(world.channel, "headlines"))
    assert "nothing has come in so far" in shown
    world.env.errors.clear()


async def test_with_the_first_headline_all_of_it_is_over(world: World) -> None:
    await world.bot.newsroom.ingest([HeadlineOnly("Snow expected in the hills", "Harrow Post")], now=BEGIN)
    assert "Everything is set up correctly" in said(await world.moderator.slash(world.channel, "setup check"))
    assert "I have nothing on that" in said(await world.member.slash(world.channel, "ask", question="Who won the cup?"))
    assert "Snow expected" in said(await world.member.slash(world.channel, "headlines"))
    article = Article("Otters return", ("Wardens counted eleven otters.",), source="Harrow Post")
    await world.bot.newsroom.ingest([article], now=BEGIN)
    assert "A quiet day" in said(await world.moderator.slash(world.channel, "digest now"))


# The command line


@pytest.mark.parametrize("words", [("ask", "What is new?"), ("headlines",), ("digest",), ("trend", "bridge")])
def test_the_command_line_says_how_to_get_news(nutgraf: Any, page: Path, words: tuple[str, ...]) -> None:
    run = nutgraf(*words)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith("There is no news yet. Add some:\n  nutgraf feeds add URL ")
    assert "nutgraf ingest PATH" in run.out
    assert not any(sentence in run.out for sentence in (*FINE, "No headlines", "Nothing was published"))

    as_json = nutgraf(*words, "--json")
    assert as_json.status == 0
    assert as_json.json
    assert as_json.err == run.out

    nutgraf("ingest", str(page))
    assert "There is no news" not in nutgraf(*words).out


def test_an_unknown_story_of_no_news_says_so_too(nutgraf: Any) -> None:
    run = nutgraf("story", "Harl Bridge reopens")
    assert (run.status, run.out) == (1, "")
    assert run.err.startswith("There is no news yet.")
