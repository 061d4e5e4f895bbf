"""The requests that postings are made of, each sent to Discord once.

discord.py itself repeats a request that was answered with 500, 502, 504 or 524, or whose connection was reset. Discord
may have carried it out all the same, and a forum post has no nonce by which Discord would notice. So these requests end
with the first such failure, and the outbox looks for the message before anything is sent again. What was refused with a
429 was surely not carried out; waiting and repeating it stays with discord.py.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, MultipartParameters, Route

from bot.delivery.payloads import THREAD_MINUTES

_CHANNEL = "/channels/{channel_id}"
_MESSAGE = _CHANNEL + "/messages/{message_id}"


async def send_message(http: HTTPClient, channel: int, parameters: MultipartParameters) -> Any:
    """Send a message into a channel or thread; gives it as Discord's JSON. Raises as discord.py does."""
    return await _send(http, Route("POST", f"{_CHANNEL}/messages", channel_id=channel), parameters)


async def open_forum_post(http: HTTPClient, forum: int, parameters: MultipartParameters) -> Any:
    """Open a post in a forum with its first message; gives the thread as Discord's JSON. Raises as discord.py does."""
    route = Route("POST", f"{_CHANNEL}/threads", channel_id=forum)
    return await _send(http, route, parameters, params={"use_nested_fields": 1})


async def start_thread(http: HTTPClient, channel: int, message: int, name: str) -> None:
    """Start a thread on a message. Raises as discord.py does."""
    route = Route("POST", f"{_MESSAGE}/threads", channel_id=channel, message_id=message)
    await http.request(
        route, json={"name": name, "auto_archive_duration": THREAD_MINUTES}, middlewares=(_no_second_try,)
    )


async def publish(http: HTTPClient, channel: int, message: int) -> None:
    """Publish a message to the servers that follow its announcement channel. Raises as discord.py does."""
    route = Route("POST", f"{_MESSAGE}/crosspost", channel_id=channel, message_id=message)
    await http.request(route, middlewares=(_no_second_try,))


async def _send(http: HTTPClient, route: Route, parameters: MultipartParameters, **options: Any) -> Any:
    body: dict[str, Any] = (
        {"files": parameters.files, "form": parameters.multipart} if parameters.files else {"json": parameters.payload}
    )
    return await http.request(route, **body, **options, middlewares=(_no_second_try,))


async def _no_second_try(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """aiohttp's middleware runs inside discord.py's loop of tries; what it raises ends that loop."""
    try:
        response = await handler(request)
        await response.read()
    except aiohttp.ClientOSError as error:
        # discord.py tries again after an OSError with the number of a reset connection; this is none.
        raise aiohttp.ClientConnectionError(str(error)) from error
    if response.status >= 500:
        raise discord.DiscordServerError(response, None)
    return response
