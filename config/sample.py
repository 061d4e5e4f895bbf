"""Writes the invented sample newsroom into a folder, with dates that are recent whenever it is written."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_STEP_SECONDS = 300
_GZIPPED = ".to-gzip"  # git holds no binaries: `a.to-gzip.jsonl` is stored as text and written as `a.jsonl.gz`
# Markers are ASCII, so files are rendered as bytes and keep whatever encoding they are stored in.
_MARKER = re.compile(rb"\{\{.*?\}\}|\{\{[^\r\n]{0,40}|\}\}", re.DOTALL)
_KIND_AND_OFFSET = re.compile(r"\{\{(\w+) (?=\d)(?:(\d{1,3})d)?(?:(\d{1,3})h)?(?:(\d{1,3})m)?\}\}", re.ASCII)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _weekday(when: datetime) -> str:
    # Not strftime: its names follow the locale of the process.
    return _WEEKDAYS[when.weekday()]


def _long(when: datetime) -> str:
    return f"{_weekday(when)} {when.day} {_MONTHS[when.month - 1]} {when.year}"


_KINDS: dict[str, Callable[[datetime], str]] = {
    "iso": lambda when: when.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "date": lambda when: when.date().isoformat(),
    "rfc822": lambda when: format_datetime(when, usegmt=True),
    "long": _long,
    "weekday": _weekday,
}


def write_newsroom(folder: Path, now: datetime) -> None:
    """Render every file of the sample newsroom into `folder`, keeping its sub-folders.

    `folder` is made if it is missing; files of the same name in it are replaced. `now` needs a time zone. The same
    `now` gives the same bytes. A file named `*.to-gzip.jsonl` is written as `*.jsonl.gz`.

    Raises ValueError if `now` has no time zone or a file holds a marker that cannot be filled in.
    """
    if now.tzinfo is None:
        raise ValueError("The newsroom needs a time with a time zone; this one has none.")
    for parts, content in _stored_files(files("config").joinpath("newsroom")):
        rendered = render(content, now, name="/".join(parts))
        *folders, name = parts
        if _GZIPPED in name:
            name = name.replace(_GZIPPED, "") + ".gz"
            rendered = gzip.compress(rendered, mtime=0)
        target = folder.joinpath(*folders, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(rendered)


def render(content: bytes, now: datetime, *, name: str) -> bytes:
    """Fill in the markers of one file: `{{iso 2d5h}}` is `now` less two days and five hours, rounded down to five
    minutes, in UTC.

    Kinds: `iso` (2026-11-22T04:10:00Z), `date` (2026-11-22), `rfc822` (Sun, 22 Nov 2026 04:10:00 GMT), `long`
    (Sunday 22 November 2026), `weekday` (Sunday). Offsets are days, hours and minutes in this order, at least one.

    Raises ValueError naming `name` and the marker where one is none of these.
    """

    def fill(match: re.Match[bytes]) -> bytes:
        marker = match[0].decode("ascii", "backslashreplace")
        known = _KIND_AND_OFFSET.fullmatch(marker)
        if known is None or known[1] not in _KINDS:
            raise ValueError(f"{name}: {marker} is not a marker such as {{{{iso 2d5h}}}}; kinds: {', '.join(_KINDS)}.")
        days, hours, minutes = (int(number or 0) for number in known.groups()[1:])
        then = now.astimezone(UTC) - timedelta(days=days, hours=hours, minutes=minutes)
        past_step = timedelta(seconds=then.minute * 60 % _STEP_SECONDS + then.second, microseconds=then.microsecond)
        return _KINDS[known[1]](then - past_step).encode("ascii")

    return _MARKER.sub(fill, content)


def _stored_files(folder: Traversable, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Every file below `folder` in order of name, as its path's parts and its bytes."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        parts = (*above, entry.name)
        if entry.is_dir():
            yield from _stored_files(entry, parts)
        else:
            yield parts, entry.read_bytes()
