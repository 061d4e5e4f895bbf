"""Records in JSON and JSONL: good ones, and all the ways in which they are not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.reading.records import read_json, read_json_lines, read_record
from knowledge.reading.results import LONGEST_RECORD, ReadingError, ReadResult

RECORD = {
    "id": "hp-1",
    "title": "Bridge closed",
    "source": "Harbour Post",
    "published": "2026-11-24T07:30:00Z",
    "url": "https://harbourpost.example/bridge?utm_source=x",
    "text": "“Closed”, it says.\n \nCars turn\nback.\r\n\r\n\r\nAll of them.\n",
}
ARTICLE = Article(
    id="hp-1",
    headline="Bridge closed",
    source="Harbour Post",
    published=datetime(2026, 11, 24, 7, 30, tzinfo=UTC),
    url="https://harbourpost.example/bridge?utm_source=x",
    paragraphs=("“Closed”, it says.", "Cars turn\nback.", "All of them."),
)


def pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[start : start + size] for start in range(0, len(content), size))


def lines(content: bytes, size: int = 7, source: str | None = None) -> list[ReadResult]:
    return list(read_json_lines(pieces(content, size), path="a.jsonl", source=source))


def document(content: bytes, size: int = 7, source: str | None = None) -> list[ReadResult]:
    return list(read_json(pieces(content, size), path="a.json", source=source))


def named(readings: list[ReadResult]) -> list[str | None]:
    return [item.path if isinstance(item, Rejection) else item.headline for item in readings]


def until_error(readings: Iterator[ReadResult]) -> tuple[list[ReadResult], str]:
    read: list[ReadResult] = []
    with pytest.raises(ReadingError) as raised:
        read.extend(readings)  # keeps what came before the error
    return read, str(raised.value)


def test_a_whole_record() -> None:
    assert read_record(RECORD) == ARTICLE


@pytest.mark.parametrize("missing", [{}, {"title": None, "source": None, "published": None, "url": None, "id": None}])
def test_a_text_alone_is_enough(missing: dict[str, None]) -> None:
    read = read_record({"text": "Dr. Bell left. He is ill.", **missing}, source="Wire")
    assert read == Article(
        headline="Dr. Bell left.", paragraphs=("Dr. Bell left. He is ill.",), source="Wire", derived=True
    )


@pytest.mark.parametrize("text", [None, "", " \n\n "])
def test_a_title_alone_is_a_headline(text: str | None) -> None:
    read = read_record({"title": " Bridge\n closed ", "text": text, "published": "2026-11-24"})
    assert read == HeadlineOnly(headline="Bridge closed", published=date(2026, 11, 24))


def test_a_headline_alone_keeps_the_id_of_its_record() -> None:
    assert read_record({"title": "Bridge closed", "id": "7"}) == HeadlineOnly(headline="Bridge closed", id="7")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("published", "soon"),
        ("published", ["2026-11-24"]),
        ("url", "javascript:alert(1)"),
        ("url", {"href": "https://example.com"}),
        ("id", {}),
        ("id", " "),
        ("id", "x" * 501),
        ("source", ["Wire"]),
        ("comment", {"deep": [1, 2]}),
    ],
)
def test_other_unusable_values_count_as_missing(key: str, value: object) -> None:
    read = read_record({"title": "Bridge closed", "text": "Cars turn back.", key: value})
    assert read == Article(headline="Bridge closed", paragraphs=("Cars turn back.",))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "neither"),
        ({"id": "x", "body": "Text."}, '"body", "id"'),
        ({"title": " ", "text": "\n"}, "neither"),
        ({"title": ["Bridge"]}, '"title" is a list'),
        ({"text": {"p": "x"}}, '"text" is an object'),
        ({"text": True}, '"text" is true or false'),
        ({"title": "x" * 1_001, "text": "Text."}, "1,001 characters"),
        ("text", "a text or number"),
        (None, "null"),
        ([RECORD], "a list"),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(record: object, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_record(record)


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lines_in_any_encoding(codec: str, size: int) -> None:
    content = "\r\n".join(json.dumps(RECORD, ensure_ascii=False) for _ in range(3)).encode(codec)
    size = max(size, 16) if codec != "utf-8" else size  # of the first piece the encoding must be seen
    assert lines(content, size) == [ARTICLE] * 3


def test_numbers_as_ids_are_kept_as_written() -> None:
    (read,) = lines(b'{"id": 10000000000000000000000001.50, "source": 24, "text": "Bridge closed."}')
    assert isinstance(read, Article)
    assert (read.id, read.source) == ("10000000000000000000000001.50", "24")


def test_bad_lines_are_named_and_the_rest_goes_on() -> None:
    content = b"\n".join(
        [
            *[json.dumps(RECORD).encode(), b"", b'{"id": 5}', b"not json", b"[" * 50_000, b'{"title": "x"', b'"text"'],
            *[
                b'{"title": "\\ud83d\\u0000 end"}',
                b'{"title": "' + b"9" * 5_000 + b'"}',
                b'{"id": ' + b"9" * 5_000 + b"}",
            ],
            b'{"title": "last"}',
        ]
    )
    read = lines(content, 1_000)
    assert named(read) == [
        *["Bridge closed", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7", "\ufffd end"],
        *["a.jsonl:9", "a.jsonl:10", "last"],
    ]
    reasons = [item.reason for item in read if isinstance(item, Rejection)]
    for reason, words in zip(
        reasons,
        ["neither", "not JSON", "too deeply", "ends in the middle", "text or number", "5,000", "neither"],
        strict=True,
    ):
        assert words in reason


def test_a_line_that_is_too_long_is_skipped_without_being_held() -> None:
    def content() -> Iterator[bytes]:
        yield b'{"title": "first"}\n{"text": "'
        for _ in range(2 * LONGEST_RECORD // 100_000):
            yield b"x" * 100_000
        yield b'"}\n{"title": "last"}'

    read = list(read_json_lines(content(), path="a.jsonl"))
    assert named(read) == ["first", "a.jsonl:2", "last"]
    assert read[1] == Rejection("a.jsonl:2", "It is longer than 4 MB, too long for one record.")


def test_a_last_line_that_is_too_long() -> None:
    read = list(read_json_lines([b"x" * (LONGEST_RECORD + 1)], path="a.jsonl"))
    assert named(read) == ["a.jsonl:1"]


def test_a_file_of_something_else_is_given_up() -> None:
    read, reason = until_error(read_json_lines([b"some words\n" * 5_000], path="a.jsonl"))
    assert len(read) == 1_000
    assert "no records" in reason


def test_many_bad_lines_among_good_ones_are_all_named() -> None:
    assert len(lines(b'{"title": "x"}\n' + b"bad\n" * 1_500, 10_000)) == 1_501


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_no_lines_at_all(content: bytes) -> None:
    assert until_error(read_json_lines([content], path="a.jsonl")) == ([], "It holds no record.")


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize(
    "content",
    [
        json.dumps([RECORD, RECORD]),
        json.dumps({"version": 1, "articles": [RECORD, RECORD], "more": [{}]}, indent=2),
        json.dumps(RECORD) + "\n" + json.dumps([RECORD]),
        json.dumps(RECORD) * 2,
    ],
    ids=["list", "articles", "one after another", "glued"],
)
def test_documents(content: str, size: int) -> None:
    assert document(content.encode(), size) == [ARTICLE, ARTICLE]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_documents_in_other_encodings(codec: str) -> None:
    assert document(json.dumps([RECORD], ensure_ascii=False).encode(codec), 50) == [ARTICLE]


def test_bad_elements_are_named_and_the_rest_goes_on() -> None:
    read = document(b'[{"title": "first"}, 12, {"id": 1}, null, [], {"title": "last"}]', source="Wire")
    assert named(read) == ["first", "a.json#2", "a.json#3", "a.json#4", "a.json#5", "last"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'[{"title": "first"}, {"title": ', "ends in the middle"),
        (b'[{"title": "first"} {"title": "second"}]', 'where "," was expected'),
        (b'[{"title": "first"}\x00]', r"\x00"),
        (b'[{"title": "first"}', 'it ends where "," was expected'),
        (b'{"articles": [{"title": "first"}], "more" 5}', 'where ":" was expected'),
        (b'{"articles": [{"title": "first"}] "more": 5}', 'where "," was expected'),
        (b'[{"title": "first"}, ' + b"[" * 20_000, "too deeply"),
        (b'[{"title": "first"}, wrong]', "not JSON"),
    ],
)
def test_records_before_a_mistake_are_kept(content: bytes, reason: str) -> None:
    read, given_reason = until_error(read_json(pieces(content, 9), path="a.json"))
    assert named(read) == ["first"]
    assert reason in given_reason


@pytest.mark.parametrize("content", [b"", b" \n", b"[]", b'{"articles": []}'])
def test_no_elements_at_all(content: bytes) -> None:
    assert until_error(read_json([content], path="a.json")) == ([], "It holds no record.")


def test_an_element_that_is_too_long_ends_the_document() -> None:
    def content() -> Iterator[bytes]:
        yield b'[{"title": "first"}, {"text": "'
        while True:  # never asked for more than about twice the longest record
            yield b"x" * 100_000

    read, reason = until_error(read_json(content(), path="a.json"))
    assert named(read) == ["first"]
    assert "too long" in reason


def test_unknown_keys_of_an_object_are_not_held() -> None:
    content = json.dumps({f"key {number}": "x" * 100 for number in range(50)} | {"title": "Bridge closed"})
    assert named(document(content.encode())) == ["Bridge closed"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(RECORD)), inner, max_size=4),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(sorted(RECORD)), VALUES), min_size=1), st.integers(1, 50))
def test_records_of_any_shape_are_read_or_rejected_one_by_one(records: list[dict[str, object]], size: int) -> None:
    read = document(json.dumps(records).encode(), size)
    assert len(read) == len(records)
    assert lines("\n".join(map(json.dumps, records)).encode(), size) == [
        Rejection(f"a.jsonl:{item.path.partition('#')[2]}", item.reason) if isinstance(item, Rejection) else item
        for item in read
    ]
    for item in read:
        if isinstance(item, Article):
            item.text.encode()
            assert all(paragraph == paragraph.strip() != "" for paragraph in item.paragraphs)
