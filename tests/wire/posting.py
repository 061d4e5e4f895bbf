"""Turning the body of a request into a message, under Discord's own rules for messages."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from . import payloads
from .world import (
    COMPONENTS_V2,
    DIRECT,
    EPHEMERAL,
    LOADING,
    NEWS_THREAD,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    THREAD,
    Channel,
    Json,
    Message,
    User,
    World,
    mentioned,
    walk,
)

NONCE_SECONDS = 180.0
MAX_CONTENT = 2000
MAX_COMPONENTS = 40
MAX_COMPONENT_TEXT = 4000
MAX_ROWS = 5
FLAGS_FOR_NEW = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
FLAGS_FOR_EDIT = SUPPRESS_EMBEDS | COMPONENTS_V2


class Refusal(Exception):
    """Discord's answer to a request that it does not carry out."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")


def invalid(reason: str) -> Refusal:
    return Refusal(400, 50035, f"Invalid Form Body: {reason}")


@dataclass(frozen=True)
class Upload:
    """A file of a multipart request."""

    filename: str
    content: bytes
    content_type: str


Uploads = Mapping[int, Upload]


class Posting:
    """Makes and changes messages; remembers nonces for as long as Discord does."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_nonce: dict[tuple[int, str], tuple[float, Message]] = {}

    def forget_nonces(self) -> None:
        """As if the few minutes had passed in which Discord enforces a nonce."""
        self._by_nonce.clear()

    def sent_before(self, channel: Channel, body: Json) -> Message | None:
        """The message that an enforced nonce was used for lately."""
        if not (body.get("enforce_nonce") and body.get("nonce") is not None):
            return None
        at, message = self._by_nonce.get((channel.id, str(body["nonce"])), (0.0, None))
        return message if message and not message.deleted and time.monotonic() - at < NONCE_SECONDS else None

    def post(
        self, channel: Channel, author: User, body: Json, uploads: Uploads, *, number: int | None = None
    ) -> Message:
        """A new message in a channel; `number` is given to the first of a forum's post. Raises Refusal."""
        message = Message(number or self._world.new_id(), channel, author, nonce=body.get("nonce"))
        message.reply_to = self._referenced(channel, body.get("message_reference"))
        self._write(message, body, uploads, FLAGS_FOR_NEW)
        if not message.is_ephemeral:
            channel.add(message)
        if message.nonce is not None:
            self._by_nonce[channel.id, str(message.nonce)] = (time.monotonic(), message)
        return message

    def edit(self, message: Message, body: Json, uploads: Uploads, *, fills_in: bool = False) -> None:
        """A change of what the body names; `fills_in` when it is the first text of a loading one. Raises Refusal."""
        self._write(message, body, uploads, FLAGS_FOR_EDIT)
        message.flags &= ~LOADING
        if not fills_in:
            message.edited_at = datetime.now(UTC)
            message.edits += 1

    def _referenced(self, channel: Channel, reference: Json | None) -> Message | None:
        if reference is None:
            return None
        target = channel.messages.get(int(reference["message_id"]))
        if target is None and reference.get("fail_if_not_exists", True):
            raise invalid("message_reference: Unknown message")
        return target

    def _write(self, message: Message, body: Json, uploads: Uploads, settable: int) -> None:
        flags = message.flags
        if body.get("flags") is not None:
            was_v2 = message.flags & COMPONENTS_V2  # which a message stays once it is
            flags = message.flags & ~settable | body["flags"] & settable | was_v2
        content = str(body.get("content") or "") if "content" in body else message.content
        embeds = (body["embeds"] or []) if "embeds" in body else message.embeds
        attachments = self._attachments(message, body, uploads)
        components = message.components
        if "components" in body:
            components = payloads.stored_components(body["components"] or [], attachments)
        check_shape(content, embeds, components, flags)
        if not (content or embeds or components or attachments):
            raise EMPTY_MESSAGE
        message.content, message.embeds, message.components = content, embeds, components
        message.attachments, message.flags = attachments, flags
        self._ping(message, body.get("allowed_mentions"))

    def _attachments(self, message: Message, body: Json, uploads: Uploads) -> list[Json]:
        listed = body.get("attachments")
        kept = message.attachments
        if listed is not None:
            ids = {str(entry["id"]) for entry in listed}
            kept = [attachment for attachment in message.attachments if attachment["id"] in ids]
        described = {str(entry["id"]): entry.get("description") for entry in listed or []}
        added = []
        for index, upload in uploads.items():
            number = self._world.new_id()
            url = f"https://cdn.discordapp.com/attachments/{message.channel.id}/{number}/{upload.filename}"
            added.append(
                {
                    "id": str(number),
                    "filename": upload.filename,
                    "size": len(upload.content),
                    "url": url,
                    "proxy_url": url,
                    "content_type": upload.content_type,
                    "bytes": upload.content,
                }
                | ({"description": described[str(index)]} if described.get(str(index)) else {})
            )
        return [*kept, *added]

    def _ping(self, message: Message, allowed: Json | None) -> None:
        """Who is really pinged: what the text mentions, less what the request does not allow."""
        parse = {"users", "roles", "everyone"} if allowed is None else set(allowed.get("parse") or [])
        users = {int(number) for number in (allowed or {}).get("users") or []}
        roles = {int(number) for number in (allowed or {}).get("roles") or []}
        may_ping_all = message.channel.permissions_of(message.author).mention_everyone
        text = message.text
        message.pinged_users = [
            self._world.users[number]
            for number in mentioned(text, "@")
            if number in self._world.users and ("users" in parse or number in users)
        ]
        message.pinged_roles = [
            role
            for number in mentioned(text, "@&")
            if (role := self._world.role(number)) and ("roles" in parse or number in roles)
            if may_ping_all or role.mentionable
        ]
        message.pings_everyone = "everyone" in parse and may_ping_all and ("@everyone" in text or "@here" in text)
        replied = message.reply_to.author if message.reply_to else None
        message.reply_pings = replied is not None and (allowed is None or bool(allowed.get("replied_user", False)))
        if replied is not None and message.reply_pings and replied not in message.pinged_users:
            message.pinged_users.append(replied)


def check_shape(content: str, embeds: list[Json], components: list[Json], flags: int) -> None:
    """The limits that hold across the parts of a message, which no schema states. Raises Refusal."""
    parts = list(walk(components))
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)):
        raise invalid("components: Component custom id cannot be duplicated")
    if flags & COMPONENTS_V2:
        if content or embeds:
            raise invalid("The 'content' and 'embeds' fields cannot be used with MessageFlags.IS_COMPONENTS_V2")
        if len(parts) > MAX_COMPONENTS:
            raise invalid(f"components: {len(parts)} components, of {MAX_COMPONENTS} at most")
        if (length := sum(len(part.get("content", "")) for part in parts)) > MAX_COMPONENT_TEXT:
            raise invalid(f"components: {length} characters of text, of {MAX_COMPONENT_TEXT} at most")
        return
    if len(content) > MAX_CONTENT:
        raise invalid(f"content: Must be {MAX_CONTENT} or fewer in length.")
    if len(components) > MAX_ROWS or any(component["type"] != 1 for component in components):
        raise invalid("components: only up to five action rows without MessageFlags.IS_COMPONENTS_V2")


def require(channel: Channel | None, user: User, *permissions: str) -> Channel:
    """The channel, if the user may see it and has these rights there. Raises Refusal."""
    if channel is None:
        raise UNKNOWN_CHANNEL
    held = channel.permissions_of(user)
    if not held.view_channel:
        raise MISSING_ACCESS
    if not all(getattr(held, permission) for permission in permissions):
        raise MISSING_PERMISSIONS
    return channel


def may_post(channel: Channel | None, user: User) -> Channel:
    """The channel, if the user may write there. Raises Refusal."""
    in_thread = channel is not None and channel.type in {THREAD, NEWS_THREAD}
    found = require(channel, user, "send_messages_in_threads" if in_thread else "send_messages")
    if found.type == DIRECT and found.recipient and not found.recipient.accepts_direct_messages:
        raise Refusal(403, 50007, "Cannot send messages to this user")
    return found
