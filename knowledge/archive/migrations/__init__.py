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


def migrate(connection: Connection) -> None:
    """Bring the database to the newest revision, in the connection's transaction.

    Raises NewerArchive, having changed nothing, if it is at a revision that this version does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in known:
        raise NewerArchive(
            f"This data dir was written by a newer version of Nutgraf (its schema is {current!r}). "
            "Nothing was changed. Install the newer version, or use another data dir."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
