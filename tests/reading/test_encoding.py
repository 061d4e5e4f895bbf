"""Bytes to text in the encodings that news comes in."""

from __future__ import annotations

import codecs
import sqlite3
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.encoding import binary_kind, decode, decode_line, decode_stream, storable, wide_encoding

NEWS = "“We’re not leaving,” said José Núñez – the café’s owner… It cost €6 million.\n" * 3
RUSSIAN = "Мост через гавань закрыли в понедельник, сообщил мэр города. Ремонт займёт шесть месяцев.\n" * 4
JAPANESE = "港の橋は月曜日に閉鎖されたと市長が述べた。修理には六か月かかる見込みである。\n" * 6
DECOMPOSED = "Jose\N{COMBINING ACUTE ACCENT} and José\N{NO-BREAK SPACE}Nu\N{COMBINING TILDE}ez"


@pytest.mark.parametrize(
    "content",
    [
        NEWS.encode(),
        NEWS.encode("utf-8-sig"),
        NEWS.encode("utf-16"),
        NEWS.encode("utf-16-le"),
        NEWS.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        NEWS.encode("utf-32"),
        NEWS.encode("utf-32-le"),
        NEWS.encode("utf-32-be"),
        NEWS.encode("cp1252"),
    ],
    ids=[
        *("utf-8", "bom", "utf-16 bom", "utf-16-le", "utf-16-be", "utf-16-be bom"),
        *("utf-32", "utf-32-le", "utf-32-be", "windows-1252"),
    ],
)
def test_news_in_any_encoding_without_a_declaration(content: bytes) -> None:
    assert decode(content) == NEWS


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, NEWS + "\N{NEWSPAPER}"])
def test_utf_32_of_any_script(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text
    assert binary_kind(text.encode(codec)) is None


@pytest.mark.parametrize("numbers", [range(1, 200), [0] * 200, [70_000] * 9 + [0]])
def test_numbers_of_four_bytes_are_not_text(numbers: Iterable[int]) -> None:
    assert binary_kind(b"".join(number.to_bytes(4, "little") for number in numbers)) == "not text"


@pytest.mark.parametrize(
    ("text", "codec"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp")],
)
def test_declared_encodings(text: str, codec: str) -> None:
    assert decode(text.encode(codec), codec) == text


@pytest.mark.parametrize("codec", ["cp1251", "shift_jis"])
def test_encodings_of_other_scripts_are_guessed(codec: str) -> None:
    text = RUSSIAN if codec == "cp1251" else JAPANESE
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "ascii", "latin1", "windows-1252", "'Windows-1252'"])
def test_latin_1_means_windows_1252(declared: str) -> None:
    assert decode(NEWS.encode("cp1252"), declared) == NEWS


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "cp1251", "utf-16", "utf-7", "iso2022_jp", "no-such", "", "\0", "rot13"]
)
def test_valid_utf_8_is_utf_8_whatever_is_declared(declared: str) -> None:
    assert decode(NEWS.encode(), declared) == NEWS


def test_utf_7_is_never_used() -> None:
    assert decode(b"+ADw-script+AD4-", "utf-7") == "+ADw-script+AD4-"


def test_a_few_stray_bytes_do_not_spoil_utf_8() -> None:
    content = NEWS.encode() + "naïve “quote”".encode("cp1252")
    assert decode(content) == NEWS + "naïve “quote”"
    assert decode(content, "utf-8") == NEWS + "naïve “quote”"
    assert decode(codecs.BOM_UTF8 + content) == NEWS + "naïve “quote”"


def test_composed_and_decomposed_forms_stay_as_written() -> None:
    assert decode(DECOMPOSED.encode()) == DECOMPOSED


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("a\x00b\x07c\x1b[31m\x7f", "abc[31m"),
        ("tab\tline\nend\r\n", "tab\tline\nend\r\n"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("pair \ud83d\ude00", "pair \N{GRINNING FACE}"),
        ("\x93quoted\x94 in Latin-1\x85", "“quoted” in Latin-1…"),
        ("\ufffe\uffff", ""),
        (DECOMPOSED, DECOMPOSED),
    ],
)
def test_text_is_made_fit_for_storing(written: str, stored: str) -> None:
    assert storable(written) == stored


@given(st.text(st.characters(codec=None)))
def test_stored_text_survives_sqlite(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    assert connection.execute("SELECT ?", (storable(text),)).fetchone() == (storable(text),)
    connection.close()
    assert storable(storable(text)) == storable(text)


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1251", "shift_jis", "utf-16", "hz", "charmap"]))
def test_no_bytes_raise(content: bytes, declared: str | None) -> None:
    decode(content, declared).encode()
    decode_line(content)
    binary_kind(content)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
@pytest.mark.parametrize("size", [64, 1_001])
def test_a_stream_is_decoded_across_pieces(codec: str, size: int) -> None:
    content = NEWS.encode(codec)
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    assert "".join(decode_stream(pieces)) == NEWS


def test_nothing_streams_as_nothing() -> None:
    assert list(decode_stream([])) == []


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08\x00", "compressed twice"),
        (bytes(range(256)) * 4, "not text"),
    ],
)
def test_binary_files_are_known(sample: bytes, words: str) -> None:
    assert words in (binary_kind(sample) or "")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_not_binary(codec: str) -> None:
    assert binary_kind(NEWS.encode(codec)) is None


def test_short_samples_have_no_wide_encoding() -> None:
    assert wide_encoding(b"") is None
    assert wide_encoding(b"a") is None
