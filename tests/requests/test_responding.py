"""Responses over the sample newsroom: what each kind of request brings, and what it does not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from config.sample import write_newsroom
from knowledge.answering.freshness import span_of_dates
from knowledge.articles import Article, as_datetime
from knowledge.newsroom import Newsroom
from knowledge.reading import read_paths
from knowledge.requests.explaining import explain_response
from knowledge.requests.reasons import reason
from knowledge.requests.responding import IMPLAUSIBLE, respond
from knowledge.requests.response import Kind, Response
from knowledge.requests.sections import is_in

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data dir with the sample newsroom, six hours old."""
    folder = tmp_path_factory.mktemp("requests")
    write_newsroom(folder / "news", now=NOW - timedelta(hours=6))

    async def ingest() -> None:
        held = await Newsroom.open(folder / "data")
        await held.ingest(read_paths([str(folder / "news")]), now=NOW)
        await held.close()

    asyncio.run(ingest())
    return folder / "data"


@pytest.fixture
async def newsroom(data: Path) -> AsyncIterator[Newsroom]:
    held = await Newsroom.open(data)
    yield held
    await held.close()


async def ask(newsroom: Newsroom, text: str, context: str | None = None, **options: object) -> Response:
    return await respond(await newsroom.view(None), text, now=NOW, zone=UTC, context=context, **options)  # type: ignore[arg-type]


def shown(response: Response) -> str:
    items = [f"{item.article.headline} {item.text}" for item in response.items]
    quotes = [] if response.answer is None or not response.answered else [q.text for q in response.answer.quotes]
    return "\n".join([*items, *quotes])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Tell me about the Harl Bridge", "Harl Bridge"),
        ("Any news about the mayor?", "mayor"),
        ("summarize the recount story", "recount"),
        ("whats up with the astrolabe lol", "astrolabe"),
        ("tram strike latest", "strike"),
        ("storm ottoline", "Ottoline"),
    ],
)
async def test_a_topic_is_a_briefing_of_stories_on_it(newsroom: Newsroom, typed: str, words: str) -> None:
    response = await ask(newsroom, typed)
    assert response.kind is Kind.BRIEFING
    assert 1 <= len(response.items) <= 5
    for item in response.items:
        assert words.lower() in f"{item.article.headline} {item.text}".lower()
    assert response.reports >= len(response.items)
    assert response.first is not None


async def test_every_word_of_an_item_stands_in_its_article(newsroom: Newsroom) -> None:
    for typed in ("storm ottoline", "what happened last week", "the budget", "how many people died in the storm?"):
        response = await ask(newsroom, typed)
        bodies = await (await newsroom.view(None)).bodies([item.article.number for item in response.items])
        assert response.items
        for item in response.items:
            body = "\n\n".join(paragraph.text for paragraph in bodies.get(item.article.number, ()))
            assert item.text in body


async def test_a_story_told_by_several_outlets_comes_once(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "reserve bank rate")
    assert sum("3.25" in (item.article.headline or "") for item in response.items) == 1
    assert any(item.others for item in response.items)


async def test_a_day_gives_the_headlines_of_that_day(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "what happened yesterday")
    assert response.kind is Kind.HEADLINES
    assert not response.answered
    assert len(response.items) == 10
    assert {as_datetime(item.article.published).date() for item in response.items if item.article.published} == {
        (NOW - timedelta(days=1)).date()
    }
    assert len((await ask(newsroom, "top 3 stories this week")).items) == 3


async def test_the_day_is_the_asker_s(newsroom: Newsroom) -> None:
    late = await respond(await newsroom.view(None), "what happened today", now=NOW, zone=ZoneInfo("Pacific/Auckland"))
    assert late.request.span is not None
    for item in late.items:
        published = item.article.published
        assert published is not None
        if isinstance(published, datetime):
            assert late.request.span.since <= published <= late.request.span.until


async def test_a_section_is_told_by_addresses(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "any sports news?")
    assert response.kind is Kind.HEADLINES
    assert "Northern Cup" in shown(response)
    assert all(is_in("sport", item.article.url) for item in response.items)
    assert is_in("sport", "https://example.org/news/2026/sport/cup.html")
    assert is_in("sport", "https://example.org/sporting-chance.html") is None
    assert is_in("sport", None) is None
    assert is_in("sport", "https://example.org/world/sports-hall-flooded.html") is False


async def test_an_outlet_filters(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "What did the Courier say about the bridge?")
    assert response.answered
    assert {item.article.source for item in response.items} == {"Brackenmouth Courier"}
    assert {item.article.source for item in (await ask(newsroom, "courier today")).items} == {"Brackenmouth Courier"}


async def test_an_outlet_that_is_not_held_shows_nothing_of_another(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "what did reuters report about the ferry")
    assert (response.kind, response.items, response.request.elsewhere) == (Kind.ABSTAIN, (), ("Reuters",))


async def test_an_empty_span_offers_the_nearest_before(newsroom: Newsroom) -> None:
    response = await respond(await newsroom.view(None), "what happened today", now=NOW + timedelta(days=9), zone=UTC)
    assert response.kind is Kind.ABSTAIN
    assert response.nearest is not None
    assert response.nearest.last <= NOW.date()
    assert response.items
    topic = await respond(
        await newsroom.view(None), "news on the harl bridge from today", now=NOW + timedelta(days=9), zone=UTC
    )
    assert topic.kind is Kind.ABSTAIN
    assert "Harl Bridge" in shown(topic)
    any_time = await respond(
        await newsroom.view(None),
        "news on the harl bridge from today",
        now=NOW + timedelta(days=9),
        zone=UTC,
        any_time=True,
    )
    assert any_time.kind is Kind.BRIEFING


async def test_nothing_newer_is_said_where_no_day_is_named(newsroom: Newsroom) -> None:
    response = await respond(await newsroom.view(None), "what's new", now=NOW + timedelta(days=30), zone=UTC)
    assert response.kind is Kind.HEADLINES
    assert response.nearest is not None


async def test_a_question_is_answered_by_quotes(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "hey can you tell me who won the northern cup lol")
    assert response.kind is Kind.ANSWER
    assert response.answer is not None
    assert "Skarrow Rovers" in response.answer.quotes[0].text
    assert response.items == ()
    assert response.confidence == response.answer.confidence


async def test_nobody_died_is_an_answer(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "How many people died in the storm?")
    assert response.answered
    assert "No deaths were reported" in shown(response)


async def test_closest_headlines_share_a_telling_word(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "who is taylor swift")
    assert (response.kind, response.items) == (Kind.ABSTAIN, ())
    response = await ask(newsroom, "what was stolen from the ferry museum in Hesk by pirates")
    assert response.kind is Kind.ABSTAIN
    for item in response.items:
        assert any(word in (item.article.headline or "").lower() for word in ("ferry", "hesk", "museum", "stole"))


@pytest.mark.parametrize(
    ("typed", "read", "words"),
    [
        ("news about the libary", {"libary": "library"}, "library"),
        ("who won the election in dunvarrik", {"dunvarrik": "Dunvarrick"}, "Renn-Okafor"),
        ("what happend in pellambey", {"happend": "happened", "pellambey": "Pellamby"}, "Pellamby"),
        ("thistledwn landing", {"thistledwn": "Thistledown"}, "Thistledown"),
        ("what happened on mondey", {"mondey": "monday"}, ""),
    ],
)
async def test_misspelt_words_are_put_right(newsroom: Newsroom, typed: str, read: dict[str, str], words: str) -> None:
    response = await ask(newsroom, typed)
    assert {one.typed: one.read for one in response.request.corrections} == read
    assert words in shown(response)
    as_typed = await ask(newsroom, typed, as_typed=True)
    assert as_typed.request.corrections == ()


@pytest.mark.parametrize("typed", ["who is taylor swift", "who won the world cup", "is it expensive", "bitcoin price"])
async def test_right_words_are_never_put_right(newsroom: Newsroom, typed: str) -> None:
    assert (await ask(newsroom, typed)).request.corrections == ()


async def test_a_forecast_comes_from_a_weather_report(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "what's the weather tomorrow")
    assert response.kind is Kind.BRIEFING
    assert all("weather" in (item.article.headline or "").lower() for item in response.items)


async def test_another_language_finds_names(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "Was ist mit der Harl Bridge passiert?")
    assert response.request.language == "de"
    assert "Harl Bridge" in shown(response)


async def test_words_that_another_language_has_too_answer_nothing(newsroom: Newsroom) -> None:
    # A Portuguese mayor promises to build, construir, something else.
    assert (await ask(newsroom, "¿Quién construyó el faro?")).kind is Kind.ABSTAIN


async def test_what_is_close_shares_more_with_a_question_than_a_word_that_two_languages_have(
    newsroom: Newsroom,
) -> None:
    # A French headline says "à cause d'un pilier".
    found = await ask(newsroom, "What caused the explosion at the Ebbwick refinery?")
    assert (found.kind, found.items) == (Kind.ABSTAIN, ())


async def test_an_english_name_is_found_for_a_question_in_another_language(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "¿Qué pasó con el Maslow-Thane?")
    assert response.request.language == "es"
    assert "Maslow-Thane" in shown(response)


async def test_what_is_new_is_told_in_the_language_it_was_asked_in(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "Was gibt's Neues?")
    assert response.kind is Kind.HEADLINES
    assert {item.article.language for item in response.items} == {"de"}


async def test_a_follow_up_in_another_language(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "und warum?", "Bis wann ist die Deichbrücke gesperrt?")
    assert "Risse" in shown(response)


async def test_follow_ups(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "how long?", "what was maslow-thane sentenced to")
    assert "six years" in shown(response).lower()
    assert response.request.earlier is not None
    new = await ask(newsroom, "who won the cup", "tell me about the harl bridge")
    assert "Skarrow" in shown(new)
    other = await ask(newsroom, "what about the tribune", "what did the courier say about the bridge")
    assert {item.article.source for item in other.items} == {"Tollenhaven Tribune"}


async def test_phrases_must_stand_and_words_left_out_must_not(newsroom: Newsroom) -> None:
    response = await ask(newsroom, '"ash-backed crane"')
    assert response.items
    bodies = await (await newsroom.view(None)).bodies([item.article.number for item in response.items])
    for item in response.items:
        text = " ".join(paragraph.text for paragraph in bodies[item.article.number])
        assert "ash-backed crane" in f"{item.article.headline} {text}".lower()
    assert "insur" not in shown(await ask(newsroom, "ottoline but not insurers")).lower()


async def test_what_the_bot_is_needs_no_news(newsroom: Newsroom) -> None:
    for typed in ("hello", "thanks", "who are you", "which sources do you use"):
        response = await ask(newsroom, typed)
        assert (response.kind, response.items, response.answer) == (Kind.ABOUT, (), None)
        assert "Radio Vessen" in response.outlets


async def test_it_says_how_it_read(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "what did the courier say about the bridge yesterday")
    lines = "\n".join(explain_response(response, newsroom.answerer))
    assert "Topic: bridge" in lines
    assert "“yesterday”: 2026-11-23 to 2026-11-23" in lines
    assert "Outlets: Brackenmouth Courier" in lines
    assert "Terms and their weights:" in "\n".join(
        explain_response(await ask(newsroom, "who won the northern cup"), newsroom.answerer)
    )


async def test_a_word_of_another_s_news_is_never_suggested(tmp_path: Path) -> None:
    held = await Newsroom.open(tmp_path / "data")
    feed = await held.feeds.add("https://example.org/feed", now=NOW)
    secret = Article("Takeover of Quorvanex agreed", ("Quorvanex will be sold.",), source="A", published=NOW)
    await held.feeds.store_entries(feed, [secret], now=NOW, backlog=False)
    await held.ingest([Article("Nothing here", ("An ordinary day passed.",), source="A", published=NOW)], now=NOW)
    theirs = await respond(await held.view(frozenset({feed.number})), "news about quorvanx", now=NOW, zone=UTC)
    assert [one.read for one in theirs.request.corrections] == ["Quorvanex"]
    other = await respond(await held.view(frozenset()), "news about quorvanx", now=NOW, zone=UTC)
    assert other.request.corrections == ()
    await held.close()


async def test_an_empty_archive_is_calm(tmp_path: Path) -> None:
    held = await Newsroom.open(tmp_path / "data")
    for typed in ("", "?", "what's new", "what happened yesterday", "the bridge", "who won", "sport", "hello"):
        response = await respond(await held.view(None), typed, now=NOW, zone=UTC)
        assert response.kind in (Kind.ABSTAIN, Kind.ABOUT, Kind.HEADLINES)
        assert response.items == ()
    await held.close()


async def test_old_evidence_for_a_question_about_now_is_called_old(newsroom: Newsroom) -> None:
    later = NOW + timedelta(days=20)
    response = await respond(await newsroom.view(None), "who is the mayor of dunvarrick right now", now=later, zone=UTC)
    assert response.answer is not None
    assert response.answer.answered
    assert response.answer.stale
    assert not (await ask(newsroom, "who won the northern cup")).answer.stale  # type: ignore[union-attr]


async def test_each_part_gets_its_quote(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "who won the northern cup and how many people watched")
    assert response.kind is Kind.ANSWER
    assert response.answer is not None
    assert len(response.answer.quotes) <= 3
    assert "Skarrow Rovers" in shown(response)
    assert "31,480" in shown(response)


async def test_a_part_without_a_quote_is_named(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "who won the northern cup and who stole the crown jewels of zanzibar")
    assert response.answer is not None
    assert response.answer.answered
    assert "Skarrow Rovers" in shown(response)
    assert response.answer.unanswered_parts == ("who stole the crown jewels of zanzibar",)


async def test_the_dates_are_those_of_the_quotes_that_come_first(newsroom: Newsroom) -> None:
    for typed in ("why did the tram drivers strike", "who won the northern cup", "why is the bridge closed"):
        answer = (await ask(newsroom, typed, quotes=1)).answer
        assert answer is not None
        assert answer.answered
        assert (answer.evidence_from, answer.evidence_to) == span_of_dates([answer.quotes[0].article.published])


async def test_what_somebody_said_needs_an_article_that_names_them(newsroom: Newsroom) -> None:
    assert (await ask(newsroom, "what did the mayor say about the bridge")).kind in (Kind.ANSWER, Kind.BRIEFING)
    assert (await ask(newsroom, "what did Napoleon say about the Harl Bridge")).kind is not Kind.ANSWER


async def test_why_is_met_by_reasons_first(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "why did the tram drivers strike")
    assert response.answer is not None
    given = [bool(reason(quote.text)) for quote in (*response.answer.quotes, *response.answer.more)]
    assert given[0]
    assert given == sorted(given, reverse=True)


async def test_quotes_that_cannot_be_the_answer_leave_little_confidence(newsroom: Newsroom) -> None:
    response = await ask(newsroom, "how do I bake bread")
    assert response.kind is Kind.ABSTAIN
    assert response.confidence <= IMPLAUSIBLE


async def test_a_derived_headline_is_left_out_only_where_the_text_begins_with_it(newsroom: Newsroom) -> None:
    (library,) = (await ask(newsroom, "news about the library")).items
    assert library.repeats_headline
    (beavers,) = (await ask(newsroom, "anything on beavers lately")).items
    assert beavers.article.derived
    assert not beavers.repeats_headline
