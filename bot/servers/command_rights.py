"""Who may use a command in a server, as its Integrations page says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence

import aiohttp
import discord
from discord.app_commands import AppCommand, AppCommandPermissions

log = logging.getLogger(__name__)

SECONDS = 1.5
"""How long to wait for what the page says: the whole interaction must be acknowledged within three seconds."""


class CommandRights:
    """What the Integrations pages of servers say about the bot's commands, read when first needed.

    A bot may read this page with its own token. Discord reports changes; `forget` then drops what is known.
    """

    def __init__(self) -> None:
        self._commands: dict[str, AppCommand] = {}
        self._known: dict[tuple[int, int], Sequence[AppCommandPermissions]] = {}

    def registered(self, commands: Iterable[AppCommand]) -> None:
        """The commands as Discord registered them."""
        self._commands = {command.name: command for command in commands}

    def mention(self, command: str) -> str:
        """A mention of a command, such as `digest create`, that members can press and that shows its name in their
        language; its name as code before it is registered."""
        found = self._commands.get(command.split()[0])
        return f"`/{command}`" if found is None else f"</{command}:{found.id}>"

    def forget(self, guild: int | None = None) -> None:
        """Read the page of a server (None: of all) again when it is next needed."""
        self._known = {} if guild is None else {key: held for key, held in self._known.items() if key[0] != guild}

    async def overwrite(self, guild: discord.Guild, command: str, *, member: int, roles: Iterable[int]) -> bool | None:
        """Whether the page opens a command to a member with these roles (True), or closes it for them (False).

        None if it says nothing about them, or cannot be read at present.
        """
        found = self._commands.get(command)
        if found is None:
            return None
        said = {(one.type, one.id): one.permission for one in await self._read(guild, found)}
        kinds = discord.AppCommandPermissionType
        # Discord's order: the member themselves, then their roles, of which one suffices, then everybody.
        if (own := said.get((kinds.user, member))) is not None:
            return own
        of_roles = [said[kinds.role, role] for role in roles if role != guild.id and (kinds.role, role) in said]
        return any(of_roles) if of_roles else said.get((kinds.role, guild.id))

    async def _read(self, guild: discord.Guild, command: AppCommand) -> Sequence[AppCommandPermissions]:
        key = (guild.id, command.id)
        if key not in self._known:
            try:
                fetched = await asyncio.wait_for(command.fetch_permissions(guild), SECONDS)
                self._known[key] = fetched.permissions
            except discord.NotFound:
                # Discord has no page for a command whose permissions a server left as they were.
                self._known[key] = ()
            except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
                log.warning("The Integrations page of server %s could not be read: %s", guild.id, type(error).__name__)
                return ()
        return self._known[key]
