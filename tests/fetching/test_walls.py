"""What outlets put in the place of an article, in several languages, and articles that only speak of such things."""

from __future__ import annotations

import pytest

from knowledge.fetching.walls import wall
from knowledge.reading.html import Page, read_page

LEAD = (
    "The council of Marlow voted on Monday to rebuild the old harbour wall after the storm of last winter, ending two"
    " years of argument between residents and engineers."
)


def page(*paragraphs: str) -> Page:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return read_page(f"<html><body><article><h1>Harbour wall</h1>{body}</article></body></html>".encode())


@pytest.mark.parametrize(
    "asking",
    [
        "Want to read more? A subscription opens all of the Echo to you.",
        "Get unlimited access today, on the web and in our app.",
        "Please wait while we verify access to this story for you.",
        "Subscribe for full reporting from the harbour and beyond it.",
        "Dieser Text ist exklusiv für Abonnenten des Boten bestimmt.",
        "Diesen und alle Texte lesen Sie mit B+ weiter, im ersten Monat gratis.",
        "Sie haben keinen Zugriff auf diesen Inhalt des Boten.",
        "Pour lire la suite, rejoignez les lecteurs du Phare.",
        "Para seguir leyendo, hágase suscriptor del Faro hoy mismo.",
        "Para continuar lendo, faça parte dos leitores do Farol.",
        "Per continuare a leggere scegli il tuo piano preferito.",
        "Neem een abonnement om verder te lezen in de Bode.",
        "Du behöver ett konto hos oss för att läsa vidare i kväll.",
        "Wykup dostęp, aby czytać dalej wszystkie teksty gazety.",
    ],
)
def test_a_lead_before_a_request_for_payment_is_no_article(asking: str) -> None:
    assert wall(page(LEAD, asking)) == "It shows the article only to subscribers."


@pytest.mark.parametrize(
    "asking",
    [
        "This page needs scripts: please enable JS to see it.",
        "Hold the button below to confirm you are a human being.",
        "It seems that ads are hidden: disable any ad blocker and load the page anew.",
        "Sorry, you have been blocked by the safety rules of this site.",
        "Under the law of your country access cannot be granted at this time.",
    ],
)
def test_a_check_of_the_reader_is_no_article(asking: str) -> None:
    assert wall(page(asking)) == "It checks for robots before it shows the article."


def test_the_choice_between_advertising_and_paying_is_no_article() -> None:
    asking = "Lesen Sie den Boten mit Werbung und Cookies, oder ohne beides im Abonnement."
    assert wall(page(asking, "Ihre Wahl gilt für ein Jahr.")) == (
        "It asks for consent to cookies before it shows the article."
    )


@pytest.mark.parametrize(
    "paragraphs",
    [
        (LEAD, "The paper has 40,000 subscribers, its editor said. “Readers want to pay,” she added on Monday."),
        ("The mayor will ban cookies from the town's web sites, and calls them an outrage.", LEAD),
        (*(f"{LEAD} That was part {number}." for number in range(9)), "Want to read more? Subscribe for full reports."),
        (*(f"{LEAD} That was part {number}." for number in range(5)), "“Sorry, you have been blocked,” the page said."),
    ],
)
def test_news_about_such_things_is_news(paragraphs: tuple[str, ...]) -> None:
    assert wall(page(*paragraphs)) is None
