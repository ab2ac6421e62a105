"""Faults, in small for every run of the suite and at length by `make test-faults` (FAULTS=full)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from itertools import count

import psycopg2
import pytest

from tests import services
from tests.faults.fleet import NAMES, Fleet, fleet
from tests.faults.leaders import Leader

_seeds = count(1)


@pytest.fixture(scope="session")
def at_length() -> bool:
    """Whether this is the long run, with the real conversation."""
    return os.environ.get("FAULTS") == "full"


@pytest.fixture(scope="session", autouse=True)
def services_are_here() -> None:
    """nginx, PostgreSQL and Redis; without them these tests are skipped, except in CI."""
    try:
        services.require("nginx", "redis-server", "postgres")
    except services.Missing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"{missing}: run scripts/system-packages.sh as root")


@pytest.fixture(scope="session")
def fleet_of_all(tmp_path_factory: pytest.TempPathFactory, at_length: bool) -> Iterator[Fleet]:
    """Three processes; at length four, with the real conversation."""
    with fleet(tmp_path_factory.mktemp("fleet"), NAMES if at_length else NAMES[:3], real=at_length) as made:
        yield made


@pytest.fixture
def here(fleet_of_all: Fleet) -> Fleet:
    """The fleet, with every process alive."""
    fleet_of_all.revive()
    fleet_of_all.wait()
    return fleet_of_all


@pytest.fixture
def begun(here: Fleet) -> Iterator[Callable[[], Leader]]:
    """Makes leaders who have begun."""
    made: list[Leader] = []

    def begin() -> Leader:
        made.append(Leader(here.address, next(_seeds)))
        made[-1].begin()
        return made[-1]

    yield begin
    for leader in made:
        leader.close()


@pytest.fixture
def own_database(postgres_url: str) -> str:
    """A PostgreSQL database that this test shares with no other."""
    name = f"canary_{secrets.token_hex(6)}"
    connection = psycopg2.connect(postgres_url)
    try:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
    finally:
        connection.close()
    return f"{postgres_url.rpartition('/')[0]}/{name}"
