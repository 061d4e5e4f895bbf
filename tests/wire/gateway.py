"""The gateway: sessions over websockets that are identified, beat, break off, and are taken up again."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from . import payloads
from .world import Guild, Json, World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT = 0, 1, 2, 3, 6, 7
REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 8, 9, 10, 11
GUILDS, GUILD_MEMBERS, PRESENCES, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = (
    1 << 0,
    1 << 1,
    1 << 8,
    1 << 9,
    1 << 12,
    1 << 15,
)
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT
AUTHENTICATION_FAILED, DISALLOWED_INTENTS, ALREADY_AUTHENTICATED, NOT_AUTHENTICATED = 4004, 4014, 4005, 4003
RESUME_URL = "wss://gateway-loopback-1.discord.gg"

Data = Json | Callable[[int], Json]  # a payload, or how it looks with a session's intents


@dataclass(frozen=True)
class _Close:
    """Asks a connection's writer to close with a code, or without one to break off."""

    code: int | None


class _Connection:
    """One websocket. What is sent goes through a queue, so that order holds and nobody waits."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._queue: asyncio.Queue[Json | _Close] = asyncio.Queue()
        self._compressor = zlib.compressobj() if compressed else None

    def send(self, message: Json) -> None:
        self._queue.put_nowait(message)

    def close(self, code: int | None) -> None:
        self._queue.put_nowait(_Close(code))

    async def write_all(self, transport: asyncio.BaseTransport | None, reading: asyncio.Task[None]) -> None:
        """Sends what is queued, in order, until the connection is to be closed; then `reading` is cancelled.

        While something reads, aiohttp's `close` ends TCP without waiting for the other side's close frame, and the bot
        then sees 1006 instead of the code.
        """
        while not isinstance(item := await self._queue.get(), _Close):
            text = json.dumps(item)
            if self._compressor is None:
                await self.socket.send_str(text)
            else:
                packed = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)
        if item.code is not None:
            reading.cancel()
            await asyncio.wait([reading])
            await self.socket.close(code=item.code)
        elif isinstance(transport, asyncio.Transport):
            transport.abort()


@dataclass(eq=False)
class Session:
    """What the gateway knows of a bot between IDENTIFY and the end, over several connections."""

    id: str
    intents: int
    sequence: int = 0
    events: list[Json] = field(default_factory=list)
    connection: _Connection | None = None

    def dispatch(self, event: str, data: Json) -> None:
        self.sequence += 1
        message = {"op": DISPATCH, "t": event, "s": self.sequence, "d": data}
        self.events.append(message)
        if self.connection is not None:
            self.connection.send(message)


class Gateway:
    """Serves websockets and dispatches events to the sessions that want them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._connections: set[_Connection] = set()
        self.sessions: dict[str, Session] = {}
        self.heartbeat_interval = 41.25
        self.privileged_intents = False
        self.refusals: list[int] = []  # close codes for the next IDENTIFYs
        self.before_hello: list[int] = []  # close codes, which the next connections get instead of HELLO
        self.silent = 0  # how many of the next connections get nothing at all
        self.identified = 0
        self.resumed = 0

    @property
    def connected(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.connection is not None]

    def dispatch(self, event: str, data: Data, intents: int = 0) -> None:
        """Sends an event to every session that has one of the intents; a broken-off one gets it when it resumes."""
        for session in self.sessions.values():
            if not intents or session.intents & intents:
                session.dispatch(event, data(session.intents) if callable(data) else data)

    def disconnect(self, code: int | None = None) -> None:
        """Ends every connection with a close code, or by breaking off without one; sessions can be resumed."""
        for connection in self._connections:
            connection.close(code)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One websocket, from HELLO to its end."""
        encoding, compression = request.query.get("encoding", "json"), request.query.get("compress", "zlib-stream")
        if (encoding, compression) != ("json", "zlib-stream"):
            return web.Response(status=400, text="this gateway speaks json, plain or as zlib-stream")
        socket = web.WebSocketResponse(max_msg_size=0, heartbeat=None)
        await socket.prepare(request)
        connection = _Connection(socket, compressed="compress" in request.query)
        self._connections.add(connection)
        reading = asyncio.create_task(self._read_all(connection))
        writing = asyncio.create_task(connection.write_all(request.transport, reading))
        self._greet(connection)
        try:
            await asyncio.wait([reading])
        finally:
            self._connections.discard(connection)
            for session in self.sessions.values():
                if session.connection is connection:
                    session.connection = None
            self._world.changes.notify()
            connection.close(1000)
            await asyncio.gather(writing, return_exceptions=True)
        if not reading.cancelled():
            reading.result()
        return socket

    async def _read_all(self, connection: _Connection) -> None:
        async for message in connection.socket:
            if message.type is not WSMsgType.TEXT:
                connection.close(4002)
                break
            self._received(connection, json.loads(message.data))

    def _greet(self, connection: _Connection) -> None:
        if self.silent:
            self.silent -= 1
        elif self.before_hello:
            connection.close(self.before_hello.pop(0))
        else:
            connection.send(
                {"op": HELLO, "d": {"heartbeat_interval": round(self.heartbeat_interval * 1000), "_trace": []}}
            )

    def _received(self, connection: _Connection, message: Json) -> None:
        session = next((s for s in self.sessions.values() if s.connection is connection), None)
        match message["op"]:
            case 1:
                connection.send({"op": HEARTBEAT_ACK, "d": None})
            case 2 if session is None:
                self._identify(connection, message["d"])
            case 2:
                connection.close(ALREADY_AUTHENTICATED)
            case 6:
                self._resume(connection, message["d"])
            case _ if session is None:
                connection.close(NOT_AUTHENTICATED)
            case 8:
                self._members(session, message["d"])
        self._world.changes.notify()

    def _identify(self, connection: _Connection, data: Json) -> None:
        self.identified += 1
        if self.refusals:
            connection.close(self.refusals.pop(0))
        elif data["token"] != self._world.token:
            connection.close(AUTHENTICATION_FAILED)
        elif data["intents"] & PRIVILEGED and not self.privileged_intents:
            connection.close(DISALLOWED_INTENTS)
        else:
            session = Session(secrets.token_hex(16), data["intents"], connection=connection)
            self.sessions[session.id] = session
            self._welcome(session, data.get("shard"))

    def _welcome(self, session: Session, shard: list[int] | None) -> None:
        guilds = list(self._world.guilds.values())
        ready: Json = {
            "v": 10,
            "user": payloads.own_user(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": RESUME_URL,
            "application": {"id": str(self._world.application_id), "flags": 0},
            "private_channels": [],
            "session_type": "normal",
            "_trace": [],
        }
        session.dispatch("READY", ready | ({"shard": shard} if shard else {}))
        if session.intents & GUILDS:
            for guild in guilds:
                # The key says that the bot was in it before; the event of a server just joined lacks it.
                known = {"unavailable": False}
                session.dispatch("GUILD_CREATE", payloads.guild_create(guild, self._world.bot) | known)

    def _resume(self, connection: _Connection, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._world.token:
            connection.close(AUTHENTICATION_FAILED)
        elif session is None or data["seq"] is None or data["seq"] > session.sequence:
            connection.send({"op": INVALID_SESSION, "d": False})
        else:
            self.resumed += 1
            for missed in session.events[data["seq"] :]:
                connection.send(missed)
            session.connection = connection
            session.dispatch("RESUMED", {"_trace": []})

    def _members(self, session: Session | None, data: Json) -> None:
        assert session is not None
        guild: Guild = self._world.guilds[int(data["guild_id"])]
        asked = data.get("user_ids") or []
        ids = {int(number) for number in (asked if isinstance(asked, list) else [asked])}
        found = [payloads.member(member) for number, member in guild.members.items() if number in ids]
        chunk: Json = {"guild_id": str(guild.id), "members": found, "chunk_index": 0, "chunk_count": 1}
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})
