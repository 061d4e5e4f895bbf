"""Measuring answers over a small dataset folder: the metrics, the clock, and what is wrong with a folder."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.answering.answerer import Answerer
from knowledge.errors import KnowledgeError
from knowledge.evaluation.datasets import DatasetError, read_dataset
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.evaluation.metrics import (
    abstention_curve,
    auroc,
    calibration_error,
    contains_any,
    contains_leniently,
    fold,
    is_gold,
)
from knowledge.evaluation.plot import plot_evaluation
from knowledge.evaluation.run import evaluate
from knowledge.reading import read_paths
from knowledge.retrieval import Filters

NOW = datetime(2026, 11, 24, tzinfo=UTC)

TEXTS = {
    "harl": "The Harl Bridge reopened on Wednesday after a year of repairs.\n\n"
    "County engineer Mireille Sánchez said the repairs of the bridge cost 4.6 million dollars.",
    "otters": "Wardens counted eleven otters on the river Vess this winter.\n\nThe otters had left forty years ago.",
    "late": "The Vess froze over in March for the first time.\n\nSkaters crossed it on Sunday.",
}
QUESTIONS: list[dict[str, Any]] = [
    {
        "question": "How much did the repairs of the Harl Bridge cost?",
        "answers": ["4.6 million"],
        "gold_article_ids": ["harl"],
        "gold_passages": ["County engineer Mireille Sánchez said the repairs of the bridge cost 4.6 million dollars."],
        "asked_at": "2026-11-20",
        "type": "answerable",
    },
    {"question": "Did the Vess freeze?", "answers": ["March"], "gold_article_ids": ["late"], "asked_at": "2026-11-20"},
    {
        "question": "How much did the repairs of the Harl Bridge cost?",
        "answerable": False,
        "answers": ["4.6 million"],
        "exclude_article_ids": ["harl"],
        "asked_at": "2026-11-20T12:00:00",
        "type": "evidence_removed",
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = [
        {
            "id": name,
            "title": f"On {name}",
            "source": "Harrow Post",
            "published": "2026-11-23" if name == "late" else "2026-11-10",
            "url": f"https://harrowpost.example/{name}",
            "text": text,
        }
        for name, text in TEXTS.items()
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS)) + "\n\n", "utf-8")
    return tmp_path


def newsroom(folder: Path) -> MemoryNewsroom:
    return MemoryNewsroom(read_paths([folder / "articles.jsonl"]), now=NOW)  # type: ignore[arg-type]


async def test_a_dataset_is_measured(folder: Path) -> None:
    held = newsroom(folder)
    dataset = read_dataset(folder)
    asked: list[int] = []
    found = await evaluate(
        dataset.questions,
        Answerer(held.retriever, held, held.headlines),
        held,
        held.numbers,
        now=NOW,
        progress=lambda: asked.append(1),
    )
    measures = found.document()
    assert found.left_out == 1
    assert measures["questions"] == 2
    assert measures["article_hit@1"] == measures["paragraph_hit@3"] == measures["answer_in_card"] == 1.0
    assert measures["counts"]["answer_in_card"] == [1, 1]
    assert set(measures["abstained"]) == set(measures["auroc"]) == {"evidence_removed"}
    assert measures["auroc"]["evidence_removed"] == 1.0
    assert measures["p50_ms"] <= measures["p99_ms"]
    assert len(asked) == 3
    picture = folder / "curve.png"
    plot_evaluation(found, picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
    for unwritable in (folder / "curve.unknown", folder / "nowhere" / "curve.png"):
        with pytest.raises(KnowledgeError, match="cannot be written"):
            plot_evaluation(found, unwritable)


async def test_only_so_many_are_asked_and_nothing_gives_no_measure(folder: Path) -> None:
    held = newsroom(folder)
    answerer = Answerer(held.retriever, held)
    found = await evaluate(read_dataset(folder).questions, answerer, held, held.numbers, now=NOW, limit=0)
    measures = found.document()
    assert measures["answered"] is None
    assert measures["p50_ms"] is None


async def test_the_reasons_are_told(folder: Path) -> None:
    held = newsroom(folder)
    answerer = Answerer(held.retriever, held, held.headlines)
    answer, explanation = await answerer.explain(QUESTIONS[0]["question"], now=NOW)
    assert answer.answered
    assert explanation is not None
    nothing = await answerer.answer("zzz qqq", now=NOW, filters=Filters())
    assert not nothing.answered


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("articles.jsonl", None, "holds no articles.jsonl"),
        ("questions.jsonl", None, "holds no questions.jsonl"),
        ("questions.jsonl", "{}", "Line 1 of"),
        ("questions.jsonl", "[1]", "Line 1 of"),
    ],
)
def test_a_folder_that_is_no_dataset_is_explained(folder: Path, name: str, text: str | None, sentence: str) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(DatasetError, match=sentence):
        read_dataset(folder)
    with pytest.raises(DatasetError, match="There is no folder"):
        read_dataset(folder / "nowhere")


def test_metrics() -> None:
    assert fold("The  “4.6” MILLION!") == "the 4 6 million"
    assert contains_any("It cost $4.6 million.", ["nothing", "4.6 Million"])
    assert is_gold("A short paragraph.", ["Before it. A short paragraph. After it."])
    assert auroc([0.9, 0.8], [0.1, 0.8]) == pytest.approx(0.875)
    assert auroc([], [0.1]) is None
    assert calibration_error([], []) is None
    error = calibration_error([1.0, 0.0], [True, False])
    assert error is not None
    assert math.isclose(error, 0.0, abs_tol=1e-9)
    assert abstention_curve([0.9, 0.1], [True, False])[0].abstained <= 1.0


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Eleven people came.", "11"),
        ("It is in the U.S. today.", "United States"),
        ("The UK said so.", "United Kingdom"),
        ("Nikola Jokic won.", "Nikola Jokić"),
        ("A monarch butterfly.", "Monarch butterflies"),
        ("It lasts 4 minutes and 27 seconds.", "Four minutes and 27 seconds"),
        ("970,000 left.", "970000"),
        ("It cost 19 million dollars.", "$19 million"),
        ("It fell by 2.5 per cent.", "2.5%"),
    ],
)
def test_the_same_in_other_words_counts_leniently(text: str, answer: str) -> None:
    assert contains_leniently(text, [answer])


@pytest.mark.parametrize(("text", "answer"), [("Eleven people", "12"), ("They told us.", "U.S."), ("", ""), ("a", "")])
def test_other_things_do_not_count_leniently(text: str, answer: str) -> None:
    assert not contains_leniently(text, [answer])
