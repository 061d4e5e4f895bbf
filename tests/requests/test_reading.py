"""Every rule of reading a request, with examples: what is typed, and what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.requests.reading import read_request, watch_words
from knowledge.requests.request import Correction, Request, Talk, Wanted

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)  # a Tuesday
OUTLETS = ("Brackenmouth Courier", "Orvenmark Post", "CNN", "USA TODAY", "THE WEEK", "Radio Vessen")


def read(text: str, context: str | None = None, zone: str = "UTC") -> Request:
    return read_request(text, now=NOW, zone=ZoneInfo(zone), outlets=OUTLETS, context=context)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("Tell me about the Harl Bridge", "Harl Bridge"),
        ("Any news about the mayor?", "mayor"),
        ("summarize the recount story", "recount"),
        ("whats going on with the strike", "strike"),
        ("what's the deal with the tram drivers these days", "tram drivers"),
        ("fill me in on the trial", "trial"),
        ("catch me up on the budget", "budget"),
        ("any word on the hostages?", "hostages"),
        ("give me the tldr on the strike", "strike"),
        ("tldr ottoline", "ottoline"),
        ("i want to know more about the submarine", "submarine"),
        ("what do we know about the shooting in Lorrimouth", "shooting in Lorrimouth"),
        ("latest on the debt ceiling", "debt ceiling"),
        ("debt ceiling latest", "debt ceiling"),
        ("debt ceiling news", "debt ceiling"),
        ("spy balloon update?", "spy balloon"),
        ("student loans, any news?", "student loans"),
        ("tennessee three whats going on", "tennessee three"),
        ("speaker of the house drama, whats the latest", "speaker of the house"),
        ("so what happened with the ferry", "ferry"),
        ("do you have any articles about bees", "bees"),
        ("show me stories about dogs", "dogs"),
        ("find me something about whales", "whales"),
        ("search for elon musk", "elon musk"),
        ("hows the search for the hiker going", "hiker"),
        ("what are people saying about the new iphone", "new iphone"),
        ("status of the writers strike", "writers strike"),
        ("can i get an update on the flood in the valley", "flood in the valley"),
        ("explain the debt ceiling", "debt ceiling"),
        ("whats up with burning man lol", "burning man"),
        ("i heard something about a train derailment in ohio", "train derailment in ohio"),
        ("any more on the derailment", "derailment"),
        ("lets talk about the oscars", "oscars"),
        ("thoughts on the oscars?", "oscars"),
        ("what's being said about the budget", "budget"),
        ("what is the svb situation", "svb"),
        ("what is going on w/ svb", "svb"),
        ("kevin durant trade, thoughts?", "kevin durant trade"),
        ("anything new about hurricane ian 🌀", "hurricane ian"),
        ("yo pls tell me about the bridge", "bridge"),
        ("eclipse", "eclipse"),
        ("nasa?", "nasa"),
        ("gta 6 trailer", "gta 6 trailer"),
        ("may the fourth", "may the fourth"),
        ("sun exposure risks", "sun exposure risks"),
    ],
)
def test_a_topic_wants_a_briefing(typed: str, topic: str) -> None:
    request = read(typed)
    assert (request.wanted, request.topic) == (Wanted.BRIEFING, topic)


@pytest.mark.parametrize(
    "typed",
    [
        "what's new",
        "What's the news today?",
        "news please",
        "todays headlines",
        "top stories",
        "give me the news",
        "what happened yesterday",
        "what did i miss this week",
        "anything happen over the weekend?",
        "any headlines this morning",
        "what was in the news on sunday",
        "whats trending",
        "top 5 stories from the past 3 days",
        "biggest stories of the week",
        "catch me up",
        "summarize the news",
        "whats hot right now",
        "morning news",
        "what should i know today",
        "what else happened today",
        "yesterday?",
        "two days ago",
    ],
)
def test_a_day_without_a_topic_wants_headlines(typed: str) -> None:
    request = read(typed)
    assert (request.wanted, request.topic, request.sources) == (Wanted.HEADLINES, "", ())


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("When does the bridge reopen?", "When does the bridge reopen"),
        ("can u buy hearing aids without a prescription now", "can you buy hearing aids without a prescription"),
        ("so is weed legal in ohio now", "is weed legal in ohio"),
        ("how many ppl died in the storm so far", "how many people died in the storm"),
        ("whos richer, adani or bezos", "who is richer, adani or bezos"),
        ("hey quick question, who won the cup?", "who won the cup"),
        ("can you tell me who won the cup please", "who won the cup"),
        ("do you know if the bridge is open and when it closed", "the bridge is open and when it closed"),
        ("what did putin say about india landing on the moon", "what did putin say about india landing on the moon"),
        ("is the pandemic over according to biden", "is the pandemic over biden"),
    ],
)
def test_a_question_keeps_its_words_but_loses_those_around_it(typed: str, question: str) -> None:
    request = read(typed)
    assert (request.wanted, request.question) == (Wanted.ANSWER, question)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("what happened today", (2026, 11, 24), (2026, 11, 24)),
        ("yesterday's news on the trial", (2026, 11, 23), (2026, 11, 23)),
        ("news from yesterday", (2026, 11, 23), (2026, 11, 23)),
        ("who won last night", (2026, 11, 23), (2026, 11, 24)),
        ("day before yesterday", (2026, 11, 22), (2026, 11, 22)),
        ("what happened last week", (2026, 11, 16), (2026, 11, 22)),
        ("what happened this week", (2026, 11, 23), (2026, 11, 24)),
        ("news from the past week", (2026, 11, 17), (2026, 11, 24)),
        ("news from the weekend", (2026, 11, 21), (2026, 11, 22)),
        ("anything over the weekend", (2026, 11, 21), (2026, 11, 22)),
        ("what happened last month", (2026, 10, 1), (2026, 10, 31)),
        ("what happened this year", (2026, 1, 1), (2026, 11, 24)),
        ("who won at this years oscars", (2026, 1, 1), (2026, 11, 24)),
        ("news since Monday", (2026, 11, 23), (2026, 11, 24)),
        ("news since june 1", (2026, 6, 1), (2026, 11, 24)),
        ("who died on sunday", (2026, 11, 22), (2026, 11, 22)),
        ("who died on tuesday", (2026, 11, 24), (2026, 11, 24)),
        ("who died last tuesday", (2026, 11, 17), (2026, 11, 17)),
        ("who died on sun", (2026, 11, 22), (2026, 11, 22)),
        ("what happened in June", (2026, 6, 1), (2026, 6, 30)),
        ("which state legalized weed in april", (2026, 4, 1), (2026, 4, 30)),
        ("how much did the fed raise rates in may", (2026, 5, 1), (2026, 5, 31)),
        ("what happened in december", (2025, 12, 1), (2025, 12, 31)),
        ("earthquakes in february 2023", (2023, 2, 1), (2023, 2, 28)),
        ("which films came out in 2022", (2022, 1, 1), (2022, 12, 31)),
        ("over the past three days", (2026, 11, 21), (2026, 11, 24)),
        ("top 5 stories from the past 3 days", (2026, 11, 21), (2026, 11, 24)),
        ("in the last 24 hours", (2026, 11, 23), (2026, 11, 24)),
        ("what happened 3 days ago", (2026, 11, 21), (2026, 11, 21)),
        ("what happened two weeks ago", (2026, 11, 7), (2026, 11, 13)),
        ("what happened a month ago", (2026, 10, 1), (2026, 10, 31)),
        ("what happened two years ago", (2024, 1, 1), (2024, 12, 31)),
        ("in the last six months", (2026, 5, 24), (2026, 11, 24)),
        ("over the past two years", (2024, 11, 24), (2026, 11, 24)),
        ("in the past few weeks", (2026, 11, 3), (2026, 11, 24)),
        ("in the last 30 minutes", (2026, 11, 24), (2026, 11, 24)),
        ("what happened last year", (2025, 1, 1), (2025, 12, 31)),
        ("what happened last weekend", (2026, 11, 21), (2026, 11, 22)),
        ("from june 3 to june 9", (2026, 6, 3), (2026, 6, 9)),
        ("on March 3", (2026, 3, 3), (2026, 3, 3)),
        ("what happened on the 3rd", (2026, 11, 3), (2026, 11, 3)),
        ("what happened on the 30th", (2026, 10, 30), (2026, 10, 30)),
        ("on the 3rd of march", (2026, 3, 3), (2026, 3, 3)),
        ("what happened on 2026-11-03", (2026, 11, 3), (2026, 11, 3)),
        ("what happened on dec 24", (2025, 12, 24), (2025, 12, 24)),
        ("between june and august", (2026, 6, 1), (2026, 8, 31)),
        ("biggest stories of the week", (2026, 11, 23), (2026, 11, 24)),
    ],
)
def test_times_are_spans_of_days(typed: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    span = read(typed).span
    assert span is not None
    assert (span.first, span.last) == (date(*first), date(*last))
    assert span.words in typed or span.words.replace("this week", "of the week") in typed


@pytest.mark.parametrize(
    "typed",
    [
        "what did may say about march",
        "will may resign",
        "the march on washington",
        "the sun newspaper sales",
        "second gentleman doug emhoff",
        "who won the 2022 world cup",
        "black friday sales",
        "who won monday night football",
        "jan 6 committee",
        "album of the year",
        "what happened on 2027-01-01",
        "what happened on february 31",
    ],
)
def test_words_that_look_like_times_are_left_alone(typed: str) -> None:
    assert read(typed).span is None


def test_days_are_meant_in_the_asker_s_zone() -> None:
    request = read_request(
        "what happened today",
        now=datetime(2026, 11, 24, 23, 30, tzinfo=UTC),
        zone=ZoneInfo("Asia/Tokyo"),
        outlets=OUTLETS,
    )
    assert request.span is not None
    assert request.span.first == date(2026, 11, 25)
    assert request.span.since == datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "held", "elsewhere", "topic"),
    [
        ("What did the Courier say about the bridge?", ("Brackenmouth Courier",), (), "bridge"),
        ("courier today", ("Brackenmouth Courier",), (), ""),
        ("cnn headlines today", ("CNN",), (), ""),
        ("what's on cnn", ("CNN",), (), ""),
        ("usa today top stories", ("USA TODAY",), (), ""),
        ("usatoday.com headlines", ("USA TODAY",), (), ""),
        ("according to usa today, how many people died", ("USA TODAY",), (), "how many people died"),
        ("how many people died according to cnn", ("CNN",), (), "how many people died"),
        ("how does usa today explain the faa outage", ("USA TODAY",), (), "faa outage"),
        ("did both the courier and the post report on the bridge", OUTLETS[:2], (), "bridge"),
        ("did cnn and usa today both report on the funeral", ("CNN", "USA TODAY"), (), "funeral"),
        ("show me cnn stories about china", ("CNN",), (), "china"),
        ("news from cnn about china", ("CNN",), (), "china"),
        ("cnn on ukraine", ("CNN",), (), "ukraine"),
        ("the week on liz truss", ("THE WEEK",), (), "liz truss"),
        ("tiktok (cnn)", ("CNN",), (), "tiktok"),
        ("cnn, what happened yesterday", ("CNN",), (), ""),
        ("yesterdays cnn headlines", ("CNN",), (), ""),
        ("what did the week write about liz cheney?", ("THE WEEK",), (), "liz cheney"),
        ("what did the bbc say about the queen's death", (), ("BBC",), "queen's death"),
        ("what did reuters report about sri lanka", (), ("Reuters",), "sri lanka"),
        ("according to al jazeera whats happening in gaza", (), ("Al Jazeera",), "gaza"),
        ("nyt headlines", (), ("The New York Times",), ""),
        ("what happened this week", (), (), ""),
        ("why did cnn fire chris cuomo", (), (), "why did cnn fire chris cuomo"),
        ("who is the new ceo of cnn", (), (), "who is the new ceo of cnn"),
        ("what did biden say about cnn", (), (), "what did biden say about cnn"),
        ("why did npr leave twitter", (), (), "why did npr leave twitter"),
    ],
)
def test_outlets_are_asked_for_not_about(
    typed: str, held: tuple[str, ...], elsewhere: tuple[str, ...], topic: str
) -> None:
    request = read(typed)
    assert (request.sources, request.elsewhere, request.topic) == (held, elsewhere, topic)


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("any sports news today?", "sport"),
        ("sport", "sport"),
        ("what happened in politics yesterday", "politics"),
        ("business headlines this week", "business"),
        ("whats new in science", "science"),
        ("what's going on in tech", "technology"),
        ("world news today", "world"),
        ("sport psychology study", None),
        ("who won in politics", None),
    ],
)
def test_sections(typed: str, section: str | None) -> None:
    assert read(typed).section == section


@pytest.mark.parametrize(
    ("typed", "talk"),
    [
        ("thanks!", Talk.THANKS),
        ("thank you so much", Talk.THANKS),
        ("good bot", Talk.THANKS),
        ("you're welcome", Talk.THANKS),
        ("lol", Talk.THANKS),
        ("hi nutgraf, how are you?", Talk.GREETING),
        ("good morning!", Talk.GREETING),
        ("are you there", Talk.GREETING),
        ("help", Talk.HELP),
        ("what can you do", Talk.HELP),
        ("what can u do for me", Talk.HELP),
        ("how do i use this", Talk.HELP),
        ("what kind of questions can i ask", Talk.HELP),
        ("i have a question", Talk.HELP),
        ("who are you", Talk.SELF),
        ("whats ur name", Talk.SELF),
        ("are you a bot or a human", Talk.SELF),
        ("do you use chatgpt", Talk.SELF),
        ("who's your creator", Talk.SELF),
        ("who am i talking to", Talk.SELF),
        ("can i trust you", Talk.SELF),
        ("where's your data from", Talk.SOURCES),
        ("list commands", Talk.HELP),
        ("how's your day", Talk.GREETING),
        ("which sources do you use?", Talk.SOURCES),
        ("where do you get your news from", Talk.SOURCES),
        ("what newspapers do you read", Talk.SOURCES),
        ("who is the president", None),
        ("what are the sources of the fire", None),
        ("help wanted ads", None),
        ("who are the wildcats", None),
        ("what newspapers reported the fire", None),
        ("which sites were hacked", None),
        ("how does the vaccine work", None),
    ],
)
def test_small_talk(typed: str, talk: Talk | None) -> None:
    request = read(typed)
    assert request.talk == talk
    assert (request.wanted is Wanted.ABOUT) == (talk is not None)


def test_whether_an_outlet_is_followed_is_told() -> None:
    assert read("do you follow the courier?").sources == ("Brackenmouth Courier",)
    assert read("do you have the bbc").elsewhere == ("BBC",)


@pytest.mark.parametrize(
    ("typed", "earlier", "question", "alone"),
    [
        ("for how much", "is jetblue buying spirit?", "for how much jetblue buying spirit", False),
        ("why??", "is pellamby closing", "why pellamby closing", False),
        ("and supporting actress?", "who won best actress", "and supporting actress who won best", False),
        ("how old was she?", "when did the queen die", "how old was she queen die", False),
        ("where was the ticket sold", "did anyone win", "where was the ticket sold win", True),
        ("how many dead", "what happened on the highway", "how many dead highway", False),
    ],
)
def test_a_follow_up_takes_over_what_it_goes_on_from(typed: str, earlier: str, question: str, alone: bool) -> None:
    request = read(typed, earlier)
    assert request.question == question
    assert (request.alone is not None) == alone


def test_a_new_topic_inherits_nothing() -> None:
    request = read("Who won the Northern Cup?", "what did the courier say about the bridge last week")
    assert (request.question, request.sources, request.span) == ("Who won the Northern Cup", (), None)


def test_a_follow_up_inherits_time_and_outlet_and_may_change_them() -> None:
    request = read("and why?", "what did cnn say about the strike last week")
    assert request.sources == ("CNN",)
    assert request.span is not None
    assert request.span.words == "last week"
    assert read("and yesterday?", "what happened today").wanted is Wanted.HEADLINES
    other = read("what about the post", "what did the courier say about the bridge")
    assert (other.topic, other.sources) == ("bridge", ("Orvenmark Post",))
    assert read("thanks", "what happened today").wanted is Wanted.ABOUT


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("top 5 stories", 5),
        ("give me 3 headlines from this week", 3),
        ("show me ten stories", 10),
        ("top stories", None),
        ("who are the big five", None),
    ],
)
def test_how_many(typed: str, count: int | None) -> None:
    assert read(typed).count == count


def test_phrases_and_words_to_leave_out() -> None:
    request = read('storm "boil it first" -ferry')
    assert request.phrases == ("boil it first",)
    assert request.without == ("ferry",)
    assert read("news on the storm but not about insurance").without == ("insurance",)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("what's the weather tomorrow", "weather"),
        ("is it going to rain tomorrow", "weather"),
        ("weather in Skarrow", "weather in Skarrow"),
    ],
)
def test_a_forecast_is_looked_for_in_headlines(typed: str, topic: str) -> None:
    request = read(typed)
    assert (request.topic, request.in_headline) == (topic, True)


@pytest.mark.parametrize(
    ("typed", "language", "topic"),
    [
        ("Was ist mit der Harl Bridge passiert?", "de", "Harl Bridge"),
        ("qui est le président de Hesk", "fr", "qui est le président de Hesk"),
        ("que pasa con la inflación", "es", "inflación"),
        ("who is la mayor", None, "who is la mayor"),
        ("la la land", None, "la la land"),
        ("die hard", None, "die hard"),
    ],
)
def test_other_languages(typed: str, language: str | None, topic: str) -> None:
    request = read(typed)
    assert (request.language, request.topic) == (language, topic)


def test_corrections_are_read_and_kept() -> None:
    corrections = (Correction("wendsday", "wednesday"), Correction("libary", "library"))
    request = read_request("libary news on wendsday", now=NOW, zone=UTC, outlets=OUTLETS, corrections=corrections)
    assert (request.topic, request.corrections) == ("library", corrections)
    assert request.span is not None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("any news on the mayor?", "mayor"),
        ("When does the bridge reopen?", "When does the bridge reopen?"),
        ("what did cnn say about the ferry", "what did cnn say about the ferry"),
        ("harl bridge", "harl bridge"),
    ],
)
def test_what_a_watch_waits_for(typed: str, words: str) -> None:
    assert watch_words(typed, now=NOW, outlets=OUTLETS) == words


@given(st.text(max_size=300), st.none() | st.text(max_size=100))
def test_anything_can_be_read(typed: str, context: str | None) -> None:
    request = read(typed, context)
    assert request.text == typed
    if request.span is not None:
        assert request.span.first <= request.span.last <= NOW.date()
