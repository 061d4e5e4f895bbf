"""Interactions: what a member's command or click sends to the bot, and what the bot may answer to it."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field

from . import payloads
from .posting import Posting, Refusal, Uploads, invalid
from .world import DIRECT, EPHEMERAL, LOADING, Channel, Json, Message, User, World

COMMAND, COMPONENT = 2, 3
DEFER_UPDATE, UPDATE = 6, 7
SECONDS_TO_ACKNOWLEDGE = 3.0

UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
ALREADY_ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")


@dataclass(eq=False)
class Interaction:
    """One thing that a member did, and what came back for it."""

    id: int
    token: str
    kind: int
    channel: Channel
    user: User
    data: Json
    world: World
    source: Message | None = None  # the message whose component was used
    started: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    acknowledged_after: float | None = None
    callback_type: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """The answer and what followed it, as far as they are there, in order."""
        return [*([self.original] if self.original else []), *self.followups]

    async def answer(self, seconds: float = 15) -> Message:
        """The answer once it is no longer "thinking". Raises AssertionError."""
        await self.world.changes.until(
            lambda: self.original is not None and not self.original.is_loading, seconds, f"the answer to {self}"
        )
        assert self.original is not None
        return self.original

    def __str__(self) -> str:
        what = self.data.get("name") or self.data.get("custom_id")
        return f"the interaction {what!r} of {self.user.name}"


def metadata(interaction: Interaction) -> Json:
    """What a message says about the interaction that it answers."""
    owners = {"0": str(interaction.channel.guild.id)} if interaction.channel.guild else {"0": "0"}
    base: Json = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": payloads.user(interaction.user),
        "authorizing_integration_owners": owners,
    }
    if interaction.kind == COMPONENT and interaction.source is not None:
        base["interacted_message_id"] = str(interaction.source.id)
    return base


class Interactions:
    """Every interaction by its token, and the endpoints that the bot answers them through."""

    def __init__(self, world: World, posting: Posting) -> None:
        self._world = world
        self._posting = posting
        self._by_token: dict[str, Interaction] = {}

    def start(
        self,
        kind: int,
        channel: Channel,
        user: User,
        data: Json,
        *,
        source: Message | None = None,
    ) -> Interaction:
        """A new interaction, known from now on."""
        token = secrets.token_urlsafe(32)
        interaction = Interaction(self._world.new_id(), token, kind, channel, user, data, self._world, source=source)
        self._by_token[token] = interaction
        return interaction

    def payload(self, interaction: Interaction) -> Json:
        """The event that the gateway sends for it."""
        channel, bot = interaction.channel, self._world.bot
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(self._world.application_id),
            "type": interaction.kind,
            "data": interaction.data,
            "token": interaction.token,
            "version": 1,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel) | {"permissions": str(channel.permissions_of(interaction.user).value)},
            "app_permissions": str(channel.permissions_of(bot).value),
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(channel.guild.id) if channel.guild else "0"},
            "context": 1 if channel.type == DIRECT else 0,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if channel.guild is None:
            payload["user"] = payloads.user(interaction.user)
        else:
            permissions = str(channel.permissions_of(interaction.user).value)
            payload["guild_id"] = str(channel.guild.id)
            payload["guild"] = {"id": str(channel.guild.id), "locale": channel.guild.locale, "features": []}
            payload["guild_locale"] = channel.guild.locale
            payload["member"] = payloads.member(channel.guild.members[interaction.user.id]) | {
                "permissions": permissions
            }
        if interaction.source is not None:
            payload["message"] = payloads.message(interaction.source)
        return payload

    def find(self, token: str) -> Interaction:
        """The interaction of a token. Raises Refusal."""
        if token not in self._by_token:
            raise UNKNOWN_WEBHOOK
        return self._by_token[token]

    def call_back(self, number: int, token: str, body: Json, uploads: Uploads) -> Interaction:
        """The bot's first answer, which must come within three seconds. Raises Refusal."""
        interaction = self._by_token.get(token)
        after = asyncio.get_running_loop().time() - (interaction.started if interaction else 0)
        if interaction is None or interaction.id != number or after > SECONDS_TO_ACKNOWLEDGE:
            raise UNKNOWN_INTERACTION
        if interaction.callback_type is not None:
            raise ALREADY_ACKNOWLEDGED
        self._carry_out(interaction, body["type"], body.get("data") or {}, uploads)
        interaction.callback_type, interaction.acknowledged_after = body["type"], after
        return interaction

    def _carry_out(self, interaction: Interaction, kind: int, data: Json, uploads: Uploads) -> None:
        from_component = interaction.kind == COMPONENT or interaction.source is not None
        if kind in {DEFER_UPDATE, UPDATE} and not from_component:
            raise invalid(f"type: {kind} answers only what was done on a message")
        match kind:
            case 4:
                interaction.original = self._answer(interaction, data, uploads)
            case 5:
                interaction.original = self._loading(interaction, data.get("flags") or 0)
            case 6:
                interaction.original = interaction.source
            case 7:
                assert interaction.source is not None
                self._posting.edit(interaction.source, data, uploads)
                interaction.original = interaction.source
            case _:
                raise invalid(f"type: {kind} is no answer")

    def follow_up(self, interaction: Interaction, body: Json, uploads: Uploads) -> Message:
        """One more message; while the answer is still "thinking", it becomes the answer. Raises Refusal."""
        if interaction.callback_type is None:
            raise UNKNOWN_WEBHOOK
        if interaction.original is not None and interaction.original.is_loading:
            self._posting.edit(interaction.original, body, uploads, fills_in=True)
            return interaction.original
        message = self._answer(interaction, body, uploads)
        interaction.followups.append(message)
        return message

    def message(self, interaction: Interaction, number: str) -> Message:
        """The message that a webhook path names: "@original" or an id. Raises Refusal."""
        if number == "@original":
            found = interaction.original
        else:
            found = next((message for message in interaction.messages if str(message.id) == number), None)
        if found is None or found.deleted:
            raise UNKNOWN_MESSAGE
        return found

    def edit(self, message: Message, body: Json, uploads: Uploads) -> None:
        self._posting.edit(message, body, uploads, fills_in=message.is_loading)

    def _answer(self, interaction: Interaction, data: Json, uploads: Uploads) -> Message:
        message = self._posting.post(interaction.channel, self._world.bot, data, uploads)
        self._mark(interaction, message)
        return message

    def _loading(self, interaction: Interaction, flags: int) -> Message:
        message = Message(self._world.new_id(), interaction.channel, self._world.bot)
        message.flags = LOADING | flags & EPHEMERAL
        if not message.is_ephemeral:
            interaction.channel.add(message)
        self._mark(interaction, message)
        return message

    def _mark(self, interaction: Interaction, message: Message) -> None:
        message.interaction = metadata(interaction)
        if interaction.kind == COMMAND:
            message.interaction_kind = 20 if interaction.data["type"] == 1 else 23
