"""What the tests of confidentiality share."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.integration.confidential.app import Echo, served


@pytest.fixture(scope="module")
def own_database(postgres_url: str) -> str:
    """A PostgreSQL database that this file shares with no other."""
    name = f"canary_{secrets.token_hex(6)}"
    connection = psycopg2.connect(postgres_url)
    try:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
    finally:
        connection.close()
    return f"{postgres_url.rpartition('/')[0]}/{name}"


@pytest.fixture
def echo() -> Echo:
    """A conversation that repeats what it hears, without Rasa."""
    return Echo()


@pytest.fixture
def address(tmp_path: Path, echo: Echo) -> Iterator[str]:
    """The whole web application over HTTP as `canary run` serves it, with that conversation in it."""
    with served(tmp_path, echo) as address:
        yield address
