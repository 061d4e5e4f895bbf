"""The line of migrations: how a data dir of any earlier version becomes today's."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from knowledge.articles import KnowledgeError


class NewerArchive(KnowledgeError):
    """The database was written by a newer version of Nutgraf."""


class OlderArchive(KnowledgeError):
    """The database was written by an earlier version of Nutgraf and has yet to be migrated."""


class NoArchive(KnowledgeError):
    """There is no archive yet."""

    def __init__(self) -> None:
        super().__init__("There is no archive yet.")


def migrate(connection: Connection) -> None:
    """Bring the database to the newest revision, in the connection's transaction.

    Raises NewerArchive, having changed nothing, if it is at a revision that this version does not know.
    """
    config = _config()
    if _revision(connection, config) == ScriptDirectory.from_config(config).get_current_head():
        return
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check(connection: Connection) -> None:
    """Raise NoArchive, OlderArchive or NewerArchive if the database is not at the newest revision; changes nothing."""
    config = _config()
    current = _revision(connection, config)
    if current is None:
        raise NoArchive
    if current != ScriptDirectory.from_config(config).get_current_head():
        raise OlderArchive("It was written by an earlier version; the next command brings it up to date.")


def _config() -> Config:
    config = Config()
    # "%" has a meaning in the values of a Config.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _revision(connection: Connection, config: Config) -> str | None:
    """Where the database is; None if it is new."""
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in known:
        raise NewerArchive(
            f"This data dir was written by a newer version of Nutgraf (its schema is {current!r}). "
            "Nothing was changed. Install the newer version, or use another data dir."
        )
    return current
