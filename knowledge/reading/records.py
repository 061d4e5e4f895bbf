"""Records: articles as JSON objects, one a line or in a list, read piece by piece so that files may have any size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from knowledge.addresses import web_address
from knowledge.articles import Rejection
from knowledge.reading.dates import parse_published
from knowledge.reading.encoding import decode_line, decode_stream, storable, wide_encoding
from knowledge.reading.paragraphs import as_reading, one_line, split_paragraphs
from knowledge.reading.pictures import PictureCandidate, choose_picture
from knowledge.reading.results import LONGEST_RECORD, ReadingError, ReadResult

HOPELESS = 1_000
"""A file is given up when this many lines or elements of it are no records, and not one was."""

_KEYS = ("id", "title", "source", "published", "url", "text", "image")
_KEYS_SHOWN = 8
_LONGEST_NAME = 500  # characters of an id or an outlet's name
_TOO_LONG = f"It is longer than {LONGEST_RECORD // 1_000_000} MB, too long for one record."
_TOO_DEEP = "It is nested too deeply to be read as JSON."
_JSON_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)  # a number as an id is wanted as written


def read_record(record: object, *, source: str | None = None) -> ReadResult:
    """The article (or, without a text, the headline alone) that a record describes.

    `record` is what JSON gave: an object with `id`, `title`, `source`, `published`, `url`, `text`, `language` and
    `image` (an https address), of which only `text` or `title` is required; other keys are passed over. An id or outlet
    may be a number. An unreadable date or address counts as missing, and so does null anywhere. `source` stands in for
    a missing outlet.

    Raises ReadingError if it is no such object.
    """
    if not isinstance(record, dict):
        raise ReadingError(f"It is {_kind(record)}, not a JSON object.")
    title, text = _text_of(record, "title"), _text_of(record, "text")
    paragraphs = split_paragraphs(text)
    if not title.strip() and not paragraphs:
        present = ", ".join(sorted(f'"{one_line(key)[:30]}"' for key in list(record)[:_KEYS_SHOWN]))
        held = f"its keys are {present}" if present else "it is empty"
        raise ReadingError(f'It has neither a "text" nor a "title" ({held}).')
    url, image = record.get("url"), record.get("image")
    return as_reading(
        one_line(title) or None,
        paragraphs,
        record_id=_name(record.get("id")),
        source=_name(record.get("source")) or source,
        published=parse_published(record.get("published")),
        url=web_address(url) if isinstance(url, str) else None,
        picture=choose_picture([PictureCandidate(image, kind="image")]) if isinstance(image, str) else None,
        language=_name(record.get("language")),
    )


def read_json_lines(chunks: Iterable[bytes], *, path: str, source: str | None = None) -> Iterator[ReadResult]:
    """The records of a file with one JSON object a line.

    `chunks` are the file's bytes in pieces of any size. A line that is no record gives a Rejection named
    `path:number`, and reading goes on behind it. Memory is bounded by the longest allowed record (4 MB). What `chunks`
    raises is passed on after the complete lines before it.

    Raises ReadingError if there is no record and nothing to reject, or none among the first 1,000 lines.
    """
    lines = ((number, line) for number, line in _lines(_as_utf_8(chunks)) if line is None or line.strip())
    yield from _read_all(((f"{path}:{number}", _parsed(line)) for number, line in lines), source)


def read_json(chunks: Iterable[bytes], *, path: str, source: str | None = None) -> Iterator[ReadResult]:
    """The records of a JSON document: a list of objects, an object whose `articles` is such a list, or one object.

    Several documents one after another count as well. An element that is no record gives a Rejection named
    `path#number`, counted from 1. Memory is bounded as in `read_json_lines`.

    Raises ReadingError where it is not JSON, after the records before that place.
    """
    records = enumerate(_json_records(_JsonText(decode_stream(chunks))), start=1)
    yield from _read_all(((f"{path}#{number}", record) for number, record in records), source)


def _read_all(named: Iterable[tuple[str, object]], source: str | None) -> Iterator[ReadResult]:
    """Read records that come with the name of their place; one that is a ReadingError could not be parsed."""
    any_record = False
    refused = 0
    for name, record in named:
        try:
            if isinstance(record, ReadingError):
                raise record
            reading = read_record(record, source=source)
        except ReadingError as error:
            yield Rejection(name, str(error))
            refused += 1
            if refused == HOPELESS and not any_record:
                raise ReadingError(f"It holds no records: the first {HOPELESS:,} things in it are none.") from None
        else:
            any_record = True
            yield reading
    if not any_record and not refused:
        raise ReadingError("It holds no record.")


def _text_of(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReadingError(f'Its "{key}" is {_kind(value)}, not text.')
    return storable(value)


def _name(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    name = one_line(value)
    return name if 0 < len(name) <= _LONGEST_NAME else None


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true or false"
    return "null" if value is None else "a text or number"


def _parsed(line: bytes | None) -> object:
    """The value of a line, or the ReadingError that says why it has none."""
    if line is None:
        return ReadingError(_TOO_LONG)
    text = decode_line(line).strip()
    try:
        return _DECODER.decode(text)
    except RecursionError:
        return ReadingError(_TOO_DEEP)
    except json.JSONDecodeError as error:
        if error.pos >= len(text) or error.msg.startswith("Unterminated"):
            return ReadingError("It is not JSON: it ends in the middle.")
        return ReadingError(f"It is not JSON ({error.msg.lower()} at character {error.pos + 1:,}).")


def _as_utf_8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same text in UTF-8 without a byte order mark, if it was in UTF-16 or UTF-32; other bytes as they are."""
    source = iter(chunks)
    first = next(source, b"")
    if wide_encoding(first) is None:
        yield first.removeprefix(b"\xef\xbb\xbf")
        yield from source
        return
    for text in decode_stream(chain((first,), source)):
        yield text.encode("utf-8", errors="replace")


def _lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None stands for one that is too long. Holds no more than one line and one chunk."""
    number = 1
    waiting: list[bytes] = []
    length = 0
    for chunk in chunks:
        *complete, rest = chunk.split(b"\n")
        for piece in complete:
            yield number, b"".join((*waiting, piece)) if length + len(piece) <= LONGEST_RECORD else None
            waiting, length = [], 0
            number += 1
        length += len(rest)
        if length <= LONGEST_RECORD:
            waiting.append(rest)
        else:
            waiting = []
    if length:
        yield number, b"".join(waiting) if length <= LONGEST_RECORD else None


class _JsonText:
    """A JSON text of any length, of which only the part being parsed is held."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._ended = False
        self._text = ""
        self._position = 0

    def peek(self) -> str:
        """The next character that is not white space; "" at the end."""
        while True:
            self._position = _JSON_SPACE.match(self._text, self._position).end()  # type: ignore[union-attr]
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._read_on():
                return ""

    def skip(self, expected: str) -> None:
        """Step over one character."""
        found = self.peek()
        if found != expected:
            where = f"{found!a} stands" if found else "it ends"
            raise ReadingError(f'It is not JSON: {where} where "{expected}" was expected.')
        self._position += 1

    def value(self) -> Any:
        """Parse one whole value."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._position)
            except RecursionError:
                raise ReadingError(_TOO_DEEP) from None
            except json.JSONDecodeError as error:
                if not self._read_on():
                    raise ReadingError(f"It is not JSON, or ends in the middle ({error.msg.lower()}).") from None
            else:
                # A number at the very end of what is held may go on in the next piece.
                if end < len(self._text) or not self._read_on():
                    self._position = end
                    return value

    def _read_on(self) -> bool:
        """Take in at least as much again as is held; False at the end."""
        held = self._text[self._position :]
        if len(held) > LONGEST_RECORD:
            raise ReadingError(_TOO_LONG)
        pieces, length = [held], 0
        while length <= len(held) and not self._ended:
            piece = next(self._pieces, None)
            self._ended = piece is None
            pieces.append(piece or "")
            length += len(pieces[-1])
        self._text, self._position = "".join(pieces), 0
        return length > 0


def _json_records(text: _JsonText) -> Iterator[object]:
    while text.peek():
        if text.peek() == "[":
            yield from _elements(text)
        elif text.peek() == "{":
            yield from _members(text)
        else:
            yield text.value()


def _elements(text: _JsonText) -> Iterator[object]:
    text.skip("[")
    while text.peek() != "]":
        yield text.value()
        if text.peek() != "]":
            text.skip(",")
    text.skip("]")


def _members(text: _JsonText) -> Iterator[object]:
    """The records of an object: the elements of its `articles`, if it has some, else the object itself."""
    others: dict[str, object] = {}
    is_list = False
    text.skip("{")
    while text.peek() != "}":
        key = text.value()
        text.skip(":")
        if key == "articles" and text.peek() == "[":
            is_list = True
            yield from _elements(text)
        else:
            value = text.value()
            if key in _KEYS or len(others) < _KEYS_SHOWN:
                others[str(key)] = value if key in _KEYS else None
        if text.peek() != "}":
            text.skip(",")
    text.skip("}")
    if not is_list:
        yield others
