"""Where the bot may post: the one check of a channel and the bot's permissions in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import discord

BlockerKind = Literal["server", "channel", "permissions"]
PostableChannel = (
    discord.TextChannel | discord.ForumChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel
)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why nothing can be posted: the bot is not in the `server`, the `channel` is gone, or `permissions` are missing
    (by discord.py's names)."""

    kind: BlockerKind
    missing: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the gateway's data shows it. If not, Discord refused a posting without naming a permission, and only
        a posting that is sent proves that the blocker is gone."""
        return self.kind != "permissions" or bool(self.missing)

    def __str__(self) -> str:
        return ":".join([self.kind, ",".join(self.missing)]) if self.missing else self.kind

    @classmethod
    def parse(cls, text: str) -> Blocker:
        """The blocker from its `str`, as the database stores it."""
        kind, _, missing = text.partition(":")
        assert kind in {"server", "channel", "permissions"}
        return cls(kind, tuple(missing.split(",")) if missing else ())  # type: ignore[arg-type]


Needs = Callable[[PostableChannel], Iterable[str]]
"""The permissions, by discord.py's names, that something needs in a channel."""


def to_post(*, thread: bool = False, picture: bool = False) -> Needs:
    """What a posting needs: that opens a `thread`, or has a `picture` attached."""

    def needs(channel: PostableChannel) -> Iterator[str]:
        yield "view_channel"
        yield "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
        if thread and isinstance(channel, discord.TextChannel):
            yield "create_public_threads"
            yield "send_messages_in_threads"
        if isinstance(channel, discord.ForumChannel):
            yield "send_messages_in_threads"
        if picture:
            yield "attach_files"

    return needs


def to_read_history(channel: PostableChannel) -> Iterable[str]:
    """What finding out needs whether a message was posted. Without it Discord answers with an empty history instead of
    an error, as if nothing had been posted."""
    return "view_channel", "read_message_history"


def to_post_fully(channel: PostableChannel) -> Iterable[str]:
    """What a posting can be made without, but not reconciled, or not with its picture. Publishing its own message in an
    announcement channel needs nothing more than sending it."""
    return ["read_message_history"] if isinstance(channel, discord.Thread) else ["read_message_history", "attach_files"]


def find_channel(client: discord.Client, guild: int, channel: int, needs: Needs) -> PostableChannel | Blocker | None:
    """The channel, if the bot has there what it `needs`; else what blocks it. None while Discord itself cannot say."""
    server = client.get_guild(guild)
    if server is None:
        return Blocker("server") if client.is_ready() else None
    if server.unavailable:
        return None
    found = server.get_channel_or_thread(channel)
    if not isinstance(found, PostableChannel):
        return Blocker("channel")
    granted = found.permissions_for(server.me)
    missing = tuple(name for name in needs(found) if not getattr(granted, name))
    return Blocker("permissions", missing) if missing else found
