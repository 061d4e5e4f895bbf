"""The bytes of a file, piece by piece, unpacked if it is compressed with gzip or xz; never more than is sensible."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from knowledge.reading.results import ReadingError

CHUNK = 1 << 18
"""Bytes read, or unpacked, at a time."""
BOMB_BYTES = 50_000_000
BOMB_RATIO = 200
"""A file is a bomb if it unpacks to more than `BOMB_BYTES` and more than `BOMB_RATIO` times its size. Text comes to
about 5, very repetitive text to 50."""

_GZIP_MAGIC = b"\x1f\x8b"
_XZ_MAGIC = b"\xfd7zXZ\x00"
_XZ_MEMORY = 256_000_000  # bytes; `xz -9` needs 65 MB, and a header may ask for 4 GB


class _Input(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Decompressor(Protocol):
    """What zlib's and lzma's decompressors are made to have in common here: one member of a compressed file."""

    def decompress(self, data: bytes, /, max_length: int) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


class _Gunzip:
    def __init__(self) -> None:
        self._object = zlib.decompressobj(wbits=31)

    def decompress(self, data: bytes, /, max_length: int) -> bytes:
        return self._object.decompress(self._object.unconsumed_tail + data, max_length)

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def needs_input(self) -> bool:
        return not self._object.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data


def unpacked(file: _Input) -> Iterator[bytes]:
    """The content of a binary file as non-empty pieces of at most 256 KiB.

    gzip and xz are known by their first bytes, whatever the file is called. What stands before a damaged or missing
    end still comes. Raises ReadingError where the file is cut off or damaged, or unpacks to far more than text would.
    """
    first = file.read(CHUNK)
    if first.startswith(_GZIP_MAGIC):
        yield from _decompressed(file, first, _Gunzip, _GZIP_MAGIC, "gzip")
    elif first.startswith(_XZ_MAGIC):
        yield from _decompressed(file, first, _unxz, _XZ_MAGIC, "xz")
    else:
        while first:
            yield first
            first = file.read(CHUNK)


def _unxz() -> _Decompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)


def _decompressed(
    file: _Input, first: bytes, member: Callable[[], _Decompressor], magic: bytes, kind: str
) -> Iterator[bytes]:
    taken, given = len(first), 0
    decompressor = member()
    data = first
    while True:
        try:
            piece = decompressor.decompress(data, max_length=CHUNK)
        except (zlib.error, lzma.LZMAError, MemoryError) as error:
            raise ReadingError(
                f"It is damaged: it is compressed with {kind}, and cannot be unpacked to its end."
            ) from error
        given += len(piece)
        if given > BOMB_BYTES and given > BOMB_RATIO * taken:
            raise ReadingError(
                f"It unpacks to more than {BOMB_RATIO} times its size, so it is not text; reading stopped."
            )
        if piece:
            yield piece
        data = b""
        if decompressor.eof:
            data = decompressor.unused_data.lstrip(b"\x00") or file.read(CHUNK).lstrip(b"\x00")
            if not data:
                return
            if not data.startswith(magic[: len(data)]):
                raise ReadingError(f"It is damaged: something else stands behind its {kind} data.")
            decompressor = member()
        elif decompressor.needs_input:
            data = file.read(CHUNK)
            taken += len(data)
            if not data:
                raise ReadingError(f"It is cut off: its {kind} data has no end. What stood before was read.")
