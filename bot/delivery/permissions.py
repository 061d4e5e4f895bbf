"""What the bot needs to be allowed where it posts, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import discord

BlockerKind = Literal["server", "channel", "permissions"]
POSTABLE = (discord.TextChannel, discord.ForumChannel, discord.Thread, discord.VoiceChannel, discord.StageChannel)
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
        """Whether it was seen in what the gateway told; else Discord refused a posting without saying what it lacks."""
        return self.kind != "permissions" or bool(self.missing)

    def __str__(self) -> str:
        return ":".join([self.kind, ",".join(self.missing)]) if self.missing else self.kind

    @classmethod
    def parse(cls, text: str) -> Blocker:
        """The blocker that `str` wrote."""
        kind, _, missing = text.partition(":")
        assert kind in {"server", "channel", "permissions"}
        return cls(kind, tuple(missing.split(",")) if missing else ())  # type: ignore[arg-type]


def needed(place: PostableChannel, *, thread: bool = False, picture: bool = False) -> Iterable[str]:
    """The permissions without which a posting cannot be made there."""
    yield "view_channel"
    yield "send_messages_in_threads" if isinstance(place, discord.Thread) else "send_messages"
    if thread and isinstance(place, discord.TextChannel):
        yield "create_public_threads"
        yield "send_messages_in_threads"
    if isinstance(place, discord.ForumChannel):
        yield "send_messages_in_threads"
    if picture:
        yield "attach_files"


def advised(place: PostableChannel) -> Iterable[str]:
    """The permissions without which a posting can be made, but not everything about it. To publish a message of its own
    in an announcement channel the bot needs no more than to send it."""
    yield "read_message_history"
    if not isinstance(place, discord.Thread):
        yield "attach_files"


def find_channel(client: discord.Client, guild: int, channel: int) -> PostableChannel | Blocker | None:
    """The channel that a posting goes to, or what is in the way; None while Discord itself cannot say."""
    held = client.get_guild(guild)
    if held is None:
        return Blocker("server") if client.is_ready() else None
    if held.unavailable:
        return None
    found = held.get_channel_or_thread(channel)
    return found if isinstance(found, POSTABLE) else Blocker("channel")


def blocker(
    client: discord.Client, guild: int, channel: int, *, thread: bool = False, picture: bool = False
) -> Blocker | None:
    """What keeps the bot from posting in a channel; None if nothing is known to."""
    place = find_channel(client, guild, channel)
    if place is None or isinstance(place, Blocker):
        return place
    granted = place.permissions_for(place.guild.me)
    missing = tuple(name for name in needed(place, thread=thread, picture=picture) if not getattr(granted, name))
    return Blocker("permissions", missing) if missing else None
