"""Decides what becomes of an item: which entry of its address it goes to, and who sees that afterwards.

An address is one entry for all origins that deliver the same words there. Words that only some origins delivered are
an entry of their own (a variant), so that nobody reads through one feed what another feed says. What is public is for
all: a public delivery takes the place of every variant, and other origins join it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from knowledge.archive.audiences import Origins
from knowledge.archive.identity import checksum
from knowledge.articles import Article, HeadlineOnly
from knowledge.feeds import StoreCounts

Item = Article | HeadlineOnly


@dataclass(frozen=True, slots=True)
class Variant:
    """An entry that is held at an address: who delivered it there, and who delivered copies of it."""

    number: int
    content: str
    headline: str | None
    is_article: bool
    first_seen: datetime
    since: datetime
    owners: Origins
    copiers: Origins


@dataclass(slots=True)
class EntryWrite:
    """An entry to be written: `number` None makes one. `before` is the variant whose words it changes."""

    key: str
    item: Item
    content: str
    owners: Origins
    number: int | None = None
    before: Variant | None = None
    copiers: Origins = frozenset()
    is_variant: bool = False


@dataclass(slots=True)
class WritePlan:
    """What a batch changes: entries to write, entries with other owners (none: only copies are left), entries that
    give way to another (with its number), entries that are gone."""

    writing: list[EntryWrite] = field(default_factory=list)
    owners: dict[int, Origins] = field(default_factory=dict)
    absorbed: dict[int, int] = field(default_factory=dict)
    gone: list[int] = field(default_factory=list)
    counts: StoreCounts = field(default_factory=StoreCounts)

    @property
    def is_empty(self) -> bool:
        return not (self.writing or self.owners or self.absorbed or self.gone)


def plan_entry(
    plan: WritePlan, key: str, item: Item, variants: list[Variant], copied: str | None, origin: int, public: Origins
) -> None:
    """Put into the plan what becomes of one item, delivered by `origin` at the identity `key`.

    `variants` are the entries held there; `copied` is the checksum of what the origin delivered there before, if
    that is kept as a copy of another entry. `public` are the public origins.
    """
    content, is_article = checksum(item), isinstance(item, Article)
    mine = next((variant for variant in variants if origin in variant.owners), None)
    known = (mine is not None and mine.is_article) or copied is not None
    if mine is None and copied == content:
        plan.counts += StoreCounts(unchanged=is_article)
        return
    target, is_written = _target(variants, mine, content, is_article, origin in public, public)
    if mine is not None and mine is not target:
        _leave(plan, mine, origin)
    owners = frozenset({origin}) if target is None else target.owners | {origin}
    copiers = frozenset() if target is None else target.copiers
    if target is not None and origin in public and is_article:
        for other in variants:
            if other is not target and other.number not in plan.gone:
                plan.owners.pop(other.number, None)
                plan.absorbed[other.number] = target.number
                owners, copiers = owners | (other.owners - {origin}), copiers | other.copiers
    if is_written:
        number, before = (None, mine) if target is None else (target.number, target)
        plan.writing.append(
            EntryWrite(
                key, item, content, owners, number, before, copiers, is_variant=target is None and bool(variants)
            )
        )
    elif target is not None and (owners != target.owners or copiers != target.copiers):
        plan.owners[target.number] = owners
    plan.counts += StoreCounts(
        added=is_article and not known,
        updated=is_article and known and is_written,
        unchanged=is_article and known and not is_written,
    )


def _target(
    variants: list[Variant], mine: Variant | None, content: str, is_article: bool, is_public: bool, public: Origins
) -> tuple[Variant | None, bool]:
    """The variant that an item goes to (None: one of its own), and whether it is written there."""
    same = next((variant for variant in variants if variant.content == content), None)
    shared = next((variant for variant in variants if variant.owners & public), None)
    if mine is not None and mine.is_article and not is_article:
        return mine, False
    if same is not None:
        return same, False
    if is_public:
        # A public headline must not bring to light the article that somebody else's feed has.
        anyone = shared or (mine or next(iter(variants), None) if is_article else None)
        return anyone, anyone is None or is_article or not anyone.is_article
    if shared is not None and (shared.is_article or not is_article):
        return shared, False
    return (mine, True) if mine is not None and len(mine.owners) == 1 else (None, True)


def _leave(plan: WritePlan, variant: Variant, origin: int) -> None:
    owners = variant.owners - {origin}
    if owners or variant.copiers:
        plan.owners[variant.number] = owners
    else:
        plan.gone.append(variant.number)
