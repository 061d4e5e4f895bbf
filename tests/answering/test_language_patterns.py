"""What questions in other languages ask for, and what their texts mention: each table of patterns."""

from __future__ import annotations

import pytest

from knowledge.answering.freshness import is_stale
from knowledge.answering.mentions import gives_reason, mention_spans, numbers
from knowledge.answering.questions import AnswerKind, QuestionTime, kind_of_answer, time_of_question
from tests.answering.newsroom import NOW


@pytest.mark.parametrize(
    ("language", "kind", "question"),
    [
        ("de", "person", "Wer hat die Wahl gewonnen?"),
        ("de", "date", "Wann fährt die Straßenbahn wieder?"),
        ("de", "place", "Wo lag das Bild?"),
        ("de", "count", "Wie viele Menschen wurden verletzt?"),
        ("de", "money", "Wie viel Euro kostet das?"),
        ("de", "money", "Was kostet der Eintritt?"),
        ("de", "percent", "Wie viel Prozent bekam sie?"),
        ("de", "duration", "Wie lange bleibt die Brücke zu?"),
        ("de", "reason", "Warum ist die Brücke zu?"),
        ("de", "other", "Ist die Brücke offen?"),
        ("fr", "person", "Qui a gagné ?"),
        ("fr", "date", "Quand rouvre le pont ?"),
        ("fr", "place", "Où était le manuscrit ?"),
        ("fr", "count", "Combien de blessés ?"),
        ("fr", "money", "Combien coûte l'entrée ?"),
        ("fr", "percent", "Quel pourcentage des voix ?"),
        ("fr", "duration", "Combien de temps dure le trajet ?"),
        ("fr", "reason", "Pourquoi le pont est fermé ?"),
        ("es", "person", "quien gano"),
        ("es", "date", "¿Cuándo abre?"),
        ("es", "place", "¿Dónde estaba?"),
        ("es", "count", "¿Cuántos heridos hubo?"),
        ("es", "money", "cuanto cuesta la entrada"),
        ("es", "percent", "¿Qué porcentaje obtuvo?"),
        ("es", "duration", "¿Cuánto tiempo estará cerrado?"),
        ("es", "reason", "por que esta cerrado"),
        ("pt", "person", "Quem venceu?"),
        ("pt", "date", "quando abre"),
        ("pt", "place", "onde foi achado"),
        ("pt", "count", "Quantas pessoas?"),
        ("pt", "money", "Quanto custa a passagem?"),
        ("pt", "percent", "Qual percentual ela teve?"),
        ("pt", "duration", "Quanto tempo dura?"),
        ("pt", "reason", "Por que fechou?"),
        ("ja", "person", "誰が勝ちましたか"),
        ("ja", "date", "いつ再開しますか"),
        ("ja", "place", "どこで見つかりましたか"),
        ("ja", "count", "何人がけがをしましたか"),
        ("ja", "money", "いくらですか"),
        ("ja", "percent", "何パーセントですか"),
        ("ja", "duration", "何時間かかりますか"),
        ("ja", "reason", "なぜ閉まりましたか"),
        ("zh", "person", "谁赢了"),
        ("zh", "date", "什么时候开放"),
        ("zh", "count", "有多少人受伤"),
        ("zh", "reason", "为什么关闭"),
        ("zh", "place", "在哪里"),
    ],
)
def test_kinds(language: str, kind: str, question: str) -> None:
    assert kind_of_answer(question, language) == kind


@pytest.mark.parametrize(
    ("language", "kind", "sentence", "mentioned"),
    [
        ("de", "count", "Dabei wurden 13 Menschen und zwölf Hunde verletzt, im Jahr 2025.", ["13", "zwölf"]),
        ("de", "money", "Das kostet 2,5 Millionen Euro.", ["2,5 Millionen Euro"]),
        ("de", "percent", "Sie erhielt 52,4 Prozent.", ["52,4 Prozent"]),
        ("de", "duration", "Es dauert zwei Wochen.", ["zwei Wochen"]),
        ("de", "date", "Am 3. Mai um 5 Uhr.", ["3. Mai", "5 Uhr"]),
        ("de", "person", "Heute gewann Silke Overbeck die Wahl.", ["Silke Overbeck"]),
        ("de", "place", "Es lag in Grauhafen.", ["Grauhafen"]),
        ("fr", "money", "Les travaux coûtent 11,2 millions d'euros.", ["11,2 millions d'euros"]),
        ("fr", "percent", "Elle a 54,1 % des voix.", ["54,1 %"]),
        ("fr", "date", "Le 3 mai, puis mardi.", ["3 mai", "mardi"]),
        ("fr", "person", "Hier, Adèle Rochambert a gagné.", ["Adèle Rochambert"]),
        ("es", "count", "Hubo siete heridos.", ["siete"]),
        ("es", "money", "Costará 920.000 euros.", ["920.000 euros"]),
        ("es", "date", "El 7 de enero.", ["7 de enero"]),
        ("es", "percent", "El 51,8 por ciento.", ["51,8 por ciento"]),
        ("pt", "money", "Custa R$ 4,50 e 6 milhões de reais.", ["R$ 4,50", "6 milhões de reais"]),
        ("pt", "date", "Na segunda-feira, 1 de janeiro.", ["segunda-feira", "1 de janeiro"]),
        ("ja", "count", "火事で11人がけがをした。", ["11"]),
        ("ja", "money", "修理には7億円かかる。", ["7億円"]),
        ("ja", "percent", "得票率は53.2パーセントだった。", ["53.2パーセント"]),
        ("ja", "place", "汐見浜市で火事があった。", ["汐見浜市"]),
        ("ja", "person", "葛城みどり氏が当選した。", ["葛城みどり"]),
        ("ja", "date", "1月10日に始まる。", ["1月10日"]),
    ],
)
def test_mentions(language: str, kind: str, sentence: str, mentioned: list[str]) -> None:
    spans = mention_spans(AnswerKind(kind), sentence, language)
    found = [sentence[start:end].strip(" .。") for start, end in spans]
    assert [text for text in found if text in mentioned] == mentioned


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Sie ist gesperrt, weil der Beton Risse hat."),
        ("fr", "Il est fermé à cause de la crue."),
        ("es", "Está cerrado debido a las grietas."),
        ("pt", "Fechou por causa dos cupins."),
        ("ja", "さびのため通行止めになる。"),
        ("zh", "因为下雨关闭。"),
    ],
)
def test_reasons(language: str, sentence: str) -> None:
    assert gives_reason(sentence, language)


def test_numbers_are_told_apart_from_articles() -> None:
    assert numbers("Ein Hund und zwei Katzen", "de") == [("zwei",)]


@pytest.mark.parametrize(
    ("language", "question", "time"),
    [
        ("de", "Was ist heute passiert?", QuestionTime.NOW),
        ("de", "Wer gewann 2019?", QuestionTime.PAST),
        ("de", "Wer gewann?", QuestionTime.OPEN),
        ("fr", "qui a gagné hier", QuestionTime.NOW),
        ("es", "que paso la semana pasada", QuestionTime.NOW),
        ("pt", "quem venceu este ano", QuestionTime.NOW),
        ("ja", "昨日何がありましたか", QuestionTime.NOW),
    ],
)
def test_times(language: str, question: str, time: QuestionTime) -> None:
    assert time_of_question(question, 2026, language) is time


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Was war heute los?"),
        ("fr", "que s'est-il passé hier"),
        ("es", "¿Qué pasó hoy?"),
        ("ja", "今日のニュース"),
    ],
)
def test_old_evidence_is_stale(language: str, question: str) -> None:
    assert is_stale(question, [NOW.replace(year=NOW.year - 1)], NOW, language)
    assert not is_stale(question, [NOW], NOW, language)
