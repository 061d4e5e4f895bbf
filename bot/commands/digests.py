"""/digest: set up, change, pause, list, delete and show digests, and say why a story was in one."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cards.controls import Press
from bot.cards.digest import MOST_STORIES, STORIES_A_PART, digest_cards, digest_list_cards
from bot.cards.layout import AMBER, card, note
from bot.cards.reasons import reason_card, reasons_card
from bot.cards.text import label, line
from bot.client import Interaction, NewsBot, Refusal
from bot.commands._digest_form import NewDigest
from bot.commands._digest_orders import Choices, Place, changed_order, new_order, next_moment, row_of, schedule_of
from bot.commands._in_parts import answer_in_parts
from bot.commands._no_news import no_news_for, require_news
from bot.commands.options import CHOICES
from bot.commands.zones import find_zones
from bot.delivery.digests import KIND, DigestOrder, NameTaken, ScheduledDigest
from bot.delivery.payloads import PICTURE
from bot.delivery.pictures import picture_of
from bot.delivery.poster import next_due
from bot.delivery.schedule import due_after_change
from bot.locales import Wording
from knowledge.archive.identity import fold
from knowledge.news import Digest

QUIET = [
    app_commands.Choice(name="say so in one line", value="line"),
    app_commands.Choice(name="post nothing", value="skip"),
]
_ABOUT = {
    "channel": "Where to post it",
    "at": "Time of day, such as 08:00",
    "timezone": "Start typing a city",
    "days": "daily (default), weekdays, weekends, or days such as mon, wed, fri",
    "sources": "Only these outlets, with commas between them",
    "topic": "Only what names all these words",
    "length": "How many stories at most",
    "mention": "A role to mention",
    "thread": "Open a thread for each posting",
    "publish": "In an announcement channel: publish to the servers that follow it",
    "quiet": "What to do on a day without news",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What `/digest now` showed: an order, the number of its digest if it is set up, and up to which moment (UTC)."""

    order: DigestOrder
    number: int | None
    until: datetime


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Digests(commands.GroupCog, group_name="digest", group_description="Post the day's stories into a channel"):
    """A server's digests. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        self._shown: dict[int, Shown] = {}  # the last one of each server, for `/digest why`
        bot.on_control("why-digest", self._why_digest)
        bot.on_control("delete-digest", self._delete)
        bot.on_control("keep-digest", self._keep)
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage the server, whatever Discord let through."""
        if interaction.guild_id is None:
            raise app_commands.NoPrivateMessage
        if not interaction.permissions.manage_guild:
            raise app_commands.MissingPermissions(["manage_guild"])
        return True

    # Setting up

    @app_commands.command(description="Post a digest into a channel on schedule")
    @app_commands.describe(name="What to call it", **_ABOUT)
    @app_commands.rename(at="time")
    @app_commands.choices(quiet=QUIET)
    async def create(
        self,
        interaction: Interaction,
        channel: Place | None = None,
        at: app_commands.Range[str, 1, 20] | None = None,
        timezone: app_commands.Range[str, 1, 64] | None = None,
        days: app_commands.Range[str, 1, 60] | None = None,
        sources: app_commands.Range[str, 1, 400] | None = None,
        topic: app_commands.Range[str, 1, 100] | None = None,
        length: app_commands.Range[int, 1, MOST_STORIES] = STORIES_A_PART,
        mention: discord.Role | None = None,
        thread: bool = False,
        publish: bool = False,
        quiet: str = "line",
        name: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Check what was asked, keep it, and say when the first one comes."""
        say = self.bot.wording(interaction)
        if channel is None and at is None:
            await interaction.response.send_modal(NewDigest(self.bot, self.keep, say))
            return
        await interaction.response.defer(thinking=True, ephemeral=True)
        if channel is None or at is None:
            raise Refusal(say("digest-needs"))
        await self.keep(
            interaction,
            Choices(
                channel.id, at, timezone, days, sources, topic, length, mention, thread, publish, quiet == "skip", name
            ),
        )

    async def keep(self, interaction: Interaction, choices: Choices) -> None:
        """Set up a digest as chosen, after the interaction was deferred. Raises Refusal."""
        say, now = self.bot.wording(interaction), self.bot.now()
        assert interaction.guild_id is not None
        held = await self.bot.digests.all(guild=interaction.guild_id)
        if len(held) >= self.bot.settings.digests.per_server:
            raise Refusal(say("digest-too-many", limit=self.bot.settings.digests.per_server))
        order = await new_order(self.bot, interaction, choices, held, say)
        self._check_name(order, held, say)
        try:
            digest = await self.bot.digests.create(order, due=next_moment(order, now), now=now)
        except NameTaken as error:
            raise Refusal(say("digest-exists", name=line(order.name, 60))) from error
        self.bot.poster.look_again()
        await self._confirm(interaction, "digest-created", digest, say)

    @app_commands.command(description="Change a digest; what you leave out stays as it is")
    @app_commands.describe(
        name="Which one", new_name="What to call it from now on", no_mention="Mention nobody any more", **_ABOUT
    )
    @app_commands.rename(at="time")
    @app_commands.choices(quiet=QUIET)
    async def edit(
        self,
        interaction: Interaction,
        name: str,
        channel: Place | None = None,
        at: app_commands.Range[str, 1, 20] | None = None,
        timezone: app_commands.Range[str, 1, 64] | None = None,
        days: app_commands.Range[str, 1, 60] | None = None,
        sources: app_commands.Range[str, 1, 400] | None = None,
        topic: app_commands.Range[str, 1, 100] | None = None,
        length: app_commands.Range[int, 1, MOST_STORIES] | None = None,
        mention: discord.Role | None = None,
        no_mention: bool = False,
        thread: bool | None = None,
        publish: bool | None = None,
        quiet: str | None = None,
        new_name: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Change what was given; a change of time costs no day its posting, and gives none a second one."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        say, now = self.bot.wording(interaction), self.bot.now()
        digest = await self._find(interaction, name, say)
        was = digest.order
        choices = Choices(
            None if channel is None else channel.id, at, timezone, days, sources, topic, length, mention, thread,
            publish, None if quiet is None else quiet == "skip", new_name,
        )  # fmt: skip
        order = await changed_order(self.bot, interaction, was, choices, say, no_mention=no_mention)
        held = await self.bot.digests.all(guild=interaction.guild_id)
        self._check_name(order, [other for other in held if other.number != digest.number], say)
        # What waits, perhaps for its channel, goes out as the digest is from now on.
        due = await self.bot.digests.withdraw(digest) or digest.due or next_moment(order, now)
        if (order.minute, order.timezone, order.weekdays) != (was.minute, was.timezone, was.weekdays):
            due = due_after_change(due, was.zone, order.minute, order.zone, order.weekdays, now=now)
        try:
            await self.bot.digests.edit(digest.number, order, due=due, now=now)
        except NameTaken as error:
            raise Refusal(say("digest-exists", name=line(order.name, 60))) from error
        self.bot.poster.look_again()
        comes_now = due <= now and digest.paused is None
        changed = ScheduledDigest(digest.number, order, digest.created, due)
        await self._confirm(interaction, "digest-edited-now" if comes_now else "digest-edited", changed, say)

    @app_commands.command(description="Stop posting a digest for a while")
    @app_commands.describe(name="Which one")
    async def pause(self, interaction: Interaction, name: str) -> None:
        """Keep everything about it, and post nothing."""
        say = self.bot.wording(interaction)
        digest = await self._find(interaction, name, say)
        await self.bot.digests.pause(digest.number, now=self.bot.now())
        self.bot.poster.look_again()
        await interaction.response.send_message(
            view=note(say("digest-paused", name=line(digest.order.name, 60))), ephemeral=True
        )

    @app_commands.command(description="Post a paused digest again")
    @app_commands.describe(name="Which one")
    async def resume(self, interaction: Interaction, name: str) -> None:
        """Go on with the next due time; the pause is no downtime that would have to be made up for."""
        say, now = self.bot.wording(interaction), self.bot.now()
        digest = await self._find(interaction, name, say)
        if digest.paused is not None:
            await self.bot.digests.resume(digest.number, due=next_due(digest, now), now=now)
            self.bot.poster.look_again()
        text = say(
            "digest-resumed",
            name=line(digest.order.name, 60),
            next=f"<t:{int(next_due(digest, now).timestamp())}:f>",
        )
        await interaction.response.send_message(view=card([text]), ephemeral=True)

    @app_commands.command(name="list", description="Show this server's digests")
    async def list_(self, interaction: Interaction) -> None:
        """One line a digest, with its next time and what became of the last one."""
        say, now = self.bot.wording(interaction), self.bot.now()
        assert interaction.guild_id is not None
        rows = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            last = await self.bot.ledger.last(KIND, digest.number)
            rows.append(row_of(self.bot, digest, last, now, say))
        await answer_in_parts(interaction, digest_list_cards(rows, say))

    @app_commands.command(description="Delete a digest")
    @app_commands.describe(name="Which one")
    async def delete(self, interaction: Interaction, name: str) -> None:
        """Ask once: with the digest its record is gone for good."""
        say = self.bot.wording(interaction)
        digest = await self._find(interaction, name, say)
        number = str(digest.number)
        buttons = [
            Press("delete-digest", number, label=say("button-digest-delete"), style=discord.ButtonStyle.danger),
            Press("keep-digest", number, label=say("button-digest-keep")),
        ]
        view = card([say("digest-delete-sure", name=line(digest.order.name, 60))], accent=AMBER, rows=[buttons])
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _delete(self, interaction: Interaction, argument: str) -> None:
        digest, say = await self._asked_about(interaction, argument)
        await self.bot.digests.delete(digest.number)
        await interaction.response.edit_message(view=note(say("digest-deleted", name=line(digest.order.name, 60))))

    async def _keep(self, interaction: Interaction, argument: str) -> None:
        digest, say = await self._asked_about(interaction, argument)
        await interaction.response.edit_message(view=note(say("digest-kept", name=line(digest.order.name, 60))))

    async def _asked_about(self, interaction: Interaction, argument: str) -> tuple[ScheduledDigest, Wording]:
        """The digest that a button is about. Raises for whoever lost the right to manage it, and if it is gone."""
        await self.interaction_check(interaction)
        say = self.bot.wording(interaction)
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            if str(digest.number) == argument:
                return digest, say
        raise Refusal(say("answer-expired"))

    # Looking

    @app_commands.command(description="Post a digest right here, right now")
    @app_commands.describe(name="Like this digest; without it, everything of the last 24 hours")
    async def now(self, interaction: Interaction, name: str | None = None) -> None:
        """Show what a digest holds now; the schedule goes on as if nothing had happened."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        say = self.bot.wording(interaction)
        assert interaction.guild_id is not None
        if name is None:
            shown = Shown(await self._of_the_day(interaction, say), None, self.bot.now())
        else:
            digest = await self._find(interaction, name, say)
            shown = Shown(digest.order, digest.number, self.bot.now())
        order = shown.order
        composed = await self.bot.poster.compose_now(order, shown.number, until=shown.until)
        self._shown[interaction.guild_id] = shown
        picture, alt_text = await picture_of(composed.trend)
        views = digest_cards(composed.digest, composed.texts, order.name, say, picture=picture is not None)
        first, *others = views
        files = [discord.File(io.BytesIO(picture), PICTURE, description=alt_text)] if picture is not None else []
        await interaction.edit_original_response(view=first, attachments=files)
        for view in others:
            await interaction.followup.send(view=view)

    @app_commands.command(description="Say why a story was in the last digest, or was not")
    @app_commands.describe(headline="The story, by one of its headlines", name="Which digest")
    async def why(
        self, interaction: Interaction, headline: app_commands.Range[str, 1, 300], name: str | None = None
    ) -> None:
        """Choose the last posting's stories once more, and tell what became of this one."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        say = self.bot.wording(interaction)
        chosen, title, sources, posted = await self._last_one(interaction, name, say)
        article = await (await self.bot.news(interaction.guild_id)).find(headline)
        if article is None:
            raise Refusal(say("why-unknown"))
        remark = None if posted else say("why-now")
        view = reason_card(chosen, article, title, say, sources=sources, remark=remark)
        await interaction.edit_original_response(view=view)

    async def _last_one(
        self, interaction: Interaction, name: str | None, say: Wording
    ) -> tuple[Digest, str, tuple[str, ...], bool]:
        """What the last digest was chosen from, its name, its outlets, and whether it was posted.

        That is the newer one of what was posted and what `/digest now` showed; of a digest that was neither, what it
        would be now.
        """
        assert interaction.guild_id is not None
        if name is None:
            held = await self.bot.digests.all(guild=interaction.guild_id)
        else:
            held = [await self._find(interaction, name, say)]
        editions = await self.bot.digests.last_editions([digest.number for digest in held])
        shown = self._shown.get(interaction.guild_id)
        if shown is not None and name is not None and shown.number != held[0].number:
            shown = None
        if shown is None or any(edition.until > shown.until for edition in editions.values()):
            if len(held) > 1:
                raise Refusal(say("digest-which"))
            last = editions.get(held[0].number) if held else None
            if last is not None:
                found = await self.bot.poster.posted_again(held[0], last.slot)
                if found is None:
                    raise Refusal(say("why-unknown"))
                return found[0], held[0].order.name, found[1].sources, True
            if held:
                shown = Shown(held[0].order, held[0].number, self.bot.now())
            else:
                shown = Shown(await self._of_the_day(interaction, say), None, self.bot.now())
        composed = await self.bot.poster.compose_now(shown.order, shown.number, until=shown.until)
        return composed.digest, shown.order.name, shown.order.sources, False

    async def _why_digest(self, interaction: Interaction, argument: str) -> None:
        """The button under a posting."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        say = self.bot.wording(interaction)
        row = await self.bot.ledger.of_mark(argument)
        digests = [] if row is None else await self.bot.digests.all(guild=interaction.guild_id)
        digest = next((one for one in digests if row is not None and one.number == row.owner), None)
        found = None if digest is None or row is None else await self.bot.poster.posted_again(digest, row.slot)
        if digest is None or found is None:
            raise Refusal(say("answer-expired"))
        await interaction.edit_original_response(view=reasons_card(found[0], digest.order.name, say))

    # Choices

    @create.autocomplete("timezone")
    @edit.autocomplete("timezone")
    async def _zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=label(shown), value=zone) for shown, zone in find_zones(typed, limit=CHOICES)]

    @create.autocomplete("sources")
    @edit.autocomplete("sources")
    async def _sources(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        # What stands before the last comma is settled; the last name is being typed.
        settled, comma, last = typed.rpartition(",")
        outlets = await (await self.bot.news(interaction.guild_id)).outlets()
        taken = {fold(name) for name in settled.split(",")}
        names = [o.name for o in outlets if fold(last) in fold(o.name) and fold(o.name) not in taken]
        whole = [f"{settled}, {name}" if comma else name for name in names]
        return [app_commands.Choice(name=label(text), value=text) for text in whole if len(text) <= 100][:CHOICES]

    @edit.autocomplete("name")
    @pause.autocomplete("name")
    @resume.autocomplete("name")
    @delete.autocomplete("name")
    @now.autocomplete("name")
    @why.autocomplete("name")
    async def _names(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None:
            return []
        digests = await self.bot.digests.all(guild=interaction.guild_id)
        names = [digest.order.name for digest in digests if fold(typed) in fold(digest.order.name)]
        return [app_commands.Choice(name=label(name), value=name) for name in names[:CHOICES]]

    @why.autocomplete("headline")
    async def _headlines(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await (await self.bot.news(interaction.guild_id)).suggest(typed, limit=CHOICES)
        return [
            app_commands.Choice(
                name=label(article.headline or "") or label(article.article_id), value=article.article_id[:100]
            )
            for article in found
        ]

    # What they share

    async def _find(self, interaction: Interaction, name: str, say: Wording) -> ScheduledDigest:
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            if fold(digest.order.name) == fold(name):
                return digest
        raise Refusal(say("digest-unknown", name=line(name, 60)))

    async def _of_the_day(self, interaction: Interaction, say: Wording) -> DigestOrder:
        """What `/digest now` shows without a name: everything of the last 24 hours."""
        return await new_order(self.bot, interaction, Choices(name=say("digest-now-title")), [], say, here=True)

    def _check_name(self, order: DigestOrder, others: list[ScheduledDigest], say: Wording) -> None:
        if any(fold(other.order.name) == fold(order.name) for other in others):
            raise Refusal(say("digest-exists", name=line(order.name, 60)))

    async def _confirm(self, interaction: Interaction, message: str, digest: ScheduledDigest, say: Wording) -> None:
        due = digest.due or next_due(digest, self.bot.now())
        text = say(
            message,
            name=line(digest.order.name, 60),
            when=schedule_of(digest.order, say),
            channel=f"<#{digest.order.channel}>",
            next=f"<t:{int(due.timestamp())}:f>",
        )
        missing = await no_news_for(interaction)
        await interaction.edit_original_response(view=card([text, *([missing] if missing else [])]))


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Digests(bot))
