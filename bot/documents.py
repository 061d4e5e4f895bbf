"""The JSON documents that the command line prints: a contract, key by key, with whoever reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.answering.answers import Answer, Quote
from knowledge.archive.queries import Copy, other_outlets
from knowledge.articles import StoredArticle, iso
from knowledge.newsroom import IngestReport
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


def answer_document(answer: Answer) -> Document:
    """`nutgraf ask --json`."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "quotes": [_quote(quote) for quote in answer.quotes],
        "closest": [_headline(article) for article in answer.closest],
        "evidence_from": iso(answer.evidence_from),
        "evidence_to": iso(answer.evidence_to),
        "stale": answer.stale,
        "disagreements": [
            {
                "about": disagreement.about,
                "values": [{"source": source, "value": value} for source, value in disagreement.values],
            }
            for disagreement in answer.disagreements
        ],
        "searched": {"articles": answer.searched_articles, "paragraphs": answer.searched_paragraphs},
        "elapsed_ms": round(answer.elapsed_ms, 2),
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
