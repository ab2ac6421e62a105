"""What the tests of Slack and of Teams share: a town, and a conversation that repeats what it hears."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.doubles.echo import Echo
from tests.doubles.town import Town, town


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest_asyncio.fixture(loop_scope="function")
async def here(tmp_path: Path, echo: Echo) -> AsyncIterator[Town]:
    async with town(tmp_path, echo) as made:
        yield made
