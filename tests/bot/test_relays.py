"""/feeds post: each new story of a feed in a channel, once, with its edits, filters, bursts and pauses."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType
from sqlalchemy import update

from bot.delivery.outbox import Outbox
from bot.delivery.relay_scanner import RelayScanner
from knowledge.archive.tables import entry
from knowledge.articles import Article, HeadlineOnly
from knowledge.feeds import Feed
from tests.bot.conftest import BEGIN, World, refusal, texts

pytestmark = pytest.mark.simcord(settle_timeout=20)  # a busy machine takes longer

FEED = "https://bayradio.example/feed"


def story(number: int, headline: str | None = None, *paragraphs: str, source: str = "Bay Radio") -> Article:
    words = (
        "aster",
        "birch",
        "cedar",
        "daisy",
        "elder",
        "fennel",
        "gorse",
        "hazel",
        "iris",
        "juniper",
        "larch",
        "maple",
    )
    name = words[number % len(words)]
    body = paragraphs or (
        f"The {name} garden number {number} opened on Thursday. Its keeper planted {number + 3} beds of {name} there.",
        f"Visitors of the {name} paid nothing, and {number * 7} of them stayed for tea with the {name} society.",
    )
    return Article(
        headline or f"Garden {number} of {name} opens",
        body,
        source=source,
        published=BEGIN + timedelta(minutes=number),
        url=f"https://bayradio.example/garden-{number}",
    )


class Relayed:
    """A server that follows a feed; `arrive` lets it deliver, and the bot scan and post."""

    def __init__(self, world: World, feed: Feed) -> None:
        self.world, self.feed = world, feed

    async def post(self, **options: object) -> str:
        world = self.world
        return refusal(
            await world.moderator.slash(world.channel, "feeds post", **{"feed": str(self.feed.number), **options})
        )

    async def arrive(self, *items: Article | HeadlineOnly, backlog: bool = False, feed: Feed | None = None) -> None:
        bot = self.world.bot
        await bot.newsroom.feeds.store_entries(feed or self.feed, items, now=bot.now(), backlog=backlog)
        await self.world.env.advance_time(61)

    def messages(self, channel: Any = None) -> list[Any]:
        user = self.world.bot.user
        assert user is not None
        history = (channel or self.world.channel).history(viewer=self.world.member)
        return [message for message in history if message.author.id == user.id]

    def posted(self, channel: Any = None) -> list[str]:
        return [texts(message) for message in self.messages(channel)]

    async def listed(self) -> str:
        return refusal(await self.world.moderator.slash(self.world.channel, "feeds post"))

    async def follow(self, address: str, **options: Any) -> Feed:
        bot = self.world.bot
        feed = await bot.newsroom.feeds.add(address, now=bot.now(), **options)
        await bot.subscriptions.follow(self.world.guild.id, feed.number, member=self.world.moderator.id, now=bot.now())
        # Nothing is polled here: `arrive` delivers.
        await bot.newsroom.feeds.set_state(feed.number, "paused")
        return feed


@pytest.fixture
async def relayed(world: World) -> Relayed:
    relayed = Relayed(world, Feed(0, FEED))
    relayed.feed = await relayed.follow(FEED, title="Bay *Radio*")
    await world.env.advance_time(61)
    return relayed


async def test_each_new_story_is_posted_once_as_a_card(relayed: Relayed) -> None:
    await relayed.arrive(story(1))
    said = await relayed.post()
    assert f"I’ll post each new story of [Bay \\*Radio\\*]({FEED}) in <#{relayed.world.channel.id}>, once." in said
    await relayed.world.env.advance_time(61)
    assert relayed.posted() == []  # it was there before
    await relayed.arrive(story(2), story(3))
    first, second = relayed.posted()
    assert first.startswith("### [Garden 2 of cedar opens](https://bayradio.example/garden-2)\n-# Bay Radio · <t:")
    assert "\n> The cedar garden number 2 opened on Thursday. Its keeper planted 5 beds of cedar there." in first
    assert "Garden 3 of daisy opens" in second
    await relayed.world.env.advance_time(600)
    assert len(relayed.posted()) == 2
    pressed = await relayed.world.member.click(relayed.messages()[0], label="Ask about this")
    assert pressed.modal is not None
    await relayed.world.restart()
    await relayed.world.env.advance_time(61)
    assert len(relayed.posted()) == 2


async def test_old_entries_of_a_new_feed_are_not_posted(relayed: Relayed) -> None:
    await relayed.post()
    fresh = await relayed.follow("https://harbour.example/feed", title="Harbour")
    await relayed.post(feed=str(fresh.number))
    old = [
        Article(
            f"Old {n}",
            (f"Number {n} is old news by now.",),
            published=BEGIN - timedelta(days=n + 1),
            url=f"https://harbour.example/{n}",
        )
        for n in range(9)
    ]
    await relayed.arrive(*old, feed=fresh, backlog=True)
    assert relayed.posted() == []
    await relayed.arrive(story(4), feed=fresh)
    assert len(relayed.posted()) == 1


async def test_a_burst_comes_in_one_message_that_asks_about_each(relayed: Relayed) -> None:
    await relayed.post()
    await relayed.arrive(*(story(number) for number in range(12)))
    (burst,) = relayed.posted()
    assert "### 12 new stories from Bay \\*Radio\\*" in burst
    assert [number for number in range(12) if f"Garden {number} of" in burst] == list(range(2, 12))
    assert "and 2 more" in burst
    (message,) = relayed.messages()
    components = str([component.to_dict() for component in message.components])
    assert re.search(r"choice:ask-about:[0-9a-f]{16}", components)
    values = re.findall(r"'value': '(\d+)'", components)
    assert len(values) == 12
    asked = await relayed.world.member.select(message, [values[0]])
    assert asked.modal is not None


async def test_only_with_and_not_with_filter_by_words(relayed: Relayed) -> None:
    said = await relayed.post(only_with="ferries, harbour tunnel", not_with="football")
    assert "Only stories with ferries, harbour tunnel." in said
    assert "No stories with football." in said
    await relayed.arrive(story(1, "A ferry is sold", "The yard sold its oldest boat to a museum in Aldmoor."))
    await relayed.arrive(
        story(2, "A tunnel for trains", "It will take nine years to dig, and nobody knows at what cost.")
    )
    await relayed.arrive(
        story(3, "Ferry crew wins at football", "The crew beat the lamplighters by three goals to one.")
    )
    await relayed.arrive(
        story(4, "Digging begins", "The tunnel under the harbour is dug from both of its ends at once.")
    )
    assert [re.search(r"\[(.*?)\]", text)[1] for text in relayed.posted()] == ["A ferry is sold", "Digging begins"]  # type: ignore[index]
    assert "only with ferries, harbour tunnel · not with football" in await relayed.listed()
    assert "It goes on as you set it now" in await relayed.post()
    await relayed.arrive(story(5))
    assert len(relayed.posted()) == 3
    assert "I can’t look for “the, ferry”" in await relayed.post(only_with="the, ferry")
    relayed.world.env.errors.clear()


async def test_a_changed_story_edits_its_card_once(relayed: Relayed) -> None:
    await relayed.post()
    await relayed.arrive(story(1), story(2))
    changed = story(
        1, "Garden 1 of birch will not open", "The birch garden stays closed after the storm, its keeper said."
    )
    await relayed.arrive(changed)
    first, second = relayed.posted()
    assert first.startswith("### [Garden 1 of birch will not open]")
    assert "> The birch garden stays closed after the storm, its keeper said." in first
    assert "updated <t:" in first
    assert second.startswith("### [Garden 2 of cedar opens]")
    assert "updated" not in second
    await relayed.world.env.advance_time(600)
    # What the card does not show does not edit it.
    more = story(2, None, *story(2).paragraphs, "A third paragraph says what the weather was like that day.")
    await relayed.arrive(more)
    assert relayed.posted() == [first, second]


async def test_a_changed_story_of_a_burst_edits_the_list(relayed: Relayed) -> None:
    await relayed.post()
    await relayed.arrive(*(story(number) for number in range(5)))
    await relayed.arrive(story(3, "Garden 3 is sold"))
    (burst,) = relayed.posted()
    assert "[Garden 3 is sold]" in burst
    assert "[Garden 4 of elder opens]" in burst
    assert "Garden 3 of daisy" not in burst


@pytest.mark.parametrize("public", [False, True])
async def test_the_same_text_is_not_posted_twice_in_a_channel(relayed: Relayed, public: bool) -> None:
    if public:  # then the other feed's text becomes a copy of what this one delivered
        await relayed.world.bot.newsroom.feeds.add(FEED, now=relayed.world.bot.now(), public=True)
    other = await relayed.follow("https://harbour.example/feed", title="Harbour")
    elsewhere = relayed.world.guild.create_text_channel("elsewhere")
    await relayed.post()
    await relayed.post(feed=str(other.number))
    await relayed.post(feed=str(other.number), channel=elsewhere)
    await relayed.arrive(story(1))
    copied = story(1, "Birches!", source="Harbour Post")
    at_harbour = Article(
        "Birches!",
        copied.paragraphs,
        source="Harbour Post",
        published=copied.published,
        url="https://harbour.example/birches",
    )
    await relayed.arrive(at_harbour, feed=other)
    assert len(relayed.posted()) == 1
    # In another channel it is new, and shown as that feed has it.
    (copy,) = relayed.posted(elsewhere)
    assert copy.startswith("### [Birches!](https://harbour.example/birches)\n-# Harbour Post")
    again = Article(
        "Birches again",
        copied.paragraphs,
        source="Bay Radio",
        published=copied.published,
        url="https://bayradio.example/birches-again",
    )
    await relayed.arrive(again)
    assert len(relayed.posted()) == 1


async def test_a_headline_alone_is_posted_and_gets_its_text_later(relayed: Relayed) -> None:
    await relayed.post()
    whole = story(1)
    await relayed.arrive(HeadlineOnly(whole.headline or "", "Bay Radio", whole.published, whole.url))
    assert "headline only" in relayed.posted()[0]
    await relayed.arrive(whole)
    (card,) = relayed.posted()
    assert "> The birch garden number 1 opened on Thursday." in card
    assert "headline only" not in card


async def test_the_picture_is_shown_unless_the_server_turns_pictures_off(relayed: Relayed) -> None:
    bot = relayed.world.bot
    await relayed.post()
    for number, pictures in ((1, True), (2, False)):
        await bot.servers.change(relayed.world.guild.id, pictures=pictures)
        await bot.newsroom.feeds.store_entries(relayed.feed, [story(number)], now=bot.now(), backlog=False)
        async with bot.newsroom.database.write() as connection:
            await connection.execute(
                update(entry).values(picture="https://bayradio.example/p.jpg", picture_alt="A bed")
            )
        await relayed.world.env.advance_time(61)
    first, second = (str([c.to_dict() for c in message.components]) for message in relayed.messages())
    assert "https://bayradio.example/p.jpg" in first
    assert "A bed" in first
    assert "p.jpg" not in second


async def test_a_deleted_channel_pauses_it_with_a_notice(relayed: Relayed) -> None:
    lost, notices = (relayed.world.guild.create_text_channel(name) for name in ("lost", "notices"))
    await relayed.world.bot.servers.change(relayed.world.guild.id, notices=notices.id)
    await relayed.post(channel=lost)
    relayed.world.env.backend.delete_channel(lost.id)
    await relayed.arrive(story(1))
    await relayed.arrive(story(2))
    (notice,) = relayed.posted(notices)
    assert "was posting in a channel that has been deleted" in notice
    assert "paused: that channel was deleted" in await relayed.listed()
    checked = refusal(await relayed.world.moderator.slash(relayed.world.channel, "setup check"))
    assert f"[Bay \\*Radio\\*]({FEED}) was posting in a channel that was deleted" in checked


async def test_a_lost_right_pauses_it_and_a_regained_one_lets_it_go_on(relayed: Relayed) -> None:
    world = relayed.world
    quiet, notices = (world.guild.create_text_channel(name) for name in ("quiet", "notices"))
    await world.bot.servers.change(world.guild.id, notices=notices.id)
    await relayed.post(channel=quiet)
    me = world.guild.me
    assert me is not None
    role = next(role for role in me.roles if not role.is_default())
    world.env.backend.get_guild(world.guild.id).roles[role.id].permissions = discord.Permissions.text().value
    world.env.backend.set_overwrite(
        quiet.id, Overwrite(me.id, OverwriteType.MEMBER, deny=discord.Permissions(send_messages=True).value)
    )
    await relayed.arrive(story(1))
    (notice,) = relayed.posted(notices)
    assert f"can’t post in <#{quiet.id}> any more" in notice
    await relayed.arrive(story(2))  # passed over, so that nothing floods the channel afterwards
    assert "paused: I don’t have permission" in await relayed.listed()
    world.env.backend.delete_overwrite(quiet.id, me.id)
    await relayed.arrive(story(3))
    await world.env.advance_time(900)
    shown = relayed.posted(quiet)
    assert [number for number in (1, 2, 3) if any(f"Garden {number} of" in text for text in shown)] == [1, 3]
    assert "paused" not in await relayed.listed()
    assert len(relayed.posted(notices)) == 1


async def test_what_discord_refuses_is_sent_later(relayed: Relayed) -> None:
    await relayed.post()
    for _ in range(6):
        relayed.world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing")
    await relayed.arrive(story(1))
    await relayed.arrive(story(2))
    assert "paused: I don’t have permission" in await relayed.listed()
    await relayed.world.env.advance_time(900)
    assert len(relayed.posted()) == 2
    assert "paused" not in await relayed.listed()


async def test_it_is_listed_and_stopped(relayed: Relayed) -> None:
    assert "No feed posts by itself here yet" in await relayed.listed()
    await relayed.post()
    listed = await relayed.world.moderator.slash(relayed.world.channel, "feeds post")
    assert f"in <#{relayed.world.channel.id}> · nothing posted yet" in refusal(listed)
    (relay,) = await relayed.world.bot.relays.of_guild(relayed.world.guild.id)
    await relayed.world.moderator.select(listed.response, [str(relay.number)])
    assert "no longer posts in" in texts(listed.response)
    await relayed.arrive(story(1))
    assert relayed.posted() == []


async def test_a_feed_that_is_removed_posts_no_more(relayed: Relayed) -> None:
    other = relayed.world.env.create_guild("Others")
    await relayed.world.bot.subscriptions.follow(other.id, relayed.feed.number, member=1, now=relayed.world.bot.now())
    await relayed.post()
    await relayed.world.moderator.slash(relayed.world.channel, "feeds remove", feed=str(relayed.feed.number))
    assert await relayed.world.bot.relays.all() == []
    await relayed.arrive(story(1))
    assert relayed.posted() == []


async def test_a_server_gets_nothing_of_anothers_feed(relayed: Relayed) -> None:
    world = relayed.world
    other = world.env.create_guild("Strangers")
    strangers = other.create_text_channel("strangers")
    managers = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    stranger = other.add_member(world.env.create_user("stranger"), roles=[managers])
    refused = await stranger.slash(strangers, "feeds post", feed=str(relayed.feed.number))
    assert "doesn’t follow a feed called" in refusal(refused)
    assert await stranger.autocomplete(strangers, "feeds post", "feed", "") == []
    await relayed.post()
    (relay,) = await world.bot.relays.all()
    listed = await stranger.slash(strangers, "feeds post")
    assert "No feed posts by itself" in refusal(listed)
    assert relay.guild == world.guild.id
    world.env.errors.clear()


async def test_only_managers_may(relayed: Relayed) -> None:
    world = relayed.world
    (group,) = [c for c in await world.bot.tree.fetch_commands() if c.name == "feeds"]
    world.guild.set_command_permissions(group.id, {world.member: True})
    refused = await world.member.slash(world.channel, "feeds post", feed=str(relayed.feed.number))
    assert "Manage Server" in refusal(refused)
    assert await world.member.autocomplete(world.channel, "feeds post", "feed", "") == []
    names = await world.moderator.autocomplete(world.channel, "feeds post", "feed", "radio")
    assert [choice["name"] for choice in names] == ["Bay *Radio*"]
    world.env.errors.clear()


async def test_what_arrived_before_the_catch_up_window_is_not_posted(relayed: Relayed) -> None:
    await relayed.post()
    bot = relayed.world.bot
    await bot.newsroom.feeds.store_entries(relayed.feed, [story(1)], now=bot.now(), backlog=False)
    await bot.close()
    relayed.world.env.backend.advance_clock(9 * 3600)
    await relayed.world.restart()
    await relayed.world.env.advance_time(61)
    assert relayed.posted() == []
    await relayed.arrive(story(1, "Garden 1 has closed again"), story(2))
    assert [text.partition("\n")[0] for text in relayed.posted()] == [
        "### [Garden 2 of cedar opens](https://bayradio.example/garden-2)"
    ]


async def test_a_forum_gets_a_post_for_each_story(relayed: Relayed) -> None:
    forum = relayed.world.guild.create_forum_channel("stories")
    await relayed.post(channel=forum)
    await relayed.arrive(story(1))
    (relay,) = await relayed.world.bot.relays.all()
    assert relay.forum
    (thread,) = forum.threads
    assert thread.name == "Garden 1 of birch opens"


async def test_other_words_than_another_feeds_at_the_same_address_edit_the_card(relayed: Relayed) -> None:
    other = await relayed.follow("https://harbour.example/feed", title="Harbour")
    await relayed.post()
    await relayed.arrive(story(1))
    await relayed.arrive(story(1), feed=other)  # one entry, which both deliver
    changed = story(1, "Garden 1 stays closed", "The birch garden stays closed after the storm, its keeper said today.")
    await relayed.arrive(changed)  # an entry of its own, beside the other feed's
    articles, _ = await (await relayed.world.bot.newsroom.view(None)).counts()
    assert articles == 15 + 2
    (card,) = relayed.posted()
    assert card.startswith("### [Garden 1 stays closed]")


async def test_what_a_batch_began_is_finished_by_the_next_scan(relayed: Relayed, monkeypatch: Any) -> None:
    """The process dies between the outbox and the watermark: nothing is posted twice, nothing is left out."""
    await relayed.post()
    scan = relayed.world.bot.relay_scanner._scan

    async def die(*_: Any, **__: Any) -> None:
        raise RuntimeError("gone")

    with monkeypatch.context() as dying:
        dying.setattr(scan, "save_watermark", die)
        await relayed.arrive(*(story(number) for number in range(2)))
        await relayed.arrive(*(story(number) for number in range(2, 7)))
    await relayed.world.env.advance_time(61)
    await relayed.arrive(story(7))
    shown = "\n".join(relayed.posted())
    assert [shown.count(f"Garden {number} of") for number in range(8)] == [1] * 8
    assert len(relayed.posted()) == 4


async def test_two_processes_that_scan_at_the_same_time_post_each_story_once(relayed: Relayed) -> None:
    bot = relayed.world.bot
    await relayed.post()
    scanner = bot.relay_scanner
    others = [
        RelayScanner(
            bot.newsroom,
            bot.relays,
            bot.subscriptions,
            bot.servers,
            Outbox(bot.newsroom.database, claimed_by=f"other {number}"),
            bot.notices,
            bot.languages,
            catch_up=timedelta(hours=6),
            place=scanner._place,
        )
        for number in range(2)
    ]
    number = 0
    for count in (1, 2, 6, 3):
        fresh = [story(number + place) for place in range(count)]
        number += count
        await bot.newsroom.feeds.store_entries(relayed.feed, fresh, now=bot.now(), backlog=False)
        await asyncio.gather(*(one.scan(bot.now()) for one in (scanner, *others)))
    bot.poster.wake()  # each process would post what it has enqueued itself
    await relayed.world.env.advance_time(61)
    shown = "\n".join(relayed.posted())
    assert [shown.count(f"Garden {place} of") for place in range(12)] == [1] * 12
