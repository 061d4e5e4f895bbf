"""A posting whose request had no clear answer is looked for before it is sent again: discord.py on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import discord as dpy
import pytest
from aiohttp import web

from bot.cards.controls import Press
from bot.cards.layout import AMBER, card
from bot.delivery.outbox import CLAIM_LASTS, Outbox, Posting, new_nonce
from bot.delivery.payloads import payload_of
from bot.delivery.permissions import Blocker
from bot.delivery.sender import Sender
from knowledge.archive.database import Database

from .discord_server import DiscordServer, discord_server
from .faults import CarryOut, Drop, Fault, Garble, RateLimit, Repeat, Status
from .world import FORUM, NEWS, Channel, Message

DUE = datetime(2026, 11, 24, 8, tzinfo=UTC)
REPEATED_BY_DISCORD_PY = (500, 502, 504, 524)
"""The statuses after which discord.py by itself sends a request again."""


def fault_name(fault: Fault) -> str:
    code = fault.code if isinstance(fault, Status) else ""
    return f"{type(fault).__name__}{code}{'-after' if getattr(fault, 'after', False) else ''}"


class Bot(dpy.Client):
    """A client that, with `reports`, passes its own messages from the gateway on to the sender."""

    sender: Sender

    def __init__(self, server: DiscordServer, *, reports: bool) -> None:
        super().__init__(
            intents=dpy.Intents(guilds=True, messages=True),
            guild_ready_timeout=0.05,
            proxy=server.proxy,
            connector=aiohttp.TCPConnector(ssl=server.client_context),
        )
        self.reports = reports

    async def on_message(self, message: dpy.Message) -> None:
        if self.reports:
            self.sender.record_seen(message.id, [component.to_dict() for component in message.components])


class Post:
    """An outbox, a sender and a clock that stands still until it is moved."""

    def __init__(self, discord: DiscordServer, bot: Bot, database: Database) -> None:
        self.discord = discord
        self.guild = discord.add_guild()
        self.channel = self.guild.channels[0]
        self.bot = bot
        self.now = DUE
        self.blockers: list[Blocker | None] = []
        self.database = database
        self.outbox = Outbox(database, claimed_by="first")
        self._sender(self.outbox)

    def _sender(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.sender = Sender(self.bot, outbox, lambda: self.now)
        self.bot.sender = self.sender

        async def record(row: Posting, blocker: Blocker | None) -> None:
            self.blockers.append(blocker)

        self.sender.on_blocker("digest", record)

    def another_process(self) -> None:
        self._sender(Outbox(self.database, claimed_by="second"))

    async def enqueue(self, *texts: str, channel: Channel | None = None, **options: Any) -> list[str]:
        nonces = [new_nonce() for _ in texts]
        target = channel or self.channel
        postings = [
            Posting(
                "digest",
                1,
                "2026-11-24",
                part,
                self.guild.id,
                target.id,
                nonces[part],
                DUE,
                DUE + timedelta(hours=6),
                payload_of(
                    card([text], rows=[[Press("why-digest", nonces[part], label="Why?")]]),
                    late="Late: it was due at eight.",
                    **(
                        options
                        if part == 0
                        else {"inside": bool(options.get("thread")), "publish": bool(options.get("publish"))}
                    ),
                ),
            )
            for part, text in enumerate(texts)
        ]
        assert await self.outbox.enqueue(postings, now=self.now)
        return nonces

    async def deliver(self, *, minutes: float = 0) -> Posting:
        """Let some time pass, deliver, and give the first part's row."""
        self.now += timedelta(minutes=minutes)
        await self.sender.deliver()
        row = await self.outbox.last("digest", 1)
        assert row is not None
        return row

    def sent(self, channel: Channel | None = None) -> list[Message]:
        return self.discord.bot_messages(channel or self.channel)


@pytest.fixture(params=[False], ids=["without-gateway"])
def reports(request: pytest.FixtureRequest) -> bool:
    """Whether the sender gets reports from the gateway; mostly not, so that the history has to be read."""
    return bool(request.param)


@pytest.fixture
async def post(tmp_path: Path, reports: bool) -> AsyncIterator[Post]:
    database = await Database.open(tmp_path)
    async with discord_server() as discord:
        bot = Bot(discord, reports=reports)
        made = Post(discord, bot, database)
        running = asyncio.create_task(bot.start(discord.token))
        await discord.ready()
        await bot.wait_until_ready()
        yield made
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)
    await database.close()


async def test_a_plain_posting(post: Post) -> None:
    (nonce,) = await post.enqueue("Today")
    row = await post.deliver()
    (message,) = post.sent()
    assert (row.state, row.message, row.payload) == ("sent", message.id, None)
    assert message.nonce == nonce
    assert len(nonce) <= 25
    assert post.blockers == [None]


@pytest.mark.parametrize(
    "fault",
    [Drop(), Drop(after=True), Status(503), Status(503, after=True), Garble(), Repeat(), RateLimit(via=False)],
    ids=fault_name,
)
async def test_after_a_fault_a_posting_exists_once(post: Post, fault: Fault) -> None:
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", fault)
    await post.deliver()
    # The nonce's few minutes are over, so that only looking helps.
    post.discord.forget_nonces()
    row = await post.deliver(minutes=3)
    assert row.state == "sent"
    assert len(post.sent()) == 1


@pytest.mark.parametrize("status", REPEATED_BY_DISCORD_PY)
async def test_a_message_is_looked_for_before_it_is_sent_again(post: Post, status: int) -> None:
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Status(status, after=True))
    row = await post.deliver()
    assert (row.state, row.reason) == ("sending", f"Discord answered {status}")
    assert (await post.deliver(minutes=3)).state == "sent"
    assert len(post.discord.calls("POST", "/messages")) == 1
    assert len(post.sent()) == 1


async def test_other_messages_in_between_do_not_hide_a_posting(post: Post) -> None:
    ada = post.discord.add_member(post.guild, "ada")
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Drop(after=True))
    await post.deliver()
    for count in range(230):
        post.discord.user_message(post.channel, ada, f"message {count}")
    post.discord.forget_nonces()
    assert (await post.deliver(minutes=3)).state == "sent"
    assert len(post.sent()) == 1


class OthersWrite:
    """Somebody writes right after a request was carried out."""

    def __init__(self, write: Callable[[], object]) -> None:
        self._write = write

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        response = await carry_out()
        self._write()
        return response


@pytest.mark.parametrize("route", ["GET /channels/*", "GET /channels/*/messages"])
async def test_what_others_write_while_it_is_looked_for_does_not_look_deleted(post: Post, route: str) -> None:
    ada = post.discord.add_member(post.guild, "ada")
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Drop())
    await post.deliver()
    post.discord.fail(route, OthersWrite(lambda: post.discord.user_message(post.channel, ada, "Hello")))
    row = await post.deliver(minutes=3)
    assert row.state == "sent"
    assert len(post.sent()) == 1


async def test_a_message_deleted_meanwhile_is_not_sent_twice(post: Post) -> None:
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Drop(after=True))
    await post.deliver()
    post.discord.delete_message(post.sent()[0])
    post.discord.forget_nonces()
    row = await post.deliver(minutes=3)
    assert row.state == "unknown"
    assert "deleted" in (row.reason or "")
    assert post.sent() == []
    await post.deliver(minutes=60)
    assert post.sent() == []


@pytest.mark.parametrize("reports", [True], indirect=True)
async def test_a_message_that_the_gateway_reported_is_not_looked_for(post: Post) -> None:
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Drop(after=True))
    await post.deliver()
    post.discord.delete_message(post.sent()[0])
    assert (await post.deliver(minutes=3)).state == "sent"
    assert post.sent() == []
    assert not [call for call in post.discord.rest.calls if call.method == "GET" and "messages" in call.path]


async def test_without_permission_to_read_the_history_the_outcome_is_unknown(post: Post) -> None:
    post.discord.deny(post.channel, "read_message_history")
    await post.enqueue("Today")
    post.discord.fail("POST /channels/*/messages", Drop())
    await post.deliver()
    row = await post.deliver(minutes=3)
    assert (row.state, row.reason) == ("unknown", "the channel's history may not be read")
    assert post.sent() == []


async def test_in_a_deleted_channel_the_outcome_is_unknown(post: Post) -> None:
    channel = post.discord.add_channel(post.guild, "evening")
    await asyncio.sleep(0.1)
    await post.enqueue("Today", channel=channel)
    post.discord.fail("POST /channels/*/messages", Drop(after=True))
    await post.deliver()
    post.discord.remove_channel(channel)
    await asyncio.sleep(0.1)
    assert (await post.deliver(minutes=3)).state == "unknown"


async def test_a_blocked_posting_is_sent_late_once_it_may_be(post: Post) -> None:
    post.discord.deny(post.channel, "send_messages")
    await asyncio.sleep(0.1)
    await post.enqueue("Today")
    row = await post.deliver()
    assert (row.state, row.attempts) == ("planned", 0)
    assert post.blockers == [Blocker("permissions", ("send_messages",))]
    assert not post.discord.calls("POST", "/messages")
    post.discord.deny(post.channel, "")
    await asyncio.sleep(0.1)
    await post.outbox.retry_now({post.guild.id}, now=post.now)
    row = await post.deliver(minutes=10)
    assert row.state == "sent"
    (message,) = post.sent()
    assert "**Late: it was due at eight.**" in message.text
    assert message.components[0]["accent_color"] == AMBER.value


async def test_after_its_time_limit_a_posting_is_missed_with_all_its_parts(post: Post) -> None:
    await post.enqueue("Today", "And more")
    post.discord.fail("POST /channels/*/messages", *[Status(503)] * 40)
    row = await post.deliver()
    while row.state != "missed":
        row = await post.deliver(minutes=20)
    assert post.now > DUE + timedelta(hours=6)
    assert row.reason == "Discord answered 503"
    second = await post.outbox.part(row, 1)
    assert second is not None
    assert second.state == "missed"
    assert post.sent() == []


async def test_what_discord_refuses_for_good_is_not_tried_again(post: Post) -> None:
    await post.enqueue("x" * 100)
    post.discord.fail("POST /channels/*/messages", Status(400, error_code=50035, message="Invalid Form Body"))
    row = await post.deliver()
    assert row.state == "missed"
    assert "Discord refused it" in (row.reason or "")


async def test_another_process_waits_until_the_claim_expires_and_then_reconciles(post: Post) -> None:
    await post.enqueue("Today")
    (row,) = await post.outbox.claim(post.now, limit=5)
    assert row.payload is not None
    assert await post.outbox.start_sending(row, row.payload | {"anchor": 0}, now=post.now)
    post.another_process()
    assert (await post.deliver()).state == "sending"
    assert post.sent() == []
    post.now += CLAIM_LASTS
    assert (await post.deliver(minutes=1)).state == "sent"
    assert [call.path for call in post.discord.rest.calls if call.path.endswith("/messages")] == [
        f"/channels/{post.channel.id}/messages"
    ] * 2
    assert len(post.sent()) == 1


async def test_a_clock_that_was_set_back_strands_no_row(post: Post) -> None:
    await post.enqueue("Today")
    post.now += timedelta(hours=1)
    await post.outbox.claim(post.now, limit=5)
    post.now -= timedelta(hours=1)
    post.another_process()
    assert (await post.deliver()).state == "sent"


@pytest.mark.parametrize("archived", [False, True])
async def test_a_forum_post_is_found_among_its_threads(post: Post, archived: bool) -> None:
    forum = post.discord.add_channel(post.guild, "forum", kind=FORUM)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", "And more", channel=forum, forum=True, thread="Digest of today")
    post.discord.fail("POST /channels/*/threads", Drop(after=True))
    await post.deliver()
    (thread,) = [channel for channel in post.guild.channels if channel.parent is forum]
    thread.archived = archived
    row = await post.deliver(minutes=3)
    assert (row.state, row.message) == ("sent", thread.id)
    assert [channel.name for channel in post.guild.channels if channel.parent is forum] == ["Digest of today"]
    assert [message.text for message in post.sent(thread)] == ["Today", "And more"]


@pytest.mark.parametrize("after", [False, True], ids=["refused", "stored"])
@pytest.mark.parametrize("status", REPEATED_BY_DISCORD_PY)
async def test_a_forum_post_is_made_once_whatever_the_status_of_the_answer(
    post: Post, status: int, after: bool
) -> None:
    forum = post.discord.add_channel(post.guild, "forum", kind=FORUM)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", "And more", channel=forum, forum=True, thread="Digest of today")
    post.discord.fail("POST /channels/*/threads", Status(status, after=after))
    await post.deliver()
    assert len(post.discord.calls("POST", "/threads")) == 1
    row = await post.deliver(minutes=3)
    (thread,) = [channel for channel in post.guild.channels if channel.parent is forum]
    assert (row.state, row.message) == ("sent", thread.id)
    assert [message.text for message in post.sent(thread)] == ["Today", "And more"]


async def test_a_forum_post_that_was_deleted_is_not_made_twice(post: Post) -> None:
    forum = post.discord.add_channel(post.guild, "forum", kind=FORUM)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", channel=forum, forum=True, thread="Digest of today")
    post.discord.fail("POST /channels/*/threads", Drop(after=True))
    await post.deliver()
    (thread,) = [channel for channel in post.guild.channels if channel.parent is forum]
    post.discord.remove_channel(thread)
    assert (await post.deliver(minutes=3)).state == "unknown"


async def test_a_thread_starts_on_the_first_part_and_contains_the_others(post: Post) -> None:
    await post.enqueue("Today", "And more", thread="Digest of today")
    post.discord.fail("POST /channels/*/messages/*/threads", Drop(after=True))
    await post.deliver()
    row = await post.deliver(minutes=3)
    assert row.state == "sent"
    (thread,) = [channel for channel in post.guild.channels if channel.parent is post.channel]
    assert thread.id == row.message
    assert [message.text for message in post.sent()] == ["Today"]
    assert [message.text for message in post.sent(thread)] == ["And more"]


@pytest.mark.parametrize("status", REPEATED_BY_DISCORD_PY)
@pytest.mark.parametrize("ending", ["threads", "crosspost"])
async def test_thread_and_publishing_are_requested_once_per_attempt(post: Post, ending: str, status: int) -> None:
    news = post.discord.add_channel(post.guild, "announcements", kind=NEWS)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", channel=news, thread="Digest of today", publish=True)
    post.discord.fail(f"POST /channels/*/messages/*/{ending}", Status(status, after=True))
    await post.deliver()
    assert len(post.discord.calls("POST", f"/{ending}")) == 1
    row = await post.deliver(minutes=3)
    assert (row.state, row.reason) == ("sent", None)
    assert len(post.discord.calls("POST", f"/{ending}")) == 2
    assert [message.crossposted for message in post.sent(news)] == [True]
    assert [channel.name for channel in post.guild.channels if channel.parent is news] == ["Digest of today"]


async def test_without_permission_for_threads_all_parts_go_to_the_channel(post: Post) -> None:
    await post.enqueue("Today", "And more", thread="Digest of today")
    refused = Status(403, error_code=50013, message="Missing Permissions")
    post.discord.fail("POST /channels/*/messages/*/threads", refused)
    row = await post.deliver()
    assert row.state == "sent"
    assert (row.reason or "").startswith("no thread: 403")
    assert [message.text for message in post.sent()] == ["Today", "And more"]


async def test_an_announcement_is_published_once(post: Post) -> None:
    news = post.discord.add_channel(post.guild, "announcements", kind=NEWS)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", channel=news, publish=True)
    post.discord.fail("POST /channels/*/messages/*/crosspost", Status(503))
    assert (await post.deliver()).state == "sending"
    row = await post.deliver(minutes=3)
    assert row.state == "sent"
    assert [message.crossposted for message in post.sent(news)] == [True]


async def test_in_a_thread_of_an_announcement_channel_only_the_first_part_is_published(post: Post) -> None:
    news = post.discord.add_channel(post.guild, "announcements", kind=NEWS)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", "And more", channel=news, thread="Digest of today", publish=True)
    row = await post.deliver()
    second = await post.outbox.part(row, 1)
    assert second is not None
    assert [(part.state, part.reason) for part in (row, second)] == [("sent", None)] * 2
    (thread,) = [channel for channel in post.guild.channels if channel.parent is news]
    assert [message.crossposted for message in post.sent(news) + post.sent(thread)] == [True, False]
    assert len(post.discord.calls("POST", "/crosspost")) == 1


async def test_if_the_thread_cannot_be_created_every_part_is_published(post: Post) -> None:
    news = post.discord.add_channel(post.guild, "announcements", kind=NEWS)
    await asyncio.sleep(0.1)
    await post.enqueue("Today", "And more", channel=news, thread="Digest of today", publish=True)
    post.discord.fail("POST /channels/*/messages/*/threads", Status(403, error_code=50013))
    await post.deliver()
    assert [message.crossposted for message in post.sent(news)] == [True, True]


async def test_a_picture_is_sent_with_its_text(post: Post) -> None:
    days = [[f"2026-11-{day:02d}", day % 4] for day in range(10, 24)]
    trend = {"topic": "bridge", "days": days, "peaks": [["2026-11-23", "Harl Bridge reopens"]]}
    await post.enqueue("Today", trend=trend)
    assert (await post.deliver()).state == "sent"
    (message,) = post.sent()
    assert message.file("trend.png").startswith(b"\x89PNG")
    assert message.attachments[0]["description"].startswith("Mentions of “bridge”")
