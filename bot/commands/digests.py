"""/digest: set up, change, pause, list, delete and show digests, and say why a story was in one."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
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
from bot.commands._digest_specs import ChannelOption, DigestOptions, changed_spec, new_spec, row_of, schedule_of
from bot.commands._in_parts import answer_in_parts
from bot.commands._no_news import no_news_for, require_news
from bot.commands.options import CHOICES
from bot.commands.zones import find_zones
from bot.delivery.digest_store import KIND, DigestSpec, NameTaken, ScheduledDigest
from bot.delivery.payloads import PICTURE
from bot.delivery.pictures import picture_of
from bot.delivery.schedule import due_after_change
from bot.locales import Translator
from knowledge.archive.identity import fold
from knowledge.stories.reports import Digest

QUIET = [app_commands.Choice(name=value, value=value) for value in ("line", "skip")]
"""What a digest does on a day without news."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What `/digest now` showed: a spec, the number of its digest if it is set up, and the moment it ends at (UTC)."""

    spec: DigestSpec
    number: int | None
    until: datetime


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Digests(commands.GroupCog, group_name="digest"):
    """A server's digests. Needs *Manage Server*, which the bot checks again itself."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        self._shown: dict[int, Shown] = {}  # the last one of each server, for `/digest why`
        bot.on_control("why-digest", self._why_digest)
        bot.on_control("delete-digest", self._delete)
        bot.on_control("keep-digest", self._keep)
        bot.on_control("digest-form", self._form)
        super().__init__()

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Refuse members who may not manage digests, whatever Discord let through."""
        await self.bot.require_manage(interaction, "digest")
        return True

    # Setting up

    @app_commands.command()
    @app_commands.rename(at="time")
    @app_commands.choices(quiet=QUIET)
    async def create(
        self,
        interaction: Interaction,
        channel: ChannelOption | None = None,
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
        """Check the options, set up the digest, and say when it is due first."""
        translate = self.bot.translator(interaction)
        if channel is None and at is None:
            zone = await self.bot.zone(interaction.guild_id)
            await interaction.response.send_modal(NewDigest(self.bot, self.save, zone.key, translate))
            return
        await interaction.response.defer(thinking=True, ephemeral=True)
        if channel is None or at is None:
            raise Refusal(translate("digest-needs"))
        await self.save(
            interaction,
            DigestOptions(
                channel.id, at, timezone, days, sources, topic, length, mention, thread, publish, quiet == "skip", name
            ),
        )

    async def _form(self, interaction: Interaction, _: str) -> None:
        """*Set up a daily digest* under the greeting."""
        await self.interaction_check(interaction)
        zone, translate = await self.bot.zone(interaction.guild_id), self.bot.translator(interaction)
        await interaction.response.send_modal(NewDigest(self.bot, self.save, zone.key, translate))

    async def save(self, interaction: Interaction, options: DigestOptions) -> None:
        """Set up a digest from its options, after the interaction was deferred. Raises Refusal."""
        translate, now = self.bot.translator(interaction), self.bot.now()
        assert interaction.guild_id is not None
        existing = await self.bot.digests.all(guild=interaction.guild_id)
        if len(existing) >= self.bot.settings.digests.per_server:
            raise Refusal(translate("digest-too-many", limit=self.bot.settings.digests.per_server))
        spec = await new_spec(self.bot, interaction, options, existing, translate)
        self._check_name(spec, existing, translate)
        try:
            digest = await self.bot.digests.create(spec, due=spec.next_due(now), now=now)
        except NameTaken as error:
            raise Refusal(translate("digest-exists", name=line(spec.name, 60))) from error
        await self._confirm(interaction, "digest-created", digest, translate)

    @app_commands.command()
    @app_commands.rename(at="time")
    @app_commands.choices(quiet=QUIET)
    async def edit(
        self,
        interaction: Interaction,
        name: str,
        channel: ChannelOption | None = None,
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
        """Change what was given. If the time changes, no day loses its posting or gets a second one."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, now = self.bot.translator(interaction), self.bot.now()
        digest = await self._find(interaction, name, translate)
        old = digest.spec
        options = DigestOptions(
            None if channel is None else channel.id, at, timezone, days, sources, topic, length, mention, thread,
            publish, None if quiet is None else quiet == "skip", new_name,
        )  # fmt: skip
        spec = await changed_spec(self.bot, interaction, old, options, translate, no_mention=no_mention)
        existing = await self.bot.digests.all(guild=interaction.guild_id)
        self._check_name(spec, [other for other in existing if other.number != digest.number], translate)
        # An open posting, perhaps a blocked one, is rendered again by the new spec.
        due = await self.bot.digests.withdraw(digest) or digest.due or spec.next_due(now)
        if (spec.minute, spec.timezone, spec.weekdays) != (old.minute, old.timezone, old.weekdays):
            due = due_after_change(due, old.zone, spec.minute, spec.zone, spec.weekdays, now=now)
        try:
            await self.bot.digests.edit(digest.number, spec, due=due, now=now)
        except NameTaken as error:
            raise Refusal(translate("digest-exists", name=line(spec.name, 60))) from error
        comes_now = due <= now and digest.paused is None
        changed = ScheduledDigest(digest.number, spec, digest.created, due)
        await self._confirm(interaction, "digest-edited-now" if comes_now else "digest-edited", changed, translate)

    @app_commands.command()
    async def pause(self, interaction: Interaction, name: str) -> None:
        """Keep the digest, but post nothing."""
        translate = self.bot.translator(interaction)
        digest = await self._find(interaction, name, translate)
        await self.bot.digests.pause(digest.number, now=self.bot.now())
        await interaction.response.send_message(
            view=note(translate("digest-paused", name=line(digest.spec.name, 60))), ephemeral=True
        )

    @app_commands.command()
    async def resume(self, interaction: Interaction, name: str) -> None:
        """Continue with the next due time; what was due during the pause is not posted."""
        translate, now = self.bot.translator(interaction), self.bot.now()
        digest = await self._find(interaction, name, translate)
        if digest.paused is not None:
            await self.bot.digests.resume(digest.number, due=digest.spec.next_due(now), now=now)
        text = translate(
            "digest-resumed",
            name=line(digest.spec.name, 60),
            next=f"<t:{int(digest.spec.next_due(now).timestamp())}:f>",
        )
        await interaction.response.send_message(view=card([text]), ephemeral=True)

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """One line for each digest, with its next due time and the outcome of its last posting."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate, now = self.bot.translator(interaction), self.bot.now()
        assert interaction.guild_id is not None
        rows = []
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            last = await self.bot.outbox.last(KIND, digest.number)
            rows.append(await row_of(self.bot, digest, last, now, translate))
        await answer_in_parts(interaction, digest_list_cards(rows, translate))

    @app_commands.command()
    async def delete(self, interaction: Interaction, name: str) -> None:
        """Ask before deleting: the digest's records are deleted with it."""
        translate = self.bot.translator(interaction)
        digest = await self._find(interaction, name, translate)
        number = str(digest.number)
        buttons = [
            Press("delete-digest", number, label=translate("button-digest-delete"), style=discord.ButtonStyle.danger),
            Press("keep-digest", number, label=translate("button-digest-keep")),
        ]
        view = card([translate("digest-delete-sure", name=line(digest.spec.name, 60))], accent=AMBER, rows=[buttons])
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _delete(self, interaction: Interaction, argument: str) -> None:
        digest, translate = await self._asked_about(interaction, argument)
        await self.bot.digests.delete(digest.number)
        await interaction.response.edit_message(view=note(translate("digest-deleted", name=line(digest.spec.name, 60))))

    async def _keep(self, interaction: Interaction, argument: str) -> None:
        digest, translate = await self._asked_about(interaction, argument)
        await interaction.response.edit_message(view=note(translate("digest-kept", name=line(digest.spec.name, 60))))

    async def _asked_about(self, interaction: Interaction, argument: str) -> tuple[ScheduledDigest, Translator]:
        """The digest of a button. Raises if the member may no longer manage the server, or the digest was deleted."""
        await self.interaction_check(interaction)
        translate = self.bot.translator(interaction)
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            if str(digest.number) == argument:
                return digest, translate
        raise Refusal(translate("answer-expired"))

    # Showing

    @app_commands.command()
    async def now(self, interaction: Interaction, name: str | None = None) -> None:
        """Show what a digest would contain now; its schedule does not change."""
        await interaction.response.defer(thinking=True)
        await require_news(interaction)
        translate = self.bot.translator(interaction)
        assert interaction.guild_id is not None
        if name is None:
            shown = Shown(await self._of_the_day(interaction, translate), None, self.bot.now())
        else:
            digest = await self._find(interaction, name, translate)
            shown = Shown(digest.spec, digest.number, self.bot.now())
        spec = shown.spec
        spoken = replace(spec, language=translate.language)
        composed = await self.bot.poster.compose_now(spoken, shown.number, until=shown.until)
        self._shown[interaction.guild_id] = shown
        picture, alt_text = await picture_of(composed.trend)
        views = digest_cards(
            composed.digest,
            composed.texts,
            spec.name,
            translate,
            trend=picture is not None,
            pictures=await self.bot.shows_pictures(interaction.guild_id),
        )
        first, *others = views
        files = [discord.File(io.BytesIO(picture), PICTURE, description=alt_text)] if picture is not None else []
        await interaction.edit_original_response(view=first, attachments=files)
        for view in others:
            await interaction.followup.send(view=view)

    @app_commands.command()
    async def why(
        self, interaction: Interaction, headline: app_commands.Range[str, 1, 300], name: str | None = None
    ) -> None:
        """Choose the stories of the last posting again, and say why this one was chosen or not."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        chosen, title, sources, posted = await self._last_one(interaction, name, translate)
        article = await (await self.bot.news(interaction.guild_id)).find(headline)
        if article is None:
            raise Refusal(translate("why-unknown"))
        remark = None if posted else translate("why-now")
        view = reason_card(chosen, article, title, translate, sources=sources, remark=remark)
        await interaction.edit_original_response(view=view)

    async def _last_one(
        self, interaction: Interaction, name: str | None, translate: Translator
    ) -> tuple[Digest, str, tuple[str, ...], bool]:
        """The last digest, with its name, its outlets, and whether it was posted.

        That is the newer of the last posting and what `/digest now` showed; without either, the digest as it would be
        now.
        """
        assert interaction.guild_id is not None
        if name is None:
            digests = await self.bot.digests.all(guild=interaction.guild_id)
        else:
            digests = [await self._find(interaction, name, translate)]
        editions = await self.bot.digests.last_editions([digest.number for digest in digests])
        shown = self._shown.get(interaction.guild_id)
        if shown is not None and name is not None and shown.number != digests[0].number:
            shown = None
        if shown is None or any(edition.until > shown.until for edition in editions.values()):
            if len(digests) > 1:
                raise Refusal(translate("digest-which"))
            last = editions.get(digests[0].number) if digests else None
            if last is not None:
                found = await self.bot.poster.compose_again(digests[0], last.occurrence)
                if found is None:
                    raise Refusal(translate("why-unknown"))
                return found[0], digests[0].spec.name, found[1].sources, True
            if digests:
                shown = Shown(digests[0].spec, digests[0].number, self.bot.now())
            else:
                shown = Shown(await self._of_the_day(interaction, translate), None, self.bot.now())
        composed = await self.bot.poster.compose_now(shown.spec, shown.number, until=shown.until)
        return composed.digest, shown.spec.name, shown.spec.sources, False

    async def _why_digest(self, interaction: Interaction, argument: str) -> None:
        """The button under a posting."""
        await interaction.response.defer(thinking=True, ephemeral=True)
        translate = self.bot.translator(interaction)
        row = await self.bot.outbox.by_nonce(argument)
        digests = [] if row is None else await self.bot.digests.all(guild=interaction.guild_id)
        digest = next((one for one in digests if row is not None and one.number == row.owner), None)
        found = None if digest is None or row is None else await self.bot.poster.compose_again(digest, row.occurrence)
        if digest is None or found is None:
            raise Refusal(translate("answer-expired"))
        await interaction.edit_original_response(view=reasons_card(found[0], digest.spec.name, translate))

    # Autocompletion

    @create.autocomplete("timezone")
    @edit.autocomplete("timezone")
    async def _zones(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = find_zones(typed, limit=CHOICES, language=self.bot.translator(interaction).language)
        return [app_commands.Choice(name=label(shown), value=zone) for shown, zone in found]

    @create.autocomplete("sources")
    @edit.autocomplete("sources")
    async def _sources(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        # The names before the last comma are complete; the last one is being typed.
        complete, comma, last = typed.rpartition(",")
        outlets = await (await self.bot.news(interaction.guild_id)).outlets()
        taken = {fold(name) for name in complete.split(",")}
        names = [o.name for o in outlets if fold(last) in fold(o.name) and fold(o.name) not in taken]
        whole = [f"{complete}, {name}" if comma else name for name in names]
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
        names = [digest.spec.name for digest in digests if fold(typed) in fold(digest.spec.name)]
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

    async def _find(self, interaction: Interaction, name: str, translate: Translator) -> ScheduledDigest:
        for digest in await self.bot.digests.all(guild=interaction.guild_id):
            if fold(digest.spec.name) == fold(name):
                return digest
        raise Refusal(translate("digest-unknown", name=line(name, 60)))

    async def _of_the_day(self, interaction: Interaction, translate: Translator) -> DigestSpec:
        """What `/digest now` shows without a name: everything of the last 24 hours."""
        return await new_spec(
            self.bot, interaction, DigestOptions(name=translate("digest-now-title")), [], translate, here=True
        )

    def _check_name(self, spec: DigestSpec, others: list[ScheduledDigest], translate: Translator) -> None:
        if any(fold(other.spec.name) == fold(spec.name) for other in others):
            raise Refusal(translate("digest-exists", name=line(spec.name, 60)))

    async def _confirm(
        self, interaction: Interaction, message: str, digest: ScheduledDigest, translate: Translator
    ) -> None:
        due = digest.due or digest.spec.next_due(self.bot.now())
        text = translate(
            message,
            name=line(digest.spec.name, 60),
            when=schedule_of(digest.spec, translate),
            channel=f"<#{digest.spec.channel}>",
            next=f"<t:{int(due.timestamp())}:f>",
        )
        missing = await no_news_for(interaction)
        await interaction.edit_original_response(view=card([text, *([missing] if missing else [])]))


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Digests(bot))
