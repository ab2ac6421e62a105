"""What the tests of confidentiality share."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.confidential.app import Echo, served
from tests.integration.confidential.servers import PLAIN, ROOT


@pytest.fixture(scope="session")
def fresh_model() -> None:
    """Canary's dialogue model, trained first where something has changed, so that the servers start at once."""
    subprocess.run([PLAIN[0], "train"], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture
def echo() -> Echo:
    """A conversation that repeats what it hears, without Rasa."""
    return Echo()


@pytest.fixture
def address(tmp_path: Path, echo: Echo) -> Iterator[str]:
    """The whole web application over HTTP as `canary run` serves it, with that conversation in it."""
    with served(tmp_path, echo) as address:
        yield address
