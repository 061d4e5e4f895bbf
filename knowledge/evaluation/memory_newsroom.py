"""A newsroom in memory: articles with an index over them, for measuring and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly, Paragraph, StoredArticle, as_datetime
from knowledge.index.index import Index
from knowledge.languages.detection import language_of_article
from knowledge.retrieval import IndexedArticle, IndexedPassage, Passages, Retriever


class MemoryNewsroom:
    """Keeps articles for `Answerer`: it is the PassageStore, and brings the two retrievers."""

    def __init__(
        self,
        articles: Iterable[Article | HeadlineOnly],
        *,
        now: datetime,
        retriever: Retriever | None = None,
        headlines: Retriever | None = None,
    ) -> None:
        """Take in `articles`; `now` becomes their `first_seen`. The retrievers must be empty; None means new ones."""
        self.retriever: Retriever = Index() if retriever is None else retriever
        self.headlines: Retriever = Index() if headlines is None else headlines
        self.numbers: dict[str, int] = {}
        """The number of each article by its record's id."""
        self.sources: dict[str, int] = {}
        """The number of each outlet by its name."""
        self.texts: dict[int, str] = {}
        self._articles: dict[int, StoredArticle] = {}
        self._paragraphs: dict[int, Paragraph] = {}
        self._bodies: dict[int, tuple[Paragraph, ...]] = {}
        numbers = count(1)
        for number, article in enumerate(articles, 1):
            self._keep(number, article, numbers, now)
        self.retriever.add(self._indexed(article) for article in self._articles.values() if article.paragraphs)
        self.headlines.add(
            IndexedArticle(
                article.number,
                self.sources.get(article.source or ""),
                None if article.published is None else as_datetime(article.published),
                (IndexedPassage(article.number, article.headline),),
                language=article.language,
            )
            for article in self._articles.values()
            if article.headline
        )

    async def neighbourhoods(self, passages: Sequence[int], *, reach: int) -> Passages:
        """As PassageStore."""
        found = {
            paragraph.number: paragraph
            for number in passages
            if number in self._paragraphs
            for paragraph in self._around(self._paragraphs[number], reach)
        }
        owners = {paragraph.article for paragraph in found.values()}
        return Passages(found, {number: self._articles[number] for number in owners})

    async def entries(self, numbers: Sequence[int]) -> dict[int, StoredArticle]:
        """As PassageStore."""
        return {number: self._articles[number] for number in numbers if number in self._articles}

    def body(self, number: int) -> tuple[Paragraph, ...]:
        """The paragraphs of an article, in reading order."""
        return self._bodies[number]

    def _around(self, paragraph: Paragraph, reach: int) -> tuple[Paragraph, ...]:
        first = max(0, paragraph.position - reach)
        return self._bodies[paragraph.article][first : paragraph.position + reach + 1]

    def _keep(self, number: int, article: Article | HeadlineOnly, numbers: count[int], now: datetime) -> None:
        body: list[Paragraph] = []
        start = 0
        paragraphs = article.paragraphs if isinstance(article, Article) else ()
        for position, text in enumerate(paragraphs):
            body.append(Paragraph(next(numbers), number, position, start, text))
            start += len(text) + len(PARAGRAPH_BREAK)
        article_id = article.id or str(number)
        self.numbers[article_id] = number
        if article.source:
            self.sources.setdefault(article.source, len(self.sources) + 1)
        self.texts[number] = PARAGRAPH_BREAK.join(paragraphs)
        self._bodies[number] = tuple(body)
        self._paragraphs |= {paragraph.number: paragraph for paragraph in body}
        self._articles[number] = StoredArticle(
            number=number,
            article_id=article_id,
            headline=article.headline,
            derived=isinstance(article, Article) and article.derived,
            source=article.source,
            published=article.published,
            url=article.url,
            paragraphs=len(body),
            first_seen=now,
            language=language_of_article(article.headline, paragraphs, article.language),
        )

    def _indexed(self, article: StoredArticle) -> IndexedArticle:
        return IndexedArticle(
            article.number,
            self.sources.get(article.source or ""),
            None if article.published is None else as_datetime(article.published),
            tuple(IndexedPassage(paragraph.number, paragraph.text) for paragraph in self._bodies[article.number]),
            language=article.language,
        )
