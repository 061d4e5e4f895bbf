"""Promise 5: what only server B follows does not exist for server A, through every surface there is."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cards.controls import Press
from bot.cards.layout import card
from knowledge.articles import Article
from knowledge.requests.explaining import explain_response
from knowledge.requests.responding import respond
from knowledge.view import UnknownArticle, UnknownOutlet
from tests.bot.conftest import BEGIN, World, press_more, refusal, texts

SECRET = "Zanzibar outbox"
QUESTION = "Who found the Zanzibar outbox in the Quibble archive?"
ADDRESS = "https://secret.example/outbox"


def secrets() -> list[Article]:
    return [
        Article(
            f"{SECRET} found in the Quibble archive",
            (
                "Archivist Odile Marchetti found the Zanzibar outbox in the Quibble archive on Wednesday.",
                "It lists 312 ships that the Harl Bridge toll office had never counted.",
            ),
            source="Secret Gazette",
            published=BEGIN - timedelta(hours=1),
            url=ADDRESS,
        ),
        # On a story that is public: it must not be counted among those who report it.
        Article(
            "Harl Bridge reopens after a year of repairs, says the Gazette",
            (
                "The Harl Bridge reopened to traffic on Wednesday, a year after cracks were found in two of its piers.",
                "Repairs cost 4.6 million dollars, county engineer Mireille Sánchez told the Gazette.",
            ),
            source="Secret Gazette",
            published=BEGIN - timedelta(hours=1),
            url="https://secret.example/bridge",
        ),
    ]


class Two:
    """Server A (of `world`), server B which follows the secret feed, and what B's articles are."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.guild = world.env.create_guild("Server B")
        self.channel = self.guild.create_text_channel("news")
        self.member = self.guild.add_member(world.env.create_user("member-of-b"))

    async def follow(self) -> None:
        bot = self.world.bot
        feed = await bot.newsroom.feeds.add("https://secret.example/feed", now=BEGIN - timedelta(days=1))
        await bot.newsroom.feeds.set_state(feed.number, "paused")
        await bot.newsroom.feeds.store_entries(feed, secrets(), now=BEGIN, backlog=False)
        await bot.subscriptions.follow(self.guild.id, feed.number, member=1, now=BEGIN)
        found, _ = await (await bot.news(self.guild.id)).headlines(topic="Zanzibar outbox")
        self.feed, self.number, self.article_id = feed.number, found[0].number, found[0].article_id


@pytest.fixture
async def two(world: World) -> Two:
    made = Two(world)
    await made.follow()
    return made


def nothing(shown: str) -> None:
    """None of B's news and sources stands in what A was shown; the question itself may."""
    for word in ("Marchetti", "312 ships", "Secret Gazette", "secret.example", f"{SECRET} found"):
        assert word not in shown


async def test_the_server_that_follows_finds_it(two: Two) -> None:
    asked = await two.member.slash(two.channel, "ask", question=QUESTION)
    assert "Odile Marchetti" in texts(asked.response)
    assert "Secret Gazette" in texts((await two.member.slash(two.channel, "sources")).response)
    told = await two.member.slash(two.channel, "story", headline=f"{SECRET} found in the Quibble archive")
    assert "312 ships" in texts(told.response)


async def test_asking_in_every_way(two: Two) -> None:
    world = two.world
    asked = await world.member.slash(world.channel, "ask", question=QUESTION)
    nothing(texts(asked.response))
    assert "I have nothing on that" in texts(asked.response)
    form = await press_more(world.member, asked.response, "Ask a follow-up")
    nothing(texts((await world.member.submit_modal(form, {"question": QUESTION})).response))
    assert world.bot.user is not None
    message = await world.member.send(world.channel, f"<@{world.bot.user.id}> {QUESTION}")
    nothing(texts(world.channel.last_message))
    checked = await world.member.context_menu(world.channel, "Check against the news", message)
    nothing(texts(checked.response))
    await world.member.send_dm(QUESTION)
    nothing(texts(world.member.user.dm_channel.last_message))


async def test_lists_stories_and_trends(two: Two) -> None:
    world = two.world
    listed = await world.member.slash(world.channel, "headlines")
    shown = texts(listed.response)
    while True:
        nothing(shown)
        if "Page 3 of 3" in shown:
            break
        await world.member.click(listed.response, label="Older")
        shown = texts(listed.response)
    assert "16 headlines" in shown
    assert "No headlines match" in texts((await world.member.slash(world.channel, "headlines", topic=SECRET)).response)
    for typed in ("Zanzibar", "zanz", "Secret", ""):
        choices = await world.member.autocomplete(world.channel, "story", "headline", typed)
        nothing(str(choices))
        for command in ("ask", "headlines"):
            nothing(str(await world.member.autocomplete(world.channel, command, "source", typed)))
    for wanted in (two.article_id, f"{SECRET} found in the Quibble archive"):
        told = refusal(await world.member.slash(world.channel, "story", headline=wanted))
        assert "I don’t have an article with that headline" in told
        nothing(told)
    bridge = await world.member.slash(world.channel, "story", headline="Harl Bridge reopens after a year of repairs")
    assert "Bay Radio" in texts(bridge.response)
    nothing(texts(bridge.response))
    assert "Nothing named" in texts((await world.member.slash(world.channel, "trend", topic=SECRET)).response)
    sources = texts((await world.member.slash(world.channel, "sources")).response)
    assert "News from 2 outlets" in sources
    nothing(sources)
    assert "15 articles from 2 outlets" in texts((await world.member.slash(world.channel, "help")).response)
    refused = await world.member.slash(world.channel, "ask", question=QUESTION, source="Secret Gazette")
    assert "I don’t have an outlet called" in refusal(refused)
    world.env.errors.clear()


async def test_digests_at_once_and_on_schedule(two: Two) -> None:
    world = two.world
    now = texts((await world.moderator.slash(world.channel, "digest now")).response)
    assert "Harl Bridge" in now
    nothing(now)
    await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="00:10", timezone="UTC")
    await world.env.advance_time(11 * 60)
    posted = texts(world.channel.last_message)
    assert "Bay Radio" in posted
    nothing(posted)
    nothing(str(await world.moderator.autocomplete(world.channel, "digest create", "sources", "secret")))


async def test_buttons_with_somebody_elses_numbers(two: Two) -> None:
    """A member of A forges the custom ids of B's buttons, with B's card and article numbers."""
    world = two.world
    asked = await two.member.slash(two.channel, "ask", question=QUESTION)
    assert "Odile Marchetti" in texts(asked.response)
    (held,) = [one for one in [await world.bot.cards.get(n) for n in range(1, 5)] if one and one.kind == "answer"]
    forged = [
        Press(action, str(held.number))
        for action in (
            "paragraph",
            "more",
            "rest",
            "follow-up",
            "helpful",
            "remove",
            "remove-answer",
        )
    ]
    forged += [Press("page", f"{held.number}:0"), Press("ask-about", str(two.number))]
    for button in forged:
        shown = await press(world, button)
        assert "buttons on this card have expired" in shown, button.action
        nothing(shown)
    world.env.errors.clear()


async def press(world: World, forged: Press) -> str:
    """Press, in A's channel, a button that says what a modified client could say."""
    sent = await world.bot.get_partial_messageable(world.channel.id).send(view=card(["A card"], rows=[[forged]]))
    shown = await world.member.click(world.channel.last_message, custom_id=forged.custom_id)
    await sent.delete()
    return refusal(shown)


async def test_what_knowledge_itself_gives_away(two: Two) -> None:
    bot = two.world.bot
    theirs, ours = await bot.news(two.guild.id), await bot.news(two.world.guild.id)
    direct = await bot.news(None)
    for news in (ours, direct):
        assert await news.entries([two.number]) == {}
        assert await news.bodies([two.number]) == {}
        assert await news.topic_scores(SECRET) == {}
        assert await news.counts() == (15, 19)
        response = await respond(news, QUESTION, now=BEGIN, zone=ZoneInfo("UTC"))
        assert not response.answered
        assert (response.searched_articles, response.searched_paragraphs) == (15, 19)
        nothing((str(response) + "".join(explain_response(response, news.answerer))).replace(QUESTION, ""))
        with pytest.raises(UnknownOutlet) as outlet:
            await respond(news, QUESTION, now=BEGIN, sources=["Secret Gazette"])
        assert "Outlets held: Bay Radio, Harrow Post." in str(outlet.value)
        with pytest.raises(UnknownArticle) as article:
            await news.story(two.article_id)
        nothing(str(article.value))
    assert (await theirs.counts())[0] == 17


async def test_a_server_that_stops_following_loses_it_at_once(two: Two) -> None:
    world = two.world
    (feed,) = await world.bot.newsroom.feeds.all([two.feed])
    await world.bot.feed_directory.unfollow(two.guild.id, feed)
    asked = await two.member.slash(two.channel, "ask", question=QUESTION)
    nothing(texts(asked.response))
    assert await world.bot.newsroom.archive.size() == 16
