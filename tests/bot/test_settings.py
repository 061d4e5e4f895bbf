"""/settings: one card for a server's choices and for a member's own."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from knowledge.articles import Article
from tests.bot.conftest import World, refusal, texts

QUESTION = "How much did the repairs of the Harl Bridge cost?"


def selects(message: Any) -> dict[str, dict[str, Any]]:
    """The selects of a card by their custom id."""
    found: dict[str, dict[str, Any]] = {}

    def walk(component: dict[str, Any]) -> None:
        if component.get("type") in {3, 5, 6, 7, 8}:
            found[component["custom_id"]] = component
        for child in component.get("components", ()):
            walk(child)

    for component in message.components:
        walk(component if isinstance(component, dict) else component.to_dict())
    return found


async def test_a_member_sees_and_changes_their_own_only(world: World) -> None:
    shown = await world.member.slash(world.channel, "settings")
    assert shown.ephemeral
    assert "What applies to you" in texts(shown.response)
    assert set(selects(shown.response)) == {"choice:settings-own-language", "choice:settings-own-zone"}
    await world.member.select(shown.response, ["pt-BR"], custom_id="choice:settings-own-language")
    await world.member.select(shown.response, ["Asia/Tokyo"], custom_id="choice:settings-own-zone")
    held = await world.bot.members.get(world.member.id)
    assert (held.language, held.zone) == ("pt-BR", "Asia/Tokyo")
    chosen = [one for one in selects(shown.response)["choice:settings-own-zone"]["options"] if one.get("default")]
    assert [one["value"] for one in chosen] == ["Asia/Tokyo"]
    await world.member.select(shown.response, ["auto"], custom_id="choice:settings-own-language")
    assert (await world.bot.members.get(world.member.id)).language is None
    assert (await world.bot.servers.get(world.guild.id)).language is None


async def test_the_language_select_offers_six_and_discords_own(world: World) -> None:
    shown = await world.member.slash(world.channel, "settings")
    options = selects(shown.response)["choice:settings-own-language"]["options"]
    assert [one["value"] for one in options] == ["auto", "en", "de", "fr", "es", "pt-BR", "ja"]


async def test_any_zone_can_be_typed_as_a_city(world: World) -> None:
    shown = await world.member.slash(world.channel, "settings")
    form = await world.member.click(shown.response, label="Another time zone")
    await world.member.submit_modal(form, {"zone": "osaka"})
    assert (await world.bot.members.get(world.member.id)).zone == "Asia/Tokyo"
    form = await world.member.click(shown.response, label="Another time zone")
    refused = await world.member.submit_modal(form, {"zone": "Nowhere at all"})
    assert "I don’t know a time zone called “Nowhere at all”" in refusal(refused)


async def test_a_direct_message_has_ones_own_settings(world: World) -> None:
    shown = await world.member.user.slash("settings")
    assert "What applies to you" in texts(shown.response)
    await world.member.user.select(shown.response, ["de"], custom_id="choice:settings-own-language")
    assert (await world.bot.members.get(world.member.id)).language == "de"


async def test_a_moderator_sets_the_server_up_and_it_outlives_a_restart(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "settings")
    assert shown.ephemeral
    assert "What applies to this server" in texts(shown.response)
    pick = world.moderator.select
    await pick(shown.response, ["fr"], custom_id="choice:settings-language")
    await pick(shown.response, ["Europe/Paris"], custom_id="choice:settings-zone")
    await world.restart()
    await pick(shown.response, [world.channel], custom_id="channels:settings-notices")
    await pick(shown.response, [world.channel], custom_id="channels:settings-ask-channels")
    await pick(shown.response, [world.managers], custom_id="roles:settings-ask-roles")
    await world.moderator.click(shown.response, label="Pictures: on")
    await world.moderator.click(shown.response, label="Corrections: on")
    held = await world.bot.servers.get(world.guild.id)
    assert (held.language, held.zone, held.notices) == ("fr", "Europe/Paris", world.channel.id)
    assert (held.ask_channels, held.ask_roles) == ((world.channel.id,), (world.managers.id,))
    assert (held.pictures, held.corrections) == (False, False)
    assert "in which “today” begins and ends here: Europe/Paris" in texts(shown.response)
    await pick(shown.response, [], custom_id="channels:settings-ask-channels")
    await pick(shown.response, [], custom_id="roles:settings-ask-roles")
    await pick(shown.response, [], custom_id="channels:settings-notices")
    held = await world.bot.servers.get(world.guild.id)
    assert (held.notices, held.ask_channels, held.ask_roles) == (None, (), ())


async def test_a_moderator_turns_to_their_own_settings_and_back(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "settings")
    await world.moderator.click(shown.response, label="My own settings")
    assert "What applies to you" in texts(shown.response)
    await world.moderator.click(shown.response, label="This server’s settings")
    assert "What applies to this server" in texts(shown.response)


async def test_notices_go_only_where_the_bot_may_write(world: World) -> None:
    me = world.guild.me
    assert me is not None
    closed = discord.PermissionOverwrite(send_messages=False)
    silent = world.guild.create_text_channel("silent", overwrites={me: closed})
    shown = await world.moderator.slash(world.channel, "settings")
    refused = await world.moderator.select(shown.response, [silent], custom_id="channels:settings-notices")
    assert "I don’t have permission to post in" in refusal(refused)
    assert (await world.bot.servers.get(world.guild.id)).notices is None


async def test_only_allowed_outlets_are_found_in_that_server(world: World) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("talk")
    reader = other.add_member(world.env.create_user("reader"))
    shown = await world.moderator.slash(world.channel, "settings")
    (menu,) = [one for name, one in selects(shown.response).items() if name.startswith("many:")]
    numbers = {one["label"]: one["value"] for one in menu["options"]}
    assert set(numbers) == {"Bay Radio", "Harrow Post"}
    await world.moderator.select(shown.response, [numbers["Bay Radio"]], custom_id=menu["custom_id"])
    assert "can be found here: one" in texts(shown.response)

    def is_hidden(text: str) -> None:
        assert "Harrow Post" not in text
        assert "harrowpost.example" not in text

    asked = texts((await world.member.slash(world.channel, "ask", question=QUESTION)).response)
    assert "bayradio.example/bridge" in asked
    is_hidden(asked)
    otters = texts((await world.member.slash(world.channel, "ask", question="How many otters were counted?")).response)
    assert "I have nothing on that" in otters
    is_hidden(texts((await world.member.slash(world.channel, "headlines")).response))
    is_hidden(texts((await world.member.slash(world.channel, "sources")).response))
    is_hidden(texts((await world.moderator.slash(world.channel, "digest now")).response))
    is_hidden(str(await world.member.autocomplete(world.channel, "ask", "source", "h")))
    is_hidden(str(await world.moderator.autocomplete(world.channel, "digest create", "sources", "h")))
    bridge = texts(
        (await world.member.slash(world.channel, "story", headline="Bridge over the Harl open again")).response
    )
    assert "Also reported by" not in bridge
    is_hidden(bridge)
    is_hidden(refusal(await world.member.slash(world.channel, "story", headline="Otters return to the Vess")))
    assert "13 articles from one outlet" in texts((await world.member.slash(world.channel, "help")).response)
    # Neither another server nor a direct message has this limit.
    assert "harrowpost.example" in texts((await reader.slash(elsewhere, "ask", question=QUESTION)).response)
    assert "Harrow Post" in texts((await world.member.user.slash("sources")).response)
    # Nobody chosen is everybody allowed, at once.
    await world.moderator.select(shown.response, [], custom_id=menu["custom_id"])
    assert "Harrow Post" in texts((await world.member.slash(world.channel, "sources")).response)
    world.env.errors.clear()


async def test_where_no_allowed_outlet_has_news_that_is_said(world: World) -> None:
    await world.bot.servers.change(world.guild.id, outlets=["A paper that is gone"])
    told = texts((await world.member.slash(world.channel, "ask", question=QUESTION)).response)
    assert "There’s no news from the outlets that this server allows. A moderator can choose" in told
    told = refusal(await world.moderator.slash(world.channel, "headlines"))
    assert "Choose others with `/settings`." in told
    world.env.errors.clear()


async def test_settings_of_another_server_are_its_own(world: World) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("talk")
    managers = other.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    manager = other.add_member(world.env.create_user("manager"), roles=[managers])
    shown = await world.moderator.slash(world.channel, "settings")
    await world.moderator.select(shown.response, ["ja"], custom_id="choice:settings-language")
    theirs = await manager.slash(elsewhere, "settings")
    default = [
        one["value"] for one in selects(theirs.response)["choice:settings-language"]["options"] if one.get("default")
    ]
    assert default == ["auto"]
    assert (await world.bot.servers.get(other.id)).language is None


async def test_a_card_is_of_no_use_to_whoever_lost_their_rights(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "settings")
    world.env.backend.guilds[world.guild.id].members[world.moderator.id].role_ids.clear()
    refused = await world.moderator.select(shown.response, ["fr"], custom_id="choice:settings-language")
    assert "You need the *Manage Server* permission" in refusal(refused)
    assert (await world.bot.servers.get(world.guild.id)).language is None


@pytest.mark.parametrize("allowed", [True, False])
async def test_the_integrations_page_decides_who_changes_the_server(world: World, allowed: bool) -> None:
    """A role that the page opens `/setup` to may, without *Manage Server*; one that it closes it for may not."""
    editors = world.guild.create_role("Editors")
    editor = world.guild.add_member(
        world.env.create_user("editor"), roles=[editors] if allowed else [editors, world.managers]
    )
    (command,) = [one for one in await world.bot.tree.fetch_commands() if one.name == "setup"]
    world.guild.set_command_permissions(command, {editor: allowed})
    shown = await editor.slash(world.channel, "settings")
    assert ("What applies to this server" in texts(shown.response)) == allowed


async def test_many_outlets_are_chosen_page_by_page(world: World) -> None:
    articles = [
        Article(
            f"Note {count}",
            (f"Committee {count} met about drains.",),
            source=f"Outlet {count:02d}",
            url=f"https://{count}.example/",
        )
        for count in range(30)
    ]
    await world.bot.newsroom.ingest(articles, now=world.bot.now())
    shown = await world.moderator.slash(world.channel, "settings")
    (first,) = [one for name, one in selects(shown.response).items() if name.startswith("many:")]
    assert len(first["options"]) == 25
    value = next(one["value"] for one in first["options"] if one["label"] == "Bay Radio")
    await world.moderator.select(shown.response, [value], custom_id=first["custom_id"])
    await world.moderator.click(shown.response, label="More (1 of 2)")
    (second,) = [one for name, one in selects(shown.response).items() if name.startswith("many:")]
    assert len(second["options"]) == 7
    value = next(one["value"] for one in second["options"] if one["label"] == "Outlet 29")
    await world.moderator.select(shown.response, [value], custom_id=second["custom_id"])
    assert (await world.bot.servers.get(world.guild.id)).outlets == ("Bay Radio", "Outlet 29")
    assert "More (2 of 2)" in str(shown.response.components)
