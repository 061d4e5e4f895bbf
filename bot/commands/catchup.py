"""/catchup: what a channel's digests and a member's watches would have told since the member last asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.catchup import MissedStory, catchup_card
from bot.cards.text import when
from bot.client import Interaction, NewsBot
from bot.commands._no_news import require_news
from bot.commands.options import parse_since, since_choices
from bot.delivery.digest_store import DigestSpec
from bot.locales import Translator
from knowledge.archive.identity import fold
from knowledge.archive.queries import other_outlets
from knowledge.articles import StoredArticle
from knowledge.stories.digest_selection import DigestStory
from knowledge.stories.reports import Digest
from knowledge.view import NewsView

MOST = 7
"""Stories that are told."""
CONSIDERED = 100
"""Stories among which those that a watch is waiting for are sure of their place."""
FIRST = timedelta(days=1)
"""How far back it goes for a member who has never asked anything."""
LONGEST = timedelta(days=7)
"""How far back it goes without `since`: after a longer absence nobody wants to be told everything."""


@dataclass(frozen=True, slots=True)
class Met:
    """The words of a watch that an entry met, and its story, as the number of the first entry about it."""

    words: str
    story: int


class CatchUp(commands.Cog):
    """Catching up, by command or by the button under a digest."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        bot.on_control("catchup", self._pressed)

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.autocomplete(since=since_choices)
    async def catchup(self, interaction: Interaction, since: str | None = None) -> None:
        """Tell it to the member alone."""
        await self.bot.acknowledge(interaction, private=True)
        zone = await self.bot.zone(interaction.guild_id, interaction.user.id)
        await self._tell(interaction, parse_since(since, self.bot.now(), zone, self.bot.translator(interaction)))

    async def _pressed(self, interaction: Interaction, _: str) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._tell(interaction, None)

    async def _tell(self, interaction: Interaction, since: datetime | None) -> None:
        await require_news(interaction)
        translate, guild = self.bot.translator(interaction), interaction.guild_id
        async with self.bot.answer_queue.turn(interaction.id):
            now = self.bot.now()
            start, said = await self._start(interaction.user.id, since, now, translate)
            news = await self.bot.news(guild)
            specs = await self._digests(interaction)
            keep = await _kept_by(specs, news)
            matched = await self._matched(interaction, start)
            stories = [] if start >= now else await _stories(news, start, now, keep, matched)
        selection = "catchup-of-watches" if guild is None else "catchup-of-everything"
        if specs:
            selection = "catchup-of-digests"
        await interaction.edit_original_response(view=catchup_card(stories, said, translate(selection), translate))

    async def _start(
        self, member: int, since: datetime | None, now: datetime, translate: Translator
    ) -> tuple[datetime, str]:
        """From when on, and a few words that say so."""
        if since is not None:
            return since, translate("catchup-since", when=when(since, translate.language))
        asked = (await self.bot.members.get(member)).asked
        if asked is not None and now - asked <= LONGEST:
            return asked, translate("catchup-since-question", when=when(asked, translate.language))
        start = now - (FIRST if asked is None else LONGEST)
        return start, translate("catchup-since", when=when(start, translate.language))

    async def _digests(self, interaction: Interaction) -> list[DigestSpec]:
        """The digests that are posted where the member is: in the channel, or in that of the thread."""
        if interaction.guild_id is None:
            return []
        here = {interaction.channel_id}
        if isinstance(interaction.channel, discord.Thread):
            here.add(interaction.channel.parent_id)
        digests = await self.bot.digests.all(guild=interaction.guild_id)
        return [digest.spec for digest in digests if digest.paused is None and digest.spec.channel in here]

    async def _matched(self, interaction: Interaction, start: datetime) -> dict[int, Met]:
        """What has met the member's watches, of this server and of direct messages, by the entry's number."""
        matched: dict[int, Met] = {}
        for watch in await self.bot.watches.of_member(interaction.user.id):
            if interaction.guild_id is None or watch.guild in {None, interaction.guild_id}:
                for match in await self.bot.watches.matches(watch.number, since=start):
                    matched.setdefault(match.entry, Met(watch.words, match.story))
        return matched


async def _kept_by(specs: list[DigestSpec], news: NewsView) -> Callable[[StoredArticle], bool]:
    """Which articles these digests choose from; without any, all."""
    if not specs:
        return lambda _: True
    chosen = []
    for spec in specs:
        sources = {fold(source) for source in spec.sources}
        chosen.append((sources, None if spec.topic is None else await news.topic_scores(spec.topic)))

    def keep(article: StoredArticle) -> bool:
        return any(
            (not sources or fold(article.source or "") in sources) and (topic is None or article.number in topic)
            for sources, topic in chosen
        )

    return keep


async def _stories(
    news: NewsView,
    start: datetime,
    now: datetime,
    keep: Callable[[StoredArticle], bool],
    matched: Mapping[int, Met],
) -> list[MissedStory]:
    """At most seven stories, each once, most reported and newest first; what met a watch has a place in any case."""
    digest = await news.digest(
        since=start,
        until=now,
        limit=CONSIDERED,
        fresh_only=True,
        keep=lambda article: article.number in matched or keep(article),
    )
    told: list[MissedStory] = []
    covered: set[int] = set()
    for story in digest.stories:
        numbers = [article.number for article in story.articles]
        covered.update(numbers)
        watch = next((matched[number].words for number in numbers if number in matched), "")
        sentence = story.summary[0].text if story.summary else ""
        lead = digest.articles[story.lead.number]
        told.append(MissedStory(lead, sentence, _others(digest, story), watch))
    # A watch may have been met by a headline alone, of which a digest knows nothing.
    covered.update(met.story for number, met in matched.items() if number in covered)
    for number, article in (await news.entries([number for number in matched if number not in covered])).items():
        met = matched[number]
        if article.headline and met.story not in covered:
            covered.add(met.story)
            told.append(MissedStory(article, "", watch=met.words))
    sure = [story for story in told if story.watch][:MOST]
    room = MOST - len(sure)
    others = [story for story in told if not story.watch][:room]
    return [story for story in told if story in sure or story in others]


def _others(digest: Digest, story: DigestStory) -> int:
    """How many other outlets tell a story."""
    sources = [report.source for report in story.also_reported_by if report.source]
    copies = other_outlets(digest.copies.get(story.lead.number, ()), story.lead.source, *sources)
    return len(sources) + len(copies)


async def setup(bot: NewsBot) -> None:
    """Add the command to the bot."""
    await bot.add_cog(CatchUp(bot))
