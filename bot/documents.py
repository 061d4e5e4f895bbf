"""The JSON documents that the command line prints: a contract, key by key, with whoever reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.answering.answers import Answer, Quote
from knowledge.archive.queries import Copy, other_outlets
from knowledge.articles import StoredArticle, iso
from knowledge.newsroom import IngestReport
from knowledge.requests.response import Item, Kind, Response
from knowledge.stories.reports import Digest, StoryReport
from knowledge.stories.trend import Trend

Document = dict[str, Any]


def ingest_document(report: IngestReport) -> Document:
    """`nutgraf ingest --json`."""
    counts = report.counts
    return {
        "added": counts.added,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "headlines": counts.headlines,
        "paragraphs": counts.paragraphs,
        "rejected": [{"path": rejection.path, "reason": rejection.reason} for rejection in report.rejected],
    }


def response_document(response: Response) -> Document:
    """`nutgraf ask --json`: a response to whatever was asked; the keys of an answer are never missing."""
    request, span = response.request, response.request.span
    answer = response.answer if response.kind is Kind.ANSWER else None
    return {
        "question": request.text,
        "response": response.kind.value,
        "answered": response.answered,
        "confidence": round(response.confidence, 4),
        "quotes": [_quote(quote) for quote in answer.quotes] if answer else [],
        "items": [_item(item) for item in response.items],
        "closest": [_headline(item.article) for item in response.items] if response.kind is Kind.ABSTAIN else [],
        "evidence_from": iso(answer.evidence_from) if answer else None,
        "evidence_to": iso(answer.evidence_to) if answer else None,
        "stale": answer.stale if answer else False,
        "disagreements": _disagreements(answer) if answer else [],
        "read_as": {
            "topic": request.topic or request.section,
            "since": iso(span.since) if span else None,
            "until": iso(span.until) if span else None,
            "sources": [*request.sources, *request.elsewhere],
            "spelling": {correction.typed: correction.read for correction in request.corrections},
        },
        "searched": {"articles": response.searched_articles, "paragraphs": response.searched_paragraphs},
        "elapsed_ms": round(response.elapsed_ms, 2),
    }


def headlines_document(articles: list[StoredArticle], total: int) -> Document:
    """`nutgraf headlines --json`."""
    return {
        "headlines": [
            _headline(article) | {"article_id": article.article_id, "derived": article.derived} for article in articles
        ],
        "total": total,
    }


def story_document(story: StoryReport) -> Document:
    """`nutgraf story --json`."""
    return {
        "headline": story.article.headline,
        "article_id": story.article.article_id,
        "source": story.article.source,
        "published": iso(story.article.published),
        "url": story.article.url,
        "summary": [sentence.text for sentence in story.summary],
        "updated": iso(story.article.updated),
        "also_reported_by": _reports(story.article, story.also_reported_by, story.also_at),
        "also_at": [_copy(copy) for copy in story.also_at],
    }


def digest_document(digest: Digest) -> Document:
    """`nutgraf digest --json`."""
    return {
        "from": iso(digest.since),
        "to": iso(digest.until),
        "stories": [
            _headline(digest.articles[story.lead.number])
            | {
                "summary": [sentence.text for sentence in story.summary],
                "also_reported_by": _reports(
                    digest.articles[story.lead.number],
                    [digest.articles[other.number] for other in story.also_reported_by],
                    digest.copies.get(story.lead.number, ()),
                ),
            }
            for story in digest.stories
        ],
    }


def trend_document(found: Trend) -> Document:
    """`nutgraf trend --json`."""
    return {
        "days": [{"date": day.isoformat(), "mentions": mentions} for day, mentions in found.days],
        "peaks": [{"date": day.isoformat(), "headline": headline} for day, headline in found.peaks],
    }


def _disagreements(answer: Answer) -> list[Document]:
    return [
        {
            "about": disagreement.about,
            "values": [{"source": source, "value": value} for source, value in disagreement.values],
        }
        for disagreement in answer.disagreements
    ]


def _item(item: Item) -> Document:
    return {"text": item.text, "article_id": item.article.article_id, **_headline(item.article)}


def _headline(article: StoredArticle) -> Document:
    return {
        "headline": article.headline,
        "source": article.source,
        "published": iso(article.published),
        "url": article.url,
        "updated": iso(article.updated),
    }


def _copy(copy: Copy) -> Document:
    return {"headline": copy.headline, "source": copy.source, "published": iso(copy.published), "url": copy.url}


def _reports(article: StoredArticle, reports: Sequence[StoredArticle], copies: Sequence[Copy]) -> list[Document]:
    """Other texts on the same event, then the outlets that have the article's own text, each outlet once."""
    told = [article.source, *(report.source for report in reports)]
    return [*map(_headline, reports), *map(_copy, other_outlets(copies, *told))]


def _quote(quote: Quote) -> Document:
    return {
        "text": quote.text,
        "paragraph": quote.paragraph,
        "article_id": quote.article.article_id,
        "span": [quote.start, quote.end],
        "is_headline": quote.is_headline,
        **_headline(quote.article),
    }
