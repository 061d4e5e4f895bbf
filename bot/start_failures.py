"""Why the bot could not start or stay connected, in a sentence with what to do, and whether waiting may help."""

from __future__ import annotations

import math
from dataclasses import dataclass

import aiohttp
import discord

from bot.client import GarbledAnswer, GatewayFailed
from bot.logs import describe

_REFUSED = """\
Discord refused the bot token. It may have been reset, or only partly copied.
Get a new one at https://discord.com/developers/applications (page “Bot”, “Reset Token”)
and set NUTGRAF_DISCORD__REFUSED."""
_UNREACHABLE = """\
Discord cannot be reached: {reason}.
Check this machine's network. If it needs a proxy, set NUTGRAF_DISCORD__PROXY."""
_UPDATE = "Update Nutgraf; if this is the newest version, please report it."
_CLOSED = {
    4004: _REFUSED,
    4010: f"Discord refused the connection because of an invalid shard (4010). {_UPDATE}",
    4011: "The bot is in more servers than Discord allows for one connection (4011), and Nutgraf uses only one. "
    "Remove it from some servers, or run a second bot with its own token for them.",
    4012: f"Discord no longer supports the gateway version that this Nutgraf uses (4012). {_UPDATE}",
    4013: f"Discord doesn't know the intents that this Nutgraf asks for (4013). {_UPDATE}",
    4014: "Discord denies this application the intents that Nutgraf asks for (4014), none of which is privileged. "
    "Look for a notice about the application at https://discord.com/developers/applications (page “Bot”).",
}
_PROXY = {
    403: "The proxy refuses to connect to Discord (403). Make it allow discord.com and *.discord.gg on port 443, "
    "or set NUTGRAF_DISCORD__PROXY to another proxy.",
    407: "The proxy requires a different user name or password (407). "
    "Set NUTGRAF_DISCORD__PROXY to http://user:password@host:port.",
}

SOME = 3
"""How often to retry a start that failed on this machine's side; a service manager may start the bot again later."""


@dataclass(frozen=True, slots=True)
class StartFailure:
    """What went wrong. `repeats` is the number of retries in a row before giving up: 0 if waiting cannot help."""

    sentence: str
    repeats: float


def explain(error: BaseException) -> StartFailure | None:
    """The sentence for the error that a bot's start ended with; None for a bug of ours."""
    if isinstance(error, GatewayFailed):
        if isinstance(error.__cause__, aiohttp.ClientHttpProxyError | aiohttp.ClientConnectorError):
            return explain(error.__cause__)
        return StartFailure("Discord's gateway does not answer as it should. Trying again.", math.inf)
    if isinstance(error, GarbledAnswer | aiohttp.ClientPayloadError):
        return StartFailure(
            "Discord is not answering, or something else is answering in its place: the answer cannot be read. "
            "Trying again. If this lasts, check whether a proxy or a login page intercepts the network.",
            math.inf,
        )
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return StartFailure(_CLOSED[4014], 0)
    if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
        return StartFailure(_CLOSED[error.code], 0)
    if isinstance(error, discord.LoginFailure):
        return StartFailure(_REFUSED, 0)
    if isinstance(error, discord.HTTPException):
        return _of_status(error)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        if error.status in _PROXY:
            return StartFailure(_PROXY[error.status], 0)
        return StartFailure(
            f"The proxy cannot reach Discord ({error.status}). Check the proxy, or NUTGRAF_DISCORD__PROXY.",
            SOME if error.status >= 500 else 0,
        )
    if isinstance(error, aiohttp.ClientConnectionError | TimeoutError):
        return StartFailure(_UNREACHABLE.format(reason=str(error) or type(error).__name__), SOME)
    return None


def _of_status(error: discord.HTTPException) -> StartFailure | None:
    if error.status == 401:
        return StartFailure(_REFUSED, 0)
    if error.status == 429:
        return StartFailure("Discord takes no more requests from this address for now (429). Trying again.", math.inf)
    if error.status >= 500:
        return StartFailure(
            f"Discord is out of order ({error.status}). Trying again; see https://discordstatus.com.", math.inf
        )
    if error.status == 403:
        return StartFailure(
            "Discord, or something in front of it, refuses this machine's requests (403). "
            "Check whether a proxy or firewall answers in its place, or whether the address is blocked.",
            0,
        )
    return StartFailure(f"Discord did not let the bot start ({describe(error)}). {_UPDATE}", 0)
