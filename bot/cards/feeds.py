"""The cards of feeds: what a server follows, a choice among a site's feeds, and a feed's newest entries."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import discord
from babel import Locale
from discord import ui

from bot.cards.answer import headline_line
from bot.cards.controls import Press, SelectMenu
from bot.cards.layout import AMBER, BLUE, GREY, Row, card
from bot.cards.problems import problem_text
from bot.cards.text import label, line, link, when
from bot.locales import Translator
from config.starter import LANGUAGES, TOPICS, Language, StarterFeed, Topic
from knowledge.articles import StoredArticle
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.feed import FeedEntry

PAGE = 8
"""Feeds per page of the list."""
MOST_CHOICES = 25
MOST_LINES = 25
"""How many lines of a report the card shows; the attached file has all of them."""


def feed_name(feed: Feed | FoundFeed) -> str:
    """What a feed is called on cards: its title, linked to its address."""
    return link(line(feed.title or feed.url, 60), feed.url)


def feeds_card(
    feeds: Sequence[tuple[Feed, int, bool]], page: int, public: int, limit: int, translate: Translator
) -> ui.LayoutView:
    """One page (from 0) of a server's feeds, each with its number of articles and whether it is paused here."""
    if not feeds:
        return card([translate("feeds-none"), _public(public, translate)], accent=GREY)
    pages = math.ceil(len(feeds) / PAGE)
    page = min(max(page, 0), pages - 1)
    texts = [f"### {translate('feeds-title', count=len(feeds), limit=limit)}"]
    texts += [_feed(*one, translate) for one in feeds[page * PAGE : (page + 1) * PAGE]]
    texts.append(_public(public, translate))
    rows: list[list[ui.Item[Any]]] = []
    if pages > 1:
        rows.append(
            [
                Press("feeds-page", str(page - 1), label=translate("button-previous"), disabled=page == 0),
                Press("feeds-page", str(page + 1), label=translate("button-next"), disabled=page + 1 >= pages),
            ]
        )
    failing = any(feed.error for feed, _, _ in feeds)
    return card(texts, accent=AMBER if failing else BLUE, rows=rows)


def choice_card(found: Sequence[FoundFeed], number: int, translate: Translator) -> ui.LayoutView:
    """A select among the feeds of a site; `number` is the stored card's number."""
    options = [
        discord.SelectOption(
            label=label(feed.title or feed.url), value=f"{number}:{place}", description=label(feed.url)
        )
        for place, feed in enumerate(found[:MOST_CHOICES])
    ]
    text = translate("feeds-several", count=len(found))
    return card([text], rows=[[SelectMenu("follow-feed", options, placeholder=translate("feeds-choose"))]])


def entries_card(feed: FoundFeed, entries: Sequence[FeedEntry], others: int, translate: Translator) -> ui.LayoutView:
    """The newest entries of a feed that nobody follows yet, as they would be stored."""
    texts = [f"### {feed_name(feed)}\n-# {translate('feeds-test', entries=feed.entries)}"]
    for entry in entries:
        headline = line(entry.headline or " ".join(entry.paragraphs)[:160], 160)
        kind = (
            translate("feeds-test-text", paragraphs=len(entry.paragraphs))
            if entry.paragraphs
            else translate("headlines-only")
        )
        date = when(entry.published, translate.language) or translate("feeds-test-undated")
        texts.append(f"**{link(headline, entry.url)}**\n-# {date} · {kind}")
    if not entries:
        texts.append(translate("feeds-test-empty"))
    if others:
        texts.append(f"-# {translate('feeds-test-others', count=others)}")
    return card(texts, accent=BLUE if entries else GREY)


def report_card(
    title: str,
    lines: Sequence[str],
    file: str | None,
    translate: Translator,
    *,
    newest: Sequence[StoredArticle] = (),
    rows: Sequence[Row] = (),
) -> ui.LayoutView:
    """A report with one line per address, and the newest headlines of all. `file` is the name of the attached file that
    has every line."""
    shown = list(lines[:MOST_LINES])
    if len(lines) > len(shown):
        shown.append(f"-# {translate('feeds-report-more', count=len(lines) - len(shown))}")
    view = card([f"### {title}", "\n".join(shown), *_newest(newest, translate)], rows=rows)
    if file is not None:
        view.add_item(ui.File(f"attachment://{file}"))
    return view


def reading_card(found: Sequence[FoundFeed], read: int, translate: Translator) -> ui.LayoutView:
    """What is shown while feeds that were found are read for the first time; `read` of them are."""
    if len(found) == 1:
        return card([translate("feeds-reading", name=feed_name(found[0]), entries=found[0].entries)])
    return card([translate("feeds-reading-all", count=len(found), read=read)])


def followed_card(
    told: str, newest: Sequence[StoredArticle], translate: Translator, *, rows: Sequence[Row] = ()
) -> ui.LayoutView:
    """What came of following a feed, and its newest headlines."""
    return card([told, *_newest(newest, translate)], rows=rows)


def post_here(number: int, translate: Translator) -> list[Row]:
    """A row with the button that posts the stories of the feeds just followed; `number` is the stored card's number."""
    return [[Press("relay-here", str(number), label=translate("button-post-here"))]]


def starter_card(
    language: Language, topic: Topic | None, feeds: Sequence[StarterFeed], translate: Translator
) -> ui.LayoutView:
    """The starter sets: a select of the topic, one of the language, and, once there is a topic, one of its `feeds`."""
    spoken, territories = Locale.parse(translate.language), Locale.parse(translate.language).territories
    languages = [
        discord.SelectOption(
            label=label(Locale.parse(one).get_display_name(spoken) or one),
            value=f"{one}:{topic or ''}",
            default=one == language,
        )
        for one in LANGUAGES
    ]
    topics = [
        discord.SelectOption(label=translate(f"starter-{one}"), value=f"{language}:{one}", default=one == topic)
        for one in TOPICS
    ]
    rows: list[list[ui.Item[Any]]] = [
        [SelectMenu("starter-topic", topics, placeholder=translate("starter-choose-topic"))],
        [SelectMenu("starter-language", languages)],
    ]
    if feeds:
        options = [
            discord.SelectOption(label=label(one.name), value=one.url, description=territories[one.country])
            for one in feeds[:MOST_CHOICES]
        ]
        choose = translate("starter-choose")
        rows.insert(0, [SelectMenu("starter-follow", options, placeholder=choose, most=MOST_CHOICES)])
    return card([f"### {translate('starter-title')}", translate("starter-body")], rows=rows)


def _newest(articles: Sequence[StoredArticle], translate: Translator) -> list[str]:
    if not articles:
        return []
    return [f"-# {translate('feeds-newest')}", *(headline_line(article, translate) for article in articles)]


def _feed(feed: Feed, articles: int, paused: bool, translate: Translator) -> str:
    parts = [translate("feeds-articles", articles=articles)]
    if paused:
        parts.append(translate("feeds-paused"))
    elif feed.state == "gone":
        parts.append(translate("feeds-gone"))
    elif feed.last_success is None and feed.error is None:
        parts.append(translate("feeds-waiting"))
    elif feed.last_success is not None:
        parts.append(translate("feeds-read", when=when(feed.last_success, translate.language)))
    text = f"**{feed_name(feed)}**\n-# {' · '.join(parts)}"
    if feed.error:
        error = line(problem_text(feed.error, translate), 160)
        text += f"\n-# ⚠ {translate('feeds-error', failures=feed.failures, error=error)}"
    return text


def _public(public: int, translate: Translator) -> str:
    return f"-# {translate('feeds-public', count=public)}" if public else ""
