"""The commands as Discord lists them: in every language, within Discord's limits, and as our sentences call them."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import AppCommandType, Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot.app import create_bot
from bot.client import EXTENSIONS, NewsBot
from bot.locales import FALLBACK, languages, translator
from bot.locales.commands import CommandTexts, fill_in, key_of, keys_of
from config.settings import Settings
from tests.locales.test_sentences import messages, text_of

COMMANDS = Path(__file__).parents[2] / "bot/commands"
LONGEST_NAME, LONGEST_TEXT, LONGEST_COMMAND = 32, 100, 8_000
"""https://discord.com/developers/docs/interactions/application-commands"""


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[NewsBot]:
    """The bot with its commands, not connected."""
    bot = create_bot(Settings(data_dir=tmp_path))
    for name in EXTENSIONS:
        await bot.load_extension(f"bot.commands.{name}")
    fill_in(bot.tree)
    yield bot
    for name in EXTENSIONS:
        await bot.unload_extension(f"bot.commands.{name}")


def places(tree: app_commands.CommandTree[Any]) -> Iterator[tuple[Place, Any]]:
    """Everything of which Discord shows a name or a description."""
    for command in tree.walk_commands():
        is_group = isinstance(command, app_commands.Group)
        yield Place.group_name if is_group else Place.command_name, command
        yield Place.group_description if is_group else Place.command_description, command
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                yield Place.parameter_name, option
                yield Place.parameter_description, option
                for choice in option.choices:
                    yield Place.choice_name, choice
    for menu in tree.get_commands(type=AppCommandType.message) + tree.get_commands(type=AppCommandType.user):
        yield Place.command_name, menu


@pytest.mark.parametrize("language", sorted(languages()))
async def test_every_command_option_and_choice_has_its_text(bot: NewsBot, language: str) -> None:
    translate = translator(language)
    silent = [next(keys_of(place, data)) for place, data in places(bot.tree) if key_of(place, data, translate) is None]
    assert silent == []


@pytest.mark.parametrize("language", sorted(languages()))
async def test_no_text_is_left_over_from_a_command_that_is_gone(bot: NewsBot, language: str) -> None:
    needed = {key for place, data in places(bot.tree) for key in keys_of(place, data)}
    about = {name for name in messages(language) if name.startswith(("command-", "option-", "choice-", "menu-"))}
    assert about - needed == set()


async def test_the_english_names_are_those_in_the_code(bot: NewsBot) -> None:
    """They are the contract that members, other bots and our own documents know."""
    english = translator(FALLBACK)
    names = {Place.command_name, Place.group_name, Place.parameter_name}
    for place, data in places(bot.tree):
        key = key_of(place, data, english)
        if place in names and key is not None:
            assert english(key) == getattr(data, "display_name", data.name)


async def test_english_texts_are_what_discord_gets(bot: NewsBot) -> None:
    ask = bot.tree.get_command("ask")
    assert ask is not None
    described = ask.to_dict(bot.tree)
    assert described["description"] == translator("en")("command-ask-description")
    (question, *_) = described["options"]
    assert question["description"] == translator("en")("option-question-description")


def test_no_command_says_in_python_what_it_is_for() -> None:
    """Else the text would stand in two places."""
    told = []
    for path in sorted(COMMANDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            words = {keyword.arg for keyword in node.keywords}
            if called == "app_commands.describe" or (called.endswith("command") and "description" in words):
                told.append(f"{path.name}:{node.lineno}")
        told += re.findall(r"group_description=.*", path.read_text())
    assert told == []


@pytest.mark.parametrize("language", sorted(languages()))
async def test_names_and_descriptions_are_within_discords_limits(bot: NewsBot, language: str) -> None:
    translate = translator(language)
    for place, data in places(bot.tree):
        key = key_of(place, data, translate)
        assert key is not None
        text = translate(key)
        is_name = place in {Place.command_name, Place.group_name, Place.parameter_name}
        if is_name and not isinstance(data, app_commands.ContextMenu):
            assert 1 <= len(text) <= LONGEST_NAME, (key, text)
            assert text == text.lower(), (key, text)
            assert all(sign in "-_'" or unicodedata.category(sign)[0] in "LN" for sign in text), (key, text)
            # Discord counts an accent of its own as no letter.
            assert text == unicodedata.normalize("NFC", text), (key, text)
        else:
            limit = LONGEST_NAME if is_name else LONGEST_TEXT
            assert 1 <= len(text.strip()) <= limit, (key, len(text), text)


@pytest.mark.parametrize("language", sorted(languages()))
async def test_no_two_things_side_by_side_have_one_name(bot: NewsBot, language: str) -> None:
    translate = translator(language)

    def named(place: Place, data: Any) -> str:
        key = key_of(place, data, translate)
        assert key is not None
        return translate(key)

    beside: dict[str, list[str]] = {}
    for place, data in places(bot.tree):
        if place in {Place.command_name, Place.group_name} and not isinstance(data, app_commands.ContextMenu):
            parent = "" if data.parent is None else data.parent.qualified_name
            beside.setdefault(parent, []).append(named(place, data))
        elif place is Place.parameter_name:
            beside.setdefault(f"options of {data.command.qualified_name}", []).append(named(place, data))
    twice = {parent: [n for n, times in Counter(names).items() if times > 1] for parent, names in beside.items()}
    assert {parent: names for parent, names in twice.items() if names} == {}


async def test_commands_are_no_longer_than_discord_allows(bot: NewsBot) -> None:
    """Of all languages the longest counts, for each name, description and choice."""
    lengths: Counter[str] = Counter()
    for place, data in places(bot.tree):
        if isinstance(data, app_commands.ContextMenu) or place is Place.choice_name:
            continue
        command = data.command if isinstance(data, app_commands.Parameter) else data
        root = command.qualified_name.split()[0]
        texts = [translator(one)(key) for one in languages() if (key := key_of(place, data, translator(one)))]
        lengths[root] += max(map(len, texts))
        if place is Place.parameter_name:
            lengths[root] += sum(len(choice.name) + len(str(choice.value)) for choice in data.choices)
    assert {name: length for name, length in lengths.items() if length > LONGEST_COMMAND} == {}


@pytest.mark.parametrize("language", sorted(languages()))
async def test_sentences_name_commands_and_options_as_they_are_called(bot: NewsBot, language: str) -> None:
    """What stands in backticks is a command of this language, one of its options, or the command line's."""
    translate = translator(language)
    commands, options = set(), set()
    for place, data in places(bot.tree):
        key = key_of(place, data, translate)
        assert key is not None
        if place is Place.parameter_name:
            options.add(translate(key))
        elif place in {Place.command_name, Place.group_name} and not isinstance(data, app_commands.ContextMenu):
            parent = None if data.parent is None else key_of(Place.group_name, data.parent, translate)
            commands.add(f"/{translate(parent)} {translate(key)}" if parent else f"/{translate(key)}")
    for name, message in messages(language).items():
        for code in re.findall(r"`([^`]+)`", text_of(message)):
            assert code in commands | options or code.startswith("nutgraf "), (name, code)


async def test_discord_gets_the_names_in_each_of_its_locales(bot: NewsBot) -> None:
    texts = CommandTexts()
    create = bot.tree.get_command("digest")
    assert isinstance(create, app_commands.Group)
    payload = await create.get_translated_payload(bot.tree, texts)
    assert payload["name"] == "digest"
    assert payload["name_localizations"] == {
        "de": "überblick",
        "fr": "revue",
        "pt-BR": "resumo",
        "ja": "ダイジェスト",
        "es-ES": "resumen",
        "es-419": "resumen",
    }
    making = next(option for option in payload["options"] if option["name"] == "create")
    quiet = next(option for option in making["options"] if option["name"] == "quiet")
    assert quiet["name_localizations"]["de"] == "ruhig"
    assert quiet["choices"][0]["name"] == "say so in one line"
    assert quiet["choices"][0]["name_localizations"]["ja"] == "1行で知らせる"
    menu = bot.tree.get_command("Check against the news", type=AppCommandType.message)
    assert menu is not None
    translated = await menu.get_translated_payload(bot.tree, texts)
    assert set(translated["name_localizations"]) <= {locale.value for locale in Locale}
