from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.vault import LeaderVault, Vault
from tests.unit.vault.made import Clock, settings


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[Vault]:
    made = Vault(settings(tmp_path), clock)
    yield made
    made.close()


@pytest.fixture
def mine(vault: Vault) -> LeaderVault:
    return vault.create()[1]
