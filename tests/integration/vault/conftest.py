"""The same tests over SQLite and PostgreSQL. Each gets a database of its own, gone afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from bot.vault import Vault, VaultSettings
from tests.unit.vault.made import Clock, settings

SERVER = os.environ.get("CANARY_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")


def on_server(statement: str) -> None:
    connection = psycopg2.connect(f"{SERVER}/postgres", connect_timeout=3)
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()


@pytest.fixture
def postgres_url() -> Iterator[str]:
    name = f"canary_test_{secrets.token_hex(6)}"
    try:
        on_server(f"CREATE DATABASE {name}")
    except psycopg2.OperationalError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no PostgreSQL server answers at CANARY_TEST_POSTGRES (default 127.0.0.1:5432)")
    yield f"{SERVER}/{name}"
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def held(request: pytest.FixtureRequest, tmp_path: Path) -> VaultSettings:
    """Settings for either database."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    return settings(tmp_path, url)


@pytest.fixture
def vault(held: VaultSettings) -> Iterator[Vault]:
    made = Vault(held, Clock())
    yield made
    made.close()
