"""The one step from a message to its response, for the command line and Discord alike."""

from __future__ import annotations

import asyncio
import re
import time as clock
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial

from knowledge.analysis import analyse
from knowledge.answering.answers import Answer, Quote
from knowledge.answering.consideration import Consideration
from knowledge.answering.disagreements import disagreements
from knowledge.answering.emphasis import emphasise
from knowledge.answering.freshness import is_stale, span_of_dates
from knowledge.answering.parts import each_side, parts_of
from knowledge.answering.questions import AnswerKind, Question, kind_of_answer
from knowledge.articles import Paragraph, Published, StoredArticle, as_datetime
from knowledge.comparing.articles import StoryArticle
from knowledge.comparing.boilerplate import is_furniture, is_plain_sentence, is_question
from knowledge.languages.tables import ENGLISH
from knowledge.languages.tables import language as table_of
from knowledge.requests.draft import plain
from knowledge.requests.follow_ups import carried_on
from knowledge.requests.outcomes import outcome_asked
from knowledge.requests.plausibility import LEAST, LEAST_OF_OLD, can_answer, speaker
from knowledge.requests.reading import read_request
from knowledge.requests.reasons import SURELY, asks_why, reason
from knowledge.requests.request import Request, Span, Wanted
from knowledge.requests.response import Item, Kind, Response
from knowledge.requests.sections import is_in
from knowledge.requests.spelling import corrections
from knowledge.requests.times import span_of
from knowledge.requests.topics import ALL, READ, About, Topic, articles_about, read_topic
from knowledge.retrieval import Filters
from knowledge.sentences import sentence_spans
from knowledge.stories.clusters import also_reported_by, group
from knowledge.stories.summary import summarise
from knowledge.view import NewsView, Reach

STORIES = 5
"""Stories of a briefing."""
LISTED = 10
"""Headlines of a list, where no number is asked for."""
CLOSEST = 3
CURRENT_DAYS = 3
"""The days, today included, that "what's new" means."""
REPORTED_LATER = timedelta(days=2)
REPORTED_LATER_LONG = timedelta(days=7)
"""How long after a day, or after a span of more than a week, its events are still reported."""
IMPLAUSIBLE = 0.1
"""The most that the confidence is where the quotes cannot be the answer at all, however well their words fit."""
TEXT_CHARACTERS = 420
BODY = 40
"""Paragraphs of an article in which a reason is looked for."""
SHORTEST = 4
"""Words of a sentence that may stand by itself: "No deaths were reported." does."""
AGO = timedelta(days=180)
"""How much older than its newest report a briefing goes back."""
_CLEARLY = 0.1
"""How much surer the answer to a follow-up by itself must be than that to what it goes on from."""
_PLAINLY = 2
_WIDE_ENDS = ("。", "！", "」", "』")
_NAMED, _FOLLOWED = 0.65, 0.5
FRESH, NOT_OLD = timedelta(days=15), timedelta(days=31)
_OPEN = re.compile(r"\b(?:why|how)\b(?! (?:many|much|long|old|far|big|often|strong|high|tall|late|fast)\b)")
_COUNTED = re.compile(r"\bhow (?:many|much)\b")
_WH = re.compile(r"\b(?:who|whom|whose|what|when|where|which|how)\b")
NOW = timedelta(days=3)
"""How new news must be that says how things stand "now" or "so far", if there is any so new."""


async def respond(
    news: NewsView,
    text: str,
    *,
    now: datetime,
    zone: tzinfo = UTC,
    sources: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    quotes: int = 3,
    context: str | None = None,
    any_time: bool = False,
    as_typed: bool = False,
    listed: int = LISTED,
) -> Response:
    """Read `text` and respond to it from what was published up to `now`.

    `zone` is where its days are meant. `sources`, `since` and `until` are limits from outside the text; they hold
    whatever it says. `context` is the earlier message of a follow-up. `any_time` passes over the span that the text
    names, `as_typed` over better spellings. `listed` is how many headlines a list has, if no number is asked for.
    Raises UnknownOutlet.

    Asked again on the same day within a minute, with the same news to be seen, it is the same response.
    """
    started = clock.perf_counter()
    asked = _Asked(text, zone, tuple(sources), since, until, quotes, context, any_time, as_typed, listed)

    async def work() -> Response:
        async with news.reading() as reach:
            return await _respond(news, reach, asked, now)

    response = await news.once((asked, now.astimezone(zone).date()), work, now=now)
    return replace(response, elapsed_ms=(clock.perf_counter() - started) * 1000)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is given to `respond`, but for the clock."""

    text: str
    zone: tzinfo
    sources: tuple[str, ...]
    since: datetime | None
    until: datetime | None
    quotes: int
    context: str | None
    any_time: bool
    as_typed: bool
    listed: int


async def _respond(news: NewsView, reach: Reach, asked: _Asked, now: datetime) -> Response:
    outlets = [outlet.name for outlet in await news.outlets()]
    limits = await news.filters(now=now, sources=asked.sources, since=asked.since, until=asked.until)
    read = partial(read_request, asked.text, now=now, zone=asked.zone, outlets=outlets, context=asked.context)
    request = read()
    if not asked.as_typed and request.wanted is not Wanted.ABOUT and request.language is None:
        found = await corrections(f"{request.topic} {request.question}", reach, filters=limits)
        if found:
            request = read(corrections=found)
    if asked.any_time:
        request = replace(request, span=None)
    response = await _Responder(news, reach, asked, request, limits, now).respond()
    return replace(
        response,
        outlets=tuple(outlets) if response.kind is Kind.ABOUT else (),
        searched_articles=reach.paragraphs.articles,
        searched_paragraphs=reach.paragraphs.passages,
    )


class _Responder:
    """Responds to one request."""

    def __init__(
        self, news: NewsView, reach: Reach, asked: _Asked, request: Request, limits: Filters, now: datetime
    ) -> None:
        self._news, self._reach, self._request, self._limits = news, reach, request, limits
        self._now, self._zone, self._quotes, self._listed = now, asked.zone, asked.quotes, asked.listed
        self._sources = request.sources or asked.sources
        self._language = request.language or ENGLISH
        self._left_out = frozenset(stem for word in request.without for stem in analyse(word, self._language))

    async def respond(self) -> Response:
        request = self._request
        if request.wanted is Wanted.ABOUT:
            return Response(Kind.ABOUT, request)
        if request.elsewhere and not request.sources:
            return Response(Kind.ABSTAIN, request)
        if request.wanted is Wanted.HEADLINES:
            return await self._headlines()
        if request.wanted is Wanted.BRIEFING:
            return await self._topic()
        return await self._question()

    # Filters

    async def _filters(self, span: Span | None = None, *, later: timedelta = timedelta()) -> Filters:
        """The limits, the outlets of the request, and `span` with what was published up to `later` after it."""
        filters = self._limits
        if self._request.sources:
            asked = await self._news.filters(now=self._now, sources=self._request.sources)
            held = asked.sources or frozenset()
            filters = replace(filters, sources=held if filters.sources is None else filters.sources & held)
        if span is not None:
            # An article with a date alone counts from that day's beginning in UTC.
            since = min(span.since, datetime.combine(span.first, time(), tzinfo=UTC))
            until = max(span.until, datetime.combine(span.last, time(), tzinfo=UTC)) + later
            filters = replace(
                filters,
                since=since if filters.since is None else max(since, filters.since),
                until=until if filters.until is None else min(until, filters.until),
            )
        return filters

    def _is_wanted(self, article: StoredArticle) -> bool:
        return not self._left_out or self._left_out.isdisjoint(analyse(article.headline or "", article.language))

    def _has_phrases(self, *texts: str) -> bool:
        held = " ".join(plain(" ".join(texts)).split())
        return all(plain(phrase) in held for phrase in self._request.phrases)

    def _only_wanted(self, answer: Answer) -> Answer:
        """The answer without the quotes that lack a phrase of the request, or hold a word that it leaves out."""
        if not answer.answered or not (self._request.phrases or self._left_out):
            return answer
        kept = tuple(
            quote
            for quote in (*answer.quotes, *answer.more)
            if self._is_wanted(quote.article)
            and self._left_out.isdisjoint(analyse(quote.text, quote.article.language))
            and self._has_phrases(quote.article.headline or "", quote.paragraph)
        )
        return replace(answer, answered=bool(kept), quotes=kept[: self._quotes], more=kept[self._quotes :])

    # A question of fact

    async def _question(self) -> Response:
        request = self._request
        today = self._now.astimezone(self._zone).date()
        newest = span_of(today - NOW, today, self._zone, "")
        # What is to come is known from the newest articles only.
        answer, considered = await self._answer(request.question, newest if request.future else request.span)
        if request.fresh and request.span is None and not request.future:
            other = await self._answer(request.question, newest)
            answer, considered = other if other[0].answered else (answer, considered)
        if request.alone is not None:
            # The follow-up may as well be a new question: whichever the news answers better.
            other = await self._answer(request.alone, request.span)
            if other[0].answered and other[0].confidence > answer.confidence + _CLEARLY:
                request = self._request = replace(
                    request, question=request.alone, topic=request.alone, earlier=None, alone=None
                )
                answer, considered = other
        if not answer.answered and request.span is not None and _is_long(request.span):
            # What happened long ago is told later, too, with its time.
            again = await self._answer(f"{request.question} {request.span.words}", None)
            answer, considered = again if again[0].answered else (answer, considered)
        answer = self._reasons_first(await self._in_parts(request, answer), considered.question)
        if answer.answered:
            return Response(Kind.ANSWER, request, answer, considered)
        briefing = await self._instead(considered)
        if briefing is not None:
            return replace(briefing, answer=answer, considered=considered)
        return replace(await self._abstention(answer), considered=considered)

    def _reasons_first(self, answer: Answer, asked: Question) -> Answer:
        """For "why" the quotes that give a reason before those that only say that it is so."""
        if not answer.answered or not asks_why(self._request.question, self._language):
            return answer
        topic = read_topic(self._request.question, self._reach, self._language)

        def about_it(quote: Quote) -> bool:
            told = topic.read(f"{quote.article.headline or ''} {quote.paragraph}", quote.article.language)
            return topic.covered(told) >= LEAST

        def unlikely(quote: Quote) -> int:
            return -reason(quote.text, quote.article.language) if about_it(quote) else 0

        return self._ordered(answer, asked, unlikely)

    async def _saying(self, question: str, quotes: Sequence[Quote]) -> list[Quote]:
        """Those of `quotes` whose article names whoever was asked to have said something."""
        who = speaker(question)
        if not who:
            return list(quotes)
        bodies = await self._reach.store.bodies([quote.article.number for quote in quotes])

        def told(article: StoredArticle) -> str:
            body = (paragraph.text for paragraph in bodies.get(article.number, ()))
            return " ".join((article.headline or "", *body))

        return [quote for quote in quotes if who.issubset(analyse(told(quote.article)))]

    def _outcome_first(self, question: str, topic: Topic, answer: Answer, asked: Question) -> Answer:
        """For "who won" and "when did … die" the quotes that tell of the end before those that expect it."""
        outcome = outcome_asked(question, topic)
        if outcome is None:
            return answer
        return self._ordered(answer, asked, lambda quote: -outcome.told_by(quote))

    def _ordered(self, answer: Answer, asked: Question, key: Callable[[Quote], int]) -> Answer:
        """The answer with its quotes sorted, those with the least `key` first."""
        quotes = [replace(quote, answers=()) for quote in sorted((*answer.quotes, *answer.more), key=key)]
        shown = emphasise(asked, quotes[: self._quotes])
        earliest, latest = span_of_dates([quote.article.published for quote in shown])
        return replace(
            answer,
            quotes=shown,
            more=tuple(quotes[self._quotes :]),
            evidence_from=earliest,
            evidence_to=latest,
            disagreements=disagreements(asked, shown),
        )

    async def _in_parts(self, request: Request, answer: Answer) -> Answer:
        """The answer with the best quote for each part of its question, or each side of its comparison, first."""
        parts = parts_of(request.question)
        # A part is asked with the words of the first: "by how much" says by itself nothing of what was won.
        asked = [parts[0], *(carried_on(part, parts[0]) for part in parts[1:])]
        if len(parts) == 1:
            asked = list(each_side(request.question))
        if len(asked) == 1:
            return answer
        answers = [(await self._answer(part, request.span))[0] for part in asked]
        told = [one for one in answers if one.answered]
        if not told:
            return answer
        ordered = [one.quotes[0] for one in told] + [
            quote for one in (answer, *told) for quote in (*one.quotes, *one.more)
        ]
        quotes = list({(quote.article.number, quote.is_headline, quote.start): quote for quote in ordered}.values())
        published = [quote.article.published for quote in quotes[: self._quotes]]
        earliest, latest = span_of_dates(published)
        return replace(
            answer,
            answered=True,
            confidence=max(answer.confidence, min(one.confidence for one in told)),
            quotes=tuple(quotes[: self._quotes]),
            more=tuple(quotes[self._quotes :]),
            closest=(),
            evidence_from=earliest,
            evidence_to=latest,
            stale=is_stale(request.text, published, self._now),
            unanswered_parts=self._unanswered(parts, answers, answer),
        )

    @staticmethod
    def _unanswered(parts: Sequence[str], answers: Sequence[Answer], whole: Answer) -> tuple[str, ...]:
        """The parts that neither their own answer nor that to the whole question answers."""
        if len(parts) == 1:
            return ()
        return tuple(
            part
            for part, one in zip(parts, answers, strict=True)
            if not one.answered and (not whole.answered or part in whole.unanswered_parts)
        )

    async def _instead(self, considered: Consideration) -> Response | None:
        """A briefing for a question that no sentence answers, where fresh stories are plainly about it.

        "Why", "how" and yes-or-no questions are about something that is in the news: a headline that names it is
        enough. What asks for a person, a number or a time is not met by stories that lack one of its words.
        """
        asked = plain(self._request.question)
        if self._request.earlier is not None:
            return await self._briefing_on(self._request.question, considered, in_headline=_FOLLOWED, within=FRESH)
        if self._language != ENGLISH:
            kind = kind_of_answer(self._request.question, self._language)
            is_open = kind in (AnswerKind.REASON, AnswerKind.OTHER)
            is_counted = kind in (AnswerKind.COUNT, AnswerKind.MONEY, AnswerKind.PERCENT)
        else:
            is_open = _OPEN.search(asked) is not None or not _WH.search(asked)
            is_counted = _COUNTED.search(asked) is not None
        if is_open:
            return await self._briefing_on(self._request.question, considered, in_headline=_NAMED, within=FRESH)
        least = 1 if is_counted else _PLAINLY
        return await self._briefing_on(self._request.question, considered, needed=ALL, least=least, within=NOT_OLD)

    async def _answer(self, question: str, span: Span | None) -> tuple[Answer, Consideration]:
        later = REPORTED_LATER
        if span is not None and _is_long(span):
            later = REPORTED_LATER_LONG
        filters = await self._filters(span, later=later)
        answer, considered = await self._reach.answerer.answer_and_consider(
            question, now=self._now, filters=filters, quotes=self._quotes, language=self._language
        )
        answer = replace(self._only_wanted(answer), question=self._request.text)
        if answer.answered and span is None:
            topic = read_topic(question, self._reach, self._language)
            answer = self._outcome_first(question, topic, answer, considered.question)
            quotes = await self._saying(question, answer.quotes)
            if not can_answer(question, topic, quotes, now=self._now, language=self._language):
                confidence = min(answer.confidence, IMPLAUSIBLE)
                answer = replace(answer, answered=False, confidence=confidence, quotes=(), more=(), unanswered_parts=())
        # The words of time are cut from what is searched; whether the evidence is too old for them still counts.
        published = [quote.article.published for quote in answer.quotes]
        stale = answer.answered and is_stale(self._request.text, published, self._now, self._language)
        return replace(answer, stale=stale), considered

    # A topic

    async def _topic(self) -> Response:
        request = self._request
        in_headline = _NAMED if request.in_headline else 0.0
        briefing = await self._briefing_on(request.topic, None, in_headline=in_headline)
        if briefing is not None:
            return briefing
        answer, considered = await self._answer(request.question, request.span)
        response = await self._abstention(replace(answer, answered=False, quotes=(), more=()))
        return replace(response, considered=considered)

    async def _briefing_on(
        self,
        text: str,
        considered: Consideration | None,
        *,
        needed: float | None = None,
        least: int = 1,
        in_headline: float = 0.0,
        within: timedelta | None = None,
    ) -> Response | None:
        request = self._request
        topic = read_topic(text, self._reach, self._language)
        about = await articles_about(
            topic,
            self._reach,
            now=self._now,
            filters=await self._filters(request.span),
            fresh=request.fresh,
            needed=in_headline or needed,
        )
        if in_headline:
            about = [one for one in about if one.headline >= in_headline]
        if within is not None and request.span is None:
            about = [one for one in about if _is_newer(one.article, self._now - within)]
        about = [one for one in about if self._is_wanted(one.article) and _within(one.article, request.span)]
        about = _of_one_time(about)
        if not about:
            return None
        items = await self._told(topic, about[:READ], request.count or STORIES, considered)
        outcome = outcome_asked(text, topic) if considered is not None else None
        if outcome is not None and not any(outcome.told_in(item.text, item.article) for item in items):
            return None
        if not items:
            return None
        if len(items) < least and not any(one.headline >= ALL for one in about):
            return None
        published = [one.article.published for one in about if one.article.published is not None]
        return Response(
            Kind.BRIEFING,
            request,
            items=tuple(items),
            reports=len(about),
            first=min(published, key=as_datetime, default=None),
        )

    async def _told(
        self, topic: Topic, about: Sequence[About], limit: int, considered: Consideration | None
    ) -> list[Item]:
        """The best stories among articles, each once, newest first."""
        numbers = [one.article.number for one in about]
        bodies = await self._reach.store.bodies(numbers)
        told = {
            one.article.number: StoryArticle(
                one.article.number,
                one.article.source,
                one.article.headline,
                one.article.published,
                tuple(paragraph.text for paragraph in bodies.get(one.article.number, ())),
            )
            for one in about
        }
        if self._request.phrases:
            told = {
                number: article
                for number, article in told.items()
                if self._has_phrases(article.headline or "", *article.paragraphs)
            }
        stories = await asyncio.to_thread(group, list(told.values()))
        place = {number: position for position, number in enumerate(numbers)}
        entries = {one.article.number: one.article for one in about}
        leads = sorted(
            (min(story.articles, key=lambda article: place[article.number]) for story in stories),
            key=lambda article: place[article.number],
        )[:limit]
        of_lead = {lead.number: next(story for story in stories if lead in story.articles) for lead in leads}
        best = (
            {candidate.passage.article.number: candidate.text for candidate in reversed(considered.quotes)}
            if considered
            else {}
        )
        paragraphs = {one.article.number: one.paragraph for one in about}
        why = considered is not None and asks_why(self._request.question, self._language)
        items = []
        for lead in leads:
            others = also_reported_by(lead, of_lead[lead.number].articles)
            language = entries[lead.number].language
            text = _sentences(topic, lead, paragraphs[lead.number], language, why=why)
            quoted = best.get(lead.number, "")
            head = topic.read(lead.headline or "", language)
            as_much = topic.covered(head | topic.read(quoted, language)) >= topic.covered(
                head | topic.read(text, language)
            )
            # Of two sure reasons the article's first matters most; else what answers best is quoted.
            if (
                quoted
                and as_much
                and (
                    not why
                    or reason(quoted, language) > reason(text, language)
                    or reason(quoted, language) == reason(text, language) < SURELY
                )
            ):
                text = quoted
            items.append(Item(entries[lead.number], text, tuple(entries[other.number] for other in others)))
        # What only mentions the topic comes after what is about it.
        named = {one.article.number for one in about if one.headline > 0.0}
        items.sort(key=lambda item: (item.article.number not in named, -_seconds(item.article.published)))
        return items

    # Headlines

    async def _headlines(self) -> Response:
        request = self._request
        limit = request.count or self._listed
        if request.span is not None:
            response = await self._list(request.span, limit)
            if response.items:
                return response
            nearest = await self._nearest(request.span.since)
            if nearest is None:
                return replace(response, kind=Kind.ABSTAIN)
            return replace(await self._list(nearest, limit), kind=Kind.ABSTAIN, nearest=nearest)
        today = self._now.astimezone(self._zone).date()
        current = span_of(today - timedelta(days=CURRENT_DAYS - 1), today, self._zone, "")
        response = await self._list(current, limit)
        if response.items:
            return response
        nearest = await self._nearest(current.since)
        if nearest is None:
            return replace(response, kind=Kind.ABSTAIN)
        return replace(await self._list(nearest, limit), nearest=nearest)

    async def _list(self, span: Span, limit: int) -> Response:
        """As `_listed_in`, of the news in the language of the request, if there is any."""
        if self._request.language is not None:
            response = await self._listed_in(span, limit, self._request.language)
            if response.items:
                return response
        return await self._listed_in(span, limit, None)

    async def _listed_in(self, span: Span, limit: int, language: str | None) -> Response:
        """The most reported stories of a span; where there are few, its other headlines too."""
        filters = await self._filters(span)
        section = self._request.section
        if filters.since is None or filters.until is None or filters.since > filters.until:
            return Response(Kind.HEADLINES, self._request)

        def keep(article: StoredArticle) -> bool:
            return (
                _within(article, span)
                and self._is_wanted(article)
                and (language is None or article.language == language)
                and (section is None or is_in(section, article.url) is True)
            )

        digest = await self._news.digest(
            since=filters.since - timedelta(microseconds=1),
            until=filters.until,
            sources=self._sources,
            limit=limit,
            keep=keep,
        )
        items = [
            Item(
                digest.articles[story.lead.number],
                " ".join(sentence.text for sentence in story.summary[:1]),
                tuple(digest.articles[other.number] for other in story.also_reported_by),
            )
            for story in digest.stories
        ]
        entries, total = await self._news.headlines(
            sources=self._sources,
            since=filters.since,
            until=filters.until,
            limit=None if section or language else 10 * limit,
        )
        told = {article.number for one in digest.considered for article in one.articles}
        others = [entry for entry in entries if keep(entry)]
        if section is not None or language is not None:
            total = len(others)
        items += [Item(entry, "") for entry in others if entry.number not in told][: max(0, limit - len(items))]
        if len(items) < STORIES:
            shown = {item.article.number for item in items}
            items += [Item(entry, "") for entry in others if entry.number not in shown][
                : min(limit, STORIES) - len(items)
            ]
        first = min((item.article.published for item in items if item.article.published), key=as_datetime, default=None)
        return Response(Kind.HEADLINES, self._request, items=tuple(items), reports=total, first=first)

    async def _nearest(self, before: datetime) -> Span | None:
        """The newest day before a moment of which there is news."""
        entries, _ = await self._news.headlines(
            sources=self._sources, since=self._limits.since, until=before - timedelta(microseconds=1), limit=50
        )
        dated = [entry.published for entry in entries if entry.published is not None]
        if not dated:
            return None
        day = _day(max(dated, key=as_datetime), self._zone)
        return span_of(day, day, self._zone, "")

    # Nothing

    async def _abstention(self, answer: Answer) -> Response:
        """What is nearest: before a span that holds nothing, else the headlines that share a telling word."""
        request = self._request
        topic = read_topic(request.question or request.topic, self._reach, self._language)
        if request.span is not None and request.wanted is Wanted.BRIEFING:
            filters = replace(await self._filters(), until=request.span.since - timedelta(microseconds=1))
            about = await articles_about(topic, self._reach, now=self._now, filters=filters, fresh=True)
            items = await self._told(topic, about[:READ], CLOSEST, None) if about else []
            newest = max((i.article.published for i in items if i.article.published), key=as_datetime, default=None)
            if newest is not None:
                day = _day(newest, self._zone)
                nearest = span_of(day, day, self._zone, "")
                return Response(Kind.ABSTAIN, request, answer, items=tuple(items), nearest=nearest)
        items = [Item(article, "") for article in answer.closest if self._is_close(article, topic)]
        return Response(
            Kind.ABSTAIN,
            request,
            replace(answer, closest=tuple(item.article for item in items)),
            items=tuple(items[:CLOSEST]),
        )

    def _is_close(self, article: StoredArticle, topic: Topic) -> bool:
        """Whether a headline shares a telling word with the request; one in another language has to name nearly all of
        it, since languages share words that say nothing, such as the French and the English "cause"."""
        named = topic.read(article.headline or "", article.language)
        if article.language != self._language:
            return topic.covered(named) >= LEAST_OF_OLD
        heaviest = max(topic.telling.values(), default=0.0)
        return any(weight >= 0.6 * heaviest and stem in named for stem, weight in topic.telling.items())


def _sentences(topic: Topic, article: StoryArticle, paragraph: Paragraph | None, language: str, *, why: bool) -> str:
    """One or two sentences in a row that tell what an article says about a topic: of the paragraph that names it best,
    or where the headline says it all, of the beginning."""
    named = topic.read(article.headline or "", language)
    if why:
        found = [_fitting(topic, named, text, language, why=True) for text in article.paragraphs[:BODY]]
        reasons = [text for text in found if text]
        if reasons:
            # The first of the surest: what matters most comes early.
            return max(reasons, key=lambda text: reason(text, language))
    text = _fitting(topic, named, paragraph.text, language) if paragraph is not None else ""
    if text:
        return text
    chosen = summarise(article.paragraphs, headline=article.headline, sentences=1)
    return chosen[0].text if chosen else ""


def _fitting(topic: Topic, named: frozenset[str], text: str, language: str, *, why: bool = False) -> str:
    """The sentence of a text, or the two in a row, that name most of a topic with `named`, the headline's terms.

    "" where none is fit to be shown.
    """
    best, score = "", 0.0
    spans = [(start, end) for start, end in sentence_spans(text, language) if _is_fit(text[start:end], language)]
    for index, (start, _) in enumerate(spans):
        for last, (_, end) in enumerate(spans[index : index + 2]):
            if (last and end - start > TEXT_CHARACTERS) or (why and not reason(text[start:end], language)):
                continue
            covered = topic.covered(named | topic.read(text[start:end], language)) - 0.01 * index - 0.05 * last
            if covered > score:
                best, score = text[start:end], covered
    return best


def _is_fit(sentence: str, language: str) -> bool:
    table = table_of(language)
    # Where there are no spaces, there are no words to count.
    is_whole = sentence.endswith(_WIDE_ENDS) if table is not None and table.signs else None
    plainly = is_plain_sentence(sentence, shortest=SHORTEST) if is_whole is None else is_whole
    return plainly and not is_question(sentence) and not is_furniture(sentence)


def _is_long(span: Span) -> bool:
    return (span.last - span.first).days > 7 or (span.until - span.since) > timedelta(days=8)


def _day(published: Published, zone: tzinfo) -> date:
    return published.astimezone(zone).date() if isinstance(published, datetime) else published


def _of_one_time(about: Sequence[About]) -> list[About]:
    """Without what is much older than the newest: what is going on is not told by the archive of years."""
    dated = [as_datetime(one.article.published) for one in about if one.article.published is not None]
    if not dated:
        return list(about)
    return [
        one for one in about if one.article.published is None or as_datetime(one.article.published) >= max(dated) - AGO
    ]


def _is_newer(article: StoredArticle, than: datetime) -> bool:
    return article.published is not None and as_datetime(article.published) >= than


def _within(article: StoredArticle, span: Span | None) -> bool:
    """Whether an article was published in a span; one with a date alone by that date."""
    if span is None:
        return True
    published = article.published
    if published is None:
        return False
    if isinstance(published, datetime):
        return span.since <= as_datetime(published) <= span.until
    return span.first <= published <= span.last


def _seconds(published: Published | None) -> float:
    return float("-inf") if published is None else as_datetime(published).timestamp()
