"""The line of migrations: how a data dir of any earlier version becomes today's."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from knowledge.errors import KnowledgeError


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
    current = _current_revision(connection)
    if current == newest_revision():
        return
    # Only now: alembic takes longer to load than everything else that opens an archive.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))  # "%" has a meaning there
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        raise NewerArchive(
            f"This data dir was written by a newer version of Nutgraf (its schema is {current!r}). "
            "Nothing was changed. Install the newer version, or use another data dir."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def check(connection: Connection) -> None:
    """Raise NoArchive or OlderArchive if `migrate` would have something to do, or NewerArchive; changes nothing."""
    current = _current_revision(connection)
    if current is None:
        raise NoArchive
    if current < newest_revision():  # they are numbered: 0007 comes after 0006
        raise OlderArchive("It was written by an earlier version; the next command brings it up to date.")
    if current != newest_revision():
        migrate(connection)  # says that it cannot


def newest_revision() -> str:
    """The revision of the last migration, which its file's name begins with: m0007_editions.py is 0007."""
    names = sorted(file.name for file in (Path(__file__).parent / "versions").glob("m[0-9]*.py"))
    return names[-1][1:5]


def _current_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))
