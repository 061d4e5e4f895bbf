"""Reading what strangers sent, in processes that are killed when a document takes too long or too much memory."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from knowledge.articles import Article, Picture, Published
from knowledge.fetching.turns import Turns
from knowledge.reading.feed import MOST_ENTRIES, FeedEntry, ParsedFeed
from knowledge.reading.html import Page
from knowledge.reading.links import FeedLink
from knowledge.reading.results import LARGEST_DOCUMENT, ReadingError

SECONDS = 0.9
SECONDS_PER_MB = 0.38
SECONDS_PER_ENTRY = 0.000_2
"""How much processor time reading one document may take: `SECONDS`, and so much more for each million bytes of it and
for each entry of a feed, since short entries take more time than their size would give them. With the way there and
back that is 1 s and 0.4 s a MB of anybody's clock, if a processor is free, and 2 s more for the most entries."""
PATIENCE = 2.0
"""So many times that may pass by the clock: a busy machine is no fault of the document's."""
WORKERS = 2
"""Each holds 55 MB. One reads 60 feeds a second; a hostile document keeps it from the others for some seconds, so that
no host and no server gets both."""

_OUT_OF_TIME = getattr(signal, "SIGPROF", 0)
_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from knowledge.fetching.worker import main; main()"
_STARTING_SECONDS = 60.0
_ENDING_SECONDS = 1.0
_MOST_ANSWER = 64_000_000  # bytes, over all frames: more than any document of the allowed size comes to


class ReaderUnavailable(ReadingError):
    """No process for reading could be started; nothing is wrong with the document."""


class SafeReader:
    """Reads feeds and pages in at most `WORKERS` processes, started on demand and used again.

    Any bytes whatever give a reading or a ReadingError with the reason, in the time allowed. Use it as an asynchronous
    context manager, or `close` it.
    """

    def __init__(self, workers: int = WORKERS) -> None:
        self._idle: list[_Worker] = []
        self._turns = Turns(workers, patience=SECONDS / 2)
        self._share = max(1, workers // 2)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Start the first process, so that the first document does not wait for it. Raises ReaderUnavailable."""
        async with self._turns.turn({}):
            self._idle.append(self._idle.pop() if self._idle else await _Worker.start())

    async def close(self) -> None:
        """End the processes that are not at work."""
        while self._idle:
            await self._idle.pop().end()

    async def feed(
        self, content: bytes, *, content_type: str | None = None, url: str | None = None, server: str = ""
    ) -> ParsedFeed:
        """As `knowledge.reading.read_feed`, its articles `bounded`. `server` is the number of the server that it came
        from, with whose other documents it shares its turns. Raises ReadingError."""
        head, *batches = await self._read(content, server, kind="feed", content_type=content_type, url=url)
        entries: list[FeedEntry] = []
        for batch in batches:
            entries += [_entry(*fields) for fields in batch]
            await asyncio.sleep(0)
        return ParsedFeed(head["title"], head["site_url"], tuple(entries), head["fresh_for"], head["language"])

    async def page(
        self, content: bytes, *, content_type: str | None = None, url: str | None = None, source: str | None = None
    ) -> Page:
        """As `knowledge.reading.html.read_page`, the article `bounded`. Raises ReadingError."""
        (found,) = await self._read(content, kind="page", content_type=content_type, url=url, source=source)
        fields = found["article"]
        article = Article(
            headline=fields["headline"],
            paragraphs=tuple(fields["paragraphs"]),
            source=fields["source"],
            published=_published(fields["published"]),
            url=fields["url"],
            derived=fields["derived"],
            picture=_picture(fields["picture"]),
        )
        return Page(article, found["is_free"], found["dropped"])

    async def links(
        self, content: bytes, *, content_type: str | None = None, url: str | None = None
    ) -> tuple[FeedLink, ...]:
        """As `knowledge.reading.links.feed_links`. Raises ReadingError."""
        (found,) = await self._read(content, kind="links", content_type=content_type, url=url)
        return tuple(FeedLink(address, title) for address, title in found)

    async def _read(self, content: bytes, server: str = "", **how: Any) -> list[Any]:
        if len(content) > LARGEST_DOCUMENT:
            raise ReadingError(f"It is larger than {LARGEST_DOCUMENT // 1_000_000} MB.")
        seconds = SECONDS + SECONDS_PER_MB * len(content) / 1_000_000
        if how["kind"] == "feed":
            entries = content.count(b"<item") + content.count(b"<entry")
            seconds += SECONDS_PER_ENTRY * min(entries, MOST_ENTRIES)
        async with self._turns.turn(dict.fromkeys(filter(None, (_host(how["url"]), server)), self._share)):
            worker = self._idle.pop() if self._idle else await _Worker.start()
            try:
                async with asyncio.timeout(PATIENCE * seconds):
                    answers = [answer async for answer in worker.ask(content, {"seconds": seconds, "read": how})]
            except (OSError, EOFError, ValueError) as error:  # it died, or what it says makes no sense
                status = await worker.kill()
                if isinstance(error, TimeoutError) or status == -_OUT_OF_TIME:
                    raise ReadingError(
                        f"It takes longer to read than its size allows ({seconds:.1f} seconds), so reading was stopped."
                    ) from None
                raise ReadingError("It makes the program that reads it break down, so it is left alone.") from None
            except BaseException:
                await worker.kill()
                raise
            end = answers.pop()
            if end["is_last"]:
                await worker.end()
            else:
                self._idle.append(worker)
        if end["end"] is not None:
            raise ReadingError(end["end"])
        return answers


class _Worker:
    """One process, ready to read one document at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout

    @classmethod
    async def start(cls) -> _Worker:
        # Without our environment, which holds the bot's token.
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-c", _PROGRAM, str(_ROOT)), stdin=PIPE, stdout=PIPE, env=environment
            )
        except OSError as error:
            raise ReaderUnavailable("The program that reads documents could not be started.") from error
        worker = cls(process)
        try:
            async with asyncio.timeout(_STARTING_SECONDS):
                await worker._frame(_MOST_ANSWER)
        except (OSError, EOFError):
            await worker.kill()
            raise ReaderUnavailable("The program that reads documents could not be started.") from None
        except BaseException:
            await worker.kill()
            raise
        return worker

    async def ask(self, content: bytes, question: dict[str, Any]) -> AsyncIterator[Any]:
        """The frames that answer a question, the one with the key "end" last."""
        for frame in (json.dumps(question).encode(), content):
            self._stdin.write(struct.pack(">I", len(frame)))
            self._stdin.write(frame)
        await self._stdin.drain()
        left = _MOST_ANSWER
        while True:
            payload = await self._frame(left)
            left -= len(payload)
            answer = json.loads(payload)
            yield answer
            if isinstance(answer, dict) and "end" in answer:
                return

    async def _frame(self, most: int) -> bytes:
        (size,) = struct.unpack(">I", await self._stdout.readexactly(4))
        if size > most:
            raise ValueError("an answer of impossible size")
        return await self._stdout.readexactly(size)

    async def end(self) -> None:
        """Let the process end by itself, as it does when there is nothing left to ask."""
        self._stdin.close()
        await self._process.wait()

    async def kill(self) -> int:
        """End the process at once; if it is dead already, the status says of what."""
        if self._stdout.at_eof():
            # It is ending by itself. To send it a signal now could take its status away from asyncio's own waiting.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ENDING_SECONDS):
                    return await self._process.wait()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        return await self._process.wait()


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _entry(
    guid: str | None,
    headline: str | None,
    url: str | None,
    published: str | None,
    updated: str | None,
    paragraphs: list[str],
    dropped: int,
    picture: list[str] | None,
) -> FeedEntry:
    dates = _published(published), _published(updated)
    return FeedEntry(guid, headline, url, *dates, tuple(paragraphs), dropped, _picture(picture))


def _picture(fields: list[str] | None) -> Picture | None:
    return None if fields is None else Picture(*fields)


def _published(written: str | None) -> Published | None:
    if written is None:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
