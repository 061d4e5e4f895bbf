"""What a posting sends, as JSON that the outbox stores, so that the same is sent after a restart."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

import discord
from discord import ui
from discord.http import MultipartParameters

from bot.cards.layout import AMBER

COMPONENTS_V2 = 1 << 15
PICTURE = "trend.png"
THREAD_MINUTES: Literal[1440] = 1440
"""A digest's thread is archived after a day without a message."""

Payload = dict[str, Any]


def payload_of(
    view: ui.LayoutView,
    *,
    roles: Collection[int] = (),
    late: str | None = None,
    trend: Mapping[str, Any] | None = None,
    forum: bool = False,
    thread: str | None = None,
    inside: bool = False,
    publish: bool = False,
    edits: bool = False,
) -> Payload:
    """A card as a payload.

    Only `roles` are mentioned. `late` is the sentence to add if the posting is late. The picture `trend.png` is drawn
    from `trend`. `thread` names the thread to start on the message, or, in a `forum`, the post itself; with `inside` it
    is sent into the thread of the occurrence's first part. With `publish` it is published to the servers that follow an
    announcement channel. With `edits` it replaces what the occurrence's first part shows.
    """
    return {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "roles": [str(role) for role in roles],
        "late": late,
        "trend": None if trend is None else dict(trend),
        "forum": forum,
        "thread": thread,
        "inside": inside,
        "publish": publish,
        "edits": edits,
    }


def as_late(payload: Mapping[str, Any]) -> Payload:
    """The payload with its sentence about lateness after the first text, and an amber accent. Twice gives the same."""
    changed = copy.deepcopy(dict(payload))
    sentence = changed.get("late")
    if sentence:
        for container in changed["components"]:
            text = _first_text(container)
            if text is not None:
                text["content"] += f"\n**{sentence}**"
                container["accent_color"] = AMBER.value
                break
        changed["late"] = None
    return changed


def _first_text(component: dict[str, Any]) -> dict[str, Any] | None:
    if component["type"] == 10:
        return component
    inside = (_first_text(part) for part in component.get("components", ()))
    return next((text for text in inside if text is not None), None)


def request(payload: Mapping[str, Any], nonce: str, picture: bytes | None, alt_text: str | None) -> MultipartParameters:
    """The body of the request that posts it. `picture` are the bytes of `trend.png`, if the card shows it."""
    message: dict[str, Any] = {
        "components": payload["components"],
        "flags": COMPONENTS_V2,
        "allowed_mentions": {"parse": [], "roles": payload["roles"]},
    }
    files = []
    if picture is not None:
        files.append(discord.File(io.BytesIO(picture), PICTURE, description=alt_text))
        message["attachments"] = [files[0].to_dict(0)]
    body: dict[str, Any]
    if payload["forum"]:
        body = {"name": payload["thread"], "auto_archive_duration": THREAD_MINUTES, "message": message}
    else:
        body = message | {"nonce": nonce, "enforce_nonce": True}
    if not files:
        return MultipartParameters(payload=body, multipart=None, files=None)
    form = [{"name": "payload_json", "value": json.dumps(body)}]
    form += [
        {"name": "files[0]", "value": file.fp, "filename": file.filename, "content_type": "image/png"}  # type: ignore[dict-item]
        for file in files
    ]
    return MultipartParameters(payload=None, multipart=form, files=files)


def replacement(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The body of the request that puts it in the place of what a message shows."""
    return {
        "components": payload["components"],
        "flags": COMPONENTS_V2,
        "allowed_mentions": {"parse": [], "roles": []},
    }


def edit_body(message: Mapping[str, Any], components: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of the request that gives a message, as Discord returned it, other components; its files stay."""
    files = {held["url"].partition("?")[0]: held["filename"] for held in message.get("attachments") or ()}
    return {
        "components": [_as_sent(part, files) for part in components],
        "attachments": [{"id": held["id"]} for held in message.get("attachments") or ()],
        "allowed_mentions": {"parse": []},
    }


def _as_sent(part: Any, files: Mapping[str, str]) -> Any:
    """A component without what only Discord's answers have; an attached file by its name again."""
    if isinstance(part, list):
        return [_as_sent(one, files) for one in part]
    if not isinstance(part, dict):
        return part
    sent = {key: _as_sent(value, files) for key, value in part.items() if value is not None}
    for key in ("media", "file"):
        if isinstance(part.get(key), dict):
            url = str(part[key]["url"])
            name = files.get(url.partition("?")[0])
            sent[key] = {"url": url if name is None else f"attachment://{name}"}
    return sent


def has_nonce(components: Any, nonce: str) -> bool:
    """Whether a message's components, as Discord returns them, carry a posting's nonce in a custom id."""
    if isinstance(components, list):
        return any(has_nonce(part, nonce) for part in components)
    if not isinstance(components, dict):
        return False
    if nonce in str(components.get("custom_id", "")):
        return True
    return any(has_nonce(components.get(key), nonce) for key in ("components", "accessory", "component"))
