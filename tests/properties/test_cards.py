"""Whatever an article says, no card built from it breaks Discord's limits, pings anybody or links elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from discord import ui
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cards.answer import answer_card, more_card, paragraphs_card
from bot.cards.digest import digest_cards, late_sentence, story_texts
from bot.cards.headlines import headlines_card
from bot.cards.help import help_card
from bot.cards.offers import Offers, rest_card
from bot.cards.reasons import reasons_card
from bot.cards.related import related_card
from bot.cards.relay import new_stories_card, new_story_card
from bot.cards.response import Listed, listed_card, read_notes, response_card
from bot.cards.settings import ZONES, server_card
from bot.cards.story import story_card
from bot.cards.text import linkable
from bot.commands.zones import usual_zones
from bot.delivery.payloads import has_nonce
from bot.locales import translator
from bot.servers.server_settings import ServerSettings
from knowledge.answering.answers import Answer, AnswerSpan, Disagreement, Quote
from knowledge.archive.queries import Outlet
from knowledge.articles import Paragraph, Picture, StoredArticle
from knowledge.comparing.articles import StoryArticle
from knowledge.requests.request import Correction, Request, Talk, Wanted
from knowledge.requests.response import Item, Kind, Response
from knowledge.requests.times import span_of
from knowledge.stories.digest_selection import select_stories
from knowledge.stories.related import RelatedStory
from knowledge.stories.reports import Digest, StoryReport, ToldStory
from knowledge.stories.summary import summarise
from tests.properties.hostile import HOSTILE, LONG

pytestmark = pytest.mark.no_cover  # hundreds of examples, which other tests cover too

SAY = translator("en-GB")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)

LIVE_MENTION = re.compile(
    r"<(@[!&]?|#|/[^:>]+:|a?:\w+:|id:)[\w:-]*\d*>|@everyone|@here|<\+?\d+>|<[^\s<>@\\\u200b][^\s<>@]*@[^\s<>]+>"
)
ADDRESS = re.compile(r"https?://[^\s)>\]]+", re.IGNORECASE)

ADDRESSES = st.none() | st.sampled_from(
    [
        "https://a.example/b",
        "https://a.example/b_(c)?d=<e>&f=g h#part",
        "https://a.example/" + "x" * 900,
        "javascript:alert(1)",
        "https://user@evil.example/",
        "not an address",
    ]
)
PUBLISHED = st.none() | st.just(date(2026, 11, 20)) | st.just(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


@st.composite
def articles(draw: st.DrawFn, number: int | None = None) -> StoredArticle:
    return StoredArticle(
        number=draw(st.integers(1, 10**12)) if number is None else number,
        article_id=draw(HOSTILE),
        headline=draw(LONG | HOSTILE),
        derived=draw(st.booleans()),
        source=draw(st.none() | HOSTILE),
        published=draw(PUBLISHED),
        url=draw(ADDRESSES),
        paragraphs=draw(st.integers(0, 30)),
        first_seen=NOW,
        picture=draw(st.none() | st.builds(Picture, ADDRESSES.filter(bool), st.none() | HOSTILE)),
    )


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    text = draw(LONG)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return Quote(
        text,
        0,
        len(text),
        draw(LONG) + text,
        draw(st.integers(1, 10**12)),
        draw(articles()),
        is_headline=draw(st.booleans()),
        answers=tuple(AnswerSpan(*pair, "number") for pair in zip(bounds[::2], bounds[1::2], strict=False)),
    )


def differing() -> st.SearchStrategy[Disagreement]:
    values = st.lists(st.tuples(HOSTILE, HOSTILE), min_size=2, max_size=3).map(tuple)
    return st.builds(Disagreement, HOSTILE, values)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    found = draw(st.lists(quotes(), max_size=3))
    dates = sorted(str(quote.article.published) for quote in found if quote.article.published)
    return Answer(
        question=draw(LONG | HOSTILE | st.just("")),
        answered=bool(found),
        confidence=draw(st.floats(0, 1)),
        quotes=tuple(found),
        more=tuple(draw(st.lists(quotes(), max_size=6))) if found else (),
        closest=() if found else tuple(draw(st.lists(articles(), max_size=5))),
        evidence_from=date.fromisoformat(dates[0][:10]) if dates else None,
        evidence_to=date.fromisoformat(dates[-1][:10]) if dates else None,
        stale=draw(st.booleans()),
        disagreements=(draw(differing()),),
        searched_articles=1,
        searched_paragraphs=draw(st.integers(0, 5)),
        ranked=(),
        elapsed_ms=1.0,
        asked_at=NOW,
        unanswered_parts=tuple(draw(st.lists(HOSTILE | LONG, max_size=3))),
    )


def check(view: ui.LayoutView, *allowed: StoredArticle, room: int = 0) -> None:
    """`room` is how many characters must be left for what is added later."""
    components = view.to_components()
    texts: list[str] = []
    count = 0

    def walk(component: dict[str, Any]) -> None:
        nonlocal count
        count += 1
        if "content" in component:
            texts.append(component["content"])
            assert len(component["content"]) >= 1
        assert len(component.get("custom_id") or "") <= 100
        assert len(component.get("label") or "") <= 80
        assert len(component.get("placeholder") or "") <= 150
        assert "url" not in component
        if component["type"] == 11:
            assert re.fullmatch(r"https://[!-~]{1,2000}", component["media"]["url"])
            assert 1 <= len(component["description"]) <= 1_024
        for option in component.get("options", ()):
            assert 1 <= len(option["label"]) <= 100
            assert 1 <= len(option["value"]) <= 100
            assert len(option.get("description") or "") <= 100
        rows = component.get("components", ())
        if component["type"] == 1:
            assert 1 <= len(rows) <= 5
        for child in [*rows, *filter(None, [component.get("accessory")])]:
            walk(child)

    for component in components:
        walk(component)
    assert count <= 40
    shown = "\n".join(texts)
    assert sum(map(len, texts)) + room <= 4_000
    assert not LIVE_MENTION.search(shown)
    own = [safe for article in allowed if (safe := linkable(article.url)) is not None]
    for address in ADDRESS.findall(shown):
        assert any(address == safe or address.startswith((f"{safe}#:~:text=", f"{safe}:~:text=")) for safe in own)


@st.composite
def responses(draw: st.DrawFn) -> Response:
    span = span_of(date(2026, 11, 16), date(2026, 11, 22), UTC, draw(HOSTILE))
    request = Request(
        text=draw(LONG | HOSTILE | st.just("")),
        wanted=Wanted.BRIEFING,
        span=draw(st.none() | st.just(span)),
        sources=tuple(draw(st.lists(HOSTILE, max_size=3))),
        elsewhere=tuple(draw(st.lists(HOSTILE, max_size=2))),
        talk=draw(st.none() | st.sampled_from(Talk)),
        corrections=tuple(Correction(draw(HOSTILE), draw(HOSTILE)) for _ in range(draw(st.integers(0, 3)))),
        language=draw(st.sampled_from([None, "de", "fr", "es"])),
    )
    items = st.builds(Item, articles(), st.just("") | LONG, st.lists(articles(), max_size=3).map(tuple))
    return Response(
        kind=draw(st.sampled_from([kind for kind in Kind if kind is not Kind.ANSWER])),
        request=request,
        items=tuple(draw(st.lists(items, max_size=25, unique_by=lambda item: item.article.number))),
        nearest=draw(st.none() | st.just(span)),
        reports=draw(st.integers(0, 10**6)),
        first=draw(PUBLISHED),
        outlets=tuple(draw(st.lists(HOSTILE, max_size=30))),
        searched_paragraphs=draw(st.integers(0, 5)),
    )


@settings(max_examples=150, deadline=None)
@given(responses(), st.none() | LONG)
def test_responses(response: Response, context: str | None) -> None:
    shown = [item.article for item in response.items]
    behind = [other for item in response.items for other in item.others]
    check(response_card(response, 10**12, SAY, context=context), *shown, *behind)
    check(response_card(response, None, SAY, pictures=False), *shown, *behind)
    title, notes = "### Title", read_notes(response, SAY)
    for page in range(6):
        listed = [Listed(article, [(other.source, other.url) for other in shown[:3]]) for article in shown]
        offers = Offers.of(response)
        check(listed_card(listed, page, 10**12, SAY, title=title, notes=notes, offers=offers), *shown)
    check(rest_card(Offers.of(response), 10**12, SAY, may_remove=True))


@settings(max_examples=150, deadline=None)
@given(answers(), st.none() | LONG, st.just("") | LONG)
def test_answers(answer: Answer, context: str | None, around: str) -> None:
    shown = [quote.article for quote in answer.quotes] + list(answer.closest)
    check(answer_card(answer, SAY, context=context), *shown)
    check(paragraphs_card([(quote, around, around) for quote in answer.quotes], SAY), *shown)
    check(more_card(answer.more, SAY), *[quote.article for quote in answer.more])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(ToldStory, articles(), st.lists(articles(), max_size=4).map(tuple)), max_size=6),
    st.integers(0, 10**6),
    st.none() | HOSTILE,
    st.none() | HOSTILE,
)
@example([ToldStory(StoredArticle(1, "1", "\u202e", False, "\u202e", None, None, 1, NOW))], 1, None, None)
def test_headline_lists(told: list[ToldStory], total: int, source: str | None, topic: str | None) -> None:
    unique = list({story.lead.number: story for story in told}.values())
    card = headlines_card(unique, max(total, len(unique)), total, 0, 10**12, SAY, source=source, topic=topic)
    check(card, *(article for story in unique for article in (story.lead, *story.others)))


@settings(max_examples=60, deadline=None)
@given(articles(), st.lists(HOSTILE, max_size=8), st.lists(articles(), max_size=8), st.lists(differing(), max_size=4))
def test_stories(
    article: StoredArticle, body: list[str], reports: list[StoredArticle], figures: list[Disagreement]
) -> None:
    summary = tuple(summarise(body, headline=article.headline)) if body else ()
    story = StoryReport(article, summary, tuple(reports), (), (*reports, article), tuple(figures))
    check(story_card(story, SAY), article, *reports)


@settings(max_examples=60, deadline=None)
@given(st.data(), HOSTILE)
def test_digests(data: st.DataObject, title: str) -> None:
    held = [data.draw(articles(number=number)) for number in range(1, data.draw(st.integers(0, 8)) + 1)]
    bodies = {article.number: data.draw(st.lists(HOSTILE, min_size=1, max_size=4)) for article in held}
    covered = [
        StoryArticle(
            number=article.number,
            source=article.source,
            headline=article.headline,
            published=datetime(2026, 11, 23, 12, article.number, tzinfo=UTC),
            paragraphs=tuple(bodies[article.number]),
        )
        for article in held
    ]
    since = datetime(2026, 11, 23, tzinfo=UTC)
    choice = select_stories(covered, since=since, until=NOW, limit=8)
    paragraphs = {
        number: tuple(Paragraph(n, number, n, 0, text) for n, text in enumerate(body))
        for number, body in bodies.items()
    }
    digest = Digest(since, NOW, choice.stories, choice.considered, {a.number: a for a in held}, paragraphs)
    room = len(late_sentence(NOW, SAY)) + len("\n****")
    for view in digest_cards(digest, story_texts(digest, SAY), title, SAY, nonce=lambda part: f"{part:016}"):
        check(view, *held, room=room)
    check(reasons_card(digest, title, SAY), *held)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(articles(), min_size=1, max_size=3), max_size=5), LONG)
def test_related_news(stories: list[list[StoredArticle]], text: str) -> None:
    unique = list({story[0].number: story for story in stories}.values())
    view = related_card([RelatedStory(first, tuple(others)) for first, *others in unique], text, SAY)
    check(view, *[article for story in unique for article in story])


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.none() | HOSTILE, st.none() | LONG, st.booleans())
def test_help(example: str, name: str | None, headline: str | None, direct: bool) -> None:
    usable = [
        "ask",
        "headlines",
        "story",
        "trend",
        "sources",
        "watch",
        "settings",
        "privacy",
        "feeds",
        "digest",
        "setup",
    ]
    view = help_card(
        usable,
        lambda command: f"`/{command}`",
        SAY,
        direct=direct,
        example=example,
        name=name,
        headline=headline,
        not_here=None,
        held="",
    )
    check(view)


@settings(max_examples=30, deadline=None)
@given(st.lists(HOSTILE, max_size=60), st.integers(0, 2), st.booleans())
def test_settings(names: list[str], page: int, everything: bool) -> None:
    outlets = [Outlet(number, name, 1, 1, None) for number, name in enumerate(names)]
    chosen = ServerSettings(1, 7, "pt-BR", "Asia/Kathmandu", tuple(names), tuple(range(25)), tuple(range(25)))
    view = server_card(
        chosen if everything else ServerSettings(1),
        outlets,
        page=page,
        zone="America/Argentina/Buenos_Aires",
        zones=usual_zones("es-419", limit=ZONES),
        known=range(30),
        now=NOW,
        translate=SAY,
    )
    check(view)


@settings(max_examples=60, deadline=None)
@given(articles(), LONG | HOSTILE | st.just(""), ADDRESSES, st.none() | HOSTILE | LONG, st.booleans())
def test_a_new_story(article: StoredArticle, opening: str, picture: str | None, alt: str | None, edited: bool) -> None:
    shown = replace(article, picture=Picture(picture, alt) if picture else None, updated=NOW)
    view = new_story_card(shown, opening, "0123456789abcdef", SAY, edited=edited)
    check(view, shown, room=200)
    pictures = [part["accessory"] for part in view.to_components()[0]["components"] if "accessory" in part]
    for part in pictures:
        assert part["media"]["url"].startswith("https://")
        assert len(part["media"]["url"]) <= 2_048
        assert 1 <= len(part["description"]) <= 1_024
    assert has_nonce(view.to_components(), "0123456789abcdef")


@settings(max_examples=40, deadline=None)
@given(st.lists(articles(), min_size=2, max_size=25, unique_by=lambda one: one.number), HOSTILE | LONG)
def test_several_new_stories(found: list[StoredArticle], feed: str) -> None:
    view = new_stories_card(found, feed, "0123456789abcdef", SAY)
    check(view, *found)
    assert has_nonce(view.to_components(), "0123456789abcdef")
