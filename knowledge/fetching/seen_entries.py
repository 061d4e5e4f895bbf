"""What the poller remembers of a feed's entries, so that each is stored once and dated once, whatever its feed does."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from knowledge.addresses import canonical_url
from knowledge.articles import Published, as_datetime, iso
from knowledge.fetching.bounds import NOTHING_SPENT, Spent
from knowledge.reading.feed import FeedEntry

KEPT_BESIDES = 500
"""How many entries that no longer stand in the feed are remembered, for when they come back."""

_DIGITS = 12  # hex digits of a hash: among the some thousand entries of one feed, two will not be alike


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """One entry that was stored. `guid`, `address`, `headline` and `text` are hashes ("" for none), `url` is the
    address it was stored with, `published` when it appeared, as stored; `estimated` if that is when we first saw it.

    `attempts` counts how often its page was fetched in vain; `is_full` says that the stored text is the page's.
    """

    guid: str
    address: str
    headline: str
    text: str
    url: str | None
    published: Published
    estimated: bool
    attempts: int = 0
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """An entry of the document at hand: `entry` with its `url` and `guid` only if they name it and no other, its
    hashes as `known` (new, or as remembered), and how it differs: new, of other content, or with a date at last."""

    entry: FeedEntry
    known: SeenEntry
    is_new: bool
    is_changed: bool
    is_dated: bool = False


@dataclass(frozen=True, slots=True)
class SeenEntries:
    """All that is remembered of one feed: the hash of its last document ("": it is to be read again), for how many
    seconds that asked to be left alone, its entries, those seen last first, and what it has added in this hour."""

    document: str = ""
    entries: tuple[SeenEntry, ...] = ()
    fresh_for: int | None = None
    spent: Spent = NOTHING_SPENT

    @classmethod
    def from_text(cls, text: str) -> SeenEntries:
        """What `as_text` wrote; an empty memory for an empty text."""
        if not text:
            return cls()
        held = json.loads(text)
        since, characters, words = held.get("spent") or (None, 0, 0)
        return cls(
            held["document"],
            tuple(_known(*fields) for fields in held["entries"]),
            held["fresh_for"],
            Spent(datetime.fromisoformat(since) if since else None, characters, words),
        )

    def as_text(self) -> str:
        """JSON."""
        entries = [
            [
                *(known.guid, known.address, known.headline, known.text, known.url),
                *(iso(known.published), known.estimated, known.attempts, known.is_full),
            ]
            for known in self.entries
        ]
        spent = [iso(self.spent.since), self.spent.characters, self.spent.words]
        held = {"document": self.document, "fresh_for": self.fresh_for, "entries": entries, "spent": spent}
        return json.dumps(held, ensure_ascii=False, separators=(",", ":"))

    def compare(self, entries: Sequence[FeedEntry], *, now: datetime) -> list[ComparedEntry]:
        """Which of a document's entries are known, in its order; one that stands there twice is given once.

        An entry is known by its address or guid, as far as they are its own: one that several entries share says
        nothing, nor does the address of a front page, nor a guid that came back with another address, headline and
        text. Where neither helps, an entry is known by its content.
        """
        addresses = [_own_address(entry.url) for entry in entries]
        shared = _shared(addresses, entries), _shared([entry.guid for entry in entries], entries)
        by_address = {known.address: known for known in reversed(self.entries) if known.address}
        by_guid = {known.guid: known for known in reversed(self.entries) if known.guid}
        by_text = {(known.headline, known.text): known for known in reversed(self.entries)}
        found: dict[str, ComparedEntry] = {}
        for entry, address in zip(entries, addresses, strict=True):
            # An address that names several things would make one article of them in the archive.
            own = replace(
                entry,
                url=entry.url if address is not None and address not in shared[0] else None,
                guid=entry.guid if entry.guid not in shared[1] else None,
            )
            fresh = _fresh(own, address if own.url else None, now)
            held = by_address.get(fresh.address) if fresh.address else None
            if held is None and fresh.guid and fresh.guid in by_guid:
                candidate = by_guid[fresh.guid]
                if candidate.headline == fresh.headline or candidate.text == fresh.text:
                    held = candidate
                elif not fresh.address:  # a guid that is given to one thing after another
                    own, fresh = replace(own, guid=None), replace(fresh, guid="")
            if held is None:
                same = by_text.get((fresh.headline, fresh.text))
                held = same if same is not None and _same_day(same, own) else None
            seen = _seen(own, fresh, held)
            found.setdefault(fresh.address or fresh.guid or fresh.headline + fresh.text, seen)
        return list(found.values())

    def after(
        self, document: str, present: Iterable[SeenEntry], *, fresh_for: int | None, spent: Spent | None = None
    ) -> SeenEntries:
        """The memory after a document that held `present`. What is no longer there waits for no page."""
        entries = tuple(present)
        held = {(known.guid, known.address, known.headline) for known in entries}
        names = {name for known in entries for name in (known.address, known.guid) if name}
        gone = [
            replace(known, attempts=0)
            for known in self.entries
            if (known.guid, known.address, known.headline) not in held
            and not (known.address in names if known.address else known.guid in names)
        ]
        return SeenEntries(document, entries + tuple(gone[:KEPT_BESIDES]), fresh_for, spent or self.spent)


def checksum(*parts: str | bytes) -> str:
    """A short hash of texts."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part if isinstance(part, bytes) else part.encode())
        hashed.update(b"\x1f")
    return hashed.hexdigest()[:_DIGITS]


def _seen(entry: FeedEntry, fresh: SeenEntry, held: SeenEntry | None) -> ComparedEntry:
    if held is None:
        return ComparedEntry(entry, fresh, is_new=True, is_changed=False)
    # A date that the feed gives later on is believed if it says that the entry is older than we thought.
    is_dated = held.estimated and not fresh.estimated and as_datetime(fresh.published) < as_datetime(held.published)
    published, estimated = (fresh.published, False) if is_dated else (held.published, held.estimated)
    is_changed = (held.headline, held.text) != (fresh.headline, fresh.text)
    known = replace(
        fresh,
        url=held.url or fresh.url,
        published=published,
        estimated=estimated,
        attempts=0 if is_changed else held.attempts,
        is_full=held.is_full,
    )
    return ComparedEntry(replace(entry, url=known.url), known, is_new=False, is_changed=is_changed, is_dated=is_dated)


def _fresh(entry: FeedEntry, address: str | None, now: datetime) -> SeenEntry:
    given = entry.published or entry.updated
    is_usable = given is not None and as_datetime(given) <= now
    return SeenEntry(
        guid=checksum(entry.guid) if entry.guid else "",
        address=checksum(address) if address else "",
        headline=checksum(entry.headline or ""),
        text=checksum(*entry.paragraphs),
        url=entry.url,
        published=given if given is not None and is_usable else now.astimezone(UTC).replace(microsecond=0),
        estimated=not is_usable,
    )


def _same_day(known: SeenEntry, entry: FeedEntry) -> bool:
    """Whether an entry of known content may be that one: a column that has the same title every week is not."""
    given = entry.published or entry.updated
    return given is None or known.estimated or as_datetime(given).date() == as_datetime(known.published).date()


def _own_address(url: str | None) -> str | None:
    address = canonical_url(url) if url else None
    if address is None:
        return None
    parts = urlsplit(address)
    return address if parts.path.strip("/") or parts.query else None


def _shared(names: Sequence[str | None], entries: Sequence[FeedEntry]) -> frozenset[str]:
    """The names that entries of different headlines have in common."""
    uses = Counter(name for name, _ in {(name, entry.headline) for name, entry in zip(names, entries, strict=True)})
    return frozenset(name for name, count in uses.items() if name is not None and count > 1)


def _known(
    guid: str,
    address: str,
    headline: str,
    text: str,
    url: str | None,
    published: str,
    estimated: bool,
    attempts: int,
    is_full: bool,
) -> SeenEntry:
    when: Published = datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)
    return SeenEntry(guid, address, headline, text, url, when, estimated, attempts, is_full)
