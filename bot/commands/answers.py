"""Questions: /ask, mentions, direct messages, follow-ups, and the buttons under an answer."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

import discord
import structlog
from discord import app_commands, ui
from discord.ext import commands

from bot.cards.answer import heading, more_card, paragraphs_card
from bot.cards.layout import note
from bot.cards.offers import Offers, rest_card
from bot.cards.related import related_card
from bot.cards.response import Listed, listed_card, read_notes, response_card
from bot.cards.text import label
from bot.client import Interaction, NewsBot, Refusal, reply
from bot.commands._admission import admit, admit_message
from bot.commands._examples import examples
from bot.commands._no_news import no_news, require_news
from bot.commands.options import checked_outlet, outlet_choices, parse_since, since_choices
from bot.locales import Translator
from bot.servers.card_store import StoredCard
from bot.servers.quoted import Quoted
from knowledge.answering.answers import Answer, Quote
from knowledge.articles import PARAGRAPH_BREAK
from knowledge.requests.responding import respond
from knowledge.requests.response import Kind, Response

log = structlog.get_logger(__name__)

LISTED = 25
"""Headlines that are paged through where a day or a span is asked for."""
QUESTION_CHARACTERS = 1_000
"""What Discord's fields take for a question; longer messages are read up to 4,000."""
MESSAGES_REMEMBERED = 1_000
"""How many answered messages are known again if the gateway delivers them twice, as it may after a reconnect."""


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """Where a quote stands, and its words, so that a later look notices if the article has changed."""

    article: int
    passage: int
    start: int
    end: int
    text: str
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, where, in which language, and by which interaction or message (Discord ids)."""

    member: int
    guild: int | None
    channel: int | None
    translate: Translator
    asked: int
    manages: bool = False
    """Whether they may manage the server."""


class Answers(commands.Cog):
    """Everything about asking."""

    def __init__(self, bot: NewsBot) -> None:
        self.bot = bot
        self._heard: dict[int, None] = {}
        self._menus = [
            app_commands.ContextMenu(name="Check against the news", callback=self._check_message),
            app_commands.ContextMenu(name="Find related news", callback=self._relate_message),
        ]
        for menu in self._menus:
            bot.tree.add_command(menu)
        for action, handler in (
            ("follow-up", self._follow_up),
            ("ask-about", self._ask_about),
            ("try-question", self._try),
            ("any-time", self._any_time),
            ("as-typed", self._as_typed),
            ("listed", self._listed),
            ("paragraph", self._paragraph),
            ("more", self._more),
            ("rest", self._rest),
            ("helpful", self._helpful),
            ("unhelpful", self._unhelpful),
            ("remove", self._remove),
            ("remove-answer", self._remove_answer),
        ):
            bot.on_control(action, handler)

    async def cog_unload(self) -> None:
        """Take the message menus away again."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    # Asking

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.autocomplete(source=outlet_choices, since=since_choices)
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION_CHARACTERS],
        source: str | None = None,
        since: str | None = None,
        private: bool = False,
    ) -> None:
        """Answer with a card."""
        await admit(interaction)
        await self.bot.acknowledge(interaction, private=private)
        zone = await self.bot.zone(interaction.guild_id, interaction.user.id)
        moment = parse_since(since, self.bot.now(), zone, self.bot.translator(interaction))
        await self._respond(interaction, question, source=source, since=moment)

    async def _check_message(self, interaction: Interaction, message: discord.Message) -> None:
        await admit(interaction)
        await self.bot.acknowledge(interaction, private=True)
        text = message.content.strip()
        if not text:
            raise Refusal(self.bot.translator(interaction)("answer-empty-question"))
        await self._respond(interaction, text)

    async def _relate_message(self, interaction: Interaction, message: discord.Message) -> None:
        await admit(interaction)
        await self.bot.acknowledge(interaction, private=True)
        translate, text = self.bot.translator(interaction), message.content.strip()
        if not text:
            raise Refusal(translate("related-empty"))
        async with self.bot.answer_queue.turn(interaction.id):
            await require_news(interaction)
            stories = await (await self.bot.news(interaction.guild_id)).related(text)
        await interaction.edit_original_response(view=related_card(stories, text, translate))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer direct messages, mentions, and replies to earlier answers."""
        user = self.bot.user
        if user is None or message.author.bot or message.is_system():
            return
        private = message.guild is None
        earlier = None
        if message.reference is not None and message.reference.message_id is not None:
            earlier = await self.bot.cards.of_message(message.reference.message_id)
        mentioned = any(mention.id == user.id for mention in message.mentions)
        if not (private or mentioned or earlier is not None) or self._heard_before(message.id):
            return
        async with self.bot.serving():
            translate = await self.bot.message_translator(message)
            try:
                await self._answer_message(message, _without_mention(message.content, user.id), earlier, translate)
            except Exception as error:
                await self.bot.report_to(message, error, translate)

    def _heard_before(self, message: int) -> bool:
        if message in self._heard:
            return True
        self._heard[message] = None
        if len(self._heard) > MESSAGES_REMEMBERED:
            del self._heard[next(iter(self._heard))]
        return False

    async def _answer_message(
        self, message: discord.Message, text: str, earlier: StoredCard | None, translate: Translator
    ) -> None:
        if not text:
            await self._explain(message, earlier, translate)
            return
        if not await admit_message(self.bot, message, translate):
            return
        author = message.author
        guild = message.guild.id if message.guild else None
        manages = isinstance(author, discord.Member) and author.guild_permissions.manage_guild
        asker = Asker(author.id, guild, message.channel.id, translate, message.id, manages)
        context = None if earlier is None else _question_of(earlier.state)
        view, number = await self.answer(text, asker, context=context)
        sent = await reply(message, view)
        await self.bot.cards.sent(number, sent.id)

    async def _explain(self, message: discord.Message, earlier: StoredCard | None, translate: Translator) -> None:
        """Say how to ask: for a bare mention always, for a reply whose text Discord withholds once a card."""
        if earlier is None or message.content:
            await reply(message, note(translate("answer-mention-empty")))
        elif not earlier.state.get("explained"):
            await self.bot.cards.change(earlier.number, earlier.state | {"explained": True})
            await reply(message, note(translate("answer-reply-withheld")))

    async def answer(
        self,
        question: str,
        asker: Asker,
        *,
        source: str | None = None,
        since: datetime | None = None,
        context: str | None = None,
        any_time: bool = False,
        as_typed: bool = False,
    ) -> tuple[ui.LayoutView, int]:
        """The card for a question, and its number in the store, when its turn has come.

        `any_time` and `as_typed` read the question otherwise; see `respond`. Raises Refusal for an unknown `source`,
        and Closing if the bot stops before.
        """
        async with self.bot.answer_queue.turn(asker.asked):
            now, translate = self.bot.now(), asker.translate
            news = await self.bot.news(asker.guild)
            sources = await checked_outlet(news, source, translate)
            response = await respond(
                news,
                question,
                now=now,
                zone=await self.bot.zone(asker.guild, asker.member),
                sources=sources,
                since=since,
                context=context,
                any_time=any_time,
                as_typed=as_typed,
                listed=LISTED,
            )
            asked = {
                "source": source,
                "since": None if since is None else since.isoformat(),
                "any_time": any_time,
                "as_typed": as_typed,
            }
            storing = self.bot.cards.add(
                "answer",
                _state(response, context, translate) | asked,
                guild=asker.guild,
                channel=asker.channel,
                member=asker.member,
                now=now,
                quotes=quoted_in(response),
                language=translate.language,
            )
            # Together, so that they share a transaction.
            number, _ = await asyncio.gather(storing, self.bot.members.asked(asker.member, now=now))
            missing = None
            if not response.answered and response.kind is not Kind.ABOUT and await news.is_empty():
                missing = await no_news(self.bot, asker.guild, translate, manages=asker.manages)
            view = response_card(
                response,
                number,
                translate,
                context=context,
                no_news=missing,
                pictures=await self.bot.shows_pictures(asker.guild),
            )
            return view, number

    async def _respond(
        self,
        interaction: Interaction,
        question: str,
        *,
        source: str | None = None,
        since: datetime | None = None,
        context: str | None = None,
        any_time: bool = False,
        as_typed: bool = False,
    ) -> None:
        """Fill in the deferred response with the answer's card."""
        translate = self.bot.translator(interaction)
        manages = interaction.permissions.manage_guild
        asker = Asker(
            interaction.user.id, interaction.guild_id, interaction.channel_id, translate, interaction.id, manages
        )
        view, number = await self.answer(
            question,
            asker,
            source=source,
            since=since,
            context=context,
            any_time=any_time,
            as_typed=as_typed,
        )
        sent = await self.bot.fill_in(interaction, view)
        await self.bot.cards.sent(number, sent.id, private=sent.flags.ephemeral)

    # Under an answer

    async def _follow_up(self, interaction: Interaction, argument: str) -> None:
        card = await self.bot.card_of(interaction, argument)
        translate = self.bot.translator(interaction)
        await interaction.response.send_modal(
            _QuestionModal(self, translate("modal-follow-up"), _question_of(card.state), translate)
        )

    async def _ask_about(self, interaction: Interaction, argument: str) -> None:
        # Behind a colon stands the mark of the posting that the button belongs to.
        number = int(argument.partition(":")[0])
        entries = await (await self.bot.news(interaction.guild_id)).entries([number])
        translate = self.bot.translator(interaction)
        article = entries.get(number)
        if article is None or article.headline is None:
            raise Refusal(translate("answer-expired"))
        await interaction.response.send_modal(
            _QuestionModal(self, translate("modal-about"), article.headline, translate)
        )

    async def _try(self, interaction: Interaction, _: str) -> None:
        """*Try a question* under the greeting: a form with a question that the news answers."""
        translate = self.bot.translator(interaction)
        found = await examples(await self.bot.news(interaction.guild_id))
        form = _QuestionModal(
            self, translate("button-try-question"), None, translate, example=found.question(translate)
        )
        await interaction.response.send_modal(form)

    async def _any_time(self, interaction: Interaction, argument: str) -> None:
        await self._ask_again(interaction, argument, any_time=True)

    async def _as_typed(self, interaction: Interaction, argument: str) -> None:
        await self._ask_again(interaction, argument, as_typed=True)

    async def _ask_again(
        self, interaction: Interaction, argument: str, *, any_time: bool = False, as_typed: bool = False
    ) -> None:
        """The same question, without its time or with the words as typed, as a card of its own."""
        state = (await self.bot.card_of(interaction, argument)).state
        await admit(interaction)
        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self.bot.acknowledge(interaction, private=private)
        since = state.get("since")
        await self._respond(
            interaction,
            state["question"],
            source=state.get("source"),
            since=None if since is None else datetime.fromisoformat(since),
            context=state.get("context"),
            any_time=any_time or bool(state.get("any_time")),
            as_typed=as_typed or bool(state.get("as_typed")),
        )

    async def _listed(self, interaction: Interaction, argument: str) -> None:
        """Another page of the headlines of a card."""
        number, _, page = argument.partition(":")
        card = await self.bot.card_of(interaction, number)
        translate = self.bot.translator_of(card, interaction)
        behind: dict[str, list[int]] = card.state.get("others", {})
        numbers = [*card.state["listed"], *(number for others in behind.values() for number in others)]
        entries = await (await self.bot.news(card.guild)).entries(numbers)
        listed = [
            Listed(
                entries[number],
                [
                    (entries[other].source, entries[other].url)
                    for other in behind.get(str(number), ())
                    if other in entries
                ],
            )
            for number in card.state["listed"]
            if number in entries
        ]
        title = heading(card.state["question"], translate, card.state.get("context"))
        offers = Offers.of_state(card.state | {"kind": Kind.HEADLINES})
        view = listed_card(
            listed, int(page), card.number, translate, title=title, notes=card.state["notes"], offers=offers
        )
        await interaction.response.edit_message(view=view)

    async def _paragraph(self, interaction: Interaction, argument: str) -> None:
        card = await self.bot.card_of(interaction, argument)
        view = paragraphs_card(await self._passages(card, "quotes"), self.bot.translator(interaction))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _more(self, interaction: Interaction, argument: str) -> None:
        card = await self.bot.card_of(interaction, argument)
        quotes = [quote for quote, _, _ in await self._passages(card, "more")]
        await interaction.response.send_message(
            view=more_card(quotes, self.bot.translator(interaction)), ephemeral=True
        )

    async def _rest(self, interaction: Interaction, argument: str) -> None:
        """The buttons that the card has no room for, to this member alone."""
        card = await self.bot.card_of(interaction, argument)
        is_public = interaction.message is not None and not interaction.message.flags.ephemeral
        view = rest_card(
            Offers.of_state(card.state),
            card.number,
            self.bot.translator(interaction),
            may_remove=is_public and card.message is not None and _may_remove(interaction, card),
        )
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _helpful(self, interaction: Interaction, argument: str) -> None:
        await self._rate(interaction, argument, helpful=True)

    async def _unhelpful(self, interaction: Interaction, argument: str) -> None:
        await self._rate(interaction, argument, helpful=False)

    async def _rate(self, interaction: Interaction, argument: str, *, helpful: bool) -> None:
        card = await self.bot.card_of(interaction, argument)
        await self.bot.cards.rate(card.number, member=interaction.user.id, helpful=helpful, now=self.bot.now())
        view = note(self.bot.translator(interaction)("answer-rated-helpful" if helpful else "answer-rated-unhelpful"))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _remove(self, interaction: Interaction, argument: str) -> None:
        """Delete the answer that the button is on."""
        card = await self._removable(interaction, argument)
        await interaction.response.defer()
        await interaction.delete_original_response()
        await self.bot.cards.remove(card.number)

    async def _remove_answer(self, interaction: Interaction, argument: str) -> None:
        """Delete the answer whose *More* the button is behind."""
        card = await self._removable(interaction, argument)
        translate = self.bot.translator(interaction)
        await interaction.response.defer()
        if card.message is not None and interaction.channel_id is not None:
            channel = self.bot.get_partial_messageable(interaction.channel_id, guild_id=interaction.guild_id)
            try:
                await channel.get_partial_message(card.message).delete()
            except discord.NotFound:
                log.debug("the answer was deleted already")
            except discord.Forbidden as error:
                raise Refusal(translate("answer-cannot-remove")) from error
        await interaction.edit_original_response(view=note(translate("answer-removed")))
        await self.bot.cards.remove(card.number)

    async def _removable(self, interaction: Interaction, argument: str) -> StoredCard:
        card = await self.bot.card_of(interaction, argument)
        if not _may_remove(interaction, card):
            raise Refusal(self.bot.translator(interaction)("answer-only-asker"))
        return card

    async def _passages(self, card: StoredCard, part: str) -> list[tuple[Quote, str, str]]:
        """The quotes in this part of a card, as far as their articles still say the same, each with what stands before
        and after it in its own and the neighbouring paragraphs."""
        news = await self.bot.news(card.guild)
        wanted = [QuoteSpan(**span) for span in card.state[part]]
        numbers = {span.article for span in wanted}
        articles = await news.entries(numbers)
        bodies = await news.bodies(numbers)
        passages = []
        for span in wanted:
            if span.is_headline:
                article = articles.get(span.article)
                if article is not None and article.headline == span.text:
                    quote = Quote(span.text, span.start, span.end, span.text, 0, article, is_headline=True)
                    passages.append((quote, "", ""))
                continue
            body = bodies.get(span.article, ())
            text = PARAGRAPH_BREAK.join(paragraph.text for paragraph in body)
            if text[span.start : span.end] != span.text:
                continue
            touched = [p for p in body if p.start < span.end and span.start < p.start + len(p.text)]
            near = body[max(0, touched[0].position - 1) : touched[-1].position + 2]
            paragraph = PARAGRAPH_BREAK.join(p.text for p in touched)
            quote = Quote(span.text, span.start, span.end, paragraph, span.passage, articles[span.article])
            end = near[-1].start + len(near[-1].text)
            passages.append((quote, text[near[0].start : span.start], text[span.end : end]))
        return passages


class _QuestionModal(ui.Modal):
    """Asks for a question that goes on from `context`. Without, for a new one, such as `example`, which is answered to
    its asker alone."""

    def __init__(
        self, cog: Answers, title: str, context: str | None, translate: Translator, *, example: str | None = None
    ) -> None:
        super().__init__(title=label(title, 45))
        self._cog, self._context = cog, context
        self._field: ui.TextInput[Any] = ui.TextInput(
            style=discord.TextStyle.paragraph,
            placeholder=translate("modal-question-hint"),
            max_length=QUESTION_CHARACTERS,
            custom_id="question",
            default=example,
        )
        about = None if context is None else label(context)
        self.add_item(ui.Label(text=translate("modal-question"), description=about, component=self._field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        bot: NewsBot = interaction.client
        async with bot.serving():
            await admit(interaction)
            private = interaction.message is not None and interaction.message.flags.ephemeral
            private = private or self._context is None
            await bot.acknowledge(interaction, private=private)
            await self._cog._respond(interaction, self._field.value, context=self._context)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]
        await cast("NewsBot", interaction.client).report(interaction, error)


def _state(response: Response, context: str | None, translate: Translator) -> dict[str, Any]:
    answer = response.answer if response.kind is Kind.ANSWER else None
    state: dict[str, Any] = {
        "question": response.request.text,
        # What a watch would wait for: of a follow-up with what it goes on from.
        "watch": response.request.question or response.request.text,
        "context": context,
        "language": translate.language,
        "answered": response.answered,
        "quotes": [_span(quote) for quote in answer.quotes] if answer else [],
        "more": [_span(quote) for quote in answer.more] if answer else [],
        # What the export of feedback tells beside the quotes: the words shown in bold, and the stories of a briefing.
        "words": _bold(answer) if answer else [],
        "items": [item.article.number for item in response.items],
    }
    if response.kind is Kind.HEADLINES:
        state["listed"] = [item.article.number for item in response.items]
        state["others"] = {
            str(item.article.number): [other.number for other in item.others] for item in response.items if item.others
        }
        state["notes"] = read_notes(response, translate)
    return state | Offers.of(response).as_state()


def _may_remove(interaction: Interaction, card: StoredCard) -> bool:
    """Whether a member may remove an answer: whoever asked for it may, and moderators."""
    moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
    return card.member == interaction.user.id or moderates


def quoted_in(response: Response) -> list[Quoted]:
    """The words of articles that the card of a response quotes: those of an answer, or the stories of a briefing."""
    if response.kind is Kind.ANSWER and response.answer is not None:
        return [Quoted(quote.article.number, quote.text, quote.is_headline) for quote in response.answer.quotes]
    if response.kind is not Kind.BRIEFING:
        return []
    headlines = [
        Quoted(item.article.number, item.article.headline, is_headline=True)
        for item in response.items
        if item.article.headline and not item.repeats_headline
    ]
    return headlines + [Quoted(item.article.number, item.text) for item in response.items if item.text]


def _span(quote: Quote) -> dict[str, Any]:
    return asdict(QuoteSpan(quote.article.number, quote.passage, quote.start, quote.end, quote.text, quote.is_headline))


def _bold(answer: Answer) -> list[str]:
    """The words of the quotes that answer the question."""
    return [quote.text[span.start : span.end] for quote in answer.quotes for span in quote.answers]


def _question_of(state: dict[str, Any]) -> str:
    """What a follow-up goes on from: the question, with the one that it followed itself."""
    earlier, question = state.get("context"), state.get("question", "")
    return f"{earlier} {question}" if earlier else question


def _without_mention(content: str, user: int) -> str:
    for form in (f"<@{user}>", f"<@!{user}>"):
        content = content.replace(form, " ")
    return content.strip()


async def setup(bot: NewsBot) -> None:
    """Add the commands to the bot."""
    await bot.add_cog(Answers(bot))
