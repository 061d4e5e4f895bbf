"""Messages in languages that the bot does not read: which one it is, and the words in it that may be names."""

from __future__ import annotations

import re

from knowledge.requests.draft import listing, plain

_FUNCTION_WORDS = {
    "de": listing(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren wird
        werden wurde wurden hat haben hatte wer wem wen was wann wo wie warum wieso weshalb welche welcher welches gibt
        es er sie wir ihr ich du mir mich dir uns mit von vom zum zur zu im am auf für über bei nach aus seit bis durch
        gegen ohne um neue neues neuigkeiten nachrichten heute gestern passiert geschehen geschah los viel viele mehr
        sagt sagte sagen bitte erzähl erzähle etwas alles dort hier sich auch noch schon wieder
        """
    ),
    "fr": listing(
        """
        le la les un une des du de et ou mais pas est sont était étaient sera a ont qui que quoi quand où comment
        pourquoi combien quel quelle quels quelles il elle ils elles nous vous je tu avec pour par sur dans chez sans
        sous depuis entre ce cet cette ces passé passe nouvelles actualités hier aujourd'hui dit quoi y en au aux
        l d qu c s j n
        """
    ),
    "es": listing(
        """
        el la los las un una unos unas y o pero no es son era eran fue fueron será ha han quién quiénes qué que cuándo
        cuando dónde donde cómo como cuánto cuántos cuántas cuál cuáles él ella ellos nosotros yo tú con para por sobre
        en de del al sin desde entre este esta estos pasó pasa noticias ayer hoy dice dijo hay más muy se su sus
        """
    ),
}
_ENGLISH = listing(
    """
    the a an of in on at to for from with by about and or but not is are was were be been do does did has have had will
    would can could who what when where why how which there it he she they we you i this that these those new news any
    """
)
_IN_NAMES = listing("los las les des die der den del une uno nach")
_LEAST, _SHORT = 2, 2


def language_of(text: str) -> str | None:
    """The language (`de`, `fr`, `es`) that a message is in, if it is surely not English."""
    words = re.findall(r"[^\W\d_]+", plain(text))
    english = sum(word in _ENGLISH for word in words)
    found = {language: known.intersection(words) for language, known in _FUNCTION_WORDS.items()}
    language = max(found, key=lambda language: len(found[language]))
    sure = {word for word in found[language] if len(word) > _SHORT} - _IN_NAMES
    return language if sure and len(found[language]) >= _LEAST and len(found[language]) > 2 * english else None


def names_in(text: str, language: str) -> str:
    """What is left of a message without the words that its language is made of."""
    known = _FUNCTION_WORDS[language]
    return " ".join(word for word in re.findall(r"[\w-]+", text) if plain(word) not in known)
