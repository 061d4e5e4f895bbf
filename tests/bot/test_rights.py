"""Who may manage: Manage Server, what the Integrations page says, and what outlives those who set it up."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.cards.controls import Press
from bot.cards.layout import card
from tests.bot.conftest import BEGIN, World, refusal, texts

NEEDED = "You need the *Manage Server* permission"


async def command(world: World, name: str) -> Any:
    return next(one for one in await world.bot.tree.fetch_commands() if one.name == name)


async def create(world: World, member: Any, **options: Any) -> Any:
    return await member.slash(
        world.channel, "digest create", channel=world.channel, time="08:00", name="Morning", **options
    )


async def test_a_role_that_the_page_opens_a_command_to_may_use_it_and_its_buttons(world: World) -> None:
    editors = world.guild.create_role("Editors")
    editor = world.guild.add_member(world.env.create_user("editor"), roles=[editors])
    world.guild.set_command_permissions(await command(world, "digest"), {editors: True})
    assert "Digest “Morning” created" in texts((await create(world, editor)).response)
    asked = await editor.slash(world.channel, "digest delete", name="Morning")
    await world.restart()
    await editor.click(asked.response, label="Delete")
    assert "Digest “Morning” deleted" in texts(asked.response)
    # It opens this command, not the others.
    assert "feeds list" not in editor.available_commands(world.channel)


async def test_buttons_are_checked_for_whoever_presses_them(world: World) -> None:
    await create(world, world.moderator)
    (digest,) = await world.bot.digests.all()
    button = Press("delete-digest", str(digest.number), label="Delete")
    await world.bot.get_partial_messageable(world.channel.id).send(view=card(["Forged"], rows=[[button]]))
    refused = await world.member.click(world.channel.last_message, label="Delete")
    assert NEEDED in refusal(refused)
    # A moderator whom the page denies the command may not either, although Discord does not check buttons.
    world.guild.set_command_permissions(await command(world, "digest"), {world.moderator: False})
    world.bot.rights.forget(world.guild.id)
    refused = await world.moderator.click(world.channel.last_message, label="Delete")
    assert NEEDED in refusal(refused)
    assert len(await world.bot.digests.all()) == 1
    world.env.errors.clear()


async def test_one_suffices_of_several_roles_and_the_member_comes_before_them(world: World) -> None:
    opened, closed = world.guild.create_role("Opened"), world.guild.create_role("Closed")
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None
    world.guild.set_command_permissions(
        await command(world, "feeds"),
        {opened: True, closed: False, world.member: False, world.guild.default_role: True},
    )

    async def says(member: int, *roles: Any) -> bool | None:
        assert guild is not None
        return await world.bot.rights.overwrite(guild, "feeds", member=member, roles=[role.id for role in roles])

    everybody = world.guild.default_role
    assert await says(1, everybody, opened, closed) is True
    assert await says(1, everybody, closed) is False
    assert await says(1, everybody) is True
    assert await says(world.member.id, everybody, opened) is False
    assert await world.bot.rights.overwrite(guild, "trend", member=1, roles=[]) is None


async def test_a_change_of_the_page_counts_at_once(world: World) -> None:
    guild = world.bot.get_guild(world.guild.id)
    assert guild is not None

    async def says() -> bool | None:
        return await world.bot.rights.overwrite(guild, "feeds", member=world.member.id, roles=[])

    assert await says() is None
    feeds = await command(world, "feeds")
    world.guild.set_command_permissions(feeds, {world.member: True})
    assert await says() is None  # as long as Discord has reported nothing
    payload = {"id": str(feeds.id), "application_id": "1", "guild_id": str(guild.id), "permissions": []}
    state = world.bot._connection
    state.parse_application_command_permissions_update(payload)  # type: ignore[arg-type]
    await world.env.settle()
    assert await says() is True


async def test_feeds_of_somebody_who_left_are_managed_by_the_others(world: World) -> None:
    gone = world.guild.add_member(world.env.create_user("gone"), roles=[world.managers])
    feed = await world.bot.newsroom.feeds.add("https://gazette.example/feed", now=BEGIN, title="Gazette")
    await world.bot.newsroom.feeds.set_state(feed.number, "paused")
    await world.bot.subscriptions.follow(world.guild.id, feed.number, member=gone.id, now=BEGIN)
    await create(world, gone)
    world.guild.remove_member(gone)
    assert "Gazette" in texts((await world.moderator.slash(world.channel, "feeds list")).response)
    (choice,) = await world.moderator.autocomplete(world.channel, "feeds remove", "feed", "gaz")
    paused = await world.moderator.slash(world.channel, "digest pause", name="Morning")
    assert "is paused" in texts(paused.response)
    removed = await world.moderator.slash(world.channel, "feeds remove", feed=choice["value"])
    assert "No longer following" in texts(removed.response)
    assert await world.bot.subscriptions.of_guild(world.guild.id) == []


async def test_a_digest_mentions_only_what_its_creator_may_mention(world: World) -> None:
    fans, open_to_all = world.guild.create_role("Fans"), world.guild.create_role("Open", mentionable=True)
    refused = await create(world, world.moderator, mention=fans)
    assert "You can’t mention **Fans** here" in refusal(refused)
    assert await world.bot.digests.all() == []
    assert "created" in texts((await create(world, world.moderator, mention=open_to_all)).response)
    changed = await world.moderator.slash(world.channel, "digest edit", name="Morning", mention=fans)
    assert "You can’t mention **Fans** here" in refusal(changed)
    may = world.guild.create_role("Heralds", permissions=discord.Permissions(mention_everyone=True, manage_guild=True))
    herald = world.guild.add_member(world.env.create_user("herald"), roles=[may])
    assert "updated" in texts((await herald.slash(world.channel, "digest edit", name="Morning", mention=fans)).response)
    # Whoever changes something else leaves the mention as it is.
    later = await world.moderator.slash(world.channel, "digest edit", name="Morning", time="09:00")
    assert "updated" in texts(later.response)
    (digest,) = await world.bot.digests.all()
    assert digest.spec.mention == fans.id
    world.env.errors.clear()


async def test_setup_check_says_how_to_open_commands(world: World) -> None:
    shown = texts((await world.moderator.slash(world.channel, "setup check")).response)
    assert "*Server Settings*, *Integrations*" in shown


@pytest.mark.parametrize("name", ["feeds list", "digest list", "setup check"])
async def test_without_rights_discord_offers_none_of_them(world: World, name: str) -> None:
    assert name not in world.member.available_commands(world.channel)
    assert name in world.moderator.available_commands(world.channel)
    assert name not in world.member.user.available_commands()
