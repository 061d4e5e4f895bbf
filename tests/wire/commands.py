"""What a member can send to the bot: commands, refused where Discord's own client refuses them."""

from __future__ import annotations

from . import payloads
from .world import Channel, Json, Role, User, World

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10


def command_data(world: World, channel: Channel, user: User, path: str, values: Json) -> Json:
    """A slash command as Discord sends it, checked against the command as the bot registered it.

    `path` is the name, such as "ask" or "digest create"; `values` are by option name. Raises AssertionError where
    Discord would not have let the member do this.
    """
    name, *inner = path.split()
    command = _find_command(world, channel, user, name)
    resolved: Json = {}
    level: list[Json] = command.get("options", [])
    outermost: list[Json] = []
    options = outermost
    for step in inner:
        inside = [option for option in level if option["type"] in {SUBCOMMAND, GROUP}]
        found = next((option for option in inside if option["name"] == step), None)
        assert found is not None, f"/{path}: there is no {step!r}"
        nested: list[Json] = []
        options.append({"name": step, "type": found["type"], "options": nested})
        options, level = nested, found.get("options", [])
    known = {option["name"]: option for option in level}
    assert values.keys() <= known.keys(), f"/{path} has the options {list(known)}, not {list(values)}"
    missing = [name for name, option in known.items() if option.get("required") and name not in values]
    assert not missing, f"/{path} needs {missing}"
    for name, value in values.items():
        sent = _value(known[name], value, resolved)
        options.append({"name": name, "type": known[name]["type"], "value": sent})
    data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": outermost}
    return data | ({"resolved": resolved} if resolved else {})


def _find_command(world: World, channel: Channel, user: User, name: str) -> Json:
    """A registered command that this member is offered in this channel. Raises AssertionError."""
    guild = channel.guild
    registered = [*world.commands[None], *world.commands.get(guild.id if guild else None, [])]
    command = next((c for c in registered if c["name"] == name and c["type"] == 1), None)
    assert command is not None, f"no command {name!r}; registered are {[c['name'] for c in registered]}"
    contexts = command.get("contexts")
    in_direct = command.get("dm_permission", True) if contexts is None else 1 in contexts
    assert guild is not None or in_direct, f"{name!r} is not offered in direct messages"
    needed = command["default_member_permissions"]
    if guild is not None and needed is not None:
        held = channel.permissions_of(user)
        allowed = held.administrator or (int(needed) and held.value & int(needed) == int(needed))
        assert allowed, f"Discord does not offer {name!r} to {user.name}, who lacks the permissions {needed}"
    return command


def _value(option: Json, value: object, resolved: Json) -> object:
    """A value as it is sent."""
    kind, name = option["type"], option["name"]
    if isinstance(value, User):
        assert kind in {USER, MENTIONABLE}, f"option {name!r} takes no user"
        resolved.setdefault("users", {})[str(value.id)] = payloads.user(value)
        return str(value.id)
    if isinstance(value, Role):
        assert kind in {ROLE, MENTIONABLE}, f"option {name!r} takes no role"
        resolved.setdefault("roles", {})[str(value.id)] = payloads.role(value)
        return str(value.id)
    if isinstance(value, Channel):
        assert kind == CHANNEL, f"option {name!r} takes no channel"
        allowed = option.get("channel_types")
        assert not allowed or value.type in allowed, f"option {name!r} takes channels of types {allowed}"
        resolved.setdefault("channels", {})[str(value.id)] = payloads.channel(value) | {"permissions": "0"}
        return str(value.id)
    if kind == BOOLEAN:
        assert isinstance(value, bool), f"option {name!r} takes True or False, not {value!r}"
        return value
    if kind == STRING:
        assert isinstance(value, str), f"option {name!r} takes text, not {value!r}"
        size, low, high = float(len(value)), "min_length", "max_length"
    else:
        assert kind in {INTEGER, NUMBER}, f"option {name!r} does not take {value!r}"
        assert isinstance(value, int if kind == INTEGER else int | float), f"option {name!r} takes no {value!r}"
        size, low, high = float(value), "min_value", "max_value"
    offered = [choice["value"] for choice in option.get("choices", [])]
    assert not offered or value in offered, f"option {name!r} offers {offered}"
    fits = option.get(low, size) <= size <= option.get(high, size)
    assert fits, f"option {name!r}: {value!r} is out of range"
    return value
