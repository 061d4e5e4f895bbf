"""Every setting of the program, read once from the environment, `nutgraf.toml` and keyword arguments."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "NUTGRAF_"
NESTED = "__"
FILE_NAME = "nutgraf.toml"


class SettingsError(Exception):
    """A setting is wrong or unknown; the text is a sentence for people, without the value."""


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class DiscordSettings(_Group):
    """How to reach Discord."""

    token: SecretStr | None = Field(None, description="The bot's token.")
    token_file: Path | None = Field(None, description="A file that contains the token and nothing else.")
    proxy: str | None = Field(None, description="An HTTP proxy for REST and gateway, such as http://host:3128.")

    @field_validator("proxy")
    @classmethod
    def _http_proxy(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not value.startswith(("http://", "https://")):
            raise ValueError("must be an address that begins with http://")
        try:
            parts = urlsplit(value)
            usable = parts.hostname and (parts.port or 1) and parts.path in {"", "/"} and value.isprintable()
        except ValueError:
            usable = False
        if not usable or parts.query or parts.fragment or any(character.isspace() for character in value):
            raise ValueError(
                "must be an address such as http://user:password@host:3128; "
                "write / ? # @ : % and spaces in a password as %2F %3F %23 %40 %3A %25 %20"
            )
        return value


class AnswerSettings(_Group):
    """When and how questions are answered."""

    threshold: float | None = Field(
        None, ge=0, le=1, description="Below this confidence the bot abstains; the default was measured."
    )
    keep_days: int = Field(90, ge=1, description="How long the buttons under an answer keep working, in days.")
    per_member: int = Field(10, ge=1, description="How many questions one member may ask per minute.")
    per_server: int = Field(300, ge=1, description="How many questions one server may ask per minute.")


class DigestSettings(_Group):
    """Limits of scheduled digests."""

    per_server: int = Field(20, ge=1, le=200, description="How many digests one server may have.")
    catch_up_hours: float = Field(
        6, ge=0, le=48, description="A digest that is at most this many hours late is still posted, and marked as late."
    )
    per_second: float = Field(
        20, gt=0, le=1000, description="The most postings sent per second; Discord accepts 50 requests in all."
    )


class WatchSettings(_Group):
    """Limits of standing questions."""

    per_server: int = Field(50, ge=0, le=1000, description="How many watches may post into one server's channels.")
    per_member: int = Field(20, ge=0, le=1000, description="How many watches one member may have.")
    alerts_per_day: int = Field(10, ge=1, le=100, description="How many alerts one watch may post per day.")


class FeedSettings(_Group):
    """How feeds and article pages are fetched."""

    contact: str | None = Field(
        None, description="A web or e-mail address sent to outlets with every request, so that they can reach you."
    )
    full_text: Literal["off", "on", "short"] = Field(
        "short", description="Whether the article pages of new feeds are fetched: off, on, or short (only for teasers)."
    )
    per_server: int = Field(100, ge=1, le=1_000, description="How many feeds one server may follow.")
    allow_private: bool = Field(
        False, description="Fetch from loopback and private networks too. For testing only, never for a public bot."
    )

    @field_validator("contact")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value is not None and not (value.isascii() and value.isprintable() and len(value) <= 200):
            raise ValueError("must be one line of at most 200 ASCII characters")
        return (value or "").strip() or None


class RetentionSettings(_Group):
    """How much news is kept; a limit that is not set does not apply."""

    days: float | None = Field(None, gt=0, description="Articles older than this many days are removed.")
    articles: int | None = Field(None, ge=1, description="How many articles are kept overall, the newest ones.")
    megabytes: float | None = Field(None, gt=0, description="How much text is kept overall, in millions of characters.")
    feed_days: float | None = Field(None, gt=0, description="As days, per feed.")
    feed_articles: int | None = Field(None, ge=1, description="As articles, per feed.")
    feed_megabytes: float | None = Field(None, gt=0, description="As megabytes, per feed.")


class LogSettings(_Group):
    """What is logged to stderr."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "text", "json"] = Field("auto", description="auto: text on a terminal, else JSON.")


class Settings(BaseSettings):
    """All settings. Keyword arguments win over the environment, which wins over `nutgraf.toml`.

    Environment variables are named NUTGRAF_ and the setting, with two underscores between group and name, such as
    NUTGRAF_DISCORD__TOKEN. Raises pydantic's ValidationError; `load` turns that into a sentence.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTED,
        toml_file=FILE_NAME,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        env_ignore_empty=True,
    )

    data_dir: Path = Field(Path("data"), description="Where everything is stored.")
    database: SecretStr | None = Field(
        None, description="A PostgreSQL database, such as postgresql://user@host/name; by default, SQLite in data_dir."
    )
    timezone: str = Field("UTC", description="The time zone of digests that name none.")
    discord: DiscordSettings = DiscordSettings()
    answers: AnswerSettings = AnswerSettings()
    digests: DigestSettings = DigestSettings()
    watches: WatchSettings = WatchSettings()
    feeds: FeedSettings = FeedSettings()
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone name such as Europe/Berlin")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def token(self) -> str | None:
        """The bot's token, from the setting or from its file; None if there is neither.

        Raises SettingsError if the file cannot be read.
        """
        if self.discord.token is not None:
            return self.discord.token.get_secret_value().strip() or None
        if self.discord.token_file is None:
            return None
        try:
            return self.discord.token_file.read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not text"
            raise SettingsError(f"The token file {self.discord.token_file} cannot be read: {reason}.") from error


def load(**overrides: object) -> Settings:
    """The settings of this run; `overrides` are settings by name, None meaning not given.

    Raises SettingsError with one sentence per problem: a wrong value, a misspelled environment variable or a
    misspelled key in the file.
    """
    problems = _misspelt(os.environ)
    try:
        settings = Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        problems += [_sentence(item["loc"], item["msg"]) for item in error.errors(include_input=False)]
    except (OSError, ValueError) as error:
        problems.append(f"{FILE_NAME} cannot be read: {error}.")
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def names() -> dict[str, str]:
    """Every setting's environment variable with its description, in the order of the classes."""
    described = {}
    for name, field in Settings.model_fields.items():
        group = field.annotation
        if isinstance(group, type) and issubclass(group, _Group):
            for inner, inner_field in group.model_fields.items():
                described[f"{PREFIX}{name}{NESTED}{inner}".upper()] = inner_field.description or ""
        else:
            described[f"{PREFIX}{name}".upper()] = field.description or ""
    return described


def _misspelt(environment: Iterable[str]) -> list[str]:
    """pydantic-settings silently ignores unknown variables, so a misspelled one would have no effect."""
    known = names()
    problems = []
    for variable in sorted(environment):
        if variable.upper().startswith(PREFIX) and variable.upper() not in known:
            near = difflib.get_close_matches(variable.upper(), known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            problems.append(f"There is no setting {variable}.{hint}")
    return problems


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    variable = PREFIX + NESTED.join(str(part) for part in location).upper()
    known = names()
    if variable not in known:
        near = difflib.get_close_matches(variable, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        return f"There is no setting {'.'.join(map(str, location))}.{hint}"
    plain = message.removeprefix("Value error, ").rstrip(".")
    return f"The setting {'.'.join(map(str, location))} ({variable}) is wrong: {plain}."
