"""Pages: the `.txt` one gets by copying a news site's article, with the site's other headlines below a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.articles import HeadlineOnly, Rejection
from knowledge.reading.paragraphs import as_reading, one_line
from knowledge.reading.results import LONGEST_HEADLINE, ReadingError, ReadResult

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_BLANK_LINES_OF_A_GAP = 2


def read_page(text: str, *, path: str, source: str | None = None) -> Iterator[ReadResult]:
    """The article of a page, then its other headlines.

    The body comes first, one paragraph a line; a single blank line in it means nothing. Two or more blank lines end
    it, and every line after that is a headline; with no such gap, all is body. The article's headline is taken from
    its first sentence. `path` names the page where a line must be rejected; `source` is the outlet of all of it.

    Raises ReadingError if there is no text at all.
    """
    numbered = [(number, line.strip()) for number, line in enumerate(_LINE_END.split(text), start=1)]
    written = [(number, line) for number, line in numbered if line]
    if not written:
        raise ReadingError("It holds no text, only blank lines.")
    gap = _first_gap([number for number, _ in written])
    yield as_reading(None, tuple(line for _, line in written[:gap]), source=source)
    for number, line in written[gap:]:
        if len(line) > LONGEST_HEADLINE:
            yield Rejection(
                f"{path}:{number}",
                f"This line stands among the page's headlines, but has {len(line):,} characters; "
                f"the longest headline allowed is {LONGEST_HEADLINE:,}.",
            )
        else:
            yield HeadlineOnly(headline=one_line(line), source=source)


def _first_gap(numbers: list[int]) -> int:
    """How many of the lines that are not blank, given by number, stand before the first gap; all if there is none."""
    for position, (number, following) in enumerate(pairwise(numbers), start=1):
        if following - number > _BLANK_LINES_OF_A_GAP:
            return position
    return len(numbers)
