"""What a server's headers ask of those who come again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 7 * 86_400
"""Seconds; a server that asks for more is believed up to here."""

_DIRECTIVE = re.compile(r"(?:^|,)\s*(no-cache|no-store|max-age\s*=\s*\"?(\d{1,12}))", re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,12}(?:\.\d{1,6})?")


def max_age(headers: Mapping[str, str]) -> int | None:
    """How many seconds an answer stays fresh by its Cache-Control and Age; None if they do not say, 0 if not at all."""
    directives = list(_DIRECTIVE.finditer(headers.get("Cache-Control", "")))
    if any(directive[2] is None for directive in directives):
        return 0
    if not directives:
        return None
    age = headers.get("Age", "").strip()
    passed = int(age) if age.isdecimal() and age.isascii() and len(age) <= 12 else 0
    return min(max(0, int(directives[0][2]) - passed), LONGEST_WAIT)


def retry_after(value: str | None, *, now: datetime) -> int | None:
    """The seconds that a Retry-After header asks for, be they written as such or as a date; None without a sense."""
    written = (value or "").strip()
    if _SECONDS.fullmatch(written):
        return min(int(float(written)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(0, int((moment - now).total_seconds())), LONGEST_WAIT)
