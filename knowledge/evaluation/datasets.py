"""Reads an evaluation dataset: a folder with articles and with questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError

ARTICLE_FILES = ("articles.jsonl", "articles.jsonl.gz", "articles.jsonl.xz")
QUESTION_FILE = "questions.jsonl"


class DatasetError(KnowledgeError):
    """A folder is no dataset; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question with what is known about its answer.

    `answers` are strings of which any one counts. `gold_articles` and `excluded_articles` are ids of records; the
    excluded ones must not be searched. `asked_at` is the end (UTC) of the day on which it was asked, None if unknown.
    `context` is the earlier question of a follow-up.
    """

    id: str
    text: str
    type: str
    answerable: bool
    answers: tuple[str, ...]
    gold_articles: tuple[str, ...]
    gold_passages: tuple[str, ...]
    excluded_articles: tuple[str, ...]
    asked_at: datetime | None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """`articles` is the file of records to ingest, as it lies in the folder."""

    folder: Path
    articles: Path
    questions: tuple[EvaluationQuestion, ...]


def read_dataset(folder: Path) -> Dataset:
    """The dataset in `folder`. Raises DatasetError, whose text is a sentence, if it is none."""
    articles = next((folder / name for name in ARTICLE_FILES if (folder / name).is_file()), None)
    questions = folder / QUESTION_FILE
    if not folder.is_dir():
        raise DatasetError(f"There is no folder {folder}. Name one that holds {ARTICLE_FILES[0]} and {QUESTION_FILE}.")
    if articles is None or not questions.is_file():
        missing = ARTICLE_FILES[0] if articles is None else QUESTION_FILE
        raise DatasetError(f"{folder} holds no {missing}, so it cannot be evaluated. A dataset needs both files.")
    return Dataset(folder, articles, tuple(read_questions(questions)))


def read_questions(path: Path) -> Iterator[EvaluationQuestion]:
    """The questions of a file with one JSON object a line. Raises DatasetError with the line that is wrong."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield _question(json.loads(line), number)
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise DatasetError(
                        f"Line {number} of {path} is no question: {type(error).__name__}: {error}. "
                        'It needs at least "question", and "answers" if it can be answered.'
                    ) from error


def _question(record: dict[str, Any], number: int) -> EvaluationQuestion:
    answers = tuple(str(answer) for answer in record.get("answers") or ())
    asked_at = record.get("asked_at")
    return EvaluationQuestion(
        id=str(record.get("id") or number),
        text=str(record["question"]),
        type=str(record.get("type") or "question"),
        answerable=bool(record.get("answerable", bool(answers))),
        answers=answers,
        gold_articles=tuple(map(str, record.get("gold_article_ids") or ())),
        gold_passages=tuple(map(str, record.get("gold_passages") or ())),
        excluded_articles=tuple(map(str, record.get("exclude_article_ids") or ())),
        asked_at=_end_of_day(str(asked_at)) if asked_at else None,
        context=str(record["context"]) if record.get("context") else None,
    )


def _end_of_day(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if len(written) == len("2024-07-01"):
        return datetime.combine(moment.date(), time.max, tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
