"""Bytes to text: which encoding a document is in, and text that SQLite and everything behind it can store."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN_1_NAMES = frozenset({"ascii", "iso8859-1", "cp1252"})  # on the web, all of these mean Windows-1252
_REFUSED_CODECS = frozenset({"utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
_GUESSABLE = frozenset(
    {
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1255",
        "cp1256",
        "cp1257",
        "koi8_r",
        "koi8_u",
        "iso8859_2",
        "iso8859_5",
        "iso8859_7",
    }
    | {"big5", "gb18030", "gb2312", "gbk", "euc_jp", "euc_kr", "shift_jis", "cp932", "cp949", "cp950", "cp874"}
)
_SAMPLE_BYTES = 16_384
_LEAST_FOREIGN_SHARE = 0.15  # of a sample's bytes beyond ASCII, from which on it may be in another script
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_CONTROLS_IN_BINARY = 0.05  # share of a sample's bytes
_CONTROL_BYTES = bytes(set(range(32)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}) + b"\x7f"
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x7fELF", "a program"),
    (b"BZh", "compressed with bzip2, which is not supported; gzip and xz are"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd, which is not supported; gzip and xz are"),
    (b"\x1f\x8b", "compressed twice"),
    (b"\xfd7zXZ\x00", "compressed twice"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
)


def binary_kind(sample: bytes) -> str | None:
    """What a file that is not text seems to be, as words that go after "it is"; None for text in any encoding."""
    for magic, kind in _MAGIC:
        if sample.startswith(magic):
            return kind
    if wide_encoding(sample) is not None:
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return "not text" if controls > _CONTROLS_IN_BINARY * len(sample) else None


def wide_encoding(sample: bytes) -> str | None:
    """The codec of text in UTF-16 or UTF-32, by its byte order mark or by where its zero bytes stand; else None."""
    for mark, codec in _WIDE_MARKS:
        if sample.startswith(mark):
            return codec
    if _is_utf_32(sample, "utf-32-le"):
        return "utf-32-le"
    if _is_utf_32(sample, "utf-32-be"):
        return "utf-32-be"
    pairs = len(sample) // 2
    if pairs == 0:
        return None
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _is_utf_32(sample: bytes, codec: str) -> bool:
    try:
        text = sample[: len(sample) // 4 * 4].decode(codec)
    except UnicodeDecodeError:  # as for nearly all else, since a byte of four must be zero
        return False
    return len(text) > 1 and len(_UNSTORABLE.findall(text)) <= _CONTROLS_IN_BINARY * len(text)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a whole document, in Unicode and fit for storing.

    In this order: the byte order mark; UTF-32 and UTF-16 by their zero bytes; UTF-8 if it is valid; the `declared`
    encoding (from HTTP or the document's head) if the document is valid in it; UTF-8 with stray Windows-1252 bytes; an
    encoding of another script if the bytes speak for one; Windows-1252. Never raises: what no encoding explains becomes
    U+FFFD.
    """
    return storable(_decode(content, _known_codec(declared)))


def _decode(content: bytes, declared: str | None) -> str:
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", errors="windows-1252")
    wide = wide_encoding(content[:_SAMPLE_BYTES])
    if wide is not None:
        return content.decode(wide, errors="replace")
    if declared is not None and not _extends_ascii(declared):
        try:
            return content.decode(declared)
        except UnicodeError:
            pass  # wrongly declared; go by the bytes
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        codec = declared if declared not in (None, "utf-8") else _guess(content)
        return content.decode(codec, errors="windows-1252" if codec == "utf-8" else "replace")


def decode_line(line: bytes) -> str:
    """One line of a longer text that is in UTF-8, or in Windows-1252, or in both."""
    return line.decode("utf-8", errors="windows-1252")


def decode_stream(chunks: Iterable[bytes]) -> Iterator[str]:
    """A long text piece by piece: UTF-16 and UTF-32 by their marks, else UTF-8 with stray Windows-1252 bytes."""
    decoder: codecs.IncrementalDecoder | None = None
    for chunk in chunks:
        if decoder is None:
            wide = wide_encoding(chunk[:_SAMPLE_BYTES])
            errors = "windows-1252" if wide is None else "replace"
            decoder = codecs.getincrementaldecoder(wide or "utf-8-sig")(errors)
        yield decoder.decode(chunk)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def storable(text: str) -> str:
    """The text without control characters (tab and line breaks stay), and lone surrogates replaced by U+FFFD.

    U+0080 to U+009F are what is left of Windows-1252 that was read as Latin-1; they become what was meant, as in HTML.
    """
    if not text.isprintable():  # quick for the most frequent case, short text
        text = _UNSTORABLE.sub(_meant_in_windows_1252, text)
        try:
            text.encode()
        except UnicodeEncodeError:
            # "\ud83d\ude00" written as two JSON escapes is one character; only a half of such a pair is lost.
            text = text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")
    return text


def _meant_in_windows_1252(control: re.Match[str]) -> str:
    code = ord(control.group())
    return bytes([code]).decode("cp1252", errors="ignore") if 0x80 <= code <= 0x9F else ""


def _known_codec(declared: str | None) -> str | None:
    """The Python name of a declared encoding, if it is one for text that may safely be used."""
    if not declared:
        return None
    try:
        info = codecs.lookup(declared.strip().strip("\"'"))
    except (LookupError, ValueError):  # ValueError: a zero character in the name
        return None
    if not info._is_text_encoding or info.name in _REFUSED_CODECS or info.name.startswith(("utf-16", "utf-32")):
        return None  # without a mark or zero bytes it is not UTF-16, whatever the head says
    return "cp1252" if info.name in _LATIN_1_NAMES else info.name


def _extends_ascii(codec: str) -> bool:
    return not codec.startswith(("iso2022", "hz", "cp037", "cp500", "cp1140"))


def _guess(content: bytes) -> str:
    """The likeliest codec of bytes that are not valid UTF-8 and declare nothing."""
    sample = content[:_SAMPLE_BYTES]
    decoded = sample.decode("utf-8", errors="replace")
    foreign = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if foreign == 0 or 4 * decoded.count("\ufffd") < foreign:
        return "utf-8"
    if foreign > _LEAST_FOREIGN_SHARE * len(sample):
        from charset_normalizer import from_bytes  # on first use, as it is slow to load

        best = from_bytes(sample).best()
        if best is not None and best.encoding in _GUESSABLE:
            return best.encoding
    return "cp1252"


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: read the bytes that are not UTF-8 as Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)  # it is used for nothing else
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("windows-1252", _as_windows_1252)
