"""The ways in which the loopback Discord can be told to fail a request."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Protocol

from aiohttp import web

CarryOut = Callable[[], Awaitable[web.Response]]


def json_response(data: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Discord's JSON, whose content type names no charset, which discord.py counts on."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers=headers, content_type="application/json")


class Fault(Protocol):
    """Stands between a request and its being carried out."""

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        """The response; it may call `carry_out` never, once, or more often."""


@dataclass(frozen=True)
class Drop:
    """The connection breaks off, before the request is carried out or after it."""

    after: bool = False

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        if self.after:
            await carry_out()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


@dataclass(frozen=True)
class Delay:
    """Everything takes `seconds` longer, before the request is carried out or before the answer to it."""

    seconds: float
    after: bool = False

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        if not self.after:
            await asyncio.sleep(self.seconds)
            return await carry_out()
        response = await carry_out()
        await asyncio.sleep(self.seconds)
        return response


@dataclass(frozen=True)
class Hold:
    """The request waits until the test sets the event."""

    until: asyncio.Event
    after: bool = False

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        if not self.after:
            await self.until.wait()
            return await carry_out()
        response = await carry_out()
        await self.until.wait()
        return response


@dataclass(frozen=True)
class Status:
    """An error status, such as 500, 502, 503, 403; with `after` the request was carried out all the same."""

    code: int
    after: bool = False
    error_code: int = 0
    message: str = ""

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        if self.after:
            await carry_out()
        if self.code >= 500:  # what stands before Discord answers in HTML
            return web.Response(status=self.code, text=f"<html>{self.code}</html>", content_type="text/html")
        return json_response({"code": self.error_code, "message": self.message}, status=self.code)


@dataclass(frozen=True)
class RateLimit:
    """A 429: Discord's own has `Via` and JSON; without `via` it is that of the network in front of Discord."""

    retry_after: float = 0.2
    via: bool = True
    everywhere: bool = False

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        headers = {"Retry-After": str(max(1, round(self.retry_after)))}
        if not self.via:
            return web.Response(status=429, text="error code: 1015", headers=headers)
        headers |= {"Via": "1.1 google", "X-RateLimit-Scope": "global" if self.everywhere else "user"}
        if self.everywhere:
            headers["X-RateLimit-Global"] = "true"
        return json_response(
            {"message": "You are being rate limited.", "retry_after": self.retry_after, "global": self.everywhere},
            status=429,
            headers=headers,
        )


@dataclass(frozen=True)
class Repeat:
    """Something on the way sends the request twice; the answer to the second one comes back."""

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        await carry_out()
        return await carry_out()


@dataclass(frozen=True)
class Garble:
    """The request is carried out, and the answer to it is cut off in the middle of its JSON."""

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        response = await carry_out()
        half = (response.text or "").encode()[: len(response.text or "") // 2]
        return web.Response(status=response.status, body=half, content_type="application/json")


@dataclass(frozen=True)
class Then:
    """Something happens, such as that the bot's process dies, before the request is carried out or before the answer
    to it; the connection then breaks off."""

    happens: Callable[[], None]
    after: bool = False

    async def apply(self, request: web.Request, carry_out: CarryOut) -> web.Response:
        if self.after:
            await carry_out()
        self.happens()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


class Faults:
    """Which requests will fail, and how. A fault is used up by the request that meets it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Fault]] = []

    def add(self, route: str, *faults: Fault) -> None:
        """The next requests of a route, such as "POST /channels/*/messages", meet these faults, one each, in order."""
        self._waiting += [(route, fault) for fault in faults]

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets; it is gone then."""
        for index, (route, fault) in enumerate(self._waiting):
            if fnmatchcase(f"{method} {path}", route):
                del self._waiting[index]
                return fault
        return None

    def clear(self) -> None:
        """No request meets a fault any more."""
        self._waiting.clear()

    @property
    def left(self) -> list[str]:
        """The routes of the faults that no request has met yet."""
        return [route for route, _ in self._waiting]
