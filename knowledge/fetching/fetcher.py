"""One polite and safe HTTP client for everything that is fetched from strangers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from knowledge.errors import KnowledgeError
from knowledge.fetching.connections import Connector, TooMuchBesides
from knowledge.fetching.decoding import ACCEPTED, DecodingError, decoder
from knowledge.fetching.headers import max_age, retry_after
from knowledge.fetching.policy import AddressPolicy, RefusedAddress
from knowledge.fetching.turns import QUICK, Turns
from knowledge.reading.results import LARGEST_DOCUMENT

MOST_REDIRECTS = 5
DOCUMENT_SECONDS = 20.0
"""For one document, redirects included, waiting for one's turn not."""
AT_ONCE_PER_HOST = 2
AT_ONCE = 32
SLOW_AT_ONCE = 96
"""Besides, those that have waited for long: mostly they hold nothing but an open connection."""
LARGE = 1_000_000
LARGE_AT_ONCE = 12
"""Documents of more than so many bytes, since they lie in memory while they come."""

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
_RESOLVER_THREADS = 64  # name servers that never answer take one each
_LONGEST_VALIDATOR = 1_000  # characters of an ETag worth keeping

FetchKind = Literal["ok", "not_modified", "gone", "failed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching an address.

    `url` is where the redirects ended. `permanent_url` is where to ask next time, if the address has moved for good.
    `content` is unpacked; empty unless `kind` is "ok". `content_type` is the header as sent. `max_age` and
    `retry_after` are seconds that the server asks to let pass. `error` says what went wrong, as a sentence about "it"
    (None for "ok" and "not_modified"); `status` is the last HTTP status, None if there was no answer.
    """

    kind: FetchKind
    url: str
    permanent_url: str | None = None
    content: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    max_age: int | None = None
    retry_after: int | None = None
    status: int | None = None
    error: str | None = None


class Fetcher:
    """The client. Use it as an asynchronous context manager, or `close` it."""

    def __init__(
        self,
        policy: AddressPolicy,
        *,
        user_agent: str,
        document_seconds: float = DOCUMENT_SECONDS,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """`user_agent` is sent with every request. `resolver` turns names into addresses; the system's by default."""
        self._policy = policy
        self._user_agent = user_agent
        self._seconds = document_seconds
        self._resolver = resolver
        self._turns = Turns(AT_ONCE, SLOW_AT_ONCE)
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def fetch(
        self,
        url: str,
        *,
        now: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        largest: int = LARGEST_DOCUMENT,
    ) -> Fetched:
        """Get a document of at most `largest` bytes. Never raises for anything that a server does.

        `etag` and `last_modified`, from an earlier answer, make the request conditional. `now` (UTC) is what dates in
        the answer are counted from.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in headers.items() if value}
        seconds = self._seconds
        address, permanent, is_permanent = url, None, True
        loop = asyncio.get_running_loop()
        for _ in range(MOST_REDIRECTS + 1):
            try:
                address = self._policy.address(address)
                async with self._turns.turn({urlsplit(address).hostname or "": AT_ONCE_PER_HOST}):
                    started = loop.time()
                    async with asyncio.timeout(seconds):
                        answer = await self._request(address, conditions, now=now, largest=largest)
                    seconds = max(0.001, seconds - (loop.time() - started))
            except (aiohttp.ClientError, DecodingError, OSError, ValueError) as error:
                return Fetched("failed", address, error=_sentence(error, self._seconds))
            if isinstance(answer, _Redirect):
                is_permanent = is_permanent and answer.status in _PERMANENT
                address = answer.location
                permanent = address if is_permanent else permanent
                continue
            return _concluded(answer, permanent, is_permanent=is_permanent)
        return Fetched("failed", address, error=f"It redirects more than {MOST_REDIRECTS} times.")

    async def _request(
        self, address: str, conditions: Mapping[str, str], *, now: datetime, largest: int
    ) -> Fetched | _Redirect:
        session = self._opened()
        async with session.get(address, headers=conditions, allow_redirects=False) as response:
            status, headers = response.status, response.headers
            if status in _REDIRECTS and headers.get("Location"):
                return _Redirect(status, urljoin(address, headers["Location"].strip()))
            notes: dict[str, Any] = {
                "etag": _validator(headers.get("ETag")),
                "last_modified": _validator(headers.get("Last-Modified")),
                "max_age": max_age(headers),
                "retry_after": retry_after(headers.get("Retry-After"), now=now),
                "status": status,
            }
            if status == 304 and conditions:
                return Fetched("not_modified", address, **notes)
            if status == 410:
                return Fetched("gone", address, error="The server says that it is gone for good (HTTP 410).", **notes)
            if status not in (200, 203):
                return Fetched("failed", address, error=_status_sentence(status), **notes)
            content = await self._body(response, largest)
            return Fetched("ok", address, content=content, content_type=headers.get("Content-Type"), **notes)

    async def server(self, url: str) -> str:
        """The number of the server that an address leads to now; "" if it cannot be found out in some seconds."""
        with contextlib.suppress(OSError, ValueError, KnowledgeError):
            parts = urlsplit(self._policy.address(url))
            async with asyncio.timeout(QUICK):
                found = await self._names().resolve(parts.hostname or "", parts.port or 0, socket.AF_UNSPEC)
            return str(found[0]["host"]) if found else ""
        return ""

    async def _body(self, response: aiohttp.ClientResponse, largest: int) -> bytes:
        too_large = f"It is larger than {largest / 1_000_000:g} MB."
        if (response.content_length or 0) > largest:
            raise DecodingError(too_large)
        unpacking = decoder(response.headers.get("Content-Encoding"))
        pieces: list[bytes] = []
        size = received = 0
        async with contextlib.AsyncExitStack() as turn:
            is_large = False
            async for chunk in response.content.iter_any():
                received += len(chunk)
                for piece in unpacking.feed(chunk):
                    size += len(piece)
                    if size > largest:
                        raise DecodingError(too_large)
                    pieces.append(piece)
                if received > largest:
                    raise DecodingError(too_large)
                if size > LARGE and not is_large:
                    await turn.enter_async_context(self._large)
                    is_large = True
        unpacking.finish()
        return b"".join(pieces)

    def _names(self) -> AbstractResolver:
        if self._resolver is None:
            self._resolver = _Resolver()
        return self._resolver

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = Connector(
                limit=0,  # `Turns` limits
                resolver=self._names(),
                ttl_dns_cache=60,
                socket_factory=self._socket,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
                auto_decompress=False,
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=None),
            )
        return self._session

    def _socket(self, address: Any) -> socket.socket:
        """A socket for an address about to be connected to: what is checked here cannot change before the connect."""
        family, kind, protocol, _, target = address
        self._policy.check(target[0], target[1])
        return socket.socket(family, kind, protocol)


@dataclass(frozen=True, slots=True)
class _Redirect:
    status: int
    location: str


class _Resolver(AbstractResolver):
    """The system's resolver in threads of its own: slow name servers must not keep searches from the shared ones."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_RESOLVER_THREADS, thread_name_prefix="resolver")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
        )
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=int(address[1]),
                family=family_,
                proto=protocol,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for family_, _, protocol, _, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _concluded(answer: Fetched, permanent: str | None, *, is_permanent: bool) -> Fetched:
    """The last answer of a chain of redirects, seen from the first address."""
    if answer.kind == "gone" and not is_permanent:  # the first address may lead elsewhere tomorrow
        return replace(answer, kind="failed")
    return replace(answer, permanent_url=permanent) if answer.kind in ("ok", "not_modified") else answer


def _validator(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isprintable() else None


def _status_sentence(status: int) -> str:
    reasons = {
        401: "The server asks for a login",
        402: "The server asks for payment",
        403: "The server refuses to give it to us",
        404: "There is nothing at this address",
        429: "The server says that we ask too often",
        451: "The server withholds it for legal reasons",
        503: "The server is overloaded or being worked on",
    }
    reason = reasons.get(status, "The server reports an error" if status >= 400 else "The server gives no document")
    return f"{reason} (HTTP {status})."


def _sentence(error: Exception, seconds: float) -> str:
    inner = getattr(error, "os_error", error)
    if isinstance(inner, RefusedAddress | DecodingError):
        return str(inner)
    if isinstance(error, TooMuchBesides):
        return "The server sends too many header lines, interim answers or tiny pieces."
    if isinstance(error, TimeoutError):
        return f"The server did not answer within {seconds:g} seconds."
    if isinstance(error, aiohttp.ClientConnectorDNSError | UnicodeError):
        return "There is no server of this name."
    if isinstance(error, aiohttp.ClientConnectorCertificateError) or isinstance(inner, ssl.SSLError):
        return "The server's certificate is not valid, or it does not speak HTTPS."
    if isinstance(error, aiohttp.ClientConnectorError):
        return "The server cannot be reached."
    if isinstance(error, aiohttp.InvalidURL):
        return "It is not a valid web address."
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError | ConnectionError):
        return "The connection broke off before its end."
    return "The server does not answer as a web server should."
