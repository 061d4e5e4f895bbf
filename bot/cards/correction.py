"""Corrects a card that was sent: strikes out what its outlet took back, and puts the new words under it.

Works on the card as Discord has it, whatever it looks like: a quote is found by its words in a block quote, a headline
by its words on a line. What else stands on the card, such as its buttons, stays as it is.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.cards.text import MESSAGE_CHARACTERS, block_quote, line, link_label
from bot.locales import Translator

_STRIKE = "~~"
_TEXT = 10
_ROOM = ((700, 0), (400, 0), (200, 0), (200, 200), (80, 80))
"""How many characters of the new words are shown, and of the old ones (0: all), the first that fits the message."""
_LEAST_CUT = 12
"""How many letters of a quote must stand on the card for the rest to be taken as cut off."""

_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^()\s]*\)")
_HEADLINE = re.compile(
    r"(?P<before>(?:#{1,3} )?(?:\*\*)?(?:\d{1,2}\.\u200b? )?)(?P<shown>.+?)(?P<after>(?:\*\*)?)\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class CardCorrection:
    """What became of words that a card quotes.

    `shown` is what an earlier correction put in their place ("": nothing; None: there was none), `now` what the article
    says instead ("": nothing), which may be the quoted words again. With `is_removal`, nothing took their place, and
    `now` is what is left of them, or where the outlet says why. `at` is when the change was found (UTC).
    """

    quoted: str
    now: str
    at: datetime
    is_headline: bool = False
    is_removal: bool = False
    shown: str | None = None

    def as_json(self) -> dict[str, Any]:
        """For a posting's payload."""
        return asdict(self) | {"at": self.at.isoformat()}

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> CardCorrection:
        """What `as_json` gave."""
        return cls(**held | {"at": datetime.fromisoformat(held["at"])})


def corrected(
    components: Sequence[dict[str, Any]], corrections: Sequence[CardCorrection], translate: Translator
) -> list[dict[str, Any]] | None:
    """A card's components, as JSON, with the corrections made; equal to the given ones if all were made before.

    None if the card shows none of the quoted words, or has no room.
    """
    for room in _ROOM:
        changed = copy.deepcopy(list(components))
        texts = list(_texts(changed))
        found = [_correct(texts, correction, room, translate) for correction in corrections]
        if not any(found):
            return None
        if sum(len(text["content"]) for text in texts) <= MESSAGE_CHARACTERS:
            return changed
    return None


def shows(components: Sequence[dict[str, Any]], quoted: str, *, is_headline: bool) -> bool:
    """Whether a card shows these words, perhaps cut off."""
    return any(_find(text["content"].split("\n"), quoted, is_headline) is not None for text in _texts(components))


def _texts(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        if component.get("type") == _TEXT:
            yield component
        yield from _texts(component.get("components") or ())


def _correct(
    texts: Sequence[dict[str, Any]], correction: CardCorrection, room: tuple[int, int], translate: Translator
) -> bool:
    for text in texts:
        rows = text["content"].split("\n")
        place = _find(rows, correction.quoted, correction.is_headline)
        if place is not None:
            text["content"] = "\n".join(_replaced(rows, *place, correction, room, translate))
            return True
    return False


def _replaced(
    rows: list[str], start: int, end: int, correction: CardCorrection, room: tuple[int, int], translate: Translator
) -> list[str]:
    """The rows of a text in which rows `start` to `end` show the quoted words, corrected."""
    new_room, old_room = room
    says = _says(correction, translate)
    old, rest = rows[start:end], rows[end:]
    if _is_struck(old[0]):
        if rest and rest[0] == says and correction.now != correction.quoted:
            return rows  # this very correction was made before
        rest = _without_correction(rest, correction)
        old = [_unstruck(row) for row in old]
    if correction.now == correction.quoted:
        return [*rows[:start], *old, *rest]
    is_quote = old[0].startswith(">")
    if old_room and is_quote:
        old = block_quote(correction.quoted, old_room).split("\n")
    struck = [_struck(row) for row in old]
    new: list[str] = []
    if correction.now:
        as_quote = is_quote or correction.is_removal
        shown = block_quote(correction.now, new_room) if as_quote else f"**{line(correction.now, min(new_room, 160))}**"
        new = shown.split("\n")
    return [*rows[:start], *struck, says, *new, *rest]


def _says(correction: CardCorrection, translate: Translator) -> str:
    date = f"<t:{int(correction.at.timestamp())}:D>"
    key = "corrected" if correction.now and not correction.is_removal else "corrected-left"
    if not correction.now:
        key = "corrected-removed"
    return f"-# {translate(key, date=date)}"


def _without_correction(rows: list[str], correction: CardCorrection) -> list[str]:
    """Without the lines that an earlier correction put under the quoted words."""
    rest = rows[1:] if rows and rows[0].startswith("-# ") else rows
    if correction.shown and rest:
        wanted = _letters(correction.shown)
        for end in range(1, len(rest) + 1):
            if _matches(rest[:end], wanted):
                return rest[end:]
    return rest


def _find(rows: Sequence[str], quoted: str, is_headline: bool) -> tuple[int, int] | None:
    """Where these words stand: the first row and the one after the last."""
    wanted = _letters(quoted)
    if not wanted:
        return None
    for start, row in enumerate(rows):
        if not row.startswith(">"):
            continue
        end = start
        while end < len(rows) and rows[end].startswith(">"):
            end += 1
            if _matches(rows[start:end], wanted):
                return start, end
    if is_headline:
        # Words with an address cannot stand in a link, so a headline that is one is without them.
        linked = _letters(link_label(quoted, len(quoted)))
        for at, row in enumerate(rows):
            found = _HEADLINE.match(row)
            if row.startswith((">", "-# ")) or found is None:
                continue
            if any(words and _matches([found["shown"]], words) for words in (wanted, linked)):
                return at, at + 1
    return None


def _matches(rows: Sequence[str], wanted: str) -> bool:
    """Whether rows of a card show these letters and no others, perhaps cut off with an ellipsis."""
    text = _LINK.sub(r"\1", "\n".join(rows))
    letters = _letters(text)
    if letters == wanted:
        return True
    is_cut = text.rstrip("*~ ").endswith("…")
    return is_cut and len(letters) >= _LEAST_CUT and wanted.startswith(letters)


def _letters(text: str) -> str:
    """Only letters and digits: neither escapes, markup nor typography matter."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _struck(row: str) -> str:
    before, shown, after = _parts(row)
    return f"{before}{_STRIKE}{shown}{_STRIKE}{after}" if shown else row


def _is_struck(row: str) -> bool:
    _, shown, _ = _parts(row)
    return shown.startswith(_STRIKE) and shown.endswith(_STRIKE)


def _unstruck(row: str) -> str:
    before, shown, after = _parts(row)
    return f"{before}{shown.removeprefix(_STRIKE).removesuffix(_STRIKE)}{after}"


def _parts(row: str) -> tuple[str, str, str]:
    """What is shown in a row of a quote or in a headline, between the markup that is not to be struck through."""
    if row.startswith(">"):
        shown = row.removeprefix(">").strip()
        return ("> ", shown, "") if shown else (row, "", "")
    found = _HEADLINE.match(row)
    assert found is not None
    return found["before"], found["shown"], found["after"]
