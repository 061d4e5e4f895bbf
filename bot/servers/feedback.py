"""What members think of the answers: a report for whoever runs the bot, and a dataset to measure answers with."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.servers.card_store import RatedCard
from knowledge.addresses import canonical_url
from knowledge.archive.archive import Archive
from knowledge.archive.counting import chunks
from knowledge.archive.identity import fold
from knowledge.articles import PARAGRAPH_BREAK, StoredArticle, as_datetime, iso

_MEMBER = re.compile(r"<@!?\d+>")
_WRONG = {
    "answer": "These quotes do not answer the question.",
    "briefing": "These stories are not what was asked for.",
    "headlines": "These headlines are not what was asked for.",
    "abstain": "Nothing was found, and a member expected an answer.",
}

Record = dict[str, Any]


# The report


@dataclass(frozen=True, slots=True)
class RatedQuestion:
    """A question, in whatever spelling of case and spaces, that got one kind of response, and how it was rated.

    `context` is the question that it followed, `asked_at` when it was asked last, `quotes` what was shown then.
    """

    question: str
    context: str | None
    response: str
    helpful: int
    unhelpful: int
    asked_at: datetime
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackReport:
    """All ratings: by kind of response, as (helpful, unhelpful), and the questions rated unhelpful, worst first."""

    by_response: dict[str, tuple[int, int]]
    worst: tuple[RatedQuestion, ...]

    @property
    def helpful(self) -> int:
        """How many ratings say that a response was helpful."""
        return sum(helpful for helpful, _ in self.by_response.values())

    @property
    def unhelpful(self) -> int:
        """How many say that it was not."""
        return sum(unhelpful for _, unhelpful in self.by_response.values())

    def document(self) -> Record:
        """`nutgraf feedback report --json`."""
        return {
            "ratings": self.helpful + self.unhelpful,
            "helpful": self.helpful,
            "unhelpful": self.unhelpful,
            "by_response": {
                response: {"helpful": helpful, "unhelpful": unhelpful}
                for response, (helpful, unhelpful) in self.by_response.items()
            },
            "questions": [
                {
                    "question": one.question,
                    "context": one.context,
                    "response": one.response,
                    "helpful": one.helpful,
                    "unhelpful": one.unhelpful,
                    "asked_at": iso(one.asked_at),
                    "quotes": list(one.quotes),
                }
                for one in self.worst
            ],
        }


def report(cards: Iterable[RatedCard], *, limit: int) -> FeedbackReport:
    """What members rate badly: at most `limit` questions, those with the most members dissatisfied first."""
    by_response: dict[str, tuple[int, int]] = {}
    questions: dict[tuple[str, str, str], RatedQuestion] = {}
    for card in cards:
        response = _response(card.state)
        helpful, unhelpful = by_response.get(response, (0, 0))
        by_response[response] = helpful + card.helpful, unhelpful + card.unhelpful
        key = (response, fold(card.state["question"]), fold(card.state.get("context") or ""))
        before = questions.get(key)
        questions[key] = RatedQuestion(
            _without_members(card.state["question"]),
            _context(card.state),
            response,
            card.helpful + (before.helpful if before else 0),
            card.unhelpful + (before.unhelpful if before else 0),
            card.created,
            tuple(span["text"] for span in card.state["quotes"]),
        )
    bad = [one for one in questions.values() if one.unhelpful]
    bad.sort(key=lambda one: (one.helpful - one.unhelpful, -one.unhelpful, -one.asked_at.timestamp()))
    return FeedbackReport(dict(sorted(by_response.items())), tuple(bad[:limit]))


# The dataset


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: questions rated helpful and unhelpful, articles, and how many questions were left out because
    the articles that were quoted have changed or are gone."""

    helpful: int
    unhelpful: int
    articles: int
    left_out: int

    def document(self) -> Record:
        """`nutgraf feedback export --json`."""
        return {
            "questions": self.helpful + self.unhelpful,
            "helpful": self.helpful,
            "unhelpful": self.unhelpful,
            "articles": self.articles,
            "left_out": self.left_out,
        }


async def export(
    cards: Sequence[RatedCard],
    archive: Archive,
    feeds_of: Callable[[int | None], Awaitable[frozenset[int]]],
    folder: Path,
) -> Export:
    """Write rated questions, and all that the archive holds, into `folder` as a dataset that `evaluate` reads.

    `feeds_of` gives the feeds through which a server, or a direct message (None), sees the news: what the asker could
    not see, or what came only after they had asked, is excluded from the search for their question. Neither members
    nor servers are named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held: dict[int, StoredArticle] = {}
    addresses: set[str | None] = set()
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
        for chunk in chunks(sorted(set((await archive.numbers_by_id()).values()))):
            entries, bodies = await archive.entries(chunk), await archive.bodies(chunk)
            held |= entries
            for number, article in sorted(entries.items()):
                text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in bodies.get(number, ()))
                address = canonical_url(article.url or "")
                # Two feeds may deliver different words at one address, and a dataset has each address once.
                _write(file, _article(article, text, with_url=address not in addresses))
                addresses.add(address)
    seen: dict[int | None, set[int]] = {}
    written = {True: 0, False: 0}
    left_out = 0
    with (folder / "questions.jsonl").open("w", encoding="utf-8") as file:
        for card in cards:
            if card.guild not in seen:
                scoped = archive.seen_through(await feeds_of(card.guild))
                seen[card.guild] = set((await scoped.numbers_by_id()).values())
            record = await _question(card, archive, held)
            if record is None:
                left_out += 1
                continue
            visible = seen[card.guild]
            record["exclude_article_ids"] = [
                article.article_id
                for article in held.values()
                if not _is_later(article, card.created)
                and (article.number not in visible or article.first_seen > card.created)
            ]
            _write(file, record)
            written[_is_helpful(card)] += 1
    return Export(written[True], written[False], len(held), left_out)


async def _question(card: RatedCard, archive: Archive, held: dict[int, StoredArticle]) -> Record | None:
    """A rated question as a record of a dataset; None if it should have gold quotes, and none still stands."""
    state, response, helpful = card.state, _response(card.state), _is_helpful(card)
    spans = [span for span in state["quotes"] if span["article"] in held]
    passages = await _passages(spans, archive, held)
    gold = response == "answer" and helpful
    if gold and not passages:
        return None
    shown = spans or [{"article": number, "text": None} for number in state.get("items", ()) if number in held]
    return {
        "id": str(card.number),
        "question": _without_members(state["question"]),
        "context": _context(state),
        "asked_at": iso(card.created),
        "type": f"{'helpful' if helpful else 'unhelpful'}_{response}",
        "answerable": gold,
        "answers": [*state.get("words", ()), *(span["text"] for span in spans)] if gold else [],
        "gold_article_ids": list(dict.fromkeys(held[span["article"]].article_id for span in spans)) if gold else [],
        "gold_passages": passages if gold else [],
        "exclude_article_ids": [],
        "response": response,
        "shown": [_shown(span["text"], held[span["article"]]) for span in shown],
        "helpful": card.helpful,
        "unhelpful": card.unhelpful,
        "wrong": None if helpful else _WRONG.get(response),
    }


async def _passages(spans: Sequence[Record], archive: Archive, held: dict[int, StoredArticle]) -> list[str]:
    """The paragraphs, or headlines, in which the quotes stand, as far as they still do."""
    bodies = await archive.bodies({span["article"] for span in spans})
    found: list[str] = []
    for span in spans:
        if span.get("is_headline"):
            headline = held[span["article"]].headline
            if headline is not None and headline == span["text"]:
                found.append(headline)
            continue
        body = bodies.get(span["article"], ())
        if PARAGRAPH_BREAK.join(paragraph.text for paragraph in body)[span["start"] : span["end"]] == span["text"]:
            found += [p.text for p in body if p.start < span["end"] and span["start"] < p.start + len(p.text)]
    return list(dict.fromkeys(found))


def _article(article: StoredArticle, text: str, *, with_url: bool) -> Record:
    """An article as the records that `ingest` reads. A headline taken from the text is taken from it again."""
    return {
        "id": article.article_id,
        "title": None if article.derived else article.headline,
        "source": article.source,
        "published": iso(article.published),
        "url": article.url if with_url else None,
        "text": text or None,
    }


def _shown(text: str | None, article: StoredArticle) -> Record:
    return {
        "text": text,
        "article_id": article.article_id,
        "headline": article.headline,
        "source": article.source,
        "published": iso(article.published),
        "url": article.url,
    }


def _response(state: Record) -> str:
    """The kind of response; cards from before it was stored are told apart by what they show."""
    if "kind" in state:
        return str(state["kind"])
    if state["quotes"]:
        return "answer"
    if "listed" in state:
        return "headlines"
    return "briefing" if state["answered"] else "abstain"


def _is_helpful(card: RatedCard) -> bool:
    """Where members differ, the majority decides; where they are equally many, something was wrong."""
    return card.helpful > card.unhelpful


def _is_later(article: StoredArticle, moment: datetime) -> bool:
    """Whether `evaluate` hides it anyway."""
    return article.published is not None and as_datetime(article.published) > moment


def _context(state: Record) -> str | None:
    return _without_members(state["context"]) if state.get("context") else None


def _without_members(text: str) -> str:
    return _MEMBER.sub("@member", text)


def _write(file: Any, record: Record) -> None:
    file.write(json.dumps(record, ensure_ascii=False) + "\n")
