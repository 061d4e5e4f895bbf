"""What is written to stderr: as text or JSON, without secrets at any level, without members' words above debug."""

from __future__ import annotations

import base64
import json
import logging
import re
import sqlite3
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any
from urllib.parse import quote, unquote

import structlog

from config.settings import Settings

MASK = "***"
SHORTEST = 4
"""A shorter password is only masked inside an address: elsewhere it would be found in half of all words."""

# The texts of these come from the system, the network or Python itself; what others say may quote a member. Libraries
# are named by their modules, since a command that needs none of them should not wait for their import.
_IMPERSONAL = (OSError, sqlite3.Error, TypeError, AttributeError, NameError, ImportError)
_IMPERSONAL_ELSEWHERE = {
    ("aiohttp.client_exceptions", "ClientError"),
    ("discord.errors", "ConnectionClosed"),
    ("discord.errors", "HTTPException"),
    ("sqlalchemy.exc", "SQLAlchemyError"),
}
# Discord quotes what it refuses and PostgreSQL what is wrong with a parameter; PostgreSQL's details hold whole values.
# Up to the last quote of the line, since what is quoted may have quotes itself.
_QUOTED = re.compile(r"\nDETAIL:.*|[\"'].*[\"']")
_PATTERNS = (
    # user:password@ in any address, up to the last @ of its host; but not in our own examples of one
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)(?!password@)[^\s/]*@", re.IGNORECASE), rf"\1{MASK}@"),
    # a header, as such or in what Python prints of a dict or of its items
    (
        re.compile(
            r"(authorization(?:[\\'\"]+\s*,|[\\'\"]*\s*[:=])\s*[\\'\"]*)(?:(bot|basic|bearer|digest)\s+)?[^\s'\"\\,)}]+",
            re.I,
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"\b(bot|basic|bearer)\s+[\w.+/=-]{20,}", re.IGNORECASE), rf"\1 {MASK}"),
    # a bot's token, whoever's
    (re.compile(r"\b[\w-]{18,40}\.[\w-]{5,8}\.[\w-]{25,}"), MASK),
    # the token of an interaction or webhook, with which anybody could write in the bot's name
    (re.compile(r"(/webhooks/\d+/|/interactions/\d+/)[\w.%-]{16,}"), rf"\1{MASK}"),
)


class _Masking:
    """Replaces the secrets it was given, however they are written, and whatever looks like one."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def add(self, secrets: Iterable[str]) -> None:
        self._secrets |= {secret for secret in secrets if len(secret) >= SHORTEST}
        # The longest first, so that no part of one is left standing.
        longest_first = sorted(self._secrets, key=len, reverse=True)
        patterns = ["".join(map(_any_form, secret)) for secret in longest_first]
        self._pattern = re.compile("|".join(patterns)) if patterns else None

    def __call__(self, text: str) -> str:
        if self._pattern is not None:
            text = self._pattern.sub(MASK, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


masked = _Masking()
"""Gives a text without the secrets of this process. There is one, as there is one root logger and one stderr."""


def configure_logging(settings: Settings) -> None:
    """Send logs to stderr, for people on a terminal and as one JSON object a line elsewhere; mask the secrets."""
    masked.add(_secrets(settings))
    as_json = settings.log.format == "json" or (settings.log.format == "auto" and not sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    handler = _Handler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_arguments,
                structlog.processors.ExceptionRenderer(_formatted),
                _without_secrets,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log.level.upper())
    # Their "info" is our "debug"; the gateway's debug lines would show the text of messages.
    for noisy in ("discord", "aiosqlite", "alembic", "trafilatura", "htmldate", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.INFO if noisy == "discord" else logging.WARNING, root.level))


def log_stray_errors() -> None:
    """Log what fails in a thread or while an object is thrown away; Python would print it as it is."""
    log = structlog.get_logger(__name__)
    threading.excepthook = lambda args: log.error(
        "a thread failed", exc_info=args.exc_value and (args.exc_type, args.exc_value, args.exc_traceback)
    )
    sys.unraisablehook = lambda args: log.error(
        "an error could not be raised",
        exc_info=args.exc_value and (args.exc_type, args.exc_value, args.exc_traceback),
    )


def describe(error: BaseException) -> str:
    """An error's type, with its text if nobody's words can stand in it or the level is debug; without secrets."""
    name, text = type(error).__name__, str(error)
    if not _shows_everything() and not isinstance(error, _IMPERSONAL):
        types = {(kind.__module__, kind.__name__) for kind in type(error).__mro__}
        text = _QUOTED.sub("…", text) if types & _IMPERSONAL_ELSEWHERE else ""
    return masked(f"{name}: {text}" if text else name)


class _Handler(logging.StreamHandler[Any]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, the name is logging's
        """Logging would print the arguments of what it could not format, with whatever stands in them."""
        kind = sys.exc_info()[0]
        print(f"A line of {record.name} could not be logged: {kind.__name__ if kind else '?'}", file=sys.stderr)


def _shows_everything() -> bool:
    return logging.getLogger().level <= logging.DEBUG


def _secrets(settings: Settings) -> Iterator[str]:
    if settings.discord.token is not None:
        yield settings.discord.token.get_secret_value().strip()
    addresses = [settings.discord.proxy or ""]
    if settings.database is not None:
        addresses.append(settings.database.get_secret_value())
    for address in addresses:
        # Not urlsplit: a password with a bare / or # is just what makes an address unusable.
        if found := re.search(r"://([^:/@]*):(.*)@", address):
            user, password = found.groups()
            for form in (password, unquote(password)):
                yield form
                yield from re.split(r"[/?#@:]", form)
            for name in (user, unquote(user)):
                for encoding in ("latin-1", "utf-8"):
                    whole = f"{name}:{unquote(password)}".encode(encoding, "replace")
                    yield base64.b64encode(whole).decode("ascii")
        yield from map(unquote, re.findall(r"[?&]password=([^&#]+)", address))


def _any_form(character: str) -> str:
    """A pattern for one character as it is, as encoded for an address, and as quoted by Python and JSON."""
    if character.isascii() and character.isalnum():
        return character
    encoded = quote(character, safe="")
    forms = {character, encoded, encoded.lower(), ascii(character)[1:-1], json.dumps(character)[1:-1]}
    # Each time that something quoted is quoted again, backslashes are added.
    return rf"\\*(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})"


def _without_arguments(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """asyncio adds a callback's arguments and a task's exception to its messages, which may quote a member."""
    if event.get("logger") == "asyncio" and not _shows_everything():
        event["event"] = re.split(r"[\n(<]", str(event["event"]), maxsplit=1)[0].strip()
    return event


def _without_secrets(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {masked(key): _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, BaseException):
        return describe(value)
    if isinstance(value, Mapping):
        return {masked(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    return masked(repr(value))


def _formatted(
    exc_info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
) -> str:
    """A traceback with its causes as Python prints it, but without local variables and with `describe` for texts."""
    error = exc_info[1]
    if error is None:
        return ""
    if _shows_everything():
        return "".join(traceback.format_exception(error)).rstrip()
    return "".join(_traceback(error, set())).rstrip()


_AS_CAUSE = "The above exception was the direct cause of the following exception:"
_MEANWHILE = "During handling of the above exception, another exception occurred:"


def _traceback(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        yield from _traceback(cause, seen)
        yield f"\n{_AS_CAUSE if error.__cause__ is not None else _MEANWHILE}\n\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{describe(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            if id(part) not in seen:
                yield f"\nIn this {type(error).__name__}:\n\n"
                yield from _traceback(part, seen)
