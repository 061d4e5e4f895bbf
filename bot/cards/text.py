"""The one place that makes text from outside safe to show: escaping, mentions, lengths, dates and links.

Discord's limits: https://discord.com/developers/docs/components/reference (4,000 characters of text and 40 components
per message, 100 characters for labels and custom ids).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote, urlsplit, urlunsplit

from babel.dates import format_date, format_interval

from bot.locales import babel_locale
from knowledge.answering.answers import AnswerSpan
from knowledge.articles import Published

MESSAGE_CHARACTERS = 4_000
LABEL_CHARACTERS = 100
ALT_CHARACTERS = 400
"""What a screen reader reads of a picture; Discord takes 1,024."""
LINK_CHARACTERS = 350
"""Of an address behind a headline. A longer one would take the room of other news."""
UNREADABLE = "?"
"""The label for text without visible characters."""

_BREAK = "\u200b"
"""A zero-width space: it separates what Discord would turn into a mention or a link, and is invisible."""

_BORDER = "\ufffc"
"""Stands where bold begins and ends while text is escaped: escaping keeps it, and text itself has no use for it."""
_BLANK_BOLD = re.compile(f"{_BORDER}([^\\S\\n]*){_BORDER}")

_MARKDOWN = re.compile(r"([\\*_~|`\[\]])")
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+(?=[.)]))", re.MULTILINE)
_MENTION = re.compile(r"<(?=\S)|@(?=everyone|here)")
"""A "<" also starts phone numbers, such as <+4912345>, and other kinds of addresses, such as <sms:+49>."""
_EMAIL_START = re.compile(r"<(?=[^ >@]{1,320}@[^ >]{1,320}>)")
"""Discord accepts a zero-width space as part of an e-mail address, so the "<" is escaped as well."""
_ADDRESS = re.compile(
    r"(?<=[a-zA-Z0-9]):(?=//)|(?<=discord)\.(?=gg/|com/|app/|gift/|new/)|(?<=discordapp)\.(?=com/)", re.IGNORECASE
)
_ROUND = str.maketrans("[]", "()")
_ESCAPED_BRACKET = re.compile(r"\\([\[\]])")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing: fillers of Hangul, and the empty pattern of Braille."""
MARKS = 4
"""How many marks may stand above and below one letter. No writing needs more, and a pile of them covers other lines."""
_MARK = "".join(
    chr(code) for code in (*range(0x300, 0x2100), *range(0xFE00, 0xFE30)) if unicodedata.category(chr(code))[0] == "M"
)
_TOO_MANY_MARKS = re.compile(f"([{_MARK}]{{{MARKS}}})[{_MARK}]+")
_WHITE = re.compile(r"[^\S\n]+")


def escape(text: str) -> str:
    """Text from outside, escaped so that Discord shows it literally: no markup, no mention, no link.

    Line breaks stay; other white space becomes single spaces. Control characters, characters that change the writing
    direction and piles of marks are dropped, because they could make our own words around the text unreadable.
    """
    visible = "".join(character for character in text if character == "\n" or _is_harmless(character))
    calm = _WHITE.sub(" ", _TOO_MANY_MARKS.sub(r"\1", visible))
    calm = _MARKDOWN.sub(r"\\\1", calm)
    calm = _LINE_START.sub(_escape_line_start, calm)
    calm = _EMAIL_START.sub(r"\\<", calm)
    calm = _MENTION.sub(lambda match: match.group() + _BREAK, calm)
    return _ADDRESS.sub(lambda match: match.group() + _BREAK, calm)


def line(text: str, limit: int = 200) -> str:
    """Text from outside on one line, at most `limit` characters before escaping; a "?" where nothing of it is seen."""
    shown = escape(shorten(" ".join(text.split()), limit))
    return UNREADABLE if text.strip() and is_blank(shown) else shown


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: only white space, zero-width characters, blank letters, marks without one."""
    return not any(character not in _BLANK and unicodedata.category(character)[0] in "LNPS" for character in text)


def label(text: str, limit: int = LABEL_CHARACTERS) -> str:
    """Text from outside for a label, choice or placeholder, where Discord reads no markup and refuses empty text."""
    visible = "".join(character if _is_harmless(character) else " " for character in text)
    shown = shorten(" ".join(_TOO_MANY_MARKS.sub(r"\1", visible).split()), limit)
    return UNREADABLE if is_blank(shown) else shown


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters: cut at a word, with an ellipsis, if it is longer."""
    if len(text) <= limit:
        return text
    cut = text[: max(0, limit - 1)]
    at_word = cut.rsplit(None, 1)[0] if " " in cut[-30:] else cut
    return at_word.rstrip(" ,;:–—-") + "…"


def _quoted(text: str) -> str:
    return "\n".join(f"> {row}" if row.strip() else ">" for row in text.split("\n"))


def _tail(text: str, limit: int) -> str:
    cut = text[len(text) - max(0, limit - 1) :]
    return cut.split(None, 1)[-1] if " " in cut[:30] else cut


def block_quote(text: str, limit: int, answers: Sequence[AnswerSpan] = ()) -> str:
    """A quote as Discord's block quote of at most `limit` characters, escapes included; cut only with an ellipsis.

    `answers` are spans within `text`, in order and without overlap, that are shown in bold; one that the cut touches
    is not.
    """
    room = limit
    while True:
        shown = _quoted(_escape_with_bold(text, shorten(text, room), answers))
        if len(shown) <= limit or room <= 1:
            return shown[:limit]
        room = max(1, min(room - 1, room - (len(shown) - limit)))


def _escape_with_bold(text: str, shown: str, answers: Sequence[AnswerSpan]) -> str:
    """`shown`, which is `text` or its beginning and an ellipsis, escaped, with the spans that it holds whole in bold.

    Escaping sees the text in one piece, so that nothing changes but the asterisks. Bold ends before each line break,
    since it does not reach into the next row of a block quote.
    """
    held = len(shown) if shown == text else len(shown) - 1
    pieces, at = [], 0
    for span in answers:
        if span.end > held:
            continue
        pieces.append(shown[at : span.start].replace(_BORDER, ""))
        rows = shown[span.start : span.end].replace(_BORDER, "").split("\n")
        pieces.append("\n".join(f"{_BORDER}{row}{_BORDER}" for row in rows))
        at = span.end
    pieces.append(shown[at:].replace(_BORDER, ""))
    # Nothing visible in bold, or two spans side by side: four asterisks in a row would show.
    return _BLANK_BOLD.sub(r"\1", escape("".join(pieces))).replace(_BORDER, "**")


def quote_within(before: str, quoted: str, after: str, limit: int) -> str:
    """A block quote of at most `limit` characters, with `quoted` in bold between the text before and after it.

    The text around it is cut first, at its far ends and with an ellipsis.
    """
    room = limit
    while True:
        around = max(0, room - len(quoted)) // 2
        left = "" if not before else before if len(before) <= around else "…" + _tail(before, around)
        right = shorten(after, around) if after and around else ("…" if after else "")
        bold = "\n".join(f"**{row}**" if row.strip() else row for row in escape(shorten(quoted, room)).split("\n"))
        shown = _quoted(f"{escape(left)}{bold}{escape(right)}")
        if len(shown) <= limit or room <= 1:
            return shown[:limit]
        room = max(1, min(room - 1, room - (len(shown) - limit)))


def link(words: str, address: str | None) -> str:
    """`words`, our own or escaped, as a link, or the bare words if the address must not be linked."""
    safe = linkable(address)
    return f"[{_in_link(words)}]({safe})" if safe else words


def _in_link(words: str) -> str:
    """Escaped words as those of a link, which Discord would let end at a bracket even where that is escaped."""
    return _ESCAPED_BRACKET.sub(lambda bracket: bracket[1].translate(_ROUND), words)


def picture_link(address: str) -> str | None:
    """The address of a picture that Discord may fetch; None if it must not be shown."""
    safe = linkable(address)
    return safe if safe is not None and safe.startswith("https://") else None


def linkable(address: str | None) -> str | None:
    """An http(s) address with every character encoded that could end a link early, or None if it is something else.

    Credentials in it are refused: they make one site look like another.
    """
    if address is None:
        return None
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    try:
        ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return None
    if not re.fullmatch(r"[a-z0-9._-]+", ascii_host):
        return None
    return urlunsplit(
        (
            parts.scheme,
            ascii_host + port,
            quote(parts.path, safe="/%:@!$&*+,;=~-._"),
            quote(parts.query, safe="/%:@!$&*+,;=~-._?"),
            quote(parts.fragment, safe="/%:@!$&*+,;=~-._?"),
        )
    )


def link_label(text: str, limit: int) -> str:
    """Text from outside as the words of a link, at most `limit` characters before escaping; "" if nothing remains.

    Discord reads brackets in a link's words even where they are escaped, and shows no link whose words hold an emoji
    or an address. So brackets become parentheses, and emoji and words with an address are left out.
    https://github.com/discord/discord-api-docs/issues/6116 and 7721.
    """
    plain = "".join(character for character in text.translate(_ROUND) if not _is_emoji(character))
    words = " ".join(word for word in plain.split() if not _ADDRESS.search(word))
    return line(words, limit) if any(character.isalnum() for character in words) else ""


def quote_link(words: str, address: str | None, quoted: str, limit: int = 400) -> str:
    """A link that scrolls the reader's browser to the quoted words; without the fragment if it would be too long.

    Source: https://wicg.github.io/scroll-to-text-fragment/. The fragment names the first and the last four words.
    """
    safe = linkable(address)
    if safe is None:
        return words
    target = text_fragment(safe, quoted)
    if len(target) > limit:
        target = safe
    return f"[{_in_link(words)}]({target})" if len(target) <= limit else words


def text_fragment(address: str, quoted: str) -> str:
    """The address with a text fragment for the first and last four words of `quoted`."""
    terms = quoted.split()
    if not terms:
        return address
    named = [" ".join(terms)] if len(terms) <= 8 else [" ".join(terms[:4]), " ".join(terms[-4:])]
    # "-", "," and "&" have a meaning inside a fragment, and `quote` never encodes "-".
    encoded = ",".join(quote(part, safe="").replace("-", "%2D") for part in named)
    return address + ("" if "#" in address else "#") + f":~:text={encoded}"


def when(published: Published | None, language: str, unknown: str = "") -> str:
    """A moment as a Discord timestamp, shown in each reader's time zone; a date alone as that date."""
    if published is None:
        return unknown
    if isinstance(published, datetime):
        return f"<t:{int(published.timestamp())}:f>"
    return format_date(published, format="medium", locale=babel_locale(language))


def day(published: Published, language: str) -> str:
    """Only the day of a moment, for spans of time."""
    if isinstance(published, datetime):
        return f"<t:{int(published.timestamp())}:D>"
    return format_date(published, format="medium", locale=babel_locale(language))


def days(first: date, last: date, language: str) -> str:
    """A span of whole days, both included: "16–22 Nov 2026"."""
    if first == last:
        return format_date(first, format="medium", locale=babel_locale(language))
    return format_interval(first, last, skeleton="yMMMd", locale=babel_locale(language))


def _is_harmless(character: str) -> bool:
    if character in "\u200d\u200c":  # Joiners that emoji and some scripts need.
        return True
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _is_emoji(character: str) -> bool:
    """Also what emoji are joined and coloured with."""
    if character in "\u200d\ufe0f\u20e3" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return unicodedata.category(character) == "So" and character != "°"


def _escape_line_start(match: re.Match[str]) -> str:
    space, sign = match.groups()
    # A number would start a list. Discord shows a backslash before a digit, so a zero-width space follows it instead.
    return f"{space}{sign}{_BREAK}" if sign.isdigit() else f"{space}\\{sign}"
