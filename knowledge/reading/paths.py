"""Reads whatever news lies under paths: finds files, tells formats apart, and lets no bad one stop the rest."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from knowledge.articles import Rejection
from knowledge.reading.encoding import binary_kind, decode
from knowledge.reading.feed import feed_readings, read_feed
from knowledge.reading.html import read_html
from knowledge.reading.input_files import FoundFile, find_files, os_reason, shown
from knowledge.reading.markdown import read_markdown
from knowledge.reading.page import read_page
from knowledge.reading.paragraphs import one_line
from knowledge.reading.records import read_json, read_json_lines
from knowledge.reading.results import LARGEST_DOCUMENT, ReadingError, ReadResult
from knowledge.reading.unpacking import unpacked

_FORMATS = {
    ".txt": "page",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
"""The format that each ending of a file's name stands for; the content may say otherwise."""
_COMPRESSED = (".gz", ".xz")
_NOT_NEWS = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice", "robots", "requirements"})
_SAMPLE = 4_096  # bytes that must be text
_FEED_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:rdf)[\s>]", re.DOTALL)


def read_paths(
    paths: Iterable[str | Path],
    *,
    source: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ReadResult]:
    """Read files, folders (with all below them) and patterns such as `news/**/*.md`, one thing at a time.

    Formats: pages (`.txt`), Markdown, HTML, JSON and JSONL records, saved RSS, Atom, RDF and JSON feeds, each also
    compressed with gzip or xz; in any encoding. Gives each article, each headline without its article, and a Rejection
    (with the file, and the line or record, that it is about) for whatever cannot be read; it never raises for what it
    finds. Each file is read once, in sorted order within a folder, and never held in memory as a whole if it is one of
    records. Hidden files, and files in folders that are evidently no news, are passed over; a file that is named itself
    is read or rejected.

    `source` is the outlet of what names none, and of the entries of feeds. `progress` is called with the bytes read so
    far and those of all files on disk.
    """
    outlet = one_line(source or "") or None
    found = list(find_files(paths, wanted=_is_news))
    total = sum(item.size for item in found if isinstance(item, FoundFile))
    before = 0

    for item in found:
        if isinstance(item, Rejection):
            yield item
            continue
        counted = _Progress(before, before + item.size, total, progress)
        yield from _read_file(item, outlet, counted)
        before += item.size
        counted.finish()


class _Progress:
    """Tells the caller how far reading has come within one file; a file that grows meanwhile does not overshoot."""

    def __init__(self, done: int, end: int, total: int, report: Callable[[int, int], None] | None) -> None:
        self._done, self._end, self._total, self._report = done, end, total, report

    def add(self, count: int) -> None:
        self._done = min(self._done + count, self._end)
        if self._report is not None:
            self._report(self._done, self._total)

    def finish(self) -> None:
        self.add(self._end - self._done)


class _OpenFile:
    """An ordinary file opened for reading, which counts what is read."""

    def __init__(self, path: str, progress: _Progress) -> None:
        # Not blocking: a pipe may have come into the file's place since it was found.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._file = os.fdopen(os.open(path, flags), "rb", buffering=0)
        self._progress = progress
        if not stat.S_ISREG(os.fstat(self._file.fileno()).st_mode):
            self._file.close()
            raise ReadingError("It is no longer an ordinary file.")

    def read(self, size: int, /) -> bytes:
        content = self._file.read(size)
        self._progress.add(len(content))
        return content

    def close(self) -> None:
        self._file.close()


def _is_news(path: str) -> bool:
    """Whether a file that was found, not named, is to be read, by its name."""
    name = os.path.basename(path)
    return _format(name) is not None and name.partition(".")[0].lower() not in _NOT_NEWS


def _format(name: str) -> str | None:
    stem, ending = os.path.splitext(name.lower())
    if ending in _COMPRESSED:
        ending = os.path.splitext(stem)[1]
    return _FORMATS.get(ending)


def _read_file(item: FoundFile, source: str | None, progress: _Progress) -> Iterator[ReadResult]:
    path = shown(item.path)
    form = _format(item.path)
    if form is None:
        endings = " ".join(_FORMATS)
        yield Rejection(path, f"Its name does not end in one of {endings} (or one of these and .gz or .xz).")
        return
    try:
        file = _OpenFile(item.path, progress)
        try:
            yield from _read_content(unpacked(file), form, path=path, source=source)
        finally:
            file.close()
    except ReadingError as error:
        yield Rejection(path, str(error))
    except OSError as error:
        yield Rejection(path, os_reason(error))


def _read_content(pieces: Iterator[bytes], form: str, *, path: str, source: str | None) -> Iterator[ReadResult]:
    first = next(pieces, b"")
    if not first:
        raise ReadingError("It is empty.")
    kind = binary_kind(first[:_SAMPLE])
    if kind is not None:
        raise ReadingError(f"It is {kind}.")
    content = chain((first,), pieces)
    form = _format_by_content(form, decode(first[:_SAMPLE]).lstrip("\ufeff"), first)
    if form == "lines":
        yield from read_json_lines(content, path=path, source=source)
    elif form == "json":
        yield from read_json(content, path=path, source=source)
    else:
        yield from _read_document(_whole(content), form, path=path, source=source)


def _format_by_content(form: str, start: str, first: bytes) -> str:
    """The format that a file really has, where its name does not say for sure."""
    start = start.lstrip().lower()
    if form in ("html", "feed"):
        if _FEED_START.match(start):
            return "feed"
        return "html" if "<html" in start or "<!doctype html" in start else form
    if form == "json" and b"jsonfeed.org/version/" in first.replace(b"\\/", b"/").replace(b"\x00", b""):
        return "feed"
    if form == "lines" and start.startswith("["):
        return "json"
    return form


def _whole(pieces: Iterable[bytes]) -> bytes:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > LARGEST_DOCUMENT:
            raise ReadingError(f"It is larger than {LARGEST_DOCUMENT // 1_000_000} MB, too large for one article.")
    return b"".join(held)


def _read_document(content: bytes, form: str, *, path: str, source: str | None) -> Iterator[ReadResult]:
    if form == "page":
        yield from read_page(decode(content).lstrip("\ufeff"), path=path, source=source)
    elif form == "markdown":
        yield read_markdown(decode(content).lstrip("\ufeff"), source=source)
    elif form == "html":
        yield read_html(content, source=source)
    else:
        feed = read_feed(content)
        if not feed.entries:
            raise ReadingError("It is a feed without any entry.")
        yield from feed_readings(feed, source=source)
