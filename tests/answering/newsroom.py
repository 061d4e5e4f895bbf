"""A small invented newsroom for the tests of answering."""

from __future__ import annotations

from datetime import UTC, date, datetime

from knowledge.answering.answerer import Answerer
from knowledge.articles import Article, Published
from knowledge.evaluation.memory_newsroom import MemoryNewsroom

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def article(
    name: str,
    *paragraphs: str,
    source: str | None = "Harrow Post",
    published: Published | None = date(2026, 11, 20),
    headline: str | None = None,
) -> Article:
    return Article(headline=headline, paragraphs=paragraphs, id=name, source=source, published=published)


BRIDGE = article(
    "bridge",
    "The Harl Bridge reopened on Wednesday after a year of repairs. Mayor Ines Okafor cut the ribbon.",
    "County engineer Mireille Sánchez said the repairs of the bridge cost 4.6 million dollars.",
    "What does the bridge mean to the town? Ask the baker.",
    headline="Harl Bridge open again",
)
OTTERS = article(
    "otters",
    "Wardens counted eleven otters on the river Vess this winter. The last count found four.",
    "The otters had left the Vess forty years ago, when the tannery was built.",
    headline="Otters return to the Vess",
)
ORCHARD = article(
    "orchard",
    "The orchard at Pellworth will be sold at auction in March.",
    "It grows nineteen kinds of pear, among them the Bishop's Thumb.",
    source="Vess Valley Radio",
    published=None,
    headline="Pellworth orchard to be sold",
)


def newsroom(*articles: Article) -> MemoryNewsroom:
    return MemoryNewsroom(articles or (BRIDGE, OTTERS, ORCHARD), now=NOW)


def answerer(held: MemoryNewsroom, threshold: float | None = None) -> Answerer:
    return Answerer(held.retriever, held, held.headlines, threshold=threshold)
