"""Messages in other languages than English: each rule table by what members type."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from knowledge.languages.tables import languages
from knowledge.requests.reading import read_request
from knowledge.requests.request import Request, Talk, Wanted

NOW = datetime(2026, 11, 24, 9, 13, tzinfo=UTC)  # a Tuesday
OUTLETS = ["Tollenhavener Anzeiger", "La Gazette de Brévannes", "El Faro de Villaseca", "Folha de Itapoã", "港町新報"]


def read(text: str) -> Request:
    return read_request(text, now=NOW, zone=UTC, outlets=OUTLETS)


@pytest.mark.parametrize(
    ("typed", "wanted", "language", "topic"),
    [
        ("Wann fährt die Straßenbahn in Tollenhaven wieder?", Wanted.ANSWER, "de", None),
        ("was gibt's neues zum Streik", Wanted.BRIEFING, "de", "Streik"),
        ("Was gibt es Neues über die Hafenbrücke?", Wanted.BRIEFING, "de", "Hafenbrücke"),
        ("Erzähl mir von der Hafenbrücke", Wanted.BRIEFING, "de", "Hafenbrücke"),
        ("neueste Nachrichten zur Bürgermeisterwahl", Wanted.BRIEFING, "de", "Bürgermeisterwahl"),
        ("was ist los in Tollenhaven?", Wanted.BRIEFING, "de", "Tollenhaven"),
        ("Was gibt's Neues?", Wanted.HEADLINES, "de", ""),
        ("die wichtigsten Nachrichten von heute", Wanted.HEADLINES, "de", ""),
        ("hallo, kannst du mir sagen wer die Wahl gewonnen hat", Wanted.ANSWER, "de", None),
        ("parle-moi de la grève des trams", Wanted.BRIEFING, "fr", "grève des trams"),
        ("quoi de neuf sur le musée", Wanted.BRIEFING, "fr", "musée"),
        ("Quoi de neuf ?", Wanted.HEADLINES, "fr", ""),
        ("les dernières nouvelles du port", Wanted.BRIEFING, "fr", "port"),
        ("les gros titres d'aujourd'hui", Wanted.HEADLINES, "fr", ""),
        ("que se passe-t-il à Brévannes ?", Wanted.BRIEFING, "fr", "Brévannes"),
        ("Combien de personnes ont été blessées dans l'incendie ?", Wanted.ANSWER, "fr", None),
        ("Pourquoi le pont est-il fermé ?", Wanted.ANSWER, "fr", None),
        ("qué hay de nuevo sobre la huelga", Wanted.BRIEFING, "es", "huelga"),
        ("cuéntame sobre el incendio del mercado", Wanted.BRIEFING, "es", "incendio del mercado"),
        ("que paso con el puente", Wanted.BRIEFING, "es", "puente"),
        ("¿Qué hay de nuevo?", Wanted.HEADLINES, "es", ""),
        ("últimas noticias sobre el puerto", Wanted.BRIEFING, "es", "puerto"),
        ("cuando abre el museo", Wanted.ANSWER, "es", None),
        ("elecciones presidenciales en peru", Wanted.BRIEFING, "es", "elecciones presidenciales en peru"),
        ("o que há de novo sobre a greve?", Wanted.BRIEFING, "pt", "greve"),
        ("me fale sobre o incêndio no mercado", Wanted.BRIEFING, "pt", "incêndio no mercado"),
        ("últimas notícias do porto", Wanted.BRIEFING, "pt", "porto"),
        ("O que aconteceu hoje?", Wanted.HEADLINES, "pt", ""),
        ("quem ganhou a eleição para prefeito?", Wanted.ANSWER, "pt", None),
        ("quanto custa a passagem do bonde?", Wanted.ANSWER, "pt", None),
        ("港の橋について教えてください", Wanted.BRIEFING, "ja", "港の橋"),
        ("市長選のニュース", Wanted.BRIEFING, "ja", "市長選"),
        ("市長選で誰が勝ちましたか?", Wanted.ANSWER, "ja", None),
        ("今日のニュース", Wanted.HEADLINES, "ja", ""),
        ("路面電車はいつ再開しますか", Wanted.ANSWER, "ja", None),
        ("市场为什么关闭?", Wanted.ANSWER, "zh", None),
    ],
)
def test_messages(typed: str, wanted: Wanted, language: str, topic: str | None) -> None:
    request = read(typed)

    assert (request.language, request.wanted) == (language, wanted)
    if topic is not None:
        assert request.topic == topic


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Was ist heute in Tollenhaven passiert?", date(2026, 11, 24), date(2026, 11, 24)),
        ("Wer hat gestern gewonnen?", date(2026, 11, 23), date(2026, 11, 23)),
        ("Was war vorgestern am Hafen los?", date(2026, 11, 22), date(2026, 11, 22)),
        ("Was geschah letzte Woche im Rathaus?", date(2026, 11, 16), date(2026, 11, 22)),
        ("Nachrichten der letzten Woche über den Streik", date(2026, 11, 16), date(2026, 11, 22)),
        ("Streik in den letzten drei Tagen", date(2026, 11, 21), date(2026, 11, 24)),
        ("Was hat der Rat am Freitag beschlossen?", date(2026, 11, 20), date(2026, 11, 20)),
        ("Was hat der Rat vor zwei Tagen beschlossen?", date(2026, 11, 22), date(2026, 11, 22)),
        ("Was hat der Rat am 3. November beschlossen?", date(2026, 11, 3), date(2026, 11, 3)),
        ("Was ist seit Freitag in der Stadt passiert?", date(2026, 11, 20), date(2026, 11, 24)),
        ("Que s'est-il passé aujourd'hui au port ?", date(2026, 11, 24), date(2026, 11, 24)),
        ("qui a gagné hier soir", date(2026, 11, 23), date(2026, 11, 24)),
        ("la grève de la semaine dernière", date(2026, 11, 16), date(2026, 11, 22)),
        ("les nouvelles des trois derniers jours sur le port", date(2026, 11, 21), date(2026, 11, 24)),
        ("Qu'est-ce que le conseil a décidé il y a deux jours ?", date(2026, 11, 22), date(2026, 11, 22)),
        ("Qui a gagné le 5 novembre ?", date(2026, 11, 5), date(2026, 11, 5)),
        ("¿Qué pasó ayer en el mercado?", date(2026, 11, 23), date(2026, 11, 23)),
        ("que paso anteayer en el puerto", date(2026, 11, 22), date(2026, 11, 22)),
        ("noticias de la semana pasada sobre la huelga", date(2026, 11, 16), date(2026, 11, 22)),
        ("¿Quién ganó el viernes pasado?", date(2026, 11, 20), date(2026, 11, 20)),
        ("¿Qué pasó hace dos días en el puerto?", date(2026, 11, 22), date(2026, 11, 22)),
        ("¿Qué se votó el 3 de noviembre?", date(2026, 11, 3), date(2026, 11, 3)),
        ("o que aconteceu ontem no porto?", date(2026, 11, 23), date(2026, 11, 23)),
        ("notícias da semana passada sobre a greve", date(2026, 11, 16), date(2026, 11, 22)),
        ("quem venceu na sexta-feira?", date(2026, 11, 20), date(2026, 11, 20)),
        ("o que houve há dois dias no mercado?", date(2026, 11, 22), date(2026, 11, 22)),
        ("o que foi votado em 3 de novembro?", date(2026, 11, 3), date(2026, 11, 3)),
        ("今日何がありましたか", date(2026, 11, 24), date(2026, 11, 24)),
        ("昨日の火事で何人がけがをしましたか", date(2026, 11, 23), date(2026, 11, 23)),
        ("先週の市議会で何が決まりましたか", date(2026, 11, 16), date(2026, 11, 22)),
        ("11月3日の投票はどうなりましたか", date(2026, 11, 3), date(2026, 11, 3)),
        ("3日前の地震", date(2026, 11, 21), date(2026, 11, 21)),
        ("昨天的地震", date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_times(typed: str, first: date, last: date) -> None:
    span = read(typed).span

    assert span is not None
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize(
    ("typed", "outlet"),
    [
        ("Warum ist die Brücke gesperrt laut Tollenhavener Anzeiger?", "Tollenhavener Anzeiger"),
        ("que dit La Gazette de Brévannes sur la grève ?", "La Gazette de Brévannes"),
        ("según El Faro de Villaseca, ¿quién ganó las elecciones?", "El Faro de Villaseca"),
        ("segundo a Folha de Itapoã, quem venceu a eleição?", "Folha de Itapoã"),
        ("港町新報によると、誰が市長になりましたか", "港町新報"),
    ],
)
def test_outlets(typed: str, outlet: str) -> None:
    request = read(typed)

    assert request.sources == (outlet,)
    assert outlet.casefold() not in request.question.casefold()


@pytest.mark.parametrize(
    ("typed", "talk"),
    [
        ("Danke!", Talk.THANKS),
        ("Wer bist du?", Talk.SELF),
        ("was kannst du alles?", Talk.HELP),
        ("merci beaucoup", Talk.THANKS),
        ("que peux-tu faire ?", Talk.HELP),
        ("¿Quién eres?", Talk.SELF),
        ("muchas gracias", Talk.THANKS),
        ("obrigado!", Talk.THANKS),
        ("quem é você?", Talk.SELF),
        ("ありがとうございます", Talk.THANKS),
        ("使い方を教えて", Talk.HELP),
        ("你好", Talk.GREETING),
    ],
)
def test_small_talk(typed: str, talk: Talk) -> None:
    request = read(typed)

    assert (request.wanted, request.talk) == (Wanted.ABOUT, talk)


@pytest.mark.parametrize(
    "typed",
    [
        "los angeles fires",
        "who is el chapo",
        "The Hague",
        "El Niño",
        "la la land oscars",
        "Lufthansa strike in Germany",
        "das kapital sales",
        "news from São Paulo",
        "Bundestag",
        "Emmanuel Macron pension reform",
        "coup d'état in Niger",
        "no deal",
        "as seen on tv",
    ],
)
def test_english_with_foreign_names_stays_english(typed: str) -> None:
    assert read(typed).language is None


@pytest.mark.parametrize("code", languages())
def test_every_table_is_whole(code: str) -> None:
    table = languages()[code]
    needed = {"numbers", "counting_numbers", "scale", "currency", "percent", "units", "months", "days", "dates"}

    assert needed | {"reasons", "places", "person_titles"} == table.mentions.keys()
    assert {"today", "yesterday", "last_week", "this_year", "fresh", "future"} <= table.times.keys()
    assert {
        "polite",
        "before",
        "after",
        "core",
        "around",
        "question",
        "articles",
        "outlets",
        "talk",
    } <= table.requests.keys()
    assert {Talk(name) for name in table.requests["talk"]} == set(Talk)
