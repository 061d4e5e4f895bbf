"""A follow-up of an interaction that Discord showed but answered with an error is not sent again; an edit is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord.webhook.async_ import Webhook, async_context

from bot.delivery.requests import FollowUpsOnce


@pytest.fixture
async def requests(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[str]]:
    """What arrives at a Discord that carries everything out and answers with 502."""
    arrived: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        arrived.append(request.method)
        return web.Response(status=502)

    async def at_once(_: float) -> None: ...

    server = web.Application()
    server.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(server) as running:
        monkeypatch.setattr("discord.http.Route.BASE", str(running.make_url("")).rstrip("/"))
        monkeypatch.setattr("discord.webhook.async_.asyncio.sleep", at_once)
        yield arrived


async def test_a_follow_up_is_sent_once_and_an_edit_is_repeated(requests: list[str]) -> None:
    async_context.set(FollowUpsOnce())
    async with aiohttp.ClientSession() as session:
        webhook = Webhook.partial(1, "token", session=session)
        with pytest.raises(discord.DiscordServerError):
            await webhook.send("once")
        assert requests == ["POST"]
        with pytest.raises(discord.DiscordServerError):
            await webhook.edit_message(5, content="as often as it takes")
    assert requests == ["POST", *["PATCH"] * 5]
