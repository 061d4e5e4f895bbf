"""The index's folder: arrays in files that are mapped into memory, and a manifest that names those of one whole state.

The manifest is replaced in one step, and each file is written so that a torn one is noticed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import mmap
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from knowledge import analysis
from knowledge.errors import KnowledgeError
from knowledge.index.segment import Segment
from knowledge.index.state import Live, StoredFile

FORMAT = 2
"""Raised when the files' layout changes, so that an older index is made anew."""

_MANIFEST = "manifest.json"
_LOCK = "lock"
_SUFFIXES = (".segment", ".vocabulary")
_MAGIC = b"nutgraf-arrays-1"
_TAIL = b"nutgraf-complete"
_ALIGNMENT = 64
_DTYPES = frozenset({"uint8", "uint16", "uint32", "int32", "int64"})


class TornFileError(KnowledgeError):
    """A file of the index is missing, cut short or not what it was when it was written."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: the state of the `archive` at `revision`, analysed as `analysis` says.

    `dead` has for each segment the ordinals of its dead articles. `digest` is of all the rest.
    """

    archive: str
    revision: int
    vocabulary: StoredFile
    segments: tuple[StoredFile, ...]
    dead: tuple[tuple[int, ...], ...]
    analysis: str = analysis.VERSION
    format: int = FORMAT
    digest: str = ""

    def to_json(self) -> bytes:
        content = asdict(replace(self, digest=""))
        return json.dumps(content | {"digest": _digest(content)}).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Raises ValueError if it is not whole, or has another format."""
        content: Any = json.loads(text)
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise ValueError(f"it is not of the format that this version reads ({FORMAT})")
        digest = content.get("digest")
        if digest != _digest(content | {"digest": ""}):
            raise ValueError("it is damaged")
        return cls(
            archive=content["archive"],
            revision=content["revision"],
            vocabulary=StoredFile(**content["vocabulary"]),
            segments=tuple(StoredFile(**segment) for segment in content["segments"]),
            dead=tuple(tuple(ordinals) for ordinals in content["dead"]),
            analysis=content["analysis"],
            digest=digest,
        )


def _digest(content: dict[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).hexdigest()


class Saved(StrEnum):
    """What became of the wish to save."""

    WRITTEN = "written"
    UNCHANGED = "nothing is new"
    NO_FOLDER = "the index lives in memory only"
    BUSY = "another process is saving: what is new here stays in memory"
    BEHIND = "another process has saved a newer state: what is new here stays in memory"


class NotSavedError(KnowledgeError):
    """The index could not be written, for example because the disk is full. It goes on in memory."""


class Store:
    """Reads and writes the folder that keeps the index of the archive with a given identity."""

    def __init__(self, folder: Path, archive: str) -> None:
        self._folder, self._archive = folder, archive
        # The manifest that our state comes from or that we refused: it may be overwritten whatever it claims.
        self._seen: str | None = None
        self._vocabulary: tuple[int, StoredFile] | None = None

    def load(self, archive_revision: int | None) -> tuple[dict[str, int], list[Live], int]:
        """The vocabulary, the segments and the revision. Raises TornFileError, which says what is wrong, where there
        is nothing that can be used."""
        while True:
            manifest = self._manifest()
            self._seen = manifest.digest
            self._refuse_foreign(manifest, archive_revision)
            try:
                text = bytes(map_arrays(self._folder, manifest.vocabulary)["terms"]).decode()
                segments = [self._map(stored) for stored in manifest.segments]
            except TornFileError:
                # Another process may have saved meanwhile, and removed the files of the older state.
                if self._manifest().digest == manifest.digest:
                    raise
            else:
                break
        vocabulary = {term: number for number, term in enumerate(text.split("\n"))} if text else {}
        self._vocabulary = len(vocabulary), manifest.vocabulary
        live = []
        for stored, segment, dead in zip(manifest.segments, segments, manifest.dead, strict=True):
            part = Live(segment, file=stored)
            live.append(part.without(np.array(dead, np.int64)) if dead else part)
        return vocabulary, live, manifest.revision

    def save(self, terms: Sequence[str], live: Sequence[Live], revision: int) -> tuple[Saved, dict[Segment, Live]]:
        """Write a state, and give what became of it and the newly written segments as they are mapped from files.

        `terms` is the vocabulary in the order of its numbers. Not for several threads at once. Raises NotSavedError.
        """
        try:
            with self._lock() as free:
                if not free:
                    return Saved.BUSY, {}
                if self._is_behind(revision):
                    return Saved.BEHIND, {}
                stored = {part.segment: self._write_segment(part) for part in live}
                manifest = Manifest(
                    archive=self._archive,
                    revision=revision,
                    vocabulary=self._write_vocabulary(terms),
                    segments=tuple(stored.values()),
                    dead=tuple(part.dead for part in live),
                )
                self._publish(manifest)
        except OSError as error:
            raise NotSavedError(
                f"The index cannot be saved in {self._folder}: {error.strerror or error}. Answers are not "
                "affected, but each command, and the bot when it starts, has to index anew what was not saved."
            ) from error
        new = [part for part in live if part.file != stored[part.segment]]
        return Saved.WRITTEN, {
            part.segment: Live(self._map(stored[part.segment]), file=stored[part.segment]) for part in new
        }

    def check(self) -> list[str]:
        """Read all files and give a sentence for each that is not, byte for byte, as it was written."""
        try:
            manifest = self._manifest()
        except TornFileError as error:
            return [str(error)]
        problems = []
        for stored in (manifest.vocabulary, *manifest.segments):
            try:
                check_file(self._folder, stored)
            except TornFileError as error:
                problems.append(str(error))
        return problems

    def _manifest(self) -> Manifest:
        path = self._folder / _MANIFEST
        try:
            return Manifest.from_json(path.read_bytes())
        except FileNotFoundError as error:
            raise TornFileError(f"There is no index in {self._folder} yet.") from error
        except (OSError, ValueError) as error:
            raise TornFileError(f"{path} cannot be used: {error}.") from error

    def _refuse_foreign(self, manifest: Manifest, archive_revision: int | None) -> None:
        if manifest.archive != self._archive:
            raise TornFileError(f"The index in {self._folder} belongs to another archive.")
        if manifest.analysis != analysis.VERSION:
            raise TornFileError(f"The index in {self._folder} was made by another version of the text analysis.")
        if archive_revision is not None and manifest.revision > archive_revision:
            raise TornFileError(f"The index in {self._folder} is newer than the archive.")

    def _is_behind(self, revision: int) -> bool:
        try:
            manifest = self._manifest()
            self._refuse_foreign(manifest, None)
        except TornFileError:
            return False
        return manifest.digest != self._seen and manifest.revision > revision

    def _map(self, stored: StoredFile) -> Segment:
        arrays = map_arrays(self._folder, stored)
        if arrays.keys() != {part.name for part in fields(Segment)}:
            raise TornFileError(f"{self._folder / stored.name} does not hold a segment.")
        return Segment(**arrays)  # type: ignore[arg-type]

    @contextmanager
    def _lock(self) -> Iterator[bool]:
        """Keep other processes from writing meanwhile; gives False at once where another one is writing."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(descriptor)

    def _write_segment(self, part: Live) -> StoredFile:
        if part.file is not None and (self._folder / part.file.name).exists():
            return part.file
        arrays = {field.name: getattr(part.segment, field.name) for field in fields(Segment)}
        return write_arrays(self._new(".segment"), arrays)

    def _write_vocabulary(self, terms: Sequence[str]) -> StoredFile:
        if self._vocabulary is not None:
            count, stored = self._vocabulary
            if count == len(terms) and (self._folder / stored.name).exists():
                return stored
        text = "\n".join(terms).encode()
        stored = write_arrays(self._new(".vocabulary"), {"terms": np.frombuffer(bytearray(text), np.uint8)})
        self._vocabulary = len(terms), stored
        return stored

    def _publish(self, manifest: Manifest) -> None:
        """Make this the state of the folder, and remove the files that belong to no state."""
        content = manifest.to_json()
        replace_file(self._folder / _MANIFEST, content)
        self._seen = Manifest.from_json(content).digest
        named = {stored.name for stored in (manifest.vocabulary, *manifest.segments)}
        for path in self._folder.iterdir():
            if path.suffix in _SUFFIXES and path.name not in named:
                path.unlink(missing_ok=True)

    def _new(self, suffix: str) -> Path:
        return self._folder / f"{uuid.uuid4().hex}{suffix}"


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

    Looks at the size, the header and the tail, not at every byte (`check_file` does). Raises TornFileError.
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


def check_file(folder: Path, stored: StoredFile) -> None:
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
