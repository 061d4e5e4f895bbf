"""Connections that give up on a server which sends much that is no document, before it keeps the event loop busy."""

from __future__ import annotations

import asyncio
import functools
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler

MOST_INTERIM = 16
"""Answers with a status from 100 to 199 before the one that counts."""
MOST_BESIDES = 32_000
"""Bytes that are no document: status and header lines, sizes of chunks. Real answers have one or two thousand."""
BESIDES_PER_BYTE = 0.25
"""And so many more for each byte of the document: what chunks of 24 bytes need. Real chunks have thousands."""

_AT_ONCE = 4_096  # bytes that are parsed before the limits are looked at again


class TooMuchBesides(aiohttp.ClientError):
    """A server sends more interim answers, header lines or chunks than its document accounts for."""


class _Connection(ResponseHandler):
    """aiohttp's client protocol, with limits on each response."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._received = self._interim = 0
        self._answered: aiohttp.StreamReader | None = None
        self._is_refused = False

    def set_response_params(self, **parameters: Any) -> None:
        """A request is about to be answered: count anew."""
        self._received = self._interim = 0
        self._answered = None
        super().set_response_params(**parameters)

    def data_received(self, data: bytes) -> None:
        """Parse what came, a little at a time, until there is too much besides the document."""
        for start in range(0, len(data), _AT_ONCE) or (0,):
            if self._is_refused:
                return
            piece = data[start : start + _AT_ONCE]
            self._received += len(piece)
            super().data_received(piece)
            size = self._document_size()
            # While reading is paused, the parser keeps part of the document to itself.
            if not self._reading_paused and self._received - size > MOST_BESIDES + BESIDES_PER_BYTE * size:
                self._refuse()

    def feed_data(self, data: Any, size: int = 0) -> None:
        """The head of an answer has been parsed: `data` is that and its document."""
        message, document = data
        self._interim += 100 <= message.code < 200
        self._answered = document
        super().feed_data(data, size)
        if self._interim > MOST_INTERIM:
            self._refuse()

    def _document_size(self) -> int:
        return 0 if self._answered is None else self._answered.total_bytes

    def _refuse(self) -> None:
        if self._is_refused:
            return
        self._is_refused = True
        error = TooMuchBesides()
        if self._answered is not None:
            self._answered.set_exception(error)
        self.set_exception(error)
        if self.transport is not None:
            self.transport.abort()


class Connector(aiohttp.TCPConnector):
    """A connector whose connections have these limits."""

    def __init__(self, **parameters: Any) -> None:
        super().__init__(**parameters)
        # aiohttp offers no other way; the tests notice if it changes.
        self._factory = functools.partial(_Connection, loop=self._loop)  # type: ignore[assignment]
