"""The loopback Discord's records as the JSON that Discord sends."""

from __future__ import annotations

from .world import (
    DIRECT,
    NEWS_THREAD,
    SUPPRESS_EMBEDS,
    THREAD,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Role,
    User,
    World,
)

JOINED = "2024-01-01T00:00:00+00:00"


def user(record: User) -> Json:
    return {
        "id": str(record.id),
        "username": record.name,
        "global_name": None if record.is_bot else record.name.title(),
        "discriminator": "0001" if record.is_bot else "0",
        "avatar": None,
        "bot": record.is_bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user(record: User) -> Json:
    return user(record) | {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def application(world: World) -> Json:
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.operator),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def role(record: Role, position: int = 0) -> Json:
    return {
        "id": str(record.id),
        "name": record.name,
        "permissions": str(record.permissions.value),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": record.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(record: Member, *, with_user: bool = True) -> Json:
    payload: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": JOINED,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role.id) for role in record.roles],
        "mute": False,
        "deaf": False,
    }
    return payload | {"user": user(record.user)} if with_user else payload


def channel(record: Channel) -> Json:
    last = record.last_id
    payload: Json = {"id": str(record.id), "type": record.type, "flags": 0, "last_message_id": last and str(last)}
    if record.type == DIRECT:
        return payload | {"recipients": [user(record.recipient)] if record.recipient else []}
    assert record.guild is not None
    payload |= {"guild_id": str(record.guild.id), "name": record.name, "rate_limit_per_user": 0}
    if record.type in {THREAD, NEWS_THREAD}:
        assert record.parent is not None
        assert record.owner is not None
        return payload | {
            "parent_id": str(record.parent.id),
            "owner_id": str(record.owner.id),
            "message_count": len(record.messages),
            "member_count": 1,
            "total_message_sent": len(record.messages),
            "thread_metadata": {
                "archived": record.archived,
                "archive_timestamp": JOINED,
                "auto_archive_duration": 1440,
                "locked": False,
            },
        }
    return payload | {
        "position": record.guild.channels.index(record),
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [
            {
                "id": str(claimed_by),
                "type": 0 if any(role.id == claimed_by for role in record.guild.roles) else 1,
                "allow": "0",
                "deny": str(permissions.value),
            }
            for claimed_by, permissions in record.denied.items()
        ],
    }


def guild(record: Guild) -> Json:
    return {
        "id": str(record.id),
        "name": record.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(record.owner.id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": next((str(held.id) for held in record.channels), None),
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(held, position) for position, held in enumerate(record.roles)],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": record.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_create(record: Guild, bot: User) -> Json:
    """The gateway's event: the server, its channels and threads, and of the members, without that intent, the bot."""
    threads = {THREAD, NEWS_THREAD}
    return guild(record) | {
        "joined_at": JOINED,
        "large": False,
        "member_count": len(record.members),
        "members": [member(record.members[bot.id])],
        "channels": [channel(held) for held in record.channels if held.type not in threads],
        "threads": [channel(held) for held in record.channels if held.type in threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(record: Message, *, with_reference: bool = True) -> Json:
    payload: Json = {
        "id": str(record.id),
        "type": record.interaction_kind or (19 if record.reply_to else 0),
        "channel_id": str(record.channel.id),
        "author": user(record.author),
        "content": record.content,
        "timestamp": record.created_at.isoformat(),
        "edited_timestamp": record.edited_at and record.edited_at.isoformat(),
        "tts": False,
        "mention_everyone": record.pings_everyone,
        "mentions": [user(pinged) for pinged in record.pinged_users],
        "mention_roles": [str(pinged.id) for pinged in record.pinged_roles],
        "attachments": [{k: v for k, v in attachment.items() if k != "bytes"} for attachment in record.attachments],
        "embeds": [] if record.flags & SUPPRESS_EMBEDS else record.embeds,
        "components": record.components,
        "flags": record.flags,
        "pinned": False,
    }
    if record.nonce is not None:
        payload["nonce"] = record.nonce
    if record.interaction is not None:
        payload["interaction_metadata"] = record.interaction
    if record.author.is_bot:
        payload["application_id"] = str(record.author.id)
    if record.reply_to is not None:
        target = record.reply_to
        payload["message_reference"] = {
            "type": 0,
            "channel_id": str(target.channel.id),
            "message_id": str(target.id),
        } | ({"guild_id": str(target.channel.guild.id)} if target.channel.guild else {})
        if with_reference:
            payload["referenced_message"] = None if target.deleted else message(target, with_reference=False)
    return payload


def without_content(payload: Json) -> Json:
    """A message as it is given to a bot that may not read its content."""
    return payload | {"content": "", "attachments": [], "embeds": [], "components": []}


def as_seen_by_bot(record: Message, bot: User, *, all_content: bool) -> Json:
    """Discord's rule: without the message-content intent only own, mentioning and direct messages can be read."""

    def is_readable(candidate: Message) -> bool:
        to_bot = candidate.channel.type == DIRECT or bot in candidate.pinged_users
        return all_content or to_bot or candidate.author is bot

    payload = message(record) if is_readable(record) else without_content(message(record))
    if payload.get("referenced_message") and record.reply_to and not is_readable(record.reply_to):
        payload["referenced_message"] = without_content(payload["referenced_message"])
    return payload


def _without_none(given: Json) -> Json:
    kept = {key: value for key, value in given.items() if value is not None}
    return kept | ({"emoji": _without_none(kept["emoji"])} if "emoji" in kept else {})


def stored_components(components: list[Json], attachments: list[Json]) -> list[Json]:
    """Components of a request as Discord keeps them: numbered, with defaults, files resolved to addresses."""
    number = 0

    def media(given: Json) -> Json:
        name = str(given["url"]).removeprefix("attachment://")
        file = next((held for held in attachments if held["filename"] == name), None)
        url = file["url"] if file and given["url"].startswith("attachment://") else given["url"]
        return {"id": "1", "url": url, "proxy_url": url}

    def stored(given: Json) -> Json:
        nonlocal number
        number += 1
        kept = _without_none(given) | {"id": given.get("id") or number}
        match given["type"]:
            case 3:
                options = [_without_none(option) for option in given["options"]]
                kept = {"min_values": 1, "max_values": 1} | kept | {"options": options}
            case 5 | 6 | 7 | 8:
                kept = {"min_values": 1, "max_values": 1} | kept
            case 11:
                kept = {"description": None, "spoiler": False} | kept | {"media": media(given["media"])}
            case 12:
                kept["items"] = [
                    {"description": None, "spoiler": False} | item | {"media": media(item["media"])}
                    for item in given["items"]
                ]
            case 13:
                file = media(given["file"])
                kept = {"spoiler": False, "name": file["url"].rsplit("/", 1)[-1], "size": 0} | kept | {"file": file}
            case 14:
                kept = {"spacing": 1, "divider": True} | kept
            case 17:
                kept = {"accent_color": None, "spoiler": False} | kept
        if "components" in given:
            kept["components"] = [stored(child) for child in given["components"]]
        if "accessory" in given:
            kept["accessory"] = stored(given["accessory"])
        return kept

    return [stored(component) for component in components]
