"""A web server on loopback that plays outlets of every kind, at a virtual time that the test sets."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Any, Self

import brotli
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from backports import zstd

from knowledge.fetching.policy import AddressPolicy

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
SHOWN = 10
"""Entries that a feed shows: the newest ones."""

Handler = Callable[["Outlet", web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class LoopbackPolicy(AddressPolicy):
    """The real policy, with one door: this port of 127.0.0.1."""

    port: int = 0

    def check(self, host: str, port: int) -> None:
        if (host, port) != ("127.0.0.1", self.port):
            AddressPolicy.check(self, host, port)


class LoopbackResolver(AbstractResolver):
    """Leads every name to 127.0.0.1, but for those in `elsewhere`; each look-up takes the next of a name's answers."""

    def __init__(self, elsewhere: dict[str, list[str]] | None = None) -> None:
        self.elsewhere = elsewhere or {}

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        answers = self.elsewhere.get(host, ["127.0.0.1"])
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        return [ResolveResult(hostname=host, host=address, port=port, family=family or 2, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is held."""


@dataclass
class Outlet:
    """One outlet: an article every `every`, shown as `handler` does it."""

    name: str
    handler: Handler
    every: timedelta
    world: Outlets
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def numbers(self) -> list[int]:
        """Of the articles that its feed shows now, newest first."""
        newest = (self.world.now - BEGIN) // self.every
        return list(range(newest, max(-1, newest - SHOWN), -1))

    def address(self, path: str = "/feed") -> str:
        return f"http://{self.name}.example:{self.world.port}{path}"

    def published(self, number: int) -> datetime:
        return BEGIN + number * self.every

    def headline(self, number: int) -> str:
        return f"{self.name.title()} bridge number {number} opens to traffic"

    def text(self, number: int, paragraphs: int = 4) -> list[str]:
        return [
            f"Workers of {self.name} finished part {part} of bridge number {number} on Tuesday, and the mayor, who had "
            f"waited {number + part} years for it, drove the first of {part + 20} cars across the river without a word."
            for part in range(1, paragraphs + 1)
        ]

    def items(self, **changes: Callable[[int], str]) -> str:
        """RSS items of the articles shown; `changes` make an element's content of an article's number ("" drops it)."""
        elements: dict[str, Callable[[int], str]] = {
            "title": self.headline,
            "link": lambda number: self.address(f"/articles/{number}"),
            "guid": lambda number: f"{self.name}-{number}",
            "pubDate": lambda number: format_datetime(self.published(number)),
            "description": lambda number: "".join(f"<p>{escape(part)}</p>" for part in self.text(number)),
        } | changes
        items = []
        for number in self.numbers:
            contents = {element: content(number) for element, content in elements.items()}
            items.append("".join(f"<{name}>{escape(text)}</{name}>" for name, text in contents.items() if text))
        return "".join(f"<item>{item}</item>" for item in items)

    def rss(self, **changes: Callable[[int], str]) -> str:
        title = self.name.title()
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
            f"<link>{self.address('/')}</link>{self.items(**changes)}</channel></rss>"
        )

    def page(self, number: int, paragraphs: list[str]) -> str:
        body = "".join(f"<p>{escape(part)}</p>" for part in paragraphs)
        return (
            f"<html><head><title>{self.headline(number)}</title></head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>{self.headline(number)}</h1>{body}</article><footer>Imprint</footer></body></html>"
        )


class Outlets:
    """The server. `now` is the virtual time; outlets are added with `add`.

    `ROBOTS` is everybody's robots.txt; None leaves
    it to the outlets.
    """

    ROBOTS: str | None = "User-agent: *\nDisallow: /secret/\n"

    def __init__(self) -> None:
        self.now = BEGIN
        self.port = 0
        self.outlets: dict[str, Outlet] = {}
        self.user_agents: set[str] = set()
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_route("GET", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def policy(self) -> LoopbackPolicy:
        return LoopbackPolicy(ports=frozenset({80, 443, self.port}), port=self.port)

    def add(self, name: str, handler: Handler, *, every: timedelta = timedelta(hours=6)) -> Outlet:
        self.outlets[name] = Outlet(name, handler, every, self)
        return self.outlets[name]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = request.host.partition(".")[0].partition(":")[0]
        outlet = self.outlets[name]
        outlet.asked[request.path] += 1
        self.user_agents.add(request.headers.get("User-Agent", ""))
        for group in (name, ""):
            self.at_once[group] += 1
            self.most_at_once[group] = max(self.most_at_once[group], self.at_once[group])
        try:
            if request.path == "/robots.txt" and self.ROBOTS is not None:
                return web.Response(text=self.ROBOTS)
            return await outlet.handler(outlet, request)
        finally:
            self.at_once.subtract((name, ""))


def xml(text: str | bytes, **headers: str) -> web.Response:
    body = text.encode() if isinstance(text, str) else text
    return web.Response(body=body, headers={"Content-Type": "application/rss+xml", **headers})


def rss_of(**changes: Callable[[Outlet, int], str]) -> Handler:
    """An outlet that answers with its feed, some of its elements made by functions of outlet and number."""

    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        return xml(outlet.rss(**{name: _bound(change, outlet) for name, change in changes.items()}))

    return handler


def _bound(change: Callable[[Outlet, int], str], outlet: Outlet) -> Callable[[int], str]:
    return lambda number: change(outlet, number)


def status_of(status: int, **headers: str) -> Handler:
    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    return handler


def bytes_of(content: bytes, **headers: str) -> Handler:
    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        return xml(content, **headers)

    return handler


def encoded_as(name: str, encode: Callable[[bytes], bytes]) -> Handler:
    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        assert name in request.headers["Accept-Encoding"]
        return xml(encode(outlet.rss().encode()), **{"Content-Encoding": name})

    return handler


async def good(outlet: Outlet, request: web.Request) -> web.Response:
    """With an ETag and Last-Modified, and 304 for who has both."""
    etag, changed = f'"{outlet.numbers[0]}"', format_datetime(outlet.published(outlet.numbers[0]), usegmt=True)
    if request.headers.get("If-None-Match") == etag and request.headers.get("If-Modified-Since") == changed:
        return web.Response(status=304, headers={"ETag": etag})
    return xml(outlet.rss(), **{"ETag": etag, "Last-Modified": changed})


async def atom(outlet: Outlet, request: web.Request) -> web.Response:
    entries = "".join(
        f"<entry><title>{outlet.headline(number)}</title><id>tag:{outlet.name},2026:{number}</id>"
        f'<link href="articles/{number}"/><updated>{outlet.published(number).isoformat()}</updated>'
        f"<content type='html'>{escape(escape(' '.join(outlet.text(number))))}</content></entry>"
        for number in outlet.numbers
    )
    return xml(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{outlet.address("/")}"><title>Atom</title>'
        f"<id>tag:{outlet.name}</id>{entries}</feed>"
    )


async def json_feed(outlet: Outlet, request: web.Request) -> web.Response:
    items = [
        {
            "id": str(number),
            "url": outlet.address(f"/articles/{number}"),
            "title": outlet.headline(number),
            "content_text": "\n\n".join(outlet.text(number)),
            "date_published": outlet.published(number).isoformat(),
        }
        for number in outlet.numbers
    ]
    return web.json_response({"version": "https://jsonfeed.org/version/1.1", "title": "Json", "items": items})


async def slow(outlet: Outlet, request: web.Request) -> web.Response:
    await asyncio.sleep(0.05)
    return xml(outlet.rss())


async def stuck(outlet: Outlet, request: web.Request) -> web.Response:
    await asyncio.sleep(3_600)
    raise AssertionError("it was to be given up")


async def endless(outlet: Outlet, request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<item>" * 10_000)


async def dripping(outlet: Outlet, request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<")
        await asyncio.sleep(0.02)


async def cut_off(outlet: Outlet, request: web.Request) -> web.StreamResponse:
    """Announces more than comes."""
    response = web.StreamResponse(headers={"Content-Length": "100000"})
    await response.prepare(request)
    await response.write(outlet.rss().encode()[:500])
    assert request.transport is not None
    request.transport.close()
    return response


async def every_other(outlet: Outlet, request: web.Request) -> web.Response:
    """Fails each time before it works."""
    return web.Response(status=500) if outlet.asked[request.path] % 2 else xml(outlet.rss())


async def asks_for_patience(outlet: Outlet, request: web.Request) -> web.Response:
    """Overwhelmed each third time, and says until when."""
    if outlet.asked[request.path] % 3 == 0:
        return web.Response(status=429, headers={"Retry-After": "7200"})
    return xml(outlet.rss())


async def under_repair(outlet: Outlet, request: web.Request) -> web.Response:
    """On the first two days, with a date."""
    until = BEGIN + timedelta(days=2)
    if outlet.world.now < until:
        return web.Response(status=503, headers={"Retry-After": format_datetime(until, usegmt=True)})
    return xml(outlet.rss())


async def moving(outlet: Outlet, request: web.Request) -> web.Response:
    if request.path == "/feed":
        return web.Response(status=301, headers={"Location": "/new/feed"})
    return xml(outlet.rss())


async def wandering(outlet: Outlet, request: web.Request) -> web.Response:
    """Elsewhere for the moment."""
    if request.path == "/feed":
        return web.Response(status=302, headers={"Location": outlet.address("/today")})
    return xml(outlet.rss())


async def closing_down(outlet: Outlet, request: web.Request) -> web.Response:
    return web.Response(status=410) if outlet.world.now > BEGIN + timedelta(days=10) else xml(outlet.rss())


async def on_holiday(outlet: Outlet, request: web.Request) -> web.Response:
    """Broken from the fifth day to the twelfth."""
    away = timedelta(days=5) < outlet.world.now - BEGIN < timedelta(days=12)
    return web.Response(status=500) if away else xml(outlet.rss())


def teasing(page: Callable[[Outlet, int], str]) -> Handler:
    """A feed of first sentences; the articles' pages are as `page` makes them."""

    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        if request.path.startswith("/articles/"):
            text = page(outlet, int(request.path.rpartition("/")[2]))
            return web.Response(text=text, content_type="text/html")
        return xml(outlet.rss(description=lambda number: outlet.text(number)[0]))

    return handler


def whole_page(outlet: Outlet, number: int) -> str:
    return outlet.page(number, outlet.text(number, paragraphs=8))


def cookie_page(outlet: Outlet, number: int) -> str:
    asking = "We and our 812 partners use and store cookies on this device to show you advertising that interests you. "
    return outlet.page(number, [asking * 3, "Accept all cookies or manage your cookies in the settings. " * 3])


def paywall_page(outlet: Outlet, number: int) -> str:
    start = outlet.text(number)[:2]
    return outlet.page(number, [*start, "Subscribe to continue reading. Already a subscriber? Log in to read on."])


def json_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


BOMB = bytes(30_000_000)
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
}
