"""The words that answer are marked where their kind leaves no doubt, and nowhere else."""

from __future__ import annotations

import pytest

from knowledge.answering.answers import Quote
from knowledge.answering.emphasis import emphasise
from knowledge.answering.questions import understand
from knowledge.articles import StoredArticle
from tests.answering.newsroom import NOW, newsroom


def quote(text: str) -> Quote:
    return Quote(text, 0, len(text), text, 1, StoredArticle(1, "1", None, False, "Post", None, None, 1, NOW))


def marked(question: str, *texts: str) -> list[list[str]]:
    asked = understand(question, newsroom().retriever, year=2026)
    found = emphasise(asked, [quote(text) for text in texts])
    assert [one.text for one in found] == list(texts)
    return [[one.text[span.start : span.end] for span in one.answers] for one in found]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How many otters are in the Vess?", "Wardens counted eleven otters in the Vess.", ["eleven"]),
        ("How much did the bridge cost?", "The bridge cost $4.6 million.", ["$4.6 million"]),
        ("Who opened the bridge?", "The bridge was opened by Mayor Ines Okafor.", ["Ines Okafor"]),
        ("When was the tannery built?", "The tannery was built in 1923.", ["1923"]),
        ("When does the bridge open?", "The bridge opens on 4 May, the mayor said.", ["4 May"]),
        ("When does the bridge open?", "The bridge opens on Friday, May 4, 2026.", ["Friday, May 4, 2026"]),
        ("When does the bridge open?", "The bridge opens on 4 May or 5 June.", []),
        ("Which country sold the bridge?", "The bridge was sold by Norway.", ["Norway"]),
        ("How many people died in the storm?", "No deaths were reported in the storm, people said.", ["No deaths"]),
        ("Who opened the bridge?", "The bridge was opened by Ines Okafor and Sam Venn.", []),  # which of them?
        ("Who opened the bridge?", "The bridge was opened by the Harrow Town Council.", []),  # nobody
        ("Who opened the bridge?", "Ines Okafor likes plums.", []),  # of something else
        ("How high is the bridge?", "The bridge is 40 metres high.", []),  # unit unknown
        ("Why was the bridge closed?", "The bridge was closed because of cracks.", []),
        ("Did Ines Okafor open the bridge?", "Ines Okafor opened the bridge.", []),
    ],
)
def test_what_is_marked(question: str, text: str, words: list[str]) -> None:
    assert marked(question, text) == [words]


def test_other_quotes_are_marked_only_with_the_same_answer() -> None:
    found = marked(
        "How much did the bridge cost?",
        "The bridge cost $4.6 million.",
        "The cost of the bridge was $4.6 million.",
        "The bridge cost $9 million.",
    )
    assert found == [["$4.6 million"], ["$4.6 million"], []]
    assert marked("How much did the bridge cost?", "The bridge is open.", "The bridge cost $9 million.") == [[], []]
