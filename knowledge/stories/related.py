"""Finds the stories that any text is about, such as a message: what it shares with each article, by weight."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from knowledge.analysis import analyse
from knowledge.archive.queries import ScopedArchive
from knowledge.articles import StoredArticle, as_datetime
from knowledge.retrieval import Searcher
from knowledge.stories.reports import on_the_same_event

TERMS = 24
"""How many of a text's terms are compared, the rarest ones: a long message has many that mean little."""
CANDIDATES = 40
LEAD_PARAGRAPHS = 3
"""What an article is about stands in its headline and first paragraphs."""
NEAR = 0.3
"""Which part of the weight of a text's terms an article must share, and at least two of them, to be related to it."""
_HOST = re.compile(r"https?://[^/\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A story by its nearest article; `others` are further reports of the same event."""

    article: StoredArticle
    others: tuple[StoredArticle, ...] = ()


async def related_stories(
    archive: ScopedArchive, paragraphs: Searcher, headlines: Searcher, text: str, *, limit: int
) -> list[RelatedStory]:
    """The stories that share most with a text, nearest first; [] where nothing is near."""
    terms = list(dict.fromkeys(analyse(_HOST.sub(" ", text))))
    weights = await asyncio.to_thread(_weights, terms, paragraphs)
    if not weights:
        return []
    compared = sorted(weights, key=lambda term: -weights[term])[:TERMS]
    hits = [
        hit
        for searcher in (paragraphs, headlines)
        for hit in await asyncio.to_thread(searcher.search, compared, limit=CANDIDATES)
    ]
    numbers = list(dict.fromkeys(hit.article for hit in hits))
    articles, bodies = await archive.entries(numbers), await archive.bodies(numbers)
    total, nearness = sum(weights[term] for term in compared), dict[int, float]()
    for number, article in articles.items():
        lead = " ".join(paragraph.text for paragraph in bodies.get(number, ())[:LEAD_PARAGRAPHS])
        shared = set(compared).intersection(analyse(f"{article.headline or ''} {lead}"))
        if article.headline and len(shared) >= min(2, len(terms)):
            nearness[number] = sum(weights[term] for term in shared) / total
    near = [articles[number] for number, value in nearness.items() if value >= NEAR]
    near.sort(
        key=lambda one: (-nearness[one.number], -(as_datetime(one.published).timestamp() if one.published else 0))
    )
    stories: list[RelatedStory] = []
    while near and len(stories) < limit:
        first, *rest = near
        same = await on_the_same_event(archive, first.number, [one.number for one in rest])
        stories.append(RelatedStory(first, tuple(one for one in rest if one.number in same)))
        near = [one for one in rest if one.number not in same]
    return stories


def _weights(terms: list[str], searcher: Searcher) -> dict[str, float]:
    """What each term tells: its IDF, and for one that no article has as much as for the rarest; {} if none is held."""
    held = dict(zip(terms, searcher.idf(terms), strict=True))
    rarest = max(held.values(), default=0.0)
    return {term: idf if idf > 0 else rarest for term, idf in held.items()} if rarest > 0 else {}
