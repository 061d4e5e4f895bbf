"""The loopback Discord as a test drives it: sets up servers and people, acts as them, and sees what comes back."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from discord import Permissions

from . import payloads
from .commands import command_data
from .contract import Contract, discord_contract
from .faults import Fault, Faults
from .gateway import GUILDS, Gateway
from .interactions import (
    COMMAND,
    COMPONENT,
    SECONDS_TO_ACKNOWLEDGE,
    Interaction,
    Interactions,
)
from .posting import Posting
from .rest import Call, Rest
from .tunnel import Certificates, Tunnel
from .world import (
    BOT_PERMISSIONS,
    COMPONENTS_V2,
    MEMBER_PERMISSIONS,
    TEXT,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Role,
    User,
    World,
    mentioned,
)

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GLoopb.only-good-on-this-loopback-0123456789"


class DiscordServer:
    """Discord on loopback. What waits raises AssertionError, saying what it waited for."""

    def __init__(self, certificates: Certificates, contract: Contract | None, token: str) -> None:
        self.world = World(token)
        self.faults = Faults()
        self.gateway = Gateway(self.world)
        self._posting = Posting(self.world)
        self._interactions = Interactions(self.world, self._posting)
        self.rest = Rest(self.world, self.gateway, self._posting, self._interactions, self.faults, contract)
        self.is_checked = contract is not None
        self._certificates = certificates
        self._tunnel: Tunnel

    # --- how a bot reaches it ------------------------------------------------------------------------------------

    @property
    def token(self) -> str:
        """The one token that is accepted."""
        return self.world.token

    @property
    def proxy(self) -> str:
        """The proxy's address, for NUTGRAF_DISCORD__PROXY."""
        return self._tunnel.url

    @property
    def authority_file(self) -> Path:
        """The certificate to trust, for SSL_CERT_FILE."""
        return self._certificates.authority_file

    @property
    def client_context(self) -> Any:
        """An ssl.SSLContext that trusts it, for a client in this process."""
        return self._certificates.client_context

    @property
    def bot(self) -> User:
        return self.world.bot

    # --- what there is -------------------------------------------------------------------------------------------

    def add_user(self, name: str) -> User:
        """A person who shares no server with the bot yet."""
        return self.world.add_user(name)

    def add_guild(self, name: str = "Newsroom", *, bot_permissions: Permissions = BOT_PERMISSIONS) -> Guild:
        """A server that the bot is in; a connected bot is told that it joined."""
        number = self.world.new_id()
        everyone = Role(number, "@everyone", MEMBER_PERMISSIONS)
        own = Role(self.world.new_id(), self.bot.name, bot_permissions)
        guild = Guild(number, name, self.world.add_user("owner"), "en-US", [everyone, own])
        for member in (Member(guild.owner), Member(self.bot, [own])):
            guild.members[member.user.id] = member
        self.world.guilds[number] = guild
        self.add_channel(guild, "general")
        self.gateway.dispatch("GUILD_CREATE", payloads.guild_create(guild, self.bot), GUILDS)
        return guild

    def add_channel(self, guild: Guild, name: str, *, kind: int = TEXT, denied_to_bot: str = "") -> Channel:
        """A channel. `denied_to_bot` names permissions, such as "send_messages read_message_history"."""
        channel = Channel(self.world.new_id(), kind, name, guild)
        self.world.keep(channel)
        self.deny(channel, denied_to_bot, tell=False)
        self.gateway.dispatch("CHANNEL_CREATE", payloads.channel(channel), GUILDS)
        return channel

    def deny(self, channel: Channel, permissions: str, *, tell: bool = True) -> None:
        """From now on the bot lacks exactly these permissions in a channel."""
        channel.denied.pop(self.bot.id, None)
        if permissions:
            channel.denied[self.bot.id] = Permissions(**dict.fromkeys(permissions.split(), True))
        if tell:
            self.gateway.dispatch("CHANNEL_UPDATE", payloads.channel(channel), GUILDS)

    def remove_channel(self, channel: Channel) -> None:
        """A channel is deleted, with all that is in it."""
        payload = payloads.channel(channel)
        del self.world.channels[channel.id]
        assert channel.guild is not None
        channel.guild.channels.remove(channel)
        self.gateway.dispatch("CHANNEL_DELETE", payload, GUILDS)

    def add_role(self, guild: Guild, name: str, *, permissions: str = "", mentionable: bool = False) -> Role:
        """A role of a server."""
        given = Permissions(**dict.fromkeys(permissions.split(), True))
        role = Role(self.world.new_id(), name, given, mentionable)
        guild.roles.append(role)
        payload = {"guild_id": str(guild.id), "role": payloads.role(role, len(guild.roles) - 1)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", payload, GUILDS)
        return role

    def add_member(self, guild: Guild, who: str | User, *, permissions: str = "") -> User:
        """A person in a server, by name or taken from another one; `permissions` such as "manage_guild"."""
        user = self.world.add_user(who) if isinstance(who, str) else who
        roles = [self.add_role(guild, f"{user.name}'s", permissions=permissions)] if permissions else []
        guild.members[user.id] = Member(user, roles)
        return user

    def direct_channel(self, user: User) -> Channel:
        """The conversation between the bot and a user."""
        return self.world.direct_channel(user)

    # --- what people do ------------------------------------------------------------------------------------------

    def user_message(
        self, channel: Channel, user: User, content: str, *, reply_to: Message | None = None, ping: bool = True
    ) -> Message:
        """Someone writes. Whether the bot may read the content is Discord's rule, not the test's choice."""
        message = Message(self.world.new_id(), channel, user, content, reply_to=reply_to)
        message.pinged_users = [self.world.users[n] for n in mentioned(content, "@") if n in self.world.users]
        if reply_to is not None and ping and reply_to.author not in message.pinged_users:
            message.pinged_users.append(reply_to.author)
        channel.add(message)
        self.rest.announce("MESSAGE_CREATE", message)
        return message

    def earlier_card(self, channel: Channel, components: list[Json]) -> Message:
        """A card that the bot posted before the test begins."""
        return self._posting.post(channel, self.bot, {"components": components, "flags": COMPONENTS_V2}, {})

    def delete_message(self, message: Message) -> None:
        """Someone with the right to do so deletes a message."""
        self.rest.delete(message)

    async def slash(self, channel: Channel, user: User, command: str, /, **options: object) -> Interaction:
        """A member runs "ask" or "digest create"; returns once the bot acknowledged it, within three seconds.

        Options are str, int, float, bool, User, Role or Channel. Raises AssertionError for what Discord would not
        let this member do, and when no acknowledgement comes.
        """
        return await self._acknowledged(self.send_slash(channel, user, command, **options))

    def send_slash(self, channel: Channel, user: User, command: str, /, **options: object) -> Interaction:
        """The same without waiting for anything."""
        data = command_data(self.world, channel, user, command, options)
        return self._send(self._interactions.start(COMMAND, channel, user, data))

    async def click(self, user: User, message: Message, button: str) -> Interaction:
        """A member clicks a button, by its label or its custom_id."""
        ids = [held.get("custom_id") for held in message.buttons]
        custom_id = button if button in ids else message.custom_id(button)
        used = next(held for held in message.buttons if held.get("custom_id") == custom_id)
        assert not used.get("disabled"), f"the button {button!r} is disabled"
        return await self._use(user, message, {"custom_id": custom_id, "component_type": 2})

    async def _use(self, user: User, message: Message, data: Json) -> Interaction:
        assert not message.deleted, "the message was deleted"
        started = self._interactions.start(COMPONENT, message.channel, user, data, source=message)
        return await self._acknowledged(self._send(started))

    def _send(self, interaction: Interaction) -> Interaction:
        self.gateway.dispatch("INTERACTION_CREATE", self._interactions.payload(interaction))
        return interaction

    async def _acknowledged(self, interaction: Interaction) -> Interaction:
        await self.world.changes.until(
            lambda: interaction.callback_type is not None,
            SECONDS_TO_ACKNOWLEDGE,
            f"the bot to acknowledge {interaction}",
        )
        return interaction

    # --- what came back ------------------------------------------------------------------------------------------

    def is_ready(self, *, other_than: Collection[str] = ()) -> bool:
        """Whether a bot is connected to the gateway, by a session with none of these ids."""
        return any(session.id not in other_than for session in self.gateway.connected)

    async def ready(self, seconds: float = 30, *, other_than: Collection[str] = ()) -> None:
        """Waits until a bot is connected to the gateway."""
        waiting_for = "a bot to connect to the gateway"
        await self.world.changes.until(lambda: self.is_ready(other_than=other_than), seconds, waiting_for)

    def messages(self, channel: Channel) -> list[Message]:
        """What stands in a channel, oldest first; ephemeral messages do not."""
        return sorted(channel.messages.values(), key=lambda message: message.id)

    def bot_messages(self, channel: Channel) -> list[Message]:
        """What the bot wrote into a channel, oldest first."""
        return [message for message in self.messages(channel) if message.author is self.bot]

    async def reply(self, to: Message, seconds: float = 15) -> Message:
        """The bot's message that replies to a message."""
        return await self.world.changes.until(
            lambda: next((held for held in self.bot_messages(to.channel) if held.reply_to is to), None),
            seconds,
            f"a reply to {to.content!r}",
        )

    async def next_bot_message(self, channel: Channel, *, after: Message | None = None, seconds: float = 15) -> Message:
        """The bot's first message in a channel, or its first one after another message."""
        return await self.world.changes.until(
            lambda: next((m for m in self.bot_messages(channel) if after is None or m.id > after.id), None),
            seconds,
            f"a message in #{channel.name}",
        )

    def calls(self, method: str, ending: str) -> list[Call]:
        """The requests that came so far, by method and the end of the path, such as ("POST", "/messages")."""
        return [call for call in self.rest.calls if call.method == method and call.path.endswith(ending)]

    async def call(self, method: str, ending: str, *, number: int = 1, seconds: float = 15) -> Call:
        """Waits for the first, second ... such request to come in."""
        await self.world.changes.until(
            lambda: len(self.calls(method, ending)) >= number, seconds, f"request {number} of {method} …{ending}"
        )
        return self.calls(method, ending)[number - 1]

    @property
    def violations(self) -> list[str]:
        """Requests and answers that break Discord's own description, and requests for what is not played here."""
        return self.rest.violations

    def refuse_tunnel(self, host: str, *statuses: int) -> None:
        """The proxy answers the next connections to a host, such as "*.discord.gg", with these statuses, one each."""
        self._tunnel.refusals += [(host, status) for status in statuses]

    # --- how it fails --------------------------------------------------------------------------------------------

    def fail(self, route: str, *faults: Fault) -> None:
        """The next requests of a route, such as "POST /channels/*/messages", meet these faults, one each, in order."""
        self.faults.add(route, *faults)

    def forget_nonces(self) -> None:
        """As if the few minutes had passed in which Discord enforces a nonce."""
        self._posting.forget_nonces()


@asynccontextmanager
async def discord_server(token: str = TOKEN) -> AsyncIterator[DiscordServer]:
    """Discord on loopback for as long as the block lasts.

    A block that ends well still raises AssertionError if a request or an answer broke Discord's description.
    """
    with tempfile.TemporaryDirectory(prefix="discord-") as folder:
        certificates = Certificates(Path(folder))
        discord = DiscordServer(certificates, discord_contract(), token)
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/", discord.gateway.serve)
        discord.rest.add_to(app)
        runner = web.AppRunner(app, shutdown_timeout=1.0, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=certificates.server_context)
            await site.start()
            async with Tunnel(runner.addresses[0][1]) as tunnel:
                discord._tunnel = tunnel
                yield discord
                discord.gateway.disconnect(1001)
        finally:
            await runner.cleanup()
        assert not discord.violations, "\n".join(discord.violations)
