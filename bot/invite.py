"""The address that adds the bot to a server, with no more rights than it uses."""

from __future__ import annotations

import base64
import binascii

import discord

from config.settings import Settings, SettingsError

PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, attach_files=True, read_message_history=True
)


def invite_address(settings: Settings, client_id: str | None) -> str:
    """The address for the application with this id; without one, the id that the token begins with.

    Raises SettingsError if there is neither.
    """
    number = client_id or application_id(settings.token())
    if number is None or not number.isdecimal():
        raise SettingsError(
            "Whose invitation? Set NUTGRAF_DISCORD__TOKEN, or pass --client-id with the “Application ID” that "
            "https://discord.com/developers/applications shows."
        )
    return discord.utils.oauth_url(int(number), permissions=PERMISSIONS, scopes=("bot", "applications.commands"))


def application_id(token: str | None) -> str | None:
    """The application id that a bot token begins with (base64 of its digits), or None if it does not look like one."""
    if token is None or token.count(".") != 2:
        return None
    head = token.split(".")[0]
    try:
        digits = base64.b64decode(head + "=" * (-len(head) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return digits if digits.isdecimal() and 15 <= len(digits) <= 20 else None
