"""The sample newsroom renders whole at any time of year, and holds the news that its questions ask for."""

from __future__ import annotations

import gzip
import html
import json
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.sample import render, write_newsroom

NOW = datetime(2026, 11, 24, 9, 13, 47, tzinfo=UTC)
NOWS = {
    "an ordinary day": NOW,
    "leap day": datetime(2028, 2, 29, 0, 2, tzinfo=UTC),
    "day after leap day": datetime(2028, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC),
    "new year": datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    "year end": datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
    "clocks go forward": datetime(2026, 3, 29, 3, 0, tzinfo=ZoneInfo("Europe/Berlin")),
    "clocks go back": datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1),
    "far from UTC": datetime(2026, 7, 4, 12, 34, tzinfo=ZoneInfo("Pacific/Kiritimati")),
}
STORED = Path(str(files("config").joinpath("newsroom")))
QUESTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("newsroom_questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if question["answerable"]]
UNANSWERABLE = [question for question in QUESTIONS if not question["answerable"]]
NAMESPACES = {"schema.org", "jsonfeed.org", "purl.org", "www.w3.org"}


def read(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def rendered_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): read(path) for path in folder.rglob("*") if path.is_file()}


def records(rendered: dict[str, bytes]) -> list[dict[str, str]]:
    lines = rendered["touchline/sport.jsonl"] + rendered["harbour-bulletin/business.jsonl.gz"]
    return [*json.loads(rendered["courier/courier.json"]), *map(json.loads, lines.splitlines())]


def page(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def match_in(pattern: str, text: str) -> re.Match[str]:
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None, pattern
    return found


def articles(rendered: dict[str, bytes]) -> dict[str, str]:
    """Every article with a body: its address (for a page, the file's name) and its markup or text."""
    found = {record["url"]: record["text"] for record in records(rendered) if "text" in record}
    for item in json.loads(rendered["coastline-wire/feed.json"])["items"]:
        found[item["url"]] = html.unescape(item.get("content_html") or item["content_text"])
    for name, content in rendered.items():
        if name.endswith(".html"):
            text = content.decode()
            address = match_in(r'rel="canonical" href="([^"]+)"', text)[1]
            found[address] = html.unescape(match_in(r'class="story-body">(.*?)</article>', text)[1])
        elif name.endswith(".md"):
            front, body = content.decode().removeprefix("---\n").split("\n---\n", 1)
            found[match_in(r"url: (\S+)", front)[1]] = body
        elif name.endswith(".txt"):
            found[name] = re.split(r"\n{3,}", page(content).replace("\r\n", "\n"))[0]
        elif name.endswith(("news.rss", ".atom")):
            for _, entry in re.findall(r"<(item|entry)>(.*?)</\1>", content.decode(), re.DOTALL):
                address = match_in(r'<link>([^<?]+)|rel="alternate" href="([^"]+)"', entry)
                body = match_in(r"<content[^>]*>(.*?)</content", entry)[1]
                found[address[1] or address[2]] = html.unescape(html.unescape(body))
    return found


def folded(text: str) -> str:
    """Lower case, and everything but letters and digits as one space, as `nutgraf evaluate` compares."""
    return f" {re.sub(r'[^a-z0-9à-ÿ]+', ' ', text.lower()).strip()} "


def moments(rendered: dict[str, bytes]) -> list[datetime]:
    """Every time of day that a file names, in all forms that markers give."""
    text = b"\n".join(rendered.values()).decode("latin-1")
    iso = [datetime.fromisoformat(found) for found in re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", text)]
    rfc822 = [parsedate_to_datetime(found) for found in re.findall(r"\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT", text)]
    return [*iso, *rfc822]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("newsroom")
    write_newsroom(folder, NOW)
    return rendered_files(folder)


@pytest.mark.parametrize("now", NOWS.values(), ids=NOWS)
def test_renders_whole_at_any_time(tmp_path: Path, now: datetime) -> None:
    write_newsroom(tmp_path / "first", now)
    write_newsroom(tmp_path / "again", now)

    first = rendered_files(tmp_path / "first")
    stored = [path.relative_to(STORED).as_posix() for path in STORED.rglob("*") if path.is_file()]
    assert sorted(first) == sorted(re.sub(r"\.to-gzip(\.jsonl)$", r"\1.gz", name) for name in stored)
    assert not [name for name, content in first.items() if b"{{" in content or b"}}" in content]
    for path in (tmp_path / "first").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(tmp_path / "first")).read_bytes()
    times = moments(first)
    assert len(times) > 80
    assert all(now - timedelta(days=14, minutes=5) < time <= now for time in times)
    assert all(time.minute % 5 == 0 and time.second == 0 for time in times)


@pytest.mark.parametrize(
    ("marker", "text"),
    [
        ("{{iso 2d5h}}", "2026-11-22T04:10:00Z"),
        ("{{iso 0m}}", "2026-11-24T09:10:00Z"),
        ("{{iso 1d2h13m}}", "2026-11-23T07:00:00Z"),
        ("{{date 3d}}", "2026-11-21"),
        ("{{date 9h15m}}", "2026-11-23"),
        ("{{rfc822 30m}}", "Tue, 24 Nov 2026 08:40:00 GMT"),
        ("{{long 1d}}", "Monday 23 November 2026"),
        ("{{weekday 1d}}", "Monday"),
        ("é {{weekday 0h}} and {{weekday 2d}}", "é Tuesday and Sunday"),
    ],
)
def test_markers(marker: str, text: str) -> None:
    assert render(marker.encode(), NOW, name="a.txt") == text.encode()


@given(
    now=st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.timezones()),
    days=st.integers(0, 20),
    minutes=st.integers(0, 999),
)
def test_a_marker_is_never_later_than_its_offset(now: datetime, days: int, minutes: int) -> None:
    text = render(b"{{iso %dd%dm}}" % (days, minutes), now, name="a.txt").decode()
    exact = now.astimezone(UTC) - timedelta(days=days, minutes=minutes)
    assert timedelta() <= exact - datetime.fromisoformat(text) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("content", "marker"),
    [
        (b"on {{isoo 2d}}.", "{{isoo 2d}}"),
        (b"on {{iso}}.", "{{iso}}"),
        (b"on {{iso }}.", "{{iso }}"),
        (b"on {{iso -2d}}.", "{{iso -2d}}"),
        (b"on {{iso 2h3d}}.", "{{iso 2h3d}}"),
        (b"on {{iso 2}}.", "{{iso 2}}"),
        (b"on {{ iso 2d }}.", "{{ iso 2d }}"),
        (b"on {{iso 9999d}}.", "{{iso 9999d}}"),
        (b"on {{caf\xe9 2d}}.", "{{caf\\xe9 2d}}"),
        (b"never closed {{iso 2d", "{{iso 2d"),
        (b"never opened 2d}}", "}}"),
    ],
)
def test_a_bad_marker_is_named(content: bytes, marker: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"post/page.html: {marker} is not a marker")):
        render(content, NOW, name="post/page.html")


def test_now_needs_a_zone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        write_newsroom(tmp_path, datetime(2026, 11, 24))
    assert not any(tmp_path.iterdir())


def test_encodings_survive(rendered: dict[str, bytes]) -> None:
    assert rendered["pages/library.txt"].startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        rendered["pages/cafe.txt"].decode("utf-8")
    assert "Café Mirabelle" in rendered["pages/cafe.txt"].decode("cp1252")
    assert b"\r\n" in rendered["pages/clock.txt"]


def test_holds_enough_news_of_every_format(rendered: dict[str, bytes]) -> None:
    found = articles(rendered)
    assert len(found) >= 64
    assert len({urlsplit(address).netloc for address in found} - {""}) >= 7
    counts = {ending: sum(name.endswith(ending) for name in rendered) for ending in (".txt", ".md", ".html")}
    assert counts[".txt"] >= 4
    assert counts[".md"] >= 6
    assert counts[".html"] >= 5
    assert {".json", ".jsonl", ".gz", ".rss", ".xml", ".atom"} <= {Path(name).suffix for name in rendered}
    in_margins = [
        line
        for name, content in rendered.items()
        if name.endswith(".txt")
        for line in "\n".join(re.split(r"\n{3,}", page(content).strip())[1:]).splitlines()
    ]
    assert len(in_margins) + sum("text" not in record for record in records(rendered)) >= 25


def test_today_has_news(rendered: dict[str, bytes]) -> None:
    items = json.loads(rendered["coastline-wire/feed.json"])["items"]
    dated = {record["url"]: record["published"] for record in records(rendered) if "published" in record}
    dated |= {item["url"]: item["date_published"] for item in items}
    recent = [url for url, when in dated.items() if NOW - datetime.fromisoformat(when) < timedelta(hours=24)]
    assert len(set(recent) & set(articles(rendered))) >= 8


def test_every_address_is_an_example(rendered: dict[str, bytes]) -> None:
    for name, content in rendered.items():
        hosts = {host.decode() for host in re.findall(rb"https?://([\w.-]+)", content)}
        assert not {host for host in hosts - NAMESPACES if not host.endswith(".example")}, name
    assert len({record["url"] for record in records(rendered)}) == len(records(rendered))
    assert len({record["id"] for record in records(rendered)}) == len(records(rendered))


def test_outlets_repeat_contradict_and_correct(rendered: dict[str, bytes]) -> None:
    found = articles(rendered)
    wire = folded("There was a bang like a door in an empty house, and then everybody was very polite")
    same = [text for text in found.values() if wire in folded(re.sub(r"<[^>]+>", " ", text))]
    assert len(same) == 3
    assert len({folded(re.sub(r"<!\[CDATA\[|\]\]>|<[^>]+>", " ", text)) for text in same}) == 1
    assert "14 people injured" in found["https://brackenmouthcourier.example/news/storm-ottoline-tears-along-the-coast"]
    assert "Seventeen people were hurt" in found["https://orvenmarkpost.example/region/ottoline-strikes-lorrimouth"]
    assert sum("Correction: An earlier version" in text for text in found.values()) >= 2


def test_there_are_enough_questions() -> None:
    assert len(ANSWERABLE) >= 60
    assert len(UNANSWERABLE) >= 20
    assert len({question["question"] for question in QUESTIONS}) == len(QUESTIONS)


def test_every_answer_stands_in_its_article(rendered: dict[str, bytes]) -> None:
    found = {address: folded(text) for address, text in articles(rendered).items()}
    for question in ANSWERABLE:
        text = found[question["article_url_or_id"]]
        assert any(folded(answer) in text for answer in question["answers"]), question["question"]
        for answer in question["answers"]:
            assert any(folded(answer) in other for other in found.values()), (question["question"], answer)


def test_no_question_copies_its_answer() -> None:
    for question in ANSWERABLE:
        assert not any(folded(answer) in folded(question["question"]) for answer in question["answers"])


def test_what_unanswerable_questions_ask_for_is_nowhere(rendered: dict[str, bytes]) -> None:
    everything = folded("\n".join(page(content) for content in rendered.values()))
    for question in UNANSWERABLE:
        assert folded(question["absent"]) not in everything, question["question"]


def test_dates_without_time_of_day_occur(rendered: dict[str, bytes]) -> None:
    front = [content.decode() for name, content in rendered.items() if name.endswith(".md")]
    dates = [day for text in front for day in re.findall(r"^published: (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)]
    days = [date.fromisoformat(day) for day in dates]
    assert days
    assert all(day < NOW.date() for day in days)
