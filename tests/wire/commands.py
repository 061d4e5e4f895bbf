"""What a member can send to the bot: commands and filled-in forms, refused where Discord's own client refuses them."""

from __future__ import annotations

from . import payloads
from .world import Channel, Json, Role, User, World, walk

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER = 3, 4, 5, 6, 7, 8, 9, 10


def command_data(world: World, channel: Channel, user: User, path: str, values: Json, *, focused: str | None) -> Json:
    """A slash command as Discord sends it, checked against the command as the bot registered it.

    `path` is the name, such as "ask" or "digest create"; `values` are by option name; `focused` is the option whose
    choices are asked for. Raises AssertionError where Discord would not have let the member do this.
    """
    name, *inner = path.split()
    command = find_command(world, channel, user, name, kind=1)
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
    assert focused or not missing, f"/{path} needs {missing}"
    for name, value in values.items():
        sent = _value(known[name], value, resolved, is_whole=focused is None)
        option: Json = {"name": name, "type": known[name]["type"], "value": sent}
        options.append(option | ({"focused": True} if name == focused else {}))
    data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": outermost}
    return data | ({"resolved": resolved} if resolved else {})


def find_command(world: World, channel: Channel, user: User, name: str, kind: int) -> Json:
    """A registered command that this member is offered in this channel. Raises AssertionError."""
    guild = channel.guild
    registered = [*world.commands[None], *world.commands.get(guild.id if guild else None, [])]
    command = next((c for c in registered if c["name"] == name and c["type"] == kind), None)
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


def _value(option: Json, value: object, resolved: Json, *, is_whole: bool) -> object:
    """A value as it is sent; `is_whole` unless the member is still typing, when lengths do not count yet."""
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
    assert fits or not is_whole, f"option {name!r}: {value!r} is out of range"
    return value


def form_data(form: Json, values: dict[str, str | list[str]]) -> Json:
    """A filled-in form, by the custom_ids of its fields. Raises AssertionError for what the form would not take."""
    fields = {part["custom_id"]: part for part in walk(form["components"]) if "custom_id" in part}
    assert values.keys() <= fields.keys(), f"the form has the fields {list(fields)}, not {list(values)}"

    def filled(part: Json) -> Json:
        if "components" in part:
            return part | {"components": [filled(child) for child in part["components"]]}
        if "component" in part:
            return {"type": part["type"], "id": part.get("id", 1), "component": filled(part["component"])}
        if "custom_id" not in part:
            return part
        name = part["custom_id"]
        given: Json = {"type": part["type"], "custom_id": name, "id": part.get("id", 1)}
        if part["type"] != 4:
            return given | {"values": values.get(name, [])}
        text = values.get(name, part.get("value") or "")
        assert isinstance(text, str), f"the form's field {name!r} takes text"
        assert text or not part.get("required", True), f"the form's field {name!r} must be filled in"
        fits = part.get("min_length", 0) <= len(text) <= part.get("max_length", 4000)
        assert fits, f"the form's field {name!r} does not take {len(text)} characters"
        return given | {"value": text}

    return {"custom_id": form["custom_id"], "components": [filled(part) for part in form["components"]]}
