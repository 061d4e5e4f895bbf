"""Holds requests to Discord, and the loopback Discord's answers, against Discord's own description of its interface."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.jsonschema import DRAFT202012

# Beside the repository, not in it: Discord's file, read where it is and skipped where it is not.
DESCRIPTION = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
MAX_SHOWN = 150  # characters of what was wrong, and of the rule


class Contract:
    """Discord's OpenAPI description, ready for checking."""

    def __init__(self, description: dict[str, Any]) -> None:
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
        self._validators: dict[str, Draft202012Validator] = {}

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
            self._validators[pointer] = Draft202012Validator(schema, registry=self._registry)
        error = best_match(self._validators[pointer].iter_errors(body))
        if error is None:
            return None
        rule = f"{error.validator} {str(error.validator_value)[:MAX_SHOWN]}"
        return f"{what} of {method} {template}: {error.json_path}: {error.message[:MAX_SHOWN]} ({rule})"


@cache
def discord_contract() -> Contract | None:
    """The description that lies beside the repository; None where it does not."""
    return Contract(json.loads(DESCRIPTION.read_text("utf-8"))) if DESCRIPTION.is_file() else None
