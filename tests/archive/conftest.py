"""A real PostgreSQL, and a fresh database in it for every test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import asyncpg
import pgserver
import pytest


@pytest.fixture(scope="package")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pgserver.PostgresServer]:
    server = pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest) -> AsyncIterator[str | None]:
    """The address of an empty database; None stands for SQLite in the data dir."""
    if request.param == "sqlite":
        yield None
        return
    server: pgserver.PostgresServer = request.getfixturevalue("postgresql")
    connection = await asyncpg.connect(server.get_uri())
    name = f"test_{await connection.fetchval('select count(*) from pg_database')}"
    await connection.execute(f"create database {name}")
    await connection.close()
    yield server.get_uri(database=name)
