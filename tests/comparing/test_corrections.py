"""Quoted words after a change of their article: still there, replaced, or gone; typography does not count."""

from __future__ import annotations

import pytest

from knowledge.comparing.corrections import Change, change_of, headline_change, wording

BEFORE = (
    "The mayor spoke on Monday. Five people died in the fire, the mayor said. Two are missing since Monday night.\n\n"
    "Four people were hurt in the fire, the mayor said. The street stays closed."
)
DIED = "Five people died in the fire, the mayor said."


def after(old: str, new: str) -> str:
    assert old in BEFORE
    return BEFORE.replace(old, new)


def test_the_sentence_that_replaces_a_quote_is_found_by_its_words() -> None:
    now = after(DIED, "Six people died in the fire, police said.")
    change = change_of(DIED, now, BEFORE)
    assert change == Change("Six people died in the fire, police said.", 27, 68)
    assert now[27:68] == change.text


def test_a_sentence_that_stood_there_before_replaces_nothing() -> None:
    now = after(f" {DIED}", "")
    assert change_of(DIED, now, BEFORE) == Change(None, is_removal=True)
    # Without the earlier text nobody can tell, and what is most alike is taken.
    change = change_of(DIED, now)
    assert change is not None
    assert change.text == "Four people were hurt in the fire, the mayor said."


def test_of_several_sentences_one_may_change_and_what_is_left_is_no_replacement() -> None:
    quoted = f"{DIED} Two are missing since Monday night."
    change = change_of(quoted, after("Two are", "Three are"), BEFORE)
    assert change is not None
    assert change.text == f"{DIED} Three are missing since Monday night."
    assert not change.is_removal
    left = change_of(quoted, after(f" {DIED}", ""), BEFORE)
    assert left is not None
    assert (left.text, left.is_removal) == ("Two are missing since Monday night.", True)
    split = change_of(DIED, after(DIED, "Six people died in the fire. That is what the mayor said."), BEFORE)
    assert split is not None
    assert split.text == "Six people died in the fire. That is what the mayor said."


@pytest.mark.parametrize(
    ("quoted", "now"),
    [
        (DIED, f"{DIED} And more."),
        (DIED, DIED.upper()),
        (DIED, DIED.replace(" ", "\u00a0").replace(",", " –")),
        (DIED, DIED.replace("people", "peo\u00adple")),
        (f"{DIED} Two are missing.", f"{DIED}\n\nNobody knows why.\n\nTwo are missing!"),
        ("It cost 3,000 euros – “a lot”.", "Hm. It cost 3\u202f000 euros - 'a lot'"),
        ("It cost 3,000,000 euros.", "It cost 3 000 000 euros."),
        ("They don't know.", "They don’t know."),
        ("The 2020–21 season.", "The 2020-21 season."),
        ("…", "Something else."),
        ("", "Something else."),
    ],
)
def test_what_only_looks_different_is_no_change(quoted: str, now: str) -> None:
    assert change_of(quoted, now) is None


@pytest.mark.parametrize(
    ("quoted", "now"),
    [
        ("It ended 2-1.", "It ended 21."),
        ("It rose by 1.5%.", "It rose by 15%."),
        ("It rose by 5%.", "It rose by 5."),
        ("It was -5 degrees.", "It was 5 degrees."),
        ("It cost $5.", "It cost €5."),
        ("They don't know.", "They know."),
        ("橋は水曜日に再開した。", "橋は木曜日に再開した。"),
        ("Die Brücke öffnet am Mittwoch wieder.", "Die Brücke öffnet am Donnerstag wieder."),
    ],
)
def test_other_words_figures_and_signs_are_a_change(quoted: str, now: str) -> None:
    change = change_of(quoted, f"{now} Der Rest bleibt.", f"{quoted} Der Rest bleibt.")
    assert change is not None
    assert change.text == now


def test_a_teaser_in_the_place_of_the_article_takes_nothing_back() -> None:
    assert change_of(DIED, "The mayor spoke on Monday. Five people…", BEFORE) is None
    assert change_of(DIED, "The mayor spoke on Monday.", BEFORE) is None


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been withdrawn.",
        "Editor’s note: the figures were wrong.",
        "Eine frühere Version dieses Artikels nannte falsche Zahlen.",
        "Cet article a été retiré.",
        "記事を訂正しました。",
    ],
)
def test_where_nothing_replaces_a_quote_the_outlets_notice_is_shown(notice: str) -> None:
    change = change_of(DIED, f"{notice} Sorry.", BEFORE)
    assert change is not None
    assert (change.text, change.is_removal) == (notice, True)


def test_headlines() -> None:
    assert headline_change("Five die in fire", "Five die in fire – live") is None
    assert headline_change("Five die in fire", None) is None
    assert headline_change("Five die in fire", "Six die in fire") == Change("Six die in fire", 0, 15)


def test_wording() -> None:
    assert wording("“It’s 3,000.5 €”, he said – twice.") == ("it's", "3000.5", "€", "he", "said", "twice")
