"""Arrays in files that are mapped into memory, written so that a torn one is noticed."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import KnowledgeError
from knowledge.index.live import StoredFile

_MAGIC = b"nutgraf-arrays-1"
_TAIL = b"nutgraf-complete"
_ALIGNMENT = 64
_DTYPES = frozenset({"uint8", "uint16", "uint32", "int32", "int64"})


class TornFileError(KnowledgeError):
    """A file of the index is missing, cut short or not what it was when it was written."""


def write_arrays(path: Path, arrays: Mapping[str, NDArray[np.generic]]) -> StoredFile:
    """Write one-dimensional arrays to a new file, readable by its owner only, and wait until it is on the disk.

    The header is JSON: for each array its name, type, length and place. Raises OSError.
    """
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, values in arrays.items():
        places[name] = (values.dtype.name, len(values), at)
        at = _aligned(at + values.nbytes)
    header = json.dumps(places).encode()
    preamble = _MAGIC + len(header).to_bytes(8, "little") + header
    preamble += bytes(_aligned(len(preamble)) - len(preamble))
    digest = hashlib.blake2b(digest_size=16)
    with _new_file(path, os.O_EXCL) as file:
        for piece in (preamble, *_padded(arrays), _TAIL):
            digest.update(piece)
            file.write(piece)
        size = file.tell()
    return StoredFile(path.name, size, digest.hexdigest())


def map_arrays(folder: Path, stored: StoredFile) -> dict[str, NDArray[np.generic]]:
    """The arrays of a file, read-only and mapped into memory: read from the disk when they are used.

    Looks at the size, the header and the tail, not at every byte (`check` does). Raises TornFileError.
    """
    path = folder / stored.name
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != stored.size:
                raise TornFileError(f"{path} does not have the size that was written.")
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise TornFileError(f"{path} cannot be read: {error}.") from error
    length = len(_MAGIC) + 8
    if data[: len(_MAGIC)] != _MAGIC or data[-len(_TAIL) :] != _TAIL:
        raise TornFileError(f"{path} is not a whole file of the index.")
    header_end = length + int.from_bytes(data[len(_MAGIC) : length], "little")
    try:
        places = json.loads(data[length:header_end])
        start = _aligned(header_end)
        return {
            name: np.frombuffer(data, _dtype(dtype), count, start + at) for name, (dtype, count, at) in places.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise TornFileError(f"{path} has a damaged header.") from error


def check(folder: Path, stored: StoredFile) -> None:
    """Read a whole file and raise TornFileError if a byte is not as it was written."""
    path = folder / stored.name
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError as error:
        raise TornFileError(f"{path} cannot be read: {error}.") from error
    if digest != stored.digest:
        raise TornFileError(f"{path} is not as it was written.")


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file, whole or not at all. Raises OSError."""
    new = path.with_name(path.name + ".new")
    with _new_file(new, os.O_TRUNC) as file:
        file.write(content)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _new_file(path: Path, flag: int) -> Iterator[BinaryIO]:
    """A file to be written, on the disk at the end. Where that fails nothing is left of it: a full disk has no room
    for halves of files."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | flag, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _aligned(position: int) -> int:
    return -(-position // _ALIGNMENT) * _ALIGNMENT


def _padded(arrays: Mapping[str, NDArray[np.generic]]) -> list[bytes | memoryview]:
    pieces: list[bytes | memoryview] = []
    for values in arrays.values():
        pieces.append(np.ascontiguousarray(values).view(np.uint8).data)
        pieces.append(bytes(_aligned(values.nbytes) - values.nbytes))
    return pieces


def _dtype(name: str) -> np.dtype[np.generic]:
    if name not in _DTYPES:
        raise ValueError(name)
    return np.dtype(name)
