"""Terms of texts in other languages than English: what finds what, within one language and across them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.analysis import analyse, readings, words
from knowledge.index.index import Index
from knowledge.index.numbering import Numbering
from knowledge.index.reference import ReferenceRetriever
from knowledge.languages.tables import languages
from knowledge.retrieval import IndexedArticle, IndexedPassage
from tests.index.test_analysis import TEXTS


@pytest.mark.parametrize(
    ("language", "asked", "written"),
    [
        ("de", "Straßenbahnen", "die Straßenbahn"),
        ("de", "Strassenbahn", "Straßenbahnen"),
        ("de", "Muellers Bruecke", "Müllers Brücken"),
        ("de", "Wahlen", "die Wahl"),
        ("fr", "election presidentielle", "les élections présidentielles"),
        ("fr", "greve", "la grève d'hier"),
        ("fr", "orsay", "le musée d’Orsay"),
        ("fr", "incendie", "«l'incendie»"),
        ("es", "elecciones presidenciales en peru", "una elección presidencial del Perú"),
        ("es", "ninos", "el niño"),
        ("pt", "eleicoes", "a eleição"),
        ("pt", "onibus", "ônibus"),
        ("pt", "policiais", "policial"),
        ("ja", "地震の原因", "東京で地震が発生し、原因は"),
        ("ja", "サッカー", "サッカー大会"),
        ("ja", "GDP", "GDP成長率"),
        ("zh", "北京会议", "会议在北京会议厅举行"),
    ],
)
def test_what_is_asked_finds_what_is_written(language: str, asked: str, written: str) -> None:
    own = readings(asked, language)[0]
    assert own
    assert set(own) <= set(analyse(written, language))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "name", ["Tollenhaven", "Silke Overbeck", "Maslow-Thane", "Córdoba", "Perú", "OpenAI", "GLP-1"]
)
def test_a_name_is_found_whatever_the_languages(language: str, name: str) -> None:
    common = readings(name, language)[-1]
    assert set(analyse(name)) <= set(analyse(f"x {name} y", language)), "an English question, an article in another"
    assert set(common) <= set(analyse(f"x {name} y")), "a question in another language, an English article"


def test_particles_and_endings_of_japanese_are_not_searched() -> None:
    assert analyse("路面電車はいつ再開しますか", "ja") == ["路面", "面電", "電車", "再開"]
    assert analyse("ＧＤＰ１２％", "ja") == ["gdp", "12", "gdp12", "percent"]


def test_function_words_of_the_language_are_left_out() -> None:
    assert words("Die Brücke und der Hafen", "de") == ["brucke", "hafen"]
    assert words("l'eau de la ville", "fr") == ["eau", "ville"]


@pytest.mark.parametrize("language", ["it", "ko", "xx"])
def test_a_language_without_a_table_is_searched_as_english(language: str) -> None:
    assert analyse("The elections in Roma", language) == analyse("The elections in Roma")


@pytest.mark.parametrize("language", languages())
@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXTS | st.text("äéßçãñ'’ aeuelion東京はが", max_size=20), max_size=4))
def test_numbers_are_the_terms(language: str, texts: list[str]) -> None:
    vocabulary: dict[str, int] = {}
    numbers, lengths = Numbering(vocabulary, language).number(texts)
    terms = {number: term for term, number in vocabulary.items()}
    expected = [analyse(text, language) for text in texts]
    assert [terms[number] for number in numbers.tolist()] == [term for text in expected for term in text]
    assert lengths.tolist() == [len(text) for text in expected]


def test_articles_of_several_languages_in_one_batch_score_as_in_rank_bm25() -> None:
    texts = [
        ("en", "The bridge at Tollenhaven reopened with a band."),
        ("de", "Die Brücken in Tollenhaven sind wieder offen."),
        ("en", "Nobody crossed the bridge at night."),
        ("ja", "白鷺橋は通行止めになる。"),
        ("de", "Der Hafen bleibt zu."),
    ]
    articles = [
        IndexedArticle(number, None, None, (IndexedPassage(number, text),), language=language)
        for number, (language, text) in enumerate(texts, 1)
    ]
    index, reference = Index(), ReferenceRetriever()
    index.add(articles)
    reference.add(articles)
    for terms in (["bridg"], ["tollenhaven"], ["bruck"], ["白鷺", "鷺橋"], ["hav"], analyse("Die Brücke", "de")):
        found, expected = index.search(terms, limit=9), reference.search(terms, limit=9)
        assert [hit.passage for hit in found] == [hit.passage for hit in expected]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected])
    assert {hit.passage for hit in index.search(["tollenhaven"], limit=9)} == {1, 2}
