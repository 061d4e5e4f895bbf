"""Discord's REST interface, version 10, as far as a bot like ours uses it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from . import payloads
from .contract import Contract
from .faults import Faults, json_response
from .gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, MESSAGE_CONTENT, Gateway
from .interactions import Interactions
from .posting import MISSING_PERMISSIONS, UNKNOWN_MESSAGE, Posting, Refusal, Upload, Uploads, invalid, may_post, require
from .world import DIRECT, FORUM, NEWS, NEWS_THREAD, THREAD, Channel, Json, Message, World

PREFIX = "/api/v10"
UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")


@dataclass(frozen=True)
class Call:
    """A request as it came, and when; kept for the tests to look at."""

    method: str
    path: str
    body: Any
    uploads: Uploads
    at: float  # the event loop's clock, in seconds
    words: dict[str, str]
    query: dict[str, str]

    def number(self, name: str) -> int:
        """A snowflake of the path. Raises Refusal."""
        if not self.words[name].isdecimal():
            raise invalid(f"{name}: Value {self.words[name]!r} is not snowflake.")
        return int(self.words[name])


Endpoint = Callable[[Call], Awaitable[web.Response]]


class Rest:
    """Every endpoint, behind one door that checks, records, and fails as it is told to."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        posting: Posting,
        interactions: Interactions,
        faults: Faults,
        contract: Contract | None,
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._posting = posting
        self._interactions = interactions
        self._faults = faults
        self._contract = contract
        self.calls: list[Call] = []
        self.violations: list[str] = []

    def add_to(self, app: web.Application) -> None:
        """Every route onto the application."""
        channel, message = "/channels/{channel}", "/channels/{channel}/messages/{message}"
        commands, webhook = "/applications/{application}/commands", "/webhooks/{application}/{token}"
        guild_commands = "/applications/{application}/guilds/{guild}/commands"
        routes: list[tuple[str, str, Endpoint]] = [
            ("GET", "/gateway", self._get_gateway),
            ("GET", "/gateway/bot", self._get_gateway),
            ("GET", "/users/@me", self._get_me),
            ("GET", "/users/{user}", self._get_user),
            ("POST", "/users/@me/channels", self._open_direct),
            ("GET", "/applications/@me", self._get_application),
            ("GET", "/oauth2/applications/@me", self._get_application),
            ("GET", commands, self._get_commands),
            ("PUT", commands, self._put_commands),
            ("GET", guild_commands, self._get_commands),
            ("PUT", guild_commands, self._put_commands),
            ("GET", "/guilds/{guild}", self._get_guild),
            ("GET", "/guilds/{guild}/channels", self._get_channels),
            ("GET", "/guilds/{guild}/roles", self._get_roles),
            ("GET", "/guilds/{guild}/members/{user}", self._get_member),
            ("GET", channel, self._get_channel),
            ("PATCH", channel, self._change_thread),
            ("POST", f"{channel}/typing", self._type),
            ("POST", f"{channel}/threads", self._start_thread),
            ("GET", f"{channel}/threads/archived/public", self._archived_threads),
            ("GET", "/guilds/{guild}/threads/active", self._active_threads),
            ("GET", f"{channel}/messages", self._list_messages),
            ("POST", f"{channel}/messages", self._create_message),
            ("GET", message, self._get_message),
            ("PATCH", message, self._edit_message),
            ("DELETE", message, self._delete_message),
            ("POST", f"{message}/crosspost", self._crosspost),
            ("POST", f"{message}/threads", self._start_thread),
            ("POST", "/interactions/{interaction}/{token}/callback", self._call_back),
            ("POST", webhook, self._follow_up),
            ("GET", f"{webhook}/messages/{{message}}", self._get_answer),
            ("PATCH", f"{webhook}/messages/{{message}}", self._edit_answer),
            ("DELETE", f"{webhook}/messages/{{message}}", self._delete_answer),
        ]
        for method, path, endpoint in routes:
            app.router.add_route(method, PREFIX + path, self._door(endpoint))
        app.router.add_route("GET", "/attachments/{channel}/{attachment}/{name}", self._get_file)
        app.router.add_route("*", PREFIX + "/{rest:.*}", self._door(self._no_such_route))

    def _door(self, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def enter(request: web.Request) -> web.StreamResponse:
            body, uploads = await read_body(request)
            path = request.path.removeprefix(PREFIX)
            now = asyncio.get_running_loop().time()
            call = Call(request.method, path, body, uploads, now, dict(request.match_info), dict(request.query))
            self.calls.append(call)
            self._world.changes.notify()

            async def carry_out() -> web.Response:
                response = await self._answer(request, call, endpoint)
                self._world.changes.notify()
                return response

            fault = self._faults.take(call.method, call.path)
            return await (fault.apply(request, carry_out) if fault else carry_out())

        return enter

    async def _answer(self, request: web.Request, call: Call, endpoint: Endpoint) -> web.Response:
        try:
            by_token_in_path = call.path.startswith(("/webhooks/", "/interactions/"))
            if not by_token_in_path and request.headers.get("Authorization") != f"Bot {self._world.token}":
                raise UNAUTHORIZED
            if self._contract and (problem := self._contract.problem_with_request(call.method, call.path, call.body)):
                self.violations.append(problem)
                raise invalid(problem)
            response = await endpoint(call)
        except Refusal as refusal:
            return json_response({"code": refusal.code, "message": refusal.message}, status=refusal.status)
        if self._contract:
            answered = json.loads(response.text) if response.text else None
            problem = self._contract.problem_with_response(call.method, call.path, response.status, answered)
            self.violations += [problem] if problem else []
        return response

    # --- who and where -------------------------------------------------------------------------------------------

    async def _no_such_route(self, call: Call) -> web.Response:
        self.violations.append(f"the loopback Discord has no {call.method} {call.path}")
        raise NOT_FOUND

    async def _get_gateway(self, call: Call) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        more = {"shards": 1, "session_start_limit": limit} if call.path.endswith("bot") else {}
        return json_response({"url": "wss://gateway.discord.gg"} | more)

    async def _get_me(self, call: Call) -> web.Response:
        return json_response(payloads.own_user(self._world.bot))

    async def _get_user(self, call: Call) -> web.Response:
        if call.number("user") not in self._world.users:
            raise UNKNOWN_USER
        return json_response(payloads.user(self._world.users[call.number("user")]))

    async def _get_application(self, call: Call) -> web.Response:
        return json_response(payloads.application(self._world))

    async def _open_direct(self, call: Call) -> web.Response:
        user = self._world.users.get(int(call.body["recipient_id"]))
        if user is None:
            raise UNKNOWN_USER
        return json_response(payloads.channel(self._world.direct_channel(user)))

    async def _get_commands(self, call: Call) -> web.Response:
        guild = int(call.words["guild"]) if "guild" in call.words else None
        return json_response(self._world.commands.get(guild, []))

    async def _put_commands(self, call: Call) -> web.Response:
        guild = int(call.words["guild"]) if "guild" in call.words else None
        before = {(command["type"], command["name"]): command for command in self._world.commands.get(guild, [])}
        registered = []
        for given in call.body:
            kind = given.get("type") or 1
            known = before.get((kind, given["name"]))
            number = str(self._world.new_id())
            permissions = given.get("default_member_permissions")
            command = {
                "id": known["id"] if known else number,
                "application_id": str(self._world.application_id),
                "version": number,
                "type": kind,
                "description": given.get("description") or "",
                "default_member_permissions": None if permissions is None else str(permissions),
            } | ({"guild_id": str(guild)} if guild else {})
            registered.append({k: v for k, v in given.items() if v is not None} | command)
        if len({(command["type"], command["name"]) for command in registered}) != len(registered):
            raise invalid("Application command names must be unique")
        self._world.commands[guild] = registered
        return json_response(registered)

    async def _get_guild(self, call: Call) -> web.Response:
        counts = {"approximate_member_count": 2, "approximate_presence_count": 1}
        with_counts = call.query.get("with_counts") in {"1", "true"}
        guild = self._guild(call)
        return json_response(payloads.guild(guild) | (counts if with_counts else {}))

    async def _get_channels(self, call: Call) -> web.Response:
        held = [channel for channel in self._guild(call).channels if channel.parent is None]
        return json_response([payloads.channel(channel) for channel in held])

    async def _get_roles(self, call: Call) -> web.Response:
        return json_response([payloads.role(role, at) for at, role in enumerate(self._guild(call).roles)])

    async def _get_member(self, call: Call) -> web.Response:
        member = self._guild(call).members.get(call.number("user"))
        if member is None:
            raise UNKNOWN_MEMBER
        return json_response(payloads.member(member))

    async def _get_channel(self, call: Call) -> web.Response:
        return json_response(payloads.channel(self._channel(call)))

    def _guild(self, call: Call) -> Any:
        guild = self._world.guilds.get(call.number("guild"))
        if guild is None or self._world.bot.id not in guild.members:
            raise UNKNOWN_GUILD
        return guild

    def _channel(self, call: Call, *permissions: str) -> Channel:
        return require(self._world.channels.get(call.number("channel")), self._world.bot, *permissions)

    # --- messages ------------------------------------------------------------------------------------------------

    async def _type(self, call: Call) -> web.Response:
        may_post(self._world.channels.get(call.number("channel")), self._world.bot)
        return web.Response(status=204)

    async def _list_messages(self, call: Call) -> web.Response:
        channel = self._channel(call)
        found = sorted(channel.messages.values(), key=lambda message: message.id, reverse=True)
        if not channel.permissions_of(self._world.bot).read_message_history:
            found = []
        limit = int(call.query.get("limit", 50))
        if before := call.query.get("before"):
            found = [message for message in found if message.id < int(before)]
        if after := call.query.get("after"):
            found = [message for message in found if message.id > int(after)][-limit:]
        if around := call.query.get("around"):
            nearest = sorted(found, key=lambda message: abs(message.id - int(around)))[:limit]
            found = [message for message in found if message in nearest]
        return json_response([self._seen(message) for message in found[:limit]])

    async def _create_message(self, call: Call) -> web.Response:
        channel = may_post(self._world.channels.get(call.number("channel")), self._world.bot)
        if call.uploads:
            require(channel, self._world.bot, "attach_files")
        if sent := self._posting.sent_before(channel, call.body):
            return json_response(payloads.message(sent))
        message = self._posting.post(channel, self._world.bot, call.body, call.uploads)
        self.announce("MESSAGE_CREATE", message)
        return json_response(payloads.message(message))

    async def _get_message(self, call: Call) -> web.Response:
        self._channel(call, "read_message_history")
        return json_response(self._seen(self._message(call)))

    async def _edit_message(self, call: Call) -> web.Response:
        message = self._message(call)
        if message.author is not self._world.bot:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        if message.channel.archived:
            raise Refusal(400, 50083, "Thread is archived")
        self._posting.edit(message, call.body, call.uploads)
        self.announce("MESSAGE_UPDATE", message)
        return json_response(payloads.message(message))

    async def _change_thread(self, call: Call) -> web.Response:
        """Open or archive a thread, which is all that a bot without *Manage Threads* may change."""
        thread = may_post(self._channel(call), self._world.bot)
        if thread.parent is None or set(call.body) != {"archived"}:
            raise MISSING_PERMISSIONS
        thread.archived = bool(call.body["archived"])
        return json_response(payloads.channel(thread))

    async def _delete_message(self, call: Call) -> web.Response:
        message = self._message(call)
        if message.author is not self._world.bot:
            self._channel(call, "manage_messages")
        self.delete(message)
        return web.Response(status=204)

    async def _crosspost(self, call: Call) -> web.Response:
        message = self._message(call)
        if message.channel.type != NEWS:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        if message.crossposted:
            raise Refusal(400, 40033, "This message has already been crossposted")
        message.crossposted = True
        return json_response(payloads.message(message))

    async def _start_thread(self, call: Call) -> web.Response:
        parent = self._channel(call)
        require(parent, self._world.bot, "send_messages" if parent.type == FORUM else "create_public_threads")
        if parent.type == FORUM:
            return self._start_post(call, parent)
        number = self._message(call).id if "message" in call.words else self._world.new_id()
        if number in self._world.channels:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        kind = NEWS_THREAD if parent.type == NEWS else call.body.get("type") or THREAD
        thread = Channel(number, kind, call.body["name"], parent.guild, parent=parent, owner=self._world.bot)
        self._world.keep(thread)
        payload = payloads.channel(thread)
        self._gateway.dispatch("THREAD_CREATE", payload | {"newly_created": True}, GUILDS)
        return json_response(payload, status=201)

    def _start_post(self, call: Call, parent: Channel) -> web.Response:
        """A forum's post: a thread and its first message, which has the same number."""
        number = self._world.new_id()
        thread = Channel(number, THREAD, call.body["name"], parent.guild, parent=parent, owner=self._world.bot)
        message = self._posting.post(thread, self._world.bot, call.body["message"], call.uploads, number=number)
        self._world.keep(thread)
        parent.last_id = number
        payload = payloads.channel(thread)
        self._gateway.dispatch("THREAD_CREATE", payload | {"newly_created": True}, GUILDS)
        self.announce("MESSAGE_CREATE", message)
        return json_response(payload | {"message": payloads.message(message)}, status=201)

    async def _active_threads(self, call: Call) -> web.Response:
        held = [channel for channel in self._guild(call).channels if channel.parent and not channel.archived]
        return json_response(_thread_list(held))

    async def _archived_threads(self, call: Call) -> web.Response:
        parent = self._channel(call, "read_message_history")
        assert parent.guild is not None
        held = [channel for channel in parent.guild.channels if channel.parent is parent and channel.archived]
        return json_response(_thread_list(held))

    def _message(self, call: Call) -> Message:
        message = self._channel(call).messages.get(call.number("message"))
        if message is None:
            raise UNKNOWN_MESSAGE
        return message

    def _seen(self, message: Message) -> Json:
        all_content = self._gateway.privileged_intents
        return payloads.as_seen_by_bot(message, self._world.bot, all_content=all_content)

    async def _get_file(self, request: web.Request) -> web.Response:
        channel = self._world.channels.get(int(request.match_info["channel"]))
        for message in channel.messages.values() if channel else ():
            for attachment in message.attachments:
                if attachment["id"] == request.match_info["attachment"]:
                    return web.Response(body=attachment["bytes"], content_type=attachment["content_type"])
        return web.Response(status=404)

    def announce(self, event: str, message: Message) -> None:
        """Tells the bot of a message, its own ones too, as Discord does; ephemeral ones are never told of."""
        if message.is_ephemeral:
            return
        place = _place(message)

        def seen(intents: int) -> Json:
            all_content = bool(intents & MESSAGE_CONTENT)
            payload = payloads.as_seen_by_bot(message, self._world.bot, all_content=all_content) | place
            guild = message.channel.guild
            if guild is not None and message.author.id in guild.members:
                payload["member"] = payloads.member(guild.members[message.author.id], with_user=False)
            return payload

        self._gateway.dispatch(event, seen, _intent(message))
        self._world.changes.notify()

    def delete(self, message: Message) -> None:
        """Takes a message away and tells the bot."""
        message.deleted = True
        message.channel.messages.pop(message.id, None)
        data = {"id": str(message.id), "channel_id": str(message.channel.id)} | _place(message)
        if not message.is_ephemeral:
            self._gateway.dispatch("MESSAGE_DELETE", data, _intent(message))
        self._world.changes.notify()

    # --- answers to interactions ---------------------------------------------------------------------------------

    async def _call_back(self, call: Call) -> web.Response:
        interaction = self._interactions.call_back(
            call.number("interaction"), call.words["token"], call.body, call.uploads
        )
        message = interaction.original
        kind = call.body["type"]
        if message is not None:
            self.announce("MESSAGE_CREATE" if kind in {4, 5} else "MESSAGE_UPDATE", message)
        if call.query.get("with_response") not in {"1", "true"}:
            return web.Response(status=204)
        answered: Json = {"interaction": {"id": str(interaction.id), "type": interaction.kind}}
        if message is not None:
            answered["interaction"] |= {
                "response_message_id": str(message.id),
                "response_message_loading": message.is_loading,
                "response_message_ephemeral": message.is_ephemeral,
                "channel_id": str(message.channel.id),
            }
        if kind in {4, 7} and message is not None:
            answered["resource"] = {"type": kind, "message": payloads.message(message)}
        return json_response(answered)

    async def _follow_up(self, call: Call) -> web.Response:
        interaction = self._interactions.find(call.words["token"])
        was_loading = interaction.original is not None and interaction.original.is_loading
        message = self._interactions.follow_up(interaction, call.body, call.uploads)
        self.announce("MESSAGE_UPDATE" if was_loading else "MESSAGE_CREATE", message)
        if call.query.get("wait") not in {"1", "true"}:
            return web.Response(status=204)
        return json_response(payloads.message(message))

    def _answered(self, call: Call) -> Message:
        return self._interactions.message(self._interactions.find(call.words["token"]), call.words["message"])

    async def _get_answer(self, call: Call) -> web.Response:
        return json_response(payloads.message(self._answered(call)))

    async def _edit_answer(self, call: Call) -> web.Response:
        message = self._answered(call)
        self._interactions.edit(message, call.body, call.uploads)
        self.announce("MESSAGE_UPDATE", message)
        return json_response(payloads.message(message))

    async def _delete_answer(self, call: Call) -> web.Response:
        self.delete(self._answered(call))
        return web.Response(status=204)


def _thread_list(held: list[Channel]) -> Json:
    return {"threads": [payloads.channel(thread) for thread in reversed(held)], "members": [], "has_more": False}


def _place(message: Message) -> Json:
    guild = message.channel.guild
    return {"guild_id": str(guild.id)} if guild else {}


def _intent(message: Message) -> int:
    return DIRECT_MESSAGES if message.channel.type == DIRECT else GUILD_MESSAGES


async def read_body(request: web.Request) -> tuple[Any, Uploads]:
    """A request's JSON, and its files by number where it is a form with files."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return (json.loads(raw) if raw else None), {}
    body: Any = {}
    uploads = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        assert isinstance(part.name, str)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            number = int(part.name.removeprefix("files[").removesuffix("]"))
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[number] = Upload(part.filename or "file", bytes(await part.read()), kind)
    return body, uploads
