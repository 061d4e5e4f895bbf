"""From the bytes of a feed to every card: what an outlet writes pings nobody, forges nothing and stays as it is."""

from __future__ import annotations

import asyncio
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from html import escape as html_escape
from typing import Any
from xml.sax.saxutils import escape as xml_escape

import pytest
from discord import ui
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards.answer import answer_card, more_card, paragraphs_card
from bot.cards.digest import digest_cards, story_texts
from bot.cards.feeds import choice_card, entries_card, feeds_card
from bot.cards.headlines import headlines_card
from bot.cards.reasons import reasons_card
from bot.cards.response import response_card
from bot.cards.sources import sources_card
from bot.cards.story import story_card
from bot.cards.text import MARKS, linkable
from bot.cards.trend import trend_card
from bot.cards.watch import more_today_card, watch_card
from bot.delivery.notices import Notices
from bot.locales import translator
from knowledge.answering.answers import Answer, AnswerSpan, Disagreement, Quote
from knowledge.archive.queries import Outlet
from knowledge.articles import PARAGRAPH_BREAK, Article, HeadlineOnly, Paragraph, StoredArticle
from knowledge.comparing.articles import StoryArticle
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.feed import ParsedFeed, feed_readings, read_feed
from knowledge.requests.request import Request, Talk, Wanted
from knowledge.requests.response import Item, Kind, Response
from knowledge.stories.digest_selection import select_stories
from knowledge.stories.reports import Digest, StoryReport, ToldStory
from knowledge.stories.summary import summarise
from knowledge.stories.trend import Trend
from knowledge.watching.judging import Finding
from tests.properties.hostile import HOSTILE
from tests.properties.test_cards import check

pytestmark = pytest.mark.no_cover  # hundreds of examples, which other tests cover too

SAY = translator("en-GB")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
FEED = "https://outlet.example/feed"

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\((https?://[^\s()]+)\)")
_OWN_COMMAND = re.compile(r"`/[a-z ]+`")
_OWN_LINE = re.compile(r"^(?:#{2,3} |-# |> |>$)*")
_BLOCK = re.compile(r"^\s*(?:#{1,3} |-# |>|[-*+] |\d+[.)] )")


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    """An RSS document, well-formed whatever its texts say; HTML in it is text that was escaped once more."""

    def text(written: str, *, html: bool = False) -> str:
        written = html_escape(written).replace("\n", "<br>") if html else written
        return xml_escape("".join(c for c in written if c in "\n\t" or ord(c) >= 32))

    items = [
        f"<item><title>{text(draw(HOSTILE))}</title><link>{text(link)}</link><pubDate>{date}</pubDate>"
        f"<description>{text('<p>' + '</p><p>'.join(map(html_escape, body)) + '</p>')}</description></item>"
        for link, date, body in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(
                        [f"https://outlet.example/{n}" for n in range(4)]
                        + ["javascript:alert(1)", "https://a.example/b_(c)?d=<e>&f=[g]", "https://u@evil.example/"]
                    ),
                    st.sampled_from(["Mon, 23 Nov 2026 12:00:00 GMT", "Mon, 23 Nov 2026 15:30:00 GMT"]),
                    st.lists(HOSTILE, min_size=1, max_size=3),
                ),
                min_size=1,
                max_size=5,
            )
        )
    ]
    title = text(draw(HOSTILE))
    document = f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"
    return document.encode()


def held(parsed: ParsedFeed) -> tuple[list[StoredArticle], dict[int, tuple[Paragraph, ...]]]:
    """The entries as the archive would hold them."""
    articles, bodies = [], {}
    for number, read in enumerate(feed_readings(parsed), start=1):
        assert isinstance(read, Article | HeadlineOnly)
        paragraphs = read.paragraphs if isinstance(read, Article) else ()
        starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in paragraphs[:n]) for n in range(len(paragraphs))]
        bodies[number] = tuple(
            Paragraph(number * 100 + n, number, n, start, text)
            for n, (start, text) in enumerate(zip(starts, paragraphs, strict=True))
        )
        articles.append(
            StoredArticle(
                number,
                str(number),
                read.headline,
                isinstance(read, Article) and read.derived,
                read.source,
                read.published,
                read.url,
                len(paragraphs),
                NOW,
            )
        )
    return articles, bodies


def quotes_of(articles: list[StoredArticle], bodies: dict[int, tuple[Paragraph, ...]]) -> list[Quote]:
    quotes = []
    for article in articles:
        if bodies[article.number]:
            first = bodies[article.number][0]
            bold = (AnswerSpan(0, min(9, len(first.text)), "person"),)
            quotes.append(Quote(first.text, 0, len(first.text), first.text, first.number, article, answers=bold))
        elif article.headline:
            headline = article.headline
            quotes.append(Quote(headline, 0, len(headline), headline, 0, article, is_headline=True))
    return quotes


def cards(parsed: ParsedFeed) -> list[tuple[str, ui.LayoutView]]:
    """Every card that shows something of a feed, by the kind of card."""
    articles, bodies = held(parsed)
    titled = [article for article in articles if article.headline]
    quotes = quotes_of(articles, bodies)
    title, words = parsed.title or FEED, (articles[0].headline or "?") if articles else "?"
    shown: list[tuple[str, ui.LayoutView]] = []

    def response(kind: Kind, **options: Any) -> Response:
        request = Request(words, Wanted.BRIEFING, talk=Talk.SOURCES, sources=options.pop("sources", ()))
        return Response(kind, request, **options)

    if quotes:
        answer = Answer(
            question=words,
            answered=True,
            confidence=0.9,
            quotes=tuple(quotes[:3]),
            more=tuple(quotes[3:]),
            closest=(),
            evidence_from=NOW,
            evidence_to=NOW,
            stale=True,
            disagreements=(Disagreement(words, ((title, words), (title, title))),),
            searched_articles=1,
            searched_paragraphs=1,
            ranked=(),
            elapsed_ms=1.0,
            asked_at=NOW,
            unanswered_parts=(words,),
        )
        shown += [
            ("answer", answer_card(answer, SAY, context=words)),
            ("more", more_card(quotes, SAY)),
            ("paragraphs", paragraphs_card([(quote, words + " ", " " + words) for quote in quotes[:3]], SAY)),
        ]
    items = tuple(
        Item(article, bodies[article.number][0].text if bodies[article.number] else "", tuple(titled[:1]))
        for article in titled
    )
    for kind in (Kind.BRIEFING, Kind.HEADLINES, Kind.ABSTAIN, Kind.ABOUT):
        found = response(kind, items=items, outlets=(title,), sources=(title,) if kind is not Kind.ABOUT else ())
        shown.append((kind.value, response_card(found, 1, SAY, context=words)))
    shown.append(
        (
            "headlines",
            headlines_card([ToldStory(one) for one in titled[:6]], len(titled), len(titled), 0, 1, SAY, source=title),
        )
    )
    for article in titled[:1]:
        body = [paragraph.text for paragraph in bodies[article.number]]
        summary = tuple(summarise(body, headline=article.headline)) if body else ()
        shown.append(("story", story_card(StoryReport(article, summary, tuple(titled[1:])), SAY)))
    for quote in quotes[:1]:
        shown.append(("alert", watch_card(words, Finding(quote.article, quote, 0.9), "1", SAY)))
    for article in titled[:1]:
        shown.append(("alert of a headline", watch_card(words, Finding(article, None, 0.9), "1", SAY)))
    shown.append(("more today", more_today_card(words, 10, "1", SAY)))
    shown += digests(titled, bodies, title)
    feed = Feed(1, FEED, title=parsed.title, error=words, failures=3, failing_since=NOW)
    found_feed = FoundFeed(FEED, parsed.title, None, len(articles))
    shown += [
        ("feeds", feeds_card([(feed, 3, False)], 0, 1, 9, SAY)),
        ("choice", choice_card([found_feed, found_feed], 1, SAY)),
        ("feed test", entries_card(found_feed, parsed.entries[:3], 0, SAY)),
        ("notice", notice(feed)),
        ("sources", sources_card([Outlet(1, title, 3, 1, NOW)], 0, SAY)),
        ("trend", trend_card([(words, Trend(((NOW.date(), 9),), ((NOW.date(), words),)))], title, SAY)),
    ]
    return shown


def digests(
    articles: list[StoredArticle], bodies: dict[int, tuple[Paragraph, ...]], title: str
) -> list[tuple[str, ui.LayoutView]]:
    since = NOW - timedelta(days=1)
    chosen = select_stories(
        [
            StoryArticle(
                number=article.number,
                source=article.source,
                headline=article.headline,
                published=NOW - timedelta(hours=article.number),
                paragraphs=tuple(paragraph.text for paragraph in bodies[article.number]),
            )
            for article in articles
            if bodies[article.number]
        ],
        since=since,
        until=NOW,
        limit=8,
    )
    by_number = {article.number: article for article in articles}
    digest = Digest(since, NOW, chosen.stories, chosen.considered, by_number, bodies)
    views = digest_cards(digest, story_texts(digest, SAY), title, SAY, nonce=lambda part: f"{part:016}")
    return [*(("digest", view) for view in views), ("reasons", reasons_card(digest, title, SAY))]


def notice(feed: Feed) -> ui.LayoutView:
    """What `Notices` sends about a feed."""
    sent: list[ui.LayoutView] = []

    class Channel:
        async def send(self, *, view: ui.LayoutView, **_: object) -> None:
            sent.append(view)

    class Client:
        def get_partial_messageable(self, *_: object, **__: object) -> Channel:
            return Channel()

    class English:
        async def of_server(self, guild: int) -> str:
            return "en"

    asyncio.run(Notices(Client(), None, None, None, English())._send(feed, 1, 2))  # type: ignore[arg-type]
    return sent[0]


def texts_of(view: ui.LayoutView) -> list[str]:
    found: list[str] = []

    def walk(component: dict[str, Any]) -> None:
        if component["type"] == 10:
            found.append(component["content"])
        for child in component.get("components", ()):
            walk(child)

    for component in view.to_components():
        walk(component)
    return found


def contained(text: str, addresses: set[str]) -> None:
    """Nothing in a block of text is markup but our own: links to where the outlet says, bold, and line beginnings."""
    for words, address in _LINK.findall(text):
        assert not re.search(r"[\[\]]", words), "Discord reads brackets in a link's words even where they are escaped"
        assert any(address == known or address.startswith((f"{known}#:~:", f"{known}:~:")) for known in addresses)
    bare = _OWN_COMMAND.sub("command", _LINK.sub("link", text))
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]`|~]", bare), "brackets, code, spoilers and strikes are escaped"
    assert not re.search(r"(?<!\\)(?:\\\\)*_", bare), "underscores are escaped"
    # Asterisks of ours stand in pairs on their line, with something between them.
    for row in bare.split("\n"):
        ours = re.sub(r"\\.", "x", row)
        assert ours.count("**") % 2 == 0
        assert "****" not in ours
        rest = _OWN_LINE.sub("", row)
        assert not _BLOCK.match(rest), "no heading, list or quote begins"
        assert "<t:0" not in row
        assert "\u200bt:0" not in row or "<\u200bt:0" in row


def visible(text: str) -> str:
    """What Discord shows of a text that was escaped, without white space and what is not seen. In a link brackets are
    round."""
    shown = re.sub(r"\\([^a-z0-9\s])", r"\1", re.sub(r"(?<!\\)\*\*", "", text), flags=re.IGNORECASE)
    shown = shown.translate(str.maketrans("[]", "()"))
    return "".join(c for c in shown if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc", "Cn", "Co"})


@settings(max_examples=60, deadline=None)
@given(feeds())
@example("<rss><channel><title>\u202e</title><item><title>&lt;</title></item></channel></rss>".encode())
@example(
    b"<rss><channel><title>](https://evil.example) [</title><item><title>\xe3\x85\xa4</title></item></channel></rss>"
)
def test_whatever_a_feed_says_no_card_breaks(document: bytes) -> None:
    parsed = read_feed(document, content_type="application/rss+xml", url=FEED)
    articles, _ = held(parsed)
    addresses = {safe for article in articles if (safe := linkable(article.url))} | {FEED}
    followed = StoredArticle(0, "0", None, False, None, None, FEED, 0, NOW)
    for kind, view in cards(parsed):
        try:
            check(view, *articles, followed)
            for text in texts_of(view):
                contained(text, addresses)
                assert text.strip(), "no block is empty"
                marks = re.findall(r"[\u0300-\u036f\u0483-\u0489\u20d0-\u20f0]+", text)
                assert max(map(len, marks), default=0) <= MARKS, "nothing reaches into other lines"
                assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        except AssertionError as error:
            error.add_note(f"the card of: {kind}")
            raise


WORDS = st.lists(
    st.sampled_from(["Mayor", "Ana", "Sánchez", "said", "14", "<b>", "[sic]", "a_b_c", "*", "#1", "@home", "50%", "—"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_its_words_stay_as_they_are(headline: str, text: str) -> None:
    def written(words: str) -> str:
        return xml_escape(html_escape(words))

    document = (
        f"<rss version='2.0'><channel><title>Post</title><item><title>{xml_escape(headline)}</title>"
        f"<link>https://outlet.example/1</link><description>{written(text)}</description></item></channel></rss>"
    )
    parsed = read_feed(document.encode(), content_type="application/rss+xml", url=FEED)
    (article,), bodies = held(parsed)
    by_kind = {kind: "\n".join(texts_of(view)) for kind, view in cards(parsed)}
    for kind in ("briefing", "headlines", "story", "alert of a headline"):
        assert visible(article.headline or "") in visible(by_kind[kind]), kind
    for paragraph in bodies[1]:
        for kind in ("answer", "paragraphs", "alert"):
            assert visible(paragraph.text) in visible(by_kind[kind]), kind
