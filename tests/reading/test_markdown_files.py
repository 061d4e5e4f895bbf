"""Markdown with front matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge.articles import Article, HeadlineOnly
from knowledge.reading.markdown import read_markdown
from knowledge.reading.results import ReadingError

WHOLE = """---
title: "Harbour bridge “unsafe”, says engineer"
source: Harbour Post
published: 2026-11-24T08:00:00+01:00
url: https://harbourpost.example/bridge
id: 0042
author: [Ann Poe, Bo Lee]
---

The **harbour bridge** is _unsafe_, an
[engineer](https://example.com/e) said -- "all of it" &amp; \\*more\\*.

## What comes next

1. A survey,
2. then `repairs`.

> “I told them,” she said.

| Year | Cost |
|------|------|
| 2026 | $6 million |

![A crack](crack.jpg) Cars must turn\\
back. <br/>All of <b>them</b>.

```
code  stays
```

<div><p>An inserted box</p><script>alert(1)</script></div>
"""


def test_front_matter_and_plain_paragraphs() -> None:
    assert read_markdown(WHOLE) == Article(
        headline="Harbour bridge “unsafe”, says engineer",
        paragraphs=(
            'The harbour bridge is unsafe, an engineer said -- "all of it" & *more*.',
            "What comes next",
            "A survey,",
            "then repairs.",
            "“I told them,” she said.",
            "Year | Cost",
            "2026 | $6 million",
            "Cars must turn\nback.\nAll of them.",
            "code  stays",
            "An inserted box",
        ),
        id="0042",
        source="Harbour Post",
        published=datetime(2026, 11, 24, 7, tzinfo=UTC),
        url="https://harbourpost.example/bridge",
    )


def test_without_front_matter_the_first_heading_is_the_headline() -> None:
    read = read_markdown("# Bridge *closed*\r\n\r\nCars turn back.\r\n\r\n# Later\r\n", source="Harbour Post")
    assert read == Article(headline="Bridge closed", paragraphs=("Cars turn back.", "Later"), source="Harbour Post")


def test_a_heading_that_repeats_the_title_is_not_a_paragraph() -> None:
    read = read_markdown("---\ntitle: Bridge closed\ndate: 2026-11-24\n---\n# Bridge Closed\n\nCars turn back.")
    assert read == Article(headline="Bridge closed", paragraphs=("Cars turn back.",), published=date(2026, 11, 24))


def test_another_heading_stays_a_paragraph() -> None:
    read = read_markdown("---\ntitle: Bridge closed\n---\n# Cars turn back\n\nAll of them.")
    assert read == Article(headline="Bridge closed", paragraphs=("Cars turn back", "All of them."))


def test_without_any_headline_the_first_sentence_is_taken() -> None:
    read = read_markdown("The U.S. bridge is closed. Cars turn back.")
    assert read == Article(
        headline="The U.S. bridge is closed.", paragraphs=("The U.S. bridge is closed. Cars turn back.",), derived=True
    )


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("title: Storm: ten dead", "Storm: ten dead"),
        ("title: 'Storm': ten dead\nurl: none", "Storm': ten dead"),
        ("title: No", "No"),
        ("title: 2026-11-24", "2026-11-24"),
        ("TITLE: >\n  Storm\n  at sea", "Storm at sea"),
        ("title: &a [*a]\ntitle: Storm", "Storm"),
        ("- a\n- b", "Body."),
        ("title: [Storm]", "Body."),
        ("title: \x07\u0085Storm", "…Storm"),
    ],
)
def test_front_matter_as_people_write_it(head: str, headline: str) -> None:
    read = read_markdown(f"---\n{head}\n---\nBody.\n")
    assert (read.headline, read.url) == (headline, None)


@pytest.mark.parametrize("nested", ["[" * 9_000, "[" * 150, "- " * 5_000, "{a: " * 199, "&a " * 3_000])
def test_nested_front_matter_does_no_harm(nested: str) -> None:
    assert read_markdown(f"---\ntitle: Storm\nmore: {nested}\n---\nBody.").headline == "Storm"


def test_a_parser_that_stumbles_gives_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_arguments: object) -> None:
        raise IndexError

    monkeypatch.setattr("markdown_it.MarkdownIt.parse", stumble)
    with pytest.raises(ReadingError, match="IndexError"):
        read_markdown("Body.")


def test_an_unclosed_front_matter_is_body() -> None:
    read = read_markdown("---\ntitle: Storm\n\nBody.")
    assert isinstance(read, Article)
    assert read.paragraphs == ("title: Storm", "Body.")


def test_a_title_without_body_is_a_headline_alone() -> None:
    assert read_markdown("---\ntitle: Storm\nsource: Harbour Post\n---\n") == HeadlineOnly(
        "Storm", source="Harbour Post"
    )


@pytest.mark.parametrize("text", ["", "---\nsource: Harbour Post\n---\n", "![](a.png)", "<!-- hidden -->"])
def test_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(ReadingError, match="neither a text nor a title"):
        read_markdown(text)


def test_a_title_of_absurd_length_is_refused() -> None:
    with pytest.raises(ReadingError, match="2,000 characters"):
        read_markdown(f"---\ntitle: {'x' * 2_000}\n---\nBody.")
