"""Where the bot may post: the one check of a channel and the bot's permissions in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import aiohttp
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


async def reach_channel(
    client: discord.Client, guild: int, channel: int, needs: Needs, *, reopen: bool = False
) -> PostableChannel | Blocker | None:
    """As `find_channel`, but also a thread that Discord has archived, which the gateway reports no more than one that
    was deleted; with `reopen` it is open afterwards. A locked thread needs "manage_threads" besides."""
    found = find_channel(client, guild, channel, needs)
    if not isinstance(found, Blocker) or found.kind != "channel":
        return found
    try:
        thread = await client.fetch_channel(channel)
        if not isinstance(thread, discord.Thread) or thread.guild.id != guild or thread.parent is None:
            return found
        missing = missing_in(thread, needs)
        if thread.locked and not thread.permissions_for(thread.guild.me).manage_threads:
            missing = (*missing, "manage_threads")
        if missing:
            return Blocker("permissions", missing)
        if reopen and thread.archived:
            await thread.edit(archived=False)
    except discord.NotFound:
        return found
    except discord.Forbidden:
        return Blocker("permissions")
    except (discord.HTTPException, discord.InvalidData, aiohttp.ClientError, OSError):
        return None
    return thread


def missing_in(channel: PostableChannel, needs: Needs) -> tuple[str, ...]:
    """Which permissions that something `needs` the bot does not have in a channel, by discord.py's names."""
    granted = channel.permissions_for(channel.guild.me)
    return tuple(name for name in needs(channel) if not getattr(granted, name))


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
    missing = missing_in(found, needs)
    return Blocker("permissions", missing) if missing else found
