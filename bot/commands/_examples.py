"""Examples for members, made from the news that is held, so that trying them shows something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.locales import Translator
from knowledge.view import NewsView

LOOKED_AT = 12
"""How many of the newest articles are looked at for a name."""
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){1,2}(?![\w’'-])")
"""Two or three words with capitals inside a sentence, where nothing else is written so in most languages."""
_NO_CAPITAL = re.compile(r"\b[a-zß-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Examples:
    """A name that is in the news, and a headline, as stored; None where there is none."""

    name: str | None
    headline: str | None

    def question(self, translate: Translator) -> str:
        """A question that the news held answers, if there is any news."""
        return translate("example-today") if self.name is None else translate("example-question", name=self.name)


async def examples(news: NewsView) -> Examples:
    """Examples from the newest articles of a view."""
    articles = await news.suggest("", limit=LOOKED_AT)
    bodies = await news.bodies([article.number for article in articles])
    name = None
    for article in articles:
        for paragraph in bodies.get(article.number, ())[:2]:
            found = [one for one in _NAME.findall(paragraph.text) if not _NO_CAPITAL.search(one)]
            if found and name is None:
                name = min(found, key=len)
    if not articles:
        return Examples(None, None)
    return Examples(name, articles[0].headline)
