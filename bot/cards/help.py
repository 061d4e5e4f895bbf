"""The card of /help: what a member may use, with examples made from the news held."""

from __future__ import annotations

from collections.abc import Callable, Collection

from discord import ui

from bot.cards.layout import card
from bot.cards.text import line
from bot.locales import Translator

MODERATION = ("feeds add", "feeds post", "digest create", "setup check")
"""What is shown of the managing commands, in this order."""


def help_card(
    usable: Collection[str],
    mention: Callable[[str], str],
    translate: Translator,
    *,
    direct: bool,
    example: str,
    name: str | None,
    headline: str | None,
    not_here: str | None,
    held: str,
) -> ui.LayoutView:
    """What the bot does, for a member who may use the commands `usable` (names without their subcommands) here.

    `mention` gives a mention of a command. `example` is a question that the news answers; `name` and `headline` are in
    the news (None: there are none). `not_here` says why the member may not ask here, `held` what news there is.
    """
    rows = []
    if "ask" in usable:
        rows.append(
            not_here
            or translate("help-ask-direct" if direct else "help-ask", ask=mention("ask"), example=line(example))
        )
    if "headlines" in usable:
        rows.append(translate("help-headlines", command=mention("headlines")))
    if "story" in usable:
        rows.append(_with_example("help-story", mention("story"), headline, translate))
    if "catchup" in usable:
        rows.append(translate("help-catchup", command=mention("catchup")))
    if "trend" in usable:
        rows.append(_with_example("help-trend", mention("trend"), name, translate))
    if "sources" in usable:
        rows.append(translate("help-sources", command=mention("sources")))
    if "watch" in usable:
        rows.append(translate("help-watch", command=mention("watch add")))
    if not direct:
        menus = {
            "check": translate("menu-check-against-the-news"),
            "related": translate("menu-find-related-news"),
        }
        rows.append(translate("help-menus", **menus))
    own = [mention(command) for command in ("settings", "privacy about") if command.split()[0] in usable]
    if own:
        rows.append(translate("help-own", commands=" · ".join(own)))
    texts = [f"### {translate('help-title')}", translate("help-intro"), "\n".join(f"- {row}" for row in rows)]
    managing = [command for command in MODERATION if command.split()[0] in usable]
    if managing:
        lines = [translate(f"help-{command.replace(' ', '-')}", command=mention(command)) for command in managing]
        texts.append("\n".join([translate("help-managing"), *(f"- {row}" for row in lines)]))
    return card([*texts, f"-# {held}"])


def _with_example(text: str, command: str, example: str | None, translate: Translator) -> str:
    said = translate(text, command=command)
    return said if example is None else f"{said} {translate('help-such-as', example=line(example, 60))}"
