"""The requests of a posting, each sent to Discord once.

discord.py repeats a request by itself that was answered with 500, 502, 504 or 524, or whose connection was reset.
Discord may have carried it out all the same, and a forum post has no nonce by which Discord would notice that it is
repeated. So these requests raise at the first such failure, and the sender looks for the message before it sends again.
A request refused with 429 was certainly not carried out: discord.py waits and repeats it.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.delivery.payloads import THREAD_MINUTES

_CHANNEL = "/channels/{channel_id}"
_MESSAGE = _CHANNEL + "/messages/{message_id}"


async def send_message(http: HTTPClient, channel: int, parameters: MultipartParameters) -> Any:
    """Send a message into a channel or thread; returns it as Discord's JSON. Raises as discord.py does."""
    return await _send(http, Route("POST", f"{_CHANNEL}/messages", channel_id=channel), parameters)


async def open_forum_post(http: HTTPClient, forum: int, parameters: MultipartParameters) -> Any:
    """Open a forum post with its first message; returns the thread as Discord's JSON. Raises as discord.py does."""
    route = Route("POST", f"{_CHANNEL}/threads", channel_id=forum)
    return await _send(http, route, parameters, params={"use_nested_fields": 1})


async def start_thread(http: HTTPClient, channel: int, message: int, name: str) -> None:
    """Start a thread on a message. Raises as discord.py does."""
    route = Route("POST", f"{_MESSAGE}/threads", channel_id=channel, message_id=message)
    await http.request(route, json={"name": name, "auto_archive_duration": THREAD_MINUTES}, middlewares=(_no_retry,))


async def publish(http: HTTPClient, channel: int, message: int) -> None:
    """Publish a message to the servers that follow its announcement channel. Raises as discord.py does."""
    route = Route("POST", f"{_MESSAGE}/crosspost", channel_id=channel, message_id=message)
    await http.request(route, middlewares=(_no_retry,))


async def edit_message(http: HTTPClient, channel: int, message: int, body: dict[str, Any]) -> None:
    """Replace what a message of our own shows. Twice comes to the same. Raises as discord.py does."""
    route = Route("PATCH", _MESSAGE, channel_id=channel, message_id=message)
    await http.request(route, json=body, middlewares=(_no_retry,))


async def set_archived(http: HTTPClient, thread: int, *, archived: bool) -> None:
    """Open or archive a thread. Raises as discord.py does."""
    await http.request(
        Route("PATCH", _CHANNEL, channel_id=thread), json={"archived": archived}, middlewares=(_no_retry,)
    )


class FollowUpsOnce(AsyncWebhookAdapter):
    """What discord.py sends follow-ups of interactions with, changed so that a new message is sent once, too: one that
    Discord showed but answered with an error would stand there twice. Edits may be repeated."""

    async def request(self, route: Route, session: Any, **options: Any) -> Any:
        """As discord.py's, but a new message is not repeated after a failure."""
        if route.method == "POST" and route.path.startswith("/webhooks/"):
            session = _OnceSession(session)
        return await super().request(route, session, **options)


class _OnceSession:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    def request(self, *arguments: Any, **options: Any) -> Any:
        return self._session.request(*arguments, **options, middlewares=(_no_retry,))


async def _send(http: HTTPClient, route: Route, parameters: MultipartParameters, **options: Any) -> Any:
    body: dict[str, Any] = (
        {"files": parameters.files, "form": parameters.multipart} if parameters.files else {"json": parameters.payload}
    )
    return await http.request(route, **body, **options, middlewares=(_no_retry,))


async def _no_retry(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """An aiohttp middleware, which runs inside discord.py's loop of retries: what it raises ends that loop."""
    try:
        response = await handler(request)
        await response.read()
    except aiohttp.ClientOSError as error:
        # discord.py retries after an OSError whose errno is that of a reset connection, so this raises another error.
        raise aiohttp.ClientConnectionError(str(error)) from error
    if response.status >= 500:
        raise discord.DiscordServerError(response, None)
    return response
