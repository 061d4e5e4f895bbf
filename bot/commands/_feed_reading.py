"""Follows feeds for a server and reads them at once, showing how far that has come."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterable, Sequence

import discord
from discord import ui

from bot.cards.feeds import feed_name, followed_card, post_here, reading_card, report_card
from bot.cards.layout import Row
from bot.cards.problems import problem_text
from bot.cards.text import line
from bot.client import Interaction, NewsBot
from bot.servers.feed_directory import TooManyFeeds
from knowledge.articles import StoredArticle
from knowledge.errors import KnowledgeError
from knowledge.feeds import Feed
from knowledge.fetching.discovery import FoundFeed
from knowledge.reading.opml import ListedFeed

FOUND_AT_ONCE = 8
SHOW_EVERY = 2.0
"""How often, in seconds, to show how many of several feeds are read."""
NEWEST = 3
"""How many headlines are shown of what was read."""
REPORT = "feeds.txt"

Followed = tuple[Feed, bool] | str
"""A feed and whether the server followed it before, or the sentence that says why it is not followed."""


class FeedReading:
    """What `/feeds add`, `/feeds import` and the starter sets do with what was found, in a deferred response."""

    def __init__(self, bot: NewsBot, interaction: Interaction, guild: int) -> None:
        self._bot = bot
        self._interaction = interaction
        self._guild = guild
        self._translate = bot.translator(interaction)

    async def follow_one(self, found: FoundFeed) -> None:
        """Follow one feed, read it, and show its newest headlines."""
        await self._show(reading_card([found], 0, self._translate))
        followed = await self._follow(found)
        await self._read([followed], lambda _: None)
        told, newest = await self._told(followed), await self._newest([followed])
        await self._show(followed_card(told, newest, self._translate, rows=await self._post_here([followed])))

    async def follow_all(self, listed: Iterable[ListedFeed]) -> None:
        """Follow each feed of a list, read them, and report on each; one that is not there is named."""
        translate = self._translate
        room = self._bot.settings.feeds.per_server
        wanted = list(listed)
        turns = asyncio.Semaphore(FOUND_AT_ONCE)

        async def find(one: ListedFeed) -> tuple[FoundFeed, ...] | KnowledgeError:
            async with turns:
                try:
                    return await self._bot.feed_directory.find(one.url, now=self._bot.now())
                except KnowledgeError as error:
                    return error

        looked_for = await asyncio.gather(*(find(one) for one in wanted[:room]))
        there = [found[0] for found in looked_for if not isinstance(found, KnowledgeError) and len(found) == 1]
        # Found at the same time, but followed one after another, so that they keep the order of the list.
        followed = [await self._follow_listed(one, found) for one, found in zip(wanted, looked_for, strict=False)]
        await self._read(followed, lambda read: reading_card(there, read, translate) if len(there) > 1 else None)
        lines = [await self._told(one) for one in followed]
        lines = [
            f"✗ {told}" if isinstance(one, str) else f"· {told}" for one, told in zip(followed, lines, strict=True)
        ]
        if len(wanted) > room:
            lines.append(f"✗ {translate('feeds-too-many', limit=room)} ({len(wanted) - room})")
        content = "\n".join(f"{one.url}\t{told}" for one, told in zip(wanted, lines, strict=False))
        title, newest = translate("feeds-report", count=len(lines)), await self._newest(followed)
        view = report_card(title, lines, REPORT, translate, newest=newest, rows=await self._post_here(followed))
        await self._show(view, discord.File(io.BytesIO(content.encode()), REPORT))

    async def _follow_listed(self, one: ListedFeed, found: tuple[FoundFeed, ...] | KnowledgeError) -> Followed:
        if isinstance(found, KnowledgeError):
            named = f"{line(one.title, 60)}: " if one.title else ""
            return f"{named}{line(problem_text(str(found), self._translate), 200)}"
        if len(found) > 1:
            return self._translate("feeds-several-of", address=line(one.url, 100), count=len(found))
        return await self._follow(found[0])

    async def _follow(self, found: FoundFeed) -> Followed:
        held = await self._bot.subscriptions.feeds(self._guild)
        member, now = self._interaction.user.id, self._bot.now()
        try:
            feed = await self._bot.feed_directory.follow(self._guild, found, member=member, now=now)
        except TooManyFeeds:
            return self._translate("feeds-too-many", limit=self._bot.settings.feeds.per_server)
        return feed, feed.number in held

    async def _read(self, followed: Sequence[Followed], show: Callable[[int], ui.LayoutView | None]) -> None:
        """Poll what was never read; `show` gives what to show while so many are read."""
        unread = [one[0] for one in followed if not isinstance(one, str) and one[0].last_success is None]
        poll, now = self._bot.fetching.poller.poll, self._bot.now()
        waiting = {asyncio.create_task(poll([feed], now)) for feed in unread}
        total = len(waiting)
        try:
            while waiting:
                if (view := show(total - len(waiting))) is not None:
                    await self._show(view)
                done, waiting = await asyncio.wait(waiting, timeout=SHOW_EVERY)
                for task in done:
                    task.result()
        finally:
            for task in waiting:
                task.cancel()
        await self._bot.newsroom.catch_up()

    async def _told(self, followed: Followed) -> str:
        """What came of following a feed, in a sentence."""
        if isinstance(followed, str):
            return followed
        feed, was_followed = followed
        (now,) = await self._bot.newsroom.feeds.all([feed.number])
        if now.last_success is None and now.error is not None:
            error = line(problem_text(now.error, self._translate), 200)
            return self._translate("feeds-added-unread", name=feed_name(now), error=error)
        articles = (await self._bot.newsroom.feeds.held([feed.number]))[feed.number]
        name = "feeds-known" if was_followed else "feeds-added"
        return self._translate(name, name=feed_name(now), articles=articles)

    async def _newest(self, followed: Sequence[Followed]) -> list[StoredArticle]:
        numbers = {one[0].number for one in followed if not isinstance(one, str)}
        newest = await self._bot.newsroom.feeds.newest(numbers, limit=NEWEST) if numbers else []
        entries = await (await self._bot.news(self._guild)).entries(newest)
        return [entries[number] for number in newest if number in entries]

    async def _post_here(self, followed: Sequence[Followed]) -> list[Row]:
        """The button that posts each new story of what was followed in this channel; none if nothing was."""
        numbers = [one[0].number for one in followed if not isinstance(one, str)]
        if not numbers:
            return []
        card = await self._bot.cards.add(
            "feeds",
            {"followed": numbers},
            guild=self._guild,
            channel=self._interaction.channel_id,
            member=self._interaction.user.id,
            now=self._bot.now(),
        )
        return post_here(card, self._translate)

    async def _show(self, view: ui.LayoutView, *files: discord.File) -> None:
        await self._interaction.edit_original_response(view=view, attachments=list(files))
