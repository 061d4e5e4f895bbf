"""What the loopback Discord holds: servers, channels, people and messages, and who may do what in them."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from discord import Permissions

Json = dict[str, Any]
T = TypeVar("T")

EPOCH_MS = 1_420_070_400_000  # Discord's: the first second of 2015

TEXT, DIRECT, NEWS, NEWS_THREAD, THREAD, FORUM = 0, 1, 5, 10, 11, 15
SUPPRESS_EMBEDS, EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 7, 1 << 12, 1 << 15

MEMBER_PERMISSIONS = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,
    use_application_commands=True,
)
BOT_PERMISSIONS = MEMBER_PERMISSIONS | Permissions(
    embed_links=True, attach_files=True, create_public_threads=True, add_reactions=True
)


@dataclass(eq=False)
class User:
    """A person, or the bot."""

    id: int
    name: str
    is_bot: bool = False
    accepts_direct_messages: bool = True

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A role of a server; the one with the server's own id is @everyone."""

    id: int
    name: str
    permissions: Permissions
    mentionable: bool = False

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"


@dataclass(eq=False)
class Member:
    """A user in a server, with the roles held there besides @everyone."""

    user: User
    roles: list[Role] = field(default_factory=list)


@dataclass(eq=False)
class Guild:
    """A Discord server."""

    id: int
    name: str
    owner: User
    locale: str
    roles: list[Role]
    members: dict[int, Member] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)

    def permissions_of(self, user: User) -> Permissions:
        """Before any channel's overwrites."""
        if user is self.owner:
            return Permissions.all()
        permissions = self.roles[0].permissions
        for role in self.members[user.id].roles if user.id in self.members else []:
            permissions = permissions | role.permissions  # not |=, which would change the role's own
        return Permissions.all() if permissions.administrator else permissions


@dataclass(eq=False)
class Channel:
    """A text, announcement or forum channel, a thread (then `parent` is where it hangs), or a direct conversation.

    `last_id` is the number of the newest message, or in a forum of the newest post, even if that was deleted.
    """

    id: int
    type: int
    name: str
    guild: Guild | None = None
    recipient: User | None = None
    parent: Channel | None = None
    owner: User | None = None
    denied: dict[int, Permissions] = field(default_factory=dict)  # by role or user id
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int | None = None
    archived: bool = False

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    def add(self, message: Message) -> None:
        """Put a message into the channel."""
        self.messages[message.id] = message
        self.last_id = max(self.last_id or 0, message.id)

    def permissions_of(self, user: User) -> Permissions:
        """What a user may do here; a thread is as its channel is."""
        if self.guild is None:
            return Permissions.all_channel()
        permissions = self.guild.permissions_of(user)
        if permissions.administrator:
            return permissions
        member = self.guild.members.get(user.id)
        held = [self.guild.id, *(role.id for role in member.roles)] if member else [self.guild.id]
        for claimed_by in (*held, user.id):
            permissions = permissions & ~(self.parent or self).denied.get(claimed_by, Permissions.none())
        return permissions


@dataclass(eq=False)
class Message:
    """A message as Discord keeps it."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    reply_to: Message | None = None
    reply_pings: bool = True
    pinged_users: list[User] = field(default_factory=list)
    pinged_roles: list[Role] = field(default_factory=list)
    pings_everyone: bool = False
    edited_at: datetime | None = None
    edits: int = 0
    interaction: Json | None = None  # the metadata of the interaction that it answers
    interaction_kind: int = 0
    deleted: bool = False
    crossposted: bool = False

    @property
    def created_at(self) -> datetime:
        return datetime.fromtimestamp(((self.id >> 22) + EPOCH_MS) / 1000, UTC)

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def parts(self) -> Iterator[Json]:
        """Every component, the nested ones too, in reading order."""
        return walk(self.components)

    @property
    def text(self) -> str:
        """All that a reader sees as text: the content, then every text of the components."""
        return "\n".join([self.content, *(part["content"] for part in self.parts if "content" in part)]).strip()

    @property
    def buttons(self) -> list[Json]:
        return [part for part in self.parts if part["type"] == 2]

    def custom_id(self, label: str) -> str:
        """The custom_id of the one button with this label; an AssertionError names the labels there are."""
        found = [button["custom_id"] for button in self.buttons if button.get("label") == label]
        assert len(found) == 1, f"no single button {label!r} among {[button.get('label') for button in self.buttons]}"
        return str(found[0])

    def file(self, name: str) -> bytes:
        """The bytes of an attachment."""
        return next(bytes(attachment["bytes"]) for attachment in self.attachments if attachment["filename"] == name)


def walk(components: list[Json]) -> Iterator[Json]:
    """Components and all that is nested in them, in reading order."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))
        yield from walk([component[key] for key in ("accessory", "component") if key in component])


def mentioned(text: str, kind: str) -> list[int]:
    """Ids mentioned in raw text, in order, once each; `kind` is "@" for users and "@&" for roles."""
    pattern = r"<@!?(\d+)>" if kind == "@" else r"<@&(\d+)>"
    return list(dict.fromkeys(int(number) for number in re.findall(pattern, text)))


class Changes:
    """Lets anyone wait until something about the world holds, without polling."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Something changed: everyone who waits looks again."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, found: Callable[[], T | None], timeout: float, what: str) -> T:  # noqa: ASYNC109
        """The first truthy value of `found`. Raises AssertionError, naming `what`, after `timeout` seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not (value := found()):
            waiter = loop.create_future()
            self._waiting.add(waiter)
            try:
                await asyncio.wait_for(waiter, deadline - loop.time())
            except TimeoutError:
                raise AssertionError(f"Waited {timeout:g} s for {what}.") from None
            finally:
                self._waiting.discard(waiter)
        return value


class World:
    """Everything there is, by id."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.changes = Changes()
        self._last_id = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, list[Json]] = {None: []}  # by server, None for the global ones
        self.bot = self.add_user("nutgraf", is_bot=True)
        self.operator = self.add_user("operator")
        self.application_id = self.bot.id

    def new_id(self) -> int:
        """A snowflake: the time now, and greater than every one before."""
        self._last_id = max(self._last_id + 1, (time.time_ns() // 1_000_000 - EPOCH_MS) << 22)
        return self._last_id

    def add_user(self, name: str, *, is_bot: bool = False) -> User:
        user = User(self.new_id(), name, is_bot)
        self.users[user.id] = user
        return user

    def direct_channel(self, user: User) -> Channel:
        """The conversation between the bot and a user, made on first use."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        return self.keep(Channel(self.new_id(), DIRECT, user.name, recipient=user))

    def keep(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        if channel.guild is not None:
            channel.guild.channels.append(channel)
        return channel

    def role(self, number: int) -> Role | None:
        return next((role for guild in self.guilds.values() for role in guild.roles if role.id == number), None)
