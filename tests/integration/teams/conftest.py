"""Canary with Microsoft's double, and a conversation that repeats what it hears."""

from __future__ import annotations

import pytest

from tests.doubles.fixtures import echo, here  # noqa: F401  fixtures
from tests.doubles.microsoft import Person
from tests.doubles.town import Town


@pytest.fixture
def anna(here: Town) -> Person:  # noqa: F811
    """A leader; the town sees to it that they are closed."""
    return here.teams_person()
