"""The command line as others call it: exit statuses, JSON keys, plain sentences."""

from __future__ import annotations

import json
import lzma
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest


def test_a_page_goes_in_and_a_quoted_answer_comes_out(nutgraf: Any, page: Path) -> None:
    first = nutgraf("ingest", str(page), "--json")
    assert first.status == 0
    assert first.json == {
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "headlines": 2,
        "paragraphs": 3,
        "rejected": [],
    }
    again = nutgraf("ingest", str(page), "--json").json
    assert (again["added"], again["updated"], again["unchanged"], again["headlines"]) == (0, 0, 1, 2)

    asked = nutgraf("ask", "How much did the repairs of the bridge cost?", "--json")
    assert asked.status == 0
    answer = asked.json
    assert set(answer) >= {
        "question",
        "answered",
        "confidence",
        "quotes",
        "closest",
        "evidence_from",
        "evidence_to",
        "searched",
        "elapsed_ms",
    }
    assert answer["answered"] is True
    quote = answer["quotes"][0]
    assert set(quote) >= {"text", "paragraph", "article_id", "headline", "source", "published", "url"}
    assert "4.6 million dollars" in quote["text"]
    assert quote["text"] in quote["paragraph"]
    assert quote["published"] is None
    assert answer["closest"] == []
    assert answer["searched"] == {"articles": 1, "paragraphs": 3}

    listed = nutgraf("headlines", "--json").json
    assert listed["total"] == 3
    shown = {item["headline"]: item for item in listed["headlines"]}
    assert {"Snow expected in the hills", "Otters return to the Vess"} < set(shown)
    assert [item["derived"] for item in shown.values()].count(True) == 1
    assert nutgraf("headlines", "--json", "--limit", "1").json["total"] == 3
    assert len(nutgraf("headlines", "--json", "--limit", "0").json["headlines"]) == 3


def test_it_abstains_on_what_it_does_not_hold(nutgraf: Any, page: Path) -> None:
    nutgraf("ingest", str(page))
    asked = nutgraf("ask", "Who won the chess championship in Delhi?", "--json")
    assert asked.status == 0
    assert asked.json["answered"] is False
    assert asked.json["quotes"] == []
    spoken = nutgraf("ask", "Who won the chess championship in Delhi?")
    assert "I have nothing on that." in spoken.out


@pytest.mark.parametrize("question", ["", "   ", "the of and", "🙂", "x" * 4000, "כמה עלה הגשר?"])
def test_odd_questions_and_an_empty_archive_are_no_error(nutgraf: Any, question: str) -> None:
    asked = nutgraf("ask", question, "--json")
    assert asked.status == 0
    assert asked.json["answered"] is False
    assert asked.json["searched"] == {"articles": 0, "paragraphs": 0}
    assert nutgraf("ask", question).status == 0


RECORDS = [
    {
        "id": "harl-1",
        "title": "Harl Bridge reopens after a year of repairs",
        "source": "Harrow Post",
        "published": "2026-11-20T09:30:00Z",
        "url": "https://harrowpost.example/harl",
        "text": "The Harl Bridge reopened to traffic on Friday after a year of repairs to two of its piers.\n\n"
        "County engineer Mireille Sánchez put the cost of the repairs at 4.6 million dollars.",
    },
    {
        "id": "harl-2",
        "title": "Harl Bridge open again after repairs",
        "source": "Bay Radio",
        "published": "2026-11-20T11:00:00Z",
        "url": "https://bayradio.example/harl",
        "text": "Cars crossed the Harl Bridge again on Friday after a year of repairs to two of its piers.\n\n"
        "The cost of the repairs was 4.6 million dollars, county engineer Mireille Sánchez said.",
    },
    {"id": "old", "title": "Otters return to the Vess", "published": "2026-10-01", "source": "Harrow Post",
     "text": "Wardens counted eleven otters on the river Vess, the first in forty years."},
    {"title": "Snow expected in the hills", "published": "2026-11-20"},
]  # fmt: skip


@pytest.fixture
def records(nutgraf: Any, tmp_path: Path) -> Any:
    path = tmp_path / "records.jsonl.xz"
    path.write_bytes(lzma.compress("\n".join(json.dumps(record) for record in RECORDS).encode()))
    assert nutgraf("ingest", str(path)).status == 0
    return nutgraf


def test_as_of_is_the_clock(records: Any) -> None:
    question = "How much did the repairs of the Harl Bridge cost?"
    assert records("ask", question, "--as-of", "2026-11-20", "--json").json["answered"] is True
    assert records("ask", question, "--as-of", "2026-11-19", "--json").json["answered"] is False
    assert records("ask", question, "--as-of", "2026-11-20T09:00:00Z", "--json").json["quotes"] == []
    only = records("ask", question, "--source", "bay radio", "--as-of", "2026-11-21", "--json").json
    assert {quote["source"] for quote in only["quotes"]} == {"Bay Radio"}
    assert only["quotes"][0]["article_id"] == "harl-2"
    assert only["evidence_from"] == only["evidence_to"] == "2026-11-20T11:00:00Z"


ASK_KEYS = {
    *("question", "response", "answered", "confidence", "quotes", "items", "closest", "evidence_from", "evidence_to"),
    *("stale", "disagreements", "read_as", "searched", "elapsed_ms"),
}


@pytest.mark.parametrize(
    ("typed", "response", "answered"),
    [
        ("How much did the repairs of the Harl Bridge cost?", "answer", True),
        ("any news on the harl bridge", "briefing", True),
        ("what happened on november 20", "headlines", False),
        ("who are you", "about", False),
        ("who won the chess championship in Delhi", "abstain", False),
        ("", "abstain", False),
    ],
)
def test_every_response_has_every_key(records: Any, typed: str, response: str, answered: bool) -> None:
    found = records("ask", typed, "--as-of", "2026-11-21", "--json").json
    assert found.keys() == ASK_KEYS
    assert (found["response"], found["answered"]) == (response, answered)
    assert found["read_as"].keys() == {"topic", "since", "until", "sources", "spelling"}
    assert bool(found["quotes"]) == (response == "answer")
    for item in found["items"]:
        assert {"headline", "text", "source", "published", "url", "article_id"} <= item.keys()


def test_it_says_how_a_question_was_read(records: Any) -> None:
    typed = "what did bay radio say about the hral bridge on november 20"
    found = records("ask", typed, "--as-of", "2026-11-21", "--json").json
    assert found["read_as"] == {
        "topic": "Harl bridge",
        "since": "2026-11-20T00:00:00Z",
        "until": "2026-11-20T23:59:59Z",
        "sources": ["Bay Radio"],
        "spelling": {"hral": "Harl"},
    }
    assert [item["article_id"] for item in found["items"]] == ["harl-2"]
    spoken = records("ask", typed, "--as-of", "2026-11-21", "--explain")
    assert "From Bay Radio." in spoken.out
    assert "Showing results for “Harl” instead of “hral”." in spoken.out
    assert "on november 20: 2026-11-20" in spoken.out
    assert "Topic: Harl bridge" in spoken.err
    assert "I don't follow Reuters here." in records("ask", "what did reuters say about otters").out


def test_a_follow_up_goes_on_from_its_context(records: Any) -> None:
    earlier = "How much did the repairs of the Harl Bridge cost?"
    alone = records("ask", "for how much?", "--as-of", "2026-11-21", "--json").json
    assert alone["answered"] is False
    found = records("ask", "for how much?", "--context", earlier, "--as-of", "2026-11-21", "--json").json
    assert found["answered"] is True
    assert any("4.6 million" in quote["text"] for quote in found["quotes"])


def test_headlines_are_filtered(records: Any) -> None:
    def titles(*words: str) -> list[str]:
        return [item["headline"] for item in records("headlines", "--json", *words).json["headlines"]]

    assert titles() == [
        "Harl Bridge open again after repairs",
        "Harl Bridge reopens after a year of repairs",
        "Snow expected in the hills",
        "Otters return to the Vess",
    ]
    assert titles("--until", "2026-10-01") == ["Otters return to the Vess"]
    assert titles("--since", "2026-11-20", "--source", "Harrow Post") == ["Harl Bridge reopens after a year of repairs"]
    assert titles("--topic", "otters") == ["Otters return to the Vess"]
    assert titles("--as-of", "2026-11-20T10:00:00Z")[0] == "Harl Bridge reopens after a year of repairs"
    dates = {item["headline"]: item["published"] for item in records("headlines", "--json").json["headlines"]}
    assert dates["Otters return to the Vess"] == "2026-10-01"
    assert dates["Harl Bridge open again after repairs"] == "2026-11-20T11:00:00Z"


def test_a_story_by_id_or_headline(records: Any) -> None:
    story = records("story", "harl-1", "--json").json
    assert story["headline"] == "Harl Bridge reopens after a year of repairs"
    assert 1 <= len(story["summary"]) <= 3
    assert all(sentence in RECORDS[0]["text"] for sentence in story["summary"])
    assert [report["source"] for report in story["also_reported_by"]] == ["Bay Radio"]
    assert set(story["also_reported_by"][0]) >= {"source", "headline", "url", "published"}
    assert records("story", "otters return to the vess", "--json").json["headline"] == "Otters return to the Vess"
    unknown = records("story", "Otters leave again", "--json")
    assert unknown.status == 1
    assert unknown.out == ""
    assert "No article has the id or headline" in unknown.err


def test_a_digest(records: Any) -> None:
    digest = records("digest", "--as-of", "2026-11-20T12:00:00Z", "--json").json
    assert (digest["from"], digest["to"]) == ("2026-11-19T12:00:00Z", "2026-11-20T12:00:00Z")
    (story,) = digest["stories"]
    assert set(story) >= {"headline", "source", "published", "url", "summary", "also_reported_by"}
    assert len(story["also_reported_by"]) == 1
    assert records("digest", "--as-of", "2026-11-25", "--json").json["stories"] == []
    assert "Nothing was published" in records("digest", "--as-of", "2026-11-25").out


def test_the_reasons_are_told_beside_the_document(records: Any) -> None:
    run = records("ask", "How much did the repairs of the Harl Bridge cost?", "--explain", "--json")
    assert run.json["answered"] is True
    assert "Terms and their weights:" in run.err
    assert "log odds from" in run.err


def test_a_trend_is_counted_and_drawn(nutgraf: Any, tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    record = {"title": "Otters return", "published": f"{today}T00:00:00Z", "text": "Otters swim in the Vess again."}
    (tmp_path / "r.json").write_text(json.dumps([record]))
    nutgraf("ingest", str(tmp_path / "r.json"))
    found = nutgraf("trend", "otters", "--days", "3", "--png", str(tmp_path / "t.png"), "--json").json
    assert [day["mentions"] for day in found["days"]] == [0, 0, 1]
    assert found["peaks"] == [{"date": str(today), "headline": "Otters return"}]
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
    assert str(today) in nutgraf("trend", "otters").out
    nowhere = tmp_path / "no" / "t.png"
    refused = nutgraf("trend", "otters", "--png", str(nowhere), "--json")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.splitlines()[-1] == f"{nowhere} cannot be used: No such file or directory."


@pytest.mark.parametrize(
    "words",
    [
        ("headlines", "--since", "the day before"),
        ("ask", "x", "--since", "2026-13-01"),
        ("ask", "x", "--as-of", ""),
        ("ask",),
        ("ask", "x", "--limit", "0"),
        ("nonsense",),
        ("headlines", "--limit", "-1"),
    ],
)
def test_wrong_usage_is_status_2(nutgraf: Any, words: tuple[str, ...]) -> None:
    run = nutgraf(*words)
    assert run.status == 2
    assert run.out == ""
    assert "Traceback" not in run.err


def test_a_date_that_cannot_be_read_is_explained(nutgraf: Any) -> None:
    run = nutgraf("headlines", "--since", "the day before")
    assert "'the day before' is not a date or time. Write it as 2026-11-24" in " ".join(run.err.split())
    assert "today, yesterday, last 7 days" in " ".join(run.err.split())


def test_days_have_names_as_in_discord(nutgraf: Any, tmp_path: Path) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    records = [
        {"title": f"Otters seen {days} days ago", "text": "Otters swim in the Vess.",
         "published": (today - timedelta(days=days)).isoformat(), "url": f"https://vess.example/{days}"}
        for days in (0, 1, 2, 7, 8, 31)
    ]  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(records))
    nutgraf("ingest", str(tmp_path / "r.json"))

    def days(*words: str) -> list[int]:
        return [int(item["headline"].split()[2]) for item in nutgraf("headlines", "--json", *words).json["headlines"]]

    assert days("--since", "today") == [0]
    assert days("--since", "yesterday") == [0, 1]
    assert days("--since", "Last 7 days") == [0, 1, 2, 7]
    assert days("--since", "last 30 days") == [0, 1, 2, 7, 8]
    assert days("--until", "yesterday") == [1, 2, 7, 8, 31]
    assert days("--as-of", "yesterday", "--since", "yesterday") == [1, 2]
    asked = nutgraf("ask", "Where do otters swim?", "--since", "yesterday", "--json").json
    assert {quote["headline"] for quote in asked["quotes"]} <= {"Otters seen 0 days ago", "Otters seen 1 days ago"}
    assert asked["quotes"]


def test_a_backup_is_not_replaced_silently(records: Any, tmp_path: Path) -> None:
    file = tmp_path / "kept.backup"
    assert records("backup", str(file)).status == 0
    held = file.read_bytes()
    file.write_bytes(held + b"x")
    refused = records("backup", str(file))
    assert (refused.status, refused.out) == (1, "")
    assert refused.err == f"{file} already exists. Choose another file, or use --force to overwrite it.\n"
    assert file.read_bytes() == held + b"x"
    assert records("backup", str(file), "--force").status == 0
    assert len(file.read_bytes()) == len(held)


def test_sample_news_can_be_ingested_as_it_stands(nutgraf: Any, tmp_path: Path) -> None:
    made = nutgraf("sample", str(tmp_path / "news"))
    assert made.status == 0
    assert f"nutgraf ingest {tmp_path / 'news'}" in made.out
    taken = nutgraf("ingest", str(tmp_path / "news"), "--json")
    assert taken.status == 0
    assert taken.json["added"] > 80
    (question,) = re.findall(r'nutgraf ask "(.+)"', made.out)
    asked = nutgraf("ask", question, "--json").json
    assert "14 people" in " ".join(quote["text"] for quote in asked["quotes"])
    assert nutgraf("digest", "--json").json["stories"]
    again = nutgraf("sample", str(tmp_path / "news"))
    assert (again.status, again.err) == (1, f"{tmp_path / 'news'} is not empty. Name a new folder.\n")


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(nutgraf: Any, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    run = nutgraf("ingest", str(tmp_path / "empty.txt"), str(page), str(tmp_path / "nowhere.txt"), "--json")
    assert run.status == 1
    assert run.json["added"] == 1
    assert [Path(rejection["path"]).name for rejection in run.json["rejected"]] == ["empty.txt", "nowhere.txt"]
    assert all(rejection["reason"] for rejection in run.json["rejected"])


def test_an_unknown_outlet_or_setting_is_a_sentence(records: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = records("ask", "x y z", "--source", "Nobody")
    assert run.status == 1
    assert "There is no outlet called “Nobody” here. Outlets held: Bay Radio, Harrow Post." in run.err
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKN", "x")
    run = records("headlines")
    assert run.status == 1
    assert "Did you mean NUTGRAF_DISCORD__TOKEN?" in run.err


def test_text_for_people_carries_no_control_characters(nutgraf: Any, tmp_path: Path) -> None:
    record = {"title": "Bridge \x1b[31mred\x1b[0m [bold]x[/bold]", "text": "The bridge \x1b]0;title\x07 is red."}
    (tmp_path / "r.json").write_text(json.dumps([record]))
    nutgraf("ingest", str(tmp_path / "r.json"))
    for words in (("headlines",), ("ask", "what is red about the bridge"), ("story", record["title"])):
        assert "\x1b" not in nutgraf(*words).out


def test_doctor_finds_a_damaged_index(records: Any, tmp_path: Path) -> None:
    for part in (tmp_path / "data" / "index" / "paragraphs").rglob("*"):
        if part.is_file() and part.stat().st_size > 500 and part.suffix != ".json":
            content = bytearray(part.read_bytes())
            content[len(content) // 2] ^= 0xFF
            part.write_bytes(content)
    run = records("doctor", "--json")
    assert run.status == 1
    (index,) = [check for check in run.json["checks"] if check["name"] == "index"]
    assert not index["ok"]
    assert "it will be rebuilt" in index["detail"]


def test_doctor_says_what_to_do(nutgraf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = nutgraf("doctor", "--json")
    checks = {check["name"]: check for check in run.json["checks"]}
    assert set(checks) == {"settings", "data dir", "archive", "index", "token", "network", "time zones"}
    assert run.status == 0
    assert checks["token"]["ok"]
    assert "NUTGRAF_DISCORD__TOKEN" in checks["token"]["detail"]
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN", "nonsense-secret")
    run = nutgraf("doctor", "--json")
    assert run.status == 1
    assert "nonsense-secret" not in run.out + run.err
    monkeypatch.setenv("NUTGRAF_TIMEZONE", "Mars")
    assert nutgraf("doctor").status == 1


def test_backup_and_restore(nutgraf: Any, records: Any, tmp_path: Path) -> None:
    assert "Backed up" in nutgraf("backup", str(tmp_path / "backup")).out
    restored = nutgraf("restore", str(tmp_path / "backup"))
    assert restored.status == 0
    assert "Restored" in restored.out
    assert "before-restore" in restored.out
    assert "no backup" in nutgraf("restore", __file__).err


def test_version_and_invite(nutgraf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert nutgraf("--version").out.startswith("nutgraf 0.")
    assert nutgraf("invite").status == 1
    shown = nutgraf("invite", "--client-id", "1234567890123456789").out
    assert "client_id=1234567890123456789" in shown
    assert "scope=bot+applications.commands" in shown
    monkeypatch.setenv("NUTGRAF_DISCORD__TOKEN", "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.x.y")
    assert nutgraf("invite").out == shown
