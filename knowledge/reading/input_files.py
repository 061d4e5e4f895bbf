"""Which files a list of paths, folders and patterns stands for; safe among loops, pipes and forbidden folders."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from knowledge.articles import Rejection

_LONGEST_SHOWN = 4_096  # characters; no path that exists is longer
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """An ordinary file: where it is, its size in bytes, and whether it was named itself, not found in a folder."""

    path: str
    size: int
    named: bool


def find_files(paths: Iterable[str | Path], *, wanted: Callable[[str], bool]) -> Iterator[FoundFile | Rejection]:
    """The files that `paths` stand for, each once, and what of them cannot be read.

    A path is a file, a folder (all of it, sorted by name; hidden entries and files that are not `wanted` by name are
    passed over) or a pattern with `*`, `?`, `[…]` or `**`. A link is followed; one that leads back into its own folder
    is rejected. Pipes, devices and sockets are never opened.
    """
    seen: set[str] = set()
    for path in paths:
        written = os.fspath(path)
        found = False
        for item in _expanded(written, wanted):
            found = True
            if isinstance(item, Rejection):
                yield item
            elif (real := os.path.realpath(item.path)) not in seen:
                seen.add(real)
                yield item
        if not found:
            is_pattern = glob.has_magic(written) and not os.path.lexists(written)
            reason = "No file that can be read matches it." if is_pattern else "It holds no file that can be read."
            yield Rejection(shown(written), reason)


def shown(path: str) -> str:
    """A path as text that can be stored and printed, whatever bytes are in its name."""
    text = path.encode("utf-8", errors="surrogatepass").decode("utf-8", errors="replace")
    text = _CONTROLS.sub("\ufffd", text)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def os_reason(error: OSError) -> str:
    """What went wrong with a file or folder, as a sentence about it."""
    if isinstance(error, PermissionError):
        return "You are not allowed to read it; change its permissions, or run as a user who may."
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder."
    if error.errno == errno.ELOOP:
        return "It is a link that leads back to itself."
    if error.errno == errno.ENAMETOOLONG:
        return "Its name is too long for a file or folder."
    return f"It could not be read: {error.strerror or type(error).__name__}."


def _expanded(written: str, wanted: Callable[[str], bool]) -> Iterator[FoundFile | Rejection]:
    """What a path stands for. One that exists is no pattern, whatever characters are in it."""
    if not glob.has_magic(written) or os.path.lexists(written) or "\0" in written:
        yield from _below(written, named=True, wanted=wanted)
    elif "**" in written:
        yield from _deep_matches(written, wanted)
    else:
        for name in sorted(glob.glob(written)):
            yield from _below(name, named=False, wanted=wanted)


def _deep_matches(pattern: str, wanted: Callable[[str], bool]) -> Iterator[FoundFile | Rejection]:
    # Not glob.glob(recursive=True), which goes round in loops of links until the system stops it.
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    base = os.path.join(*parts[:fixed]) if fixed else "."

    def matches(path: str) -> bool:
        return wanted(path) and _matches(Path(os.path.relpath(path, base)).parts, parts[fixed:])

    yield from _below(base, named=False, wanted=matches)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        rest = pattern[1:] or ("*",)
        return any(_matches(parts[start:], rest) for start in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def _below(path: str, *, named: bool, wanted: Callable[[str], bool]) -> Iterator[FoundFile | Rejection]:
    """A file itself, or everything in a folder, in sorted order."""
    waiting: list[tuple[str, frozenset[str]]] = [(path, frozenset())]  # each with the real folders it stands in
    visited: set[str] = set()
    while waiting:
        name, around = waiting.pop()
        is_named = named and not around
        try:
            status = os.stat(name)
            entries = sorted(os.listdir(name), reverse=True) if stat.S_ISDIR(status.st_mode) else []
        except OSError as error:
            if is_named or wanted(name) or os.path.isdir(name):
                is_dangling = isinstance(error, FileNotFoundError) and os.path.islink(name)
                reason = "It is a link to something that does not exist." if is_dangling else os_reason(error)
                yield Rejection(shown(name), reason)
            continue
        except ValueError:  # a zero character, or half of a surrogate pair
            yield Rejection(shown(name), "This cannot be the name of a file or folder.")
            continue
        if stat.S_ISDIR(status.st_mode):
            real = os.path.realpath(name)
            if real in around:
                yield Rejection(shown(name), "It is a link that leads back to a folder it stands in.")
            elif real not in visited:
                visited.add(real)
                inside = around | {real}
                waiting += [(os.path.join(name, entry), inside) for entry in entries if not entry.startswith(".")]
        elif is_named or wanted(name):
            if stat.S_ISREG(status.st_mode):
                yield FoundFile(name, status.st_size, is_named)
            else:
                yield Rejection(shown(name), "It is a pipe, socket or device, not a file.")
