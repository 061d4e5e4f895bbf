"""Holds requests to Discord, and the loopback Discord's answers, against Discord's own description of its interface."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

# Beside the repository, not in it: Discord's file, read where it is and skipped where it is not.
DESCRIPTION = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
BY_TYPE = "x-by-type"  # our own keyword, see sort_by_type
MAX_SHOWN = 150  # characters of what was wrong, and of the rule


class Contract:
    """Discord's OpenAPI description, ready for checking."""

    def __init__(self, description: dict[str, Any]) -> None:
        sort_by_type(description, description["components"]["schemas"])
        # Discord sends ids as strings only, but takes numbers too, and discord.py sends some as numbers.
        schemas = description["components"]["schemas"]
        either = {"anyOf": [schemas["SnowflakeType"], {"type": "integer", "minimum": 0}]}
        lenient = description | {"components": {"schemas": schemas | {"SnowflakeType": either}}}
        self._registry: Registry[Any] = Registry().with_resources(
            (f"urn:{what}", DRAFT202012.create_resource(text))
            for what, text in (("request", lenient), ("response", description))
        )
        paths = sorted(description["paths"].items(), key=lambda item: item[0].count("{"))
        self._paths = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path, item) for path, item in paths]
        self._validators: dict[str, Any] = {}

    def problem_with_request(self, method: str, path: str, body: object) -> str | None:
        """What is wrong with a JSON body, in a line; None if nothing is."""
        template, operation = self._operation(method, path)
        if operation is None:
            return f"{method} {path} is no part of Discord's interface"
        if "application/json" not in operation.get("requestBody", {}).get("content", {}):
            return None
        keys = ("requestBody", "content", "application/json", "schema")
        return self._problem("request", method, template, keys, body)

    def problem_with_response(self, method: str, path: str, status: int, body: object) -> str | None:
        """What is wrong with an answer, in a line; None if nothing is."""
        template, operation = self._operation(method, path)
        if operation is None or status >= 400:
            return None
        if str(status) not in operation["responses"]:
            return f"{method} {template} never answers {status}"
        if "application/json" not in operation["responses"][str(status)].get("content", {}):
            return None
        keys = ("responses", str(status), "content", "application/json", "schema")
        return self._problem("response", method, template, keys, body)

    def _operation(self, method: str, path: str) -> tuple[str, dict[str, Any] | None]:
        for pattern, template, item in self._paths:
            if pattern.fullmatch(path):
                return template, item.get(method.lower())
        return path, None

    def _problem(self, what: str, method: str, template: str, keys: tuple[str, ...], body: object) -> str | None:
        pointer = "/".join(
            key.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
            for key in ("paths", template, method.lower(), *keys)
        )
        if pointer not in self._validators:
            schema = {"$ref": f"urn:{what}#/{pointer}"}
            self._validators[pointer] = _Validator(schema, registry=self._registry)
        error = next(self._validators[pointer].iter_errors(body), None)
        if error is None:
            return None
        rule = f"{error.validator} {str(error.validator_value)[:MAX_SHOWN]}"
        return f"{what} of {method} {template}: {error.json_path}: {error.message[:MAX_SHOWN]} ({rule})"


def sort_by_type(node: Any, schemas: dict[str, Any]) -> None:
    """Rewrites every choice whose alternatives differ in their `type` into a look-up by it, in place.

    Trying fifteen kinds of component one after the other, at every level, takes 30 ms a message, and the error of the
    last kind tried says nothing about what is wrong.
    """
    if isinstance(node, list):
        for child in node:
            sort_by_type(child, schemas)
    elif isinstance(node, dict):
        for child in node.values():
            sort_by_type(child, schemas)
        for choice in {"oneOf", "anyOf"} & node.keys():
            by_type: dict[Any, Any] = {}
            for alternative in node[choice]:
                kinds = _types(alternative, schemas)
                if not kinds or kinds & by_type.keys():
                    break
                by_type |= dict.fromkeys(kinds, alternative)
            else:
                del node[choice]
                node[BY_TYPE] = by_type


def _types(alternative: dict[str, Any], schemas: dict[str, Any]) -> set[Any]:
    named = schemas.get(str(alternative.get("$ref")).rpartition("/")[2], {})
    return set(named.get("properties", {}).get("type", {}).get("enum", []))


def _by_type(validator: Any, by_type: dict[Any, Any], instance: Any, _: Any) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        yield ValidationError(f"{instance!r} is no object")
    elif instance.get("type") not in by_type:
        yield ValidationError(f"type {instance.get('type')!r} is none of {list(by_type)}")
    else:
        yield from validator.descend(instance, by_type[instance["type"]])


_Validator: Any = extend(Draft202012Validator, {BY_TYPE: _by_type})


@cache
def discord_contract() -> Contract | None:
    """The description that lies beside the repository; None where it does not."""
    return Contract(json.loads(DESCRIPTION.read_text("utf-8"))) if DESCRIPTION.is_file() else None
