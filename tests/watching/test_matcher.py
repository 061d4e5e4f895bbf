"""The inverted match finds exactly the watches that a check of every watch finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.analysis import analyse
from knowledge.watching.matcher import Matcher
from knowledge.watching.watched import HELD_SHARE, Text, Watched, WatchKind

WORDS = ["otter", "vess", "bridg", "harl", "ferri", "count", "river", "warden", "mayor", "glass"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
articles = st.tuples(st.none() | texts, st.lists(texts, max_size=5))
weights = st.dictionaries(st.sampled_from(WORDS), st.sampled_from([0.1, 0.3, 0.7, 1.0, 2.5, 9.0]), min_size=1)
kinds = st.sampled_from(WatchKind)


@st.composite
def watches(draw: st.DrawFn) -> list[Watched]:
    drawn = draw(st.lists(st.tuples(kinds, weights), max_size=12))
    return [Watched(number, "", kind, held) for number, (kind, held) in enumerate(drawn)]


def plainly_met(watched: Watched, headline: str | None, paragraphs: list[str]) -> bool | None:
    """The definition, word by word; None where rounding decides."""
    above, body = set(analyse(headline or "")), [set(analyse(text)) for text in paragraphs if text]
    if watched.kind is WatchKind.PHRASE:
        return any(watched.weights.keys() <= stems for stems in (above, *body))
    total = sum(watched.weights.values())
    shares = [sum(watched.weights[stem] for stem in watched.weights.keys() & (stems | above)) / total for stems in body]
    best = max(shares, default=0.0)
    return None if abs(best - HELD_SHARE) < 1e-6 else best >= HELD_SHARE


@given(watches(), articles)
def test_it_finds_what_a_check_of_every_watch_finds(
    known: list[Watched], article: tuple[str | None, list[str]]
) -> None:
    text = Text.of(*article)
    found = Matcher(known).named_in(text)
    assert found == [watched for watched in known if watched.may_be_met_by(text)]
    for watched in known:
        expected = plainly_met(watched, *article)
        assert expected is None or (watched in found) == expected


@given(watches(), st.data())
def test_what_is_removed_or_replaced_is_found_no_more(known: list[Watched], data: st.DataObject) -> None:
    matcher = Matcher(known)
    kept = [watched for watched in known if data.draw(st.booleans())]
    for watched in known:
        if watched not in kept:
            matcher.remove(watched.number)
    for watched in kept:
        matcher.add(watched)
    matcher.remove(10_000)
    assert len(matcher) == len(kept)
    text = Text.of("otter vess bridg harl ferri count river warden mayor glass", ["otter"])
    assert matcher.named_in(text) == [watched for watched in kept if watched.may_be_met_by(text)]
    for watched in kept:
        matcher.remove(watched.number)
    assert len(matcher) == 0
    assert matcher.named_in(text) == []


@given(kinds, weights, st.lists(st.sampled_from(WORDS), max_size=9))
def test_no_text_meets_a_question_without_one_of_its_rarest_words(
    kind: WatchKind, held: dict[str, float], words: list[str]
) -> None:
    watched = Watched(1, "", kind, held)
    without = " ".join(word for word in words if word not in watched.rarest())
    assert not watched.may_be_met_by(Text.of(None, [without]))
