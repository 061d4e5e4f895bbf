"""How much of a stranger's text is taken in, and that it is said where something is dropped."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from knowledge.articles import Article
from knowledge.fetching import bounds
from knowledge.fetching.bounds import Allowance, Spent, bounded, different_words
from knowledge.fetching.polling import Poller
from knowledge.fetching.safe_reading import SafeReader
from knowledge.fetching.seen_entries import SeenEntries

from .feed_store import MemoryFeedStore
from .outlets import BEGIN, Outlets, rss_of

NOW = BEGIN + timedelta(days=10)


def unmet(count: int, start: int = 0) -> str:
    """So many words, all different."""
    return " ".join(f"word{number}" for number in range(start, start + count))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), max_size=9))
def test_what_is_kept_and_what_is_dropped_make_up_the_text(paragraphs: list[str]) -> None:
    assert bounded(paragraphs) == (tuple(paragraphs), 0)


def test_a_long_text_keeps_whole_paragraphs() -> None:
    paragraphs = ["It rained in the harbour again. " * 1_000] * 9
    kept, dropped = bounded(paragraphs)
    assert kept == tuple(paragraphs[:6])
    assert dropped == 3 * len(paragraphs[0])


def test_a_single_long_paragraph_ends_with_a_sentence_or_an_ellipsis() -> None:
    (kept,), dropped = bounded(["It rained in the harbour again. " * 9_000])
    assert kept.endswith("again.")
    assert bounds.LONGEST_TEXT - 40 < len(kept) <= bounds.LONGEST_TEXT
    assert dropped == 9_000 * 32 - len(kept)
    (kept,), dropped = bounded(["rain and snow " * 20_000])
    assert kept.endswith(("rain…", "and…", "snow…"))
    assert dropped == 14 * 20_000 - len(kept) + 1


def test_more_different_words_than_any_article_has_are_dropped() -> None:
    paragraphs = [unmet(1_000, start) for start in range(0, 30_000, 1_000)]
    kept, dropped = bounded(paragraphs)
    assert len(different_words(kept)) == bounds.MOST_WORDS
    assert dropped == sum(map(len, paragraphs[15:]))
    (alone,), _ = bounded([unmet(20_000)])
    assert len(different_words([alone])) == bounds.MOST_WORDS


def test_text_without_spaces_counts_its_pairs_of_signs() -> None:
    chance = random.Random(0)
    signs = "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(100_000))
    (kept,), dropped = bounded([signs])
    assert dropped == len(signs) - len(kept) + 1  # the ellipsis
    assert kept == signs[: len(kept) - 1] + "…"
    assert bounded(["雨が降った。" * 20_000]) == (("雨が降った。" * 20_000,), 0)


def test_a_paragraph_of_data_is_dropped_whole() -> None:
    data = "iVBORw0KGgo" * 500
    assert bounded(["Before.", f"See {data} here.", "After."]) == (("Before.", "After."), len(data) + 10)


def test_the_allowance_ends_with_the_hour() -> None:
    text = ["x " * 500_000]
    allowance = Allowance(bounds.NOTHING_SPENT, NOW)
    assert [allowance.take(text) for _ in range(4)] == [True, True, True, False]
    assert allowance.take([])  # a headline costs nothing
    later = Allowance(allowance.spent, NOW + timedelta(minutes=59))
    assert not later.take(text)
    assert Allowance(later.spent, NOW + timedelta(hours=1)).take(text)
    assert Allowance(later.spent, NOW - timedelta(days=1)).take(text)  # the clock was wrong


def test_the_allowance_counts_words_once_a_poll() -> None:
    allowance = Allowance(Spent(NOW, 0, bounds.WORDS_AN_HOUR - 1_500), NOW)
    assert [allowance.take([unmet(1_000)]) for _ in range(3)] == [True] * 3
    assert not allowance.take([unmet(1_000, 1_000)])
    assert SeenEntries.from_text(replace(SeenEntries(), spent=allowance.spent).as_text()).spent == allowance.spent


async def test_the_reader_bounds_entries_and_says_by_how_much(reader: SafeReader) -> None:
    text = unmet(500_000)
    feed = await reader.feed(f"<rss><channel><item><title>A</title><description>{text}</description></item>"
                             "</channel></rss>".encode())  # fmt: skip
    (entry,) = feed.entries
    assert sum(map(len, entry.paragraphs)) + entry.dropped - 1 == len(text)  # the ellipsis
    assert len(different_words(entry.paragraphs)) == bounds.MOST_WORDS


async def test_the_feed_says_what_was_dropped(poller: Poller, store: MemoryFeedStore, world: Outlets) -> None:
    outlet = world.add("wordy", rss_of(description=lambda _, number: unmet(20_000 if number % 2 else 500)))
    world.now = NOW
    store.add(outlet.address(), full_text="off")
    (outcome,) = await poller.poll(list(store.feeds.values()), world.now)
    assert (outcome.kind, outcome.counts.added) == ("ok", 10)
    said = store.feeds[1].error or ""
    assert "is too long: 138,890 characters are kept, 50,000 dropped. So it is with 4 more." in said
    assert store.feeds[1].failures == 0


async def test_what_is_too_much_for_an_hour_comes_later_and_once(
    poller: Poller, store: MemoryFeedStore, world: Outlets
) -> None:
    """A flood is spread over hours, as backlog where it was the first document; nothing of it is lost."""
    outlet = world.add("flood", rss_of(description=lambda _, number: unmet(14_000, 14_000 * number)))
    world.now = NOW
    feed = store.add(outlet.address(), full_text="off", added=NOW)
    counts = []
    for _ in range(3):
        (outcome,) = await poller.poll([store.feeds[feed.number]], NOW)
        counts.append(outcome.counts.added)
    assert counts == [7, 0, 0]
    assert "more text than one feed may add in an hour; 3 entries wait" in (store.feeds[1].error or "")
    assert not store.feeds[1].backlog_done
    (outcome,) = await poller.poll([store.feeds[1]], NOW + timedelta(hours=1))
    assert (outcome.counts.added, outcome.error, store.feeds[1].error) == (3, None, None)
    assert store.feeds[1].backlog_done
    assert set(store.added.values()) == {1}
    assert len(store.backlog) == len(store.added) == 10
    assert all(isinstance(item, Article) for item in store.stored(feed))
