"""Sentence cutting: hard cases of news English by hand, and what must hold for any text at all."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import first_sentence, sentence_spans

# Sentences are written as they should come out; the test joins them with a space and cuts them again.
HARD_CASES: list[list[str]] = [
    ["The U.S. Senate voted on Tuesday.", "It was close."],
    ["He moved to the U.S. in 1990.", "She stayed."],
    ["She was born in the U.S.", "He was not."],
    ["The U.S. and the U.K. signed.", "The E.U. did not."],
    ["Troops left for the U.S.", "But the U.N. stayed."],
    ["U.S. President Jane Doe met U.N. Secretary General Kofi Smith."],
    ["Washington, D.C. Mayor Ann Poe spoke.", "Nobody listened."],
    ["Mr. Smith and Mrs. Jones met Ms. Brown.", "They talked."],
    ["Dr. Anna Bell operated.", "Prof. Lee watched."],
    ["The St. Louis team won.", "St. Mary's lost."],
    ["She lives on Main St.", "The house is red."],
    ["J.K. Rowling wrote it.", "J. K. Rowling signed it."],
    ["George W. Bush and John F. Kennedy were presidents."],
    ["Samuel L. Jackson came with A. A. Milne's heirs.", "A crowd waited."],
    ["Doors open at 5 a.m. and close at 11 p.m. every day."],
    ["Doors open at 5 a.m.", "Visitors queue from midnight."],
    ["The vote is at 9 p.m. ET.", "Results follow at 10 p.m. Eastern."],
    ["It happened at 9 a.m. Monday in the harbor.", "Nobody was hurt."],
    ["It began at 4 p.m.", "12 people were there."],
    ["She is No. 5 in the world.", "Nos. 6 and 7 follow."],
    ["Will he resign?", "No.", "That is not planned."],
    ["The Jan. 6 attack was investigated.", "On Sept. 11 it was quiet."],
    ["The ballot is due in Nov.", "Voters have time."],
    ["Gov. Ron Field and Sen. Amy Stone agreed.", "Rep. Joe Hill did not."],
    ["Rep. Ann Lee, D-Fla., spoke.", "Sens. Poe and Roe answered."],
    ["Gen. Mark Orr met Lt. Col. Sam Ash.", "Sgt. Fox drove."],
    ["The Rev. Paul Dean prayed.", "Capt. Marsh sailed."],
    ["Apple Inc. Chief Executive Tim Day spoke.", "Shares rose."],
    ["He founded Acme Inc.", "The firm grew."],
    ["Acme Corp. and Widget Co. merged.", "Bros. Ltd. did not."],
    ["Martin Luther King Jr. Day is on Monday.", "Offices close."],
    ["He is named after John Doe Sr.", "His father is proud."],
    ["They sell tea, coffee, etc. in the lobby.", "Entry is free."],
    ["Bring tea, coffee, etc.", "Guests are welcome."],
    ["Use a mask, e.g. an N95 mask, i.e. Protection first.", "Stay safe."],
    ["Brown vs. Board and Roe v. Wade were cited.", "Both matter."],
    ["Tampa, Fla. residents fled.", "Roads were full."],
    ["Ann Doe, Ph.D. and M.D. in one, teaches.", "She writes too."],
    ["Prices rose 3.5 percent to $4.20.", "Wages rose 0.5 percent."],
    ["It costs $6 million.", "$2 million is missing."],
    ["He was born in 1950.", "12 years later he left."],
    ["“It is over.”", "She left the room."],
    ['"It is over."', "She left the room."],
    ["'It is over.'", "She left the room."],
    ["She called it “a mess”.", "He agreed."],
    ["“We lost.", "We really lost,” he said."],
    ['"Why?" he asked.', "Nobody knew."],
    ["“Are you sure?” Smith asked.", "He was."],
    ["“We won!” Governor Ann Field said.", "The crowd cheered."],
    ["“Really?”", "He shook his head."],
    ["“Stop!”", "The driver did not."],
    ['He wrote "Run!" and "Hide!" on the wall.', "Then he ran."],
    ["Who won?", "Who lost?", "Who cares!"],
    ["What?!", "That cannot be."],
    ["And then… nothing happened.", "The end came."],
    ["We waited…", "Then it rained."],
    ["Well ... he tried.", "It failed..."],
    ["“I don't… I can't say,” she said.", "He nodded."],
    ["“The law […] The people […] matter,” it says.", "It is old."],
    ["It grew . . . and shrank.", "Then it stopped."],
    ["(It was late.)", "He went home."],
    ["The firm (formerly Acme Inc.) closed.", "Workers wept."],
    ["The plan (see Fig. 3) is old.", "It failed."],
    ["The mayor left (as Dr. Bell had).", "The council stayed."],
    ["The study[1] was small.[2]", "Others were larger.[3][4]"],
    ["Yahoo! Finance reported it.", "Yahoo! said nothing."],
    ["The price fell.", "iPhone sales rose."],
    ["Visit example.com. for more.", "Write to a.b@example.org today."],
    ["Read more at example.com.", "https://example.com/a.b?c=d. is long."],
    ["1. Bitcoin falls again.", "2. Gold rises."],
    ["It ended in a draw. — Reuters"],
    ["ANN ARBOR, Mich. - When he played, it rained.", "Then it stopped."],
    ["LONDON (Wire) -- Rain fell.", "It was heavy."],
    ["Ships wait at Pier No. 9.", "Nine more are due."],
    ["Sánchez met Ángel Núñez.", "Él no habló.", "¿Por qué?"],
    ["About 1,200 people came to the town of Ste. Anne.", "Most walked."],
    ["He spoke to Det. Insp. Rao.", "Supt. Gray listened."],
    ["Malcolm X. Smith is the man's full name."],
    ["He took vitamin C.", "It did not help."],
    ["\N{EARTH GLOBE EUROPE-AFRICA} The climate warmed.", "\N{FIRE} Fires spread."],
    ["The score was 2-1.", "“Great,” he said.", "(Nobody agreed.)"],
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("sentences", HARD_CASES, ids=lambda sentences: " ".join(sentences)[:60])
def test_hard_cases(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_there_are_enough_hard_cases() -> None:
    assert len(HARD_CASES) >= 60


def test_no_break_space_after_an_initial() -> None:
    assert cut("George W.\N{NO-BREAK SPACE}Bush won. Dr.\N{NO-BREAK SPACE}Bell lost.") == [
        "George W.\N{NO-BREAK SPACE}Bush won.",
        "Dr.\N{NO-BREAK SPACE}Bell lost.",
    ]


def test_a_line_break_does_not_end_a_sentence_and_a_blank_line_does() -> None:
    assert cut("The first\nline. Second\n\nthird\r\n \r\nfourth") == ["The first\nline.", "Second", "third", "fourth"]


def test_sentences_without_a_space_between_them() -> None:
    assert cut("It was reported.No injuries followed.”Good, he said.") == [
        "It was reported.",
        "No injuries followed.”",
        "Good, he said.",
    ]
    assert cut("Mail Rose.Cushing@example.com today.") == ["Mail Rose.Cushing@example.com today."]


def test_scripts_without_spaces() -> None:
    assert cut("今天下雨。他回家了。「好。」") == ["今天下雨。", "他回家了。", "「好。」"]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t", "\N{NO-BREAK SPACE}"])
def test_nothing_gives_nothing(text: str) -> None:
    assert sentence_spans(text) == []
    assert first_sentence(text) == ""


def test_the_first_sentence() -> None:
    assert first_sentence("\n Dr. Bell left. He is ill.") == "Dr. Bell left."


TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="aAbU1.?!…\"'“”‘’()[] \n\r\t\N{NO-BREAK SPACE}。-\N{FIRE}", max_size=60),
    st.lists(st.sampled_from([word for case in HARD_CASES for word in " ".join(case).split()])).map(" ".join),
)


@given(TEXTS)
def test_spans_cover_every_visible_character_once_and_in_order(text: str) -> None:
    covered = 0
    for start, end in sentence_spans(text):
        assert start >= covered
        assert not text[covered:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        covered = end
    assert not text[covered:].strip()


@pytest.mark.parametrize(
    "unit",
    [".", ". ", "“", '"', "U.S. ", "A.", '." ', "!” Aaa Aaa ", "\n", "\n \t", ".[1]", "(", "Yahoo! ", "。", "? a "],
    ids=repr,
)
def test_hostile_repetition_is_cut_in_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    started = time.process_time()
    sentence_spans(text)
    assert time.process_time() - started < 10  # it is below one; quadratic would be minutes


def test_ordinary_text_is_cut_at_more_than_a_megabyte_a_second() -> None:
    text = (
        "The mayor said on Monday that the bridge over the harbor is closed, and that a ferry runs instead. " * 10_000
    )
    started = time.process_time()
    sentence_spans(text)
    traced = sys.gettrace() is not None  # coverage makes it several times slower
    assert len(text) / (time.process_time() - started) > (200_000 if traced else 1_000_000)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Die Brücke bleibt bis zum 3. Mai zu.", "Das kostet z.B. 2,5 Mio. Euro.", "Dr. Voss ist zufrieden."]),
        ("de", ["Der 1. Platz ging an Frau Hansen.", "Am 24. Dezember ist Ruhe."]),
        ("fr", ["M. Pastoret a perdu.", "Il a dit « bravo ».", "Le 3 mai, Mme Rochambert commence."]),
        ("es", ["La Sra. Torquillas ganó en EE.UU. y volvió.", "¿Quién lo diría?", "Nadie."]),
        ("pt", ["O Dr. Arruda achou o osso.", "A Profa. Lima mediu.", "Custa R$ 4,50."]),
        ("ja", ["橋は通行止めになる。", "「長い」と局長は話した。", "なぜですか?"]),
    ],
)
def test_other_languages(language: str, sentences: list[str]) -> None:
    text = (" " if language != "ja" else "").join(sentences)
    assert [text[start:end] for start, end in sentence_spans(text, language)] == sentences
