"""Canary with Slack's double, and a conversation that repeats what it hears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.doubles.echo import Echo
from tests.doubles.slack_person import Person
from tests.doubles.town import Town, town


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture(loop_scope="function")
async def here(tmp_path: Path, echo: Echo) -> AsyncIterator[Town]:
    async with town(tmp_path, echo) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="function")
async def anna(here: Town) -> AsyncIterator[Person]:
    person = here.slack_person()
    yield person
    await person.close()
