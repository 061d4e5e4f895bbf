"""Asking in Discord: by command, mention, direct message, reply and modal; and every button under an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
import pytest
from structlog.testing import capture_logs

from bot.cards.controls import Press, SelectMenu
from bot.cards.layout import BLUE, GREY, card
from bot.client import Refusal
from knowledge.answering.answerer import Answerer
from knowledge.articles import Article
from tests.bot.conftest import BEGIN, World, accent, press_more, refusal, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"


async def test_ask_answers_with_linked_quotes(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=QUESTION)
    assert result.acknowledged
    assert not result.ephemeral
    shown = texts(result.response)
    assert f"### {QUESTION}" in shown
    assert "4.6 million dollars" in shown.replace("**", "")
    linked = "\n-# [Harl Bridge reopens after a year of repairs](https://harrowpost.example/harl-bridge#:~:text="
    assert linked in shown
    assert "\n-# Harrow Post · <t:" in shown
    assert "Harrow Post" in shown
    assert "Evidence from" in shown
    assert accent(result.response) == BLUE.value


async def test_ask_abstains_with_the_closest_headlines(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="Who won the otters' chess championship in Delhi?")
    shown = texts(result.response)
    assert "I have nothing on that." in shown
    assert "Otters return to the Vess" in shown
    assert "\n> " not in shown
    assert accent(result.response) == GREY.value


@pytest.mark.parametrize(
    "question",
    ["the", "?", "🙂🙂", "‮", "כמה עלה התיקון של הגשר?", "كم كلف إصلاح الجسر؟", "a" * 1000, "**x** @everyone <@1>"],
)
async def test_odd_questions_get_a_calm_card(world: World, question: str) -> None:
    result = await world.member.slash(world.channel, "ask", question=question)
    shown = texts(result.response)
    assert "nothing on that" in shown or "> " in shown
    assert "@everyone" not in shown


async def test_a_private_answer_stays_private(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=QUESTION, private=True)
    assert result.ephemeral
    shown = await world.member.click(result.response, label="Ask a follow-up")
    followed = await world.member.submit_modal(shown, {"question": "And who said so?"})
    assert followed.ephemeral


async def test_a_headline_without_its_article_is_quoted_and_marked(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="Where is snow expected in the hills?")
    assert "Snow expected in the hills" in texts(result.response)
    assert "> Snow expected in the hills\n-# Headline · Harrow Post" in texts(result.response)
    pressed = await press_more(world.member, result.response, "Show the paragraph")
    assert "Snow expected in the hills" in texts(pressed.response)


async def test_the_words_that_answer_are_bold(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question="How many otters did the wardens count?")
    assert "> Wardens counted **eleven** otters on the river Vess" in texts(result.response)


async def test_a_part_that_nothing_answers_is_named(world: World) -> None:
    asked = "How much did the repairs of the Harl Bridge cost and who is the king of the Ostermere zoo?"
    result = await world.member.slash(world.channel, "ask", question=asked)
    assert "4.6 million dollars" in texts(result.response).replace("**", "")
    assert "\nI have nothing on “who is the king of the Ostermere zoo”." in texts(result.response)


async def test_source_and_since_narrow_the_search(world: World) -> None:
    choices = await world.member.autocomplete(world.channel, "ask", "source", "bay")
    assert [choice["value"] for choice in choices] == ["Bay Radio"]
    result = await world.member.slash(world.channel, "ask", question=QUESTION, source="bay radio")
    assert "harrowpost.example" not in texts(result.response)
    assert "bayradio.example/bridge" in texts(result.response)
    result = await world.member.slash(world.channel, "ask", question="How many otters were counted?", since="today")
    assert "nothing on that" in texts(result.response)


async def test_an_unknown_source_or_date_is_explained(world: World) -> None:
    result = await world.member.slash(world.channel, "ask", question=QUESTION, source="No Such Paper")
    assert "I don’t have an outlet called “No Such Paper”" in refusal(result)
    result = await world.member.slash(world.channel, "ask", question=QUESTION, since="someday")
    assert "“someday” isn’t a date" in refusal(result)
    assert [type(error) for error in world.env.errors] == [Refusal, Refusal]


async def test_a_mention_is_answered_as_an_ordinary_message(world: World) -> None:
    assert world.bot.user is not None
    await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
    answer = world.channel.last_message
    assert answer.reference is not None
    assert "4.6 million dollars" in texts(answer)


async def test_messages_to_nobody_are_left_alone(world: World) -> None:
    await world.member.send(world.channel, QUESTION)
    assert world.channel.last_message.content == QUESTION


async def test_an_empty_mention_says_how_to_ask(world: World) -> None:
    assert world.bot.user is not None
    await world.member.send(world.channel, f"<@{world.bot.user.id}>")
    assert "Mention me with a question" in texts(world.channel.last_message)


async def test_a_direct_message_and_a_reply_to_its_answer(world: World) -> None:
    await world.member.send_dm(QUESTION)
    answer = world.member.user.dm_channel.last_message
    assert "4.6 million dollars" in texts(answer)
    reference = {"channel_id": str(answer.channel.id), "message_id": str(answer.id)}
    await world.member.user.send_dm("And who said so?", reference=reference)
    assert "Follow-up to" in texts(world.member.user.dm_channel.last_message)


async def test_a_reply_with_ping_goes_on(world: World) -> None:
    assert world.bot.user is not None
    await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
    await world.member.send(world.channel, "who said so?", reply_to=world.channel.last_message)
    assert "Follow-up to" in texts(world.channel.last_message)


async def test_a_reply_whose_text_discord_withholds_is_explained_once(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    await world.member.send(world.channel, "who said so?", reply_to=asked.response)
    assert "Discord doesn’t show me the text of that reply" in texts(world.channel.last_message)
    await world.member.send(world.channel, "hello?", reply_to=asked.response)
    assert world.channel.last_message.author.id == world.member.id


async def test_the_follow_up_modal_goes_on_from_the_question(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question="When did the Harl Bridge reopen?")
    shown = await world.member.click(asked.response, label="Ask a follow-up")
    assert shown.modal is not None
    answered = await world.member.submit_modal(shown, {"question": "How much did the repairs cost?"})
    assert "4.6 million dollars" in texts(answered.response)
    assert "Follow-up to “When did the Harl Bridge reopen?”" in texts(answered.response)


async def test_the_paragraph_is_shown_to_the_one_who_asks_for_it(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    shown = await press_more(world.moderator, asked.response, "Show the paragraph")
    assert shown.ephemeral
    assert "Lorries may use it from May." in texts(shown.response)


async def test_a_changed_article_is_not_quoted_from_memory(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION, source="Harrow Post")
    changed = Article(
        "Harl Bridge reopens after a year of repairs",
        ("Correction: the bridge stays closed.",),
        source="Harrow Post",
        published=BEGIN - timedelta(hours=1),
        url="https://harrowpost.example/harl-bridge",
    )
    await world.bot.newsroom.ingest([changed], now=BEGIN)
    shown = await press_more(world.member, asked.response, "Show the paragraph")
    assert "has changed since" in texts(shown.response)


async def test_opinions_are_kept_once_a_member(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    for custom_id in ("press:helpful:1", "press:unhelpful:1"):
        thanks = await world.member.click(asked.response, custom_id=custom_id)
        assert thanks.ephemeral
        assert f"you rated this answer {'👍' if custom_id == 'press:helpful:1' else '👎'}" in texts(thanks.response)
    async with world.bot.newsroom.database.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT card, member, helpful FROM feedback")).all()
    assert [tuple(row) for row in rows] == [(1, world.member.id, 0)]


async def test_a_wrong_abstention_can_be_rated_too(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question="Who won the otters' chess championship in Delhi?")
    assert "I have nothing on that." in texts(asked.response)
    thanks = await world.member.click(asked.response, custom_id="press:unhelpful:1")
    assert thanks.ephemeral
    async with world.bot.newsroom.database.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT card, member, helpful FROM feedback")).all()
    assert [tuple(row) for row in rows] == [(1, world.member.id, 0)]
    held = await world.bot.cards.get(1)
    assert held is not None
    assert held.state["answered"] is False


async def test_only_the_asker_or_a_moderator_removes(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    other = world.guild.add_member(world.env.create_user("other"))
    offered = await other.click(asked.response, label="More")
    assert "Remove" not in str(offered.response.components)
    await world.restart()
    removed = await press_more(world.member, asked.response, "Remove")
    assert "The answer is removed." in texts(removed.response)
    assert asked.response is None
    assert await world.bot.cards.get(1) is None


async def test_buttons_of_earlier_versions_still_work(world: World) -> None:
    await world.member.slash(world.channel, "ask", question=QUESTION)
    held = await world.bot.cards.get(1)
    assert held is not None
    await world.bot.cards.change(1, {key: held.state[key] for key in ("question", "context", "quotes", "more")})
    buttons = [Press("paragraph", "1"), Press("remove", "1"), Press("ask-about", "1:0123456789abcdef")]
    select = SelectMenu("ask-about", [discord.SelectOption(label="A story", value="1")])
    await world.bot.get_partial_messageable(world.channel.id).send(view=card(["An old card"], rows=[buttons, [select]]))
    old = world.channel.last_message
    await world.restart()
    assert "Lorries may use it from May." in texts(
        (await world.member.click(old, custom_id="press:paragraph:1")).response
    )
    assert (await world.member.click(old, custom_id="press:ask-about:1:0123456789abcdef")).modal is not None
    assert (await world.member.select(old, ["1"])).modal is not None
    other = world.guild.add_member(world.env.create_user("other"))
    refused = await other.click(old, custom_id="press:remove:1")
    assert "Only the person who asked" in texts(refused.response)
    await world.member.click(old, custom_id="press:remove:1")
    assert all(message.id != old.id for message in world.channel.history())


async def test_buttons_work_after_a_restart(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    message = asked.response
    await world.restart()
    shown = await press_more(world.member, message, "Show the paragraph")
    assert "Lorries may use it from May." in texts(shown.response)


async def test_a_card_of_another_server_is_not_served(world: World) -> None:
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    assert await world.bot.cards.get(1) is not None
    async with world.bot.newsroom.database.write() as connection:
        await connection.exec_driver_sql("UPDATE card SET guild = 42")
    refused = await world.member.click(asked.response, label="More")
    assert "buttons on this card have expired" in texts(refused.response)


async def test_the_message_menu_checks_a_message_privately(world: World) -> None:
    message = await world.moderator.send(world.channel, "They say the Harl Bridge repairs cost 4.6 million dollars")
    result = await world.member.context_menu(world.channel, "Check against the news", message)
    assert result.ephemeral
    assert "> " in texts(result.response)


@pytest.mark.simcord(check_errors=False)
async def test_an_unforeseen_error_gets_a_number_that_the_log_has(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Answerer, "answer_and_consider", broken)
    with capture_logs() as logs:
        result = await world.member.slash(world.channel, "ask", question="A question nobody may read in a log?")
    shown = refusal(result)
    assert "Something went wrong on my end" in shown
    assert "secret detail" not in shown
    (entry,) = [entry for entry in logs if entry["log_level"] == "error"]
    assert entry["reference"] == shown.split("number ")[1].rstrip(".")
    assert str(entry["exc_info"]) == "secret detail"
    assert "nobody may read" not in str(logs)


async def test_a_mention_that_fails_gets_the_number_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    assert world.bot.user is not None
    monkeypatch.setattr(Answerer, "answer_and_consider", broken)
    with capture_logs() as logs:
        await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
    shown = texts(world.channel.last_message)
    assert "Something went wrong on my end" in shown
    assert "secret detail" not in shown
    assert [entry["reference"] for entry in logs] == [shown.split("number ")[1].rstrip(".")]


async def test_no_privileged_intent_and_nobody_is_pinged(world: World) -> None:
    intents = world.bot.intents
    assert not {name for name, on in intents if on} & {"message_content", "members", "presences"}
    assert world.bot.allowed_mentions is not None
    assert dict(world.bot.allowed_mentions.to_dict()) == {"parse": []}


async def test_closing_lets_answers_in_flight_finish(world: World) -> None:
    release = asyncio.Event()

    async def work() -> str:
        async with world.bot.serving():
            await release.wait()
            (article, *_), _ = await (await world.bot.newsroom.view(None)).headlines()
            return str(article.headline)

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    closing = asyncio.create_task(world.bot.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    release.set()
    await closing
    assert await task == "Harl Bridge reopens after a year of repairs"
