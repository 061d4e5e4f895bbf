"""The loopback Discord behaves like Discord towards discord.py itself, through the proxy, with and without failures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import discord as dpy
import pytest
from discord import app_commands, ui

from .contract import Contract, discord_contract
from .discord_server import DiscordServer, discord_server
from .faults import Delay, Drop, Garble, Hold, RateLimit, Repeat, Status
from .world import Channel, Guild, User


class Card(ui.LayoutView):
    """A card in Components V2 with a button."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        row = ui.ActionRow[Card]()
        row.add_item(ui.Button(label="More", custom_id="card:more"))
        self.add_item(ui.Container(ui.TextDisplay(text), row, accent_color=0x3366CC))


class TinyBot(dpy.Client):
    """What a bot does, in the fewest lines."""

    def __init__(self, server: DiscordServer, intents: dpy.Intents) -> None:
        super().__init__(
            intents=intents,
            guild_ready_timeout=0.05,
            proxy=server.proxy,
            connector=aiohttp.TCPConnector(ssl=server.client_context),
            allowed_mentions=dpy.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self.seen: list[dpy.Message] = []
        self.happened: list[str] = []

    async def setup_hook(self) -> None:
        @self.tree.command(description="Ask")
        async def ask(interaction: dpy.Interaction, question: str) -> None:
            await interaction.response.defer(thinking=True)
            await interaction.edit_original_response(view=Card(f"answer to {question}"))

        await self.tree.sync()

    async def on_interaction(self, interaction: dpy.Interaction) -> None:
        if interaction.type is dpy.InteractionType.component:
            await interaction.response.edit_message(view=Card("more"))

    async def on_message(self, message: dpy.Message) -> None:
        if message.author.bot:
            return
        self.seen.append(message)
        if self.user in message.mentions or message.guild is None:
            await message.reply(f"heard: {message.content} @everyone", mention_author=False)

    async def on_resumed(self) -> None:
        self.happened.append("resumed")


@asynccontextmanager
async def running(server: DiscordServer, intents: dpy.Intents | None = None) -> AsyncIterator[TinyBot]:
    bot = TinyBot(server, intents or dpy.Intents(guilds=True, messages=True))
    task = asyncio.create_task(bot.start(server.token))
    connected = asyncio.create_task(server.ready(10))
    await asyncio.wait([task, connected], return_when=asyncio.FIRST_COMPLETED)
    connected.cancel()
    try:
        if task.done():
            task.result()
        await bot.wait_until_ready()
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(task, return_exceptions=True)


class Newsroom:
    """One server with one channel and one member."""

    def __init__(self, server: DiscordServer) -> None:
        self.guild: Guild = server.add_guild("Newsroom")
        self.channel: Channel = server.add_channel(self.guild, "news")
        self.ada: User = server.add_member(self.guild, "ada")


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with discord_server() as running_server:
        yield running_server


@pytest.fixture
def newsroom(server: DiscordServer) -> Newsroom:
    return Newsroom(server)


@pytest.fixture
async def bot(server: DiscordServer, newsroom: Newsroom) -> AsyncIterator[TinyBot]:
    async with running(server) as started:
        yield started


def target(bot: TinyBot, channel: Channel) -> dpy.TextChannel:
    found = bot.get_channel(channel.id)
    assert isinstance(found, dpy.TextChannel)
    return found


async def test_a_mention_is_answered_through_the_proxy_and_pings_nobody(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot
) -> None:
    asked = server.user_message(newsroom.channel, newsroom.ada, f"{server.bot.mention} hello")
    reply = await server.reply(asked)
    assert reply.text == f"heard: {asked.content} @everyone"
    assert (reply.pinged_users, reply.pings_everyone) == ([], False)
    assert {"discord.com", "gateway.discord.gg"} <= set(server._tunnel.opened)
    assert server._tunnel.refused == []


async def test_the_content_of_other_messages_is_withheld_without_the_intent(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot
) -> None:
    plain = server.user_message(newsroom.channel, newsroom.ada, "not for the bot")
    asked = server.user_message(newsroom.channel, newsroom.ada, f"{server.bot.mention} this is", reply_to=plain)
    card = await server.reply(asked)
    silent = server.user_message(newsroom.channel, newsroom.ada, "a reply without ping", reply_to=card, ping=False)
    aloud = server.user_message(newsroom.channel, newsroom.ada, "a reply with ping", reply_to=card)
    await server.reply(aloud)
    by_id = {message.id: message for message in bot.seen}
    assert by_id[plain.id].content == ""
    assert by_id[asked.id].content == asked.content
    referenced = by_id[asked.id].reference
    assert referenced is not None
    assert isinstance(referenced.resolved, dpy.Message)
    assert referenced.resolved.content == ""
    assert by_id[silent.id].content == ""
    assert by_id[aloud.id].content == "a reply with ping"
    fetched = await target(bot, newsroom.channel).fetch_message(plain.id)
    assert fetched.content == ""


async def test_a_direct_message_is_answered(server: DiscordServer, newsroom: Newsroom, bot: TinyBot) -> None:
    asked = server.user_message(server.direct_channel(newsroom.ada), newsroom.ada, "in private")
    assert (await server.reply(asked)).content.startswith("heard: in private")


async def test_a_slash_command_is_deferred_and_its_answer_edited_in(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot
) -> None:
    interaction = await server.slash(newsroom.channel, newsroom.ada, "ask", question="who?")
    assert interaction.callback_type == 5
    answer = await interaction.answer()
    assert answer.text == "answer to who?"
    assert server.messages(newsroom.channel) == [answer]
    assert [button.get("label") for button in answer.buttons] == ["More"]
    assert interaction.acknowledged_after is not None
    assert interaction.acknowledged_after < 3
    await server.click(newsroom.ada, answer, "More")
    assert answer.text == "more"


async def test_an_enforced_nonce_posts_once(server: DiscordServer, newsroom: Newsroom, bot: TinyBot) -> None:
    channel = target(bot, newsroom.channel)
    first, again = await channel.send("digest", nonce="7"), await channel.send("digest", nonce="7")
    assert first.id == again.id
    server.forget_nonces()
    assert (await channel.send("digest", nonce="7")).id != first.id
    assert len(server.messages(newsroom.channel)) == 2


@pytest.mark.parametrize(
    ("fault", "posted", "raised"),
    [
        (Drop(), 0, aiohttp.ClientError),
        (Drop(after=True), 1, aiohttp.ClientError),
        (Status(503), 0, dpy.DiscordServerError),
        (Status(503, after=True), 1, dpy.DiscordServerError),
        (Status(500, after=True), 1, None),
        (Status(403, error_code=50013), 0, dpy.Forbidden),
        (RateLimit(0.1), 1, None),
        (RateLimit(0.1, everywhere=True), 1, None),
        (RateLimit(via=False), 0, dpy.HTTPException),
        (Repeat(), 1, None),
        (Garble(), 1, ValueError),
        (Delay(0.2), 1, None),
        (Delay(0.2, after=True), 1, None),
    ],
    ids=repr,
)
async def test_posting_fails_as_told(
    server: DiscordServer,
    newsroom: Newsroom,
    bot: TinyBot,
    fault: Drop,
    posted: int,
    raised: type[Exception] | None,
) -> None:
    server.fail("POST /channels/*/messages", fault)
    channel = target(bot, newsroom.channel)
    started = time.monotonic()
    if raised is None:
        await channel.send("digest")
    else:
        with pytest.raises(raised):
            await channel.send("digest")
    assert len(server.messages(newsroom.channel)) == posted
    assert server.faults.left == []
    if isinstance(fault, Delay):
        assert time.monotonic() - started >= fault.seconds


async def test_a_held_request_goes_on_when_the_test_says_so(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot
) -> None:
    released = asyncio.Event()
    server.fail("POST /channels/*/messages", Hold(released))
    sending = asyncio.create_task(target(bot, newsroom.channel).send("digest"))
    await server.call("POST", "/messages")
    assert server.messages(newsroom.channel) == []
    released.set()
    assert (await sending).id == server.messages(newsroom.channel)[0].id


async def test_rights_are_as_the_channel_says(server: DiscordServer, newsroom: Newsroom, bot: TinyBot) -> None:
    channel = target(bot, newsroom.channel)
    sent = await channel.send("before")
    server.deny(newsroom.channel, "send_messages read_message_history")
    with pytest.raises(dpy.Forbidden) as refused:
        await channel.send("x")
    assert refused.value.code == 50013
    assert [message async for message in channel.history()] == []
    server.deny(newsroom.channel, "view_channel")
    with pytest.raises(dpy.Forbidden) as refused:
        await channel.fetch_message(sent.id)
    assert refused.value.code == 50001
    server.deny(newsroom.channel, "")
    assert [message.id async for message in channel.history()] == [sent.id]
    server.remove_channel(newsroom.channel)
    with pytest.raises(dpy.NotFound) as gone:
        await channel.send("x")
    assert gone.value.code == 10003
    newsroom.ada.accepts_direct_messages = False
    user = await bot.fetch_user(newsroom.ada.id)
    with pytest.raises(dpy.Forbidden) as refused:
        await user.send("x")
    assert refused.value.code == 50007


async def test_history_can_be_searched_both_ways(server: DiscordServer, newsroom: Newsroom, bot: TinyBot) -> None:
    channel = target(bot, newsroom.channel)
    ids = [(await channel.send(str(number))).id for number in range(4)]
    after = [m.id async for m in channel.history(after=dpy.Object(ids[0]), limit=2)]
    before = [m.id async for m in channel.history(before=dpy.Object(ids[3]), limit=2)]
    assert (after, before) == (ids[1:3], ids[1:3][::-1])


async def test_threads_and_deletions(server: DiscordServer, newsroom: Newsroom, bot: TinyBot) -> None:
    message = await target(bot, newsroom.channel).send("digest")
    thread = await message.create_thread(name="Digest of today")
    await thread.send("the rest")
    assert server.messages(server.world.channels[thread.id])[0].content == "the rest"
    server.delete_message(newsroom.channel.messages[message.id])
    with pytest.raises(dpy.NotFound):
        await message.edit(content="x")


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (ui.LayoutView().add_item(ui.TextDisplay("x" * 4001)), "4000"),
        (ui.LayoutView().add_item(ui.ActionRow(*[ui.Button(label="x", custom_id="same") for _ in "ab"])), "duplicated"),
    ],
)
async def test_messages_that_discord_would_refuse(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot, card: ui.LayoutView, said: str
) -> None:
    with pytest.raises(dpy.HTTPException, match=said):
        await target(bot, newsroom.channel).send(view=card)
    assert server.messages(newsroom.channel) == []
    server.violations.clear()  # Discord's description states the length too


@pytest.mark.parametrize("how", ["break off", "close"])
async def test_a_broken_session_is_resumed_and_nothing_is_lost(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot, how: str
) -> None:
    server.gateway.disconnect(4000 if how == "close" else None)
    await server.world.changes.until(lambda: not server.gateway.connected, 5, "the session to break")
    asked = server.user_message(newsroom.channel, newsroom.ada, f"{server.bot.mention} meanwhile")
    await server.reply(asked, seconds=20)
    assert (server.gateway.identified, server.gateway.resumed) == (1, 1)
    assert bot.happened == ["resumed"]


async def test_a_wrong_token_and_privileged_intents_are_refused(server: DiscordServer, newsroom: Newsroom) -> None:
    bot = TinyBot(server, dpy.Intents.none())
    with pytest.raises(dpy.LoginFailure):
        await bot.start("a.wrong.token")
    await bot.close()
    intents = dpy.Intents(guilds=True, message_content=True)
    with pytest.raises(dpy.PrivilegedIntentsRequired):
        async with running(server, intents):
            pass
    server.gateway.refusals.append(4004)
    with pytest.raises(dpy.ConnectionClosed) as closed:
        async with running(server):
            pass
    assert closed.value.code == 4004


async def test_the_proxy_leads_nowhere_but_to_discord(server: DiscordServer) -> None:
    async with aiohttp.ClientSession() as session:
        for address in ("https://example.com/", "https://discord.com:8443/", "http://discord.com/"):
            with pytest.raises(aiohttp.ClientError):
                async with session.get(address, proxy=server.proxy, raise_for_status=True):
                    pass
    assert server._tunnel.refused == [
        "CONNECT example.com:443",
        "CONNECT discord.com:8443",
        "GET http://discord.com/",
    ]


needs_description = pytest.mark.skipif(
    discord_contract() is None, reason="Discord's description of its interface is not in ../shared/discord"
)


@needs_description
async def test_requests_are_held_against_discords_description(
    server: DiscordServer, newsroom: Newsroom, bot: TinyBot
) -> None:
    assert server.is_checked
    with pytest.raises(dpy.HTTPException, match="50035"):
        await target(bot, newsroom.channel).send("x" * 4001)
    assert [problem[:43] for problem in server.violations] == ["request of POST /channels/{channel_id}/messages"[:43]]
    server.violations.clear()


@needs_description
def test_a_problem_is_named_where_it_is() -> None:
    contract = discord_contract()
    assert isinstance(contract, Contract)
    row = {"type": 1, "components": [{"type": 2, "style": "blue", "custom_id": "x"}]}
    body = {"components": [{"type": 17, "components": [row]}]}
    problem = contract.problem_with_request("POST", "/channels/1/messages", body)
    assert "$.components[0].components[0].components[0].style" in str(problem)


@needs_description
def test_answers_are_held_against_discords_description() -> None:
    contract = discord_contract()
    assert isinstance(contract, Contract)
    problem = contract.problem_with_response("GET", "/users/@me", 200, {"id": "1"})
    assert problem is not None
    assert problem.startswith("response of GET /users/@me")
    assert contract.problem_with_response("GET", "/gateway", 200, {"url": "wss://gateway.discord.gg"}) is None
    assert "never answers 201" in str(contract.problem_with_response("GET", "/gateway", 201, {}))
    assert "no part" in str(contract.problem_with_request("GET", "/gateways", None))


async def test_a_broken_contract_fails_the_block() -> None:
    with pytest.raises(AssertionError, match="a violation"):
        async with discord_server() as server:
            server.violations.append("a violation")
