"""Pages that hold no news but a wall before it: consent, payment, a check for robots."""

from __future__ import annotations

import re

from knowledge.reading.html import Page

_STUB = 1_500
"""Characters; what a page shows before its paywall is less. Whole articles may carry the same words and are longer."""
_FRONT = 700
"""Characters of a page that shows little else than one of these sentences."""


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})", re.IGNORECASE)


_CONSENT = _any_of(
    r"we(?: and our (?:\d+ )?(?:partners|vendors))?,? (?:use|store|and/or access)[^.]{0,80}\bcookies",
    r"accept (?:all )?cookies",
    r"cookie (?:policy|preferences|settings|consent)",
    r"manage (?:your )?(?:cookies|consent|privacy)",
    r"your privacy choices",
    r"(?:consent|agree) to (?:the use of|our use of|all) cookies",
    r"before you continue to",
    r"(?:wir|unsere partner)[^.]{0,60}\b(?:verwenden|nutzen)[^.]{0,60}\bcookies",
    r"cookies akzeptieren",
    r"(?:nous|nos partenaires)[^.]{0,60}\butilisons[^.]{0,60}\bcookies",
    r"accepter (?:les|et) [^.]{0,20}cookies",
    r"mit werbung (?:weiterlesen|und (?:cookies|tracking))",
    r"(?:utilizamos|usamos|utilizziamo|wij gebruiken)[^.]{0,40}\bcookies?",
    r"(?:aceptar|aceitar|accetta) [^.]{0,20}cookies?",
)
_PAYMENT = _any_of(
    r"subscribe (?:now |today )?to (?:continue|keep|unlock|access|read (?:this|the full|more))",
    r"to (?:continue|keep) reading",
    r"already (?:a |an )?(?:subscriber|member|subscribed)\b",
    r"(?:article|story|content|page) is (?:only )?(?:available )?(?:exclusively )?(?:for|to) (?:our |paying )?"
    r"(?:subscribers|members)",
    r"(?:exclusive(?:ly)? (?:for|to) (?:our )?subscribers|subscribers? only|subscriber-(?:only|exclusive))",
    r"(?:sign|log) in to (?:continue|read)",
    r"register (?:for free )?to (?:continue|read)",
    r"start your (?:free )?(?:trial|subscription)",
    r"free articles? (?:left|remaining|this month)",
    r"unlock this article",
    r"want to (?:read|know|see) more\?",
    r"(?:get|enjoy|for) unlimited (?:digital )?access",
    r"(?:while we verify access|subscribe for (?:all of|full|unlimited))",
    r"(?:nur für abonnenten|jetzt (?:weiterlesen|abonnieren)|mit einem abo weiterlesen)",
    r"(?:exklusiv für abonnent|weiterlesen mit \w+\+|mit \w+\+ weiter|keinen zugriff auf diesen inhalt)",
    r"(?:réservée? aux abonnés|déjà abonné|il vous reste [^.]{0,40}à lire|pour lire la suite)",
    r"(?:exclusivo para (?:suscriptores|assinantes)|ya eres suscriptor|para (?:seguir leyendo|continuar lendo))",
    r"(?:riservato agli abbonati|già abbonato|per continuare a leggere)",
    r"(?:exclusief voor abonnees|om verder te lezen)",
    r"(?:för att läsa vidare|for (?:at læse|å lese) videre|aby czytać dalej)",
)
_ROBOT_CHECK = _any_of(
    r"(?:enable|turn on|requires?|activate) (?:java ?script|js\b|cookies)",
    r"(?:verify|confirm) (?:that )?you are (?:a )?human",
    r"are you a robot",
    r"checking (?:your browser|if the site connection)",
    r"unusual (?:traffic|activity) from your",
    r"access (?:to this page has been )?denied",
    r"complete the (?:captcha|security check)",
    r"disable (?:your|any) ad ?blocker",
    r"(?:you have been blocked|access cannot be granted)",
    r"(?:unsupported browser|browser is not supported)",
)


def wall(page: Page) -> str | None:
    """What stands in place of the article, as a sentence about "it"; None if it is an article.

    A stub is recognised by what the page declares or by words of its paywall, and only if it is short; a consent
    page by sentences on cookies that make up most of it.
    """
    paragraphs = page.article.paragraphs
    length = sum(map(len, paragraphs))
    asking = sum(len(paragraph) for paragraph in paragraphs if _CONSENT.search(paragraph))
    if 2 * asking > length or (asking and _CONSENT.search(paragraphs[0]) and length < _FRONT):
        return "It asks for consent to cookies before it shows the article."
    if length < _FRONT and any(map(_ROBOT_CHECK.search, paragraphs)):
        return "It checks for robots before it shows the article."
    if length < _STUB and (page.is_free is False or any(map(_PAYMENT.search, paragraphs))):
        return "It shows the article only to subscribers."
    return None
