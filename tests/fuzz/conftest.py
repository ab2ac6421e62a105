"""How much is tried: a little in every run of the suite, 100,000 inputs by `make fuzz` (FUZZ=full)."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Whether this is the long run."""
    return os.environ.get("FUZZ") == "full"
