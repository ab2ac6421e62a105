"""What any test may ask for: services that are missing skip a test and say so, except in CI, where they fail it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hypothesis
import pytest

from tests import services

# The machines are shared and noisy: an example that takes long is no failure.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def _given(service: AbstractContextManager[str]) -> Iterator[str]:
    try:
        with service as address:
            yield address
    except services.Missing as missing:
        _not_here(missing)


def _not_here(missing: services.Missing) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{missing}, and in CI nothing may be skipped")
    pytest.skip(f"{missing}: run scripts/system-packages.sh as root")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    yield from _given(services.postgres(tmp_path_factory.mktemp("services")))


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty Redis."""
    yield from _given(services.redis(tmp_path_factory.mktemp("services")))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The browser's program."""
    try:
        return services.chromium()
    except services.Missing as missing:
        _not_here(missing)
        raise


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def trained_model(root: Path) -> Path:
    """Canary's own dialogue model, trained if what it is made from changed."""
    import bot.dialogue  # noqa: F401  makes the process fit for Rasa
    from bot.dialogue.training import stale, train
    from bot.settings import Settings

    model = Settings.from_environment().model
    if stale(model):
        train(model, lambda step: print(step))
    return model
