"""Foreign text on a card: it shows what was written, pings nobody, links nowhere and fits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.text import (
    block_quote,
    escape,
    label,
    line,
    link,
    linkable,
    quote_link,
    shorten,
    text_fragment,
    when,
)

PIECES = [*"@<>#&!:/\\[]()*_~|`-+.\n 0123abehtpsw", "everyone", "here", "https://", "@&1", "\u202e", "discord.gg/"]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)

LIVE_MENTION = re.compile(r"<(@[!&]?|#|/[^:>]+:|a?:\w+:|t:|id:)[\w:-]*\d*>|@everyone|@here")
LIVE_LINK = re.compile(r"<(\+?[\d(]|(tel|sms|mailto|https?):)|(?<!\\)<[^ <>@\u200b][^ <>@]*@[^ <>]+>", re.IGNORECASE)


@given(HOSTILE)
@example("@everyone @here <@123> <@!123> <@&123> <#123> </ask:123> <t:1:R> <:a:1> <a:b:2> <id:browse>")
def test_no_mention_lives_in_escaped_text(text: str) -> None:
    assert not LIVE_MENTION.search(escape(text))


@given(HOSTILE)
@example("[click](https://evil.example) https://evil.example discord.gg/abc HTTP://EVIL.example")
@example("<+4912345> <+1 (555) 010> <mailto:a@b.example> <a@b.example> <1@b.example> <sms:+4912345> <tel:112> <110>")
@example("discord.gift/abc discord.new/abc Discord.GG/abc")
def test_no_link_lives_in_escaped_text(text: str) -> None:
    shown = escape(text)
    assert "://" not in shown
    assert not re.search(r"(?<!\\)\]\(", shown)
    assert not re.search(r"discord\.(gg|com|gift|new)/", shown, re.IGNORECASE)
    assert not LIVE_LINK.search(shown)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=80))
def test_the_reader_sees_every_character(text: str) -> None:
    shown = escape(text).replace("\u200b", "")
    assert re.sub(r"\\([\\*_~|`\[\]#<>+-])", r"\1", shown) == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# no heading", "\\# no heading"),
        ("> no quote", "\\> no quote"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\u200b. no list"),
        ("2024. Then", "2024\u200b. Then"),
        ("-# no small print", "\\-# no small print"),
        (
            "**bold** _it_ ~~s~~ ||spoiler|| `code`",
            "\\*\\*bold\\*\\* \\_it\\_ \\~\\~s\\~\\~ \\|\\|spoiler\\|\\| \\`code\\`",
        ),
        ("<+4912345>", "<\u200b+4912345>"),
        ("<a@b.example> <mailto:a@b.example>", "\\<\u200ba@b.example> \\<\u200bmailto:a@b.example>"),
        ("5 < 6 @ 7 >", "5 < 6 @ 7 >"),
        ("a\tb  c\u00a0d", "a b c d"),
        ("a\u202eb\u2066c\x00d\x1be", "abcde"),
        ("snake_case-word", "snake\\_case-word"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
    ],
)
def test_escaping(written: str, shown: str) -> None:
    assert escape(written) == shown


@given(HOSTILE, st.integers(20, 400))
def test_block_quotes_fit_and_every_row_is_quoted(text: str, limit: int) -> None:
    shown = block_quote(text, limit)
    assert len(shown) <= limit
    assert all(row.startswith(">") for row in shown.split("\n"))


@given(st.text(alphabet="word _*\n", min_size=1, max_size=900), st.integers(30, 300))
def test_a_cut_quote_ends_with_an_ellipsis(text: str, limit: int) -> None:
    shown = block_quote(text, limit)
    whole = block_quote(text, 10_000)
    assert shown == whole or "…" in shown


@given(st.text(max_size=300), st.integers(1, 100))
def test_labels_and_lines_fit(text: str, limit: int) -> None:
    assert len(label(text, limit)) <= limit
    assert "\n" not in label(text, limit)
    assert "\n" not in line(text, limit)
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ('https://a.example/x(1)<y>"z" w', "https://a.example/x%281%29%3Cy%3E%22z%22%20w"),
        ("https://a.example/p?q=[1]&r=2#s t", "https://a.example/p?q=%5B1%5D&r=2#s%20t"),
        ("https://a.example/ok%20already", "https://a.example/ok%20already"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.example/", None),
        ("https://user:pass@a.example/", None),
        ("https://a.example@evil.example/", None),
        ("https:///nohost", None),
        ("https://a.example:port/", None),
        ("https://[::1]/", None),
        ("//a.example", None),
        ("", None),
        (None, None),
    ],
)
def test_linkable(address: str | None, safe: str | None) -> None:
    assert linkable(address) == safe


@given(st.text(max_size=80), HOSTILE)
def test_a_link_cannot_be_ended_early(path: str, quoted: str) -> None:
    shown = quote_link("\\[1\\]", f"https://a.example/{path}", quoted)
    match = re.fullmatch(r"\\\[1\\\](?:)|\[\\\[1\\\]\]\((https://a\.example/[^()<>\s\"]*)\)", shown)
    assert match is not None


def test_a_quote_link_names_the_first_and_last_four_words() -> None:
    quoted = "The well-known bridge, closed & mended, reopens to traffic at 6 a.m. on Friday."
    shown = text_fragment("https://a.example/b", quoted)
    assert shown == "https://a.example/b#:~:text=The%20well%2Dknown%20bridge%2C%20closed,6%20a.m.%20on%20Friday."
    start, end = shown.split(":~:text=")[1].split(",")
    assert quoted.startswith(unquote(start))
    assert quoted.endswith(unquote(end))
    assert text_fragment("https://a.example/b#part", "Short words") == "https://a.example/b#part:~:text=Short%20words"
    assert text_fragment("https://a.example/b", "  ") == "https://a.example/b"


def test_a_link_that_would_be_too_long_loses_its_fragment_and_then_itself() -> None:
    long_words = " ".join(["ü" * 60] * 9)
    assert quote_link("x", "https://a.example/b", long_words) == "[x](https://a.example/b)"
    assert quote_link("x", "https://a.example/" + "b" * 900, "word") == "x"
    assert link("x", "javascript:alert(1)") == "x"


def test_dates() -> None:
    assert when(datetime(2026, 11, 24, 7, 30, tzinfo=UTC), "en") == "<t:1795505400:f>"
    assert when(date(2026, 11, 24), "en") == "24 Nov 2026"
    assert when(None, "en", "date unknown") == "date unknown"
