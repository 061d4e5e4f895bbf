"""Which language a text is in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.sample import write_newsroom
from knowledge.articles import Article, HeadlineOnly, Rejection
from knowledge.languages.detection import code_of, language_of_article, language_of_message, language_of_text
from knowledge.reading.paths import read_paths

OUTLETS = {
    "Grauhafener Anzeiger": "de",
    "Le Courrier de Montcervolles": "fr",
    "El Faro de Valdeorillas": "es",
    "Folha de Itaquerana": "pt",
    "汐見浜新報": "ja",
}
QUESTIONS = Path(__file__).parents[1] / "config"


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[Article | HeadlineOnly]:
    folder = tmp_path_factory.mktemp("newsroom")
    write_newsroom(folder, datetime(2026, 11, 24, 9, tzinfo=UTC))
    return [item for item in read_paths([str(folder)]) if not isinstance(item, Rejection)]


def test_every_sample_article_by_its_text_alone(readings: list[Article | HeadlineOnly]) -> None:
    articles = [item for item in readings if isinstance(item, Article)]
    told = {(item.headline, language_of_article(item.headline, item.paragraphs)) for item in articles}

    assert {language for _, language in told} == {"en", *OUTLETS.values()}
    assert told == {(item.headline, OUTLETS.get(item.source or "", "en")) for item in articles}


def test_no_english_headline_is_misread(readings: list[Article | HeadlineOnly]) -> None:
    english = [item.headline or "" for item in readings if item.source not in OUTLETS]
    assert [text for text in english if language_of_text(text) != "en"] == []


def test_every_question_of_the_sheets() -> None:
    asked = [
        json.loads(line)
        for name in ("newsroom_questions.jsonl", "language_questions.jsonl")
        for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    ]
    assert [one["question"] for one in asked if language_of_message(one["question"]) != one.get("language", "en")] == []


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Brücke gesperrt", "de-AT", "de"),
        ("Overbeck gewinnt", "de_DE", "de"),
        ("Overbeck gewinnt", None, "en"),
        ("El alcalde de la ciudad dice que no habrá más dinero para las fiestas", None, "es"),
        ("El alcalde de la ciudad dice que no habrá más dinero para las fiestas", "en", "es"),
        ("Mayor says there will be no money for the fair this year", "de", "de"),  # too short to contradict
        ("Harl Bridge reopens", "", "en"),
        ("Storm hits Lorrimouth", "und nicht mehr", "en"),
        ("東京で地震", None, "ja"),
        ("北京今天举行会议", None, "zh"),
        ("서울에서 회의가 열렸다", None, "ko"),
        ("В Москве прошла встреча", None, "ru"),
        ("", "fr", "fr"),
        ("", None, "en"),
        ("1–2", None, "en"),
    ],
)
def test_short_texts(text: str, declared: str | None, language: str) -> None:
    assert language_of_text(text, declared) == language


ENGLISH = (
    "The council voted on Monday to keep the swimming pool open, after hundreds of people had written letters. The "
    "mayor said that the money would be found, and that nobody would have to pay more than they do now."
)


@pytest.mark.parametrize("declared", ["de", "es-ES", "ja", "klingon"])
def test_a_wrong_declaration_does_not_make_an_english_article_foreign(declared: str) -> None:
    assert language_of_text(ENGLISH, declared) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "it",
            "Il consiglio comunale ha approvato ieri il bilancio della città con i voti della maggioranza. Il sindaco "
            "ha detto che non ci saranno nuove tasse per i cittadini, ma che il biglietto del tram sarà più caro.",
        ),
        (
            "nl",
            "De gemeenteraad heeft gisteren de begroting van de stad goedgekeurd. De burgemeester zegt dat er geen "
            "nieuwe belastingen voor de inwoners komen, maar dat het kaartje voor de tram wel duurder wordt.",
        ),
        (
            "sv",
            "Kommunfullmäktige har i går godkänt stadens budget. Borgmästaren säger att det inte blir några nya "
            "skatter för invånarna, men att biljetten till spårvagnen blir dyrare och att badet har öppet längre.",
        ),
    ],
)
def test_languages_without_a_table_are_not_taken_for_those_with_one(language: str, text: str) -> None:
    assert language_of_text(text) == language


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("de-AT", "de"),
        ("pt_BR", "pt"),
        ("EN", "en"),
        ("fra", None),
        ("und", None),
        ("", None),
        (None, None),
        ("german", None),
    ],
)
def test_declared_codes(declared: str | None, code: str | None) -> None:
    assert code_of(declared) == code
