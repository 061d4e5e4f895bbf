"""Text to terms: what finds what."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import analysis
from knowledge.analysis import STOP_WORDS, _words_of, analyse, words, words_of_chunk
from knowledge.index.numbering import Numbering

TRICKY = (
    "U.S. us US US's US2 BUSINESS WHO wHO it IT GLP-1 glp1 Sánchez 1,000 7.5% don't we’re “Yes,” AT&T 2-1 9/11 the "
    "well-known F-16s 1990s état-major 東京都 Noël's cancellations:Here's Burlingame,Calif.-based "
    f"{'x' * 70}"
)
TEXTS = (
    st.text(max_size=60)
    | st.text("aB1é.,'’-–—/%\0 “", max_size=12)
    | st.lists(st.sampled_from(TRICKY.split()), max_size=8).map(" ".join)
)
PLAIN_CHUNKS = st.from_regex(
    r"[\"'(“$]?([A-Za-z]{1,4}(-[A-Za-z]{1,4})?(['’]s)?|\d{1,5}(,\d{3})?(\.\d)?)[.,!?)”]{0,2}", fullmatch=True
)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("GLP-1", "the drug GLP-1."),
        ("glp1", "a GLP-1 drug"),
        ("GLP 1", "a GLP1 drug"),
        ("covid19", "COVID‑19’s toll"),
        ("US", "the U.S. said"),
        ("US", "the US's economy"),
        ("U.S.", "US-led talks"),
        ("us economy", "The U.S. Economy"),
        ("WHO", "the W.H.O. warned"),
        ("Sanchez", "Pedro Sánchez"),
        ("erdogan", "Erdoğan’s"),
        ("Jorgensen", "JØRGENSEN won"),
        ("6 million", "a $6 million fine"),
        ("1000", "1,000 people"),
        ("7.5 percent", "up 7.5%"),
        ("2-1", "won 2–1 at home"),
        ("1.5", "$1.5bn"),
        ("ceasefire", "a cease-fire"),
        ("cease fire", "a cease-fire"),
        ("email", "e-mail"),
        ("Biden", "Biden's"),
        ("O'Brien", "O’Brien"),
        ("obrien", "O'Brien"),
        ("AT&T", "AT&T's network"),
        ("1990", "the 1990's"),
        ("1990s", "since 1990"),
        ("9/11", "the 9/11 attacks"),
        ("elections", "an election"),
        ("naïve", "naive"),
        ("ﬁre", "fire"),
        ("2024", "٢٠٢٤"),
        ("שלום", "שָׁלוֹם"),
        ("محمد", "مُحَمَّد"),
        ("москва", "МОСКВА"),
        ("東京", "東京オリンピック"),
        ("7 1/2", "7½ hours"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_is_asked_finds_what_is_written(asked: str, written: str) -> None:
    assert analyse(asked)
    assert set(analyse(asked)) <= set(analyse(written))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tell us more", "US"),
        ("who said it", "WHO"),
        ("It rained", "IT sector"),
        ("2-1", "21"),
        ("2-1", "1-2"),
        ("が", "か"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert not set(analyse(other)) <= set(analyse(one))


def test_terms_of_a_compound_keep_their_order() -> None:
    assert analyse("A GLP-1-based drug, 2-1 and 7.5%") == [
        *("glp", "1", "base", "glp1", "drug", "2", "1", "2-1", "7.5", "percent")
    ]
    assert words("GLP-1-based drugs") == ["glp", "1", "based", "glp1", "drugs"]


@pytest.mark.parametrize("text", ["", "   ", "the of and to", "The, of. And!", "🎉 👍🏽", "—", "…", "\ufeff"])
def test_nothing_to_ask(text: str) -> None:
    assert analyse(text) == words(text) == []


def test_capitals_throughout_tell_nothing() -> None:
    assert analyse("WHO WON THE WORLD CUP") == analyse("who won the world cup")
    assert "u.s" in analyse("US WINS GOLD")
    assert "u.s" in analyse("us wins gold")


def test_the_stop_list_is_short() -> None:
    assert len(STOP_WORDS) < 50
    assert not {"who", "what", "when", "where", "not", "us"} & STOP_WORDS


def test_junk_does_not_swell_terms() -> None:
    assert max(map(len, analyse("x" * 10_000 + " " + "1" * 500 + "-" + "y" * 500))) <= 64


@pytest.mark.parametrize(
    "junk", ["a1", "1,", "a-", "1-", "a.", "1.", "'", "a'", "“", "é1", "1,111", "東a", "US", "/", "a/1"]
)
def test_junk_takes_no_longer_than_text(junk: str) -> None:
    started = time.process_time()
    analyse(junk * 20_000)
    Numbering({}).number([junk * 20_000])
    assert time.process_time() - started < 5  # a twentieth of that; minutes, if it took the square of the length


def test_what_is_remembered_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis._STEMS[False].clear()  # whatever was analysed before
    monkeypatch.setattr(analysis, "_REMEMBERED_CHUNKS", 3)
    assert analyse("one two three four five six one seven") == [
        *("one", "two", "three", "four", "five", "six", "one", "seven")
    ]
    assert len(analysis._STEMS[False]) <= 3


@given(TEXTS)
def test_words_stand_beside_their_terms(text: str) -> None:
    assert len(words(text)) == len(analyse(text))
    assert all(term and not set(term) & set(" \t\n") for term in words(text))


@given(TEXTS)
def test_normal_forms_are_alike(text: str) -> None:
    assert analyse(unicodedata.normalize("NFC", text)) == analyse(unicodedata.normalize("NFD", text))


@given(TEXTS)
def test_curly_and_straight_are_alike(text: str) -> None:
    straight = text.replace("’", "'").replace("“", '"').replace("”", '"')
    assert analyse(straight) == analyse(text)


@given(TEXTS)
def test_spaces_do_not_matter(text: str) -> None:
    assert analyse("\u00a0\n".join(text.split())) == analyse(f" {text}\t")


@given(PLAIN_CHUNKS)
def test_the_quick_way_is_the_long_way(chunk: str) -> None:
    assert words_of_chunk(chunk, True) == tuple(_words_of(chunk, True))


@given(st.lists(TEXTS, max_size=5))
def test_numbers_are_the_terms(texts: list[str]) -> None:
    vocabulary: dict[str, int] = {"held before": 0}
    numbering = Numbering(vocabulary)
    for _ in range(2):  # first learnt, then remembered
        numbers, lengths = numbering.number(texts)
        terms = {number: term for term, number in vocabulary.items()}
        assert [terms[number] for number in numbers.tolist()] == [term for text in texts for term in analyse(text)]
        assert lengths.tolist() == [len(analyse(text)) for text in texts]
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))
