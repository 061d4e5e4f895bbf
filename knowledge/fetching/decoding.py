"""Content-Encoding undone while it streams in, so that no bomb gets to unpack itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
from backports import zstd

from knowledge.errors import KnowledgeError

ACCEPTED = "gzip, deflate, br, zstd"
"""For the Accept-Encoding header."""

_PIECE = 1 << 18
_GZIP_MAGIC = b"\x1f\x8b\x08"
_LARGEST_ZSTD_WINDOW = 23  # log2 of bytes: what RFC 9659 lets a server use on the web


class DecodingError(KnowledgeError):
    """A document's compression is unknown, damaged or cut off; the text is a sentence about "it"."""


class Decoder(Protocol):
    """One compressed stream being undone."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` adds, in pieces of at most some 256 KiB. Raises DecodingError."""
        ...

    def finish(self) -> None:
        """To be called at the end of the stream. Raises DecodingError if more should have come."""
        ...


def decoder(content_encoding: str | None) -> Decoder:
    """What undoes a Content-Encoding header; without one, gzip that was not declared. Raises DecodingError if it is one
    that we did not ask for."""
    names = [name for name in (content_encoding or "").lower().replace(" ", "").split(",") if name != "identity"]
    name = ",".join(filter(None, names))
    if name == "":
        return _Undeclared()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Zlib(name)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    raise DecodingError("It is compressed in a way that is not supported.")


class _Plain:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None:
        """Anything may be the end."""


class _Undeclared:
    """Plain, or gzip: a file such as feed.xml.gz is often served as nothing but bytes."""

    def __init__(self) -> None:
        self._start = b""
        self._decoder: Decoder | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._decoder is None:
            data = self._start = self._start + data
            if len(data) < len(_GZIP_MAGIC) and _GZIP_MAGIC.startswith(data):
                return
            self._decoder = _Zlib("gzip") if data.startswith(_GZIP_MAGIC) else _Plain()
            self._start = b""
        yield from self._decoder.feed(data)

    def finish(self) -> None:
        if self._decoder is not None:
            self._decoder.finish()


class _Zlib:
    """gzip, of one or several members, or deflate, with or without zlib's header, since servers send both."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._object: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._object is None:
                self._object = zlib.decompressobj(wbits=self._format(data))
            try:
                piece = self._object.decompress(data, _PIECE)
            except zlib.error as error:
                raise DecodingError("It is damaged: it cannot be unpacked.") from error
            if piece:
                yield piece
            data = self._object.unconsumed_tail
            if self._object.eof:
                rest = self._object.unused_data
                more = self._name != "deflate" and rest.startswith(b"\x1f")
                data, self._object = (rest, None) if more else (b"", self._object)

    def _format(self, data: bytes) -> int:
        if self._name != "deflate":
            return 31
        has_header = data[0] & 0x0F == 8 and (len(data) < 2 or int.from_bytes(data[:2], "big") % 31 == 0)
        return 15 if has_header else -15

    def finish(self) -> None:
        if self._object is not None and not self._object.eof:
            raise DecodingError("It broke off before its end.")


class _Brotli:
    def __init__(self) -> None:
        self._object = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            piece = self._object.process(data, output_buffer_limit=_PIECE)
            while piece:  # it says that it can accept more data before all is out
                yield piece
                piece = self._object.process(b"", output_buffer_limit=_PIECE)
        except brotli.error as error:
            raise DecodingError("It is damaged: it cannot be unpacked.") from error

    def finish(self) -> None:
        if not self._object.is_finished():
            raise DecodingError("It broke off before its end.")


class _Zstd:
    def __init__(self) -> None:
        self._object = self._frame()
        self._is_begun = False

    @staticmethod
    def _frame() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _LARGEST_ZSTD_WINDOW})

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._is_begun = self._is_begun or bool(data)
        try:
            while data or not (self._object.needs_input or self._object.eof):
                if self._object.eof:
                    self._object = self._frame()
                piece = self._object.decompress(data, _PIECE)
                if piece:
                    yield piece
                data = self._object.unused_data if self._object.eof else b""
        except zstd.ZstdError as error:
            raise DecodingError("It is damaged: it cannot be unpacked.") from error

    def finish(self) -> None:
        if self._is_begun and not self._object.eof:
            raise DecodingError("It broke off before its end.")
