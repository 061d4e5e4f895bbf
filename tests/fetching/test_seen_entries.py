"""Which entries are the same, whatever their feed does to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.fetching.seen_entries import KEPT_BESIDES, ComparedEntry, SeenEntries
from knowledge.reading import FeedEntry

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ENTRY = FeedEntry(
    guid="g1",
    headline="Bridge closed",
    url="https://post.example/bridge",
    published=NOW - timedelta(hours=3),
    updated=None,
    paragraphs=("The bridge is closed.",),
)


def remembering(*entries: FeedEntry, now: datetime = NOW) -> SeenEntries:
    memory = SeenEntries()
    return memory.after("hash", [seen.known for seen in memory.compare(entries, now=now)], fresh_for=None)


def compared(memory: SeenEntries, *entries: FeedEntry, now: datetime = NOW) -> list[ComparedEntry]:
    return memory.compare(entries, now=now)


def test_what_is_the_same_entry() -> None:
    memory = remembering(ENTRY)
    same = (
        ENTRY,
        replace(ENTRY, guid="g2"),
        replace(ENTRY, guid=None),
        replace(ENTRY, published=NOW),
        replace(ENTRY, published=None),
        replace(ENTRY, url="http://www.post.example/bridge/?utm_source=rss#top"),
        replace(ENTRY, url="https://post.example/bridge-2"),
        replace(ENTRY, url=None),
        replace(ENTRY, guid=None, url=None),
    )
    for entry in same:
        (seen,) = compared(memory, entry)
        assert (seen.is_new, seen.is_changed) == (False, False), entry
        assert (seen.known.url, seen.known.published) == (ENTRY.url, ENTRY.published)


def test_what_is_the_same_entry_changed() -> None:
    memory = remembering(ENTRY)
    changed = (
        replace(ENTRY, headline="Bridge closed for good"),
        replace(ENTRY, paragraphs=("It is closed for good.",)),
        replace(ENTRY, headline="Shut", paragraphs=("It is.",), guid="other", published=NOW),
        replace(ENTRY, url="https://post.example/bridge-2", headline="Bridge closed for good"),
    )
    for entry in changed:
        (seen,) = compared(memory, entry)
        assert (seen.is_new, seen.is_changed) == (False, True), entry
        assert (seen.known.url, seen.known.published) == (ENTRY.url, ENTRY.published)


def test_what_is_another_entry() -> None:
    memory = remembering(
        ENTRY, replace(ENTRY, guid="g9", url=None, headline="Weekly note", published=date(2026, 11, 16))
    )
    others = (
        replace(ENTRY, guid="g1", url="https://post.example/ferry", headline="Ferry", paragraphs=("It sails.",)),
        replace(ENTRY, guid="g9", url=None, headline="Another note", paragraphs=("New.",)),
        replace(ENTRY, guid=None, url=None, headline="Weekly note", published=date(2026, 11, 23)),
    )
    for entry in others:
        assert compared(memory, entry)[0].is_new, entry


def test_a_guid_that_comes_back_with_something_else_is_no_id() -> None:
    memory = remembering(replace(ENTRY, url=None))
    (seen,) = compared(memory, replace(ENTRY, url=None, headline="Ferry", paragraphs=("It sails.",)))
    assert (seen.is_new, seen.entry.guid) == (True, None)


def test_names_that_several_entries_share_are_no_names() -> None:
    entries = [replace(ENTRY, guid="1", headline=headline) for headline in ("Bridge", "Ferry", "Tram")]
    seen = compared(SeenEntries(), *entries)
    assert [(one.entry.guid, one.entry.url) for one in seen] == [(None, None)] * 3
    front = replace(ENTRY, url="https://post.example/")
    assert compared(SeenEntries(), front)[0].entry.url is None


def test_an_entry_that_stands_there_twice_is_one() -> None:
    assert len(compared(SeenEntries(), ENTRY, replace(ENTRY, guid="g2"))) == 1
    assert len(compared(SeenEntries(), replace(ENTRY, url=None, guid=None), replace(ENTRY, url=None, guid=None))) == 1


def test_missing_and_future_dates_are_the_first_seen() -> None:
    for given_date in (None, NOW + timedelta(days=2), date(2026, 11, 25)):
        entry = replace(ENTRY, published=given_date)
        (seen,) = compared(SeenEntries(), entry)
        assert (seen.known.published, seen.known.estimated) == (NOW, True)
        later = NOW + timedelta(days=5)
        (again,) = compared(remembering(entry), entry, now=later)
        assert (again.known.published, again.known.estimated, again.is_dated) == (NOW, True, False)
    (updated,) = compared(SeenEntries(), replace(ENTRY, published=None, updated=date(2026, 11, 20)))
    assert (updated.known.published, updated.known.estimated) == (date(2026, 11, 20), False)


def test_a_date_that_comes_later_counts_if_it_is_older() -> None:
    memory = remembering(replace(ENTRY, published=None))
    (seen,) = compared(memory, ENTRY, now=NOW + timedelta(hours=1))
    assert (seen.is_dated, seen.known.published, seen.known.estimated) == (True, ENTRY.published, False)
    (later,) = compared(memory, replace(ENTRY, published=NOW + timedelta(minutes=5)), now=NOW + timedelta(hours=1))
    assert (later.is_dated, later.known.published) == (False, NOW)


def test_what_left_the_feed_is_still_known_but_not_for_ever() -> None:
    memory = remembering(ENTRY)
    many = [replace(ENTRY, guid=f"n{n}", url=f"https://post.example/{n}", headline=f"No {n}") for n in range(600)]
    grown = memory.after("h", [seen.known for seen in compared(memory, *many)], fresh_for=60)
    assert not compared(grown, ENTRY)[0].is_new
    emptied = grown.after("h", [], fresh_for=None)
    assert len(emptied.entries) == KEPT_BESIDES
    assert SeenEntries.from_text("") == SeenEntries()


texts = st.text(max_size=12)
moments = st.datetimes(datetime(2020, 1, 1), timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
published = st.none() | st.dates(date(2020, 1, 1)) | moments
entries = st.builds(
    FeedEntry,
    guid=st.none() | st.sampled_from("abc"),
    headline=st.none() | texts,
    url=st.none() | st.sampled_from([f"https://post.example/{n}" for n in range(3)] + ["https://post.example/"]),
    published=published,
    updated=published,
    paragraphs=st.tuples(texts) | st.just(()),
)


@given(st.lists(entries, max_size=8), st.lists(entries, max_size=8))
def test_a_memory_survives_its_text_and_knows_what_it_saw(first: list[FeedEntry], second: list[FeedEntry]) -> None:
    memory = SeenEntries()
    for batch in (first, second):
        memory = memory.after("hash", [seen.known for seen in memory.compare(batch, now=NOW)], fresh_for=None)
        assert SeenEntries.from_text(memory.as_text()) == SeenEntries("hash", memory.entries)
        assert all(known.published is not None for known in memory.entries)
        again = memory.compare(batch, now=NOW + timedelta(days=1))
        addressed = [seen for seen in again if seen.entry.url is not None]
        assert not [seen for seen in addressed if seen.is_new]
