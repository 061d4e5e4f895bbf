"""The process that reads what strangers sent: it has no secrets, little memory, and its parent may kill it.

Frames on both pipes: four bytes of length, then that many bytes. A question is a frame of JSON and a frame of the
document. Answers are frames of JSON, the last one with the key "end": null, or a sentence for what could not be read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import re
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from knowledge.articles import Article, Picture, Published, iso
from knowledge.fetching.bounds import bounded
from knowledge.reading.feed import FeedEntry, read_feed
from knowledge.reading.html import read_page
from knowledge.reading.links import feed_links
from knowledge.reading.results import ReadingError

DATA_BYTES = 170_000_000
"""Private memory; with the pages of code that it shares, the process stays below 200 MB."""
RETIRING_BYTES = 120_000_000
"""A worker that has once needed more than this ends after its answer, since Python gives little back."""

_HIGH_WATER = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)
_BATCH = 64  # entries a frame
_BATCH_CHARACTERS = 250_000


def main() -> None:
    """Serve on stdin and stdout until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us as well; the parent decides
    _load()
    _limit_memory()
    _write(sys.stdout.buffer, {"ready": True})
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer questions until there are no more, or until too much memory is in use."""
    while (header := _read(questions)) is not None:
        question = json.loads(header)
        document = _read(questions) or b""
        _limit_time(question.get("seconds"))
        is_last = False
        try:
            for frame in read(document, **question["read"]):
                _write(answers, frame)
            end = None
        except ReadingError as error:
            end = str(error)
        except MemoryError:
            end, is_last = "It takes more memory to read than is allowed, so reading was stopped.", True
        except Exception as error:  # whatever it makes the parsers stumble over, the other documents go on
            end = f"It cannot be read ({type(error).__name__})."
        _limit_time(None)
        is_last = is_last or _most_memory() > RETIRING_BYTES
        _write(answers, {"end": end, "is_last": is_last})
        if is_last:
            return


def read(
    document: bytes, *, kind: str, content_type: str | None, url: str | None, source: str | None = None
) -> Iterator[Any]:
    """The frames that a document comes to, its articles `bounded`. `kind` is "feed", "page" or "links".

    Raises ReadingError.
    """
    if kind == "feed":
        feed = read_feed(document, content_type=content_type, url=url)
        yield {"title": feed.title, "site_url": feed.site_url, "fresh_for": feed.fresh_for, "language": feed.language}
        yield from _batches(feed.entries)
    elif kind == "page":
        page = read_page(document, content_type=content_type, url=url, source=source)
        paragraphs, dropped = bounded(page.article.paragraphs)
        if not paragraphs:
            raise ReadingError("It holds data, not text.")
        article = replace(page.article, paragraphs=paragraphs)
        yield {"article": _article(article), "is_free": page.is_free, "dropped": dropped}
    else:
        yield [[link.url, link.title] for link in feed_links(document, content_type=content_type, url=url)]


def _batches(entries: Sequence[FeedEntry]) -> Iterator[list[list[Any]]]:
    """Entries in portions that the parent takes in within some milliseconds."""
    batch: list[list[Any]] = []
    characters = 0
    for entry in entries:
        paragraphs, dropped = bounded(entry.paragraphs)
        if not paragraphs and not entry.headline:
            continue
        dates: tuple[Published | None, ...] = (entry.published, entry.updated)
        picture = _picture(entry.picture)
        batch.append([entry.guid, entry.headline, entry.url, *map(iso, dates), paragraphs, dropped, picture])
        characters += sum(map(len, paragraphs))
        if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _article(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "paragraphs": article.paragraphs,
        "source": article.source,
        "published": iso(article.published),
        "url": article.url,
        "derived": article.derived,
        "picture": _picture(article.picture),
    }


def _picture(picture: Picture | None) -> list[str | None] | None:
    return None if picture is None else [picture.address, picture.alt]


def _load() -> None:
    """Import now what is imported on first use, so that it counts in no document's time."""
    for warm_up in (
        lambda: read_feed(b"<rss version='2.0'><channel><item><title>a &amp; b</title></item></channel></rss>"),
        lambda: read_page(b"<html><body><article><p>" + b"One sentence, and another one. " * 20 + b"</article></html>"),
    ):
        with contextlib.suppress(ReadingError):
            warm_up()
    gc.collect()
    gc.freeze()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # not every system has these limits
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, DATA_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float | None) -> None:
    """Let the kernel kill this process after so many seconds of processor time, or not at all."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds or 0)


def _most_memory() -> int:
    """The most bytes that this process ever held at once; 0 where that cannot be told.

    Not `ru_maxrss`, which on Linux begins with what the parent held when it started us.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = _HIGH_WATER.search(status)
    return int(found[1]) * 1_024 if found else 0


def _read(stream: BinaryIO) -> bytes | None:
    prefix = stream.read(4)
    return stream.read(struct.unpack(">I", prefix)[0]) if len(prefix) == 4 else None


def _write(stream: BinaryIO, frame: Any) -> None:
    payload = json.dumps(frame, ensure_ascii=False).encode("utf-8", errors="replace")
    stream.write(struct.pack(">I", len(payload)) + payload)
    stream.flush()
