"""Which article is which: the identity under which it is stored once, and the checksum of its content."""

from __future__ import annotations

import hashlib
import unicodedata

from knowledge.addresses import canonical_url
from knowledge.articles import Article, HeadlineOnly, iso

_SEPARATOR = "\x1f"


def fold(text: str) -> str:
    """Text for comparing names: compatibility forms, case and runs of white space made alike."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def checksum(entry: Article | HeadlineOnly) -> str:
    """SHA-256 (64 hex digits) over all that was read of an entry: it changes when anything a reader sees changes."""
    parts = [entry.headline or "", entry.source or "", iso(entry.published) or "", entry.url or ""]
    if isinstance(entry, Article):
        parts += ["article", str(entry.derived), *entry.paragraphs]
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()


def identity(entry: Article | HeadlineOnly) -> str:
    """The key under which an entry is stored once: its canonical address, else its own id, else its content.

    An id counts within its outlet, since two outlets may both have an article "1". Content is the body without
    regard to case and spacing, or, for a headline alone, the headline.
    """
    address = canonical_url(entry.url) if entry.url else None
    if address is not None:
        return f"url:{address}"
    outlet = fold(entry.source or "")
    if isinstance(entry, HeadlineOnly):
        return f"headline:{outlet}{_SEPARATOR}{fold(entry.headline)}"
    if entry.id is not None:
        return f"id:{outlet}{_SEPARATOR}{entry.id}"
    body = fold(entry.text) or fold(entry.headline or "")
    return f"content:{hashlib.sha256(body.encode()).hexdigest()}"


def article_id(entry: Article | HeadlineOnly) -> str:
    """What people call it: the record's own id, else twelve hex digits that its identity gives."""
    return entry.id if entry.id is not None else short_id(identity(entry))


def short_id(identity_: str) -> str:
    """Twelve hex digits for an identity."""
    return hashlib.sha256(identity_.encode()).hexdigest()[:12]
