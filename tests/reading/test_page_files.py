"""Pages as copied from a news site: body, gap, headlines."""

from __future__ import annotations

import pytest

from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.reading.page import read_page
from knowledge.reading.results import ReadingError, ReadResult

BODY = ("The “Maribel” sank off Port Hale on Monday. All 40 aboard were saved.", "Divers go down on Friday.")
HEADLINES = ("Ferry fares to rise", "Port Hale’s mayor resigns")


def read(text: str, source: str | None = None) -> list[ReadResult]:
    return list(read_page(text, path="page.txt", source=source))


def article(*paragraphs: str, source: str | None = None) -> Article:
    return Article(
        headline="The “Maribel” sank off Port Hale on Monday.", paragraphs=paragraphs, source=source, derived=True
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("blank_lines", [2, 3, 7])
def test_body_gap_and_headlines(blank_lines: int, line_end: str) -> None:
    text = line_end.join([*BODY, *[" \t"] * blank_lines, *HEADLINES])
    assert read(text, source="Harbour Post") == [
        article(*BODY, source="Harbour Post"),
        *(HeadlineOnly(headline=headline, source="Harbour Post") for headline in HEADLINES),
    ]


def test_a_single_blank_line_in_the_body_means_nothing() -> None:
    assert read("\n\n\n" + "\n\n".join(BODY) + "\n\n\n\n") == [article(*BODY)]


def test_without_a_gap_all_is_body() -> None:
    assert read("\n".join(BODY + HEADLINES)) == [article(*BODY, *HEADLINES)]


def test_blank_lines_among_the_headlines_mean_nothing() -> None:
    text = "\n".join([*BODY, "", "", HEADLINES[0], "", "", "", HEADLINES[1], ""])
    assert [item.headline for item in read(text)[1:]] == list(HEADLINES)  # type: ignore[union-attr]


def test_text_is_kept_as_written_but_for_white_space_around_it() -> None:
    decomposed = "Jose\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}said  — “no…”"
    assert read(f"  {decomposed}\t\n") == [
        Article(headline=decomposed.replace("  ", " "), paragraphs=(decomposed,), derived=True)
    ]


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    sentence = "The council, " + "which had met, " * 20 + "agreed."
    (read_article,) = read(sentence)
    assert isinstance(read_article, Article)
    assert read_article.headline is not None
    assert read_article.headline.endswith("which had met, which…")
    assert 150 < len(read_article.headline) <= 201
    assert sentence.startswith(read_article.headline.removesuffix("…"))


def test_a_first_sentence_without_spaces_is_cut_anywhere() -> None:
    (read_article,) = read("a" * 5_000)
    assert isinstance(read_article, Article)
    assert read_article.headline == "a" * 200 + "…"


def test_a_headline_of_absurd_length_is_rejected_by_line() -> None:
    text = "\n".join([*BODY, "", "", HEADLINES[0], "x" * 1_001, HEADLINES[1]])
    items = read(text)
    assert [type(item) for item in items] == [Article, HeadlineOnly, Rejection, HeadlineOnly]
    assert items[2] == Rejection("page.txt:6", items[2].reason)  # type: ignore[union-attr]
    assert "1,001 characters" in items[2].reason


@pytest.mark.parametrize("text", ["", "\n\n\n", " \t \r\n"])
def test_a_page_without_text_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="no text"):
        read(text)
