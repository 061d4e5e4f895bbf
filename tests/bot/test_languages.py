"""Who gets which language and time zone: a reply speaks as the asker does, a posting as the server does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest
from simcord import interactions as simcord_interactions

from bot.commands.options import parse_since, since_choices
from bot.delivery.schedule import parse_days, parse_time
from bot.locales import translator
from bot.servers.member_settings import MemberSettings
from tests.bot.conftest import BEGIN, World, refusal, texts
from tests.bot.test_digests import create

Speaks = Callable[[Any, str], None]
NOTHING = "Who won the cup in Atlantis?"


@pytest.fixture
def speaks(monkeypatch: pytest.MonkeyPatch) -> Speaks:
    """`speaks(member, "de")` sets the language of a member's Discord, which SimCord leaves at American English."""
    locales: dict[int, str] = {}
    build = simcord_interactions.base_payload

    def with_locale(*arguments: Any, **named: Any) -> Any:
        record, payload = build(*arguments, **named)
        user = payload["user"] if "user" in payload else payload["member"]["user"]
        payload["locale"] = locales.get(int(user["id"]), payload["locale"])
        return record, payload

    monkeypatch.setattr(simcord_interactions, "base_payload", with_locale)

    def set_locale(member: Any, locale: str) -> None:
        locales[member.id] = locale

    return set_locale


def none_in(language: str) -> str:
    return translator(language)("answer-none")


async def ask(world: World, member: Any, **options: object) -> str:
    return texts((await member.slash(world.channel, "ask", question=NOTHING, **options)).response)


async def mention(world: World, member: Any) -> str:
    assert world.bot.user is not None
    await member.send(world.channel, f"<@{world.bot.user.id}> {NOTHING}")
    return texts(world.channel.last_message)


# Replies


@pytest.mark.parametrize(("locale", "language"), [("de", "de"), ("es-419", "es"), ("pt-BR", "pt-BR"), ("nl", "en")])
async def test_a_reply_speaks_the_language_of_the_member_s_discord(
    world: World, speaks: Speaks, locale: str, language: str
) -> None:
    speaks(world.member, locale)
    assert none_in(language) in await ask(world, world.member)
    assert none_in("en") in await ask(world, world.moderator)


async def test_the_language_that_a_member_chose_comes_first_in_every_server(world: World, speaks: Speaks) -> None:
    speaks(world.member, "de")
    await world.bot.members.change(world.member.id, language="ja")
    assert none_in("ja") in await ask(world, world.member)
    await world.restart()
    assert none_in("ja") in await ask(world, world.member)
    await world.bot.members.delete(world.member.id)
    assert none_in("de") in await ask(world, world.member)


async def test_a_mention_speaks_the_last_language_seen_else_the_server_s(world: World, speaks: Speaks) -> None:
    await world.bot.servers.change(world.guild.id, language="es")
    assert none_in("es") in await mention(world, world.member)
    speaks(world.member, "fr")
    await world.member.slash(world.channel, "help")
    assert none_in("fr") in await mention(world, world.member)
    await world.restart()
    assert none_in("fr") in await mention(world, world.member)
    await world.bot.members.change(world.member.id, language="pt-BR")
    assert none_in("pt-BR") in await mention(world, world.member)


async def test_a_direct_message_speaks_the_last_language_seen(world: World, speaks: Speaks) -> None:
    speaks(world.member, "de")
    await world.member.slash(world.channel, "help")
    await world.member.send_dm(NOTHING)
    assert none_in("de") in texts(world.member.user.dm_channel.last_message)


async def test_a_seen_language_is_written_only_when_it_is_another(
    world: World, speaks: Speaks, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[dict[str, Any]] = []
    change = world.bot.members.change

    async def counted(number: int, **values: Any) -> None:
        written.append(values)
        await change(number, **values)

    monkeypatch.setattr(world.bot.members, "change", counted)
    for locale in ("de", "de", "de", "fr", "fr"):
        speaks(world.member, locale)
        await world.member.slash(world.channel, "help")
    assert written == [{"seen_locale": "de"}, {"seen_locale": "fr"}]


async def test_after_a_deletion_the_seen_language_is_not_stored_again(world: World, speaks: Speaks) -> None:
    speaks(world.member, "de")
    await world.member.slash(world.channel, "help")
    assert (await world.bot.members.get(world.member.id)).seen_locale == "de"
    await world.bot.members.delete(world.member.id)
    await world.member.slash(world.channel, "help")
    assert await world.bot.members.get(world.member.id) == MemberSettings(world.member.id)


async def test_a_card_keeps_its_language_whoever_turns_its_pages(world: World, speaks: Speaks) -> None:
    speaks(world.member, "de")
    shown = await world.member.slash(world.channel, "headlines")
    assert "# Schlagzeilen" in texts(shown.response)
    await world.moderator.click(shown.response, label="Ältere")
    assert "# Schlagzeilen" in texts(world.channel.last_message)


async def test_refusals_speak_it_too(world: World, speaks: Speaks) -> None:
    speaks(world.moderator, "fr")
    refused = refusal(await world.moderator.slash(world.channel, "digest pause", name="Aube"))
    assert refused == translator("fr")("digest-unknown", name="Aube")
    assert world.env.errors


# Postings


async def test_a_digest_speaks_the_server_s_language(world: World, speaks: Speaks) -> None:
    speaks(world.moderator, "fr")
    made = await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="00:10", name="Aube")
    assert "Revue" in refusal(made)
    await world.bot.servers.change(world.guild.id, language="de")
    world.env.settle_timeout = 60
    await world.env.advance_time(11 * 60)
    assert "-# Vom <t:" in texts(world.channel.last_message)


async def test_without_a_choice_it_speaks_as_whoever_set_it_up(world: World, speaks: Speaks) -> None:
    """A server that is no community cannot tell Discord its language."""
    speaks(world.moderator, "pt-BR")
    await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="00:10", name="Cedo")
    world.env.settle_timeout = 60
    await world.env.advance_time(11 * 60)
    assert "-# De <t:" in texts(world.channel.last_message)


@pytest.mark.parametrize(
    ("chosen", "discord_s", "features", "language"),
    [
        (None, "en-US", [], "ja"),
        (None, "en-US", ["COMMUNITY"], "en"),
        (None, "de", ["COMMUNITY"], "de"),
        (None, "nl", ["COMMUNITY"], "ja"),
        ("fr", "de", ["COMMUNITY"], "fr"),
    ],
)
async def test_the_server_s_language(
    world: World, chosen: str | None, discord_s: str, features: list[str], language: str
) -> None:
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    guild.preferred_locale, guild.features = discord.Locale(discord_s), features  # type: ignore[assignment]
    await world.bot.servers.change(guild.id, language=chosen)
    assert await world.bot.languages.of_server(guild.id, otherwise="ja") == language
    assert await world.bot.languages.of_server(0, otherwise=None) == "en"


# Time zones


async def test_the_zone_is_the_member_s_else_the_server_s_else_the_first_digest_s(world: World) -> None:
    guild, member = world.guild.id, world.member.id
    assert await world.bot.zone(guild, member) == ZoneInfo("UTC")
    await create(world, timezone="Asia/Tokyo")
    assert await world.bot.zone(guild, member) == ZoneInfo("Asia/Tokyo")
    await world.bot.servers.change(guild, zone="Europe/Berlin")
    assert await world.bot.zone(guild, member) == ZoneInfo("Europe/Berlin")
    await world.bot.members.change(member, zone="America/Lima")
    assert await world.bot.zone(guild, member) == ZoneInfo("America/Lima")
    assert await world.bot.zone(guild) == ZoneInfo("Europe/Berlin")
    assert await world.bot.zone(None, member) == ZoneInfo("America/Lima")


async def test_no_question_reads_the_digests_for_the_zone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await create(world, timezone="Asia/Tokyo")
    assert await world.bot.zone(world.guild.id) == ZoneInfo("Asia/Tokyo")

    async def no_query(**_: object) -> None:
        raise AssertionError("the digests were read again")

    with monkeypatch.context() as patched:
        patched.setattr(world.bot.digests, "all", no_query)
        assert await world.bot.zone(world.guild.id) == ZoneInfo("Asia/Tokyo")
    await world.moderator.slash(world.channel, "digest edit", name="News digest", timezone="UTC")
    assert await world.bot.zone(world.guild.id) == ZoneInfo("UTC")


async def test_a_new_digest_has_the_server_s_zone(world: World) -> None:
    await world.bot.servers.change(world.guild.id, zone="Europe/Berlin")
    said = refusal(await world.moderator.slash(world.channel, "digest create", channel=world.channel, time="7:00"))
    assert "(Europe/Berlin)" in said


def test_today_begins_in_the_zone() -> None:
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    english = translator("en")
    assert parse_since("today", late, ZoneInfo("UTC"), english) == datetime(2026, 3, 1, tzinfo=UTC)
    assert parse_since("today", late, ZoneInfo("Asia/Tokyo"), english) == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert parse_since("2026-03-01", late, ZoneInfo("America/Lima"), english) == datetime(2026, 3, 1, 5, tzinfo=UTC)


# Words that members type


@pytest.mark.parametrize("typed", ["heute", "Hier", "ayer", "ONTEM", "昨日", "letzte 7 Tage", "過去7日間", "today"])
def test_days_may_be_typed_in_any_language(typed: str) -> None:
    moment = parse_since(typed, BEGIN, ZoneInfo("UTC"), translator("en"))
    assert moment is not None
    assert BEGIN - timedelta(days=8) < moment <= BEGIN


async def test_choices_of_days_are_shown_in_the_member_s_language(world: World, speaks: Speaks) -> None:
    class Typing:
        client = world.bot
        user = world.member
        locale = "de"

    choices = await since_choices(Typing(), "letzte")  # type: ignore[arg-type]
    assert [(choice.name, choice.value) for choice in choices] == [
        ("letzte 7 Tage", "last 7 days"),
        ("letzte 30 Tage", "last 30 days"),
    ]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        *(("mon, wed, fri", "1010100"), ("tues thurs", "0101000"), ("mon-fri", "1111100"), ("weekends", "0000011")),
        *(("mo, mi, fr", "1010100"), ("Montag bis", None), ("werktags", "1111100"), ("Mo.–Do.", "1111000")),
        *(("lun, mer, ven", "1010100"), ("lun, mie, vie", "1010100"), ("lun, MIÉ, vie", "1010100")),
        *(("tous les jours", "1111111"), ("laborables", "1111100"), ("segunda-feira, sexta-feira", "1000100")),
        *(("seg-sex", "1111100"), ("dias uteis", "1111100"), ("月、水、金", "1010100"), ("平日", "1111100")),
        *(("土曜日、日曜日", "0000011"), ("someday", None), ("", None)),
    ],
)
def test_weekdays_may_be_typed_in_any_language(typed: str, days: str | None) -> None:
    assert parse_days(typed) == days


@pytest.mark.parametrize(
    ("typed", "minute"),
    [("8 Uhr", 480), ("8:30 Uhr", 510), ("8h", 480), ("8h30", 510), ("20時15分", 1215), ("8時", 480), ("25h", None)],
)
def test_times_may_be_typed_as_each_language_writes_them(typed: str, minute: int | None) -> None:
    assert parse_time(typed) == minute


async def test_weekdays_are_named_in_the_member_s_language(world: World, speaks: Speaks) -> None:
    speaks(world.moderator, "de")
    said = await create(world, days="mo, mi, fr")
    assert "Mo., Mi. und Fr. um 00:10 Uhr (UTC)" in said
    speaks(world.moderator, "ja")
    listed = texts((await world.moderator.slash(world.channel, "digest list")).response)
    assert "月、水、金の00:10（UTC）" in listed


@pytest.mark.simcord(settle_timeout=60)  # matplotlib looks for fonts the first time
async def test_the_picture_of_a_trend_is_described_in_the_member_s_language(world: World, speaks: Speaks) -> None:
    speaks(world.member, "de")
    shown = await world.member.slash(world.channel, "trend", topic="Harl Bridge")
    described = str([part if isinstance(part, dict) else part.to_dict() for part in shown.response.components])
    assert "Erwähnungen von „Harl Bridge“ pro Tag, 3. Dez. 2025" in described
    assert "1. Jan. 2026: insgesamt 2. Die meisten am 31.12.2025: 2." in described
    assert "Mentions" not in described
