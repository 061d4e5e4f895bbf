"""Any bytes give a reading or a reason, in processes that are killed and replaced."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import struct
from collections.abc import Awaitable
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.articles import Article
from knowledge.fetching import safe_reading, worker
from knowledge.fetching.safe_reading import PATIENCE, SECONDS, SECONDS_PER_MB, ReaderUnavailable, SafeReader
from knowledge.reading import ReadingError, read_feed, read_html
from knowledge.reading.feed import MOST_ENTRIES
from knowledge.reading.links import feed_links

RSS = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
    "<channel><title>Harbour Post</title><link>https://harbour.example/</link><ttl>90</ttl>"
    "<item><title>Bridge &amp;amp; ferry</title><link>/bridge</link><guid>1</guid>"
    "<pubDate>Mon, 23 Nov 2026 08:30:00 +0100</pubDate>"
    "<description><![CDATA[<p>Closed – for a year.</p>]]></description></item>"
    "<item><title>Ferry</title><pubDate>2026-11-23</pubDate></item></channel></rss>"
).encode()
ATOM = (
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title><entry><title type='html'>A &lt;b&gt;bridge</title>"
    b"<link href='https://harbour.example/a'/><id>a</id><updated>2026-11-23T08:00:00Z</updated>"
    b"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It opened.</p></div></content></entry></feed>"
)
JSON_FEED = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "title": "A bridge", '
    b'"url": "https://harbour.example/a", '
    b'"content_html": "<p>It opened.</p>", "date_published": "2026-11-23T08:00:00Z"}]}'
)
PAGE = (
    b"<html><head><title>Bridge</title><meta property='og:site_name' content='Harbour Post'>"
    b"<meta property='article:published_time' content='2026-11-23'><script type='application/ld+json'>"
    b'{"@type": "NewsArticle", "headline": "Bridge closed", "isAccessibleForFree": false}</script>'
    b"<link rel='alternate' type='application/rss+xml' href='/feed' title='All'></head>"
    b"<body><article><h1>Bridge</h1><p>"
    + b"The bridge over the river was closed on Monday, and the ferry takes its cars until the spring comes. " * 6
    + b"</p></article></body></html>"
)


async def test_the_same_as_read_in_this_process(reader: SafeReader) -> None:
    for document in (RSS, ATOM, JSON_FEED):
        url = "https://harbour.example/feed"
        assert await reader.feed(document, url=url) == read_feed(document, url=url)
    assert (await reader.feed(RSS)).fresh_for == 90 * 60
    page = await reader.page(PAGE, url="https://harbour.example/bridge")
    assert page.article == read_html(PAGE, url="https://harbour.example/bridge")
    assert (page.article.published, page.is_free) == (date(2026, 11, 23), False)
    assert await reader.links(PAGE, url="https://harbour.example/bridge") == feed_links(
        PAGE, url="https://harbour.example/bridge"
    )


async def reason_of(reading: Awaitable[object]) -> str | None:
    """Why something could not be read; None if it could."""
    try:
        await reading
    except ReadingError as error:
        return str(error)
    return None


async def test_one_process_reads_one_document_after_another(reader: SafeReader) -> None:
    await reader.start()
    first = reader._idle[0]._process.pid
    for _ in range(5):
        assert await reason_of(reader.feed(RSS)) is None
        assert "neither XML nor JSON" in str(await reason_of(reader.feed(b"nothing")))
    assert [worker._process.pid for worker in reader._idle] == [first]


async def test_the_process_has_none_of_our_secrets(reader: SafeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN", "secret")
    await reader.start()
    environment = Path(f"/proc/{reader._idle[0]._process.pid}/environ").read_bytes()
    assert b"secret" not in environment


MANY_ATTRIBUTES = b"<html><p" + b"".join(b" a%d=1" % number for number in range(400_000)) + b">x</html>"


async def test_a_parse_past_its_limit_is_killed_and_the_next_goes_on(reader: SafeReader) -> None:
    await reader.start()
    victim = reader._idle[0]._process.pid
    began = asyncio.get_running_loop().time()
    with pytest.raises(ReadingError, match=r"longer to read than its size allows \(\d\.\d seconds\)"):
        await reader.page(MANY_ATTRIBUTES)
    allowed = PATIENCE * (SECONDS + SECONDS_PER_MB * len(MANY_ATTRIBUTES) / 1_000_000)
    assert asyncio.get_running_loop().time() - began < allowed + 2
    assert not Path(f"/proc/{victim}").exists()
    assert (await reader.feed(RSS)).title == "Harbour Post"


@pytest.mark.parametrize(
    "item",
    [
        "<item><title>F{n}</title><link>/{n}</link><guid>{n}</guid><pubDate>23 Nov 2026 08:30:00 GMT</pubDate></item>",
        "<item><title>F{n}</title><link>/{n}</link><description>Text &lt;b>{n}&lt;/b>.</description></item>",
    ],
)
async def test_as_many_entries_as_are_promised_are_read_in_time(
    reader: SafeReader, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_reading, "PATIENCE", 20.0)  # it is about processor time, on however busy a machine
    items = "".join(item.format(n=number) for number in range(MOST_ENTRIES))
    content = f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>".encode()
    feed = await reader.feed(content, url="https://harbour.example/feed")
    assert len(feed.entries) == MOST_ENTRIES


async def test_a_process_that_hangs_is_killed_by_the_clock(reader: SafeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_reading, "PATIENCE", 0.3)
    await reader.start()
    os.kill(reader._idle[0]._process.pid, signal.SIGSTOP)
    with pytest.raises(ReadingError, match="longer to read"):
        await reader.feed(RSS)
    assert not reader._idle


async def test_a_process_that_dies_is_replaced(reader: SafeReader) -> None:
    await reader.start()
    os.kill(reader._idle[0]._process.pid, signal.SIGKILL)
    with pytest.raises(ReadingError, match="break down"):
        await reader.feed(RSS)
    assert (await reader.feed(RSS)).title == "Harbour Post"


async def test_who_waits_no_longer_leaves_no_process_at_work(reader: SafeReader) -> None:
    await reader.start()
    pid = reader._idle[0]._process.pid
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.page(MANY_ATTRIBUTES), 0.2)
    assert not Path(f"/proc/{pid}").exists()


async def test_a_program_that_does_not_start_is_no_fault_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_reading, "_PROGRAM", "raise SystemExit(1)")
    async with SafeReader() as reader:
        with pytest.raises(ReaderUnavailable):
            await reader.feed(RSS)
        monkeypatch.setattr("sys.executable", "/none/python")
        with pytest.raises(ReaderUnavailable):
            await reader.feed(RSS)


def _rss(entries: int, text: str) -> bytes:
    item = "<item><title>Headline %d</title><link>https://harbour.example/%d</link><description>%s</description></item>"
    items = "".join(item % (number, number, text) for number in range(entries))
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>".encode()


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "zeroes": bytes(1_000_000),
    "noise": bytes(range(256)) * 4_000,
    "a lie about UTF-16": b"\xff\xfe" + b"<rss>" * 1_000,
    "the billion laughs": b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n + 1, (b"&a%d;" % n if n else b"&a;") * 10) for n in range(12))
    + b"]><rss version='2.0'><channel><item><title>&a12;</title></item></channel></rss>",
    "a file as an entity": b"<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item>"
    b"<title>&f;</title></item></channel></rss>",
    "depth": b"<rss><channel><item>" + b"<b>" * 100_000,
    "depth in HTML": b"<div>" * 300_000,
    "tags": b"<a/>" * 1_000_000,
    "attributes": b"<rss " + b"".join(b"a%d='1' " % n for n in range(60_000)) + b"/>",
    "one long word": b"<rss version='2.0'><channel><item><title>" + b"a" * 9_000_000,
    "brackets": b"[" * 1_000_000,
    "a deep JSON feed": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 900_000,
    "unclosed CDATA": b"<rss version='2.0'><channel><item><title><![CDATA[" + b"]] >" * 500_000,
    "entities": b"<rss version='2.0'><channel><item><title>" + b"&amp;" * 1_000_000,
    "many entries": _rss(20_000, "x"),
    "10 MB": _rss(2_000, "word " * 950),
}


@pytest.mark.parametrize("kind", ["feed", "page", "links"])
async def test_named_hostile_documents(reader: SafeReader, kind: str) -> None:
    await reader.start()
    for name, document in HOSTILE.items():
        reason = await reason_of(getattr(reader, kind)(document))
        assert reason is None or reason.endswith("."), name
        for process in reader._idle:
            status = Path(f"/proc/{process._process.pid}/status").read_text()
            high_water = next(line for line in status.splitlines() if line.startswith("VmHWM"))
            assert int(high_water.split()[1]) < 200_000, (name, high_water)


async def test_more_than_the_allowed_size_is_not_even_tried(reader: SafeReader) -> None:
    with pytest.raises(ReadingError, match="larger than 10 MB"):
        await reader.feed(bytes(10_000_001))
    assert not reader._idle


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    document = bytearray(draw(st.sampled_from((RSS, ATOM, JSON_FEED, PAGE))))
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, len(document))), draw(st.integers(0, 40))
        piece = draw(
            st.one_of(st.binary(max_size=12), st.sampled_from((b"<", b"]]>", b"&#0;", b"\xff", b"<item>", b"{")))
        )
        document[at : at + length] = piece * draw(st.sampled_from((1, 1, 1, 50)))
    return bytes(document)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(mutations(), min_size=1, max_size=5), kind=st.sampled_from(("feed", "page", "links")))
async def test_mutations_of_good_documents(reader: SafeReader, documents: list[bytes], kind: str) -> None:
    for document in documents:
        reason = str(await reason_of(getattr(reader, kind)(document)))
        assert "break down" not in reason
        assert "longer to read" not in reason


async def test_an_entity_opens_no_file(reader: SafeReader) -> None:
    feed = await reader.feed(HOSTILE["a file as an entity"])
    assert "root:" not in repr(feed)


@given(document=st.one_of(st.binary(max_size=300), mutations()), kind=st.sampled_from(("feed", "page", "links")))
@settings(max_examples=80, deadline=None)
def test_the_worker_itself_answers_anything(document: bytes, kind: str) -> None:
    question = b'{"seconds": null, "read": {"kind": "%s", "content_type": null, "url": null}}' % kind.encode()
    frames = b"".join(struct.pack(">I", len(frame)) + frame for frame in (question, document))
    answers = io.BytesIO()
    with patch.object(worker, "RETIRING_BYTES", 1 << 40):  # this process is larger than a worker may become
        worker.serve(io.BytesIO(frames * 2), answers)
    assert answers.getvalue().count(b'"end": ') >= 2


def test_a_worker_that_has_grown_large_says_that_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "RETIRING_BYTES", 1)
    question = b'{"seconds": null, "read": {"kind": "feed", "content_type": null, "url": null}}'
    frames = b"".join(struct.pack(">I", len(frame)) + frame for frame in (question, RSS))
    answers = io.BytesIO()
    worker.serve(io.BytesIO(frames * 2), answers)
    assert answers.getvalue().count(b'"is_last": true') == 1


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd")])
def test_what_a_parser_stumbles_over_is_told(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(worker, "read_feed", stumble)
    question = b'{"seconds": 5, "read": {"kind": "feed", "content_type": null, "url": null}}'
    frames = b"".join(struct.pack(">I", len(frame)) + frame for frame in (question, RSS))
    answers = io.BytesIO()
    worker.serve(io.BytesIO(frames), answers)
    assert (b"more memory" in answers.getvalue()) == isinstance(error, MemoryError)
    assert b"It " in answers.getvalue()


async def test_times_keep_their_zone_and_dates_stay_dates(reader: SafeReader) -> None:
    feed = await reader.feed(RSS)
    assert [entry.published for entry in feed.entries] == [
        datetime(2026, 11, 23, 7, 30, tzinfo=UTC),
        date(2026, 11, 23),
    ]
    assert isinstance((await reader.page(PAGE)).article, Article)
