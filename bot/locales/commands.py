"""What Discord shows of the commands themselves: names, descriptions, options and choices, from the Fluent files.

A command's English name stands in the code, where it is a contract; everything else about it that members read stands
in the Fluent files alone. The messages are named after what they name:

- `command-feeds-add` and `command-feeds-add-description`: a command, or a group such as `command-feeds`;
- `option-source` and `option-source-description`: an option, the same in every command, unless there is a
  `command-ask-source-description` for the one command;
- `choice-this-channel`: a choice, by its value;
- `menu-check-against-the-news`: an entry of the message menu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.locales import FALLBACK, Translator, supported, translator

Named = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


class CommandTexts(app_commands.Translator):
    """Gives discord.py the texts of commands in each of Discord's locales; None where English is meant."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The text in place of an English one."""
        language = supported(locale.value)
        if language is None or language == FALLBACK:
            return None
        key = key_of(context.location, context.data, translator(language))
        return None if key is None else translator(language)(key)


def fill_in(tree: app_commands.CommandTree[Any]) -> None:
    """Give every command, option and choice its English text; Discord shows it wherever there is no other."""
    english = translator(FALLBACK)

    def text(place: Place, data: Any) -> app_commands.locale_str | None:
        key = key_of(place, data, english)
        return None if key is None else app_commands.locale_str(english(key))

    for command in tree.walk_commands():
        if isinstance(command, app_commands.Group):
            command.description = str(text(Place.group_description, command) or command.description)
            continue
        command.description = str(text(Place.command_description, command) or command.description)
        about = {
            option.name: text(Place.parameter_description, option) or app_commands.locale_str(str(option.description))
            for option in command.parameters
        }
        app_commands.describe(**about)(command)
        for option in command.parameters:
            for choice in option.choices:
                choice.name = str(text(Place.choice_name, choice) or choice.name)


def key_of(place: Place, data: Any, translate: Translator) -> str | None:
    """The message that says this of a command, option or choice; None if the language has none."""
    return next((key for key in keys_of(place, data) if translate.has(key)), None)


def keys_of(place: Place, data: Any) -> Iterator[str]:
    """The names under which the message for something is looked for, the most special one first."""
    if place is Place.choice_name:
        yield f"choice-{_slug(str(data.value))}"
    elif place in {Place.parameter_name, Place.parameter_description}:
        end = "-description" if place is Place.parameter_description else ""
        yield f"command-{_slug(data.command.qualified_name)}-{_slug(data.display_name)}{end}"
        yield f"option-{_slug(data.display_name)}{end}"
    elif isinstance(data, app_commands.ContextMenu):
        yield f"menu-{_slug(data.name)}"
    else:
        end = "-description" if place in {Place.command_description, Place.group_description} else ""
        yield f"command-{_slug(data.qualified_name)}{end}"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
