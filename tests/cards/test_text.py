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
    link_label,
    linkable,
    quote_link,
    shorten,
    text_fragment,
    when,
)
from knowledge.answering.answers import AnswerSpan

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


def spans(*bounds: tuple[int, int]) -> list[AnswerSpan]:
    return [AnswerSpan(start, end, "number") for start, end in bounds]


@pytest.mark.parametrize(
    ("text", "bounds", "shown"),
    [
        ("It left 14 hurt.", [(8, 10)], "> It left **14** hurt."),
        ("**14** hurt", [(2, 4)], "> \\*\\***14**\\*\\* hurt"),
        ("a*b", [(0, 3)], "> **a\\*b**"),
        ("at 14\n15 sharp", [(3, 8)], "> at **14**\n> **15** sharp"),
        ("14. Then", [(0, 2)], "> **14**. Then"),
        ("Ana Sánchez", [(0, 3), (3, 11)], "> **Ana Sánchez**"),
        ("x \u202e y", [(2, 3)], "> x  y"),
        ("x \ufffc14 y", [(3, 5)], "> x **14** y"),
        ("@everyone", [(1, 9)], "> @**everyone**"),
    ],
)
def test_what_answers_is_bold(text: str, bounds: list[tuple[int, int]], shown: str) -> None:
    assert block_quote(text, 100, spans(*bounds)) == shown


def test_an_answer_that_the_cut_touches_is_not_bold() -> None:
    text = "Fourteen people were hurt by the storm in Harrow"
    assert block_quote(text, 30, spans((0, 8), (21, 48))).startswith("> **Fourteen** people")
    assert block_quote(text, 30, spans((21, 48))).count("*") == 0


BOLD = re.compile(r"(?:\\[\s\S]|(\*\*)|[^\\])")
"""Reads text as Discord does: a backslash and what it escapes, two asterisks, or any other character."""


@given(HOSTILE, st.lists(st.integers(0, 60), max_size=6), st.integers(20, 200))
def test_bold_changes_nothing_but_asterisks(text: str, cuts: list[int], limit: int) -> None:
    bounds = sorted({min(cut, len(text)) for cut in cuts})
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    shown = block_quote(text, limit, spans(*pairs))
    assert len(shown) <= limit
    assert not LIVE_MENTION.search(shown)
    assert not LIVE_LINK.search(shown.replace("**", ""))
    assert "****" not in shown
    for row in shown.split("\n"):
        assert row.startswith(">")
        signs = [match.start() for match in BOLD.finditer(row) if match[1]]
        assert len(signs) % 2 == 0
        assert all(row[start + 2 : end].strip() for start, end in zip(signs[::2], signs[1::2], strict=True))
    if not pairs:
        assert shown == block_quote(text, limit)


@pytest.mark.parametrize(
    ("headline", "shown"),
    [
        ("Council votes 7–2 for the bridge", "Council votes 7–2 for the bridge"),
        ("[Live] Storm *latest*", "(Live) Storm \\*latest\\*"),
        ("Firefighters 👩🏽‍🚒 win 🏆 at -5°", "Firefighters win at -5°"),
        ("Read https://a.example now", "Read now"),
        ("](https://evil.example) x", "x"),
        ("🏆 …", ""),
    ],
)
def test_a_headline_as_the_words_of_a_link(headline: str, shown: str) -> None:
    assert link_label(headline, 100) == shown


@given(HOSTILE)
def test_no_headline_ends_its_link(headline: str) -> None:
    shown = link_label(headline, 100)
    assert not set("[]\n") & set(shown)


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
    shown = quote_link("Headline", f"https://a.example/{path}", quoted)
    match = re.fullmatch(r"Headline|\[Headline\]\((https://a\.example/[^()<>\s\"]*)\)", shown)
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
