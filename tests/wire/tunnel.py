"""An HTTP proxy on loopback that leads every address of Discord's to the loopback Discord, and no other anywhere."""

from __future__ import annotations

import asyncio
import ssl
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme

HOSTS = ("discord.com", "gateway.discord.gg", "*.discord.gg", "cdn.discordapp.com", "media.discordapp.net")


class Certificates:
    """A certificate authority of our own, and what it issued for Discord's names."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.authority_file = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.authority_file))
        self.server_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert(*HOSTS).configure_cert(self.server_context)
        self.client_context = ssl.create_default_context()
        authority.configure_trust(self.client_context)


class Tunnel:
    """The proxy. It answers CONNECT, and passes bytes on as they are."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.opened: list[str] = []
        self.refused: list[str] = []
        self.refusals: list[tuple[str, int]] = []  # hosts, whose next CONNECT gets this status, one each

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            # One end broke off, which is what the tests make them do: the other end is to see the same.
            writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, address, _ = request.split(" ", 2)
        host, _, port = address.rpartition(":")
        if method != "CONNECT" or port != "443" or not any(fnmatchcase(host, allowed) for allowed in HOSTS):
            self.refused.append(f"{method} {address}")
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        for refusal in self.refusals:
            if fnmatchcase(host, refusal[0]):
                self.refusals.remove(refusal)
                writer.write(f"HTTP/1.1 {refusal[1]} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
                await writer.drain()
                return
        self.opened.append(host)
        target_reader, target_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            ways = [
                asyncio.ensure_future(_pass_on(reader, target_writer)),
                asyncio.ensure_future(_pass_on(target_reader, writer)),
            ]
            try:
                ended, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                for way in ended:
                    way.result()
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        finally:
            target_writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(1 << 16):
        writer.write(chunk)
        await writer.drain()
