"""What the bot needs to be allowed where it posts, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import discord

Kind = Literal["server", "channel", "permissions"]
PLACES = (discord.TextChannel, discord.ForumChannel, discord.Thread, discord.VoiceChannel, discord.StageChannel)
Place = discord.TextChannel | discord.ForumChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why nothing can be posted: the bot is not in the `server`, the `channel` is gone, or `permissions` are missing
    (by discord.py's names)."""

    kind: Kind
    missing: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it was seen in what the gateway told; else Discord refused a posting without saying what it lacks."""
        return self.kind != "permissions" or bool(self.missing)

    def __str__(self) -> str:
        return ":".join([self.kind, ",".join(self.missing)]) if self.missing else self.kind

    @classmethod
    def parse(cls, text: str) -> Hindrance:
        """The hindrance that `str` wrote."""
        kind, _, missing = text.partition(":")
        assert kind in {"server", "channel", "permissions"}
        return cls(kind, tuple(missing.split(",")) if missing else ())  # type: ignore[arg-type]


def needed(place: Place, *, thread: bool = False, picture: bool = False) -> Iterable[str]:
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


def advised(place: Place) -> Iterable[str]:
    """The permissions without which a posting can be made, but not everything about it. To publish a message of its own
    in an announcement channel the bot needs no more than to send it."""
    yield "read_message_history"
    if not isinstance(place, discord.Thread):
        yield "attach_files"


def find_place(client: discord.Client, guild: int, channel: int) -> Place | Hindrance | None:
    """The channel that a posting goes to, or what is in the way; None while Discord itself cannot say."""
    held = client.get_guild(guild)
    if held is None:
        return Hindrance("server") if client.is_ready() else None
    if held.unavailable:
        return None
    found = held.get_channel_or_thread(channel)
    return found if isinstance(found, PLACES) else Hindrance("channel")


def hindrance(
    client: discord.Client, guild: int, channel: int, *, thread: bool = False, picture: bool = False
) -> Hindrance | None:
    """What keeps the bot from posting in a channel; None if nothing is known to."""
    place = find_place(client, guild, channel)
    if place is None or isinstance(place, Hindrance):
        return place
    granted = place.permissions_for(place.guild.me)
    missing = tuple(name for name in needed(place, thread=thread, picture=picture) if not getattr(granted, name))
    return Hindrance("permissions", missing) if missing else None
