"""Whole paths: files, folders and patterns in every format, and every way in which they are broken."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import socket
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.reading import ReadResult, read_paths
from knowledge.reading.unpacking import BOMB_BYTES
from tests.reading.test_html_pages import page
from tests.reading.test_markdown_files import WHOLE
from tests.reading.test_record_files import RECORD
from tests.reading.test_saved_feeds import ATOM, JSON_FEED, RDF, RSS

TEXT = "The bridge is closed. Cars turn back.\n\nA ferry runs.\n"
LINES = "".join(f"{json.dumps({**RECORD, 'id': str(number)})}\n" for number in range(50)).encode()
GOOD: dict[str, bytes] = {
    "page.txt": (TEXT + "\n\nFerry fares rise\n").encode(),
    "story.md": WHOLE.encode(),
    "saved.html": page("<title>x</title>"),
    "list.json": json.dumps([RECORD, {"title": "x"}]).encode(),
    "feed.json": json.dumps(JSON_FEED).encode(),
    "lines.jsonl": LINES,
    "news.rss": RSS.encode(),
    "news.atom": ATOM.encode(),
    "news.rdf": RDF.encode(),
    "news.xml": RSS.encode(),
}
COUNTS = {  # articles, headlines
    "page.txt": (1, 1),
    "story.md": (1, 0),
    "saved.html": (1, 0),
    "list.json": (1, 1),
    "feed.json": (2, 0),
    "lines.jsonl": (50, 0),
    "news.rss": (2, 1),
    "news.atom": (2, 0),
    "news.rdf": (0, 1),
    "news.xml": (2, 1),
}


def read(*paths: Path | str, source: str | None = None) -> list[ReadResult]:
    return list(read_paths(paths, source=source))


def counts(readings: list[ReadResult]) -> tuple[int, int]:
    assert not [item for item in readings if isinstance(item, Rejection)]
    return tuple(sum(isinstance(item, kind) for item in readings) for kind in (Article, HeadlineOnly))  # type: ignore[return-value]


def rejected(readings: list[ReadResult]) -> dict[str, str]:
    return {item.path: item.reason for item in readings if isinstance(item, Rejection)}


def write(folder: Path, **files: bytes | str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", ".").replace("_in_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("ending", ["", ".gz", ".xz", ".GZ"])
def test_every_format_plain_and_compressed(tmp_path: Path, name: str, ending: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "": bytes,
        ".gz": gzip.compress,
        ".GZ": gzip.compress,
        ".xz": lzma.compress,
    }
    file = tmp_path / (name + ending)
    file.write_bytes(packers[ending](GOOD[name]))
    assert counts(read(file)) == COUNTS[name]
    assert counts(read(tmp_path)) == COUNTS[name]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["page.txt", "story.md", "saved.html", "list.json", "lines.jsonl", "news.rss"])
def test_every_format_in_other_encodings(tmp_path: Path, name: str, codec: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name].decode().encode(codec))
    in_utf_8 = write(tmp_path / "utf-8", **{name.replace(".", "__"): GOOD[name]})
    assert read(tmp_path / name) == read(in_utf_8)


def test_a_missing_outlet_is_filled_in(tmp_path: Path) -> None:
    folder = write(tmp_path, **{name.replace(".", "__"): content for name, content in GOOD.items()})
    outlets = {getattr(item, "source", None) for item in read(folder, source=" Evening\nWire ")}
    assert outlets == {"Evening Wire", "Harbour Post"}  # the latter where a record or a front matter says so
    feeds = read(folder / "news.rss", folder / "news.atom", source="Evening Wire")
    assert {getattr(item, "source", None) for item in feeds} == {"Evening Wire"}
    pages = read(folder / "page.txt")
    assert {getattr(item, "source", None) for item in pages} == {None}


def test_the_content_decides_where_the_name_does_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        a__html=RSS,
        b__xml=page("<title>x</title>"),
        c__jsonl=GOOD["list.json"],
        d__txt=gzip.compress(TEXT.encode()),
    )
    assert [type(item) for item in read(tmp_path / "a.html")] == [Article, HeadlineOnly, Article]
    assert [type(item) for item in read(tmp_path / "b.xml")] == [Article]
    assert [type(item) for item in read(tmp_path / "c.jsonl")] == [Article, HeadlineOnly]
    assert [type(item) for item in read(tmp_path / "d.txt")] == [Article]


# --- which files ---


def test_folders_are_read_sorted_and_whole_but_for_what_is_no_news(tmp_path: Path) -> None:
    write(
        tmp_path,
        b__txt="B.",
        a__txt="A.",
        c_in_deep_in_d__TXT="D.",
        __hidden__txt="no",
        __git_in_x__txt="no",
        script__py="no",
        photo__png=b"\x89PNG",
        data__csv="no",
        README__md="no",
        LICENSE__txt="no",
        plain="no",
    )
    assert [item.headline for item in read(tmp_path)] == ["A.", "B.", "D."]  # type: ignore[union-attr]


def test_a_file_that_is_named_is_read_or_rejected(tmp_path: Path) -> None:
    write(tmp_path, README__md="Read me.", __hidden__txt="Hidden.", script__py="no", plain="no", photo__png=b"\x89PNG")
    assert counts(read(tmp_path / "README.md", tmp_path / ".hidden.txt")) == (2, 0)
    reasons = rejected(read(*(tmp_path / name for name in ("script.py", "plain", "photo.png"))))
    assert len(reasons) == 3
    assert all(".jsonl" in reason for reason in reasons.values())


def test_each_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.", b__txt="B.")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "again").symlink_to(tmp_path / "more", target_is_directory=True)
    assert counts(read(tmp_path / "b.txt", tmp_path / "*.txt", str(tmp_path / "a.txt"))) == (2, 0)


@pytest.mark.parametrize(
    ("pattern", "headlines"),
    [
        ("*.txt", ["A.", "B."]),
        ("?.txt", ["A.", "B."]),
        ("[b-z].txt", ["B."]),
        ("*", ["A.", "B.", "D.", "C."]),
        ("**/*.txt", ["A.", "B.", "D.", "C."]),
        ("**/d.txt", ["D."]),
        ("x/**", ["D.", "C."]),
        ("*/deep/**/*.txt", ["D."]),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, headlines: list[str]) -> None:
    write(tmp_path, a__txt="A.", b__txt="B.", x_in_deep_in_d__txt="D.", x_in_w__txt="C.", e__png=b"\x89PNG")
    assert [item.headline for item in read(tmp_path / pattern)] == headlines  # type: ignore[union-attr]


def test_patterns_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, x_in_a__txt="A.")
    monkeypatch.chdir(tmp_path)
    assert counts(read("**/*.txt")) == counts(read("*/a.txt")) == counts(read(".")) == (1, 0)


def test_a_name_that_looks_like_a_pattern_is_a_name(tmp_path: Path) -> None:
    write(tmp_path, **{"a[1]__txt": "A.", "a1__txt": "B."})
    assert [item.headline for item in read(tmp_path / "a[1].txt")] == ["A."]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("no*where.txt", "matches"),
        ("**/nowhere.txt", "matches"),
        ("empty", "holds no file"),
        ("empty/*", "matches"),
        ("a\0b.txt", "cannot be the name"),
        ("a\0*", "cannot be the name"),
        ("x" * 300 + ".txt", "too long"),
        ("lone\ud800.txt", "cannot be the name"),
        ("dangling.txt", "does not exist"),
        ("itself.txt", "leads back to itself"),
    ],
)
def test_paths_without_anything_to_read(tmp_path: Path, path: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    (item,) = read(f"{tmp_path}/{path}")
    assert isinstance(item, Rejection)
    assert reason in item.reason
    assert (item.path + item.reason).encode()


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, a_in_a__txt="A.", b_in_b__txt="B.")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "b" / "across").symlink_to(tmp_path / "a", target_is_directory=True)
    for path in (tmp_path, tmp_path / "**"):
        readings = read(path)
        assert [item.headline for item in readings if isinstance(item, Article)] == ["A.", "B."]
        assert rejected(readings).keys() == {str(tmp_path / "a" / "up"), str(tmp_path / "a" / "self")}
        assert all("leads back" in reason for reason in rejected(readings).values())


def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.")
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.json"))
        readings = read(tmp_path)
    assert rejected(readings).keys() == {str(tmp_path / name) for name in ("pipe.txt", "socket.json", "zero.txt")}
    assert [item.headline for item in readings if isinstance(item, Article)] == ["A."]
    assert rejected(read("/dev/null", tmp_path / "pipe")).keys() == {"/dev/null", str(tmp_path / "pipe")}


def test_names_of_any_bytes(tmp_path: Path) -> None:
    for name in (b"\xff.txt", "é\n\x1b[2J.txt".encode(), b"bad\xfe.jsonl"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"Bridge closed.")
    readings = read(tmp_path)
    assert sum(isinstance(item, Article) for item in readings) == 2
    (place,) = rejected(readings)
    assert place.encode()
    assert place.endswith(".jsonl:1")


READ_AS_NOBODY = """
import os, sys
import trafilatura  # loaded while that is still allowed, wherever it is installed
from knowledge.reading import read_paths

if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for item in read_paths([sys.argv[1]]):
    print(getattr(item, "path", ""), getattr(item, "reason", None) or item.headline, sep=":")
"""


def test_what_may_not_be_read_is_rejected() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = write(
            Path(name), a__txt="A.", secret__txt="S.", locked_in_b__txt="B.", shut_in_c__txt="C.", z__txt="Z."
        )
        folder.chmod(0o755)
        (folder / "secret.txt").chmod(0)
        (folder / "locked").chmod(0)
        (folder / "shut").chmod(0o444)
        done = subprocess.run(
            [sys.executable, "-c", READ_AS_NOBODY, name], capture_output=True, text=True, cwd=Path(__file__).parents[2]
        )
        (folder / "locked").chmod(0o755)
        (folder / "shut").chmod(0o755)
    reason = "You are not allowed to read it; change its permissions, or run as a user who may."
    assert (done.stderr, done.stdout.splitlines()) == (
        "",
        [":A.", f"{name}/locked:{reason}", f"{name}/secret.txt:{reason}", f"{name}/shut/c.txt:{reason}", ":Z."],
    )


def test_a_file_that_vanishes_or_changes_meanwhile(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A.", b__txt="B.", c__txt="C.")
    readings = read_paths([tmp_path])
    assert isinstance(next(readings), Article)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").unlink()
    os.mkfifo(tmp_path / "c.txt")
    reasons = [item.reason for item in readings if isinstance(item, Rejection)]
    assert reasons == ["There is no such file or folder.", "It is no longer an ordinary file."]


# --- broken content ---

BROKEN: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.jsonl", b"", "is empty"),
    "empty gzip": ("a.txt.gz", gzip.compress(b""), "is empty"),
    "blank": ("a.txt", b" \n\n\n", "no text"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "binary": ("a.jsonl", bytes(range(256)) * 20, "not text"),
    "twice": ("a.jsonl.gz", gzip.compress(gzip.compress(LINES)), "compressed twice"),
    "pdf": ("a.html", b"%PDF-1.7", "PDF"),
    "no gzip": ("a.md.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\xff" * 20, "damaged"),
    "no xz": ("a.md.xz", b"\xfd7zXZ\x00nonsense", "damaged"),
    "feed without entries": (
        "a.rss",
        b"<rss version='2.0'><channel><title>x</title></channel></rss>",
        "without any entry",
    ),
    "no feed": ("a.xml", b"<sitemap/>", "neither RSS nor Atom"),
    "deep": ("a.json", b"[" * 10_000 + b"]" * 10_000, "too deeply"),
    "long page": ("a.txt", b"word " * 2_100_000, "larger than 10 MB"),
    "long headline": ("a.md", b"---\ntitle: " + b"x" * 5_000 + b"\n---\nBody.", "5,000 characters"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_gives_one_reason_and_the_rest_goes_on(tmp_path: Path, case: str) -> None:
    name, content, reason = BROKEN[case]
    write(tmp_path, z__txt="Z.")
    (tmp_path / name).write_bytes(content)
    readings = read(tmp_path)
    assert rejected(readings).keys() == {str(tmp_path / name)}
    assert reason in rejected(readings)[str(tmp_path / name)]
    assert [item.headline for item in readings if isinstance(item, Article)] == ["Z."]


def test_broken_records_are_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES + b'{"id": 7}\n' + LINES)
    readings = read(tmp_path)
    assert list(rejected(readings)) == [f"{tmp_path}/a.jsonl:51"]
    assert len(readings) == 101


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_what_stands_before_a_cut_is_kept(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    records = b"".join(json.dumps({"text": os.urandom(2_000).hex()}).encode() + b"\n" for _ in range(300))
    packed = pack(records)
    (tmp_path / "a.jsonl.z.gz").write_bytes(b"")
    file = tmp_path / ("a.jsonl.gz" if pack is gzip.compress else "a.jsonl.xz")
    file.write_bytes(packed[: len(packed) * 3 // 4])
    readings = read(file)
    assert 100 < len(readings) < 300
    assert [str(file)] == list(rejected(readings))
    assert "cut off" in rejected(readings)[str(file)]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_several_members_and_padding_are_one_file(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    ending = "gz" if pack is gzip.compress else "xz"
    (tmp_path / f"a.jsonl.{ending}").write_bytes(pack(LINES) + pack(LINES) + bytes(8) + pack(LINES) + bytes(4))
    assert counts(read(tmp_path)) == (150, 0)
    (tmp_path / f"a.jsonl.{ending}").write_bytes(pack(LINES) + b"something else")
    readings = read(tmp_path)
    assert len(readings) == 51
    assert "something else" in next(iter(rejected(readings).values()))


@pytest.mark.parametrize("pack", [gzip.compress, partial(lzma.compress, preset=0)])
def test_bombs_are_stopped(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    ending = "gz" if pack is gzip.compress else "xz"
    (tmp_path / f"a.jsonl.{ending}").write_bytes(pack(b'{"title": "first"}\n' + b"a" * (BOMB_BYTES + 500_000)))
    readings = read(tmp_path)
    assert [item.headline for item in readings if isinstance(item, HeadlineOnly)] == ["first"]
    assert "times its size" in next(iter(rejected(readings).values()))


def test_memory_stays_bounded_over_one_enormous_line(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as handle:
        handle.write(b'{"title": "first"}\n{"text": "' + b"x" * 10_000)
        handle.truncate(200_000_000)  # zeros, which take no room on disk
        handle.seek(0, os.SEEK_END)
        handle.write(b'"}\n{"title": "last"}\n')
    tracemalloc.start()
    readings = read(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(item) for item in readings] == [HeadlineOnly, Rejection, HeadlineOnly]
    assert rejected(readings) == {f"{file}:2": "It is longer than 4 MB, too long for one record."}
    assert peak < 20_000_000


def test_records_are_streamed(tmp_path: Path) -> None:
    record = json.dumps({"title": "Bridge closed", "text": "Cars turn back. " * 500}).encode()
    (tmp_path / "a.jsonl").write_bytes((record + b"\n") * 1_500)
    (tmp_path / "b.json").write_bytes(b"[" + b",".join([record] * 1_500) + b"]")
    tracemalloc.start()
    number = sum(isinstance(item, Article) for item in read_paths([tmp_path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 3_000
    assert peak < 5_000_000  # of 24 MB


def test_progress_counts_the_bytes_on_disk(tmp_path: Path) -> None:
    write(tmp_path, a__jsonl=LINES, b__jsonl__gz=gzip.compress(LINES * 50), c__txt=b"", d__txt="D.")
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone")
    total = sum(path.stat().st_size for path in tmp_path.iterdir() if path.exists())
    calls: list[tuple[int, int]] = []
    for _ in read_paths([tmp_path], progress=lambda done, whole: calls.append((done, whole))):
        pass
    assert calls[-1] == (total, total)
    assert calls == sorted(calls)
    assert {whole for _, whole in calls} == {total}


# --- any bytes ---


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with some pieces of it cut out, doubled, or replaced by other bytes."""

    @st.composite
    def mutate(draw: st.DrawFn) -> bytes:
        changed = content
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(changed)))
            end = draw(st.integers(start, min(len(changed), start + 60)))
            insert = draw(st.one_of(st.binary(max_size=8), st.sampled_from(SPANNERS), st.just(changed[start:end] * 2)))
            changed = changed[:start] + insert + changed[end:]
        return changed

    return mutate()


SPANNERS = [
    b"<",
    b">",
    b"]]>",
    b"<![CDATA[",
    b"\x00",
    b"\xff\xfe",
    b"\n\n\n",
    b'"',
    b"{",
    b"[",
    b"\\ud800",
    b"&#55296;",
    b"---\n",
]
MUTATIONS = st.sampled_from(sorted(GOOD)).flatmap(
    lambda name: st.tuples(st.just(name), st.one_of(mutated(GOOD[name]), mutated(GOOD[name]).map(gzip.compress)))
)


@given(st.one_of(MUTATIONS, st.tuples(st.sampled_from(sorted(GOOD)), st.binary(max_size=300))))
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_storable_readings_or_reasons(tmp_path: Path, file: tuple[str, bytes]) -> None:
    path = tmp_path / file[0]
    path.write_bytes(file[1])
    readings = read(path)
    assert readings or not file[1].strip()
    for item in readings:
        if isinstance(item, Article):
            assert item.headline
            assert item.paragraphs
            assert all(paragraph and paragraph == paragraph.strip() for paragraph in item.paragraphs)
        for text in texts(item):
            assert text.encode()
            assert "\0" not in text


def texts(item: ReadResult) -> Iterator[str]:
    if isinstance(item, Article):
        yield from item.paragraphs
    for name in ("headline", "source", "id", "url", "path", "reason"):
        value = getattr(item, name, None)
        if value is not None:
            yield value
