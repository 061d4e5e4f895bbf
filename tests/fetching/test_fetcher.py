"""Politeness, and hostile servers, over real sockets."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from knowledge.fetching.connections import MOST_INTERIM
from knowledge.fetching.decoding import DecodingError, decoder
from knowledge.fetching.fetcher import AT_ONCE, AT_ONCE_PER_HOST, Fetched, Fetcher
from knowledge.fetching.headers import LONGEST_WAIT, max_age, retry_after

from . import outlets as play
from .outlets import BOMB, ENCODINGS, Outlet, Outlets

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


async def test_validators_are_kept_and_asked_with(world: Outlets, fetcher: Fetcher) -> None:
    outlet = world.add("good", play.good)
    first = await fetcher.fetch(outlet.address(), now=NOW)
    assert first.kind == "ok"
    assert first.content.startswith(b"<?xml")
    again = await fetcher.fetch(outlet.address(), now=NOW, etag=first.etag, last_modified=first.last_modified)
    assert (again.kind, again.content, again.etag) == ("not_modified", b"", first.etag)
    assert world.user_agents == {"Nutgraf/0 (test)"}


@pytest.mark.parametrize("name", ENCODINGS)
async def test_every_encoding_we_accept(world: Outlets, fetcher: Fetcher, name: str) -> None:
    outlet = world.add("coded", play.encoded_as(name, ENCODINGS[name]))
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert answer.content.decode() == outlet.rss()


@pytest.mark.parametrize("name", ENCODINGS)
async def test_bombs_are_cut_off(world: Outlets, fetcher: Fetcher, name: str) -> None:
    bomb = ENCODINGS[name](BOMB)
    assert len(bomb) < 100_000
    outlet = world.add("bomb", play.bytes_of(bomb, **{"Content-Encoding": name}))
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert (answer.kind, answer.content, answer.error) == ("failed", b"", "It is larger than 10 MB.")


async def test_a_file_of_gzip_that_is_served_as_mere_bytes(world: Outlets, fetcher: Fetcher) -> None:
    outlet = world.add("file", play.bytes_of(gzip.compress(b"<rss/>"), **{"Content-Type": "application/octet-stream"}))
    assert (await fetcher.fetch(outlet.address("/feed.xml.gz"), now=NOW)).content == b"<rss/>"
    bomb = world.add("bomb", play.bytes_of(gzip.compress(BOMB)))
    assert (await fetcher.fetch(bomb.address(), now=NOW)).error == "It is larger than 10 MB."
    cut = world.add("cut", play.bytes_of(gzip.compress(b"news" * 100)[:-9]))
    assert (await fetcher.fetch(cut.address(), now=NOW)).error == "It broke off before its end."


@pytest.mark.parametrize(
    ("handler", "reason"),
    [
        (play.bytes_of(b"x" * 10_000_001), "It is larger than 10 MB."),
        (play.endless, "It is larger than 10 MB."),
        (play.dripping, "The server did not answer within 2 seconds."),
        (play.stuck, "The server did not answer within 2 seconds."),
        (play.cut_off, "The connection broke off before its end."),
        (play.status_of(302, Location="/feed"), "It redirects more than 5 times."),
        (play.status_of(401), "The server asks for a login (HTTP 401)."),
        (play.status_of(500), "The server reports an error (HTTP 500)."),
        (play.status_of(204), "The server gives no document (HTTP 204)."),
        (play.status_of(304), "The server gives no document (HTTP 304)."),
        (play.bytes_of(b"x", **{"Content-Encoding": "lzma"}), "It is compressed in a way that is not supported."),
        (play.bytes_of(b"x", **{"Content-Encoding": "gzip, br"}), "It is compressed in a way that is not supported."),
        *(
            (play.bytes_of(b"\x91#?!" * 9, **{"Content-Encoding": name}), "It is damaged: it cannot be unpacked.")
            for name in ("gzip", "br", "zstd")
        ),
        *(
            (play.bytes_of(encode(b"news" * 100)[:-9], **{"Content-Encoding": name}), "It broke off before its end.")
            for name, encode in ENCODINGS.items()
        ),
    ],
)
async def test_hostile_servers_give_a_sentence(
    world: Outlets, fetcher: Fetcher, handler: play.Handler, reason: str
) -> None:
    outlet = world.add("hostile", handler)
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert (answer.kind, answer.content) == ("failed", b"")
    assert answer.error == reason


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\0" * 100,
        b"HTTP/1.1 200\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_what_is_no_http_gives_a_sentence(world: Outlets, reply: bytes) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(reply)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with (
        server,
        Fetcher(
            play.LoopbackPolicy(ports=frozenset({port}), port=port), user_agent="Nutgraf/0", document_seconds=2
        ) as fetcher,
    ):
        answer = await fetcher.fetch(f"http://127.0.0.1:{port}/", now=NOW)
    assert answer.kind == "failed"
    assert str(answer.error).endswith(".")


async def flooded(start: bytes, piece: bytes, pieces: int, end: bytes = b"") -> tuple[Fetched, int]:
    """What comes of a server that sends `start`, `piece` so often, and `end`; and the bytes that it could send."""
    sent = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        try:
            for part in (start, *[piece] * pieces, end):
                writer.write(part)
                await writer.drain()
                sent += len(part)
        except ConnectionError:
            pass  # what the client does here
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    policy = play.LoopbackPolicy(ports=frozenset({port}), port=port)
    async with server, Fetcher(policy, user_agent="Nutgraf/0") as fetcher:
        return await fetcher.fetch(f"http://127.0.0.1:{port}/", now=NOW), sent


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n" + b"Link: </style>; rel=preload\r\n" * 100 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Words: " + b"words " * 500 + b"\r\n"),
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED, b"1;name=" + b"x" * 1_000 + b"\r\nx\r\n"),
        (CHUNKED + b"1\r\nx\r\n0\r\n", b"X-Words: " + b"words " * 500 + b"\r\n"),
    ],
    ids=["interim", "long interim", "headers", "chunks", "chunk extensions", "trailers"],
)
async def test_floods_of_what_is_no_document_are_cut_off(start: bytes, piece: bytes) -> None:
    pieces = 20_000_000 // len(piece)
    answer, sent = await flooded(start, piece * 100, pieces // 100)
    assert answer.kind == "failed"
    assert answer.content == b""
    assert "within" not in str(answer.error)  # it was not the time that ended it
    assert sent < 10_000_000


async def test_what_real_servers_send_besides_is_taken() -> None:
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Security-Policy: " + b"x" * 8_000 + b"\r\n\r\n"
    answer, _ = await flooded(hint * MOST_INTERIM, head, 1, b"news")
    assert (answer.kind, answer.content) == ("ok", b"news")
    answer, _ = await flooded(hint * (MOST_INTERIM + 1), head, 1, b"news")
    assert answer.error == "The server sends too many header lines, interim answers or tiny pieces."
    for size in (30, 1_000, 100_000):  # also where the reader is slower than the network
        count = 5_000_000 // size
        chunk = b"%x\r\n" % size + b"x" * size + b"\r\n"
        answer, _ = await flooded(CHUNKED, chunk * count, 1, b"0\r\n\r\n")
        assert (answer.kind, len(answer.content)) == ("ok", size * count)


async def test_where_a_feed_has_moved(world: Outlets, fetcher: Fetcher) -> None:
    hops = {
        "/a": (301, "/b"),
        "/b": (308, "/c"),
        "/c": (302, "/d"),
        "/d": (301, "/e"),
        "/x": (302, "/y"),
        "/y": (410, ""),
    }

    async def handler(outlet: Outlet, request: web.Request) -> web.Response:
        status, target = hops.get(request.path, (200, ""))
        return web.Response(status=status, headers={"Location": target} if target else {})

    outlet = world.add("moving", handler)
    moved = await fetcher.fetch(outlet.address("/a"), now=NOW)
    assert (moved.kind, moved.url, moved.permanent_url) == ("ok", outlet.address("/e"), outlet.address("/c"))
    assert (await fetcher.fetch(outlet.address("/c"), now=NOW)).permanent_url is None
    assert (await fetcher.fetch(outlet.address("/y"), now=NOW)).kind == "gone"
    assert (await fetcher.fetch(outlet.address("/x"), now=NOW)).kind == "failed"  # only for the moment it leads there


async def test_two_at_once_for_a_host_and_32_in_all(world: Outlets, fetcher: Fetcher) -> None:
    outlets = [world.add(f"slow{number}", play.slow) for number in range(40)]
    outlets += [outlets[0]] * 10
    answers = await asyncio.gather(*(fetcher.fetch(outlet.address(), now=NOW) for outlet in outlets))
    assert {answer.kind for answer in answers} == {"ok"}
    assert world.most_at_once["slow0"] == AT_ONCE_PER_HOST
    assert 10 < world.most_at_once[""] <= AT_ONCE


async def test_a_host_that_never_answers_holds_up_no_other(world: Outlets, fetcher: Fetcher) -> None:
    stuck, good = world.add("stuck", play.stuck), world.add("good", play.good)
    waiting = [asyncio.create_task(fetcher.fetch(stuck.address(), now=NOW)) for _ in range(50)]
    for _ in range(100):
        if world.at_once["stuck"] < AT_ONCE_PER_HOST:
            await asyncio.sleep(0.01)
    assert (await fetcher.fetch(good.address(), now=NOW)).kind == "ok"
    assert not any(task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert not fetcher._turns._used


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 1.5 ", 1),
        ("Tue, 24 Nov 2026 08:10:00 GMT", 600),
        ("Tue, 24 Nov 2026 08:10:00", 600),
        ("Tue, 24 Nov 2026 07:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("999999999999", LONGEST_WAIT),
        ("9" * 50, None),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: int | None) -> None:
    assert retry_after(header, now=NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": 'public, Max-Age="600"', "Age": "200"}, 400),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": "max-age=600", "Age": "none"}, 600),
        ({"Cache-Control": "no-cache, max-age=600"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": "max-age=999999999999"}, LONGEST_WAIT),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
        ({}, None),
    ],
)
def test_max_age(headers: dict[str, str], seconds: int | None) -> None:
    assert max_age(headers) == seconds


async def test_headers_come_with_the_answer(world: Outlets, fetcher: Fetcher) -> None:
    until = NOW + timedelta(minutes=5)
    outlet = world.add(
        "busy", play.status_of(503, **{"Retry-After": until.strftime("%a, %d %b %Y %H:%M:%S GMT"), "ETag": "x" * 5_000})
    )
    answer = await fetcher.fetch(outlet.address(), now=NOW)
    assert (answer.retry_after, answer.etag, answer.status) == (300, None, 503)


@pytest.mark.parametrize("size", [1, 7, 1_000, 10_000_000])
def test_decoding_is_the_same_in_any_pieces(size: int) -> None:
    text = bytes(range(256)) * 3_000
    for name, encode in ENCODINGS.items():
        packed = encode(text)
        if name in ("gzip", "zstd"):
            packed *= 2  # several members are one document
        unpacking = decoder(name)
        pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
        out = b"".join(piece for data in pieces for piece in unpacking.feed(data))
        unpacking.finish()
        assert out == text * (len(out) // len(text)), name
        assert len(out) == len(text) * (2 if name in ("gzip", "zstd") else 1)


@pytest.mark.parametrize("document", [b"news", b"\x1f\x8bnews", b"\x1fn"])
def test_what_declares_no_compression_is_unpacked_only_if_it_is_gzip(document: bytes) -> None:
    for name in (None, "", "identity"):
        for content in (document, gzip.compress(document)):
            unpacking = decoder(name)
            assert b"".join(piece for byte in content for piece in unpacking.feed(bytes([byte]))) == document
            unpacking.finish()


def test_deflate_without_its_header_and_junk_behind_gzip() -> None:
    raw = ENCODINGS["deflate"](b"news")[2:-4]
    assert b"".join(decoder("deflate").feed(raw)) == b"news"
    assert b"".join(decoder("x-gzip").feed(gzip.compress(b"news") + b"junk")) == b"news"
    assert b"".join(decoder("identity").feed(b"news")) == b"news"


def test_a_window_too_large_for_the_web_is_refused() -> None:
    from backports import zstd

    packed = zstd.compress(BOMB, options={zstd.CompressionParameter.window_log: 27})
    with pytest.raises(DecodingError):
        list(decoder("zstd").feed(packed))
