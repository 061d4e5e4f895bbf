"""What a new article costs with thousands of watches: `python -m benchmarks.watches --watches 10000 --json`."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

import numpy as np

from benchmarks import corpus
from knowledge.analysis import analyse
from knowledge.articles import Article
from knowledge.evaluation.memory_newsroom import MemoryNewsroom
from knowledge.index.index import Index
from knowledge.retrieval import IndexedArticle, IndexedPassage, Retriever
from knowledge.watching.judging import judge
from knowledge.watching.matcher import Matcher
from knowledge.watching.watched import Text, Watched, WatchKind, read_watches

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HEADLINE_WORDS = 10
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
_PAIR = re.compile(r"\w{8,} \w{8,}")
_ATTEMPTS = 50


def main() -> None:
    """Print one table, or with `--json` one JSON document, of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--watches", type=int, default=10_000)
    parser.add_argument("--held", type=int, default=2_000, help="articles in the archive before")
    parser.add_argument("--articles", type=int, default=300, help="new articles")
    parser.add_argument("--compared", type=int, default=3, help="new articles that the references are measured on")
    parser.add_argument("--json", action="store_true", dest="as_json")
    results = asyncio.run(measure(parser.parse_args()))
    if results.pop("wrong"):
        raise SystemExit("The inverted match does not find what a check of every watch finds.")
    if parser.parse_args().as_json:
        print(json.dumps(results, indent=1))
    else:
        for name, value in results.items():
            print(f"{name:28} {value}")


async def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Match new articles with the watches and judge what is found; then the same the plain way, for a few of them."""
    held = [article for article, _ in zip(corpus.articles(), range(options.held), strict=False)]
    new = corpus.more_articles(options.articles)
    room = MemoryNewsroom([_article(article) for article in (*held, *new)], now=NOW)
    started = time.perf_counter()
    watches = read_watches(dict(enumerate(_texts(held, options.watches))), room.retriever, year=NOW.year)
    matcher = Matcher(watches)
    reading = time.perf_counter() - started
    first = len(held) + 1
    matching, judging, named, alerts = [], [], [], 0
    compared: dict[int, Text] = {}
    wrong = False
    for number in range(first, first + len(new)):
        article, body = (await room.entries([number]))[number], room.body(number)
        started = time.perf_counter()
        text = Text.of(article.headline, (paragraph.text for paragraph in body))
        found = matcher.named_in(text)
        matching.append(time.perf_counter() - started)
        for watched in found:
            met = await judge(watched, article, body, searcher=room.retriever, store=room, now=NOW)
            alerts += met is not None
        judging.append(time.perf_counter() - started)
        named.append(len(found))
        if len(compared) < options.compared:
            compared[number] = text
            wrong = wrong or found != _plain(watches, text)
    return {
        "watches": len(watches),
        "questions": sum(watched.kind is WatchKind.QUESTION for watched in watches),
        "held_articles": len(held),
        "held_paragraphs": room.retriever.passages,
        "new_articles": len(new),
        "read_watches_s": round(reading, 2),
        "match_ms": _percentiles(matching),
        "match_and_judge_ms": _percentiles(judging),
        "candidates_per_article": round(float(np.mean(named)), 2),
        "candidates_p99": float(np.percentile(named, 99)),
        "judge_ms_per_candidate": round(1000 * (sum(judging) - sum(matching)) / max(1, sum(named)), 2),
        "alerts_per_article": round(alerts / len(new), 3),
        "reference": _references(watches, room, compared),
        "wrong": wrong,
    }


def _references(watches: Sequence[Watched], room: MemoryNewsroom, new: Mapping[int, Text]) -> dict[str, Any]:
    """Milliseconds an article of the plain ways: to check every watch, and to search once for every watch, in an index
    of the new article alone or (as many watches as half a second allows, multiplied up) in all that is held."""
    check, alone = [], []
    terms = [analyse(watched.text) for watched in watches]
    for number, text in new.items():
        started = time.perf_counter()
        _plain(watches, text)
        check.append(time.perf_counter() - started)
        only = Index()
        passages = tuple(IndexedPassage(paragraph.number, paragraph.text) for paragraph in room.body(number))
        only.add([IndexedArticle(number, None, None, passages)])
        alone.append(_search_all(only, terms))
    some = random.Random(5).sample(terms, min(200, len(terms)))
    return {
        "check_every_watch_ms": round(1000 * float(np.median(check)), 1),
        "search_every_watch_in_the_article_ms": round(1000 * float(np.median(alone)), 1),
        "search_every_watch_in_all_ms": round(1000 * _search_all(room.retriever, some) * len(terms) / len(some), 1),
    }


def _plain(watches: Sequence[Watched], text: Text) -> list[Watched]:
    return [watched for watched in watches if watched.may_be_met_by(text)]


def _search_all(index: Retriever, terms: Sequence[Sequence[str]]) -> float:
    started = time.perf_counter()
    for wanted in terms:
        index.search(wanted, limit=1)
    return time.perf_counter() - started


def _texts(held: Sequence[IndexedArticle], wanted: int) -> list[str]:
    """The corpus's questions, and names that stand in some article and questions about two of them, all different."""
    chance = random.Random(4)
    texts = dict.fromkeys(corpus.questions()[:wanted])
    for turn in count():
        if len(texts) >= wanted:
            return list(texts)
        name = _name(held, chance)
        texts.setdefault(name if turn % 2 else f"What did {name} say about {_name(held, chance)}?")
    raise AssertionError("counting never ends")


def _name(held: Sequence[IndexedArticle], chance: random.Random) -> str:
    """Two or three words with capitals that stand side by side; where there are no capitals, two long ones."""
    for attempt in count():
        article = chance.choice(held)
        text = chance.choice(article.passages).text if article.passages else ""
        found: list[str] = _NAME.findall(text) or (_PAIR.findall(text) if attempt > _ATTEMPTS else [])
        if found and len(analyse(name := chance.choice(found))) > 1:
            return name
    raise AssertionError("there is no text")


def _article(article: IndexedArticle) -> Article:
    """The first words stand in for a headline, which the corpus leaves out."""
    texts = tuple(passage.text for passage in article.passages)
    headline = " ".join(texts[0].split()[:HEADLINE_WORDS]) if texts else None
    return Article(headline, texts, source=f"Outlet {article.source}", published=article.published)


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    return {f"p{share}": round(1000 * float(np.percentile(seconds, share)), 2) for share in (50, 99)}


if __name__ == "__main__":
    main()
