"""Asks the sample newsroom twenty questions in each language: `python -m benchmarks.languages [--failures]`.

With `--unseen` those that were written after the rules had been.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.sample import write_newsroom
from knowledge.newsroom import Newsroom
from knowledge.reading.paths import read_paths
from knowledge.requests.responding import respond
from knowledge.requests.response import Kind, Response

SHEET = Path("tests/config/language_questions.jsonl")
UNSEEN = Path("tests/config/language_questions_unseen.jsonl")
ENGLISH = Path("tests/config/newsroom_questions.jsonl")
ANSWERABLE, UNANSWERABLE = 14, 6
"""Questions of each kind in each language; of the many English ones, those at equal distances are asked."""
NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what one of the things shown must hold; nothing where nothing is held that answers it."""

    language: str
    question: str
    answers: tuple[str, ...]


def questions() -> list[Asked]:
    """The sheet, and as many English questions."""
    return [*_english(), *_read(SHEET)]


def _english() -> list[Asked]:
    english = [json.loads(line) for line in ENGLISH.read_text(encoding="utf-8").splitlines()]
    asked = []
    for answerable, count in ((True, ANSWERABLE), (False, UNANSWERABLE)):
        of_kind = [one for one in english if one["answerable"] is answerable]
        asked += [of_kind[place * len(of_kind) // count] for place in range(count)]
    return [Asked("en", one["question"], tuple(one["answers"])) for one in asked]


def _read(sheet: Path) -> list[Asked]:
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    return [Asked(one["language"], one["question"], tuple(one["answers"])) for one in rows]


async def responses(asked: Sequence[Asked]) -> list[tuple[Asked, Response]]:
    """What the bot responds to each, from the sample newsroom as it was six hours ago."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_newsroom(folder / "news", now=NOW - timedelta(hours=6))
        newsroom = await Newsroom.open(folder / "data")
        try:
            await newsroom.ingest(read_paths([str(folder / "news")]), now=NOW)
            view = await newsroom.view(None)
            return [(one, await respond(view, one.question, now=NOW)) for one in asked]
        finally:
            await newsroom.close()


def shown(response: Response) -> Iterator[str]:
    """All that a member sees of a response before asking for more."""
    yield from (f"{item.article.headline} {item.text}" for item in response.items)
    if response.answer is not None and response.answer.answered:
        yield from (quote.text for quote in response.answer.quotes)


def verdict(one: Asked, response: Response) -> str:
    """How a response is to be judged."""
    abstained = response.kind is Kind.ABSTAIN
    if not one.answers:
        return "abstained, rightly" if abstained else "answered, though nothing is held"
    if abstained:
        return "abstained, wrongly"
    held = " ".join(map(_folded, shown(response)))
    return "answered right" if any(_folded(answer) in held for answer in one.answers) else "answered wrong"


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def main() -> None:
    """Print the table, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", action="store_true", help="print what was not right")
    parser.add_argument("--unseen", action="store_true", help="ask those that the rules were not written for")
    options = parser.parse_args()
    failures = options.failures
    counts: dict[str, Counter[str]] = {}
    for one, response in asyncio.run(responses(_read(UNSEEN) if options.unseen else questions())):
        told = verdict(one, response)
        counts.setdefault(one.language, Counter())[told] += 1
        if failures and told not in ("answered right", "abstained, rightly"):
            confidence = response.answer.confidence if response.answer is not None else 0.0
            held = " / ".join(text[:110] for text in shown(response))
            read = f"{response.request.language} {response.kind.value} {confidence:.2f}"
            print(f"{one.language} {told}: {one.question}\n    {read} [{response.request.question}] {held[:330]}")
    columns = (
        "answered right",
        "answered wrong",
        "abstained, wrongly",
        "abstained, rightly",
        "answered, though nothing is held",
    )
    print("| language | " + " | ".join(columns) + " |\n|---" + "|---" * len(columns) + "|")
    for language, found in counts.items():
        print(f"| {language} | " + " | ".join(str(found[column]) for column in columns) + " |")


if __name__ == "__main__":
    main()
