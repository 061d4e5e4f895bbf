"""What members rate: exported as a dataset that `evaluate` reads, and reported to whoever runs the bot."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.servers.card_store import RatedCard
from bot.servers.feedback import report
from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"
NOBODY = "Who won the otters' chess championship in Delhi?"


@pytest.fixture(autouse=True)
def _keep_logging(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line sets up the log of its process, which here is also the bot's and that of later tests."""
    monkeypatch.setattr("bot.logs.configure_logging", lambda _: None)


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


async def rate(world: World, question: str, *ratings: str, **options: Any) -> Any:
    """Ask, and let as many members as there are ratings press 👍 or 👎."""
    asked = await world.member.slash(world.channel, "ask", question=question, **options)
    for number, rating in enumerate(ratings):
        member = world.guild.add_member(world.env.create_user(f"rater {number} of {question[:9]}"))
        await member.click(asked.response, custom_id=custom_id(asked.response, rating))
    return asked


def custom_id(message: Any, rating: str) -> str:
    """That of the button 👍 or 👎 of a card."""
    action = {"👍": "helpful", "👎": "unhelpful"}[rating]
    (found,) = set(re.findall(rf"'(press:{action}:\d+)'", str(message.components)))
    return str(found)


async def run(nutgraf: Callable[..., Any], world: World, *words: str) -> Any:
    """A command on the bot's data dir, in a thread: it has a loop of its own."""
    return await asyncio.to_thread(nutgraf, "--data-dir", str(world.settings.data_dir), *words)


async def test_what_members_rate_is_a_dataset_that_evaluate_reads(
    world: World, nutgraf: Callable[..., Any], tmp_path: Path
) -> None:
    asked = await rate(world, QUESTION, "👍", "👍", "👎")
    await rate(world, NOBODY, "👎")
    await rate(world, f"Where is snow expected, <@{world.member.id}>?", "👎", "👍")
    await rate(world, "Any news about the Harl Bridge?", "👍")
    shown = await world.member.click(asked.response, label="Ask a follow-up")
    followed = await world.member.submit_modal(shown, {"question": "And who said so?"})
    assert "Mireille Sánchez" in texts(followed.response)
    await world.moderator.click(followed.response, custom_id=custom_id(followed.response, "👍"))
    # What comes in later was not there when they asked, however old it is.
    late = Article("Old note", ("The Harl Bridge repairs cost 9 dollars.",), published=BEGIN - timedelta(days=1))
    await world.bot.newsroom.ingest([late], now=world.bot.now() + timedelta(seconds=1))

    folder = tmp_path / "rated"
    exported = await run(nutgraf, world, "feedback", "export", str(folder), "--json")
    assert exported.status == 0, exported.err
    assert exported.json == {"questions": 5, "helpful": 3, "unhelpful": 2, "articles": 17, "left_out": 0}

    articles = {record["id"]: record for record in records(folder / "articles.jsonl")}
    assert len(articles) == 17
    cost, nobody, snow, briefing, follow_up = records(folder / "questions.jsonl")
    assert (cost["question"], cost["type"], cost["answerable"]) == (QUESTION, "helpful_answer", True)
    assert (cost["helpful"], cost["unhelpful"], cost["wrong"]) == (2, 1, None)
    assert "4.6 million dollars" in cost["answers"]
    for passage, number in zip(cost["gold_passages"], cost["gold_article_ids"], strict=True):
        assert passage in articles[number]["text"]
    assert [articles[number].get("title") for number in cost["exclude_article_ids"]] == ["Old note"]
    assert (nobody["type"], nobody["answerable"], nobody["answers"]) == ("unhelpful_abstain", False, [])
    assert nobody["wrong"] == "Nothing was found, and a member expected an answer."
    assert (snow["question"], snow["type"]) == ("Where is snow expected, @member?", "unhelpful_answer")
    assert snow["wrong"] == "These quotes do not answer the question."
    assert [quote["text"] for quote in snow["shown"]] == ["Snow expected in the hills"]
    assert (briefing["type"], briefing["answerable"]) == ("helpful_briefing", False)
    assert briefing["shown"][0]["headline"] == "Harl Bridge reopens after a year of repairs"
    assert (follow_up["question"], follow_up["context"]) == ("And who said so?", QUESTION)

    written = "".join((folder / name).read_text("utf-8") for name in ("articles.jsonl", "questions.jsonl"))
    async with world.bot.newsroom.database.read() as connection:
        raters = (await connection.exec_driver_sql("SELECT member FROM feedback")).scalars().all()
    ids = [world.guild.id, world.channel.id, world.member.id, *raters]
    assert len(raters) == 8
    assert not [number for number in ids if str(number) in written]

    measured = (await run(nutgraf, world, "evaluate", str(folder), "--json")).json
    assert (measured["questions"], measured["left_out"]) == (5, 0)
    for measure in ("article_hit@1", "paragraph_hit@1", "answer_in_card", "answered"):
        assert measured[measure] == 1.0, measure
    assert measured["abstained"]["unhelpful_abstain"] == 1.0
    assert measured["abstained"]["unhelpful_answer"] == 0.0


async def test_an_export_needs_ratings_and_an_empty_folder(
    world: World, nutgraf: Callable[..., Any], tmp_path: Path
) -> None:
    nothing = await run(nutgraf, world, "feedback", "export", str(tmp_path / "new"))
    assert (nothing.status, nothing.out) == (1, "")
    assert "no ratings to export" in nothing.err
    assert not (tmp_path / "new").exists()
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    refused = await run(nutgraf, world, "feedback", "export", str(full))
    assert (refused.status, refused.err) == (1, f"{full} is not empty. Name a new folder.\n")


async def test_an_answer_whose_article_changed_is_left_out(
    world: World, nutgraf: Callable[..., Any], tmp_path: Path
) -> None:
    await rate(world, QUESTION, "👍", source="Harrow Post")
    url = "https://harrowpost.example/harl-bridge"
    changed = Article("Harl Bridge closed", ("It never opened.",), source="Harrow Post", published=BEGIN, url=url)
    await world.bot.newsroom.ingest([changed], now=world.bot.now())
    exported = await run(nutgraf, world, "feedback", "export", str(tmp_path / "rated"))
    assert "Wrote 0 questions rated helpful, 0 rated unhelpful" in exported.out
    assert "Left out: 1, since the articles that were quoted have changed or are gone." in exported.out


async def test_another_servers_news_is_kept_out_of_the_search(
    world: World, nutgraf: Callable[..., Any], tmp_path: Path
) -> None:
    await rate(world, QUESTION, "👍")
    feeds = world.bot.newsroom.feeds
    feed = await feeds.add("https://theirs.example/feed", now=BEGIN)
    secret = Article("Theirs", ("Only they may read this.",), url="https://theirs.example/1", published=BEGIN)
    await feeds.store_entries(feed, [secret], now=BEGIN, backlog=False)
    await run(nutgraf, world, "feedback", "export", str(tmp_path / "rated"))
    (question,) = records(tmp_path / "rated" / "questions.jsonl")
    held = {record["id"]: record["title"] for record in records(tmp_path / "rated" / "articles.jsonl")}
    assert [held[number] for number in question["exclude_article_ids"]] == ["Theirs"]


async def test_the_report_shows_the_worst_first(world: World, nutgraf: Callable[..., Any]) -> None:
    await rate(world, QUESTION, "👍", "👍", "👎")
    await rate(world, QUESTION.upper(), "👎")
    await rate(world, NOBODY, "👎", "👎")
    await rate(world, "How many otters did the wardens count?", "👍")
    found = (await run(nutgraf, world, "feedback", "report", "--json")).json
    assert (found["ratings"], found["helpful"], found["unhelpful"]) == (7, 3, 4)
    assert found["by_response"] == {
        "abstain": {"helpful": 0, "unhelpful": 2},
        "answer": {"helpful": 3, "unhelpful": 2},
    }
    worst, next_ = found["questions"]
    assert (worst["question"], worst["response"], worst["unhelpful"]) == (NOBODY, "abstain", 2)
    assert (next_["question"], next_["helpful"], next_["unhelpful"]) == (QUESTION.upper(), 2, 2)
    assert any("4.6 million dollars" in quote for quote in next_["quotes"])
    assert len((await run(nutgraf, world, "feedback", "report", "--json", "--limit", "1")).json["questions"]) == 1
    assert (await run(nutgraf, world, "feedback", "report", "--json", "--since", "2030-01-01")).json["ratings"] == 0
    shown = (await run(nutgraf, world, "feedback", "report")).out
    assert "abstain             0          2" in shown
    assert f"\n{NOBODY}\n  abstain · 2 unhelpful, 0 helpful · 2026-01-01" in shown


async def test_without_ratings_the_report_says_so(world: World, nutgraf: Callable[..., Any]) -> None:
    assert "No ratings yet" in (await run(nutgraf, world, "feedback", "report")).out
    assert (await run(nutgraf, world, "feedback", "report", "--json")).json["questions"] == []


def test_cards_from_before_the_response_was_stored_are_told_apart() -> None:
    created = datetime(2026, 1, 1, tzinfo=UTC)
    states = (
        {"answered": True, "quotes": [{"text": "So it is."}]},
        {"answered": False, "quotes": [], "listed": [1]},
        {"answered": True, "quotes": []},
        {"answered": False, "quotes": []},
    )
    cards = [RatedCard(number, {"question": "?", **state}, None, created, 0, 1) for number, state in enumerate(states)]
    assert list(report(cards, limit=9).by_response) == ["abstain", "answer", "briefing", "headlines"]
