"""When an outlet takes back words that a card quotes, the card says so: once, wherever it was posted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle
from sqlalchemy import select

from bot.delivery.outbox import CORRECTION, posting
from bot.servers.quoted import quoted
from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, news, press_more, refusal, texts

COST = "How much did the repairs of the Harl Bridge cost?"
OLD = "Repairs cost 4.6 million dollars, said county engineer Mireille Sánchez."
NEW = "Repairs cost 5.1 million dollars, said county engineer Mireille Sánchez."


def bridge(said: str = NEW, **changes: Any) -> Article:
    """The first article of the newsroom with another sentence in the place of OLD."""
    article = news()[0]
    assert isinstance(article, Article)
    body = tuple(paragraph.replace(OLD, said).strip() for paragraph in article.paragraphs)
    return replace(article, paragraphs=body, **changes)


async def ask(world: World, question: str = COST, *, by: Any = None, channel: Any = None, **options: object) -> Any:
    asked = await (by or world.member).slash(channel or world.channel, "ask", question=question, **options)
    return asked.response


async def publish(world: World, *articles: Article) -> None:
    await world.bot.newsroom.ingest(articles, now=world.bot.now())
    await world.env.advance_time(61)


def shown(world: World, channel: Any = None) -> str:
    """The newest card in a channel, the greeting of a new server aside."""
    cards = [texts(message) for message in (channel or world.channel).history()]
    return next(card for card in reversed(cards) if "Hello! I’m Nutgraf" not in card)


async def edits(world: World) -> list[tuple[str, str | None]]:
    """State and reason of every correction in the outbox, in order."""
    query = select(posting.c.state, posting.c.reason).where(posting.c.kind == CORRECTION).order_by(posting.c.number)
    async with world.bot.newsroom.database.read() as connection:
        return [(row[0], row[1]) for row in await connection.execute(query)]


async def test_an_answer_shows_the_new_words_under_the_old_ones(world: World) -> None:
    card = await ask(world)
    assert "Repairs cost **4.6 million dollars**, said" in texts(card)
    await publish(world, bridge())
    found = int(BEGIN.timestamp())
    text = shown(world)
    assert "> ~~Repairs cost **4.6 million dollars**, said county engineer Mireille Sánchez." in text
    (says,) = [row for row in text.split("\n") if "Corrected by the outlet" in row]
    assert found <= int(says.partition("<t:")[2].partition(":D>")[0]) < found + 3600
    rows = text.split("\n")
    assert rows[rows.index(says) + 1].startswith(f"> {NEW}")
    assert await edits(world) == [("sent", None)]


async def test_the_card_keeps_its_buttons_and_they_say_what_the_article_says_now(world: World) -> None:
    before = texts(await ask(world))
    await publish(world, bridge())
    assert shown(world) != before
    pressed = await press_more(world.member, world.channel.last_message, "Show the paragraph")
    assert OLD not in texts(pressed.response)
    helpful = await world.member.click(world.channel.last_message, custom_id="press:helpful:1")
    assert helpful.response is not None


async def test_it_is_edited_once_and_again_only_when_the_words_change_again(world: World) -> None:
    await ask(world)
    await publish(world, bridge())
    once = shown(world)
    await world.env.advance_time(600)
    await world.restart()
    await world.env.advance_time(600)
    assert shown(world) == once
    assert len(await edits(world)) == 1
    newest = NEW.replace("5.1", "5.3")
    await publish(world, bridge(newest))
    text = shown(world)
    assert text.count("Corrected by the outlet") == 1
    assert f"> {newest}" in text
    assert NEW not in text
    assert text.count("~~") == 2


async def test_words_that_come_back_are_no_longer_struck_out(world: World) -> None:
    before = texts(await ask(world))
    await publish(world, bridge())
    assert shown(world) != before
    await publish(world, bridge(OLD))
    assert shown(world) == before


@pytest.mark.parametrize(
    "said",
    [
        "Repairs  cost 4.6 million dollars – said county engineer Mireille Sánchez.",
        OLD.replace(" cost", "\u00a0cost"),
        OLD + " The toll stays as it was for now, the county said in the evening.",
    ],
)
async def test_typography_and_further_sentences_are_no_correction(world: World, said: str) -> None:
    before = texts(await ask(world))
    await publish(world, bridge(said))
    assert shown(world) == before
    assert await edits(world) == []


async def test_words_that_are_gone_are_struck_out_and_what_is_left_of_them_is_shown(world: World) -> None:
    await ask(world)
    await publish(world, bridge(""))
    rows = shown(world).split("\n")
    (at,) = [at for at, row in enumerate(rows) if "No longer in the article, <t:" in row]
    assert rows[at - 1].startswith("> ~~Repairs cost **4.6 million dollars**")
    assert rows[at + 1] == "> Lorries may use it from May."
    assert "Corrected" not in shown(world)
    body = tuple(paragraph for paragraph in bridge("").paragraphs if "Lorries" not in paragraph)
    await publish(world, replace(bridge(), paragraphs=body))
    assert "> ~~Repairs cost **4.6 million dollars**" in shown(world)
    assert "Lorries may use it from May.\n" not in shown(world)
    assert len(await edits(world)) == 2


async def test_a_withdrawn_article_says_so_in_its_own_words(world: World) -> None:
    await ask(world)
    withdrawn = "This article has been withdrawn because its figures were wrong."
    await publish(world, replace(bridge(), paragraphs=(withdrawn,)))
    text = shown(world)
    assert "It now says:" in text
    assert f"> {withdrawn}" in text


async def test_news_that_leaves_the_archive_was_not_taken_back(world: World) -> None:
    before = texts(await ask(world))
    article = await (await world.bot.news(None)).find("Harl Bridge reopens after a year of repairs")
    assert article is not None
    await world.bot.newsroom.archive.remove([article.number])
    await world.env.advance_time(125)
    assert shown(world) == before
    assert await edits(world) == []


async def test_a_cards_removal_and_its_age_end_it(world: World) -> None:
    await ask(world)
    await press_more(world.member, world.channel.last_message, "Remove")
    await ask(world)
    before = shown(world)
    await world.bot.services.quotes.forget(before=world.bot.now() + timedelta(seconds=1))
    await publish(world, bridge())
    assert shown(world) == before
    assert await edits(world) == []


async def test_a_private_answer_is_left_alone(world: World) -> None:
    card = await ask(world, private=True)
    assert card.flags.ephemeral
    await publish(world, bridge())
    assert await edits(world) == []


async def test_direct_messages_are_corrected_too(world: World) -> None:
    await world.member.send_dm(COST)
    direct = ChannelHandle(world.env, None, world.env.backend.get_dm_channel(world.member.id))
    assert "4.6 million" in shown(world, direct)
    await publish(world, bridge())
    assert f"> {NEW}" in shown(world, direct)
    assert "~~" in shown(world, direct)


async def test_a_server_can_turn_it_off_and_another_is_not_concerned(world: World) -> None:
    other = world.env.create_guild("Second server")
    channel = other.create_text_channel("news")
    member = other.add_member(world.env.create_user("someone"))
    await ask(world, by=member, channel=channel)
    before = texts(await ask(world))
    await world.bot.servers.change(world.guild.id, corrections=False)
    await publish(world, bridge())
    assert shown(world) == before
    assert f"> {NEW}" in shown(world, channel)
    await world.bot.servers.change(world.guild.id, corrections=True)
    await world.env.advance_time(1200)
    assert shown(world) == before  # what changed while it was turned off stays as it was
    assert len(await edits(world)) == 1


async def test_what_another_servers_feed_says_corrects_nothing_here(world: World) -> None:
    other = world.env.create_guild("Second server")
    channel = other.create_text_channel("news")
    member = other.add_member(world.env.create_user("someone"))
    feeds, url = world.bot.newsroom.feeds, "https://gazette.example/ferry"
    said = "The ferry sank off Quibble Point with 31 passengers aboard, the Gazette reported."
    article = Article("Ferry sinks off Quibble Point", (said,), source="Gazette", published=BEGIN, url=url)
    servers = ((world.guild, "here"), (other, "there"))
    for guild, name in servers:
        feed = await feeds.add(f"https://gazette.example/{name}", now=BEGIN - timedelta(days=1))
        await feeds.set_state(feed.number, "paused")
        await feeds.store_entries(feed, [article], now=BEGIN, backlog=False)
        await world.bot.subscriptions.follow(guild.id, feed.number, member=1, now=BEGIN)
    question = "How many passengers were aboard the ferry off Quibble Point?"
    before = texts(await ask(world, question))
    await ask(world, question, by=member, channel=channel)
    there = next(feed for feed in await feeds.all() if feed.url.endswith("/there"))
    changed = replace(article, paragraphs=(said.replace("31", "29"),))
    await feeds.store_entries(there, [changed], now=world.bot.now(), backlog=False)
    await world.env.advance_time(125)
    assert shown(world) == before
    assert "> The ferry sank off Quibble Point with 29 passengers" in shown(world, channel)
    here = next(feed for feed in await feeds.all() if feed.url.endswith("/here"))
    await feeds.store_entries(here, [changed], now=world.bot.now(), backlog=False)
    await world.env.advance_time(125)
    assert "> The ferry sank off Quibble Point with 29 passengers" in shown(world)


async def test_a_deleted_message_and_a_lost_right_are_no_errors(world: World) -> None:
    card = await ask(world)
    world.env.backend.delete_message(world.channel.id, card.id)
    unseen = discord.PermissionOverwrite(view_channel=False)
    hidden = world.guild.create_text_channel("hidden", overwrites={world.guild.me: unseen})
    await ask(world, channel=hidden)
    await publish(world, bridge())
    assert sorted(await edits(world)) == [
        ("skipped", "the message may not be read or edited"),
        ("skipped", "the message was deleted"),
    ]
    async with world.bot.newsroom.database.read() as connection:
        assert (await connection.execute(select(quoted))).all() == []


async def test_a_digests_sentences_and_headlines_are_corrected(world: World) -> None:
    made = await world.moderator.slash(
        world.channel, "digest create", channel=world.channel, time="00:03", timezone="UTC"
    )
    assert "created" in refusal(made)
    await world.env.advance_time(4 * 60)
    before = shown(world)
    assert "Harl Bridge reopens after a year of repairs" in before
    await publish(world, bridge(headline="Harl Bridge reopens after two years of repairs"))
    text = shown(world)
    assert re.search(r"~~\[?Harl Bridge reopens after a year of repairs(\]\(\S+\))?~~", text)
    assert "**Harl Bridge reopens after two years of repairs**" in text
    if OLD in before:
        assert f"> {NEW}" in text
    (edit,) = await edits(world)
    assert edit == ("sent", None)


async def test_a_storys_summary_is_corrected(world: World) -> None:
    told = await world.member.slash(world.channel, "story", headline="Harl Bridge reopens after a year of repairs")
    assert f"> {OLD}" in texts(told.response)
    await publish(world, bridge(headline="Harl Bridge reopens after two years of repairs"))
    text = shown(world)
    assert f"> ~~{OLD}~~" in text
    assert f"> {NEW}" in text
    assert re.search(r"## ~~\[?Harl Bridge reopens after a year of repairs(\]\(\S+\))?~~", text)


async def test_an_alert_is_corrected(world: World) -> None:
    await world.moderator.slash(world.channel, "watch add", what="Quibble ferry")
    await world.env.advance_time(61)
    said = "The Quibble ferry ran aground with 31 passengers on Thursday morning."
    ferry = Article("Ferry aground", (said,), source="Bay Radio", published=BEGIN, url="https://bayradio.example/ferry")
    await world.bot.newsroom.ingest([ferry], now=world.bot.now())
    await world.env.advance_time(125)
    assert said in shown(world).replace("**", "")
    await publish(world, replace(ferry, paragraphs=(said.replace("31", "13"),)))
    assert f"> {said.replace('31', '13')}" in shown(world)
